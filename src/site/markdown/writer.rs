//! The walk over a text's events: HTML on one side, headings, passages and links on the other.

mod heading;
mod link;
mod raw;
mod tag;

use self::heading::OpenHeading;
use self::link::{OpenLink, OpenPicture};
use super::component::Block;
use super::html_text::HtmlText;
use super::key_points::KeyPointsWriter;
use super::sanitise::sanitise;
use super::scope::Scope;
use super::sentences::Sentences;
use super::survivors::Survivors;
use super::table::{self, TableWriter};
use super::{Anchors, Body, Desk};
use crate::problem::Problem;
use base::unseen::{is_refused, published};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_href, escape_html};
use search_wasm::Passage;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Deepest nesting of lists and quotations: more is no text for readers.
const DEPTH_LIMIT: usize = 60;

/// Most tags of raw HTML in a post.
const HTML_LIMIT: usize = 400;

/// Turns events into a [`Body`].
pub struct Writer<'a, 'd> {
    /// The Markdown text.
    text: &'a str,
    scope: &'a Scope<'a>,
    /// Lines that open and close blocks, by where they begin, until they are met.
    markers: HashMap<usize, Marker<'a>>,
    desk: &'a mut Desk<'d>,
    out: Vec<Event<'static>>,
    body: Body,
    anchors: Anchors,
    heading: Option<OpenHeading>,
    picture: Option<OpenPicture>,
    table: TableWriter,
    /// Numbers of footnotes by their names, in the order in which they are met.
    footnotes: HashMap<String, usize>,
    /// Links that were opened, innermost last.
    links: Vec<OpenLink>,
    /// Signs and pictures shown so far, to tell whether a link or a block shows any.
    shown: usize,
    /// What was shown when the `:::` block was opened that the walk is in.
    block_shown: usize,
    /// Whether the walk is in text that Markdown takes for code because it is indented.
    indented: bool,
    /// Whether the walk is in code between fences.
    in_code: bool,
    /// What raw HTML shows.
    html_text: HtmlText,
    /// Markup that readers would see.
    survivors: Survivors,
    /// The open link that calls: what it dials, where its words begin, where it stands.
    call: Option<(String, usize, Range<usize>)>,
    /// Addresses that Loa itself wrote: raw HTML may use no others on this site.
    own_addresses: Vec<String>,
    raw_html: String,
    /// Where the innermost HTML block began.
    html_block: Option<usize>,
    /// Where a comment in raw HTML was opened and not yet closed.
    comment: Option<Range<usize>>,
    /// Open elements around the next event.
    depth: usize,
    passage: Passage,
    key_points: KeyPointsWriter,
    sentences: Sentences,
}

