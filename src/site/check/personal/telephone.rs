//! Telephone numbers of people.

use super::digits::{Number, Run, begins, between, ends, number, value};
use super::find::Finding;
use super::label::Label;
use super::text::{has_word, near_before};
use crate::problem::PersonalData;
use base::pattern::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Numbers said in words, as loudspeakers read them.
static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:không|hông)(?:[ ,.-]{1,3}(?:ba|năm|bảy|bẩy|tám|chín))",
        r"(?:[ ,.-]{1,3}(?:không|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín)){8}",
    ))
});

#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "em", "đồng chí", "đ/c", "nhà riêng", "nhà",
];

#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "trạm", "trạm y tế", "bệnh viện", "trung tâm", "ủy ban", "uỷ ban", "ubnd", "công an", "trực ban", "văn phòng", "đường dây nóng",
    "phòng", "sở", "tổng đài", "cơ quan", "trường", "khoa", "bảo hiểm xã hội", "ban chỉ huy", "trụ sở", "mặt trận", "viện", "cục",
    "bưu điện", "đội", "ban", "nhà văn hóa", "nhà thuốc",
];

/// Words that are written together with a number: `ĐT0912…`.
const GLUED: &[&str] = &[
    "đt", "sđt", "dđ", "đtdđ", "tel", "phone", "zalo", "viber", "hotline", "máy", "gọi", "số",
    "lh", "sdt", "dt", "alo", "mobile",
];

/// The telephone number that begins with a run's group, if it is a person's; `known` are the ward's own.
pub fn telephone(
    text: &str,
    run: &Run,
    first: usize,
    label: impl Fn() -> Option<Label>,
    known: &BTreeSet<String>,
) -> Option<Number> {
    let glued = || {
        let word = text[..run[first].span.start]
            .rsplit(|c: char| !c.is_alphabetic())
            .next();
        GLUED.contains(&word.unwrap_or_default().to_lowercase().as_str())
    };
    if !begins(text, run, first) && !glued() {
        return None;
    }
    let candidates = [10, 11, 12, 13, 14, 9].into_iter();
    let (found, national) = candidates
        .filter_map(|length| number(text, run, first, length))
        .filter(|number| ends(text, run, number.last) && is_even(text, run, first, number.last))
        .find_map(|number| national_of(text, &number).map(|national| (number, national)))?;
    if known.contains(&national) {
        return None;
    }
    let whole = found.last == first;
    let at = found.span.start;
    let mobile = national.len() == 10 && national[1..].starts_with(['3', '5', '7', '8', '9']);
    // Before 2018 such numbers had one digit more.
    let old = national.len() == 11
        && ["012", "016", "018", "019"]
            .iter()
            .any(|old| national.starts_with(old));
    let landline = matches!(national.len(), 10 | 11) && national.starts_with("02");
    let private = match label() {
        // An unbroken number behind "mã" or "giấy phép" is no telephone.
        Some(Label::Code | Label::Tax | Label::PersonalTax) if whole => false,
        Some(Label::Telephone) => mobile || old || landline && beside_people(text, at),
        _ if found.digits.len() == 9 => false,
        _ => mobile && !is_money(text, run, first, &found) || landline && beside_people(text, at),
    };
    private.then_some(found)
}

/// The digits as they are dialled in the country.
fn national_of(text: &str, number: &Number) -> Option<String> {
    let digits = number.digits.as_str();
    let mobile = |rest: &str| rest.len() == 9 && rest.starts_with(['3', '5', '7', '8', '9']);
    let abroad = digits.strip_prefix("00").unwrap_or(digits);
    if let Some(rest) = abroad.strip_prefix("84") {
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        let plus = text[..number.span.start]
            .trim_end_matches('(')
            .ends_with('+');
        if mobile(rest)
            || (plus || abroad.len() < digits.len()) && rest.starts_with('2') && rest.len() >= 9
        {
            return Some(format!("0{rest}"));
        }
    }
    match digits.len() {
        10 | 11 if digits.starts_with('0') => Some(digits.to_owned()),
        // A spreadsheet takes the zero away.
        9 if mobile(digits) => Some(format!("0{digits}")),
        _ => None,
    }
}

/// Whether the groups are parted as those of one number are: not by slashes and blanks in turn.
fn is_even(text: &str, run: &Run, first: usize, last: usize) -> bool {
    let signs = || (first + 1..=last).map(|group| between(text, run, group));
    let slashes = signs().filter(|signs| signs.contains('/')).count();
    let pairs = run[first..=last].iter().all(|group| group.span.len() == 2);
    let same = || signs().all(|sign| sign == between(text, run, first + 1));
    let years = run[first..=last].iter().filter(|group| {
        let year = &text[group.span.clone()];
        year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
    });
    // "08 09 10 11 12" is a count.
    let values = || {
        run[first..=last]
            .iter()
            .map(|group| value(&text[group.span.clone()]).parse::<u64>().unwrap_or(0))
    };
    let counts = pairs
        && last > first
        && values()
            .zip(values().skip(1))
            .all(|(one, next)| next == one + 1);
    let commas = signs().filter(|signs| signs.contains(',')).count();
    let triples = run[first..=last].iter().all(|group| group.span.len() >= 3);
    (slashes == 0 || slashes == last - first && same())
        && (commas == 0 || commas == last - first && triples)
        && (!pairs || same())
        && !counts
        && years.count() < 2
}

/// Whether a number is an amount: thousands parted by full stops, or a unit behind it.
fn is_money(text: &str, run: &Run, first: usize, number: &Number) -> bool {
    let thousands = number.last > first
        && (first + 1..=number.last)
            .all(|group| run[group].span.len() == 3 && between(text, run, group) == ".");
    let units = [
        "đồng", "đ", "vnđ", "vnd", "người", "tỷ", "triệu", "usd", "lượt", "ca", "m2", "tháng",
        "giờ", "phút", "hộ", "trẻ", "tuổi",
    ];
    let after = text[number.span.end..].trim_start();
    let unit: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    !number.digits.starts_with('0') && thousands || units.contains(&unit.to_lowercase().as_str())
}

fn beside_people(text: &str, at: usize) -> bool {
    near_before(text, at, PEOPLE) && !near_before(text, at, OFFICES)
}

/// Mobile numbers that are said in words.
pub fn spelled(text: &str) -> Vec<Finding> {
    let found = SPELLED.find_iter(text).filter(|number| {
        !text[..number.start()].ends_with(char::is_alphabetic)
            && !text[number.end()..].starts_with(char::is_alphabetic)
    });
    found
        .map(|number| Finding::new(PersonalData::Telephone, number.range()))
        .collect()
}

/// A telephone number's digits with the leading zero of calls inside the country.
pub fn national(number: &str) -> String {
    let all = super::digits::value(number);
    match all.strip_prefix("84") {
        Some(rest) if number.trim_start().trim_start_matches('(').starts_with('+') => {
            format!("0{}", rest.strip_prefix('0').unwrap_or(rest))
        }
        _ => all,
    }
}

/// Whether an office is named in these lower-case words.
pub fn names_office(words: &str) -> bool {
    has_word(words, OFFICES)
}
