//! What social apps are shown of a page: the texts of its card, and where the card is.

use super::context::SocialCard;
use super::{Site, words};
use crate::assets::{CARD_HEIGHT, CARD_WIDTH, CardText};
use crate::linker::Linker;
use crate::model::{Kind, PostIndex, SectionKind};
use std::collections::BTreeSet;

impl Site<'_> {
    /// The texts on the card of the ward itself, for pages that are no posts.
    fn ward_card(&self) -> CardText {
        let intro = self.compiled.ward.intro.as_ref();
        let name = &self.compiled.ward.config.name;
        CardText {
            title: intro.map_or_else(|| name.clone(), |intro| intro.title.clone()),
            line: String::new(),
            summary: intro
                .and_then(|intro| intro.summary.clone())
                .unwrap_or_default(),
        }
    }

    /// The texts on the card of a post.
    fn post_card(&self, index: PostIndex) -> CardText {
        let post = &self.compiled.ward.posts[index];
        let label = SectionKind::of(&post.section).label();
        // A lesson's one line is safe alone: its writer put into it what must not be missing.
        let line = match post.kind {
            Kind::Lesson(_) => post.front.media.poster.clone(),
            _ => None,
        };
        CardText {
            title: post.front.title.clone(),
            line: format!("{label} · {}", words::date(post.front.date).short),
            summary: line.unwrap_or_else(|| self.summary(index)),
        }
    }

    /// The card of a post as a file of the site, to be sent as a picture.
    pub(super) fn card_file(&self, index: PostIndex, linker: &Linker) -> Option<String> {
        let public = self.compiled.delivery.is_public();
        public.then(|| linker.to(&self.card_style.url(&self.post_card(index))))
    }

    /// The texts of all cards, each once. Sites for `file://` are not shared, so they have none.
    pub fn cards(&self) -> BTreeSet<CardText> {
        if !self.compiled.delivery.is_public() {
            return BTreeSet::new();
        }
        let posts = (0..self.compiled.ward.posts.len()).map(|index| self.post_card(index));
        posts.chain([self.ward_card()]).collect()
    }

    /// The card of a post, or of the ward.
    pub(super) fn social_card(&self, post: Option<PostIndex>) -> Option<SocialCard> {
        if !self.compiled.delivery.is_public() {
            return None;
        }
        let text = post.map_or_else(|| self.ward_card(), |index| self.post_card(index));
        Some(SocialCard {
            url: self.canonical(&self.card_style.url(&text)),
            width: CARD_WIDTH,
            height: CARD_HEIGHT,
            alt: text.title,
        })
    }
}
