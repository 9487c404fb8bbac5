//! Rows of a table → rows of the log, with everything that is wrong with them.

use crate::column::{Column, near};
use crate::entry::{Entry, Kind, is_row_id};
use crate::problem::Problem;
use crate::rules::{Reach, Rules};
use crate::sheet::{Sheet, SheetRow};
use crate::unit::Units;
use crate::value;
use base::diagnostic::Severity;
use base::text::match_key;
use jiff::civil::Date;
use std::ops::Range;

/// Longest text of a cell, in characters.
const CELL: usize = 500;

/// What rows are held against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The channels.
    pub rules: &'a Rules,
    /// The units.
    pub units: &'a Units,
    /// The present day.
    pub today: Date,
}

/// Whether a text gives a person away.
pub type IsPersonal<'a> = dyn Fn(&str) -> bool + 'a;

/// A row of the log and its place in the file.
#[derive(Debug)]
pub struct ReadRow {
    /// The row.
    pub entry: Entry,
    /// Its number in the file.
    pub number: usize,
    /// Its place in the text.
    pub span: Range<usize>,
}

/// A row that is none of the log, and why.
#[derive(Debug)]
pub struct Refused {
    /// Its number in the file.
    pub number: usize,
    /// Its place in the text.
    pub span: Range<usize>,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// What a table holds.
#[derive(Debug, Default)]
pub struct Read {
    /// Rows of the log.
    pub rows: Vec<ReadRow>,
    /// Rows that cannot be read.
    pub refused: Vec<Refused>,
    /// What is wrong with the table itself; warnings among it.
    pub problems: Vec<(Range<usize>, Problem, Severity)>,
}

/// Reads a table. Only what cannot be written into a row is refused here.
pub fn rows(sheet: &Sheet, ground: &Ground<'_>) -> Read {
    let mut read = Read::default();
    let Some(headings) = &sheet.headings else {
        read.problems
            .push((0..0, Problem::NoHeader {}, Severity::Error));
        return read;
    };
    let places = columns(headings, &mut read);
    for row in &sheet.rows {
        let (number, span) = (row.number, row.span.clone());
        match entry(row, &places, headings.cells.len(), ground) {
            Ok(entry) => read.rows.push(ReadRow {
                entry,
                number,
                span,
            }),
            Err(problems) => read.refused.push(Refused {
                number,
                span,
                cells: row.cells.clone(),
                problems,
            }),
        }
    }
    read
}

/// Which cell of a row holds which column.
fn columns(headings: &SheetRow, read: &mut Read) -> Vec<(Column, usize)> {
    let mut places: Vec<(Column, usize)> = Vec::new();
    for (at, heading) in headings.cells.iter().enumerate() {
        let span = headings.span.clone();
        match Column::of(heading) {
            Some(column) if places.iter().any(|(known, _)| *known == column) => {
                let name = heading.clone();
                let problem = Problem::RepeatedColumn { name };
                read.problems.push((span, problem, Severity::Error));
            }
            Some(column) => places.push((column, at)),
            None if heading.is_empty()
                || matches!(&match_key(heading)[..], "stt" | "tt" | "so tt") => {}
            None => {
                let (name, near) = (heading.clone(), near(heading));
                let problem = Problem::UnknownColumn { name, near };
                read.problems.push((span, problem, Severity::Warning));
            }
        }
    }
    places
}

fn entry(
    row: &SheetRow,
    places: &[(Column, usize)],
    wanted: usize,
    ground: &Ground<'_>,
) -> Result<Entry, Vec<Problem>> {
    let cell = |column: Column| {
        let at = places.iter().find(|(known, _)| *known == column);
        at.and_then(|(_, at)| row.cells.get(*at))
            .map_or("", String::as_str)
    };
    // A spreadsheet leaves out cells at the end, and adds empty ones.
    let last = places.iter().map(|(_, at)| *at).max().unwrap_or(0);
    let found = row
        .cells
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |at| at + 1);
    let is_ours =
        row.cells.len() < wanted && wanted == crate::entry::COLUMNS.len() && last + 1 == wanted;
    if found > wanted || is_ours {
        let found = row.cells.len();
        return Err(vec![Problem::TornRow { found, wanted }]);
    }
    let mut problems = Vec::new();
    for column in Column::all().filter(|column| cell(*column).chars().count() > CELL) {
        let (column, limit) = (column.heading().to_owned(), CELL);
        problems.push(Problem::CellTooLong { column, limit });
    }
    for column in [Column::Date, Column::Unit, Column::Channel] {
        if cell(column).is_empty() {
            let column = column.heading().to_owned();
            problems.push(Problem::EmptyCell { column });
        }
    }
    let date = value::day(cell(Column::Date));
    if date.is_none() && !cell(Column::Date).is_empty() {
        let value = cell(Column::Date).to_owned();
        problems.push(Problem::BadDay { value });
    }
    let mut count = |column: Column| {
        let text = cell(column);
        let number = value::count(text);
        if number.is_none() && !text.is_empty() {
            let (column, value) = (column.heading().to_owned(), text.to_owned());
            problems.push(Problem::BadCount { column, value });
        }
        number
    };
    let (people, women) = (count(Column::People), count(Column::Women));
    for column in [Column::Id, Column::Corrects] {
        let text = cell(column);
        if !text.is_empty() && !is_row_id(text) {
            let value = text.to_owned();
            problems.push(Problem::BadRowId { value });
        }
    }
    let channel = ground.rules.meant(cell(Column::Channel)).ok();
    let kind = kind(cell(Column::Kind), channel.map(|channel| channel.reach));
    if kind.is_none() {
        let value = cell(Column::Kind).to_owned();
        problems.push(Problem::BadKind { value });
    }
    let (Some(date), Some(kind), true) = (date, kind, problems.is_empty()) else {
        return Err(problems);
    };
    let unit = ground.units.meant(cell(Column::Unit), Some(date));
    let text = |column: Column| cell(column).to_owned();
    let mut entry = Entry {
        date,
        // What is not known is kept as it stands, and told.
        unit: unit.map_or_else(|_| text(Column::Unit), |unit| unit.id.clone()),
        channel: channel.map_or_else(|| text(Column::Channel), |channel| channel.id.clone()),
        id: text(Column::Id),
        post: text(Column::Post),
        kind,
        people,
        women,
        role: text(Column::Role),
        evidence: text(Column::Evidence),
        corrects: text(Column::Corrects),
    };
    if entry.id.is_empty() {
        entry.id = entry.hashed();
    }
    Ok(entry)
}

