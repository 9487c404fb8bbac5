//! The pages on which a document is given, and what was recognised in it is kept, dropped or mended.

use super::{Frame, WardChoice, render, ward_choices};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{self, Control, Entry};
use crate::importing::{KEYS, LISTS, as_task, filled, foreign, loose, shape};
use crate::reading::{Reading, Source, Warning};
use crate::roles;
use crate::session::Session;
use crate::shape::Shape;
use crate::state::{Row, State};
use crate::texts::{self, Opened};
use base::schema::Comparison;
use import::facts::Fact;
use import::write::uncertain;
use serde::Serialize;

/// Asks for a document.
///
/// # Errors
/// When the root was moved or deleted.
pub fn give(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Give {
        frame: Frame,
        wards: Vec<WardChoice>,
    }
    let wards = ward_choices(desk, session, "import")?;
    let frame = Frame::of(session, "Nhập văn bản");
    render("import.html", &Give { frame, wards })
}

/// A key of the document beside its place.
#[derive(Serialize)]
struct Told {
    control: Control,
    source: Option<Source>,
    silent: bool,
}

/// An entry of a list beside its place.
#[derive(Serialize)]
struct Found {
    entry: Entry,
    summary: String,
    source: Source,
    /// Why a person must look at it.
    doubt: Option<String>,
    /// Whether it is left out unless somebody takes it.
    dropped: bool,
}

#[derive(Serialize)]
struct Part {
    key: &'static str,
    title: &'static str,
    one: &'static str,
    found: Vec<Found>,
}

#[derive(Serialize)]
struct ReadPage {
    frame: Frame,
    reading: String,
    ward: String,
    ward_name: String,
    name: String,
    foreign: Option<String>,
    doubts: Vec<Source>,
    warnings: Vec<Warning>,
    told: Vec<Told>,
    parts: Vec<Part>,
    models: Vec<Source>,
    dropped: usize,
}

/// What was recognised in a document, each thing beside its place.
///
/// # Errors
/// When the document is not kept any more, or there is no such ward.
pub fn read(desk: &Desk, session: &Session, (hash, ward): (&str, &str)) -> Result<String, Failure> {
    let roles = roles::asked("import").unwrap_or_default();
    roles::require(&desk.people()?, &session.who(), ward, roles)?;
    let reading = desk.readings.get(hash)?;
    if !desk.wards()?.iter().any(|known| known == ward) {
        return Err(Failure::missing());
    }
    let shape = shape(ward)?;
    let mut state = filled(desk, &reading, Some("van-ban"), &shape)?;
    let loose = loose(&reading);
    let tasks = state.rows.entry("tasks".into()).or_default();
    tasks.extend(loose.iter().map(|deadline| as_task(deadline)));
    let opened = opened(&shape, state)?;
    let facts = &reading.imported.facts;
    let models = facts.models.iter();
    let models = models.map(|model| reading.at(model.line, &model.sentence));
    let doubts = uncertain(&reading.imported).into_iter();
    let doubts = doubts.filter(|doubt| !LISTS.contains(&doubt.field.as_str()));
    let doubts = doubts.filter(|doubt| !matches!(doubt.field.as_str(), "cited" | "models"));
    render(
        "read.html",
        &ReadPage {
            frame: Frame::of(session, "Xem văn bản đã đọc"),
            reading: reading.hash.clone(),
            ward_name: desk.ward_name(ward),
            ward: ward.into(),
            name: reading.name.clone(),
            foreign: foreign(desk, ward, &reading)?,
            doubts: doubts
                .map(|doubt| reading.at(doubt.line, &doubt.text))
                .collect(),
            warnings: reading.warnings.clone(),
            told: told(&reading, &opened),
            parts: parts(&reading, &opened),
            models: models.collect(),
            dropped: reading.imported.dropped.len(),
        },
    )
}

/// A text that is nowhere yet, for the controls of its form.
fn opened(shape: &Shape, state: State) -> Result<Opened, Failure> {
    let path = format!("content/{}/{}/van-ban.md", shape.ward, shape.section);
    let (document, raw) = texts::document(&path, texts::BLANK)?;
    Ok(Opened {
        path,
        shape: shape.clone(),
        document,
        base: None,
        newest: None,
        raw,
        state,
        odd: Vec::new(),
        head: None,
        others: Vec::new(),
    })
}

