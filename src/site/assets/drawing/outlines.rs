//! A published drawing as shapes, for paper: sharp at any size.

use super::walk::{Ground, Read, Style};
use kurbo::{Affine, BezPath, Cap, Join};

/// A drawing as shapes, its upper left corner at the origin.
#[derive(Debug, Clone)]
pub struct Outlines {
    /// How wide it is, in its own lengths.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// What it draws, the lowest first.
    pub shapes: Vec<Outline>,
}

/// One shape of a drawing.
#[derive(Debug, Clone)]
pub struct Outline {
    /// Its outline, before it is placed. Where it winds around a place at all, the place is inside.
    pub path: BezPath,
    /// Where it stands in the drawing.
    pub place: Affine,
    /// Colour and opacity of its inside.
    pub fill: Option<([u8; 3], f32)>,
    /// The line around it.
    pub pen: Option<Pen>,
}

/// A line around a shape; lengths are those of the shape before it is placed.
#[derive(Debug, Clone)]
pub struct Pen {
    /// Its colour.
    pub colour: [u8; 3],
    /// How much of what lies below it hides, up to 1.
    pub opacity: f32,
    /// How wide it is.
    pub width: f64,
    /// Its ends.
    pub cap: Cap,
    /// Its corners.
    pub join: Join,
    /// How far pointed corners reach.
    pub miter: f64,
    /// Lengths of dashes and gaps; empty where it is whole.
    pub dashes: Vec<f64>,
}

/// The shapes of a published drawing; nothing where it holds what is not known here.
pub fn outlines(published: &[u8]) -> Option<Outlines> {
    let read = Read::of(published)?;
    let [_, _, width, height] = read.view;
    let mut shapes = Shapes(Vec::new());
    read.draw(1.0, &mut shapes)?;
    Some(Outlines {
        width,
        height,
        shapes: shapes.0,
    })
}

struct Shapes(Vec<Outline>);

impl Ground for Shapes {
    fn shape(&mut self, path: &BezPath, style: &Style) {
        let fill = style.fill.map(|colour| (colour, style.fill_opacity()));
        let stroke = style.stroke.filter(|_| style.width > 0.0);
        let pen = stroke.map(|colour| Pen {
            colour,
            opacity: style.stroke_opacity(),
            width: style.width,
            cap: style.cap,
            join: style.join,
            miter: style.miter,
            dashes: match style.dashes.iter().any(|dash| *dash > 0.0) {
                true => style.dashes.clone(),
                false => Vec::new(),
            },
        });
        if fill.is_some() || pen.is_some() {
            self.0.push(Outline {
                path: path.clone(),
                place: style.place,
                fill,
                pen,
            });
        }
    }
}
