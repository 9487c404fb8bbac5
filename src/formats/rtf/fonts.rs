//! The fonts of an RTF file: in which encoding each writes its letters.

use crate::encoding::{self, Legacy};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};
use std::collections::HashMap;

/// Most fonts, and longest name of one, in bytes.
const LIMIT: usize = 2_000;

/// A font.
#[derive(Debug, Default)]
struct Font {
    name: Vec<u8>,
    charset: Option<i32>,
    legacy: Option<Legacy>,
}

/// The fonts of a file.
#[derive(Debug, Default)]
pub struct Fonts {
    known: HashMap<i32, Font>,
    open: Option<i32>,
    page: Option<&'static Encoding>,
    /// The font of words for which none is named.
    pub usual: i32,
}

impl Fonts {
    /// The encoding of the whole file, by its number at Microsoft.
    pub fn page(&mut self, number: i32) {
        self.page = of_page(number);
    }

    /// A control word in the list of fonts.
    pub fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "f" if self.known.len() < LIMIT => {
                self.open = number;
                if let Some(number) = number {
                    self.known.insert(number, Font::default());
                }
            }
            "fcharset" => {
                if let Some(font) = self.font() {
                    font.charset = number;
                }
            }
            _ => {}
        }
    }

    /// A byte in the list of fonts.
    pub fn byte(&mut self, byte: u8) {
        if let Some(font) = self.font().filter(|font| font.name.len() < LIMIT) {
            font.name.push(byte);
        }
    }

    fn font(&mut self) -> Option<&mut Font> {
        self.open.and_then(|open| self.known.get_mut(&open))
    }

    /// Ends the list.
    pub fn settle(&mut self) {
        for font in self.known.values_mut() {
            font.legacy = encoding::of_font(&String::from_utf8_lossy(&font.name));
        }
    }

    /// The encoding of a font that writes Vietnamese on the places of Western letters.
    pub fn legacy(&self, font: i32) -> Option<Legacy> {
        self.known.get(&font).and_then(|font| font.legacy)
    }

    /// The encoding of a font's bytes; none where they are signs and no letters.
    pub fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        let usual = self.page.unwrap_or(WINDOWS_1252);
        let Some(font) = self.known.get(&font) else {
            return Some(usual);
        };
        if font.legacy.is_some() {
            return Some(WINDOWS_1252);
        }
        match font.charset {
            Some(2) => None,
            Some(128) => Some(SHIFT_JIS),
            Some(129) => Some(EUC_KR),
            Some(134) => Some(GBK),
            Some(136) => Some(BIG5),
            Some(161) => Some(WINDOWS_1253),
            Some(162) => Some(WINDOWS_1254),
            Some(163) => Some(WINDOWS_1258),
            Some(177) => Some(WINDOWS_1255),
            Some(178) => Some(WINDOWS_1256),
            Some(186) => Some(WINDOWS_1257),
            Some(204) => Some(WINDOWS_1251),
            Some(222) => Some(WINDOWS_874),
            Some(238) => Some(WINDOWS_1250),
            _ => Some(usual),
        }
    }
}

/// An encoding by the number that Windows gives it.
pub fn of_page(number: i32) -> Option<&'static Encoding> {
    match number {
        874 => Some(WINDOWS_874),
        932 => Some(SHIFT_JIS),
        936 => Some(GBK),
        949 => Some(EUC_KR),
        950 => Some(BIG5),
        65001 => Some(encoding_rs::UTF_8),
        1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => None,
    }
}

/// The signs of a font of signs, as a list's label shows them.
pub fn symbols(bytes: &[u8]) -> String {
    let signs = bytes.iter().map(|byte| match byte {
        b'-' | b'+' | b'*' | b' ' => char::from(*byte),
        _ => '•',
    });
    signs.collect()
}
