//! The draft of a post: complete front matter, then the text.

use super::markdown;
use crate::import::Imported;
use crate::import::facts::{Deadline, Fact, Relation, TargetFact, TaskFact};
use crate::import::outline::phrase::{capitalised, uncapitalised};
use crate::model::{Comparison, SectionKind};
use crate::unseen::is_unseen;
use jiff::civil::Date;
use std::fmt::Write;

/// What a draft needs besides the document.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The section it goes into.
    pub section: &'a str,
    /// The day of the post.
    pub today: Date,
    /// The name of the original beside it.
    pub file: &'a str,
    /// The BLAKE3 hash of the original, in hexadecimal digits.
    pub hash: &'a str,
    /// The name of the document as it was given, in place of a title it does not have.
    pub name: &'a str,
}

/// The title of a post: the document's kind and what it is about.
pub fn title(imported: &Imported, name: &str) -> String {
    let document = &imported.document;
    match (&document.kind, &document.title) {
        (Some(kind), Some(title)) if kind == "Công văn" => capitalised(title),
        (Some(kind), Some(title)) => format!("{kind} {}", uncapitalised(title)),
        (None, Some(title)) => capitalised(title),
        (Some(kind), None) => format!("{kind} {}", document.number.as_deref().unwrap_or(name)),
        (None, None) => name.to_owned(),
    }
}

/// The file of the post.
pub fn post(imported: &Imported, draft: &Draft<'_>) -> String {
    let mut out = String::from("+++\n");
    let resolution = SectionKind::of(draft.section) == SectionKind::Resolution;
    common(&mut out, imported, draft);
    if resolution {
        front_matter(&mut out, imported, draft);
    }
    out.push_str("+++\n\n");
    if resolution {
        out.push_str("::: với bạn\n<!-- Viết 2 đến 4 dòng ngắn: người dân được gì, phải làm gì, từ khi nào. Xong thì xóa dòng này. -->\n:::\n\n");
    }
    out.push_str("<!-- Dưới đây là nguyên văn văn bản do máy đọc. Rút gọn bằng lời dễ hiểu; bản gốc để tải về ở cuối trang. -->\n\n");
    out.push_str(&markdown::body(&imported.document));
    out
}

fn common(out: &mut String, imported: &Imported, draft: &Draft<'_>) {
    let document = &imported.document;
    text(out, "title", &title(imported, draft.name));
    line(out, &format!("date = {}", draft.today));
    line(out, "draft = true");
    line(
        out,
        "# summary = \"Một hai câu: văn bản này đem lại gì cho người dân.\"",
    );
    line(out, "tags = []");
    let number = document
        .number
        .as_ref()
        .map(|number| format!(" số {number}"))
        .unwrap_or_default();
    let issuer = document
        .issuer
        .as_ref()
        .map(|issuer| format!(" của {issuer}"))
        .unwrap_or_default();
    let kind = document.kind.as_deref().unwrap_or("Văn bản");
    text(out, "source", &format!("{kind}{number}{issuer}"));
}

fn front_matter(out: &mut String, imported: &Imported, draft: &Draft<'_>) {
    let document = &imported.document;
    for doubt in &document.uncertain {
        comment(
            out,
            &format!(
                "XEM LẠI `{}`, dòng {} của văn bản: {}",
                doubt.field, doubt.line, doubt.text
            ),
        );
    }
    required(
        out,
        "issuer",
        document.issuer.as_deref(),
        "Cơ quan ban hành",
    );
    required(out, "document_kind", document.kind.as_deref(), "Văn bản");
    optional(out, "number", document.number.as_deref());
    optional(out, "subject", document.title.as_deref());
    match document.date {
        Some(date) => line(out, &format!("issued = {date}")),
        None => comment(out, "issued = 2026-01-31 (văn bản không ghi đủ ngày)"),
    }
    optional(out, "place", document.place.as_deref());
    optional(out, "signer", document.signer.as_deref());
    optional(out, "signer_role", document.signer_role.as_deref());
    texts(out, "recipients", &document.recipients);
    texts(out, "carries_out", &carries_out(imported));
    text(out, "file", draft.file);
    text(out, "file_hash", draft.hash);
    let targets = imported.facts.targets.iter();
    for target in targets.filter(|fact| !fact.value.measure.trim().is_empty()) {
        one_target(out, target);
    }
    let tasks = imported.facts.tasks.iter();
    for task in tasks.filter(|fact| !fact.value.task.trim().is_empty()) {
        one_task(out, task);
    }
    for model in &imported.facts.models {
        out.push('\n');
        comment(
            out,
            &format!("Mô hình, dòng {}: {}", model.line, model.value.name),
        );
    }
}

