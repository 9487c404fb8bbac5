//! A text on a sheet that holds only so much: all of it in the largest size that fits, else without the sections that may be
//! left to the page, each of which is named.

use crate::look;
use crate::look::{Look, SIZES};
use crate::rows::{Row, Setter};
use crate::subject::{Section, Subject};
use crate::text::{Block, Run};

/// How high a drawing may be, as a share of the width of its column; the first that fits is taken.
const DRAWINGS: [f32; 3] = [0.85, 0.6, 0.45];

/// A text that fits.
#[derive(Debug)]
pub struct Fit {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Its size.
    pub look: Look,
    /// Titles of sections that are on the page alone.
    pub left: Vec<String>,
}

/// Fits a text into columns so wide; `over` says by how many lines rows are too many. The drawing `cover` stands elsewhere on the
/// sheet.
///
/// # Errors
/// By how many lines the text is too long in the smallest size, without what may be left out.
pub fn fit(
    subject: &Subject<'_>,
    (width, cover): (f32, Option<&str>),
    over: impl Fn(&[Row]) -> usize,
) -> Result<Fit, usize> {
    let mut may_go: Vec<usize> = (0..subject.sections.len())
        .filter(|at| subject.sections[*at].may_go())
        .collect();
    let mut gone = Vec::new();
    loop {
        let blocks = blocks(subject, &gone);
        let left: Vec<_> = gone.iter().map(|at| title(subject, *at)).collect();
        let mut least = usize::MAX;
        for (high, size) in DRAWINGS
            .iter()
            .flat_map(|high| SIZES.map(|size| (*high, size)))
        {
            let look = Look {
                size,
                colour: subject.colour(),
            };
            let rows = rows(subject, (&blocks, &left, cover), (look, width, high));
            match over(&rows) {
                0 => return Ok(Fit { rows, look, left }),
                lines => least = least.min(lines),
            }
        }
        match may_go.pop() {
            Some(section) => gone.insert(0, section),
            None => return Err(least),
        }
    }
}

fn title(subject: &Subject<'_>, section: usize) -> String {
    format!("“{}”", subject.sections[section].title)
}

/// The text without some sections, of which what is about safety stays.
fn blocks(subject: &Subject<'_>, gone: &[usize]) -> Vec<Block> {
    let mut blocks = subject.opening.clone();
    for (at, section) in subject.sections.iter().enumerate() {
        if gone.contains(&at) {
            blocks.extend(section.stays().cloned());
        } else {
            blocks.extend(Section::whole(section));
        }
    }
    blocks
}

fn rows(
    subject: &Subject<'_>,
    (blocks, left, cover): (&[Block], &[String], Option<&str>),
    (look, width, high): (Look, f32, f32),
) -> Vec<Row> {
    let size_of = |url: &str, width: f32| match cover {
        Some(cover) if cover == url => None,
        _ => drawing_size(subject, url, (width, high * width)),
    };
    let mut setter = Setter::new(look, width, &size_of);
    setter.blocks(blocks);
    if !left.is_empty() {
        let words = format!("Ở trang web, bài còn có mục {}.", left.join(", "));
        setter.paragraph(&[Run::bold(words)], look.size, look::FAINT);
    }
    setter.finish()
}

/// The size of a drawing in a box.
pub fn drawing_size(subject: &Subject<'_>, url: &str, most: (f32, f32)) -> Option<(f32, f32)> {
    let drawing = subject.drawings.get(url)?;
    let (width, height) = (drawing.width as f32, drawing.height as f32);
    let scale = (most.0 / width).min(most.1 / height);
    Some((width * scale, height * scale))
}
