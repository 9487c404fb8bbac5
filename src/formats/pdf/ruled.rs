//! Ruled lines → the tables that they draw: which cells there are, merged ones too, and what stands in each.

use super::page::{self, Rule, Table};
use super::row::Glyph;
use std::collections::BTreeMap;

/// How far apart, in points, lines may be drawn that are meant as one.
const SNAP: f64 = 2.5;

/// Most columns, and most rows, of one table: a drawing has more.
const MOST: usize = 400;

/// Least rows and columns of a table: what has fewer is a frame.
const LEAST: usize = 2;

/// A line along one direction: where it lies, and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Line {
    at: f64,
    from: f64,
    to: f64,
}

/// The tables of a page. Takes the letters in them out of `glyphs`.
pub fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let level = lines(
        rules
            .iter()
            .filter(|rule| rule.is_level())
            .map(|rule| Line {
                at: (rule.top + rule.bottom) / 2.0,
                from: rule.left,
                to: rule.right,
            }),
    );
    let upright = lines(
        rules
            .iter()
            .filter(|rule| !rule.is_level())
            .map(|rule| Line {
                at: (rule.left + rule.right) / 2.0,
                from: rule.top,
                to: rule.bottom,
            }),
    );
    let mut found: Vec<Table> = parts(&level, &upright)
        .into_iter()
        .filter_map(|(level, upright)| Grid::of(level, upright))
        .filter_map(|grid| grid.table(glyphs))
        .collect();
    found.sort_by(|a, b| a.top.total_cmp(&b.top));
    found
}

/// Lines that were drawn in pieces, or twice, put together.
fn lines(drawn: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut drawn: Vec<Line> = drawn
        .filter(|line| line.at.is_finite() && line.from.is_finite() && line.to.is_finite())
        .collect();
    drawn.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Those that lie at one height get the same one, so that their pieces stand one behind the other.
    let mut height = f64::NEG_INFINITY;
    for line in &mut drawn {
        if line.at - height > SNAP {
            height = line.at;
        }
        line.at = height;
    }
    drawn.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut whole: Vec<Line> = Vec::new();
    for line in drawn {
        match whole.last_mut() {
            Some(last) if last.at == line.at && line.from <= last.to + SNAP => {
                last.to = last.to.max(line.to);
            }
            _ => whole.push(line),
        }
    }
    whole
}

/// Lines that hang together, level and upright ones.
fn parts(level: &[Line], upright: &[Line]) -> Vec<(Vec<Line>, Vec<Line>)> {
    let count = level.len();
    let mut groups = Groups::new(count + upright.len());
    for (row, line) in level.iter().enumerate() {
        for (column, other) in upright.iter().enumerate() {
            let meet = reaches(line, other.at) && reaches(other, line.at);
            if meet {
                groups.join(row, count + column);
            }
        }
    }
    let mut found: BTreeMap<usize, (Vec<Line>, Vec<Line>)> = BTreeMap::new();
    for (index, line) in level.iter().enumerate() {
        let part = found.entry(groups.root(index)).or_default();
        part.0.push(*line);
    }
    for (index, line) in upright.iter().enumerate() {
        let part = found.entry(groups.root(count + index)).or_default();
        part.1.push(*line);
    }
    found.into_values().collect()
}

/// Whether a line goes over a place.
fn reaches(line: &Line, place: f64) -> bool {
    line.from - SNAP <= place && place <= line.to + SNAP
}

/// Things that belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, of: usize) -> usize {
        let mut root = of;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    /// Joins two groups; the first thing of both stays their root.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The lines of one table.
struct Grid {
    level: Vec<Line>,
    upright: Vec<Line>,
    /// Where rows end and begin, from the upper edge to the lower one.
    rows: Vec<f64>,
    /// Where columns end and begin, from the left edge to the right one.
    columns: Vec<f64>,
}

