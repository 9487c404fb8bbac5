//! Plans against what was done and against the time that has passed.

use super::reach::order;
use super::{passed, percent, reach};
use crate::entry::Entry;
use crate::folder::Coverage;
use crate::plan::{Plan, Through};
use crate::rules::Reach;
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::BTreeSet;

/// How a plan stands. Planned is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The deadline has passed, and something is missing.
    Late,
    /// Less is done than time has passed.
    Behind,
    /// As much is done as time has passed, or there is no deadline.
    Open,
    /// All is done.
    Done,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanFigure {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// The channel, or `direct`.
    pub channel: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day.
    pub deadline: Option<String>,
    /// Days up to it; below nothing where it has passed.
    pub days_left: Option<i32>,
    /// How it stands.
    pub state: State,
    /// Units in which it is to be done.
    pub target: usize,
    /// Units in which it was done as often as it is asked for.
    pub done: usize,
    /// Their share, in per cent.
    pub percent: Option<u32>,
    /// How much of its time has passed, in per cent.
    pub time_passed: Option<u32>,
    /// Units that are missing.
    pub missing: Vec<String>,
    /// The document that asks for it.
    pub document: Option<String>,
}

/// Every plan, what is late first, then by the days left; what is done last.
pub fn plans(coverage: &Coverage) -> Vec<PlanFigure> {
    let mut figures: Vec<_> = coverage
        .plans
        .iter()
        .map(|plan| figure(plan, coverage))
        .collect();
    figures.sort_by_key(|plan| {
        let days = plan.days_left.map_or(i64::MAX, i64::from);
        (plan.state == State::Done, plan.state != State::Late, days)
    });
    figures
}

fn figure(plan: &Plan, coverage: &Coverage) -> PlanFigure {
    let today = coverage.today;
    let done = done(plan, coverage);
    let wanted = wanted(plan, coverage);
    let missing: Vec<_> = wanted.iter().filter(|at| !done[**at]).collect();
    let (target, left) = (wanted.len(), missing.len());
    let share = percent((target - left) as u64, target as u64);
    let time = plan.deadline.map(|deadline| {
        let start = plan.start.unwrap_or_else(|| date(deadline.year(), 1, 1));
        passed(start, deadline, today)
    });
    let state = match plan.deadline {
        _ if left == 0 && target > 0 => State::Done,
        Some(deadline) if deadline < today => State::Late,
        _ if time > share.filter(|_| time.is_some()) => State::Behind,
        _ => State::Open,
    };
    PlanFigure {
        id: plan.id.clone(),
        title: plan.title.clone(),
        channel: match &plan.through {
            Through::Direct => Reach::Direct.name().to_owned(),
            Through::Channel(channel) => channel.clone(),
        },
        owner: plan.owner.clone(),
        deadline: plan.deadline.map(|day| day.to_string()),
        days_left: plan.deadline.map(|deadline| days(today, deadline)),
        state,
        target,
        done: target - left,
        percent: share,
        time_passed: time,
        missing: missing
            .into_iter()
            .map(|at| coverage.units.all[*at].id.clone())
            .collect(),
        document: plan.source.as_ref().map(|source| source.document.clone()),
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The units in which a plan is to be done: those it names, or what they have become; else all that are there.
fn wanted(plan: &Plan, coverage: &Coverage) -> Vec<usize> {
    let units = &coverage.units;
    let Some(named) = &plan.units else {
        let there = |at: &usize| units.all[*at].is_there(coverage.today);
        return (0..units.all.len()).filter(there).collect();
    };
    let mut left: Vec<usize> = named.iter().filter_map(|id| units.place(id)).collect();
    let mut wanted = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(at) = left.pop() {
        let unit = &units.all[at];
        if !seen.insert(at) {
            continue;
        }
        let has_ended = unit.until.is_some_and(|until| until < coverage.today);
        match has_ended && !unit.into.is_empty() {
            true => left.extend(unit.into.iter().filter_map(|id| units.place(id))),
            false => {
                wanted.insert(at);
            }
        }
    }
    wanted.into_iter().collect()
}

/// In which units a plan is done: often enough in the unit itself, or in every unit that it came from.
fn done(plan: &Plan, coverage: &Coverage) -> Vec<bool> {
    let units = &coverage.units;
    let mut times = vec![0_u32; units.all.len()];
    for row in coverage
        .counted
        .iter()
        .filter(|row| counts(plan, row, coverage))
    {
        if let Some(at) = units.place(&row.unit) {
            times[at] = times[at].saturating_add(1);
        }
    }
    let mut done: Vec<bool> = times.iter().map(|times| *times >= plan.times).collect();
    for at in order(coverage) {
        let parts = units.parts(at);
        done[at] |= !parts.is_empty() && parts.iter().all(|part| done[*part]);
    }
    done
}

fn counts(plan: &Plan, row: &Entry, coverage: &Coverage) -> bool {
    let through = match &plan.through {
        Through::Direct => reach(row, &coverage.rules) == Reach::Direct,
        Through::Channel(channel) => row.channel == *channel,
    };
    let post = plan.posts.is_empty()
        || row
            .posts()
            .any(|post| plan.posts.iter().any(|own| own == post));
    through && post && plan.start.is_none_or(|start| start <= row.date)
}
