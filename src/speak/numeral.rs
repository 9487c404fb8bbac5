//! Numbers as they are written: thousands with dots, fractions behind a comma, English points, leading zeros.

use crate::lexeme::{Kind, Text};
use crate::number;
use crate::problem::Problem;
use base::text::ends_with_word;

/// A number as it is written.
#[derive(Debug, Clone)]
pub struct Numeral {
    /// The lexeme behind it.
    pub end: usize,
    /// Its whole part.
    pub whole: u128,
    /// The digits of its whole part as written, without dots.
    pub digits: String,
    /// The digits of its fraction; empty where it is whole.
    pub fraction: String,
    /// Whether dots or commas part its thousands.
    pub grouped: bool,
}

/// What takes part numbers as names: “tổ 1,2” are two, “mục 2.1” has a dot that is said.
const NAMED: [&str; 27] = [
    "tổ", "điều", "khoản", "điểm", "lớp", "khối", "thôn", "xóm", "ngõ", "mục", "tầng", "phòng",
    "quý", "tháng", "ngày", "thứ", "khu", "ấp", "bản", "tdp", "chương", "phần", "nhóm", "đợt",
    "mũi", "bảng", "hình",
];

impl Numeral {
    /// The number in words.
    pub fn said(&self) -> Result<String, Problem> {
        let written = || {
            if self.fraction.is_empty() {
                self.digits.clone()
            } else {
                format!("{},{}", self.digits, self.fraction)
            }
        };
        let whole =
            number::cardinal(self.whole).ok_or_else(|| Problem::TooGreat { written: written() })?;
        if self.fraction.is_empty() {
            return Ok(whole);
        }
        Ok(format!("{whole} phẩy {}", number::digits(&self.fraction)))
    }

    /// Whether it begins with zeros that do not count.
    pub fn has_leading_zero(&self) -> bool {
        self.digits.len() > 1 && self.digits.starts_with('0')
    }
}

/// Digits and what stands between them, without blanks.
struct Parts<'t> {
    groups: Vec<&'t str>,
    separators: Vec<char>,
    end: usize,
}

fn parts<'t>(text: &'t Text<'_>, at: usize) -> Parts<'t> {
    let (mut groups, mut separators, mut end) = (vec![text.at(at)], Vec::new(), at + 1);
    while text.kind(end + 1) == Some(Kind::Digits) {
        let separator = match text.at(end) {
            "." => '.',
            "," => ',',
            _ => break,
        };
        separators.push(separator);
        groups.push(text.at(end + 1));
        end += 2;
    }
    Parts {
        groups,
        separators,
        end,
    }
}

/// The number that begins at this lexeme of digits.
pub fn numeral(text: &Text<'_>, at: usize) -> Result<Numeral, Problem> {
    let parts = parts(text, at);
    let (groups, end) = (&parts.groups, parts.end);
    let malformed = || Problem::NumberForm {
        written: text.between(at, end).to_owned(),
    };
    let plain = |digits: &str, fraction: &str, grouped: bool, end: usize| {
        let whole = digits.parse().map_err(|_| Problem::TooGreat {
            written: digits.to_owned(),
        })?;
        Ok(Numeral {
            end,
            whole,
            digits: digits.to_owned(),
            fraction: fraction.to_owned(),
            grouped,
        })
    };
    let first = groups[0];
    let threes = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
    let begins = first.len() <= 3 && (!first.starts_with('0'));
    let named = || ends_with_word(&text.left(at), &NAMED).is_some();
    match parts.separators.as_slice() {
        [] => plain(first, "", false, end),
        separators if separators.contains(&',') && named() => plain(first, "", false, at + 1),
        // 1.250.000
        separators if separators.iter().all(|c| *c == '.') && threes(&groups[1..]) && begins => {
            plain(&groups.concat(), "", true, end)
        }
        // 1,700 is one and seven tenths here and seventeen hundred elsewhere; behind % nobody counts thousands.
        [','] if groups[1].len() == 3 && begins && !text.is_sign(end, '%') => {
            Err(Problem::Ambiguous {
                written: text.between(at, end).to_owned(),
                readings: readings_of_comma(first, groups[1]),
            })
        }
        // 1,5
        [','] if first.len() == 1 || !first.starts_with('0') => plain(first, groups[1], false, end),
        // 1.5
        ['.'] if first.len() == 1 || !first.starts_with('0') => plain(first, groups[1], false, end),
        // 12.345,67
        [dots @ .., ',']
            if dots.iter().all(|c| *c == '.') && threes(&groups[1..groups.len() - 1]) && begins =>
        {
            let last = groups.len() - 1;
            plain(&groups[..last].concat(), groups[last], true, end)
        }
        // 1,250,000 and 1,250,000.50
        [commas @ .., '.']
            if commas.iter().all(|c| *c == ',')
                && threes(&groups[1..groups.len() - 1])
                && begins =>
        {
            let last = groups.len() - 1;
            plain(&groups[..last].concat(), groups[last], true, end)
        }
        commas if commas.iter().all(|c| *c == ',') && threes(&groups[1..]) && begins => {
            plain(&groups.concat(), "", true, end)
        }
        // A list without blanks: 1,2,3
        commas
            if commas.iter().all(|c| *c == ',') && groups.iter().all(|group| group.len() <= 2) =>
        {
            plain(first, "", false, at + 1)
        }
        _ => Err(malformed()),
    }
}

fn readings_of_comma(whole: &str, fraction: &str) -> String {
    let said = |digits: &str| {
        digits
            .parse()
            .ok()
            .and_then(number::cardinal)
            .unwrap_or_default()
    };
    format!(
        "“{} phẩy {}”, “{}”",
        said(whole),
        number::digits(fraction),
        said(&format!("{whole}{fraction}"))
    )
}

/// A number whose dots are said: “2.1.3” in “mục 2.1.3” or at the head of a line, “4.0”, and each that `is_next` to such a one
/// (“mục 4.1 và 4.2”). Before a unit, which `is_unit` knows by the lexeme behind the number, a dot and a zero are a fraction.
pub fn dotted(
    text: &Text<'_>,
    at: usize,
    is_next: bool,
    is_unit: impl Fn(usize) -> bool,
) -> Option<(usize, String)> {
    let parts = parts(text, at);
    let small = parts.groups.iter().all(|group| group.len() <= 2);
    if parts.separators.is_empty() || parts.separators.contains(&',') || !small {
        return None;
    }
    let left = text.left(at);
    let label = text.begins_line(at)
        && (text.is_sign(parts.end, '.')
            || text.is_sign(parts.end, ':')
            || parts.groups.len() > 2
            || is_heading(text, parts.end));
    let named = ends_with_word(&left, &NAMED).is_some()
        && !left.ends_with("ngày")
        && !left.ends_with("tháng");
    let version = parts.groups.len() == 2
        && parts.groups[0].len() == 1
        && parts.groups[1] == "0"
        && !is_unit(parts.end);
    if !label && !named && !version && !is_next {
        return None;
    }
    let said: Option<Vec<_>> = parts
        .groups
        .iter()
        .map(|group| number::cardinal(group.parse().ok()?))
        .collect();
    Some((parts.end, said?.join(" chấm ")))
}

/// Whether a heading begins behind a label: a blank and a capital letter.
fn is_heading(text: &Text<'_>, at: usize) -> bool {
    text.kind(at) == Some(Kind::Blank)
        && text
            .at(at + 1)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
}
