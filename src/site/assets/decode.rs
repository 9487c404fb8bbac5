//! A raster picture's bytes → its pixels, within bounded memory, upright and in sRGB.

use super::whole;
use crate::problem::Problem;
use base::reason::Reason;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
};
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io::{Cursor, ErrorKind};
use std::sync::{Condvar, Mutex, PoisonError};

/// Longest side, in pixels.
pub const SIDE_LIMIT: u32 = 12_000;

/// Most pixels: the largest mode of common phones, short of those that no post needs.
const PIXEL_LIMIT: u64 = 65_000_000;

/// Most bytes that a decoder may ask for.
const DECODER_LIMIT: u64 = 560 << 20;

/// Bytes of all pictures that are open at one time.
const OPEN_LIMIT: u64 = 512 << 20;

/// What is known of a raster picture without its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Facts {
    /// Pixels, once the picture stands upright.
    pub width: u32,
    /// Pixels, once the picture stands upright.
    pub height: u32,
    /// Whether something shines through.
    pub alpha: bool,
    /// Whether it moves in its own file; pages show its first frame.
    pub animated: bool,
}

/// A picture's pixels as they lie in its file, and how to show them.
pub struct Raster<'a> {
    /// What is known of it.
    pub facts: Facts,
    /// RGB, or RGBA where something shines through; 8 bits each.
    pub pixels: DynamicImage,
    /// How it is to be turned.
    pub orientation: Orientation,
    /// The colour profile, where it brings one.
    pub profile: Option<Vec<u8>>,
    /// What the pixels take of the memory; to be dropped with them.
    pub share: Share<'a>,
}

/// Keeps the pixels of pictures that are open at one time within [`OPEN_LIMIT`], whatever the number
/// of cores.
#[derive(Debug)]
pub struct Memory {
    free: Mutex<u64>,
    returned: Condvar,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            free: Mutex::new(OPEN_LIMIT),
            returned: Condvar::new(),
        }
    }
}

/// A share of [`Memory`], given back when dropped.
#[derive(Debug)]
pub struct Share<'a> {
    memory: &'a Memory,
    bytes: u64,
}

impl Memory {
    /// Waits until `bytes` are free. More than there is counts as all there is.
    fn take(&self, bytes: u64) -> Share<'_> {
        let bytes = bytes.min(OPEN_LIMIT);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .returned
            .wait_while(free, |free| *free < bytes)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Share {
            memory: self,
            bytes,
        }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self
            .memory
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.memory.returned.notify_all();
    }
}

/// Decodes the picture `id`, whose true type counts, whatever its name says. Waits while too many
/// others are open.
///
/// # Errors
/// When it is no picture of a known type, too large, cut off or broken.
pub fn decode<'a>(id: &str, bytes: &[u8], memory: &'a Memory) -> Result<Raster<'a>, Problem> {
    let broken = |error: ImageError| problem(id, &error);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| broken(ImageError::IoError(error)))?;
    let format = match reader.format() {
        Some(
            format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif),
        ) => format,
        _ => return Err(Problem::PictureUnknownType { path: id.into() }),
    };
    if format == ImageFormat::Jpeg && !whole::jpeg(bytes) {
        return Err(Problem::PictureCutOff { path: id.into() });
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(DECODER_LIMIT);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    within_limits(id, width, height)?;
    let animated = animated(format, bytes).map_err(broken)?;
    // A profile that cannot be read is as good as none: the colours are then taken for sRGB.
    let profile = decoder.icc_profile().unwrap_or_default();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let share = memory.take(decoder.total_bytes() + u64::from(width) * u64::from(height) * 4);
    let decoded = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let pixels = plain(decoded);
    let (width, height) = match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    let facts = Facts {
        width,
        height,
        alpha: pixels.color().has_alpha(),
        animated,
    };
    Ok(Raster {
        facts,
        pixels,
        orientation,
        profile,
        share,
    })
}

/// Refuses sides and areas that no post needs.
///
/// # Errors
/// When one of the limits is passed.
pub fn within_limits(id: &str, width: u32, height: u32) -> Result<(), Problem> {
    let limit = if width > SIDE_LIMIT || height > SIDE_LIMIT {
        format!("{SIDE_LIMIT} px")
    } else if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        format!("{} MP", PIXEL_LIMIT / 1_000_000)
    } else {
        return Ok(());
    };
    Err(Problem::PictureTooLarge {
        path: id.into(),
        found: format!("{width} × {height} px"),
        limit,
    })
}

/// Eight bits a channel; four channels only where something shines through.
fn plain(decoded: DynamicImage) -> DynamicImage {
    if !decoded.color().has_alpha() {
        return DynamicImage::ImageRgb8(decoded.into_rgb8());
    }
    let pixels = decoded.into_rgba8();
    if pixels.pixels().any(|pixel| pixel.0[3] < 255) {
        DynamicImage::ImageRgba8(pixels)
    } else {
        DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8())
    }
}

fn animated(format: ImageFormat, bytes: &[u8]) -> Result<bool, ImageError> {
    let cursor = Cursor::new(bytes);
    match format {
        ImageFormat::Png => PngDecoder::new(cursor)?.is_apng(),
        ImageFormat::WebP => Ok(WebPDecoder::new(cursor)?.has_animation()),
        ImageFormat::Gif => {
            let mut frames = GifDecoder::new(cursor)?.into_frames();
            Ok(frames.next().is_some() && frames.next().is_some())
        }
        _ => Ok(false),
    }
}

/// What is wrong with a picture that its decoder refuses.
fn problem(id: &str, error: &ImageError) -> Problem {
    let cut_off = |io: &std::io::Error| io.kind() == ErrorKind::UnexpectedEof;
    let mut cause = error.source();
    let mut eof = matches!(error, ImageError::IoError(io) if cut_off(io));
    while let Some(inner) = cause {
        eof |= inner.downcast_ref::<std::io::Error>().is_some_and(cut_off);
        cause = inner.source();
    }
    if eof {
        return Problem::PictureCutOff { path: id.into() };
    }
    Problem::PictureUnreadable {
        path: id.into(),
        reason: Reason::of(error),
    }
}
