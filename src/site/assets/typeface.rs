//! The type on social cards, icons and paper: Be Vietnam Pro, drawn for Vietnamese, in two weights.
//!
//! The fonts in `src/site/assets/fonts` are subsets: Latin letters with all Vietnamese marks.

use ab_glyph::{Font, FontRef, GlyphId, PxScale, point};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use unicode_normalization::UnicodeNormalization;

/// The regular weight.
pub static REGULAR: LazyLock<Typeface> =
    LazyLock::new(|| Typeface::new(include_bytes!("fonts/be-vietnam-pro-regular.ttf")));

/// The bold weight.
pub static BOLD: LazyLock<Typeface> =
    LazyLock::new(|| Typeface::new(include_bytes!("fonts/be-vietnam-pro-bold.ttf")));

/// One weight of a typeface.
pub struct Typeface {
    /// The font's file.
    pub bytes: &'static [u8],
    font: FontRef<'static>,
    /// By character, in order.
    metrics: Vec<(char, Metrics)>,
    /// Drawn glyphs by character and size.
    drawn: RwLock<HashMap<(char, u16), Arc<Drawn>>>,
}

/// A character's measures, in ems; upwards from the baseline.
#[derive(Debug, Clone, Copy)]
struct Metrics {
    glyph: GlyphId,
    /// The glyph of the letter without its marks, which the font's pairs are made of.
    bare: Option<GlyphId>,
    advance: f32,
    top: f32,
    bottom: f32,
}

/// A glyph's pixels at one size.
#[derive(Debug, Default)]
pub struct Drawn {
    /// From the pen to the first column, in pixels.
    pub left: i32,
    /// From the baseline to the first row, in pixels; negative above it.
    pub top: i32,
    /// Pixels in a row.
    width: usize,
    /// How much of each pixel is covered, 0 to 15, row by row, two pixels a byte as a canvas holds them: for an even
    /// place of the first column and for an odd one.
    packed: [Vec<u8>; 2],
}

/// A character of a line, where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The character.
    pub character: char,
    /// Its glyph in the font's file.
    pub glyph: u16,
    /// From the beginning of the line to its own, in ems.
    pub pen: f32,
}

impl Drawn {
    fn new(left: i32, top: i32, width: usize, coverage: &[u8]) -> Self {
        let packed = [0, 1].map(|odd| {
            let rows = coverage.chunks(width.max(1));
            let rows = rows.flat_map(|row| {
                (0..(width + odd).div_ceil(2)).map(move |byte| {
                    let pixel = |at: usize| {
                        let column = at.checked_sub(odd);
                        column.and_then(|at| row.get(at)).copied().unwrap_or(0)
                    };
                    pixel(2 * byte) << 4 | pixel(2 * byte + 1)
                })
            });
            rows.collect()
        });
        Self {
            left,
            top,
            width,
            packed,
        }
    }

    /// The rows, two pixels a byte, the first column in the lower half of its byte where it is `odd`.
    pub fn rows(&self, odd: bool) -> impl Iterator<Item = &[u8]> {
        self.packed[usize::from(odd)].chunks(self.row_length(odd).max(1))
    }

    /// Bytes of a row.
    pub fn row_length(&self, odd: bool) -> usize {
        (self.width + usize::from(odd)).div_ceil(2)
    }

    /// The rows, a pixel a byte.
    pub fn pixels(&self) -> impl Iterator<Item = impl Iterator<Item = u8>> {
        self.rows(false).map(|row| {
            let pixels = row.iter().flat_map(|two| [two >> 4, two & 15]);
            pixels.take(self.width)
        })
    }
}

/// How far a line of text reaches, in ems.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Extent {
    /// Above the baseline.
    pub above: f32,
    /// Below the baseline.
    pub below: f32,
}

