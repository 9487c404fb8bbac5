//! How a measure compares with its target: in front matter, on pages and in what documents say.

use super::choices::{COMPARISONS, paired};

/// How a measure compares with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comparison {
    /// Exactly.
    #[default]
    Equal,
    /// More than.
    Above,
    /// At least.
    AtLeast,
    /// Less than.
    Below,
    /// At most.
    AtMost,
}

impl Comparison {
    /// Every comparison with its key in front matter and its words.
    pub const ALL: [(Self, &'static str, &'static str); 5] = paired(
        [
            Self::Equal,
            Self::Above,
            Self::AtLeast,
            Self::Below,
            Self::AtMost,
        ],
        &COMPARISONS,
    );

    /// The key in front matter.
    pub fn key(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(comparison, ..)| *comparison == self)
            .map_or("", |(_, key, _)| key)
    }

    /// The words before the value; none where it is exactly that.
    pub fn words(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(comparison, ..)| *comparison == self && self != Self::Equal)
            .map_or("", |(.., words)| words)
    }
}
