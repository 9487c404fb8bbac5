//! A published drawing → pixels, for pictures that are sent. What this does not know makes no picture of it: half a drawing of
//! first aid says something else.

use super::value::{number_at, numbers};
use super::{Child, Element, read, sift};
use crate::assets::sheet::Painted;
use crate::assets::typeface::{BOLD, REGULAR};
use ab_glyph_rasterizer::{Rasterizer, point};
use kurbo::{
    Affine, BezPath, Cap, Circle, Ellipse, Join, PathEl, Point, RoundedRect, Shape, Stroke,
    StrokeOpts,
};
use std::collections::BTreeMap;

/// How far a line may be from the curve that it stands for, in pixels.
const TOLERANCE: f64 = 0.1;

/// Deepest that uses and groups may lie in each other.
const DEPTH: usize = 24;

/// A drawing's letters are wider in the type of cards than in that of browsers.
const LETTERS: f64 = 0.93;

/// What an element hands down.
#[derive(Clone)]
struct Style {
    place: Affine,
    fill: Option<[u8; 3]>,
    stroke: Option<[u8; 3]>,
    width: f64,
    cap: Cap,
    join: Join,
    miter: f64,
    dashes: Vec<f64>,
    opacity: f32,
    fill_opacity: f32,
    stroke_opacity: f32,
    size: f64,
    bold: bool,
    anchor: f64,
}

/// A drawing that holds something unknown.
struct Unknown;

/// Paints a published drawing into a box of so many pixels, as large as fits; nothing where it holds what is not known here.
pub fn paint(published: &[u8], most: (usize, usize)) -> Option<Painted> {
    let text = read::text(published).ok()?;
    let raw = read::tree(&text).ok()?;
    let root = sift::sift(&raw).ok()?;
    let view: Vec<f64> = numbers(root.get("viewBox").unwrap_or_default()).collect();
    let (width, height) = super::size::of(&root)?;
    let (left, top, wide, high) = match view.as_slice() {
        [left, top, wide, high] if *wide > 0.0 && *high > 0.0 => (*left, *top, *wide, *high),
        [] => (0.0, 0.0, f64::from(width), f64::from(height)),
        _ => return None,
    };
    let scale = (most.0 as f64 / wide).min(most.1 as f64 / high);
    let [width, height] = [wide, high].map(|side| ((side * scale).round() as usize).max(1));
    let mut canvas = Canvas {
        width,
        height,
        pixels: vec![[255; 3]; width * height],
        rasteriser: Rasterizer::new(1, 1),
    };
    let style = Style {
        place: Affine::scale(scale) * Affine::translate((-left, -top)),
        fill: Some([0; 3]),
        stroke: None,
        width: 1.0,
        cap: Cap::Butt,
        join: Join::Miter,
        miter: 4.0,
        dashes: Vec::new(),
        opacity: 1.0,
        fill_opacity: 1.0,
        stroke_opacity: 1.0,
        size: 16.0,
        bold: false,
        anchor: 0.0,
    };
    let mut named = BTreeMap::new();
    name(&root, &mut named);
    let walk = Walk { named };
    walk.element(&root, &style, &mut canvas, 0).ok()?;
    Some(Painted::of(width, &canvas.pixels))
}

fn name<'a>(element: &'a Element, named: &mut BTreeMap<&'a str, &'a Element>) {
    if let Some(id) = element.get("id") {
        named.insert(id, element);
    }
    element.elements().for_each(|inner| name(inner, named));
}

struct Walk<'a> {
    named: BTreeMap<&'a str, &'a Element>,
}

