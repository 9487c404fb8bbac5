//! The journal of one text that is being written: a file that only grows, one record a line, each with its hash and its
//! length, flushed before anybody is told that it is safe.
//!
//! Records name those that they continue, so two windows make two lines of records, and none hides the other.

use crate::state::State;
use author::Version;
use base::disk;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A journal larger than this is put aside, and a new one begun with what is open in it.
const LARGE: u64 = 16 << 20;

/// What one record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The text's file from the root.
    pub path: String,
    /// Which window wrote it.
    pub window: String,
    /// The window's own count: the same record may be sent again when an answer was lost.
    pub seq: u64,
    /// The records that it continues and ends.
    pub parents: Vec<String>,
    /// What the file held when this text was begun; `None` where it was not there.
    pub base: Option<Version>,
    /// Who wrote it; may be empty.
    pub by: String,
    /// When, in universal time (RFC 3339).
    pub time: String,
    /// The form; `None` where the text went into a file and nothing is open any more.
    pub state: Option<State>,
}

/// A record that nothing continues: what somebody typed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The record's name: the beginning of its hash.
    pub id: String,
    /// The record.
    pub entry: Entry,
}

/// The journal of one text.
#[derive(Debug)]
pub struct Journal {
    file: PathBuf,
    /// How much of the file is whole records.
    end: u64,
    known: BTreeSet<String>,
    /// How far each window has counted.
    counted: BTreeMap<String, u64>,
    heads: Vec<Head>,
}

impl Journal {
    /// Reads a journal, which need not be there. A record that was cut short is passed over, and so is one that is damaged.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn open(file: &Path) -> io::Result<Self> {
        let bytes = disk::if_there(fs::read(file))?.unwrap_or_default();
        let mut journal = Self {
            file: file.to_owned(),
            end: 0,
            known: BTreeSet::new(),
            counted: BTreeMap::new(),
            heads: Vec::new(),
        };
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let Some(line) = line.strip_suffix(b"\n") else {
                break;
            };
            journal.end += line.len() as u64 + 1;
            if let Some((id, entry)) = parse(line) {
                journal.take(id, entry);
            }
        }
        Ok(journal)
    }

    /// What was typed last, in each line of records.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Adds a record; gives its name. It is on the disk when this returns. What a window had left in its browser may come
    /// when later words of it are here: then these stand.
    ///
    /// # Errors
    /// When it could not be written: the journal is as before then.
    pub fn append(&mut self, entry: Entry) -> io::Result<String> {
        // Sent again, for an answer was lost.
        let sent = self.heads.iter().find(|head| {
            let known = &head.entry;
            (&known.window, known.seq, &known.state) == (&entry.window, entry.seq, &entry.state)
        });
        if let Some(head) = sent {
            return Ok(head.id.clone());
        }
        let (id, line) = line_of(&entry)?;
        if self.is_late(&entry) {
            return Ok(id);
        }
        if self.end > LARGE {
            self.begin_anew()?;
        }
        self.write(&line)?;
        self.end += line.len() as u64;
        self.take(id.clone(), entry);
        Ok(id)
    }

    fn write(&self, line: &[u8]) -> io::Result<()> {
        let is_new = !disk::is_there(&self.file)?;
        if is_new {
            disk::make_folders(folder(&self.file))?;
        }
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&self.file)?;
        let written = file
            .set_len(self.end)
            .and_then(|()| file.seek(SeekFrom::Start(self.end)))
            .and_then(|_| file.write_all(line))
            .and_then(|()| file.sync_data());
        if written.is_err() {
            // What is left of it would be cut off when the journal is opened.
            file.set_len(self.end).ok();
        }
        written?;
        if is_new {
            disk::flush_folder(folder(&self.file))?;
        }
        Ok(())
    }

    /// Whether its window has said later words already.
    fn is_late(&self, entry: &Entry) -> bool {
        let Some(counted) = self.counted.get(&entry.window) else {
            return false;
        };
        // What ends a text may stand for its last words.
        entry.seq < *counted || (entry.seq == *counted && entry.state.is_some())
    }

    fn take(&mut self, id: String, entry: Entry) {
        if self.is_late(&entry) {
            return;
        }
        self.counted.insert(entry.window.clone(), entry.seq);
        // A window continues itself, whether it knows of its last record or not.
        let continued =
            |head: &Head| entry.parents.contains(&head.id) || head.entry.window == entry.window;
        self.heads.retain(|head| !continued(head));
        if self.known.insert(id.clone()) && entry.state.is_some() {
            self.heads.push(Head { id, entry });
        }
    }

    /// Puts the file aside under a free name and begins another with what is open.
    fn begin_anew(&mut self) -> io::Result<()> {
        let mut aside = None;
        for number in 1..1000 {
            let path = self.file.with_extension(format!("{number}.old"));
            if !disk::is_there(&path)? {
                aside = Some(path);
                break;
            }
        }
        let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
        fs::copy(&self.file, &aside)?;
        disk::flush_file(&aside)?;
        let mut bytes = Vec::new();
        for head in &self.heads {
            bytes.extend(line_of(&head.entry)?.1);
        }
        disk::replace(&self.file, &bytes)?;
        self.end = bytes.len() as u64;
        Ok(())
    }
}

