//! What readers see of a text: one kind of blank, one kind of hyphen, plain digits and letters, no markup; and where
//! in the file each part of it stands.

use std::ops::Range;
use unicode_normalization::char::{compose, is_combining_mark};

/// Longest tag, address or name in brackets that is looked at, in bytes.
const REACH: usize = 2000;

/// Longest head of a column that is said before its cells, in bytes.
const HEAD: usize = 48;

/// Tags that part words.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote",
    "details", "summary", "figure",
];

/// Attributes whose values readers see or hear.
const SHOWN: &[&str] = &["title", "alt", "aria-label", "placeholder", "label"];

/// Schemes and hosts of addresses that call or write to a person.
const CALLS: &[&str] = &[
    "tel:", "sms:", "smsto:", "callto:", "mailto:", "zalo.me/", "wa.me/", "t.me/", "viber:",
];

/// A stretch of what is seen and where it comes from; a stretch as long as its origin is the same letter by letter.
#[derive(Debug)]
struct Stretch {
    seen: usize,
    origin: Range<usize>,
    same: bool,
}

/// A text as readers see it.
#[derive(Debug, Default)]
pub struct Seen {
    /// The words.
    pub text: String,
    stretches: Vec<Stretch>,
    /// Ranges of the origin that are said after all else: titles, addresses that are called.
    aside: Vec<Range<usize>>,
    /// Heads of the columns of the table being read.
    heads: Vec<Range<usize>>,
    /// Which of its cells is being read.
    cell: usize,
}

impl Seen {
    /// A text without markup.
    pub fn plain(text: &str) -> Self {
        let mut seen = Self::default();
        seen.letters(text, 0..text.len());
        seen
    }

    /// A post: settings in TOML, then Markdown from byte `body` on.
    pub fn post(text: &str, body: usize) -> Self {
        let mut seen = Self::default();
        seen.settings(text, 0..body);
        seen.markdown(text, body..text.len());
        let mut done = 0;
        // What an aside holds aside again was found when it was read first.
        while done < seen.aside.len() && done < text.len() / 4 {
            let range = seen.aside[done].clone();
            done += 1;
            seen.push('\n', range.start..range.start);
            seen.letters(text, range);
        }
        seen
    }

