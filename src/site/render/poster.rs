//! The poster of a lesson: one sheet for a notice board, made to be printed.

use super::context::{Meta, QrContext, ReviewContext, Shell};
use super::post::review;
use super::{Site, share};
use crate::markdown::{BlockPoints, Component};
use crate::model::{Guidance, Kind, PostIndex, Review};
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
    /// Which of the style sheet's sizes the text is set in, from 0, the largest.
    pub size: usize,
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
    /// The post's whole address, which the code holds.
    pub canonical: String,
    /// The lesson's page.
    pub post_url: String,
    /// The poster in both sizes, the name of each and its page.
    pub papers: Vec<(&'static str, String)>,
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
}

impl Site<'_> {
    pub(super) fn poster(&self, index: PostIndex, paper: Paper, url: &str) -> PosterPage {
        let post = &self.compiled.ward.posts[index];
        let title = post.front.title.clone();
        let PosterText { line, lead, card } = self.poster_text(index);
        let linker = self.compiled.linker(url);
        let canonical = self.canonical(&post.url());
        PosterPage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta(&format!("Áp phích: {title}"), "", url)
            },
            size: size(&Text {
                line: &line,
                title: &title,
                lead: &lead,
                card: card.as_ref(),
            }),
            title,
            line,
            lead,
            card,
            paper: paper.name(),
            review: review(post.kind.review().unwrap_or(&Review::default())),
            sources: sources(&post.kind),
            qr: None,
            address: share::typed(&canonical),
            canonical,
            post_url: linker.to(&post.url()),
            papers: Paper::ALL
                .map(|paper| {
                    let url = format!("{}{}", post.url(), paper.url());
                    (paper.name(), linker.to(&url))
                })
                .into(),
        }
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

/// The largest of the style sheet's sizes at which the text fits the sheet, counted from 0.
///
/// The sizes are millimetres on A4; nothing measures text here, so lines are counted with the width of
/// an average letter of a wide system font.
fn size(poster: &Text<'_>) -> usize {
    let fits = |size: &usize| poster.height(SIZES[*size]) <= TEXT_HEIGHT;
    (0..SIZES.len()).find(fits).unwrap_or(SIZES.len() - 1)
}

/// Sizes of text that `poster.css` has, in millimetres on A4.
const SIZES: [f64; 12] = [8.4, 7.9, 7.4, 6.9, 6.5, 6.1, 5.7, 5.3, 4.9, 4.5, 4.1, 3.7];

/// The height left to the text between head and foot, in millimetres on A4.
const TEXT_HEIGHT: f64 = 186.0;

/// The width of an average letter, as a share of the size.
const LETTER: f64 = 0.56;

/// The same in bold.
const BOLD_LETTER: f64 = 0.61;

/// What a poster's size depends on.
struct Text<'a> {
    line: &'a str,
    title: &'a str,
    lead: &'a [String],
    card: Option<&'a PosterCard>,
}

impl Text<'_> {
    /// The height of the text at `size`, in millimetres; the factors are those of `poster.css`.
    fn height(&self, size: f64) -> f64 {
        let lines = |text: &str, width: f64, letter: f64| {
            (text.chars().count() as f64 * letter / width)
                .ceil()
                .max(1.0)
        };
        let list = |points: &[String], width: f64| {
            let each = |point: &String| lines(point, width, LETTER * size) * 1.42 * size;
            points
                .iter()
                .map(|point| each(point) + 0.35 * size)
                .sum::<f64>()
        };
        let head = 2.1 * size;
        let mut height = lines(self.line, 174.0, BOLD_LETTER * head) * 1.28 * head + 16.0;
        if self.line != self.title {
            height += lines(self.title, 174.0, BOLD_LETTER * size) * 1.42 * 1.05 * size + 2.0;
        }
        height += list(self.lead, 166.0);
        if let Some(card) = self.card {
            let title = lines(&card.title, 162.0, BOLD_LETTER * 1.3 * size) * 1.3 * 1.3 * size;
            height += title + list(&card.points, 156.0) + 12.0;
        }
        height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_text_is_set_smaller() {
        let words = |count: usize| "sức khỏe ".repeat(count);
        let sized = |count: usize| {
            size(&Text {
                line: "Rửa tay",
                title: "Rửa tay",
                lead: &[words(count), words(count)],
                card: None,
            })
        };
        assert_eq!(sized(1), 0);
        assert!(sized(1) < sized(20) && sized(20) < sized(40));
        assert_eq!(sized(4000), SIZES.len() - 1);
    }
}