/// The time, in universal time to the millisecond.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    format!("{now:.3}")
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("."))
}

/// A record's name and its line: `hash length record`.
fn line_of(entry: &Entry) -> io::Result<(String, Vec<u8>)> {
    let json = serde_json::to_vec(entry)?;
    let id = name(&json);
    let mut line = format!("{id} {} ", json.len()).into_bytes();
    line.extend(json);
    line.push(b'\n');
    Ok((id, line))
}

fn name(json: &[u8]) -> String {
    blake3::hash(json).to_hex()[..24].to_owned()
}

fn parse(line: &[u8]) -> Option<(String, Entry)> {
    let mut parts = line.splitn(3, |byte| *byte == b' ');
    let (id, length, json) = (parts.next()?, parts.next()?, parts.next()?);
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let id = std::str::from_utf8(id).ok()?;
    if length != json.len() || name(json) != id {
        return None;
    }
    Some((id.to_owned(), serde_json::from_slice(json).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(window: &str, seq: u64, parents: &[&str], body: &str) -> Entry {
        let state = State {
            body: body.into(),
            ..State::default()
        };
        Entry {
            path: "content/mau/tin/a.md".into(),
            window: window.into(),
            seq,
            parents: parents.iter().map(|id| (*id).to_owned()).collect(),
            base: Some(Version::of(b"a")),
            by: "cô Lan".into(),
            time: "2026-11-28T01:02:03Z".into(),
            state: Some(state),
        }
    }

    #[test]
    fn what_a_window_left_in_its_browser_hides_no_later_words_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.log");
        let mut journal = Journal::open(&file).unwrap();
        journal.append(entry("w", 1, &[], "một")).unwrap();
        let id = journal.append(entry("w", 3, &[], "một hai ba")).unwrap();
        // The tab was closed before it could drop these.
        journal.append(entry("w", 2, &[], "một hai")).unwrap();
        journal.append(entry("w", 3, &[], "một hai b")).unwrap();
        assert_eq!(bodies(&journal), ["một hai ba"]);
        // Another window has gone on: they are no second text either.
        journal
            .append(entry("v", 1, &[&id], "một hai ba bốn"))
            .unwrap();
        journal.append(entry("w", 3, &[], "một hai b")).unwrap();
        assert_eq!(bodies(&journal), ["một hai ba bốn"]);
        assert_eq!(bodies(&Journal::open(&file).unwrap()), ["một hai ba bốn"]);
        // Words that it had not sent are one.
        journal
            .append(entry("w", 4, &[&id], "một hai ba năm"))
            .unwrap();
        assert_eq!(bodies(&journal).len(), 2);
    }

    fn bodies(journal: &Journal) -> Vec<&str> {
        let states = journal.heads().iter();
        states
            .filter_map(|head| Some(head.entry.state.as_ref()?.body.as_str()))
            .collect()
    }

    #[test]
    fn a_journal_cut_at_any_byte_of_its_last_record_opens_with_the_one_before() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("work/a.log");
        let mut journal = Journal::open(&file).unwrap();
        let first = journal.append(entry("w", 1, &[], "Mời bà con")).unwrap();
        let whole = fs::metadata(&file).unwrap().len() as usize;
        journal
            .append(entry("w", 2, &[&first], "Mời bà con họp\nlúc 8 giờ"))
            .unwrap();
        let bytes = fs::read(&file).unwrap();
        for cut in whole..bytes.len() {
            fs::write(&file, &bytes[..cut]).unwrap();
            let mut journal = Journal::open(&file).unwrap();
            assert_eq!(bodies(&journal), ["Mời bà con"], "cut at {cut}");
            // What is written next is whole, whatever was left of the other.
            journal.append(entry("v", 1, &[&first], "Mới")).unwrap();
            let journal = Journal::open(&file).unwrap();
            assert_eq!(bodies(&journal), ["Mới"], "cut at {cut}");
        }
        fs::write(&file, &bytes).unwrap();
        assert_eq!(
            bodies(&Journal::open(&file).unwrap()),
            ["Mời bà con họp\nlúc 8 giờ"]
        );
    }

    #[test]
    fn a_damaged_record_costs_itself_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.log");
        let mut journal = Journal::open(&file).unwrap();
        journal.append(entry("w", 1, &[], "một")).unwrap();
        let first = fs::metadata(&file).unwrap().len() as usize;
        journal.append(entry("v", 1, &[], "hai")).unwrap();
        let mut bytes = fs::read(&file).unwrap();
        for at in 0..first - 1 {
            let before = bytes[at];
            bytes[at] ^= 1;
            fs::write(&file, &bytes).unwrap();
            let journal = Journal::open(&file).unwrap();
            assert!(bodies(&journal).contains(&"hai"), "damage at {at}");
            assert!(!bodies(&journal).contains(&"một"), "damage at {at}");
            bytes[at] = before;
        }
    }

    #[test]
    fn two_windows_make_two_heads_and_a_record_sent_twice_is_one() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.log");
        let mut journal = Journal::open(&file).unwrap();
        let one = journal.append(entry("w", 1, &[], "một")).unwrap();
        assert_eq!(journal.append(entry("w", 1, &[], "một")).unwrap(), one);
        let two = journal.append(entry("w", 2, &[&one], "hai")).unwrap();
        let other = journal.append(entry("v", 1, &[&one], "khác")).unwrap();
        assert_eq!(bodies(&journal), ["hai", "khác"]);
        assert_eq!(bodies(&Journal::open(&file).unwrap()), ["hai", "khác"]);
        journal
            .append(entry("v", 2, &[&two, &other], "cả hai"))
            .unwrap();
        assert_eq!(bodies(&Journal::open(&file).unwrap()), ["cả hai"]);
        // An answer was lost: the window does not know its own last record, and has no conflict with itself.
        journal.append(entry("v", 3, &[&two], "tiếp")).unwrap();
        assert_eq!(bodies(&journal), ["tiếp"]);
    }

    #[test]
    fn a_large_journal_is_put_aside_and_nothing_open_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.log");
        let mut journal = Journal::open(&file).unwrap();
        let mut last = journal.append(entry("w", 1, &[], "đầu")).unwrap();
        journal.append(entry("v", 1, &[], "bên kia")).unwrap();
        journal.end = LARGE + 1;
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_len(LARGE + 1)
            .unwrap();
        last = journal.append(entry("w", 2, &[&last], "sau")).unwrap();
        assert!(!last.is_empty());
        assert_eq!(bodies(&Journal::open(&file).unwrap()), ["bên kia", "sau"]);
        assert!(dir.path().join("a.1.old").exists());
    }
}
