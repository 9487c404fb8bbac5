//! Which day it is, as far as the machine's clock can be believed. A clock that jumps while the studio is open neither brings a
//! text up before its day nor takes it down again: the day that depends on it waits for a person who says that it is right. At a
//! start nobody knows how long the machine was off: a clock that is at most [`AWAY`] days ahead is believed.

use crate::noted;
use base::diagnostic::Diagnostic;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The file that notes the last day that was believed, in the studio's folder.
const FILE: &str = "days.json";

/// How many days a machine may have been off until a person is asked whether its clock is right.
const AWAY: i64 = 14;

/// By how much clock and time passed may differ.
const SLACK: Duration = Duration::from_secs(10 * 60);

/// What a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The day in Vietnam, or the one that was given in its place.
    pub day: Date,
    /// The moment.
    pub time: Timestamp,
    /// How long the machine has been on, sleep included, where the system tells.
    pub passed: Option<Duration>,
}

/// What is kept on the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
struct Noted {
    /// The last day that was believed; none before the first.
    believed: Option<Date>,
    /// The day that was not believed, as long as the clock is there or beyond.
    doubted: Option<Date>,
}

/// The same in words, as `2026-11-28`; what is no day is none.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    believed: String,
    doubted: String,
}

impl From<Stored> for Noted {
    fn from(stored: Stored) -> Self {
        Self {
            believed: stored.believed.parse().ok(),
            doubted: stored.doubted.parse().ok(),
        }
    }
}

impl From<Noted> for Stored {
    fn from(noted: Noted) -> Self {
        let words = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        Self {
            believed: words(noted.believed),
            doubted: words(noted.doubted),
        }
    }
}

/// The days of a studio.
#[derive(Debug)]
pub struct Days {
    noted: Noted,
    /// What the file holds.
    written: Noted,
    /// When this program was started, and what the clock showed when it was last right.
    begun: Option<Clock>,
    right: Option<Clock>,
    /// The day for whose being right a person answers.
    vouched: Option<Date>,
    /// The day that the clock shows and that is not believed now.
    pub doubt: Option<Date>,
    /// Why the sites were not built by themselves when their day came.
    pub stuck: Option<Stuck>,
}

/// Why the sites were not built by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stuck {
    /// These texts are not as somebody approved them, by path.
    Unapproved(Vec<String>),
    /// The build failed, in words.
    Failed(String),
}

impl Days {
    /// As they were noted.
    pub fn of(folder: &Path) -> Self {
        let noted = noted::read(folder, FILE);
        Self {
            noted,
            written: noted,
            begun: None,
            right: None,
            vouched: None,
            doubt: None,
            stuck: None,
        }
    }

    /// The last day that was believed.
    pub fn believed(&self) -> Option<Date> {
        self.noted.believed
    }

    /// The day that stands for today where the clock shows `day`: the last that was believed, as long as that is not.
    pub fn today(&self, day: Date) -> Date {
        let doubted = self.doubt == Some(day);
        self.noted.believed.filter(|_| doubted).unwrap_or(day)
    }

    /// Whether the clock can be believed that shows this. A clock that was wrong is right again once it is back where it was.
    pub fn is_right(&mut self, clock: &Clock) -> bool {
        let begun = *self.begun.get_or_insert(*clock);
        let Some(believed) = self.noted.believed else {
            return true;
        };
        if self
            .noted
            .doubted
            .is_some_and(|doubted| clock.day < doubted)
        {
            self.noted.doubted = None;
        }
        let right = clock.day == believed
            || self.vouched == Some(clock.day)
            || (clock.day > believed
                && self.noted.doubted.is_none()
                && self.has_come(clock, believed, &begun));
        if right {
            self.right = Some(*clock);
        }
        right
    }

    /// Whether a later day can have come since.
    fn has_come(&self, clock: &Clock, believed: Date, begun: &Clock) -> bool {
        let within = clock.day <= believed.saturating_add(AWAY.days());
        let passed = |from: &Clock| clock.passed?.checked_sub(from.passed?);
        let Some(right) = &self.right else {
            return within;
        };
        match (passed(right), passed(begun)) {
            // The network often sets a clock right shortly after the start.
            (Some(_), Some(since)) if since < SLACK => within,
            (Some(passed), _) => {
                let shown = clock.time.duration_since(right.time);
                Duration::try_from(shown).unwrap_or_default() <= passed + SLACK
            }
            _ => within,
        }
    }

    /// A person says that it is this day.
    pub fn vouch(&mut self, clock: &Clock) {
        (self.vouched, self.doubt) = (Some(clock.day), None);
        self.noted.doubted = None;
    }

    /// The sites are as they should be on this day.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn believe(&mut self, folder: &Path, clock: &Clock) -> Result<(), Diagnostic> {
        (self.right, self.doubt, self.stuck) = (Some(*clock), None, None);
        self.noted = Noted {
            believed: Some(clock.day),
            doubted: None,
        };
        self.write(folder)
    }

    /// The clock is not believed, also after the program was started again, as long as it stays there.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn doubt(&mut self, folder: &Path, clock: &Clock) -> Result<(), Diagnostic> {
        self.doubt = Some(clock.day);
        let ahead = self.noted.believed.is_some_and(|last| clock.day > last);
        let doubted = self.noted.doubted.or(ahead.then_some(clock.day));
        self.noted.doubted = doubted;
        self.write(folder)
    }

    fn write(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        if self.noted != self.written {
            noted::write(folder, FILE, &self.noted)?;
            self.written = self.noted;
        }
        Ok(())
    }
}

