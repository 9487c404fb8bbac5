//! What reading gives: the lines of a document and how they are set.

use serde::{Deserialize, Serialize};

/// A document as it was read: its lines in the order of reading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawText {
    /// The lines, or for a source that keeps paragraphs, one a paragraph.
    pub lines: Vec<RawLine>,
    /// Whether lines may have been broken where the paper ended (PDF, plain text) and must be rejoined.
    pub wrapped: bool,
    /// Notes at the foot of pages, where the source keeps them apart.
    pub notes: Vec<RawLine>,
    /// What the file holds beside these, and how often.
    pub unread: Vec<(Unread, usize)>,
    /// Words that a program recognised in pictures of pages, and that somebody must compare.
    pub doubtful: Vec<Doubtful>,
}

/// Words of a line that a program recognised in the picture of a page: those of which it is not sure, and every figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubtful {
    /// The line that they stand on.
    pub line: usize,
    /// The words, as they were recognised.
    pub text: String,
}

/// What a file may hold whose words are not among its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unread {
    /// A picture, which may hold words.
    Picture,
    /// A page that is a picture.
    Page,
    /// A page that is a picture, whose words a program recognised: they are among the lines, and may be wrong.
    Recognised,
    /// Words in a frame that lies over the page.
    Frame,
    /// A drawing of a table of figures.
    Chart,
    /// A comment at the margin.
    Comment,
    /// A file inside the file: a workbook, a drawing of another program.
    Object,
    /// Words struck out and left in the text.
    Struck,
    /// Words that somebody deleted while changes were recorded.
    Deleted,
}

impl RawText {
    /// How long its words are, in bytes.
    pub fn length(&self) -> usize {
        let lines = self.lines.iter();
        lines
            .map(|line| line.text.len() + line.cells.iter().map(String::len).sum::<usize>())
            .sum()
    }

    /// Notes once more of what was not read.
    pub fn pass(&mut self, what: Unread, count: usize) {
        if count == 0 {
            return;
        }
        match self.unread.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => *known += count,
            None => self.unread.push((what, count)),
        }
        self.unread.sort_unstable();
    }
}

/// One line of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawLine {
    /// The text in Unicode NFC. A tab stands for a gap wide enough to part two columns.
    pub text: String,
    /// The page, counted from 1; always 1 where the source has no pages.
    pub page: usize,
    /// The line of the source, counted from 1; for Word the paragraph.
    pub line: usize,
    /// How the line is set.
    pub style: Style,
    /// The list label as Word shows it, `1.` or `a)`, which the text does not hold.
    pub label: Option<String>,
    /// The cells, where the line is a row of a table; the text is then empty.
    pub cells: Vec<String>,
    /// The pieces that gaps part, where paper tells no more of a table than that.
    pub pieces: Vec<Piece>,
}

/// A piece of a line and where it stands, counted in letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: String,
}

impl RawLine {
    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.text.trim().is_empty()
    }
}

/// How a line is set, where the source tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// All of it bold.
    pub bold: bool,
    /// All of it italic.
    pub italic: bool,
    /// In the middle of the page.
    pub centred: bool,
    /// In letters clearly smaller than those of the text.
    pub small: bool,
}