    /// Where in the origin a range of what is seen stands.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let at = |place: usize| {
            let index = self.stretches.partition_point(|part| part.seen <= place);
            self.stretches.get(index.saturating_sub(1))
        };
        let start = at(range.start).map_or(0, |part| match part.same {
            true => part.origin.start + (range.start - part.seen),
            false => part.origin.start,
        });
        let end = at(range.end.saturating_sub(1)).map_or(start, |part| match part.same {
            true => (part.origin.start + (range.end - part.seen)).min(part.origin.end),
            false => part.origin.end,
        });
        start..end.max(start)
    }

    fn push(&mut self, letter: char, origin: Range<usize>) {
        if letter == ' ' && self.text.ends_with([' ', '\n'])
            || letter == '\n' && self.text.ends_with('\n')
        {
            return;
        }
        let same = origin.len() == letter.len_utf8();
        match self.stretches.last_mut() {
            Some(last) if same && last.same && last.origin.end == origin.start => {
                last.origin.end = origin.end;
            }
            _ => self.stretches.push(Stretch {
                seen: self.text.len(),
                origin,
                same,
            }),
        }
        self.text.push(letter);
    }

    /// Words that stand at a place without being written there.
    fn insert(&mut self, words: &str, at: usize) {
        if !words.is_empty() {
            self.stretches.push(Stretch {
                seen: self.text.len(),
                origin: at..at,
                same: false,
            });
            self.text.push_str(words);
        }
    }

    /// One letter of the origin: hidden ones fall away, those that look alike become one.
    fn letter(&mut self, letter: char, at: usize) {
        let origin = at..at + letter.len_utf8();
        if letter.is_ascii() {
            let letter = if letter == '\t' || letter == '\r' {
                ' '
            } else {
                letter
            };
            if !letter.is_control() || letter == '\n' {
                self.push(letter, origin);
            }
            return;
        }
        if is_combining_mark(letter) && self.compose(letter, &origin) {
            return;
        }
        match alike(letter) {
            Some('\0') => {}
            Some(other) => self.push(other, origin),
            None => self.push(letter, origin),
        }
    }

    /// Letters that are seen as they are written.
    fn stretch(&mut self, words: &str, at: usize) {
        match self.stretches.last_mut() {
            Some(last) if last.same && last.origin.end == at => last.origin.end += words.len(),
            _ => self.stretches.push(Stretch {
                seen: self.text.len(),
                origin: at..at + words.len(),
                same: true,
            }),
        }
        self.text.push_str(words);
    }

    /// Joins a mark with the letter before it; says whether there is such a letter.
    fn compose(&mut self, mark: char, origin: &Range<usize>) -> bool {
        let Some(whole) = self
            .text
            .chars()
            .next_back()
            .and_then(|base| compose(base, mark))
        else {
            return false;
        };
        let Some(base) = self.text.pop() else {
            return false;
        };
        let seen = self.text.len();
        let mut start = origin.start;
        if let Some(last) = self.stretches.last_mut() {
            start = if last.same {
                last.origin.end - base.len_utf8()
            } else {
                last.origin.start
            };
            last.origin.end = start.max(last.origin.start);
            if last.seen == seen {
                self.stretches.pop();
            }
        }
        self.stretches.push(Stretch {
            seen,
            origin: start..origin.end,
            same: false,
        });
        self.text.push(whole);
        true
    }

    fn letters(&mut self, text: &str, range: Range<usize>) {
        for (at, letter) in text[range.clone()].char_indices() {
            self.letter(letter, range.start + at);
        }
    }

    /// Settings in TOML: a line is a thought of its own; `\u00A0` is a letter.
    fn settings(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        while let Some(letter) = text[at..range.end].chars().next() {
            let rest = &text[at..range.end];
            let size = letter.len_utf8();
            if letter == '\\' {
                let (letter, length) = escaped(rest);
                match letter.and_then(|letter| alike(letter).or(Some(letter))) {
                    Some('\0') | None => {}
                    Some(letter) => self.push(letter, at..at + length),
                }
                at += length;
            } else if let Some(length) = address(rest) {
                self.address(text, at..at + length);
                at += length;
            } else {
                self.letter(letter, at);
                at += size;
            }
        }
        self.push('\n', range.end..range.end);
    }

    fn markdown(&mut self, text: &str, range: Range<usize>) {
        let mut lines = text[range.clone()].split_inclusive('\n').peekable();
        let mut at = range.start;
        while let Some(line) = lines.next() {
            let words = line.trim_end();
            let next = lines.peek().copied().unwrap_or_default();
            let row = words.trim_start().starts_with('|');
            if !row {
                self.heads.clear();
            } else if is_rule(next) {
                self.heads = cells(words, at);
            }
            self.cell = 0;
            if !(row && is_rule(words)) {
                self.line(text, at..at + words.len(), row && !is_rule(next));
            }
            // A paragraph that goes on is one to its readers.
            let alone = row || words.is_empty() || words.trim_start().starts_with(['#', ':', '+']);
            let sign = if alone || begins_anew(next) {
                '\n'
            } else {
                ' '
            };
            self.push(sign, at + words.len()..at + line.len());
            at += line.len();
        }
    }

    /// One line of Markdown; `row` is one of a table with heads.
    fn line(&mut self, text: &str, range: Range<usize>, row: bool) {
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let plain = plain(rest);
            if plain > 0 {
                self.stretch(&rest[..plain], at);
                at += plain;
                continue;
            }
            let mut letters = rest.chars();
            let (Some(letter), next) = (letters.next(), letters.next()) else {
                return;
            };
            at += match letter {
                '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                    self.letter(next.unwrap_or_default(), at + 1);
                    2
                }
                '*' | '`' | '~' => 1,
                '!' if next == Some('[') => 1,
                '_' => {
                    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                    if !edge(self.text.chars().next_back()) && !edge(next) {
                        self.letter('_', at);
                    }
                    1
                }
                '&' => self.entity(rest, at),
                '<' => self.tag(text, rest, at),
                '[' => {
                    if closes_as_link(rest).is_none() {
                        self.letter('[', at);
                    }
                    1
                }
                ']' => self.link_end(rest, at),
                '|' => {
                    self.push('|', at..at + 1);
                    self.push(' ', at..at + 1);
                    self.head(text, at, row);
                    1
                }
                'h' | 'H' | 'w' | 'W' => match address(rest) {
                    Some(length) => {
                        self.address(text, at..at + length);
                        length
                    }
                    None => {
                        self.letter(letter, at);
                        1
                    }
                },
                _ => {
                    self.letter(letter, at);
                    letter.len_utf8()
                }
            };
        }
    }

    /// Says the head of the next cell's column before it.
    fn head(&mut self, text: &str, at: usize, row: bool) {
        let head = self.heads.get(self.cell).cloned();
        self.cell += 1;
        if let Some(head) = head.filter(|_| row) {
            let words = text[head].replace(['*', '_', '`'], "");
            if !words.is_empty() {
                self.insert(&format!("{words}: "), at + 1);
            }
        }
    }

    /// `&nbsp;`: gives its length.
    fn entity(&mut self, rest: &str, at: usize) -> usize {
        let Some((letter, length)) = entity(rest) else {
            self.letter('&', at);
            return 1;
        };
        match alike(letter).unwrap_or(letter) {
            '\0' => {}
            letter => self.push(letter, at..at + length),
        }
        length
    }

    /// A tag, comment or address in pointed brackets: gives its length.
    fn tag(&mut self, text: &str, rest: &str, at: usize) -> usize {
        if rest.starts_with("<!--") {
            self.push('\n', at..at + 4);
            return 4;
        }
        let begins = |c: char| c.is_ascii_alphabetic() || c == '/';
        let end = floor(rest, REACH);
        let Some(length) = rest[..end]
            .find('>')
            .filter(|_| rest[1..].starts_with(begins))
        else {
            self.letter('<', at);
            return 1;
        };
        let inside = &rest[1..length];
        let whole = at + 1..at + length;
        if inside.contains([':', '@']) && !inside.contains([' ', '"']) {
            match address(inside) {
                Some(_) => self.address(text, whole),
                None => self.letters(text, whole),
            }
            return length + 1;
        }
        let name = inside.trim_start_matches('/');
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if BLOCKS.contains(&name.as_str()) {
            self.push('\n', at..at + length + 1);
        } else if matches!(name.as_str(), "br" | "td" | "th") {
            self.push(' ', at..at + length + 1);
        }
        self.attributes(text, whole);
        length + 1
    }

    fn attributes(&mut self, text: &str, range: Range<usize>) {
        let inside = &text[range.clone()];
        let mut at = 0;
        while let Some(equals) = inside[at..].find('=') {
            let name = inside[at..at + equals].trim_end();
            let name = name
                .rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'')
                .next();
            let name = name.unwrap_or_default().to_ascii_lowercase();
            at += equals + 1;
            at += inside[at..].len() - inside[at..].trim_start().len();
            let rest = &inside[at..];
            let (open, close) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => (1, rest[1..].find(quote).map(|end| end + 1)),
                _ => (0, rest.find(char::is_whitespace)),
            };
            let close = close.unwrap_or(rest.len());
            let value = range.start + at + open.min(close)..range.start + at + close;
            if SHOWN.contains(&name.as_str()) {
                self.aside.push(value);
            } else if name == "href" {
                self.address(text, value);
            }
            at += close;
        }
    }

    /// `](address "title")` or `][name]`: what it holds is said aside. Gives its length.
    fn link_end(&mut self, rest: &str, at: usize) -> usize {
        let end = floor(rest, REACH);
        let close = match rest[1..].chars().next() {
            Some('(') => rest[..end].find(')'),
            Some('[') => rest[2..end].find(']').map(|close| close + 2),
            _ => None,
        };
        let Some(close) = close else {
            self.letter(']', at);
            return 1;
        };
        let inside = &rest[2..close];
        let (target, title) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
        if calls(target) {
            self.aside.push(at + 2..at + 2 + target.len());
        }
        if !title.trim().is_empty() {
            self.aside.push(at + close - title.len()..at + close);
        }
        close + 1
    }

    /// An address in the text: seen as one word, its digits are nobody's unless it calls.
    fn address(&mut self, text: &str, range: Range<usize>) {
        if calls(&text[range.clone()]) {
            self.aside.push(range);
        }
    }
}

