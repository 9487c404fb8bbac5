//! What every sheet has: a head with the ward's name, and a foot with contacts, code, source and day.

use crate::columns::{self, fill};
use crate::look::{self, Look, MM, SMALLEST};
use crate::rows::{Ink, Row, Setter};
use crate::sheet::Sheet;
use crate::subject::Subject;
use crate::text::Run;

/// A4 upright, in points.
pub const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);

/// What stays white around a sheet: office printers reach no nearer than 5 mm to an edge.
pub const MARGIN: f32 = 12.0 * MM;

/// The side of a code.
const CODE: f32 = 28.0 * MM;

/// No pictures.
pub fn none(_: &str, _: f32) -> Option<(f32, f32)> {
    None
}

/// Rows of paragraphs in one size, each with its runs and whether it matters less.
pub fn paragraphs(look: Look, width: f32, paragraphs: &[(Vec<Run>, bool)]) -> Vec<Row> {
    let mut setter = Setter::new(look, width, &none);
    for (runs, faint) in paragraphs {
        let colour = if *faint { look::FAINT } else { look::INK };
        setter.paragraph(runs, look.size, colour);
    }
    setter.finish()
}

/// Draws rows below each other.
pub fn column(sheet: &mut Sheet<'_>, at: (f32, f32), width: f32, rows: &[Row]) {
    let filled = fill(rows, &[f32::MAX]);
    for column in &filled.columns {
        sheet.column(at, width, column);
    }
}

/// The head of a sheet: a line with the ward and what the sheet is, then the title, then the line that is safe alone. Gives
/// where it ends.
pub fn head(sheet: &mut Sheet<'_>, subject: &Subject<'_>, kind: &str, first: bool) -> f32 {
    let width = A4.0 - 2.0 * MARGIN;
    let colour = subject.colour();
    let small = |text: &str, x: f32, bold: bool| Ink {
        x,
        baseline: 11.0,
        size: SMALLEST,
        colour: if bold { colour } else { look::FAINT },
        bold,
        text: crate::lines::face(bold).showable(text),
    };
    let name = format!("{}, {}", subject.ward.name, subject.ward.province);
    sheet.ink((MARGIN, MARGIN), &small(&name, 0.0, true));
    let kind = small(kind, 0.0, false);
    let own = crate::lines::face(false).width(&kind.text) * SMALLEST;
    sheet.ink((MARGIN + width - own, MARGIN), &kind);
    let below = MARGIN + 16.0;
    sheet.rectangle((MARGIN, below), (width, 1.6), colour);
    if !first {
        return below + 10.0;
    }
    let rows = title(subject, width);
    column(sheet, (MARGIN, below + 6.0), width, &rows);
    below + 6.0 + columns::height(&rows) + 6.0
}

/// How far down a head reaches.
pub fn head_height(subject: &Subject<'_>) -> f32 {
    let rows = title(subject, A4.0 - 2.0 * MARGIN);
    MARGIN + 16.0 + 6.0 + columns::height(&rows) + 6.0
}

fn title(subject: &Subject<'_>, width: f32) -> Vec<Row> {
    let look = Look {
        size: SMALLEST,
        colour: subject.colour(),
    };
    let mut setter = Setter::new(look, width, &none);
    setter.paragraph(&[Run::bold(subject.title())], 21.0, subject.colour());
    if let Some(line) = subject.line() {
        setter.paragraph(&[Run::plain(line)], 13.0, look::INK);
    }
    setter.finish()
}

/// The foot of a sheet, set.
pub struct Foot {
    rows: Vec<Row>,
    address: String,
    /// How high it is.
    pub height: f32,
}

impl Foot {
    /// The foot of a text's sheets.
    pub fn of(subject: &Subject<'_>) -> Self {
        let look = Look {
            size: SMALLEST,
            colour: subject.colour(),
        };
        let mut all: Vec<_> = subject
            .contacts()
            .into_iter()
            .map(|runs| (runs, false))
            .collect();
        let page = vec![Run::bold("Đọc cả bài: "), Run::plain(subject.typed())];
        all.push((page, false));
        all.push((vec![Run::plain(subject.vouched())], true));
        let width = A4.0 - 2.0 * MARGIN - CODE - 4.0 * MM;
        let mut rows = paragraphs(look, width, &all);
        for row in &mut rows {
            row.gap = row.gap.min(1.5);
        }
        let height = (columns::height(&rows) + 2.0 * MM).max(CODE) + 2.0 * MM;
        Self {
            rows,
            address: subject.address.clone(),
            height,
        }
    }

    /// Draws it on an upright sheet, down to a height.
    pub fn draw(&self, sheet: &mut Sheet<'_>, bottom: f32) {
        let top = bottom - self.height;
        let width = A4.0 - 2.0 * MARGIN;
        sheet.rectangle((MARGIN, top), (width, 0.8), look::LINE);
        let left = MARGIN + CODE + 4.0 * MM;
        let inner = width - CODE - 4.0 * MM;
        let has_code = sheet.code((MARGIN, top + 2.0 * MM), CODE, &self.address);
        let left = if has_code { left } else { MARGIN };
        column(sheet, (left, top + 2.0 * MM), inner, &self.rows);
    }
}
