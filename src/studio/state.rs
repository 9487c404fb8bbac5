//! What a form holds, as plain text: typed values become text, text becomes typed values, and what nobody touched stays as
//! it is written.

use author::{Change, Document, KeyPath};
use base::diagnostic::Diagnostic;
use base::schema::{Field, FieldType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::Value;
use toml::value::Datetime;

/// The contents of a form. Lists are texts with one entry a line; a key without a text is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Texts by key, keys of a table behind a dot: `media.zalo`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Entries of lists of tables, by key.
    #[serde(default)]
    pub rows: BTreeMap<String, Vec<Row>>,
    /// The text below the front matter; the whole file where that cannot be read.
    #[serde(default)]
    pub body: String,
}

/// One entry of a list of tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which entry of the file it was; `None` for a new one.
    #[serde(default)]
    pub from: Option<usize>,
    /// Texts by key.
    #[serde(default)]
    pub cells: BTreeMap<String, String>,
}

/// A key whose value a form cannot show, or cannot write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd(pub String);

/// The keys of a form: the whole path of each that holds a value, and the lists of tables.
pub fn leaves(fields: &[&'static Field]) -> (Vec<(String, &'static Field)>, Vec<&'static Field>) {
    let (mut leaves, mut lists) = (Vec::new(), Vec::new());
    for &field in fields {
        match field.kind {
            FieldType::TableList(_) => lists.push(field),
            FieldType::Table(inner) => {
                leaves.extend(
                    inner
                        .iter()
                        .map(|inner| (format!("{}.{}", field.key, inner.key), inner)),
                );
            }
            _ => leaves.push((field.key.to_owned(), field)),
        }
    }
    (leaves, lists)
}

impl State {
    /// What a form of these keys shows of a document; and the keys whose values no form can show.
    pub fn of(document: &Document, fields: &[&'static Field]) -> (Self, Vec<Odd>) {
        let table: toml::Table = document.settings().parse().unwrap_or_default();
        let table = Value::Table(table);
        let (mut state, mut odd) = (Self::default(), Vec::new());
        let (leaves, lists) = leaves(fields);
        for (path, field) in leaves {
            let value = path.split('.').try_fold(&table, |at, key| at.get(key));
            match value.map(|value| shown(field.kind, value)) {
                Some(Some(text)) if !text.is_empty() => {
                    state.fields.insert(path, text);
                }
                Some(None) => odd.push(Odd(path)),
                _ => {}
            }
        }
        for list in lists {
            let Some(value) = table.get(list.key) else {
                continue;
            };
            match rows(value, list.kind.fields()) {
                Some(rows) => {
                    state.rows.insert(list.key.to_owned(), rows);
                }
                None => odd.push(Odd(list.key.to_owned())),
            }
        }
        state.body = Frame::of(document).inner;
        (state, odd)
    }

    /// The same without what is no content: keys without a text, new rows that nobody filled.
    pub fn tidy(mut self) -> Self {
        let filled = |_: &String, text: &mut String| !text.trim().is_empty();
        self.fields.retain(filled);
        for rows in self.rows.values_mut() {
            rows.iter_mut().for_each(|row| row.cells.retain(filled));
            rows.retain(|row| row.from.is_some() || !row.cells.is_empty());
        }
        self.rows.retain(|_, rows| !rows.is_empty());
        self
    }

    /// The document with what this form changes, and nothing else; beside it the keys that could not be changed.
    pub fn compose(&self, document: &Document, fields: &[&'static Field]) -> (Document, Vec<Odd>) {
        let (before, _) = Self::of(document, fields);
        let (before, after) = (before.tidy(), self.clone().tidy());
        let mut changed = document.clone();
        let mut failed = Vec::new();
        let mut attempt = |changes: Vec<Change>| {
            for change in changes {
                let done: Result<(), Diagnostic> = changed.change(&change);
                if done.is_err() {
                    failed.push(Odd(change.key().to_string()));
                }
            }
        };
        let (leaves, lists) = leaves(fields);
        for (path, field) in leaves {
            let (old, new) = (before.fields.get(&path), after.fields.get(&path));
            if old != new
                && let Some(key) = KeyPath::parse(&path)
            {
                attempt(vec![change(field.kind, key, new)]);
            }
        }
        for list in lists {
            let none = Vec::new();
            let old = before.rows.get(list.key).unwrap_or(&none);
            let new = after.rows.get(list.key).unwrap_or(&none);
            attempt(row_changes(list, old, new));
        }
        if after.body != before.body {
            changed.set_body(&Frame::of(document).around(&after.body));
        }
        (changed, failed)
    }
}

/// A text without what writers do not see of it: the blank lines above, the line end of its last line.
struct Frame {
    above: String,
    inner: String,
    below: &'static str,
}

impl Frame {
    fn of(document: &Document) -> Self {
        let body = lines(document.body());
        let inner = body.trim_start_matches('\n');
        let above = &body[..body.len() - inner.len()];
        if inner.is_empty() && !document.settings().is_empty() {
            return Self {
                above: if above.is_empty() { "\n" } else { above }.to_owned(),
                inner: String::new(),
                below: "\n",
            };
        }
        let ended = inner.strip_suffix('\n');
        Self {
            above: above.to_owned(),
            inner: ended.unwrap_or(inner).to_owned(),
            below: if ended.is_some() { "\n" } else { "" },
        }
    }

    fn around(&self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        [&self.above, text, self.below].concat()
    }
}

fn change(kind: FieldType, key: KeyPath, text: Option<&String>) -> Change {
    match text {
        Some(text) => Change::Set(key, meant(kind, text)),
        None => Change::Remove(key),
    }
}

/// Changed cells first, then rows that go, the last first, then new ones: each change finds its row where it was.
fn row_changes(list: &'static Field, old: &[Row], new: &[Row]) -> Vec<Change> {
    let mut changes = Vec::new();
    let inner = list.kind.fields();
    let stays = |row: &&Row| !row.cells.is_empty();
    let kept = |at: usize| new.iter().filter(stays).find(|row| row.from == Some(at));
    for (at, before) in old.iter().enumerate() {
        let Some(after) = kept(at) else { continue };
        for field in inner {
            let (was, is) = (before.cells.get(field.key), after.cells.get(field.key));
            let key = KeyPath::parse(&format!("{}[{at}].{}", list.key, field.key));
            if was != is
                && let Some(key) = key
            {
                changes.push(change(field.kind, key, is));
            }
        }
    }
    for at in (0..old.len()).rev() {
        let key = KeyPath::parse(&format!("{}[{at}]", list.key));
        if kept(at).is_none()
            && let Some(key) = key
        {
            changes.push(Change::Remove(key));
        }
    }
    let added = new
        .iter()
        .filter(|row| row.from.is_none_or(|at| at >= old.len()));
    for row in added.filter(stays) {
        let cells = inner.iter().filter_map(|field| {
            let text = row.cells.get(field.key)?;
            Some((field.key.to_owned(), meant(field.kind, text)))
        });
        if let Some(key) = KeyPath::parse(list.key) {
            changes.push(Change::Add(key, None, cells.collect()));
        }
    }
    changes
}

fn rows(value: &Value, fields: &'static [Field]) -> Option<Vec<Row>> {
    let entries = value.as_array()?.iter().enumerate();
    let rows = entries.map(|(at, entry)| {
        let table = entry.as_table()?;
        let mut cells = BTreeMap::new();
        for field in fields {
            if let Some(value) = table.get(field.key) {
                cells.insert(field.key.to_owned(), shown(field.kind, value)?);
            }
        }
        Some(Row {
            from: Some(at),
            cells,
        })
    });
    rows.collect()
}

/// A text as browsers give it back.
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text of a value; `None` where no text stands for it.
fn shown(kind: FieldType, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(lines(text)),
        Value::Boolean(false) if kind == (FieldType::YesNo { default: false }) => {
            Some(String::new())
        }
        Value::Array(list) if is_list(kind) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            let texts = texts?;
            let plain = |text: &&str| !text.trim().is_empty() && !text.contains(['\n', '\r']);
            texts.iter().all(plain).then(|| texts.join("\n"))
        }
        Value::Array(_) | Value::Table(_) => None,
        Value::Datetime(time) => Some(short(&time.to_string())),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => Some(value.to_string()),
    }
}

