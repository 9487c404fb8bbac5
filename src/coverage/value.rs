//! Days and numbers as people and spreadsheets write them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day that a cell names: `05/12/2026`, `5/12/26`, `5.12.2026`, `2026-12-05`, with or without a time behind it, or the
/// serial number of a spreadsheet. The day stands before the month, as Vietnamese writes it; nothing is guessed.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text
        .strip_prefix("ngày ")
        .or_else(|| text.strip_prefix("Ngày "))
        .unwrap_or(text);
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return serial(digits.parse().ok()?);
    }
    let head = text.split(['T', ' ']).next().unwrap_or_default();
    let behind = text[head.len()..].trim_start_matches(['T', ' ']);
    if !is_time(behind) {
        return in_words(text);
    }
    let parts: Vec<&str> = head.split(['/', '-', '.']).collect();
    let [first, middle, last] = parts[..] else {
        return None;
    };
    let number = |part: &str, longest: usize| -> Option<i16> {
        let fits =
            (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = match first.len() {
        4 => (number(first, 4)?, number(middle, 2)?, number(last, 2)?),
        _ => {
            let year = match last.len() {
                2 => 2000 + number(last, 2)?,
                4 => number(last, 4)?,
                _ => return None,
            };
            (year, number(middle, 2)?, number(first, 2)?)
        }
    };
    sensible(Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?)
}

/// `5 tháng 12 năm 2026`, `5 tháng 12, 2026`.
fn in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let (day, rest) = lower.split_once(" tháng ")?;
    let (month, year) = rest.split_once(" năm ").or_else(|| rest.split_once(", "))?;
    let year: i16 = year.trim().parse().ok()?;
    sensible(Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()?)
}

/// Nothing, or a time of day.
fn is_time(text: &str) -> bool {
    let text = text.trim_end_matches(['Z', 'z']);
    text.len() <= 12
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
}

/// The day of a serial number of Excel: 1 is 1 January 1900, and 60 a day that there was not.
fn serial(number: i32) -> Option<Date> {
    let day = date(1899, 12, 30).checked_add(number.days()).ok()?;
    sensible(day)
}

/// A day on which a ward may have worked: what lies far off is a slip.
fn sensible(day: Date) -> Option<Date> {
    (2000..2100).contains(&day.year()).then_some(day)
}

/// The whole number that a cell holds: `45`, `1.200`, `1 200`, `45 người`; nothing for what is no whole number.
pub fn count(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.strip_suffix("người").unwrap_or(text).trim_end();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = groups.len() == 1
        || groups[0].len() <= 3
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3);
    (groups.iter().all(digits) && thousands)
        .then(|| groups.concat().parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_and_spreadsheets_write_them() {
        for text in [
            "05/12/2026",
            "5/12/26",
            "5-12-2026",
            "5.12.2026",
            "2026-12-05",
            "2026/12/5",
            "46361",
            "46361.0",
            "2026-12-05 00:00:00",
            "2026-12-05T08:30",
            "05/12/2026 7:30",
            "ngày 5/12/2026",
            "5 tháng 12 năm 2026",
            " 05/12/2026 ",
        ] {
            assert_eq!(day(text), Some(date(2026, 12, 5)), "{text}");
        }
        for text in [
            "",
            "12/31/2026",
            "31/02/2026",
            "5/12",
            "12/2026",
            "hôm qua",
            "5/12/202",
            "5/12/1026",
            "1",
            "2026",
            "5//2026",
            "05/12/2026 sáng",
            "-5/12/2026",
            "5/12/2026/1",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, number) in [
            ("45", 45),
            ("1.200", 1200),
            ("1,200", 1200),
            ("1 200", 1200),
            ("12.345.678", 12_345_678),
            ("0", 0),
            ("45 người", 45),
            ("30.0", 30),
        ] {
            assert_eq!(count(text), Some(number), "{text}");
        }
        for text in [
            "",
            "-1",
            "1,5",
            "1.2",
            "1.20",
            "4O",
            "1200.500",
            "0.123",
            "99999999999",
            "khoảng 30",
            "1..200",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
