//! Measures ranking on known-item questions without building a site.
//!
//! `cargo run --release --features build --example relevance -- DATA.json [half]`

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use search_wasm::{engine, single, Pack, Document, Passage, SearchOptions, Searcher, Synonyms, compile};
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
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: relevance DATA.json")?;
    let data: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let documents: Vec<Document> = list(&data, "docs").iter().map(document).collect();
    let begun = Instant::now();
    let pack = compile(&documents, &Synonyms::built_in())?;
    let bytes: usize = pack.files.iter().map(|f| f.bytes.len()).sum();
    println!(
        "{} posts, {} files, {bytes} bytes, {:?}",
        documents.len(),
        pack.files.len(),
        begun.elapsed()
    );
    if let Ok(dir) = std::env::var("OUT") {
        write(&pack, Path::new(&dir))?;
    }
    let mut searcher = Searcher::open(pack)?;
    let only = std::env::var("CLASS").ok();
    if let Ok(spec) = std::env::var("WEIGHTS") {
        searcher.session().set_weights(weights(&spec)?);
    }
    for class in CLASSES {
        if only
            .as_ref()
            .is_some_and(|o| !o.split(',').any(|c| c == class))
        {
            continue;
        }
        let begun = Instant::now();
        let (mut sum, mut halves, mut counts, mut recall) = (0.0, [0.0; 2], [0usize; 2], 0);
        let (mut sum2, mut missed) = (0.0, Vec::new());
        for (at, question) in list(&data, "queries").iter().enumerate() {
            let Some(query) = question[class].as_str() else {
                continue;
            };
            let wanted = format!("tin/h{}/", question["id"]);
            let results = searcher.search(query, &SearchOptions::default())?;
            let rank = results.hits.iter().position(|hit| hit.url == wanted);
            let gain = rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
            sum += gain;
            halves[at % 2] += gain;
            counts[at % 2] += 1;
            sum2 += gain * gain;
            recall += usize::from(rank.is_some());
            if gain < 1.0 {
                missed.push((gain, query.to_owned(), results.corrected.clone(), wanted));
            }
        }
        let n = counts[0] + counts[1];
        println!(
            "{class:18} MRR@10 {:.4}  halves {:.4} {:.4}  recall {:.3}  {:?}/query",
            sum / n as f64,
            halves[0] / counts[0] as f64,
            halves[1] / counts[1] as f64,
            recall as f64 / n as f64,
            begun.elapsed() / n as u32
        );
        let _ = sum2;
        if std::env::var("SHOW").is_ok() {
            for m in missed {
                println!("  {:.2} {} -> {:?} {}", m.0, m.1, m.2, m.3);
            }
        }
    }
    Ok(())
}

/// Writes the pack, and the single file beside it, to be looked at in a browser.
fn write(pack: &Pack, dir: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(dir)?;
    for file in &pack.files {
        std::fs::write(dir.join(&file.name), &file.bytes)?;
    }
    let [(_, script), (_, module)] = engine::FILES else { return Err("the engine has two files".into()) };
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

/// Reads `name=value,…` over the default weights.
fn weights(spec: &str) -> Result<search_wasm::query::weights::Weights, Box<dyn Error>> {
    let mut weights = search_wasm::query::weights::Weights::default();
    for setting in spec.split(',').filter(|s| !s.is_empty()) {
        let (name, value) = setting.split_once('=').ok_or("name=value")?;
        let value: f32 = value.parse()?;
        match name {
            "title" => weights.fields[0] = value,
            "exact" => weights.exact = value,
            "folded" => weights.folded = value,
            "pair" => weights.pair = value,
            "gap" => weights.gap = value,
            "coverage" => weights.coverage = value,
            "skip" => weights.skip = value,
            _ => return Err(format!("no weight `{name}`").into()),
        }
    }
    Ok(weights)
}
