//! Who sent, approved, returned and published which bytes: a list that only grows, each line with the SHA-256 of the one
//! before.
//!
//! Approval is of bytes: what was sent lies under the name of its hash, and what is published is taken from there.

mod list;

pub(crate) use self::list::List;

use crate::actor::Actor;
use crate::bound::Files;
pub use crate::deed::{Deed, Event, Standing};
use crate::failure::Failure;
use crate::framed;
use crate::journal::now;
use crate::looks::Looks;
use crate::work::{keep, kept};
use author::Version;
use base::diagnostic::Diagnostic;
use base::digest::sha256 as digest;
use base::disk;
use base::problem::FileProblem;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What is done next with a text that was sent.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Why it goes back.
    pub reason: Option<String>,
    /// The bytes that are approved, where the approval itself is written into them.
    pub filled: Option<Vec<u8>>,
    /// What the sites had before, where that is not what the file held: somebody had changed it beside the studio.
    pub had: Option<Version>,
    /// Whether one approval is enough for the sites, even the writer's own: somebody looks at it again later.
    pub urgent: bool,
}

/// The file that events about people are about.
const PEOPLE: &str = ".loa/studio/people.toml";

/// The lists and the texts of a studio.
#[derive(Debug)]
pub struct Reviews {
    folder: PathBuf,
    /// What was read of each ward's list, as long as its file is the same.
    read: Mutex<BTreeMap<String, Arc<List>>>,
}

