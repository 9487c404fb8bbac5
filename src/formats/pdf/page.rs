//! What stands on a page → its lines, with gaps between columns and paragraphs, and its tables.

use super::column::{columns, parted};
use super::row::{Glyph, Row, rows, usual_size, usual_spacing};
use crate::encoding;
use crate::line::{RawLine, Style};

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
    /// Rows of cells. What cells beside each other were merged into stands in the first of them, the others are empty; what
    /// cells below each other were merged into stands in each, but for heads of columns.
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
        let long = || rows.iter().filter(|row| row.glyphs.len() > 30);
        let left = long().map(Row::start).fold(f64::INFINITY, f64::min);
        let right = long().map(Row::end).fold(f64::NEG_INFINITY, f64::max);
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
                    centred: row.is_centred((left, right), width),
                    small: row.size < 0.88 * usual,
                    ..Style::default()
                },
                ..RawLine::default()
            });
        }
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
