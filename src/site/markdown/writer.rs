//! The walk over a text's events: HTML on one side, headings, passages and links on the other.

use super::component::{Block, Component};
use super::html_text::{HtmlText, Piece};
use super::key_points::KeyPointsWriter;
use super::sanitise::{self, sanitise};
use super::scope::{AnchorUse, Destination, Scope};
use super::sentences::Sentences;
use super::survivors::Survivors;
use super::table::{self, TableWriter};
use super::{Anchors, Body, Desk, Heading, PostLink};
use crate::assets::markup;
use crate::model::telephone;
use crate::problem::Problem;
use base::unseen::{is_blank, is_refused, published};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_href, escape_html};
use search_wasm::Passage;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Deepest nesting of lists and quotations: more is no text for readers.
const DEPTH_LIMIT: usize = 60;

/// Most words before a picture that a phone shows together with the title.
const WORDS_ABOVE: usize = 40;

/// Most tags of raw HTML in a post.
const HTML_LIMIT: usize = 400;

/// A heading being read.
struct OpenHeading {
    level: u8,
    span: Range<usize>,
    /// Where its opening tag goes once its text, and so its anchor, is known.
    slot: usize,
    text: String,
}

/// A picture being read: its description is the text inside.
struct OpenPicture {
    source: String,
    title: String,
    span: Range<usize>,
    alt: String,
}