/// How many bytes `text` begins with that are neither markup nor other than they look.
fn plain(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'h' | b'H' | b'w' | b'W'
                if matches!(bytes.get(at + 1), Some(b't' | b'T' | b'w' | b'W')) =>
            {
                return at;
            }
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b','
            | b'.'
            | b';'
            | b'-'
            | b'('
            | b')'
            | b'/'
            | b'"'
            | b'?' => 1,
            // Two blanks are one.
            b' ' if at > 0 && bytes[at - 1] != b' ' => 1,
            // Latin letters with marks, U+00C0 to U+02BF, and those of Vietnamese, U+1EA0 to U+1EFF.
            0xC3..=0xCA => 2,
            0xE1 if matches!(bytes.get(at + 1), Some(0xBA | 0xBB)) => 3,
            _ => return at,
        };
    }
    at
}

fn calls(address: &str) -> bool {
    let address = address.trim_start_matches('<').to_ascii_lowercase();
    let address = address
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    CALLS.iter().any(|call| address.starts_with(call))
}

/// The length of the address that `text` begins with.
fn address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |start: &[u8]| {
        bytes
            .get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    if ![&b"http://"[..], b"https://", b"www."]
        .into_iter()
        .any(begins)
    {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "<>\"|`*".contains(c);
    let whole = text.find(ends).map_or(text, |end| &text[..end]);
    Some(
        whole
            .trim_end_matches([')', ']', '.', ',', ';', '\''])
            .len(),
    )
}

/// The greatest character boundary of `text` up to `limit`.
fn floor(text: &str, limit: usize) -> usize {
    text.floor_char_boundary(limit)
}

/// Where the bracket that `text` begins with is closed as a link.
fn closes_as_link(text: &str) -> Option<usize> {
    let near = &text[..floor(text, REACH / 10)];
    let mut depth = 0_usize;
    for (at, letter) in near.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text[at + 1..].starts_with(['(', '[']).then_some(at);
        }
    }
    None
}

