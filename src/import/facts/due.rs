//! The year by which a number is to be reached: behind it, before it, at the head of the paragraph, in the heading.

use super::Relation;
use super::YearFrom;
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
    /// Where the year was read.
    pub from: Option<YearFrom>,
    pub time: Option<Range<usize>>,
    /// How often, as an ISO 8601 duration.
    pub every: Option<String>,
    pub uncertain: Option<&'static str>,
}

impl Due {
    /// How often, in words: "hằng quý", "6 tháng một lần".
    pub fn note(&self) -> Option<String> {
        self.every.as_deref().and_then(often)
    }
}

/// A duration as documents say how often something comes again.
fn often(every: &str) -> Option<String> {
    let count = every
        .trim_start_matches('P')
        .trim_end_matches(char::is_alphabetic);
    let count: u32 = count.parse().ok()?;
    let (count, unit) = match (count, every.chars().next_back()?) {
        (months, 'M') if months % 12 == 0 => (months / 12, "năm"),
        (months @ 3, 'M') => (months / 3, "quý"),
        (months, 'M') => (months, "tháng"),
        (weeks, 'W') => (weeks, "tuần"),
        (days, 'D') => (days, "ngày"),
        (years, _) => (years, "năm"),
    };
    Some(match count {
        1 => format!("hằng {unit}"),
        count => format!("{count} {unit} một lần"),
    })
}

/// The year by which a number is to be reached: behind it, before it, at the head of the paragraph, in the heading, and last
/// that of the whole plan.
pub fn due(
    read: &Read<'_>,
    quantity: &Quantity,
    last: Option<&Found>,
    governing: Option<i64>,
    plan: Option<PlanYear>,
) -> Due {
    let mut due = own(read, quantity, last, governing);
    let single = plan
        .filter(|plan| due.every.is_none() || plan.is_one && due.every.as_deref() != Some("P1Y"));
    if let (None, None, Some(plan)) = (due.year, due.uncertain, single) {
        due.year = Some(plan.year);
        due.from = Some(YearFrom::Title);
    }
    due
}

/// The year that the sentence, its paragraph or its heading tells.
fn own(read: &Read<'_>, quantity: &Quantity, last: Option<&Found>, governing: Option<i64>) -> Due {
    let behind = read
        .times
        .iter()
        .find(|time| time.span.start >= quantity.span.end);
    if let Some(time) = behind.filter(|time| is_beside(read, quantity, time)) {
        return Due {
            year: time.year(),
            from: Some(YearFrom::Sentence),
            time: Some(time.span.clone()),
            every: every(read, quantity),
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
                    every: time.every.clone(),
                    ..Due::default()
                };
            }
        } else if let Some(year) = time
            .year()
            .filter(|_| !time.names || time.relation.is_some())
        {
            let apart = read.folded[time.span.end..quantity.span.start].contains(';');
            let every = every(read, quantity);
            if apart && every.is_some() {
                return Due {
                    every,
                    ..Due::default()
                };
            }
            return Due {
                year: Some(year),
                from: Some(YearFrom::Sentence),
                time: Some(time.span.clone()),
                every,
                ..Due::default()
            };
        }
    }
    let heading = heading_year(&read.sentence.path);
    let every = every(read, quantity);
    let yearly = every.as_deref() == Some("P1Y");
    let (year, from, uncertain) = match (governing, heading) {
        (Some(year), _) if !yearly => (Some(year), Some(YearFrom::Paragraph), None),
        (None, Ok(Some(year))) if !yearly => (Some(year), Some(YearFrom::Heading), None),
        (None, Err(())) => (
            None,
            None,
            Some("đề mục có nhiều năm, không rõ chỉ tiêu thuộc năm nào"),
        ),
        _ => (None, None, None),
    };
    Due {
        year,
        from,
        every,
        uncertain,
        ..Due::default()
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

/// How often, where the clause of a number says so: "hằng năm", "6 tháng một lần".
fn every(read: &Read<'_>, quantity: &Quantity) -> Option<String> {
    let start = read.folded[..quantity.span.start]
        .rfind([';', ':'])
        .unwrap_or(0);
    let end = read.folded[quantity.span.end..]
        .find([';', ',', '.'])
        .map_or(read.folded.len(), |at| quantity.span.end + at);
    // "…, 6 tháng một lần.": behind a comma, and nothing else in its part.
    let alone = |time: &Time| {
        read.folded[..time.span.start].trim_end().ends_with(',')
            && time.span.start >= end
            && read.folded[end..time.span.start].trim().len() <= 1
            && read.folded[time.span.end..]
                .trim_start()
                .chars()
                .next()
                .is_none_or(|c| ",;.".contains(c))
    };
    let inside = |time: &&Time| time.span.start >= start && time.span.end <= end || alone(time);
    let mut times = read.times.iter().filter(inside);
    times.find_map(|time| time.every.clone())
}

/// The year that a plan bears in its title, for targets that name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanYear {
    /// The year, or the last of a period.
    pub year: i64,
    /// Whether the plan is one for this year alone.
    pub is_one: bool,
    /// Whether it is for the whole of that time: what a campaign is to reach belongs to its own weeks.
    pub is_whole: bool,
}

