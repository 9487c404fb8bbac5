//! Whether units were told and taught, by themselves or through the units that they came from, and how many people.

use super::reach;
use crate::entry::Entry;
use crate::folder::Coverage;
use crate::rules::{Channel, People, Reach};
use std::collections::HashMap;

/// What direct sessions did in a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether it was reached.
    pub reached: bool,
    /// People, no more than live there.
    pub people: u32,
    /// Women among them.
    pub women: u32,
}

/// The same of all units, by their places.
#[derive(Debug, Clone, Default)]
pub struct Reached(Vec<Told>);

/// People and women of one channel in one unit: of the fullest session, or of all where they add.
pub fn people(channel: &Channel, rows: &[&Entry]) -> (u32, u32) {
    let numbers = rows
        .iter()
        .map(|row| (row.people.unwrap_or(0), row.women.unwrap_or(0)));
    let numbers = numbers.map(|(people, women)| (people, women.min(people)));
    match channel.people {
        People::Highest => numbers.max().unwrap_or((0, 0)),
        People::Add => numbers.fold((0, 0), |sum: (u32, u32), more| {
            (sum.0.saturating_add(more.0), sum.1.saturating_add(more.1))
        }),
    }
}

impl Reached {
    /// Units with what came to them from those that became them.
    pub fn of<'e>(coverage: &Coverage, rows: impl Iterator<Item = &'e Entry>) -> Self {
        let mut units = Self::own(coverage, rows);
        for at in order(coverage) {
            let parts = coverage.units.parts(at);
            if parts.is_empty() {
                continue;
            }
            let all = parts.iter().all(|part| units[*part].reached);
            // How many people of a unit that parted live in which of the new ones, nobody knows.
            let whole = parts
                .iter()
                .filter(|part| coverage.units.all[**part].into.len() == 1);
            let sum = whole.fold((0_u32, 0_u32), |sum, part| {
                let told = units[*part];
                (
                    sum.0.saturating_add(told.people),
                    sum.1.saturating_add(told.women),
                )
            });
            let own = &mut units[at];
            own.reached |= all;
            if sum.0 > own.people {
                (own.people, own.women) = sum;
            }
            cap(own, coverage.units.all[at].people);
        }
        Self(units)
    }

    /// Units by their own sessions alone.
    pub fn own<'e>(coverage: &Coverage, rows: impl Iterator<Item = &'e Entry>) -> Vec<Told> {
        let mut sorted: HashMap<(usize, &str), Vec<&Entry>> = HashMap::new();
        for row in rows.filter(|row| reach(row, &coverage.rules) == Reach::Direct) {
            if let Some(at) = coverage.units.place(&row.unit) {
                sorted.entry((at, &row.channel)).or_default().push(row);
            }
        }
        let mut units = vec![Told::default(); coverage.units.all.len()];
        for ((at, channel), rows) in sorted {
            let numbers = coverage
                .rules
                .channel(channel)
                .map(|channel| people(channel, &rows));
            let told = &mut units[at];
            told.reached = true;
            // Never added across channels.
            (told.people, told.women) = (told.people, told.women).max(numbers.unwrap_or((0, 0)));
        }
        for (told, unit) in units.iter_mut().zip(&coverage.units.all) {
            cap(told, unit.people);
        }
        units
    }

    /// What was done in the unit at a place.
    pub fn unit(&self, at: usize) -> Told {
        self.0.get(at).copied().unwrap_or_default()
    }
}

fn cap(told: &mut Told, most: Option<u32>) {
    told.people = most.map_or(told.people, |most| told.people.min(most));
    told.women = told.women.min(told.people);
}

/// The places of all units, each behind those that became it.
pub fn order(coverage: &Coverage) -> Vec<usize> {
    let units = &coverage.units;
    let mut waiting: Vec<usize> = (0..units.all.len())
        .map(|at| units.parts(at).len())
        .collect();
    let mut ready: Vec<usize> = (0..units.all.len())
        .filter(|at| waiting[*at] == 0)
        .collect();
    let mut order = Vec::new();
    while let Some(at) = ready.pop() {
        order.push(at);
        for became in units.all[at].into.iter().filter_map(|id| units.place(id)) {
            waiting[became] = waiting[became].saturating_sub(1);
            if waiting[became] == 0 {
                ready.push(became);
            }
        }
    }
    order
}
