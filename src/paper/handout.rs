//! The hand-out: a lesson on one sheet in two columns, on its back too where that is needed.

use crate::columns::{Filled, balance, fill};
use crate::fit::{Fit, fit};
use crate::furniture::{A4, Foot, MARGIN, head, head_height};
use crate::look::MM;
use crate::sheet::{About, Paper, Sheet};
use crate::subject::Subject;

/// Between the columns.
const GUTTER: f32 = 7.0 * MM;

/// The hand-out as PDF, and the titles of sections that it leaves to the page: one side of a sheet, or both where one side cannot
/// hold what must be on it.
///
/// # Errors
/// By how many lines the text is too long for both sides.
pub fn handout(subject: &Subject<'_>) -> Result<(Vec<u8>, Vec<String>), usize> {
    let width = (A4.0 - 2.0 * MARGIN - GUTTER) / 2.0;
    let foot = Foot::of(subject);
    let bottom = A4.1 - MARGIN - foot.height - 2.0 * MM;
    let front = bottom - head_height(subject);
    let back = bottom - MARGIN;
    let (fitted, sides) = match fit(subject, (width, None), |rows| {
        balance(rows, 2, front).lines_over()
    }) {
        Ok(fitted) => (fitted, 1),
        Err(_) => {
            let heights = [front, front, back, back];
            let fitted = fit(subject, (width, None), |rows| {
                fill(rows, &heights).lines_over()
            })?;
            (fitted, 2)
        }
    };
    let Fit { rows, left, .. } = fitted;
    let title = format!("Tờ phát tay: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    let place = |sheet: &mut Sheet<'_>, top: f32, filled: &Filled<'_>| {
        for (at, column) in filled.columns.iter().enumerate() {
            let left = MARGIN + at as f32 * (width + GUTTER);
            sheet.column((left, top), width, column);
        }
        foot.draw(sheet, A4.1 - MARGIN);
    };
    let mut rest = &rows[..];
    paper.page(A4, |sheet| {
        let top = head(sheet, subject, "Tờ phát tay", true);
        let filled = match sides {
            1 => balance(&rows, 2, front),
            _ => fill(&rows, &[front; 2]),
        };
        place(sheet, top, &filled);
        rest = filled.rest;
    });
    if sides == 2 {
        paper.page(A4, |sheet| place(sheet, MARGIN, &balance(rest, 2, back)));
    }
    Ok((paper.finish(), left))
}
