//! Sentences of an official document → what it promises: targets, deadlines, tasks, models, documents cited.
//!
//! Each fact carries the sentence and the line it was read from. What the words leave open is absent or
//! carries the reason in `uncertain`; nothing is filled in.

mod body;
mod cited;
mod compare;
mod deadline;
mod due;
mod found;
mod goal;
mod keyed;
mod law;
mod measure;
mod model;
mod quantity;
mod rule;
mod sentence;
mod table;
mod target;
mod task;
mod tense;
mod unit;

pub use cited::Cited;
pub use due::{PlanYear, plan_year};
pub use model::ModelFact;
pub use rule::{Rule, YearFrom};
pub use task::TaskFact;

use base::schema::Comparison;
use base::times::Relation;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// A sentence of a document's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, in Unicode's composed form.
    pub text: String,
    /// The line of the source on which its paragraph begins, from 1.
    pub line: usize,
    /// Which paragraph it belongs to: sentences of one have the same number.
    pub block: usize,
    /// The headings it stands under, outermost first, without their labels.
    pub path: Vec<String>,
}

/// A table of a document's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows of cells.
    pub rows: Vec<Vec<String>>,
    /// The line of the source on which it begins, from 1.
    pub line: usize,
    /// Its place among the parts of the text: sentences out of its cells have the same number.
    pub block: usize,
    /// The headings it stands under, outermost first, without their labels.
    pub path: Vec<String>,
}

/// What is known of the whole document.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The day of issue.
    pub date: Option<Date>,
    /// Its own number, which it does not cite.
    pub number: Option<String>,
    /// What it is about; an abstract names documents too.
    pub title: Option<String>,
    /// The year that its title gives to targets without one.
    pub plan: Option<PlanYear>,
}

/// Everything drawn out of a document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// What is to be reached.
    pub targets: Vec<Fact<TargetFact>>,
    /// By when, in which time or how often.
    pub deadlines: Vec<Fact<Deadline>>,
    /// What is to be done, by whom.
    pub tasks: Vec<Fact<TaskFact>>,
    /// Local models.
    pub models: Vec<Fact<ModelFact>>,
    /// Documents named, each once.
    pub cited: Vec<Fact<Cited>>,
}

/// A fact with where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact<T> {
    /// The fact.
    #[serde(flatten)]
    pub value: T,
    /// The sentence it was read from.
    pub sentence: String,
    /// The line of the source on which that sentence's paragraph begins.
    pub line: usize,
    /// The rule by which it was found.
    pub rule: Rule,
    /// Why a person must look at it; absent where the words are clear.
    pub uncertain: Option<&'static str>,
}

/// Something to be reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetFact {
    /// What is measured.
    pub measure: String,
    /// How the measure compares with the value.
    #[serde(serialize_with = "sign")]
    pub comparison: Comparison,
    /// The value, or the lower end of a range; absent where the target is not a number.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub to: Option<f64>,
    /// The unit of the value.
    pub unit: Option<String>,
    /// The year by which it is to be reached.
    pub year: Option<i64>,
    /// Where that year was read.
    pub year_from: Option<YearFrom>,
    /// Where, when the words name a place.
    pub place: Option<String>,
    /// How often: "hằng năm", "6 tháng một lần".
    pub note: Option<String>,
}

/// A time by, in or from which something is to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deadline {
    /// The words: "trước ngày 15/12/2025".
    pub text: String,
    /// What the words say of the time.
    pub relation: Relation,
    /// ISO 8601, as exact as the words: a day, a month, a year, an interval; `--01-15` for a day of every year.
    pub date: Option<String>,
    /// The first day.
    #[serde(serialize_with = "iso")]
    pub start: Option<Date>,
    /// The last day; for "trước" the day named.
    #[serde(serialize_with = "iso")]
    pub end: Option<Date>,
    /// How often, as an ISO 8601 duration: `P6M`.
    pub every: Option<String>,
}

fn sign<S: Serializer>(comparison: &Comparison, serializer: S) -> Result<S::Ok, S::Error> {
    let key = Comparison::ALL
        .iter()
        .find(|(known, ..)| known == comparison);
    serializer.serialize_str(key.map_or("=", |(_, key, _)| key))
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

impl<T> Fact<T> {
    fn new(value: T, sentence: &Sentence, rule: Rule, uncertain: Option<&'static str>) -> Self {
        Self {
            value,
            sentence: sentence.text.clone(),
            line: sentence.line,
            rule,
            uncertain,
        }
    }
}

/// Draws the facts out of a document's sentences and tables. `sentences` holds the cells of tables too, for tables
/// that tell nothing by their heads.
pub fn facts(sentences: &[Sentence], tables: &[Table], context: &Context) -> Facts {
    let mut facts = Facts::default();
    let known: BTreeSet<usize> = tables
        .iter()
        .filter(|table| table::read(table, context, &mut facts))
        .map(|table| table.block)
        .collect();
    let cited = cited::cited(sentences, context);
    let free: Vec<Sentence> = sentences
        .iter()
        .filter(|sentence| !known.contains(&sentence.block))
        .cloned()
        .collect();
    let mut governing = target::Governing::default();
    for sentence in &free {
        let read = sentence::Read::new(sentence, context);
        let targets = target::read(&read, &mut governing, context.plan);
        facts.deadlines.extend(deadline::deadlines(&read, &targets));
        facts
            .targets
            .extend(targets.into_iter().map(|found| found.fact));
    }
    facts.tasks.extend(task::tasks(&free, context));
    facts.models = model::models(&free);
    facts.cited = cited;
    facts.targets.sort_by_key(|fact| fact.line);
    facts.deadlines.sort_by_key(|fact| fact.line);
    facts.tasks.sort_by_key(|fact| fact.line);
    facts
}
