//! How far a drawing reaches once everything that enlarges it is counted. Beyond all measure, browsers cut curves into
//! ever more pieces.

use super::value::{numbers, reference};
use super::{Element, Fault, What};
use crate::problem::Load;
use std::collections::BTreeMap;

/// Farthest that anything may lie or reach.
pub const LIMIT: f64 = 1e6;

/// Attributes that tell places, lengths and scales.
#[rustfmt::skip]
pub const MEASURES: [&str; 24] = [
    "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "transform",
    "patternTransform", "gradientTransform", "stroke-width", "font-size", "textLength", "viewBox", "markerWidth",
    "markerHeight",
];

/// Refuses a drawing whose parts enlarge each other without end. Parts that show themselves are refused before.
///
/// # Errors
/// Where something lies or reaches too far.
pub fn within_reach(root: &Element, ids: &BTreeMap<&str, &Element>) -> Result<(), Fault> {
    let mut known = BTreeMap::new();
    if reach(root, ids, &mut known) > LIMIT {
        return Err(What::Heavy(Load::Far).at(root.at));
    }
    Ok(())
}

/// How far an element reaches with all that is in it and that it shows.
fn reach<'a>(
    element: &'a Element,
    ids: &BTreeMap<&'a str, &'a Element>,
    known: &mut BTreeMap<&'a str, f64>,
) -> f64 {
    let mut farthest: f64 = 1.0;
    let mut scale = inner_scale(element);
    for (key, value) in &element.attributes {
        if key.ends_with("ransform") {
            scale *= enlargement(value);
        } else if MEASURES.contains(key) || matches!(*key, "d" | "points") {
            farthest = numbers(value).fold(farthest, |far, number| far.max(number.abs()));
        }
        let target = match *key {
            "href" => value.strip_prefix('#'),
            "id" | "aria-label" | "aria-roledescription" => None,
            _ => reference(value).map(|(id, _)| id),
        };
        if let Some((id, target)) = target.and_then(|id| ids.get_key_value(id)) {
            let far = known
                .get(id)
                .copied()
                .unwrap_or_else(|| reach(target, ids, known));
            known.insert(id, far);
            farthest = farthest.max(far);
        }
    }
    for child in element.elements() {
        farthest = farthest.max(reach(child, ids, known));
    }
    farthest * scale
}

/// How many times larger a list of transformations makes what is in it.
fn enlargement(list: &str) -> f64 {
    let parts = list.split(')').filter_map(|part| part.split_once('('));
    let factors = parts.map(|(name, values)| match name.trim_matches([' ', ',']) {
        "scale" => numbers(values).fold(0.0, |most: f64, factor| most.max(factor.abs())),
        "matrix" => numbers(values)
            .take(4)
            .fold(0.0, |most: f64, factor| most.max(factor.abs())),
        // Close to a right angle a slant has no end.
        "skewX" | "skewY" => numbers(values).fold(1.0, |most: f64, angle| {
            most.max(angle.to_radians().tan().abs())
        }),
        _ => 1.0,
    });
    factors.product()
}

/// How many times larger a view box makes what is in it.
fn inner_scale(element: &Element) -> f64 {
    let view: Vec<f64> = numbers(element.get("viewBox").unwrap_or_default()).collect();
    let side = |name: &str| element.get(name).and_then(|value| numbers(value).next());
    let [_, _, width, height] = view.as_slice() else {
        return 1.0;
    };
    let sides = [(side("width"), width), (side("height"), height)];
    let factors = sides
        .into_iter()
        .filter_map(|(side, view)| Some(side? / view.max(1e-9)));
    factors.fold(1.0, f64::max)
}
