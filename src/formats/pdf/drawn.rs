//! What a PDF draws on a page: its letters, each at its place, and its ruled lines.

use super::page::Rule;
use super::row::Glyph;
use hayro_interpret::font::{Glyph as Font, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape, Vec2};
use hayro_interpret::util::TransformExt;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use std::collections::HashMap;

/// Most letters on one page.
const GLYPH_LIMIT: usize = 200_000;

/// Most ruled lines on one page.
const RULE_LIMIT: usize = 20_000;

/// Units of a font's own measures in its size.
const EM: f64 = 1000.0;

/// A ruled line is at most this thick, in points.
const THICK: f64 = 3.0;

/// A ruled line is at least this long, in points.
const SHORT: f64 = 6.0;

/// What was drawn on one page; measures in points, from the page's top left corner as it is shown.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Width of the page.
    pub width: f64,
    /// Letters that stand upright.
    pub glyphs: Vec<Glyph>,
    /// Those that lie over the page, as in signature fields.
    pub stamps: Vec<Glyph>,
    /// Ruled lines.
    pub rules: Vec<Rule>,
    /// Letters of which the file does not say what they stand for.
    pub unknown: usize,
    /// How much of the page pictures cover, at most 1.
    pub pictured: f64,
}

/// Reads the pages of one file.
pub struct Reader<'a> {
    cache: InterpreterCache<'a>,
    pdf: &'a Pdf,
}

impl<'a> Reader<'a> {
    /// A reader of this file.
    pub fn new(pdf: &'a Pdf) -> Self {
        let cache = InterpreterCache::new();
        Self { cache, pdf }
    }

    /// What a page draws.
    pub fn page(&self, page: &'a Page<'a>) -> Drawn {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
        let shown = Rect::new(0.0, 0.0, width, height);
        let upright = page.initial_transform(true).to_kurbo();
        let mut canvas = Canvas::new(shown);
        for (content, stamped) in [
            (RenderContent::PAGE, false),
            (RenderContent::ANNOTATIONS, true),
        ] {
            let settings = InterpreterSettings {
                render_content: content,
                ..InterpreterSettings::default()
            };
            let mut context = Context::new(upright, shown, &self.cache, self.pdf.xref(), settings);
            canvas.stamped = stamped;
            interpret_page(page, &mut context, &mut canvas);
        }
        canvas.finish()
    }
}

/// A letter as it was drawn, whichever way it stands.
struct Letter {
    text: String,
    origin: Point,
    end: Point,
    size: f64,
    /// Quarters of a turn, clockwise, that it is turned by; none where it leans.
    turned: Option<usize>,
    stamped: bool,
}

/// Takes what is drawn.
struct Canvas {
    shown: Rect,
    /// Whether what is drawn lies over the page.
    stamped: bool,
    letters: Vec<Letter>,
    /// Where which letters stand, so that one that is drawn twice, for boldness or a shadow, is taken once.
    places: HashMap<(i64, i64), Vec<usize>>,
    rules: Vec<Rule>,
    drawn: Drawn,
}

/// The side of the squares that letters are found again by, in points.
const SQUARE: f64 = 4.0;

impl Canvas {
    fn new(shown: Rect) -> Self {
        Self {
            shown,
            stamped: false,
            letters: Vec::new(),
            places: HashMap::new(),
            rules: Vec::new(),
            drawn: Drawn::default(),
        }
    }

    fn letter(&mut self, letter: Letter) {
        let at = letter.origin;
        let seen = self.shown.inflate(1.0, 1.0).contains(at);
        if !seen || self.letters.len() >= GLYPH_LIMIT {
            return;
        }
        let (column, row) = ((at.x / SQUARE) as i64, (at.y / SQUARE) as i64);
        let near = 0.12 * letter.size.min(20.0);
        let squares = (column - 1..=column + 1)
            .flat_map(|column| (row - 1..=row + 1).map(move |row| (column, row)));
        let twice = squares
            .filter_map(|square| self.places.get(&square))
            .flatten()
            .filter_map(|index| self.letters.get(*index))
            .any(|other| other.text == letter.text && (other.origin - at).hypot() < near);
        if twice {
            return;
        }
        let square = self.places.entry((column, row)).or_default();
        square.push(self.letters.len());
        self.letters.push(letter);
    }

    fn rule(&mut self, from: Point, to: Point) {
        let (from, to) = (
            Point::new(from.x.min(to.x), from.y.min(to.y)),
            Point::new(from.x.max(to.x), from.y.max(to.y)),
        );
        let (width, height) = (to.x - from.x, to.y - from.y);
        let ruled = width.min(height) <= THICK && width.max(height) >= SHORT;
        if ruled && self.rules.len() < RULE_LIMIT {
            self.rules.push(Rule {
                left: from.x,
                top: from.y,
                right: to.x,
                bottom: to.y,
            });
        }
    }

