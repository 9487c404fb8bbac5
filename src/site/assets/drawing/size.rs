//! How large a drawing is shown: `width` and `height` in any unit, or the size of its view box.

use super::Element;
use super::value::{number_at, numbers};

/// Pixels of an em where nothing says otherwise.
const EM: f64 = 16.0;

/// Width and height in pixels.
pub fn of(root: &Element) -> Option<(u32, u32)> {
    let width = root.get("width").and_then(pixels);
    let height = root.get("height").and_then(pixels);
    let view: Vec<f64> = numbers(root.get("viewBox").unwrap_or_default()).collect();
    let view = match view.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    };
    // Of one side and a view box follows the other (CSS Images, 5.3).
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (None, None, Some(view)) => view,
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        _ => return None,
    };
    let whole = |side: f64| side.round().clamp(1.0, f64::from(u32::MAX)) as u32;
    Some((whole(width), whole(height)))
}

/// Takes away sides that are no lengths: shares of a page that a picture does not know.
pub fn tidy(root: &mut Element) {
    root.attributes
        .retain(|(key, value)| !["width", "height"].contains(key) || pixels(value).is_some());
}

/// A length in CSS pixels, of which an inch has 96.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let (number, end) = number_at(length, 0);
    let unit = match length.get(end..)?.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "em" | "rem" => EM,
        "ex" | "ch" => EM / 2.0,
        _ => return None,
    };
    let pixels = number? * unit;
    (pixels.is_finite() && pixels > 0.0).then_some(pixels)
}
