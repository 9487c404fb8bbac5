//! The only writer of `content/`: posts are made, changed, moved and removed here, each change whole or not at all, and
//! what was there before is kept.
//!
//! Whoever writes waits for the other programs that do; whoever reads never sees half a file.
//!
//! ```
//! # use base::diagnostic::Diagnostics;
//! use author::{Author, Change, KeyPath};
//! # fn write(dir: &std::path::Path) -> Result<(), Diagnostics> {
//! let author = Author::open(dir, "cô Lan")?;
//! let section = author.section("mau", "tin", "tin")?;
//! let place = section.place(author.root(), "hop-to-dan-pho")?;
//! author.create(&place, "+++\ntitle = 'Họp' # sửa sau\ndate = 2026-11-28\n+++\n\nMời bà con.\n")?;
//!
//! let document = author.read(&place.path())?;
//! let title = KeyPath::parse("title").expect("a key");
//! let edited = author.edit(&document, &[Change::Set(title, "Họp tổ".into())], None)?;
//! assert!(edited.text().starts_with("+++\ntitle = 'Họp tổ' # sửa sau\n"));
//! // What was read before is no longer what is there: nothing is overwritten.
//! assert!(author.delete(&place.path(), document.version()).is_err());
//! # Ok(())
//! # }
//! # let dir = std::env::temp_dir().join(format!("loa-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(dir.join("content/mau")).unwrap();
//! # write(&dir).unwrap();
//! # std::fs::remove_dir_all(&dir).unwrap();
//! ```

mod attach;
mod beginning;
mod change;
mod document;
mod edit;
mod history;
mod keys;
mod links;
mod meaning;
mod moving;
mod place;
pub mod problem;
mod steps;
mod value;

pub use beginning::begin;
pub use change::{Change, KeyPath};
pub use document::Document;
pub use history::{Event, Touched, Version, What};
pub use moving::{Links, Moved};
pub use place::{Place, Section, numbered, slug_for};

use self::history::{Asker, History, failed};
use self::steps::Step;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::disk;
use base::problem::FileProblem;
use site::root::{Root, TEXT_LIMIT};
use std::fs;
use std::io;
use std::path::Path;

/// Somebody who writes to the `content/` of a root.
#[derive(Debug, Clone)]
pub struct Author {
    root: Root,
    by: Asker,
}

/// A document to become a post, with the original beside it.
#[derive(Debug)]
pub struct Import<'a> {
    /// Where the post goes.
    pub place: &'a Place,
    /// The post's file.
    pub text: &'a str,
    /// The original and the ending of its name, without the dot; none where it is not put beside the post.
    pub original: Option<(&'a str, &'a [u8])>,
    /// Whether what is there already is replaced, and kept beside the new.
    pub replace: bool,
}

/// What an import wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The post.
    pub path: String,
    /// The original beside it.
    pub original: Option<String>,
    /// What was replaced, under new names.
    pub copies: Vec<String>,
}

impl Author {
    /// Opens a root to write to it in the name of `by`, which may be empty. What a program that was stopped left half done
    /// is taken back.
    ///
    /// # Errors
    /// When the folder is not there, or cannot be set right.
    pub fn open(root: &Path, by: &str) -> Result<Self, Diagnostic> {
        let root = Root::open(root)?;
        let by = Asker {
            name: by.to_owned(),
            request: None,
        };
        let author = Self { root, by };
        author.settled()?;
        Ok(author)
    }

    /// The same, for one request, whose name stands beside what is done: [`Author::done`] finds it.
    #[must_use]
    pub fn asked(mut self, request: Option<String>) -> Self {
        self.by.request = request;
        self
    }

