//! Loading: the files of `content/` → wards with typed posts, and every problem met on the way.

mod bases;
mod document;
pub mod due;
mod event;
pub mod fields;
mod fieldwork;
mod front_matter;
mod health;
mod names;
mod plain;
mod record;
mod rules;
mod slip;
mod ward_config;
mod written;

pub use base::schema::NEEDED;
pub use front_matter::read_post;
pub use front_matter::{Parts, split};
pub use names::meant_section;

use self::names::check_folder_name;
use crate::model::{Intro, Post, RootConfig, Ward, WardConfig};
use crate::problem::Problem;
use crate::root::{Root, SHARED};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::Near;
use base::slug::slugify;
use base::source::Source;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The file of a folder's introduction.
const INDEX: &str = "_index.md";

/// The file of a folder's synonyms for search.
pub const SYNONYMS: &str = "tu-dong-nghia.txt";

/// Endings of files that were surely meant as posts: Notepad adds the first.
const ODD_ENDINGS: [&str; 4] = [".md.txt", ".markdown", ".mdx", ".md.docx"];

/// What to load.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// Only these wards; all where empty.
    pub wards: Vec<String>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether posts whose day has not come are there as if it had, drafts aside.
    pub held: bool,
    /// Files of posts, from the root, that are left out as drafts are.
    pub without: BTreeSet<String>,
    /// What is built in the place of what files hold, by their paths from the root.
    pub instead: BTreeMap<String, Vec<u8>>,
}

/// Everything loaded from a root.
#[derive(Debug)]
pub struct Loaded {
    /// Settings of the root.
    pub config: RootConfig,
    /// The wards asked for, by id.
    pub wards: Vec<Ward>,
}

/// What one folder of `content/` holds: the shared one, or a ward's.
#[derive(Debug, Default, Clone)]
struct Folder {
    posts: BTreeMap<String, Post>,
    intro: Option<Intro>,
    section_intros: BTreeMap<String, Intro>,
    synonyms: Option<Source>,
    /// Posts that could not be read.
    broken: Vec<String>,
}

/// One text file of a folder, read and typed.
enum Entry {
    Post(Box<Post>),
    Intro(Option<String>, Intro),
    Synonyms(Source),
}

/// Loads the wards of `root` as they are on `today`: posts whose day has not come are left out as drafts are. Whatever could
/// be read is returned beside the problems.
pub fn load(root: &Root, options: &LoadOptions, today: Date) -> (Loaded, Diagnostics) {
    let mut problems = Vec::new();
    let config = load_root_config(root, &mut problems);
    let ids = ward_ids(root);
    let unread = ids.is_err();
    let ids = ids.map_err(|problem| problems.push(problem));
    let ids = ids.unwrap_or_default();
    if ids.is_empty() && !unread {
        problems.push(Diagnostic::file("content", Problem::NoWards {}));
    }
    let known = |ward: &&String| unread || ids.contains(ward);
    for ward in options.wards.iter().filter(|ward| !known(ward)) {
        let near = Near::find(ward, ids.iter().map(String::as_str));
        problems.push(Diagnostic::file(
            "content",
            Problem::UnknownWard {
                ward: ward.clone(),
                near,
            },
        ));
    }
    let shared = load_folder(root, SHARED, &mut problems);
    let wanted = ids
        .iter()
        .filter(|id| options.wards.is_empty() || options.wards.contains(id));
    let wards: Vec<_> = wanted
        .filter_map(|id| load_ward(root, id, &shared, (options, today), &mut problems))
        .collect();
    bases::check(&wards, &mut problems);
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(problems);
    (Loaded { config, wards }, diagnostics)
}

/// The wards that `content/` holds, by the names of their folders.
///
/// # Errors
/// When the folder cannot be read.
pub fn ward_ids(root: &Root) -> Result<Vec<String>, Diagnostic> {
    let folders = root.folders_in("content")?.into_iter();
    Ok(folders.filter(|id| id != SHARED).collect())
}

/// Reads a ward's `ward.toml`.
pub fn ward_config(root: &Root, id: &str, problems: &mut Vec<Diagnostic>) -> Option<WardConfig> {
    let folder = format!("content/{id}");
    let path = format!("{folder}/ward.toml");
    let source = read_if_there(root, &path)
        .and_then(|source| {
            let problem = Problem::WardConfigMissing { ward: id.into() };
            source.ok_or_else(|| Diagnostic::file(folder, problem))
        })
        .map_err(|problem| problems.push(problem))
        .ok()?;
    ward_config::read_ward(&source, problems)
}

fn load_root_config(root: &Root, problems: &mut Vec<Diagnostic>) -> RootConfig {
    const PATH: &str = "content/loa.toml";
    match read_if_there(root, PATH) {
        Ok(Some(source)) => ward_config::read_root(&source, problems).unwrap_or_default(),
        Ok(None) => RootConfig::default(),
        Err(problem) => {
            problems.push(problem);
            RootConfig::default()
        }
    }
}

fn read_if_there(root: &Root, path: &str) -> Result<Option<Source>, Diagnostic> {
    match root.has_file(path) {
        Ok(true) => root.read_text(path).map(Some),
        Ok(false) => Ok(None),
        Err(problem) => Err(Diagnostic::file(path, problem)),
    }
}

