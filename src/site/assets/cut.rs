//! A writer's picture before it goes into a post: looked at within limits, turned, cut. What is written holds pixels alone.

use super::decode::{self, Memory};
use super::variants;
use crate::problem::Problem;
use base::reason::Reason;
use image::{DynamicImage, ImageFormat};
use std::io;

/// How good JPEG is of what was cut, of 100: sites make theirs out of it once more.
const QUALITY: u8 = 92;

/// A part of a picture, in parts of its width and height: 0 is the left and the top edge, 1 the right and the lower one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

/// What is done with a picture that stands upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Quarter turns with the clock; they come first.
    pub turns: u8,
    /// What is kept of it then; all of it where nothing is named.
    pub part: Option<Part>,
}

/// Reads a picture as a build would, and forgets it; gives its width and height, upright.
///
/// # Errors
/// When it is no picture of a known type, too large, cut off or broken.
pub fn look(name: &str, bytes: &[u8]) -> Result<(u32, u32), Problem> {
    let memory = Memory::default();
    let raster = decode::decode(name, bytes, &memory)?;
    Ok((raster.facts.width, raster.facts.height))
}

/// Turns and cuts a picture; gives it as JPEG, or as PNG where its own file is drawn or something shines through, with the
/// ending of its name.
///
/// # Errors
/// As [`look`], and when it cannot be written.
pub fn cut(name: &str, bytes: &[u8], cut: &Cut) -> Result<(&'static str, Vec<u8>), Problem> {
    let memory = Memory::default();
    let raster = decode::decode(name, bytes, &memory)?;
    let drawn = raster.facts.alpha
        || matches!(
            image::guess_format(bytes),
            Ok(ImageFormat::Png | ImageFormat::Gif)
        );
    let width = raster.facts.width;
    let broken = |reason: String| Problem::PictureUnreadable {
        path: name.into(),
        reason: Reason::of(io::Error::other(reason)),
    };
    let upright = variants::upright(raster, width).map_err(broken)?;
    let turned = match cut.turns % 4 {
        1 => upright.rotate90(),
        2 => upright.rotate180(),
        3 => upright.rotate270(),
        _ => upright,
    };
    let kept = match &cut.part {
        Some(part) => keep(&turned, part),
        None => turned,
    };
    let encoded = match drawn {
        true => variants::png(&kept).map(|bytes| ("png", bytes)),
        false => variants::jpeg(&kept, QUALITY).map(|bytes| ("jpg", bytes)),
    };
    encoded.map_err(broken)
}

/// A part of a picture, at least one pixel of it.
fn keep(image: &DynamicImage, part: &Part) -> DynamicImage {
    let edges = |from: f64, to: f64, side: u32| {
        let at = |edge: f64| (edge.clamp(0.0, 1.0) * f64::from(side)).round() as u32;
        let from = at(from).min(side.saturating_sub(1));
        (from, at(to).max(from + 1) - from)
    };
    let (left, width) = edges(part.left, part.right, image.width());
    let (top, height) = edges(part.top, part.bottom, image.height());
    image.crop_imm(left, top, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageReader, Rgb, RgbImage};
    use std::io::Cursor;

    /// Red left, blue right, 40 × 20.
    fn two_colours(format: ImageFormat) -> Vec<u8> {
        let pixel = |x, _| match x < 20 {
            true => Rgb([200, 0, 0]),
            false => Rgb([0, 0, 200]),
        };
        let image = DynamicImage::ImageRgb8(RgbImage::from_fn(40, 20, pixel));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn read(bytes: &[u8]) -> RgbImage {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
        reader.unwrap().decode().unwrap().into_rgb8()
    }

    #[test]
    fn a_picture_is_turned_first_and_cut_then() {
        let bytes = two_colours(ImageFormat::Png);
        let upper = Part {
            left: 0.0,
            top: 0.0,
            right: 1.0,
            bottom: 0.5,
        };
        for (turns, size, colour) in [
            (0, (40, 10), [200, 0, 0]),
            (1, (20, 20), [200, 0, 0]),
            (3, (20, 20), [0, 0, 200]),
            (6, (40, 10), [0, 0, 200]),
        ] {
            let part = Some(upper);
            let (ending, made) = cut("a.png", &bytes, &Cut { turns, part }).unwrap();
            let made = read(&made);
            assert_eq!((ending, made.dimensions()), ("png", size), "{turns}");
            assert_eq!(made.get_pixel(1, 1).0, colour, "{turns}");
        }
        let whole = Cut {
            turns: 0,
            part: None,
        };
        assert_eq!(
            cut("a.jpg", &two_colours(ImageFormat::Jpeg), &whole)
                .unwrap()
                .0,
            "jpg"
        );
    }

    #[test]
    fn parts_that_lie_outside_or_hold_nothing_leave_a_pixel() {
        let bytes = two_colours(ImageFormat::Png);
        for part in [
            [-3.0, 2.0, 9.0, 2.0],
            [0.5, 0.5, 0.5, 0.5],
            [0.9, 0.9, 0.1, 0.1],
            [f64::NAN; 4],
        ] {
            let [left, top, right, bottom] = part;
            let part = Some(Part {
                left,
                top,
                right,
                bottom,
            });
            let (_, made) = cut("a.png", &bytes, &Cut { turns: 0, part }).unwrap();
            assert!(read(&made).width() >= 1, "{part:?}");
        }
    }

    #[test]
    fn what_is_no_whole_picture_is_refused() {
        let bytes = two_colours(ImageFormat::Png);
        assert_eq!(look("a.png", &bytes).unwrap(), (40, 20));
        assert!(look("a.png", &bytes[..bytes.len() / 2]).is_err());
        assert!(look("a.png", b"GIF89a").is_err());
        // A header alone that promises more pixels than any post needs.
        let bomb = b"GIF89a\x30\x75\x30\x75\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x30\x75\x30\x75\0\x02\x02D\x01\0;";
        let bomb = look("a.gif", bomb);
        assert!(
            matches!(bomb, Err(Problem::PictureTooLarge { .. })),
            "{bomb:?}"
        );
    }
}