fn told(reading: &Reading, opened: &Opened) -> Vec<Told> {
    let controls = form::controls(opened, &KEYS).into_iter();
    let told = controls.map(|control| {
        let value = control.text().to_owned();
        let first = value.lines().next().unwrap_or_default();
        let source = match (control.is("issued"), reading.imported.document.date) {
            (true, Some(date)) => [
                format!(
                    "ngày {} tháng {} năm {}",
                    date.day(),
                    date.month(),
                    date.year()
                ),
                format!(
                    "ngày {:02} tháng {} năm {}",
                    date.day(),
                    date.month(),
                    date.year()
                ),
                format!(
                    "ngày {:02} tháng {:02} năm {}",
                    date.day(),
                    date.month(),
                    date.year()
                ),
                format!("{}/{}/{}", date.day(), date.month(), date.year()),
            ]
            .iter()
            .find_map(|words| reading.find(words)),
            // The kind and what the document is about stand one above the other.
            _ if control.is("title") => reading
                .imported
                .document
                .title
                .as_deref()
                .and_then(|title| reading.find(title)),
            _ if control.is("place") => reading
                .find(&format!("{first}, ngày"))
                .or_else(|| reading.find(first)),
            _ => reading.find(first),
        };
        Told {
            silent: value.is_empty(),
            control,
            source,
        }
    });
    told.collect()
}

fn parts(reading: &Reading, opened: &Opened) -> Vec<Part> {
    let facts = &reading.imported.facts;
    let mut lists = form::controls(opened, &LISTS).into_iter();
    let mut entries = || lists.next().map(Control::into_rows).unwrap_or_default();
    let rows = |key: &str| opened.state.rows.get(key).cloned().unwrap_or_default();
    let targets = facts.targets.iter();
    let targets = targets.filter(|fact| !fact.value.measure.trim().is_empty());
    let tasks = facts.tasks.iter();
    let tasks = tasks.filter(|fact| !fact.value.task.trim().is_empty());
    let loose = loose(reading);
    let loose = loose.iter().map(|fact| (place(reading, fact), true));
    let targets: Vec<_> = targets.map(|fact| (place(reading, fact), false)).collect();
    let tasks = tasks.map(|fact| (place(reading, fact), false));
    let tasks: Vec<_> = tasks.chain(loose).collect();
    let found =
        |entries: Vec<Entry>, rows: Vec<Row>, places: Vec<((Source, Option<String>), bool)>| {
            let all = entries.into_iter().zip(rows).zip(places);
            let all = all.map(|((entry, row), ((source, doubt), dropped))| Found {
                entry,
                summary: summary(&row),
                source,
                doubt,
                dropped,
            });
            all.collect::<Vec<_>>()
        };
    let part = |key, title, one, found| Part {
        key,
        title,
        one,
        found,
    };
    vec![
        part(
            "targets",
            "Chỉ tiêu",
            "Chỉ tiêu",
            found(entries(), rows("targets"), targets),
        ),
        part(
            "tasks",
            "Việc và thời hạn",
            "Việc",
            found(entries(), rows("tasks"), tasks),
        ),
    ]
}

fn place<T>(reading: &Reading, fact: &Fact<T>) -> (Source, Option<String>) {
    let source = reading.at(fact.line, &fact.sentence);
    (source, fact.uncertain.map(str::to_owned))
}

/// An entry in one sentence.
fn summary(row: &Row) -> String {
    let cell = |key: &str| row.cells.get(key).map_or("", String::as_str);
    if !cell("task").is_empty() {
        let owner = match cell("owner") {
            "" => String::new(),
            owner => format!(" · {owner}"),
        };
        let deadline = match cell("deadline") {
            "" => String::new(),
            deadline => format!(" · hạn: {}", crate::words::day(deadline)),
        };
        return format!("{}{owner}{deadline}", cell("task"));
    }
    let known = Comparison::ALL.iter();
    let mut known = known.filter(|(_, key, _)| *key == cell("comparison"));
    let comparison = known.next().map_or("", |(known, ..)| known.words());
    let value = cell("value").replace('.', ",");
    let parts = [comparison, &value, cell("unit")];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let year = match cell("year") {
        "" => String::new(),
        year => format!(" · năm {year}"),
    };
    match parts.is_empty() {
        true => format!("{}{year}", cell("measure")),
        false => format!("{}: {}{year}", cell("measure"), parts.join(" ")),
    }
}
