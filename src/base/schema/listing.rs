//! The schema for people, in one language: what `loa schema` prints.

use super::field::{Field, FieldType, Limit, Rule, words};
use super::{GROUPS, KINDS};
use crate::lang::Lang;
use crate::sms;

/// The width of the column of keys.
const KEYS: usize = 18;

/// Every kind of post and every settings file with its keys.
pub fn listing(lang: Lang) -> String {
    let mut out = String::new();
    let mut heading = |text: String, fields: &'static [Field]| {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&text);
        out.push('\n');
        list(&mut out, fields, 1, lang);
    };
    for group in GROUPS.iter().filter(|group| group.name == "common") {
        heading(group.label.text(lang).to_owned(), group.fields);
    }
    for kind in &KINDS {
        if let Some(section) = kind.section {
            let text = format!("{section}: {}", kind.label.text(lang));
            heading(text, kind.fields);
        }
    }
    for group in GROUPS.iter().filter(|group| group.name != "common") {
        heading(group.label.text(lang).to_owned(), group.fields);
    }
    out
}

fn list(out: &mut String, fields: &'static [Field], depth: usize, lang: Lang) {
    let indent = "  ".repeat(depth);
    for field in fields {
        let facts = facts(field, lang).join(" · ");
        let key = field.written();
        out.push_str(&format!("{indent}{key:KEYS$} {facts}\n"));
        let (label, help) = (field.label.text(lang), field.help.text(lang));
        let words = if label == help {
            label.to_owned()
        } else {
            format!("{label}: {help}")
        };
        out.push_str(&format!("{indent}{:KEYS$} {words}\n", ""));
        list(out, field.kind.fields(), depth + 1, lang);
    }
}

/// Type, need, limits and values of a key.
fn facts(field: &Field, lang: Lang) -> Vec<String> {
    let say = |vi: &'static str, en: &'static str| words(vi, en).text(lang);
    let mut facts = vec![field.kind.label().text(lang).to_owned()];
    if field.required {
        facts.push(say("bắt buộc", "required").to_owned());
    }
    for rule in field.rules {
        if let Rule::Needs(other) = rule {
            facts.push(format!("{} `{other}`", say("cần có", "needs")));
        }
    }
    match field.kind.limit() {
        Some(Limit::Characters(most)) => facts.push(format!(
            "{} {most} {}",
            if field.kind == FieldType::TopicList {
                say("mỗi mục nhiều nhất", "each at most")
            } else {
                say("nhiều nhất", "at most")
            },
            say("ký tự", "characters")
        )),
        Some(Limit::Words(below)) => facts.push(format!(
            "{} {below} {}",
            say("dưới", "fewer than"),
            say("chữ", "words")
        )),
        Some(Limit::Segment) => facts.push(format!(
            "{} {} {}",
            say("không dấu, nhiều nhất", "without marks, at most"),
            sms::ALONE,
            say("ký tự", "characters")
        )),
        None => {}
    }
    match field.kind {
        FieldType::WholeNumber {
            least, greatest, ..
        } => {
            facts.push(format!("{least}–{greatest}"));
        }
        FieldType::PostList(most) => {
            facts.push(format!("{} {most}", say("nhiều nhất", "at most")));
        }
        _ => {}
    }
    let choices = field.kind.choices().iter();
    let values: Vec<String> = choices.map(|choice| format!("`{}`", choice.key)).collect();
    if !values.is_empty() {
        facts.push(values.join(", "));
    }
    facts
}
