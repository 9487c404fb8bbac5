//! Measures ranking on known-item questions without building a site: MRR@10 by class of typing, also for
//! the odd and the even questions apart, so that a gain in one half alone is seen for what it is.
//!
//! `cargo run --release -p search-wasm --features build --example relevance -- DATA.json [name=value …]`
//! sets weights over the usual ones; `out=DIR` writes the pack and the single file to DIR.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use search_wasm::query::weights::Weights;
use search_wasm::{
    Document, Pack, Passage, SearchOptions, Searcher, Synonyms, compile, engine, single,
};
use serde_json::Value;

const CLASSES: [&str; 8] = [
    "full",
    "no_marks",
    "short",
    "short_no_marks",
    "typo_no_marks",
    "nfd",
    "other_tone_place",
    "telex_raw",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .ok_or("usage: relevance DATA.json [name=value …]")?;
    let data: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let documents: Vec<Document> = list(&data, "docs").iter().map(document).collect();
    let begun = Instant::now();
    let pack = compile(&documents, &Synonyms::built_in())?;
    println!(
        "{} posts, {} files, {:?}",
        documents.len(),
        pack.files.len(),
        begun.elapsed()
    );
    let mut weights = Weights::default();
    for argument in arguments {
        match argument.split_once('=').ok_or("name=value")? {
            ("out", dir) => write(&pack, Path::new(dir))?,
            (name, value) => weights.set(name, value.parse()?)?,
        }
    }
    let mut searcher = Searcher::open(pack)?;
    searcher.session().set_weights(weights);
    for class in CLASSES {
        measure(&mut searcher, list(&data, "queries"), class)?;
    }
    Ok(())
}

/// Prints one class of typing.
fn measure(
    searcher: &mut Searcher<Pack>,
    questions: &[Value],
    class: &str,
) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let mut gains = [Vec::new(), Vec::new()];
    for (at, question) in questions.iter().enumerate() {
        let Some(query) = question[class].as_str() else {
            continue;
        };
        let wanted = format!("tin/h{}/", question["id"]);
        let found = searcher.search(query, &SearchOptions::default())?;
        let rank = found.hits.iter().position(|hit| hit.url == wanted);
        gains[at % 2].push(rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64));
    }
    let mean = |gains: &[f64]| gains.iter().sum::<f64>() / gains.len().max(1) as f64;
    let all = gains.concat();
    let recall = all.iter().filter(|gain| **gain > 0.0).count() as f64 / all.len().max(1) as f64;
    println!(
        "{class:18} MRR@10 {:.4}  halves {:.4} {:.4}  recall@10 {recall:.3}  {:?} a query",
        mean(&all),
        mean(&gains[0]),
        mean(&gains[1]),
        begun.elapsed() / all.len().max(1) as u32
    );
    Ok(())
}

/// Writes the pack, and the single file beside it, to be looked at in a browser.
fn write(pack: &Pack, dir: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(dir)?;
    for file in &pack.files {
        std::fs::write(dir.join(&file.name), &file.bytes)?;
    }
    let [(_, script), (_, module)] = engine::FILES else {
        return Err("the engine has two files".into());
    };
    std::fs::write(dir.join("single.js"), single::script(pack, script, module)?)?;
    Ok(())
}

fn list<'a>(data: &'a Value, key: &str) -> &'a [Value] {
    data[key].as_array().map_or(&[], Vec::as_slice)
}

fn document(post: &Value) -> Document {
    let body = post["body"].as_str().unwrap_or_default();
    Document {
        url: format!("tin/h{}/", post["id"]),
        title: body
            .split_whitespace()
            .take(10)
            .collect::<Vec<_>>()
            .join(" "),
        kind: "tin".to_owned(),
        kind_label: "Tin".to_owned(),
        date: "2026-01-15".to_owned(),
        passages: vec![Passage {
            text: body.to_owned(),
            ..Passage::default()
        }],
        ..Document::default()
    }
}