impl Walk<'_> {
    fn element(
        &self,
        element: &Element,
        before: &Style,
        canvas: &mut Canvas,
        depth: usize,
    ) -> Result<(), Unknown> {
        if depth > DEPTH {
            return Err(Unknown);
        }
        let mut style = before.clone();
        style.take(element)?;
        let length = |key: &str| length(element, key);
        match element.name {
            "title" | "desc" | "defs" => {}
            "svg" | "g" | "a" | "symbol" => {
                for inner in element.elements() {
                    // A symbol is drawn where it is used alone.
                    if inner.name != "symbol" {
                        self.element(inner, &style, canvas, depth + 1)?;
                    }
                }
            }
            "use" => {
                let target = element.get("href").and_then(|href| href.strip_prefix('#'));
                let target = target.and_then(|id| self.named.get(id)).ok_or(Unknown)?;
                let by = (length("x")?.unwrap_or(0.0), length("y")?.unwrap_or(0.0));
                style.place *= Affine::translate(by);
                self.element(target, &style, canvas, depth + 1)?;
            }
            "text" => canvas.text(element, &style)?,
            _ => {
                let path = shape(element)?;
                canvas.shape(&path, &style);
            }
        }
        Ok(())
    }
}

impl Style {
    /// Takes over what an element says.
    fn take(&mut self, element: &Element) -> Result<(), Unknown> {
        for (key, value) in &element.attributes {
            let value = value.trim();
            match *key {
                "transform" => self.place *= transform(value).ok_or(Unknown)?,
                "fill" => self.fill = paint_of(value, self.fill)?,
                "stroke" => self.stroke = paint_of(value, self.stroke)?,
                "stroke-width" => self.width = plain(value)?,
                "stroke-miterlimit" => self.miter = plain(value)?,
                "opacity" => self.opacity *= plain(value)? as f32,
                "fill-opacity" => self.fill_opacity = plain(value)? as f32,
                "stroke-opacity" => self.stroke_opacity = plain(value)? as f32,
                "font-size" => self.size = plain(value)?,
                "font-weight" => {
                    self.bold = matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900");
                }
                "stroke-linecap" => {
                    self.cap = match value {
                        "round" => Cap::Round,
                        "square" => Cap::Square,
                        _ => Cap::Butt,
                    }
                }
                "stroke-linejoin" => {
                    self.join = match value {
                        "round" => Join::Round,
                        "bevel" => Join::Bevel,
                        _ => Join::Miter,
                    }
                }
                "stroke-dasharray" => {
                    self.dashes = match value {
                        "none" => Vec::new(),
                        list => numbers(list).collect(),
                    }
                }
                "text-anchor" => {
                    self.anchor = match value {
                        "middle" => 0.5,
                        "end" => 1.0,
                        _ => 0.0,
                    }
                }
                // Geometry, read where it is needed, and what changes no pixel.
                "x" | "y" | "width" | "height" | "rx" | "ry" | "cx" | "cy" | "r" | "x1" | "y1"
                | "x2" | "y2" | "d" | "points" | "viewBox" | "id" | "href" | "role" | "lang"
                | "xml:lang" | "xml:space" | "aria-label" | "aria-hidden" | "aria-labelledby"
                | "aria-describedby" | "font-family" | "text-rendering" | "shape-rendering" => {}
                "fill-rule" | "clip-rule" if value == "nonzero" => {}
                _ => return Err(Unknown),
            }
        }
        Ok(())
    }
}

fn plain(value: &str) -> Result<f64, Unknown> {
    match number_at(value, 0) {
        (Some(number), end) if matches!(&value[end..], "" | "px") => Ok(number),
        _ => Err(Unknown),
    }
}

fn length(element: &Element, key: &str) -> Result<Option<f64>, Unknown> {
    element
        .get(key)
        .map(|value| plain(value.trim()))
        .transpose()
}