impl Typeface {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::try_from_slice(bytes)
            .unwrap_or_else(|error| unreachable!("a font inside the program: {error}"));
        let em = font.units_per_em().unwrap_or(1000.0);
        let metrics = font.codepoint_ids().map(|(glyph, character)| {
            let bounds = font.outline(glyph).map(|outline| outline.bounds);
            let bare = [character].into_iter().nfd().next().unwrap_or(character);
            let metrics = Metrics {
                glyph,
                bare: Some(font.glyph_id(bare)).filter(|glyph| glyph.0 != 0),
                advance: font.h_advance_unscaled(glyph) / em,
                // A font's y axis points up: the box's greater y is its top.
                top: bounds.map_or(0.0, |b| b.min.y.max(b.max.y) / em),
                bottom: bounds.map_or(0.0, |b| b.min.y.min(b.max.y) / em),
            };
            (character, metrics)
        });
        let mut metrics: Vec<_> = metrics.collect();
        metrics.sort_unstable_by_key(|(character, _)| *character);
        Self {
            bytes,
            metrics,
            drawn: RwLock::default(),
            font,
        }
    }

    /// The measures of a character; none where the font has no glyph for it.
    fn metrics(&self, character: char) -> Option<&Metrics> {
        let metrics = &self.metrics;
        let place = metrics.binary_search_by_key(&character, |(character, _)| *character);
        place.ok().map(|place| &metrics[place].1)
    }

    /// The text as this typeface can show it: composed, spaces evened out, without characters that it
    /// has no glyph for, such as emoji.
    pub fn showable(&self, text: &str) -> String {
        let known: String = text
            .nfc()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| self.metrics(*c).is_some())
            .collect();
        known.split(' ').filter(|word| !word.is_empty()).fold(
            String::with_capacity(known.len()),
            |mut line, word| {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
                line
            },
        )
    }

    /// The width of a text in ems, pairs of letters drawn together as the font says.
    pub fn width(&self, text: &str) -> f32 {
        self.pens(text)
            .last()
            .map_or(0.0, |(_, pen, metrics)| pen + metrics.advance)
    }

    /// The glyphs of a text in their places; those that the font lacks are left out.
    pub fn placed(&self, text: &str) -> impl Iterator<Item = Placed> {
        self.pens(text).map(|(character, pen, metrics)| Placed {
            character,
            glyph: metrics.glyph.0,
            pen,
        })
    }

    /// How far a text reaches above and below its baseline.
    pub fn extent(&self, text: &str) -> Extent {
        let reached = text.chars().filter_map(|c| self.metrics(c));
        reached.fold(Extent::default(), |extent, metrics| Extent {
            above: extent.above.max(metrics.top),
            below: extent.below.max(-metrics.bottom),
        })
    }

    /// The characters with the place of the pen before each, in ems.
    fn pens(&self, text: &str) -> impl Iterator<Item = (char, f32, Metrics)> {
        let mut pen = 0.0;
        let mut last: Option<Metrics> = None;
        text.chars().filter_map(move |c| {
            let metrics = *self.metrics(c)?;
            pen += last.map_or(0.0, |last| self.kern(last, metrics));
            let at = pen;
            pen += metrics.advance;
            last = Some(metrics);
            Some((c, at, metrics))
        })
    }

    /// The font keeps pairs of letters without marks alone: marks change nothing about the distance.
    fn kern(&self, left: Metrics, right: Metrics) -> f32 {
        let (Some(left), Some(right)) = (left.bare, right.bare) else {
            return 0.0;
        };
        self.font.kern_unscaled(left, right) / self.font.units_per_em().unwrap_or(1000.0)
    }

    /// The drawn glyphs of a text whose em is `size` pixels, each with the place of the pen.
    pub fn draw(&self, text: &str, size: u16) -> Vec<(i32, Arc<Drawn>)> {
        let place = |pen: f32| (pen * f32::from(size)).round() as i32;
        self.pens(text)
            .map(|(c, pen, metrics)| (place(pen), self.drawn(c, metrics.glyph, size)))
            .collect()
    }

    fn drawn(&self, character: char, glyph: GlyphId, size: u16) -> Arc<Drawn> {
        let key = (character, size);
        let known = self.drawn.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(drawn) = known.get(&key) {
            return Arc::clone(drawn);
        }
        drop(known);
        let drawn = Arc::new(self.rasterise(glyph, size));
        let mut known = self.drawn.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_insert(drawn))
    }

    fn rasterise(&self, glyph: GlyphId, size: u16) -> Drawn {
        let placed = glyph.with_scale_and_position(self.scale(f32::from(size)), point(0.0, 0.0));
        let Some(outlined) = self.font.outline_glyph(placed) else {
            return Drawn::default();
        };
        let bounds = outlined.px_bounds();
        let (width, height) = (bounds.width() as usize, bounds.height() as usize);
        let mut coverage = vec![0; width * height];
        outlined.draw(|x, y, covered| {
            let at = y as usize * width + x as usize;
            coverage[at] = (covered.clamp(0.0, 1.0) * 15.0).round() as u8;
        });
        let (left, top) = (bounds.min.x as i32, bounds.min.y as i32);
        Drawn::new(left, top, width, &coverage)
    }

    /// ab_glyph measures type by its line height; designers by the em.
    fn scale(&self, em: f32) -> PxScale {
        let units = self.font.units_per_em().unwrap_or(1000.0);
        PxScale::from(em * self.font.height_unscaled() / units)
    }

    /// The outlines of a text as an SVG path, its em `size` long, its baseline beginning at (`x`, `y`).
    pub fn svg_path(&self, text: &str, size: f32, x: f32, y: f32) -> String {
        use ab_glyph::OutlineCurve::{Cubic, Line, Quad};
        let units = self.font.units_per_em().unwrap_or(1000.0);
        let mut path = String::new();
        for (_, pen, metrics) in self.pens(text) {
            let Some(outline) = self.font.outline(metrics.glyph) else {
                continue;
            };
            let at = |p: ab_glyph::Point| {
                let (px, py) = (x + (pen + p.x / units) * size, y - p.y / units * size);
                format!("{} {}", hundredths(px), hundredths(py))
            };
            let mut end = None;
            for curve in &outline.curves {
                let (from, drawn, to) = match *curve {
                    Line(a, b) => (a, format!("L{}", at(b)), b),
                    Quad(a, b, c) => (a, format!("Q{} {}", at(b), at(c)), c),
                    Cubic(a, b, c, d) => (a, format!("C{} {} {}", at(b), at(c), at(d)), d),
                };
                if end != Some(from) {
                    path.push_str(&format!("M{}", at(from)));
                }
                path.push_str(&drawn);
                end = Some(to);
            }
        }
        path
    }
}

/// At most two decimals: what an eye can tell apart in an icon.
fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
