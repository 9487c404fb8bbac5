//! The draft of a post: complete front matter, then the text.

use super::front::Front;
use super::markdown;
use crate::Imported;
use crate::facts::{Deadline, Fact, TargetFact, TaskFact};
use crate::outline::phrase::{capitalised, uncapitalised};
use base::schema::Comparison;
use base::schema::{COMMON, SectionKind, TARGET, TASK};
use base::times::Relation;
use jiff::civil::Date;

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
    let kind = SectionKind::of(draft.section);
    let resolution = kind == SectionKind::Resolution;
    let mut front = Front::new();
    common(&mut front, imported, draft);
    if resolution {
        front_matter(&mut front, imported, draft);
    }
    let mut out = format!("+++\n{}+++\n\n", front.finish());
    if resolution {
        out.push_str("::: với bạn\n<!-- Viết 2 đến 4 dòng ngắn: người dân được gì, phải làm gì, từ khi nào. Xong thì xóa dòng này. -->\n:::\n\n");
    }
    out.push_str("<!-- Dưới đây là nguyên văn văn bản do máy đọc. Rút gọn bằng lời dễ hiểu; bản gốc để tải về ở cuối trang. -->\n\n");
    out.push_str(&markdown::body(&imported.document));
    out
}

fn common(front: &mut Front, imported: &Imported, draft: &Draft<'_>) {
    let document = &imported.document;
    let mut keys = front.keys(&COMMON);
    keys.told("title", Some(&title(imported, draft.name)));
    keys.value("date", draft.today);
    keys.value("draft", true);
    keys.comment("summary = \"Một hai câu: văn bản này đem lại gì cho người dân.\"");
    keys.value("tags", "[]");
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
    keys.told("source", Some(&format!("{kind}{number}{issuer}")));
    keys.finish();
}

fn front_matter(front: &mut Front, imported: &Imported, draft: &Draft<'_>) {
    let document = &imported.document;
    for doubt in &document.uncertain {
        front.comment(&format!(
            "XEM LẠI `{}`, dòng {} của văn bản: {}",
            doubt.field, doubt.line, doubt.text
        ));
    }
    let mut keys = front.keys(SectionKind::Resolution.schema().fields);
    keys.told("issuer", document.issuer.as_deref());
    keys.told("document_kind", document.kind.as_deref());
    keys.text("number", document.number.as_deref());
    keys.text("subject", document.title.as_deref());
    match document.date {
        Some(date) => keys.value("issued", date),
        None => keys.comment("issued = 2026-01-31 (văn bản không ghi đủ ngày)"),
    }
    keys.text("place", document.place.as_deref());
    keys.text("signer", document.signer.as_deref());
    keys.text("signer_role", document.signer_role.as_deref());
    keys.texts("recipients", &document.recipients);
    keys.texts("carries_out", &carries_out(imported));
    keys.told("file", Some(draft.file));
    keys.told("file_hash", Some(draft.hash));
    keys.finish();
    let targets = imported.facts.targets.iter();
    for target in targets.filter(|fact| !fact.value.measure.trim().is_empty()) {
        one_target(front, target);
    }
    let tasks = imported.facts.tasks.iter();
    for task in tasks.filter(|fact| !fact.value.task.trim().is_empty()) {
        one_task(front, task);
    }
    for model in &imported.facts.models {
        front.gap();
        front.comment(&format!(
            "Mô hình, dòng {}: {}",
            model.line, model.value.name
        ));
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

fn origin<T>(front: &mut Front, fact: &Fact<T>) {
    front.gap();
    front.comment(&format!("dòng {}: {}", fact.line, fact.sentence));
    if let Some(reason) = fact.uncertain {
        front.comment(&format!("XEM LẠI: {reason}"));
    }
}

fn one_target(front: &mut Front, fact: &Fact<TargetFact>) {
    let target = &fact.value;
    origin(front, fact);
    let mut keys = front.table("targets", &TARGET);
    keys.told("measure", Some(&target.measure));
    if let (Some(value), Some(unit)) = (target.value, &target.unit) {
        let sign = target.comparison.key();
        if sign != Comparison::default().key() {
            keys.told("comparison", Some(sign));
        }
        keys.value("value", value);
        keys.told("unit", Some(unit));
    }
    if let Some(year) = target.year {
        keys.value("year", year);
    }
    keys.text("place", target.place.as_deref());
    let unit = target.unit.as_deref().unwrap_or_default();
    let range = target.to.map(|to| {
        format!("đến {to} {unit}")
            .replace('.', ",")
            .trim()
            .to_owned()
    });
    let notes: Vec<String> = range.into_iter().chain(target.note.clone()).collect();
    keys.text("note", Some(&notes.join("; ")));
    keys.finish();
}

fn one_task(front: &mut Front, fact: &Fact<TaskFact>) {
    let task = &fact.value;
    origin(front, fact);
    let mut keys = front.table("tasks", &TASK);
    keys.told("task", Some(&task.task));
    keys.text("owner", task.owner.as_deref());
    keys.texts("partners", &task.partners);
    if let Some(deadline) = &task.deadline {
        match day(deadline) {
            Some(day) => keys.value("deadline", day),
            None => keys.told("deadline", Some(&deadline.text)),
        }
    }
    keys.finish();
}

/// The day of a deadline that is one day.
fn day(deadline: &Deadline) -> Option<Date> {
    let exact = deadline.date.as_deref()?.parse::<Date>().ok()?;
    matches!(deadline.relation, Relation::Before | Relation::By).then_some(exact)
}
