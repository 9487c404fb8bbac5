//! What the studio notes of itself, as JSON in files of its folder: no text of anybody, and no harm where it is lost.

use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io;
use std::path::Path;

/// What a file holds; a note that cannot be read is none.
pub fn read<T: DeserializeOwned + Default>(folder: &Path, file: &str) -> T {
    let text = fs::read(folder.join(file)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Writes what a file holds from now on.
///
/// # Errors
/// When it cannot be written.
pub fn write<T: Serialize + ?Sized>(folder: &Path, file: &str, note: &T) -> Result<(), Diagnostic> {
    let text = serde_json::to_vec_pretty(note).map_err(io::Error::from);
    let written = text.and_then(|text| disk::replace(&folder.join(file), &text));
    written.map_err(|error| failed(file, error))
}

/// Why a file could not be written.
pub fn failed(file: &str, error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(file, FileProblem::OutputWrite { reason })
}
