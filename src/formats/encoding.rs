//! Vietnamese in any encoding → Unicode NFC: TCVN3 (.VnTime) and VNI are known by font or by statistics.

use base::unseen::{Unseen, is_unseen, unseen};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// An encoding that puts Vietnamese on the places of Western letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993, third set: the `.Vn…` fonts.
    Tcvn3,
    /// The same in a font that shows small letters as capitals: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI for Windows: the `VNI-…` fonts.
    Vni,
}

/// TCVN3: the places A1–FE of Windows-1252 that hold a Vietnamese letter.
const TCVN3: &str = "\
¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{ad}ư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị\
ßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ";

/// VNI: letters that are one place by themselves.
const VNI_ALONE: &str = "ñđÑĐôơÔƠöưÖƯæỉÆỈóĩÓĨòịÒỊîỵÎỴ";

/// VNI: marks behind a letter, with the letters that take them and what turneds of them.
const VNI_MARKS: [(&str, &str, &str); 15] = [
    ("ùÙ", "aeouyôöAEOUYÔÖ", "áéóúýớứÁÉÓÚÝỚỨ"),
    ("øØ", "aeouyôöAEOUYÔÖ", "àèòùỳờừÀÈÒÙỲỜỪ"),
    ("ûÛ", "aeouyôöAEOUYÔÖ", "ảẻỏủỷởửẢẺỎỦỶỞỬ"),
    ("õÕ", "aeouyôöAEOUYÔÖ", "ãẽõũỹỡữÃẼÕŨỸỠỮ"),
    ("ïÏ", "aeouôöAEOUÔÖ", "ạẹọụợựẠẸỌỤỢỰ"),
    ("âÂ", "aeoAEO", "âêôÂÊÔ"),
    ("áÁ", "aeoAEO", "ấếốẤẾỐ"),
    ("àÀ", "aeoAEO", "ầềồẦỀỒ"),
    ("åÅ", "aeoAEO", "ẩểổẨỂỔ"),
    ("ãÃ", "aeoAEO", "ẫễỗẪỄỖ"),
    ("äÄ", "aeoAEO", "ậệộẬỆỘ"),
    ("êÊ", "aA", "ăĂ"),
    ("éÉ", "aA", "ắẮ"),
    ("èÈ", "aA", "ằẰ"),
    ("úÚ", "aA", "ẳẲ"),
];

/// The two marks of VNI that have no room above.
const VNI_MORE: [(&str, &str, &str); 2] = [("üÜ", "aA", "ẵẴ"), ("ëË", "aA", "ặẶ")];

static TCVN3_MAP: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(TCVN3));

static VNI_MAP: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(VNI_ALONE));

static VNI_PAIRS: LazyLock<HashMap<(char, char), char>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (marks, letters, turned) in VNI_MARKS.iter().chain(&VNI_MORE) {
        for mark in marks.chars() {
            for (letter, result) in letters.chars().zip(turned.chars()) {
                map.insert((letter, mark), result);
            }
        }
    }
    map
});

fn pairs(text: &str) -> HashMap<char, char> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

/// The encoding that a font's name tells.
pub fn of_font(name: &str) -> Option<Legacy> {
    let name = name.trim().to_lowercase();
    if name.starts_with(".vn") {
        let capitals = name.ends_with('h');
        return Some(if capitals {
            Legacy::Tcvn3Capitals
        } else {
            Legacy::Tcvn3
        });
    }
    (name.starts_with("vni-") || name.starts_with("vni ")).then_some(Legacy::Vni)
}

/// A text of one encoding as Unicode.
pub fn convert(text: &str, legacy: Legacy) -> String {
    match legacy {
        Legacy::Tcvn3 => tcvn3(text),
        Legacy::Tcvn3Capitals => tcvn3(text).to_uppercase(),
        Legacy::Vni => vni(text),
    }
}

