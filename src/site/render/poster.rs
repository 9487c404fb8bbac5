//! The poster of a lesson: one sheet for a notice board that is read from three metres, and a strip for the board of a lane.

mod setting;

use super::context::{DateContext, Meta, PictureContext, QrContext, ReviewContext, Shell};
use super::post::{picture_context, review};
use super::{Site, share, words};
use crate::linker::Linker;
use crate::markdown::{BlockPoints, Component};
use crate::model::{Guidance, Kind, PostIndex, Review};
use serde::Serialize;
use setting::Setting;

/// Points of the opening that a poster shows where there is room.
const LEAD: usize = 3;

/// Points of a card that turns on the screen of a kiosk.
const POINTS: usize = 7;

/// Signs and steps on paper: more are not read from three metres.
const ON_PAPER: usize = 5;

/// Sources that a poster names.
const SOURCES: usize = 3;

/// The form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// Two strips on a sheet of 297 × 210 mm, to be cut apart.
    Strip,
}

impl Paper {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::A4, Self::A3, Self::Strip];

    /// `a4`, `a3`, `strip`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Strip => "strip",
        }
    }

    /// Its name for readers.
    pub fn label(self) -> &'static str {
        match self {
            Self::A4 => "Khổ A4",
            Self::A3 => "Khổ A3",
            Self::Strip => "Dải cho bảng tin ngõ",
        }
    }

    /// The poster's address behind that of its post.
    pub fn url(self) -> &'static str {
        match self {
            Self::A4 => "ap-phich/",
            Self::A3 => "ap-phich/a3/",
            Self::Strip => "ap-phich/dai/",
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
    /// The line that is read from afar: with what makes a short text safe, as its writer put it.
    pub line: String,
    /// The lesson's drawing.
    pub drawing: Option<PictureContext>,
    /// What to know, where there is room.
    pub lead: Vec<String>,
    /// When to call for help, or else what to do.
    pub card: Option<PosterCard>,
    /// Which of the style sheet's sizes the text is set in, from 0, the largest.
    pub size: usize,
    /// How high the drawing is, from 0, the highest.
    pub band: usize,
    /// `a4`, `a3` or `strip`.
    pub paper: &'static str,
    /// Of which day the text is.
    pub date: DateContext,
    /// Who approved the lesson.
    pub review: ReviewContext,
    /// Publishers and years of the guidance behind it.
    pub sources: Vec<String>,
    /// The lesson's address as people type it.
    pub address: String,
    /// The same as a QR code.
    pub qr: Option<QrContext>,
    /// The post's whole address, which the code holds.
    pub canonical: String,
    /// The lesson's page.
    pub post_url: String,
    /// The poster in every form, with its page.
    pub papers: Vec<PaperLink>,
}

/// One form of a poster.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLink {
    /// `a4`, `a3` or `strip`.
    pub name: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// Its page.
    pub url: String,
}

/// What a poster says.
#[derive(Debug)]
pub(super) struct PosterText {
    /// The line that is read from afar.
    pub line: String,
    /// What to know, at most three points.
    pub lead: Vec<String>,
    /// When to call for help, or else what to do.
    pub card: Option<PosterCard>,
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
    /// Whether the lesson has more of them.
    pub more: bool,
}

impl Site<'_> {
    pub(super) fn poster(&self, index: PostIndex, paper: Paper, url: &str) -> PosterPage {
        let post = &self.compiled.ward.posts[index];
        let title = post.front.title.clone();
        let linker = self.compiled.linker(url);
        let drawing = self.poster_drawing(index, &linker);
        let PosterText { line, lead, card } = self.poster_text(index);
        let has_drawing = drawing.is_some();
        let Setting {
            size,
            band,
            lead,
            card,
        } = match paper {
            Paper::Strip => setting::strip(&line, has_drawing),
            Paper::A4 | Paper::A3 => setting::sheet(&line, lead, card, has_drawing),
        };
        let canonical = self.canonical(&post.url());
        PosterPage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta(&format!("Áp phích: {title}"), "", url)
            },
            title,
            line,
            drawing,
            lead,
            card,
            size,
            band,
            paper: paper.name(),
            date: words::date(post.front.updated.unwrap_or(post.front.date)),
            review: review(post.kind.review().unwrap_or(&Review::default())),
            sources: sources(&post.kind),
            qr: None,
            address: share::typed(&canonical),
            canonical,
            post_url: linker.to(&post.url()),
            papers: self.papers(index, &linker),
        }
    }

    /// Every form of a lesson's poster, with its page.
    pub(super) fn papers(&self, index: PostIndex, linker: &Linker) -> Vec<PaperLink> {
        let post = self.compiled.ward.posts[index].url();
        let papers = Paper::ALL.map(|paper| PaperLink {
            name: paper.name(),
            label: paper.label(),
            url: linker.to(&format!("{post}{}", paper.url())),
        });
        papers.into()
    }

    /// The first drawing of a lesson, else its cover: what is seen from afar.
    fn poster_drawing(&self, index: PostIndex, linker: &Linker) -> Option<PictureContext> {
        let cover = self.compiled.posts[index].cover.as_ref();
        let cover = || cover.map(|picture| picture_context(picture, String::new(), linker));
        self.drawing(index, linker).or_else(cover)
    }

    /// What a lesson's poster says, on paper and on screens.
    pub(super) fn poster_text(&self, index: PostIndex) -> PosterText {
        let front = &self.compiled.ward.posts[index].front;
        let points = &self.compiled.posts[index].body.key_points;
        let mut lead: Vec<_> = points.lead.iter().take(LEAD).cloned().collect();
        if lead.is_empty() {
            lead.extend(front.summary.clone());
        }
        let line = front.media.poster.as_ref().unwrap_or(&front.title);
        PosterText {
            line: line.clone(),
            lead,
            card: card(&points.blocks),
        }
    }
}

/// The first card that says when to call for help; without one, when to see a nurse; else what to do.
fn card(blocks: &[BlockPoints]) -> Option<PosterCard> {
    let wanted = [
        (Component::Emergency, "emergency"),
        (Component::HealthStation, "station"),
        (Component::Steps, "do"),
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
        more: block.points.len() > POINTS,
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
