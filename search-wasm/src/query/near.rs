//! Nearness: where two words of the query stand near each other, and where words form a phrase.

use super::rank::{Source, runs};
use crate::pack::Field;
use crate::pack::postings::{Occurrence, Postings};

/// Something for each field.
pub type PerField<T> = [T; Field::COUNT];

/// How often words stand near each other in one field of one document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Number of the document.
    pub doc: u32,
    /// Number of the field.
    pub field: usize,
    /// How often; a looser pair counts as a part.
    pub count: f32,
}

/// In how many documents something was found, by field.
pub fn documents_with(found: &[Near]) -> PerField<u32> {
    let mut with = [0; Field::COUNT];
    found.iter().for_each(|near| with[near.field] += 1);
    with
}

/// Finds the second word `apart` words behind the first. One word more or less, in the same order, counts
/// as `gap`.
pub fn pairs(a: &Postings, b: &Postings, apart: u32, gap: f32) -> Vec<Near> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(&doc), Some(&other)) = (a.docs.get(i), b.docs.get(j)) {
        if doc == other {
            together(doc, a.of(i), b.of(j), apart, gap, &mut found);
        }
        i += usize::from(doc <= other);
        j += usize::from(other <= doc);
    }
    found
}

/// Walks two words' occurrences in one document side by side.
fn together(
    doc: u32,
    a: &[Occurrence],
    b: &[Occurrence],
    apart: u32,
    gap: f32,
    found: &mut Vec<Near>,
) {
    let mut from = 0;
    for left in a {
        let here = (left.field, left.position);
        while b
            .get(from)
            .is_some_and(|right| (right.field, right.position) <= here)
        {
            from += 1;
        }
        let mut best = 0f32;
        for right in &b[from..] {
            if right.field != left.field || right.position - left.position > apart + 1 {
                break;
            }
            best = best.max(match (right.position - left.position).abs_diff(apart) {
                0 => 1.0,
                1 => gap,
                _ => 0.0,
            });
        }
        if best > 0.0 {
            let field = left.field as usize;
            match found.last_mut() {
                Some(last) if last.doc == doc && last.field == field => last.count += best,
                _ => found.push(Near {
                    doc,
                    field,
                    count: best,
                }),
            }
        }
    }
}

/// Finds the words in a row; where they stand so nowhere, the longest stretch of at least half of them that
/// does. The second value is the share of the words that was found.
pub fn phrase(words: &[Source]) -> (Vec<Near>, f32) {
    let least = words.len().div_ceil(2).max(2).min(words.len());
    for length in (least..=words.len()).rev() {
        let stretches = words.windows(length).map(in_a_row);
        if let Some(found) = stretches.max_by_key(Vec::len).filter(|f| !f.is_empty()) {
            return (found, length as f32 / words.len() as f32);
        }
    }
    (Vec::new(), 0.0)
}

/// Finds all the words in a row, each in the spelling wanted.
fn in_a_row(words: &[Source]) -> Vec<Near> {
    let mut found = Vec::new();
    let Some((first, rest)) = words.split_first() else {
        return found;
    };
    for (at, &doc) in first.postings.docs.iter().enumerate() {
        let others: Option<Vec<&[Occurrence]>> = rest
            .iter()
            .map(|w| {
                w.postings
                    .docs
                    .binary_search(&doc)
                    .ok()
                    .map(|at| w.postings.of(at))
            })
            .collect();
        let Some(others) = others else { continue };
        for run in runs(first.postings.of(at)) {
            let field = run[0].field;
            let count = run
                .iter()
                .filter(|o| is_spelled(first, o))
                .filter(|o| {
                    others
                        .iter()
                        .zip(rest)
                        .zip(1..)
                        .all(|((others, word), step)| {
                            let wanted = (field, o.position + step);
                            others
                                .binary_search_by(|other| {
                                    (other.field, other.position).cmp(&wanted)
                                })
                                .is_ok_and(|at| is_spelled(word, &others[at]))
                        })
                })
                .count();
            if count > 0 {
                found.push(Near {
                    doc,
                    field: field as usize,
                    count: count as f32,
                });
            }
        }
    }
    found
}

fn is_spelled(word: &Source, occurrence: &Occurrence) -> bool {
    let key = &word.postings.variants[occurrence.variant as usize];
    word.reading.exact.as_ref().is_none_or(|exact| exact == key)
}
