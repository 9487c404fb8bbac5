//! A document that was read → a text under the pen: what somebody kept and mended of it, and the original beside it.

use crate::actor::Actor;
use crate::addresses::address;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::journal::{Entry, now};
use crate::reading::Reading;
use crate::shape::Shape;
use crate::state::{Row, State};
use author::{Document, Place, Section, numbered, slug_for};
use base::schema::SectionKind;
use formats::Format;
use import::facts::{Deadline, Fact};
use import::write::{self, Draft};
use serde::Deserialize;
use serde_json::{Value, json};
use site::content;
use std::collections::BTreeMap;

/// What of a document's own keys is shown to be kept or mended.
pub const KEYS: [&str; 11] = [
    "title",
    "document_kind",
    "number",
    "issuer",
    "issued",
    "subject",
    "place",
    "signer",
    "signer_role",
    "recipients",
    "carries_out",
];

/// The lists that a document fills.
pub const LISTS: [&str; 2] = ["targets", "tasks"];

/// What somebody decided about a document.
#[derive(Debug, Deserialize)]
pub struct Decided {
    /// The document's hash.
    reading: String,
    /// The ward's folder.
    ward: String,
    /// Whether a document of another commune is meant to be imported.
    #[serde(default)]
    sure: bool,
    /// What was kept, as it was mended.
    state: State,
}

/// The form of a document's post.
pub fn shape(ward: &str) -> Result<Shape, Failure> {
    let section = SectionKind::Resolution.section();
    Shape::of(&format!("content/{ward}/{section}/van-ban.md")).ok_or_else(Failure::missing)
}

/// What a document fills into the form of its post, `file` being the name of the original beside it, where one lies there.
///
/// # Errors
/// When the draft cannot be read, which is a fault of the program.
pub fn filled(
    desk: &Desk,
    reading: &Reading,
    file: Option<&str>,
    shape: &Shape,
) -> Result<State, Failure> {
    let imported = &reading.imported;
    let draft = Draft {
        section: SectionKind::Resolution.section(),
        today: desk.options.today(),
        file,
        hash: &reading.bytes_hash,
        name: &reading.name,
    };
    let text = write::filled(imported, &draft);
    let document = Document::read("content/van-ban.md", text.as_bytes())?;
    let (mut state, _) = State::of(&document, &shape.fields);
    // What the document does not say is no answer: the form asks for it.
    let silent = [
        ("issuer", imported.document.issuer.is_none()),
        ("document_kind", imported.document.kind.is_none()),
    ];
    for (key, _) in silent.iter().filter(|(_, silent)| *silent) {
        state.fields.remove(*key);
    }
    for row in state.rows.values_mut().flatten() {
        row.from = None;
    }
    Ok(state)
}

/// Deadlines that belong to no task and no target: each may become a task.
pub fn loose(reading: &Reading) -> Vec<&Fact<Deadline>> {
    let facts = &reading.imported.facts;
    let tasks = facts.tasks.iter().map(|task| &task.sentence);
    let targets = facts.targets.iter().map(|target| &target.sentence);
    let told: Vec<_> = tasks.chain(targets).collect();
    let is_of_task = |deadline: &Fact<Deadline>| {
        facts.tasks.iter().any(|task| {
            let own = task.value.deadline.as_ref();
            task.line == deadline.line && own.is_some_and(|own| own.text == deadline.value.text)
        })
    };
    let deadlines = facts.deadlines.iter();
    deadlines
        .filter(|deadline| !told.contains(&&deadline.sentence) && !is_of_task(deadline))
        .collect()
}

/// A deadline as the task that it may become.
pub fn as_task(deadline: &Fact<Deadline>) -> Row {
    let cells = [
        ("task", deadline.sentence.clone()),
        ("deadline", deadline.value.text.clone()),
    ];
    Row {
        from: None,
        cells: cells.map(|(key, text)| (key.to_owned(), text)).into(),
    }
}

/// The commune that issued a document, where it is another than the ward.
pub fn foreign(desk: &Desk, ward: &str, reading: &Reading) -> Result<Option<String>, Failure> {
    let config = content::ward_config(&desk.root()?, ward, &mut Vec::new());
    let Some(config) = config else {
        return Ok(None);
    };
    let issuer = reading.imported.document.issuer.as_deref();
    Ok(issuer
        .filter(|issuer| is_of_another(issuer, &config.short_name))
        .map(str::to_owned))
}

/// Whether a body is that of a commune with another name.
fn is_of_another(issuer: &str, short_name: &str) -> bool {
    let lower = issuer.to_lowercase();
    let communes = ["phường ", "xã ", "thị trấn ", "đặc khu "];
    let named = communes.iter().filter_map(|kind| {
        let (_, rest) = lower.split_once(kind)?;
        // A ministry of labour and social (xã hội) matters is no commune.
        (!rest.starts_with("hội")).then_some(rest)
    });
    let own = analysis::fold(short_name);
    let mut named = named.peekable();
    named.peek().is_some()
        && !named.any(|name| {
            let name = analysis::fold(name);
            name == own || name.starts_with(&format!("{own} "))
        })
}

