//! A post that was saved is shown out of memory at once; the build behind it takes its time.
//!
//! Memory holds the posts with their compiled texts, and at most 32 MiB of pictures and documents. When more than a text
//! changes it is let go, and loaded again behind the next build.

use super::pages::Served;
use super::watch::{Changes, Touch, absolute};
use site::build::pipeline::BuildOptions;
use site::preview::{Changed, ChangedPage, Preview};
use site::root::{Root, TEXT_LIMIT, is_ignored};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fs, thread};

/// A text counts as saved when it reads the same after this time: editors empty a file before they write it, or put another
/// in its place.
const SAME: Duration = Duration::from_millis(20);

/// How often a text is read until it stays the same.
const LOOKS: usize = 10;

/// Most posts that are shown at once; more are no edit but a delivery, for a build.
const MOST: usize = 16;

/// Endings of files that posts, wards and the search are made of.
const SOURCES: [&str; 3] = ["md", "toml", "txt"];

/// How many parts the path of a section's folder has, from the root.
const SECTION: usize = 3;

/// What a touched path is to the sites.
#[derive(Debug)]
enum Meaning {
    /// A post.
    Post,
    /// Nothing that a page is made of.
    Nothing,
    /// Anything else.
    More,
}

/// The sites in memory.
pub struct Memory {
    options: BuildOptions,
    /// The root as the watch names it.
    root: PathBuf,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// What is shown from; `None` while it has to be loaded.
    preview: Option<Preview>,
    /// What changed and was not shown.
    missed: Changes,
}

impl Memory {
    /// Holds nothing yet.
    pub fn new(options: &BuildOptions) -> Self {
        Self {
            options: options.clone(),
            root: absolute(&options.root),
            held: Mutex::default(),
        }
    }

    /// Loads what a build with the same options reads, unless memory is still true. Posts that neither a build nor memory has
    /// shown are shown then; none are left where the sites are `built`.
    pub fn renew(&self, served: &Served, built: bool) {
        let mut owed = {
            let mut held = self.held();
            if held.preview.is_some() {
                return;
            }
            std::mem::take(&mut held.missed)
        };
        // What is wrong, the build has told.
        let Ok(preview) = Preview::of_build(&self.options) else {
            self.held().missed.extend(owed);
            return;
        };
        owed.all = false;
        owed.paths.retain(|path, _| {
            let name = self.name(path);
            !built && name.is_some_and(|name| preview.has_post(&name))
        });
        if owed.paths.len() > MOST {
            owed.paths.clear();
        }
        let mut held = self.held();
        held.preview = Some(preview);
        owed.extend(std::mem::take(&mut held.missed));
        self.take_over(&mut held, owed, served);
    }

    /// Shows posts that were saved, where nothing else changed.
    pub fn changed(&self, changes: Changes, served: &Served) {
        self.take_over(&mut self.held(), changes, served);
    }

    fn take_over(&self, held: &mut Held, changes: Changes, served: &Served) {
        let shown = match &mut held.preview {
            Some(preview) => self.show(preview, &changes, served),
            None => false,
        };
        if !shown {
            held.preview = None;
            held.missed.extend(changes);
        }
    }

    /// Shows the posts among the changes; `false` where memory is no longer true.
    fn show(&self, preview: &mut Preview, changes: &Changes, served: &Served) -> bool {
        if changes.all {
            return false;
        }
        let texts = self.saved(changes);
        let mut posts = Vec::new();
        for (path, touch) in &changes.paths {
            let name = self.name(path).unwrap_or_default();
            match self.meaning(preview, path, &name, *touch) {
                Meaning::Nothing => {}
                Meaning::More => return false,
                Meaning::Post if posts.len() == MOST => return false,
                Meaning::Post => match texts.get(&name) {
                    Some(text) => posts.push((name, text)),
                    None => return false,
                },
            }
        }
        let mut pages = Vec::new();
        for (post, text) in posts {
            match preview.change(&post, text) {
                Ok(Changed::Pages(more)) => pages.extend(more),
                Ok(Changed::Refused) => {}
                Ok(Changed::More) | Err(_) => return false,
            }
        }
        // A picture or style sheet that no build has made yet would be missing on the page.
        let built = |page: &ChangedPage| {
            let site = self.options.out.join(&page.ward);
            page.needs.iter().all(|file| site.join(file).is_file())
        };
        pages.retain(built);
        served.show(pages);
        true
    }

    /// A path from the root, as sources name it.
    fn name(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).ok()?.iter();
        let parts: Option<Vec<_>> = parts.map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    fn meaning(&self, preview: &Preview, path: &Path, name: &str, touch: Touch) -> Meaning {
        if name.split('/').any(is_ignored) {
            return Meaning::Nothing;
        }
        let metadata = fs::metadata(path);
        if metadata.as_ref().is_ok_and(fs::Metadata::is_dir) {
            // That something in it was written is told of the file.
            return match touch {
                Touch::Written => Meaning::Nothing,
                Touch::Made | Touch::Gone => Meaning::More,
            };
        }
        if metadata.is_ok() && preview.has_post(name) {
            return Meaning::Post;
        }
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let source = SOURCES.iter().any(|source| ending == *source);
        let folder = metadata.is_err() && name.split('/').count() <= SECTION;
        if !name.starts_with("content/") || source || folder || preview.uses(name) {
            return Meaning::More;
        }
        Meaning::Nothing
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The texts that were written by their paths from the root, once they stay the same.
    fn saved(&self, changes: &Changes) -> BTreeMap<String, Vec<u8>> {
        let root = Root::open(&self.root);
        let read = |name: &str| root.as_ref().ok()?.read_bytes(name, TEXT_LIMIT).ok();
        let names = changes.paths.keys().filter_map(|path| self.name(path));
        let texts = names.filter(|name| name.to_ascii_lowercase().ends_with(".md"));
        let texts = texts.take(MOST + 1).map(|name| {
            let text = read(&name);
            (name, text)
        });
        let mut open: Vec<_> = texts.collect();
        let mut saved = BTreeMap::new();
        for _ in 0..LOOKS {
            if open.is_empty() {
                break;
            }
            thread::sleep(SAME);
            open.retain_mut(|(name, before)| {
                let now = read(name);
                let same = now == *before;
                if let Some(text) = now.clone().filter(|_| same) {
                    saved.insert(name.clone(), text);
                    return false;
                }
                *before = now;
                true
            });
        }
        saved
    }
}
