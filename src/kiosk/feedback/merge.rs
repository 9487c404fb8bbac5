//! Many kiosks' counts → one table.

use super::{Feedback, Times};
use std::collections::{BTreeMap, BTreeSet};

/// What all of them say together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Questions that were answered with nothing, or with little, the most frequent first.
    pub missed: Vec<Row>,
    /// Questions of whose answers none was opened.
    pub passed: Vec<Row>,
    /// Pages that were opened.
    pub pages: Vec<Row>,
    /// The kiosks by their numbers.
    pub kiosks: Vec<KioskRow>,
    /// How often questions were left out because they may hold something personal, or for want of room, on kiosks and here.
    pub dropped: u64,
    /// How often something was asked that was asked too rarely to be told.
    pub rest: u64,
}

/// How often something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The question, or the page's address.
    pub what: String,
    /// How often, on all kiosks.
    pub count: u64,
    /// On how many kiosks.
    pub kiosks: usize,
}

/// A kiosk as its newest file describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskRow {
    /// Its number.
    pub kiosk: String,
    /// Its ward.
    pub ward: String,
    /// The release that it shows, 0 for none.
    pub release: u64,
    /// The day on which that was built.
    pub day: String,
    /// The version of its program.
    pub program: String,
    /// The day on which it was last heard of, by its own clock, or `-`.
    pub seen: String,
    /// Releases that it took.
    pub updates: u64,
    /// Its runs of counts, and of each the number of the last segment that arrived: what a bundle acknowledges.
    pub arrived: BTreeMap<String, u64>,
}

/// Merges files in any order. A segment that came in several files counts once; questions that `is_personal` says to give
/// somebody away are left out.
pub fn merge(files: &[Feedback], is_personal: &dyn Fn(&str) -> bool) -> Merged {
    let mut merged = Merged::default();
    let mut seen = BTreeSet::new();
    let mut tables: [BTreeMap<String, (u64, BTreeSet<&str>)>; 3] = Default::default();
    for file in files {
        for segment in &file.tally.segments {
            if !seen.insert((&file.kiosk, &file.tally.run, segment.number)) {
                continue;
            }
            let kinds = [&segment.missed, &segment.passed, &segment.pages];
            for (table, times) in tables.iter_mut().zip(kinds) {
                add(table, times, &file.kiosk);
            }
        }
    }
    let [missed, passed, pages] = tables.map(ranked);
    let mut fit = |rows: Vec<Row>| -> Vec<Row> {
        let (left_out, rows): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| is_personal(&row.what));
        for row in left_out {
            merged.dropped = merged.dropped.saturating_add(row.count);
        }
        rows
    };
    (merged.missed, merged.passed, merged.pages) = (fit(missed), fit(passed), pages);
    let mut kiosks: BTreeMap<&str, BTreeMap<&str, Run>> = BTreeMap::new();
    for file in files {
        let runs = kiosks.entry(&file.kiosk).or_default();
        let run = runs.entry(&file.tally.run).or_insert(Run {
            newest: file,
            arrived: 0,
        });
        run.arrived = run.arrived.max(last(file));
        if age(file) > age(run.newest) {
            run.newest = file;
        }
    }
    for runs in kiosks.into_values() {
        for run in runs.values() {
            merged.dropped = merged.dropped.saturating_add(run.newest.tally.dropped);
        }
        let files = runs.values().map(|run| run.newest);
        // What a run counts says nothing about another.
        let Some(file) = files.max_by_key(|file| (file.release, &file.today, age(file))) else {
            continue;
        };
        merged.rest = merged.rest.saturating_add(file.rest);
        let arrived = runs.iter().filter(|(_, run)| run.arrived > 0);
        merged.kiosks.push(KioskRow {
            kiosk: file.kiosk.clone(),
            ward: file.ward.clone(),
            release: file.release,
            day: file.day.clone(),
            program: file.program.clone(),
            seen: file.today.clone(),
            updates: file.tally.updates,
            arrived: arrived
                .map(|(name, run)| ((*name).to_owned(), run.arrived))
                .collect(),
        });
    }
    merged
}

/// The files of one run of one kiosk.
struct Run<'a> {
    newest: &'a Feedback,
    /// The number of the last segment in any of them.
    arrived: u64,
}

