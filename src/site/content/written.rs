//! Days, keys and yes or no as people write them in Vietnamese → as front matter wants them.

use base::schema::named_fields;
use base::slug::slugify;
use jiff::civil::{Date, Time};

/// The key that a Vietnamese or oddly spelt name means: `Ngày` → `date`, `Title` → `title`.
pub fn key(name: &str) -> Option<&'static str> {
    let slug = slugify(name);
    named_fields()
        .find(|field| {
            field.called.contains(&slug.as_str())
                || field.key.replace('_', "-") == slug && field.key != name
        })
        .map(|field| field.key)
}

/// `đúng` → `true`; nothing for `true` itself.
pub fn flag(word: &str) -> Option<&'static str> {
    match slugify(word).as_str() {
        "dung" | "co" | "yes" | "on" => Some("true"),
        "sai" | "khong" | "no" | "off" => Some("false"),
        "true" if word != "true" => Some("true"),
        "false" if word != "false" => Some("false"),
        _ => None,
    }
}

/// A day, perhaps with a time, in any order that people write → `2026-11-22`, `2026-11-22T08:30`. Nothing where it is
/// no day of the calendar in any order.
pub fn day(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let words = ["ngày", "tháng", "năm"]
        .iter()
        .fold(lower, |text, word| text.replace(word, " "));
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | '–' | 't' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third, time @ ..] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<i16>().ok();
    let (first, second, third) = (number(first)?, number(second)?, number(third)?);
    let (year, month, day) = match (first, third) {
        (1000.., _) => (first, second, third),
        (_, 1000..) => (third, second, first),
        _ => return None,
    };
    let small = |number: i16| i8::try_from(number).ok();
    let date = |month: i16, day: i16| Date::new(year, small(month)?, small(day)?).ok();
    let date = date(month, day).or_else(|| date(day, month))?;
    match time {
        [] => Some(date.to_string()),
        [written] => {
            let time = self::time(written)?;
            Some(format!("{date}T{:02}:{:02}", time.hour(), time.minute()))
        }
        _ => None,
    }
}

/// A time of day: `5:30`, `05h30`, `17h`, `5 giờ 30`.
pub fn time(written: &str) -> Option<Time> {
    let written = written.trim().to_lowercase();
    let written = written.replace("giờ", "h").replace("phút", "");
    let (hour, minute) = written.split_once([':', 'h', 'g'])?;
    let minute = minute.split(':').next().map(str::trim);
    let minute = minute.filter(|minute| !minute.is_empty()).unwrap_or("0");
    Time::new(hour.trim().parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_any_order() {
        for written in [
            "22/11/2026",
            "22-11-2026",
            "22.11.2026",
            "2026/11/22",
            "2026-22-11",
            "2026-11-22",
            "ngày 22 tháng 11 năm 2026",
            "22 / 11 / 2026",
        ] {
            assert_eq!(day(written).as_deref(), Some("2026-11-22"), "{written}");
        }
        assert_eq!(day("5/1/2026").as_deref(), Some("2026-01-05"));
        assert_eq!(day("22/11/2026 8h30").as_deref(), Some("2026-11-22T08:30"));
        assert_eq!(day("22/11/2026 08:00").as_deref(), Some("2026-11-22T08:00"));
        for none in ["30/02/2026", "2026-02-30", "22/11/26", "12", "mai", "1.5"] {
            assert_eq!(day(none), None, "{none}");
        }
    }

    #[test]
    fn keys_and_flags_in_vietnamese() {
        assert_eq!(key("Ngày"), Some("date"));
        assert_eq!(key("tiêu đề"), Some("title"));
        assert_eq!(key("Title"), Some("title"));
        assert_eq!(key("title"), None);
        assert_eq!(key("màu"), None);
        assert_eq!(flag("Đúng"), Some("true"));
        assert_eq!(flag("True"), Some("true"));
        assert_eq!(flag("true"), None);
    }
}
