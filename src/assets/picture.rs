//! Pictures of posts: found, checked and measured once, however many pages show them.

use super::fingerprinted;
use crate::content::{Root, SHARED};
use crate::diagnostic::Diagnostic;
use crate::lang::Near;
use crate::problem::Problem;
use crate::slug::slugify;
use image::ImageReader;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// Largest picture file, in bytes.
const FILE_LIMIT: u64 = 20 << 20;

/// Longest side, in pixels.
const SIDE_LIMIT: u32 = 12_000;

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picture {
    /// Its path from the root.
    pub id: String,
    /// Its address below the site's root.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The pictures of a root, each read once.
#[derive(Debug)]
pub struct Pictures {
    root: Root,
    known: Mutex<BTreeMap<String, Place>>,
}

/// Where the outcome of reading a picture comes to stand, once.
type Place = Arc<OnceLock<Result<Picture, Problem>>>;

impl Pictures {
    /// The pictures of `root`, none of them read yet.
    pub fn new(root: Root) -> Self {
        Self {
            root,
            known: Mutex::default(),
        }
    }

    /// The folder that the pictures are in.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The picture at `path` in the ward's folder, or else in the shared one. `written` is how the
    /// post names it, for messages.
    ///
    /// # Errors
    /// When there is none, or it cannot be shown.
    pub fn find(&self, ward: &str, path: &str, written: &str) -> Result<Picture, Problem> {
        // A name with marks may lie on the disk in either of Unicode's forms: macOS decomposes.
        let forms = [path.to_owned(), path.nfc().collect(), path.nfd().collect()];
        let candidates = [ward, SHARED].map(|folder| {
            let at = |form: &String| format!("content/{folder}/{form}");
            forms.iter().map(at).collect::<Vec<_>>()
        });
        let candidates = candidates.concat();
        let Some(id) = candidates.into_iter().find(|id| self.root.has_file(id)) else {
            let near = self.similar(ward, path);
            return Err(Problem::PictureMissing {
                path: written.into(),
                near,
            });
        };
        // The map is locked to find the picture's place alone, so that many are read at once.
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(id.clone()).or_default())
        };
        let found = place.get_or_init(|| read(&self.root, &id));
        found.clone().map_err(|problem| named(problem, written))
    }

    /// The bytes of a picture's file; `id` is its path from the root.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self, id: &str) -> Result<Vec<u8>, Diagnostic> {
        self.root.read_bytes(id, FILE_LIMIT)
    }

    fn similar(&self, ward: &str, path: &str) -> Near {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut unread = Vec::new();
        let files: Vec<_> = [ward, SHARED]
            .iter()
            .flat_map(|top| {
                self.root
                    .files_below(&format!("content/{top}/{folder}"), &mut unread)
            })
            .filter_map(|file| file.rsplit('/').next().map(str::to_owned))
            .filter(|file| !file.ends_with(".md"))
            .collect();
        Near::find(name, files.iter().map(String::as_str))
    }
}

/// The problem with the picture named as in the post that shows it.
fn named(problem: Problem, written: &str) -> Problem {
    let path = written.to_owned();
    match problem {
        Problem::PictureUnreadable { reason, .. } => Problem::PictureUnreadable { path, reason },
        Problem::PictureTooLarge { found, limit, .. } => {
            Problem::PictureTooLarge { path, found, limit }
        }
        Problem::PictureActive { what, .. } => Problem::PictureActive { path, what },
        Problem::PictureUnknownType { .. } => Problem::PictureUnknownType { path },
        other => other,
    }
}

fn read(root: &Root, id: &str) -> Result<Picture, Problem> {
    let bytes =
        root.read_bytes(id, FILE_LIMIT)
            .map_err(|diagnostic| match *diagnostic.problem {
                Problem::FileTooLarge { size, limit } => {
                    let [found, limit] = [size, limit].map(|bytes| format!("{} MB", bytes >> 20));
                    Problem::PictureTooLarge {
                        path: id.into(),
                        found,
                        limit,
                    }
                }
                other => other,
            })?;
    let name = id.rsplit('/').next().unwrap_or(id);
    let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "anh" } else { &stem };
    let (extension, width, height) = if name.to_ascii_lowercase().ends_with(".svg") {
        drawing(id, &bytes)?
    } else {
        raster(id, &bytes)?
    };
    if width > SIDE_LIMIT || height > SIDE_LIMIT {
        let (found, limit) = (format!("{width} × {height} px"), format!("{SIDE_LIMIT} px"));
        return Err(Problem::PictureTooLarge {
            path: id.into(),
            found,
            limit,
        });
    }
    Ok(Picture {
        id: id.into(),
        url: fingerprinted(&format!("{stem}.{extension}"), &bytes),
        width,
        height,
    })
}

