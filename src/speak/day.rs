//! Days, months and years: 17/9/2025, 09/9, 12-14/5, 12/2025, from day to day.

use crate::lexeme::{Kind, Text};
use crate::number::{cardinal, ordinal};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::{Class, Rule};
use base::text::ends_with_word;

/// A day as it is written, with or without its year, or a month with its year (`day` is 0).
#[derive(Debug, Clone, Copy)]
struct Date {
    day: u128,
    month: u128,
    year: Option<u128>,
    end: usize,
}

/// Years that dates have.
const YEARS: std::ops::RangeInclusive<u128> = 1000..=2999;

/// Words behind which `a/b` is a day.
const BEFORE_DAYS: [&str; 31] = [
    "ngày",
    "hôm",
    "sáng",
    "chiều",
    "tối",
    "trưa",
    "đêm",
    "từ",
    "đến",
    "tới",
    "trước",
    "sau",
    "dịp",
    "lễ",
    "niệm",
    "hết",
    "vào",
    "hạn",
    "nhật",
    "cn",
    "mùng",
    "mồng",
    "rằm",
    "qua",
    "nay",
    "mai",
    "tuần",
    "xong",
    "lúc",
    "hai",
    "khai giảng",
];

/// Words that begin what stands behind a day, and behind no fraction.
const BEHIND_DAYS: [&str; 8] = ["hằng", "hàng", "âm", "dương", "vừa", "năm", "tới", "này"];

/// What is counted by the day: “ngày 2-3 viên”.
const COUNTED_A_DAY: [&str; 20] = [
    "lần", "viên", "bữa", "ly", "cốc", "gói", "ống", "giọt", "buổi", "giờ", "cữ", "lít", "quả",
    "phút", "điếu", "bát", "chén", "thìa", "muỗng", "mũi",
];

/// Days that everybody knows by their numbers.
const KNOWN_DAYS: [(u128, u128); 20] = [
    (1, 1),
    (10, 3),
    (22, 12),
    (3, 2),
    (27, 2),
    (8, 3),
    (26, 3),
    (7, 4),
    (30, 4),
    (1, 5),
    (19, 5),
    (31, 5),
    (1, 6),
    (28, 6),
    (27, 7),
    (19, 8),
    (2, 9),
    (20, 10),
    (20, 11),
    (1, 12),
];

/// What those days are called, of which one of the words stands near.
const OCCASIONS: [&str; 15] = [
    "tết",
    "giỗ",
    "dương lịch",
    "quốc khánh",
    "lễ",
    "kỷ niệm",
    "mừng",
    "dịp",
    "quốc tế",
    "ngày",
    "việt nam",
    "thế giới",
    "giải phóng",
    "thương binh",
    "lao động",
];

impl Date {
    fn exists(&self) -> bool {
        let longest = match self.month {
            2 if self
                .year
                .is_some_and(|year| year % 4 != 0 || year % 100 == 0 && year % 400 != 0) =>
            {
                28
            }
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=longest).contains(&self.day) && self.year.is_none_or(|year| YEARS.contains(&year))
    }

    /// The day in words behind “mùng”, which is not said twice.
    fn said_behind_mung(&self) -> String {
        let said = self.said(false);
        said.strip_prefix("mùng ").unwrap_or(&said).to_owned()
    }

    /// The day in words, with the word “ngày” where none stands before it.
    fn said(&self, with_word: bool) -> String {
        let word = if with_word { "ngày " } else { "" };
        let day = format!(
            "{word}{} tháng {}",
            day_said(self.day),
            month_said(self.month)
        );
        match self.year {
            Some(year) => format!("{day} năm {}", cardinal(year).unwrap_or_default()),
            None => day,
        }
    }
}

/// A day of the month: those up to the tenth are “mùng”.
pub fn day_said(day: u128) -> String {
    let said = cardinal(day).unwrap_or_default();
    if (1..=10).contains(&day) {
        format!("mùng {said}")
    } else {
        said
    }
}

