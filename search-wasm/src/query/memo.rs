//! Scores at hand: what each word of earlier queries scored in the documents.
//!
//! A word's score depends on its readings alone, and readers change one word of a query at a time; the words that
//! questions are made of, whose lists are the longest, stand in nearly every one.

use std::rc::Rc;

use super::plan::Reading;
use super::rank::Scores;

/// Scores of this many documents, all words together, are kept: 8 bytes each.
const MOST: usize = 2_000_000;

/// Shorter lists are scored again as quickly as they are found.
const LEAST: usize = 256;

/// A word's readings and what they score, before the word's weight.
#[derive(Debug)]
struct Known {
    readings: Vec<Reading>,
    scores: Rc<Scores>,
}

/// Scores of words, the one used last at the end.
#[derive(Debug, Default)]
pub struct Memo {
    known: Vec<Known>,
    held: usize,
}

impl Memo {
    /// The scores of a word with these readings, computed when they are not known.
    pub fn scores<'a>(
        &mut self,
        readings: impl ExactSizeIterator<Item = &'a Reading> + Clone,
        compute: impl FnOnce() -> Scores,
    ) -> Rc<Scores> {
        let same = |known: &Known| {
            known.readings.len() == readings.len() && known.readings.iter().eq(readings.clone())
        };
        if let Some(at) = self.known.iter().rposition(same) {
            self.known[at..].rotate_left(1);
            let last = self.known.len() - 1;
            return self.known[last].scores.clone();
        }
        let scores = Rc::new(compute());
        if scores.len() >= LEAST {
            self.held += scores.len();
            self.known.push(Known {
                readings: readings.cloned().collect(),
                scores: scores.clone(),
            });
            let mut too_old = 0;
            while self.held > MOST && too_old + 1 < self.known.len() {
                self.held -= self.known[too_old].scores.len();
                too_old += 1;
            }
            self.known.drain(..too_old);
        }
        scores
    }
}
