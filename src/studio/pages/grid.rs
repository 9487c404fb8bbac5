//! What was done in units as grids and as a map of tiles, in words in every cell: what is missing stands first.

use coverage::figures::{Figures, GridCell, UnitFigure};
use coverage::folder::Coverage;
use coverage::period::Period;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// A cell of a grid: what was done, in words, and how far that goes.
#[derive(Serialize, Clone)]
pub(super) struct Cell {
    words: String,
    kind: &'static str,
}

/// A row of a grid.
#[derive(Serialize)]
pub(super) struct Line {
    name: String,
    kind: &'static str,
    words: &'static str,
    cells: Vec<Cell>,
}

/// A tile of the map; nothing where none stands.
#[derive(Serialize, Clone)]
pub(super) struct Tile {
    name: String,
    words: &'static str,
    kind: &'static str,
}

/// Units, those that were not reached first, those that are there no more last.
pub(super) fn ordered(figures: &Figures) -> Vec<&UnitFigure> {
    let place: BTreeMap<&str, usize> = figures
        .gaps
        .iter()
        .enumerate()
        .map(|(at, id)| (id.as_str(), at))
        .collect();
    let mut units: Vec<_> = figures.units.iter().collect();
    units.sort_by_key(|unit| {
        (
            !unit.is_there,
            place.get(unit.id.as_str()).copied().unwrap_or(usize::MAX),
        )
    });
    units
}

/// The months of a period up to where it is counted, the latest first.
pub(super) fn months(figures: &Figures) -> Vec<String> {
    let (Ok(first), Ok(until)) = (figures.first.parse::<Date>(), figures.until.parse::<Date>())
    else {
        return Vec::new();
    };
    let mut months = Vec::new();
    let mut at = Period::Month(first.year(), first.month());
    while at.first() <= until {
        months.push(at.to_string());
        at = at.next();
    }
    months.reverse();
    months
}

pub(super) fn month_words(month: &str) -> String {
    match month.split_once('-') {
        Some((year, month)) => format!("{}/{year}", month.trim_start_matches('0')),
        None => month.to_owned(),
    }
}

/// How far a unit was reached.
fn reached(unit: &UnitFigure) -> (&'static str, &'static str) {
    match unit {
        unit if !unit.is_there => ("gone", "không còn"),
        unit if unit.through_parts => ("done", "đã, qua đơn vị cũ"),
        unit if unit.reached => ("done", "đã nói trực tiếp"),
        unit if unit.exposures > 0 => ("half", "mới nghe, thấy"),
        _ => ("none", "chưa có gì"),
    }
}

fn line(unit: &UnitFigure, cells: Vec<Cell>) -> Line {
    let (kind, words) = reached(unit);
    Line {
        name: unit.name.clone(),
        kind,
        words,
        cells,
    }
}

pub(super) fn by_month(unit: &UnitFigure, months: &[String]) -> Line {
    let cell = |month: &String| {
        let done = unit.months.get(month);
        cell(done.into_iter().flat_map(BTreeMap::values).copied())
    };
    line(unit, months.iter().map(cell).collect())
}

pub(super) fn by_channel(unit: &UnitFigure, channels: &[&str]) -> Line {
    let cell = |channel: &&str| {
        let months = unit.months.values();
        cell(months.filter_map(|done| done.get(*channel).copied()))
    };
    line(unit, channels.iter().map(cell).collect())
}

/// What was done, in words. People are those of the fullest: they are added nowhere.
fn cell(done: impl Iterator<Item = GridCell>) -> Cell {
    let (mut direct, mut exposed, mut people) = (0, 0, 0);
    for cell in done {
        direct += cell.direct;
        exposed += cell.sessions - cell.direct;
        people = people.max(cell.people);
    }
    let mut words = Vec::new();
    match (direct, people) {
        (0, _) => {}
        (direct, 0) => words.push(format!("{direct} buổi")),
        (direct, people) => words.push(format!("{direct} buổi, {people} người")),
    }
    if exposed > 0 {
        words.push(format!("{exposed} lần nghe, thấy"));
    }
    let kind = match (direct, exposed) {
        (0, 0) => "none",
        (0, _) => "half",
        _ => "done",
    };
    let words = match words.is_empty() {
        true => "chưa".to_owned(),
        false => words.join("; "),
    };
    Cell { words, kind }
}

/// The units that are there as a map of tiles: at their places, else in their order where there is room.
pub(super) fn tiles(figures: &Figures, coverage: &Coverage) -> Vec<Vec<Option<Tile>>> {
    const COLUMNS: usize = 6;
    let there: Vec<_> = figures.units.iter().filter(|unit| unit.is_there).collect();
    let mut placed: BTreeMap<(usize, usize), Tile> = BTreeMap::new();
    let mut left = Vec::new();
    for unit in there {
        let (kind, words) = reached(unit);
        let name = unit.name.clone();
        let tile = Tile { name, words, kind };
        let place = coverage.units.get(&unit.id).and_then(|unit| unit.tile);
        let place = place.map(|[column, row]| (usize::from(row), usize::from(column)));
        match place.filter(|place| !placed.contains_key(place)) {
            Some(place) => {
                placed.insert(place, tile);
            }
            None => left.push(tile),
        }
    }
    let widest = placed.keys().map(|(_, column)| *column).max();
    let columns = widest.unwrap_or(COLUMNS).max(1);
    let mut row = placed.keys().map(|(row, _)| *row).max().unwrap_or(0);
    for (at, tile) in left.into_iter().enumerate() {
        let column = at % columns + 1;
        row += usize::from(column == 1);
        placed.insert((row, column), tile);
    }
    let row_of = |row: usize| {
        (1..=columns)
            .map(|column| placed.get(&(row, column)).cloned())
            .collect()
    };
    (1..=row).map(row_of).collect()
}
