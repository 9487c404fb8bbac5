//! The files that are made of one picture: which widths and formats there are, and making them.

use super::decode::{Facts, Raster};
use super::fingerprint;
use crate::problem::Problem;
use fast_image_resize::images::TypedImage;
use fast_image_resize::pixels::{InnerPixel, U8x3, U8x4};
use fast_image_resize::{PixelTrait, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::error::Error;

/// Widths in pixels, from the small phone to the sharp desktop.
const WIDTHS: [u32; 4] = [400, 800, 1200, 1600];

/// The widest file that phones load, in pixels; see [`super::markup::SIZES`].
const PHONE_WIDTH: u32 = 960;

/// Most bytes of a file that phones load: the budget of a page's first view.
pub const PHONE_BYTES: usize = 60_000;

/// Qualities to try, best first, until a file for phones is within its budget.
const QUALITIES: [u8; 7] = [75, 62, 50, 38, 26, 14, 5];

/// Changes whenever the files made of the same picture would become others.
const RECIPE: &str = "1";

/// A format that pictures are published in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Lossy WebP: what nearly every phone in use loads.
    WebP,
    /// For browsers without WebP.
    Jpeg,
    /// The same, where something shines through.
    Png,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// A file made of a picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Its address below the site's root.
    pub url: String,
    /// Its format.
    pub format: Format,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Names what the same bytes would be made into: the same key, the same files.
pub fn key(bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(RECIPE.as_bytes()).update(bytes);
    hasher.finalize().to_hex()[..32].to_owned()
}

/// The files of the picture with this key and these facts; `stem` begins their names.
pub fn plan(stem: &str, key: &str, facts: &Facts) -> Vec<Variant> {
    let short = &fingerprint(key.as_bytes());
    let variant = |format: Format, width: u32| Variant {
        url: format!("assets/{stem}.{short}.{width}.{}", format.extension()),
        format,
        width,
        height: height_at(width, facts),
    };
    let widths = widths(facts.width);
    let webp = widths.iter().map(|width| variant(Format::WebP, *width));
    let old = widths.iter().filter(|width| **width <= PHONE_WIDTH);
    let old: Vec<_> = if facts.alpha {
        old.take(1)
            .map(|width| variant(Format::Png, *width))
            .collect()
    } else {
        old.map(|width| variant(Format::Jpeg, *width)).collect()
    };
    webp.chain(old).collect()
}

/// Never wider than the picture, and no two nearly the same.
fn widths(own: u32) -> Vec<u32> {
    let widest = own.min(WIDTHS[WIDTHS.len() - 1]);
    let narrower = WIDTHS.iter().filter(|width| **width * 6 / 5 <= widest);
    narrower.copied().chain([widest]).collect()
}

fn height_at(width: u32, facts: &Facts) -> u32 {
    let scaled = u64::from(facts.height) * u64::from(width) + u64::from(facts.width) / 2;
    u32::try_from(scaled / u64::from(facts.width.max(1)))
        .unwrap_or(u32::MAX)
        .max(1)
}

/// Makes the files of `plan` out of a picture's pixels, in the same order. Nothing but pixels gets
/// into them: no place, no time, no camera.
///
/// # Errors
/// When an encoder refuses the picture.
pub fn make(id: &str, raster: Raster<'_>, plan: &[Variant]) -> Result<Vec<Vec<u8>>, Problem> {
    let failed = |reason: String| Problem::PictureUnreadable {
        path: id.into(),
        reason: reason.into(),
    };
    let widest = plan.iter().map(|variant| variant.width).max().unwrap_or(1);
    let mut base = upright(raster, widest).map_err(failed)?;
    plan.iter()
        .map(|variant| {
            let scaled = scale(&mut base, variant.width, variant.height)?;
            encode(&scaled, variant)
        })
        .collect::<Result<_, _>>()
        .map_err(failed)
}

/// The picture at `width`, turned upright, in sRGB. It is made small first: turning and colours then
/// cost little.
pub(super) fn upright(raster: Raster<'_>, width: u32) -> Result<DynamicImage, String> {
    let Raster {
        facts,
        mut pixels,
        orientation,
        profile,
        share,
    } = raster;
    let height = height_at(width, &facts);
    let lies = (facts.width, facts.height) != (pixels.width(), pixels.height());
    let (w, h) = if lies {
        (height, width)
    } else {
        (width, height)
    };
    let mut small = scale(&mut pixels, w, h)?;
    drop((pixels, share));
    small.apply_orientation(orientation);
    if let Some(profile) = profile {
        to_srgb(&mut small, &profile);
    }
    Ok(small)
}

fn scale(image: &mut DynamicImage, width: u32, height: u32) -> Result<DynamicImage, String> {
    let own = (image.width(), image.height());
    if (width, height) == own {
        return Ok(image.clone());
    }
    let scaled = match image {
        DynamicImage::ImageRgb8(pixels) => scale_pixels::<U8x3>(pixels, own, (width, height))
            .map(|bytes| RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)),
        DynamicImage::ImageRgba8(pixels) => scale_pixels::<U8x4>(pixels, own, (width, height))
            .map(|bytes| RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)),
        _ => Ok(None),
    };
    scaled
        .map_err(|error| error.to_string())?
        .ok_or_else(|| format!("{width} × {height}"))
}

