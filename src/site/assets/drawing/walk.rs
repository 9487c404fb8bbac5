//! What a published drawing draws, shape by shape, for pictures and paper. What this does not know makes nothing of it: half a
//! drawing of first aid says something else.

use super::value::{number_at, numbers};
use super::{Child, Element, read, sift};
use crate::assets::typeface::{BOLD, REGULAR};
use kurbo::{Affine, BezPath, Cap, Circle, Ellipse, Join, Point, RoundedRect, Shape};
use std::collections::BTreeMap;

/// How far a line may be from the curve that it stands for, in pixels.
pub(super) const TOLERANCE: f64 = 0.1;

/// Deepest that uses and groups may lie in each other.
const DEPTH: usize = 24;

/// A drawing's letters are wider in the type of cards than in that of browsers.
const LETTERS: f64 = 0.93;

/// What takes the shapes of a drawing, the lowest first.
pub(super) trait Ground {
    /// Takes an outline in its own lengths; its style says where it stands.
    fn shape(&mut self, path: &BezPath, style: &Style);
}

/// What an element hands down.
#[derive(Clone)]
pub(super) struct Style {
    pub place: Affine,
    pub fill: Option<[u8; 3]>,
    pub stroke: Option<[u8; 3]>,
    pub width: f64,
    pub cap: Cap,
    pub join: Join,
    pub miter: f64,
    pub dashes: Vec<f64>,
    opacity: f32,
    fill_opacity: f32,
    stroke_opacity: f32,
    size: f64,
    bold: bool,
    anchor: f64,
}

impl Style {
    fn new() -> Self {
        Self {
            place: Affine::IDENTITY,
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
        }
    }

    /// How much of what lies below the inside hides.
    pub fn fill_opacity(&self) -> f32 {
        self.opacity * self.fill_opacity
    }

    /// The same of its line.
    pub fn stroke_opacity(&self) -> f32 {
        self.opacity * self.stroke_opacity
    }
}

/// A drawing that holds something unknown.
struct Unknown;

/// A published drawing, read.
pub(super) struct Read {
    root: Element,
    /// Left, top, width and height of what is seen.
    pub view: [f64; 4],
}

impl Read {
    /// Reads a published drawing; nothing where it is none.
    pub fn of(published: &[u8]) -> Option<Self> {
        let text = read::text(published).ok()?;
        let raw = read::tree(&text).ok()?;
        let root = sift::sift(&raw).ok()?;
        let seen: Vec<f64> = numbers(root.get("viewBox").unwrap_or_default()).collect();
        let (width, height) = super::size::of(&root)?;
        let view = match seen.as_slice() {
            [left, top, wide, high] if *wide > 0.0 && *high > 0.0 => [*left, *top, *wide, *high],
            [] => [0.0, 0.0, f64::from(width), f64::from(height)],
            _ => return None,
        };
        Some(Self { root, view })
    }

    /// Hands its shapes to a ground, so many times as large, the corner of what is seen at the ground's own; nothing where it
    /// holds what is not known here.
    pub fn draw(&self, scale: f64, ground: &mut impl Ground) -> Option<()> {
        let [left, top, ..] = self.view;
        let style = Style {
            place: Affine::scale(scale) * Affine::translate((-left, -top)),
            ..Style::new()
        };
        let mut named = BTreeMap::new();
        name(&self.root, &mut named);
        let walk = Walk { named };
        walk.element(&self.root, &style, ground, 0).ok()
    }
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
        ground: &mut impl Ground,
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
                        self.element(inner, &style, ground, depth + 1)?;
                    }
                }
            }
            "use" => {
                let target = element.get("href").and_then(|href| href.strip_prefix('#'));
                let target = target.and_then(|id| self.named.get(id)).ok_or(Unknown)?;
                let by = (length("x")?.unwrap_or(0.0), length("y")?.unwrap_or(0.0));
                style.place *= Affine::translate(by);
                self.element(target, &style, ground, depth + 1)?;
            }
            "text" => ground.shape(&text(element, &style)?, &style),
            _ => {
                let path = shape(element)?;
                ground.shape(&path, &style);
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

/// The letters of a text, as they stand.
fn text(element: &Element, style: &Style) -> Result<BezPath, Unknown> {
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
    BezPath::from_svg(&path).map_err(|_| Unknown)
}
