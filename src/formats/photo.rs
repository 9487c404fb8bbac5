//! A photograph of a page → its lines: turned upright, cut out of what lies around it, evenly lit, then recognised like a page
//! of a scan, with the same marks.

use crate::line::{RawText, Unread};
use crate::ocr;
use crate::pdf::{self, limit_memory, placed};
use crate::picture::{Grey, even, shade};
use crate::problem::Problem;
use crate::process::run;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The argument that makes the command draw a photograph: its bytes in, a picture in shades of grey out.
pub const CHILD: &str = "__draw-photo";

/// Time for drawing one photograph.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Longest side of a photograph, in pixels, and the bytes that it may be unpacked to.
const SIDE_LIMIT: u32 = 20_000;
const BYTES_LIMIT: u64 = 250 << 20;

/// Longest side of the picture that is read, in pixels: 260 an inch of a sheet. What is smaller than half of it is enlarged.
const SIDE: u32 = 3_000;

/// Words that are recognised at least on a page.
const WORDS: usize = 12;

/// Words in a hundred that are syllables at least, where what was photographed is a page.
const SYLLABLES: usize = 50;

/// Whether a file is a photograph that can be read: JPEG, PNG or WebP.
pub fn is_photo(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xD8\xFF")
        || bytes.starts_with(b"\x89PNG\r\n\x1A\n")
        || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Whether a file is a photograph as iPhones keep them, which nothing here opens.
pub fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif",
    ];
    let brand = bytes.get(8..12);
    bytes.get(4..8) == Some(b"ftyp") && brand.is_some_and(|brand| BRANDS.contains(&brand))
}

/// The process that draws a photograph: its bytes from standard input, the picture to standard output; nothing where it is
/// damaged.
///
/// # Errors
/// When the bytes cannot be taken, the picture cannot be given, or it swells too much.
pub fn drawing() -> io::Result<()> {
    limit_memory();
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    match drawn(&bytes) {
        Ok(picture) => io::stdout().write_all(&picture.file()),
        Err(ImageError::Limits(error)) => Err(io::Error::other(error)),
        Err(_) => Ok(()),
    }
}

/// A photograph as a page: turned as its file says, of the size at which words are recognised best, without what lies around
/// the page, evenly lit.
fn drawn(bytes: &[u8]) -> Result<Grey, ImageError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_LIMIT);
    limits.max_image_height = Some(SIDE_LIMIT);
    limits.max_alloc = Some(BYTES_LIMIT);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let turned = decoder.orientation()?;
    let mut photo = sized(DynamicImage::from_decoder(decoder)?);
    photo.apply_orientation(turned);
    Ok(even(grey(photo)))
}

/// A photograph with a longest side that is neither too long nor too short.
fn sized(photo: DynamicImage) -> DynamicImage {
    let longest = photo.width().max(photo.height());
    if longest > SIDE {
        photo.thumbnail(SIDE, SIDE)
    } else if longest < SIDE / 2 {
        photo.resize(
            2 * photo.width(),
            2 * photo.height(),
            FilterType::CatmullRom,
        )
    } else {
        photo
    }
}

/// Its shades, as [`shade`] takes them; what can be seen through is white.
fn grey(photo: DynamicImage) -> Grey {
    let (width, height) = (photo.width() as usize, photo.height() as usize);
    let pixels = match photo.color().has_color() || photo.color().has_alpha() {
        false => photo.into_luma8().into_raw(),
        true => {
            let photo = photo.into_rgba8();
            let shades = photo.as_raw().chunks_exact(4).map(|pixel| {
                let open = 255 - u32::from(pixel[3]);
                let seen = u32::from(shade(pixel)) * (255 - open) / 255 + open;
                u8::try_from(seen).unwrap_or(255)
            });
            shades.collect()
        }
    };
    Grey {
        width,
        height,
        pixels,
    }
}

/// Reads a photograph of a page, in a process of its own; its words are recognised where a program for that is installed.
///
/// # Errors
/// When it is damaged or swells too much, when nothing recognises words here, or when it shows no page that can be read.
pub fn guarded(bytes: &[u8], program: &Path) -> Result<RawText, Problem> {
    let (file, status) = run(Command::new(program).arg(CHILD), bytes, TIME_LIMIT)?;
    let Some(picture) = Grey::of_file(&file) else {
        return Err(match status.success() {
            true => Problem::Damaged {
                reason: name(bytes).to_owned().into(),
            },
            false => Problem::TooHeavy {},
        });
    };
    if !ocr::is_there() {
        return Err(Problem::Pictures { found: 1, pages: 1 });
    }
    let (words, picture) = ocr::words(picture)?;
    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (told, syllables) = pdf::syllables(&text.join(" "));
    if words.len() < WORDS || syllables * 100 < told * SYLLABLES {
        return Err(Problem::Blurred {});
    }
    let page = placed(words, &picture, 1);
    let mut text = RawText {
        lines: page.lines,
        doubtful: page.doubtful,
        wrapped: true,
        ..RawText::default()
    };
    text.pass(Unread::Recognised, 1);
    Ok(text)
}

/// What a photograph's file is called.
fn name(bytes: &[u8]) -> &'static str {
    match bytes.first() {
        Some(0xFF) => "JPEG",
        Some(0x89) => "PNG",
        _ => "WebP",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgb, RgbImage};

    /// A sheet on a dark desk: paper with a word's worth of ink, and a red stamp over it.
    fn sheet() -> RgbImage {
        RgbImage::from_fn(1600, 2000, |x, y| {
            let paper = (200..1400).contains(&x) && (200..1800).contains(&y);
            let ink = (400..420).contains(&x) && (400..1000).contains(&y);
            let stamp = (380..600).contains(&x) && (700..900).contains(&y);
            match (paper, ink, stamp) {
                (false, ..) => Rgb([40, 35, 30]),
                (_, true, _) => Rgb([20, 20, 20]),
                (_, _, true) => Rgb([225, 40, 50]),
                _ => Rgb([235, 232, 225]),
            }
        })
    }

    fn file(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("in memory");
        file.into_inner()
    }

    #[test]
    fn a_sheet_is_cut_out_lit_evenly_and_its_stamp_is_paper() {
        let page = drawn(&file(&sheet(), ImageFormat::Png)).expect("a picture");
        assert!(page.width < 1400 && page.height < 1900, "{}", page.width);
        let dark = page.pixels.iter().filter(|shade| **shade < 128).count();
        // The ink alone, not the desk and not the stamp.
        let ink = 20 * 600;
        assert!((ink * 8 / 10..ink * 12 / 10).contains(&dark), "{dark}");
        let white = page.pixels.iter().filter(|shade| **shade > 200).count();
        assert!(white * 100 > page.pixels.len() * 98, "{white}");
    }

    #[test]
    fn photographs_are_known_by_their_first_bytes() {
        let small = RgbImage::new(2, 2);
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let file = file(&small, format);
            assert!(is_photo(&file) && !is_heic(&file));
            assert!(drawn(&file).is_ok());
            assert!(drawn(&file[..file.len() / 3]).is_err());
        }
        assert!(is_heic(b"\0\0\0\x18ftypheic\0\0\0\0"));
        assert!(!is_heic(b"\0\0\0\x18ftypmp42\0\0\0\0") && !is_photo(b"RIFF\0\0\0\0WAVE"));
    }
}