/// A month by its number; the fourth is *tư*.
pub fn month_said(month: u128) -> String {
    ordinal(month).unwrap_or_default()
}

fn value(text: &Text<'_>, at: usize, longest: usize) -> Option<u128> {
    let digits = text.at(at);
    (text.kind(at) == Some(Kind::Digits) && digits.len() <= longest).then(|| digits.parse().ok())?
}

fn year(text: &Text<'_>, at: usize) -> Option<u128> {
    value(text, at, 4).filter(|_| text.at(at).len() == 4)
}

/// `d/m/yyyy`, also with dots and dashes, `yyyy-mm-dd`, or `d/m`.
fn date(text: &Text<'_>, at: usize) -> Option<Date> {
    let sign = text.at(at + 1);
    if text.kind(at + 1) != Some(Kind::Sign) || !matches!(sign, "/" | "." | "-" | "–") {
        return None;
    }
    let full = text.at(at + 3) == sign && text.kind(at + 4) == Some(Kind::Digits);
    if full
        && sign == "-"
        && let (Some(year), Some(month), Some(day)) = (
            year(text, at),
            value(text, at + 2, 2),
            value(text, at + 4, 2),
        )
    {
        return Some(Date {
            day,
            month,
            year: Some(year),
            end: at + 5,
        });
    }
    let (day, month) = (value(text, at, 2)?, value(text, at + 2, 2)?);
    if full {
        let longer = text.at(at + 5) == sign && text.kind(at + 6) == Some(Kind::Digits);
        let year = year(text, at + 4).filter(|_| !longer)?;
        return Some(Date {
            day,
            month,
            year: Some(year),
            end: at + 5,
        });
    }
    (sign == "/").then_some(Date {
        day,
        month,
        year: None,
        end: at + 3,
    })
}

/// `m/yyyy`.
fn month(text: &Text<'_>, at: usize) -> Option<Date> {
    let month = value(text, at, 2).filter(|month| (1..=12).contains(month))?;
    let year = year(text, at + 2).filter(|year| (1900..=2100).contains(year))?;
    let closed =
        !(text.is_sign(at + 3, '/') && text.kind(at + 4).is_some_and(|kind| kind != Kind::Blank));
    (text.is_sign(at + 1, '/') && closed).then_some(Date {
        day: 0,
        month,
        year: Some(year),
        end: at + 3,
    })
}

/// The lexeme behind a dash between two numbers, with blanks or without.
pub fn past_dash(text: &Text<'_>, at: usize) -> Option<usize> {
    let dash = text.past_blank(at);
    text.is_dash(dash).then(|| text.past_blank(dash + 1))
}

/// Days and months at this lexeme of digits.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let left = text.left(at);
    let days = |from: u128, to: u128| {
        let word = if left.ends_with("ngày") {
            ""
        } else {
            "ngày "
        };
        format!("{word}{} đến ngày {}", day_said(from), day_said(to))
    };
    months(text, at, &left)
        .or_else(|| days_of_a_month(around, at, &left))
        .or_else(|| {
            // The days of "ngày 12-14 tháng 5"; without its month "ngày 5-7" may be one day.
            let (from, to) = (value(text, at, 2)?, past_dash(text, at + 1)?);
            let (to, end) = (value(text, to, 2)?, to + 1);
            let is_day = ends_with_word(&left, &["ngày"]).is_some() && !counts_days(&left);
            let in_month = text.word_from(end) == "tháng";
            let counted = COUNTED_A_DAY.contains(&text.word_from(end).as_str());
            if !is_day || counted || text.is_sign(end, '/') || from >= to || to > 31 {
                return None;
            }
            if to > 12 || in_month {
                return Some(Reading::new(end, days(from, to), Rule::DaySpan));
            }
            let readings = format!(
                "“{}”, “{} tháng {}”",
                days(from, to),
                day_said(from),
                month_said(to)
            );
            let written = text.between(at, end).to_owned();
            Some(Reading::unreadable(
                end,
                Problem::Ambiguous { written, readings },
            ))
        })
}

