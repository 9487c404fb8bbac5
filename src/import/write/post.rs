//! The draft of a post: complete front matter, then the text.

use super::front::Front;
use super::rows::{self, Cell};
use super::{field, markdown, review};
use crate::Imported;
use crate::outline::phrase::{capitalised, uncapitalised};
use base::schema::{COMMON, Field, SectionKind, TARGET, TASK};
use jiff::civil::Date;

/// What a draft needs besides the document.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The section it goes into.
    pub section: &'a str,
    /// The day of the post.
    pub today: Date,
    /// The name of the original beside it; none where the original is of a kind that is not offered for download.
    pub file: Option<&'a str>,
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

/// The file of the post. What the document promises stands at its end, folded: a person looks at it before it is shown.
pub fn post(imported: &Imported, draft: &Draft<'_>) -> String {
    let mut front = Front::new();
    common(&mut front, imported, draft);
    if is_resolution(draft) {
        front_matter(&mut front, imported, draft);
    }
    let mut out = whole(front, imported, draft);
    if is_resolution(draft) {
        out.push_str(&review::review(imported));
    }
    out
}

/// The post with what the document promises in its front matter, for a form in which a person keeps or drops each thing.
pub fn filled(imported: &Imported, draft: &Draft<'_>) -> String {
    let mut front = Front::new();
    common(&mut front, imported, draft);
    if is_resolution(draft) {
        front_matter(&mut front, imported, draft);
        for fact in rows::targets(imported) {
            table(&mut front, ("targets", &TARGET), rows::target(&fact.value));
        }
        for fact in rows::tasks(imported) {
            table(&mut front, ("tasks", &TASK), rows::task(&fact.value));
        }
    }
    whole(front, imported, draft)
}

fn is_resolution(draft: &Draft<'_>) -> bool {
    SectionKind::of(draft.section) == SectionKind::Resolution
}

/// One table of a list.
fn table(front: &mut Front, (list, schema): (&str, &'static [Field]), cells: Vec<Cell>) {
    front.gap();
    let mut keys = front.table(list, schema);
    for (key, value) in cells {
        keys.value(key, value);
    }
    keys.finish();
}

/// Front matter, prompts and text.
fn whole(front: Front, imported: &Imported, draft: &Draft<'_>) -> String {
    let mut out = format!("+++\n{}+++\n\n", front.finish());
    if is_resolution(draft) {
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
    keys.comment("summary = \"Văn bản này đem lại gì cho người dân.\"");
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
    let doubts = document.uncertain.iter();
    for doubt in doubts.filter(|doubt| !ELSEWHERE.contains(&doubt.field.as_str())) {
        let field = field::vietnamese(&doubt.field);
        let words: String = doubt.text.chars().take(DOUBT).collect();
        front.comment(&format!(
            "XEM LẠI {field}, dòng {} của văn bản: {words}",
            doubt.line
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
    match draft.file {
        Some(file) => {
            keys.told("file", Some(file));
            keys.told("file_hash", Some(draft.hash));
        }
        None => keys.comment(
            "file: loại tệp này không để tải về; muốn có bản gốc để tải, đặt tệp PDF cạnh bài",
        ),
    }
    keys.finish();
}

/// Doubts about the text and what it promises stand at the end of the post.
const ELSEWHERE: [&str; 6] = ["body", "targets", "tasks", "deadlines", "models", "cited"];

/// Most of a doubt's words that stand in front matter, in characters.
const DOUBT: usize = 80;

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