fn load_ward(
    root: &Root,
    id: &str,
    shared: &Folder,
    (options, today): (&LoadOptions, Date),
    problems: &mut Vec<Diagnostic>,
) -> Option<Ward> {
    let folder = format!("content/{id}");
    check_folder_name(&folder, id, problems);
    let own = load_folder(root, id, problems);
    let config = ward_config(root, id, problems)?;
    let mut merged = shared.clone();
    merged.section_intros.extend(own.section_intros);
    // A draft does not replace the shared post at its path: that one stays until the draft is published, or its day comes.
    let published = |post: &Post| {
        let waits = post.held(today) && !options.held;
        let left_out = options.without.contains(&post.source.path);
        options.drafts || !(post.front.draft || waits || left_out)
    };
    merged.posts.retain(|_, post| published(post));
    let (own_posts, left_out): (Vec<_>, Vec<_>) =
        own.posts.into_iter().partition(|(_, post)| published(post));
    merged.posts.extend(own_posts);
    let shared_out = shared.posts.iter().filter(|(_, post)| !published(post));
    let left_out = left_out
        .iter()
        .map(|(file, post)| (file, post))
        .chain(shared_out)
        .filter(|(file, _)| !merged.posts.contains_key(*file));
    let files = |draft: bool| {
        let files = left_out.clone();
        let files = files.filter(move |(_, post)| post.front.draft == draft);
        files.map(|(file, _)| file.clone()).collect()
    };
    let (drafts, held) = (files(true), files(false));
    let fieldwork = fieldwork::fieldwork(root, id, today);
    let fieldwork = fieldwork.map_err(|problem| problems.push(problem));
    Some(Ward {
        id: id.into(),
        config,
        intro: own.intro.or(merged.intro),
        section_intros: merged.section_intros,
        posts: merged.posts.into_values().collect(),
        drafts,
        held,
        fieldwork: fieldwork.unwrap_or_default(),
        broken: own.broken.into_iter().chain(merged.broken).collect(),
        synonyms: merged.synonyms.into_iter().chain(own.synonyms).collect(),
    })
}

fn load_folder(root: &Root, id: &str, problems: &mut Vec<Diagnostic>) -> Folder {
    let prefix = format!("content/{id}/");
    let files = root.files_below(prefix.trim_end_matches('/'), problems);
    names::check_portable("content/", &files, problems);
    names::check_sections(&prefix, &files, INDEX, problems);
    let entries: Vec<_> = files
        .par_iter()
        .filter_map(|path| {
            // Links are compared in Unicode's composed form; macOS names files in the other one.
            let file: String = path.strip_prefix(&prefix)?.nfc().collect();
            let mut problems = Vec::new();
            let entry = load_entry(root, path, &file, &mut problems);
            Some((file, entry, problems))
        })
        .collect();
    let mut folder = Folder::default();
    for (file, entry, more) in entries {
        problems.extend(more);
        match entry {
            Some(Entry::Post(post)) => {
                folder.posts.insert(file, *post);
            }
            Some(Entry::Intro(None, intro)) => folder.intro = Some(intro),
            Some(Entry::Intro(Some(section), intro)) => {
                folder.section_intros.insert(section, intro);
            }
            Some(Entry::Synonyms(source)) => folder.synonyms = Some(source),
            None if file.ends_with(".md") => folder.broken.push(file),
            None => {}
        }
    }
    folder
}

/// Reads one file of a ward's folder; `None` for pictures and whatever else posts may refer to.
fn load_entry(
    root: &Root,
    path: &str,
    file: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let lower = file.to_ascii_lowercase();
    let is_markdown = lower.ends_with(".md");
    if ODD_ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
        let name = file.rsplit('/').next().unwrap_or(file).to_owned();
        problems.push(Diagnostic::file(path, Problem::OddExtension { name }).warning());
    }
    if !is_markdown && file != SYNONYMS {
        return None;
    }
    let source = root
        .read_text(path)
        .map_err(|problem| problems.push(problem))
        .ok()?;
    let parts: Vec<_> = file.split('/').collect();
    match parts.as_slice() {
        [_] if file == SYNONYMS => Some(Entry::Synonyms(source)),
        [INDEX] => {
            front_matter::read_intro(&source, file, problems).map(|intro| Entry::Intro(None, intro))
        }
        [section, INDEX] => {
            check_folder_name(&path[..path.len() - INDEX.len() - 1], section, problems);
            front_matter::read_intro(&source, file, problems)
                .map(|intro| Entry::Intro(Some((*section).to_owned()), intro))
        }
        [section, name] => {
            check_folder_name(
                path.trim_end_matches(name).trim_end_matches('/'),
                section,
                problems,
            );
            let slug = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
            if slug.is_empty() {
                problems.push(Diagnostic::file(
                    path,
                    Problem::BadFileName {
                        name: (*name).into(),
                    },
                ));
                return None;
            }
            front_matter::read_post(&source, section, &slug, file, problems)
                .map(|post| Entry::Post(Box::new(post)))
        }
        _ => {
            problems.push(Diagnostic::file(path, Problem::MisplacedFile {}));
            None
        }
    }
}

#[cfg(test)]
pub mod examples;
#[cfg(test)]
mod schema_tests;
