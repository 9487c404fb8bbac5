//! Front matter → the typed post: the common keys, then those of the section's kind.

use super::fields::{self, Fields};
use super::{event, health, media};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Comparison, Cover, FrontMatter, Intro, Kind, Model, ModelStatus, News, Post, Resolution,
    SectionKind, Target, Task,
};
use crate::problem::{Problem, ValueType};
use crate::slug::slugify;
use crate::source::{Source, SourceFile};
use std::ops::Range;

/// Longest summary, in characters: what a list, a search result and a social card show whole.
const SUMMARY_LIMIT: usize = 300;

/// Longest title, in characters. Official documents have long ones; more than this is a text.
const TITLE_LIMIT: usize = 500;

/// The two parts of a post's file.
pub(crate) struct Parts {
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
    let ((front, kind), body) = read(source, problems, |fields| {
        let front = common(fields);
        let kind = match SectionKind::of(section) {
            SectionKind::Lesson => health::lesson(fields).map(Kind::Lesson),
            SectionKind::Resolution => resolution(fields).map(Kind::Resolution),
            SectionKind::Model => model(fields).map(Kind::Model),
            SectionKind::News => Some(Kind::News(News {
                model: fields.reference("model"),
            })),
            SectionKind::FactCheck => health::fact_check(fields).map(Kind::FactCheck),
            SectionKind::Event => event::event(fields).map(Kind::Event),
            SectionKind::Plain => Some(Kind::Plain),
        };
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
    let ((title, summary, personal_data), body) = read(source, problems, |fields| {
        let title = required_title(fields);
        let summary = fields.short_text("summary", SUMMARY_LIMIT);
        (title, summary, fields.texts("personal_data"))
    })?;
    Some(Intro {
        title: title?,
        summary,
        personal_data,
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
pub(crate) fn split(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<Parts> {
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

fn required_title(fields: &mut Fields<'_>) -> Option<String> {
    fields.require("title", ValueType::Text);
    fields.short_text("title", TITLE_LIMIT)
}

fn common(fields: &mut Fields<'_>) -> Option<FrontMatter> {
    let title = required_title(fields);
    let date = fields.required_date("date");
    let summary = fields.short_text("summary", SUMMARY_LIMIT);
    let tags = tags(fields);
    let draft = fields.flag("draft");
    let updated = fields.date("updated");
    let expires = fields.date("expires");
    let urgent = fields.flag("urgent");
    if urgent && expires.is_none() {
        let (field, needed) = ("urgent".into(), "expires".into());
        fields.report_key("urgent", Problem::FieldNeeds { field, needed });
    }
    let cover = cover(fields);
    let source = fields.text("source");
    let media = fields.table("media", media::media).unwrap_or_default();
    let personal_data = fields.texts("personal_data");
    for (key, later) in [("updated", updated), ("expires", expires)] {
        if later.zip(date).is_some_and(|(later, date)| later < date) {
            fields.report_key(
                key,
                Problem::DateOrder {
                    later: key.into(),
                    earlier: "date".into(),
                },
            );
        }
    }
    Some(FrontMatter {
        title: title?,
        date: date?,
        summary,
        tags,
        draft,
        updated,
        expires,
        urgent,
        cover,
        source,
        media,
        personal_data,
    })
}

/// Longest topic, in characters: it becomes a folder's name.
const TAG_LIMIT: usize = 60;

fn tags(fields: &mut Fields<'_>) -> Vec<String> {
    let tags = fields.texts("tags");
    for tag in &tags {
        check_topic(fields, "tags", tag);
    }
    tags
}

/// The topic of a target or a task.
fn topic(fields: &mut Fields<'_>) -> Option<String> {
    let topic = fields.text("topic")?;
    check_topic(fields, "topic", &topic);
    Some(topic)
}

fn check_topic(fields: &mut Fields<'_>, key: &str, topic: &str) {
    let length = topic.chars().count();
    if slugify(topic).is_empty() {
        fields.report_key(key, Problem::BadTag { tag: topic.into() });
    } else if length > TAG_LIMIT {
        fields.report_key(
            key,
            Problem::TooLong {
                field: key.into(),
                length,
                limit: TAG_LIMIT,
            },
        );
    }
}

fn cover(fields: &mut Fields<'_>) -> Option<Cover> {
    let path = fields.reference("cover");
    let alt = fields.text("cover_alt");
    match (path, alt) {
        (Some(path), Some(alt)) => Some(Cover { path, alt }),
        (Some(_), None) => {
            fields.report_key(
                "cover",
                Problem::FieldNeeds {
                    field: "cover".into(),
                    needed: "cover_alt".into(),
                },
            );
            None
        }
        (None, Some(_)) => {
            fields.report_key(
                "cover_alt",
                Problem::FieldNeeds {
                    field: "cover_alt".into(),
                    needed: "cover".into(),
                },
            );
            None
        }
        (None, None) => None,
    }
}

fn resolution(fields: &mut Fields<'_>) -> Option<Resolution> {
    let issuer = fields.required_text("issuer");
    let document_kind = fields.required_text("document_kind");
    let number = fields.text("number");
    let subject = fields.text("subject");
    let issued = fields.date("issued");
    let effective = fields.date("effective");
    let signer = fields.text("signer");
    let signer_role = fields.text("signer_role");
    let place = fields.text("place");
    let recipients = fields.texts("recipients");
    let file = fields.reference("file");
    let file_hash = fields.text("file_hash");
    if file_hash.is_some() && file.is_none() {
        let problem = Problem::FieldNeeds {
            field: "file_hash".into(),
            needed: "file".into(),
        };
        fields.report_key("file_hash", problem);
    }
    let carries_out = fields.texts("carries_out");
    let targets = fields.tables("targets", target);
    let tasks = fields.tables("tasks", |task| {
        let what = task.required_text("task");
        let owner = task.text("owner");
        let partners = task.texts("partners");
        let deadline = task.deadline("deadline");
        let topic = topic(task);
        Some(Task {
            task: what?,
            owner,
            partners,
            deadline,
            topic,
        })
    });
    Some(Resolution {
        number,
        issuer: issuer?,
        document_kind: document_kind?,
        subject,
        issued,
        effective,
        signer,
        signer_role,
        place,
        recipients,
        file,
        file_hash,
        carries_out,
        targets,
        tasks,
    })
}

fn model(fields: &mut Fields<'_>) -> Option<Model> {
    let goal = fields.required_text("goal");
    let responsible = fields.required_text("responsible");
    let partners = fields.texts("partners");
    let status = fields.choice("status", &ModelStatus::ALL);
    let resolution = fields.reference("resolution");
    let targets = fields.tables("targets", target);
    Some(Model {
        goal: goal?,
        responsible: responsible?,
        partners,
        status,
        resolution,
        targets,
    })
}

/// Whether a unit is counted in whole things, as people and houses are, and not measured.
fn is_counted(unit: &str) -> bool {
    const MEASURED: [&str; 30] = [
        "%", "‰", "phần", "điểm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "km", "km2", "km²", "m",
        "m2", "m²", "m3", "m³", "cm", "mm", "ha", "héc-ta", "hecta", "tấn", "tạ", "kg", "g", "lít",
        "độ", "giờ", "kwh",
    ];
    let first = unit
        .split([' ', '/'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    !MEASURED.contains(&first.as_str())
}

fn target(fields: &mut Fields<'_>) -> Option<Target> {
    let measure = fields.required_text("measure");
    let comparison = fields
        .choice("comparison", &Comparison::ALL)
        .unwrap_or_default();
    let value = fields.number("value");
    let unit = fields.text("unit");
    fields.doubt_thousands("value", unit.as_deref().is_none_or(is_counted));
    let year = fields.whole_number("year");
    let place = fields.text("place");
    let note = fields.text("note");
    let topic = topic(fields);
    match (value, &unit) {
        (Some(_), None) => {
            fields.report_key(
                "value",
                Problem::FieldNeeds {
                    field: "value".into(),
                    needed: "unit".into(),
                },
            );
        }
        (None, Some(_)) => {
            fields.report_key(
                "unit",
                Problem::FieldNeeds {
                    field: "unit".into(),
                    needed: "value".into(),
                },
            );
        }
        _ => {}
    }
    Some(Target {
        measure: measure?,
        comparison,
        value,
        unit,
        year,
        place,
        note,
        topic,
    })
}
