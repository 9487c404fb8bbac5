//! Days, numbers and targets as Vietnamese writes them.

use super::context::{DateContext, ProgressContext, TargetContext, TaskContext};
use crate::model::{Comparison, Deadline, Event, Moment, Progress, Target, Task};
use base::lunar;
use base::times;
use base::words;
use jiff::civil::{Date, DateTime};

/// A day in the three forms that templates use.
pub fn date(day: Date) -> DateContext {
    let (d, m, y) = (day.day(), day.month(), day.year());
    DateContext {
        iso: day.to_string(),
        day: d,
        month: m,
        short: format!("{d}/{m}/{y}"),
        words: words::day(day),
    }
}

/// The day of the lunar calendar on which an event begins; `again` where that changes from year to year.
pub fn lunar_day(day: Date, again: bool) -> String {
    let next = if again {
        "lần tới nhằm "
    } else {
        "nhằm "
    };
    format!("{next}{} âm lịch", lunar::words(lunar::lunar(day)))
}

/// Midnight of a day in Vietnam, as RFC 3339 asks of feeds.
pub fn timestamp(day: Date) -> String {
    format!("{day}T00:00:00+07:00")
}

/// A day, or a time in Vietnam as RFC 3339 writes it.
pub fn moment_iso(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(time) => format!("{time}+07:00"),
    }
}

/// When an event is: `ngày 7 tháng 4 hằng năm`, `từ 8 giờ đến 11 giờ 30, ngày 5 tháng 6 năm 2027`.
pub fn event(event: &Event) -> String {
    let day = |day: Date| {
        if event.yearly {
            format!("ngày {} tháng {}", day.day(), day.month())
        } else {
            date(day).words
        }
    };
    let at = |time: DateTime| format!("{}, {}", clock(time), day(time.date()));
    let words = match (event.starts, event.ends) {
        (Moment::Time(from), Some(Moment::Time(to))) if from.date() == to.date() => {
            let (from, to, on) = (clock(from), clock(to), day(from.date()));
            format!("từ {from} đến {to}, {on}")
        }
        (Moment::Time(from), Some(Moment::Time(to))) => format!("từ {} đến {}", at(from), at(to)),
        (Moment::Time(time), _) => at(time),
        (from, Some(to)) if to.date() > from.date() => {
            format!("từ {} đến hết {}", day(from.date()), day(to.date()))
        }
        (from, _) => day(from.date()),
    };
    if event.yearly {
        format!("{words} hằng năm")
    } else {
        words
    }
}

/// `8 giờ`, `11 giờ 30`.
fn clock(time: DateTime) -> String {
    match time.minute() {
        0 => format!("{} giờ", time.hour()),
        minute => format!("{} giờ {minute:02}", time.hour()),
    }
}

/// A number with a dot between thousands and a comma before decimals: `1.700`, `98,5`.
pub fn number(value: f64) -> String {
    let text = value.to_string();
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    decimals.map_or(grouped.clone(), |decimals| format!("{grouped},{decimals}"))
}

/// What was reached of the targets, each beside its target.
pub fn progress(reports: &[Progress], targets: &[Target]) -> Vec<ProgressContext> {
    let shown = reports.iter().filter_map(|report| {
        let own = |target: &&Target| target.measure == report.measure && target.value.is_some();
        let of_year = |target: &&Target| report.year.is_none() || target.year == report.year;
        let mut own = targets.iter().filter(own).filter(of_year);
        let aim = own.next()?;
        let (value, wanted) = (report.value, aim.value?);
        let met = match aim.comparison {
            Comparison::Equal | Comparison::AtLeast => value >= wanted,
            Comparison::Above => value > wanted,
            Comparison::Below => value < wanted,
            Comparison::AtMost => value <= wanted,
        };
        let less = matches!(aim.comparison, Comparison::Below | Comparison::AtMost);
        let share = (value / wanted * 100.0).clamp(0.0, 100.0);
        let reached = Target {
            value: Some(value),
            comparison: Comparison::Equal,
            ..aim.clone()
        };
        Some(ProgressContext {
            measure: report.measure.clone(),
            year: aim.year,
            reached: target(&reached).value?,
            target: target(aim).value?,
            met,
            // A bar that is not full says that something is missing.
            share: (!less && wanted > 0.0).then_some(if met { 100 } else { share.min(99.0) as u8 }),
            as_of: date(report.as_of),
            source: report.source.clone(),
            note: report.note.clone(),
        })
    });
    shown.collect()
}

/// A target in words: `trên 95%`, `từ 1.700 căn`.
pub fn target(target: &Target) -> TargetContext {
    let value = target.value.map(|value| {
        let unit = target.unit.as_deref().unwrap_or_default();
        let space = if unit.starts_with('%') || unit.is_empty() {
            ""
        } else {
            " "
        };
        let words = target.comparison.words();
        let gap = if words.is_empty() { "" } else { " " };
        format!("{words}{gap}{}{space}{unit}", number(value))
    });
    TargetContext {
        measure: target.measure.clone(),
        value,
        year: target.year,
        place: target.place.clone(),
        note: target.note.clone(),
    }
}

/// A task with its deadline in words.
pub fn task(task: &Task) -> TaskContext {
    let (deadline, deadline_iso) = match &task.deadline {
        None => (None, None),
        Some(Deadline::Day(day)) => (Some(date(*day).words), Some(day.to_string())),
        Some(Deadline::Words(words)) => (Some(capitalised(words)), None),
    };
    TaskContext {
        task: task.task.clone(),
        owner: task.owner.clone(),
        partners: task.partners.clone(),
        deadline,
        deadline_iso,
        last_day: last_day(task).map(|day| day.to_string()),
    }
}

/// The last day of a task's time, where its deadline is a day or words that tell one.
pub fn last_day(task: &Task) -> Option<Date> {
    match &task.deadline {
        Some(Deadline::Day(day)) => Some(*day),
        Some(Deadline::Words(words)) => times::last_day(words),
        None => None,
    }
}

/// Words at the beginning of a line: the first letter large, the others as they are.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// A file's size as Vietnamese writes it: `1,2 MB`, `84 kB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6).replace('.', ","),
    }
}

/// How long something takes, whole seconds below a minute and no odd seconds behind ten: `3 phút 20 giây`.
pub fn length(seconds: u64) -> String {
    let (minutes, rest) = match seconds {
        600.. => ((seconds + 30) / 60, 0),
        _ => (seconds / 60, seconds % 60),
    };
    match (minutes, rest) {
        (0, rest) => format!("{rest} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, rest) => format!("{minutes} phút {rest} giây"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let said = [1, 59, 60, 200, 599, 600, 629, 631].map(length);
        let wanted = [
            "1 giây",
            "59 giây",
            "1 phút",
            "3 phút 20 giây",
            "9 phút 59 giây",
            "10 phút",
            "10 phút",
            "11 phút",
        ];
        assert_eq!(said, wanted);
    }

    #[test]
    fn numbers_are_written_as_in_vietnam() {
        assert_eq!(number(1700.0), "1.700");
        assert_eq!(number(98.5), "98,5");
        assert_eq!(number(1_234_567.0), "1.234.567");
        assert_eq!(number(-12.25), "-12,25");
        assert_eq!(number(100.0), "100");
    }

    #[test]
    fn days_are_written_in_words() {
        assert_eq!(
            date(jiff::civil::date(2026, 11, 2)).words,
            "ngày 2 tháng 11 năm 2026"
        );
    }
}
