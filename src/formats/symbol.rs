//! Signs of the fonts Symbol and Wingdings → the characters that they show: "≥" stands in Word as F0B3 of Symbol.

/// Signs of Symbol by the lower byte of their code, as Adobe's encoding of the font lists them.
const SYMBOL: [(u32, char); 26] = [
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd7, '⋅'),
    (0xdb, '⇔'),
];

/// Signs of Wingdings that stand in running text; the others open items of lists.
const WINGDINGS: [(u32, char); 8] = [
    (0x6f, '□'),
    (0xa8, '□'),
    (0xfc, '✓'),
    (0xfe, '☑'),
    (0xfd, '☒'),
    (0xe0, '→'),
    (0xe8, '→'),
    (0xf0, '⇨'),
];

/// What a sign of a font shows; `code` may lie in the private-use area (F000–F0FF) or be the font's own byte. `None` for
/// fonts of letters and for signs that are not known.
pub fn shown(font: &str, code: u32) -> Option<char> {
    let byte = match code {
        0xf000..=0xf0ff => code - 0xf000,
        0x20..=0xff => code,
        _ => return None,
    };
    let known: &[(u32, char)] = match font.to_ascii_lowercase().as_str() {
        "symbol" => &SYMBOL,
        "wingdings" => &WINGDINGS,
        _ => return None,
    };
    known
        .iter()
        .find(|(code, _)| *code == byte)
        .map(|(_, sign)| *sign)
}

/// A text in a font of signs as it is shown. Letters that a font of signs cannot hold, and plain ASCII, stay: Word sets
/// the font of whole runs whose letters it then takes from another.
pub fn text(font: &str, text: &str) -> String {
    text.chars()
        .map(|c| {
            let code = u32::from(c);
            let sign = code >= 0x80;
            sign.then(|| shown(font, code)).flatten().unwrap_or(c)
        })
        .collect()
}

/// Digits and brackets above the line, as Unicode writes them: a mark of a note does not run into the number before it.
pub fn raised(text: &str) -> String {
    const RAISED: [(char, char); 12] = [
        ('0', '⁰'),
        ('1', '¹'),
        ('2', '²'),
        ('3', '³'),
        ('4', '⁴'),
        ('5', '⁵'),
        ('6', '⁶'),
        ('7', '⁷'),
        ('8', '⁸'),
        ('9', '⁹'),
        ('(', '⁽'),
        (')', '⁾'),
    ];
    let all: Option<String> = text
        .chars()
        .map(|c| {
            RAISED
                .iter()
                .find(|(plain, _)| *plain == c)
                .map(|(_, sign)| *sign)
        })
        .collect();
    all.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_what_they_show() {
        assert_eq!(shown("Symbol", 0xf0b3), Some('≥'));
        assert_eq!(shown("symbol", 0xa3), Some('≤'));
        assert_eq!(shown("Wingdings", 0xf0fc), Some('✓'));
        assert_eq!(shown("Wingdings", 0xf0b3), None);
        assert_eq!(shown("Times New Roman", 0xb3), None);
        assert_eq!(text("Symbol", "tối thiểu \u{f0b3} 95%"), "tối thiểu ≥ 95%");
        assert_eq!(text("Arial", "\u{f0b3}"), "\u{f0b3}");
        assert_eq!(raised("12"), "¹²");
        assert_eq!(raised("th"), "th");
    }
}
