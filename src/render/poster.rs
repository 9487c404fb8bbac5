//! The poster of a lesson: one sheet for a notice board, made to be printed.

use super::context::{Meta, QrContext, ReviewContext, Shell};
use super::lists::PostIndex;
use super::post::review;
use super::{Site, share};
use crate::markdown::{BlockPoints, Component};
use crate::model::{Guidance, Kind, Review};
use serde::Serialize;

/// Points of the opening that a poster shows.
const LEAD: usize = 3;

/// Points of a card that a poster shows.
const POINTS: usize = 7;

/// Sources that a poster names.
const SOURCES: usize = 3;

/// The size of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
}

impl Paper {
    /// Both sizes.
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    /// `a4`, `a3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// The poster's address behind that of its post.
    pub fn url(self) -> &'static str {
        match self {
            Self::A4 => "ap-phich/",
            Self::A3 => "ap-phich/a3/",
        }
    }
}

/// `poster.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PosterPage {
    /// Around the content; a poster takes the ward and the assets from it.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The lesson's title.
    pub title: String,
    /// The line that is read from afar.
    pub line: String,
    /// What to know, at most three points.
    pub lead: Vec<String>,
    /// When to call for help, or else what to do.
    pub card: Option<PosterCard>,
    /// `roomy`, `normal` or `dense`: how much text the sheet must hold.
    pub density: &'static str,
    /// `a4` or `a3`.
    pub paper: &'static str,
    /// Who approved the lesson.
    pub review: ReviewContext,
    /// Publishers and years of the guidance behind it.
    pub sources: Vec<String>,
    /// The lesson's address as people type it.
    pub address: String,
    /// The same as a QR code.
    pub qr: Option<QrContext>,
    /// The lesson's page.
    pub post_url: String,
    /// The poster in both sizes, the name of each and its page.
    pub papers: Vec<(&'static str, String)>,
}

/// The card of a poster.
#[derive(Debug, Clone, Serialize)]
pub struct PosterCard {
    /// `emergency`, `station` or `do`.
    pub kind: &'static str,
    /// Its heading.
    pub title: String,
    /// Its points.
    pub points: Vec<String>,
}

impl Site<'_> {
    pub(super) fn poster(&self, index: PostIndex, paper: Paper, url: &str) -> PosterPage {
        let post = &self.ward.posts[index];
        let title = post.front.title.clone();
        let line = post.front.media.poster.clone();
        let digest = &self.bodies[index].digest;
        let mut lead: Vec<_> = digest.lead.iter().take(LEAD).cloned().collect();
        if lead.is_empty() {
            lead.extend(post.front.summary.clone());
        }
        let line = line.unwrap_or_else(|| title.clone());
        let card = card(&digest.blocks);
        let linker = self.linker(url);
        let canonical = self.canonical(&post.url());
        PosterPage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta(&format!("Áp phích: {title}"), "", url)
            },
            density: density(&line, &lead, card.as_ref()),
            title,
            line,
            lead,
            card,
            paper: paper.name(),
            review: review(post.kind.review().unwrap_or(&Review::default())),
            sources: sources(&post.kind),
            qr: share::qr(&canonical),
            address: share::typed(&canonical),
            post_url: linker.to(&post.url()),
            papers: Paper::ALL
                .map(|paper| {
                    let url = format!("{}{}", post.url(), paper.url());
                    (paper.name(), linker.to(&url))
                })
                .into(),
        }
    }
}

/// The first card that says when to call for help; without one, when to see a nurse; else what to do.
fn card(blocks: &[BlockPoints]) -> Option<PosterCard> {
    let wanted = [
        (Component::Emergency, "emergency"),
        (Component::HealthStation, "station"),
        (Component::Do, "do"),
    ];
    let (block, kind) = wanted.into_iter().find_map(|(component, kind)| {
        let block = blocks.iter().find(|block| block.component == component)?;
        Some((block, kind))
    })?;
    Some(PosterCard {
        kind,
        title: block.title.clone(),
        points: block.points.iter().take(POINTS).cloned().collect(),
    })
}

fn sources(kind: &Kind) -> Vec<String> {
    let Kind::Lesson(lesson) = kind else {
        return Vec::new();
    };
    let named = |source: &Guidance| format!("{} ({})", source.publisher, source.year);
    let mut names: Vec<String> = Vec::new();
    for name in lesson.sources.iter().map(named) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(SOURCES);
    names
}

/// How much text the sheet must hold, by characters.
fn density(line: &str, lead: &[String], card: Option<&PosterCard>) -> &'static str {
    let count = |text: &String| text.chars().count();
    let points: usize = card.map_or(0, |card| card.points.iter().map(count).sum());
    match line.chars().count() + lead.iter().map(count).sum::<usize>() + points {
        ..420 => "roomy",
        420..640 => "normal",
        _ => "dense",
    }
}
