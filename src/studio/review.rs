//! Who sent, approved, returned and published which bytes: a list that only grows, each line with the SHA-256 of the one
//! before.
//!
//! Approval is of bytes: what was sent lies under the name of its hash, and what is published is taken from there.

use crate::failure::Failure;
use crate::journal::now;
use crate::work::{keep, kept};
use author::Version;
use base::diagnostic::Diagnostic;
use base::digest::sha256 as digest;
use base::disk;
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// What somebody did with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Sent it for approval.
    Sent,
    /// Approved it.
    Approved,
    /// Sent it back, with a reason.
    Returned,
    /// Put it into `content/`.
    Published,
    /// Took it from the sites.
    Withdrawn,
    /// Took the last publishing back.
    Undone,
    /// Looked again at what was published in haste.
    Looked,
    /// Trusted somebody with other roles; `reason` says whom with which.
    Roles,
    /// Let one person do everything in this ward.
    Alone,
    /// Asked again for a second person.
    Together,
}

/// What is done next with a text that was sent.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Why it goes back.
    pub reason: Option<String>,
    /// The bytes that are approved, where the approval itself is written into them.
    pub filled: Option<Vec<u8>>,
    /// Whether one approval is enough for the sites, and somebody looks at it again later.
    pub urgent: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place, counted from 1.
    pub number: u64,
    /// When, in universal time (RFC 3339).
    pub time: String,
    /// Who did it.
    pub by: String,
    /// What it was.
    pub what: Deed,
    /// The text's file from the root.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The name under which they are kept.
    pub version: Version,
    /// What its file held when the text was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Version>,
    /// Why it was sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The SHA-256 of what was seen before the approval was written into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// Whether it passed with one approval because it was urgent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// Whether one person held all roles, as the ward had chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// The SHA-256 of the line before, without its end; empty for the first.
    pub before: String,
}

/// The file that events about people are about.
const PEOPLE: &str = ".loa/studio/people.toml";

/// Where a text stands: the last thing that was done with it.
pub type Standing = Event;

/// The lists and the texts of a studio.
#[derive(Debug)]
pub struct Reviews {
    folder: PathBuf,
    /// What was read of each ward's list, as long as its file is the same.
    read: Mutex<BTreeMap<String, Arc<List>>>,
}

/// A ward's list, as it was read.
#[derive(Debug, Default)]
struct List {
    /// What tells whether the file is another by now.
    stamp: (u64, Option<SystemTime>),
    /// Whether its last line was torn.
    open: bool,
    standings: BTreeMap<String, Standing>,
    number: u64,
    /// The hash of the last line.
    last: String,
}

/// What a list is found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is as it was written; so many.
    Whole(usize),
    /// This line, counted from 1, or one before it, is not as it was written.
    Broken(usize),
}

