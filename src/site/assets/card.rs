//! Social cards: the picture that Zalo, Facebook and others show beside a link, drawn for each post.

use super::canvas::{COLOUR, Canvas, Ink, WHITE, channels};
use super::lines::{Room, Setting, set};
use super::sheet::{Painted, Sheet};
use super::typeface::{BOLD, REGULAR, Typeface};
use super::{Picture, fingerprint, lotus};
use crate::model::WardConfig;
use base::glance;
use std::sync::OnceLock;

/// Pixels; the size that social apps ask for.
pub const WIDTH: u32 = 1200;

/// Pixels.
pub const HEIGHT: u32 = 630;

/// Changes whenever the same texts would be drawn otherwise.
const RECIPE: &str = "2";

/// Where the strip with the ward's name begins.
const STRIP: usize = 516;

const MARGIN: i32 = 72;

const TEXT_WIDTH: f32 = 1056.0;

/// The box of a drawing, and how much of the text's width it takes with the air beside it.
pub const DRAWING: (usize, usize) = (430, 430);
const DRAWING_ROOM: f32 = 430.0 + 32.0;

/// What a title leaves to three lines of the summary beside a drawing.
const SUMMARY_ROOM: f32 = 152.0;

/// The title's first line begins here, and the text ends above [`STRIP`].
const TITLE_TOP: f32 = 142.0;
const TEXT_BOTTOM: f32 = 492.0;

/// The texts of a card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardText {
    /// What is shared.
    pub title: String,
    /// What sort of thing it is, and its day: "Tin · 22/11/2026". May be empty.
    pub line: String,
    /// One or two sentences, shown where the title leaves room. May be empty.
    pub summary: String,
    /// The drawing beside them.
    pub drawing: Option<Picture>,
}

/// What all cards of a ward have in common.
#[derive(Debug)]
pub struct CardStyle {
    pub(super) name: String,
    pub(super) province: String,
    pub(super) colour: String,
    /// A card without a post's texts, once one is drawn.
    background: OnceLock<Canvas>,
}

impl CardStyle {
    /// The cards of a ward.
    pub fn new(ward: &WardConfig) -> Self {
        Self {
            name: ward.name.clone(),
            province: ward.province.clone(),
            colour: ward.theme.colour.clone(),
            background: OnceLock::new(),
        }
    }

    #[cfg(test)]
    pub(super) fn named(name: &str, province: &str, colour: &str) -> Self {
        Self {
            name: name.into(),
            province: province.into(),
            colour: colour.into(),
            background: OnceLock::new(),
        }
    }

    fn background(&self) -> Canvas {
        let mut background = Canvas::new(WIDTH as usize, HEIGHT as usize);
        let (_, mask) = lotus::draw(620);
        background.mask(&mask, 620, (690, 40), 1);
        background.fill_rows(STRIP..HEIGHT as usize, WHITE);
        let (rows, mask) = lotus::draw(76);
        let middle = (STRIP as i32 + HEIGHT as i32) / 2;
        background.mask(&mask, 76, (MARGIN, middle - rows as i32 / 2), COLOUR);
        sign(&mut background, &self.name, &self.province, middle);
        background
    }

    /// The address of a card below the site's root: another text, another address, so that no social
    /// app shows an old one.
    pub fn url(&self, text: &CardText) -> String {
        format!(
            "assets/the-{}.png",
            fingerprint(self.inputs(text).as_bytes())
        )
    }

    /// Everything that a card is drawn from.
    pub fn inputs(&self, text: &CardText) -> String {
        let CardText {
            title,
            line,
            summary,
            drawing,
        } = text;
        let own = [&self.name, &self.province, &self.colour];
        let (title, line, summary) = (quoted(title), quoted(line), quoted(summary));
        let drawing = drawing.as_ref().map_or("", |picture| &picture.hash);
        format!("{RECIPE}\n{own:?}\n{title}\n{line}\n{summary}\n{drawing}")
    }

    /// Draws a card on a canvas, whatever was on it before, and gives it as PNG, with its drawing as it was painted.
    pub fn draw(&self, text: &CardText, drawing: Option<&Painted>, canvas: &mut Canvas) -> Vec<u8> {
        // Beside a drawing lines are short, and yet what makes a title safe is not to be missing.
        let below = match drawing {
            Some(_) if !text.summary.is_empty() => SUMMARY_ROOM,
            _ => 0.0,
        };
        let width = TEXT_WIDTH - drawing.map_or(0.0, |_| DRAWING_ROOM);
        canvas.copy(self.background.get_or_init(|| self.background()));
        let line = REGULAR.showable(&text.line);
        let ink = |y: f32, size: u16, step: u8| Ink {
            x: MARGIN,
            y: y.round() as i32,
            size,
            step,
        };
        canvas.text(&BOLD, &line, ink(90.0, 32, 12));
        let room = Room {
            width,
            height: TEXT_BOTTOM - TITLE_TOP - below,
            sizes: &[84, 76, 68, 60, 54, 48],
            lines: 5,
        };
        let title = set(&BOLD, &text.title, room);
        lines(canvas, &BOLD, &title, ink(TITLE_TOP, title.size, WHITE));
        let top = TITLE_TOP + title.height() + 26.0;
        let room = Room {
            width,
            height: TEXT_BOTTOM - top,
            sizes: &[34],
            lines: 3,
        };
        let summary = set(&REGULAR, &text.summary, room);
        lines(canvas, &REGULAR, &summary, ink(top, summary.size, 13));
        let colour = channels(&self.colour);
        let Some(drawing) = drawing else {
            return canvas.png(colour);
        };
        let mut sheet = Sheet::new(WIDTH as usize, HEIGHT as usize);
        sheet.lay(canvas, colour, (0, 0));
        let (box_width, box_height) = DRAWING;
        let middle = |room: usize, own: usize| room.saturating_sub(own) / 2;
        let x = WIDTH as usize - MARGIN as usize / 2 - box_width + middle(box_width, drawing.width);
        let y = middle(STRIP, box_height) + middle(box_height, drawing.height());
        sheet.paint(drawing, (x, y));
        sheet.png()
    }
}

