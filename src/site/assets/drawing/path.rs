//! How long an outline is, for what a browser has to do along it.

use super::Element;
use super::value::{number_at, numbers};

type Point = (f64, f64);

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// About the length of a shape's outline, not less; in its own units.
pub fn outline(element: &Element) -> f64 {
    let number = |name: &str| {
        let value = element.get(name).unwrap_or_default();
        numbers(value).next().unwrap_or(0.0).abs() * if value.contains('%') { 100.0 } else { 1.0 }
    };
    let [width, height, r, rx, ry] = ["width", "height", "r", "rx", "ry"].map(number);
    match element.name {
        "path" => length(element.get("d").unwrap_or_default()),
        "polyline" | "polygon" => {
            let all: Vec<f64> = numbers(element.get("points").unwrap_or_default()).collect();
            let points: Vec<Point> = all.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            let steps = points.windows(2).map(|pair| distance(pair[0], pair[1]));
            2.0 * steps.sum::<f64>()
        }
        "line" => {
            let [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map(number);
            x1 + y1 + x2 + y2
        }
        "rect" => 2.0 * (width + height),
        "circle" => 6.3 * r,
        "ellipse" => 6.3 * rx.max(ry),
        // Letters have outlines too.
        "text" | "tspan" => 1_000.0,
        _ => 0.0,
    }
}

/// About the length of path data, not less: control points are visited on the way.
fn length(data: &str) -> f64 {
    let mut total = 0.0;
    let (mut here, mut start): (Point, Point) = ((0.0, 0.0), (0.0, 0.0));
    let mut command = b'M';
    let mut given: Vec<f64> = Vec::with_capacity(7);
    let mut at = 0;
    while at < data.len() {
        let byte = data.as_bytes()[at];
        if byte.is_ascii_alphabetic() {
            command = byte;
            given.clear();
            at += 1;
            if byte.eq_ignore_ascii_case(&b'z') {
                total += distance(here, start);
                here = start;
            }
            continue;
        }
        let (number, end) = number_at(data, at);
        at = end.max(at + 1);
        given.extend(number);
        let wanted = match command.to_ascii_lowercase() {
            b'h' | b'v' => 1,
            b'm' | b'l' | b't' => 2,
            b's' | b'q' => 4,
            b'c' => 6,
            b'a' => 7,
            _ => return total,
        };
        if given.len() < wanted {
            continue;
        }
        let base = if command.is_ascii_lowercase() {
            here
        } else {
            (0.0, 0.0)
        };
        let mut from = here;
        match command.to_ascii_lowercase() {
            b'm' => here = (base.0 + given[0], base.1 + given[1]),
            b'h' => here.0 = base.0 + given[0],
            b'v' => here.1 = base.1 + given[0],
            b'a' => {
                here = (base.0 + given[5], base.1 + given[6]);
                total += 6.3 * given[0].abs().max(given[1].abs());
            }
            _ => {
                for pair in given.chunks_exact(2) {
                    here = (base.0 + pair[0], base.1 + pair[1]);
                    total += distance(from, here);
                    from = here;
                }
            }
        }
        if command.eq_ignore_ascii_case(&b'm') {
            start = here;
            command = if command == b'm' { b'l' } else { b'L' };
        } else {
            total += distance(from, here);
        }
        given.clear();
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_about_as_long_as_they_are() {
        let about = |data: &str, expected: f64| {
            let found = length(data);
            assert!((found - expected).abs() < 0.01, "{data}: {found}");
        };
        about("M0 0h10v10h-10z", 40.0);
        about("m5,5l3 4-3-4", 10.0);
        about("M9 9L12 13M0 0z", 5.0);
        about("M0 0C0 10 10 10 10 0", 30.0);
        assert!(length("M0 0A5 5 0 1 1 1 1") > 31.0);
    }
}
