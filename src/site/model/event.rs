//! Events and the days of the health calendar, in Vietnam's time.

use super::Guidance;
use jiff::civil::{Date, DateTime};

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it begins.
    pub starts: Moment,
    /// When it ends: the last day, or a time of day like `starts`.
    pub ends: Option<Moment>,
    /// Whether it comes again on the same day of every year.
    pub yearly: bool,
    /// Where it is held.
    pub place: Option<String>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// What is published about it.
    pub sources: Vec<Guidance>,
}

/// A whole day, or a time on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A whole day.
    Day(Date),
    /// A time on a day, in Vietnam.
    Time(DateTime),
}

impl Moment {
    /// Its day.
    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Time(time) => time.date(),
        }
    }
}

impl Event {
    /// The last day of the event as it is written.
    pub fn last_day(&self) -> Date {
        self.ends.unwrap_or(self.starts).date()
    }

    /// The first and the last day of the next time it is held, `today` included; `None` when it is
    /// over for good. A yearly event on 29 February is held in leap years alone.
    pub fn next(&self, today: Date) -> Option<(Date, Date)> {
        let (first, last) = (self.starts.date(), self.last_day());
        if last >= today {
            return Some((first, last));
        }
        if !self.yearly {
            return None;
        }
        // Eight years pass between two leap days at most.
        let from = today.year().saturating_sub(1);
        (from..=from.saturating_add(9)).find_map(|year| {
            let shift = year - first.year();
            let first = Date::new(year, first.month(), first.day()).ok()?;
            let year = last.year() + shift;
            // What ends on 29 February ends a day sooner in common years.
            let end = Date::new(year, last.month(), last.day());
            let last = end
                .or_else(|_| Date::new(year, last.month(), last.day() - 1))
                .ok()?;
            (last >= today).then_some((first, last))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn event(starts: Date, ends: Option<Date>, yearly: bool) -> Event {
        Event {
            starts: Moment::Day(starts),
            ends: ends.map(Moment::Day),
            yearly,
            place: None,
            organiser: None,
            sources: Vec::new(),
        }
    }

    #[test]
    fn what_comes_next_depends_on_the_day() {
        let once = event(date(2026, 4, 7), None, false);
        let day = Some((date(2026, 4, 7), date(2026, 4, 7)));
        assert_eq!(once.next(date(2026, 1, 1)), day);
        assert_eq!(once.next(date(2026, 4, 7)), day);
        assert_eq!(once.next(date(2026, 4, 8)), None);
        let yearly = event(date(2026, 4, 7), None, true);
        let again = Some((date(2027, 4, 7), date(2027, 4, 7)));
        assert_eq!(yearly.next(date(2026, 4, 8)), again);
        assert_eq!(yearly.next(date(2027, 4, 7)), again);
    }

    #[test]
    fn a_yearly_event_may_pass_the_new_year() {
        let feast = event(date(2025, 12, 30), Some(date(2026, 1, 2)), true);
        let days = Some((date(2026, 12, 30), date(2027, 1, 2)));
        assert_eq!(feast.next(date(2026, 11, 1)), days);
        assert_eq!(feast.next(date(2027, 1, 1)), days);
    }

    #[test]
    fn what_ends_on_a_leap_day_is_held_every_year() {
        let days = event(date(2024, 2, 27), Some(date(2024, 2, 29)), true);
        assert_eq!(
            days.next(date(2027, 1, 1)),
            Some((date(2027, 2, 27), date(2027, 2, 28)))
        );
        assert_eq!(
            days.next(date(2028, 1, 1)),
            Some((date(2028, 2, 27), date(2028, 2, 29)))
        );
    }

    #[test]
    fn a_leap_day_waits_for_its_year() {
        let leap = event(date(2024, 2, 29), None, true);
        assert_eq!(
            leap.next(date(2025, 1, 1)),
            Some((date(2028, 2, 29), date(2028, 2, 29)))
        );
    }
}
