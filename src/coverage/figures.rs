//! What the log says: which units were reached, by which channels, against the plan and the time that has passed.
//!
//! Rules, which the reports state too:
//! - A unit is reached when a direct session was held there in the period. Exposure is shown apart and makes no unit reached.
//! - A unit that others merged into, or that parted from one, is reached as well when every one of those was reached in the
//!   period.
//! - People are never added across channels: of each unit the channel with the most counts, and never more than live there.
//! - Shares are whole per cents, rounded down, so that 100 % means all.

mod plans;
mod reach;

pub use plans::{PlanFigure, State};
pub use reach::Reached;

use crate::entry::{Entry, Kind};
use crate::folder::Coverage;
use crate::period::Period;
use crate::rules::{Channel, Reach, Rules};
use crate::unit::Unit;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What was done in a month through a channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct GridCell {
    /// Sessions, broadcasts, postings.
    pub sessions: usize,
    /// Those of them that were direct.
    pub direct: usize,
    /// People, as many as the fullest had; of channels whose people add, all.
    pub people: u32,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitFigure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Whether it is there at the end of the period; others are shown, and counted through what they became.
    pub is_there: bool,
    /// People who live there.
    pub people: Option<u32>,
    /// Whether it was told and taught in the period.
    pub reached: bool,
    /// Whether that is so through the units that it came from.
    pub through_parts: bool,
    /// Direct sessions.
    pub sessions: usize,
    /// The first day of them.
    pub first: Option<String>,
    /// The last day of them.
    pub last: Option<String>,
    /// People reached directly, no more than live there.
    pub reached_people: u32,
    /// Women among them.
    pub reached_women: u32,
    /// Their share of the unit's people, in per cent.
    pub percent: Option<u32>,
    /// How often something was shown or heard there.
    pub exposures: usize,
    /// What was done by month, `2026-07`, and channel.
    pub months: BTreeMap<String, BTreeMap<String, GridCell>>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelFigure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it can do at most.
    pub reach: Reach,
    /// Sessions, broadcasts, postings.
    pub sessions: usize,
    /// Units where there were any.
    pub units: usize,
    /// People of all units, of each no more than live there.
    pub people: u64,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostFigure {
    /// Its path.
    pub post: String,
    /// Units that were told of it directly.
    pub direct: Vec<String>,
    /// Units where it was heard or seen, those told directly left out.
    pub exposed: Vec<String>,
    /// People who were told of it directly.
    pub people: u64,
}

/// All figures of a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The ward.
    pub ward: String,
    /// The period, `2026-Q3`.
    pub period: String,
    /// Its first day.
    pub first: String,
    /// The day up to which it is counted: its last, or today.
    pub until: String,
    /// How much of it has passed, in per cent.
    pub time_passed: u32,
    /// Units that are there.
    pub units_total: usize,
    /// Those told and taught.
    pub units_reached: usize,
    /// Their share, in per cent; nothing where there are no units.
    pub units_percent: Option<u32>,
    /// Units with exposure alone.
    pub units_exposed_only: usize,
    /// Units with neither.
    pub units_untouched: usize,
    /// People who live in units whose number is known.
    pub people_total: u64,
    /// People reached directly.
    pub people_reached: u64,
    /// Women among them.
    pub women_reached: u64,
    /// The share of people of units whose number is known.
    pub people_percent: Option<u32>,
    /// Direct sessions.
    pub sessions: usize,
    /// By channel, those with nothing left out.
    pub channels: Vec<ChannelFigure>,
    /// By unit, in the order of the file.
    pub units: Vec<UnitFigure>,
    /// Units that were not reached, those with nothing at all first.
    pub gaps: Vec<String>,
    /// What is to be done, what is late first.
    pub plans: Vec<PlanFigure>,
    /// By post.
    pub posts: Vec<PostFigure>,
}

/// A share in whole per cents, rounded down and never over 100.
pub fn percent(part: u64, whole: u64) -> Option<u32> {
    let share = (part.min(whole) * 100).checked_div(whole)?;
    u32::try_from(share).ok()
}

