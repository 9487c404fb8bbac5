//! Letters: a character taken apart into its base, its shape mark and its tone, and put together.
//!
//! Unicode holds Vietnamese letters whole (NFC, `ế`) and in parts (NFD, `e` + U+0302 + U+0301); both
//! arrive here as the same [`Letter`]. Only the marks of Vietnamese and of the common Latin
//! alphabets are known, which keeps Unicode's large tables out of the browser's engine.

/// A mark that changes which letter of the alphabet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// The plain letter.
    #[default]
    Plain,
    /// `â ê ô`
    Circumflex,
    /// `ă`
    Breve,
    /// `ơ ư`
    Horn,
    /// `đ`
    Stroke,
}

/// One of the six tones, by the mark that writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Tone {
    /// ngang
    #[default]
    Level,
    /// huyền
    Grave,
    /// hỏi
    Hook,
    /// ngã
    Tilde,
    /// sắc
    Acute,
    /// nặng
    Dot,
}

impl Tone {
    const ALL: [Tone; 6] = [
        Tone::Level,
        Tone::Grave,
        Tone::Hook,
        Tone::Tilde,
        Tone::Acute,
        Tone::Dot,
    ];

    /// The combining mark, or nothing for the level tone.
    pub fn mark(self) -> Option<char> {
        match self {
            Tone::Level => None,
            Tone::Grave => Some('\u{300}'),
            Tone::Hook => Some('\u{309}'),
            Tone::Tilde => Some('\u{303}'),
            Tone::Acute => Some('\u{301}'),
            Tone::Dot => Some('\u{323}'),
        }
    }
}

/// A lower-case letter in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Base character, lower case; for Latin letters with foreign marks, the bare letter.
    pub base: char,
    /// Shape mark.
    pub shape: Shape,
    /// Tone mark.
    pub tone: Tone,
}

/// A combining mark's effect on the letter before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A Vietnamese tone.
    Tone(Tone),
    /// A Vietnamese shape.
    Shape(Shape),
    /// Some other alphabet's mark; it is dropped.
    Foreign,
}

/// Vowel rows in tone order; the first character of a row is the row's letter.
const ROWS: [(&str, char, Shape); 12] = [
    ("aàảãáạ", 'a', Shape::Plain),
    ("ăằẳẵắặ", 'a', Shape::Breve),
    ("âầẩẫấậ", 'a', Shape::Circumflex),
    ("eèẻẽéẹ", 'e', Shape::Plain),
    ("êềểễếệ", 'e', Shape::Circumflex),
    ("iìỉĩíị", 'i', Shape::Plain),
    ("oòỏõóọ", 'o', Shape::Plain),
    ("ôồổỗốộ", 'o', Shape::Circumflex),
    ("ơờởỡớợ", 'o', Shape::Horn),
    ("uùủũúụ", 'u', Shape::Plain),
    ("ưừửữứự", 'u', Shape::Horn),
    ("yỳỷỹýỵ", 'y', Shape::Plain),
];

/// Letters of other Latin alphabets that loanwords bring, each group with its bare letter.
const FOREIGN: [(&str, char); 9] = [
    ("äåāą", 'a'),
    ("çćč", 'c'),
    ("ëēęě", 'e'),
    ("îïīį", 'i'),
    ("ñńň", 'n'),
    ("öøōő", 'o'),
    ("šśș", 's'),
    ("ûüūůű", 'u'),
    ("žźż", 'z'),
];

/// Place of each character in [`ROWS`], six to a row and counted from one; zero for others. Looking through the rows
/// for every letter of every text would cost more than the rest of the analysis.
const PLACES: ([u8; LATIN_END - LATIN], [u8; VIETNAMESE_END - VIETNAMESE]) = places();

/// Latin letters from `À` to `ư`.
const LATIN: usize = 0xc0;
const LATIN_END: usize = 0x1b1;

/// The Vietnamese letters from `Ạ` to `ỹ`.
const VIETNAMESE: usize = 0x1ea0;
const VIETNAMESE_END: usize = 0x1efa;

const fn places() -> ([u8; LATIN_END - LATIN], [u8; VIETNAMESE_END - VIETNAMESE]) {
    let mut latin = [0; LATIN_END - LATIN];
    let mut vietnamese = [0; VIETNAMESE_END - VIETNAMESE];
    let mut row = 0;
    while row < ROWS.len() {
        let bytes = ROWS[row].0.as_bytes();
        let (mut at, mut tone) = (0, 0);
        while at < bytes.len() {
            // UTF-8 of one to three bytes, which is all that the rows hold.
            let first = bytes[at] as usize;
            let (code, length) = if first < 0x80 {
                (first, 1)
            } else if first < 0xe0 {
                ((first & 0x1f) << 6 | (bytes[at + 1] as usize & 0x3f), 2)
            } else {
                let middle = (bytes[at + 1] as usize & 0x3f) << 6;
                let last = bytes[at + 2] as usize & 0x3f;
                ((first & 0xf) << 12 | middle | last, 3)
            };
            let place = (row * 6 + tone + 1) as u8;
            if code >= VIETNAMESE {
                vietnamese[code - VIETNAMESE] = place;
            } else if code >= LATIN {
                latin[code - LATIN] = place;
            }
            at += length;
            tone += 1;
        }
        row += 1;
    }
    (latin, vietnamese)
}

