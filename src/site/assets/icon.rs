//! A ward's icons, made from its name and colour: the lotus above the first letters of its name.

use super::canvas::channels;
use super::typeface::BOLD;
use super::{fingerprint, lotus};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};

/// Changes whenever the same name and colour would be drawn otherwise.
const RECIPE: &str = "1";

/// One of a ward's icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Icon {
    /// For browsers' tabs, at any size.
    Svg,
    /// For tabs of browsers that take no SVG.
    Favicon,
    /// For a home screen.
    Png192,
    /// For a splash screen.
    Png512,
    /// For systems that cut icons into their own shape: what matters stays within the middle 80 %.
    Maskable512,
    /// For iOS, which rounds the corners itself.
    AppleTouch180,
}

impl Icon {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Svg,
        Self::Favicon,
        Self::Png192,
        Self::Png512,
        Self::Maskable512,
        Self::AppleTouch180,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Svg => "icon.svg",
            Self::Favicon => "favicon.png",
            Self::Png192 => "icon-192.png",
            Self::Png512 => "icon-512.png",
            Self::Maskable512 => "icon-maskable-512.png",
            Self::AppleTouch180 => "apple-touch-icon.png",
        }
    }

    /// Pixels of a side; the drawing has units instead.
    pub fn side(self) -> u32 {
        match self {
            Self::Svg => UNITS as u32,
            Self::Favicon => 48,
            Self::Png192 => 192,
            Self::Png512 | Self::Maskable512 => 512,
            Self::AppleTouch180 => 180,
        }
    }

    /// Its address below the site's root. It names what the icon is made from, and with a hyphen, for what follows
    /// a dot is the hash of a file's bytes.
    pub fn url(self, short_name: &str, colour: &str) -> String {
        let inputs = format!("{RECIPE}\n{short_name}\n{colour}");
        let print = fingerprint(inputs.as_bytes());
        let (stem, extension) = self.name().rsplit_once('.').unwrap_or((self.name(), "png"));
        format!("assets/{stem}-{print}.{extension}")
    }

    /// Its bytes.
    pub fn draw(self, short_name: &str, colour: &str) -> Vec<u8> {
        let letters = initials(short_name);
        match self {
            Self::Svg => svg(&letters, colour).into_bytes(),
            Self::Favicon | Self::Png192 | Self::Png512 => {
                png(&letters, colour, self.side(), Shape::Rounded)
            }
            Self::Maskable512 => png(&letters, colour, self.side(), Shape::Maskable),
            Self::AppleTouch180 => png(&letters, colour, self.side(), Shape::Square),
        }
    }
}

/// Units of the drawing's side.
const UNITS: f32 = 64.0;

/// Radius of the corners, in units.
const RADIUS: f32 = 14.0;

/// The lotus: its width, and its top, in units.
const LOTUS_WIDTH: f32 = 38.0;
const LOTUS_TOP: f32 = 7.0;

/// The letters: their em and their baseline, in units.
const LETTERS: f32 = 22.0;
const BASELINE: f32 = 57.0;

/// The outline of an icon.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Rounded,
    Square,
    /// Square, with everything smaller.
    Maskable,
}

/// "Nam Đồng" → "NĐ".
fn initials(short_name: &str) -> String {
    let shown = BOLD.showable(short_name);
    let first = shown.split(' ').filter_map(|word| word.chars().next());
    first.take(2).flat_map(char::to_uppercase).collect()
}

fn letters_left(letters: &str) -> f32 {
    (UNITS - BOLD.width(letters) * LETTERS) / 2.0
}

fn svg(letters: &str, colour: &str) -> String {
    let flower = lotus::svg_path(LOTUS_WIDTH, (UNITS - LOTUS_WIDTH) / 2.0, LOTUS_TOP);
    let letters = BOLD.svg_path(letters, LETTERS, letters_left(letters), BASELINE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"{RADIUS}\" fill=\"{colour}\"/><path fill=\"#fff\" d=\"{flower}{letters}\"/></svg>"
    )
}

