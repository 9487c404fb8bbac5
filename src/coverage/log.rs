//! The rows of a log as a set: merging files in any order, any division and any number of times gives the same bytes;
//! corrections are followed to the row that counts.

use crate::cell;
use crate::entry::{COLUMNS, Entry, Kind};
use crate::problem::Problem;
use crate::rules::{People, Rules};
use base::diagnostic::Severity;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A log: its rows in their order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    entries: Vec<Entry>,
}

impl FromIterator<Entry> for Log {
    fn from_iter<I: IntoIterator<Item = Entry>>(rows: I) -> Self {
        let mut entries: Vec<_> = rows.into_iter().collect();
        entries.sort();
        entries.dedup();
        Self { entries }
    }
}

/// Which rows count, and what is wrong with some.
#[derive(Debug, Default)]
pub struct Settled {
    /// Places of the rows that count, in their order.
    pub counted: Vec<usize>,
    /// Problems, with the place of the row that each is about.
    pub problems: Vec<(usize, Problem, Severity)>,
}

impl Log {
    /// The rows, in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether this very row is there.
    pub fn has(&self, entry: &Entry) -> bool {
        self.entries.binary_search(entry).is_ok()
    }

    /// A row of this id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// A row that corrects the one of this id.
    pub fn corrected(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.corrects == id)
    }

    /// The rows that may be corrected: none that another stands for, and none that takes one back.
    pub fn standing(&self) -> Vec<&Entry> {
        let corrected: HashSet<&str> = self
            .entries
            .iter()
            .map(|entry| &entry.corrects[..])
            .collect();
        let stands =
            |entry: &&Entry| entry.kind != Kind::Withdrawn && !corrected.contains(&entry.id[..]);
        self.entries.iter().filter(stands).collect()
    }

    /// Both logs in one.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        self.entries.into_iter().chain(other.entries).collect()
    }

    /// The file of the log.
    pub fn to_csv(&self) -> Vec<u8> {
        let head = [COLUMNS.map(str::to_owned)];
        let rows = self.entries.iter().map(Entry::cells);
        cell::csv(head.into_iter().chain(rows))
    }

    /// Follows corrections, and tells doubles and ids of several rows.
    pub fn settle(&self, rules: &Rules) -> Settled {
        let mut settled = Settled::default();
        self.tell_ids(&mut settled);
        let resolved = self.resolve(&mut settled);
        let counted: BTreeSet<usize> = resolved.into_iter().flatten().collect();
        settled.counted = counted.into_iter().collect();
        self.drop_doubles(rules, &mut settled);
        settled
    }

    /// Tells rows that share an id and are not the same.
    fn tell_ids(&self, settled: &mut Settled) {
        let mut seen: HashSet<&str> = HashSet::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if !seen.insert(&entry.id) {
                let id = entry.id.clone();
                settled
                    .problems
                    .push((at, Problem::SameRowId { id }, Severity::Error));
            }
        }
    }

    /// Of each row that corrects none the row that stands for it now, if any does.
    fn resolve(&self, settled: &mut Settled) -> Vec<Option<usize>> {
        let ids: HashSet<&str> = self.entries.iter().map(|entry| &entry.id[..]).collect();
        let mut corrections: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut roots = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let target = &entry.corrects[..];
            if target.is_empty() {
                roots.push(at);
            } else if ids.contains(target) {
                corrections.entry(target).or_default().push(at);
            } else {
                let id = target.to_owned();
                settled
                    .problems
                    .push((at, Problem::CorrectsUnknown { id }, Severity::Warning));
                roots.push(at);
            }
        }
        // Parents before those that correct them; the reverse settles leaves first.
        let mut order = Vec::new();
        let mut seen = vec![false; self.entries.len()];
        let mut left = roots.clone();
        while let Some(at) = left.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                order.push(at);
                let own = corrections.get(&self.entries[at].id[..]);
                left.extend(own.into_iter().flatten());
            }
        }
        let order = self.deepest_last(&order, &corrections);
        let straight: HashSet<usize> = order.iter().copied().collect();
        for at in (0..seen.len()).filter(|at| !straight.contains(at)) {
            let id = self.entries[at].id.clone();
            settled
                .problems
                .push((at, Problem::CorrectsCircle { id }, Severity::Error));
        }
        let mut results: Vec<Option<usize>> = vec![None; self.entries.len()];
        for at in order.into_iter().rev() {
            let own = corrections.get(&self.entries[at].id[..]);
            results[at] = match own {
                None if self.entries[at].kind == Kind::Withdrawn => None,
                None => Some(at),
                Some(own) => self.choose(own, &corrections, &results, settled),
            };
        }
        roots.into_iter().map(|at| results[at]).collect()
    }

    /// The rows ordered by how many corrections lead to them: two rows of one id share those that correct them, so a row
    /// may be met before the longer way to it.
    fn deepest_last(&self, order: &[usize], corrections: &HashMap<&str, Vec<usize>>) -> Vec<usize> {
        let mut waiting = vec![0_usize; self.entries.len()];
        let below = |at: usize| {
            corrections
                .get(&self.entries[at].id[..])
                .into_iter()
                .flatten()
        };
        for at in order {
            below(*at).for_each(|child| waiting[*child] += 1);
        }
        let mut ready: Vec<usize> = order
            .iter()
            .copied()
            .filter(|at| waiting[*at] == 0)
            .collect();
        let mut sorted = Vec::new();
        while let Some(at) = ready.pop() {
            sorted.push(at);
            for child in below(at) {
                waiting[*child] -= 1;
                if waiting[*child] == 0 {
                    ready.push(*child);
                }
            }
        }
        sorted
    }

    /// Among rows that correct the same, the one that counts: that with the fewest people, so that no doubt makes a figure
    /// larger. The others are told, but for those that were taken back.
    fn choose(
        &self,
        rivals: &[usize],
        corrections: &HashMap<&str, Vec<usize>>,
        results: &[Option<usize>],
        settled: &mut Settled,
    ) -> Option<usize> {
        let withdraws = |at: usize| {
            self.entries[at].kind == Kind::Withdrawn
                && !corrections.contains_key(&self.entries[at].id[..])
        };
        let alive = rivals
            .iter()
            .copied()
            .filter(|at| results[*at].is_some() || withdraws(*at));
        let weight = |at: &usize| {
            let people = results[*at].map(|result| self.entries[result].people.unwrap_or(0));
            (people, *at)
        };
        let mut alive: Vec<usize> = alive.collect();
        alive.sort_by_key(weight);
        let (first, others) = alive.split_first()?;
        let said =
            |at: usize| results[at].map(|result| self.entries[result].cells()[1..10].to_vec());
        for other in others.iter().filter(|other| said(**other) != said(*first)) {
            let problem = Problem::TwoCorrections {
                id: self.entries[*other].corrects.clone(),
                other: self.entries[*first].id.clone(),
            };
            settled.problems.push((*other, problem, Severity::Error));
        }
        results[*first]
    }

    /// Counts a session once that was written down twice.
    fn drop_doubles(&self, rules: &Rules, settled: &mut Settled) {
        let mut sessions: HashMap<Session<'_>, usize> = HashMap::new();
        for at in std::mem::take(&mut settled.counted) {
            let entry = &self.entries[at];
            let Some(kept) = sessions.get_mut(&session(entry, rules)) else {
                sessions.insert(session(entry, rules), at);
                continue;
            };
            // The fuller of the two counts.
            let is_fuller = entry.people > self.entries[*kept].people;
            let double = if is_fuller {
                std::mem::replace(kept, at)
            } else {
                at
            };
            let id = self.entries[*kept].id.clone();
            settled
                .problems
                .push((double, Problem::DoubleRow { id }, Severity::Warning));
        }
        settled.counted = sessions.into_values().collect();
        settled.counted.sort_unstable();
    }
}

/// Whether two rows tell of one session.
pub fn is_same_session(one: &Entry, other: &Entry, rules: &Rules) -> bool {
    session(one, rules) == session(other, rules)
}

/// What two rows have in common that tell of one session.
type Session<'e> = (
    jiff::civil::Date,
    &'e str,
    &'e str,
    &'e str,
    Kind,
    &'e str,
    [Option<u32>; 2],
);

/// One meeting is about the same on the same day in the same unit, with the same evidence or none; of visits to households
/// the numbers tell apart as well.
fn session<'e>(entry: &'e Entry, rules: &Rules) -> Session<'e> {
    let adds = rules
        .channel(&entry.channel)
        .is_some_and(|channel| channel.people == People::Add);
    let numbers = match adds {
        true => [entry.people, entry.women],
        false => [None, None],
    };
    (
        entry.date,
        &entry.unit,
        &entry.channel,
        &entry.post,
        entry.kind,
        &entry.evidence,
        numbers,
    )
}
