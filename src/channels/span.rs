//! A week or a month, as people write it.

use crate::problem::Problem;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Days from the first to the last, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// As it was asked for: `2026-W49`, `2026-12`.
    pub name: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Span {
    /// Reads a week (`2026-W49`, ISO 8601: Monday first, the first week has the year's first Thursday) or a month
    /// (`2026-12`).
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(written: &str) -> Result<Self, Problem> {
        let name = written.trim().to_ascii_uppercase();
        let bad = || Problem::BadSpan {
            written: written.to_owned(),
        };
        let (year, rest) = name.split_once('-').ok_or_else(bad)?;
        let year: i16 = year.parse().map_err(|_| bad())?;
        let (first, last) = match rest.strip_prefix('W') {
            Some(week) => {
                let week: i8 = week.parse().map_err(|_| bad())?;
                let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| bad())?;
                let first = monday.date();
                (first, first.checked_add(6.days()).map_err(|_| bad())?)
            }
            None => {
                let month: i8 = rest.parse().map_err(|_| bad())?;
                let first = Date::new(year, month, 1).map_err(|_| bad())?;
                (first, first.last_of_month())
            }
        };
        Ok(Self { name, first, last })
    }

    /// The week that holds a day.
    pub fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        let monday = i64::from(day.weekday().to_monday_zero_offset());
        let first = day.checked_sub(monday.days()).unwrap_or(day);
        Self {
            name: format!("{:04}-W{:02}", week.year(), week.week()),
            first,
            last: first.checked_add(6.days()).unwrap_or(first),
        }
    }

    /// Whether a day is within.
    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_and_months() {
        let span = |written| Span::parse(written).map(|span| (span.first, span.last));
        let days = |a, b| Ok((a, b));
        assert_eq!(span("2026-12"), days(date(2026, 12, 1), date(2026, 12, 31)));
        assert_eq!(span("2028-2"), days(date(2028, 2, 1), date(2028, 2, 29)));
        // The last days of 2025 are of the first week of 2026.
        assert_eq!(span("2026-w01"), days(date(2025, 12, 29), date(2026, 1, 4)));
        assert_eq!(Span::week_of(date(2025, 12, 31)).name, "2026-W01");
        for wrong in [
            "",
            "2026",
            "2026-13",
            "2026-W54",
            "2026-W",
            "49",
            "2025-W53",
            "tuần 49",
        ] {
            assert!(Span::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_day_is_in_its_week() {
        let mut day = date(2024, 1, 1);
        while day < date(2030, 1, 1) {
            let week = Span::week_of(day);
            assert!(week.contains(day));
            assert_eq!(Span::parse(&week.name), Ok(week));
            day = day.checked_add(1.days()).unwrap();
        }
    }
}