/// The bytes of pixels at another size, in width and height. It is made for two kinds of pixel only, and what is read is of
/// the type that the library keeps pixels in meanwhile: for all kinds and types the compiler takes a minute.
fn scale_pixels<P: InnerPixel + PixelTrait>(
    pixels: &mut [u8],
    from: (u32, u32),
    to: (u32, u32),
) -> Result<Vec<u8>, Box<dyn Error>> {
    let source = TypedImage::<P>::from_buffer(from.0, from.1, pixels)?;
    let mut bytes = vec![0; to.0 as usize * to.1 as usize * P::size()];
    let mut target = TypedImage::<P>::from_buffer(to.0, to.1, &mut bytes)?;
    Resizer::new().resize_typed(&source, &mut target, None)?;
    drop(target);
    Ok(bytes)
}

/// Colours of another space, such as the Display P3 of many phones, as sRGB. A profile that makes no
/// sense for the picture is passed over: its colours are then taken for sRGB, as browsers do.
fn to_srgb(image: &mut DynamicImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if image.color().has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return;
    };
    let source = image.as_bytes().to_vec();
    let target: &mut [u8] = match image {
        DynamicImage::ImageRgb8(pixels) => pixels,
        DynamicImage::ImageRgba8(pixels) => pixels,
        _ => return,
    };
    if transform.transform(&source, target).is_err() {
        target.copy_from_slice(&source);
    }
}

/// The smallest loss with which a file for phones is within its budget.
fn encode(image: &DynamicImage, variant: &Variant) -> Result<Vec<u8>, String> {
    if variant.format == Format::Png {
        return png(image);
    }
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes = match variant.format {
            Format::WebP => webp(image, quality)?,
            _ => jpeg(image, quality)?,
        };
        if variant.width > PHONE_WIDTH || bytes.len() <= PHONE_BYTES {
            break;
        }
    }
    Ok(bytes)
}

fn webp(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
    let mut config = webp::WebPConfig::new().map_err(|()| "WebP".to_owned())?;
    config.quality = f32::from(quality);
    config.method = 4;
    let (width, height) = (image.width(), image.height());
    let encoder = if image.color().has_alpha() {
        webp::Encoder::from_rgba(image.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(image.as_bytes(), width, height)
    };
    let encoded = encoder
        .encode_advanced(&config)
        .map_err(|error| format!("WebP: {error:?}"))?;
    Ok(encoded.to_vec())
}

pub(super) fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(image)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

pub(super) fn png(image: &DynamicImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(
            image.as_bytes(),
            image.width(),
            image.height(),
            ExtendedColorType::from(image.color()),
        )
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn no_width_is_above_the_pictures_own_and_no_two_are_near() {
        assert_eq!(widths(4000), [400, 800, 1200, 1600]);
        assert_eq!(widths(1000), [400, 800, 1000]);
        assert_eq!(widths(900), [400, 900]);
        assert_eq!(widths(401), [401]);
        assert_eq!(widths(1), [1]);
    }
}
