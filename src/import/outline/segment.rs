//! One line of a head or a foot → what stands on it: columns that the paper put side by side are parted.

use super::paragraph::is_capitals;
use base::text::collapse_spaces;
use base::text::match_key;
use jiff::civil::Date;

base::pattern!(
    NUMBER,
    // The blanks are a pen's; a unit in brackets, "TTr-CAT(PC04)", belongs to the symbol.
    r"(?x)^(?i:số|luật\s+số|sắc\s+lệnh\s+số)\s*[:.]?\s*(?P<number>\d{1,5}(?:\s?/\s?\d{4})?|[.…_\s]*)
      (?P<symbol>\s?[-–/]\s?[\p{L}\d]+(?:[-–/.&][\p{L}\d]+|\s?[-–/&]\s?\p{Lu}{2}[\p{L}\d]*)*
        (?:\s?\(\s?[\p{Lu}\d][\p{Lu}\d./&–-]*\s?\))?(?:[-–/][\p{L}\d]+)*)?"
);
base::pattern!(
    DATE,
    r"(?x)(?i:ngày)\s*(?P<day>\d{1,2}|[.…_\s]*)\s*(?i:tháng)\s*(?P<month>\d{1,2}|[.…_\s]*)\s*(?i:năm)\s*(?P<year>\d{4}|\d{0,3}[.…_\s]*)\s*[.]?\s*$"
);
base::pattern!(
    SHORT_DATE,
    r"(?i:ngày)\s+(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\s*$"
);
base::pattern!(
    SEPARATOR,
    r"^[-_*=~–—.…\s+oO0•]*[-_*=~–—][-_*=~–—.…\s+oO0•]*$"
);
base::pattern!(
    ON_BEHALF,
    r"^(T\s?/\s?M|TM|T\.M|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|T/UQ|Q)\s*[./]?\s+(?P<whom>\S.*)$"
);

/// A piece of a line, and the column it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its words.
    pub text: String,
    /// Counted from 0.
    pub column: usize,
}

/// The phrases that stand alone in a head, folded, with what they mean.
const ALONE: [(&str, Fixed); 3] = [
    ("cong hoa xa hoi chu nghia", Fixed::Republic),
    ("doc lap", Fixed::Motto),
    ("dang cong san viet nam", Fixed::Party),
];

/// A phrase that stands in the head of every document of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// "Cộng hòa xã hội chủ nghĩa Việt Nam".
    Republic,
    /// "Độc lập - Tự do - Hạnh phúc".
    Motto,
    /// "Đảng Cộng sản Việt Nam".
    Party,
}

/// A date as a head writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Where.
    pub place: Option<String>,
    /// When, if no part is blank.
    pub date: Option<Date>,
    /// What stood before it on the same line.
    pub before: String,
}

/// Parts a line into its columns.
pub fn split(line: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    for (column, piece) in columns(line).into_iter().enumerate() {
        let mut rest = piece;
        let mut column = column;
        // A column that only a blank parts from the one before it shows by a phrase that begins it.
        while let Some(at) = fixed_inside(&rest) {
            let right = rest.split_off(at);
            found.push(Segment {
                text: rest.trim_end().to_owned(),
                column,
            });
            rest = right;
            column += 1;
        }
        if !rest.is_empty() {
            found.push(Segment { text: rest, column });
        }
    }
    found
}

/// The pieces between wide gaps; a gap left to be filled in by hand parts nothing.
fn columns(line: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in line.split('\t').map(collapse_spaces) {
        let blank = pieces.last().is_some_and(|last| {
            let before = match_key(last);
            let open = ["ngay", "thang", "nam", "so", "so:"]
                .iter()
                .any(|word| before == *word || before.ends_with(&format!(" {word}")));
            let next = match_key(&piece);
            open && (next.starts_with("thang")
                || next.starts_with("nam")
                || next.starts_with(['/', '-'])
                || next.starts_with(|c: char| c.is_ascii_digit()))
        });
        match pieces.last_mut().filter(|_| blank) {
            Some(last) => {
                last.push(' ');
                last.push_str(&piece);
            }
            None => pieces.push(piece),
        }
    }
    pieces
}

