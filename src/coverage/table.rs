//! Tables of TOML, read by lists of their keys: every value in its type, every problem with its place.

use crate::problem::{Expected, Problem};
use base::diagnostic::{self, Diagnostic};
use base::lang::{Near, quoted_list};
use base::reason::Reason;
use base::source::SourceFile;
use base::unseen;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One key that a table may hold.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As the file writes it.
    pub name: &'static str,
    /// The type of its value.
    pub expected: Expected,
    /// Whether it must be there.
    pub required: bool,
}

/// A key that may be left out.
pub const fn key(name: &'static str, expected: Expected) -> Key {
    Key {
        name,
        expected,
        required: false,
    }
}

/// A key that must be there.
pub const fn required(name: &'static str, expected: Expected) -> Key {
    Key {
        name,
        expected,
        required: true,
    }
}

/// Parses a file; `None` where it is no TOML, which is told.
pub fn parse<'a>(source: &'a SourceFile, problems: &mut Vec<Diagnostic>) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut told = BTreeSet::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let at = span.start.min(source.text.len());
        // An error makes others behind it on the same line: one a line is told.
        if told.insert(source.text[..at].matches('\n').count()) {
            let reason = Reason::of(error.message());
            diagnostic::add(problems, source, span, || Problem::Toml { reason });
        }
    }
    errors.is_empty().then(|| table.into_inner())
}

/// A table under reading.
pub struct Table<'t, 'p> {
    table: &'t DeTable<'t>,
    source: &'p SourceFile,
    anchor: Range<usize>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'t, 'p> Table<'t, 'p> {
    /// Begins to read `table`, and tells keys that it may not have and those that are missing, these at `anchor`.
    pub fn new(
        (table, anchor): (&'t DeTable<'t>, Range<usize>),
        keys: &[Key],
        source: &'p SourceFile,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        let mut reading = Self {
            table,
            source,
            anchor: anchor.clone(),
            problems,
        };
        let names = || keys.iter().map(|key| key.name);
        for (name, _) in table {
            let (key, span) = (name.get_ref(), name.span());
            if !names().any(|known| known == key) {
                let near = Near::find(key, names());
                let (key, allowed) = (key.to_string(), quoted_list(names()));
                reading.report(span, Problem::UnknownKey { key, near, allowed });
            }
        }
        for wanted in keys.iter().filter(|key| key.required) {
            if !table.contains_key(wanted.name) {
                let (key, expected) = (wanted.name.to_owned(), wanted.expected);
                reading.report(anchor.clone(), Problem::MissingKey { key, expected });
            }
        }
        reading
    }

    /// Tells a problem at a place.
    pub fn report(&mut self, span: Range<usize>, problem: Problem) {
        diagnostic::add(self.problems, self.source, span, || problem);
    }

    /// Tells a problem with a key's value, or with the table where the key is absent.
    pub fn report_key(&mut self, key: &str, problem: Problem) {
        let span = self.span(key);
        self.report(span, problem);
    }

    /// Where the value of a key stands; the table's own place where the key is absent.
    pub fn span(&self, key: &str) -> Range<usize> {
        let value = self.table.get(key);
        value.map_or(self.anchor.clone(), Spanned::span)
    }

    fn wrong(&mut self, key: &str, expected: Expected) {
        let key_name = key.to_owned();
        self.report_key(
            key,
            Problem::WrongType {
                key: key_name,
                expected,
            },
        );
    }

    /// A text, without blanks around it.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let value = self.table.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, Expected::Text);
            return None;
        };
        if unseen::is_blank(text) {
            let key_name = key.to_owned();
            self.report_key(key, Problem::EmptyValue { key: key_name });
            return None;
        }
        Some(unseen::shown(text).trim().to_owned())
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        let value = self.table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(key, Expected::Count);
        }
        number
    }

    /// A number, whole or not.
    pub fn number(&mut self, key: &str) -> Option<f64> {
        let value = self.table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.wrong(key, Expected::Number);
        }
        number
    }

    /// Yes or no; no where nothing is said.
    pub fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.table.get(key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, Expected::Flag);
        }
        flag.unwrap_or_default()
    }

    /// A day.
    pub fn day(&mut self, key: &str) -> Option<Date> {
        let value = self.table.get(key)?;
        let day = match value.get_ref() {
            DeValue::Datetime(time) if time.time.is_none() => time.date.and_then(|date| {
                let (year, month) = (date.year.try_into().ok()?, date.month.try_into().ok()?);
                Date::new(year, month, date.day.try_into().ok()?).ok()
            }),
            _ => None,
        };
        if day.is_none() {
            self.wrong(key, Expected::Day);
        }
        day
    }

    /// A place on a map of tiles, column and row.
    pub fn tile(&mut self, key: &str) -> Option<[u8; 2]> {
        const MOST: u8 = 40;
        let value = self.table.get(key)?;
        let number = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix())
                .ok()
                .filter(|number| (1..=MOST).contains(number)),
            _ => None,
        };
        let tile = match value.get_ref() {
            DeValue::Array(items) => match items.iter().collect::<Vec<_>>()[..] {
                [column, row] => number(column).zip(number(row)),
                _ => None,
            },
            _ => None,
        };
        if tile.is_none() {
            self.wrong(key, Expected::Tile);
        }
        tile.map(|(column, row)| [column, row])
    }

    /// A list of texts, each with its place; a single text is a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.table.get(key) else {
            return Vec::new();
        };
        let text = |item: &Spanned<DeValue<'_>>| {
            let text = item
                .get_ref()
                .as_str()
                .filter(|text| !unseen::is_blank(text))?;
            Some((unseen::shown(text).trim().to_owned(), item.span()))
        };
        let texts: Option<Vec<_>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(text).collect(),
            _ => text(value).map(|one| vec![one]),
        };
        texts.unwrap_or_else(|| {
            self.wrong(key, Expected::Texts);
            Vec::new()
        })
    }

    /// The tables under a key, with their places; a single table is a list of one.
    pub fn tables(&mut self, key: &str) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some(value) = self.table.get(key) else {
            return Vec::new();
        };
        let table =
            |item: &'t Spanned<DeValue<'t>>| Some((item.get_ref().as_table()?, item.span()));
        let tables: Option<Vec<_>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(table).collect(),
            _ => table(value).map(|one| vec![one]),
        };
        tables.unwrap_or_else(|| {
            self.wrong(key, Expected::Tables);
            Vec::new()
        })
    }

    /// A table inside this one, under reading.
    pub fn inner(&mut self, place: (&'t DeTable<'t>, Range<usize>), keys: &[Key]) -> Table<'t, '_> {
        Table::new(place, keys, self.source, self.problems)
    }

    /// The id of a thing, in the form that ids have.
    pub fn id(&mut self, key: &str) -> Option<String> {
        let id = self.text(key)?;
        if !is_id(&id) {
            self.report_key(key, Problem::BadId { id });
            return None;
        }
        Some(id)
    }
}

/// Whether a text may be the id of a unit, a channel or a plan.
pub fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(fits)
}