/// How much of the days from `first` to `last` has passed at the end of `today`, in per cent.
fn passed(first: Date, last: Date, today: Date) -> u32 {
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days()) + 1;
    if today < first {
        return 0;
    }
    let (gone, all) = (days(first, today), days(first, last));
    percent(
        u64::from(gone.unsigned_abs()),
        u64::from(all.unsigned_abs()),
    )
    .unwrap_or(100)
}

/// What a row did: direct only where the row and the channel both say so.
pub fn reach(entry: &Entry, rules: &Rules) -> Reach {
    let channel = rules.channel(&entry.channel).map(|channel| channel.reach);
    match (entry.kind, channel) {
        (Kind::Direct, Some(Reach::Direct)) => Reach::Direct,
        _ => Reach::Exposed,
    }
}

impl Figures {
    /// The figures of a period.
    pub fn of(coverage: &Coverage, period: Period) -> Self {
        let until = period.so_far(coverage.today).max(period.first());
        let rows: Vec<&Entry> = coverage
            .counted
            .iter()
            .filter(|entry| period.has(entry.date))
            .collect();
        let reached = Reached::of(coverage, rows.iter().copied());
        let units = units(coverage, (period, until), &rows, &reached);
        let there = || units.iter().filter(|unit| unit.is_there);
        let count = |is: &dyn Fn(&UnitFigure) -> bool| there().filter(|unit| is(unit)).count();
        let known = || there().filter(|unit| unit.people.is_some());
        let sum = |of: fn(&UnitFigure) -> u32| there().map(|unit| u64::from(of(unit))).sum::<u64>();
        let people_total = known()
            .map(|unit| u64::from(unit.people.unwrap_or(0)))
            .sum();
        let known_reached = known().map(|unit| u64::from(unit.reached_people)).sum();
        let (units_total, units_reached) = (there().count(), count(&|unit| unit.reached));
        Self {
            ward: coverage.ward.clone(),
            period: period.to_string(),
            first: period.first().to_string(),
            until: until.to_string(),
            time_passed: passed(period.first(), period.last(), coverage.today),
            units_total,
            units_reached,
            units_percent: percent(units_reached as u64, units_total as u64),
            units_exposed_only: count(&|unit| !unit.reached && unit.exposures > 0),
            units_untouched: count(&|unit| !unit.reached && unit.exposures == 0),
            people_total,
            people_reached: sum(|unit| unit.reached_people),
            women_reached: sum(|unit| unit.reached_women),
            people_percent: percent(known_reached, people_total),
            sessions: units.iter().map(|unit| unit.sessions).sum(),
            channels: channels(coverage, &rows),
            gaps: gaps(coverage, &units),
            plans: plans::plans(coverage),
            posts: posts(coverage, &rows),
            units,
        }
    }
}

fn units(
    coverage: &Coverage,
    (period, until): (Period, Date),
    rows: &[&Entry],
    reached: &Reached,
) -> Vec<UnitFigure> {
    let mut by_unit: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for row in rows {
        by_unit.entry(&row.unit).or_default().push(row);
    }
    let within = |(_, unit): &(usize, &Unit)| unit.is_within(period.first(), until);
    let all = coverage.units.all.iter().enumerate().filter(within);
    all.map(|(at, unit)| {
        let own = by_unit.get(&unit.id[..]).map_or(&[][..], |own| own);
        let is_direct = |row: &&&Entry| reach(row, &coverage.rules) == Reach::Direct;
        let direct: Vec<_> = own.iter().filter(is_direct).collect();
        let told = reached.unit(at);
        UnitFigure {
            id: unit.id.clone(),
            name: unit.name.clone(),
            kind: unit.kind.clone(),
            is_there: unit.is_there(until),
            people: unit.people,
            reached: told.reached,
            through_parts: told.reached && direct.is_empty(),
            sessions: direct.len(),
            first: direct
                .iter()
                .map(|row| row.date)
                .min()
                .map(|day| day.to_string()),
            last: direct
                .iter()
                .map(|row| row.date)
                .max()
                .map(|day| day.to_string()),
            reached_people: told.people,
            reached_women: told.women,
            percent: unit
                .people
                .and_then(|people| percent(told.people.into(), people.into())),
            exposures: own.len() - direct.len(),
            months: months(own, coverage, unit),
        }
    })
    .collect()
}

