//! Times the index: every Markdown file of a folder as a post of plain paragraphs.
//!
//! `cargo run --release -p search-wasm --features build --example index -- FOLDER [OUT]`; `/usr/bin/time -v` tells the memory.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use search_wasm::{Document, Passage, Synonyms, compile};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        return Err("usage: index FOLDER [OUT]".into());
    };
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(post(&path)?);
        }
    }
    documents.sort_unstable_by(|a, b| (&a.date, &a.url).cmp(&(&b.date, &b.url)));
    let begun = Instant::now();
    let pack = compile(&documents, &Synonyms::built_in())?;
    println!("{} posts, {:.2?}", documents.len(), begun.elapsed());
    if let Some(out) = arguments.get(1) {
        std::fs::create_dir_all(out)?;
        for file in &pack.files {
            std::fs::write(Path::new(out).join(&file.name), &file.bytes)?;
        }
    }
    Ok(())
}

/// Front matter between `+++` lines, then paragraphs.
fn post(path: &Path) -> Result<Document, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let (head, body) = text
        .trim_start_matches("+++\n")
        .split_once("+++\n")
        .ok_or("no front matter")?;
    let of = |key: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(key));
        line.unwrap_or_default()
            .trim_matches([' ', '=', '"'])
            .to_owned()
    };
    let passages = body.split("\n\n").filter(|text| !text.trim().is_empty());
    Ok(Document {
        url: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        title: of("title"),
        date: of("date"),
        kind: "tin".to_owned(),
        kind_label: "Tin".to_owned(),
        passages: passages
            .map(|text| Passage {
                text: text.trim().to_owned(),
                ..Passage::default()
            })
            .collect(),
        ..Document::default()
    })
}
