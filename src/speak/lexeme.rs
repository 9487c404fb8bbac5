//! A text cut into words, digits, blanks and signs, each with its place in the text as it was written.

use base::unseen::{Unseen, unseen};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What a lexeme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits from 0 to 9.
    Digits,
    /// Blanks within a line.
    Blank,
    /// Blanks with the end of a line.
    Break,
    /// One character of anything else.
    Sign,
}

/// A stretch of the text.
#[derive(Debug, Clone, Copy)]
pub struct Lexeme {
    /// What it is.
    pub kind: Kind,
    start: usize,
    end: usize,
}

/// A text in Unicode NFC without unseen characters, and its lexemes.
pub struct Text<'t> {
    text: Cow<'t, str>,
    /// Where characters of `text` were written, as pairs of offsets in rising order; empty where nothing moved.
    moved: Vec<(usize, usize)>,
    lexemes: Vec<Lexeme>,
}

/// How many words before a place decide over its reading.
const WORDS_BEFORE: usize = 5;

/// Most lexemes of a run without blanks that are looked at together.
const LONGEST_RUN: usize = 200;

impl<'t> Text<'t> {
    /// Cuts a text.
    pub fn new(written: &'t str) -> Self {
        let (text, moved) = prepared(written);
        let lexemes = cut(&text);
        Self {
            text,
            moved,
            lexemes,
        }
    }

    /// The number of lexemes.
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// What a lexeme is; `None` behind the end.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.lexemes.get(at).map(|lexeme| lexeme.kind)
    }

    /// A lexeme as it stands in the text; empty behind the end.
    pub fn at(&self, at: usize) -> &str {
        let lexeme = self.lexemes.get(at);
        lexeme.map_or("", |lexeme| &self.text[lexeme.start..lexeme.end])
    }

    /// The text of the lexemes from `start` up to `end`.
    pub fn between(&self, start: usize, end: usize) -> &str {
        &self.text[self.offset(start)..self.offset(end)]
    }

    /// The text from a lexeme on.
    pub fn from(&self, at: usize) -> &str {
        &self.text[self.offset(at)..]
    }

    /// The first lexeme that begins at this offset of the prepared text or behind it.
    pub fn lexeme_at(&self, offset: usize) -> usize {
        self.lexemes.partition_point(|lexeme| lexeme.start < offset)
    }

    /// Where a lexeme begins in the prepared text.
    pub fn offset(&self, at: usize) -> usize {
        self.lexemes
            .get(at)
            .map_or(self.text.len(), |lexeme| lexeme.start)
    }

    /// The bytes of the text as it was written that lexemes stand for.
    pub fn written(&self, lexemes: Range<usize>) -> Range<usize> {
        let start = self.origin(self.offset(lexemes.start));
        start..self.origin(self.offset(lexemes.end)).max(start)
    }

    fn origin(&self, offset: usize) -> usize {
        match self.moved.partition_point(|(to, _)| *to <= offset) {
            0 => offset,
            behind => {
                let (to, from) = self.moved[behind - 1];
                from + (offset - to)
            }
        }
    }

    /// Whether the lexeme is this sign.
    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Some(Kind::Sign) && self.at(at).starts_with(sign)
    }

    /// Whether the lexeme is a dash of any length.
    pub fn is_dash(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Sign) && self.at(at).starts_with(['-', '–', '—', '−', '‑', '‐'])
    }

    /// The lexeme behind one blank, or the same.
    pub fn past_blank(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(Kind::Blank))
    }

    /// The next word behind blanks, in small letters; empty where something else stands there.
    pub fn word_from(&self, at: usize) -> String {
        let at = self.past_blank(at);
        match self.kind(at) {
            Some(Kind::Word) => self.at(at).to_lowercase(),
            _ => String::new(),
        }
    }

    /// The words and numbers before a place, in small letters with single blanks. What ends a clause ends them; colons,
    /// brackets and quotes are passed over.
    pub fn left(&self, at: usize) -> String {
        let mut words: Vec<String> = Vec::new();
        for before in (0..at).rev() {
            match self.lexemes[before].kind {
                Kind::Word | Kind::Digits => words.push(self.at(before).to_lowercase()),
                Kind::Blank => {}
                Kind::Sign
                    if self
                        .at(before)
                        .starts_with([':', '(', '“', '"', '‘', '«', '*']) => {}
                _ => break,
            }
            if words.len() == WORDS_BEFORE {
                break;
            }
        }
        words.reverse();
        words.join(" ")
    }

    /// Whether a lexeme is the first of its line, blanks aside.
    pub fn begins_line(&self, at: usize) -> bool {
        (0..at)
            .rev()
            .map(|before| self.lexemes[before].kind)
            .find(|kind| *kind != Kind::Blank)
            .is_none_or(|kind| kind == Kind::Break)
    }

    /// Whether nothing but blanks stands between the lexeme and the end of its clause.
    pub fn ends_clause(&self, at: usize) -> bool {
        let at = self.past_blank(at);
        match self.kind(at) {
            None | Some(Kind::Break) => true,
            Some(Kind::Sign) => self
                .at(at)
                .starts_with(['.', ',', ';', ':', '!', '?', ')', '…', '”', '"']),
            _ => false,
        }
    }

    /// The lexeme behind the run without blanks that begins here; of an endless run only its beginning.
    pub fn chunk_end(&self, at: usize) -> usize {
        let rest = self.lexemes.get(at..).unwrap_or_default();
        at + rest
            .iter()
            .take(LONGEST_RUN)
            .take_while(|lexeme| !matches!(lexeme.kind, Kind::Blank | Kind::Break))
            .count()
    }
}

