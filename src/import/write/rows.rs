//! Targets and tasks of a document → the keys and values of their tables in front matter.

use super::front::string;
use crate::Imported;
use crate::facts::{Deadline, Fact, TargetFact, TaskFact};
use base::schema::Comparison;
use base::times::Relation;
use jiff::civil::Date;

/// A key of a table with its value as TOML writes it.
pub(super) type Cell = (&'static str, String);

/// The targets that say what is measured.
pub(super) fn targets(imported: &Imported) -> impl Iterator<Item = &Fact<TargetFact>> {
    let targets = imported.facts.targets.iter();
    targets.filter(|fact| !fact.value.measure.trim().is_empty())
}

/// The tasks that say what is to be done.
pub(super) fn tasks(imported: &Imported) -> impl Iterator<Item = &Fact<TaskFact>> {
    let tasks = imported.facts.tasks.iter();
    tasks.filter(|fact| !fact.value.task.trim().is_empty())
}

/// The table of a target.
pub(super) fn target(target: &TargetFact) -> Vec<Cell> {
    let mut cells = vec![("measure", text(&target.measure))];
    if let (Some(value), Some(unit)) = (target.value, &target.unit) {
        let sign = target.comparison.key();
        if sign != Comparison::default().key() {
            cells.push(("comparison", text(sign)));
        }
        cells.push(("value", value.to_string()));
        cells.push(("unit", text(unit)));
    }
    if let Some(year) = target.year {
        cells.push(("year", year.to_string()));
    }
    if let Some(place) = target
        .place
        .as_deref()
        .filter(|place| !place.trim().is_empty())
    {
        cells.push(("place", text(place)));
    }
    let unit = target.unit.as_deref().unwrap_or_default();
    let range = target.to.map(|to| {
        format!("đến {to} {unit}")
            .replace('.', ",")
            .trim()
            .to_owned()
    });
    let notes: Vec<String> = range.into_iter().chain(target.note.clone()).collect();
    if !notes.is_empty() {
        cells.push(("note", text(&notes.join("; "))));
    }
    cells
}

/// The table of a task.
pub(super) fn task(task: &TaskFact) -> Vec<Cell> {
    let mut cells = vec![("task", text(&task.task))];
    if let Some(owner) = task
        .owner
        .as_deref()
        .filter(|owner| !owner.trim().is_empty())
    {
        cells.push(("owner", text(owner)));
    }
    let partners: Vec<String> = task
        .partners
        .iter()
        .filter(|partner| !partner.trim().is_empty())
        .map(|partner| text(partner))
        .collect();
    if !partners.is_empty() {
        cells.push(("partners", format!("[{}]", partners.join(", "))));
    }
    if let Some(deadline) = &task.deadline {
        let value = day(deadline).map_or_else(|| text(&deadline.text), |day| day.to_string());
        cells.push(("deadline", value));
    }
    cells
}

fn text(words: &str) -> String {
    string(words).to_string()
}

/// The day of a deadline that is one day.
fn day(deadline: &Deadline) -> Option<Date> {
    let exact = deadline.date.as_deref()?.parse::<Date>().ok()?;
    matches!(deadline.relation, Relation::Before | Relation::By).then_some(exact)
}
