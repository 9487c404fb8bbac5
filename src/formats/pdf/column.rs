//! Text in two columns: where it is, and its rows in the order in which they are read.

use super::row::{Glyph, Row, usual_size, usual_spacing};
use base::text::match_key;
use std::ops::Range;

/// Least rows of text in two columns: what has fewer is a head or a foot.
const COLUMN_ROWS: usize = 12;

/// Where text is set in two columns: their rows, and the gap between them, in points from the left.
pub struct Gutter {
    rows: Range<usize>,
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
        let text = without_ends(rows, begin..end);
        let both = text.len() >= COLUMN_ROWS && from.is_finite() && to.is_finite();
        if both && is_prose(&rows[text.clone()], (from + to) / 2.0) {
            let longer = best
                .as_ref()
                .is_none_or(|best| best.rows.len() < text.len());
            if longer {
                let at = (from + to) / 2.0;
                best = Some(Gutter { rows: text, at });
            }
        }
        begin = end.max(begin + 1);
    }
    best
}

/// Rows with a gap at one place, without those of a head above and of a foot below, which have their columns too: addressees
/// and signature, or what a wide gap parts from the text.
fn without_ends(rows: &[Row], all: Range<usize>) -> Range<usize> {
    let spacing = usual_spacing(&rows[all.clone()]);
    let apart = |at: &usize| rows[*at].y - rows[*at - 1].y > 1.6 * spacing;
    let is_foot = |at: &usize| {
        let words: String = rows[*at]
            .letters()
            .map(|glyph| glyph.text.as_str())
            .collect();
        match_key(&words).replace(' ', "").starts_with("noinhan")
    };
    let inner = all.start + 1..all.end;
    let last = all.end.saturating_sub(COLUMN_ROWS).max(inner.start)..all.end;
    let foot = inner
        .clone()
        .find(is_foot)
        .or_else(|| last.clone().find(apart));
    let end = foot.unwrap_or(all.end);
    let first = inner.start..(all.start + COLUMN_ROWS).min(end);
    let start = first.rev().find(apart).unwrap_or(all.start);
    start..end
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