/// The documents that this one carries out: those that its abstract or its first paragraphs name.
fn carries_out(imported: &Imported) -> Vec<String> {
    let document = &imported.document;
    let first = document
        .outline
        .first()
        .map_or(usize::MAX, |heading| heading.line);
    let about = document.title.as_deref().unwrap_or_default();
    let mut numbers = Vec::new();
    for cited in &imported.facts.cited {
        let Some(number) = &cited.value.number else {
            continue;
        };
        let opening = cited.line < first
            && !cited.sentence.starts_with("Căn cứ")
            && cited.sentence.contains("hực hiện");
        if (about.contains(number.as_str()) || opening) && !numbers.contains(number) {
            numbers.push(number.clone());
        }
    }
    numbers
}

fn origin<T>(out: &mut String, fact: &Fact<T>) {
    comment(out, &format!("dòng {}: {}", fact.line, fact.sentence));
    if let Some(reason) = fact.uncertain {
        comment(out, &format!("XEM LẠI: {reason}"));
    }
}

fn one_target(out: &mut String, fact: &Fact<TargetFact>) {
    let target = &fact.value;
    out.push('\n');
    origin(out, fact);
    line(out, "[[targets]]");
    text(out, "measure", &target.measure);
    if let (Some(value), Some(unit)) = (target.value, &target.unit) {
        let sign = Comparison::ALL
            .iter()
            .find(|(known, ..)| *known == target.comparison);
        if let Some((_, sign, _)) = sign.filter(|(_, sign, _)| *sign != "=") {
            text(out, "comparison", sign);
        }
        line(out, &format!("value = {value}"));
        text(out, "unit", unit);
    }
    if let Some(year) = target.year {
        line(out, &format!("year = {year}"));
    }
    optional(out, "place", target.place.as_deref());
    let unit = target.unit.as_deref().unwrap_or_default();
    let range = target.to.map(|to| {
        format!("đến {to} {unit}")
            .replace('.', ",")
            .trim()
            .to_owned()
    });
    let notes: Vec<String> = range.into_iter().chain(target.note.clone()).collect();
    optional(
        out,
        "note",
        Some(notes.join("; "))
            .filter(|note| !note.is_empty())
            .as_deref(),
    );
}

fn one_task(out: &mut String, fact: &Fact<TaskFact>) {
    let task = &fact.value;
    out.push('\n');
    origin(out, fact);
    line(out, "[[tasks]]");
    text(out, "task", &task.task);
    optional(out, "owner", task.owner.as_deref());
    texts(out, "partners", &task.partners);
    if let Some(deadline) = &task.deadline {
        match day(deadline) {
            Some(day) => line(out, &format!("deadline = {day}")),
            None => text(out, "deadline", &deadline.text),
        }
    }
}

/// The day of a deadline that is one day.
fn day(deadline: &Deadline) -> Option<Date> {
    let exact = deadline.date.as_deref()?.parse::<Date>().ok()?;
    matches!(deadline.relation, Relation::Before | Relation::By).then_some(exact)
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn comment(out: &mut String, text: &str) {
    line(out, &format!("# {}", plain(text)));
}

/// A text without anything that ends a line or that nobody sees.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if is_unseen(c) { ' ' } else { c })
        .collect()
}

fn text(out: &mut String, key: &str, value: &str) {
    let value = toml::Value::String(plain(value).trim().to_owned());
    writeln!(out, "{key} = {value}")
        .unwrap_or_else(|error| unreachable!("a string takes any text: {error}"));
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
        text(out, key, value);
    }
}

/// A key that a post must have; where the document is silent, a placeholder that a person replaces.
fn required(out: &mut String, key: &str, value: Option<&str>, placeholder: &str) {
    match value {
        Some(value) => text(out, key, value),
        None => {
            comment(out, &format!("XEM LẠI: văn bản không cho biết `{key}`"));
            text(out, key, placeholder);
        }
    }
}

fn texts(out: &mut String, key: &str, values: &[String]) {
    let values: Vec<toml::Value> = values
        .iter()
        .map(|value| plain(value).trim().to_owned())
        .filter(|value| !value.is_empty())
        .map(toml::Value::String)
        .collect();
    if !values.is_empty() {
        let shown: Vec<String> = values.iter().map(toml::Value::to_string).collect();
        line(out, &format!("{key} = [{}]", shown.join(", ")));
    }
}
