//! Numbers that belong to one person: citizen numbers, identity and insurance cards, telephones.
//!
//! The patterns know ASCII digits alone and no word boundary ([`stands_alone`] looks at what is around): so they run as
//! automata over every post of every build.

use super::Finding;
use super::text::{digits, near_before};
use crate::model::PersonalData;
use crate::pattern::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

static TWELVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{12}|[0-9]{3}(?:[ .][0-9]{3}){3}"));
static NINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{9}|[0-9]{3}(?:[ .][0-9]{3}){2}"));
static INSURANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[A-Z]{2}[ .]?[1-5][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{5}")
});
static TELEPHONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\(?\+84\)?|\(?0)(?:[ .\-)(]{0,2}[0-9]){8,10}"));

/// Codes of provinces at the head of a citizen number, as they were given out before 2025: these stay on cards.
#[rustfmt::skip]
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51,
    52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Numbers of cards in `text`. `year` is the present year: nobody was born after it.
pub fn cards(text: &str, year: i16) -> Vec<Finding> {
    let mut found = Vec::new();
    for number in TWELVE
        .find_iter(text)
        .filter(|n| stands_alone(text, &n.range()))
    {
        let told = near_before(
            text,
            number.start(),
            &["căn cước", "cccd", "định danh", "cmnd", "chứng minh"],
        );
        if told || is_citizen_number(&digits(number.as_str()), year) {
            found.push(Finding::new(PersonalData::CitizenNumber, number.range()));
        }
    }
    for number in NINE
        .find_iter(text)
        .filter(|n| stands_alone(text, &n.range()))
    {
        if near_before(text, number.start(), &["cmnd", "chứng minh", "cmt"]) {
            found.push(Finding::new(PersonalData::IdentityCard, number.range()));
        }
    }
    for number in INSURANCE
        .find_iter(text)
        .filter(|n| stands_alone(text, &n.range()))
    {
        found.push(Finding::new(PersonalData::InsuranceNumber, number.range()));
    }
    found
}

/// Province, century and sex, two digits of the year of birth: Thông tư 59/2021/TT-BCA, Điều 4.
fn is_citizen_number(digits: &str, year: i16) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u16>().ok());
    let (Some(province), Some(century), Some(born)) = (part(0..3), part(3..4), part(4..6)) else {
        return false;
    };
    let born = 1900 + century / 2 * 100 + born;
    PROVINCES.contains(&province) && (1905..=year.unsigned_abs()).contains(&born)
}

/// Telephone numbers of people in `text`; `known` are the ward's own, in digits.
pub fn telephones(text: &str, known: &BTreeSet<String>) -> Vec<Finding> {
    const PEOPLE: [&str; 10] = [
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "đồng chí",
        "đ/c",
        "nhà riêng",
    ];
    const OFFICES: [&str; 22] = [
        "trạm y tế",
        "bệnh viện",
        "trung tâm",
        "ủy ban",
        "ubnd",
        "công an",
        "trực ban",
        "văn phòng",
        "đường dây nóng",
        "phòng",
        "sở",
        "tổng đài",
        "cơ quan",
        "trường",
        "khoa",
        "bảo hiểm xã hội",
        "ban chỉ huy",
        "trụ sở",
        "mặt trận",
        "viện",
        "cục",
        "bưu điện",
    ];
    TELEPHONE
        .find_iter(text)
        .filter(|number| stands_alone(text, &number.range()))
        .filter(|number| {
            let national = national(number.as_str());
            let mobile =
                national.len() == 10 && national[1..].starts_with(['3', '5', '7', '8', '9']);
            let landline = matches!(national.len(), 10 | 11) && national.starts_with("02");
            let at = number.start();
            let private =
                landline && near_before(text, at, &PEOPLE) && !near_before(text, at, &OFFICES);
            (mobile || private) && !known.contains(&national)
        })
        .map(|number| Finding::new(PersonalData::Telephone, number.range()))
        .collect()
}

/// A telephone number's digits with the leading zero of calls inside the country.
pub fn national(number: &str) -> String {
    let all = digits(number);
    match all.strip_prefix("84") {
        Some(rest) if number.trim_start().trim_start_matches('(').starts_with('+') => {
            format!("0{rest}")
        }
        _ => all,
    }
}

/// Whether a number is not part of a longer one, a word, an address or a decimal.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after: Vec<char> = text[range.end..].chars().take(2).collect();
    let joined = |c: char| c.is_alphanumeric() || "/_=%#&".contains(c);
    !before.is_some_and(|c| joined(c) || c == '.' || c == ',' || c == '-')
        && !after.first().is_some_and(|c| joined(*c))
        && !matches!(after[..], ['.' | ',' | '-', digit] if digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<PersonalData> {
        let known = BTreeSet::from(["0912000111".to_owned()]);
        let mut all = cards(text, 2026);
        all.extend(telephones(text, &known));
        all.into_iter().map(|finding| finding.data).collect()
    }

    #[test]
    fn cards_are_told_from_other_long_numbers() {
        assert_eq!(kinds("Số 031190001234"), [PersonalData::CitizenNumber]);
        assert_eq!(kinds("031 190 001 234"), [PersonalData::CitizenNumber]);
        assert_eq!(kinds("CCCD: 999190001234"), [PersonalData::CitizenNumber]);
        assert_eq!(kinds("CMND số 030123456"), [PersonalData::IdentityCard]);
        assert_eq!(
            kinds("thẻ GD4300112345678"),
            [PersonalData::InsuranceNumber]
        );
        for text in [
            "tài khoản 999190001234",
            "mã 123456789",
            "031299001234",
            "Nghi-quyet-637245031190001234.aspx",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn telephones_of_people_are_told_from_those_of_offices() {
        for text in [
            "0987 654 321",
            "+84 987.654.321",
            "gọi bà Mẫu 0225 3999 999",
            "(0987)654321",
        ] {
            assert_eq!(kinds(text), [PersonalData::Telephone], "{text}");
        }
        for text in [
            "115",
            "1900 9095",
            "1800 1567",
            "Trạm Y tế: 0225 3999 999",
            "0225 3999 999",
            "0912 000 111",
            "ngày 09-10-2026",
            "0,9876543210",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
