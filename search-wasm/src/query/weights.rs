//! The knobs of the ranking.

use crate::pack::Field;

/// How much each thing counts. The crate's README tells what each one brings on the dev questions.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Boost of each field, in the order of [`Field::ALL`].
    pub fields: [f32; Field::COUNT],
    /// Weight of a word with the marks that were typed.
    pub exact: f32,
    /// Weight of a word whatever its marks. A word typed without marks has both weights.
    pub folded: f32,
    /// Weight of two neighbours of the query that stand next to each other.
    pub pair: f32,
    /// Weight of two words of the query, one apart, that stand one apart.
    pub skip: f32,
    /// What a pair counts that stands one word further apart, or nearer, than in the query.
    pub gap: f32,
    /// Power of the share of the query that a document holds, which its score is multiplied with.
    pub coverage: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            fields: [1.6, 1.2, 1.1, 1.0, 2.5],
            exact: 0.6,
            folded: 0.4,
            pair: 0.7,
            skip: 0.4,
            gap: 0.3,
            coverage: 0.6,
        }
    }
}
