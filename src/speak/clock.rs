//! Times of day: 7h30, 8h00-11h30, 07:30, 8g sáng.

use crate::day::past_dash;
use crate::lexeme::{Kind, Text};
use crate::number::cardinal;
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::Rule;
use base::text::ends_with_word;

/// A time as it is written.
struct Time {
    hours: u128,
    minutes: u128,
    seconds: u128,
    end: usize,
    /// Whether minutes stand behind it, if only zeros.
    has_minutes: bool,
}

impl Time {
    fn exists(&self) -> bool {
        let beyond_the_day = self.hours == 24 && self.minutes + self.seconds > 0;
        self.hours <= 24 && !beyond_the_day && self.minutes < 60 && self.seconds < 60
    }

    fn said(&self) -> String {
        let parts = [
            (self.hours, "giờ"),
            (self.minutes, "phút"),
            (self.seconds, "giây"),
        ];
        let said = parts
            .iter()
            .enumerate()
            .filter(|(at, (value, _))| *at == 0 || *value > 0);
        let said: Vec<_> = said
            .map(|(_, (value, unit))| format!("{} {unit}", cardinal(*value).unwrap_or_default()))
            .collect();
        said.join(" ")
    }
}

fn two_digits(text: &Text<'_>, at: usize) -> Option<u128> {
    let digits = text.at(at);
    (text.kind(at) == Some(Kind::Digits) && digits.len() <= 2).then(|| digits.parse().ok())?
}

/// Words that stand before a time.
const BEFORE: [&str; 10] = [
    "lúc", "từ", "đến", "vào", "trước", "sau", "hồi", "khoảng", "tới", "giờ",
];

/// Words that stand behind one.
const BEHIND: [&str; 8] = ["sáng", "chiều", "tối", "trưa", "đêm", "hôm", "ngày", "hằng"];

fn time(text: &Text<'_>, at: usize) -> Option<Time> {
    let hours = two_digits(text, at)?;
    if text.is_sign(at + 1, ':') {
        let minutes = two_digits(text, at + 2).filter(|_| text.at(at + 2).len() == 2)?;
        let seconds = text
            .is_sign(at + 3, ':')
            .then(|| two_digits(text, at + 4))
            .flatten();
        let end = if seconds.is_some() { at + 5 } else { at + 3 };
        return Some(Time {
            hours,
            minutes,
            seconds: seconds.unwrap_or(0),
            end,
            has_minutes: true,
        });
    }
    let letter = text.past_blank(at + 1);
    let minutes = two_digits(text, letter + 1);
    let is_hour = match text.at(letter) {
        "h" | "H" => true,
        // 8g30, 8g sáng; 5g muối is a weight.
        "g" => {
            letter == at + 1
                && (minutes.is_some()
                    || BEHIND.contains(&text.word_from(letter + 1).as_str())
                    || is_before(text, at))
        }
        _ => false,
    };
    if !is_hour {
        return None;
    }
    let (mut end, has_minutes) = (letter + 1, minutes.is_some());
    if has_minutes {
        end += 1;
        let mark = text.at(end);
        if matches!(mark, "'" | "’" | "p" | "ph" | "phút") {
            end += 1;
        }
    }
    // "48h" is a length, and so is "2h/ngày".
    Some(Time {
        hours,
        minutes: minutes.unwrap_or(0),
        seconds: 0,
        end,
        has_minutes,
    })
}

fn is_before(text: &Text<'_>, at: usize) -> bool {
    ends_with_word(&text.left(at), &BEFORE).is_some()
}

/// A time, or two with a dash, at this lexeme of digits.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    if let Some(ratio) = ratio(text, at) {
        return Some(ratio);
    }
    let first = time(text, at)?;
    if !first.has_minutes && (first.hours > 24 || text.is_sign(first.end, '/')) {
        return None;
    }
    let second = past_dash(text, first.end).and_then(|to| time(text, to));
    let (end, exists) = match &second {
        Some(second) => (second.end, first.exists() && second.exists()),
        None => (first.end, first.exists()),
    };
    if !exists {
        return Some(Reading::unreadable(
            end,
            Problem::NoSuchTime {
                written: text.between(at, end).to_owned(),
            },
        ));
    }
    Some(match second {
        Some(second) => Reading::new(
            end,
            format!("{} đến {}", first.said(), second.said()),
            Rule::ClockSpan,
        ),
        None => Reading::new(end, first.said(), Rule::Clock),
    })
}

/// “tỷ lệ 1:10”; two numbers with a colon that are no time and no ratio are nobody's guess.
fn ratio(text: &Text<'_>, at: usize) -> Option<Reading> {
    if !text.is_sign(at + 1, ':') || text.kind(at + 2) != Some(Kind::Digits) {
        return None;
    }
    let said = |at: usize| text.at(at).parse().ok().and_then(cardinal);
    let end = at + 3;
    if ends_with_word(&text.left(at), &["tỷ lệ", "tỉ lệ"]).is_some() {
        return Some(Reading::new(
            end,
            format!("{} trên {}", said(at)?, said(at + 2)?),
            Rule::OfAll,
        ));
    }
    time(text, at).is_none().then(|| {
        let written = text.between(at, end).to_owned();
        let readings = format!(
            "“{} trên {}”, “{}, {}”",
            said(at).unwrap_or_default(),
            said(at + 2).unwrap_or_default(),
            said(at).unwrap_or_default(),
            said(at + 2).unwrap_or_default()
        );
        Reading::unreadable(end, Problem::Ambiguous { written, readings })
    })
}