fn tcvn3(text: &str) -> String {
    let map = &*TCVN3_MAP;
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let mut converted = String::with_capacity(text.len() * 2);
    let mut capitals = false;
    for (at, word) in words.iter().enumerate() {
        let turned: String = word.chars().map(|c| *map.get(&c).unwrap_or(&c)).collect();
        // TCVN3 has no capitals with tones: `ĐảNG` was meant to be `ĐẢNG`, and `Tổ` beside it `TỔ`.
        let beside = capitals || words.get(at + 1).is_some_and(|next| in_capitals(next, 2));
        capitals = in_capitals(word, 2) || (in_capitals(word, 1) && beside);
        converted.push_str(&if capitals {
            turned.to_uppercase()
        } else {
            turned
        });
    }
    // The capital of the commonest body is lost with all capitals that bear a tone.
    converted
        .replace("ủy ban", "Ủy ban")
        .replace("ủy viên", "Ủy viên")
        .replace("đảng Ủy viên", "đảng ủy viên")
        .replace("cấp Ủy viên", "cấp ủy viên")
}

/// Whether a word's plain letters are all capitals, and at least so many.
fn in_capitals(word: &str, least: usize) -> bool {
    let small = word.chars().any(|c| c.is_ascii_lowercase());
    !small && word.chars().filter(char::is_ascii_uppercase).count() >= least
}

fn vni(text: &str) -> String {
    let (alone, pairs) = (&*VNI_MAP, &*VNI_PAIRS);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let pair = chars.peek().and_then(|mark| pairs.get(&(c, *mark)));
        match pair {
            Some(letter) => {
                out.push(*letter);
                chars.next();
            }
            None => out.push(*alone.get(&c).unwrap_or(&c)),
        }
    }
    out
}

/// Common words, by which a conversion is judged.
const WORDS: [&str; 48] = [
    "và",
    "của",
    "các",
    "nhân",
    "dân",
    "thực",
    "hiện",
    "công",
    "tác",
    "ủy",
    "ban",
    "xã",
    "phường",
    "được",
    "về",
    "trong",
    "có",
    "cho",
    "kế",
    "hoạch",
    "đảng",
    "nghị",
    "quyết",
    "năm",
    "tổ",
    "chức",
    "đến",
    "với",
    "số",
    "ngày",
    "tháng",
    "để",
    "là",
    "việc",
    "triển",
    "khai",
    "hội",
    "đồng",
    "căn",
    "cứ",
    "nhà",
    "nước",
    "độc",
    "lập",
    "những",
    "không",
    "theo",
    "người",
];

/// Words looked at before the encoding of a text is settled.
const SAMPLE: usize = 4_000;

/// The share of words that are common Vietnamese ones.
fn score(text: &str) -> f64 {
    let known: HashSet<&str> = WORDS.into_iter().filter(|word| !word.is_ascii()).collect();
    let (mut all, mut hits) = (0_usize, 0_usize);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        all += 1;
        hits += usize::from(known.contains(word.to_lowercase().as_str()));
    }
    hits as f64 / all.max(1) as f64
}

/// The legacy encoding of a text in which Western letters stand for Vietnamese ones.
pub fn detect(text: &str) -> Option<Legacy> {
    /// Least share of common words in a text that is taken for Vietnamese.
    const LEAST: f64 = 0.04;
    if text.is_ascii() {
        return None;
    }
    let sample: String = text
        .split_inclusive(char::is_whitespace)
        .take(SAMPLE)
        .collect();
    let as_it_is = score(&sample.nfc().collect::<String>());
    let best = [Legacy::Tcvn3, Legacy::Vni]
        .into_iter()
        .map(|legacy| (score(&convert(&sample, legacy)), legacy))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 > LEAST && best.0 > 2.0 * as_it_is).then_some(best.1)
}

/// Bytes of a text file in any encoding → Unicode, also where Western letters stand for Vietnamese ones.
pub fn text(bytes: &[u8]) -> String {
    let text = decode(bytes);
    match detect(&text) {
        Some(legacy) => convert(&text, legacy),
        None => text,
    }
}

