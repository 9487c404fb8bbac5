//! The letters of a PDF page, each at its place → lines, with gaps between columns and paragraphs.

use crate::encoding;
use crate::line::{Piece, RawLine, Style};

/// A letter on a page; measures in points, from the page's top left corner.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// What it stands for; a ligature is several letters.
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Base line.
    pub y: f64,
    /// Right edge.
    pub end: f64,
    /// Size of its font.
    pub size: f64,
}

impl Glyph {
    /// Whether two letters of one line stand at one place.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.end && other.x < self.end
    }
}

/// A ruled line, from edge to edge; measures in points, from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Rule {
    /// Whether it lies level.
    pub fn is_level(&self) -> bool {
        self.right - self.left >= self.bottom - self.top
    }
}

/// A table that lines draw on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its upper edge, in points from the page's.
    pub top: f64,
    /// Rows of cells. What several cells were merged into stands in the first of them; the others are empty.
    pub rows: Vec<Vec<String>>,
}

/// What stands on one page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its number, counted from 1.
    pub number: usize,
    /// Its width, in points.
    pub width: f64,
    /// The letters outside tables.
    pub glyphs: Vec<Glyph>,
    /// The tables that lines draw, from top to bottom.
    pub tables: Vec<Table>,
}

/// A row of letters on one base line.
pub struct Row {
    /// Where its base line is.
    pub y: f64,
    /// The largest size in it.
    pub size: f64,
    /// Its letters, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A blank between words, in parts of the font's size.
const WORD_GAP: f64 = 0.16;

/// A gap between the cells of a table, in parts of the font's size.
const CELL_GAP: f64 = 0.75;

/// A gap between columns, in parts of the font's size.
const COLUMN_GAP: f64 = 2.0;

/// Lines of one page; `first` is the number of its first line.
pub fn lines(page: Page, first: usize) -> Vec<RawLine> {
    let Page {
        number,
        width,
        glyphs,
        tables,
    } = page;
    let mut out = Lines {
        page: number,
        first,
        found: Vec::new(),
    };
    let mut tables = tables.into_iter().peekable();
    let mut above: Vec<Row> = Vec::new();
    for row in rows(glyphs) {
        while let Some(table) = tables.next_if(|table| table.top < row.y) {
            out.text(std::mem::take(&mut above), width);
            out.table(table);
        }
        above.push(row);
    }
    out.text(above, width);
    for table in tables {
        out.table(table);
    }
    out.found
}

/// The words of letters that stand together, as in a cell; lines that the paper cut are put together.
pub fn words(glyphs: Vec<Glyph>) -> String {
    let lines = rows(glyphs).into_iter().map(|row| {
        let pieces = row.pieces(row.start()).into_iter();
        pieces.map(|piece| piece.text).collect::<Vec<_>>().join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
    encoding::clean(&lines.join(" ")).trim().to_owned()
}

/// The lines of a page, as they are found.
struct Lines {
    page: usize,
    first: usize,
    found: Vec<RawLine>,
}

impl Lines {
    fn put(&mut self, line: RawLine) {
        self.found.push(RawLine {
            page: self.page,
            line: self.first + self.found.len(),
            ..line
        });
    }

    fn gap(&mut self) {
        if self.found.last().is_some_and(|last| !last.is_empty()) {
            self.put(RawLine::default());
        }
    }

    fn table(&mut self, table: Table) {
        self.gap();
        for cells in table.rows {
            self.put(RawLine {
                cells,
                ..RawLine::default()
            });
        }
        self.gap();
    }

    fn text(&mut self, rows: Vec<Row>, width: f64) {
        match columns(&rows) {
            Some(gutter) => {
                for part in parted(rows, gutter) {
                    self.column(&part, width);
                }
            }
            None => self.column(&rows, width),
        }
    }

    fn column(&mut self, rows: &[Row], width: f64) {
        let spacing = usual_spacing(rows);
        let usual = usual_size(rows);
        let left = rows
            .iter()
            .filter(|row| row.glyphs.len() > 30)
            .map(Row::start)
            .fold(f64::INFINITY, f64::min);
        let mut last_y: Option<f64> = None;
        for row in rows {
            if last_y.is_some_and(|last| row.y - last > spacing * 1.2) {
                self.put(RawLine::default());
            }
            let text = encoding::clean(&row.text(left, width));
            if text.trim().is_empty() {
                continue;
            }
            last_y = Some(row.y);
            self.put(RawLine {
                text,
                pieces: row.pieces(left),
                style: Style {
                    centred: row.is_centred(left, width),
                    small: row.size < 0.88 * usual,
                    ..Style::default()
                },
                ..RawLine::default()
            });
        }
    }
}

/// Least rows of text in two columns: what has fewer is a head or a foot.
const COLUMN_ROWS: usize = 12;

/// Where text is set in two columns: their rows, and the gap between them, in points from the left.
struct Gutter {
    rows: std::ops::Range<usize>,
    at: f64,
}

/// Finds text in two columns: many rows with a gap at one place, and both sides filled like paragraphs.
fn columns(rows: &[Row]) -> Option<Gutter> {
    let (mut best, mut begin) = (None::<Gutter>, 0);
    while begin < rows.len() {
        let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut end = begin;
        for row in &rows[begin..] {
            let Some((left, right)) = row.gap_in(from, to) else {
                break;
            };
            (from, to) = (left, right);
            end += 1;
        }
        let both = end - begin >= COLUMN_ROWS && from.is_finite() && to.is_finite();
        if both && is_prose(&rows[begin..end], (from + to) / 2.0) {
            let longer = best
                .as_ref()
                .is_none_or(|best| best.rows.len() < end - begin);
            if longer {
                let at = (from + to) / 2.0;
                best = Some(Gutter {
                    rows: begin..end,
                    at,
                });
            }
        }
        begin = end.max(begin + 1);
    }
    best
}

/// Whether both sides of a gutter are filled like paragraphs: most of their lines reach over most of the side.
fn is_prose(rows: &[Row], gutter: f64) -> bool {
    [true, false].into_iter().all(|left| {
        let widths: Vec<f64> = rows
            .iter()
            .filter_map(|row| {
                let side = row.letters().filter(|glyph| (glyph.x < gutter) == left);
                let (from, to) = side
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), glyph| {
                        (from.min(glyph.x), to.max(glyph.end))
                    });
                (to > from).then_some(to - from)
            })
            .collect();
        let widest = widths.iter().copied().fold(0.0, f64::max);
        let size = usual_size(rows);
        let full = widths.iter().filter(|width| **width > 0.7 * widest).count();
        widths.len() >= COLUMN_ROWS * 3 / 4 && widest > 12.0 * size && full * 3 >= widths.len() * 2
    })
}

/// The rows above text in two columns, its left column, its right one, and the rows below.
fn parted(mut rows: Vec<Row>, gutter: Gutter) -> [Vec<Row>; 4] {
    let below = rows.split_off(gutter.rows.end);
    let both = rows.split_off(gutter.rows.start);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in both {
        let (one, other): (Vec<Glyph>, Vec<Glyph>) = row
            .glyphs
            .into_iter()
            .partition(|glyph| glyph.x < gutter.at);
        for (side, glyphs) in [(&mut left, one), (&mut right, other)] {
            if !glyphs.is_empty() {
                side.push(Row {
                    y: row.y,
                    size: row.size,
                    glyphs,
                });
            }
        }
    }
    [rows, left, right, below]
}

/// Letters in rows, from top to bottom, each from left to right.
pub fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|glyph| {
        glyph.x.is_finite() && glyph.y.is_finite() && glyph.end.is_finite() && glyph.size > 0.5
    });
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if glyph.y - row.y < 0.35 * row.size.max(glyph.size).min(40.0) => {
                row.size = row.size.max(glyph.size);
                row.glyphs.push(glyph);
            }
            _ => rows.push(Row {
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    for row in &mut rows {
        // A mark that stands over the letter before it must stay behind it.
        row.glyphs.sort_by(|a, b| {
            let mark = |glyph: &Glyph| {
                glyph
                    .text
                    .chars()
                    .all(|c| ('\u{300}'..='\u{36f}').contains(&c))
            };
            let at = |glyph: &Glyph| {
                if mark(glyph) {
                    glyph.x.max(glyph.end) - 0.05 * glyph.size
                } else {
                    glyph.x
                }
            };
            at(a).total_cmp(&at(b))
        });
    }
    rows
}

/// The size that most letters have.
fn usual_size(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> = rows
        .iter()
        .flat_map(|row| row.glyphs.iter().map(|glyph| glyph.size))
        .collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(12.0)
}

/// The distance between base lines that most lines have.
fn usual_spacing(rows: &[Row]) -> f64 {
    let mut distances: Vec<f64> = rows
        .windows(2)
        .map(|pair| pair[1].y - pair[0].y)
        .filter(|distance| *distance > 3.0)
        .collect();
    distances.sort_by(f64::total_cmp);
    // Paragraphs of one line are parted like others, so lines inside paragraphs are the closer ones.
    distances.get(distances.len() / 4).copied().unwrap_or(20.0)
}

impl Row {
    fn start(&self) -> f64 {
        self.letters().next().map_or(0.0, |glyph| glyph.x)
    }

    fn end(&self) -> f64 {
        self.letters().map(|glyph| glyph.end).fold(0.0, f64::max)
    }

    fn letters(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs
            .iter()
            .filter(|glyph| !glyph.text.trim().is_empty())
    }

    /// The part of a band from `from` to `to` that no letter of the row stands in, if it is wide enough to part columns.
    /// The first row of all tells the band by its widest gap.
    fn gap_in(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let least = 1.2 * self.size;
        let letters: Vec<&Glyph> = self.letters().collect();
        let edges = letters.iter().map(|glyph| (glyph.x, glyph.end));
        let mut end = f64::NEG_INFINITY;
        let mut gaps = Vec::new();
        for (x, right) in edges.chain([(f64::INFINITY, f64::INFINITY)]) {
            let (left, right_edge) = (from.max(end), to.min(x));
            if right_edge - left >= least {
                gaps.push((left, right_edge));
            }
            end = end.max(right);
        }
        if from.is_finite() && to.is_finite() {
            return gaps
                .into_iter()
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        }
        let inner = gaps
            .into_iter()
            .filter(|(left, right)| left.is_finite() && right.is_finite());
        inner.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
    }

    fn is_centred(&self, left: f64, width: f64) -> bool {
        let middle = (self.start() + self.end()) / 2.0;
        let right = width - left.min(width / 3.0);
        let page = (left.min(width / 3.0) + right) / 2.0;
        (middle - page).abs() < 0.06 * width && self.start() > left + 2.0 * self.size
    }

    /// The pieces between gaps as wide as those of cells, each with its place in letters of middling width.
    fn pieces(&self, left: f64) -> Vec<Piece> {
        let letter = 0.5 * self.size.max(1.0);
        let left = if left.is_finite() { left } else { 0.0 };
        let place = |x: f64| ((x - left).max(0.0) / letter).round() as usize;
        let mut found: Vec<Piece> = Vec::new();
        let (mut end, mut blank) = (f64::NEG_INFINITY, false);
        for glyph in &self.glyphs {
            if glyph.text.trim().is_empty() {
                blank = true;
                continue;
            }
            let gap = (glyph.x - end) / self.size.max(1.0);
            match found.last_mut().filter(|_| gap < CELL_GAP) {
                Some(piece) => {
                    if blank || gap > WORD_GAP {
                        piece.text.push(' ');
                    }
                    piece.text.push_str(&glyph.text);
                    piece.end = place(glyph.end).max(piece.end);
                }
                None => found.push(Piece {
                    start: place(glyph.x),
                    end: place(glyph.end).max(place(glyph.x) + 1),
                    text: glyph.text.clone(),
                }),
            }
            (end, blank) = (glyph.end, false);
        }
        for piece in &mut found {
            piece.text = encoding::clean(&piece.text);
        }
        found
    }

    /// The row's words: a tab for a wide gap, and at the beginning for a row of a right column.
    fn text(&self, left: f64, width: f64) -> String {
        let mut text = String::new();
        let start = self.start();
        if start > 0.45 * width {
            text.push('\t');
        } else if start > left + self.size {
            text.push_str("  ");
        }
        let mut last: Option<&Glyph> = None;
        let mut blanks = String::new();
        for glyph in &self.glyphs {
            if glyph.text.trim().is_empty() {
                blanks.push(' ');
                continue;
            }
            if let Some(last) = last {
                let gap = (glyph.x - last.end) / self.size.max(1.0);
                if gap > COLUMN_GAP {
                    text.push('\t');
                } else if !blanks.is_empty() || gap > WORD_GAP {
                    text.push(' ');
                }
            }
            blanks.clear();
            text.push_str(&glyph.text);
            last = Some(glyph);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(at, c)| {
                let x = x + 6.0 * at as f64;
                Glyph {
                    text: c.to_string(),
                    x,
                    y,
                    end: x + 6.0,
                    size: 12.0,
                }
            })
            .collect()
    }

    #[test]
    fn columns_and_paragraphs_are_told_apart() {
        let mut glyphs = word("PHẢI", 400.0, 50.0);
        glyphs.extend(word("TRÁI", 80.0, 51.0));
        for (at, text) in [
            "một dòng dài để biết lề trái của trang",
            "dòng thứ hai cũng dài như thế nhé bạn",
            "đoạn mới bắt đầu từ đây và còn dài nữa",
        ]
        .iter()
        .enumerate()
        {
            let gap = if at == 2 { 10.0 } else { 0.0 };
            glyphs.extend(word(text, 80.0, 100.0 + 18.0 * at as f64 + gap));
        }
        let texts: Vec<_> = lines(
            Page {
                number: 1,
                width: 600.0,
                glyphs,
                ..Page::default()
            },
            1,
        )
        .into_iter()
        .map(|line| line.text)
        .collect();
        assert_eq!(
            texts,
            [
                "TRÁI\tPHẢI",
                "",
                "một dòng dài để biết lề trái của trang",
                "dòng thứ hai cũng dài như thế nhé bạn",
                "",
                "đoạn mới bắt đầu từ đây và còn dài nữa"
            ]
        );
    }
}
