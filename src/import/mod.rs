//! Official documents → drafts of posts: read → tidy → outline → facts → write. No stage reaches back.

pub mod facts;
pub mod outline;
pub mod read;
pub mod tidy;
pub mod write;

use crate::problem::Problem;
use facts::{Context, Facts, Sentence};
use outline::Document;
use read::Format;
use std::path::Path;

/// A document, understood.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What its file is.
    pub format: Format,
    /// What it says.
    pub document: Document,
    /// What it promises.
    pub facts: Facts,
    /// Source lines left out as page numbers, running heads or residue of signatures.
    pub dropped: Vec<usize>,
}

/// Reads and understands a document. `program` is the command itself: PDF files are read in a process of
/// their own.
///
/// # Errors
/// When the file is of no known type, damaged, locked, or larger than any document should be.
pub fn import(bytes: &[u8], program: &Path) -> Result<Imported, Problem> {
    let (format, raw) = read::read(bytes, program)?;
    let tidied = tidy::tidy(&raw);
    let document = outline::parse(&tidied, raw.wrapped);
    let facts = facts::facts(
        &sentences(&document),
        &Context {
            date: document.date,
        },
    );
    Ok(Imported {
        format,
        document,
        facts,
        dropped: tidied.dropped,
    })
}

/// The sentences that facts are looked for in.
fn sentences(document: &Document) -> Vec<Sentence> {
    let sentences = document.sentences().into_iter();
    sentences
        .map(|sentence| Sentence {
            text: sentence.text.to_owned(),
            line: sentence.line,
            block: sentence.block,
            path: sentence
                .path
                .iter()
                .map(|heading| heading.text.clone())
                .collect(),
        })
        .collect()
}
