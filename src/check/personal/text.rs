//! Looking at the words around a place in a text.

use std::ops::Range;

/// The digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// How far before a place its context reaches, in characters.
const REACH: usize = 60;

/// The words directly before a place: of its own sentence, not farther than [`REACH`].
pub fn before(text: &str, at: usize) -> &str {
    let left = &text[..at];
    let start = left
        .char_indices()
        .rev()
        .nth(REACH - 1)
        .map_or(0, |(start, _)| start);
    let near = &left[start..];
    let cut = near.rfind(['\n', ';', '!', '?']).map_or(0, |end| end + 1);
    let stop = near.rfind(". ").map_or(0, |end| end + 2);
    &near[cut.max(stop)..]
}

/// Whether one of the words stands, alone, shortly before a place.
pub fn near_before(text: &str, at: usize, words: &[&str]) -> bool {
    has_word(&before(text, at).to_lowercase(), words)
}

/// Whether one of the words stands in `text`, alone.
pub fn has_word(text: &str, words: &[&str]) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
        })
    })
}

/// The sentences of a text, as byte ranges: up to a full stop, a line's end or a semicolon.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let blank = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(c, '\n' | ';') || matches!(c, '.' | '!' | '?') && blank {
            found.push(start..at);
            start = at + c.len_utf8();
        }
    }
    found.push(start..text.len());
    found
}
