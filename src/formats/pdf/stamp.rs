//! What offices stamp over a page when they issue it: the number and the day, into the blanks that were left for them.

use super::row::{self, Glyph, Row};
use base::text::match_key;

/// How far from its blank, in points, a number may have been stamped.
const FAR: f64 = 60.0;

/// Words behind which a blank is left.
const BEFORE: [&str; 5] = ["so", "so:", "ngay", "thang", "nam"];

/// The letters of a page with those that were stamped over it. A number that stands beside the line whose blank lies above or
/// below it goes into the blank.
pub fn placed(mut glyphs: Vec<Glyph>, stamps: Vec<Glyph>) -> Vec<Glyph> {
    if stamps.is_empty() {
        return glyphs;
    }
    let rows = row::rows(glyphs.clone());
    for stamp in row::rows(stamps) {
        let blank = blank(&rows, &stamp);
        if let Some(y) = blank {
            // What kept the place open goes.
            glyphs.retain(|glyph| {
                let under = glyph.y == y && stamp.glyphs.iter().any(|over| over.overlaps(glyph));
                !(under && glyph.is_blank())
            });
        }
        glyphs.extend(stamp.glyphs.into_iter().map(|glyph| Glyph {
            y: blank.unwrap_or(glyph.y),
            ..glyph
        }));
    }
    glyphs
}

/// The base line of the nearest blank that a stamped number fits into.
fn blank(rows: &[Row], stamp: &Row) -> Option<f64> {
    let mut digits = stamp.letters().flat_map(|glyph| glyph.text.chars());
    if stamp.letters().next().is_none() || !digits.all(|c| c.is_ascii_digit()) {
        return None;
    }
    let middle = (stamp.start() + stamp.end()) / 2.0;
    let open = rows.iter().filter(|row| {
        let near = (row.y - stamp.y).abs() <= FAR;
        let covered = row
            .letters()
            .any(|glyph| glyph.x < middle && middle < glyph.end);
        near && !covered && {
            let before = row.glyphs.iter().filter(|glyph| glyph.end <= middle);
            let before: String = before.map(|glyph| glyph.text.as_str()).collect();
            let key = match_key(&before);
            BEFORE.iter().any(|word| {
                let rest = key.strip_suffix(word);
                rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            })
        }
    });
    open.map(|row| row.y)
        .min_by(|a, b| (a - stamp.y).abs().total_cmp(&(b - stamp.y).abs()))
}
