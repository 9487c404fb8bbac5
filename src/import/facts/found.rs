//! A target as it was found, with what it took from its sentence.

use super::{Fact, TargetFact};
use std::ops::Range;

/// A target with what it took from its sentence.
pub struct Found {
    /// The target.
    pub fact: Fact<TargetFact>,
    /// The time that gave its year.
    pub time: Option<Range<usize>>,
    /// Its number, or its words where it has none.
    pub span: Range<usize>,
    /// Whether the number is a share of what follows it: "100% hộ dân có nước sạch".
    pub share_of: bool,
}
