//! Telephone numbers digit by digit: 0912 345 678, (024) 3825 3535, 1900 9095, +84 …, 115.

use crate::lexeme::{Kind, Text};
use crate::number::digits;
use crate::reading::{Around, Reading};
use crate::rule::{Class, Rule};
use base::text::ends_with_word;

/// The national numbers for emergencies and for children.
const EMERGENCY: [&str; 5] = ["111", "112", "113", "114", "115"];

/// Words behind which a number is one to call.
const CALLS: [&str; 24] = [
    "gọi",
    "gọi ngay",
    "gọi số",
    "số",
    "tổng đài",
    "hotline",
    "đường dây nóng",
    "điện thoại",
    "điện",
    "sđt",
    "đt",
    "bấm",
    "quay số",
    "liên hệ",
    "báo",
    "cấp cứu",
    "công an",
    "cảnh sát",
    "cứu hỏa",
    "cứu hoả",
    "chữa cháy",
    "cứu nạn",
    "zalo",
    "fax",
];

/// Those behind which any short number is one to call.
const LINES: [&str; 10] = [
    "tổng đài",
    "hotline",
    "đường dây nóng",
    "điện thoại",
    "số điện thoại",
    "sđt",
    "đt",
    "zalo",
    "fax",
    "số máy",
];

/// What is counted: “gọi 115 người đi tiêm”.
const COUNTED: [&str; 30] = [
    "người",
    "hộ",
    "lần",
    "lượt",
    "cuộc",
    "ca",
    "bệnh",
    "xe",
    "học",
    "cháu",
    "trẻ",
    "đại",
    "đồng",
    "hội",
    "đoàn",
    "đảng",
    "triệu",
    "nghìn",
    "tỷ",
    "trăm",
    "kg",
    "ngày",
    "tháng",
    "năm",
    "tuổi",
    "trường",
    "căn",
    "suất",
    "gia",
    "thanh",
];

/// The groups of digits of a telephone number, and the lexeme behind it.
fn groups<'t>(text: &'t Text<'_>, at: usize) -> Option<(Vec<&'t str>, usize)> {
    let mut place = at;
    let mut groups: Vec<&str> = Vec::new();
    let is_abroad = text.is_sign(place, '+');
    place += usize::from(is_abroad);
    let in_brackets = text.is_sign(place, '(');
    place += usize::from(in_brackets);
    let first = text.at(place);
    if text.kind(place) != Some(Kind::Digits)
        || !(is_abroad && first.starts_with("84") || starts(first, in_brackets))
    {
        return None;
    }
    groups.push(first);
    place += 1;
    if in_brackets {
        place = text.past_blank(text.is_sign(place, ')').then_some(place + 1)?);
        groups.push((text.kind(place) == Some(Kind::Digits)).then(|| text.at(place))?);
        place += 1;
    }
    let whole = |groups: &[&str]| groups.iter().map(|group| group.len()).sum::<usize>();
    let least = if first.starts_with('0') || is_abroad {
        10
    } else {
        8
    };
    while whole(&groups) < 11 {
        let dotted = text.is_sign(place, '.') || text.is_dash(place) && !text.is_sign(place, '–');
        let next = if dotted {
            place + 1
        } else {
            text.past_blank(place)
        };
        let group = text.at(next);
        let is_group = next > place
            && text.kind(next) == Some(Kind::Digits)
            && group.len() <= 4
            && (dotted || group.len() > 1);
        // A whole number that another word belongs to is no part of this one.
        if !is_group || whole(&groups) >= least && least == 10 || whole(&groups) + group.len() > 12
        {
            break;
        }
        groups.push(group);
        place = next + 1;
    }
    let length = whole(&groups);
    let hotline = first.starts_with("18") || first.starts_with("19");
    let fits = match () {
        () if is_abroad => (11..=12).contains(&length),
        () if hotline => length == 8 || length == 10,
        () => length == 10 || length == 11,
    };
    fits.then_some((groups, place))
}

fn starts(first: &str, in_brackets: bool) -> bool {
    match in_brackets {
        true => first.starts_with('0') && (2..=5).contains(&first.len()),
        false => {
            first.starts_with('0') && first.len() >= 3
                || first.starts_with("1800")
                || first.starts_with("1900")
        }
    }
}

/// A telephone number at this lexeme of digits, bracket or plus sign.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    if let Some((groups, end)) = groups(text, at) {
        let years = groups.len() == 2
            && groups[0].len() == 4
            && groups[0].starts_with("19")
            && text.is_dash(at + 1);
        if !years {
            let said: Vec<_> = groups.iter().map(|group| digits(group)).collect();
            let plus = if text.is_sign(at, '+') { "cộng " } else { "" };
            return Some(Reading::new(
                end,
                format!("{plus}{}", said.join(", ")),
                Rule::Telephone,
            ));
        }
    }
    let number = text.at(at);
    if text.kind(at) != Some(Kind::Digits) || text.is_sign(at + 1, '/') {
        return None;
    }
    let (left, next) = (text.left(at), text.word_from(at + 1));
    if text.kind(at + 1) == Some(Kind::Sign)
        && text.at(at + 1).starts_with(['.', ','])
        && text.kind(at + 2) == Some(Kind::Digits)
    {
        return None;
    }
    let called = ends_with_word(&left, &CALLS).is_some();
    let chained = around.follows(Class::Telephone, at);
    if EMERGENCY.contains(&number) && (called || chained || stands_alone(text, at)) {
        let counted = COUNTED.contains(&next.as_str());
        if counted && !left.ends_with("số") && !left.ends_with("tổng đài") {
            return None;
        }
        // Where no word says that it is called, the ear would count.
        let announced = if called || chained { "" } else { "số " };
        return Some(Reading::new(
            at + 1,
            format!("{announced}{}", digits(number)),
            Rule::Emergency,
        ));
    }
    let line = ends_with_word(&left, &LINES).is_some() || chained && number.len() == 4;
    ((3..=11).contains(&number.len()) && line)
        .then(|| Reading::new(at + 1, digits(number), Rule::Telephone))
}

/// Whether the number is all that stands behind a colon or a bracket, or opens what a colon or a dash explains: “115: cấp cứu”.
fn stands_alone(text: &Text<'_>, at: usize) -> bool {
    let before = (0..at)
        .rev()
        .find(|before| text.kind(*before) != Some(Kind::Blank));
    let begins = before.is_none_or(|before| {
        text.kind(before) == Some(Kind::Break)
            || text.at(before).starts_with(['.', ';', '-', '–', '•'])
    });
    let explained = before.is_some_and(|before| text.at(before).starts_with([':', '(']));
    let behind = text.past_blank(at + 1);
    let opens = text.is_sign(behind, ':') || text.is_dash(behind);
    begins && opens || explained && (text.ends_clause(at + 1) || opens)
}
