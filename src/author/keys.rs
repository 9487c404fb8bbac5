//! One key of a TOML text changed, and nothing else: comments, order, blank lines, quotes and line ends stay as they are.
//!
//! The parser tells where each key and value stands; the new value is put there, and the text read again to see that it
//! says what was asked for.

use super::change::{Change, KeyPath, Step};
use super::meaning::says;
use super::value::{Style, inline, list};
use std::fmt::Write;
use std::ops::Range;
use toml_edit::{Document, Item, Table};

/// The text with one change made; `None` where the text cannot be read, or has something else where the key should be.
pub(super) fn change(text: &str, change: &Change, newline: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let writer = Writer {
        text,
        newline,
        root: document.as_table(),
    };
    let (span, new) = match change {
        Change::Set(key, value) => writer.set(key, value)?,
        Change::Remove(key) => match writer.remove(key)? {
            Some(span) => (span, String::new()),
            None => return Some(text.to_owned()),
        },
        Change::Add(key, at, entry) => writer.add(key, *at, entry)?,
    };
    let changed = [&text[..span.start], &new, &text[span.end..]].concat();
    says(text, &changed, change).then_some(changed)
}

/// The value at a path.
pub(super) fn value(text: &str, path: &KeyPath) -> Option<toml::Value> {
    let table: toml::Table = text.parse().ok()?;
    let mut here = &toml::Value::Table(table);
    for step in &path.0 {
        here = match step {
            Step::Key(key) => here.get(key)?,
            Step::Entry(number) => here.get(number)?,
        };
    }
    Some(here.clone())
}

/// Finds where in the text a change belongs.
struct Writer<'a> {
    text: &'a str,
    newline: &'a str,
    root: &'a Table,
}

/// A place in the text, and what stands there from now on.
type Splice = (Range<usize>, String);