/// Whether “ngày” ends a measure: “mỗi ngày 2-3 lần”.
pub fn counts_days(left: &str) -> bool {
    let before = left.trim_end_matches("ngày").trim_end();
    let last = before.split(' ').next_back().unwrap_or_default();
    let counted = [
        "mỗi", "một", "trong", "hằng", "hàng", "từng", "vài", "nhiều", "số", "cả", "nửa", "ban",
        "mấy", "bao",
    ];
    counted.contains(&last) || last.chars().all(|c| c.is_ascii_digit()) && !last.is_empty()
}

fn months(text: &Text<'_>, at: usize, left: &str) -> Option<Reading> {
    let word = if ends_with_word(left, &["tháng"]).is_some() {
        ""
    } else {
        "tháng "
    };
    let said = |date: &Date| {
        format!(
            "tháng {} năm {}",
            month_said(date.month),
            cardinal(date.year.unwrap_or_default()).unwrap_or_default()
        )
    };
    if let Some(first) = month(text, at) {
        if ends_with_word(
            left,
            &[
                "số", "luật", "định", "tư", "quyết", "kiện", "lệnh", "nhà", "ngõ",
            ],
        )
        .is_some()
        {
            return None;
        }
        // "quý 3/2025"
        if ends_with_word(left, &["quý", "kỳ", "đợt", "tuần"]).is_some() {
            let said = format!("{} năm {}", cardinal(first.month)?, cardinal(first.year?)?);
            return Some(Reading::new(first.end, said, Rule::Month));
        }
        let strip = |said: String| {
            if word.is_empty() {
                said["tháng ".len()..].to_owned()
            } else {
                said
            }
        };
        if let Some(to) = past_dash(text, first.end)
            && let Some(last) = month(text, to)
        {
            return Some(Reading::new(
                last.end,
                format!("{} đến {}", strip(said(&first)), said(&last)),
                Rule::DaySpan,
            ));
        }
        return Some(Reading::new(first.end, strip(said(&first)), Rule::Month));
    }
    // "tháng 1 2024"
    if word.is_empty()
        && let Some(month) = value(text, at, 2).filter(|month| (1..=12).contains(month))
        && text.kind(at + 1) == Some(Kind::Blank)
        && let Some(year) = year(text, at + 2).filter(|year| (1900..=2100).contains(year))
    {
        let said = format!("{} năm {}", month_said(month), cardinal(year)?);
        return Some(Reading::new(at + 3, said, Rule::Month));
    }
    // "tháng 9-11/2025", "tháng 5 - 7"
    let (from, to) = (value(text, at, 2)?, past_dash(text, at + 1)?);
    let is_months = word.is_empty() && (1..=12).contains(&from);
    if let Some(last) = month(text, to).filter(|last| is_months && from < last.month) {
        return Some(Reading::new(
            last.end,
            format!("{} đến {}", month_said(from), said(&last)),
            Rule::DaySpan,
        ));
    }
    let last = value(text, to, 2)
        .filter(|last| is_months && from < *last && *last <= 12 && !text.is_sign(to + 1, '/'))?;
    Some(Reading::new(
        to + 1,
        format!("{} đến tháng {}", month_said(from), month_said(last)),
        Rule::DaySpan,
    ))
}

