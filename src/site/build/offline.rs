//! What a reader's device keeps: the files of one version of a site, with their hashes, and the service worker
//! that keeps them. Beside it, the script that tells how old a copy without a server is.
//!
//! A version is named by its files, so the same site gives the same worker. The worker holds the short list of what
//! must be there at once; the long one (lessons, search) is a file of its own that is fetched later, in peace.

use crate::assets::fingerprinted;
use crate::build::search;
use crate::model::{BUILT, Kind, WORKER};
use crate::output::Staging;
use crate::render::{Loads, Plan, Site, Theme, file_of};
use base::diagnostic::Diagnostic;
use base::digest::sha256;
use search_wasm::engine;
use serde::Serialize;
use std::collections::BTreeSet;

/// Scripts of a theme that are published as part of the files above, not under their own names.
pub const PARTS: [&str; 2] = [WORKER_PART, AGE_PART];

/// The service worker without its list.
pub const WORKER_PART: &str = "service-worker.js";

/// Tells a copy's age, without the day.
const AGE_PART: &str = "copy-age.js";

/// Most bytes of lessons with their pictures.
const LESSONS_BUDGET: u64 = 3_000_000;

/// Most bytes of search: the engine, and of the pack as much as there is room for.
const SEARCH_BUDGET: u64 = 3_000_000;

/// Hexadecimal digits of a hash in the lists: damage is to be noticed, not an attack.
const HASH_DIGITS: usize = 16;

/// A file's address below the site's root and the beginning of its SHA-256.
type Entry = (String, String);

/// What the worker is told before its own text begins.
#[derive(Serialize)]
struct Version<'a> {
    version: &'a str,
    /// What is there at once, or not at all.
    files: &'a [Entry],
    /// The file with the groups that are fetched later, each of them whole or not at all.
    more: &'a str,
    /// The file with the addresses of all pages. A page that a device holds and that is not among them was withdrawn.
    pages: &'a str,
}

/// Puts what readers' devices need to keep the site.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(site: &Site<'_>, theme: &Theme, staging: &Staging) -> Result<(), Diagnostic> {
    let part = |name: &str| theme.scripts.get(name).map(Vec::as_slice);
    if !site.compiled.delivery.is_served() {
        let Some(script) = part(AGE_PART) else {
            return Ok(());
        };
        let day = format!("self.loaBuilt = '{}';\n", site.compiled.today);
        return staging.write(BUILT, "", &[day.as_bytes(), script].concat());
    }
    match part(WORKER_PART) {
        Some(script) if site.has_worker() => put_worker(site, staging, script),
        _ => Ok(()),
    }
}

fn put_worker(site: &Site<'_>, staging: &Staging, script: &[u8]) -> Result<(), Diagnostic> {
    let list = List { site, staging };
    let put = |name: &str, value: &[u8]| {
        let address = fingerprinted(name, value);
        staging.write(&address, "", value)?;
        Ok(address)
    };
    let more = put("offline.json", &json(&list.more()?))?;
    let pages = put("pages.json", &json(&list.pages()))?;
    let mut files = list.shell()?;
    files.extend(list.entry(&more));
    files.extend(list.entry(&pages));
    let named = [script, &json(&files)].concat();
    let version = &sha256(&named)[..HASH_DIGITS];
    let told = Version {
        version,
        files: &files,
        more: &more,
        pages: &pages,
    };
    let head = [b"const SITE = ".as_slice(), &json(&told), b";\n"].concat();
    staging.write(WORKER, "", &[&head, script].concat())
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| unreachable!("plain data serialises: {error}"))
}

/// Looks up what has been put.
struct List<'a> {
    site: &'a Site<'a>,
    staging: &'a Staging,
}

