//! A new post of a kind, made from the schema; and which of its lines nobody may leave as they are.

use super::field::{Field, FieldType, Sample};
use super::kind::{KINDS, KindSchema};
use super::{COMMON, tables};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a new post begins with, in this order: what a writer decides first stands first.
const OPENING: [&str; 5] = ["title", "date", "draft", "summary", "tags"];

/// The file of a new post, as a draft of the day `today`.
pub fn new_post(kind: &KindSchema, title: &str, today: Date) -> String {
    let mut front = String::new();
    for key in OPENING {
        let fields = COMMON.iter().filter(|field| field.key == key);
        fields.for_each(|field| line(&mut front, field));
    }
    let is_table = |field: &&Field| matches!(field.kind, FieldType::TableList(_));
    for field in kind.fields.iter().filter(|field| !is_table(field)) {
        line(&mut front, field);
    }
    for field in kind.fields.iter().filter(is_table) {
        let mark = match field.sample {
            Sample::None => continue,
            Sample::Line(_) | Sample::Prompt(_) => "",
            Sample::Comment(_) => "# ",
        };
        front.push_str(&format!("\n{mark}{}\n", field.written()));
        for inner in field.kind.fields() {
            line(&mut front, inner);
        }
    }
    let front = front
        .replace("YEAR", &today.year().to_string())
        .replace("TODAY", &today.to_string());
    // The title comes last: it may hold any word.
    let title = toml::Value::String(title.trim().into()).to_string();
    let front = front.replacen("TITLE", &title, 1);
    format!("+++\n{front}+++\n\n{}", kind.text)
}

fn line(out: &mut String, field: &Field) {
    let key = field.key;
    match field.sample {
        Sample::None => {}
        Sample::Line(value) | Sample::Prompt(value) => out.push_str(&format!("{key} = {value}\n")),
        Sample::Comment(value) => out.push_str(&format!("# {key} = {value}\n")),
    }
}

/// What stands in new posts to be replaced: values and lines, without the marks around them.
pub fn prompts() -> BTreeSet<&'static str> {
    let fields = tables().into_iter().flatten();
    let values = fields.filter_map(|field| match field.sample {
        Sample::Prompt(value) => Some(value.trim_matches('"')),
        _ => None,
    });
    let lines = KINDS.iter().flat_map(|kind| kind.text.lines());
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with([':', '#']));
    values.chain(lines.map(without_mark)).collect()
}

/// A line without what makes it an item of a list.
fn without_mark(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_ascii_digit() || "-.".contains(c))
        .trim_start()
}
