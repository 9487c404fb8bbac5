//! The units of a ward, tổ dân phố, thôn and the like, through time: they begin, end, merge, part and change their names.

use crate::problem::{Expected, Problem};
use crate::rules::Rules;
use crate::table::{self, Key, Table, key, required};
use base::diagnostic::Diagnostic;
use base::lang::{Near, quoted_list};
use base::source::SourceFile;
use base::text::match_key;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As the log writes it.
    pub id: String,
    /// Its present or last name.
    pub name: String,
    /// What it is, in words: `tổ dân phố`.
    pub kind: String,
    /// Households that live there.
    pub households: Option<u32>,
    /// People who live there.
    pub people: Option<u32>,
    /// Its first day; absent where it was there always.
    pub from: Option<Date>,
    /// Its last day; absent where it is there still.
    pub until: Option<Date>,
    /// What it became when it merged or parted.
    pub into: Vec<String>,
    /// Former names, each with its last day.
    pub names: Vec<(String, Option<Date>)>,
    /// Where it stands on a map of tiles: column and row, from 1.
    pub tile: Option<[u8; 2]>,
}

impl Unit {
    /// Whether the unit was there on a day.
    pub fn is_there(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the unit was there on any of these days, both ends included.
    pub fn is_within(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }

    /// Why nothing can have been done there on a day; nothing where it can.
    pub fn absent(&self, day: Date) -> Option<Problem> {
        if let Some(from) = self.from.filter(|from| day < *from) {
            let (unit, from) = (self.id.clone(), from.to_string());
            return Some(Problem::UnitNotYet { unit, from });
        }
        let until = self.until.filter(|until| *until < day)?;
        let into = match self.into.is_empty() {
            true => String::new(),
            false => format!(" {}", quoted_list(self.into.iter().map(String::as_str))),
        };
        Some(Problem::UnitEnded {
            unit: self.id.clone(),
            until: until.to_string(),
            into,
        })
    }
}

/// A text and where it stands in its file.
type Placed = (String, Range<usize>);

/// All units of a ward, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// The units.
    pub all: Vec<Unit>,
    /// Of each id its place.
    ids: HashMap<String, usize>,
    /// Of each unit those that became it.
    parts: Vec<Vec<usize>>,
    /// Of each name, for comparing, the units that have or had it.
    names: HashMap<String, Vec<usize>>,
    /// The same of names without the word for the kind: `5` of `Tổ dân phố số 5`.
    bare: HashMap<String, Vec<usize>>,
    /// Words for kinds, for comparing, the longest first.
    kinds: Vec<String>,
}

/// Keys of `units.toml`.
pub static UNITS: [Key; 1] = [required("units", Expected::Tables)];

/// Keys of one unit.
pub static UNIT: [Key; 10] = [
    required("id", Expected::Text),
    required("name", Expected::Text),
    required("kind", Expected::Text),
    key("households", Expected::Count),
    key("people", Expected::Count),
    key("from", Expected::Day),
    key("until", Expected::Day),
    key("into", Expected::Texts),
    key("names", Expected::Tables),
    key("tile", Expected::Tile),
];

/// Keys of a former name.
pub static FORMER_NAME: [Key; 2] = [
    required("name", Expected::Text),
    key("until", Expected::Day),
];

/// Short words for a unit that people write in tables.
const SHORT_KINDS: [(&str, &str); 3] = [
    ("tdp", "to dan pho"),
    ("to", "to dan pho"),
    ("kp", "khu pho"),
];

