//! A lesson as one picture, to be sent where nobody opens links: its drawing, its line, when to call for help, the code that
//! leads to the rest, who says it.

use super::canvas::{COLOUR, Canvas, Ink, WHITE, channels};
use super::card::CardStyle;
use super::lines::{Room, Setting, set};
use super::sheet::{Painted, Sheet};
use super::typeface::{BOLD, REGULAR, Typeface};
use super::{Picture, fingerprint, lotus};
use fast_qr::{ECL, QRBuilder};
use std::sync::Arc;

/// Pixels; upright, as telephones are held.
pub const WIDTH: usize = 810;

/// Pixels, where there is a drawing.
const HEIGHT: usize = 1125;

/// Changes whenever the same texts would be drawn otherwise.
const RECIPE: &str = "1";

const MARGIN: usize = 30;
const INSIDE: usize = WIDTH - 2 * MARGIN;

/// The band with the ward's name, and the foot with the code.
const BAND: usize = 76;
const FOOT: usize = 190;

/// Between the parts.
const GAP: usize = 10;

/// Most of the height that the card takes with its heading.
const CARD: f32 = 262.0;

/// The room of the code, and of the number.
const CODE: usize = 172;
const NUMBER: usize = 144;

const INK: [u8; 3] = [0x1f, 0x1b, 0x18];
const RED: [u8; 3] = [0xb3, 0x13, 0x1b];

/// The texts of a leaflet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafletText {
    /// The lesson's title.
    pub title: String,
    /// The line that is safe alone, with its exception.
    pub line: String,
    /// When to call for help, or else what to do.
    pub card: Option<LeafletCard>,
    /// Who published what it rests on, of which day it is, who reviewed it.
    pub vouched: String,
    /// The lesson's address, as people type it.
    pub typed: String,
    /// The same whole, for the code.
    pub address: String,
    /// The lesson's drawing.
    pub drawing: Option<Picture>,
}

/// The card of a leaflet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafletCard {
    /// Its colour, `#rrggbb`.
    pub colour: &'static str,
    /// Its heading.
    pub title: String,
    /// Its points.
    pub points: Vec<String>,
    /// Whether the lesson has more of them.
    pub more: bool,
}

impl CardStyle {
    /// The address of a leaflet below the site's root.
    pub fn leaflet_url(&self, text: &LeafletText) -> String {
        let inputs = self.leaflet_inputs(text);
        format!("assets/to-roi-{}.png", fingerprint(inputs.as_bytes()))
    }

    /// Everything that a leaflet is drawn from.
    pub fn leaflet_inputs(&self, text: &LeafletText) -> String {
        let LeafletText {
            title,
            line,
            card,
            vouched,
            typed,
            address,
            drawing,
        } = text;
        let drawing = drawing.as_ref().map(|picture| &picture.hash);
        let own = [&self.name, &self.province, &self.colour];
        format!(
            "{RECIPE}\n{own:?}\n{title:?}\n{line:?}\n{card:?}\n{vouched:?}\n{typed:?}\n{address:?}\n{drawing:?}"
        )
    }

    /// Draws a leaflet and gives it as PNG; `paint` gives its drawing, in the box that the texts leave to it.
    pub fn leaflet(
        &self,
        text: &LeafletText,
        paint: impl FnOnce((usize, usize)) -> Option<Arc<Painted>>,
    ) -> Vec<u8> {
        let colour = channels(&self.colour);
        let title = part(&text.title, &BOLD, (COLOUR, 100.0, 2), &[36, 33, 30, 27]);
        let line = (text.line != text.title)
            .then(|| part(&text.line, &REGULAR, (COLOUR, 76.0, 2), &[27, 25, 23]));
        let card = text.card.as_ref().map(Card::of);
        let height = |canvas: &Canvas| canvas.height() + GAP;
        let texts = height(&title)
            + line.as_ref().map_or(0, height)
            + card.as_ref().map_or(0, |card| card.height() + GAP);
        let fixed = BAND + GAP + texts + FOOT;
        let left = HEIGHT.saturating_sub(fixed + GAP);
        let drawn = paint((INSIDE, left));
        let whole = fixed + drawn.as_ref().map_or(0, |_| left + GAP);
        let mut sheet = Sheet::new(WIDTH, whole);
        sheet.lay(&self.band(), colour, (0, 0));
        let mut y = BAND + GAP;
        if let Some(drawing) = &drawn {
            let middle = |room: usize, own: usize| room.saturating_sub(own) / 2;
            let x = middle(WIDTH, drawing.width);
            sheet.paint(drawing, (x, y + middle(left, drawing.height())));
            y += left + GAP;
        }
        sheet.lay(&title, colour, (MARGIN, y));
        y += height(&title);
        if let Some(line) = &line {
            sheet.lay(line, INK, (MARGIN, y));
            y += height(line);
        }
        if let Some(card) = &card {
            sheet.lay(&card.head, card.colour, (MARGIN, y));
            sheet.lay(&card.points, INK, (MARGIN, y + card.head.height()));
            y += card.height() + GAP;
        }
        foot(text, &mut sheet, y);
        sheet.small_png()
    }

