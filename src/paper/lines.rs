//! Words → lines of a width, measured in the type that they are drawn in.

use crate::text::Run;
use site::assets::{BOLD, REGULAR, Typeface};
use std::mem;

/// The type of a weight.
pub fn face(bold: bool) -> &'static Typeface {
    if bold { &BOLD } else { &REGULAR }
}

/// Words of one weight in their place on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The words, as the type can show them.
    pub text: String,
    /// Whether they stand out.
    pub bold: bool,
    /// From the beginning of the line, in ems.
    pub x: f32,
}

/// A line of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// What stands on it.
    pub spans: Vec<Span>,
    /// Its width in ems.
    pub width: f32,
}

/// A word, or words that no line parts; its pieces have one weight each.
#[derive(Debug, Clone, Default)]
struct Word {
    pieces: Vec<(String, bool)>,
    width: f32,
}

impl Word {
    fn add(&mut self, c: char, bold: bool) {
        match self.pieces.last_mut() {
            Some((text, weight)) if *weight == bold => text.push(c),
            _ => self.pieces.push((c.into(), bold)),
        }
    }

    fn measured(mut self) -> Self {
        let widths = self.pieces.iter();
        self.width = widths.map(|(text, bold)| face(*bold).width(text)).sum();
        self
    }

    /// Whether a number stands alone: its unit stays with it.
    fn is_number(&self) -> bool {
        let mut letters = self.pieces.iter().flat_map(|(text, _)| text.chars());
        letters.all(|c| c.is_ascii_digit() || ",.–-".contains(c))
    }
}

/// Breaks words into lines of at most so many ems. A number and the word behind it stay together, and a word that no line
/// holds is cut.
pub fn lines(runs: &[Run], width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line: Vec<Word> = Vec::new();
    let blank = face(false).width(" ");
    let mut taken = 0.0;
    for word in joined(words_of(runs), width) {
        for word in cut(word, width) {
            if !line.is_empty() && taken + blank + word.width > width {
                lines.push(set(&mem::take(&mut line)));
                taken = 0.0;
            }
            taken += word.width + if line.is_empty() { 0.0 } else { blank };
            line.push(word);
        }
    }
    if !line.is_empty() {
        lines.push(set(&line));
    }
    lines
}

fn words_of(runs: &[Run]) -> Vec<Word> {
    let mut words = vec![Word::default()];
    for run in runs {
        let face = face(run.bold);
        // Blanks at the ends say where words end, and the type takes them away.
        let (first, last) = (
            run.text.starts_with(char::is_whitespace),
            run.text.ends_with(char::is_whitespace),
        );
        if first {
            words.push(Word::default());
        }
        for c in face.showable(&run.text).chars() {
            match (c, words.last_mut()) {
                (' ', _) | (_, None) => words.push(Word::default()),
                (c, Some(word)) => word.add(c, run.bold),
            }
        }
        if last {
            words.push(Word::default());
        }
    }
    words.retain(|word| !word.pieces.is_empty());
    words.into_iter().map(Word::measured).collect()
}

/// Numbers with their units, where both are short.
fn joined(words: Vec<Word>, width: f32) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    let mut number = false;
    for word in words {
        let is_number = word.is_number();
        match joined.last_mut() {
            Some(last) if number && last.width + word.width < width / 3.0 => {
                let bold = last.pieces.last().is_some_and(|(_, bold)| *bold);
                last.add(' ', bold);
                for (text, bold) in word.pieces {
                    text.chars().for_each(|c| last.add(c, bold));
                }
                *last = mem::take(last).measured();
                number = false;
            }
            _ => {
                joined.push(word);
                number = is_number;
            }
        }
    }
    joined
}

/// A word in parts that fit.
fn cut(word: Word, width: f32) -> Vec<Word> {
    if word.width <= width {
        return vec![word];
    }
    let mut parts = vec![Word::default()];
    for (text, bold) in word.pieces {
        for c in text.chars() {
            let mut longer = parts.last().cloned().unwrap_or_default();
            longer.add(c, bold);
            let longer = longer.measured();
            match parts.last_mut() {
                Some(last) if longer.width <= width || last.pieces.is_empty() => *last = longer,
                _ => {
                    let mut next = Word::default();
                    next.add(c, bold);
                    parts.push(next.measured());
                }
            }
        }
    }
    parts
}

fn set(words: &[Word]) -> Line {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0
            && let Some((text, _)) = pieces.last_mut()
        {
            text.push(' ');
        }
        for (text, bold) in &word.pieces {
            match pieces.last_mut() {
                Some((before, weight)) if weight == bold => before.push_str(text),
                _ => pieces.push((text.clone(), *bold)),
            }
        }
    }
    let mut line = Line::default();
    for (text, bold) in pieces {
        let width = face(bold).width(&text);
        line.spans.push(Span {
            text,
            bold,
            x: line.width,
        });
        line.width += width;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(runs: &[Run], width: f32) -> Vec<String> {
        let text = |line: &Line| line.spans.iter().map(|span| span.text.as_str()).collect();
        lines(runs, width).iter().map(text).collect()
    }

    #[test]
    fn lines_are_no_wider_than_they_may_be_and_lose_no_word() {
        let text = "Cho nằm hoặc ngồi ở tư thế dễ chịu, nới lỏng quần áo, rửa 20 phút. ".repeat(9);
        let runs = [Run::plain(&text), Run::bold("Gọi 115"), Run::plain(".")];
        for width in [4.0, 9.0, 21.0, 60.0] {
            let lines = lines(&runs, width);
            assert!(lines.iter().all(|line| line.width <= width), "{width}");
            let whole: Vec<_> = shown(&runs, width);
            assert_eq!(whole.join(" "), format!("{text}Gọi 115."));
        }
    }

    #[test]
    fn a_number_stays_with_its_unit_and_an_address_is_cut() {
        assert_eq!(
            shown(&[Run::plain("Rửa tay ít nhất 20 giây")], 8.5),
            ["Rửa tay ít nhất", "20 giây"]
        );
        let address = "phuong-rat-dai.example.vn/suc-khoe/so-suc-khoe-dien-tu";
        let cut = shown(&[Run::plain(address)], 12.0);
        assert!(cut.len() > 1);
        assert_eq!(cut.concat(), address);
    }

    #[test]
    fn words_are_composed() {
        assert_eq!(shown(&[Run::plain("bo\u{309}ng")], 20.0), ["bỏng"]);
    }
}
