//! What a ward has set itself to do, with owner, deadline and the document that asks for it.

use crate::problem::{Expected, Problem};
use crate::rules::{Reach, Rules};
use crate::table::{self, Key, Table, key, required};
use crate::unit::Units;
use base::diagnostic::Diagnostic;
use base::slug::slugify;
use base::source::SourceFile;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What counts towards a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// Any channel that tells and teaches directly.
    Direct,
    /// One channel, by its id.
    Channel(String),
}

/// What a plan is about: where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanSource {
    /// The document's name.
    pub document: String,
    /// Its own sentence, where it is given.
    pub sentence: Option<String>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id; made of its title where the file names none.
    pub id: String,
    /// What is to be done or made.
    pub title: String,
    /// What counts towards it.
    pub through: Through,
    /// The units, by their ids; nothing where all are meant.
    pub units: Option<Vec<String>>,
    /// Posts that count; nothing where any does.
    pub posts: Vec<String>,
    /// How often in each unit, at least 1.
    pub times: u32,
    /// Who answers for it: an office, not a person.
    pub owner: Option<String>,
    /// From which day on it counts.
    pub start: Option<Date>,
    /// The last day.
    pub deadline: Option<Date>,
    /// Where it is from.
    pub source: Option<PlanSource>,
}

/// Keys of `plan.toml`.
pub static PLANS: [Key; 1] = [key("plan", Expected::Tables)];

/// Keys of one plan.
pub static PLAN: [Key; 10] = [
    key("id", Expected::Text),
    required("title", Expected::Text),
    required("channel", Expected::Text),
    key("units", Expected::Texts),
    key("posts", Expected::Texts),
    key("times", Expected::Count),
    key("owner", Expected::Text),
    key("start", Expected::Day),
    key("deadline", Expected::Day),
    key("source", Expected::Tables),
];

/// Keys of a plan's source.
pub static SOURCE: [Key; 2] = [
    required("document", Expected::Text),
    key("sentence", Expected::Text),
];

/// Reads `plan.toml`.
pub fn read(
    source: &SourceFile,
    (rules, units): (&Rules, &Units),
    problems: &mut Vec<Diagnostic>,
) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    let Some(file) = table::parse(source, problems) else {
        return plans;
    };
    let mut file = Table::new((&file, 0..0), &PLANS, source, problems);
    let tables = file.tables("plan");
    let mut seen = BTreeSet::new();
    for place in tables {
        let mut table = Table::new(place, &PLAN, source, problems);
        let Some(plan) = plan(&mut table, rules, units) else {
            continue;
        };
        if seen.insert(plan.id.clone()) {
            plans.push(plan);
        } else {
            table.report_key("id", Problem::RepeatedId { id: plan.id });
        }
    }
    plans
}

fn plan(table: &mut Table<'_, '_>, rules: &Rules, units: &Units) -> Option<Plan> {
    let title = table.text("title");
    let id = table.id("id");
    let through = through(table, rules);
    let wanted = table.texts("units");
    let is_all = wanted.is_empty() || matches!(&wanted[..], [(all, _)] if all == "all");
    let mut meant = Vec::new();
    for (unit, span) in wanted.into_iter().filter(|_| !is_all) {
        match units.meant(&unit, None) {
            Ok(unit) => meant.push(unit.id.clone()),
            Err(problem) => table.report(span, problem),
        }
    }
    let posts = table.texts("posts").into_iter();
    let posts = posts.map(|(post, _)| post).collect();
    let times = table.count("times").unwrap_or(1).max(1);
    let owner = table.text("owner");
    let (start, deadline) = (table.day("start"), table.day("deadline"));
    if start.zip(deadline).is_some_and(|(start, end)| end < start) {
        table.report_key("deadline", Problem::EndBeforeBegin {});
    }
    let source = source_of(table);
    let title = title?;
    Some(Plan {
        id: id.unwrap_or_else(|| slugify(&title)),
        title,
        through: through?,
        units: (!is_all).then_some(meant),
        posts,
        times,
        owner,
        start,
        deadline,
        source,
    })
}

/// A channel, or `direct` for any that tells and teaches directly.
fn through(table: &mut Table<'_, '_>, rules: &Rules) -> Option<Through> {
    let channel = table.text("channel")?;
    if channel == Reach::Direct.name() {
        return Some(Through::Direct);
    }
    match rules.meant(&channel) {
        Ok(channel) => Some(Through::Channel(channel.id.clone())),
        Err(problem) => {
            table.report_key("channel", problem);
            None
        }
    }
}

fn source_of(table: &mut Table<'_, '_>) -> Option<PlanSource> {
    let place = table.tables("source").into_iter().next()?;
    let mut inner = table.inner(place, &SOURCE);
    let sentence = inner.text("sentence");
    let document = inner.text("document")?;
    Some(PlanSource { document, sentence })
}
