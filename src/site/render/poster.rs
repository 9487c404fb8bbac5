//! The poster of a lesson: one sheet for a notice board that is read from three metres, and a strip for the board of a lane.
//! All forms stand on one page; the part of the address behind `#` says which is shown and printed.

mod setting;

use super::addresses::POSTER;
use super::context::{DateContext, Meta, PictureContext, QrContext, ReviewContext, Shell};
use super::post::{picture_context, review};
use super::{Site, share, words};
use crate::linker::Linker;
use crate::markdown::KeyPoints;
use crate::model::{Guidance, Kind, POSTER_SIGNS, PostIndex, Review};
use serde::Serialize;
use setting::Setting;

/// Points of the opening that a poster shows where there is room.
const LEAD: usize = 3;

/// Points of a card that turns on the screen of a kiosk.
const POINTS: usize = 7;

/// Sources that a poster names.
const SOURCES: usize = 3;

/// The forms of a poster, with their anchors: the first is shown where none is named. The strip is two on a sheet of
/// 297 × 210 mm, to be cut apart.
const PAPERS: [(&str, &str); 3] = [
    ("a4", "Khổ A4"),
    ("a3", "Khổ A3"),
    ("dai", "Dải cho bảng tin ngõ"),
];

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
    /// Which of the sizes the line of the strip is set in.
    pub strip_size: usize,
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
    /// The forms of the poster.
    pub papers: Vec<PaperLink>,
}

/// One form of a poster.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLink {
    /// `a4`, `a3` or `dai`: its anchor.
    pub name: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// Where it is, from another page.
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

impl PosterCard {
    /// Its colour, as on paper.
    pub(super) fn colour(&self) -> &'static str {
        match self.kind {
            "emergency" => "#b3131b",
            "station" => "#8a5c00",
            _ => "#17693a",
        }
    }
}

impl Site<'_> {
    pub(super) fn poster(&self, index: PostIndex, url: &str) -> PosterPage {
        let post = &self.compiled.ward.posts[index];
        let title = post.front.title.clone();
        let linker = self.compiled.linker(url);
        let drawing = self.poster_drawing(index, &linker);
        let PosterText { line, lead, card } = self.paper_text(index);
        let has_drawing = drawing.is_some();
        let strip_size = setting::strip(&line, has_drawing);
        let Setting {
            size,
            band,
            lead,
            card,
        } = setting::sheet(&line, lead, card, has_drawing);
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
            strip_size,
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

    /// Every form of a lesson's poster, and where it is.
    pub(super) fn papers(&self, index: PostIndex, linker: &Linker) -> Vec<PaperLink> {
        let post = self.compiled.ward.posts[index].url();
        let page = linker.to(&format!("{post}{POSTER}"));
        let papers = PAPERS.map(|(name, label)| PaperLink {
            name,
            label,
            url: format!("{page}#{name}"),
        });
        papers.into()
    }

    /// The first drawing of a lesson, else its cover: what is seen from afar.
    fn poster_drawing(&self, index: PostIndex, linker: &Linker) -> Option<PictureContext> {
        let cover = self.compiled.posts[index].cover.as_ref();
        let cover = || cover.map(|picture| picture_context(picture, String::new(), linker));
        self.drawing(index, linker).or_else(cover)
    }

    /// What a lesson's poster says on paper: its signs in short, where its writer put them so.
    pub(super) fn paper_text(&self, index: PostIndex) -> PosterText {
        let text = self.poster_text(index);
        let signs = &self.compiled.ward.posts[index].front.media.poster_signs;
        let all = self.compiled.posts[index].body.key_points.card();
        let all = all.map_or(0, |(block, _)| block.points.len());
        let card = text.card.map(|card| match signs.is_empty() {
            true => card,
            false => PosterCard {
                points: signs.iter().take(POSTER_SIGNS).cloned().collect(),
                more: all > signs.len().min(POSTER_SIGNS),
                ..card
            },
        });
        PosterText { card, ..text }
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
            card: card(points),
        }
    }
}

/// The block that a poster shows.
fn card(points: &KeyPoints) -> Option<PosterCard> {
    let (block, kind) = points.card()?;
    Some(PosterCard {
        kind,
        title: block.title.clone(),
        points: block.points.iter().take(POINTS).cloned().collect(),
        more: block.points.len() > POINTS,
    })
}

/// Publishers and years of the guidance behind a lesson.
pub(super) fn sources(kind: &Kind) -> Vec<String> {
    let Kind::Lesson(lesson) = kind else {
        return Vec::new();
    };
    let mut names = Guidance::names(&lesson.sources);
    names.truncate(SOURCES);
    names
}
