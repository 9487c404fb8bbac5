//! A TOML table read by its schema: every value in its type, every problem told.

use super::fields::Fields;
use super::rules;
use crate::model::{Deadline, Moment, Reference};
use crate::problem::ValueType;
use base::schema::{Field, FieldType, Limit};
use jiff::civil::{Date, Time};

/// The value of a key.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Text(String),
    Texts(Vec<String>),
    Times(Vec<Time>),
    Reference(Reference),
    References(Vec<Reference>),
    Date(Date),
    Moment(Moment),
    Deadline(Deadline),
    Number(f64),
    Whole(i64),
    Flag(bool),
    Table(Record),
    Tables(Vec<Record>),
}

/// The values of a table by their keys; each is taken once.
#[derive(Debug, Clone)]
pub(super) struct Record {
    #[cfg(test)]
    schema: &'static [Field],
    values: Vec<(&'static str, Value)>,
}

/// Reads the keys of `schema`.
pub(super) fn read(fields: &mut Fields<'_>, schema: &'static [Field]) -> Record {
    let mut values = Vec::with_capacity(schema.len());
    for field in schema {
        if let Some(value) = value(fields, field) {
            values.push((field.key, value));
        }
    }
    let record = Record {
        #[cfg(test)]
        schema,
        values,
    };
    for field in schema {
        rules::between(fields, field, &record);
    }
    record
}

fn value(fields: &mut Fields<'_>, field: &'static Field) -> Option<Value> {
    let key = field.key;
    if field.required {
        fields.require(key, expected(field.kind));
    }
    match field.kind {
        FieldType::Text(limit) => {
            let text = match limit {
                Some(Limit::Characters(most)) => fields.short_text(key, most),
                Some(Limit::Words(below)) => rules::few_words(fields, key, below),
                Some(Limit::Segment) => rules::one_segment(fields, key),
                None => fields.text(key),
            };
            text.map(Value::Text)
        }
        FieldType::Topic => {
            let topic = fields.text(key)?;
            rules::topic(fields, key, &topic);
            Some(Value::Text(topic))
        }
        FieldType::TextList => Some(Value::Texts(fields.texts(key))),
        FieldType::TopicList => {
            let topics = fields.texts(key);
            for topic in &topics {
                rules::topic(fields, key, topic);
            }
            Some(Value::Texts(topics))
        }
        FieldType::Choice(choices) => fields
            .choice(key, choices)
            .map(|choice| Value::Text(choice.key.to_owned())),
        FieldType::ChoiceList(choices) => {
            let chosen = fields.choices(key, choices).into_iter();
            let keys = chosen.map(|choice| choice.key.to_owned());
            Some(Value::Texts(keys.collect()))
        }
        FieldType::Date => fields.date(key).map(Value::Date),
        FieldType::Moment => fields.moment(key).map(Value::Moment),
        FieldType::Deadline => fields.deadline(key).map(Value::Deadline),
        FieldType::Year => fields.whole_number(key).map(Value::Whole),
        FieldType::WholeNumber {
            least,
            greatest,
            default,
        } => {
            let number = fields.whole_number_in(key, least..greatest + 1, default);
            Some(Value::Whole(number))
        }
        FieldType::Number => fields.number(key).map(Value::Number),
        FieldType::YesNo { default } => Some(Value::Flag(fields.flag_or(key, default))),
        FieldType::Picture | FieldType::Document | FieldType::Recording | FieldType::Post(_) => {
            fields.reference(key).map(Value::Reference)
        }
        FieldType::PostList(most) => Some(Value::References(fields.references(key, most))),
        FieldType::WebAddress => fields.web_address(key).map(Value::Text),
        FieldType::SiteAddress => rules::site_address(fields, key).map(Value::Text),
        FieldType::Phone => rules::phone(fields, key).map(Value::Text),
        FieldType::Colour => rules::colour(fields, key).map(Value::Text),
        FieldType::TimeList => Some(Value::Times(rules::times(fields, key))),
        FieldType::Table(inner) => fields
            .table(key, |table| read(table, inner))
            .map(Value::Table),
        FieldType::TableList(inner) => {
            let tables = fields.tables(key, |table| Some(read(table, inner)));
            if field.required {
                fields.refuse_none(key);
            }
            Some(Value::Tables(tables))
        }
    }
}

/// What a message says that a key needs.
fn expected(kind: FieldType) -> ValueType {
    match kind {
        FieldType::Text(_)
        | FieldType::Topic
        | FieldType::Choice(_)
        | FieldType::Picture
        | FieldType::Document
        | FieldType::Recording
        | FieldType::Post(_)
        | FieldType::WebAddress
        | FieldType::SiteAddress
        | FieldType::Phone
        | FieldType::Colour => ValueType::Text,
        FieldType::TextList
        | FieldType::TopicList
        | FieldType::ChoiceList(_)
        | FieldType::TimeList
        | FieldType::PostList(_) => ValueType::TextList,
        FieldType::Date => ValueType::Date,
        FieldType::Moment => ValueType::DateOrDateTime,
        FieldType::Deadline => ValueType::DateOrText,
        FieldType::Year | FieldType::WholeNumber { .. } => ValueType::WholeNumber,
        FieldType::Number => ValueType::Number,
        FieldType::YesNo { .. } => ValueType::Flag,
        FieldType::Table(_) => ValueType::Table,
        FieldType::TableList(_) => ValueType::TableList,
    }
}

macro_rules! takers {
    ($( $(#[$doc:meta])* $name:ident: $variant:ident -> $type:ty; )*) => { $(
        $(#[$doc])*
        pub fn $name(&mut self, key: &str) -> Option<$type> {
            match self.take(key)? {
                Value::$variant(value) => Some(value),
                _ => None,
            }
        }
    )* };
}

impl Record {
    fn take(&mut self, key: &str) -> Option<Value> {
        #[cfg(test)]
        assert!(
            self.schema.iter().any(|field| field.key == key),
            "no key `{key}` in the schema"
        );
        let at = self.values.iter().position(|(known, _)| *known == key)?;
        Some(self.values.swap_remove(at).1)
    }

    /// The value of a key, which stays.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let mut values = self.values.iter();
        values
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }

    takers! {
        /// A text.
        text: Text -> String;
        /// A text that names a file.
        reference: Reference -> Reference;
        /// A day.
        date: Date -> Date;
        /// A day, or a time on a day.
        moment: Moment -> Moment;
        /// A day, or words for one.
        deadline: Deadline -> Deadline;
        /// A number.
        number: Number -> f64;
        /// A whole number.
        whole: Whole -> i64;
        /// Yes or no.
        flag: Flag -> bool;
        /// A table.
        table: Table -> Record;
        /// A list of texts.
        text_list: Texts -> Vec<String>;
        /// A list of times of day.
        time_list: Times -> Vec<Time>;
        /// A list of texts that name files.
        reference_list: References -> Vec<Reference>;
        /// A list of tables.
        table_list: Tables -> Vec<Record>;
    }

    /// A list of texts; empty where absent.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        self.text_list(key).unwrap_or_default()
    }

    /// A list of tables, each made into something; those that lack what they need are left out.
    pub fn tables<T>(&mut self, key: &str, make: impl FnMut(Self) -> Option<T>) -> Vec<T> {
        let tables = self.table_list(key).unwrap_or_default();
        tables.into_iter().filter_map(make).collect()
    }

    /// The value of an enumeration that a choice stands for.
    pub fn choice<T: Copy>(&mut self, key: &str, all: &[(T, &str, &str)]) -> Option<T> {
        chosen(&self.text(key)?, all)
    }

    /// The values that several choices stand for.
    pub fn choices<T: Copy>(&mut self, key: &str, all: &[(T, &str, &str)]) -> Vec<T> {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| chosen(text, all)).collect()
    }

    /// The keys whose values nobody took.
    #[cfg(test)]
    pub fn left(&self) -> Vec<&'static str> {
        self.values.iter().map(|(key, _)| *key).collect()
    }
}

fn chosen<T: Copy>(text: &str, all: &[(T, &str, &str)]) -> Option<T> {
    let found = all.iter().find(|(_, key, _)| *key == text);
    found.map(|(value, ..)| *value)
}

#[cfg(test)]
mod tests;
