//! Typed reading of a TOML table that reports every problem of the table, not the first alone.

mod days;
mod lists;
mod numbers;

use super::plain;
use super::slip;
use super::written;
use crate::model::Reference;
use crate::problem::{Problem, Slip, ValueType};
use base::diagnostic::{self, Diagnostic};
use base::lang::{Near, quoted_list};
use base::schema::TEXT_LIMIT;
use base::source::SourceFile;
use base::unseen;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use url::Url;

/// A TOML table under reading: each key is asked for once, then [`Fields::finish`] reports the rest.
pub struct Fields<'a> {
    table: &'a DeTable<'a>,
    /// The byte offset of the TOML text in its file.
    offset: usize,
    source: &'a SourceFile,
    /// Where a missing key is reported.
    anchor: Range<usize>,
    known: Vec<&'static str>,
    problems: &'a mut Vec<Diagnostic>,
}

/// Parses `toml`, which starts at byte `offset` of `source`; `None` when it does not parse.
pub fn parse<'a>(
    toml: &'a str,
    offset: usize,
    source: &SourceFile,
    problems: &mut Vec<Diagnostic>,
) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(toml);
    if errors.is_empty() {
        let table = table.into_inner();
        plain::check(&table, offset, source, problems);
        return Some(table);
    }
    // An error makes others behind it on the same line: one a line is told.
    let mut told = BTreeSet::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let at = span.start.min(toml.len());
        let start = toml[..at].rfind('\n').map_or(0, |i| i + 1);
        if !told.insert(start) {
            continue;
        }
        if told.len() > diagnostic::TOLD {
            // Only counted: nobody reads what each is.
            diagnostic::add(problems, source, span, || Problem::TomlNoEquals {});
            continue;
        }
        let line = toml[start..].lines().next().unwrap_or_default();
        let (problem, span) = match impossible_day(line) {
            Some(day) => {
                let at = start + line.find(day).unwrap_or_default();
                let date = day.to_owned();
                (Problem::ImpossibleDate { date }, at..at + day.len())
            }
            None => match slip::diagnose(line, error.message()) {
                (reason, Some(mend)) => {
                    let span = start..start + line.len();
                    (Problem::TomlLine { reason, mend }, span)
                }
                (Slip::Duplicate, None) => (Problem::TomlRepeated {}, span),
                (Slip::NoEquals, None) => (Problem::TomlNoEquals {}, span),
                (reason, None) => (Problem::TomlSyntax { reason }, span),
            },
        };
        let span = span.start + offset..span.end + offset;
        diagnostic::add(problems, source, span, || problem);
    }
    // The parser stops at the first key with a mark, and a writer who has one has several.
    let mut start = 0;
    for line in toml.split_inclusive('\n') {
        if told.len() <= diagnostic::TOLD
            && !told.contains(&start)
            && let Some(mend) = slip::vietnamese_key(line.trim())
        {
            let reason = Slip::VietnameseKey;
            let span = start + offset..start + offset + line.trim_end().len();
            diagnostic::add(problems, source, span, || Problem::TomlLine {
                reason,
                mend,
            });
        }
        start += line.len();
    }
    None
}

/// The value of a line that is written like a day and is none, for TOML refuses 30 February by itself.
fn impossible_day(line: &str) -> Option<&str> {
    let value = line.split_once('=')?.1.split('#').next()?.trim();
    let separators = value.matches(['-', '/', '.']).count();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let day_shaped = separators == 2 && digits >= 4 && digits + separators == value.len();
    let iso_shaped = value.get(..10).is_some_and(|day| {
        day.char_indices().all(|(at, c)| {
            if at == 4 || at == 7 {
                c == '-'
            } else {
                c.is_ascii_digit()
            }
        })
    });
    let is_none = || written::day(value).is_none() && slip::number_with_marks(value).is_none();
    ((day_shaped || iso_shaped) && is_none()).then_some(value)
}

impl<'a> Fields<'a> {
    /// Reads `table`; `anchor` is the place in the file where missing keys are reported.
    pub fn new(
        table: &'a DeTable<'a>,
        offset: usize,
        source: &'a SourceFile,
        anchor: Range<usize>,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            table,
            offset,
            source,
            anchor,
            known: Vec::new(),
            problems,
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn span(&self, value: &Spanned<DeValue<'_>>) -> Range<usize> {
        value.span().start + self.offset..value.span().end + self.offset
    }

    fn report(&mut self, span: Range<usize>, problem: Problem) {
        diagnostic::add(self.problems, self.source, span, || problem);
    }

    /// Reports a problem with a key's value, or with the table where the key is absent.
    pub fn report_key(&mut self, key: &str, problem: Problem) {
        let span = self
            .table
            .get(key)
            .map_or(self.anchor.clone(), |value| self.span(value));
        self.report(span, problem);
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: ValueType) {
        let found = type_of(value.get_ref());
        let span = self.span(value);
        self.report(
            span,
            Problem::WrongType {
                field: key.into(),
                expected,
                found,
            },
        );
    }

    /// Reports a required list of tables that has none.
    pub fn refuse_none(&mut self, key: &str) {
        let empty = |value: &Spanned<DeValue<'_>>| {
            value
                .get_ref()
                .as_array()
                .is_some_and(|list| list.is_empty())
        };
        if self.table.get(key).is_some_and(empty) {
            self.report_key(key, Problem::EmptyField { field: key.into() });
        }
    }

