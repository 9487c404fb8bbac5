//! Names: where a stretch of the query is the whole of a document's tag, or of what its title calls its subject.

use std::ops::Range;

use super::near;
use super::rank::{PhraseSource, Source, Word};
use crate::pack::Field;
use crate::pack::postings::{Place, field_of, word_of_name};

/// A stretch of the query that is a document's whole name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Number of the document.
    pub doc: u32,
    /// The words of the query.
    pub slots: Range<usize>,
    /// Trust in the readings that make it so.
    pub trust: f32,
}

/// Trust in what an unfinished word may become, or in a far slip of the finger.
const GUESSED: f32 = 0.6;

/// A name whose first words stand in the query one after the other.
struct Begun {
    doc: u32,
    next: Place,
    from: usize,
    trust: f32,
}

/// What another way to say the query counts as a name, where it is trusted so far as text.
fn as_name(trust: f32) -> f32 {
    trust.sqrt()
}

/// Every stretch of the query that is a whole name.
pub fn find(words: &[Word], phrases: &[PhraseSource]) -> Vec<Named> {
    let mut found = Vec::new();
    let typed: Vec<&[Source]> = words.iter().map(|word| &word.sources[..]).collect();
    walk(&typed, &mut found);
    for phrase in phrases {
        let said: Vec<&[Source]> = phrase.words.chunks(1).collect();
        let before = found.len();
        walk(&said, &mut found);
        let whole = 0..said.len();
        let mut at = before;
        while at < found.len() {
            if found[at].slots == whole {
                found[at].slots = phrase.phrase.slots.clone();
                at += 1;
            } else {
                found.swap_remove(at);
            }
        }
    }
    found
}

fn walk(words: &[&[Source]], found: &mut Vec<Named>) {
    // One list for each reading of the word before, ascending by document.
    let mut begun: Vec<Vec<Begun>> = Vec::new();
    for (at, sources) in words.iter().enumerate() {
        let mut going = Vec::new();
        for source in *sources {
            going.push(read(source, at, &begun, found));
        }
        begun = going;
    }
}

/// Reads one word: which names it ends, and which it begins or carries on.
fn read(source: &Source, at: usize, begun: &[Vec<Begun>], found: &mut Vec<Named>) -> Vec<Begun> {
    let mut going = Vec::new();
    // What an unfinished word may become names nothing yet.
    let reading = &source.reading;
    let guessed = reading.exact.is_none() && reading.trust <= GUESSED;
    if guessed || source.postings.with[Field::Names as usize] == 0 {
        return going;
    }
    let trust = as_name(source.reading.trust);
    for (entry, &doc) in source.postings.docs.iter().enumerate() {
        let here = source.postings.of(entry);
        for (nth, &place) in here.places.iter().enumerate().rev() {
            // Names are the last of the fields.
            if field_of(place) != Field::Names as usize {
                break;
            }
            let (word, length) = word_of_name(place);
            let before = match word {
                0 => Some((at, trust)),
                _ => continued(begun, doc, place),
            };
            let Some((from, before)) = before.filter(|_| near::is_spelled(source, here, nth))
            else {
                continue;
            };
            let trust = trust.min(before);
            if word + 1 == length {
                let slots = from..at + 1;
                found.push(Named { doc, slots, trust });
            } else {
                let next = place + 1;
                going.push(Begun {
                    doc,
                    next,
                    from,
                    trust,
                });
            }
        }
    }
    going
}

/// Where the name began whose next word stands here, and how far it is trusted.
fn continued(begun: &[Vec<Begun>], doc: u32, place: Place) -> Option<(usize, f32)> {
    begun.iter().find_map(|list| {
        let from = list.partition_point(|begun| begun.doc < doc);
        let here = list[from..].iter().take_while(|begun| begun.doc == doc);
        here.filter(|begun| begun.next == place)
            .map(|begun| (begun.from, begun.trust))
            .next()
    })
}
