//! The lotus of the theme as curves, for cards and icons.

use ab_glyph_rasterizer::{Point, Rasterizer, point};

/// One petal: where it begins, and two cubic curves with their control points.
type Petal = [(f32, f32); 7];

/// The petals, in the drawing's own units; the drawing begins at (0, 4) and is 48 wide and 38 high.
const PETALS: [Petal; 5] = [
    [
        (24.0, 6.0),
        (30.0, 14.0),
        (30.0, 28.0),
        (24.0, 37.0),
        (18.0, 28.0),
        (18.0, 14.0),
        (24.0, 6.0),
    ],
    [
        (22.0, 38.0),
        (13.0, 36.0),
        (8.0, 27.0),
        (9.0, 17.0),
        (16.0, 20.0),
        (21.0, 27.0),
        (22.0, 38.0),
    ],
    [
        (26.0, 38.0),
        (35.0, 36.0),
        (40.0, 27.0),
        (39.0, 17.0),
        (32.0, 20.0),
        (27.0, 27.0),
        (26.0, 38.0),
    ],
    [
        (19.0, 39.5),
        (11.0, 40.5),
        (4.5, 35.5),
        (2.0, 28.0),
        (9.0, 27.5),
        (16.0, 31.5),
        (19.0, 39.5),
    ],
    [
        (29.0, 39.5),
        (37.0, 40.5),
        (43.5, 35.5),
        (46.0, 28.0),
        (39.0, 27.5),
        (32.0, 31.5),
        (29.0, 39.5),
    ],
];

/// Width of the drawing in its own units.
pub const WIDTH: f32 = 48.0;

/// Height of the drawing in its own units.
pub const HEIGHT: f32 = 38.0;

const TOP: f32 = 4.0;

/// The coverage of each pixel, 0 to 1, row by row, of a lotus `width` pixels wide, with the number of
/// rows.
pub fn draw(width: usize) -> (usize, Vec<f32>) {
    let scale = width as f32 / WIDTH;
    let height = (HEIGHT * scale).ceil() as usize;
    let mut rasteriser = Rasterizer::new(width, height);
    let at = |(x, y): (f32, f32)| -> Point { point(x * scale, (y - TOP) * scale) };
    for [a, b, c, d, e, f, g] in PETALS {
        rasteriser.draw_cubic(at(a), at(b), at(c), at(d));
        rasteriser.draw_cubic(at(d), at(e), at(f), at(g));
    }
    let mut coverage = vec![0.0; width * height];
    rasteriser.for_each_pixel(|at, covered| coverage[at] = covered.clamp(0.0, 1.0));
    (height, coverage)
}

/// The same as an SVG path, `width` wide, its upper left corner at (`x`, `y`).
pub fn svg_path(width: f32, x: f32, y: f32) -> String {
    let scale = width / WIDTH;
    let place = |value: f32| (value * 100.0).round() / 100.0;
    let at = |(px, py): (f32, f32)| {
        format!(
            "{} {}",
            place(x + px * scale),
            place(y + (py - TOP) * scale)
        )
    };
    let petals = PETALS.iter().map(|[a, b, c, d, e, f, g]| {
        let [a, b, c, d, e, f, g] = [a, b, c, d, e, f, g].map(|point| at(*point));
        format!("M{a}C{b} {c} {d} {e} {f} {g}Z")
    });
    petals.collect()
}