impl Units {
    /// Reads `units.toml`.
    pub fn read(source: &SourceFile, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Self {
        let mut units = Self::default();
        let Some(file) = table::parse(source, problems) else {
            return units;
        };
        let mut file = Table::new((&file, 0..0), &UNITS, source, problems);
        let tables = file.tables("units");
        let mut into: Vec<(usize, Vec<Placed>)> = Vec::new();
        for place in tables {
            let mut table = Table::new(place, &UNIT, source, problems);
            let Some((unit, became)) = unit(&mut table, rules) else {
                continue;
            };
            if units.ids.contains_key(&unit.id) {
                table.report_key("id", Problem::RepeatedId { id: unit.id });
                continue;
            }
            let at = units.all.len();
            units.ids.insert(unit.id.clone(), at);
            into.push((at, became));
            units.all.push(unit);
        }
        units.join(into, source, problems);
        units.name(rules);
        units
    }

    /// Joins units with what they became.
    fn join(
        &mut self,
        into: Vec<(usize, Vec<Placed>)>,
        source: &SourceFile,
        problems: &mut Vec<Diagnostic>,
    ) {
        self.parts = vec![Vec::new(); self.all.len()];
        for (at, became) in into {
            for (id, span) in became {
                let mut tell = |problem| {
                    base::diagnostic::add(problems, source, span.clone(), || problem);
                };
                match self.ids.get(&id) {
                    None => {
                        let near = Near::find(&id, self.ids.keys().map(String::as_str));
                        tell(Problem::UnknownUnit { value: id, near });
                    }
                    Some(&other) if other == at || self.descends(at, other) => {
                        tell(Problem::IntoCircle { id });
                    }
                    Some(&other) => {
                        self.parts[other].push(at);
                        self.all[at].into.push(id);
                    }
                }
            }
        }
    }

    /// Whether `unit` came, through any number of others, from `from`.
    fn descends(&self, unit: usize, from: usize) -> bool {
        let mut left = vec![unit];
        let mut seen = BTreeSet::new();
        while let Some(at) = left.pop() {
            if at == from {
                return true;
            }
            if seen.insert(at) {
                left.extend(&self.parts[at]);
            }
        }
        false
    }

    /// Lists the names by which units are meant.
    fn name(&mut self, rules: &Rules) {
        self.kinds = rules
            .unit_kinds
            .iter()
            .map(|kind| match_key(kind))
            .collect();
        self.kinds.sort_by_key(|kind| std::cmp::Reverse(kind.len()));
        for (at, unit) in self.all.iter().enumerate() {
            let former = unit.names.iter().map(|(name, _)| name);
            for name in former.chain([&unit.name, &unit.id]) {
                let whole = match_key(name);
                if let (_, Some(bare)) = bare(&whole, &self.kinds) {
                    add(&mut self.bare, bare, at);
                }
                add(&mut self.names, whole, at);
            }
        }
    }

    /// The unit of an id.
    pub fn get(&self, id: &str) -> Option<&Unit> {
        self.place(id).map(|at| &self.all[at])
    }

    /// The place of the unit of an id among all.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The places of the units that became the one at `at`, by merging or parting.
    pub fn parts(&self, at: usize) -> &[usize] {
        &self.parts[at]
    }

    /// The unit that a person means by its id, its name, a former name or its number, on a day.
    ///
    /// # Errors
    /// When none is meant, or several are.
    pub fn meant(&self, text: &str, day: Option<Date>) -> Result<&Unit, Problem> {
        if let Some(unit) = self.get(text) {
            return Ok(unit);
        }
        let whole = match_key(text);
        let found = match self.names.get(&whole) {
            Some(found) => found.clone(),
            None => self.by_number(&whole),
        };
        let there = |at: &&usize| day.is_none_or(|day| self.all[**at].is_there(day));
        let present: Vec<_> = found.iter().filter(there).collect();
        match (&present[..], &found[..]) {
            ([one], _) => Ok(&self.all[**one]),
            // It is told later that it was not there then.
            ([], [one]) => Ok(&self.all[*one]),
            ([], []) => {
                let names = self.all.iter().map(|unit| unit.name.as_str());
                let near = Near::find(text, names);
                let value = text.to_owned();
                Err(Problem::UnknownUnit { value, near })
            }
            _ => {
                let ids = found.iter().map(|at| self.all[*at].id.as_str());
                let (value, found) = (text.to_owned(), quoted_list(ids));
                Err(Problem::UnclearUnit { value, found })
            }
        }
    }

    /// Units of a number: `Tổ 5` means `Tổ dân phố số 5`, and no `Thôn 5`.
    fn by_number(&self, whole: &str) -> Vec<usize> {
        let (kind, Some(bare)) = bare(whole, &self.kinds) else {
            return Vec::new();
        };
        let found = self.bare.get(&bare).into_iter().flatten().copied();
        let of_kind = |at: &usize| {
            let own = match_key(&self.all[*at].kind);
            kind.as_ref().is_none_or(|kind| *kind == own)
        };
        found.filter(of_kind).collect()
    }
}

fn add(names: &mut HashMap<String, Vec<usize>>, name: String, at: usize) {
    let units = names.entry(name).or_default();
    if !units.contains(&at) {
        units.push(at);
    }
}

/// A name for comparing without the words for its kind, `số` and zeros before a number; and that kind.
fn bare(name: &str, kinds: &[String]) -> (Option<String>, Option<String>) {
    let behind = |kind: &str| {
        let rest = name.strip_prefix(kind)?;
        rest.starts_with([' ', '-', '.'])
            .then(|| rest.trim_start_matches([' ', '-', '.']))
    };
    let own = kinds
        .iter()
        .find_map(|kind| Some((kind.clone(), behind(kind)?)));
    let short = || {
        SHORT_KINDS
            .iter()
            .find_map(|(short, kind)| Some(((*kind).to_owned(), behind(short)?)))
    };
    // `tổ` alone is short for `tổ dân phố`.
    let own = own.filter(|(kind, _)| kind != "to").or_else(short);
    let (kind, rest) = match own {
        Some((kind, rest)) => (Some(kind), rest),
        None => (None, name),
    };
    let rest = rest.strip_prefix("so ").unwrap_or(rest).trim();
    let rest = match rest.bytes().all(|byte| byte.is_ascii_digit()) {
        true => rest.trim_start_matches('0'),
        false => rest,
    };
    (kind, (!rest.is_empty()).then(|| rest.to_owned()))
}

/// Reads one unit, with what it became.
fn unit(table: &mut Table<'_, '_>, rules: &Rules) -> Option<(Unit, Vec<Placed>)> {
    let id = table.id("id");
    let name = table.text("name");
    let kinds: Vec<_> = rules
        .unit_kinds
        .iter()
        .map(|kind| (kind.as_str(), ()))
        .collect();
    let kind = table.text("kind");
    if let Some(kind) = &kind
        && !kinds
            .iter()
            .any(|(known, ())| match_key(known) == match_key(kind))
    {
        crate::rules::chosen(table, "kind", &kinds);
    }
    let (households, people) = (table.count("households"), table.count("people"));
    let (from, until) = (table.day("from"), table.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        table.report_key("until", Problem::EndBeforeBegin {});
    }
    let into = table.texts("into");
    if !into.is_empty() && until.is_none() {
        table.report_key("into", Problem::IntoWithoutEnd {});
    }
    let names = former_names(table);
    let tile = table.tile("tile");
    let unit = Unit {
        id: id?,
        name: name?,
        kind: kind?,
        households,
        people,
        from,
        until,
        into: Vec::new(),
        names,
        tile,
    };
    Some((unit, into))
}

fn former_names(table: &mut Table<'_, '_>) -> Vec<(String, Option<Date>)> {
    let tables = table.tables("names");
    let mut names = Vec::new();
    for place in tables {
        let mut inner = table.inner(place, &FORMER_NAME);
        let until = inner.day("until");
        names.extend(inner.text("name").map(|name| (name, until)));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Units, Vec<Diagnostic>) {
        let source = SourceFile {
            path: "units.toml".into(),
            text: text.into(),
        };
        let mut problems = Vec::new();
        let units = Units::read(&source, &Rules::built_in(), &mut problems);
        (units, problems)
    }

    const TEXT: &str = r#"
[[units]]
id = "to-1"
name = "Tổ dân phố số 1"
kind = "tổ dân phố"
until = 2026-06-30
into = ["to-9"]
names = [{ name = "Tổ Bến Cũ", until = 2025-12-31 }]

[[units]]
id = "to-2"
name = "Tổ dân phố số 2"
kind = "tổ dân phố"
until = 2026-06-30
into = ["to-9"]

[[units]]
id = "to-9"
name = "Tổ dân phố số 1"
kind = "tổ dân phố"
from = 2026-07-01

[[units]]
id = "thon-2"
name = "Thôn 2"
kind = "thôn"
"#;

    #[test]
    fn units_are_meant_by_name_number_and_day() {
        let (units, problems) = read(TEXT);
        assert_eq!(problems, []);
        let meant = |text: &str, day: &str| {
            units
                .meant(text, day.parse().ok())
                .map(|unit| unit.id.clone())
        };
        assert_eq!(meant("to-2", "2026-01-05").unwrap(), "to-2");
        assert_eq!(meant("tổ 1", "2026-01-05").unwrap(), "to-1");
        assert_eq!(meant("TDP 01", "2026-08-05").unwrap(), "to-9");
        assert_eq!(meant("Tổ dân phố số 1", "2026-08-05").unwrap(), "to-9");
        assert_eq!(meant("tổ bến cũ", "2026-01-05").unwrap(), "to-1");
        assert_eq!(meant("Thôn 2", "2026-01-05").unwrap(), "thon-2");
        assert_eq!(meant("thôn số 2", "2026-08-05").unwrap(), "thon-2");
        assert!(matches!(
            meant("2", "2026-01-05"),
            Err(Problem::UnclearUnit { .. })
        ));
        assert!(matches!(
            meant("Thôn 1", "2026-01-05"),
            Err(Problem::UnknownUnit { .. })
        ));
        // It ended, and that is told of the row.
        assert_eq!(meant("tổ 2", "2026-08-05").unwrap(), "to-2");
        assert_eq!(units.parts(2), [0, 1]);
    }

    #[test]
    fn units_out_of_order_are_told() {
        let told = |from: &str, to: &str| {
            let (_, problems) = read(&TEXT.replacen(from, to, 1));
            assert_eq!(problems.len(), 1, "{problems:?}");
            problems[0].problem.get::<Problem>().cloned().unwrap()
        };
        assert!(matches!(
            told("\"thôn\"", "\"thông\""),
            Problem::NotOneOf { .. }
        ));
        assert!(matches!(
            told("id = \"to-2\"", "id = \"to-1\""),
            Problem::RepeatedId { .. }
        ));
        assert!(matches!(
            told("from = 2026-07-01", "from = 2026-07-01\nuntil = 2026-06-01"),
            Problem::EndBeforeBegin {}
        ));
        assert!(matches!(
            told("from = 2026-07-01", "until = 2026-07-01\ninto = [\"to-1\"]"),
            Problem::IntoCircle { .. }
        ));
        assert!(matches!(
            told("from = 2026-07-01", "into = [\"thon-2\"]"),
            Problem::IntoWithoutEnd {}
        ));
        assert!(matches!(
            told("name = \"Thôn 2\"", "name = \"Thôn 2\"\nhộ = 3"),
            Problem::Toml { .. }
        ));
        assert!(matches!(
            told("name = \"Thôn 2\"", "name = \"Thôn 2\"\npeopel = 3"),
            Problem::UnknownKey { .. }
        ));
        assert!(matches!(
            told("name = \"Thôn 2\"", "name = \"Thôn 2\"\npeople = -3"),
            Problem::WrongType { .. }
        ));
    }
}
