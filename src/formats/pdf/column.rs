//! Text in two columns: where it is, and its rows in the order in which they are read.

use super::row::{Glyph, Row, usual_size};

/// Least rows of text in two columns: what has fewer is a head or a foot.
const COLUMN_ROWS: usize = 12;

/// Where text is set in two columns: their rows, and the gap between them, in points from the left.
pub struct Gutter {
    rows: std::ops::Range<usize>,
    at: f64,
}

/// Finds text in two columns: many rows with a gap at one place, and both sides filled like paragraphs.
pub fn columns(rows: &[Row]) -> Option<Gutter> {
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
pub fn parted(mut rows: Vec<Row>, gutter: Gutter) -> [Vec<Row>; 4] {
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
