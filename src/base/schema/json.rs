//! The schema for machines: what `loa schema --json` prints. Its order is that of the tables.

use super::field::{Choice, Field, FieldType, Limit, Rule, Searched, Words};
use super::{GROUPS, KINDS, TEXT_LIMIT};
use crate::sms;
use serde::Serialize;

/// The version of this form: it changes when a reader of the former would misread it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Schema {
    version: u32,
    text_bytes: usize,
    kinds: Vec<Kind>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Kind {
    name: &'static str,
    section: Option<&'static str>,
    section_title: Option<Text>,
    label: Text,
    menu: Option<usize>,
    search: Weight,
    fields: Vec<Key>,
}

#[derive(Serialize)]
struct Weight {
    score: f32,
    name: f32,
}

#[derive(Serialize)]
struct Group {
    name: &'static str,
    label: Text,
    fields: Vec<Key>,
}

#[derive(Serialize)]
struct Text {
    vi: &'static str,
    en: &'static str,
}

#[derive(Serialize)]
struct Value {
    key: &'static str,
    label: Text,
}

#[derive(Serialize)]
struct Key {
    key: &'static str,
    r#type: &'static str,
    required: bool,
    label: Text,
    help: Text,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    called: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    most_characters: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words_below: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    greatest: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_before: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    searched: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Key>,
}

/// The whole schema as one object of JSON, without a line end behind it.
///
/// # Errors
/// When it cannot be written, which only a number without a value could cause.
pub fn json() -> serde_json::Result<String> {
    let kinds = KINDS.iter().map(|kind| Kind {
        name: kind.name,
        section: kind.section,
        section_title: kind.section_title.map(text),
        label: text(kind.label),
        menu: kind.section.map(|_| kind.menu),
        search: Weight {
            score: kind.search.score,
            name: kind.search.name,
        },
        fields: keys(kind.fields),
    });
    let groups = GROUPS.iter().map(|group| Group {
        name: group.name,
        label: text(group.label),
        fields: keys(group.fields),
    });
    serde_json::to_string_pretty(&Schema {
        version: VERSION,
        text_bytes: TEXT_LIMIT,
        kinds: kinds.collect(),
        groups: groups.collect(),
    })
}

fn text(words: Words) -> Text {
    let Words { vi, en } = words;
    Text { vi, en }
}

fn keys(fields: &'static [Field]) -> Vec<Key> {
    fields.iter().map(key).collect()
}

fn key(field: &'static Field) -> Key {
    let (most_characters, words_below) = match field.kind.limit() {
        Some(Limit::Characters(most)) => (Some(most), None),
        Some(Limit::Words(below)) => (None, Some(below)),
        Some(Limit::Segment) => (Some(sms::ALONE), None),
        None => (None, None),
    };
    let (least, greatest, default) = match field.kind {
        FieldType::WholeNumber {
            least,
            greatest,
            default,
        } => (Some(least), Some(greatest), Some(default.into())),
        FieldType::YesNo { default } => (None, None, Some(default.into())),
        _ => (None, None, None),
    };
    let needs = field.rules.iter().filter_map(|rule| match rule {
        Rule::Needs(other) => Some(*other),
        _ => None,
    });
    let not_before = field.rules.iter().filter_map(|rule| match rule {
        Rule::NotBefore(other) => Some(*other),
        _ => None,
    });
    let value = |choice: &Choice| Value {
        key: choice.key,
        label: text(choice.label),
    };
    Key {
        key: field.key,
        r#type: field.kind.name(),
        required: field.required,
        label: text(field.label),
        help: text(field.help),
        called: field.called,
        most_characters,
        words_below,
        least,
        greatest,
        most_items: match field.kind {
            FieldType::PostList(most) => Some(most),
            _ => None,
        },
        default,
        section: match field.kind {
            FieldType::Post(section) => Some(section),
            _ => None,
        },
        needs: needs.collect(),
        not_before: not_before.collect(),
        searched: match field.searched {
            Searched::No => None,
            Searched::Title => Some("title"),
            Searched::Summary => Some("summary"),
            Searched::Tags => Some("tags"),
            Searched::Symbols => Some("symbols"),
            Searched::Text => Some("text"),
        },
        values: field.kind.choices().iter().map(value).collect(),
        fields: keys(field.kind.fields()),
    }
}
