//! Synonyms: the other ways to say a stretch of the query.

use crate::analysis::syllable;
use crate::pack::start::{Start, SynonymGroup};

use super::plan::{Phrase, Reading, Slot};

/// Trust in another way to say the same.
const SYNONYM: f32 = 0.6;

/// The same where the way was typed as one syllable without marks.
const VAGUE: f32 = 0.4;

/// The same for an abbreviation: it was typed for what it stands for.
const SPELLED_OUT: f32 = 0.9;

/// What the syllable of the same letters counts beside an abbreviation in capitals (`THA`, `thả`).
const SAME_LETTERS: f32 = 0.4;

/// Adds one-word synonyms of one word to its readings, and returns the others as phrases.
pub fn add(slots: &mut [Slot], start: &Start) -> Vec<Phrase> {
    let mut matches: Vec<(usize, &SynonymGroup, &[String])> = Vec::new();
    for group in &start.synonyms {
        for way in group {
            matches.extend(places(way, slots).map(|at| (at, group, &way[..])));
        }
    }
    // A longer way says more exactly what was meant than a shorter one inside it.
    matches.sort_by_key(|(at, _, way)| (std::cmp::Reverse(way.len()), *at));
    let mut phrases = Vec::new();
    let mut taken = vec![0; slots.len()];
    for (at, group, way) in matches {
        let stretch = &mut taken[at..at + way.len()];
        if stretch
            .iter()
            .all(|length| *length == 0 || *length == way.len())
        {
            stretch.fill(way.len());
            for other in group.iter().filter(|other| *other != way) {
                add_way(at, way, other, slots, start, &mut phrases);
            }
        }
    }
    phrases
}

/// Whether the word alone, a folded key, is a way to say something.
pub fn is_way(word: &str, start: &Start) -> bool {
    let mut ways = start.synonyms.iter().flatten();
    ways.any(|way| matches!(&way[..], [key] if syllable::fold_key(key) == word))
}

/// Where the way stands in the query; without marks where the query has none.
fn places(way: &[String], slots: &[Slot]) -> impl Iterator<Item = usize> {
    let same = |key: &String, slot: &Slot| {
        if slot.marked {
            *key == slot.exact
        } else {
            // Nearly all keys differ in their first letter, and need no folding.
            let differ = |a: u8, b: u8| a.is_ascii() && b.is_ascii() && a != b;
            let first = key.bytes().zip(slot.folded.bytes()).next();
            first.is_none_or(|(a, b)| !differ(a, b)) && syllable::fold_key(key) == slot.folded
        }
    };
    let places = (0..(slots.len() + 1).saturating_sub(way.len())).filter(|at| {
        way.iter()
            .zip(&slots[*at..])
            .all(|(key, slot)| same(key, slot))
    });
    places.collect::<Vec<_>>().into_iter()
}

/// Whether this word stands in capitals and not because all of several words do.
fn is_in_capitals(slots: &[Slot], at: usize) -> bool {
    let capitals = |slot: &Slot| slot.typed.chars().all(|c| !c.is_lowercase());
    capitals(&slots[at]) && (slots.len() == 1 || !slots.iter().all(capitals))
}

fn add_way(
    at: usize,
    way: &[String],
    other: &[String],
    slots: &mut [Slot],
    start: &Start,
    phrases: &mut Vec<Phrase>,
) {
    // One syllable without marks may be many words.
    let syllable_alone = way.len() == 1 && syllable::could_be_marked(&syllable::fold_key(&way[0]));
    let abbreviation = way.len() == 1 && (!syllable_alone || is_in_capitals(slots, at));
    let spells_out = abbreviation && other.len() > 1;
    let trust = match (spells_out, syllable_alone && !slots[at].marked) {
        (true, _) => SPELLED_OUT,
        (false, true) => VAGUE,
        (false, false) => SYNONYM,
    };
    let reading = |key: &String| {
        let term = start.dictionary.find(&syllable::fold_key(key))?;
        Some(Reading {
            term,
            exact: Some(key.clone()),
            begins: None,
            trust,
            capped: true,
        })
    };
    let Some(words) = other.iter().map(reading).collect::<Option<Vec<_>>>() else {
        return;
    };
    if let ([word], 1) = (&words[..], way.len()) {
        let readings = &mut slots[at].readings;
        if !readings.iter().any(|known| known.term == word.term) {
            readings.push(Reading {
                capped: !readings.is_empty(),
                ..word.clone()
            });
        }
        return;
    }
    let shown = other
        .iter()
        .map(|key| syllable::shown(key))
        .collect::<Vec<_>>()
        .join(" ");
    if spells_out && syllable_alone {
        slots[at]
            .readings
            .iter_mut()
            .for_each(|r| r.trust = r.trust.min(SAME_LETTERS));
    }
    phrases.push(Phrase {
        slots: at..at + way.len(),
        words,
        shown,
        spells_out,
    });
}
