//! How many segments a short message takes, in each of the two encodings of telephones.
//!
//! A message whose every character is in the GSM 7-bit default alphabet or its extension table (3GPP TS 23.038, 6.2.1) holds
//! 160 of its units alone and 153 in each of several segments; any other is sent in UCS-2, with 70 and 67 units of 16 bits.
//! A character of two units (`€` in the one, an emoji in the other) is never cut between segments. Of Vietnamese letters only
//! `à è é ì ò ù` and `É` are in the alphabet, so a text with marks is in UCS-2 and costs more than twice as much.

/// How a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The GSM 7-bit default alphabet with its extension table.
    Gsm7,
    /// Units of 16 bits.
    Ucs2,
}

/// What a message takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// How it is sent.
    pub encoding: Encoding,
    /// Its length in units of the encoding: a character of the extension table and one beyond U+FFFF are two.
    pub units: usize,
    /// How many segments are paid for; none for an empty text.
    pub segments: usize,
}

/// The default alphabet without its escape.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
                        ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: an escape stands before each.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Units of a message of one segment in the 7-bit alphabet.
pub const ALONE: usize = 160;

/// Units of a character in the 7-bit alphabet; `None` where it is not in it.
fn gsm7_units(c: char) -> Option<usize> {
    if ALPHABET.contains(c) {
        Some(1)
    } else {
        EXTENSION.contains(c).then_some(2)
    }
}

/// The first character that makes a message one of UCS-2, and where it stands.
pub fn first_beyond_gsm7(text: &str) -> Option<(usize, char)> {
    let mut characters = text.char_indices();
    characters.find(|(_, c)| gsm7_units(*c).is_none())
}

/// What a text takes as a short message. It is counted as it stands: whoever sends it sends it in NFC.
pub fn message(text: &str) -> Message {
    let units: Option<Vec<usize>> = text.chars().map(gsm7_units).collect();
    let (encoding, units, alone, of_several) = match units {
        Some(units) => (Encoding::Gsm7, units, ALONE, 153),
        None => (
            Encoding::Ucs2,
            text.chars().map(char::len_utf16).collect(),
            70,
            67,
        ),
    };
    let whole = units.iter().sum();
    let segments = match whole {
        0 => 0,
        whole if whole <= alone => 1,
        _ => in_segments(&units, of_several),
    };
    Message {
        encoding,
        units: whole,
        segments,
    }
}

/// How many segments of this size the characters fill, each whole in one of them.
fn in_segments(units: &[usize], size: usize) -> usize {
    let (mut segments, mut filled) = (1, 0);
    for unit in units {
        if filled + unit > size {
            segments += 1;
            filled = 0;
        }
        filled += unit;
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter of Vietnamese, great and small.
    const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ\
                           AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ";

    /// A second way: the code points of the alphabet as ranges, and segments by giving each character its place.
    fn second(text: &str) -> Message {
        let plain = |c: char| {
            let code = c as u32;
            matches!(code, 0x20..=0x5a | 0x61..=0x7a | 0x5f | 0x0a | 0x0d)
                || [
                    0xa3, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0xd8, 0xf8, 0xc5, 0xe5, 0x394,
                    0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, 0xc6, 0xe6,
                    0xdf, 0xc9, 0xa4, 0xa1, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xbf, 0xe4, 0xf6, 0xf1,
                    0xfc, 0xe0,
                ]
                .contains(&code)
        };
        let escaped = |c: char| {
            [0x0c, 0x5b, 0x5c, 0x5d, 0x5e, 0x7b, 0x7c, 0x7d, 0x7e, 0x20ac].contains(&(c as u32))
        };
        let is_gsm7 = text.chars().all(|c| plain(c) || escaped(c));
        let cost = |c: char| {
            if is_gsm7 {
                1 + usize::from(escaped(c))
            } else {
                c.encode_utf16(&mut [0; 2]).len()
            }
        };
        let units: usize = text.chars().map(cost).sum();
        let (alone, size) = if is_gsm7 { (160, 153) } else { (70, 67) };
        // Places are counted on; one that would lie across a border moves behind it.
        let end = text.chars().fold(0, |place: usize, c| {
            let over = place % size + cost(c) > size;
            let start = if over {
                place.next_multiple_of(size)
            } else {
                place
            };
            start + cost(c)
        });
        let segments = if units <= alone {
            usize::from(units > 0)
        } else {
            end.div_ceil(size)
        };
        let encoding = if is_gsm7 {
            Encoding::Gsm7
        } else {
            Encoding::Ucs2
        };
        Message {
            encoding,
            units,
            segments,
        }
    }

    #[test]
    fn two_ways_of_counting_agree_over_every_letter() {
        let letters: Vec<char> = LETTERS.chars().chain("€{}~ 0😀".chars()).collect();
        let plain: Vec<char> = ('a'..='z').chain("€[ à\n".chars()).collect();
        let mut texts: Vec<String> = letters
            .iter()
            .map(|letter| letter.to_string().repeat(141))
            .collect();
        for length in [
            0, 1, 66, 67, 68, 69, 70, 71, 133, 134, 135, 152, 153, 154, 159, 160, 161, 306, 307,
        ] {
            texts.push(letters.iter().cycle().take(length).collect());
            texts.push(plain.iter().cycle().take(length).collect());
            texts.push("€".repeat(length));
        }
        assert!(texts.len() >= 200, "{}", texts.len());
        for text in &texts {
            assert_eq!(message(text), second(text), "{text}");
        }
    }

    #[test]
    fn limits_are_those_of_telephones() {
        let segments = |text: &str, count: usize| message(&text.repeat(count)).segments;
        assert_eq!(
            [
                segments("a", 160),
                segments("a", 161),
                segments("a", 306),
                segments("a", 307)
            ],
            [1, 2, 2, 3]
        );
        assert_eq!(
            [
                segments("ạ", 70),
                segments("ạ", 71),
                segments("ạ", 134),
                segments("ạ", 135)
            ],
            [1, 2, 2, 3]
        );
        assert_eq!(
            [
                segments("€", 80),
                segments("€", 81),
                segments("€", 152),
                segments("€", 153)
            ],
            [1, 2, 2, 3]
        );
        assert_eq!(message("").segments, 0);
        assert_eq!(first_beyond_gsm7("à, đi"), Some((4, 'đ')));
        let plain: String = LETTERS
            .chars()
            .filter(|c| !c.is_ascii() && gsm7_units(*c).is_some())
            .collect();
        assert_eq!(plain, "àèéìòùÉ");
    }
}
