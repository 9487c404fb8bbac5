//! Periods of reports: a month, a quarter, half a year, a year.

use crate::problem::Problem;
use jiff::civil::{Date, date};

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A year.
    Year(i16),
    /// Half a year, 1 or 2.
    Half(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A month, 1 to 12.
    Month(i16, i8),
}

impl Period {
    /// Reads `2026`, `2026-H1`, `2026-Q3` or `2026-11`.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let read = || {
            let (year, part) = match text.split_once('-') {
                Some((year, part)) => (year, Some(part)),
                None => (text, None),
            };
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let year: i16 = Some(year)
                .filter(|year| year.len() == 4 && digits(year))?
                .parse()
                .ok()?;
            let number = |text: &str, most: i8| -> Option<i8> {
                let number = Some(text).filter(|text| digits(text))?.parse().ok()?;
                (1..=most).contains(&number).then_some(number)
            };
            let Some(part) = part else {
                return Some(Self::Year(year));
            };
            match part.as_bytes().first()?.to_ascii_uppercase() {
                b'H' => Some(Self::Half(year, number(part.get(1..)?, 2)?)),
                b'Q' => Some(Self::Quarter(year, number(part.get(1..)?, 4)?)),
                _ => Some(Self::Month(year, number(part, 12)?)),
            }
        };
        read()
            .filter(|period: &Self| (2000..2100).contains(&period.year()))
            .ok_or_else(|| Problem::BadPeriod {
                value: text.to_owned(),
            })
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Month(year, _) => year,
        }
    }

    /// Its months, the first and the last.
    fn months(self) -> (i8, i8) {
        match self {
            Self::Year(_) => (1, 12),
            Self::Half(_, half) => (half * 6 - 5, half * 6),
            Self::Quarter(_, quarter) => (quarter * 3 - 2, quarter * 3),
            Self::Month(_, month) => (month, month),
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        date(self.year(), self.months().0, 1)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        date(self.year(), self.months().1, 1).last_of_month()
    }

    /// Its last day so far: of a period that is still going on, today.
    pub fn so_far(self, today: Date) -> Date {
        self.last().min(today)
    }

    /// Whether a day is in it.
    pub fn has(self, day: Date) -> bool {
        (self.first()..=self.last()).contains(&day)
    }

    /// The period behind it, of the same length.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year + 1),
            Self::Half(year, 2) => Self::Half(year + 1, 1),
            Self::Half(year, half) => Self::Half(year, half + 1),
            Self::Quarter(year, 4) => Self::Quarter(year + 1, 1),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter + 1),
            Self::Month(year, 12) => Self::Month(year + 1, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
        }
    }

    /// Its name in Vietnamese, as it stands in a sentence: `quý III năm 2026`.
    pub fn name(self) -> String {
        const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
        match self {
            Self::Year(year) => format!("năm {year}"),
            Self::Half(year, 1) => format!("6 tháng đầu năm {year}"),
            Self::Half(year, _) => format!("6 tháng cuối năm {year}"),
            Self::Quarter(year, quarter) => {
                let place = usize::try_from(quarter - 1).unwrap_or(0);
                format!("quý {} năm {year}", ROMAN[place.min(3)])
            }
            Self::Month(year, month) => format!("tháng {month} năm {year}"),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(form, "{year}"),
            Self::Half(year, half) => write!(form, "{year}-H{half}"),
            Self::Quarter(year, quarter) => write!(form, "{year}-Q{quarter}"),
            Self::Month(year, month) => write!(form, "{year}-{month:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_named() {
        for (text, first, last, name) in [
            ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
            (
                "2026-H1",
                date(2026, 1, 1),
                date(2026, 6, 30),
                "6 tháng đầu năm 2026",
            ),
            (
                "2026-Q3",
                date(2026, 7, 1),
                date(2026, 9, 30),
                "quý III năm 2026",
            ),
            (
                "2026-02",
                date(2026, 2, 1),
                date(2026, 2, 28),
                "tháng 2 năm 2026",
            ),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!((period.first(), period.last()), (first, last));
            assert_eq!(
                (period.name(), period.to_string()),
                (name.to_owned(), text.to_owned())
            );
            assert_eq!(period.next().first(), last.tomorrow().unwrap());
        }
        for text in [
            "",
            "2026-13",
            "2026-Q5",
            "2026-H0",
            "26",
            "2026-",
            "2026-Q",
            "2026-+1",
            "0001",
            "2026-Q1-1",
            "２０２６",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }
}
