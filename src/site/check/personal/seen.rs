//! What readers see of a text: one kind of blank, one kind of hyphen, plain digits and letters, no markup; and where
//! in the file each part of it stands.

use super::letters::{alike, entity, escaped};
use super::markup::{address, begins_anew, calls, cells, closes_as_link, is_rule, plain};
use std::ops::Range;
use unicode_normalization::char::{compose, is_combining_mark};

/// Longest tag, address or name in brackets that is looked at, in bytes.
const REACH: usize = 2000;

/// Tags that part words.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote",
    "details", "summary", "figure",
];

/// Attributes whose values readers see or hear.
const SHOWN: &[&str] = &["title", "alt", "aria-label", "placeholder", "label"];

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
            let plain = plain(rest);
            if plain > 0 {
                self.stretch(&rest[..plain], at);
                at += plain;
                continue;
            }
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
        let end = rest.floor_char_boundary(REACH);
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
        let end = rest.floor_char_boundary(REACH);
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
