//! Links, calls and pictures: where they lead, and what is shown of them.

use super::{Writer, push_escaped, push_href};
use crate::assets::markup;
use crate::markdown::PostLink;
use crate::markdown::scope::{AnchorUse, Destination};
use crate::model::telephone;
use crate::problem::Problem;
use base::unseen::is_blank;
use std::ops::Range;

/// Most words before a picture that a phone shows together with the title.
const WORDS_ABOVE: usize = 40;

/// A picture being read: its description is the text inside.
pub(super) struct OpenPicture {
    pub(super) source: String,
    pub(super) title: String,
    pub(super) span: Range<usize>,
    pub(super) alt: String,
}

/// A link being read.
pub(super) struct OpenLink {
    /// Its closing tag; empty for a link that leads nowhere.
    pub(super) close: &'static str,
    pub(super) target: String,
    pub(super) span: Range<usize>,
    /// What was shown before it.
    pub(super) shown: usize,
}

impl Writer<'_, '_> {
    pub(super) fn start_link(&mut self, written: &str, title: &str, range: Range<usize>) {
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
    pub(super) fn end_call(&mut self) {
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

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if link.shown == self.shown && !link.close.is_empty() {
            let target = link.target;
            self.desk.report(&link.span, Problem::LinkEmpty { target });
        }
        self.html(link.close);
        self.end_call();
    }

    pub(super) fn end_picture(&mut self) {
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
    pub(super) fn is_at_top(&self) -> bool {
        let words = self.passage.text.split_whitespace().take(WORDS_ABOVE + 1);
        self.scope.at_top
            && self.body.pictures.is_empty()
            && self.body.words + words.count() <= WORDS_ABOVE
    }
}
