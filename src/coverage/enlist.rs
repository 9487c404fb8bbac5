//! Units and plans out of forms → `units.toml` and `plan.toml`: what stands there stays as it is, comments too; what is new goes
//! to the end, and a number that is mended changes its own line.

use crate::folder::{Coverage, LogLock, Means};
use crate::plan;
use crate::problem::Problem;
use crate::table::is_id;
use crate::unit::Units;
use base::diagnostic::Diagnostic;
use base::reason::Reason;
use base::slug::slugify;
use base::source::SourceFile;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The file of the units.
pub const UNITS: &str = "units.toml";

/// The file of the plans.
pub const PLAN: &str = "plan.toml";

/// A unit as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewUnit {
    /// Its name.
    pub name: String,
    /// What it is: one of the rules' kinds.
    pub kind: String,
    /// Households that live there.
    pub households: Option<u32>,
    /// People who live there.
    pub people: Option<u32>,
}

/// A plan as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPlan {
    /// What is to be done.
    pub title: String,
    /// A channel's id, or `direct`.
    pub channel: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day.
    pub deadline: Option<Date>,
    /// The document that asks for it.
    pub document: String,
    /// Its own sentence.
    pub sentence: Option<String>,
}

/// Puts units behind those that there are; one whose name is there already is passed over. Gives how many are new.
///
/// # Errors
/// When a name or kind cannot be used, or the file cannot be written; it is as it was then.
pub fn units(
    coverage: &Coverage,
    new: &[NewUnit],
    (means, lock): (Means<'_>, &LogLock),
) -> Result<usize, Diagnostic> {
    let mut ids: BTreeSet<_> = coverage
        .units
        .all
        .iter()
        .map(|unit| unit.id.clone())
        .collect();
    let mut names: BTreeSet<_> = coverage
        .units
        .all
        .iter()
        .map(|unit| unit.name.clone())
        .collect();
    let mut text = String::new();
    let mut added = 0;
    for unit in new {
        let name = unit.name.trim();
        if name.is_empty() || !names.insert(name.to_owned()) {
            continue;
        }
        let id = free_id(name, "don-vi", &mut ids);
        let mut lines = vec![
            ("id", quoted(&id)),
            ("name", quoted(name)),
            ("kind", quoted(unit.kind.trim())),
        ];
        let count = |key, count: Option<u32>| count.map(|count| (key, count.to_string()));
        lines.extend(count("households", unit.households));
        lines.extend(count("people", unit.people));
        entry(&mut text, "units", &lines);
        added += 1;
    }
    if added > 0 {
        append(coverage, UNITS, &text, (means, lock))?;
    }
    Ok(added)
}

/// Puts plans behind those that there are; one with the same document and title is passed over. Gives how many are new.
///
/// # Errors
/// As those of [`units`].
pub fn plans(
    coverage: &Coverage,
    new: &[NewPlan],
    (means, lock): (Means<'_>, &LogLock),
) -> Result<usize, Diagnostic> {
    let mut ids: BTreeSet<_> = coverage.plans.iter().map(|plan| plan.id.clone()).collect();
    let known = |new: &NewPlan| {
        coverage.plans.iter().any(|plan| {
            let source = plan.source.as_ref().map(|source| source.document.as_str());
            plan.title == new.title.trim() && source == Some(new.document.trim())
        })
    };
    let mut text = String::new();
    let mut added = 0;
    for plan in new.iter().filter(|new| !known(new)) {
        let title = plan.title.trim();
        let id = free_id(title, "viec", &mut ids);
        let mut lines = vec![
            ("id", quoted(&id)),
            ("title", quoted(title)),
            ("channel", quoted(&plan.channel)),
            ("units", quoted("all")),
        ];
        let filled = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(quoted)
        };
        lines.extend(filled(&plan.owner).map(|owner| ("owner", owner)));
        lines.extend(plan.deadline.map(|day| ("deadline", day.to_string())));
        let document = quoted(plan.document.trim());
        let source = match filled(&plan.sentence) {
            Some(sentence) => format!("{{ document = {document}, sentence = {sentence} }}"),
            None => format!("{{ document = {document} }}"),
        };
        lines.push(("source", source));
        entry(&mut text, "plan", &lines);
        added += 1;
    }
    if added > 0 {
        append(coverage, PLAN, &text, (means, lock))?;
    }
    Ok(added)
}

/// Mends how many live in a unit; a number that is nothing leaves the file.
///
/// # Errors
/// When there is no such unit, or the file cannot be written.
pub fn count(
    coverage: &Coverage,
    unit: &str,
    numbers: [Option<u32>; 2],
    (means, lock): (Means<'_>, &LogLock),
) -> Result<(), Diagnostic> {
    let shown = coverage.file_name(UNITS);
    let text = coverage.text(UNITS, means)?.unwrap_or_default();
    let failed = |reason: String| {
        let reason = Reason::of(reason);
        Diagnostic::file(shown.clone(), Problem::Toml { reason })
    };
    let mut file: toml_edit::DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| failed(error.to_string()))?;
    let tables = file
        .get_mut("units")
        .and_then(toml_edit::Item::as_array_of_tables_mut);
    let own = tables.and_then(|tables| {
        let mut tables = tables.iter_mut();
        tables.find(|table| table.get("id").and_then(toml_edit::Item::as_str) == Some(unit))
    });
    let Some(table) = own else {
        let near = base::lang::Near::find(unit, []);
        let value = unit.to_owned();
        return Err(Diagnostic::file(
            shown,
            Problem::UnknownUnit { value, near },
        ));
    };
    for (key, number) in ["households", "people"].into_iter().zip(numbers) {
        match number {
            Some(number) => table[key] = toml_edit::value(i64::from(number)),
            None => {
                table.remove(key);
            }
        }
    }
    put(coverage, UNITS, file.to_string(), (means, lock))
}

/// An id that follows from a name and that nothing has yet.
fn free_id(name: &str, plain: &str, ids: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 36;
    let slug = slugify(name);
    let stem = slug
        .get(..slug.len().min(LONGEST))
        .unwrap_or_default()
        .trim_matches('-');
    let stem = if is_id(stem) { stem } else { plain };
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut all = [stem.to_owned()].into_iter().chain(numbered);
    let id = all.find(|id| !ids.contains(id)).unwrap_or_default();
    ids.insert(id.clone());
    id
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn entry(text: &mut String, table: &str, lines: &[(&str, String)]) {
    let keys = lines
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"));
    // Writing into a text does not fail.
    write!(text, "\n[[{table}]]\n{}", keys.collect::<String>()).unwrap_or_default();
}

fn append(
    coverage: &Coverage,
    name: &str,
    new: &str,
    with: (Means<'_>, &LogLock),
) -> Result<(), Diagnostic> {
    let before = coverage.text(name, with.0)?.unwrap_or_default();
    let text = match before.trim_end() {
        "" => new.trim_start().to_owned(),
        before => format!("{before}\n{new}"),
    };
    put(coverage, name, text, with)
}

/// Writes a file that is sound, or tells what is wrong with it.
fn put(
    coverage: &Coverage,
    name: &str,
    text: String,
    (means, lock): (Means<'_>, &LogLock),
) -> Result<(), Diagnostic> {
    let source = SourceFile {
        path: coverage.file_name(name),
        text,
    };
    let mut problems = Vec::new();
    crate::folder::tell_personal(&source, means, &mut problems);
    match name {
        UNITS => {
            Units::read(&source, &coverage.rules, &mut problems);
        }
        _ => {
            plan::read(&source, (&coverage.rules, &coverage.units), &mut problems);
        }
    }
    match problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => coverage.write_file(name, source.text.as_bytes(), lock),
    }
}
