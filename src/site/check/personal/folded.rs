//! Patterns over folded text: small letters, and one sign for all letters and one for all signs that Vietnamese is not
//! written with. `(?i)` and the classes of Unicode take milliseconds and megabytes to make; here a letter is two bytes'
//! choice, and what is found stands where it stands in the text.

use regex::Regex as Unicode;
use regex::bytes::{Captures, Match, Regex, RegexBuilder};
use std::ops::Range;
use std::sync::LazyLock;

/// The first byte of a letter of another alphabet; the rest are [`REST`].
const LETTER: u8 = 0xfe;

/// The first byte of a sign outside ASCII.
const SIGN: u8 = 0xfc;

/// The bytes behind the first.
const REST: u8 = 0x80;

/// Letters of all alphabets, for the few that are not Latin.
static LETTERS: LazyLock<Unicode> = LazyLock::new(|| base::pattern::pattern(r"(?i)^\p{L}"));

/// A text as [`Pattern`]s read it: every character where it was, and as long.
#[derive(Debug)]
pub struct Folded(Vec<u8>);

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = text.as_bytes().to_ascii_lowercase();
        let mut at = 0;
        while let Some(far) = folded[at..].iter().position(|byte| !byte.is_ascii()) {
            at += far;
            let Some(letter) = text[at..].chars().next() else {
                break;
            };
            let end = at + letter.len_utf8();
            fold(letter, &mut folded[at..end]);
            at = end;
        }
        Self(folded)
    }
}

/// Folds one character in its place.
fn fold(letter: char, place: &mut [u8]) {
    match letter {
        '\u{1ea0}'..='\u{1eff}' => {
            // Capitals are even and small letters odd.
            place[2] |= 1;
            return;
        }
        '\u{df}'..='\u{f6}' => return,
        _ => {}
    }
    let latin = matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    if latin && letter != '×' && letter != '÷' {
        let mut small = letter.to_lowercase();
        if let (Some(small), None) = (small.next(), small.next())
            && small.len_utf8() == place.len()
        {
            small.encode_utf8(place);
        }
        return;
    }
    let sign = matches!(letter, '\u{2010}'..='\u{2070}');
    let kind = match !sign && LETTERS.is_match(letter.encode_utf8(&mut [0; 4])) {
        true => LETTER,
        false => SIGN,
    };
    place.fill(REST);
    place[0] = kind;
}

/// A pattern in small letters over [`Folded`] text. `\p{L}` is a letter, as are the classes `[^\p{L}]`, `[^\p{L}\n]`,
/// `[\p{L} ]` and `[\p{L}0-9]`; no other class may hold anything but ASCII.
#[derive(Debug)]
pub struct Pattern {
    regex: Regex,
    /// As it is written.
    #[cfg(test)]
    written: String,
}

impl Pattern {
    /// Makes a pattern of this program; it is known to be right, for tests compile every one.
    pub fn new(pattern: &str) -> Self {
        const LETTER: &str = r"(?:[a-z]|[\xc3-\xe1\xfe][\x80-\xbf]+)";
        const OTHER: &str = r"(?:[\x00-`{-\x7f]|\xfc[\x80-\xbf]+)";
        const OTHER_OF_LINE: &str = r"(?:[\x00-\x09\x0b-`{-\x7f]|\xfc[\x80-\xbf]+)";
        let classes = [
            (r"[^\p{L}\n]", OTHER_OF_LINE.to_owned()),
            (r"[^\p{L}]", OTHER.to_owned()),
            (r"[\p{L} ]", format!("(?:{LETTER}| )")),
            (r"[\p{L}0-9]", format!("(?:{LETTER}|[0-9])")),
            (r"\p{L}", LETTER.to_owned()),
        ];
        let plain = classes
            .iter()
            .fold(pattern.to_owned(), |pattern, (class, plain)| {
                pattern.replace(class, plain)
            });
        let made = RegexBuilder::new(&plain).unicode(false).build();
        Self {
            regex: made.unwrap_or_else(|error| unreachable!("a fixed pattern: {error}")),
            #[cfg(test)]
            written: pattern.to_owned(),
        }
    }

    /// Where the pattern stands, in order.
    pub fn find_iter(&self, text: &Folded) -> impl Iterator<Item = Range<usize>> {
        self.regex.find_iter(&text.0).map(|found| found.range())
    }

    /// Its groups where it stands first.
    pub fn captures<'t>(&self, text: &'t Folded) -> Option<Groups<'t>> {
        self.captures_at(text, 0)
    }

    /// Its groups wherever it stands, in order.
    pub fn captures_iter<'t>(&self, text: &'t Folded) -> impl Iterator<Item = Groups<'t>> {
        self.regex.captures_iter(&text.0).map(Groups)
    }

    /// Its groups where it stands first, at `from` or behind it.
    pub fn captures_at<'t>(&self, text: &'t Folded, from: usize) -> Option<Groups<'t>> {
        self.regex.captures_at(&text.0, from).map(Groups)
    }

    /// The same for text that is not folded.
    #[cfg(test)]
    pub fn unfolded(&self) -> Unicode {
        base::pattern::pattern(&format!("(?i){}", self.written))
    }
}

/// The groups of a pattern that was found.
#[derive(Debug)]
pub struct Groups<'t>(Captures<'t>);

impl Groups<'_> {
    /// Where a group stands.
    pub fn name(&self, name: &str) -> Option<Range<usize>> {
        self.0.name(name).map(|group: Match<'_>| group.range())
    }

    /// Where all of it stands.
    pub fn whole(&self) -> Range<usize> {
        self.0.get_match().range()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_of_the_kind_that_unicode_says() {
        let letter = base::pattern::pattern(r"(?i)^\p{L}$");
        let pattern = Pattern::new(r"^\p{L}$");
        let other = Pattern::new(r"^[^\p{L}]$");
        let far = ('\u{3200}'..=char::MAX).step_by(17);
        for c in ('\0'..='\u{31ff}').chain(far) {
            // What is seen as another letter is that letter before a pattern reads it.
            let text = c.to_string();
            let folded = Folded::of(&text);
            assert_eq!(folded.0.len(), text.len());
            let is_letter = letter.is_match(&text);
            assert_eq!(pattern.find_iter(&folded).count() == 1, is_letter, "{c:?}");
            assert_eq!(other.find_iter(&folded).count() == 1, !is_letter, "{c:?}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_capitals() {
        let pattern = Pattern::new(r"hộ chiếu đ\p{L}+ [0-9]");
        for text in ["Hộ Chiếu ĐỎ 1", "HỘ CHIẾU đỏ 1", "– hộ chiếu đo日 1"] {
            assert_eq!(pattern.find_iter(&Folded::of(text)).count(), 1, "{text}");
        }
    }
}