fn months(
    own: &[&Entry],
    coverage: &Coverage,
    unit: &Unit,
) -> BTreeMap<String, BTreeMap<String, GridCell>> {
    let mut sorted: BTreeMap<(i16, i8, &str), Vec<&Entry>> = BTreeMap::new();
    for row in own {
        sorted
            .entry((row.date.year(), row.date.month(), &row.channel))
            .or_default()
            .push(row);
    }
    let mut months: BTreeMap<String, BTreeMap<String, GridCell>> = BTreeMap::new();
    for ((year, month, channel), rows) in sorted {
        let month = format!("{year}-{month:02}");
        let people = coverage
            .rules
            .channel(channel)
            .map_or(0, |channel| reach::people(channel, &rows).0);
        let cell = GridCell {
            sessions: rows.len(),
            direct: rows
                .iter()
                .filter(|row| reach(row, &coverage.rules) == Reach::Direct)
                .count(),
            people: unit.people.map_or(people, |most| people.min(most)),
        };
        months
            .entry(month)
            .or_default()
            .insert(channel.to_owned(), cell);
    }
    months
}

fn channels(coverage: &Coverage, rows: &[&Entry]) -> Vec<ChannelFigure> {
    let mut sorted: BTreeMap<&str, BTreeMap<&str, Vec<&Entry>>> = BTreeMap::new();
    for row in rows {
        let units = sorted.entry(&row.channel).or_default();
        units.entry(&row.unit).or_default().push(row);
    }
    let figure = |channel: &Channel| {
        let units = sorted.get(&channel.id[..])?;
        let people = units.iter().map(|(unit, rows)| {
            let most = coverage.units.get(unit).and_then(|unit| unit.people);
            let people = reach::people(channel, rows).0;
            u64::from(most.map_or(people, |most| people.min(most)))
        });
        Some(ChannelFigure {
            id: channel.id.clone(),
            name: channel.name.clone(),
            reach: channel.reach,
            sessions: units.values().map(Vec::len).sum(),
            units: units.len(),
            people: people.sum(),
        })
    };
    coverage.rules.channels.iter().filter_map(figure).collect()
}

/// Units that were not reached: those with nothing at all first, then those that were last told the longest ago.
fn gaps(coverage: &Coverage, units: &[UnitFigure]) -> Vec<String> {
    let mut last: BTreeMap<&str, Date> = BTreeMap::new();
    for row in &coverage.counted {
        if reach(row, &coverage.rules) == Reach::Direct {
            let day = last.entry(&row.unit).or_insert(row.date);
            *day = (*day).max(row.date);
        }
    }
    let mut gaps: Vec<_> = units
        .iter()
        .filter(|unit| unit.is_there && !unit.reached)
        .collect();
    gaps.sort_by_key(|unit| (unit.exposures > 0, last.get(&unit.id[..]).copied()));
    gaps.into_iter().map(|unit| unit.id.clone()).collect()
}

fn posts(coverage: &Coverage, rows: &[&Entry]) -> Vec<PostFigure> {
    let mut sorted: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for row in rows {
        for post in row.posts().collect::<BTreeSet<_>>() {
            sorted.entry(post).or_default().push(row);
        }
    }
    let names = |units: BTreeSet<&str>| units.into_iter().map(str::to_owned).collect();
    let figure = |(post, rows): (&str, Vec<&Entry>)| {
        let of = |wanted: Reach| -> BTreeSet<&str> {
            let rows = rows
                .iter()
                .filter(|row| reach(row, &coverage.rules) == wanted);
            rows.map(|row| &row.unit[..]).collect()
        };
        let direct = of(Reach::Direct);
        let exposed = &of(Reach::Exposed) - &direct;
        let own = Reached::own(coverage, rows.iter().copied());
        PostFigure {
            post: post.to_owned(),
            direct: names(direct),
            exposed: names(exposed),
            people: own.iter().map(|unit| u64::from(unit.people)).sum(),
        }
    };
    sorted.into_iter().map(figure).collect()
}