/// A time without seconds that are none.
fn short(time: &str) -> String {
    let whole = time.len() == "2026-01-31T08:00:00".len() && time.ends_with(":00");
    let short = if whole { &time[..time.len() - 3] } else { time };
    short.to_owned()
}

/// Whether a key of this type holds a list of texts.
pub fn is_list(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::TextList
            | FieldType::TopicList
            | FieldType::ChoiceList(_)
            | FieldType::PostList(_)
    )
}

/// The value that a text stands for. What cannot be read as one stays a text: the check tells of it, and nothing typed is
/// lost.
fn meant(kind: FieldType, text: &str) -> Value {
    let plain = text.trim();
    let as_text = || Value::String(text.to_owned());
    match kind {
        _ if is_list(kind) => {
            let entries = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Value::Array(entries.map(|entry| Value::String(entry.into())).collect())
        }
        FieldType::YesNo { .. } => match plain {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => as_text(),
        },
        FieldType::Date | FieldType::Moment | FieldType::Deadline => {
            datetime(plain).map_or_else(as_text, Value::Datetime)
        }
        FieldType::Year | FieldType::WholeNumber { .. } => {
            plain.parse().map_or_else(|_| as_text(), Value::Integer)
        }
        FieldType::Number => {
            let whole = plain.parse().ok().map(Value::Integer);
            let number = || plain.replace(',', ".").parse().ok();
            let finite = || number().filter(|number: &f64| number.is_finite());
            whole
                .or_else(|| finite().map(Value::Float))
                .unwrap_or_else(as_text)
        }
        // What stands on one line is written on one line.
        _ if one_line(kind) => Value::String(
            text.split(['\n', '\r'])
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        ),
        _ => as_text(),
    }
}

/// Whether a text of this type is always one line.
fn one_line(kind: FieldType) -> bool {
    !matches!(kind, FieldType::Text(_))
}

/// A day as people or browsers write it, with a time or without.
fn datetime(text: &str) -> Option<Datetime> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    if text.len() == "2026-01-31T08:00".len()
        && let Ok(time) = format!("{text}:00").parse()
    {
        return Some(time);
    }
    let parts: Vec<u16> = text
        .split(['/', '-', '.'])
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [day, month, year] = parts[..] else {
        return None;
    };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}