fn days_of_a_month(around: &Around<'_, '_>, at: usize, left: &str) -> Option<Reading> {
    let text = around.text;
    let with_word = ends_with_word(left, &["ngày", "mùng", "mồng", "hôm"]).is_none();
    // 12-14/5, 12-14/5/2025
    if let Some(from) = value(text, at, 2)
        && let Some(to) = past_dash(text, at + 1)
        && let Some(last) =
            date(text, to).filter(|last| text.is_sign(to + 1, '/') && from < last.day)
        && last.exists()
    {
        let sure = is_announced(left)
            || last.year.is_some()
            || last.day > 12
            || around.follows(Class::Date, at);
        let first = if with_word {
            format!("ngày {}", day_said(from))
        } else {
            day_said(from)
        };
        let said = format!("{first} đến {}", last.said(true));
        return Some(if sure {
            Reading::new(last.end, said, Rule::DaySpan)
        } else {
            let readings = format!(
                "“{said}”, “… phần {}”",
                ordinal(last.month).unwrap_or_default()
            );
            Reading::unreadable(
                last.end,
                Problem::Ambiguous {
                    written: text.between(at, last.end).to_owned(),
                    readings,
                },
            )
        });
    }
    let first = date(text, at)?;
    let second = past_dash(text, first.end)
        .and_then(|to| date(text, to))
        .filter(|second| second.exists());
    let bracketed = at > 0 && text.is_sign(at - 1, '(') && text.is_sign(first.end, ')');
    let far_left =
        || text.left(at.saturating_sub(2)).contains("ngày") || in_clause(text, at, "ngày");
    let known = || {
        KNOWN_DAYS.contains(&(first.day, first.month))
            && (first.day > 12 || OCCASIONS.iter().any(|word| in_clause(text, at, word)))
    };
    let behind = || BEHIND_DAYS.contains(&text.word_from(first.end).as_str());
    let sure = first.year.is_some()
        || second.is_some_and(|second| {
            second.year.is_some() || first.exists() && (is_announced(left) || first.day > 12)
        })
        || is_announced(left)
        || bracketed && far_left()
        || first.exists() && behind()
        || known()
        || around.follows(Class::Date, at);
    if !sure {
        return None;
    }
    let Some(second) = second.filter(|_| first.exists()) else {
        let end = first.end;
        return Some(if first.exists() {
            let is_mung = ends_with_word(left, &["mùng", "mồng"]).is_some();
            let said = if is_mung {
                first.said_behind_mung()
            } else {
                first.said(with_word)
            };
            Reading::new(end, said, Rule::Day)
        } else {
            Reading::unreadable(
                end,
                Problem::NoSuchTime {
                    written: text.between(at, end).to_owned(),
                },
            )
        });
    };
    Some(Reading::new(
        second.end,
        format!("{} đến {}", first.said(with_word), second.said(true)),
        Rule::DaySpan,
    ))
}

fn is_announced(left: &str) -> bool {
    let weekday = || {
        let mut words = left.rsplit(' ');
        let (last, before) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        before == "thứ"
            && [
                "2", "3", "4", "5", "6", "7", "hai", "ba", "tư", "năm", "sáu", "bảy",
            ]
            .contains(&last)
    };
    let counted = ends_with_word(left, &["ngày"]).is_some() && counts_days(left);
    let plain = ends_with_word(left, &BEFORE_DAYS).is_some_and(|(_, word)| word != "hai");
    plain && !counted || weekday() || follows_a_day(left)
}

/// Whether words end with a day and what joins another to it: “ngày 12 và 13/5”.
fn follows_a_day(left: &str) -> bool {
    let mut words = left.rsplit(' ');
    let joins = words
        .next()
        .is_some_and(|word| ["và", "hoặc", "đến", "tới"].contains(&word));
    let number = words
        .next()
        .is_some_and(|word| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)));
    joins && number && words.next() == Some("ngày")
}

/// How many lexemes before a day its occasion stands.
const FAR: usize = 60;

/// Whether a word stands before the place in its clause.
fn in_clause(text: &Text<'_>, at: usize, word: &str) -> bool {
    let mut start = at;
    while start > 0
        && at - start < FAR
        && text.kind(start - 1) != Some(Kind::Break)
        && !text.at(start - 1).starts_with(['.', ';', '!', '?'])
    {
        start -= 1;
    }
    base::text::has_word(&text.between(start, at).to_lowercase(), &[word])
}
