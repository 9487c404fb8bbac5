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
    /// How often questions were left out because they may hold something personal, on kiosks and here.
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
    /// Its run of counts, and the number of the last segment that arrived: what a bundle acknowledges.
    pub arrived: (String, u64),
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
        merged.dropped += left_out.iter().map(|row| row.count).sum::<u64>();
        rows
    };
    (merged.missed, merged.passed, merged.pages) = (fit(missed), fit(passed), pages);
    let mut newest: BTreeMap<&str, &Feedback> = BTreeMap::new();
    for file in files {
        let known = newest.entry(&file.kiosk).or_insert(file);
        if age(file) > age(known) {
            *known = file;
        }
    }
    for file in newest.into_values() {
        merged.rest += file.rest;
        merged.dropped += file.tally.dropped;
        let last = file
            .tally
            .segments
            .last()
            .map_or(0, |segment| segment.number);
        merged.kiosks.push(KioskRow {
            kiosk: file.kiosk.clone(),
            ward: file.ward.clone(),
            release: file.release,
            day: file.day.clone(),
            program: file.program.clone(),
            seen: file.today.clone(),
            updates: file.tally.updates,
            arrived: (file.tally.run.clone(), last),
        });
    }
    merged
}

/// What rises from file to file of one kiosk, whatever its clock says.
fn age(file: &Feedback) -> (u64, u64, u64, &str) {
    let last = file
        .tally
        .segments
        .last()
        .map_or(0, |segment| segment.number);
    (file.tally.updates, file.release, last, &file.today)
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
        assert_eq!(merged.kiosks[0].arrived, ("r".into(), 2));
        let mut turned = files;
        turned.reverse();
        assert_eq!(merge(&turned, &|what| what.contains("0987")), merged);
    }
}
