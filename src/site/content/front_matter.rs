//! Front matter → the typed post: the common keys, then those of the section's kind.

use super::fields::{self, Fields};
use super::record::{self, Record};
use super::{document, event, health};
use crate::model::{Cover, FrontMatter, Intro, Kind, Media, Post, SectionKind};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::schema::{COMMON, INTRO};
use base::source::{Source, SourceFile};
use std::ops::Range;

/// The two parts of a post's file.
pub struct Parts {
    /// Between the two `+++` lines.
    pub toml: Range<usize>,
    /// Behind the second.
    pub body: Range<usize>,
}

/// Reads a post of `section` from `source`; problems are added to `problems`.
pub fn read_post(
    source: &Source,
    section: &str,
    slug: &str,
    file: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Post> {
    let of = SectionKind::of(section);
    let ((front, kind), body) = read(source, problems, |fields| {
        let front = common(record::read(fields, &COMMON));
        let kind = kind(of, &mut record::read(fields, of.schema().fields));
        (front, kind)
    })?;
    Some(Post {
        section: section.into(),
        slug: slug.into(),
        file: file.into(),
        front: front?,
        kind: kind?,
        source: source.clone(),
        body,
    })
}

/// Reads an `_index.md`.
pub fn read_intro(source: &Source, file: &str, problems: &mut Vec<Diagnostic>) -> Option<Intro> {
    let (mut record, body) = read(source, problems, |fields| record::read(fields, &INTRO))?;
    Some(Intro {
        title: record.text("title")?,
        summary: record.text("summary"),
        personal_data: record.texts("personal_data"),
        file: file.into(),
        source: source.clone(),
        body,
    })
}

/// Reads the front matter of a file with `keys`, and says where the text behind it is.
fn read<T>(
    source: &Source,
    problems: &mut Vec<Diagnostic>,
    keys: impl FnOnce(&mut Fields<'_>) -> T,
) -> Option<(T, Range<usize>)> {
    let parts = split(source, problems)?;
    let toml = &source.text[parts.toml.clone()];
    let table = fields::parse(toml, parts.toml.start, source, problems)?;
    let anchor = opening(&source.text);
    let mut fields = Fields::new(&table, parts.toml.start, source, anchor, problems);
    let values = keys(&mut fields);
    fields.finish();
    Some((values, parts.body))
}

/// Where the first line with something on it is: the opening `+++`.
fn opening(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    start..start + line.len()
}

/// Finds the TOML between two `+++` lines and the Markdown behind them.
pub fn split(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<Parts> {
    let text = &source.text;
    let first = opening(text);
    let mut told = |span, problem| problems.push(Diagnostic::at(source, span, problem));
    let line = text[first.clone()].trim();
    if line != FENCE {
        let found = line.to_owned();
        told(
            first,
            if is_odd_fence(line) {
                Problem::FrontMatterFence { found }
            } else {
                Problem::FrontMatterMissing {}
            },
        );
        return None;
    }
    let start = text[first.end..]
        .find('\n')
        .map_or(text.len(), |at| first.end + at + 1);
    let mut at = start;
    let mut odd = None;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        if words == FENCE {
            return Some(Parts {
                toml: start..at,
                body: at + line.len()..text.len(),
            });
        }
        // The first line that is no line of TOML should have been the fence.
        let toml =
            words.is_empty() || words.contains('=') || words.starts_with(['[', ']', '"', '#']);
        if !toml && odd.is_none() {
            odd = Some((at..at + line.trim_end().len(), words));
        }
        at += line.len();
    }
    match odd.filter(|(_, words)| is_odd_fence(words)) {
        Some((span, words)) => {
            let found = words.to_owned();
            told(span, Problem::FrontMatterFence { found });
        }
        None => told(first, Problem::FrontMatterUnclosed {}),
    }
    None
}

/// What stands before and behind front matter.
const FENCE: &str = "+++";

/// Whether a line was meant as a fence: `---` of other programs, `+ + +`, `++`.
fn is_odd_fence(line: &str) -> bool {
    let fence = |c: char| matches!(c, '+' | '-' | '–' | '—' | '−' | '＋' | '~' | ' ');
    line.len() > 1 && (line.chars().all(fence) || line.starts_with(FENCE))
}

/// The keys of every post.
fn common(mut record: Record) -> Option<FrontMatter> {
    let (title, date) = (record.text("title"), record.date("date"));
    let cover = record.reference("cover").zip(record.text("cover_alt"));
    Some(FrontMatter {
        title: title?,
        date: date?,
        summary: record.text("summary"),
        tags: record.texts("tags"),
        publish_on: record.date("publish_on"),
        draft: record.flag("draft").unwrap_or_default(),
        updated: record.date("updated"),
        expires: record.date("expires"),
        urgent: record.flag("urgent").unwrap_or_default(),
        cover: cover.map(|(path, alt)| Cover { path, alt }),
        recording: record.reference("recording"),
        source: record.text("source"),
        media: record.table("media").map(media).unwrap_or_default(),
        personal_data: record.texts("personal_data"),
    })
}

fn media(mut record: Record) -> Media {
    Media {
        loudspeaker: record.text("loudspeaker"),
        zalo_title: record.text("zalo_title"),
        zalo: record.text("zalo"),
        poster: record.text("poster"),
        sms: record.text("sms"),
        poster_signs: record.texts("poster_signs"),
    }
}

/// The keys of a kind.
pub(super) fn kind(kind: SectionKind, record: &mut Record) -> Option<Kind> {
    match kind {
        SectionKind::Lesson => health::lesson(record).map(Kind::Lesson),
        SectionKind::Resolution => document::resolution(record).map(Kind::Resolution),
        SectionKind::Model => document::model(record).map(Kind::Model),
        SectionKind::News => Some(Kind::News(document::news(record))),
        SectionKind::FactCheck => health::fact_check(record).map(Kind::FactCheck),
        SectionKind::Event => event::event(record).map(Kind::Event),
        SectionKind::Plain => Some(Kind::Plain),
    }
}
