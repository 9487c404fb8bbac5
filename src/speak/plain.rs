//! Whole numbers by the words around them: counts, ordinals, days of a month, labels, codes.

use crate::day::{counts_days, day_said, month_said};
use crate::lexeme::{Kind, Text};
use crate::measure::whole_unit;
use crate::number::{cardinal, digits, ordinal};
use crate::numeral::{dotted, numeral};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::{Class, Rule};
use base::text::ends_with_word;

/// Words behind which digits are a code.
const CODES: [&str; 15] = [
    "cccd",
    "cmnd",
    "căn cước",
    "hộ chiếu",
    "otp",
    "pin",
    "mã",
    "mã số",
    "tài khoản",
    "mật khẩu",
    "biển số",
    "thẻ số",
    "mã bưu chính",
    "số hiệu",
    "mã vạch",
];

/// Words behind “ngày 5” that show a day of the month.
const BEHIND_A_DAY: [&str; 9] = [
    "tháng", "hằng", "hàng", "âm", "của", "tới", "này", "đến", "và",
];

/// Words behind “tháng 4” that show a count of months to each of which something is done.
const COUNTED: [&str; 6] = ["lần", "buổi", "viên", "kỳ", "lượt", "đợt"];

/// A number whose dots are said, or the label of a line.
pub fn read_label(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let is_next = around.last.is_some_and(|(rule, _)| rule == Rule::Point)
        && around.follows(Class::Number, at);
    if let Some((end, said)) = dotted(text, at, is_next, |end| whole_unit(text, end).is_some()) {
        return Some(Reading::new(end, said, Rule::Point));
    }
    let closes = text.is_sign(at + 1, '.') || text.is_sign(at + 1, ')');
    let label = text.begins_line(at)
        && closes
        && text.at(at).len() <= 2
        && text.kind(at + 2) == Some(Kind::Blank);
    let value = label.then(|| text.at(at).parse().ok()).flatten()?;
    Some(Reading::new(at + 1, cardinal(value)?, Rule::Label))
}

/// A whole number at this lexeme of digits.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let number = match numeral(text, at) {
        Ok(number) => number,
        Err(problem) => return Some(Reading::unreadable(text.chunk_end(at), problem)),
    };
    let end = number.end;
    if let Some(letters) = letters_behind(text, at, end) {
        return Some(letters);
    }
    if let Some(spaced) = spaced(text, at) {
        return Some(spaced);
    }
    let left = text.left(at);
    let is = |words: &[&str]| ends_with_word(&left, words).is_some();
    let next = text.word_from(end);
    let said = |said: Option<String>, rule| {
        let written = || Problem::TooGreat {
            written: number.digits.clone(),
        };
        Some(Reading {
            end,
            said: said.ok_or_else(written),
            rule,
        })
    };
    if is(&CODES) {
        return said(Some(digits(&number.digits)), Rule::Digits);
    }
    let value = number.whole;
    if number.has_leading_zero() {
        // In numbers of documents the zero is said.
        let document = ends_with_word(&left, &["số"]).is_some() && is_document(&left)
            || is_document(&format!("{left} số"));
        if document && number.digits.len() <= 4 {
            return said(Some(digits(&number.digits)), Rule::Digits);
        }
        if number.digits.len() > 2 {
            let readings = format!("“{}”, “{}”", digits(&number.digits), cardinal(value)?);
            return Some(Reading::unreadable(
                end,
                Problem::Ambiguous {
                    written: number.digits,
                    readings,
                },
            ));
        }
    }
    // "thứ 2, 4, 6"
    let weekday = (2..=7).contains(&value)
        && around.last.is_some_and(|(rule, _)| rule == Rule::Ordinal)
        && around.follows(Class::Number, at);
    if is(&["thứ"]) || weekday {
        let first = value == 1;
        return said(
            if first {
                Some("nhất".to_owned())
            } else {
                ordinal(value)
            },
            Rule::Ordinal,
        );
    }
    if is(&["tháng"]) && (1..=12).contains(&value) && !COUNTED.contains(&next.as_str()) {
        return said(Some(month_said(value)), Rule::Month);
    }
    if is(&["ngày"])
        && !counts_days(&left)
        && (1..=10).contains(&value)
        && is_day_of_month(text, end, &next)
    {
        return said(Some(day_said(value)), Rule::MonthDay);
    }
    let rule = if number.has_leading_zero() {
        Rule::LeadingZero
    } else {
        Rule::Cardinal
    };
    said(cardinal(value), rule)
}

fn is_day_of_month(text: &Text<'_>, end: usize, next: &str) -> bool {
    BEHIND_A_DAY.contains(&next) || text.ends_clause(end)
}

/// Whether words end with a kind of document and “số”.
fn is_document(left: &str) -> bool {
    const KINDS: [&str; 17] = [
        "nghị quyết",
        "quyết định",
        "kế hoạch",
        "chương trình",
        "hành động",
        "chỉ thị",
        "thông báo",
        "báo cáo",
        "tờ trình",
        "công văn",
        "hướng dẫn",
        "kết luận",
        "thông tư",
        "nghị định",
        "quy định",
        "đề án",
        "luật",
    ];
    left.strip_suffix("số")
        .is_some_and(|left| KINDS.iter().any(|kind| left.trim_end().ends_with(kind)))
}

