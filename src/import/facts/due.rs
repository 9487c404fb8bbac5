//! The year by which a number is to be reached: behind it, before it, at the head of the paragraph, in the heading.

use super::Relation;
use super::found::Found;
use super::quantity::Quantity;
use super::sentence::Read;
use super::tense::Section;
use base::pattern::pattern;
use base::text::{has_word, lowercase};
use base::times::Time;
use base::times::calendar::Grain;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A year with the time that told it.
#[derive(Default)]
pub struct Due {
    pub year: Option<i64>,
    pub time: Option<Range<usize>>,
    pub yearly: bool,
    pub uncertain: Option<&'static str>,
}

/// The year by which a number is to be reached: behind it, before it, at the head of the paragraph, in the heading.
pub fn due(
    read: &Read<'_>,
    quantity: &Quantity,
    last: Option<&Found>,
    governing: Option<i64>,
) -> Due {
    let behind = read
        .times
        .iter()
        .find(|time| time.span.start >= quantity.span.end);
    if let Some(time) = behind.filter(|time| is_beside(read, quantity, time)) {
        return Due {
            year: time.year(),
            time: Some(time.span.clone()),
            yearly: is_yearly(read, quantity),
            ..Due::default()
        };
    }
    let taken = last.and_then(|last| last.time.clone().filter(|time| time.start >= last.span.end));
    let before = read
        .times
        .iter()
        .rev()
        .filter(|time| time.span.end <= quantity.span.start);
    for time in before.filter(|time| Some(&time.span) != taken.as_ref()) {
        if time.relation == Some(Relation::Every) {
            let left = read.folded[..time.span.start].trim_end();
            if left.is_empty() || left.ends_with([',', ';', ':', '.', ')']) {
                return Due {
                    yearly: true,
                    ..Due::default()
                };
            }
        } else if let Some(year) = time
            .year()
            .filter(|_| !time.names || time.relation.is_some())
        {
            let apart = read.folded[time.span.end..quantity.span.start].contains(';');
            if apart && is_yearly(read, quantity) {
                return Due {
                    yearly: true,
                    ..Due::default()
                };
            }
            return Due {
                year: Some(year),
                time: Some(time.span.clone()),
                yearly: is_yearly(read, quantity),
                ..Due::default()
            };
        }
    }
    let heading = heading_year(&read.sentence.path);
    let yearly = is_yearly(read, quantity);
    match (governing, heading) {
        (Some(year), _) | (None, Ok(Some(year))) if !yearly => Due {
            year: Some(year),
            ..Due::default()
        },
        (None, Err(())) => Due {
            uncertain: Some("đề mục có nhiều năm, không rõ chỉ tiêu thuộc năm nào"),
            yearly,
            ..Due::default()
        },
        _ => Due {
            yearly,
            ..Due::default()
        },
    }
}

/// Whether a time behind a number is its own: in the same clause, with no other number between.
fn is_beside(read: &Read<'_>, quantity: &Quantity, time: &Time) -> bool {
    let between = &read.folded[quantity.span.end..time.span.start];
    let other = read.quantities.iter().any(|other| {
        other.span.start >= quantity.span.end
            && other.span.end <= time.span.start
            && (other.share || other.compared)
            && !other.unit.starts_with("tuổi")
    });
    let whole = matches!(
        time.days.grain,
        Grain::Year | Grain::Period | Grain::Part | Grain::Day
    );
    whole
        && time.year().is_some()
        && !other
        && !between.contains([';', ',', ':', '('])
        && !has_word(between, &["so với", "phấn đấu", "nhưng", "và"])
}

/// "hằng năm" in the clause of a number.
fn is_yearly(read: &Read<'_>, quantity: &Quantity) -> bool {
    let start = read.folded[..quantity.span.start]
        .rfind([';', ':'])
        .unwrap_or(0);
    let end = read.folded[quantity.span.end..]
        .find([';', ',', '.'])
        .map_or(read.folded.len(), |at| quantity.span.end + at);
    let yearly = |time: &&Time| time.every.as_deref() == Some("P1Y");
    read.times
        .iter()
        .filter(yearly)
        .any(|time| time.span.start >= start && time.span.end <= end)
}

static HEADING_YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:giai đoạn|năm)\s+\d{4}\s?(?:-|–|đến)\s?(?P<until>\d{4})|(?:năm|đến)\s+(?P<year>20\d{2})\b",
    )
});

/// The one year that the innermost heading of targets names; an error when it names several.
pub fn heading_year(path: &[String]) -> Result<Option<i64>, ()> {
    for heading in path.iter().rev().map(|heading| lowercase(heading)) {
        let set = Section::of_heading(&heading).sets()
            || has_word(
                &heading,
                &[
                    "mục tiêu",
                    "chỉ tiêu",
                    "tầm nhìn",
                    "phấn đấu",
                    "đến năm",
                    "nhiệm vụ năm",
                ],
            );
        if !set || heading.chars().count() > 160 || has_word(&heading, &["năm học", "nhiệm kỳ"])
        {
            continue;
        }
        let years = HEADING_YEARS.captures_iter(&heading).filter_map(|found| {
            found
                .name("until")
                .or(found.name("year"))?
                .as_str()
                .parse()
                .ok()
        });
        let mut years: Vec<i64> = years.collect();
        years.dedup();
        match years[..] {
            [] => {}
            [year] => return Ok(Some(year)),
            _ => return Err(()),
        }
    }
    Ok(None)
}