impl Writer<'_> {
    fn set(&self, path: &KeyPath, value: &toml::Value) -> Option<Splice> {
        let (Step::Key(key), way) = path.0.split_last()? else {
            return None;
        };
        let Some(table) = self.table(way)? else {
            return self.with_table(way, key, value);
        };
        match table.get(key) {
            Some(Item::Value(old)) => {
                let span = old.span()?;
                let written = &self.text[span.clone()];
                if let (Some(old), toml::Value::Array(new)) = (old.as_array(), value) {
                    return list(self.text, old, new, self.newline);
                }
                Some((span, inline(value, Style::of(written), self.newline)))
            }
            Some(_) => None,
            None => {
                let line = format!(
                    "{} = {}",
                    name(key),
                    inline(value, Style::Basic, self.newline)
                );
                Some(self.behind(self.end_of_keys(table, way.is_empty())?, &line))
            }
        }
    }

    /// The table at a path; the inner `None` where it can be made.
    fn table(&self, way: &[Step]) -> Option<Option<&Table>> {
        let mut table = self.root;
        let mut list = None;
        for step in way {
            match step {
                Step::Key(key) => match table.get(key) {
                    Some(Item::Table(next)) => table = next,
                    Some(Item::ArrayOfTables(next)) => list = Some(next),
                    Some(_) => return None,
                    None => return Some(None),
                },
                Step::Entry(number) => table = list.take()?.get(*number)?,
            }
        }
        list.is_none().then_some(Some(table))
    }

    /// A new table at the end, with its first key.
    fn with_table(&self, way: &[Step], key: &str, value: &toml::Value) -> Option<Splice> {
        let header = format!("[{}]", dotted(way)?);
        let line = format!(
            "{} = {}",
            name(key),
            inline(value, Style::Basic, self.newline)
        );
        Some(self.at_end(&[header, line]))
    }

    fn remove(&self, path: &KeyPath) -> Option<Option<Range<usize>>> {
        let (last, way) = path.0.split_last()?;
        match last {
            Step::Entry(number) => {
                let (Step::Key(key), way) = way.split_last()? else {
                    return None;
                };
                let Some(table) = self.table(way)? else {
                    return Some(None);
                };
                let list = table.get(key)?.as_array_of_tables()?;
                Some(Some(self.block(list.get(*number)?)?))
            }
            Step::Key(key) => {
                let Some(table) = self.table(way)? else {
                    return Some(None);
                };
                match table.get_key_value(key) {
                    None => Some(None),
                    Some((key, Item::Value(value))) => {
                        let start = self.line_start(key.span()?.start);
                        let alone = self.text[start..key.span()?.start].trim().is_empty();
                        alone.then(|| {
                            Some(start..self.line_end(value.span().map_or(start, |span| span.end)))
                        })
                    }
                    Some((_, Item::Table(table))) if !table.is_dotted() && !table.is_implicit() => {
                        Some(Some(self.block(table)?))
                    }
                    Some(_) => None,
                }
            }
        }
    }

    fn add(
        &self,
        path: &KeyPath,
        at: Option<usize>,
        entry: &[(String, toml::Value)],
    ) -> Option<Splice> {
        let mut lines = vec![format!("[[{}]]", dotted(&path.0)?)];
        for (key, value) in entry {
            lines.push(format!(
                "{} = {}",
                name(key),
                inline(value, Style::Basic, self.newline)
            ));
        }
        let (Step::Key(key), way) = path.0.split_last()? else {
            return None;
        };
        let list = match self.table(way)?.and_then(|table| table.get(key)) {
            None => return Some(self.at_end(&lines)),
            Some(item) => item.as_array_of_tables()?,
        };
        match at.and_then(|at| list.get(at)) {
            Some(next) => {
                let start = self.line_start(next.span()?.start);
                lines.push(String::new());
                let lines: Vec<_> = lines
                    .iter()
                    .map(|line| format!("{line}{}", self.newline))
                    .collect();
                Some((start..start, lines.concat()))
            }
            None => {
                let last = list.get(list.len().checked_sub(1)?)?;
                let end = self.line_end(end(last)?);
                lines.insert(0, String::new());
                Some(self.behind(end, &lines.join(self.newline)))
            }
        }
    }

    /// From a table's header to its last line; what is blank behind it goes with it.
    fn block(&self, table: &Table) -> Option<Range<usize>> {
        let mut start = self.line_start(table.span()?.start);
        let mut end = self.line_end(end(table)?);
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start().len();
        if blank == rest.len() {
            let before = self.text[..start].trim_end();
            start = before.len() + self.text[before.len()..].find('\n').map_or(0, |at| at + 1);
            end = self.text.len();
        } else {
            end += rest[..blank].rfind('\n').map_or(0, |at| at + 1);
        }
        Some(start..end)
    }

    /// Where a new key of a table goes: behind the line of its last one, or behind its header.
    fn end_of_keys(&self, table: &Table, is_root: bool) -> Option<usize> {
        let last = table.iter().filter_map(|(_, item)| match item {
            Item::Value(value) => Some(value.span()?.end),
            Item::Table(dotted) if dotted.is_dotted() => end(dotted),
            _ => None,
        });
        match last.max() {
            Some(last) => Some(self.line_end(last)),
            None if is_root => Some(0),
            None if table.is_implicit() || table.is_dotted() => None,
            None => Some(self.line_end(table.span()?.end)),
        }
    }

    /// Lines at byte `at`, where a line begins or the text ends.
    fn behind(&self, at: usize, lines: &str) -> Splice {
        let open = at > 0 && !self.text[..at].ends_with('\n');
        let before = if open { self.newline } else { "" };
        (at..at, format!("{before}{lines}{}", self.newline))
    }

    /// Lines at the end, behind a blank one.
    fn at_end(&self, lines: &[String]) -> Splice {
        let text = self.text;
        let ended = text.is_empty() || text.ends_with('\n');
        let blank = text.trim().is_empty() || text.ends_with("\n\n") || text.ends_with("\r\n\r\n");
        let newline = |wanted: bool| if wanted { self.newline } else { "" };
        let lines = lines.join(self.newline);
        let before = format!("{}{}", newline(!ended), newline(!blank));
        (
            text.len()..text.len(),
            format!("{before}{lines}{}", self.newline),
        )
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n');
        end.map_or(self.text.len(), |end| at + end + 1)
    }
}

/// Where the last value of a table ends, or of the tables in it; its header's end where it has none.
fn end(table: &Table) -> Option<usize> {
    let inner = table.iter().filter_map(|(_, item)| match item {
        Item::Value(value) => Some(value.span()?.end),
        Item::Table(table) => end(table),
        Item::ArrayOfTables(list) => list.iter().filter_map(end).max(),
        Item::None => None,
    });
    inner.max().or_else(|| Some(table.span()?.end))
}

/// The words of a header; none where an entry's number would have to be in it.
fn dotted(way: &[Step]) -> Option<String> {
    let mut words = String::new();
    for step in way {
        let Step::Key(key) = step else { return None };
        let dot = if words.is_empty() { "" } else { "." };
        write!(words, "{dot}{}", name(key)).ok()?;
    }
    (!words.is_empty()).then_some(words)
}

/// A key as it is written.
fn name(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        super::value::basic(key)
    }
}
