//! Looking at the words around a place in a text, never farther than a sentence or a few words reach.

use std::ops::Range;

/// How far before a place its context reaches, in characters.
const REACH: usize = 60;

/// Longest unit that is looked for behind a number, in characters: "trường hợp" and more.
const UNIT: usize = 16;

/// How far a sentence is followed, in bytes.
const SENTENCE: usize = 320;

/// The words directly before a place: of its own sentence, not farther than [`REACH`].
pub fn before(text: &str, at: usize) -> &str {
    let left = &text[..at];
    let start = left
        .char_indices()
        .rev()
        .nth(REACH - 1)
        .map_or(0, |(start, _)| start);
    let near = &left[start..];
    let cut = near.rfind(['\n', '!', '?']).map_or(0, |end| end + 1);
    let rest = &near[cut..];
    // "ĐT. 0912" goes on after its full stop.
    let stop = rest.rmatch_indices(". ").find(|(stop, _)| {
        let word = rest[..*stop].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 4
    });
    &rest[stop.map_or(0, |(stop, _)| stop + 2)..]
}

/// The first letters behind a place and the blanks there, in lower case: as many as a unit has.
pub fn shortly_after(text: &str, at: usize) -> String {
    let letters = text[at..].trim_start().chars().take(UNIT);
    letters.flat_map(char::to_lowercase).collect()
}

/// The sentence around a range, as far as [`SENTENCE`] to each side.
pub fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let left = text.floor_char_boundary(range.start.saturating_sub(SENTENCE));
    let start = breaks(&text[left..range.start]).last();
    let right = text.ceil_char_boundary((range.end + SENTENCE).min(text.len()));
    let end = breaks(&text[range.end..right]).next();
    start.map_or(left, |at| left + at + 1)..end.map_or(right, |at| range.end + at)
}

/// The lines in which places stand, in order, each once; the places are in order too.
pub fn lines(text: &str, places: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in places {
        if found.last().is_some_and(|line| at < line.end) {
            continue;
        }
        let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        found.push(start..end);
    }
    found
}

/// Where sentences end: at a line's end, a semicolon, or a full stop behind a word of more than two letters.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, c)| match c {
        '\n' | ';' => Some(at),
        '.' | '!' | '?' => {
            let after = text[at + 1..].chars().next();
            let blank = after.is_none_or(char::is_whitespace);
            let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next();
            let short =
                c == '.' && word.is_some_and(|word| (1..=2).contains(&word.chars().count()));
            (blank && !short).then_some(at)
        }
        _ => None,
    })
}

/// Whether one of the words stands in lower-case `text`, alone.
pub fn has_word(text: &str, words: &[&str]) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
        })
    })
}

/// Whether one of the words stands, alone, shortly before a place.
pub fn near_before(text: &str, at: usize, words: &[&str]) -> bool {
    has_word(&before(text, at).to_lowercase(), words)
}