/// Where one of the fixed phrases begins behind other words.
fn fixed_inside(text: &str) -> Option<usize> {
    let fold = match_key(text);
    let at = ALONE.iter().filter_map(|(phrase, meaning)| {
        let at = fold.rfind(phrase).filter(|at| *at > 0)?;
        let sound = match meaning {
            Fixed::Motto => fold[at..].contains("tu do"),
            _ => true,
        };
        let chars = fold[..at].chars().count();
        let byte = text.char_indices().nth(chars).map(|(byte, _)| byte)?;
        let capital = text[byte..].starts_with(|c: char| c.is_uppercase());
        let short = text.len() - byte < 70 && byte < 90;
        (sound && capital && short && (is_capitals(&text[..byte]) || *meaning == Fixed::Motto))
            .then_some(byte)
    });
    at.min()
}

/// The fixed phrase that a piece consists of.
pub fn fixed(text: &str) -> Option<Fixed> {
    let fold = match_key(text);
    let (phrase, meaning) = ALONE.iter().find(|(phrase, _)| fold.starts_with(phrase))?;
    let short = fold.chars().count() < phrase.chars().count() + 26;
    let whole = *meaning != Fixed::Motto || fold.contains("tu do");
    (short && whole).then_some(*meaning)
}

/// Whether a piece is a line of dashes or stars.
pub fn is_separator(text: &str) -> bool {
    SEPARATOR.is_match(text.trim())
}

/// Number and symbol, and what follows them. The number is absent where the paper leaves it blank.
pub fn number(text: &str) -> Option<(Option<String>, String)> {
    let found = NUMBER.captures(text)?;
    let whole = found.get(0)?;
    let compact = |name: &str| -> String {
        let text = found.name(name).map_or("", |part| part.as_str());
        text.chars()
            .filter(|c| !c.is_whitespace() && !".…_".contains(*c))
            .map(|c| if c == '–' { '-' } else { c })
            .collect()
    };
    let (number, symbol) = (compact("number"), compact("symbol"));
    if number.is_empty() && symbol.is_empty() {
        let blank = text[whole.end()..].trim().is_empty() && text.contains(':');
        return blank.then(|| (None, String::new()));
    }
    let rest = text[whole.end()..].trim().to_owned();
    let value = (!number.is_empty()).then(|| format!("{number}{symbol}"));
    Some((value, rest))
}

/// The place and the date that a piece ends with.
pub fn issued(text: &str) -> Option<Issued> {
    let found = DATE.captures(text).or_else(|| SHORT_DATE.captures(text))?;
    let before = text[..found.get(0)?.start()].trim_end();
    let comma = before.ends_with(',');
    let before = before.trim_end_matches(',').trim_end();
    let words: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let short = ["TP", "TX", "TT", "Tp"].contains(&word);
        word.starts_with(char::is_uppercase)
            && !word.contains(|c: char| c.is_ascii_digit() || c == '/')
            && (short || word.chars().count() == 1 || !is_capitals(word))
    };
    let taken = words.iter().rev().take_while(is_name).count();
    if taken > 6 || (!comma && (taken == 0 || taken != words.len())) {
        return None;
    }
    let place = words[words.len() - taken..].join(" ");
    let part = |name: &str| found[name].trim().parse::<i16>().ok();
    let date = part("year")
        .zip(part("month"))
        .zip(part("day"))
        .and_then(|((year, month), day)| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        });
    Some(Issued {
        place: (!place.is_empty()).then_some(place),
        date,
        before: words[..words.len() - taken].join(" "),
    })
}

