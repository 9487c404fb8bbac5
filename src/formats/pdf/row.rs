//! Letters, each at its place → rows on one base line, their words and the gaps in them.

use crate::encoding;
use crate::line::Piece;

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
    /// Whether nothing is seen of it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether two letters of one line stand at one place.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.end && other.x < self.end
    }
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
pub fn usual_size(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> = rows
        .iter()
        .flat_map(|row| row.glyphs.iter().map(|glyph| glyph.size))
        .collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(12.0)
}

/// The distance between base lines that most lines have.
pub fn usual_spacing(rows: &[Row]) -> f64 {
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
    /// Where its first letter begins.
    pub fn start(&self) -> f64 {
        self.letters().next().map_or(0.0, |glyph| glyph.x)
    }

    /// Where its last letter ends.
    pub fn end(&self) -> f64 {
        self.letters().map(|glyph| glyph.end).fold(0.0, f64::max)
    }

    /// Its letters without the blanks.
    pub fn letters(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| !glyph.is_blank())
    }

    /// The part of a band from `from` to `to` that no letter of the row stands in, if it is wide enough to part columns.
    /// The first row of all tells the band by its widest gap.
    pub fn gap_in(&self, from: f64, to: f64) -> Option<(f64, f64)> {
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

    pub fn is_centred(&self, (left, right): (f64, f64), width: f64) -> bool {
        let left = left.min(width / 3.0);
        let right = match right.is_finite() {
            true => right.max(width * 2.0 / 3.0),
            false => width - left,
        };
        let (before, behind) = (self.start() - left, right - self.end());
        // A paragraph's first line stands in, and reaches over the rest.
        let indented = behind < 0.5 * before && before < 4.0 * self.size;
        (before - behind).abs() < 0.12 * width && before > 2.0 * self.size && !indented
    }

    /// The pieces between gaps as wide as those of cells, each with its place in letters of middling width.
    pub fn pieces(&self, left: f64) -> Vec<Piece> {
        let letter = 0.5 * self.size.max(1.0);
        let left = if left.is_finite() { left } else { 0.0 };
        let place = |x: f64| ((x - left).max(0.0) / letter).round() as usize;
        let mut found: Vec<Piece> = Vec::new();
        let (mut end, mut blank) = (f64::NEG_INFINITY, false);
        for glyph in &self.glyphs {
            if glyph.is_blank() {
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
    pub fn text(&self, left: f64, width: f64) -> String {
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
            if glyph.is_blank() {
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