fn place(c: char) -> usize {
    let code = c as usize;
    let place = match code {
        LATIN..LATIN_END => PLACES.0[code - LATIN],
        VIETNAMESE..VIETNAMESE_END => PLACES.1[code - VIETNAMESE],
        _ => 0,
    };
    usize::from(place)
}

impl Letter {
    /// A letter without marks.
    pub fn plain(base: char) -> Letter {
        Letter {
            base,
            shape: Shape::Plain,
            tone: Tone::Level,
        }
    }

    /// Takes a lower-case character apart.
    pub fn of(lower: char) -> Letter {
        if lower.is_ascii() {
            return Letter::plain(lower);
        }
        if lower == 'đ' {
            return Letter {
                base: 'd',
                shape: Shape::Stroke,
                tone: Tone::Level,
            };
        }
        if let Some(at) = place(lower).checked_sub(1) {
            let (_, base, shape) = ROWS[at / 6];
            let tone = Tone::ALL[at % 6];
            return Letter { base, shape, tone };
        }
        for (row, base) in FOREIGN {
            if row.contains(lower) {
                return Letter::plain(base);
            }
        }
        Letter::plain(lower)
    }

    /// The composed (NFC) character.
    pub fn composed(self) -> char {
        if self.shape == Shape::Stroke {
            return 'đ';
        }
        ROWS.iter()
            .find(|(_, base, shape)| *base == self.base && *shape == self.shape)
            .and_then(|(row, _, _)| row.chars().nth(self.tone as usize))
            .unwrap_or(self.base)
    }

    /// The same letter with another tone.
    pub fn with_tone(self, tone: Tone) -> Letter {
        Letter { tone, ..self }
    }

    /// Puts a combining mark on the letter. A shape that the letter cannot carry is dropped, as are
    /// foreign marks.
    pub fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Tone(tone) => self.tone = tone,
            Mark::Shape(shape) => {
                let carries = ROWS.iter().any(|(_, b, s)| *b == self.base && *s == shape);
                if carries {
                    self.shape = shape;
                }
            }
            Mark::Foreign => {}
        }
    }

    /// Whether this is a vowel of the Vietnamese alphabet.
    pub fn is_vowel(self) -> bool {
        matches!(self.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
    }
}

/// Reads a combining mark; `None` when the character is not one.
pub fn combining(c: char) -> Option<Mark> {
    Some(match c {
        '\u{300}' | '\u{340}' => Mark::Tone(Tone::Grave),
        '\u{301}' | '\u{341}' => Mark::Tone(Tone::Acute),
        '\u{303}' => Mark::Tone(Tone::Tilde),
        '\u{309}' => Mark::Tone(Tone::Hook),
        '\u{323}' => Mark::Tone(Tone::Dot),
        '\u{302}' => Mark::Shape(Shape::Circumflex),
        '\u{306}' => Mark::Shape(Shape::Breve),
        '\u{31b}' => Mark::Shape(Shape::Horn),
        '\u{300}'..='\u{36f}' => Mark::Foreign,
        _ => return None,
    })
}

/// Whether the character is part of a word, marks aside. The Latin letters are known without Unicode's tables.
#[inline]
pub fn is_in_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        'À'..='ɏ' | 'Ḁ'..='ỿ' => true,
        c => c.is_alphanumeric(),
    }
}

/// Lower case of one character, with the look-alikes `Ð` (eth) and `Ɖ` (African D) read as `Đ`.
///
/// Characters whose lower case is several characters keep the first alone.
pub fn lower(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' | 'ð' | 'ɖ' | 'Đ' => 'đ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // Here capitals have the even numbers.
        'Ạ'..='ỹ' => char::from_u32(c as u32 | 1).unwrap_or(c),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// NFC, lower case, marks removed, `đ` as `d`; everything else is kept.
///
/// Used for slugs and for "did you mean", so it keeps `y` and `i` apart: `kỹ năng` gives `ky nang`.
///
/// ```
/// assert_eq!(analysis::fold("Ðường Hòa Bình, số 5"), "duong hoa binh, so 5");
/// ```
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|&c| combining(c).is_none())
        .map(|c| Letter::of(lower(c)).base)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_survives_the_round_trip() {
        for (row, ..) in ROWS {
            for c in row.chars() {
                assert_eq!(Letter::of(c).composed(), c);
            }
        }
        assert_eq!(Letter::of('đ').composed(), 'đ');
    }

    #[test]
    fn composition_agrees_with_unicode() {
        use unicode_normalization::UnicodeNormalization;
        for (row, ..) in ROWS {
            for c in row.chars() {
                let mut parts = c.nfd();
                let mut letter = Letter::of(parts.next().unwrap());
                parts.for_each(|mark| letter.add(combining(mark).unwrap()));
                assert_eq!(letter.composed(), c);
            }
        }
    }

    #[test]
    fn shortcuts_agree_with_unicode() {
        for c in (0..0x2_0000).filter_map(char::from_u32) {
            assert_eq!(is_in_word(c), c.is_alphanumeric(), "{c}");
            if !matches!(c, 'Ð' | 'Ɖ' | 'ð' | 'ɖ' | 'Đ') {
                assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c}");
            }
        }
    }

    #[test]
    fn folding_reads_look_alikes_and_parts() {
        assert_eq!(fold("Ðà Nẵng, Ɖà, Đà"), "da nang, da, da");
        assert_eq!(fold("su\u{31b}\u{301}c kho\u{309}e"), "suc khoe");
        assert_eq!(fold("Café Zürich"), "cafe zurich");
    }
}
