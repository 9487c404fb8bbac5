//! Times that come again: "hằng năm", "định kỳ 6 tháng", "ngày 15/01 hằng năm".

use super::Relation;
use super::Time;
use super::calendar::{Days, number};
use crate::pattern::pattern;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A time that comes again.
pub static EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:chậm\s+nhất(?:\s+là)?\s+)?(?:trước|vào)\s+)?ngày\s+(?P<d>\d{1,2})(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{1,2})\s+(?:hằng|hàng)\s+năm",
        r"|(?:trước|vào)\s+(?P<d2>\d{1,2})\s?/\s?(?P<m2>\d{1,2})\s+(?:hằng|hàng)\s+năm",
        r"|(?:(?:trước|vào)\s+)?ngày\s+(?P<dm>\d{1,2})\s+(?:hằng|hàng)\s+tháng",
        r"|(?:định\s+kỳ\s+)?(?:(?P<count>\d{1,2}|một|hai|ba|sáu)\s+(?P<unit>tháng|năm|tuần|quý)\s+(?:một|1|01)\s+lần)\b",
        r"|định\s+kỳ\s+(?:mỗi\s+)?(?P<count2>\d{1,2}|một|hai|ba|sáu)\s+(?P<unit2>tháng|năm|tuần|quý)\b",
        r"|định\s+kỳ\s+theo\s+(?P<unit3>tháng|năm|tuần|quý)\b",
        r"|(?:định\s+kỳ\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit4>tháng|năm|tuần|quý)\b",
    ))
});

pub fn recurring(folded: &str, captures: &Captures<'_>) -> Option<Time> {
    let whole = captures.get(0)?;
    // "mỗi năm 1 lần" measures; it is no deadline.
    let after = folded[whole.end()..].trim_start();
    if captures.name("unit4").is_some() && TIMES_EACH.is_match(after) {
        return None;
    }
    let count = ["count", "count2"]
        .iter()
        .find_map(|name| captures.name(name));
    let count = count.map_or(Some(1), |count| match count.as_str() {
        "một" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "sáu" => Some(6),
        digits => digits.parse::<u32>().ok(),
    })?;
    let unit = ["unit", "unit2", "unit3", "unit4"]
        .iter()
        .find_map(|name| captures.name(name));
    let day = number(captures, &["d", "d2"]).zip(number(captures, &["m", "m2"]));
    let every = match unit.map(|unit| unit.as_str()) {
        Some("tháng") => format!("P{count}M"),
        Some("quý") => format!("P{}M", 3 * count),
        Some("tuần") => format!("P{count}W"),
        None if day.is_none() => "P1M".to_owned(),
        _ => format!("P{count}Y"),
    };
    let iso = day.map(|(day, month)| format!("--{month:02}-{day:02}"));
    Some(Time {
        span: whole.range(),
        relation: Some(Relation::Every),
        days: Days {
            iso,
            ..Days::default()
        },
        every: Some(every),
        names: false,
        uncertain: None,
    })
}

/// Two days of every year: "trước ngày 15/6 và 15/12 hằng năm".
static TWO_DAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<one>(?:(?:trước|vào)\s+)?(?:ngày\s+)?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2}))\s*(?:,|và)\s*",
        r"(?P<two>(?:(?:trước|vào)\s+)?(?:ngày\s+)?(?P<d2>\d{1,2})\s?/\s?(?P<m2>\d{1,2})\s+(?:hằng|hàng)\s+năm)",
    ))
});

/// The times of the pairs of days that come again.
pub fn pairs(folded: &str) -> Vec<Time> {
    let one = |captures: &Captures<'_>, name: &str, day: &str, month: &str| {
        let (day, month) = number(captures, &[day]).zip(number(captures, &[month]))?;
        Some(Time {
            span: captures.name(name)?.range(),
            relation: Some(Relation::Every),
            days: Days {
                iso: Some(format!("--{month:02}-{day:02}")),
                ..Days::default()
            },
            every: Some("P1Y".to_owned()),
            names: false,
            uncertain: None,
        })
    };
    TWO_DAYS
        .captures_iter(folded)
        .flat_map(|found| [one(&found, "one", "d", "m"), one(&found, "two", "d2", "m2")])
        .flatten()
        .collect()
}

static TIMES_EACH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:ít nhất |tối thiểu )?(?:\d{1,2}|một|hai|ba) lần\b"));
