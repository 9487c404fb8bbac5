//! Headings, and the passages of text between them.

use super::Writer;
use crate::markdown::Heading;
use crate::problem::Problem;
use base::unseen::is_blank;
use pulldown_cmark::{Event, HeadingLevel};
use search_wasm::Passage;
use std::ops::Range;

/// A heading being read.
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) span: Range<usize>,
    /// Where its opening tag goes once its text, and so its anchor, is known.
    pub(super) slot: usize,
    pub(super) text: String,
}

impl Writer<'_, '_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        if level == HeadingLevel::H1 {
            self.desk.warn(range, Problem::HeadingTooHigh {});
        }
        let level = (level as u8).max(2);
        self.key_points.pass();
        self.heading = Some(OpenHeading {
            level,
            span: range.clone(),
            slot: self.out.len(),
            text: String::new(),
        });
        self.html("");
    }

    pub(super) fn end_heading(&mut self) {
        let Some(OpenHeading {
            level,
            span,
            slot,
            text,
        }) = self.heading.take()
        else {
            return;
        };
        if is_blank(&text) {
            self.out.truncate(slot);
            return self.desk.warn(&span, Problem::HeadingEmpty {});
        }
        let text = text.trim().to_owned();
        let id = self.anchors.give(&text);
        self.out[slot] = Event::Html(format!("<h{level} id=\"{id}\">").into());
        self.html(format!("</h{level}>\n"));
        self.close_passage();
        self.passage = Passage {
            heading: text.clone(),
            anchor: id.clone(),
            text: String::new(),
        };
        let heading = Heading { level, id, text };
        if level == 2 {
            self.body.outline.push(heading.clone());
        }
        self.body.headings.push(heading);
    }

    pub(super) fn close_passage(&mut self) {
        let mut passage = std::mem::take(&mut self.passage);
        let end = passage.text.trim_end_matches([' ', ',', ';']).len();
        passage.text.truncate(end);
        // Texts are kept until everything is written.
        passage.text.shrink_to_fit();
        self.body.words +=
            passage.heading.split_whitespace().count() + passage.text.split_whitespace().count();
        if !passage.text.is_empty() || !passage.heading.is_empty() {
            self.body.passages.push(passage);
        }
    }
}
