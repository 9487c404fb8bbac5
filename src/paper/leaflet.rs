//! The leaflet: A4 across, printed on both sides and folded twice, the right panel inward. Outside, from the left: the panel that
//! is folded in, the back, the cover; inside the text in three panels, which goes on where the leaflet is opened first.

use crate::columns::{self, Filled, balance, fill};
use crate::fit::{Fit, fit};
use crate::furniture::{column, none, paragraphs};
use crate::lines::face;
use crate::look::{self, Look, MM, SMALLEST};
use crate::rows::{Ink, Row, Setter};
use crate::sheet::{About, Paper, Sheet};
use crate::subject::Subject;
use crate::text::Run;

/// A4 across, in points.
const PAGE: (f32, f32) = (297.0 * MM, 210.0 * MM);

/// The panel that is folded inward: 3 mm narrower than the others, so that it lies flat.
const INWARD: f32 = 97.0 * MM;

/// The other panels.
const PANEL: f32 = 100.0 * MM;

/// Where the outside is folded, from its left edge.
pub const OUTSIDE: [f32; 2] = [INWARD, INWARD + PANEL];

/// Where the inside is folded, from its left edge: the same folds, seen from the other side.
pub const INSIDE: [f32; 2] = [PANEL, PANEL + PANEL];

/// The width of text in every panel.
const TEXT: f32 = 82.0 * MM;

/// What stays white above and below.
const EDGE: f32 = 10.0 * MM;

/// The height of a column.
const HEIGHT: f32 = PAGE.1 - 2.0 * EDGE;

/// The side of the code.
const CODE: f32 = 42.0 * MM;

/// The height of the bands on the cover.
const BAND: f32 = 13.0 * MM;

/// The left edge of a panel's text.
fn text_left(panel: f32, width: f32) -> f32 {
    panel + (width - TEXT) / 2.0
}

/// The leaflet as PDF, and the titles of sections that it leaves to the page.
///
/// # Errors
/// By how many lines the text is too long.
pub fn leaflet(subject: &Subject<'_>) -> Result<(Vec<u8>, Vec<String>), usize> {
    let cover = subject.pictures.first().map(|(url, _)| url.as_str());
    let fitted = fit(subject, (TEXT, cover), |rows| match split(rows) {
        Some(_) => 0,
        None => fill(rows, &[HEIGHT; 4]).lines_over().max(1),
    })?;
    let Fit { rows, left, look } = fitted;
    let at = split(&rows).unwrap_or(rows.len());
    let title = format!("Tờ gấp: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    paper.page(PAGE, |sheet| {
        let flap = fill(&rows[at..], &[HEIGHT]);
        panels(sheet, &flap, &[(0.0, INWARD)]);
        back(sheet, subject, look);
        front(sheet, subject, cover);
        folds(sheet, OUTSIDE);
    });
    paper.page(PAGE, |sheet| {
        let inside = balance(&rows[..at], 3, HEIGHT);
        let places = [(0.0, PANEL), (PANEL, PANEL), (2.0 * PANEL, INWARD)];
        panels(sheet, &inside, &places);
        folds(sheet, INSIDE);
    });
    Ok((paper.finish(), left))
}

/// Where the text goes on to the panel that is folded in, at a heading or a card; of such places the one that fills all four
/// panels most evenly. Nothing where the text is too long.
fn split(rows: &[Row]) -> Option<usize> {
    let whole = columns::height(rows);
    let starts = (1..rows.len()).filter(|at| rows[*at].start && !rows[*at - 1].keep);
    let fits = starts.chain([rows.len()]).filter(|at| {
        fill(&rows[*at..], &[HEIGHT]).rest.is_empty()
            && fill(&rows[..*at], &[HEIGHT; 3]).rest.is_empty()
    });
    fits.min_by_key(|at| {
        let off = (columns::height(&rows[*at..]) - whole / 4.0).abs();
        off as u32
    })
}

