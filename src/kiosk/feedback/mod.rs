//! What visitors of a kiosk opened, and looked for in vain: numbers, and nothing about who or when.
//!
//! A [`Tally`] counts in *segments*. Bringing the numbers to a stick closes the open segment; a closed one never changes, is
//! written to every stick until a signed bundle says that it arrived, and is counted once however often it arrives. What was
//! typed fewer than three times stays in the open segment, and of it only the number of times is told.

mod form;
mod merge;
mod privacy;
mod read;
mod store;

pub use form::{FORM, parse};
pub use merge::{KioskRow, Merged, Row, merge};
pub use privacy::question;
pub use read::{files, read};
pub use store::{Counts, Event, file_name};

use std::collections::BTreeMap;

/// How often a question must be asked before it is written down for others.
pub const ENOUGH: u64 = 3;

/// Different questions, and different pages, of one segment.
const MOST: usize = 2000;

/// Closed segments: with more the open one goes on counting.
const SEGMENTS: usize = 60;

/// Largest file of counts, in bytes.
pub const LIMIT: usize = 8 << 20;

/// The file of a bundle that says which segments have arrived: `number run segment` a line.
pub const ARRIVED: &str = "kiosk/arrived.txt";

/// How often something happened, by what.
pub type Times = BTreeMap<String, u64>;

/// What was counted from one stick to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment {
    /// Rises from segment to segment.
    pub number: u64,
    /// Pages by their address, `/suc-khoe/sot/`.
    pub pages: Times,
    /// Questions that were answered with nothing, or with little.
    pub missed: Times,
    /// Questions with answers of which none was opened.
    pub passed: Times,
}

/// All that a kiosk has counted and nobody has said to have got.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// By chance, from the first count on: a kiosk that lost its counts begins another run.
    pub run: String,
    /// Releases that were taken.
    pub updates: u64,
    /// Questions that may hold something personal, or for which there was no room, and were not written down.
    pub dropped: u64,
    /// Closed segments, and the open one as the last.
    pub segments: Vec<Segment>,
}

/// What a kiosk brings to a stick.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feedback {
    /// The ward.
    pub ward: String,
    /// The kiosk's number.
    pub kiosk: String,
    /// The release that it shows, 0 for none.
    pub release: u64,
    /// The day on which that was built, `2026-11-29`, or `-`.
    pub day: String,
    /// The version of its program.
    pub program: String,
    /// The day by the kiosk's clock, or `-` where that cannot be right.
    pub today: String,
    /// How often something was asked that was asked fewer than three times.
    pub rest: u64,
    /// Closed segments alone.
    pub tally: Tally,
}

impl Segment {
    /// Counts one more of something, within the limit of how much is kept.
    fn count(times: &mut Times, what: String) -> bool {
        let fits = times.len() < MOST || times.contains_key(&what);
        if fits {
            let count = times.entry(what).or_default();
            *count = count.saturating_add(1);
        }
        fits
    }

    fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.missed.is_empty() && self.passed.is_empty()
    }
}

impl Tally {
    /// Counts from nothing on.
    pub fn new(run: String) -> Self {
        Self {
            run,
            segments: vec![Segment {
                number: 1,
                ..Segment::default()
            }],
            ..Self::default()
        }
    }

    /// Closes the open segment: questions that were not asked often enough move on to the next. Where they would fill it,
    /// the rarest are dropped.
    pub fn close(&mut self) {
        let Some(open) = self.segments.last_mut() else {
            return;
        };
        let mut next = Segment {
            number: open.number + 1,
            ..Segment::default()
        };
        let rare = |times: &mut Times| -> Times {
            times.extract_if(.., |_, count| *count < ENOUGH).collect()
        };
        let (mut missed, mut passed) = (rare(&mut open.missed), rare(&mut open.passed));
        for times in [&mut missed, &mut passed] {
            for count in 1..ENOUGH {
                if times.len() > MOST / 2 {
                    let dropped = times.extract_if(.., |_, asked| *asked == count).count() as u64;
                    self.dropped = self.dropped.saturating_add(dropped * count);
                }
            }
        }
        if open.is_empty() || self.segments.len() > SEGMENTS {
            // Nothing to tell yet, or too much waits already: the open one goes on.
            let open = self.segments.last_mut().into_iter();
            open.for_each(|open| {
                open.missed.extend(missed.clone());
                open.passed.extend(passed.clone());
            });
            return;
        }
        (next.missed, next.passed) = (missed, passed);
        self.segments.push(next);
    }