/// On whose behalf a document is signed: `TM. ỦY BAN NHÂN DÂN`.
pub fn on_behalf(text: &str) -> Option<String> {
    let found = ON_BEHALF.captures(text)?;
    let whom = &found["whom"];
    let signed =
        text.starts_with("T/M") || text[found.get(1)?.end()..].trim_start().starts_with('.');
    let sound = is_capitals(whom)
        || (signed && whom.chars().count() < 60 && whom.starts_with(char::is_uppercase));
    sound.then(|| whom.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_part_at_what_begins_them() {
        let parted = |line: &str| {
            split(line)
                .into_iter()
                .map(|segment| segment.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            parted("ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ["ỦY BAN NHÂN DÂN", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
        );
        assert_eq!(
            parted("PHƯỜNG AN GIẢ Độc lập - Tự do - Hạnh phúc"),
            ["PHƯỜNG AN GIẢ", "Độc lập - Tự do - Hạnh phúc"]
        );
        assert_eq!(
            parted("TỈNH ỦY A\tĐẢNG CỘNG SẢN VIỆT NAM"),
            ["TỈNH ỦY A", "ĐẢNG CỘNG SẢN VIỆT NAM"]
        );
    }

    #[test]
    fn numbers_in_every_writing() {
        for (text, value) in [
            ("Số 12-KH/ĐU", Some("12-KH/ĐU")),
            ("Số: 30/KH-UBND", Some("30/KH-UBND")),
            ("Số: 05 /KH-UBND", Some("05/KH-UBND")),
            ("Số: 30/2020/NĐ-CP", Some("30/2020/NĐ-CP")),
            ("Số:      /KH-UBND", None),
            ("Số: ……/KH-UBND", None),
            ("Số 140 - BC/ĐU", Some("140-BC/ĐU")),
            ("Số: 1234/QĐ-TTg", Some("1234/QĐ-TTg")),
            ("Số: 57 /TTr-CAV(PV01)", Some("57/TTr-CAV(PV01)")),
            ("Số: 58/BC-CAV (PC06)", Some("58/BC-CAV(PC06)")),
            ("Số:  59 / KH - UBND", Some("59/KH-UBND")),
            ("Số: 60/QĐ-CAV(Đ2)-TM", Some("60/QĐ-CAV(Đ2)-TM")),
            ("Số: …/TTr-CAV(PV01)", None),
        ] {
            let found = number(&collapse_spaces(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found, (value.map(str::to_owned), String::new()), "{text}");
        }
        assert_eq!(
            number("Số: 3/KH-UBND An Giả, ngày 5 tháng 9 năm 2025")
                .unwrap()
                .1,
            "An Giả, ngày 5 tháng 9 năm 2025"
        );
        for (text, rest) in [
            ("Số: 61/KH-UBND (bản sao)", "(bản sao)"),
            (
                "Số: 62/KH-UBND - Ví Dụ, ngày 5 tháng 9 năm 2025",
                "- Ví Dụ, ngày 5 tháng 9 năm 2025",
            ),
        ] {
            let (value, found) = number(text).unwrap();
            assert_eq!((value.unwrap().len(), found.as_str()), (10, rest), "{text}");
        }
        assert_eq!(number("Sốt xuất huyết"), None);
    }

    #[test]
    fn a_blank_in_a_date_is_no_date() {
        let date = |text: &str| {
            issued(text).map(|found| (found.place, found.date.map(|date| date.to_string())))
        };
        assert_eq!(
            date("An Giả, ngày 18 tháng 9 năm 2025"),
            Some((Some("An Giả".into()), Some("2025-09-18".into())))
        );
        assert_eq!(
            date("An Giả, ngày tháng 9 năm 2025"),
            Some((Some("An Giả".into()), None))
        );
        assert_eq!(date("ngày 31 tháng 2 năm 2025"), None);
        assert_eq!(
            date("ĐẢNG ỦY XÃ AN GIẢ An Giả, ngày … tháng … năm 2025")
                .unwrap()
                .0,
            Some("An Giả".into())
        );
        assert_eq!(
            date("thực hiện Nghị quyết số 1-NQ/TW ngày 9 tháng 9 năm 2025"),
            None
        );
    }

    #[test]
    fn signing_on_behalf() {
        assert_eq!(
            on_behalf("T/M BAN THƯỜNG VỤ").as_deref(),
            Some("BAN THƯỜNG VỤ")
        );
        assert_eq!(on_behalf("KT. CHỦ TỊCH").as_deref(), Some("CHỦ TỊCH"));
        assert_eq!(
            on_behalf("TM ỦY BAN NHÂN DÂN").as_deref(),
            Some("ỦY BAN NHÂN DÂN")
        );
        assert_eq!(on_behalf("Q. 1 và quận khác"), None);
        assert_eq!(on_behalf("TM và các bên"), None);
    }
}