/// Draws lines below each other; `ink.y` is the top of their room.
fn lines(canvas: &mut Canvas, face: &Typeface, setting: &Setting, ink: Ink) {
    let mut baseline = ink.y as f32 + setting.first;
    for line in &setting.lines {
        let y = baseline.round() as i32;
        canvas.text(face, line, Ink { y, ..ink });
        baseline += setting.leading;
    }
}

/// The ward's name beside the lotus, and the province at the other end where both fit.
fn sign(canvas: &mut Canvas, name: &str, province: &str, middle: i32) {
    let x = MARGIN + 76 + 24;
    let width = WIDTH as f32 - x as f32 - MARGIN as f32;
    let room = Room {
        width,
        height: 80.0,
        sizes: &[40, 34, 28],
        lines: 1,
    };
    let signed = set(&BOLD, name, room);
    let Some(shown) = signed.lines.first() else {
        return;
    };
    let ink = Ink {
        x,
        y: middle + i32::from(signed.size) * 36 / 100,
        size: signed.size,
        step: COLOUR,
    };
    canvas.text(&BOLD, shown, ink);
    let province = REGULAR.showable(province);
    let size = 30;
    let [taken, own] = [
        BOLD.width(shown) * f32::from(signed.size),
        REGULAR.width(&province) * f32::from(size),
    ];
    if taken + own + 48.0 <= width {
        let ink = Ink {
            x: WIDTH as i32 - MARGIN - own.ceil() as i32,
            size,
            step: 3,
            ..ink
        };
        canvas.text(&REGULAR, &province, ink);
    }
}

/// A text as `{:?}` writes it. Letters of Vietnamese and common signs stand for themselves: they need not be looked up.
#[expect(
    clippy::manual_range_contains,
    reason = "without a branch, many bytes are looked at in one step"
)]
fn quoted(text: &str) -> String {
    let odd = |byte: u8, next: u8, last: u8| {
        let ascii = (byte >= b' ') & (byte < 0x7f) & (byte != b'"') & (byte != b'\\');
        let marked =
            (byte >= 0xc3) & (byte <= 0xc6) | (byte == 0xc2) & (next > 0xa0) & (next != 0xad);
        let vietnamese = (byte == 0xe1) & ((next == 0xba) | (next == 0xbb));
        let sign = (byte == 0xe2) & (next == 0x80) & (last >= 0x90) & (last <= 0xa7);
        let rest = (byte >= 0x80) & (byte < 0xc0);
        !(ascii | marked | vietnamese | sign | rest)
    };
    match glance::first_with_next(text.as_bytes(), odd) {
        None => ["\"", text, "\""].concat(),
        Some(_) => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView, ImageFormat};

    fn style() -> CardStyle {
        CardStyle::named("Phường Nam Đồng", "Thành phố Hải Phòng", "#a3262a")
    }

    #[test]
    fn quoted_is_as_rust_writes_it() {
        for c in '\0'..='\u{ffff}' {
            for text in [c.to_string(), format!("Mẫu {c}ạ")] {
                assert_eq!(quoted(&text), format!("{text:?}"));
            }
        }
    }

    #[test]
    fn a_card_is_a_small_picture_of_the_right_size() {
        let text = CardText {
            title: "Ễ Ự ỹ đ: ".repeat(12),
            line: "Tin · 22/11/2026".into(),
            summary: "Một hai câu. ".repeat(20),
            drawing: None,
        };
        let bytes = style().draw(&text, None, &mut Canvas::default());
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
        let card = image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap();
        assert_eq!(card.dimensions(), (WIDTH, HEIGHT));
        assert_eq!(card.get_pixel(4, 4).0[..3], [0xa3, 0x26, 0x2a]);
        assert_eq!(card.get_pixel(4, HEIGHT - 4).0[..3], [255, 255, 255]);
        assert_eq!(bytes, style().draw(&text, None, &mut Canvas::default()));
    }

    #[test]
    fn another_text_has_another_address() {
        let text = CardText {
            title: "Tin".into(),
            line: String::new(),
            summary: String::new(),
            drawing: None,
        };
        let other = CardText {
            title: "Tín".into(),
            ..text.clone()
        };
        assert_ne!(style().url(&text), style().url(&other));
        assert!(
            style().draw(&text, None, &mut Canvas::default())
                != style().draw(&other, None, &mut Canvas::default())
        );
    }

    #[test]
    fn an_empty_title_is_drawn_too() {
        let text = CardText {
            title: "🎉".into(),
            line: String::new(),
            summary: String::new(),
            drawing: None,
        };
        assert!(!style().draw(&text, None, &mut Canvas::default()).is_empty());
    }
}
