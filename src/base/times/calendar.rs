//! Days, months, quarters, years and periods as documents write them → days of the calendar.

use super::Relation;
use crate::pattern::pattern;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The days a time means, as far as its words tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// ISO 8601, as exact as the words.
    pub iso: Option<String>,
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// How exact the words are.
    pub grain: Grain,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grain {
    /// A day.
    Day,
    /// A month, a quarter, half a year.
    Part,
    /// A year.
    Year,
    /// Several years.
    Period,
    /// Not to be told.
    #[default]
    Open,
}

/// A moment of the calendar: a day, a month, a quarter, a half, a period, a year.
pub static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"quý\s+(?P<qa>iv|i{1,3}|[1-4])\s*(?:-|–|đến(?:\s+hết)?)\s*(?:quý\s+)?(?P<qb>iv|i{1,3}|[1-4])\s?(?:[/-]|,?\s*năm\s|\s)\s?(?P<yq>\d{4})\b",
        r"|tháng\s+(?P<ma>\d{1,2})\s*(?:-|–|đến(?:\s+hết)?)\s*(?:tháng\s+)?(?P<mb>\d{1,2})\s?(?:[/-]|,?\s*năm\s)\s?(?P<ym>\d{4})\b",
        r"|ngày\s+(?P<da>\d{1,2})(?:\s?/\s?(?P<dam>\d{1,2}))?\s*(?:-|–|đến(?:\s+hết)?)\s*(?:ngày\s+)?(?P<db>\d{1,2})\s?/\s?(?P<dbm>\d{1,2})\s?/\s?(?P<yd>\d{4})\b",
        r"|(?:ngày\s+)?\b(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\b",
        r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:(?:\s+năm|,)\s+(?P<y2>\d{4}))?\b",
        r"|ngày\s+(?P<d3>\d{1,2})\s?[/-]\s?(?P<m3>\d{1,2})\b",
        r"|tháng\s+(?P<m4>\d{1,2})\s?(?:[/-]|,?\s*năm\s)\s?(?P<y4>\d{4})\b",
        r"|quý\s+(?P<q>iv|i{1,3}|[1-4])\s?(?:[/-]|,?\s*năm\s|\s)\s?(?P<y5>\d{4})\b",
        r"|(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<y6>\d{4})\b",
        r"|(?P<term>giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|thời\s+kỳ|các\s+năm|năm)\s+(?P<y7>\d{4})\s?(?:-|–|đến(?:\s+năm)?)\s?(?P<y8>\d{4})\b",
        r"|năm\s+(?P<y9>\d{4})\b",
        r"|quý\s+(?P<q2>iv|i{1,3}|[1-4])\b",
        r"|tháng\s+(?P<m5>\d{1,2})\b",
    ))
});

pub(super) fn number(captures: &Captures<'_>, names: &[&str]) -> Option<i16> {
    names
        .iter()
        .find_map(|name| captures.name(name)?.as_str().parse().ok())
}

fn quarter(captures: &Captures<'_>) -> Option<i8> {
    let found = captures.name("q").or(captures.name("q2"))?;
    Some(first_month(found.as_str()))
}

fn first_month(quarter: &str) -> i8 {
    match quarter {
        "i" | "1" => 1,
        "ii" | "2" => 4,
        "iii" | "3" => 7,
        _ => 10,
    }
}

