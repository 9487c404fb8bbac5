//! Markdown → HTML that can be trusted, with what the rest of Loa needs to know of the text:
//! its headings, its plain passages for search, and the links that must be checked.

mod component;
mod html_text;
mod key_points;
mod mend;
mod sanitise;
mod scope;
mod sentences;
mod survivors;
mod table;
mod writer;

pub use component::{Component, EMERGENCY_NUMBERS};
pub use key_points::{BlockPoints, KeyPoints};
pub use scope::{AnchorUse, Scope};
pub use sentences::LongSentence;
pub use survivors::plain_text;

use crate::problem::Problem;
use base::diagnostic::{Diagnostic, TOLD};
use base::slug::slugify;
use base::source::SourceFile;
use base::unseen::first_refused;
use pulldown_cmark::{Options, Parser};
use search_wasm::Passage;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text after compilation.
#[derive(Debug, Default, Clone)]
pub struct Body {
    /// Sanitised HTML.
    pub html: String,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// What leads through the text: its headings of the second level, and blocks that stand beside them or that nobody may
    /// miss.
    pub outline: Vec<Heading>,
    /// The same text without markup, cut at headings.
    pub passages: Vec<Passage>,
    /// Links to headings, to be checked when all pages are known.
    pub anchor_uses: Vec<AnchorUse>,
    /// Links to other posts.
    pub post_links: Vec<PostLink>,
    /// Its `:::` blocks, in order.
    pub blocks: Vec<PlacedBlock>,
    /// The pictures shown.
    pub pictures: Vec<crate::assets::Picture>,
    /// Words, as Vietnamese writes them: syllables between spaces.
    pub words: usize,
    /// Its points, for posters.
    pub key_points: KeyPoints,
    /// Sentences that are hard to read for their length.
    pub long_sentences: Vec<LongSentence>,
}

/// A link to another post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    /// The post's file.
    pub file: String,
    /// Where the link begins in the file that holds it.
    pub at: usize,
}

/// A `:::` block and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedBlock {
    /// Its kind.
    pub component: Component,
    /// Its heading.
    pub title: String,
    /// The line that opens it, in its file.
    pub span: Range<usize>,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The text without markup.
    pub text: String,
}

/// Anchors given out so far, so that no two are the same.
#[derive(Debug, Default)]
struct Anchors {
    given: BTreeSet<String>,
    /// The number to try next behind a slug that is taken.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    fn give(&mut self, text: &str) -> String {
        let slug = slugify(text);
        let slug = if slug.is_empty() {
            "muc".to_owned()
        } else {
            slug
        };
        let mut anchor = slug.clone();
        while !self.given.insert(anchor.clone()) {
            let next = self.next.entry(slug.clone()).or_insert(2);
            anchor = format!("{slug}-{next}");
            *next += 1;
        }
        anchor
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
}

/// Compiles the Markdown in `span` of `source`; links and pictures are looked up in `scope`.
pub fn compile(
    source: &SourceFile,
    span: Range<usize>,
    scope: &Scope<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Body {
    let text = &source.text[span.clone()];
    let mended = mend::mend(text, options());
    let mut desk = Desk {
        source,
        offset: span.start,
        mended: &mended,
        problems: Vec::new(),
        errors: 0,
        warnings: 0,
    };
    desk.unseen();
    let blocks = component::find(&mended.text, options(), &mut desk);
    let rewritten = component::replace_markers(&mended.text, &blocks);
    let events = Parser::new_ext(&rewritten, options()).into_offset_iter();
    let mut writer = writer::Writer::new(&mended.text, scope, &blocks, &mut desk);
    for (event, range) in events {
        if !writer.event(event, range) {
            break;
        }
    }
    let mut body = writer.finish();
    let placed = blocks.iter().map(|block| PlacedBlock {
        component: block.component,
        title: block.title.clone(),
        span: desk.place(&block.open),
    });
    body.blocks = placed.collect();
    desk.slips();
    if desk.errors > TOLD {
        let more = Diagnostic::more(&source.path, desk.errors - TOLD);
        desk.problems.push(more);
    }
    problems.extend(desk.problems);
    body
}

/// Takes the problems of one text, at their place in the file as it was written.
struct Desk<'a> {
    source: &'a SourceFile,
    /// Where the text begins in the file.
    offset: usize,
    mended: &'a mend::Mended<'a>,
    problems: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Desk<'_> {
    /// The place in the file of a stretch of the mended text.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.mended.written(range.start);
        let end = self.mended.written(range.end).max(start);
        start + self.offset..end + self.offset
    }

    fn report(&mut self, range: &Range<usize>, problem: Problem) {
        self.tell(self.place(range), problem, false);
    }

    fn warn(&mut self, range: &Range<usize>, problem: Problem) {
        self.tell(self.place(range), problem, true);
    }

    fn tell(&mut self, span: Range<usize>, problem: Problem, warning: bool) {
        let told = if warning {
            &mut self.warnings
        } else {
            &mut self.errors
        };
        *told += 1;
        if *told <= TOLD {
            let told = Diagnostic::at(self.source, span, problem);
            self.problems
                .push(if warning { told.warning() } else { told });
        }
    }

    /// Whether as many errors have been told as are told at all: more are only counted.
    fn is_full(&self) -> bool {
        self.errors >= TOLD
    }

    /// Whether something about the signs of blocks has been told, which are then seen too.
    fn told_block(&self) -> bool {
        self.problems.iter().any(|told| {
            matches!(
                told.problem.get(),
                Some(
                    Problem::ComponentInside { .. }
                        | Problem::ComponentNested { .. }
                        | Problem::ComponentUnknown { .. }
                        | Problem::ComponentUnclosed { .. }
                        | Problem::ComponentStray {}
                )
            )
        })
    }

    /// Characters that nobody sees or types.
    fn unseen(&mut self) {
        let text = &self.mended.text;
        if let Some((at, c)) = first_refused(text) {
            self.report(&(at..at + c.len_utf8()), Problem::ControlCharacterInText {});
        }
    }

    /// What mending could save only by half.
    fn slips(&mut self) {
        for slip in &self.mended.slips {
            let span = slip.span.start + self.offset..slip.span.end + self.offset;
            self.tell(span, slip.problem.clone(), slip.warning);
        }
    }
}

#[cfg(test)]
mod growth;
#[cfg(test)]
mod tests;
