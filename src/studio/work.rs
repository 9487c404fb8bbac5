//! Texts that are being written: what each began from, what was typed last, and what happened to the file meanwhile.

use crate::journal::{Answer, Entry, Head, Journal};
use crate::state::State;
use author::Version;
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder of the studio, from the root.
pub const STUDIO: &str = ".loa/studio";

/// All texts that are being written in a root.
#[derive(Debug)]
pub struct Works {
    folder: PathBuf,
    journals: BTreeMap<String, Journal>,
}

impl Works {
    /// Opens every journal of the studio's folder. One that cannot be read is passed over, and told.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn open(folder: &Path) -> io::Result<(Self, Vec<PathBuf>)> {
        let (mut journals, mut unread) = (BTreeMap::new(), Vec::new());
        let entries = disk::if_there(fs::read_dir(folder.join("work")))?;
        for entry in entries.into_iter().flatten() {
            let file = entry?.path();
            if file.extension().is_none_or(|extension| extension != "log") {
                continue;
            }
            match Journal::open(&file) {
                Ok(journal) => {
                    let path = journal.path().to_owned();
                    if !path.is_empty() {
                        journals.insert(path, journal);
                    }
                }
                Err(_) => unread.push(file),
            }
        }
        let folder = folder.to_owned();
        Ok((Self { folder, journals }, unread))
    }

    /// What was typed last into a text, in each window that nothing continues.
    pub fn heads(&self, path: &str) -> &[Head] {
        self.journals.get(path).map_or(&[], |found| found.heads())
    }

    /// The texts that are open: something was typed that went into no file.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Head])> {
        let all = self.journals.iter();
        all.map(|(path, journal)| (path.as_str(), journal.heads()))
            .filter(|(_, heads)| !heads.is_empty())
    }

    /// The text into which something wrote under the name of this window.
    pub fn written_by(&self, window: &str) -> Option<&str> {
        let mut all = self.journals.iter();
        all.find(|(_, journal)| journal.knows(window))
            .map(|(path, _)| path.as_str())
    }

    /// Whether a window gave other words under the same number; see [`Journal::clashes`].
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn clashes(&mut self, entry: &Entry) -> Result<bool, Diagnostic> {
        Ok(self.journal(&entry.path)?.clashes(entry))
    }

    /// Adds a record; gives what its window is told. `base` are the bytes that the text began from, which are kept; it is on the
    /// disk when this returns.
    ///
    /// # Errors
    /// When it could not be written; nothing is lost of what was written before.
    pub fn record(&mut self, entry: Entry, base: Option<&[u8]>) -> Result<Answer, Diagnostic> {
        if let Some(bytes) = base {
            keep(&self.folder, bytes).map_err(failed)?;
        }
        self.journal(&entry.path)?.append(entry).map_err(failed)
    }

    fn journal(&mut self, path: &str) -> Result<&mut Journal, Diagnostic> {
        if !self.journals.contains_key(path) {
            let journal = Journal::open(&self.file(path)).map_err(failed)?;
            self.journals.insert(path.to_owned(), journal);
        }
        match self.journals.get_mut(path) {
            Some(journal) => Ok(journal),
            None => unreachable!("it was put there"),
        }
    }

    /// The bytes of a version that a text began from, where they were kept.
    pub fn kept(&self, version: &Version) -> Option<Vec<u8>> {
        kept(&self.folder, version)
    }

    fn file(&self, path: &str) -> PathBuf {
        let name = path.rsplit('/').next().unwrap_or(path);
        let plain = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        let plain: String = plain.take(60).collect();
        let hash = blake3::hash(path.as_bytes()).to_hex();
        self.folder
            .join("work")
            .join(format!("{plain}.{}.log", &hash[..16]))
    }
}

fn failed(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(
        format!("{STUDIO}/work"),
        FileProblem::OutputWrite { reason },
    )
}

/// Keeps bytes under the name of their hash.
///
/// # Errors
/// When they cannot be written.
pub fn keep(folder: &Path, bytes: &[u8]) -> io::Result<Version> {
    let version = Version::of(bytes);
    let versions = folder.join("versions");
    disk::make_folders(&versions)?;
    let file = versions.join(version.as_str());
    match disk::create(&file, bytes) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        // What is there under this name may not be what it says any more.
        Err(_) if kept(folder, &version).is_none() => disk::replace(&file, bytes)?,
        _ => {}
    }
    Ok(version)
}

/// Bytes that were kept, where they are there and still what they were.
pub fn kept(folder: &Path, version: &Version) -> Option<Vec<u8>> {
    let bytes = fs::read(folder.join("versions").join(version.as_str())).ok()?;
    (Version::of(&bytes) == *version).then_some(bytes)
}

/// One key, or the text, in which two texts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The key; empty for the text.
    pub key: String,
    /// What this side holds.
    pub mine: String,
    /// What the other side holds.
    pub theirs: String,
    /// Which side is another than what both began from.
    pub changed: Changed,
}

/// Which of two sides changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// This one.
    Mine,
    /// The other.
    Theirs,
    /// Both, or nobody knows what they began from.
    Both,
}

/// Where two texts differ, key by key; `base` is what both began from.
pub fn differences(base: Option<&State>, mine: &State, theirs: &State) -> Vec<Difference> {
    let flat = [Some(mine), Some(theirs), base].map(|state| state.map(flat).unwrap_or_default());
    let [mine, theirs, before] = &flat;
    let mut keys: Vec<_> = mine.keys().chain(theirs.keys()).collect();
    keys.sort();
    keys.dedup();
    let none = String::new();
    let differing = keys.into_iter().filter_map(|key| {
        let of = |side: &BTreeMap<String, String>| side.get(key).unwrap_or(&none).clone();
        let (mine, theirs, before) = (of(mine), of(theirs), of(before));
        let changed = match base {
            Some(_) if before == theirs => Changed::Mine,
            Some(_) if before == mine => Changed::Theirs,
            _ => Changed::Both,
        };
        (mine != theirs).then(|| Difference {
            key: key.clone(),
            mine,
            theirs,
            changed,
        })
    });
    differing.collect()
}

/// Every text of a state by key; lists of tables as one text.
fn flat(state: &State) -> BTreeMap<String, String> {
    let state = state.clone().tidy();
    let mut flat = state.fields;
    for (key, rows) in state.rows {
        let rows = rows.iter().map(|row| {
            let cells = row.cells.iter().map(|(key, text)| format!("{key}: {text}"));
            cells.collect::<Vec<_>>().join("\n")
        });
        flat.insert(key, rows.collect::<Vec<_>>().join("\n\n"));
    }
    flat.insert(String::new(), state.body);
    flat
}

/// `mine` with the keys named in `take` as `theirs` has them; the text's name is empty.
pub fn merged(mine: &State, theirs: &State, take: &[String]) -> State {
    let mut merged = mine.clone();
    for key in take {
        if key.is_empty() {
            merged.body.clone_from(&theirs.body);
            continue;
        }
        match theirs.fields.get(key) {
            Some(text) => merged.fields.insert(key.clone(), text.clone()),
            None => merged.fields.remove(key),
        };
        match theirs.rows.get(key) {
            Some(rows) => merged.rows.insert(key.clone(), rows.clone()),
            None => merged.rows.remove(key),
        };
    }
    merged
}