/// What a cell says of the kind; an empty one follows the channel.
fn kind(text: &str, reach: Option<Reach>) -> Option<Kind> {
    let own = [Kind::Direct, Kind::Exposed, Kind::Withdrawn];
    if let Some(kind) = own.into_iter().find(|kind| kind.name() == text) {
        return Some(kind);
    }
    match &match_key(text)[..] {
        "" => Some(reach.map_or(Kind::Exposed, Kind::from)),
        "direct" | "truc tiep" => Some(Kind::Direct),
        "exposed" | "tiep can" | "gian tiep" => Some(Kind::Exposed),
        "withdrawn" | "huy" | "huy bo" | "bo" => Some(Kind::Withdrawn),
        _ => None,
    }
}

/// What is wrong with a row that can be read: errors keep it from counting, warnings do not.
pub fn judge(entry: &Entry, ground: &Ground<'_>) -> Vec<(Problem, Severity)> {
    let mut found = Vec::new();
    let mut error = |problem| found.push((problem, Severity::Error));
    if entry.date > ground.today {
        let (day, today) = (entry.date.to_string(), ground.today.to_string());
        error(Problem::FutureDay { day, today });
    }
    let unit = ground.units.meant(&entry.unit, Some(entry.date));
    let channel = ground.rules.meant(&entry.channel);
    if entry.kind == Kind::Withdrawn && entry.corrects.is_empty() {
        error(Problem::WithdrawsNothing {});
    }
    let mut people_there = None;
    match unit {
        Err(problem) => error(problem),
        Ok(unit) => {
            if let Some(problem) = unit.absent(entry.date) {
                error(problem);
            }
            people_there = unit.people.map(|people| (unit.id.clone(), people));
        }
    }
    let reach = match channel {
        Err(problem) => {
            error(problem);
            None
        }
        Ok(channel) => Some(channel.reach),
    };
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    if let Some((women, people)) = entry.women.zip(entry.people)
        && women > people
    {
        let (women, people) = (count(women), count(people));
        error(Problem::WomenOverPeople { women, people });
    }
    if entry.kind == Kind::Direct && reach == Some(Reach::Exposed) {
        let channel = entry.channel.clone();
        found.push((Problem::NotDirect { channel }, Severity::Warning));
    }
    if let Some(people) = entry.people
        && let Some((unit, limit)) = people_there
        && people > limit
    {
        let (people, limit) = (count(people), count(limit));
        let problem = Problem::PeopleOverUnit {
            people,
            unit,
            limit,
        };
        found.push((problem, Severity::Warning));
    }
    found
}

/// Cells of a row that give a person away.
pub fn personal(entry: &Entry, is_personal: &IsPersonal<'_>) -> Vec<Problem> {
    let cells = [
        (Column::Post, &entry.post),
        (Column::Role, &entry.role),
        (Column::Evidence, &entry.evidence),
    ];
    let given = cells
        .into_iter()
        .filter(|(_, text)| !text.is_empty() && is_personal(text));
    given
        .map(|(column, _)| Problem::Personal {
            column: column.heading().to_owned(),
        })
        .collect()
}