/// Whether a line begins a thought of its own, whatever stands before it.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>', '\t']);
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len()
        && number.len() + 4 > line.len()
        && (number.starts_with(". ") || number.starts_with(") "));
    line.trim().is_empty()
        || numbered
        || line.starts_with(['#', '|', ':'])
        || ["- ", "* ", "+ ", "+++", "---", "```"]
            .iter()
            .any(|sign| line.starts_with(sign))
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// The cells of a row, without blanks, those too long for a head empty.
fn cells(row: &str, at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (bar, _) in row.match_indices('|') {
        if bar > 0 && found.len() < 64 && row[..bar].contains('|') {
            let cell = &row[start..bar];
            let left = start + cell.len() - cell.trim_start().len();
            let trimmed = cell.trim();
            let length = if trimmed.len() > HEAD {
                0
            } else {
                trimmed.len()
            };
            found.push(at + left..at + left + length);
        }
        start = bar + 1;
        if found.len() >= 64 {
            break;
        }
    }
    found
}

/// The letter behind a backslash of TOML and the length of both.
fn escaped(text: &str) -> (Option<char>, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b't') => return (Some(' '), 2),
        Some(b'n' | b'r') => return (Some('\n'), 2),
        Some(next) if next.is_ascii() => return (Some(char::from(*next)), 2),
        _ => return (Some('\\'), 1),
    };
    let code = text
        .get(2..2 + digits)
        .and_then(|code| u32::from_str_radix(code, 16).ok());
    match code.and_then(char::from_u32) {
        Some(letter) => (Some(letter), 2 + digits),
        None => (Some('\\'), 1),
    }
}

/// The letter that a reference of HTML stands for, and the reference's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text[..floor(text, 12)].find(';')?;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(code) => u32::from_str_radix(code, 16).ok()?,
            None => code.parse().ok()?,
        },
        None => u32::from(match name {
            "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "emsp13"
            | "emsp14" | "MediumSpace" | "NonBreakingSpace" | "Tab" => ' ',
            "shy" | "zwj" | "zwnj" | "ZeroWidthSpace" | "NoBreak" | "lrm" | "rlm" => '\u{200B}',
            "ndash" | "mdash" | "hyphen" | "dash" | "minus" | "horbar" => '-',
            "period" => '.',
            "commat" => '@',
            "lowbar" => '_',
            "sol" => '/',
            "plus" => '+',
            "lpar" => '(',
            "rpar" => ')',
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        }),
    };
    char::from_u32(code).map(|letter| (letter, end + 1))
}