    /// Reports a required key that is absent.
    pub fn require(&mut self, key: &str, expected: ValueType) {
        if !self.table.contains_key(key) {
            self.report(
                self.anchor.clone(),
                Problem::MissingField {
                    field: key.into(),
                    expected,
                },
            );
        }
    }

    /// A text that may be absent, but not empty.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => self.seen(key, text, self.span(value)),
            _ => {
                self.wrong_type(key, value, ValueType::Text);
                None
            }
        }
    }

    /// A text without what nobody sees; told where nothing is left of it, or where it holds what nobody types.
    fn seen(&mut self, key: &str, text: &str, span: Range<usize>) -> Option<String> {
        let field = key.to_owned();
        if text.contains(unseen::is_refused) {
            self.report(span, Problem::ControlCharacter { field });
            None
        } else if unseen::is_blank(text) {
            self.report(span, Problem::EmptyField { field });
            None
        } else if text.len() > TEXT_LIMIT {
            let (length, limit) = (text.chars().count(), TEXT_LIMIT);
            self.report(
                span,
                Problem::TooLong {
                    field,
                    length,
                    limit,
                },
            );
            None
        } else {
            Some(unseen::shown(text).trim().to_owned())
        }
    }

    /// A text of at most `limit` characters.
    pub fn short_text(&mut self, key: &'static str, limit: usize) -> Option<String> {
        let text = self.text(key)?;
        let length = text.chars().count();
        if length > limit {
            self.report_key(
                key,
                Problem::TooLong {
                    field: key.into(),
                    length,
                    limit,
                },
            );
        }
        Some(text)
    }

    /// A text that names a file, with its place for later checks.
    pub fn reference(&mut self, key: &'static str) -> Option<Reference> {
        let path = self.text(key)?;
        let span = self.table.get(key).map(|value| self.span(value))?;
        Some(Reference { path, span })
    }

    /// A web address that starts with `https://` or `http://`, without odd parts: as a browser would
    /// write it, with a path that has no empty names.
    pub fn web_address(&mut self, key: &'static str) -> Option<String> {
        let value = self.text(key)?;
        let sound = Url::parse(&value).ok().is_some_and(|url| {
            let plain = matches!(url.scheme(), "https" | "http") && url.username().is_empty();
            let as_written = url.as_str() == value || url.as_str() == format!("{value}/");
            plain && as_written && !url.path().contains("//")
        });
        if !sound {
            self.report_key(
                key,
                Problem::BadUrl {
                    field: key.into(),
                    value,
                },
            );
            return None;
        }
        Some(value)
    }

    /// `true` or `false`; `default` where absent.
    pub fn flag_or(&mut self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, ValueType::Flag);
            default
        })
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        let Self {
            table,
            offset,
            source,
            known,
            problems,
            ..
        } = self;
        let unknown = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()));
        for key in unknown {
            let name: &str = key.get_ref();
            let span = key.span().start + offset..key.span().end + offset;
            diagnostic::add(problems, source, span, || Problem::UnknownField {
                field: name.into(),
                near: meant(name, &known),
                known: quoted_list(known.iter().copied()),
            });
        }
    }
}

/// The key that a name nobody knows stands for: in Vietnamese, or with a slip.
fn meant(name: &str, known: &[&'static str]) -> Near {
    match written::key(name).filter(|key| known.contains(key)) {
        Some(key) => Near::of(key),
        None => Near::find(name, known.iter().copied()),
    }
}

fn type_of(value: &DeValue<'_>) -> ValueType {
    match value {
        DeValue::String(_) => ValueType::Text,
        DeValue::Integer(_) | DeValue::Float(_) => ValueType::Number,
        DeValue::Boolean(_) => ValueType::Flag,
        DeValue::Datetime(datetime) if datetime.time.is_some() => ValueType::DateTime,
        DeValue::Datetime(_) => ValueType::Date,
        DeValue::Array(_) => ValueType::List,
        DeValue::Table(_) => ValueType::Table,
    }
}
