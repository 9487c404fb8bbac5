//! What opens and closes an element: of a table, a list, a block, a heading, a link.

use super::{OpenPicture, Writer};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
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

    pub(super) fn end(&mut self, tag: TagEnd) {
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
}
