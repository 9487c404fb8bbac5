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
    let mut j = 0;
    for (i, &doc) in a.docs.iter().enumerate() {
        while b.docs.get(j).is_some_and(|other| *other < doc) {
            j += 1;
        }
        if b.docs.get(j) != Some(&doc) {
            continue;
        }
        for run in runs(a.of(i)) {
            let count = together(run, in_field(b.of(j), run[0].field), apart, gap);
            if count > 0.0 {
                found.push(Near {
                    doc,
                    field: run[0].field as usize,
                    count,
                });
            }
        }
    }
    found
}

fn in_field(occurrences: &[Occurrence], field: u8) -> &[Occurrence] {
    let start = occurrences.partition_point(|o| o.field < field);
    let end = occurrences.partition_point(|o| o.field <= field);
    &occurrences[start..end]
}

fn together(a: &[Occurrence], b: &[Occurrence], apart: u32, gap: f32) -> f32 {
    let mut count = 0.0;
    let mut from = 0;
    for left in a {
        while b
            .get(from)
            .is_some_and(|right| right.position <= left.position)
        {
            from += 1;
        }
        let near = b[from..]
            .iter()
            .take_while(|r| r.position - left.position <= apart + 1);
        let worth = |right: &Occurrence| match (right.position - left.position).abs_diff(apart) {
            0 => 1.0,
            1 => gap,
            _ => 0.0,
        };
        count += near.map(worth).fold(0.0, f32::max);
    }
    count
}

/// Finds the words in a row, each in the spelling wanted.
pub fn phrase(words: &[Source]) -> Vec<Near> {
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
