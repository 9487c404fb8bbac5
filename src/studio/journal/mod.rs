//! The journal of one text that is being written: a file that only grows, one record a line, each with its hash and its
//! length, flushed before anybody is told that it is safe.
//!
//! Records name those that they continue, so two windows make two lines of records, and none hides the other. A window counts
//! its records; one that comes again, for the answer was lost, is answered as it was the first time, whoever wrote meanwhile.

#[cfg(test)]
mod tests;

use crate::framed;
use crate::state::State;
use author::Version;
use base::disk;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A journal larger than this is put aside, and a new one begun with what is open in it.
const LARGE: u64 = 16 << 20;

/// What one record holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether another window sends it, which found it in the browser's own store: its own window may still be there, and go on
    /// counting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
    /// What stood beside it when it came.
    #[serde(default, skip_serializing_if = "Beside::is_plain")]
    pub beside: Beside,
    /// The record in the place of which this one stands, where that lies in a file that was put aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<Past>,
    /// The form; `None` where the text went into a file and nothing is open any more.
    pub state: Option<State>,
}

/// What stood beside a record when it came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// How many texts there were that it does not continue.
    pub others: usize,
    /// Whether the newest text that somebody finished was another than it began from.
    pub moved: bool,
}

impl Beside {
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A record that lies in a file that was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    id: String,
    /// The hash of its form.
    words: String,
}

/// What a window is told of its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The record's name.
    pub id: String,
    /// What stood beside it.
    pub beside: Beside,
}

/// A record that nothing continues: what somebody typed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The record's name: the beginning of its hash.
    pub id: String,
    /// The record.
    pub entry: Entry,
}

/// The last record of a window.
#[derive(Debug, Clone)]
struct Said {
    seq: u64,
    /// The hash of its form.
    words: String,
    answer: Answer,
}

/// The journal of one text.
#[derive(Debug)]
pub struct Journal {
    file: PathBuf,
    /// How much of the file is whole records.
    end: u64,
    /// The text's file from the root; empty before the first record.
    path: String,
    known: BTreeSet<String>,
    /// What each window said last.
    said: BTreeMap<String, Said>,
    /// What others found last that each window had left in its browser.
    left: BTreeMap<String, Said>,
    heads: Vec<Head>,
}

impl Journal {
    /// Reads a journal, which need not be there. A record that was cut short is passed over, and so is one that is damaged.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn open(file: &Path) -> io::Result<Self> {
        let bytes = disk::if_there(fs::read(file))?.unwrap_or_default();
        let (records, end) = framed::lines(&bytes);
        let mut journal = Self {
            file: file.to_owned(),
            end,
            path: String::new(),
            known: BTreeSet::new(),
            said: BTreeMap::new(),
            left: BTreeMap::new(),
            heads: Vec::new(),
        };
        for (id, entry) in records {
            journal.take(id, entry);
        }
        Ok(journal)
    }

    /// The text's file from the root; empty before the first record.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was typed last, in each line of records.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Whether a window wrote here.
    pub fn knows(&self, window: &str) -> bool {
        self.said.contains_key(window)
    }

    /// Whether a window gave other words under this number: then it is not known which of them are later, and these must be sent
    /// again under the next.
    pub fn clashes(&self, entry: &Entry) -> bool {
        let said = self.said.get(&entry.window);
        let same = said.filter(|said| !entry.left && said.seq == entry.seq);
        same.is_some_and(|said| entry.state.is_some() && said.words != words_of(entry))
    }

    /// Adds a record; gives what its window is told. It is on the disk when this returns. What came before is told again; what a
    /// window had left in its browser may come when later words of it are here: then these stand.
    ///
    /// # Errors
    /// When it could not be written: the journal is as before then.
    pub fn append(&mut self, mut entry: Entry) -> io::Result<Answer> {
        if let Some(answer) = self.answered(&entry) {
            return Ok(answer);
        }
        let others = self.heads.iter().filter(|head| !continues(&entry, head));
        entry.beside.others = others.count();
        let (id, line) = framed::line_of(&entry)?;
        if self.end > LARGE {
            self.begin_anew()?;
        }
        framed::append(&self.file, self.end, &line)?;
        self.end += line.len() as u64;
        let beside = entry.beside;
        self.take(id.clone(), entry);
        Ok(Answer { id, beside })
    }

    /// What the window was told of this record, or of its later words.
    fn answered(&self, entry: &Entry) -> Option<Answer> {
        let said = self.said.get(&entry.window);
        if entry.left {
            let again = |left: &&Said| {
                entry.seq < left.seq || (entry.seq == left.seq && left.words == words_of(entry))
            };
            let later = said.filter(|said| entry.seq <= said.seq);
            let found = later.or_else(|| self.left.get(&entry.window).filter(again));
            return found.map(|said| said.answer.clone());
        }
        // What ends a text may stand for its last words.
        let again =
            |said: &&Said| entry.seq < said.seq || (entry.seq == said.seq && entry.state.is_some());
        said.filter(again).map(|said| said.answer.clone())
    }

    fn take(&mut self, id: String, entry: Entry) {
        if self.answered(&entry).is_some() {
            return;
        }
        self.path.clone_from(&entry.path);
        let past = entry.stands_for.clone().unwrap_or_else(|| Past {
            id: id.clone(),
            words: words_of(&entry),
        });
        let said = Said {
            seq: entry.seq,
            words: past.words,
            answer: Answer {
                id: past.id,
                beside: entry.beside,
            },
        };
        let of = match entry.left {
            true => &mut self.left,
            false => &mut self.said,
        };
        of.insert(entry.window.clone(), said);
        if entry.stands_for.is_some() {
            return;
        }
        self.heads.retain(|head| !continues(&entry, head));
        if self.known.insert(id.clone()) && entry.state.is_some() {
            self.heads.push(Head { id, entry });
        }
    }

    /// Puts the file aside under a free name and begins another with what is open, and with what each window was told last.
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
        for (of, left) in [(&self.said, false), (&self.left, true)] {
            let past = of
                .iter()
                .map(|(window, said)| self.past(window, said, left));
            for entry in past.flatten() {
                bytes.extend(framed::line_of(&entry)?.1);
            }
        }
        for head in &self.heads {
            bytes.extend(framed::line_of(&head.entry)?.1);
        }
        disk::replace(&self.file, &bytes)?;
        self.end = bytes.len() as u64;
        Ok(())
    }

    /// What stands for the last record of a window, unless that is open still.
    fn past(&self, window: &str, said: &Said, left: bool) -> Option<Entry> {
        let open = self.heads.iter().any(|head| head.id == said.answer.id);
        (!open).then(|| Entry {
            path: self.path.clone(),
            window: window.to_owned(),
            seq: said.seq,
            time: now(),
            left,
            beside: said.answer.beside,
            stands_for: Some(Past {
                id: said.answer.id.clone(),
                words: said.words.clone(),
            }),
            ..Entry::default()
        })
    }
}

/// Whether a record continues another. A window continues itself, whether it knows of its last record or not.
fn continues(entry: &Entry, head: &Head) -> bool {
    entry.parents.contains(&head.id) || head.entry.window == entry.window
}

/// The hash of a record's form.
fn words_of(entry: &Entry) -> String {
    framed::name(&serde_json::to_vec(&entry.state).unwrap_or_default())
}

/// The time, in universal time to the millisecond.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    format!("{now:.3}")
}
