//! What social apps are shown of a page: the texts of its card, and where the card is.

use super::context::SocialCard;
use super::poster::sources;
use super::{Site, share, words};
use crate::assets::{CARD_HEIGHT, CARD_WIDTH, CardText, LeafletCard, LeafletText};
use crate::linker::Linker;
use crate::model::{Kind, Post, PostIndex, SectionKind};
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
            drawing: None,
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
            drawing: self.first_drawing(index).cloned(),
        }
    }

    /// A picture of a post as a file of the site, to be sent: the leaflet of a lesson, the card of all else.
    pub(super) fn card_file(&self, index: PostIndex, linker: &Linker) -> Option<String> {
        let url = || match self.leaflet(index) {
            Some(leaflet) => self.card_style.leaflet_url(&leaflet),
            None => self.card_style.url(&self.post_card(index)),
        };
        let public = self.compiled.delivery.is_public();
        public.then(|| linker.to(&url()))
    }

    /// The texts on the leaflet of a lesson.
    fn leaflet(&self, index: PostIndex) -> Option<LeafletText> {
        let post = &self.compiled.ward.posts[index];
        if self.compiled.lists.lessons.binary_search(&index).is_err() {
            return None;
        }
        let poster = self.paper_text(index);
        let address = self.canonical(&post.url());
        Some(LeafletText {
            title: post.front.title.clone(),
            line: poster.line,
            card: poster.card.map(|card| LeafletCard {
                colour: card.colour(),
                title: card.title,
                points: card.points,
                more: card.more,
            }),
            vouched: vouched(post),
            typed: share::typed(&address),
            address,
            drawing: self.first_drawing(index).cloned(),
        })
    }

    /// The texts of all leaflets, each once.
    pub fn leaflets(&self) -> BTreeSet<LeafletText> {
        if !self.compiled.delivery.is_public() {
            return BTreeSet::new();
        }
        let lessons = self.compiled.lists.media.iter();
        lessons.filter_map(|&index| self.leaflet(index)).collect()
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

/// Who says what a lesson says, of which day it is, and whether somebody reviewed it.
fn vouched(post: &Post) -> String {
    let day = words::date(post.front.updated.unwrap_or(post.front.date)).short;
    let mut said = format!("Bài ngày {day}.");
    let review = post.kind.review();
    match review.and_then(|review| Some((review.by.as_ref()?, review.on?))) {
        Some((by, on)) => said.push_str(&format!(" {by} duyệt {}.", words::date(on).short)),
        None => said.push_str(" Chưa được cán bộ y tế của phường, xã duyệt."),
    }
    let sources = sources(&post.kind);
    if !sources.is_empty() {
        said.push_str(&format!(" Theo: {}.", sources.join("; ")));
    }
    said
}
