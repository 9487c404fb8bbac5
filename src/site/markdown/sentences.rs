//! The sentences of a text's paragraphs and lists, with their length: what is long is hard to read.

use std::ops::Range;

/// From this many words on a sentence is remembered. Words as Vietnamese parts them: syllables between blanks.
const LONG: usize = 21;

/// A long sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongSentence {
    /// How many words it has.
    pub words: usize,
    /// Where it begins in the Markdown text: its first word.
    pub span: Range<usize>,
}

/// Collects the long sentences during the walk over a text, block by block.
#[derive(Debug, Default)]
pub struct Sentences {
    /// Whether sentences are measured at all.
    measured: bool,
    /// The text of the block so far.
    text: String,
    /// Where the pieces of `text` begin, in it and in the Markdown text.
    pieces: Vec<(usize, usize)>,
    /// Whether the walk is in a table or a heading, which hold no sentences.
    passing: bool,
    found: Vec<LongSentence>,
}

impl Sentences {
    /// Nothing is collected where sentences are not `measured`.
    pub fn new(measured: bool) -> Self {
        Self {
            measured,
            ..Self::default()
        }
    }

    /// More text of the block, which stands at `at` in the Markdown text.
    pub fn add(&mut self, text: &str, at: usize) {
        if self.measured && !self.passing {
            self.pieces.push((self.text.len(), at));
            self.text.push_str(text);
        }
    }

    /// A block begins or ends; `passing` tells whether what follows holds no sentences.
    pub fn part(&mut self, passing: bool) {
        self.passing = passing;
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        for sentence in cut(&text) {
            let words = text[sentence.clone()].split_whitespace().count();
            if words >= LONG {
                let first = text[sentence.clone()]
                    .split_whitespace()
                    .next()
                    .map_or(0, str::len);
                let start = self.source(sentence.start);
                self.found.push(LongSentence {
                    words,
                    span: start..start + first,
                });
            }
        }
        self.pieces.clear();
    }

    /// The place in the Markdown text of an offset in the block.
    fn source(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|(from, _)| *from <= offset);
        let piece = next.checked_sub(1).map(|piece| self.pieces[piece]);
        piece.map_or(0, |(from, at)| at + offset - from)
    }

    /// The long sentences, when the walk is over.
    pub fn finish(mut self) -> Vec<LongSentence> {
        self.part(false);
        self.found
    }
}

/// The sentences of a plain text, without the blanks around them. What a colon or a semicolon parts counts apart, as a
/// voice does.
fn cut(text: &str) -> Vec<Range<usize>> {
    let ends = text.char_indices().filter_map(|(at, mark)| {
        let end = at + mark.len_utf8();
        let parts = matches!(mark, '.' | '!' | '?' | '…' | ':' | ';');
        let next = text[end..].chars().next();
        (parts && next.is_none_or(char::is_whitespace)).then_some(end)
    });
    let mut from = 0;
    let mut found = Vec::new();
    for end in ends.chain([text.len()]) {
        let sentence = &text[from..end];
        let start = from + sentence.len() - sentence.trim_start().len();
        found.push(start..start + sentence.trim().len());
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_blanks_alone() {
        let text = "Sốt 38.5 độ: đi khám. Gọi 115! Hết";
        let parts: Vec<_> = cut(text).into_iter().map(|part| &text[part]).collect();
        assert_eq!(parts, ["Sốt 38.5 độ:", "đi khám.", "Gọi 115!", "Hết"]);
    }
}