/// A colour: of the names those that drawings of the library use, and the plainest.
fn paint_of(value: &str, before: Option<[u8; 3]>) -> Result<Option<[u8; 3]>, Unknown> {
    let digits = |text: &str| u8::from_str_radix(text, 16).map_err(|_| Unknown);
    let colour = match value {
        "none" => return Ok(None),
        "inherit" => return Ok(before),
        "black" | "currentColor" => [0; 3],
        "white" => [255; 3],
        "red" => [255, 0, 0],
        _ => {
            let hex = value.strip_prefix('#').filter(|hex| hex.is_ascii());
            let hex = hex.ok_or(Unknown)?;
            match hex.len() {
                3 => {
                    let one = |at: usize| digits(&hex[at..=at]).map(|digit| digit * 17);
                    [one(0)?, one(1)?, one(2)?]
                }
                6 => [digits(&hex[..2])?, digits(&hex[2..4])?, digits(&hex[4..])?],
                _ => return Err(Unknown),
            }
        }
    };
    Ok(Some(colour))
}

fn transform(value: &str) -> Option<Affine> {
    let mut whole = Affine::IDENTITY;
    for step in value
        .split(')')
        .map(str::trim)
        .filter(|step| !step.is_empty())
    {
        let (name, numbers_in) = step.split_once('(')?;
        let numbers: Vec<f64> = numbers(numbers_in).collect();
        let name = name.trim().trim_start_matches(',').trim();
        whole *= match (name, numbers.as_slice()) {
            ("translate", [x]) => Affine::translate((*x, 0.0)),
            ("translate", [x, y]) => Affine::translate((*x, *y)),
            ("scale", [both]) => Affine::scale(*both),
            ("scale", [x, y]) => Affine::scale_non_uniform(*x, *y),
            ("rotate", [angle]) => Affine::rotate(angle.to_radians()),
            ("rotate", [angle, x, y]) => Affine::rotate_about(angle.to_radians(), (*x, *y)),
            ("matrix", [a, b, c, d, e, f]) => Affine::new([*a, *b, *c, *d, *e, *f]),
            _ => return None,
        };
    }
    Some(whole)
}

/// The outline of an element.
fn shape(element: &Element) -> Result<BezPath, Unknown> {
    let at = |key: &str| Ok(length(element, key)?.unwrap_or(0.0));
    Ok(match element.name {
        "path" => BezPath::from_svg(element.get("d").unwrap_or_default()).map_err(|_| Unknown)?,
        "circle" => Circle::new((at("cx")?, at("cy")?), at("r")?).to_path(TOLERANCE),
        "ellipse" => {
            Ellipse::new((at("cx")?, at("cy")?), (at("rx")?, at("ry")?), 0.0).to_path(TOLERANCE)
        }
        "rect" => {
            let (x, y, width, height) = (at("x")?, at("y")?, at("width")?, at("height")?);
            let round = length(element, "rx")?.or(length(element, "ry")?);
            let round = round.unwrap_or(0.0).min(width / 2.0).min(height / 2.0);
            RoundedRect::new(x, y, x + width, y + height, round).to_path(TOLERANCE)
        }
        "line" => {
            let mut path = BezPath::new();
            path.move_to((at("x1")?, at("y1")?));
            path.line_to((at("x2")?, at("y2")?));
            path
        }
        "polyline" | "polygon" => {
            let points: Vec<f64> = numbers(element.get("points").unwrap_or_default()).collect();
            let mut path = BezPath::new();
            for (at, pair) in points.chunks_exact(2).enumerate() {
                let to = Point::new(pair[0], pair[1]);
                match at {
                    0 => path.move_to(to),
                    _ => path.line_to(to),
                }
            }
            if element.name == "polygon" && !path.is_empty() {
                path.close_path();
            }
            path
        }
        _ => return Err(Unknown),
    })
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
    rasteriser: Rasterizer,
}

