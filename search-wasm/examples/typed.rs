//! Asks built sites what residents type, and measures by class, without building the sites again: the engine and
//! the synonyms are those of the sources at hand.
//!
//! `cargo run --release -p search-wasm --features build --example typed -- QUERIES.tsv SITES [verbose] [name=value …]`

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::path::Path;

use search_wasm::build::ways;
use search_wasm::pack::{container, start::Start};
use search_wasm::query::weights::Weights;
use search_wasm::{Folder, SearchOptions, Searcher, Store, Synonyms};

/// A pack whose synonyms are those of the sources.
struct Renewed(Folder);

impl Store for Renewed {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let bytes = self.0.read(name)?;
        if !name.starts_with("start-") {
            return Ok(bytes);
        }
        let damaged = |error| io::Error::other(format!("{name}: {error}"));
        let parts = container::parts(&bytes).map_err(damaged)?;
        let (_, body) = parts.first().ok_or_else(|| io::Error::other("no part"))?;
        let mut start = Start::read(body).map_err(damaged)?;
        let is_known = |way: &[String]| ways::is_known(way, &start.dictionary);
        start.synonyms = ways::useful(&Synonyms::built_in(), is_known);
        Ok(container::wrap("start", &start.write()).1)
    }

    fn start(&self) -> io::Result<String> {
        self.0.start()
    }
}

/// What came of one class.
#[derive(Default)]
struct Class {
    queries: usize,
    gain: f64,
    first: usize,
    among_three: usize,
    /// Answered with "no post yet".
    refused: usize,
    /// Answered with what to do in an emergency.
    urgent: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [queries, sites, ..] = &arguments[..] else {
        return Err("usage: typed QUERIES.tsv SITES".into());
    };
    let mut weights = Weights::default();
    let mut verbose = false;
    for argument in &arguments[2..] {
        if argument == "verbose" {
            verbose = true;
            continue;
        }
        let (name, value) = argument.split_once('=').ok_or("name=value")?;
        weights.set(name, value.parse()?)?;
    }
    let mut searchers = BTreeMap::new();
    let mut classes = BTreeMap::<String, Class>::new();
    for line in std::fs::read_to_string(queries)?.lines() {
        let [class, ward, query, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        if !searchers.contains_key(ward) {
            let folder = Folder(Path::new(sites).join(ward).join("search"));
            let mut searcher = Searcher::open(Renewed(folder))?;
            searcher.session().set_weights(weights.clone());
            searchers.insert(ward.to_owned(), searcher);
        }
        let searcher = searchers.get_mut(ward).ok_or("no such ward")?;
        let found = searcher.search(query, &SearchOptions::default())?;
        let mut urls = found.hits.iter().map(|hit| hit.url.as_str());
        let place = urls.position(|url| expected.split(' ').any(|wanted| wanted == url));
        let outcome = classes.entry(class.to_owned()).or_default();
        outcome.queries += 1;
        outcome.gain += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        outcome.first += usize::from(place == Some(0));
        outcome.among_three += usize::from(place.is_some_and(|place| place < 3));
        outcome.refused += usize::from(found.weak);
        outcome.urgent += usize::from(found.urgent.is_some());
        let first = found.hits.first().map_or("nothing", |hit| &hit.url);
        if place != Some(0) {
            println!("{class} {ward} “{query}”: {expected} at {place:?}; first {first}");
        }
        if let (true, Some(best)) = (verbose, found.best) {
            let urgent = found.urgent.map_or(String::new(), |urgent| urgent.title);
            println!(
                "= {class}\t{query}\t{:.2} covered\t{:.2} joined\t{:.2} named of {}\t{}\t{urgent}\t{first}",
                best.coverage, best.joined, best.named, best.namesakes, found.weak
            );
        }
    }
    for (class, outcome) in classes {
        let share = |part: f64| part / outcome.queries as f64;
        println!(
            "{class:14} {:3} queries  MRR@10 {:.4}  first {:.3}  among three {:.3}  refused {}  urgent {}",
            outcome.queries,
            share(outcome.gain),
            share(outcome.first as f64),
            share(outcome.among_three as f64),
            outcome.refused,
            outcome.urgent
        );
    }
    Ok(())
}