/// The text in NFC without what nobody sees, and what moved.
fn prepared(written: &str) -> (Cow<'_, str>, Vec<(usize, usize)>) {
    let is_plain = |c: char| {
        canonical_combining_class(c) == 0 && unseen(c).is_none() && lowered_digit(c).is_none()
    };
    if written.is_ascii() || written.chars().all(is_plain) {
        return (Cow::Borrowed(written), Vec::new());
    }
    let mut text = String::with_capacity(written.len());
    let mut moved = Vec::new();
    let mut chars = written.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        match unseen(c) {
            Some(Unseen::Dropped) => continue,
            Some(Unseen::Blank) => {
                moved.push((text.len(), start));
                text.push(' ');
                continue;
            }
            _ => {}
        }
        let mut end = start + c.len_utf8();
        while let Some((at, mark)) = chars.next_if(|(_, c)| canonical_combining_class(*c) != 0) {
            end = at + mark.len_utf8();
        }
        moved.push((text.len(), start));
        match lowered_digit(c) {
            Some(digit) => text.push(digit),
            None => text.extend(written[start..end].nfc()),
        }
    }
    moved.push((text.len(), written.len()));
    (Cow::Owned(text), moved)
}

/// The digit that a digit set low or wide is: “CO₂”.
fn lowered_digit(c: char) -> Option<char> {
    let from = match c {
        '₀'..='₉' => '₀',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(c as u32 - from as u32, 10)
}

fn kind_of(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digits,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Kind::Break,
        c if c.is_whitespace() => Kind::Blank,
        'ª' | 'º' => Kind::Sign,
        c if c.is_alphabetic() || canonical_combining_class(c) != 0 => Kind::Word,
        _ => Kind::Sign,
    }
}

fn cut(text: &str) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = Vec::with_capacity(text.len() / 3);
    for (start, c) in text.char_indices() {
        let (kind, end) = (kind_of(c), start + c.len_utf8());
        if let Some(last) = lexemes.last_mut().filter(|_| kind != Kind::Sign) {
            let both_blank = matches!(last.kind, Kind::Blank | Kind::Break)
                && matches!(kind, Kind::Blank | Kind::Break);
            if last.kind == kind || both_blank {
                last.end = end;
                if kind == Kind::Break {
                    last.kind = Kind::Break;
                }
                continue;
            }
        }
        lexemes.push(Lexeme { kind, start, end });
    }
    lexemes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_written() {
        let written = "Kho\u{302}\u{301}i\u{200b} 7\u{a0}h";
        let text = Text::new(written);
        let words: Vec<_> = (0..text.len()).map(|at| text.at(at)).collect();
        assert_eq!(words, ["Khối", " ", "7", "\u{a0}", "h"]);
        assert_eq!(&written[text.written(2..3)], "7");
        assert_eq!(&written[text.written(0..1)], "Kho\u{302}\u{301}i\u{200b}");
    }

    #[test]
    fn what_stands_before_ends_with_its_clause() {
        let text = Text::new("Đã qua. Từ ngày: 12/5");
        assert_eq!(text.left(text.len() - 3), "từ ngày");
    }
}
