//! A published drawing → pixels, for pictures that are sent.

use super::walk::{Ground, Read, Style, TOLERANCE};
use crate::assets::sheet::Painted;
use ab_glyph_rasterizer::{Rasterizer, point};
use kurbo::{BezPath, Cap, Circle, PathEl, Point, Shape, Stroke, StrokeOpts};

/// Paints a published drawing into a box of so many pixels, as large as fits; nothing where it holds what is not known here.
pub fn paint(published: &[u8], most: (usize, usize)) -> Option<Painted> {
    let read = Read::of(published)?;
    let [_, _, wide, high] = read.view;
    let scale = (most.0 as f64 / wide).min(most.1 as f64 / high);
    let [width, height] = [wide, high].map(|side| ((side * scale).round() as usize).max(1));
    let mut canvas = Canvas {
        width,
        height,
        pixels: vec![[255; 3]; width * height],
        rasteriser: Rasterizer::new(1, 1),
    };
    read.draw(scale, &mut canvas)?;
    Some(Painted::of(width, &canvas.pixels))
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
    rasteriser: Rasterizer,
}

impl Ground for Canvas {
    fn shape(&mut self, path: &BezPath, style: &Style) {
        if let Some(colour) = style.fill {
            self.fill(&(style.place * path), colour, style.fill_opacity());
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
            self.fill(&(style.place * outline), colour, style.stroke_opacity());
        }
    }
}

impl Canvas {
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
