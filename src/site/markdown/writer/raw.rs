//! HTML in a post: the markers of blocks, which become the blocks' own, and what writers wrote themselves.

use super::{Marker, Writer, push_escaped};
use crate::markdown::Heading;
use crate::markdown::component::Component;
use crate::markdown::html_text::Piece;
use crate::markdown::sanitise;
use crate::problem::Problem;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn raw(&mut self, html: &str, range: &Range<usize>) {
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

    pub(super) fn writers_html(&mut self, html: &str, range: &Range<usize>) {
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
    pub(super) fn read_html(&mut self, html: &str, range: &Range<usize>) {
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

    pub(super) fn open_component(&mut self, component: Component, title: &str) {
        self.key_points.open_block(component, title);
        self.block_shown = self.shown;
        let form = component.form();
        let id = self.anchors.give(title);
        let level = self
            .body
            .headings
            .last()
            .map_or(2, |heading| (heading.level + 1).min(6));
        if level == 2 || matches!(component, Component::Emergency | Component::Steps) {
            self.body.outline.push(Heading {
                level,
                id: id.clone(),
                text: title.into(),
            });
        }
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
}
