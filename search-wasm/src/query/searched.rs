//! What was searched, in words, when that is not what was typed.

use super::plan::{Plan, Slot};
use super::rank::{Scored, Source, Word};
use crate::analysis::syllable;
use crate::pack::start::Start;

/// The query as it was searched; `None` when that is how it was typed.
///
/// Where several readings were searched, the one in the best document is named, in the spelling that it
/// has there.
pub fn words(plan: &Plan, slots: &[Word], ranked: &[Scored], start: &Start) -> Option<String> {
    let best = ranked.first()?.doc;
    let spelled_out = |at: usize| {
        plan.phrases
            .iter()
            .find(|p| p.spells_out && p.slots.start == at)
    };
    let changed = |slot: &Slot| slot.changed && !slot.readings.is_empty();
    let slots_differ = plan.slots.iter().any(changed);
    if !slots_differ && !(0..plan.slots.len()).any(|at| spelled_out(at).is_some()) {
        return None;
    }
    let said = plan
        .slots
        .iter()
        .zip(slots)
        .enumerate()
        .map(|(at, (slot, word))| {
            match spelled_out(at) {
                Some(phrase) => phrase.shown.clone(),
                // Beside a word that was put right, unmarked words are shown with their marks too.
                None if changed(slot) || (slots_differ && !slot.marked) => {
                    spelling(slot, &word.sources, best, start)
                }
                None => slot.typed.clone(),
            }
        });
    Some(said.collect::<Vec<_>>().join(" "))
}

fn spelling(slot: &Slot, sources: &[Source], doc: u32, start: &Start) -> String {
    if slot.marked
        && slot
            .readings
            .iter()
            .any(|r| r.exact.as_ref() == Some(&slot.exact))
    {
        return slot.typed.clone();
    }
    // Several readings may stand there (`xut`: `xét`, `xuất`); the one that stands there most often is meant.
    let there = sources
        .iter()
        .filter_map(|source| {
            let at = source.postings.docs.binary_search(&doc).ok()?;
            let found = source.postings.of(at);
            let variant = source
                .postings
                .variants
                .get(usize::from(found.variant(0)))?;
            Some((found.places.len() as f32 * source.reading.trust, variant))
        })
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .map(|(_, variant)| variant);
    match (there, slot.readings.first()) {
        (Some(key), _) => syllable::shown(key),
        (None, Some(reading)) => start.dictionary.word(reading.term).to_owned(),
        (None, None) => slot.typed.clone(),
    }
}