    /// The closed segments.
    pub fn closed(&self) -> &[Segment] {
        self.segments.split_last().map_or(&[], |(_, closed)| closed)
    }

    /// How often something was asked that has not been asked often enough to be told.
    pub fn rest(&self) -> u64 {
        let open = self.segments.last();
        let questions = open
            .into_iter()
            .flat_map(|open| [&open.missed, &open.passed]);
        let rare = questions
            .flat_map(BTreeMap::values)
            .filter(|count| **count < ENOUGH);
        rare.sum()
    }

    /// Forgets the closed segments up to this number: they have arrived.
    pub fn forget(&mut self, number: u64) {
        let open = self.segments.last().map_or(0, |open| open.number);
        self.segments
            .retain(|segment| segment.number > number || segment.number == open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(tally: &mut Tally, question: &str, times: usize) {
        for _ in 0..times {
            let open = tally.segments.last_mut().unwrap();
            assert!(Segment::count(&mut open.missed, question.into()));
        }
    }

    #[test]
    fn what_is_rare_waits_until_it_is_not() {
        let mut tally = Tally::new("a".into());
        asked(&mut tally, "quai bị", 2);
        tally.close();
        assert_eq!((tally.closed().len(), tally.rest()), (0, 2));
        asked(&mut tally, "zona", 3);
        tally.close();
        let first = &tally.closed()[0];
        assert_eq!(first.missed, Times::from([("zona".into(), 3)]));
        assert_eq!((first.number, tally.rest()), (1, 2));
        asked(&mut tally, "quai bị", 1);
        tally.close();
        assert_eq!(tally.closed()[1].missed["quai bị"], 3);
        assert_eq!(tally.rest(), 0);
        tally.forget(1);
        assert_eq!(tally.closed().len(), 1);
        tally.forget(99);
        assert_eq!((tally.closed().len(), tally.segments[0].number), (0, 3));
    }

    #[test]
    fn rare_questions_leave_room_for_others() {
        let mut tally = Tally::new("a".into());
        asked(&mut tally, "zona", 2);
        for number in 1..MOST {
            asked(&mut tally, &number.to_string(), 1);
        }
        tally.close();
        let open = &tally.segments.last().unwrap().missed;
        assert_eq!(*open, Times::from([("zona".into(), 2)]));
        assert_eq!((tally.dropped, tally.rest()), (MOST as u64 - 1, 2));
        asked(&mut tally, "quai bị", 3);
        // Few enough stay.
        for number in 0..MOST / 2 - 1 {
            asked(&mut tally, &number.to_string(), 1);
        }
        tally.close();
        assert_eq!(tally.closed()[0].missed["quai bị"], 3);
        assert_eq!(tally.rest(), MOST as u64 / 2 + 1);
    }

    #[test]
    fn nothing_grows_without_limit() {
        let mut tally = Tally::new("a".into());
        let open = tally.segments.last_mut().unwrap();
        for number in 0..MOST + 10 {
            Segment::count(&mut open.missed, number.to_string());
        }
        assert_eq!(open.missed.len(), MOST);
        assert!(!Segment::count(&mut open.missed, "more".into()));
        let mut tally = Tally::new("a".into());
        for _ in 0..SEGMENTS + 20 {
            asked(&mut tally, "sốt", 3);
            tally.close();
        }
        assert_eq!(tally.closed().len(), SEGMENTS);
        assert_eq!(tally.segments.last().unwrap().missed["sốt"], 60);
    }
}