impl PlanYear {
    /// The year of targets that name none; absent where they belong to shorter times.
    pub fn of_targets(plan: Option<Self>) -> Option<Self> {
        plan.filter(|plan| plan.is_whole)
    }
}

/// Kinds of documents whose title names the time in which they are carried out.
#[rustfmt::skip]
const PLANS: [&str; 12] = [
    "Kế hoạch", "Chương trình", "Chương trình hành động", "Chương trình công tác", "Chương trình phối hợp", "Nghị quyết", "Quyết định",
    "Đề án", "Phương án", "Chỉ thị", "Hướng dẫn", "Dự án",
];

/// Words for what takes some days or weeks of the year that a title names.
const CAMPAIGNS: [&str; 3] = ["chiến dịch", "đợt cao điểm", "tuần lễ"];

/// The year of a plan, from its kind and title; none where the title names several, or one of a term or a school year.
pub fn plan_year(kind: Option<&str>, title: Option<&str>) -> Option<PlanYear> {
    let (kind, title) = (kind?, lowercase(title?));
    if !PLANS.contains(&kind) {
        return None;
    }
    let times = base::times::times(&title, None);
    let years = |time: &&Time| {
        matches!(time.days.grain, Grain::Year | Grain::Period)
            && time.relation != Some(Relation::From)
            && !["nhiệm kỳ", "năm học", "so với"]
                .iter()
                .any(|word| title[time.span.clone()].starts_with(word))
    };
    let all: Vec<&Time> = times.iter().filter(years).collect();
    // "… Nghị quyết … đến năm 2030 trên địa bàn phường năm 2026": the one at the end is the plan's own.
    let last = |time: &&&Time| {
        title[time.span.end..]
            .trim_matches(|c: char| !c.is_alphanumeric())
            .is_empty()
            && time.days.grain == Grain::Year
            && time.relation.is_none()
    };
    let mut free = all.iter().filter(|time| !time.names);
    let time = match (&all[..], all.iter().find(last), free.next(), free.next()) {
        ([time], ..) => time,
        (_, Some(time), ..) => time,
        (_, None, Some(time), None) => time,
        _ => return None,
    };
    let is_one = time.days.grain == Grain::Year && time.relation.is_none();
    // A decision names the period of the plan that it puts in force, not the end of each target.
    let is_whole =
        !CAMPAIGNS.iter().any(|word| title.contains(word)) && (is_one || kind != "Quyết định");
    Some(PlanYear {
        year: time.year()?,
        is_one,
        is_whole,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_often_in_words() {
        for (every, words) in [
            ("P1Y", "hằng năm"),
            ("P3M", "hằng quý"),
            ("P1M", "hằng tháng"),
            ("P6M", "6 tháng một lần"),
            ("P2Y", "2 năm một lần"),
            ("P1W", "hằng tuần"),
            ("P12M", "hằng năm"),
        ] {
            assert_eq!(often(every).as_deref(), Some(words), "{every}");
        }
    }

    #[test]
    fn a_plan_has_the_year_of_its_title() {
        let year =
            |kind, title| plan_year(Some(kind), Some(title)).map(|plan| (plan.year, plan.is_one));
        assert_eq!(
            year("Kế hoạch", "Phòng, chống dịch bệnh năm 2027"),
            Some((2027, true))
        );
        assert_eq!(
            year("Kế hoạch", "Phòng bệnh giai đoạn 2026 - 2030"),
            Some((2030, false))
        );
        assert_eq!(
            year(
                "Kế hoạch",
                "Thực hiện Chiến lược dinh dưỡng đến năm 2030 trên địa bàn xã năm 2026"
            ),
            Some((2026, true))
        );
        assert_eq!(
            year("Kế hoạch", "Phòng bệnh đến năm 2030, tầm nhìn đến năm 2045"),
            Some((2030, false))
        );
        let targets = |title| PlanYear::of_targets(plan_year(Some("Kế hoạch"), Some(title)));
        assert!(targets("Tiêm chủng mở rộng năm 2027").is_some());
        assert!(targets("Triển khai chiến dịch tiêm bổ sung năm 2027").is_none());
        for (kind, title) in [
            ("Báo cáo", "Kết quả công tác y tế năm 2026"),
            (
                "Kế hoạch",
                "Thực hiện Nghị quyết số 9-NQ/TU ngày 5 tháng 6 năm 2025",
            ),
            (
                "Kế hoạch",
                "Thực hiện Nghị quyết Đại hội nhiệm kỳ 2025 - 2030",
            ),
            ("Kế hoạch", "Y tế trường học năm học 2026 - 2027"),
        ] {
            assert_eq!(year(kind, title), None, "{title}");
        }
    }
}
