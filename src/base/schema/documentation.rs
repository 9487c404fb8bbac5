//! The tables of keys in `front-matter.md`, made from the schema.

use super::field::{Field, FieldType, Limit, Rule};
use super::{GROUPS, KINDS, MEDIA, PROGRESS_REPORT, SOURCE, TARGET, TASK};
use crate::sms;

const BEGIN: &str = "<!-- keys: ";
const END: &str = "<!-- end -->\n";

/// A document with every table of keys between its marks written anew: `<!-- keys: lesson -->` to `<!-- end -->`.
///
/// # Errors
/// The name of a table that the schema does not have, or that has no end.
pub fn renewed(document: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = document;
    while let Some(at) = rest.find(BEGIN) {
        let name_at = at + BEGIN.len();
        let unfinished = || rest[name_at..].chars().take(40).collect::<String>();
        let line = rest[name_at..].find(" -->\n").ok_or_else(unfinished)?;
        let name = &rest[name_at..name_at + line];
        let end = rest[name_at..].find(END).ok_or_else(|| name.to_owned())?;
        let fields = fields_of(name).ok_or_else(|| name.to_owned())?;
        out.push_str(&rest[..name_at + line]);
        out.push_str(" -->\n");
        out.push_str(&table(fields));
        out.push_str(END);
        rest = &rest[name_at + end + END.len()..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The keys of a group, a kind or a table by its name.
fn fields_of(name: &str) -> Option<&'static [Field]> {
    let kind = KINDS.iter().find(|kind| kind.name == name);
    let group = GROUPS.iter().find(|group| group.name == name);
    kind.map(|kind| kind.fields)
        .or_else(|| group.map(|group| group.fields))
        .or(match name {
            "media" => Some(&MEDIA),
            "source" => Some(&SOURCE),
            "target" => Some(&TARGET),
            "progress" => Some(&PROGRESS_REPORT),
            "task" => Some(&TASK),
            _ => None,
        })
}

fn table(fields: &[Field]) -> String {
    let mut out = String::from("| key | type | | meaning |\n|---|---|---|---|\n");
    for field in fields {
        let (key, kind) = (field.written(), field.kind.label().en);
        let (need, meaning) = (need(field), meaning(field));
        out.push_str(&format!("| `{key}` | {kind} | {need} | {meaning} |\n"));
    }
    out.replace("|  |", "| |")
}

fn need(field: &Field) -> String {
    let other = field.rules.iter().find_map(|rule| match rule {
        Rule::Needs(other) => Some(other),
        _ => None,
    });
    match (field.required, other) {
        (true, _) => "required".to_owned(),
        (false, Some(other)) => format!("with `{other}`"),
        (false, None) => String::new(),
    }
}

fn meaning(field: &Field) -> String {
    let mut parts = vec![field.help.en.to_owned()];
    let choices: Vec<String> = field
        .kind
        .choices()
        .iter()
        .map(|choice| format!("`{}`", choice.key))
        .collect();
    if !choices.is_empty() {
        parts.push(choices.join(", "));
    }
    match field.kind.limit() {
        Some(Limit::Characters(most)) if field.kind == FieldType::TopicList => {
            parts.push(format!("each at most {most} characters"));
        }
        Some(Limit::Characters(most)) => parts.push(format!("at most {most} characters")),
        Some(Limit::Words(below)) => {
            parts.push(format!("fewer than {below} words (counted between spaces)"));
        }
        Some(Limit::Segment) => parts.push(format!(
            "without Vietnamese marks, at most {} characters: one segment",
            sms::ALONE
        )),
        None => {}
    }
    match field.kind {
        FieldType::WholeNumber {
            least,
            greatest,
            default,
        } => {
            parts.push(format!("{least} to {greatest}, {default} when left out"));
        }
        FieldType::PostList(most) => parts.push(format!("at most {most}")),
        _ => {}
    }
    parts.join("; ")
}