impl Reviews {
    /// Those below a studio's folder.
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            read: Mutex::default(),
        }
    }

    fn log(&self, ward: &str) -> PathBuf {
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

    /// The bytes that were sent, where they are still what they were.
    pub fn bytes(&self, event: &Event) -> Option<Vec<u8>> {
        let bytes = kept(&self.folder, &event.version)?;
        (digest(&bytes) == event.sha256).then_some(bytes)
    }

    /// Sends a text for approval.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn send(
        &self,
        ward: &str,
        (path, base, bytes): (&str, Option<Version>, &[u8]),
        (by, alone): (&str, bool),
    ) -> Result<Event, Diagnostic> {
        let event = self.event(Deed::Sent, (path, base, bytes), (by, alone))?;
        self.append(ward, event)
    }

    /// Writes down that a text was taken from the sites or its last publishing taken back, and what it holds since.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn taken_back(
        &self,
        ward: &str,
        what: Deed,
        (path, bytes): (&str, &[u8]),
        by: (&str, bool),
    ) -> Result<Event, Diagnostic> {
        let version = Version::of(bytes);
        let event = self.event(what, (path, Some(version), bytes), by)?;
        self.append(ward, event)
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

    fn event(
        &self,
        what: Deed,
        (path, base, bytes): (&str, Option<Version>, &[u8]),
        (by, alone): (&str, bool),
    ) -> Result<Event, Diagnostic> {
        let version = keep(&self.folder, bytes).map_err(unwritten)?;
        Ok(Event {
            number: 0,
            time: now(),
            by: by.into(),
            what,
            path: path.into(),
            sha256: digest(bytes),
            version,
            base,
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
        (by, alone): (&str, bool),
    ) -> Result<Event, Failure> {
        let standing = self.standing(ward, path)?;
        let standing = standing.ok_or_else(stale)?;
        if standing.sha256 != sha256 || self.bytes(&standing).is_none() {
            return Err(stale());
        }
        let fits = match what {
            Deed::Approved => standing.what == Deed::Sent,
            Deed::Returned => matches!(standing.what, Deed::Sent | Deed::Approved),
            Deed::Published => standing.what == Deed::Approved,
            Deed::Looked => standing.what == Deed::Published && standing.urgent,
            _ => false,
        };
        if !fits {
            return Err(stale());
        }
        if what == Deed::Approved && standing.by == by && !alone {
            return Err(Failure::refused(
                "Bạn đã gửi bài này, nên người khác phải duyệt.",
                "Nhờ một người khác mở và bấm “Duyệt”.",
            ));
        }
        let mut event = Event {
            time: now(),
            by: by.into(),
            what,
            reason: step.reason,
            alone,
            ..standing
        };
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
        by: (&str, bool),
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
        write(&self.log(ward), list.stamp.0, &line).map_err(unwritten)?;
        Ok(event)
    }

    /// Whether a ward's list is as it was written.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn verify(&self, ward: &str) -> Result<Verdict, Diagnostic> {
        let bytes = disk::if_there(fs::read(self.log(ward))).map_err(unreadable)?;
        let bytes = bytes.unwrap_or_default();
        let mut before = String::new();
        let mut count = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let whole = line.strip_suffix(b"\n");
            let event = whole.and_then(|line| serde_json::from_slice::<Event>(line).ok());
            let holds = event.is_some_and(|event| {
                event.before == before
                    && event.number == count as u64
                    && self.bytes(&event).is_some()
            });
            if !holds {
                return Ok(Verdict::Broken(count));
            }
            before = digest(whole.unwrap_or(line));
        }
        Ok(Verdict::Whole(count))
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

impl List {
    fn of(stamp: (u64, Option<SystemTime>), bytes: &[u8]) -> Self {
        let mut list = Self {
            stamp,
            open: !bytes.is_empty() && !bytes.ends_with(b"\n"),
            ..Self::default()
        };
        for line in bytes.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            list.last = digest(line);
            if let Ok(event) = serde_json::from_slice::<Event>(line) {
                list.number = event.number;
                list.standings.insert(event.path.clone(), event);
            }
        }
        list
    }
}

fn write(path: &Path, end: u64, line: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    disk::make_folders(folder)?;
    let is_new = !disk::is_there(path)?;
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    let written = file
        .seek(SeekFrom::Start(end))
        .and_then(|_| file.write_all(line))
        .and_then(|()| file.sync_data());
    if written.is_err() {
        file.set_len(end).ok();
    }
    written?;
    if is_new {
        disk::flush_folder(folder)?;
    }
    Ok(())
}

fn stale() -> Failure {
    Failure::refused(
        "Bài đã khác với bản bạn vừa xem.",
        "Tải lại trang để xem bản mới nhất.",
    )
}

fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(".loa/studio", FileProblem::Unreadable { reason })
}

