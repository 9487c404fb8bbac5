//! A sentence made ready for reading: in small letters, with its times, quantities, tense and section found once.

use super::quantity::{self, Quantity};
use super::tense::{self, Section};
use super::{Context, Sentence};
use base::text::lowercase;
use base::times::{self, Time};
use std::ops::Range;

/// A sentence with what every reader of facts needs of it.
pub struct Read<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words in small letters; byte for byte as long as the sentence.
    pub folded: String,
    /// Times named, in order.
    pub times: Vec<Time>,
    /// Numbers that measure something, in order.
    pub quantities: Vec<Quantity>,
    /// Whether it tells of what has already been.
    pub past: bool,
    /// What its section is about.
    pub section: Section,
}

impl<'a> Read<'a> {
    pub fn new(sentence: &'a Sentence, context: &Context) -> Self {
        let folded = lowercase(&sentence.text);
        let times = times::times(&folded, context.date);
        let quantities = quantity::quantities(&folded, &times);
        let section = Section::of(&sentence.path);
        let past = tense::is_past(&folded, section);
        Self {
            sentence,
            folded,
            times,
            quantities,
            past,
            section,
        }
    }

    /// The words of a byte range as the sentence writes them, without blanks around.
    pub fn words(&self, range: Range<usize>) -> &'a str {
        self.sentence.text[range].trim()
    }
}
