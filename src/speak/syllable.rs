//! Whether letters are a syllable of Vietnamese, remembered: texts repeat them.

use analysis::{Token, Tokens, syllable};
use std::cell::RefCell;
use std::collections::HashSet;

thread_local! {
    /// Syllables that were looked at before: Vietnamese has some thousands, and texts repeat them.
    static SYLLABLES: RefCell<HashSet<Box<str>>> = RefCell::default();
}

/// Whether small letters spell a syllable of Vietnamese.
pub fn is_syllable(word: &str) -> bool {
    SYLLABLES.with_borrow_mut(|known| {
        if known.contains(word) {
            return true;
        }
        let mut token = Token {
            start: 0,
            end: 0,
            letters: Vec::new(),
        };
        // The letter k stands before e, ê, i and y alone: “ko” is a short form, no word.
        let misspelt = word.starts_with('k')
            && word
                .chars()
                .nth(1)
                .is_some_and(|c| "aou".contains(base_letter(c)));
        let valid = !misspelt
            && Tokens::new(word).advance(&mut token)
            && token.end == word.len()
            && syllable::is_valid(&token.letters);
        if valid {
            known.insert(word.into());
        }
        valid
    })
}

/// A letter without its marks.
pub fn base_letter(letter: char) -> char {
    analysis::letter::Letter::of(letter).base
}
