//! Tokens: text cut into words, each with its keys and its place in the original text.

use super::letter::{self, Letter};
use super::syllable;

/// A word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of the first character in the original text.
    pub start: usize,
    /// Byte offset after the last character.
    pub end: usize,
    /// The word's letters, lower case and composed.
    pub letters: Vec<Letter>,
}

impl Token {
    /// Key that keeps the marks; see [`syllable::exact_key`].
    pub fn exact(&self) -> String {
        syllable::exact_key(&self.letters)
    }

    /// Key without marks; see [`syllable::folded_key`].
    pub fn folded(&self) -> String {
        syllable::folded_key(&self.letters)
    }

    /// Whether the word carries any mark of Vietnamese.
    pub fn is_marked(&self) -> bool {
        self.letters.iter().any(|l| *l != Letter::plain(l.base))
    }
}

/// Words longer than this are cut off: no word of Vietnamese comes near, and keys stay short.
const LONGEST: usize = 40;

/// The words of a text, one at a time.
///
/// A word is a run of letters and digits. Everything else parts words, so `72-NQ/TW` is three words
/// that stand next to each other, and finding the whole means finding them in a row.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of the text.
    pub fn new(text: &'a str) -> Self {
        Tokens { text, at: 0 }
    }

    /// Moves to the next word whose first letter, without marks, `wanted` holds for, and fills `token` with it. The
    /// words between are passed over without a look at their letters.
    pub fn advance_to(&mut self, token: &mut Token, wanted: impl Fn(char) -> bool) -> bool {
        let ends = |c: char| !letter::is_in_word(c) && letter::combining(c).is_none();
        loop {
            let rest = &self.text[self.at..];
            let Some((before, first)) = rest.char_indices().find(|(_, c)| letter::is_in_word(*c))
            else {
                return self.advance(token);
            };
            if wanted(Letter::of(letter::lower(first)).base) {
                return self.advance(token);
            }
            let word = &rest[before..];
            self.at += before + word.find(ends).unwrap_or(word.len());
        }
    }

    /// Moves to the next word and fills `token` with it; false at the end. This form lets an indexer
    /// reuse one token's memory.
    pub fn advance(&mut self, token: &mut Token) -> bool {
        token.letters.clear();
        let rest = &self.text[self.at..];
        let Some(skipped) = rest.find(letter::is_in_word) else {
            self.at = self.text.len();
            return false;
        };
        token.start = self.at + skipped;
        token.end = self.text.len();
        for (offset, c) in self.text[token.start..].char_indices() {
            // No combining mark comes before these.
            let plain = c < '\u{300}';
            if !plain && let Some(mark) = letter::combining(c) {
                if let Some(last) = token.letters.last_mut() {
                    last.add(mark);
                }
            } else if letter::is_in_word(c) {
                if token.letters.len() < LONGEST {
                    token.letters.push(Letter::of(letter::lower(c)));
                }
            } else {
                token.end = token.start + offset;
                break;
            }
        }
        self.at = token.end;
        true
    }
}

impl Default for Token {
    fn default() -> Self {
        Token {
            start: 0,
            end: 0,
            letters: Vec::with_capacity(8),
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut token = Token::default();
        self.advance(&mut token).then_some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn folded(text: &str) -> Vec<String> {
        Tokens::new(text).map(|t| t.folded()).collect()
    }

    #[test]
    fn words_and_symbols() {
        assert_eq!(
            folded("Nghị quyết 72-NQ/TW, 38,5°C"),
            ["nghi", "quiet", "72", "nq", "tw", "38", "5", "c"]
        );
        assert_eq!(
            folded("06-CTr/TU và 45/KH-UBND"),
            ["06", "ctr", "tu", "va", "45", "kh", "ubnd"]
        );
    }

    #[test]
    fn offsets_point_into_the_original_text_in_parts_too() {
        let text: String = "Sức KHỎE!".nfd().collect();
        let words: Vec<&str> = Tokens::new(&text).map(|t| &text[t.start..t.end]).collect();
        assert_eq!(
            words
                .iter()
                .map(|w| w.nfc().collect::<String>())
                .collect::<Vec<_>>(),
            ["Sức", "KHỎE"]
        );
        assert_eq!(Tokens::new(&text).next(), {
            let mut whole = Tokens::new("Sức").next().unwrap();
            whole.end = words[0].len();
            Some(whole)
        });
    }

    #[test]
    fn odd_input_ends() {
        assert!(folded("").is_empty());
        assert!(folded("\u{301}\u{301} …").is_empty());
        assert_eq!(folded(&"a".repeat(500))[0].len(), LONGEST);
    }
}