fn unreadable(id: &str, reason: impl ToString) -> Problem {
    Problem::PictureUnreadable {
        path: id.into(),
        reason: reason.to_string(),
    }
}

/// The true type of a raster picture, whatever its name says, and its size.
fn raster(id: &str, bytes: &[u8]) -> Result<(&'static str, u32, u32), Problem> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| unreadable(id, error))?;
    let extension = match reader.format() {
        Some(image::ImageFormat::Jpeg) => "jpg",
        Some(image::ImageFormat::Png) => "png",
        Some(image::ImageFormat::WebP) => "webp",
        Some(image::ImageFormat::Gif) => "gif",
        _ => return Err(Problem::PictureUnknownType { path: id.into() }),
    };
    let (width, height) = reader
        .into_dimensions()
        .map_err(|error| unreadable(id, error))?;
    Ok((extension, width, height))
}

/// A drawing's size, when nothing in it can act or call elsewhere.
fn drawing(id: &str, bytes: &[u8]) -> Result<(&'static str, u32, u32), Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(id, error))?;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut size = None;
    let active = |what: String| Problem::PictureActive {
        path: id.into(),
        what,
    };
    loop {
        match reader.read_event().map_err(|error| unreadable(id, error))? {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name().as_ref().to_owned();
                if [
                    "script",
                    "foreignObject",
                    "style",
                    "iframe",
                    "image",
                    "animate",
                    "set",
                ]
                .contains(&name.as_str())
                {
                    return Err(active(format!("<{name}>")));
                }
                let attributes = attributes(id, &element)?;
                if let Some((key, _)) = attributes.iter().find(|(key, value)| is_active(key, value))
                {
                    return Err(active(key.clone()));
                }
                if size.is_none() {
                    size = Some(
                        drawing_size(&name, &attributes)
                            .ok_or_else(|| unreadable(id, "width, height"))?,
                    );
                }
            }
            Event::DocType(_) => return Err(active("<!DOCTYPE>".into())),
            Event::GeneralRef(name) if !is_known_reference(&name) => {
                return Err(unreadable(id, format!("&{};", &*name)));
            }
            Event::PI(_) => return Err(active("<?…?>".into())),
            Event::Eof => break,
            _ => {}
        }
    }
    let (width, height) = size.ok_or_else(|| unreadable(id, "<svg>"))?;
    Ok(("svg", width, height))
}

fn attributes(
    id: &str,
    element: &quick_xml::events::BytesStart<'_>,
) -> Result<Vec<(String, String)>, Problem> {
    element
        .attributes()
        .map(|attribute| {
            let attribute = attribute.map_err(|error| unreadable(id, error))?;
            let key = attribute.key.local_name().as_ref().to_owned();
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| unreadable(id, error))?;
            Ok((key, value.into_owned()))
        })
        .collect()
}

/// Whether an attribute could run something, or fetch something from outside the drawing.
fn is_active(key: &str, value: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let value = value.to_ascii_lowercase();
    let reference = (key == "href" || key == "src") && !value.trim_start().starts_with('#');
    let outside = value.match_indices("url(").any(|(at, _)| {
        !value[at + 4..]
            .trim_start_matches(['"', '\'', ' '])
            .starts_with('#')
    });
    // In CSS a backslash can hide the letters of `url`.
    let disguised = key == "style" && (value.contains('\\') || value.contains('@'));
    key.starts_with("on") || reference || outside || disguised || value.contains("javascript:")
}

/// Whether XML itself knows what `&name;` stands for.
fn is_known_reference(name: &str) -> bool {
    name.starts_with('#') || ["lt", "gt", "amp", "quot", "apos"].contains(&name)
}

/// `width` and `height` of the outermost element, or the size of its view box.
fn drawing_size(name: &str, attributes: &[(String, String)]) -> Option<(u32, u32)> {
    if name != "svg" {
        return None;
    }
    let get = |wanted: &str| {
        attributes
            .iter()
            .find(|(key, _)| key == wanted)
            .map(|(_, value)| value.as_str())
    };
    let pixels = |text: &str| {
        text.trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .map(|n| n.round() as u32)
            .filter(|n| *n > 0)
    };
    if let (Some(width), Some(height)) = (
        get("width").and_then(pixels),
        get("height").and_then(pixels),
    ) {
        return Some((width, height));
    }
    let mut numbers = get("viewBox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2);
    Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
}
