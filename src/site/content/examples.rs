//! For tests: front matter with every key that a schema has.

use base::schema::{Field, FieldType, Limit};
use std::fmt::Write;

/// A text that says which key it stands under.
pub fn words(field: &Field) -> String {
    let word = match field.kind {
        FieldType::Text(Some(Limit::Segment)) => "chu",
        _ => "chữ",
    };
    format!("{word} {}", field.key.replace('_', " "))
}

/// A value that the type takes.
fn value(field: &Field) -> String {
    match field.kind {
        FieldType::Text(_) | FieldType::Topic => format!("\"{}\"", words(field)),
        FieldType::TextList | FieldType::TopicList => format!("[\"{}\"]", words(field)),
        FieldType::Date | FieldType::Moment | FieldType::Deadline => "2026-11-22".into(),
        FieldType::Year | FieldType::Number => "2030".into(),
        FieldType::WholeNumber { least, .. } => least.to_string(),
        FieldType::YesNo { default } => (!default).to_string(),
        FieldType::Choice(choices) => format!("\"{}\"", choices[0].key),
        FieldType::ChoiceList(choices) => format!("[\"{}\"]", choices[0].key),
        FieldType::Picture | FieldType::Document | FieldType::Recording | FieldType::Post(_) => {
            "\"a.jpg\"".into()
        }
        FieldType::PostList(_) => "[\"tin/a.md\"]".into(),
        FieldType::WebAddress | FieldType::SiteAddress => "\"https://example.vn/\"".into(),
        FieldType::Phone => "\"0225 3850 123\"".into(),
        FieldType::Colour => "\"#9c1f24\"".into(),
        FieldType::TimeList => "[\"05:30\"]".into(),
        FieldType::Table(fields) | FieldType::TableList(fields) => {
            let inner = fields
                .iter()
                .map(|field| format!("{} = {}", field.key, value(field)));
            let table = format!("{{ {} }}", inner.collect::<Vec<_>>().join(", "));
            match field.kind {
                FieldType::TableList(_) => format!("[{table}]"),
                _ => table,
            }
        }
    }
}

/// A line for every key.
pub fn lines(schema: &[Field]) -> String {
    let mut text = String::new();
    for field in schema {
        writeln!(text, "{} = {}", field.key, value(field)).unwrap();
    }
    text
}
