//! BM25 as tantivy computes it: k1 = 1.2, b = 0.75, lengths rounded to one byte.
//!
//! Every operation is in single precision and in tantivy's order, so scores are equal to the last bit;
//! `tests/tantivy_scores.rs` compares them. The length rounding is the one that Lucene and tantivy share:
//! exact to 40, then with three bits after the leading one.

use crate::pack::start::FieldStatistics;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The length that a norm number stands for.
pub fn length_of_norm(norm: u8) -> u32 {
    const EXACT: u32 = 24;
    let norm = u32::from(norm);
    if norm < EXACT {
        return norm;
    }
    let coded = norm - EXACT;
    let (bits, shift) = (coded & 7, coded >> 3);
    let value = if shift == 0 {
        bits
    } else {
        (bits | 8) << (shift - 1)
    };
    EXACT.saturating_add(value)
}

/// Inverse document frequency.
pub fn idf(documents_with: u32, documents: u32) -> f32 {
    let with = documents_with as f32;
    let x = (documents.saturating_sub(documents_with) as f32 + 0.5) / (with + 0.5);
    (1.0 + x).ln()
}

/// A field's share of the formula, ready for each norm.
#[derive(Debug, Clone)]
pub struct LengthNorms {
    by_norm: [f32; 256],
}

impl LengthNorms {
    /// Prepares the field.
    pub fn new(statistics: &FieldStatistics, documents: u32) -> LengthNorms {
        // A field that is not scored has no words; its norm is then of no weight, and must be a number.
        let average = (statistics.tokens as f32 / documents as f32).max(f32::MIN_POSITIVE);
        LengthNorms {
            by_norm: std::array::from_fn(|norm| {
                K1 * (1.0 - B + B * length_of_norm(norm as u8) as f32 / average)
            }),
        }
    }

    /// The term's part that grows with its count: `tf / (tf + norm)`.
    #[inline]
    pub fn saturation(&self, norm: u8, count: f32) -> f32 {
        count / (count + self.by_norm[norm as usize])
    }
}

/// By how much one occurrence counts less in a field whose length is `longer` times the average, than in
/// one of average length.
pub fn saturation_lost(longer: f32) -> f32 {
    (1.0 + K1 * (1.0 - B + B * longer)) / (1.0 + K1)
}

/// A term's weight, to be multiplied with its saturation.
pub fn weight(idf: f32, boost: f32) -> f32 {
    idf * (1.0 + K1) * boost
}

#[cfg(all(test, feature = "build"))]
mod tests {
    #[test]
    fn lengths_are_tantivys() {
        for norm in 0..=255u8 {
            let theirs = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(norm);
            assert_eq!(super::length_of_norm(norm), theirs, "{norm}");
        }
    }
}
