//! Times queries on a built site, with everything that they need at hand: median and 95th percentile.
//!
//! `cargo run --release -p search-wasm --features build --example latency -- SITE QUERIES.txt` reads a query a line.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use search_wasm::{Folder, SearchOptions, Searcher};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, queries] = &arguments[..] else {
        return Err("usage: latency SITE QUERIES.txt".into());
    };
    let queries = std::fs::read_to_string(queries)?;
    let mut searcher = Searcher::open(Folder(Path::new(site).join("search")))?;
    let options = SearchOptions::default();
    for query in queries.lines() {
        searcher.search(query, &options)?;
    }
    let mut times = Vec::new();
    for query in queries.lines() {
        let begun = Instant::now();
        searcher.search(query, &options)?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{} queries: median {:.2?}, 95th percentile {:.2?}",
        times.len(),
        at(50),
        at(95)
    );
    Ok(())
}