impl Canvas {
    fn shape(&mut self, path: &BezPath, style: &Style) {
        if let Some(colour) = style.fill {
            let opacity = style.opacity * style.fill_opacity;
            self.fill(&(style.place * path), colour, opacity);
        }
        if let Some(colour) = style.stroke.filter(|_| style.width > 0.0) {
            let mut stroke = Stroke::new(style.width)
                .with_caps(style.cap)
                .with_join(style.join)
                .with_miter_limit(style.miter);
            if style.dashes.iter().any(|dash| *dash > 0.0) {
                stroke = stroke.with_dashes(0.0, style.dashes.iter().copied());
            }
            let mut outline = kurbo::stroke(path, &stroke, &StrokeOpts::default(), TOLERANCE);
            if style.cap == Cap::Round {
                dots(path, style.width / 2.0, &mut outline);
            }
            let opacity = style.opacity * style.stroke_opacity;
            self.fill(&(style.place * outline), colour, opacity);
        }
    }

    fn text(&mut self, element: &Element, style: &Style) -> Result<(), Unknown> {
        let mut words = String::new();
        for child in &element.children {
            match child {
                Child::Text(text) => words.push_str(text),
                // Parts of a line may stand elsewhere.
                Child::Element(_) => return Err(Unknown),
            }
        }
        let face = if style.bold { &*BOLD } else { &*REGULAR };
        let words = face.showable(&words);
        let size = style.size * LETTERS;
        let width = f64::from(face.width(&words)) * size;
        let [x, y] = [length(element, "x")?, length(element, "y")?].map(Option::unwrap_or_default);
        let left = x - width * style.anchor;
        let path = face.svg_path(&words, size as f32, left as f32, y as f32);
        let path = BezPath::from_svg(&path).map_err(|_| Unknown)?;
        self.shape(&path, style);
        Ok(())
    }

    /// Fills an outline; where it winds around a place at all, the place is inside.
    fn fill(&mut self, path: &BezPath, colour: [u8; 3], opacity: f32) {
        let bounds = path.bounding_box();
        if !bounds.is_finite() || bounds.width() > 16_000.0 || bounds.height() > 16_000.0 {
            return;
        }
        let (left, top) = (bounds.x0.floor() - 1.0, bounds.y0.floor() - 1.0);
        let (width, height) = (
            (bounds.x1.ceil() - left) as usize + 2,
            (bounds.y1.ceil() - top) as usize + 2,
        );
        if width.saturating_mul(height) > 16 << 20 {
            return;
        }
        self.rasteriser.reset(width, height);
        let at = |p: Point| point((p.x - left) as f32, (p.y - top) as f32);
        let (mut first, mut last) = (Point::ZERO, Point::ZERO);
        let rasteriser = &mut self.rasteriser;
        kurbo::flatten(path, TOLERANCE, |part| match part {
            PathEl::MoveTo(to) => {
                // An open outline is filled as if it were closed.
                rasteriser.draw_line(at(last), at(first));
                (first, last) = (to, to);
            }
            PathEl::LineTo(to) => {
                rasteriser.draw_line(at(last), at(to));
                last = to;
            }
            PathEl::ClosePath => {
                rasteriser.draw_line(at(last), at(first));
                last = first;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        rasteriser.draw_line(at(last), at(first));
        let (pixels, own, high) = (&mut self.pixels, self.width, self.height);
        let (left, top) = (left as i64, top as i64);
        self.rasteriser.for_each_pixel_2d(|x, y, covered| {
            let covered = covered.min(1.0) * opacity;
            let (x, y) = (left + i64::from(x), top + i64::from(y));
            if covered < 1.0 / 512.0 || x < 0 || y < 0 || x >= own as i64 || y >= high as i64 {
                return;
            }
            let pixel = &mut pixels[y as usize * own + x as usize];
            for (channel, wanted) in pixel.iter_mut().zip(colour) {
                let (from, to) = (f32::from(*channel), f32::from(wanted));
                *channel = (from + (to - from) * covered).round() as u8;
            }
        });
    }
}

/// Lines without length, which round ends make dots of.
fn dots(path: &BezPath, radius: f64, outline: &mut BezPath) {
    for part in path.elements().windows(2) {
        if let [PathEl::MoveTo(from), PathEl::LineTo(to)] = part
            && from == to
        {
            outline.extend(Circle::new(*from, radius).path_elements(TOLERANCE));
        }
    }
}
