//! SVG drawings: published as they are, once nothing in them can act or call elsewhere.

use crate::problem::Problem;
use quick_xml::XmlVersion;
use quick_xml::events::Event;

fn unreadable(id: &str, reason: impl std::fmt::Display) -> Problem {
    Problem::PictureUnreadable {
        path: id.into(),
        reason: crate::reason::Reason::of(reason),
    }
}

/// A drawing's size in pixels, when nothing in it can act or call elsewhere.
///
/// # Errors
/// When it is no SVG, has no size, or holds something that acts.
pub fn size(id: &str, bytes: &[u8]) -> Result<(u32, u32), Problem> {
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
    size.ok_or_else(|| unreadable(id, "<svg>"))
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