impl List<'_> {
    fn entry(&self, url: &str) -> Option<Entry> {
        let (hash, _) = self.staging.facts(&file_of(url))?;
        Some((url.to_owned(), hash[..HASH_DIGITS].to_owned()))
    }

    fn size(&self, entries: &[Entry]) -> u64 {
        let sizes = entries
            .iter()
            .map(|(url, _)| self.staging.facts(&file_of(url)));
        sizes.map(|facts| facts.map_or(0, |(_, size)| size)).sum()
    }

    /// A page behind everything it shows.
    fn page(&self, plan: &Plan) -> Result<Vec<Entry>, Diagnostic> {
        let bytes = self.staging.read(&self.site.file(plan))?;
        let base = self.site.compiled.ward.config.base_path();
        let loads = Loads::of(&String::from_utf8_lossy(&bytes));
        let files = loads.all().filter_map(|url| url.strip_prefix(base));
        let mut entries: Vec<_> = files.filter_map(|url| self.entry(url)).collect();
        entries.sort();
        entries.dedup();
        entries.extend(self.entry(&self.site.url(plan)));
        Ok(entries)
    }

    /// The addresses of all pages.
    fn pages(&self) -> BTreeSet<String> {
        let urls = self
            .site
            .plans()
            .into_iter()
            .map(|plan| self.site.url(&plan));
        urls.filter(|url| url.is_empty() || url.ends_with('/'))
            .collect()
    }

    /// What every reader needs: the home page, the search page and the page for being offline.
    fn shell(&self) -> Result<Vec<Entry>, Diagnostic> {
        let mut files = Vec::new();
        let notes = &self.site.compiled.ward.fieldwork.notes;
        let noting = notes.as_ref().map(|_| Plan::Noting);
        for plan in [Plan::Home, Plan::Search, Plan::Offline]
            .into_iter()
            .chain(noting)
        {
            files.extend(self.page(&plan)?);
        }
        // No page names it: it comes when a reader asks for it.
        let aloud = self.site.assets.scripts.get("aloud.js");
        files.extend(aloud.and_then(|url| self.entry(url)));
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// What is fetched later, in this order: essential lessons, the lists of sections, the drawing of a body, search.
    fn more(&self) -> Result<Vec<Vec<Entry>>, Diagnostic> {
        let essential = |post: &&usize| match &self.site.compiled.ward.posts[**post].kind {
            Kind::Lesson(lesson) => lesson.essential,
            _ => false,
        };
        let newest = self.site.compiled.lists.newest.iter();
        let lessons = newest.filter(essential).map(|post| Plan::Post(*post));
        let sections = self.site.compiled.lists.sections.iter();
        let sections = sections.map(|section| Plan::Section(section.slug.clone(), 1));
        let body = (!self.site.compiled.lists.finding.body.is_empty()).then_some(Plan::Body);
        let mut groups = Vec::new();
        let mut left = LESSONS_BUDGET;
        for plan in lessons.chain(sections).chain(body) {
            let group = self.page(&plan)?;
            let Some(rest) = left.checked_sub(self.size(&group)) else {
                break;
            };
            left = rest;
            groups.push(group);
        }
        groups.extend(self.search());
        Ok(groups)
    }

    /// The engine, then the pack: its start, all words, and texts while there is room.
    fn search(&self) -> Vec<Vec<Entry>> {
        let assets = &self.site.assets;
        let engine = engine::FILES
            .iter()
            .filter_map(|(name, _)| assets.engine.get(*name));
        let engine: Vec<_> = engine
            .chain(assets.scripts.get("search-worker.js"))
            .chain(assets.scripts.get("search-answers.js"))
            .collect();
        let mut pack = self.staging.group(search::FOLDER);
        if pack.is_empty() {
            return Vec::new();
        }
        let rank = |path: &String| {
            ["/start-", "/terms-"]
                .iter()
                .position(|kind| path.contains(kind))
        };
        pack.sort_by_key(|path| (rank(path).unwrap_or(2), path.clone()));
        let mut groups: Vec<Vec<Entry>> = Vec::new();
        let mut left = SEARCH_BUDGET;
        for url in engine.into_iter().chain(&pack) {
            let group: Vec<_> = self.entry(url).into_iter().collect();
            let Some(rest) = left.checked_sub(self.size(&group)) else {
                break;
            };
            left = rest;
            groups.push(group);
        }
        groups
    }
}
