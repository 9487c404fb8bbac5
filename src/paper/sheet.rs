//! Pages of a PDF: words in embedded type, colours, drawings as shapes, codes. No clock and no number by chance goes into it.

use crate::columns::Placed;
use crate::look::{self, Colour};
use crate::rows::{Figure, Ink, Row};
use crate::type_set::{TypeSet, packed};
use base::digest::sha256;
use fast_qr::{ECL, QRBuilder};
use kurbo::{Affine, BezPath, Cap, Join, PathEl, Point};
use pdf_writer::types::{ActionType, AnnotationType, LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use site::assets::{Outline, Outlines, Pen};
use std::collections::{BTreeMap, BTreeSet};

/// Empty modules around a code (ISO/IEC 18004).
const QUIET_ZONE: f32 = 4.0;

/// Drawings by their address on the page.
pub type Drawings = BTreeMap<String, Outlines>;

/// What a PDF says of itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Whose it is.
    pub author: &'a str,
}

/// A PDF in the making.
pub struct Paper<'d> {
    title: String,
    author: String,
    fonts: [TypeSet; 2],
    drawings: &'d Drawings,
    pages: Vec<Page>,
    /// Opacities that were used, in parts of 255.
    veils: BTreeSet<u8>,
}

/// A page that was drawn.
struct Page {
    size: (f32, f32),
    content: Vec<u8>,
    links: Vec<(Rect, String)>,
}

impl<'d> Paper<'d> {
    /// A PDF without pages.
    pub fn new(about: About<'_>, drawings: &'d Drawings) -> Self {
        Self {
            title: about.title.to_owned(),
            author: about.author.to_owned(),
            fonts: [TypeSet::new(false), TypeSet::new(true)],
            drawings,
            pages: Vec::new(),
            veils: BTreeSet::new(),
        }
    }

    /// A page so wide and high, in points, and what is drawn on it.
    pub fn page(&mut self, size: (f32, f32), draw: impl FnOnce(&mut Sheet<'_>)) {
        let mut sheet = Sheet {
            content: Content::new(),
            height: size.1,
            fonts: &mut self.fonts,
            veils: &mut self.veils,
            drawings: self.drawings,
            links: Vec::new(),
        };
        // Lengths count down from the upper edge.
        sheet.content.transform([1.0, 0.0, 0.0, -1.0, 0.0, size.1]);
        draw(&mut sheet);
        let Sheet { content, links, .. } = sheet;
        self.pages.push(Page {
            size,
            content: packed(&content.finish()),
            links,
        });
    }

    /// Its bytes. Its identifier follows from what it shows.
    pub fn finish(self) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let mut next = 1;
        let mut number = || {
            next += 1;
            Ref::new(next - 1)
        };
        let (catalog, tree, info) = (number(), number(), number());
        let fonts = [(); 2].map(|()| [(); 5].map(|()| number()));
        let veils: Vec<_> = self.veils.iter().map(|veil| (*veil, number())).collect();
        pdf.catalog(catalog)
            .pages(tree)
            .lang(TextStr("vi"))
            .viewer_preferences()
            .display_doc_title(true);
        pdf.document_info(info)
            .title(TextStr(&self.title))
            .author(TextStr(&self.author))
            .creator(TextStr("Loa"));
        let mut kids = Vec::new();
        let mut seen = String::new();
        for page in &self.pages {
            let (id, content) = (number(), number());
            let links: Vec<_> = page.links.iter().map(|_| number()).collect();
            kids.push(id);
            seen.push_str(&sha256(&page.content));
            let mut dictionary = pdf.page(id);
            dictionary
                .parent(tree)
                .media_box(Rect::new(0.0, 0.0, page.size.0, page.size.1))
                .contents(content);
            if !links.is_empty() {
                dictionary.annotations(links.iter().copied());
            }
            let mut resources = dictionary.resources();
            let mut dictionary_of_fonts = resources.fonts();
            for (font, refs) in self.fonts.iter().zip(&fonts) {
                if !font.is_empty() {
                    dictionary_of_fonts.pair(font.name(), refs[0]);
                }
            }
            dictionary_of_fonts.finish();
            let mut states = resources.ext_g_states();
            for (veil, id) in &veils {
                states.pair(Name(veil_name(*veil).as_bytes()), *id);
            }
            states.finish();
            resources.finish();
            dictionary.finish();
            pdf.stream(content, &page.content)
                .filter(Filter::FlateDecode);
            for ((area, address), id) in page.links.iter().zip(&links) {
                let mut link = pdf.annotation(*id);
                link.subtype(AnnotationType::Link).rect(*area);
                link.border(0.0, 0.0, 0.0, None);
                link.action()
                    .action_type(ActionType::Uri)
                    .uri(Str(address.as_bytes()));
            }
        }
        let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
        pdf.pages(tree).kids(kids).count(count);
        for (veil, id) in &veils {
            let share = f32::from(*veil) / 255.0;
            let mut state = pdf.ext_graphics(*id);
            state.non_stroking_alpha(share).stroking_alpha(share);
        }
        for (font, refs) in self.fonts.iter().zip(fonts) {
            if !font.is_empty() {
                font.embed(&mut pdf, refs);
            }
        }
        let identifier = sha256(format!("{}\n{seen}", self.title).as_bytes());
        let identifier = identifier.as_bytes()[..16].to_vec();
        pdf.set_file_id((identifier.clone(), identifier));
        pdf.finish()
    }
}

