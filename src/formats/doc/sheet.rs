//! The fonts and the styles of a document ([MS-DOC] 2.9.271, 2.9.286): what they hand down.

use super::bytes::{byte, letters, piece, short};
use super::property::{Letters, Lines, Toggle};
use crate::encoding::{self, Legacy};

/// Styles that rest on each other, at most.
const PARENTS: usize = 20;

/// The encodings of the fonts, in their order.
pub fn fonts(list: &[u8]) -> Vec<Option<Legacy>> {
    /// What stands before the name of a font.
    const BEFORE: usize = 39;
    let mut fonts = Vec::new();
    let (count, mut at) = (short(list, 0).unwrap_or(0), 4);
    for _ in 0..count {
        let Some(font) = byte(list, at).and_then(|length| piece(list, at + 1, length.into()))
        else {
            break;
        };
        let name = font
            .len()
            .checked_sub(BEFORE)
            .and_then(|left| letters(font, BEFORE, left / 2));
        let name = String::from_utf16_lossy(&name.unwrap_or_default());
        fonts.push(encoding::of_font(
            name.split('\0').next().unwrap_or_default(),
        ));
        at += 1 + font.len();
    }
    fonts
}

/// One style.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    parent: usize,
    letters: Letters,
    lines: Lines,
}

/// The styles, by their numbers.
#[derive(Debug, Default)]
pub struct Styles(Vec<Option<Style>>);

/// What styles say of letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks {
    /// Bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// Shown as capitals.
    pub capitals: bool,
    /// Not shown.
    pub hidden: bool,
    /// The font, by its number.
    pub font: Option<u16>,
}

impl Styles {
    /// Reads the style sheet.
    pub fn read(sheet: &[u8]) -> Self {
        let (Some(head), Some(count), Some(base)) =
            (short(sheet, 0), short(sheet, 2), short(sheet, 4))
        else {
            return Self::default();
        };
        let (mut styles, mut at) = (Vec::new(), 2 + usize::from(head));
        for _ in 0..count {
            let Some(length) = short(sheet, at).map(usize::from) else {
                break;
            };
            let style = piece(sheet, at + 2, length);
            styles.push(style.and_then(|style| Style::read(style, base.into())));
            at += 2 + length + length % 2;
        }
        Self(styles)
    }

    /// A style and those that it rests on, nearest first.
    fn chain(&self, style: u16) -> impl Iterator<Item = &Style> {
        let mut next = Some(usize::from(style));
        std::iter::from_fn(move || {
            let style = self.0.get(next.take()?)?.as_ref()?;
            next = Some(style.parent);
            Some(style)
        })
        .take(PARENTS)
    }

    /// What a style makes of letters, over what they are.
    pub fn looks(&self, style: u16, above: Looks) -> Looks {
        let mut looks = above;
        let chain: Vec<&Style> = self.chain(style).collect();
        for style in chain.into_iter().rev() {
            looks = with(looks, &style.letters);
        }
        looks
    }

    /// What a style makes of a paragraph: in the middle, list and level.
    pub fn lines(&self, style: u16) -> Lines {
        let first =
            |get: fn(&Lines) -> Option<u16>| self.chain(style).find_map(|style| get(&style.lines));
        Lines {
            centred: self.chain(style).find_map(|style| style.lines.centred),
            list: first(|lines| lines.list),
            level: self.chain(style).find_map(|style| style.lines.level),
            ..Lines::default()
        }
    }
}

/// Letters as properties make them.
pub fn with(looks: Looks, told: &Letters) -> Looks {
    Looks {
        bold: Toggle::over(told.bold, looks.bold),
        italic: Toggle::over(told.italic, looks.italic),
        capitals: Toggle::over(told.capitals, looks.capitals),
        hidden: Toggle::over(told.hidden, looks.hidden),
        font: told.font.or(looks.font),
    }
}

impl Style {
    fn read(style: &[u8], base: usize) -> Option<Self> {
        let (kind, parent) = (short(style, 2)? & 15, usize::from(short(style, 2)? >> 4));
        let name = usize::from(short(style, base)?);
        // Behind the name stands a nought.
        let mut at = base + 2 + name * 2 + 2;
        let mut own = Self {
            parent,
            ..Self::default()
        };
        let mut next = || {
            let length = usize::from(short(style, at)?);
            let row = piece(style, at + 2, length)?;
            at += 2 + length + length % 2;
            Some(row)
        };
        match kind {
            1 => {
                if let Some(lines) = next() {
                    own.lines.take(lines.get(2..).unwrap_or_default());
                }
                own.letters.take(next().unwrap_or_default());
            }
            2 => own.letters.take(next().unwrap_or_default()),
            _ => {}
        }
        Some(own)
    }
}