/// A stretch inside one year: "quý II - quý IV/2026", "tháng 3 đến tháng 5/2026", "ngày 01/3 đến 15/4/2026".
fn stretch(captures: &Captures<'_>) -> Option<Days> {
    let year = number(captures, &["yq", "ym", "yd"])?;
    let month = |name: &str| number(captures, &[name]).and_then(|n| i8::try_from(n).ok());
    let quarter = |name: &str| captures.name(name).map(|found| first_month(found.as_str()));
    let (start, end, iso) = if let (Some(from), Some(until)) = (quarter("qa"), quarter("qb")) {
        let end = Date::new(year, until + 2, 1).ok()?.last_of_month();
        let iso = format!("{year}-{from:02}/{year}-{:02}", until + 2);
        (Date::new(year, from, 1).ok()?, end, iso)
    } else if let (Some(from), Some(until)) = (month("ma"), month("mb")) {
        let end = Date::new(year, until, 1).ok()?.last_of_month();
        (
            Date::new(year, from, 1).ok()?,
            end,
            format!("{year}-{from:02}/{year}-{until:02}"),
        )
    } else {
        let until = month("dbm")?;
        let start = Date::new(year, month("dam").unwrap_or(until), month("da")?).ok()?;
        let end = Date::new(year, until, month("db")?).ok()?;
        (start, end, format!("{start}/{end}"))
    };
    (start < end).then_some(Days {
        iso: Some(iso),
        start: Some(start),
        end: Some(end),
        grain: Grain::Part,
    })
}

/// Whether a moment is such a stretch.
pub(super) fn is_stretch(captures: &Captures<'_>) -> bool {
    ["yq", "ym", "yd"]
        .iter()
        .any(|name| captures.name(name).is_some())
}

pub(super) fn days(captures: &Captures<'_>) -> Option<Days> {
    if is_stretch(captures) {
        return stretch(captures);
    }
    let year = number(captures, &["y", "y2", "y4", "y5", "y6", "y7", "y9"]);
    let day = number(captures, &["d", "d2", "d3"]).map(|n| n as i8);
    let month = number(captures, &["m", "m2", "m3", "m4", "m5"]).map(|n| n as i8);
    if let (Some(day), Some(month)) = (day, month) {
        let Some(year) = year else {
            Date::new(2000, month, day).ok()?;
            let iso = Some(format!("--{month:02}-{day:02}"));
            return Some(Days {
                iso,
                ..Days::default()
            });
        };
        let date = Date::new(year, month, day).ok()?;
        return Some(Days {
            iso: Some(date.to_string()),
            start: Some(date),
            end: Some(date),
            grain: Grain::Day,
        });
    }
    let Some(year) = year else {
        return Some(Days::default());
    };
    if !(1900..2200).contains(&year) {
        return None;
    }
    let half = captures
        .name("half")
        .map(|half| if half.as_str() == "đầu" { 1 } else { 7 });
    if let Some(until) = number(captures, &["y8"]) {
        if until <= year || until >= 2200 {
            return None;
        }
        let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(until, 12, 31).ok()?);
        return Some(Days {
            iso: Some(format!("{year}/{until}")),
            start: Some(start),
            end: Some(end),
            grain: Grain::Period,
        });
    }
    let (first, months, grain) = match (month, quarter(captures), half) {
        (Some(month), ..) => (month, 1, Grain::Part),
        (_, Some(first), _) => (first, 3, Grain::Part),
        (.., Some(first)) => (first, 6, Grain::Part),
        _ => (1, 12, Grain::Year),
    };
    let start = Date::new(year, first, 1).ok()?;
    let end = Date::new(year, first + months - 1, 1).ok()?.last_of_month();
    let iso = match months {
        1 => format!("{year}-{first:02}"),
        12 => year.to_string(),
        _ => format!("{year}-{first:02}/{year}-{:02}", first + months - 1),
    };
    Some(Days {
        iso: Some(iso),
        start: Some(start),
        end: Some(end),
        grain,
    })
}

/// The days as the words before them bound them.
pub fn from_within(days: Days, relation: Option<Relation>) -> Days {
    let Days {
        iso,
        start,
        end,
        grain,
    } = days;
    match relation {
        Some(Relation::From) => Days {
            iso: iso.map(|iso| format!("{iso}/..")),
            start,
            end: None,
            grain,
        },
        Some(Relation::Before) if grain != Grain::Day => Days {
            // Before a month, quarter or year: over by the day before it begins.
            end: start.and_then(|first| first.yesterday().ok()),
            start: None,
            iso,
            grain,
        },
        Some(Relation::Before | Relation::By) => Days {
            iso,
            start: None,
            end,
            grain,
        },
        _ => Days {
            iso,
            start,
            end,
            grain,
        },
    }
}
