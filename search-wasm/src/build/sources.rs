//! The fingerprint of the sources that the browser's engine is made from.
//!
//! `pkg/` is checked in; the fingerprint beside it tells whether it is still what these sources make.

use std::io;
use std::path::{Path, PathBuf};

/// What the engine is made from, relative to the crate.
const SOURCES: [&str; 9] = [
    "Cargo.toml",
    "build",
    "analysis",
    "src/document.rs",
    "src/lib.rs",
    "src/pack",
    "src/query",
    "src/wasm.rs",
    "../Cargo.toml",
];

/// BLAKE3 over the names and contents of the engine's sources, in hexadecimal.
///
/// Of the workspace's `Cargo.toml` only the profile `engine` counts. Line endings do not.
///
/// # Errors
///
/// When a source cannot be read.
pub fn fingerprint(crate_dir: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        gather(&crate_dir.join(source), source, &mut files)?;
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for (name, path) in files {
        let mut text = std::fs::read_to_string(path)?.replace("\r\n", "\n");
        if name.starts_with("..") {
            let profile = text.split("[profile.engine]").nth(1).unwrap_or_default();
            text = profile.split("\n[").next().unwrap_or_default().to_owned();
        }
        hasher.update(name.as_bytes());
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn gather(path: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if !path.is_dir() {
        files.push((name.to_owned(), path.to_owned()));
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        gather(
            &entry.path(),
            &format!("{name}/{}", entry.file_name().to_string_lossy()),
            files,
        )?;
    }
    Ok(())
}