/// What rises from file to file of one run, whatever the clock says; a release may be gone back from.
fn age(file: &Feedback) -> (u64, u64, u64, &str) {
    (file.tally.updates, last(file), file.release, &file.today)
}

/// The number of the last segment of a file, 0 for none.
fn last(file: &Feedback) -> u64 {
    let last = file.tally.segments.last();
    last.map_or(0, |segment| segment.number)
}

fn add<'a>(table: &mut BTreeMap<String, (u64, BTreeSet<&'a str>)>, times: &Times, kiosk: &'a str) {
    for (what, count) in times {
        let (sum, kiosks) = table.entry(what.clone()).or_default();
        *sum = sum.saturating_add(*count);
        kiosks.insert(kiosk);
    }
}

/// The most frequent first; of equals by the alphabet.
fn ranked(table: BTreeMap<String, (u64, BTreeSet<&str>)>) -> Vec<Row> {
    let rows = table.into_iter().map(|(what, (count, kiosks))| Row {
        what,
        count,
        kiosks: kiosks.len(),
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::{Segment, Tally};
    use super::*;

    fn file(kiosk: &str, segments: &[(u64, &str, u64)]) -> Feedback {
        let segments = segments.iter().map(|(number, what, count)| Segment {
            number: *number,
            missed: Times::from([((*what).to_owned(), *count)]),
            ..Segment::default()
        });
        Feedback {
            kiosk: kiosk.into(),
            tally: Tally {
                run: "r".into(),
                segments: segments.collect(),
                ..Tally::default()
            },
            ..Feedback::default()
        }
    }

    #[test]
    fn a_segment_counts_once_however_often_it_comes() {
        let first = file("1", &[(1, "zona", 3)]);
        let second = file("1", &[(1, "zona", 3), (2, "zona", 4)]);
        let other = file("2", &[(1, "quai bị", 9), (2, "gọi 0987 654 321", 5)]);
        let files = [second.clone(), other, first, second];
        let merged = merge(&files, &|what| what.contains("0987"));
        let rows: Vec<_> = merged
            .missed
            .iter()
            .map(|row| (&*row.what, row.count, row.kiosks))
            .collect();
        assert_eq!(rows, [("quai bị", 9, 1), ("zona", 7, 1)]);
        assert_eq!(merged.dropped, 5);
        assert_eq!(merged.kiosks[0].arrived, BTreeMap::from([("r".into(), 2)]));
        let mut turned = files;
        turned.reverse();
        assert_eq!(merge(&turned, &|what| what.contains("0987")), merged);
    }

    #[test]
    fn every_run_of_a_kiosk_that_lost_its_counts_is_acknowledged() {
        let mut old = file("1", &[(1, "zona", 3), (7, "zona", 3)]);
        (old.tally.updates, old.release, old.tally.dropped) = (9, 4, 2);
        let mut new = file("1", &[(1, "zona", 5)]);
        (new.tally.run, new.release, new.tally.dropped) = ("s".into(), 5, 1);
        let mut next = file("1", &[(1, "zona", 5), (2, "zona", 1)]);
        // It went back to the release before.
        (next.tally.run, next.release, next.tally.dropped) = ("s".into(), 4, 3);
        next.today = "2026-12-24".into();
        let files = [next, old, new];
        let merged = merge(&files, &|_| false);
        let arrived = BTreeMap::from([("r".into(), 7), ("s".into(), 2)]);
        assert_eq!(merged.kiosks[0].arrived, arrived);
        assert_eq!((merged.missed[0].count, merged.dropped), (12, 5));
        assert_eq!(merged.kiosks[0].seen, "2026-12-24");
        let mut turned = files;
        turned.reverse();
        assert_eq!(merge(&turned, &|_| false), merged);
    }

    #[test]
    fn numbers_of_strangers_end_nothing() {
        let mut files = [file("1", &[(1, "a", u64::MAX)]), file("2", &[(1, "b", 9)])];
        for file in &mut files {
            (file.rest, file.tally.dropped) = (u64::MAX, u64::MAX);
        }
        let merged = merge(&files, &|_| true);
        assert_eq!((merged.rest, merged.dropped), (u64::MAX, u64::MAX));
    }
}
