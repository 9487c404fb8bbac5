//! Documents as they are shown: address, title and text, several in one part.

use super::PackError;
use super::bytes::{Reader, Writer};
use crate::document::{Document, Emergency, Passage};

/// Writes one document. Tags and symbols are searched but never shown, so they are left out; kinds
/// are numbered in the start part.
pub fn write(document: &Document, out: &mut Writer) {
    out.string(&document.url);
    out.string(&document.title);
    out.string(&document.summary);
    out.string(&document.date);
    out.number(document.passages.len() as u64);
    for passage in &document.passages {
        out.string(&passage.heading);
        out.string(&passage.anchor);
        out.string(&passage.text);
    }
    if let Some(emergency) = &document.emergency {
        out.string(&emergency.text);
    }
}

/// Reads the document at place `at` of a part.
pub fn read(part: &[u8], at: usize) -> Result<Document, PackError> {
    let mut input = Reader::new(super::part::entry(part, at)?);
    let mut document = Document {
        url: input.string()?.to_owned(),
        title: input.string()?.to_owned(),
        summary: input.string()?.to_owned(),
        date: input.string()?.to_owned(),
        ..Document::default()
    };
    for _ in 0..input.count()? {
        document.passages.push(Passage {
            heading: input.string()?.to_owned(),
            anchor: input.string()?.to_owned(),
            text: input.string()?.to_owned(),
        });
    }
    if !input.is_empty() {
        // Whether it is first aid stands in the start part.
        document.emergency = Some(Emergency {
            text: input.string()?.to_owned(),
            ..Emergency::default()
        });
    }
    input.end()?;
    Ok(document)
}
