//! Typed reading of a TOML table that reports every problem of the table, not the first alone.

use super::plain;
use super::slip;
use super::written;
use crate::model::{Deadline, Moment, Reference};
use crate::problem::{Problem, Slip, ValueType};
use base::diagnostic::{self, Diagnostic};
use base::lang::{Near, quoted_list};
use base::schema::{Choice, TEXT_LIMIT};
use base::source::SourceFile;
use base::unseen;
use jiff::civil::{Date, Time};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;
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

    /// A day without a time.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(datetime) => self.day(key, value, datetime, ValueType::Date),
            DeValue::String(text) if written::day(text).is_some() => {
                self.quoted_day(key, text);
                None
            }
            _ => {
                self.wrong_type(key, value, ValueType::Date);
                None
            }
        }
    }

    /// A day between quotes, where a day without is wanted.
    fn quoted_day(&mut self, key: &str, text: &str) {
        let mend = format!("{key} = {}", written::day(text).unwrap_or_default());
        let reason = Slip::QuotedDay;
        self.report_key(key, Problem::TomlLine { reason, mend });
    }

    fn day(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        datetime: &Datetime,
        expected: ValueType,
    ) -> Option<Date> {
        let (Some(date), None) = (datetime.date, datetime.time) else {
            self.wrong_type(key, value, expected);
            return None;
        };
        let day = i16::try_from(date.year).ok().and_then(|year| {
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        });
        if day.is_none() {
            let span = self.span(value);
            self.report(
                span,
                Problem::ImpossibleDate {
                    date: datetime.to_string(),
                },
            );
        }
        day
    }

    /// A day, or words for one.
    pub fn deadline(&mut self, key: &'static str) -> Option<Deadline> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(datetime) => self
                .day(key, value, datetime, ValueType::DateOrText)
                .map(Deadline::Day),
            DeValue::String(_) => self.text(key).map(Deadline::Words),
            _ => {
                self.wrong_type(key, value, ValueType::DateOrText);
                None
            }
        }
    }

    /// A day, or a time on a day in Vietnam, which needs no offset.
    pub fn moment(&mut self, key: &'static str) -> Option<Moment> {
        let value = self.get(key)?;
        let DeValue::Datetime(datetime) = value.get_ref() else {
            match value
                .get_ref()
                .as_str()
                .filter(|text| written::day(text).is_some())
            {
                Some(text) => self.quoted_day(key, text),
                None => self.wrong_type(key, value, ValueType::DateOrDateTime),
            }
            return None;
        };
        if datetime.offset.is_some() {
            self.report_key(key, Problem::OffsetGiven { field: key.into() });
            return None;
        }
        let date = Datetime {
            time: None,
            ..*datetime
        };
        let day = self.day(key, value, &date, ValueType::DateOrDateTime)?;
        let Some(time) = datetime.time else {
            return Some(Moment::Day(day));
        };
        let (hour, minute) = (
            i8::try_from(time.hour).ok()?,
            i8::try_from(time.minute).ok()?,
        );
        let time = Time::new(hour, minute, 0, 0).ok()?;
        Some(Moment::Time(day.to_datetime(time)))
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

    /// A whole number.
    pub fn whole_number(&mut self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if number.is_none() {
            self.wrong_type(key, value, ValueType::WholeNumber);
        }
        number
    }

    /// A whole number in a range, or `default` where absent.
    pub fn whole_number_in(&mut self, key: &'static str, range: Range<i64>, default: i64) -> i64 {
        let Some(number) = self.whole_number(key) else {
            return default;
        };
        if !range.contains(&number) {
            let allowed = format!("{}–{}", range.start, range.end - 1);
            let near = Near::find("", []);
            self.report_key(
                key,
                Problem::NotOneOf {
                    field: key.into(),
                    value: number.to_string(),
                    near,
                    allowed,
                },
            );
            return default;
        }
        number
    }

    /// A number, whole or not; never infinite.
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse::<f64>().ok(),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|n| n.is_finite());
        if number.is_none() {
            self.wrong_type(key, value, ValueType::Number);
        }
        number
    }

    /// Warns of a decimal that Vietnamese would read as thousands: `1.700`, where it ends in nought or `counted` says
    /// that there are no halves.
    pub fn doubt_thousands(&mut self, key: &'static str, counted: bool) {
        let Some(value) = self.table.get(key) else {
            return;
        };
        let span = self.span(value);
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let number = written.trim_start_matches(['+', '-']);
        let Some((whole, decimals)) = number.split_once('.') else {
            return;
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let thousands = (1..=3).contains(&whole.len())
            && decimals.len() == 3
            && all_digits(whole)
            && all_digits(decimals);
        if !thousands || whole.starts_with('0') || !(counted || decimals.ends_with('0')) {
            return;
        }
        let sign = if written.starts_with('-') { "-" } else { "" };
        let short = decimals.trim_end_matches('0');
        let problem = Problem::ThousandsDot {
            written: written.to_owned(),
            read: format!(
                "{sign}{whole}{}{short}",
                if short.is_empty() { "" } else { "," }
            ),
            thousands: format!("{sign}{whole}{decimals}"),
            decimal: match short {
                "" => format!("{sign}{whole}"),
                // Four decimals are nobody's thousands.
                _ if short.len() == 3 => format!("{sign}{whole}.{decimals}0"),
                short => format!("{sign}{whole}.{short}"),
            },
        };
        self.problems
            .push(Diagnostic::at(self.source, span, problem).warning());
    }

    /// A list of texts; empty where absent.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let texts = self.texts_at(key).into_iter();
        texts.map(|(text, _)| text).collect()
    }

    /// A list of texts, each with its place.
    fn texts_at(&mut self, key: &'static str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let list = value.get_ref().as_array().filter(|list| {
            list.iter()
                .all(|item| matches!(item.get_ref(), DeValue::String(_)))
        });
        let Some(list) = list else {
            self.wrong_type(key, value, ValueType::TextList);
            return Vec::new();
        };
        let text = |item: &Spanned<DeValue<'_>>| {
            let span = self.span(item);
            let text = self.seen(key, item.get_ref().as_str()?, span.clone())?;
            Some((text, span))
        };
        list.iter().filter_map(text).collect()
    }

    /// A list of texts that name files, each with its place; at most `limit`.
    pub fn references(&mut self, key: &'static str, limit: usize) -> Vec<Reference> {
        let texts = self.texts_at(key);
        if texts.len() > limit {
            let (field, count) = (key.to_owned(), texts.len());
            self.report_key(
                key,
                Problem::TooMany {
                    field,
                    count,
                    limit,
                },
            );
        }
        let reference = |(path, span)| Reference { path, span };
        texts.into_iter().map(reference).collect()
    }

    /// One of a fixed choice.
    pub fn choice(&mut self, key: &'static str, all: &'static [Choice]) -> Option<Choice> {
        let text = self.text(key)?;
        self.chosen(key, &text, all)
    }

    /// Several of a fixed choice.
    pub fn choices(&mut self, key: &'static str, all: &'static [Choice]) -> Vec<Choice> {
        self.texts(key)
            .iter()
            .filter_map(|text| self.chosen(key, text, all))
            .collect()
    }

    fn chosen(&mut self, key: &str, text: &str, all: &'static [Choice]) -> Option<Choice> {
        let found = all.iter().find(|choice| choice.key == text).copied();
        if found.is_none() {
            let names = || all.iter().map(|choice| choice.key);
            let near = Near::find(text, names());
            let allowed = quoted_list(names());
            self.report_key(
                key,
                Problem::NotOneOf {
                    field: key.into(),
                    value: text.into(),
                    near,
                    allowed,
                },
            );
        }
        found
    }

    /// A table inside this one.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value, ValueType::Table);
            return None;
        };
        Some(self.nested(table, value, read))
    }

    fn nested<T>(
        &mut self,
        table: &'a DeTable<'a>,
        value: &Spanned<DeValue<'_>>,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> T {
        let anchor = self.span(value);
        let mut fields = Fields::new(table, self.offset, self.source, anchor, self.problems);
        let result = read(&mut fields);
        fields.finish();
        result
    }

    /// A list of tables; empty where absent. Tables whose reader gives `None` are left out.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ValueType::TableList);
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for item in list.iter() {
            match item.get_ref().as_table() {
                Some(table) => found.extend(self.nested(table, item, &mut read)),
                None => self.wrong_type(key, item, ValueType::TableList),
            }
        }
        found
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