/// Begins the post of a document: the original lies beside where the post will lie, the text is under the pen and in no
/// file.
///
/// # Errors
/// When the document is not kept any more, comes from another commune and nobody said that it is meant, or cannot be
/// written.
pub fn begin(desk: &Desk, who: &Actor, decided: Decided) -> Result<Value, Failure> {
    let request = who.request.clone().unwrap_or_else(now);
    let window = format!("import-{request}");
    // Asked again: the document itself is forgotten, where the program was started again.
    if let Some(path) = desk.works().written_by(&window) {
        return Ok(json!({ "address": address("bai", path) }));
    }
    let reading = desk.readings.get(&decided.reading)?;
    let ward = &decided.ward;
    if !decided.sure && foreign(desk, ward, &reading)?.is_some() {
        return Err(Failure::refused(
            "Văn bản do nơi khác ban hành.",
            "Trả lời câu hỏi ở đầu trang trước.",
        ));
    }
    let author = desk.author(who)?;
    let section = SectionKind::Resolution.section();
    let section = author.section(ward, section, section)?;
    let title = decided.state.fields.get("title").cloned();
    let title = title.filter(|title| !title.trim().is_empty());
    let title = title.unwrap_or_else(|| write::title(&reading.imported, &reading.name));
    let place = free(desk, &section, &title)?;
    let ending = reading.imported.format.offered();
    let shape = shape(ward)?;
    let file = ending.map(|ending| format!("{}.{ending}", place.slug));
    let mut state = filled(desk, &reading, file.as_deref(), &shape)?;
    take(&mut state, decided.state, title);
    if let Some(ending) = ending {
        author.attach(&place.beside(ending), &reading.bytes)?;
    }
    let entry = Entry {
        path: place.path(),
        window,
        seq: 0,
        parents: Vec::new(),
        base: None,
        by: who.name.clone(),
        time: now(),
        state: Some(state),
        ..Entry::default()
    };
    desk.works().record(entry, None)?;
    desk.changed();
    Ok(json!({ "address": address("bai", &place.path()) }))
}

/// Puts what was decided over what the document fills.
fn take(state: &mut State, mut decided: State, title: String) {
    decided.fields.insert("title".into(), title);
    for key in KEYS {
        match decided.fields.remove(key) {
            Some(text) => state.fields.insert(key.to_owned(), text),
            None => state.fields.remove(key),
        };
    }
    let mut rows = BTreeMap::new();
    for key in LISTS {
        let mut kept = decided.rows.remove(key).unwrap_or_default();
        kept.iter_mut().for_each(|row| row.from = None);
        rows.insert(key.to_owned(), kept);
    }
    state.rows.extend(rows);
}

/// A place for a post with this title at which nothing is: no text, no original, nothing under the pen, nothing sent.
fn free(desk: &Desk, section: &Section, title: &str) -> Result<Place, Failure> {
    let slug = match slug_for(title) {
        empty if empty.is_empty() => "van-ban".to_owned(),
        slug => slug,
    };
    let root = desk.root()?;
    for slug in numbered(&slug) {
        let place = section.place(&root, &slug)?;
        let tip = desk.tip(&place.path())?;
        let endings = Format::ALL.into_iter().filter_map(Format::offered);
        let mut originals = endings.map(|ending| root.join(&place.beside(ending)));
        let original = originals.any(|path| path.exists());
        let written = desk.works().heads(&place.path()).is_empty();
        let taken = place.taken(&root)?.is_some();
        if tip.bytes.is_none() && tip.standing.is_none() && written && !original && !taken {
            return Ok(place);
        }
    }
    Err(Failure::too_many())
}

#[cfg(test)]
mod tests {
    use super::is_of_another;

    #[test]
    fn a_body_of_another_commune_is_known_by_its_name() {
        for (issuer, short, another) in [
            ("Ủy ban nhân dân phường Việt Hưng", "Việt Hưng", false),
            ("UBND PHƯỜNG VIỆT HƯNG", "Việt Hưng", false),
            ("Ủy ban nhân dân phường Việt Hưng", "Lê Chân", true),
            ("Đảng ủy xã Cao Minh", "Lê Chân", true),
            ("Đảng ủy phường Lê Chân", "Lê", false),
            ("Đảng ủy phường Lê Chân", "Lê Ch", true),
            ("Bộ Lao động – Thương binh và Xã hội", "Lê Chân", false),
            ("Thành ủy Hải Phòng", "Lê Chân", false),
            ("Chính phủ", "Lê Chân", false),
        ] {
            assert_eq!(is_of_another(issuer, short), another, "{issuer}, {short}");
        }
    }
}