fn unwritten(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(".loa/studio", FileProblem::OutputWrite { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "content/mau/tin/a.md";

    fn reviews() -> (tempfile::TempDir, Reviews) {
        let dir = tempfile::tempdir().unwrap();
        let reviews = Reviews::of(dir.path());
        (dir, reviews)
    }

    fn go(
        reviews: &Reviews,
        sent: &Event,
        what: Deed,
        by: &str,
        alone: bool,
    ) -> Result<Event, Failure> {
        reviews.go_on(
            ("mau", PATH, &sent.sha256),
            what,
            Step::default(),
            (by, alone),
        )
    }

    #[test]
    fn approval_is_of_bytes_and_by_another() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send("mau", (PATH, None, b"one"), ("Lan", false))
            .unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Lan", false).is_err());
        assert!(go(&reviews, &sent, Deed::Published, "Minh", false).is_err());
        // Another text is sent before the first is approved: what was seen is not what is there.
        let again = reviews
            .send("mau", (PATH, None, b"two"), ("Lan", false))
            .unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Minh", false).is_err());
        go(&reviews, &again, Deed::Approved, "Minh", false).unwrap();
        assert!(go(&reviews, &sent, Deed::Published, "Minh", false).is_err());
        go(&reviews, &again, Deed::Published, "Minh", false).unwrap();
        assert!(go(&reviews, &again, Deed::Published, "Minh", false).is_err());
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(4));
    }

    #[test]
    fn bytes_that_changed_on_the_disk_are_approved_by_nobody() {
        let (dir, reviews) = reviews();
        let sent = reviews
            .send("mau", (PATH, None, b"one"), ("Lan", false))
            .unwrap();
        let file = dir.path().join("versions").join(sent.version.as_str());
        fs::write(&file, b"two").unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Minh", false).is_err());
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Broken(1));
    }

    #[test]
    fn one_person_may_do_all_where_the_ward_chose_so_and_the_list_says_it() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send("mau", (PATH, None, b"one"), ("Lan", true))
            .unwrap();
        go(&reviews, &sent, Deed::Approved, "Lan", true).unwrap();
        let last = go(&reviews, &sent, Deed::Published, "Lan", true).unwrap();
        assert!(last.alone && last.by == "Lan");
    }

    #[test]
    fn an_approval_that_is_written_into_the_text_is_of_those_bytes() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send("mau", (PATH, None, b"one"), ("Lan", false))
            .unwrap();
        let step = Step {
            filled: Some(b"one, approved".to_vec()),
            ..Step::default()
        };
        let seen = ("mau", PATH, sent.sha256.as_str());
        let approved = reviews.go_on(seen, Deed::Approved, step, ("Minh", false));
        let approved = approved.unwrap();
        assert_eq!(approved.seen, Some(sent.sha256.clone()));
        assert!(reviews.approved("mau", PATH, &sent.sha256).is_err());
        let (_, bytes) = reviews.approved("mau", PATH, &approved.sha256).unwrap();
        assert_eq!(bytes, b"one, approved");
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(2));
    }

    #[test]
    fn who_lets_one_person_do_all_stands_in_the_list_with_what_the_file_held() {
        let (_dir, reviews) = reviews();
        let told = reviews.people("mau", (Deed::Alone, None), "x = 1\n", ("Lan", true));
        let told = told.unwrap();
        assert_eq!(reviews.bytes(&told), Some(b"x = 1\n".to_vec()));
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(1));
    }

    #[test]
    fn every_changed_byte_of_the_list_is_found() {
        let (dir, reviews) = reviews();
        let sent = reviews
            .send("mau", (PATH, None, b"one"), ("Lan", false))
            .unwrap();
        go(&reviews, &sent, Deed::Returned, "Minh", false).unwrap();
        reviews
            .send("mau", (PATH, None, b"two"), ("Lan", false))
            .unwrap();
        let file = dir.path().join("log/mau.jsonl");
        let mut bytes = fs::read(&file).unwrap();
        let last = bytes.len()
            - 1
            - bytes[..bytes.len() - 1]
                .iter()
                .rev()
                .position(|b| *b == b'\n')
                .unwrap();
        // The last line is held by nothing behind it: its numbers and hashes hold it.
        for at in 0..last {
            let before = bytes[at];
            bytes[at] ^= 1;
            fs::write(&file, &bytes).unwrap();
            assert!(
                matches!(reviews.verify("mau").unwrap(), Verdict::Broken(_)),
                "at {at}"
            );
            bytes[at] = before;
        }
        fs::write(&file, &bytes).unwrap();
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(3));
    }
}