fn png(letters: &str, colour: &str, side: u32, shape: Shape) -> Vec<u8> {
    let [r, g, b] = channels(colour);
    let mut pixels = RgbaImage::from_pixel(side, side, image::Rgba([r, g, b, 255]));
    // Everything within a circle of 40 % of the side, as the manifest's specification asks.
    let shrunk = if shape == Shape::Maskable { 0.78 } else { 1.0 };
    let unit = side as f32 / UNITS * shrunk;
    let edge = side as f32 * (1.0 - shrunk) / 2.0;
    let place = |units: f32| (edge + units * unit).round() as i32;
    let width = (LOTUS_WIDTH * unit).round() as usize;
    let (_, mask) = lotus::draw(width);
    let corner = (place((UNITS - LOTUS_WIDTH) / 2.0), place(LOTUS_TOP));
    for (row, line) in (corner.1..).zip(mask.chunks(width)) {
        for (column, covered) in (corner.0..).zip(line) {
            whiten(&mut pixels, column, row, *covered);
        }
    }
    let size = (LETTERS * unit).round() as u16;
    let (left, baseline) = (place(letters_left(letters)), place(BASELINE));
    for (pen, glyph) in BOLD.draw(letters, size) {
        for (row, line) in (baseline + glyph.top..).zip(glyph.pixels()) {
            for (column, coverage) in (left + pen + glyph.left..).zip(line) {
                whiten(&mut pixels, column, row, f32::from(coverage) / 15.0);
            }
        }
    }
    if shape == Shape::Rounded {
        round_corners(&mut pixels, RADIUS * unit);
    }
    packed(&pixels)
}

fn whiten(pixels: &mut RgbaImage, x: i32, y: i32, covered: f32) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
        return;
    };
    if let Some(pixel) = pixels.get_pixel_mut_checked(x, y) {
        for channel in &mut pixel.0[..3] {
            *channel += (f32::from(255 - *channel) * covered).round() as u8;
        }
    }
}

fn round_corners(pixels: &mut RgbaImage, radius: f32) {
    let side = pixels.width() as f32;
    for (x, y, pixel) in pixels.enumerate_pixels_mut() {
        // How far the pixel's middle lies from the middle of the nearest corner's circle.
        let beyond = |at: u32| {
            let at = at as f32 + 0.5;
            (radius - at).max(at - (side - radius)).max(0.0)
        };
        let distance = beyond(x).hypot(beyond(y));
        pixel.0[3] = ((radius + 0.5 - distance).clamp(0.0, 1.0) * 255.0).round() as u8;
    }
}

fn packed(pixels: &RgbaImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(
            pixels,
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgba8,
        )
        .unwrap_or_else(|error| unreachable!("a Vec takes any picture: {error}"));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_carry_the_first_letters_of_the_name() {
        assert_eq!(initials("Nam Đồng"), "NĐ");
        assert_eq!(initials("mẫu"), "M");
        assert_eq!(initials("Âu Lạc Mới"), "ÂL");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn every_icon_has_its_size_and_colour() {
        for icon in Icon::ALL {
            let bytes = icon.draw("Nam Đồng", "#a3262a");
            assert!(bytes.len() < 20_000, "{icon:?}: {} bytes", bytes.len());
            assert_eq!(bytes, icon.draw("Nam Đồng", "#a3262a"));
            if icon == Icon::Svg {
                continue;
            }
            let image = image::load_from_memory(&bytes).unwrap().into_rgba8();
            assert_eq!(image.dimensions(), (icon.side(), icon.side()));
            let rounded = !matches!(icon, Icon::Maskable512 | Icon::AppleTouch180);
            assert_eq!(image.get_pixel(0, 0).0[3] == 0, rounded, "{icon:?}");
            let (edge, middle) = (1, icon.side() / 2);
            assert_eq!(image.get_pixel(edge, middle).0, [0xa3, 0x26, 0x2a, 255]);
        }
    }
}