    /// What was done for a request, where anything was: whoever asks again, for the answer was lost, is told that.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn done(&self, request: &str) -> Result<Option<Event>, Diagnostic> {
        let all = history::all(&self.root)?.into_iter();
        let mut of = all.filter(|event| event.request.as_deref() == Some(request));
        Ok(of.next_back())
    }

    /// Waits for what another program is at, or takes back what one that was stopped left half done.
    fn settled(&self) -> Result<(), Diagnostic> {
        if history::is_pending(&self.root)? {
            self.hold()?;
        }
        Ok(())
    }

    /// The root.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The section `name` of `ward`, for posts to be written to; see [`Section::find`].
    ///
    /// # Errors
    /// When posts cannot be written there.
    pub fn section(&self, ward: &str, name: &str, fallback: &str) -> Result<Section, Diagnostic> {
        Section::find(&self.root, ward, name, fallback)
    }

    /// Keeps other programs out until it is dropped, and ends what one that was stopped left half done.
    fn hold(&self) -> Result<History, Diagnostic> {
        let history = History::hold(&self.root)?;
        steps::recover(&self.root, &history)?;
        Ok(history)
    }

    /// Makes a post; gives its version.
    ///
    /// # Errors
    /// When a post has this address already, or it cannot be written: nothing is left of it then.
    pub fn create(&self, place: &Place, text: &str) -> Result<Version, Diagnostics> {
        within_limit(&place.path(), text.len())?;
        let history = self.hold()?;
        if let Some(other) = place.taken(&self.root)? {
            return Err(Diagnostic::file(other, Problem::AlreadyExists {}).into());
        }
        let bytes = text.as_bytes().to_vec();
        let version = Version::of(&bytes);
        let path = place.path();
        let steps = [Step::Create { path, bytes }];
        steps::take(&self.root, &history, (&self.by, What::Created), &steps)?;
        Ok(version)
    }

    /// Makes a post of a document and puts the original beside it. A post that is there stays, or is replaced and kept as
    /// a copy beside the new one.
    ///
    /// # Errors
    /// When either is there and must not be replaced, or cannot be written: all is as before then.
    pub fn import(&self, import: &Import<'_>) -> Result<Imported, Diagnostics> {
        let path = import.place.path();
        let original = import.original;
        let original = original.map(|(ending, bytes)| (import.place.beside(ending), bytes));
        within_limit(&path, import.text.len())?;
        if let Some((original, _)) = &original {
            self.root.stay_inside(original)?;
        }
        let history = self.hold()?;
        let other = import.place.taken(&self.root)?;
        if let Some(other) = other.filter(|other| *other != path) {
            return Err(Diagnostic::file(other, Problem::AlreadyExists {}).into());
        }
        if !import.replace {
            // The same original may be left from an import that was cut short.
            if disk::is_there(&self.root.join(&path)).map_err(failed(&path))? {
                return Err(Diagnostic::file(path, Problem::ImportExists {}).into());
            }
            if let Some((original, bytes)) = &original
                && self
                    .present(original)?
                    .is_some_and(|present| present != *bytes)
            {
                return Err(Diagnostic::file(original, Problem::ImportExists {}).into());
            }
        }
        let (mut steps, mut copies) = (Vec::new(), Vec::new());
        let post = (path.clone(), import.text.as_bytes());
        for (path, bytes) in original.clone().into_iter().chain([post]) {
            let bytes = bytes.to_vec();
            match self.present(&path)? {
                Some(present) if present == bytes => {}
                None => steps.push(Step::Create { path, bytes }),
                Some(before) => {
                    let copy = self.free_copy(&path)?;
                    copies.push(copy.clone());
                    let (path_of_copy, kept) = (copy, before.clone());
                    steps.push(Step::Create {
                        path: path_of_copy,
                        bytes: kept,
                    });
                    steps.push(Step::Replace {
                        path,
                        bytes,
                        before,
                    });
                }
            }
        }
        if !steps.is_empty() {
            steps::take(&self.root, &history, (&self.by, What::Imported), &steps)?;
        }
        Ok(Imported {
            path,
            original: original.map(|(original, _)| original),
            copies,
        })
    }

    /// The first name beside a file that no copy has.
    fn free_copy(&self, path: &str) -> Result<String, Diagnostic> {
        for number in 1.. {
            let copy = format!("{path}.{number}.bak");
            if !disk::is_there(&self.root.join(&copy)).map_err(failed(&copy))? {
                return Ok(copy);
            }
        }
        unreachable!("some number is free")
    }

    /// What a file holds, where there is one.
    fn present(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let read: io::Result<_> = disk::if_there(fs::read(self.root.join(path)));
        read.map_err(failed(path))
    }

    /// What was done to a file, last things first, under all names that it had.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn history(&self, path: &str) -> Result<Vec<Event>, Diagnostic> {
        let (mut path, mut found) = (path.to_owned(), Vec::new());
        for event in history::all(&self.root)?.into_iter().rev() {
            let Some(file) = event.files.iter().find(|file| file.path == path) else {
                continue;
            };
            path = file.from.clone().unwrap_or(path);
            found.push(event);
        }
        Ok(found)
    }

    /// The bytes of a version that was kept.
    ///
    /// # Errors
    /// When it is not there, or is no longer what it was.
    pub fn kept(&self, version: &Version) -> Result<Vec<u8>, Diagnostic> {
        history::kept(&self.root, version)
    }
}

/// Refuses a text that no build would read.
fn within_limit(path: &str, size: usize) -> Result<(), Diagnostic> {
    let (size, limit) = (size as u64, TEXT_LIMIT);
    if size > limit {
        return Err(Diagnostic::file(
            path,
            FileProblem::FileTooLarge { size, limit },
        ));
    }
    Ok(())
}