/// “5G”, “6A”, “12A1”: letters that belong to the number before them.
fn letters_behind(text: &Text<'_>, at: usize, end: usize) -> Option<Reading> {
    let letters = text.at(end);
    if text.kind(end) != Some(Kind::Word) {
        return None;
    }
    if letters == "x" && text.kind(end + 1) == Some(Kind::Digits) {
        return None;
    }
    let close = text.chunk_end(at);
    if let Some(plate) = plate(text, at, end) {
        return Some(plate);
    }
    let great = letters.chars().count() == 1 && letters.chars().all(char::is_uppercase);
    let digits_behind = text.kind(end + 1) == Some(Kind::Digits);
    let behind = end + 1 + usize::from(digits_behind);
    let fits = great && (text.kind(behind) != Some(Kind::Word)) && !text.is_sign(behind, '/');
    let written = text
        .between(at, close)
        .trim_end_matches(['.', ',', ';', ':', '!', '?'])
        .to_owned();
    let number = text.at(at).parse().ok().and_then(cardinal);
    let (true, Some(number), Some(name)) = (fits, number, crate::tables::letter::spelled(letters))
    else {
        return Some(Reading::unreadable(
            end + 1,
            Problem::UnknownWord { written },
        ));
    };
    // Of "10A" nobody knows whether it is a current or a class, unless a word before it says so.
    let left = text.left(at);
    let named = ends_with_word(
        &left,
        &[
            "lớp",
            "nhà",
            "số",
            "tổ",
            "phòng",
            "lô",
            "tòa",
            "mạng",
            "khu",
            "căn",
            "khối",
            "sóng",
            "lộ",
            "đường",
            "xe",
            "tuyến",
            "tầng",
        ],
    )
    .is_some();
    if !named && matches!(letters, "A" | "N" | "J" | "K" | "B" | "T") {
        let readings = format!("“{number} {name}”, “{number}” và một đơn vị");
        return Some(Reading::unreadable(
            behind,
            Problem::Ambiguous { written, readings },
        ));
    }
    let last = if digits_behind {
        format!(" {}", cardinal(text.at(end + 1).parse().ok()?)?)
    } else {
        String::new()
    };
    Some(Reading::new(
        behind,
        format!("{number} {name}{last}"),
        Rule::LetterCode,
    ))
}

/// “10 000 đồng”: blanks between thousands. Other numbers beside each other are nobody's guess.
fn spaced(text: &Text<'_>, at: usize) -> Option<Reading> {
    let (mut groups, mut end) = (vec![text.at(at)], at + 1);
    while text.kind(end) == Some(Kind::Blank) && text.kind(end + 1) == Some(Kind::Digits) {
        groups.push(text.at(end + 1));
        end += 2;
    }
    if groups.len() == 1 {
        return None;
    }
    if let Some(mixed) = mixed(text, at, &groups, end) {
        return Some(mixed);
    }
    let joined = groups.concat();
    let threes = groups[0].len() <= 3
        && !groups[0].starts_with('0')
        && groups[1..].iter().all(|group| group.len() == 3);
    let unit = crate::tables::unit::AMOUNT_WORDS.contains(&text.word_from(end).as_str());
    let value = joined.parse().ok().and_then(cardinal);
    if threes
        && unit
        && let Some(said) = value
    {
        return Some(Reading::new(end, said, Rule::Thousands));
    }
    let written = text.between(at, end).to_owned();
    let readings = format!("“{}”, “{}”", digits(&joined), value.unwrap_or_default());
    Some(Reading::unreadable(
        end,
        Problem::Ambiguous { written, readings },
    ))
}

/// “5 1/2 lít”: a whole number and a part.
fn mixed(text: &Text<'_>, at: usize, groups: &[&str], end: usize) -> Option<Reading> {
    let &[whole, part] = groups else { return None };
    let of = (text.is_sign(end, '/') && whole.len() <= 2).then(|| text.at(end + 1))?;
    let (part, of): (u128, u128) = (part.parse().ok()?, of.parse().ok()?);
    let fits = part < of && of <= 10 && text.kind(at).is_some();
    let said = format!(
        "{} và {} phần {}",
        cardinal(whole.parse().ok()?)?,
        cardinal(part)?,
        ordinal(of)?
    );
    fits.then(|| Reading::new(end + 2, said, Rule::Part))
}

/// “biển số 15A-123.45”: digit by digit. Elsewhere nobody knows what such a run is.
fn plate(text: &Text<'_>, at: usize, letters: usize) -> Option<Reading> {
    let place = letters + 1 + usize::from(text.kind(letters + 1) == Some(Kind::Digits));
    let run = text.is_dash(place) && text.kind(place + 1) == Some(Kind::Digits);
    let mut end = run.then_some(place + 2)?;
    if text.is_sign(end, '.') && text.kind(end + 1) == Some(Kind::Digits) {
        end += 2;
    }
    let written = text.between(at, end).to_owned();
    if ends_with_word(&text.left(at), &["biển số", "biển", "xe"]).is_none() {
        return Some(Reading::unreadable(end, Problem::UnknownWord { written }));
    }
    let name = crate::tables::letter::spelled(text.at(letters))?;
    let series = digits(text.between(letters + 1, place));
    let number = digits(text.between(place, end));
    let said = [cardinal(text.at(at).parse().ok()?)?, name, series, number].join(" ");
    Some(Reading::new(
        end,
        said.split_whitespace().collect::<Vec<_>>().join(" "),
        Rule::LetterCode,
    ))
}