/// The plain letter that looks like this one; `\0` for one that is not seen.
fn alike(letter: char) -> Option<char> {
    Some(match letter {
        '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}'
        | '\u{2800}'
        | '\u{3164}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{20E3}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => '\0',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}'
        | '\u{207B}'
        | '\u{208B}'
        | '\u{30FC}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{2500}'
        | '\u{5BE}'
        | '\u{2CD7}'
        | '\u{23AF}' => '-',
        '\u{B7}' | '\u{2022}' | '\u{2219}' | '\u{22C5}' | '\u{2024}' | '\u{30FB}' | '\u{2027}'
        | '\u{3002}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0)?,
        '\u{2070}' => '0',
        '\u{B9}' => '1',
        '\u{B2}' => '2',
        '\u{B3}' => '3',
        '\u{2074}'..='\u{2079}' => char::from_u32(u32::from(letter) - 0x2074 + u32::from('4'))?,
        '\u{2080}'..='\u{2089}' => char::from_u32(u32::from(letter) - 0x2080 + u32::from('0'))?,
        '\u{2460}'..='\u{2468}' => char::from_u32(u32::from(letter) - 0x2460 + u32::from('1'))?,
        '\u{24EA}' | '\u{24FF}' => '0',
        '\u{2776}'..='\u{277E}' => char::from_u32(u32::from(letter) - 0x2776 + u32::from('1'))?,
        '\u{1D7CE}'..='\u{1D7FF}' => {
            char::from_u32((u32::from(letter) - 0x1D7CE) % 10 + u32::from('0'))?
        }
        '\u{660}'..='\u{669}' => char::from_u32(u32::from(letter) - 0x660 + u32::from('0'))?,
        '\u{6F0}'..='\u{6F9}' => char::from_u32(u32::from(letter) - 0x6F0 + u32::from('0'))?,
        '\u{966}'..='\u{96F}' => char::from_u32(u32::from(letter) - 0x966 + u32::from('0'))?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(markdown: &str) -> String {
        Seen::post(markdown, 0).text.trim().to_owned()
    }

    #[test]
    fn what_looks_alike_is_alike() {
        for text in [
            "0912\u{A0}345\u{202F}678",
            "0912&nbsp;345&#8239;678",
            "0912 **345** 678",
            "0912 <b>345</b> 678",
            "0912\n345 678",
            "09\u{200B}12 345\u{2060} 678",
            "０９１２ ３４５ ６７８",
            "0912\t345   678",
        ] {
            assert_eq!(seen(text), "0912 345 678", "{text}");
        }
        assert_eq!(seen("0912\u{2011}345\u{2212}678"), "0912-345-678");
        assert_eq!(seen("Nguye\u{302}\u{303}n"), "Nguyễn");
    }

    #[test]
    fn links_show_their_words_and_say_aside_whom_they_call() {
        assert_eq!(seen("[gọi](tel:0912) ngay"), "gọi ngay\ntel:0912");
        assert_eq!(seen("xem https://a.vn/0912345678 nhé"), "xem nhé");
        assert_eq!(seen("<abbr title=\"Lao phổi\">LP</abbr>"), "LP\nLao phổi");
        assert_eq!(seen("mau [at] a [dot] vn"), "mau [at] a [dot] vn");
    }

    #[test]
    fn heads_of_columns_are_said_before_cells() {
        let table = "| Họ tên | Bệnh |\n| --- | --- |\n| Mẫu | lao |\n";
        assert_eq!(
            seen(table),
            "| Họ tên | Bệnh | \n| Họ tên: Mẫu | Bệnh: lao |"
        );
    }

    #[test]
    fn a_finding_is_shown_where_it_stands() {
        let text = "Gọi 0912&nbsp;345 **678** nhé, Nguye\u{302}\u{303}n.";
        let seen = Seen::post(text, 0);
        let at = seen.text.find("0912").unwrap();
        assert_eq!(&text[seen.origin(&(at..at + 12))], "0912&nbsp;345 **678");
        let at = seen.text.find("Nguyễn").unwrap();
        assert_eq!(
            &text[seen.origin(&(at..at + "Nguyễn".len()))],
            "Nguye\u{302}\u{303}n"
        );
    }

    #[test]
    fn any_text_is_read() {
        for text in [
            "[",
            "](",
            "][",
            "<",
            "<a",
            "&",
            "&#x110000;",
            "\\",
            "|",
            "| |\n|-|\n|",
            "<a title=>",
            "<a title='",
            "\\u12",
            "\u{301}",
        ] {
            seen(text);
            Seen::post(text, text.len());
        }
    }
}
