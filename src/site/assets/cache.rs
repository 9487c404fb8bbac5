//! Pictures that were made before, kept across wards and builds in the output folder's `.loa/`.
//!
//! An entry holds all files of one picture and is named by the hash of the picture's bytes and of how
//! they are made, so it is never out of date. It is written beside its place and renamed into it, and
//! ends with a hash of its own bytes: what is cut short or damaged counts as missing and is made again.

use super::decode::Facts;
use base::{disk, held};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The folder of the entries inside `.loa/`.
pub const FOLDER: &str = "pictures";

/// Most bytes of entries that the last build did not use.
const UNUSED_LIMIT: u64 = 1 << 30;

/// Bytes of the hash at the end of an entry.
const HASH: usize = blake3::OUT_LEN;

/// A picture that was made before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is known of the picture.
    pub facts: Facts,
    /// Its files, in the order of [`super::variants::plan`].
    pub files: Vec<Vec<u8>>,
}

/// What stands at the beginning of an entry, as one line of JSON.
#[derive(Serialize, Deserialize)]
struct Head {
    facts: Facts,
    lengths: Vec<usize>,
}

/// The entries of an output folder.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    writable: bool,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    /// The cache in `folder`, which is made when the first entry is.
    pub fn at(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
            writable: true,
            used: Mutex::default(),
        }
    }

    /// The same, to look into alone.
    pub fn read_only(folder: PathBuf) -> Self {
        Self {
            writable: false,
            ..Self::at(folder)
        }
    }

    /// Whether entries can be stored.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// The entry with this key, when it is there and whole.
    pub fn load(&self, key: &str) -> Option<Entry> {
        let bytes = fs::read(self.folder.as_ref()?.join(key)).ok()?;
        let entry = parse(&bytes)?;
        self.mark(key);
        Some(entry)
    }

    fn mark(&self, key: &str) {
        self.used
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.to_owned());
    }

    /// Stores an entry, where the cache can be written.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn store(&self, key: &str, entry: &Entry) -> io::Result<()> {
        let Some(folder) = self.folder.as_ref().filter(|_| self.writable) else {
            return Ok(());
        };
        fs::create_dir_all(folder)?;
        let unfinished = folder.join(format!("{key}.new"));
        fs::write(&unfinished, serialise(entry))?;
        held::rename(&unfinished, &folder.join(key))?;
        self.mark(key);
        Ok(())
    }

    /// Removes what was left unfinished, and of the entries that this build did not use the oldest
    /// ones, until the others fit.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sweep(&self) -> io::Result<()> {
        self.sweep_to(UNUSED_LIMIT)
    }

    fn sweep_to(&self, limit: u64) -> io::Result<()> {
        let Some(folder) = self.folder.as_ref().filter(|_| self.writable) else {
            return Ok(());
        };
        let Some(entries) = disk::if_there(fs::read_dir(folder))? else {
            return Ok(());
        };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut unused = Vec::new();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".new") {
                fs::remove_file(entry.path())?;
            } else if !used.contains(&name) {
                let metadata = entry.metadata()?;
                let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                unused.push((modified, name, metadata.len()));
            }
        }
        unused.sort();
        let mut room = limit;
        for (_, name, size) in unused.into_iter().rev() {
            match room.checked_sub(size) {
                Some(left) => room = left,
                None => {
                    room = 0;
                    fs::remove_file(folder.join(name))?;
                }
            }
        }
        Ok(())
    }

    /// Where the entries are, for messages.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

fn serialise(entry: &Entry) -> Vec<u8> {
    let head = Head {
        facts: entry.facts,
        lengths: entry.files.iter().map(Vec::len).collect(),
    };
    let mut bytes = serde_json::to_vec(&head)
        .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"));
    bytes.push(b'\n');
    bytes.extend(entry.files.iter().flatten());
    let hash = blake3::hash(&bytes);
    bytes.extend(hash.as_bytes());
    bytes
}

fn parse(bytes: &[u8]) -> Option<Entry> {
    let (bytes, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH)?)?;
    if blake3::hash(bytes).as_bytes() != hash {
        return None;
    }
    let line = bytes.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&bytes[..line]).ok()?;
    let mut rest = &bytes[line + 1..];
    let mut files = Vec::new();
    for length in head.lengths {
        let (file, behind) = rest.split_at_checked(length)?;
        files.push(file.to_vec());
        rest = behind;
    }
    Some(Entry {
        facts: head.facts,
        files,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fill: u8) -> Entry {
        Entry {
            facts: Facts {
                width: 4,
                height: 3,
                alpha: false,
                animated: false,
            },
            files: vec![vec![fill; 100], vec![], vec![fill; 7]],
        }
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_noticed() {
        let whole = serialise(&entry(10));
        assert_eq!(parse(&whole), Some(entry(10)));
        for at in 0..whole.len() {
            assert_eq!(parse(&whole[..at]), None, "cut to {at}");
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(parse(&changed), None, "changed at {at}");
        }
    }

    #[test]
    fn what_is_used_stays_and_of_the_rest_the_newest() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(FOLDER);
        let before = Cache::at(folder.clone());
        for key in ["a", "b", "c"] {
            before.store(key, &entry(1)).unwrap();
            let file = fs::File::open(folder.join(key)).unwrap();
            let age = std::time::Duration::from_secs(u64::from(key.as_bytes()[0]));
            file.set_modified(SystemTime::UNIX_EPOCH + age).unwrap();
        }
        fs::write(folder.join("d.new"), "cut").unwrap();
        let size = fs::metadata(folder.join("a")).unwrap().len();
        let now = Cache::at(folder.clone());
        assert!(now.load("a").is_some());
        now.sweep_to(size).unwrap();
        let mut left: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["a", "c"]);
    }
}
