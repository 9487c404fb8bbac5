//! Slips whose meaning is plain are mended before Markdown reads a text: `##Đề mục`, `-mục`, `** đậm **`,
//! `[bài] (a.md)`, names with blanks, bare addresses, tables without their second line.

mod emphasis;
mod inline;
mod item;
mod lines;
mod link;
mod table;

pub use emphasis::plain_title;
pub use link::leads_somewhere;

use crate::problem::Problem;
use base::unseen::{Unseen, unseen};
use pulldown_cmark::Options;
use std::borrow::Cow;
use std::ops::Range;

/// A text after mending, which still knows where everything stood.
#[derive(Debug)]
pub struct Mended<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// What was lost or swallowed, by its place in the text as written.
    pub slips: Vec<Slip>,
    /// The pieces of the mended text in order.
    pieces: Vec<Piece>,
}

/// What could be shown only by half, to be told.
#[derive(Debug)]
pub struct Slip {
    /// Where in the text as written.
    pub span: Range<usize>,
    /// What it is.
    pub problem: Problem,
    /// Whether the page is whole all the same.
    pub warning: bool,
}

/// A stretch of the mended text: where it begins there and where it comes from.
#[derive(Debug)]
struct Piece {
    at: usize,
    from: usize,
    /// How much of the text as written it stands for.
    length: usize,
}

impl Mended<'_> {
    /// The place in the text as written of an offset in the mended text.
    pub fn written(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at <= offset);
        let Some(piece) = next.checked_sub(1).map(|at| &self.pieces[at]) else {
            return offset;
        };
        piece.from + (offset - piece.at).min(piece.length)
    }
}

/// A text in place of a stretch of what was written.
#[derive(Debug)]
struct Edit {
    span: Range<usize>,
    text: String,
}

/// Changes to a text, in any order.
#[derive(Debug, Default)]
struct Edits(Vec<Edit>);

impl Edits {
    fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        let text = text.into();
        if !(span.is_empty() && text.is_empty()) {
            self.0.push(Edit { span, text });
        }
    }

    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    fn delete(&mut self, span: Range<usize>) {
        self.replace(span, "");
    }

    /// Makes the changes. Of two that overlap the first is made.
    fn apply(mut self, text: &str, slips: Vec<Slip>) -> Mended<'_> {
        if self.0.is_empty() {
            return Mended {
                text: Cow::Borrowed(text),
                slips,
                pieces: Vec::new(),
            };
        }
        self.0.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut mended = String::with_capacity(text.len() + 64);
        let mut pieces = Vec::new();
        let mut done = 0;
        let copy = |mended: &mut String, pieces: &mut Vec<Piece>, span: Range<usize>| {
            if !span.is_empty() {
                pieces.push(Piece {
                    at: mended.len(),
                    from: span.start,
                    length: span.len(),
                });
                mended.push_str(&text[span]);
            }
        };
        for edit in self.0 {
            if edit.span.start < done {
                continue;
            }
            copy(&mut mended, &mut pieces, done..edit.span.start);
            if !edit.text.is_empty() {
                pieces.push(Piece {
                    at: mended.len(),
                    from: edit.span.start,
                    length: edit.span.len(),
                });
                mended.push_str(&edit.text);
            }
            done = edit.span.end;
        }
        copy(&mut mended, &mut pieces, done..text.len());
        Mended {
            text: Cow::Owned(mended),
            slips,
            pieces,
        }
    }
}

/// Mends what is plainly meant.
pub fn mend(text: &str, options: Options) -> Mended<'_> {
    let mut walk = lines::Walk::new(text, options);
    walk.all();
    walk.edits.apply(text, walk.slips)
}

/// Whether this is a blank of any kind, or a character that nobody sees.
pub fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(unseen(c), Some(Unseen::Dropped | Unseen::Blank))
}

#[cfg(test)]
mod tests;