/// How long the machine has been on, sleep included, where the system tells.
pub fn passed() -> Option<Duration> {
    if cfg!(windows) {
        static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
        return Some(BEGUN.elapsed());
    }
    // Seconds since the start, as `12345.67 …`.
    let text = fs::read_to_string("/proc/uptime").ok()?;
    let seconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that shows `time` after the machine has been on for so many hours.
    fn clock(time: &str, hours: u64) -> Clock {
        let time: Timestamp = time.parse().unwrap();
        Clock {
            day: time.to_zoned(jiff::tz::offset(7).to_time_zone()).date(),
            time,
            passed: Some(Duration::from_secs(hours * 3600)),
        }
    }

    /// Days that were believed last at noon of 28 November, when the machine had been on for ten hours.
    fn days() -> (tempfile::TempDir, Days) {
        let dir = tempfile::tempdir().unwrap();
        let mut days = Days::of(dir.path());
        let begun = clock("2026-11-28T04:00:00Z", 9);
        assert!(days.is_right(&begun), "nothing is known yet");
        let noon = clock("2026-11-28T05:00:00Z", 10);
        days.believe(dir.path(), &noon).unwrap();
        assert!(days.is_right(&noon));
        (dir, days)
    }

    #[test]
    fn a_day_that_came_while_time_passed_is_believed() {
        let (_dir, mut days) = days();
        assert!(days.is_right(&clock("2026-11-28T16:59:00Z", 22)));
        assert!(days.is_right(&clock("2026-11-28T17:01:00Z", 22)));
        // Asleep over the week-end.
        assert!(days.is_right(&clock("2026-11-30T17:01:00Z", 70)));
    }

    #[test]
    fn a_clock_that_jumps_ahead_is_not_believed_until_it_is_back() {
        let (dir, mut days) = days();
        for time in [
            "2026-11-29T05:00:00Z",
            "2027-01-01T05:00:00Z",
            "2099-01-01T05:00:00Z",
        ] {
            assert!(!days.is_right(&clock(time, 11)), "{time}");
        }
        let ahead = clock("2026-12-01T05:00:00Z", 11);
        days.doubt(dir.path(), &ahead).unwrap();
        assert_eq!(days.today(ahead.day), Date::constant(2026, 11, 28));
        // Starting the program again changes nothing.
        let mut again = Days::of(dir.path());
        assert!(!again.is_right(&clock("2026-12-01T06:00:00Z", 12)));
        assert!(!again.is_right(&clock("2026-12-02T06:00:00Z", 36)));
        assert!(again.is_right(&clock("2026-11-28T06:00:00Z", 12)));
        assert!(again.is_right(&clock("2026-11-29T06:00:00Z", 36)));
    }

    #[test]
    fn a_clock_that_goes_back_is_not_believed() {
        let (_dir, mut days) = days();
        for time in ["2026-11-27T05:00:00Z", "1970-01-01T00:00:00Z"] {
            assert!(!days.is_right(&clock(time, 11)), "{time}");
        }
        assert!(days.is_right(&clock("2026-11-28T06:00:00Z", 11)));
    }

    #[test]
    fn a_machine_that_was_off_for_long_asks_and_a_person_may_say_that_it_is_right() {
        let (dir, _) = days();
        let mut days = Days::of(dir.path());
        assert!(days.is_right(&clock("2026-12-12T05:00:00Z", 0)));
        let mut days = Days::of(dir.path());
        let late = clock("2027-01-12T05:00:00Z", 0);
        assert!(!days.is_right(&late));
        days.doubt(dir.path(), &late).unwrap();
        days.vouch(&late);
        assert!(days.is_right(&late));
        days.believe(dir.path(), &late).unwrap();
        assert_eq!(days.doubt, None);
        assert!(Days::of(dir.path()).is_right(&clock("2027-01-13T05:00:00Z", 24)));
    }

    #[test]
    fn a_clock_that_the_network_sets_right_after_the_start_is_believed() {
        let (dir, _) = days();
        let mut days = Days::of(dir.path());
        let minutes = |time: &str, minutes: u64| Clock {
            passed: Some(Duration::from_secs(minutes * 60)),
            ..clock(time, 0)
        };
        assert!(!days.is_right(&minutes("1970-01-01T00:00:00Z", 1)));
        assert!(days.is_right(&minutes("2026-12-01T00:00:00Z", 2)));
        let mut days = Days::of(dir.path());
        assert!(days.is_right(&minutes("2026-11-28T06:00:00Z", 1)));
        assert!(days.is_right(&minutes("2026-12-01T00:00:00Z", 2)));
        let mut days = Days::of(dir.path());
        assert!(days.is_right(&minutes("2026-11-28T06:00:00Z", 1)));
        assert!(days.is_right(&minutes("2026-11-28T06:20:00Z", 21)));
        assert!(!days.is_right(&minutes("2026-12-01T00:00:00Z", 22)));
    }

    #[test]
    fn where_the_system_tells_no_time_a_long_gap_asks() {
        let (dir, _) = days();
        let mut days = Days::of(dir.path());
        let blind = |time: &str| Clock {
            passed: None,
            ..clock(time, 0)
        };
        assert!(days.is_right(&blind("2026-11-28T06:00:00Z")));
        assert!(days.is_right(&blind("2026-11-30T06:00:00Z")));
        assert!(!days.is_right(&blind("2027-11-30T06:00:00Z")));
    }
}
