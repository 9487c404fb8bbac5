//! Pages that are pictures → their pictures, drawn together, and the lines that are recognised in them.

use super::page::{self, Page};
use super::row::Glyph;
use crate::line::{Doubtful, RawLine};
use crate::ocr::{self, Word};
use crate::picture::{Grey, even, shade};
use crate::problem::Problem;
use crate::process::run;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::util::TransformExt;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, LumaData, SoftMask, interpret_page,
};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The argument that makes the command draw one page: a PDF in, a picture out.
pub const CHILD: &str = "__draw-page";

/// Time for drawing one page.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// Pixels an inch at least and at most, and points an inch.
const COARSE: f64 = 150.0;
const FINE: f64 = 300.0;
const INCH: f64 = 72.0;

/// Longest side of a drawn page, in pixels.
const SIDE: f64 = 5_000.0;

/// How much of a line is above its base.
const BASE: f64 = 0.8;

/// Draws page `number`, counted from 1; nothing where there is none.
pub fn draw(bytes: Vec<u8>, number: usize) -> Option<Vec<u8>> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().get(number.checked_sub(1)?)?;
    let (width, height) = page.render_dimensions();
    let shown = Rect::new(
        0.0,
        0.0,
        f64::from(width).max(1.0),
        f64::from(height).max(1.0),
    );
    let cache = InterpreterCache::new();
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(
        upright,
        shown,
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut canvas = Canvas {
        shown,
        picture: None,
        scale: 1.0,
    };
    interpret_page(page, &mut context, &mut canvas);
    canvas.picture.map(|picture| even(picture).file())
}

/// Takes the pictures of a page; nothing else is drawn.
struct Canvas {
    shown: Rect,
    picture: Option<Grey>,
    /// Pixels a point.
    scale: f64,
}

impl Canvas {
    /// Draws one picture: `tone` is the shade of each of its pixels.
    fn put(&mut self, (width, height): (u32, u32), place: Affine, tone: impl Fn(usize) -> u8) {
        let bounds =
            place.transform_rect_bbox(Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
        if bounds.area() <= 0.0 || place.determinant().abs() < 1e-9 {
            return;
        }
        let shown = self.shown;
        if self.picture.is_none() {
            let native = place.determinant().abs().sqrt().recip() * INCH;
            let longest = shown.width().max(shown.height());
            self.scale = (native.clamp(COARSE, FINE) / INCH).min(SIDE / longest);
            let side = |length: f64| (length * self.scale).ceil().max(1.0) as usize;
            let (width, height) = (side(shown.width()), side(shown.height()));
            self.picture = Some(Grey {
                width,
                height,
                pixels: vec![255; width * height],
            });
        }
        let (scale, back) = (self.scale, place.inverse());
        let Some(picture) = &mut self.picture else {
            return;
        };
        let seen = bounds.intersect(shown);
        let rows =
            (seen.y0 * scale) as usize..((seen.y1 * scale).ceil() as usize).min(picture.height);
        let columns =
            (seen.x0 * scale) as usize..((seen.x1 * scale).ceil() as usize).min(picture.width);
        for y in rows {
            for x in columns.clone() {
                let at = back * Point::new((x as f64 + 0.5) / scale, (y as f64 + 0.5) / scale);
                if at.x >= 0.0 && at.y >= 0.0 && at.x < f64::from(width) && at.y < f64::from(height)
                {
                    let source = at.y as usize * width as usize + at.x as usize;
                    picture.pixels[y * picture.width + x] = tone(source);
                }
            }
        }
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (image.width(), image.height());
        // The data may be smaller than it is said to be.
        let place = |data: (u32, u32)| {
            let fit = (
                f64::from(size.0) / f64::from(data.0.max(1)),
                f64::from(size.1) / f64::from(data.1.max(1)),
            );
            props.transform * Affine::scale_non_uniform(fit.0, fit.1)
        };
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha: Option<LumaData>| {
                    let size = (data.width(), data.height());
                    let alpha = alpha.filter(|alpha| (alpha.width, alpha.height) == size);
                    self.put(size, place(size), |at| {
                        let tone = match &data {
                            ImageData::Rgb(data) => {
                                shade(data.data.get(at * 3..).unwrap_or_default())
                            }
                            ImageData::Luma(data) => data.data.get(at).copied().unwrap_or(255),
                        };
                        let solid = alpha
                            .as_ref()
                            .and_then(|alpha| alpha.data.get(at))
                            .copied()
                            .unwrap_or(255);
                        255 - u8::try_from(u32::from(255 - tone) * u32::from(solid) / 255)
                            .unwrap_or(0)
                    });
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |data, _| {
                    let size = (data.width, data.height);
                    self.put(size, place(size), |at| {
                        255 - data.data.get(at).copied().unwrap_or(0)
                    });
                },
                None,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// The lines that are recognised on these pages, page by page, as many pages at once as there are cores.
///
/// # Errors
/// When a page cannot be drawn, or takes too long.
pub fn recognised(
    bytes: &[u8],
    program: &Path,
    pages: &[usize],
) -> Result<Vec<Recognised>, Problem> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let cores = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(pages.len());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let read = one(bytes, program, *page);
                    found
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((*page, read));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(page, _)| *page);
    found.into_iter().map(|(_, read)| read).collect()
}

/// A page as it was recognised.
#[derive(Debug, Default)]
pub struct Recognised {
    /// Its lines, counted from 1.
    pub lines: Vec<RawLine>,
    /// What of them is to be compared.
    pub doubtful: Vec<Doubtful>,
}

fn one(bytes: &[u8], program: &Path, page: usize) -> Result<Recognised, Problem> {
    let mut command = Command::new(program);
    let (file, _) = run(command.args([CHILD, &page.to_string()]), bytes, TIME_LIMIT)?;
    let Some(picture) = Grey::of_file(&file) else {
        return Ok(Recognised::default());
    };
    let (words, picture) = ocr::words(picture)?;
    Ok(placed(words, &picture, page))
}

/// Words at their places → lines, as those of a page that was printed.
pub fn placed(words: Vec<Word>, picture: &Grey, number: usize) -> Recognised {
    /// Width that a page is taken for, in points.
    const WIDTH: f64 = 595.0;
    let point = WIDTH / picture.width.max(1) as f64;
    let doubted: Vec<String> = words
        .iter()
        .filter(|word| word.doubtful)
        .map(|word| word.text.clone())
        .collect();
    let glyphs = words.into_iter().map(|word| {
        let (top, bottom) = word.line;
        Glyph {
            text: word.text,
            x: word.left * point,
            end: word.right * point,
            y: (top + (bottom - top) * BASE) * point,
            size: (bottom - top) * BASE * point,
        }
    });
    let page = Page {
        number,
        width: WIDTH,
        glyphs: glyphs.collect(),
        tables: Vec::new(),
    };
    let lines = page::lines(page, 1);
    let doubtful = lines.iter().filter_map(|line| {
        let words = line
            .text
            .split_whitespace()
            .chain(line.cells.iter().flat_map(|cell| cell.split_whitespace()));
        let doubted: Vec<&str> = words
            .filter(|word| doubted.iter().any(|known| known == word))
            .collect();
        (!doubted.is_empty()).then(|| Doubtful {
            line: line.line,
            text: doubted.join(" · "),
        })
    });
    let doubtful = doubtful.collect();
    Recognised { lines, doubtful }
}
