//! The counts of a kiosk, in memory and on its disk.
//!
//! They are written at most once a minute, and whole or not at all: what a power cut takes are the counts of a minute.

use super::form::{own_text, parse_own};
use super::{ARRIVED, Feedback, LIMIT, Segment, Tally, question};
use crate::state::{Kiosk, SlotBundle};
use base::disk;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The file in the folder of the state.
const FILE: &str = "counts";

/// Between two writes.
const PAUSE: Duration = Duration::from_secs(60);

/// Days from the build on in which the clock is believed.
const BELIEVED: u64 = 400;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A page was opened, by its address.
    Page(String),
    /// A question found nothing, or little.
    Missed(String),
    /// Of what a question found nothing was opened.
    Passed(String),
}

impl Event {
    /// Reads what a page sends: `page /tin/`, `missed quai bị`, `passed sốt`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, what) = text.split_once(' ')?;
        let what = what.to_owned();
        match kind {
            "page" => Some(Self::Page(what)),
            "missed" => Some(Self::Missed(what)),
            "passed" => Some(Self::Passed(what)),
            _ => None,
        }
    }
}

/// The counts of one kiosk.
#[derive(Debug)]
pub struct Counts {
    path: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Kept {
    tally: Tally,
    /// Whether the disk holds something else.
    changed: bool,
    written: Option<Instant>,
}

impl Counts {
    /// The counts in the folder of a kiosk's state. Where the file is damaged or not there, they begin anew.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn open(kiosk: &Kiosk) -> io::Result<Self> {
        let path = kiosk.folder().join(FILE);
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| {
            let most = LIMIT as u64 + 1;
            file.take(most).read_to_end(&mut bytes)
        });
        let kept = read.ok().and_then(|_| parse_own(&bytes));
        let tally = match kept {
            Some(tally) => tally,
            None => Tally::new(format!(
                "{:016x}",
                getrandom::u64().map_err(io::Error::other)?
            )),
        };
        let kept = Mutex::new(Kept {
            tally,
            changed: false,
            written: None,
        });
        Ok(Self { path, kept })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts something. A question that may hold something personal only counts as one that was dropped.
    pub fn count(&self, event: Event) {
        let mut kept = self.kept();
        kept.changed = true;
        let tally = &mut kept.tally;
        let Some(open) = tally.segments.last_mut() else {
            return;
        };
        let counted = match event {
            Event::Page(address) => {
                Segment::count(&mut open.pages, address);
                true
            }
            Event::Missed(typed) => {
                question(&typed).is_some_and(|asked| Segment::count(&mut open.missed, asked))
            }
            Event::Passed(typed) => {
                question(&typed).is_some_and(|asked| Segment::count(&mut open.passed, asked))
            }
        };
        tally.dropped = tally.dropped.saturating_add(u64::from(!counted));
    }

    /// A release was taken.
    pub fn note_update(&self) {
        let mut kept = self.kept();
        kept.tally.updates = kept.tally.updates.saturating_add(1);
        kept.changed = true;
    }

    /// Forgets what a verified bundle says has arrived.
    pub fn note_arrived(&self, number: &str, bundle: &SlotBundle) {
        let Some(file) = bundle.manifest().site.get(ARRIVED) else {
            return;
        };
        let mut text = String::new();
        let read = bundle
            .content(&file.sha256)
            .map(|content| content.take(LIMIT as u64).read_to_string(&mut text));
        if read.is_none_or(|read| read.is_err()) {
            return;
        }
        let mut kept = self.kept();
        for line in text.lines() {
            let words: Vec<_> = line.split(' ').collect();
            let [kiosk, run, segment] = words[..] else {
                continue;
            };
            let ours = kiosk == number && run == kept.tally.run;
            if let (true, Ok(segment)) = (ours, segment.parse()) {
                kept.tally.forget(segment);
                kept.changed = true;
            }
        }
    }

    /// Writes what changed to the disk, if that is long enough ago.
    pub fn save_at_times(&self) {
        let due = |written: Option<Instant>| written.is_none_or(|at| at.elapsed() >= PAUSE);
        let mut kept = self.kept();
        if kept.changed && due(kept.written) {
            // A disk that refuses is tried again a minute later; showing pages goes on.
            self.save(&mut kept).ok();
        }
    }

    fn save(&self, kept: &mut Kept) -> io::Result<()> {
        kept.written = Some(Instant::now());
        disk::replace(&self.path, own_text(&kept.tally).as_bytes())?;
        kept.changed = false;
        Ok(())
    }

    /// Closes what was counted, has the disk hold that, and gives it for a stick.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn hand_over(&self, kiosk: &Kiosk) -> io::Result<Feedback> {
        let mut kept = self.kept();
        kept.tally.close();
        self.save(&mut kept)?;
        let shown = kiosk.shown_manifest();
        let day = shown.as_ref().map_or("-", |shown| &shown.day);
        Ok(Feedback {
            ward: kiosk.ward().to_owned(),
            kiosk: kiosk.number().to_owned(),
            release: shown.as_ref().map_or(0, |shown| shown.release),
            day: day.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            today: today(day, SystemTime::now()).unwrap_or_else(|| "-".into()),
            rest: kept.tally.rest(),
            tally: Tally {
                segments: kept.tally.closed().to_vec(),
                ..kept.tally.clone()
            },
        })
    }
}

/// How the file on the stick is called.
pub fn file_name(kiosk: &Kiosk) -> String {
    format!("dem-{}-{}.txt", kiosk.ward(), kiosk.number())
}

/// Vietnam's day by this clock, if that can be right: from the day of the build on, for 400 days.
fn today(built: &str, now: SystemTime) -> Option<String> {
    let since = now.duration_since(UNIX_EPOCH).ok()?;
    let day = (since.as_secs() + 7 * 3600) / 86_400;
    let built = days(built)?;
    (built..=built + BELIEVED).contains(&day).then(|| date(day))
}

/// Days from 1970 on to a day of the Gregorian calendar (Howard Hinnant, `days_from_civil`).
fn days(date: &str) -> Option<u64> {
    let mut parts = date.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 {
        year.checked_sub(1)?
    } else {
        year
    };
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + day.checked_sub(1)?;
    let of_era = year % 400 * 365 + year % 400 / 4 - year % 400 / 100 + of_year;
    (year / 400 * 146_097 + of_era).checked_sub(719_468)
}

/// The inverse, as `2026-11-29` (`civil_from_days`).
fn date(day: u64) -> String {
    let day = day + 719_468;
    let of_era = day % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = day / 146_097 * 400 + year + u64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{:02}",
        of_year - (153 * shifted + 2) / 5 + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for (text, day) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-29", 20_786),
            ("2099-12-31", 47_481),
        ] {
            assert_eq!(days(text), Some(day), "{text}");
            assert_eq!(date(day), text);
        }
        assert!((0..60_000).all(|day| days(&date(day)) == Some(day)));
    }

    #[test]
    fn a_clock_that_cannot_be_right_names_no_day() {
        let at = |day: u64| UNIX_EPOCH + Duration::from_secs(day * 86_400);
        let built = "2026-11-29";
        assert_eq!(today(built, at(20_786)).as_deref(), Some("2026-11-29"));
        assert_eq!(
            today(built, at(20_786 + 400)).as_deref(),
            Some("2028-01-03")
        );
        assert_eq!(today(built, at(20_786 + 401)), None);
        assert_eq!(today(built, at(0)), None, "1970");
        assert_eq!(today(built, at(47_481)), None, "2099");
        assert_eq!(today("-", at(20_786)), None);
    }
}