fn veil_name(veil: u8) -> String {
    format!("v{veil}")
}

/// A page that is drawn on; lengths are points from its upper left corner.
pub struct Sheet<'a> {
    content: Content,
    height: f32,
    fonts: &'a mut [TypeSet; 2],
    veils: &'a mut BTreeSet<u8>,
    drawings: &'a Drawings,
    links: Vec<(Rect, String)>,
}

/// The parts of a colour, up to 1.
fn parts(colour: Colour) -> [f32; 3] {
    colour.map(|channel| f32::from(channel) / 255.0)
}

impl Sheet<'_> {
    fn colour(&mut self, colour: Colour) {
        let [red, green, blue] = parts(colour);
        self.content.set_fill_rgb(red, green, blue);
    }

    /// A rectangle full of a colour.
    pub fn rectangle(
        &mut self,
        (left, top): (f32, f32),
        (width, height): (f32, f32),
        colour: Colour,
    ) {
        self.colour(colour);
        self.content.rect(left, top, width, height).fill_nonzero();
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f32, f32)], width: f32, colour: Colour) {
        let [red, green, blue] = parts(colour);
        self.content.set_stroke_rgb(red, green, blue);
        self.content.set_line_width(width);
        for (at, (x, y)) in points.iter().enumerate() {
            match at {
                0 => self.content.move_to(*x, *y),
                _ => self.content.line_to(*x, *y),
            };
        }
        self.content.stroke();
    }

    /// A frame around an area.
    pub fn frame(&mut self, (left, top): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        let (right, bottom) = (left + width, top + height);
        let corners = [
            (left, top),
            (right, top),
            (right, bottom),
            (left, bottom),
            (left, top),
            (right, top),
        ];
        self.line(&corners, 0.8, colour);
    }

    /// Words on one line; their place is that of the column's left edge and the row's top.
    pub fn ink(&mut self, (left, top): (f32, f32), words: &Ink) {
        self.colour(words.colour);
        let font = &mut self.fonts[usize::from(words.bold)];
        let (x, y) = (left + words.x, top + words.baseline);
        self.content.begin_text();
        self.content.set_font(font.name(), words.size);
        self.content.set_text_matrix([1.0, 0.0, 0.0, -1.0, x, y]);
        font.show(&mut self.content, &words.text);
        self.content.end_text();
    }

    /// A column of rows: its left edge and top, and its width.
    pub fn column(&mut self, (left, top): (f32, f32), width: f32, rows: &[Placed<'_>]) {
        let mut before = None;
        for placed in rows {
            if let Some(ground) = placed.row.ground {
                // Blank between two rows of one box belongs to it.
                let joined = before == Some(ground.card);
                let above = if joined { placed.gap } else { 0.0 };
                let y = top + placed.top - above;
                // Rows overlap by a hair, so that no light shows between them.
                let height = placed.row.height + above;
                self.rectangle((left, y), (width, height + 0.2), ground.fill);
                self.rectangle((left, y), (0.8 * look::MM, height + 0.2), ground.bar);
            }
            before = placed.row.ground.map(|ground| ground.card);
        }
        for placed in rows {
            self.row((left, top + placed.top), width, placed.row);
        }
    }

    fn row(&mut self, (left, top): (f32, f32), width: f32, row: &Row) {
        for figure in &row.figures {
            match figure {
                Figure::Picture(url, x, wide) => {
                    self.drawing(url, (left + x, top), (*wide, row.height));
                }
                Figure::Rule => {
                    let y = top + row.height;
                    self.line(&[(left, y), (left + width, y)], 0.6, look::LINE);
                }
                Figure::Box(x, side) => {
                    self.frame((left + x, top + 0.06 * side), (*side, *side), look::FAINT);
                }
                Figure::Tick(x, size, colour) => {
                    let (x, y) = (left + x, top + 0.55 * row.height);
                    let points = [
                        (x, y),
                        (x + 0.35 * size, y + 0.35 * size),
                        (x + size, y - 0.45 * size),
                    ];
                    self.line(&points, 0.17 * size, *colour);
                }
                Figure::Cross(x, size, colour) => {
                    let (x, y) = (left + x, top + 0.53 * row.height - size / 2.0);
                    self.line(&[(x, y), (x + size, y + size)], 0.2 * size, *colour);
                    self.line(&[(x, y + size), (x + size, y)], 0.2 * size, *colour);
                }
            }
        }
        for words in &row.inks {
            self.ink((left, top), words);
        }
    }

    /// The code of an address in a square with its quiet zone, which leads there where the PDF is read on a screen; says
    /// whether the address has one.
    pub fn code(&mut self, (left, top): (f32, f32), side: f32, address: &str) -> bool {
        let Ok(code) = QRBuilder::new(address).ecl(ECL::M).build() else {
            return false;
        };
        self.rectangle((left, top), (side, side), look::WHITE);
        let module = side / (code.size as f32 + 2.0 * QUIET_ZONE);
        self.colour([0; 3]);
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let row = &code[y][x..code.size];
                let dark = row.iter().take_while(|module| module.value()).count();
                let at = |place: usize| (place as f32 + QUIET_ZONE) * module;
                if dark > 0 {
                    let width = dark as f32 * module;
                    self.content.rect(left + at(x), top + at(y), width, module);
                }
                x += dark.max(1);
            }
        }
        self.content.fill_nonzero();
        let bottom = self.height - top;
        let area = Rect::new(left, bottom - side, left + side, bottom);
        self.links.push((area, address.to_owned()));
        true
    }

    /// A drawing, as large as fits into the middle of an area.
    pub fn drawing(&mut self, url: &str, (left, top): (f32, f32), (width, height): (f32, f32)) {
        let drawings = self.drawings;
        let Some(drawing) = drawings.get(url) else {
            return;
        };
        let (own_width, own_height) = (drawing.width as f32, drawing.height as f32);
        let scale = (width / own_width).min(height / own_height);
        let x = left + (width - own_width * scale) / 2.0;
        let y = top + (height - own_height * scale) / 2.0;
        let place =
            Affine::translate((f64::from(x), f64::from(y))) * Affine::scale(f64::from(scale));
        for shape in &drawing.shapes {
            self.shape(shape, place);
        }
    }

    fn shape(&mut self, shape: &Outline, place: Affine) {
        self.content.save_state();
        let whole = place * shape.place;
        self.content
            .transform(whole.as_coeffs().map(|part| part as f32));
        if let Some((colour, opacity)) = shape.fill {
            self.veil(opacity);
            self.colour(colour);
            self.path(&shape.path);
            self.content.fill_nonzero();
        }
        if let Some(pen) = &shape.pen {
            self.veil(pen.opacity);
            self.pen(pen);
            self.path(&shape.path);
            self.content.stroke();
        }
        self.content.restore_state();
    }

    /// Lets what lies below shine through.
    fn veil(&mut self, opacity: f32) {
        let veil = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        self.veils.insert(veil);
        self.content
            .set_parameters(Name(veil_name(veil).as_bytes()));
    }

    fn pen(&mut self, pen: &Pen) {
        let [red, green, blue] = parts(pen.colour);
        self.content
            .set_stroke_rgb(red, green, blue)
            .set_line_width(pen.width as f32)
            .set_miter_limit(pen.miter as f32)
            .set_line_cap(match pen.cap {
                Cap::Butt => LineCapStyle::ButtCap,
                Cap::Round => LineCapStyle::RoundCap,
                Cap::Square => LineCapStyle::ProjectingSquareCap,
            })
            .set_line_join(match pen.join {
                Join::Miter => LineJoinStyle::MiterJoin,
                Join::Round => LineJoinStyle::RoundJoin,
                Join::Bevel => LineJoinStyle::BevelJoin,
            });
        if !pen.dashes.is_empty() {
            let dashes = pen.dashes.iter().map(|dash| *dash as f32);
            self.content.set_dash_pattern(dashes, 0.0);
        }
    }

    fn path(&mut self, path: &BezPath) {
        let at = |point: Point| (hundredths(point.x), hundredths(point.y));
        let mut last = Point::ZERO;
        for part in path.elements() {
            match *part {
                PathEl::MoveTo(to) => {
                    let (x, y) = at(to);
                    self.content.move_to(x, y);
                }
                PathEl::LineTo(to) => {
                    let (x, y) = at(to);
                    self.content.line_to(x, y);
                }
                PathEl::QuadTo(middle, to) => {
                    let first = last + (middle - last) * (2.0 / 3.0);
                    let second = to + (middle - to) * (2.0 / 3.0);
                    self.curve([at(first), at(second), at(to)]);
                }
                PathEl::CurveTo(first, second, to) => {
                    self.curve([at(first), at(second), at(to)]);
                }
                PathEl::ClosePath => {
                    self.content.close_path();
                }
            }
            last = part.end_point().unwrap_or(last);
        }
    }

    fn curve(&mut self, [first, second, to]: [(f32, f32); 3]) {
        self.content
            .cubic_to(first.0, first.1, second.0, second.1, to.0, to.1);
    }
}

/// A length as a file holds it: what an eye can tell apart on paper, and no more.
fn hundredths(length: f64) -> f32 {
    ((length * 100.0).round() / 100.0) as f32
}