/// Bytes of a text file → Unicode; the encoding is told by a mark, by validity, or by statistics.
pub fn decode(bytes: &[u8]) -> String {
    use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
    let marked = [
        (&b"\xEF\xBB\xBF"[..], UTF_8),
        (&b"\xFF\xFE"[..], UTF_16LE),
        (&b"\xFE\xFF"[..], UTF_16BE),
    ];
    for (mark, encoding) in marked {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return encoding.decode_without_bom_handling(rest).0.into_owned();
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let western = WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned();
    let vietnamese = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    let vietnamese: String = vietnamese.nfc().collect();
    let best_legacy = detect(&western).map_or(0.0, |legacy| score(&convert(&western, legacy)));
    if score(&vietnamese) > best_legacy {
        vietnamese
    } else {
        western
    }
}

/// A text as the rest of Loa wants it: NFC, plain blanks, no letters that nobody sees.
pub fn clean(text: &str) -> String {
    text.nfc()
        .filter_map(|c| match c {
            '\t' => Some('\t'),
            // Icelandic letters that old converters left behind.
            'Ð' => Some('Đ'),
            'ð' => Some('đ'),
            c if c.is_control() => None,
            c if c.is_whitespace() || unseen(c) == Some(Unseen::Blank) => Some(' '),
            c if is_unseen(c) => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_turned_unicode() {
        assert_eq!(
            convert("KÕ ho¹ch thùc hiÖn nhiÖm vô cña ph\u{ad}êng", Legacy::Tcvn3),
            "Kế hoạch thực hiện nhiệm vụ của phường"
        );
        assert_eq!(convert("§¶NG ñY X·", Legacy::Tcvn3), "ĐẢNG ỦY XÃ");
        assert_eq!(convert("phô n÷, nh÷ng", Legacy::Tcvn3), "phụ nữ, những");
        assert_eq!(
            convert("céng hoµ x· héi", Legacy::Tcvn3Capitals),
            "CỘNG HOÀ XÃ HỘI"
        );
        assert_eq!(
            convert(
                "Keá hoaïch thöïc hieän nhieäm vuï cuûa phöôøng",
                Legacy::Vni
            ),
            "Kế hoạch thực hiện nhiệm vụ của phường"
        );
        assert_eq!(convert("ÑAÛNG UÛY", Legacy::Vni), "ĐẢNG ỦY");
        assert_eq!(
            convert("chính trò, Bí thö", Legacy::Vni),
            "chính trị, Bí thư"
        );
    }

    #[test]
    fn the_encoding_shows_in_the_text() {
        assert_eq!(
            detect("KÕ ho¹ch thùc hiÖn nhiÖm vô cña ph\u{ad}êng n¨m 2025 vµ c¸c n¨m"),
            Some(Legacy::Tcvn3)
        );
        assert_eq!(
            detect("Keá hoaïch thöïc hieän nhieäm vuï cuûa phöôøng naêm 2025 vaø caùc naêm"),
            Some(Legacy::Vni)
        );
        assert_eq!(
            detect("Kế hoạch thực hiện nhiệm vụ của phường năm 2025"),
            None
        );
        assert_eq!(
            detect("Kế hoạch của các tổ".nfd().collect::<String>().as_str()),
            None
        );
        assert_eq!(detect("Un café, s'il vous plaît"), None);
    }

    #[test]
    fn bytes_without_a_mark_are_judged() {
        let tcvn3 = b"K\xD5 ho\xB9ch th\xF9c hi\xD6n c\xF1a ph\xAD\xEAng v\xB5 c\xB8c t\xE6";
        assert_eq!(detect(&decode(tcvn3)), Some(Legacy::Tcvn3));
        let windows_1258 = b"K\xEA\xEC hoa\xF2ch cu\xD2a c\xE1c t\xF4\xD2 v\xE0";
        assert!(
            decode(windows_1258).contains("của các tổ"),
            "{}",
            decode(windows_1258)
        );
    }
}
