//! The letters of a PDF page, each at its place → lines, with gaps between columns and paragraphs.

use super::{Piece, RawLine, Style, encoding};

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

/// A row of letters on one base line.
struct Row {
    y: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

/// A blank between words, in parts of the font's size.
const WORD_GAP: f64 = 0.16;

/// A gap between the cells of a table, in parts of the font's size.
const CELL_GAP: f64 = 0.75;

/// A gap between columns, in parts of the font's size.
const COLUMN_GAP: f64 = 2.0;

/// Lines of one page; `first` is the number of its first line.
pub fn lines(glyphs: Vec<Glyph>, width: f64, page: usize, first: usize) -> Vec<RawLine> {
    let rows = rows(glyphs);
    let spacing = usual_spacing(&rows);
    let usual = usual_size(&rows);
    let left = rows
        .iter()
        .filter(|row| row.glyphs.len() > 30)
        .map(Row::start)
        .fold(f64::INFINITY, f64::min);
    let mut found: Vec<RawLine> = Vec::new();
    let mut last_y: Option<f64> = None;
    for row in &rows {
        let gap = last_y.is_some_and(|last| row.y - last > spacing * 1.2);
        let number = first + found.len();
        if gap {
            found.push(RawLine {
                page,
                line: number,
                ..RawLine::default()
            });
        }
        let text = encoding::clean(&row.text(left, width));
        if text.trim().is_empty() {
            continue;
        }
        last_y = Some(row.y);
        found.push(RawLine {
            text,
            pieces: row.pieces(left),
            page,
            line: first + found.len(),
            style: Style {
                centred: row.is_centred(left, width),
                small: row.size < 0.88 * usual,
                ..Style::default()
            },
            ..RawLine::default()
        });
    }
    found
}

/// Letters in rows, from top to bottom, each from left to right.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
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
        let texts: Vec<_> = lines(glyphs, 600.0, 1, 1)
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