/// What a `:::` line does.
enum Marker<'a> {
    Open(&'a Block),
    Close(&'a Block),
}

impl<'a, 'd> Writer<'a, 'd> {
    /// A writer for `text`, whose problems go to `desk`.
    pub fn new(
        text: &'a str,
        scope: &'a Scope<'a>,
        blocks: &'a [Block],
        desk: &'a mut Desk<'d>,
    ) -> Self {
        let open = blocks
            .iter()
            .map(|block| (block.open.start, Marker::Open(block)));
        let close = blocks
            .iter()
            .map(|block| (block.close.start, Marker::Close(block)));
        Self {
            text,
            scope,
            markers: open.chain(close).collect(),
            desk,
            out: Vec::new(),
            body: Body::default(),
            anchors: Anchors::default(),
            heading: None,
            picture: None,
            table: TableWriter::default(),
            footnotes: HashMap::new(),
            links: Vec::new(),
            call: None,
            shown: 0,
            block_shown: 0,
            indented: false,
            in_code: false,
            html_text: HtmlText::default(),
            survivors: Survivors::default(),
            own_addresses: Vec::new(),
            raw_html: String::new(),
            html_block: None,
            comment: None,
            depth: 0,
            passage: Passage::default(),
            key_points: KeyPointsWriter::default(),
            sentences: Sentences::new(scope.measured),
        }
    }

    fn html(&mut self, html: impl Into<CowStr<'static>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn plain(&mut self, text: &str) {
        self.shown += text.trim().len();
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
        } else if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else {
            self.passage.text.push_str(text);
        }
    }

    fn gap(&mut self) {
        if !self.passage.text.is_empty() && !self.passage.text.ends_with(char::is_whitespace) {
            self.passage.text.push(' ');
        }
    }

    /// Parts what a page sets apart by its layout alone, where no punctuation does.
    fn part(&mut self, sign: char) {
        let text = &mut self.passage.text;
        text.truncate(text.trim_end().len());
        if text.ends_with(|last: char| last.is_alphanumeric() || last == '%' || last == ')') {
            text.push(sign);
        }
        self.gap();
    }

    /// Takes the next event of the text; says whether more are wanted.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        self.part_sentences(&event);
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEPTH_LIMIT {
            self.desk
                .report(&range, Problem::TooDeep { limit: DEPTH_LIMIT });
            return false;
        }
        self.write(event, range);
        true
    }

    /// Sentences end with their block; tables, headings and code hold none.
    fn part_sentences(&mut self, event: &Event<'_>) {
        let parts = match event {
            Event::Start(tag) => !is_inline(&tag.to_end()),
            Event::End(tag) => !is_inline(tag),
            Event::Rule => true,
            _ => false,
        };
        if parts {
            self.report_survivors();
        }
        match event {
            Event::Start(Tag::Table(_) | Tag::Heading { .. } | Tag::CodeBlock(_)) => {
                self.sentences.part(true)
            }
            Event::Start(
                Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::HtmlBlock,
            )
            | Event::End(
                TagEnd::Table
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::List(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::HtmlBlock,
            ) => self.sentences.part(false),
            _ => {}
        }
    }

    /// A text without characters that nobody sees: entities such as `&#8203;` can write them.
    fn seen<'t>(&mut self, text: CowStr<'t>, range: &Range<usize>) -> CowStr<'t> {
        let Cow::Owned(seen) = published(&text) else {
            return text;
        };
        let entity = !self.text[range.clone()].contains(is_refused);
        if entity && text.contains(is_refused) {
            self.desk.report(range, Problem::ControlCharacterInText {});
        }
        seen.into()
    }

    fn report_survivors(&mut self) {
        for (range, problem) in self.survivors.part(self.text) {
            let block = matches!(&problem, Problem::MarkupShown { mark, .. } if mark == ":::");
            if !(block && self.desk.told_block()) {
                self.desk.report(&range, problem);
            }
        }
    }

    fn write(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(text) if self.picture.is_some() => self.plain(&text),
            Event::Text(text) => {
                let text = self.seen(text, &range);
                if self.picture.is_some() {
                    return self.plain(&text);
                }
                self.sentences.add(&text, range.start);
                if !self.in_code {
                    self.survivors.add(&text, range.start);
                }
                self.plain(&text);
                self.out.push(Event::Text(text.into_string().into()));
            }
            Event::Code(text) => {
                self.sentences.add(&text, range.start);
                self.survivors.code();
                self.plain(&text);
                self.out.push(Event::Code(text.into_string().into()));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, &range),
            Event::SoftBreak | Event::HardBreak => {
                self.sentences.add(" ", range.start);
                self.survivors.add(" ", range.start);
                self.plain(" ");
                if self.picture.is_none() {
                    self.out.push(if event == Event::SoftBreak {
                        Event::SoftBreak
                    } else {
                        Event::HardBreak
                    });
                }
            }
            Event::TaskListMarker(done) => self.html(if done {
                "<span class=\"task\" role=\"img\" aria-label=\"Đã xong\">☑</span> "
            } else {
                "<span class=\"task\" role=\"img\" aria-label=\"Chưa xong\">☐</span> "
            }),
            Event::FootnoteReference(name) => {
                let number = self.footnote(&name);
                self.html(format!("<sup class=\"footnote-reference\"><a href=\"#ghi-chu_{number}\">{number}</a></sup>"));
            }
            Event::Rule => {
                self.gap();
                self.out.push(Event::Rule);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// The number of a footnote: notes count in the order in which they are first met.
    ///
    /// Its anchor holds `_`, which no heading's anchor does.
    fn footnote(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        match self.footnotes.get(name) {
            Some(number) => *number,
            None => {
                self.footnotes.insert(name.to_owned(), next);
                next
            }
        }
    }

    /// The anchors that Loa itself gave out: raw HTML may bring no others.
    fn own_ids(&self) -> Vec<String> {
        let notes = (1..=self.footnotes.len()).map(|number| format!("ghi-chu_{number}"));
        self.anchors.given.iter().cloned().chain(notes).collect()
    }

    /// Blocks whose lines were never met lie inside raw HTML, which Markdown does not look into.
    fn report_hidden_blocks(&mut self) {
        if self.depth > DEPTH_LIMIT {
            return;
        }
        let mut hidden: Vec<_> = self
            .markers
            .drain()
            .filter_map(|(_, marker)| match marker {
                Marker::Open(block) => Some(block),
                Marker::Close(_) => None,
            })
            .collect();
        hidden.sort_by_key(|block| block.open.start);
        for block in hidden {
            let name = block.component.form().name.to_owned();
            self.desk
                .report(&block.open, Problem::ComponentHidden { name });
        }
    }

    /// The body, when all events have come.
    pub fn finish(mut self) -> Body {
        self.close_passage();
        self.body.key_points = std::mem::take(&mut self.key_points).finish();
        self.report_survivors();
        self.body.long_sentences = std::mem::take(&mut self.sentences).finish();
        for sentence in &mut self.body.long_sentences {
            let start = self.desk.mended.written(sentence.span.start);
            let end = self.desk.mended.written(sentence.span.end);
            sentence.span = start..end.max(start);
        }
        if let Some(range) = self.comment.take() {
            self.desk.report(&range, Problem::HtmlCommentUnclosed {});
        } else {
            self.report_hidden_blocks();
        }
        let tags = self.raw_html.matches('<').count();
        if tags > HTML_LIMIT {
            let problem = Problem::TooMuchHtml {
                found: tags,
                limit: HTML_LIMIT,
            };
            self.desk.report(&(0..0), problem);
            return Body::default();
        }
        let mut html = String::with_capacity(self.text.len() * 3 / 2);
        html::push_html(&mut html, std::mem::take(&mut self.out).into_iter());
        // Without raw HTML every tag is Loa's own, and nothing is there to take out.
        self.body.html = if self.raw_html.is_empty() {
            html
        } else {
            let html = sanitise(&html, &self.own_addresses, &self.own_ids());
            table::boxed(&published(&html))
        };
        self.body.html.shrink_to_fit();
        self.body.passages.shrink_to_fit();
        self.body
    }
}

/// Whether a tag stands within a block's text.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

fn push_escaped(out: &mut String, text: &str) {
    escape_html(out, text).unwrap_or_else(|error| unreachable!("a String takes any text: {error}"));
}

fn push_href(out: &mut String, address: &str) {
    escape_href(out, address)
        .unwrap_or_else(|error| unreachable!("a String takes any text: {error}"));
}
