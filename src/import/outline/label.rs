//! The labels that begin a part of a text: `I.`, `1.2.`, `(3)`, `a)`, `Điều 4.`, `-`, `*`.

use formats::numbering::to_roman;
use regex::Regex;

/// How a heading is numbered. The order is the one in which they usually nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// `Phụ lục I`.
    Appendix,
    /// `Phần thứ nhất`.
    Part,
    /// `Chương I`.
    Chapter,
    /// `Mục 1`.
    Section,
    /// `Tiểu mục 1`.
    Subsection,
    /// `Điều 1.`
    Article,
    /// `A.`
    Capital,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1.` and deeper.
    Decimal,
    /// `1)`.
    HalfBracket,
    /// `(1)`.
    Bracket,
    /// `Khoản 1.`
    Clause,
    /// `a)` or `a.`
    Letter,
    /// `Điểm a.`
    Point,
}

/// What begins a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A heading's number.
    Number {
        /// How it is written.
        shape: Shape,
        /// Its numbers: one, or as many as a decimal has.
        values: Vec<u32>,
        /// As written, without blanks around.
        written: String,
    },
    /// A list's sign.
    Bullet(char),
    /// `*`.
    Star,
}

/// Largest number that a heading can have.
const NUMBER_LIMIT: u32 = 400;

base::pattern!(
    WORD,
    r"(?x)^ (?i:(?P<name> phụ\s+lục | phần | chương | tiểu\s+mục | mục | điều | khoản | điểm ))
      \s+ (?P<number> (?i:thứ\s+)? [[:alnum:]đĐ\p{L}]{1,8} ) (?P<end> \s*[.:)/\-–] | \s | $ )"
);
// Six numbers are the deepest that a document counts; what goes on is no label.
base::pattern!(
    DECIMAL,
    r"^(\d{1,3}(?:\s?\.\s?\d{1,2}){1,5})(\s?\.|\)|/|:|\s?[-–])?(\s+|\p{Lu}|[“”\x22(]|$)"
);
base::pattern!(ARABIC, r"^(\d{1,3})\s?([./]|-\s)(\s+|\p{L}|[“\x22(*]|$)");
base::pattern!(DASHED, r"^(\d{1,2})(-)\s+(\d)");
base::pattern!(HALF, r"^(\d{1,3})\s?\)\s*");
base::pattern!(BRACKET, r"^\(\s?(\d{1,3}|[ivx]{1,5})\s?\)\s?[.:]?\s*");
base::pattern!(ROMAN, r"^([IVXLC]{1,7})\s?([./):]|[-–]\s)(\s+|\p{Lu}|$)");
base::pattern!(CAPITAL, r"^([A-HK-Z]|Đ)\s?([./)]|[-–]\s)(\s+|$)");
base::pattern!(LETTER, r"^([a-zđ])\s?([.)])(\s+|\p{Lu}|$)");
base::pattern!(LETTER_AND_FIGURE, r"^([a-zđ])(\))(\d)");

/// The label that begins `text`, and what follows it.
pub fn read(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if first == '*' {
        let rest = text.trim_start_matches('*').trim_start();
        return (!rest.is_empty()).then_some((Label::Star, rest));
    }
    if let Some(bullet) = bullet(first) {
        let rest = text[first.len_utf8()..]
            .trim_start_matches(first)
            .trim_start();
        let number = rest.starts_with(|c: char| c.is_ascii_digit() || c == '%');
        let tight = !text[first.len_utf8()..].starts_with(char::is_whitespace);
        let empty = rest.is_empty() || tight && number;
        return (!empty).then_some((Label::Bullet(bullet), rest));
    }
    numbered(text)
}

/// A list's sign as it is written again.
fn bullet(c: char) -> Option<char> {
    match c {
        '-' | '–' | '—' | '−' | '‒' | '‑' => Some('-'),
        '+' | '＋' => Some('+'),
        '•' | '●' | '▪' | '■' | '◦' | '○' | '►' | '➢' | '✓' | '·' | '⁃' => {
            Some('•')
        }
        // Signs of the fonts Symbol and Wingdings.
        '\u{f000}'..='\u{f0ff}' => Some('•'),
        _ => None,
    }
}

fn numbered(text: &str) -> Option<(Label, &str)> {
    appendix(text)
        .or_else(|| word(text))
        .or_else(|| decimal(text))
        .or_else(|| plain(&ARABIC, text, Shape::Arabic, arabic))
        .or_else(|| plain(&DASHED, text, Shape::Arabic, arabic))
        .or_else(|| plain(&HALF, text, Shape::HalfBracket, arabic))
        .or_else(|| plain(&BRACKET, text, Shape::Bracket, arabic))
        .or_else(|| plain(&ROMAN, text, Shape::Roman, roman))
        .or_else(|| plain(&CAPITAL, text, Shape::Capital, letter))
        .or_else(|| plain(&LETTER, text, Shape::Letter, letter))
        .or_else(|| plain(&LETTER_AND_FIGURE, text, Shape::Letter, letter))
}

fn label(shape: Shape, values: Vec<u32>, written: &str) -> Label {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    Label::Number {
        shape,
        values,
        written,
    }
}

/// An appendix without a number, alone on its line.
fn appendix(text: &str) -> Option<(Label, &str)> {
    let alone = text.trim_end_matches([':', ' ']);
    (alone.to_lowercase() == "phụ lục").then(|| (label(Shape::Appendix, vec![1], alone), ""))
}

/// `Chương II`, `Điều 3.`, `Phần thứ nhất`.
fn word(text: &str) -> Option<(Label, &str)> {
    let found = WORD.captures(text)?;
    let name = found["name"].to_lowercase();
    let shape = match name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .as_str()
    {
        "phụ lục" => Shape::Appendix,
        "phần" => Shape::Part,
        "chương" => Shape::Chapter,
        "mục" => Shape::Section,
        "tiểu mục" => Shape::Subsection,
        "điều" => Shape::Article,
        "khoản" => Shape::Clause,
        _ => Shape::Point,
    };
    let number = found["number"].to_lowercase();
    let ordinal = number.strip_prefix("thứ").map(str::trim_start);
    let value = match ordinal {
        Some(word) => ordinal_value(word)?,
        None => {
            let written = found["number"].trim();
            arabic(written)
                .or_else(|| roman(written).filter(|_| written.chars().all(|c| "IVXLC".contains(c))))
                .or_else(|| (shape == Shape::Point).then(|| letter(written)).flatten())?
        }
    };
    let whole = found.get(0)?;
    let rest = text[whole.end()..].trim_start();
    let punctuated = found["end"]
        .trim()
        .starts_with(['.', ':', ')', '/', '-', '–']);
    let capital = first_letter(name.as_str(), text);
    // "Điều 5 của Luật" inside a sentence is no heading; "Chương II" alone on its line is one.
    let sound = match shape {
        Shape::Article | Shape::Clause | Shape::Point => punctuated,
        _ => punctuated || rest.is_empty() || rest.chars().next().is_some_and(char::is_uppercase),
    };
    if !(sound && capital) {
        return None;
    }
    Some((
        label(
            shape,
            vec![value],
            whole.as_str().trim_end_matches(['-', '–']),
        ),
        rest,
    ))
}

/// Whether the text begins with a capital, as a heading's name does.
fn first_letter(_name: &str, text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn decimal(text: &str) -> Option<(Label, &str)> {
    let found = DECIMAL.captures(text)?;
    let number = found.get(1)?;
    let values: Option<Vec<u32>> = number
        .as_str()
        .split('.')
        .map(|part| {
            let part = part.trim();
            let padded = part.len() > 1 && part.starts_with('0');
            part.parse()
                .ok()
                .filter(|value| *value > 0 && *value < 100 && !padded)
        })
        .collect();
    let values = values?;
    let end = found.get(2).map_or(number.end(), |sign| sign.end());
    let rest = text[end..].trim_start();
    let bare = found
        .get(2)
        .is_none_or(|sign| sign.as_str().ends_with(['-', '–']));
    let starts = rest.chars().next();
    // "2.5 triệu" is a quantity, "2.3 Tổ chức" is a heading without its last point.
    if bare && !starts.is_some_and(|c| c.is_uppercase() || "“\"(".contains(c)) {
        return None;
    }
    Some((label(Shape::Decimal, values, &text[..end]), rest))
}

fn plain<'t>(
    pattern: &Regex,
    text: &'t str,
    shape: Shape,
    value: fn(&str) -> Option<u32>,
) -> Option<(Label, &'t str)> {
    let found = pattern.captures(text)?;
    let number = found.get(1)?;
    let value = value(number.as_str()).or_else(|| {
        (shape == Shape::Bracket)
            .then(|| roman(&number.as_str().to_uppercase()))
            .flatten()
    })?;
    // What follows the sign may be the first letter of the text itself.
    let end = match found.get(3) {
        Some(next) => next.start(),
        None => found.get(0)?.end(),
    };
    Some((
        label(shape, vec![value], &text[..end]),
        text[end..].trim_start(),
    ))
}

fn arabic(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|value| (1..=NUMBER_LIMIT).contains(value))
}

fn letter(text: &str) -> Option<u32> {
    const ORDER: &str = "abcdđefghijklmnopqrstuvwxyz";
    let c = text.to_lowercase().chars().next()?;
    let at = ORDER.chars().position(|letter| letter == c)?;
    u32::try_from(at + 1).ok()
}

/// The value of a Roman number in its one right writing.
pub fn roman(text: &str) -> Option<u32> {
    (1..=200).find(|value| to_roman(*value) == text)
}

fn ordinal_value(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "nhất",
        "hai",
        "ba",
        "tư",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mười một",
        "mười hai",
    ];
    let at = WORDS.iter().position(|ordinal| *ordinal == word)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(String, String)> {
        read(text).map(|(label, rest)| {
            let label = match label {
                Label::Number { written, .. } => written,
                Label::Bullet(sign) => sign.to_string(),
                Label::Star => "*".into(),
            };
            (label, rest.to_owned())
        })
    }

    #[test]
    fn labels_are_told_from_quantities() {
        for (text, label, rest) in [
            ("I. MỤC ĐÍCH", "I.", "MỤC ĐÍCH"),
            ("IV/ Tổ chức", "IV/", "Tổ chức"),
            ("1.Mục đích", "1.", "Mục đích"),
            ("1.2.3. Công tác", "1.2.3.", "Công tác"),
            ("2.1 Tổ chức", "2.1", "Tổ chức"),
            ("(2)  Thành lập", "(2)", "Thành lập"),
            ("(10). Đến năm", "(10).", "Đến năm"),
            ("1- 90% hộ dân", "1-", "90% hộ dân"),
            ("a)95% hộ dân", "a)", "95% hộ dân"),
            ("đ) Các tổ", "đ)", "Các tổ"),
            ("- Nâng cao", "-", "Nâng cao"),
            ("+Khẳng định", "+", "Khẳng định"),
            ("* Phân công", "*", "Phân công"),
            ("Điều 3. Hiệu lực", "Điều 3.", "Hiệu lực"),
            ("Chương II", "Chương II", ""),
            ("Phần thứ nhất", "Phần thứ nhất", ""),
            ("PHỤ LỤC", "PHỤ LỤC", ""),
            ("2.1- Mục tiêu", "2.1-", "Mục tiêu"),
            ("PHẦN I. TÌNH HÌNH", "PHẦN I.", "TÌNH HÌNH"),
        ] {
            assert_eq!(shown(text), Some((label.into(), rest.into())), "{text}");
        }
        for text in [
            "2030. Tập trung",
            "1.700 căn nhà",
            "2.5 triệu đồng",
            "Điều 5 của Luật này",
            "12/9/2025 và",
            "15 (tỷ đồng/năm)",
            "3 - 5 bác sĩ",
            "3-5 bác sĩ",
            "điều 3. abc",
            "-5% so với năm trước",
            "Mục tiêu chung",
            "Phần mềm theo dõi",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_no_deeper_than_documents_count() {
        assert_eq!(shown("1.1.1.1.1.1. A").unwrap().0, "1.1.1.1.1.1.");
        let deep = "1.".repeat(200_000);
        let busy = base::stopwatch::time(|| {
            for text in [deep.as_str(), &deep[2..]] {
                assert!(shown(text).is_none());
            }
        });
        assert!(busy.as_millis() < 200, "{busy:?}");
    }

    #[test]
    fn roman_numbers_have_one_writing() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("IIII"), None);
        assert_eq!(to_roman(9), "IX");
    }
}
