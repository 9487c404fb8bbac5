//! When the loudspeaker is on: the slots of some days.

use crate::problem::Problem;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan};
use site::model::Bulletin;

/// One time at which a bulletin is read.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'w> {
    /// When it begins, in Vietnam.
    pub starts: DateTime,
    /// Which of the ward's bulletins it is.
    pub bulletin: &'w Bulletin,
    /// Where that one stands among them, from 0.
    pub index: usize,
}

impl Slot<'_> {
    /// Its whole length in seconds.
    pub fn seconds(&self) -> usize {
        self.bulletin.minutes * 60
    }

    /// When it is over at the latest.
    fn ends(&self) -> DateTime {
        let seconds = i64::try_from(self.seconds()).unwrap_or(i64::MAX);
        let length = SignedDuration::from_secs(seconds);
        self.starts.checked_add(length).unwrap_or(DateTime::MAX)
    }
}

/// The slots from one day to another, both included, in the order of time.
pub fn slots(bulletins: &[Bulletin], first: Date, last: Date) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    let mut day = first;
    while day <= last {
        for (index, bulletin) in bulletins.iter().enumerate() {
            if !bulletin.days.is_empty() && !bulletin.days.contains(&day.weekday()) {
                continue;
            }
            let at = |time: &Time| Slot {
                starts: day.to_datetime(*time),
                bulletin,
                index,
            };
            slots.extend(bulletin.times.iter().map(at));
        }
        let Ok(next) = day.checked_add(1.day()) else {
            break;
        };
        day = next;
    }
    // Of two at one time the first in the file comes first.
    slots.sort_by_key(|slot| slot.starts);
    slots
}

/// The first two slots that are on at once.
pub fn overlap(slots: &[Slot<'_>]) -> Option<Problem> {
    let pair = slots
        .windows(2)
        .find(|pair| pair[1].starts < pair[0].ends())?;
    Some(Problem::Overlap {
        first: pair[0].bulletin.name.clone(),
        second: pair[1].bulletin.name.clone(),
        day: base::words::day(pair[1].starts.date()),
        time: clock(pair[1].starts.time()),
    })
}

/// A time of day as people write it: `5 giờ 30`.
pub fn clock(time: Time) -> String {
    match (time.hour(), time.minute()) {
        (hour, 0) => format!("{hour} giờ"),
        (hour, minute) => format!("{hour} giờ {minute:02}"),
    }
}
