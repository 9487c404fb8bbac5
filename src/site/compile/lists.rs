//! The lists of a ward: sections, topics and stages of life, each with its posts in order.

use super::finding::Finding;
use super::registers::Registers;
use super::synonyms::synonyms;
use super::topics::Topics;
use crate::model::{Kind, LifeStage, Post, PostIndex, SectionKind, Ward};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Events that a long section of them shows before those that are over.
const NEXT_EVENTS: usize = 6;

/// A section with its posts.
#[derive(Debug)]
pub struct Section {
    /// `suc-khoe`.
    pub slug: String,
    /// What its posts are.
    pub kind: SectionKind,
    /// Its title, from `_index.md` or by its kind.
    pub title: String,
    /// Posts that are listed, newest first; events by what comes next.
    pub posts: Vec<PostIndex>,
}

/// All lists of a ward.
#[derive(Debug)]
pub struct Lists {
    /// In the order of the menu.
    pub sections: Vec<Section>,
    /// Topics and their addresses.
    pub topics: Topics,
    /// Lessons by stage of life, those for it alone first, and of them the essential ones.
    pub life_stages: Vec<(LifeStage, Vec<PostIndex>)>,
    /// Lessons by what leads to them beside their titles.
    pub finding: Finding,
    /// Events: those to come, soonest first, then those that are over, latest first.
    pub events: Vec<PostIndex>,
    /// How many of the events are still to come.
    pub coming: usize,
    /// Every listed post, newest first.
    pub newest: Vec<PostIndex>,
    /// Every lesson, in the order of files.
    pub lessons: Vec<PostIndex>,
    /// Every post with something for other channels, in the order of files.
    pub media: Vec<PostIndex>,
    /// What all documents and models say together.
    pub registers: Registers,
}

impl Lists {
    /// The lists of `ward` on the day `today`. Expired posts are in none of them, but their
    /// sections exist.
    pub fn of(ward: &Ward, today: Date) -> Self {
        let mut newest: Vec<PostIndex> = (0..ward.posts.len())
            .filter(|&post| !ward.posts[post].expired(today))
            .collect();
        newest.sort_by_key(|&post| (Reverse(ward.posts[post].front.date), &ward.posts[post].file));
        let life_stages = LifeStage::ALL
            .into_iter()
            .map(|(stage, ..)| (stage, of_stage(ward, &newest, stage)))
            .collect();
        let events = events(ward, &newest, today);
        Self {
            sections: sections(ward, &newest, &events),
            // What is wrong with them is told where the search is made.
            topics: Topics::of(ward, &newest, &synonyms(ward).unwrap_or_default()),
            life_stages,
            finding: Finding::of(ward, &newest),
            coming: events
                .iter()
                .filter(|&&post| is_to_come(&ward.posts[post], today))
                .count(),
            events,
            registers: Registers::of(ward, &newest),
            newest,
            lessons: all(ward, |post| matches!(post.kind, Kind::Lesson(_))),
            media: all(ward, |post| post.front.media.is_there()),
        }
    }

    /// The section with this slug.
    pub fn section(&self, slug: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.slug == slug)
    }

    /// The posts that the pages of a section show one after the other: none where it shows groups, and of a long list of
    /// events, which the calendar has, those that come next and those that are over.
    pub fn shown(&self, section: &Section, page_size: usize) -> Cow<'_, [PostIndex]> {
        let long = section.posts.len() > page_size;
        match section.kind {
            SectionKind::Lesson if long => Cow::Owned(Vec::new()),
            SectionKind::Event if long => {
                let (coming, over) = self.events.split_at(self.coming);
                let next = &coming[..coming.len().min(NEXT_EVENTS)];
                Cow::Owned([next, over].concat())
            }
            _ => {
                let same = self
                    .sections
                    .iter()
                    .find(|other| other.slug == section.slug);
                Cow::Borrowed(same.map_or(&[], |same| &same.posts))
            }
        }
    }

    /// Whether a section of lessons is longer than one page: then its page shows groups, and not one card after another.
    pub fn is_grouped(&self, section: &Section, page_size: usize) -> bool {
        section.kind == SectionKind::Lesson && section.posts.len() > page_size
    }
}

/// Whether a post is an event that will be held.
fn is_to_come(post: &Post, today: Date) -> bool {
    matches!(&post.kind, Kind::Event(event) if event.next(today).is_some())
}

/// The posts that a condition holds for.
fn all(ward: &Ward, holds: impl Fn(&Post) -> bool) -> Vec<PostIndex> {
    (0..ward.posts.len())
        .filter(|&post| holds(&ward.posts[post]))
        .collect()
}

/// The lessons of a stage of life: the fewer other stages a lesson is for, the earlier it stands, so that
/// the lists do not all begin with the same lessons; of equal ones the essential stand first.
fn of_stage(ward: &Ward, newest: &[PostIndex], stage: LifeStage) -> Vec<PostIndex> {
    let lesson = |post: PostIndex| match &ward.posts[post].kind {
        Kind::Lesson(lesson) if lesson.life_stages.contains(&stage) => Some(lesson),
        _ => None,
    };
    let mut posts: Vec<_> = newest
        .iter()
        .filter_map(|&post| Some((lesson(post)?, post)))
        .collect();
    posts.sort_by_key(|(lesson, _)| (lesson.life_stages.len(), !lesson.essential));
    posts.into_iter().map(|(_, post)| post).collect()
}

fn events(ward: &Ward, newest: &[PostIndex], today: Date) -> Vec<PostIndex> {
    let mut events: Vec<_> = newest
        .iter()
        .filter_map(|&post| match &ward.posts[post].kind {
            Kind::Event(event) => Some((event, post)),
            _ => None,
        })
        .collect();
    events.sort_by_key(|(event, post)| {
        let next = event.next(today).map(|(first, _)| first);
        let over = next.is_none().then_some(Reverse(event.starts));
        (over, next, event.starts, &ward.posts[*post].file)
    });
    events.into_iter().map(|(_, post)| post).collect()
}

fn sections(ward: &Ward, newest: &[PostIndex], events: &[PostIndex]) -> Vec<Section> {
    let mut slugs: Vec<&str> = ward
        .posts
        .iter()
        .map(|post| post.section.as_str())
        .collect();
    slugs.sort_by_key(|slug| (SectionKind::of(slug).schema().menu, *slug));
    slugs.dedup();
    let section = |slug: &str| {
        let kind = SectionKind::of(slug);
        let intro = ward
            .section_intros
            .get(slug)
            .map(|intro| intro.title.clone());
        let title = intro
            .or_else(|| kind.section_title().map(str::to_owned))
            .unwrap_or_else(|| readable(slug));
        let order = if kind == SectionKind::Event {
            events
        } else {
            newest
        };
        let posts = order
            .iter()
            .copied()
            .filter(|&post| ward.posts[post].section == slug)
            .collect();
        Section {
            slug: slug.into(),
            kind,
            title,
            posts,
        }
    };
    slugs.into_iter().map(section).collect()
}

/// `gioi-thieu` → `Gioi thieu`, where a plain section has no `_index.md`.
fn readable(slug: &str) -> String {
    let words = slug.replace('-', " ");
    words
        .char_indices()
        .map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })
        .collect()
}