/// A link being read.
struct OpenLink {
    /// Its closing tag; empty for a link that leads nowhere.
    close: &'static str,
    target: String,
    span: Range<usize>,
    /// What was shown before it.
    shown: usize,
}

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

    fn raw(&mut self, html: &str, range: &Range<usize>) {
        // A marker that does not begin its own HTML block lies inside somebody else's: not met.
        let own = self.html_block == Some(range.start);
        match own.then(|| self.markers.remove(&range.start)).flatten() {
            Some(Marker::Open(block)) => self.open_component(block.component, &block.title),
            Some(Marker::Close(block)) => {
                self.key_points.close_block();
                self.gap();
                if self.shown == self.block_shown {
                    let name = block.component.form().name.to_owned();
                    self.desk
                        .warn(&block.open, Problem::ComponentEmpty { name });
                }
                if let Some(number) = block.number_to_call() {
                    let address = format!("tel:{number}");
                    self.html(format!(
                        "<p><a class=\"button call\" href=\"{address}\">Gọi {number}</a></p>\n"
                    ));
                    self.own_addresses.push(address);
                }
                self.html("</div>\n");
            }
            None => self.writers_html(html, range),
        }
    }

    fn writers_html(&mut self, html: &str, range: &Range<usize>) {
        for tag in sanitise::forbidden_tags(html) {
            if tag == "a" || tag == "img" {
                self.desk.report(range, Problem::HtmlLink { tag });
            } else {
                self.desk.warn(range, Problem::HtmlRemoved { tag });
            }
        }
        if let Some(at) = html.find("<!--") {
            self.comment = Some(range.start + at..range.start + at + 4);
        }
        if html.contains("-->") {
            self.comment = None;
        }
        self.read_html(html, range);
        self.raw_html.push_str(html);
        self.html(html.to_owned());
    }

    /// What raw HTML shows belongs to the text like all else.
    fn read_html(&mut self, html: &str, range: &Range<usize>) {
        for piece in self.html_text.read(html) {
            match piece {
                Piece::Text(text) => {
                    self.sentences.add(&text, range.start);
                    self.survivors.add_html(&text, range.clone());
                    self.plain(&text);
                }
                Piece::Break if self.heading.is_some() || self.picture.is_some() => self.plain(" "),
                Piece::Break => {
                    self.sentences.add(" ", range.start);
                    self.survivors.add(" ", range.start);
                    self.gap();
                }
                Piece::Cell => self.part(','),
                Piece::Block => {
                    self.report_survivors();
                    self.gap();
                }
            }
        }
    }

    fn open_component(&mut self, component: Component, title: &str) {
        self.key_points.open_block(component, title);
        self.block_shown = self.shown;
        let form = component.form();
        let id = self.anchors.give(title);
        let level = self
            .body
            .headings
            .last()
            .map_or(2, |heading| (heading.level + 1).min(6));
        let mut shown = String::new();
        if !form.spoken.is_empty() && !title.starts_with(form.spoken.trim_end_matches(": ")) {
            shown = format!("<span class=\"visually-hidden\">{}</span>", form.spoken);
        }
        push_escaped(&mut shown, title);
        self.html(format!(
            "<div class=\"{}\" role=\"group\" aria-labelledby=\"{id}\">\n<h{level} class=\"block-title\" id=\"{id}\">{shown}</h{level}>\n",
            form.class
        ));
        self.part('.');
        self.passage.text.push_str(title);
        self.passage.text.push_str(". ");
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.start_heading(level, &range),
            Tag::Image {
                dest_url, title, ..
            } => {
                let (source, title) = (dest_url.into_string(), title.into_string());
                self.picture = Some(OpenPicture {
                    source,
                    title,
                    span: range,
                    alt: String::new(),
                });
            }
            Tag::Link {
                dest_url,
                title,
                link_type: LinkType::Email,
                ..
            } => {
                self.start_link(&format!("mailto:{dest_url}"), &title, range);
            }
            Tag::Link {
                dest_url, title, ..
            } => self.start_link(&dest_url, &title, range),
            Tag::Table(alignments) => {
                let html = self.table.start(alignments);
                self.html(html);
            }
            Tag::TableHead => {
                let html = self.table.start_head();
                self.html(html);
            }
            Tag::TableRow => {
                let html = self.table.start_row();
                self.html(html);
            }
            Tag::TableCell => {
                let html = self.table.start_cell();
                self.html(html);
            }
            Tag::List(_) => {
                if !self.passage.text.is_empty() {
                    self.part(':');
                }
                self.key_points.open_list();
                self.out.push(Event::Start(tag.into_static()));
            }
            Tag::Item => {
                self.key_points.open_item(self.passage.text.len());
                self.out.push(Event::Start(Tag::Item));
            }
            Tag::Paragraph => {
                self.key_points.pass();
                self.out.push(Event::Start(Tag::Paragraph));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.indented = true;
                self.key_points.pass();
                self.out.push(Event::Start(Tag::Paragraph));
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.out
                    .push(Event::Start(Tag::CodeBlock(kind).into_static()));
            }
            Tag::HtmlBlock => self.html_block = Some(range.start),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote(&name);
                self.html(format!(
                    "<div class=\"footnote-definition\" id=\"ghi-chu_{number}\"><sup class=\"footnote-definition-label\">{number}</sup>\n"
                ));
            }
            other => self.out.push(Event::Start(other.into_static())),
        }
    }

    /// Whether nothing stands between the beginning of an element and its end, which then says nothing.
    fn is_empty(&self, tag: &TagEnd) -> bool {
        let kind = matches!(
            tag,
            TagEnd::Item | TagEnd::List(_) | TagEnd::Paragraph | TagEnd::BlockQuote(_)
        );
        kind && matches!(self.out.last(), Some(Event::Start(start)) if start.to_end() == *tag)
    }

    fn end(&mut self, tag: TagEnd) {
        let tag = match tag {
            TagEnd::CodeBlock if std::mem::take(&mut self.indented) => TagEnd::Paragraph,
            tag => tag,
        };
        let empty = self.is_empty(&tag);
        self.close(tag);
        if empty {
            self.out.truncate(self.out.len() - 2);
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Image => self.end_picture(),
            TagEnd::Link => self.end_link(),
            TagEnd::Table => self.html(self.table.end()),
            TagEnd::TableHead => {
                let html = self.table.end_head();
                self.html(html);
            }
            TagEnd::TableRow => self.html(self.table.end_row()),
            TagEnd::TableCell => {
                let empty = self.table.empty_cell().filter(|_| {
                    matches!(self.out.last(), Some(Event::Html(html)) if html.starts_with("<th "))
                });
                match empty {
                    Some(cell) => {
                        self.out.pop();
                        self.html(cell);
                    }
                    None => self.html(self.table.end_cell()),
                }
                self.part(',');
            }
            TagEnd::HtmlBlock => {}
            TagEnd::FootnoteDefinition => {
                self.gap();
                self.html("</div>\n");
            }
            TagEnd::List(_) => {
                self.key_points.close_list();
                self.out.push(Event::End(tag));
            }
            TagEnd::Item => {
                self.key_points.close_item(&self.passage.text);
                self.part(';');
                self.out.push(Event::End(tag));
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => {
                self.in_code = false;
                self.gap();
                self.out.push(Event::End(tag));
            }
            _ => self.out.push(Event::End(tag)),
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

    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
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

    fn end_heading(&mut self) {
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
        self.body.headings.push(Heading { level, id, text });
    }

    fn close_passage(&mut self) {
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

    fn start_link(&mut self, written: &str, title: &str, range: Range<usize>) {
        let mut link = OpenLink {
            close: "</a>",
            target: written.to_owned(),
            span: range.clone(),
            shown: self.shown,
        };
        let destination = match self.scope.link(written, !self.desk.is_full()) {
            Ok(destination) => destination,
            Err(problem) => {
                self.desk.report(&range, problem);
                link.close = "";
                self.links.push(link);
                return;
            }
        };
        let span = self.desk.place(&range);
        let (href, rel) = match destination {
            Destination::Page { href, file, anchor } => {
                self.body.post_links.push(PostLink {
                    file: file.clone(),
                    at: span.start,
                });
                if let Some(anchor) = anchor {
                    self.body.anchor_uses.push(AnchorUse {
                        file: Some(file),
                        anchor,
                        span,
                    });
                }
                (href, "")
            }
            Destination::Here(anchor) => {
                let href = format!("#{anchor}");
                self.body.anchor_uses.push(AnchorUse {
                    file: None,
                    anchor,
                    span,
                });
                (href, "")
            }
            Destination::Outside(href) => {
                if href.starts_with("tel:") {
                    let from = self.passage.text.len();
                    self.call = Some((href.clone(), from, range.clone()));
                }
                (href, " rel=\"external noopener noreferrer\"")
            }
        };
        let mut tag = String::from("<a href=\"");
        push_href(&mut tag, &href);
        tag.push('"');
        if !title.is_empty() {
            tag.push_str(" title=\"");
            push_escaped(&mut tag, title);
            tag.push('"');
        }
        tag.push_str(rel);
        tag.push('>');
        self.own_addresses.push(href);
        self.links.push(link);
        self.html(tag);
    }

    /// The words of a link that calls say the number that it dials, or none.
    fn end_call(&mut self) {
        let Some((target, from, range)) = self.call.take() else {
            return;
        };
        let shown = self.passage.text.get(from..).unwrap_or_default().trim();
        let shown = shown.strip_prefix("tel:").unwrap_or(shown).to_owned();
        let national = |number: &str| number.replacen("+84", "0", 1);
        let same = telephone::dialled(&shown).is_some_and(|number| {
            Some(national(&number).as_str()) == target.strip_prefix("tel:").map(national).as_deref()
        });
        if telephone::shows_number(&shown) && !same {
            self.desk
                .report(&range, Problem::LinkPhoneDiffers { shown, target });
        }
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if link.shown == self.shown && !link.close.is_empty() {
            let target = link.target;
            self.desk.report(&link.span, Problem::LinkEmpty { target });
        }
        self.html(link.close);
        self.end_call();
    }

    fn end_picture(&mut self) {
        let Some(picture) = self.picture.take() else {
            return;
        };
        let alt = picture.alt.trim();
        if is_blank(alt) {
            self.desk.report(
                &picture.span,
                Problem::PictureAltMissing {
                    path: picture.source.clone(),
                },
            );
        }
        if self.desk.is_full() {
            return;
        }
        let found = match self.scope.picture(&picture.source) {
            Ok(found) => found,
            Err(problem) => return self.desk.report(&picture.span, problem),
        };
        if found.animated {
            let path = picture.source.clone();
            self.desk
                .warn(&picture.span, Problem::PictureAnimated { path });
        }
        let addresses = markup::Addresses::of(&found, self.scope.linker);
        let first = self.is_at_top();
        let place = markup::Place {
            alt,
            title: &picture.title,
            first,
        };
        let tags = markup::tags(&found, &addresses, place);
        let sets = [addresses.webp, addresses.srcset];
        self.own_addresses.push(addresses.src);
        self.own_addresses.extend(sets.into_iter().flatten());
        self.body.pictures.push(found);
        self.gap();
        self.plain(alt);
        self.gap();
        self.html(tags);
    }

    /// Whether a picture here is seen before anyone scrolls: the first one, with little before it.
    fn is_at_top(&self) -> bool {
        let words = self.passage.text.split_whitespace().take(WORDS_ABOVE + 1);
        self.scope.at_top
            && self.body.pictures.is_empty()
            && self.body.words + words.count() <= WORDS_ABOVE
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
