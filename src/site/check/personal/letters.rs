//! Letters that look alike, and those that are written in another way: references of HTML, escapes of TOML.

use base::unseen::{Unseen, unseen};

/// The letter behind a backslash of TOML and the length of both.
pub fn escaped(text: &str) -> (Option<char>, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b't') => return (Some(' '), 2),
        Some(b'n' | b'r') => return (Some('\n'), 2),
        Some(next) if next.is_ascii() => return (Some(char::from(*next)), 2),
        _ => return (Some('\\'), 1),
    };
    let code = text
        .get(2..2 + digits)
        .and_then(|code| u32::from_str_radix(code, 16).ok());
    match code.and_then(char::from_u32) {
        Some(letter) => (Some(letter), 2 + digits),
        None => (Some('\\'), 1),
    }
}

/// The letter that a reference of HTML stands for, and the reference's length.
pub fn entity(text: &str) -> Option<(char, usize)> {
    let end = text[..text.floor_char_boundary(12)].find(';')?;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(code) => u32::from_str_radix(code, 16).ok()?,
            None => code.parse().ok()?,
        },
        None => u32::from(match name {
            "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "emsp13"
            | "emsp14" | "MediumSpace" | "NonBreakingSpace" | "Tab" => ' ',
            "shy" | "zwj" | "zwnj" | "ZeroWidthSpace" | "NoBreak" | "lrm" | "rlm" => '\u{200B}',
            "ndash" | "mdash" | "hyphen" | "dash" | "minus" | "horbar" => '-',
            "period" => '.',
            "commat" => '@',
            "lowbar" => '_',
            "sol" => '/',
            "plus" => '+',
            "lpar" => '(',
            "rpar" => ')',
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        }),
    };
    char::from_u32(code).map(|letter| (letter, end + 1))
}

/// The plain letter that looks like this one; `\0` for one that is not seen.
pub fn alike(letter: char) -> Option<char> {
    Some(match letter {
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            ' '
        }
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        // The long s and the sign of kelvin, which are small and capital forms of these.
        '\u{17F}' => 's',
        '\u{212A}' => 'K',
        // A box around the digit before.
        '\u{20E3}' => '\0',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}'
        | '\u{207B}'
        | '\u{208B}'
        | '\u{30FC}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{2500}'
        | '\u{5BE}'
        | '\u{2CD7}'
        | '\u{23AF}' => '-',
        '\u{B7}' | '\u{2022}' | '\u{2219}' | '\u{22C5}' | '\u{2024}' | '\u{30FB}' | '\u{2027}'
        | '\u{3002}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0)?,
        '\u{2070}' => '0',
        '\u{B9}' => '1',
        '\u{B2}' => '2',
        '\u{B3}' => '3',
        '\u{2074}'..='\u{2079}' => char::from_u32(u32::from(letter) - 0x2074 + u32::from('4'))?,
        '\u{2080}'..='\u{2089}' => char::from_u32(u32::from(letter) - 0x2080 + u32::from('0'))?,
        '\u{2460}'..='\u{2468}' => char::from_u32(u32::from(letter) - 0x2460 + u32::from('1'))?,
        '\u{24EA}' | '\u{24FF}' => '0',
        '\u{2776}'..='\u{277E}' => char::from_u32(u32::from(letter) - 0x2776 + u32::from('1'))?,
        '\u{1D7CE}'..='\u{1D7FF}' => {
            char::from_u32((u32::from(letter) - 0x1D7CE) % 10 + u32::from('0'))?
        }
        '\u{660}'..='\u{669}' => char::from_u32(u32::from(letter) - 0x660 + u32::from('0'))?,
        '\u{6F0}'..='\u{6F9}' => char::from_u32(u32::from(letter) - 0x6F0 + u32::from('0'))?,
        '\u{966}'..='\u{96F}' => char::from_u32(u32::from(letter) - 0x966 + u32::from('0'))?,
        _ => match unseen(letter)? {
            Unseen::Blank => ' ',
            Unseen::Dropped | Unseen::Refused => '\0',
        },
    })
}
