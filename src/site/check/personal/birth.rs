//! Dates and years of birth beside a name.

use super::find::Finding;
use super::folded::{Folded, Pattern};
use super::name::people;
use super::text::{before, has_word, lines};
use crate::problem::PersonalData;
use base::glance;
use std::ops::Range;
use std::sync::LazyLock;

// No word boundaries in what runs over every text of every build: with them it would be no automaton.
static BORN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:^|[^\p{L}])(?P<birth>(?:ngày(?:,? tháng(?:,? năm)?)? sinh|năm sinh|sinh|sn|ns|d\.?o\.?b)[ .:]{0,3}(?:(?:vào |ngày |mồng |mùng |năm )*)",
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
    let lines = lines(text, years(text)).into_iter();
    let lines = lines.filter(|line| has_word_of_birth(&text[line.clone()]));
    let born = lines.flat_map(|line| {
        let folded = Folded::of(&text[line.clone()]);
        let placed = move |of: Range<usize>| line.start + of.start..line.start + of.end;
        let born = BORN.captures_iter(&folded).filter_map(|born| {
            let (birth, year) = (born.name("birth")?, born.name("year")?);
            Some((placed(birth), placed(year)))
        });
        born.collect::<Vec<_>>()
    });
    let found = born.filter_map(|(whole, born)| {
        let goes_on = |c: char| c.is_alphanumeric() || c == '_';
        if text[whole.end..].starts_with(goes_on) {
            return None;
        }
        let born: i16 = text[born].parse().ok()?;
        if !(year - 110..=year).contains(&born) {
            return None;
        }
        let left = before(text, whole.start);
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
        .map(|birth| Finding::new(PersonalData::Birth, birth))
        .collect()
}

/// Whether a line has the first letters of a word that [`BORN`] begins with, or the last of `d.o.b`.
fn has_word_of_birth(line: &str) -> bool {
    let begins = |byte: u8, next: u8, _| {
        let (byte, next) = (byte | 0x20, next | 0x20);
        (byte == b's') & ((next == b'i') | (next == b'n'))
            | (byte == b'n') & (next == b's')
            | (byte == b'o') & ((next == b'b') | (next == b'.'))
    };
    glance::first_with_next(line.as_bytes(), begins).is_some()
}

/// Where years stand in a text.
fn years(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(next) = glance::first(&bytes[at..], |byte| byte.is_ascii_digit()) {
            let from = at + next;
            let digits = bytes[from..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit());
            at = from + digits.count();
            let year = &bytes[from..at];
            if year.len() == 4 && (year.starts_with(b"19") || year.starts_with(b"20")) {
                return Some(from);
            }
        }
        None
    })
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