    /// The band with the ward's name.
    fn band(&self) -> Canvas {
        let mut band = Canvas::new(WIDTH, BAND);
        let (rows, mask) = lotus::draw(54);
        let top = (BAND as i32 - rows as i32) / 2;
        band.mask(&mask, 54, (MARGIN as i32, top), WHITE);
        let left = MARGIN as f32 + 68.0;
        let room = Room {
            width: WIDTH as f32 - left - MARGIN as f32,
            height: BAND as f32,
            sizes: &[35, 30, 26],
            lines: 1,
        };
        let name = set(&BOLD, &self.name, room);
        let ink = |x: f32, size: u16, step: u8| Ink {
            x: x as i32,
            y: BAND as i32 / 2 + i32::from(size) * 36 / 100,
            size,
            step,
        };
        let Some(shown) = name.lines.first() else {
            return band;
        };
        band.text(&BOLD, shown, ink(left, name.size, WHITE));
        let province = REGULAR.showable(&self.province);
        let own = REGULAR.width(&province) * 23.0;
        let taken = BOLD.width(shown) * f32::from(name.size);
        if taken + own + 40.0 <= room.width {
            let x = WIDTH as f32 - MARGIN as f32 - own;
            band.text(&REGULAR, &province, ink(x, 23, WHITE));
        }
        band
    }
}

/// A text on white as high as it is.
fn part(
    text: &str,
    face: &Typeface,
    (step, height, lines): (u8, f32, usize),
    sizes: &[u16],
) -> Canvas {
    let room = Room {
        width: INSIDE as f32,
        height,
        sizes,
        lines,
    };
    let setting = set(face, text, room);
    // Marks of the first line reach above its room.
    let marks = (0.24 * f32::from(setting.size)).ceil();
    let mut canvas = white(INSIDE, (marks + setting.height()).ceil() as usize);
    lines_of(&mut canvas, face, &setting, (0, marks), step);
    canvas
}

fn white(width: usize, height: usize) -> Canvas {
    let mut canvas = Canvas::new(width, height);
    canvas.fill_rows(0..height, WHITE);
    canvas
}

fn lines_of(
    canvas: &mut Canvas,
    face: &Typeface,
    setting: &Setting,
    (x, top): (i32, f32),
    step: u8,
) {
    let mut baseline = top + setting.first;
    for line in &setting.lines {
        let ink = Ink {
            x,
            y: baseline.round() as i32,
            size: setting.size,
            step,
        };
        canvas.text(face, line, ink);
        baseline += setting.leading;
    }
}

/// The card, drawn.
struct Card {
    head: Canvas,
    points: Canvas,
    colour: [u8; 3],
}

impl Card {
    fn of(text: &LeafletCard) -> Self {
        let room = |height: f32, sizes, lines, left: f32| Room {
            width: INSIDE as f32 - left - 16.0,
            height,
            sizes,
            lines,
        };
        let title = set(&BOLD, &text.title, room(74.0, &[30, 27, 24, 21], 2, 18.0));
        let high = title.height() + 20.0;
        let mut head = Canvas::new(INSIDE, high.ceil() as usize);
        lines_of(&mut head, &BOLD, &title, (18, 11.0), WHITE);
        let settings = |size: &'static [u16]| -> Vec<Setting> {
            let points = text.points.iter();
            points
                .map(|point| set(&REGULAR, point, room(150.0, size, 3, 45.0)))
                .collect()
        };
        let left = CARD - high;
        let tall =
            |settings: &[Setting]| settings.iter().map(|one| one.height() + 6.0).sum::<f32>();
        let sizes: [&'static [u16]; 3] = [&[27], &[25], &[23]];
        let all = sizes.into_iter().map(settings);
        let whole = all.clone().find(|settings| tall(settings) + 9.0 <= left);
        let more = text.more || whole.is_none();
        let mut shown = whole.unwrap_or_else(|| settings(sizes[2]));
        // What is more stands below, in a line of its own.
        let note = set(&BOLD, MORE, room(45.0, &[20], 1, 45.0));
        let kept = if more { note.height() + 8.0 } else { 0.0 };
        while shown.len() > 1 && tall(&shown) + kept + 9.0 > left {
            shown.pop();
        }
        let high = tall(&shown) + kept + 9.0;
        let mut points = white(INSIDE, high.ceil() as usize);
        let mut top = 9.0;
        for setting in &shown {
            let y = (top + setting.first) as i32;
            let ink = Ink {
                x: 20,
                y,
                size: setting.size,
                step: COLOUR,
            };
            points.text(&BOLD, "•", ink);
            lines_of(&mut points, &REGULAR, setting, (45, top), COLOUR);
            top += setting.height() + 6.0;
        }
        if more {
            lines_of(&mut points, &BOLD, &note, (45, top), COLOUR);
        }
        Self {
            head,
            points,
            colour: channels(text.colour),
        }
    }