fn panels(sheet: &mut Sheet<'_>, filled: &Filled<'_>, places: &[(f32, f32)]) {
    for (column, (left, width)) in filled.columns.iter().zip(places) {
        sheet.column((text_left(*left, *width), EDGE), TEXT, column);
    }
}

/// Short lines at the edges that say where to fold.
fn folds(sheet: &mut Sheet<'_>, folds: [f32; 2]) {
    for x in folds {
        for (from, to) in [(5.0, 8.0), (202.0, 205.0)] {
            sheet.line(&[(x, from * MM), (x, to * MM)], 0.5, look::LINE);
        }
    }
}

/// The back: whom to ask, the code of the page, who vouches.
fn back(sheet: &mut Sheet<'_>, subject: &Subject<'_>, look: Look) {
    let left = text_left(OUTSIDE[0], PANEL);
    let mut setter = Setter::new(look, TEXT, &none);
    setter.heading("Hỏi ai, gọi số nào", 1.2 * look.size);
    for runs in subject.contacts() {
        setter.paragraph(&runs, look.size, look::INK);
    }
    let contacts = setter.finish();
    column(sheet, (left, EDGE), TEXT, &contacts);
    let small = Look {
        size: SMALLEST,
        ..look
    };
    let below = [
        (vec![Run::bold("Quét mã để đọc cả bài")], false),
        (vec![Run::plain(subject.typed())], false),
        (vec![Run::plain(subject.vouched())], true),
    ];
    let below = paragraphs(small, TEXT, &below);
    let high = columns::height(&below);
    let bottom = PAGE.1 - EDGE;
    column(sheet, (left, bottom - high), TEXT, &below);
    // The code stands between both, as large as there is room.
    let room = bottom - high - EDGE - columns::height(&contacts) - 4.0 * MM;
    let side = room.min(CODE);
    if side > 20.0 * MM {
        let top = bottom - high - 2.0 * MM - side;
        sheet.code((left - 2.0 * MM, top), side, &subject.address);
    }
}

/// The cover: ward, title, drawing, the line that is safe alone, the number for emergencies.
fn front(sheet: &mut Sheet<'_>, subject: &Subject<'_>, cover: Option<&str>) {
    let left = text_left(OUTSIDE[1], PANEL);
    let colour = subject.colour();
    sheet.rectangle((left, EDGE), (TEXT, BAND), colour);
    centred(sheet, (left, EDGE), (&subject.ward.name, 14.0));
    let look = Look {
        size: SMALLEST,
        colour,
    };
    let mut setter = Setter::new(look, TEXT, &none);
    setter.paragraph(&[Run::bold(subject.title())], 21.0, colour);
    let title = setter.finish();
    let top = EDGE + BAND + 5.0 * MM;
    column(sheet, (left, top), TEXT, &title);
    let top = top + columns::height(&title) + 4.0 * MM;
    let mut setter = Setter::new(look, TEXT, &none);
    if let Some(line) = subject.line() {
        setter.paragraph(&[Run::bold(line)], 13.0, look::INK);
    }
    let line = setter.finish();
    let bottom = PAGE.1 - EDGE - BAND;
    let under = bottom - 5.0 * MM - columns::height(&line);
    column(sheet, (left, under), TEXT, &line);
    if let Some(url) = cover {
        sheet.drawing(url, (left, top), (TEXT, under - top - 4.0 * MM));
    }
    sheet.rectangle((left, bottom), (TEXT, BAND), look::RED);
    centred(sheet, (left, bottom), ("Cấp cứu: gọi 115", 16.0));
}

/// White words in the middle of a band, as large as fits.
fn centred(sheet: &mut Sheet<'_>, (left, top): (f32, f32), (text, size): (&str, f32)) {
    let text = face(true).showable(text);
    let own = face(true).width(&text);
    let size = size.min(0.94 * TEXT / own.max(0.1));
    let words = Ink {
        x: (TEXT - own * size) / 2.0,
        baseline: BAND / 2.0 + 0.36 * size,
        size,
        colour: look::WHITE,
        bold: true,
        text,
    };
    sheet.ink((left, top), &words);
}
