//! All kinds of personal data in a text, one after the other.

use super::seen::Seen;
use super::{birth, digits, home, illness, mail, number, telephone};
use crate::problem::PersonalData;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most findings of one text: with so many a person looks at all of it anyway.
pub const MOST: usize = 100;

/// Personal data at a byte range of a text as it is seen.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub data: PersonalData,
    /// Where it is.
    pub span: Range<usize>,
}

impl Finding {
    /// Something at a place.
    pub fn new(data: PersonalData, span: Range<usize>) -> Self {
        Self { data, span }
    }
}

/// What is known and need not be told.
#[derive(Debug, Default)]
pub struct Known {
    /// The ward's own telephones, in digits.
    pub telephones: BTreeSet<String>,
    /// The host of the ward's own site.
    pub host: String,
    /// The present year.
    pub year: i16,
}

/// The personal data of a text, by its place.
pub fn find(seen: &Seen, known: &Known) -> Vec<Finding> {
    let text = seen.text.as_str();
    let mut all = Vec::new();
    let runs = digits::runs(text);
    for run in &runs {
        number::numbers(text, run, known, &mut all);
        if all.len() > MOST {
            break;
        }
    }
    all.extend(number::lettered(text, &runs));
    all.extend(telephone::spelled(text));
    all.extend(mail::emails(text, &known.host));
    all.extend(birth::births(text, known.year));
    all.extend(illness::people(text));
    all.extend(home::homes(text, &runs));
    all.sort_by_key(|finding| (finding.span.start, finding.span.end));
    all.dedup();
    all.truncate(MOST);
    all
}
