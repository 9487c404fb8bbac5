//! A picture in sixteen steps from the ward's colour to white: four bits a pixel, so that drawing and
//! packing take less time than a page does.

use super::typeface::{Drawn, Typeface};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use std::sync::LazyLock;

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
        let mixes = &MIXES[usize::from(ink.step)];
        for (pen, glyph) in face.draw(text, ink.size) {
            self.glyph(&glyph, ink.x + pen, ink.y, mixes);
        }
    }

    /// Draws a glyph whose pen is at (`x`, `y`).
    fn glyph(&mut self, glyph: &Drawn, x: i32, y: i32, mixes: &Mixes) {
        let (x, y) = (x + glyph.left, y + glyph.top);
        let (odd, column) = (x.rem_euclid(2) == 1, x.div_euclid(2));
        let from = |place: i32| usize::try_from(place).unwrap_or(0);
        let (first, hidden) = (from(column), from(-column));
        let stride = self.width / 2;
        let seen = stride.saturating_sub(first);
        let seen = seen.min(glyph.row_length(odd).saturating_sub(hidden));
        if seen == 0 {
            return;
        }
        let rows = self.packed.chunks_exact_mut(stride).skip(from(y));
        for (row, line) in rows.zip(glyph.rows(odd).skip(from(-y))) {
            let line = &line[hidden..hidden + seen];
            lay(&mut row[first..first + seen], line, mixes);
        }
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Its rows, a step a pixel.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = u8>> {
        let rows = self.packed.chunks_exact((self.width / 2).max(1));
        rows.map(|row| row.iter().flat_map(|two| [two >> 4, two & 15]))
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

/// What two pixels of the same step become, by that step and by how much of each is covered, a half of the byte each.
type Mixes = [[u8; 256]; 16];

/// For each step that is drawn.
static MIXES: LazyLock<Vec<Mixes>> = LazyLock::new(|| {
    let twice = |present: u8, step: u8| {
        let mixed = move |coverage: usize| mix(present, coverage as u8, step);
        std::array::from_fn(move |covered| mixed(covered >> 4) << 4 | mixed(covered & 15))
    };
    let of_step = |step: u8| std::array::from_fn(move |present| twice(present as u8, step));
    (0..=WHITE).map(of_step).collect()
});

/// Draws a row of coverages over as many pixels, two a byte.
fn lay(pixels: &mut [u8], coverage: &[u8], mixes: &Mixes) {
    let Some((edge, rest)) = pixels.split_first_mut() else {
        return;
    };
    *edge = mixed_pair(*edge, coverage[0], mixes);
    let coverage = &coverage[1..];
    // The last letter may reach into the first byte; what follows is nearly always bare paper.
    match rest {
        [paper, others @ ..] if *paper >> 4 == *paper & 15 && is_same(*paper, others) => {
            let mixed = &mixes[usize::from(*paper & 15)];
            for (two, covered) in rest.iter_mut().zip(coverage) {
                *two = mixed[usize::from(*covered)];
            }
        }
        _ => {
            for (two, covered) in rest.iter_mut().zip(coverage) {
                *two = mixed_pair(*two, *covered, mixes);
            }
        }
    }
}

/// Whether the others are this byte too: then they are the same one place on.
fn is_same(byte: u8, others: &[u8]) -> bool {
    match others {
        [first, rest @ ..] => *first == byte && *rest == others[..rest.len()],
        [] => true,
    }
}

/// What two pixels become, each of a step of its own.
fn mixed_pair(two: u8, covered: u8, mixes: &Mixes) -> u8 {
    let of = |present: u8| mixes[usize::from(present)][usize::from(covered)];
    of(two >> 4) & 0xf0 | of(two & 15) & 15
}

/// The step that `step` makes of the `present` one where it covers so many fifteenths.
fn mix(present: u8, coverage: u8, step: u8) -> u8 {
    (present * (15 - coverage) + step * coverage + 7) / 15
}

/// A channel, so many fifteenths of the way to white.
pub fn towards_white(channel: u8, step: u32) -> u8 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_what_single_pixels_do() {
        for step in 0..=WHITE {
            let mixes = &MIXES[usize::from(step)];
            let paper: Vec<u8> = std::iter::once(0x91).chain([0x33; 99]).collect();
            for present in [(0..=255).collect(), paper] {
                assert_same(&present, step, mixes);
            }
        }
    }

    fn assert_same(present: &[u8], step: u8, mixes: &Mixes) {
        for (length, covered) in (0..60).zip([0, 0xff, 0x0f, 0xf0, 0x37].iter().cycle()) {
            let mut coverage = vec![*covered; length];
            // A run of each kind, and one byte that is another's.
            if let Some(odd) = coverage.get_mut(length / 3) {
                *odd = 0x5a;
            }
            let mut pixels = present.to_vec();
            lay(&mut pixels[..length], &coverage, mixes);
            let wanted = present.iter().enumerate().map(|(at, two)| {
                let covered = coverage.get(at).copied().unwrap_or_default();
                mix(two >> 4, covered >> 4, step) << 4 | mix(two & 15, covered & 15, step)
            });
            assert!(pixels.into_iter().eq(wanted), "{covered:x} {length}");
        }
    }
}