impl Grid {
    fn of(level: Vec<Line>, upright: Vec<Line>) -> Option<Self> {
        let places = |lines: &[Line]| {
            let mut places: Vec<f64> = lines.iter().map(|line| line.at).collect();
            places.sort_by(f64::total_cmp);
            places.dedup_by(|a, b| *a - *b <= SNAP);
            places
        };
        let (mut rows, columns) = (places(&level), places(&upright));
        // A side that is left open, where the table goes on over the page's end.
        let ends = |lines: &[Line]| {
            let from = lines
                .iter()
                .map(|line| line.from)
                .fold(f64::INFINITY, f64::min);
            let to = lines
                .iter()
                .map(|line| line.to)
                .fold(f64::NEG_INFINITY, f64::max);
            (from, to)
        };
        let (top, bottom) = ends(&upright);
        if rows.first().is_some_and(|first| first - top > 4.0 * SNAP) {
            rows.insert(0, top);
        }
        if rows.last().is_some_and(|last| bottom - last > 4.0 * SNAP) {
            rows.push(bottom);
        }
        let sound = |places: &[f64]| (LEAST + 1..=MOST + 1).contains(&places.len());
        (sound(&rows) && sound(&columns)).then_some(Self {
            level,
            upright,
            rows,
            columns,
        })
    }

    /// Puts the letters in their cells.
    fn table(&self, glyphs: &mut Vec<Glyph>) -> Option<Table> {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut cells = self.cells();
        let mut held: Vec<Vec<Glyph>> = vec![Vec::new(); width * height];
        let mut taken = vec![false; glyphs.len()];
        for (glyph, taken) in glyphs.iter().zip(&mut taken) {
            let (x, y) = ((glyph.x + glyph.end) / 2.0, glyph.y - 0.3 * glyph.size);
            let (Some(column), Some(row)) = (between(&self.columns, x), between(&self.rows, y))
            else {
                continue;
            };
            held[cells.root(row * width + column)].push(glyph.clone());
            *taken = true;
        }
        let filled = |held: &Vec<Glyph>| held.iter().any(|glyph| !glyph.is_blank());
        let several = held.iter().filter(|held| filled(held)).count() > 1;
        if !several {
            return None;
        }
        let mut taken = taken.into_iter();
        glyphs.retain(|_| !taken.next().unwrap_or(false));
        let texts: Vec<String> = held.into_iter().map(page::words).collect();
        // What is merged over several rows holds for each of them; the heads of columns stand in the first row alone.
        let mut text = |row: usize, column: usize| {
            let root = cells.root(row * width + column);
            let below = root % width == column && root >= width;
            let own = root == row * width + column || below;
            if own {
                texts[root].clone()
            } else {
                String::new()
            }
        };
        let rows: Vec<Vec<String>> = (0..height)
            .map(|row| (0..width).map(|column| text(row, column)).collect())
            .collect();
        Some(Table {
            top: self.rows[0],
            rows: without_gaps(rows),
        })
    }

    /// Which cells are merged: those between which no line goes.
    fn cells(&self) -> Groups {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut cells = Groups::new(width * height);
        let middle = |places: &[f64], at: usize| (places[at] + places[at + 1]) / 2.0;
        let parted = |lines: &[Line], at: f64, place: f64| {
            lines
                .iter()
                .any(|line| (line.at - at).abs() <= SNAP && reaches(line, place))
        };
        for row in 0..height {
            for column in 0..width {
                let cell = row * width + column;
                let (across, down) = (middle(&self.columns, column), middle(&self.rows, row));
                if column + 1 < width && !parted(&self.upright, self.columns[column + 1], down) {
                    cells.join(cell, cell + 1);
                }
                if row + 1 < height && !parted(&self.level, self.rows[row + 1], across) {
                    cells.join(cell, cell + width);
                }
            }
        }
        cells
    }
}

/// Between which two of these places something stands.
fn between(places: &[f64], at: f64) -> Option<usize> {
    let next = places.partition_point(|place| *place <= at);
    (next > 0 && next < places.len()).then(|| next - 1)
}

/// Rows and columns that hold nothing go: double lines draw them.
fn without_gaps(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let width = rows.first().map_or(0, Vec::len);
    let kept: Vec<bool> = (0..width)
        .map(|column| rows.iter().any(|row| !row[column].is_empty()))
        .collect();
    rows.into_iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .map(|row| {
            let cells = row.into_iter().zip(&kept);
            cells
                .filter(|(_, kept)| **kept)
                .map(|(cell, _)| cell)
                .collect()
        })
        .collect()
}
