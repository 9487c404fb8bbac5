//! A picture of at most 256 colours, put together of canvases, each in steps of its own colour, and painted drawings.

use super::canvas::{Canvas, WHITE, towards_white};
use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How hard it is tried to make a picture small: half of the time of the usual level, for a fifth more bytes.
const EFFORT: u8 = 3;

/// Steps of one colour.
const STEPS: usize = WHITE as usize + 1;

/// Colours that a painted drawing may have, beside white and the steps of four canvases: more are hardly told apart, and
/// packed larger.
const COLOURS: usize = 64;

/// A painted drawing in few colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Painted {
    /// Pixels in a row.
    pub width: usize,
    /// Its colours.
    colours: Vec<[u8; 3]>,
    /// Which of them each pixel has, row by row.
    pixels: Vec<u8>,
}

impl Painted {
    /// Pixels in rows of `width`, in the colours that most of them have; others become the nearest of these.
    pub fn of(width: usize, pixels: &[[u8; 3]]) -> Self {
        // Colours that an eye hardly tells apart are one, the most frequent of them.
        let mut near: BTreeMap<[u8; 3], BTreeMap<[u8; 3], u32>> = BTreeMap::new();
        let mut run: Option<([u8; 3], u32)> = None;
        let mut count = |colour: [u8; 3], times: u32| {
            let like = near.entry(colour.map(|channel| channel >> 3)).or_default();
            *like.entry(colour).or_default() += times;
        };
        for pixel in pixels {
            match &mut run {
                Some((colour, times)) if colour == pixel => *times += 1,
                other => {
                    if let Some((colour, times)) = other.replace((*pixel, 1)) {
                        count(colour, times);
                    }
                }
            }
        }
        if let Some((colour, times)) = run {
            count(colour, times);
        }
        let mut most: Vec<_> = near
            .iter()
            .filter_map(|(place, like)| {
                let times: u32 = like.values().sum();
                let colour = like.iter().max_by_key(|(_, times)| **times)?.0;
                Some((Reverse(times), *colour, *place))
            })
            .collect();
        most.sort_unstable();
        let colours: Vec<[u8; 3]> = most
            .iter()
            .take(COLOURS)
            .map(|(_, colour, _)| *colour)
            .collect();
        let places = most
            .into_iter()
            .map(|(_, colour, place)| (place, nearest(&colours, colour)));
        let mut table = vec![0; 1 << 15];
        for (place, index) in places {
            table[place_of(place)] = index;
        }
        let pixels = pixels
            .iter()
            .map(|pixel| table[place_of(pixel.map(|channel| channel >> 3))])
            .collect();
        Self {
            width,
            colours,
            pixels,
        }
    }

    /// Rows of pixels.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }
}

fn place_of(place: [u8; 3]) -> usize {
    place
        .iter()
        .fold(0, |at, channel| at << 5 | usize::from(*channel))
}

fn nearest(colours: &[[u8; 3]], wanted: [u8; 3]) -> u8 {
    let far = |colour: &[u8; 3]| -> u32 {
        let pairs = colour.iter().zip(wanted);
        pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let best = (0..colours.len()).min_by_key(|at| far(&colours[*at]));
    u8::try_from(best.unwrap_or(0)).unwrap_or(u8::MAX)
}

/// A picture in the making, white.
#[derive(Debug)]
pub struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    colours: Vec<[u8; 3]>,
}

impl Sheet {
    /// A white sheet.
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![0; width * height],
            colours: vec![[255; 3]],
        }
    }

    /// Lays a canvas on the sheet, its upper left corner at (`x`, `y`), its steps leading from `colour` to white.
    pub fn lay(&mut self, canvas: &Canvas, colour: [u8; 3], at: (usize, usize)) {
        let steps: Vec<[u8; 3]> = (0..STEPS as u32)
            .map(|step| colour.map(|channel| towards_white(channel, step)))
            .collect();
        let base = self.add(&steps);
        let rows = canvas.rows();
        self.put(rows.map(|row| row.map(move |step| base + step)), at);
    }

    /// Lays a drawing on the sheet.
    pub fn paint(&mut self, drawing: &Painted, at: (usize, usize)) {
        let base = self.add(&drawing.colours);
        let rows = drawing.pixels.chunks(drawing.width.max(1));
        self.put(
            rows.map(|row| row.iter().map(move |pixel| base + pixel)),
            at,
        );
    }

    /// The place of the first of these colours, which stand behind each other.
    fn add(&mut self, colours: &[[u8; 3]]) -> u8 {
        let found = self
            .colours
            .windows(colours.len().max(1))
            .position(|known| known == colours);
        let base = found.unwrap_or_else(|| {
            self.colours.extend(colours);
            self.colours.len() - colours.len()
        });
        assert!(
            self.colours.len() <= 256,
            "a sheet has room for one drawing and four canvases"
        );
        base as u8
    }

    fn put<R: Iterator<Item = u8>>(
        &mut self,
        rows: impl Iterator<Item = R>,
        (x, y): (usize, usize),
    ) {
        let own = self.pixels.chunks_exact_mut(self.width).skip(y);
        for (own, row) in own.zip(rows) {
            for (pixel, new) in own.iter_mut().skip(x).zip(row) {
                *pixel = new;
            }
        }
    }

    /// The sheet as PNG, made in haste.
    pub fn png(&self) -> Vec<u8> {
        self.encoded(|encoder| {
            encoder.set_compression(Compression::Fast);
            encoder.set_filter(Filter::Up);
        })
    }

    /// The sheet as a PNG of two thirds of the size, which takes longer: for pictures that people send.
    pub fn small_png(&self) -> Vec<u8> {
        self.encoded(|encoder| {
            // Numbers of colours are no amounts: what is next to a pixel says nothing about it.
            encoder.set_filter(Filter::NoFilter);
            encoder.set_deflate_compression(DeflateCompression::Level(EFFORT));
        })
    }

    fn encoded(&self, how: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64 << 10);
        let mut encoder = Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(self.colours.concat());
        how(&mut encoder);
        encoder
            .write_header()
            .and_then(|mut writer| {
                writer.write_image_data(&self.pixels)?;
                writer.finish()
            })
            .unwrap_or_else(|error| unreachable!("a Vec takes any picture: {error}"));
        bytes
    }
}
