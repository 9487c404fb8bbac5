//! A ward's posts → the documents of its search index, and the index → files of the site.

use crate::assets::fingerprinted;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Post, Ward};
use crate::problem::Problem;
use crate::reason::Reason;
use crate::render::{LinkStyle, Site};
use search_wasm::{Document, Passage, Synonyms, engine, single};

/// The folder of a site that holds its index.
pub const FOLDER: &str = "search";

/// What residents can search: every listed post.
pub fn documents(site: &Site<'_>) -> Vec<Document> {
    site.lists
        .newest
        .iter()
        .map(|&index| document(site, index))
        .collect()
}

fn document(site: &Site<'_>, index: usize) -> Document {
    let post = &site.ward.posts[index];
    let mut passages = site.bodies[index].passages.clone();
    passages.push(facts(site, post));
    Document {
        url: post.url(),
        title: post.front.title.clone(),
        summary: post.front.summary.clone().unwrap_or_default(),
        kind: post.section.clone(),
        kind_label: site
            .lists
            .section(&post.section)
            .map(|section| section.title.clone())
            .unwrap_or_default(),
        date: post.front.date.to_string(),
        reviewed: post.kind.review().is_some_and(|review| review.on.is_some()),
        tags: post.front.tags.clone(),
        symbols: symbols(&post.kind),
        passages,
    }
}

/// The number of the document that a post explains.
fn symbols(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Resolution(resolution) => resolution.number.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// What the page shows beside the text, so that it can be found too: the section, and the kind's keys.
fn facts(site: &Site<'_>, post: &Post) -> Passage {
    let section = site.lists.section(&post.section);
    let mut lines: Vec<&str> = section
        .map(|section| section.title.as_str())
        .into_iter()
        .collect();
    match &post.kind {
        Kind::Lesson(lesson) => {
            lines.push(&lesson.audience);
            lines.extend(lesson.life_stages.iter().map(|stage| stage.label()));
        }
        Kind::Model(model) => {
            lines.extend([model.goal.as_str(), &model.responsible]);
            lines.extend(model.partners.iter().map(String::as_str));
            lines.extend(model.targets.iter().map(|target| target.measure.as_str()));
        }
        Kind::Resolution(resolution) => {
            lines.extend([resolution.issuer.as_str(), &resolution.document_kind]);
            lines.extend(resolution.subject.as_deref());
            lines.extend(resolution.carries_out.iter().map(String::as_str));
            lines.extend(
                resolution
                    .targets
                    .iter()
                    .map(|target| target.measure.as_str()),
            );
            lines.extend(resolution.tasks.iter().map(|task| task.task.as_str()));
        }
        Kind::FactCheck(check) => {
            lines.extend([check.claim.as_str(), check.verdict.label()]);
            lines.extend(check.heard.as_deref());
        }
        Kind::Event(event) => {
            lines.extend(event.place.as_deref());
            lines.extend(event.organiser.as_deref());
        }
        Kind::News(_) | Kind::Plain => {}
    }
    Passage {
        text: lines.join(". "),
        ..Passage::default()
    }
}

/// Files of a site, each with its address and its bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Indexes documents into files of the site, and gives the address of the one through which the
/// others are found: the start file of a pack, or for `file://` one script that holds everything.
///
/// # Errors
/// When indexing fails.
pub fn index(
    documents: &[Document],
    synonyms: &Synonyms,
    style: LinkStyle,
) -> Result<(String, Files), Problem> {
    let failed = |reason| Problem::SearchIndex { reason };
    let pack =
        search_wasm::compile(documents, synonyms).map_err(|error| failed(Reason::of(error)))?;
    if style == LinkStyle::File {
        let [js, wasm] = ["engine.js", "engine.wasm"].map(engine_file);
        let script = single::script(&pack, js, wasm).map_err(|error| failed(Reason::of(error)))?;
        let entry = fingerprinted("search-single.js", &script);
        return Ok((entry.clone(), vec![(entry, script)]));
    }
    let entry = format!("{FOLDER}/{}", pack.start);
    let files = pack
        .files
        .into_iter()
        .map(|file| (format!("{FOLDER}/{}", file.name), file.bytes));
    Ok((entry, files.collect()))
}

/// A file of the engine that Loa carries.
fn engine_file(name: &str) -> &'static [u8] {
    let found = engine::FILES.iter().find(|(file, _)| *file == name);
    found.map_or(&[], |(_, bytes)| bytes)
}

/// The synonyms of a ward: Loa's own list, extended by the shared one and by the ward's.
///
/// # Errors
/// One problem for each line that does not parse.
pub fn synonyms(ward: &Ward) -> Result<Synonyms, Vec<Diagnostic>> {
    let mut all = Synonyms::built_in();
    let mut problems = Vec::new();
    for source in &ward.synonyms {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let end = start + line.trim_end().len();
            match Synonyms::parse(line) {
                Ok(more) => all.merge(more),
                Err(_) if line.contains('=') => {
                    problems.push(Diagnostic::at(source, start..end, Problem::SynonymEmpty {}))
                }
                Err(_) => {
                    problems.push(Diagnostic::at(source, start..end, Problem::SynonymAlone {}))
                }
            }
            start += line.len();
        }
    }
    if problems.is_empty() {
        Ok(all)
    } else {
        Err(problems)
    }
}
