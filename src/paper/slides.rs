//! Slides as PDF, 16:9.

use crate::deck::{GAP, INDENT, Item, LEADING, SMALLEST, Shown, Slide, TEXT};
use crate::lines::{face, lines};
use crate::look::{self, Colour};
use crate::rows::Ink;
use crate::sheet::{About, Paper, Sheet};
use crate::subject::Subject;
use crate::text::Run;

/// A slide, in points.
pub const SLIDE: (f32, f32) = (960.0, 540.0);

/// The height of the band with the title.
pub const BAND: f32 = 96.0;

/// The size of a title that fits into the band on one line; longer ones are smaller, on two.
const TITLE: f32 = 36.0;

/// The side of the code on the last slide.
pub const CODE: f32 = 190.0;

/// The slides as PDF.
pub fn pdf(subject: &Subject<'_>, slides: &[Slide]) -> Vec<u8> {
    let title = format!("Trình chiếu: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    for (at, slide) in slides.iter().enumerate() {
        paper.page(SLIDE, |sheet| {
            draw(sheet, subject, slide, (at + 1, slides.len()))
        });
    }
    paper.finish()
}

fn draw(sheet: &mut Sheet<'_>, subject: &Subject<'_>, slide: &Slide, (at, count): (usize, usize)) {
    let (left, top, width, height) = TEXT;
    if let Shown::Cover(line, drawing) = &slide.shown {
        return cover(sheet, subject, slide, (line.as_deref(), drawing.as_deref()));
    }
    sheet.rectangle((0.0, 0.0), (SLIDE.0, BAND), slide.colour);
    title(sheet, &slide.title);
    match &slide.shown {
        Shown::Items(shown, size) => items(sheet, shown, (left, top), (width, *size)),
        Shown::Drawing(url) => sheet.drawing(url, (left, BAND + 14.0), (width, height + 8.0)),
        Shown::Contacts(shown) => {
            let room = width - CODE - 30.0;
            items(sheet, shown, (left, top), (room, SMALLEST));
            sheet.code((SLIDE.0 - CODE - 30.0, top + 10.0), CODE, &subject.address);
        }
        Shown::Cover(..) => {}
    }
    let text = format!("{at}/{count}");
    let own = face(false).width(&text) * SMALLEST;
    words(
        sheet,
        (SLIDE.0 - 30.0 - own, SLIDE.1 - 12.0),
        (&text, SMALLEST, false),
        look::FAINT,
    );
}

/// The first slide: words on the left, a drawing on the right.
fn cover(
    sheet: &mut Sheet<'_>,
    subject: &Subject<'_>,
    slide: &Slide,
    (line, drawing): (Option<&str>, Option<&str>),
) {
    let (left, width) = match drawing {
        Some(_) => (50.0, 400.0),
        None => (50.0, 860.0),
    };
    sheet.rectangle((0.0, 0.0), (SLIDE.0, 60.0), slide.colour);
    let name = format!("{}, {}", subject.ward.name, subject.ward.province);
    words(sheet, (left, 40.0), (&name, 24.0, true), look::WHITE);
    if let Some(url) = drawing {
        sheet.drawing(url, (480.0, 84.0), (450.0, 430.0));
    }
    let runs = [Run::bold(slide.title.as_str())];
    let fits = |size: &f32| lines(&runs, width / size).len() as f32 * size * 1.25 <= 220.0;
    let size = [48.0, 44.0, 40.0, 36.0, 32.0]
        .into_iter()
        .find(fits)
        .unwrap_or(28.0);
    let mut top = 92.0;
    for line in lines(&runs, width / size) {
        spans(sheet, &line, (left, top), size, slide.colour);
        top += size * 1.25;
    }
    top += 20.0;
    let runs = [Run::plain(line.unwrap_or_default())];
    for line in lines(&runs, width / 26.0) {
        spans(sheet, &line, (left, top), 26.0, look::INK);
        top += 26.0 * LEADING;
    }
}

/// The title in its band, on one line or two.
fn title(sheet: &mut Sheet<'_>, text: &str) {
    let runs = [Run::bold(text)];
    let (left, _, width, _) = TEXT;
    let sizes = [(TITLE, 1), (32.0, 1), (29.0, 2), (26.0, 2), (24.0, 3)];
    let fits = |(size, most): &(f32, usize)| lines(&runs, width / size).len() <= *most;
    let (size, _) = sizes.into_iter().find(fits).unwrap_or((24.0, 3));
    let lines = lines(&runs, width / size);
    let leading = size * 1.2;
    let mut top = (BAND - leading * lines.len() as f32) / 2.0;
    for line in &lines {
        spans(sheet, line, (left, top - 0.05 * size), size, look::WHITE);
        top += leading;
    }
}

fn items(
    sheet: &mut Sheet<'_>,
    items: &[Item],
    (left, mut top): (f32, f32),
    (width, size): (f32, f32),
) {
    for item in items {
        let indent = if item.sign.is_some() {
            INDENT * size
        } else {
            0.0
        };
        if let Some(sign) = &item.sign {
            words(sheet, (left, top + size), (sign, size, true), look::INK);
        }
        for line in lines(&item.runs, (width - indent) / size) {
            spans(sheet, &line, (left + indent, top), size, look::INK);
            top += size * LEADING;
        }
        top += size * GAP;
    }
}

fn spans(
    sheet: &mut Sheet<'_>,
    line: &crate::lines::Line,
    (left, top): (f32, f32),
    size: f32,
    colour: Colour,
) {
    for span in &line.spans {
        let at = (left + span.x * size, top + size);
        words(sheet, at, (&span.text, size, span.bold), colour);
    }
}

/// Words on one line; their place is that of the baseline.
fn words(
    sheet: &mut Sheet<'_>,
    at: (f32, f32),
    (text, size, bold): (&str, f32, bool),
    colour: Colour,
) {
    let words = Ink {
        x: 0.0,
        baseline: 0.0,
        size,
        colour,
        bold,
        text: face(bold).showable(text) + if text.ends_with(' ') { " " } else { "" },
    };
    sheet.ink(at, &words);
}
