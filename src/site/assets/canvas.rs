//! A picture in sixteen steps from the ward's colour to white: four bits a pixel, so that drawing and
//! packing take less time than a page does.

use super::typeface::{Drawn, Typeface};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

/// The whitest step.
pub const WHITE: u8 = 15;

/// The step that is the ward's own colour.
pub const COLOUR: u8 = 0;

/// A picture being drawn.
#[derive(Debug, Clone, Default)]
pub struct Canvas {
    width: usize,
    height: usize,
    /// Two pixels a byte, the left one in the upper half, as PNG packs them.
    packed: Vec<u8>,
}

/// How a text is drawn: from where to where, in which step.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// Pixels from the left.
    pub x: i32,
    /// The baseline, in pixels from the top.
    pub y: i32,
    /// Pixels of the em.
    pub size: u16,
    /// The step of what is fully covered.
    pub step: u8,
}

impl Canvas {
    /// A canvas in the ward's colour. `width` is even.
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            packed: vec![0; width / 2 * height],
        }
    }

    /// Becomes a copy of another canvas, in the memory that it has.
    pub fn copy(&mut self, other: &Self) {
        self.width = other.width;
        self.height = other.height;
        self.packed.clone_from(&other.packed);
    }

    /// Fills whole rows with one step.
    pub fn fill_rows(&mut self, rows: std::ops::Range<usize>, step: u8) {
        let stride = self.width / 2;
        self.packed[rows.start * stride..rows.end * stride].fill(step << 4 | step);
    }

    /// Moves a pixel towards `step` by `coverage` fifteenths; outside the canvas nothing happens.
    fn blend(&mut self, x: i32, y: i32, coverage: u8, step: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return;
        };
        if coverage == 0 || x >= self.width || y >= self.height {
            return;
        }
        let byte = &mut self.packed[y * (self.width / 2) + x / 2];
        let shift = if x % 2 == 0 { 4 } else { 0 };
        let mixed = mix(*byte >> shift & 15, coverage, step);
        *byte = *byte & !(15 << shift) | mixed << shift;
    }

    /// Draws a mask of coverages from 0 to 1, `width` a row, its upper left corner at (`x`, `y`).
    pub fn mask(&mut self, mask: &[f32], width: usize, (x, y): (i32, i32), step: u8) {
        for (row, line) in (y..).zip(mask.chunks(width)) {
            for (column, covered) in (x..).zip(line) {
                self.blend(column, row, (covered * 15.0).round() as u8, step);
            }
        }
    }

    /// Draws a line of text.
    pub fn text(&mut self, face: &Typeface, text: &str, ink: Ink) {
        let steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        let mixes = steps.map(|coverage| steps.map(|present| mix(present, coverage, ink.step)));
        for (pen, glyph) in face.draw(text, ink.size) {
            self.glyph(&glyph, ink.x + pen, ink.y, &mixes);
        }
    }

    /// Draws a glyph whose pen is at (`x`, `y`), two pixels at a time. `mixes` gives the step that each coverage makes
    /// of each present step.
    fn glyph(&mut self, glyph: &Drawn, x: i32, y: i32, mixes: &[[u8; 16]; 16]) {
        let (x, y) = (x + glyph.left, y + glyph.top);
        let first = x.div_euclid(2);
        let hidden = usize::try_from(-first).unwrap_or(0);
        let first = usize::try_from(first).unwrap_or(0);
        let stride = self.width / 2;
        for (row, line) in (y..).zip(glyph.rows(x.rem_euclid(2) == 1)) {
            let rows = usize::try_from(row).ok().filter(|row| *row < self.height);
            let Some(row) = rows.map(|row| &mut self.packed[row * stride..][..stride]) else {
                continue;
            };
            let seen = line.iter().skip(hidden);
            for (two, covered) in row.iter_mut().skip(first).zip(seen) {
                if *covered != 0 {
                    let mixed = |shift: u8| {
                        let of = |two: u8| usize::from(two >> shift & 15);
                        mixes[of(*covered)][of(*two)] << shift
                    };
                    *two = mixed(4) | mixed(0);
                }
            }
        }
    }

    /// The canvas as PNG, its steps leading from `colour` to white.
    pub fn png(&self, colour: [u8; 3]) -> Vec<u8> {
        let palette: Vec<u8> = (0..=u32::from(WHITE))
            .flat_map(|step| colour.map(|channel| towards_white(channel, step)))
            .collect();
        let mut bytes = Vec::with_capacity(32 << 10);
        let mut encoder = Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(palette);
        encoder.set_compression(Compression::Fast);
        encoder.set_filter(Filter::Up);
        encoder
            .write_header()
            .and_then(|mut writer| {
                writer.write_image_data(&self.packed)?;
                writer.finish()
            })
            .unwrap_or_else(|error| unreachable!("a Vec takes any picture: {error}"));
        bytes
    }
}

/// The step that `step` makes of the `present` one where it covers so many fifteenths.
fn mix(present: u8, coverage: u8, step: u8) -> u8 {
    (present * (15 - coverage) + step * coverage + 7) / 15
}

fn towards_white(channel: u8, step: u32) -> u8 {
    let (from, white) = (u32::from(channel), u32::from(WHITE));
    ((from * (white - step) + 255 * step + white / 2) / white) as u8
}

/// The three channels of `#rrggbb`.
pub fn channels(colour: &str) -> [u8; 3] {
    let channel = |at: usize| {
        let digits = colour.get(at..at + 2).unwrap_or_default();
        u8::from_str_radix(digits, 16).unwrap_or_default()
    };
    [1, 3, 5].map(channel)
}