    /// What was drawn, turned so that most of its letters stand upright: a page may lie on its side in the file.
    fn finish(self) -> Drawn {
        let mut count = [0_usize; 4];
        for turned in self.letters.iter().filter_map(|letter| letter.turned) {
            count[turned] += 1;
        }
        let most = (0..4).max_by_key(|turned| (count[*turned], *turned == 0));
        let quarter = most.unwrap_or(0);
        let (width, height) = (self.shown.width(), self.shown.height());
        let turn = |at: Point| match quarter {
            1 => Point::new(at.y, width - at.x),
            2 => Point::new(width - at.x, height - at.y),
            3 => Point::new(height - at.y, at.x),
            _ => at,
        };
        let mut drawn = self.drawn;
        drawn.width = match quarter {
            1 | 3 => height,
            _ => width,
        };
        drawn.pictured = (drawn.pictured / (width * height)).min(1.0);
        // Text that is turned otherwise is a stamp or a margin note.
        let upright = self.letters.into_iter();
        let upright = upright.filter(|letter| letter.turned == Some(quarter));
        for letter in upright {
            let (origin, end) = (turn(letter.origin), turn(letter.end));
            let layer = if letter.stamped {
                &mut drawn.stamps
            } else {
                &mut drawn.glyphs
            };
            layer.push(Glyph {
                text: letter.text,
                x: origin.x,
                y: origin.y,
                end: end.x,
                size: letter.size,
            });
        }
        drawn.rules = self
            .rules
            .into_iter()
            .map(|rule| {
                let one = turn(Point::new(rule.left, rule.top));
                let other = turn(Point::new(rule.right, rule.bottom));
                Rule {
                    left: one.x.min(other.x),
                    top: one.y.min(other.y),
                    right: one.x.max(other.x),
                    bottom: one.y.max(other.y),
                }
            })
            .collect();
        drawn
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let path = props.transform * path;
        if let DrawMode::Fill(_) = mode {
            // A thin box that is filled is a line too.
            if path.elements().len() <= 6 {
                let bounds = path.control_box();
                self.rule(bounds.origin(), Point::new(bounds.x1, bounds.y1));
            }
            return;
        }
        let (mut begin, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (begin, last) = (to, to),
                PathEl::LineTo(to) => {
                    self.rule(last, to);
                    last = to;
                }
                PathEl::ClosePath => {
                    self.rule(last, begin);
                    last = begin;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for (at, glyph) in run.glyphs().iter().enumerate() {
            let place = props.transform * glyph.transform();
            let [a, b, c, d, _, _] = place.as_coeffs();
            let origin = place * Point::ZERO;
            let size = c.hypot(d) * EM;
            let text = match glyph.as_unicode() {
                Some(BfString::Char(one)) => one.to_string(),
                Some(BfString::String(several)) => several,
                None => String::new(),
            };
            // A font with holes calls letters blanks that are none.
            let hole = text.trim().is_empty() && !is_blank(glyph);
            if text.is_empty() || text.contains('\u{FFFD}') || hole {
                self.drawn.unknown += 1;
                continue;
            }
            let width = match &**glyph {
                Font::Outline(outline) => outline.advance_width(),
                Font::Type3(drawing) => drawing.advance_width(),
            };
            let along = Vec2::new(a, b) / a.hypot(b).max(f64::MIN_POSITIVE);
            let mut advance = f64::from(width.unwrap_or(0.0)) / EM * size;
            // The next letter tells where this one ends, where letters are drawn closer.
            if let Some(next) = run.glyphs().get(at + 1) {
                let next = (props.transform * next.transform() * Point::ZERO - origin).dot(along);
                if next > 0.0 {
                    advance = advance.min(next);
                }
            }
            let turned = if b.abs() < 0.3 * a.abs() {
                Some(if a > 0.0 { 0 } else { 2 })
            } else if a.abs() < 0.3 * b.abs() {
                Some(if b > 0.0 { 1 } else { 3 })
            } else {
                None
            };
            self.letter(Letter {
                text,
                origin,
                end: origin + along * advance,
                size,
                turned,
                stamped: self.stamped,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let place = props.transform * Rect::new(0.0, 0.0, width, height).to_path(0.1);
        self.drawn.pictured += place.bounding_box().intersect(self.shown).area();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Whether nothing is seen of a letter.
fn is_blank(glyph: &Font<'_>) -> bool {
    match glyph {
        Font::Outline(outline) => outline.outline().elements().is_empty(),
        Font::Type3(_) => true,
    }
}