impl Reviews {
    /// Those below a studio's folder.
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            read: Mutex::default(),
        }
    }

    pub(crate) fn log(&self, ward: &str) -> PathBuf {
        self.folder.join("log").join(format!("{ward}.jsonl"))
    }

    fn list(&self, ward: &str) -> Result<Arc<List>, Diagnostic> {
        let path = self.log(ward);
        let found = disk::if_there(fs::metadata(&path)).map_err(unreadable)?;
        let stamp = found.map_or((0, None), |found| (found.len(), found.modified().ok()));
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(list) = read.get(ward).filter(|list| list.stamp == stamp) {
            return Ok(Arc::clone(list));
        }
        let bytes = disk::if_there(fs::read(&path)).map_err(unreadable)?;
        let list = Arc::new(List::of(stamp, &bytes.unwrap_or_default()));
        read.insert(ward.to_owned(), Arc::clone(&list));
        Ok(list)
    }

    /// Where each text of a ward stands. Lines that cannot be read are passed over.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn standings(&self, ward: &str) -> Result<BTreeMap<String, Standing>, Diagnostic> {
        Ok(self.list(ward)?.standings.clone())
    }

    /// Where a text of a ward stands, if it was ever sent.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn standing(&self, ward: &str, path: &str) -> Result<Option<Standing>, Diagnostic> {
        Ok(self.list(ward)?.standings.get(path).cloned())
    }

    /// Who sent a text of a ward last.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn sender(&self, ward: &str, path: &str) -> Result<Option<String>, Diagnostic> {
        Ok(self.list(ward)?.senders.get(path).cloned())
    }

    /// What the files of a ward's texts hold, by path, as far as it was published, withdrawn or taken back here.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn in_files(&self, ward: &str) -> Result<BTreeMap<String, Version>, Diagnostic> {
        Ok(self.list(ward)?.in_files.clone())
    }

    /// The pictures and documents of a ward's texts, by the text's path, as they were approved with what the files hold.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn bound(&self, ward: &str) -> Result<BTreeMap<String, Files>, Diagnostic> {
        Ok(self.list(ward)?.bound.clone())
    }

    /// What a ward's sites have in haste, as nobody has looked at it again.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn looks(&self, ward: &str) -> Result<Looks, Diagnostic> {
        Ok(self.list(ward)?.looks.clone())
    }

    /// The number of the last line in each ward's list.
    ///
    /// # Errors
    /// When a list cannot be read.
    pub fn numbers(&self) -> Result<BTreeMap<String, u64>, Diagnostic> {
        let mut numbers = BTreeMap::new();
        for ward in self.wards()? {
            let number = self.list(&ward)?.number;
            numbers.insert(ward, number);
        }
        Ok(numbers)
    }

    /// The bytes that were sent, where they are still what they were.
    pub fn bytes(&self, event: &Event) -> Option<Vec<u8>> {
        let bytes = kept(&self.folder, &event.version)?;
        (digest(&bytes) == event.sha256).then_some(bytes)
    }

    /// Whether the bytes of these files are kept.
    pub(crate) fn holds(&self, files: &Files) -> bool {
        let mut versions = files.values();
        versions.all(|version| kept(&self.folder, version).is_some())
    }

    /// Sends a text for approval, with the files that it uses.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn send(
        &self,
        ward: &str,
        text: (&str, Option<Version>, &[u8]),
        files: Files,
        by: (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let mut event = self.event(Deed::Sent, text, by)?;
        event.files = files;
        self.append(ward, event)
    }

    /// Writes down that the last publishing of a text was taken back, and what it holds since.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn undone(
        &self,
        ward: &str,
        (path, bytes): (&str, &[u8]),
        by: (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let base = Some(Version::of(bytes));
        let mut event = self.event(Deed::Undone, (path, base, bytes), by)?;
        // It holds again what was approved once, and so do its files.
        let events = self.events(ward)?.into_iter().rev();
        let mut same = events.filter(|before| {
            before.path == path && before.version == event.version && before.what.is_in_file()
        });
        event.files = same.next().map(|before| before.files).unwrap_or_default();
        self.append(ward, event)
    }

    /// Writes down that somebody took for the sites what a text's file held that was changed beside the studio; `base` is what
    /// the sites had.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn taken(
        &self,
        ward: &str,
        text: (&str, Option<Version>, &[u8]),
        files: Files,
        by: (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let mut event = self.event(Deed::Taken, text, by)?;
        event.files = files;
        self.append(ward, event)
    }

    /// Writes down that a text was taken from the sites, why, what it held before and what the sites had, where that was something
    /// else, and what it holds since. What waits for approval goes on waiting.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn withdrawn(
        &self,
        ward: &str,
        (path, before, bytes): (&str, Version, &[u8]),
        Step { reason, had, .. }: Step,
        by: (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let mut event = self.event(Deed::Withdrawn, (path, Some(before), bytes), by)?;
        (event.reason, event.had) = (reason, had);
        self.append(ward, event)
    }

    /// Writes down that somebody looked again at what the sites have in haste. What was seen, by its hash, must be that.
    ///
    /// # Errors
    /// When it is not, or it cannot be written down.
    pub fn looked(
        &self,
        (ward, path, sha256): (&str, &str, &str),
        (by, alone): (&Actor, bool),
    ) -> Result<Event, Failure> {
        let list = self.list(ward)?;
        let hasty = list.looks.of(path).filter(|hasty| hasty.sha256 == sha256);
        let hasty = hasty.filter(|hasty| self.bytes(hasty).is_some());
        let event = Event {
            time: now(),
            by: by.name.clone(),
            known: Some(by.known),
            request: by.request.clone(),
            what: Deed::Looked,
            reason: None,
            alone,
            ..hasty.ok_or_else(stale)?.clone()
        };
        Ok(self.append(ward, event)?)
    }

    /// Everything that was done in a ward, in its order. Lines that cannot be read are passed over.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn events(&self, ward: &str) -> Result<Vec<Event>, Diagnostic> {
        let bytes = disk::if_there(fs::read(self.log(ward))).map_err(unreadable)?;
        let bytes = bytes.unwrap_or_default();
        let lines = bytes.split(|byte| *byte == b'\n');
        Ok(lines
            .filter_map(|line| serde_json::from_slice(line).ok())
            .collect())
    }

    /// What somebody did to a text of a ward with this request already: its answer was lost, and they ask again.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn done(
        &self,
        (ward, path): (&str, &str),
        what: Deed,
        by: &Actor,
    ) -> Result<Option<Event>, Diagnostic> {
        let Some(request) = &by.request else {
            return Ok(None);
        };
        if !self.list(ward)?.requests.contains(request) {
            return Ok(None);
        }
        let own = |event: &Event| {
            event.request.as_ref() == Some(request) && event.what == what && event.path == path
        };
        Ok(self.events(ward)?.into_iter().find(own))
    }

    fn event(
        &self,
        what: Deed,
        (path, base, bytes): (&str, Option<Version>, &[u8]),
        (by, alone): (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let version = keep(&self.folder, bytes).map_err(unwritten)?;
        Ok(Event {
            number: 0,
            time: now(),
            by: by.name.clone(),
            known: Some(by.known),
            request: by.request.clone(),
            what,
            path: path.into(),
            sha256: digest(bytes),
            version,
            base,
            had: None,
            files: Files::new(),
            reason: None,
            seen: None,
            urgent: false,
            alone,
            before: String::new(),
        })
    }

    /// Does the next thing with the bytes that a text stands at. What was seen, by its hash, must be what is there.
    ///
    /// # Errors
    /// When the text stands at other bytes or cannot go on to this, the person may not do it, or it cannot be written.
    pub fn go_on(
        &self,
        (ward, path, sha256): (&str, &str, &str),
        what: Deed,
        step: Step,
        (by, alone): (&Actor, bool),
    ) -> Result<Event, Failure> {
        if let Some(done) = self.done((ward, path), what, by)? {
            return Ok(done);
        }
        let standing = self.standing(ward, path)?;
        let standing = standing.ok_or_else(stale)?;
        if standing.sha256 != sha256 || self.bytes(&standing).is_none() {
            return Err(stale());
        }
        let fits = matches!(what, Deed::Approved | Deed::Returned | Deed::Published)
            && what.follows(standing.what);
        if !fits {
            return Err(stale());
        }
        if what == Deed::Approved && standing.by == by.name && !alone && !step.urgent {
            return Err(Failure::refused(
                "Bạn đã gửi bài này, nên người khác phải duyệt.",
                "Nhờ một người khác mở và bấm “Duyệt”.",
            ));
        }
        let mut event = Event {
            time: now(),
            by: by.name.clone(),
            known: Some(by.known),
            request: by.request.clone(),
            what,
            reason: step.reason,
            alone,
            ..standing
        };
        if step.had.is_some() {
            event.base = step.had;
        }
        if what == Deed::Approved {
            event.urgent = step.urgent;
            if let Some(filled) = step.filled {
                event.seen = Some(sha256.into());
                event.sha256 = digest(&filled);
                event.version = keep(&self.folder, &filled).map_err(unwritten)?;
            }
        }
        Ok(self.append(ward, event)?)
    }

    /// Writes down that the people of a ward, or what they may do, are others; `text` is what their file holds from now on.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn people(
        &self,
        ward: &str,
        (what, reason): (Deed, Option<String>),
        text: &str,
        by: (&Actor, bool),
    ) -> Result<Event, Diagnostic> {
        let bytes = text.as_bytes();
        let mut event = self.event(what, (PEOPLE, None, bytes), by)?;
        event.reason = reason;
        self.append(ward, event)
    }

    /// The bytes that a text stands at, where they are those that were seen.
    ///
    /// # Errors
    /// When the text stands at others.
    pub fn seen(&self, (ward, path, sha256): (&str, &str, &str)) -> Result<Vec<u8>, Failure> {
        let standing = self.standing(ward, path)?.ok_or_else(stale)?;
        let bytes = self.bytes(&standing);
        bytes
            .filter(|_| standing.sha256 == sha256)
            .ok_or_else(stale)
    }

    /// The bytes that were approved, as they are to be published.
    ///
    /// # Errors
    /// When the text stands elsewhere, or its bytes are not those any more.
    pub fn approved(
        &self,
        ward: &str,
        path: &str,
        sha256: &str,
    ) -> Result<(Standing, Vec<u8>), Failure> {
        let standing = self.standing(ward, path)?.ok_or_else(stale)?;
        let fits = standing.what == Deed::Approved && standing.sha256 == sha256;
        let bytes = self.bytes(&standing).filter(|_| fits).ok_or_else(stale)?;
        Ok((standing, bytes))
    }

    fn append(&self, ward: &str, mut event: Event) -> Result<Event, Diagnostic> {
        let list = self.list(ward)?;
        event.before.clone_from(&list.last);
        event.number = list.number + 1;
        // A line that a power cut tore is ended, and stays for the check to tell.
        let mut line = if list.open {
            b"\n".to_vec()
        } else {
            Vec::new()
        };
        let json = serde_json::to_vec(&event).map_err(io::Error::from);
        line.extend(json.map_err(unwritten)?);
        line.push(b'\n');
        framed::append(&self.log(ward), list.stamp.0, &line).map_err(unwritten)?;
        Ok(event)
    }

    /// The wards that have a list.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn wards(&self) -> Result<Vec<String>, Diagnostic> {
        let entries = disk::if_there(fs::read_dir(self.folder.join("log"))).map_err(unreadable)?;
        let mut wards = Vec::new();
        for entry in entries.into_iter().flatten() {
            let name = entry.map_err(unreadable)?.file_name();
            let name = name.to_string_lossy();
            wards.extend(name.strip_suffix(".jsonl").map(str::to_owned));
        }
        wards.sort();
        Ok(wards)
    }
}

fn stale() -> Failure {
    Failure::refused(
        "Bài đã khác với bản bạn vừa xem.",
        "Tải lại trang để xem bản mới nhất.",
    )
}

pub(crate) fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(".loa/studio", FileProblem::Unreadable { reason })
}

fn unwritten(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(".loa/studio", FileProblem::OutputWrite { reason })
}
