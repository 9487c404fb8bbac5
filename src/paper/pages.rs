//! A text on as many upright sheets as it needs: the head on the first, the foot on the last, the number of each below.

use crate::columns::{Filled, fill};
use crate::furniture::{A4, Foot, MARGIN, head, head_height};
use crate::lines::face;
use crate::look::{self, MM, SMALLEST};
use crate::rows::{Ink, Row};
use crate::sheet::Paper;
use crate::subject::Subject;

/// What the number of a sheet takes at its bottom.
const NUMBER: f32 = 6.0 * MM;

/// Most sheets: no text of a site needs as many.
const MOST: usize = 60;

/// How wide the text is.
pub const WIDTH: f32 = A4.0 - 2.0 * MARGIN;

/// Draws rows on as many sheets as they need; `kind` says what the sheets are.
pub fn draw(paper: &mut Paper<'_>, subject: &Subject<'_>, kind: &str, rows: &[Row]) {
    let foot = Foot::of(subject);
    let bottom = A4.1 - MARGIN - NUMBER;
    let first = head_height(subject);
    let later = MARGIN + 26.0;
    let filled = |count: usize| -> Filled<'_> {
        let heights: Vec<_> = (0..count)
            .map(|at| {
                let top = if at == 0 { first } else { later };
                let foot = if at + 1 == count { foot.height } else { 0.0 };
                bottom - top - foot
            })
            .collect();
        fill(rows, &heights)
    };
    let mut count = 1;
    while !filled(count).rest.is_empty() && count < MOST {
        count += 1;
    }
    let filled = filled(count);
    for (at, column) in filled.columns.iter().enumerate() {
        paper.page(A4, |sheet| {
            let top = head(sheet, subject, kind, at == 0);
            sheet.column((MARGIN, top), WIDTH, column);
            if at + 1 == count {
                foot.draw(sheet, bottom);
            }
            if count > 1 {
                let text = format!("Trang {}/{count}", at + 1);
                let own = face(false).width(&text) * SMALLEST;
                let number = Ink {
                    x: WIDTH - own,
                    baseline: 12.0,
                    size: SMALLEST,
                    colour: look::FAINT,
                    bold: false,
                    text,
                };
                sheet.ink((MARGIN, bottom + 2.0), &number);
            }
        });
    }
}
