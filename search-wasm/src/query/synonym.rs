//! Synonyms: the other ways to say a stretch of the query.

use crate::analysis::syllable;
use crate::pack::start::{Start, SynonymGroup};

use super::plan::{Phrase, Reading, Slot};

/// Trust in another way to say the same.
const SYNONYM: f32 = 0.6;

/// The same where the way was typed as one syllable without marks.
const VAGUE: f32 = 0.4;

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

/// Where the way stands in the query; without marks where the query has none.
fn places(way: &[String], slots: &[Slot]) -> impl Iterator<Item = usize> {
    let same = |key: &String, slot: &Slot| {
        if slot.marked {
            *key == slot.exact
        } else {
            syllable::fold_key(key) == slot.folded
        }
    };
    let places = (0..(slots.len() + 1).saturating_sub(way.len())).filter(|at| {
        way.iter()
            .zip(&slots[*at..])
            .all(|(key, slot)| same(key, slot))
    });
    places.collect::<Vec<_>>().into_iter()
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
    let vague = way.len() == 1 && !slots[at].marked && syllable::could_be_marked(&slots[at].folded);
    let trust = if vague { VAGUE } else { SYNONYM };
    let reading = |key: &String| {
        let term = start.dictionary.find(&syllable::fold_key(key))?;
        Some(Reading {
            term,
            exact: Some(key.clone()),
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
    let abbreviation = way.len() == 1 && !syllable::could_be_marked(&syllable::fold_key(&way[0]));
    let spells_out = abbreviation && other.len() > 1;
    phrases.push(Phrase {
        slots: at..at + way.len(),
        words,
        shown,
        spells_out,
    });
}
