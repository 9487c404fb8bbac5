//! Official documents become posts: the five documents where they lie beside the repository, and documents of our
//! own from invented communes, Party and State, ward to ministry, in every format and encoding.

mod encodings;
mod formats;
mod heads;
mod hostile;
mod layouts;
mod mutants;
mod papers;
mod pdf;
mod posts;
mod scans;
mod set;
mod word;

use crate::bench::Bench;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/testsuite/import")
        .join(name)
}

/// What `loa import --dry-run --json` says of a file.
pub fn dry_run(file: &Path) -> Value {
    let bench = Bench::empty();
    let ran = bench.loa(&["import", "--dry-run", "--json", &file.display().to_string()]);
    assert_eq!(ran.code, Some(0), "{}: {}", file.display(), ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The same for bytes.
pub fn dry_run_bytes(name: &str, bytes: &[u8]) -> Value {
    let bench = Bench::empty();
    bench.write(name, bytes);
    dry_run(&bench.path(name))
}

pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

pub fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap())
        .collect()
}

/// The outline as lines of level, label and first words.
pub fn outline(found: &Value) -> Vec<String> {
    let entries = found["outline"].as_array().unwrap();
    let shown = entries.iter().map(|entry| {
        let words: Vec<&str> = text(entry, "text").split_whitespace().take(4).collect();
        format!(
            "{}\t{}\t{}",
            entry["level"],
            text(entry, "label"),
            words.join(" ")
        )
    });
    shown.collect()
}
