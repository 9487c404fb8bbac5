//! A claim that goes round, and what is known about it.

use super::{Guidance, Review};
use base::schema::{VERDICTS, paired};

/// A fact check.
#[derive(Debug, Clone)]
pub struct FactCheck {
    /// What people say, in one sentence.
    pub claim: String,
    /// What is known about it.
    pub verdict: Verdict,
    /// Where it goes round.
    pub heard: Option<String>,
    /// Who approved the check and until when that holds.
    pub review: Review,
    /// Published guidance that it rests on; at least one.
    pub sources: Vec<Guidance>,
}

/// What is known about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    True,
    /// It is wrong.
    False,
    /// A part of it is wrong.
    PartlyFalse,
    /// It misleads without what belongs to it.
    MissingContext,
    /// Nobody can tell yet.
    Unproven,
}

impl Verdict {
    /// Every verdict with its key in front matter and its words.
    pub const ALL: [(Self, &'static str, &'static str); 5] = paired(
        [
            Self::True,
            Self::False,
            Self::PartlyFalse,
            Self::MissingContext,
            Self::Unproven,
        ],
        &VERDICTS,
    );

    fn entry(self) -> (&'static str, &'static str) {
        Self::ALL
            .iter()
            .find(|(verdict, ..)| *verdict == self)
            .map_or(("", ""), |(_, key, label)| (key, label))
    }

    /// The verdict's key in front matter.
    pub fn key(self) -> &'static str {
        self.entry().0
    }

    /// The verdict's words.
    pub fn label(self) -> &'static str {
        self.entry().1
    }
}
