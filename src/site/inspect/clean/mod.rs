//! A document's file without what nobody meant to publish: comments, deleted words, who wrote it and for which company.
//!
//! What pages show stays as it is: a file that would say something else afterwards is left alone, and told of as before.

mod package;
mod pdf;

pub use pdf::{CHILD, child};

use formats::{Format, RawLine};
use std::path::Path;

/// The file without what pages do not show of it; nothing where there is nothing to take out, or where it cannot be done safely:
/// in files that were signed or locked. `program` is the command itself, which works on PDF files in a process of its own.
pub fn cleaned(bytes: &[u8], program: &Path) -> Option<Vec<u8>> {
    match Format::of(bytes).ok()? {
        Format::Docx | Format::Odt => {
            let clean = package::cleaned(bytes)?;
            (said(bytes, program)? == said(&clean, program)?).then_some(clean)
        }
        Format::Pdf => pdf::guarded(bytes, program),
        _ => None,
    }
}

/// A line: its label, its text, its cells.
type Said = (Option<String>, String, Vec<String>);

/// What a document says, line by line.
fn said(bytes: &[u8], program: &Path) -> Option<Vec<Said>> {
    let (_, text) = formats::read(bytes, program).ok()?;
    let told = text.lines.into_iter().filter(|line| !line.is_empty());
    Some(
        told.map(
            |RawLine {
                 label, text, cells, ..
             }| (label, text, cells),
        )
        .collect(),
    )
}
