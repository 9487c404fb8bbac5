//! Nearness: where two words of the query stand near each other, and where words form a phrase.

use super::rank::Source;
use crate::pack::Field;
use crate::pack::postings::{Occurrences, Place, Postings, field_of};

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

/// Which documents' pairs are looked for.
///
/// Where very many documents hold some word of the query, only those that can still come out on top are looked
/// at closely, and of the others each [`SAMPLED`]th, to learn how common the pair is.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Whether each document is a candidate; empty when all are.
    pub chosen: Vec<bool>,
}

/// One in how many of the documents that are no candidates is looked at.
const SAMPLED: u32 = 16;

impl Candidates {
    /// How many documents one found in this one stands for; none when it is not looked at.
    #[inline]
    fn stands_for(&self, doc: u32) -> Option<u32> {
        match self.chosen.get(doc as usize) {
            None | Some(true) => Some(1),
            Some(false) => doc.is_multiple_of(SAMPLED).then_some(SAMPLED),
        }
    }

    /// Where the documents that are looked at stand in the word's list, each with its number.
    pub fn held(&self, postings: &Postings) -> Held {
        let docs = (0u32..).zip(&postings.docs);
        docs.filter(|(_, doc)| self.stands_for(**doc).is_some())
            .map(|(at, doc)| (*doc, at))
            .collect()
    }
}

/// Documents of a word, ascending, each with its place in the word's list.
pub type Held = Vec<(u32, u32)>;

/// A word, and where the documents that are looked at stand in its list.
pub type Looked<'a> = (&'a Postings, &'a [(u32, u32)]);

/// How two words of the query are to stand.
#[derive(Debug, Clone, Copy)]
pub struct Distance {
    /// How many words the second stands behind the first.
    pub apart: u32,
    /// What a pair counts that stands one word further apart, or nearer.
    pub gap: f32,
}

/// Finds two words as far apart as in the query, in the candidates, and says in about how many documents they
/// stand so, by field.
pub fn pairs(
    (a, held_a): Looked,
    (b, held_b): Looked,
    distance: Distance,
    candidates: &Candidates,
) -> (Vec<Near>, PerField<u32>) {
    let (mut found, mut with) = (Vec::new(), [0; Field::COUNT]);
    let (mut i, mut j) = (0, 0);
    while let (Some(&(doc, at)), Some(&(other, other_at))) = (held_a.get(i), held_b.get(j)) {
        if doc < other {
            i = advance(held_a, i, (other, 0));
        } else if other < doc {
            j = advance(held_b, j, (doc, 0));
        } else {
            let before = found.len();
            let places = (a.of(at as usize).places, b.of(other_at as usize).places);
            together(doc, places, distance, &mut found);
            let stands_for = candidates.stands_for(doc).unwrap_or(1);
            found[before..]
                .iter()
                .for_each(|near| with[near.field] += stands_for);
            if stands_for > 1 {
                found.truncate(before);
            }
            i += 1;
            j += 1;
        }
    }
    (found, with)
}

/// The first place from `at` on that holds `least` or more: by steps that double, then by halves.
#[inline]
fn advance<T: Ord>(ascending: &[T], at: usize, least: T) -> usize {
    let (mut from, mut step) = (at, 1);
    while ascending
        .get(from + step - 1)
        .is_some_and(|one| *one < least)
    {
        from += step;
        step *= 2;
    }
    let end = (from + step - 1).min(ascending.len());
    from + ascending[from..end].partition_point(|one| *one < least)
}

/// Walks two words' places in one document side by side.
#[inline]
fn together(doc: u32, (a, b): (&[Place], &[Place]), distance: Distance, found: &mut Vec<Near>) {
    let Distance { apart, gap } = distance;
    let mut from = 0;
    for &left in a {
        while b.get(from).is_some_and(|right| *right <= left) {
            from += 1;
        }
        let mut best = 0f32;
        for right in &b[from..] {
            if right - left > apart + 1 {
                break;
            }
            best = best.max(match (right - left).abs_diff(apart) {
                0 => 1.0,
                1 => gap,
                _ => 0.0,
            });
        }
        if best > 0.0 {
            let field = field_of(left);
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

/// Finds all the words in a row, each in the spelling wanted. The rarest leads; the others follow in step.
fn in_a_row(words: &[Source]) -> Vec<Near> {
    let mut found: Vec<Near> = Vec::new();
    let rarest = (0..words.len()).min_by_key(|at| words[*at].postings.docs.len());
    let Some(lead) = rarest else {
        return found;
    };
    let mut cursors = vec![0; words.len()];
    let mut all: Vec<Occurrences> = Vec::with_capacity(words.len());
    for &doc in &words[lead].postings.docs {
        all.clear();
        for (word, cursor) in words.iter().zip(&mut cursors) {
            let docs = &word.postings.docs;
            *cursor = advance(docs, *cursor, doc);
            match docs.get(*cursor) {
                Some(other) if *other == doc => all.push(word.postings.of(*cursor)),
                Some(_) => break,
                None => return found,
            }
        }
        if all.len() < words.len() {
            continue;
        }
        for &place in all[lead].places {
            let Some(first) = place.checked_sub(lead as u32) else {
                continue;
            };
            let whole = all
                .iter()
                .zip(words)
                .zip(first..)
                .all(|((here, word), place)| {
                    let at = here.places.binary_search(&place);
                    at.is_ok_and(|at| is_spelled(word, *here, at))
                });
            if whole {
                let field = field_of(place);
                match found.last_mut() {
                    Some(last) if last.doc == doc && last.field == field => last.count += 1.0,
                    _ => found.push(Near {
                        doc,
                        field,
                        count: 1.0,
                    }),
                }
            }
        }
    }
    found
}

/// Whether the occurrence of this number has the spelling that the reading wants.
pub fn is_spelled(word: &Source, occurrences: Occurrences, at: usize) -> bool {
    let key = &word.postings.variants[usize::from(occurrences.variant(at))];
    word.reading.exact.as_ref().is_none_or(|exact| exact == key)
}
