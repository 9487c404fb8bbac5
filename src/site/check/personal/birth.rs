//! Dates and years of birth beside a name.

use super::find::Finding;
use super::name::people;
use super::text::{before, has_word};
use crate::problem::PersonalData;
use base::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

// No word boundaries in what runs over every text of every build: with them it would be no automaton.
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:^|[^\p{L}])(?P<birth>(?:ngày(?:,? tháng(?:,? năm)?)? sinh|năm sinh|sinh|sn|ns|d\.?o\.?b)[ .:]{0,3}(?:(?:vào |ngày |mồng |mùng |năm )*)",
        r"(?:[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?|[0-9]{1,2} tháng [0-9]{1,2}(?: năm |, | )|tháng [0-9]{1,2}(?:/| năm ))?(?P<year>(?:19|20)[0-9]{2}))",
    ))
});

/// Words before "sinh" that make another word of it.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "học", "vệ", "phát", "thí", "tái", "dân", "sản", "sĩ", "hy", "an", "y", "bán", "kháng", "môi", "khai", "giáng",
];

/// Words about people of the past.
const PAST: &[&str] = &[
    "liệt sĩ",
    "anh hùng",
    "danh y",
    "nhà thơ",
    "nhà văn",
    "nhạc sĩ",
    "đại tướng",
    "hy sinh",
    "mất năm",
];

/// Dates and years of birth beside a name. `year` is the present year.
pub fn births(text: &str, year: i16) -> Vec<Finding> {
    let found = BORN.captures_iter(text).filter_map(|captures| {
        let whole = captures.name("birth")?;
        let goes_on = |c: char| c.is_alphanumeric() || c == '_';
        if text[whole.end()..].starts_with(goes_on) {
            return None;
        }
        let born: i16 = captures["year"].parse().ok()?;
        if !(year - 110..=year).contains(&born) {
            return None;
        }
        let left = before(text, whole.start());
        let last = left
            .trim_end()
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let named = || {
            people(left)
                .iter()
                .any(|person| person.full || person.titled)
        };
        let past = || has_word(&left.to_lowercase(), PAST);
        (!OTHER.contains(&last.to_lowercase().as_str()) && named() && !past()).then_some(whole)
    });
    found
        .map(|birth| Finding::new(PersonalData::Birth, birth.range()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_counts_beside_a_name() {
        let count = |text: &str| births(text, 2026).len();
        for text in [
            "Ông Trần Văn Mẫu, sinh ngày 12/3/1955",
            "bà Lò Thị Mẫu (SN 1962)",
            "anh Vũ Văn Mẫu sinh năm 1990 trú tại tổ 3",
            "Cháu Mẫu (sinh 01.02.2019)",
            "Trần Văn Mẫu, ngày sinh: 3-4-1990",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in [
            "trẻ sinh năm 2020",
            "Trần Văn Mẫu thăm học sinh năm 2025",
            "nhà văn Trần Mẫu Sơn, sinh năm 1880",
            "sinh ngày 19/5/1990",
            "vệ sinh năm 2026",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
