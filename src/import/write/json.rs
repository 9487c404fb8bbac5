//! What a document says, as one object for machines: the answer of `loa import --dry-run --json`.

use crate::Imported;
use crate::facts::Facts;
use crate::outline::{Heading, Uncertain};
use formats::Unread;
use serde::Serialize;

/// One document. What it does not say is null; lists are empty.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    file: &'a str,
    kind: Option<&'a str>,
    number: Option<&'a str>,
    /// As ISO 8601 writes it.
    date: Option<String>,
    place: Option<&'a str>,
    issuer: Option<&'a str>,
    title: Option<&'a str>,
    signer: Option<&'a str>,
    signer_role: Option<&'a str>,
    signer_authority: Option<&'a str>,
    recipients: &'a [String],
    legal_bases: &'a [String],
    outline: Vec<Entry<'a>>,
    #[serde(flatten)]
    facts: &'a Facts,
    uncertain: Vec<Uncertain>,
    /// What the file holds beside the words that were read.
    unread: Vec<Passed>,
}

#[derive(Debug, Serialize)]
struct Passed {
    what: Unread,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    level: u8,
    label: &'a str,
    text: &'a str,
    line: usize,
}

impl<'a> From<&'a Heading> for Entry<'a> {
    fn from(heading: &'a Heading) -> Self {
        Self {
            level: heading.level,
            label: &heading.label,
            text: &heading.text,
            line: heading.line,
        }
    }
}

/// The object for one document; `file` is its path as given.
pub fn answer<'a>(file: &'a str, imported: &'a Imported) -> Answer<'a> {
    let document = &imported.document;
    Answer {
        file,
        kind: document.kind.as_deref(),
        number: document.number.as_deref(),
        date: document.date.map(|date| date.to_string()),
        place: document.place.as_deref(),
        issuer: document.issuer.as_deref(),
        title: document.title.as_deref(),
        signer: document.signer.as_deref(),
        signer_role: document.signer_role.as_deref(),
        signer_authority: document.signer_authority.as_deref(),
        recipients: &document.recipients,
        legal_bases: &document.legal_bases,
        outline: document.outline.iter().map(Entry::from).collect(),
        facts: &imported.facts,
        uncertain: super::uncertain(imported),
        unread: imported
            .unread
            .iter()
            .map(|(what, count)| Passed {
                what: *what,
                count: *count,
            })
            .collect(),
    }
}
