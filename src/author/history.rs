//! What was written before: every version that was replaced or removed, and the list of who asked for what and when.
//!
//! All of it lies in `.loa` of the root, which no site is made of. A version is named by its hash and never overwritten;
//! the list only grows, and a line that a power cut tore is passed over.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use site::root::Root;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The folder in the root that belongs to Loa.
const STATE: &str = ".loa";

/// What is about to be done.
const PENDING: &str = "pending.json";

/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which bytes a file holds: their BLAKE3 hash in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version(String);

impl Version {
    /// The version of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }

    /// The version with this name, as [`Version::as_str`] gave it.
    pub fn named(name: &str) -> Option<Self> {
        let digits = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| Self(name.to_ascii_lowercase()))
    }

    /// Its name: sixty-four hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A post was made.
    Created,
    /// A post was made of a document.
    Imported,
    /// A text was changed.
    Edited,
    /// A post got another address.
    Moved,
    /// A post was set back to a draft.
    Withdrawn,
    /// A post was deleted.
    Deleted,
    /// A version from before was brought back.
    Restored,
}

/// One file that was touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// The file from the root.
    pub path: String,
    /// Where it lay before, if it got another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it held before, if it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Version>,
    /// What it holds since, if it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Version>,
}

/// One thing that was done, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the list, counted from 1.
    pub number: u64,
    /// When, in universal time (RFC 3339).
    pub time: String,
    /// Who asked for it; may be empty.
    pub by: String,
    /// The request for which it was done, where it had a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// What it was.
    pub what: What,
    /// The files.
    pub files: Vec<Touched>,
}

/// Who asks for something.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    /// Their name; may be empty.
    pub name: String,
    /// The request's name, where it has one.
    pub request: Option<String>,
}

/// The history of a root, held against other programs until it is dropped.
#[derive(Debug)]
pub(super) struct History {
    folder: PathBuf,
    /// Locked until it is closed.
    _lock: File,
}

impl History {
    /// Waits for other programs that write, and keeps them out.
    pub fn hold(root: &Root) -> Result<Self, Diagnostic> {
        let folder = state(root)?;
        let at = failed(STATE);
        disk::make_folders(&folder.join("versions")).map_err(&at)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(&at)?;
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Diagnostic::file("content", Problem::ContentBusy {}));
                }
                Err(TryLockError::Error(error)) => return Err(at(error)),
            }
        }
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log.jsonl")
    }

    fn pending_path(&self) -> PathBuf {
        self.folder.join(PENDING)
    }

    /// The place of the last thing that was done; 0 before the first.
    pub fn last(&self) -> io::Result<u64> {
        let bytes = disk::if_there(fs::read(self.log()))?.unwrap_or_default();
        let lines = bytes.rsplit(|byte| *byte == b'\n');
        let mut events = lines.filter_map(|line| serde_json::from_slice::<Event>(line).ok());
        Ok(events.next().map_or(0, |event| event.number))
    }

    /// Keeps what a file holds.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<Version> {
        let version = Version::of(bytes);
        match disk::create(&version_path(&self.folder, &version), bytes) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => Ok(version),
        }
    }

    /// The bytes of a version that was kept.
    pub fn kept(&self, version: &Version) -> Result<Vec<u8>, Diagnostic> {
        read_kept(&self.folder, version)
    }

    /// Writes down what is about to be done.
    pub fn announce(&self, event: &Event) -> io::Result<()> {
        disk::replace(&self.pending_path(), &line(event)?)
    }

    /// What was about to be done when a program was stopped.
    pub fn pending(&self) -> io::Result<Option<Event>> {
        let bytes = disk::if_there(fs::read(self.pending_path()))?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// What was about to be done is done, or undone.
    pub fn settle(&self) -> io::Result<()> {
        disk::remove_file(&self.pending_path())
    }

    /// Adds what was done to the list.
    pub fn append(&self, event: &Event) -> io::Result<()> {
        let path = self.log();
        let is_new = !disk::is_there(&path)?;
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)?;
        let end = file.seek(SeekFrom::End(0))?;
        let mut bytes = line(event)?;
        if !ends_with_newline(&mut file, end)? {
            bytes.insert(0, b'\n');
        }
        let written = file
            .write_all(&bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| match is_new {
                true => disk::flush_folder(&self.folder),
                false => Ok(()),
            });
        // Half a line, or one that the disk does not confirm, tells of something that is undone.
        written.inspect_err(|_| {
            file.set_len(end).ok();
        })
    }
}

/// Whether nothing precedes byte `end`, or a line's end does. Leaves the file at `end`.
fn ends_with_newline(file: &mut File, end: u64) -> io::Result<bool> {
    if end == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::Start(end - 1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn line(event: &Event) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(event)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn version_path(folder: &Path, version: &Version) -> PathBuf {
    folder.join("versions").join(&version.0)
}

/// Everything that was done in a root, first things first. Lines that cannot be read are passed over.
///
/// # Errors
/// When the list cannot be read.
pub(super) fn all(root: &Root) -> Result<Vec<Event>, Diagnostic> {
    events(&state(root)?).map_err(unreadable)
}

fn events(folder: &Path) -> io::Result<Vec<Event>> {
    let bytes = disk::if_there(fs::read(folder.join("log.jsonl")))?.unwrap_or_default();
    let lines = bytes.split(|byte| *byte == b'\n');
    Ok(lines
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect())
}

/// Whether something was begun and is neither done nor undone.
///
/// # Errors
/// When nobody knows.
pub(super) fn is_pending(root: &Root) -> Result<bool, Diagnostic> {
    disk::is_there(&state(root)?.join(PENDING)).map_err(unreadable)
}

/// The bytes of a version that was kept.
///
/// # Errors
/// When it is not there, or is no longer what it was.
pub(super) fn kept(root: &Root, version: &Version) -> Result<Vec<u8>, Diagnostic> {
    read_kept(&state(root)?, version)
}

fn read_kept(folder: &Path, version: &Version) -> Result<Vec<u8>, Diagnostic> {
    let bytes = fs::read(version_path(folder, version)).map_err(unreadable)?;
    if Version::of(&bytes) == *version {
        Ok(bytes)
    } else {
        Err(unreadable(ErrorKind::InvalidData.into()))
    }
}

/// The folder of the history, which must not lie elsewhere.
fn state(root: &Root) -> Result<PathBuf, Diagnostic> {
    let folder = root.join(STATE);
    let found = disk::if_there(fs::symlink_metadata(&folder)).map_err(unreadable)?;
    if found.is_some_and(|found| !found.is_dir()) {
        return Err(Diagnostic::file(STATE, Problem::NoPlainFolder {}));
    }
    Ok(folder)
}

fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(STATE, FileProblem::Unreadable { reason })
}

/// The problem of a path that could not be written.
pub(super) fn failed(path: &str) -> impl Fn(io::Error) -> Diagnostic {
    let path = path.to_owned();
    move |error| {
        let reason = error.into();
        Diagnostic::file(path.clone(), FileProblem::OutputWrite { reason })
    }
}
