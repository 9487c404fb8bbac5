//! Keys that hold a list, one or several of a fixed choice, or tables.

use super::Fields;
use crate::model::Reference;
use crate::problem::{Problem, ValueType};
use base::lang::{Near, quoted_list};
use base::schema::Choice;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

impl<'a> Fields<'a> {
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
}