    fn height(&self) -> usize {
        self.head.height() + self.points.height()
    }
}

/// What is said where not all points fit.
const MORE: &str = "Bài còn nêu điều khác: quét mã để đọc đủ.";

/// The code, the address, who vouches, the number for emergencies.
fn foot(text: &LeafletText, sheet: &mut Sheet, y: usize) {
    let code = code(&text.address);
    let left = code.as_ref().map_or(MARGIN, |_| MARGIN + CODE + 14);
    if let Some(code) = &code {
        sheet.lay(code, INK, (MARGIN, y));
    }
    let width = (WIDTH - MARGIN - NUMBER - 14 - left) & !1;
    let room = |height: f32, sizes, lines| Room {
        width: width as f32,
        height,
        sizes,
        lines,
    };
    let mut words = white(width, CODE);
    let mut top = 4.0;
    let scan = if code.is_some() {
        "Quét mã để đọc cả bài"
    } else {
        "Đọc cả bài ở"
    };
    let parts: [(&Typeface, &str, Room<'_>); 3] = [
        (&BOLD, scan, room(38.0, &[27, 24, 21], 1)),
        (&REGULAR, &text.typed, room(50.0, &[20, 18, 17], 2)),
        (&REGULAR, &text.vouched, room(76.0, &[18, 17], 3)),
    ];
    for (face, text, room) in parts {
        let setting = set(face, text, room);
        lines_of(&mut words, face, &setting, (0, top), COLOUR);
        top += setting.height() + 4.0;
    }
    sheet.lay(&words, INK, (left, y));
    let mut number = Canvas::new(NUMBER, CODE - 10);
    for (words, size, baseline) in [("115", 70, 80), ("Cấp cứu", 26, 124)] {
        let wide = BOLD.width(words) * f32::from(size);
        let x = ((NUMBER as f32 - wide) / 2.0) as i32;
        number.text(
            &BOLD,
            words,
            Ink {
                x,
                y: baseline,
                size,
                step: WHITE,
            },
        );
    }
    sheet.lay(&number, RED, (WIDTH - MARGIN - NUMBER, y + 5));
}

/// The address as a code with its quiet zone; absent where the address is too long for one.
fn code(address: &str) -> Option<Canvas> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let module = CODE / (code.size + 8);
    if module < 2 {
        return None;
    }
    let mut canvas = white(CODE, CODE);
    let dark = vec![1.0; module * module];
    let edge = (CODE - code.size * module) / 2;
    for y in 0..code.size {
        for (x, dot) in code[y][..code.size].iter().enumerate() {
            if dot.value() {
                let at = (edge + x * module, edge + y * module);
                canvas.mask(&dark, module, (at.0 as i32, at.1 as i32), COLOUR);
            }
        }
    }
    Some(canvas)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView, ImageFormat};

    fn style() -> CardStyle {
        CardStyle::named("Phường Nam Đồng", "Thành phố Hải Phòng", "#a3262a")
    }

    fn text(words: usize) -> LeafletText {
        LeafletText {
            title: "Ễ Ự ỹ đ: bỏng ".repeat(words),
            line: "Xả nước mát 20 phút. Trừ bỏng điện. ".repeat(words),
            card: Some(LeafletCard {
                colour: "#b3131b",
                title: "Gọi 115 ngay nếu ".repeat(words),
                points: vec!["khó thở, tím tái ".repeat(words); 5],
                more: false,
            }),
            vouched: "Theo: WHO (2018); Bộ Y tế (2020). ".repeat(words),
            typed: "phuong.example.vn/suc-khoe/bong".repeat(words),
            address: "https://phuong.example.vn/suc-khoe/bong/".into(),
            drawing: None,
        }
    }

    #[test]
    fn a_leaflet_is_whole_whatever_it_says() {
        let pixels: Vec<[u8; 3]> = (0..480_u32 * 480)
            .map(|at| [at as u8, (at >> 8) as u8, 77])
            .collect();
        let drawing = Arc::new(Painted::of(480, &pixels));
        for words in [1, 3, 9] {
            for drawing in [None, Some(&drawing)] {
                let draw = || style().leaflet(&text(words), |_| drawing.cloned());
                let bytes = draw();
                assert_eq!(bytes, draw(), "the same bytes");
                let picture =
                    image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap();
                let (width, height) = picture.dimensions();
                assert_eq!(width as usize, WIDTH);
                assert!(height as usize <= HEIGHT, "{height}");
                assert!(drawing.is_none() || height as usize == HEIGHT, "{height}");
                assert_eq!(picture.get_pixel(2, 2).0[..3], [0xa3, 0x26, 0x2a]);
            }
        }
    }

    #[test]
    fn another_text_has_another_address() {
        let other = LeafletText {
            address: "https://phuong.example.vn/suc-khoe/bong-nuoc/".into(),
            ..text(1)
        };
        assert_ne!(style().leaflet_url(&text(1)), style().leaflet_url(&other));
    }
}
