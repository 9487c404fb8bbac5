//! Texts in which a build found no personal data: the next one need not read them for it again.
//!
//! A text is known by a hash of everything that the answer depends on, and the file of these hashes by the program that
//! wrote it and by a hash of its own bytes. One that is missing, damaged or another program's only costs time.

use super::find::Known;
use base::disk;
use base::source::Source;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What a text is known by.
type Key = [u8; 16];

/// Bytes of the hash of the program before the keys, and of the hash of it all behind them.
const HASH: usize = blake3::OUT_LEN;

/// The texts without personal data that the last build met, and those that this one meets.
#[derive(Debug)]
pub struct CleanTexts {
    program: [u8; HASH],
    before: HashSet<Key>,
    now: Mutex<BTreeSet<Key>>,
}

impl CleanTexts {
    /// What a build of `program` wrote to `path`; nothing where that is not there, damaged, or another program's.
    pub fn read(path: &Path, program: &str) -> Self {
        let program = *blake3::hash(program.as_bytes()).as_bytes();
        let bytes = fs::read(path).unwrap_or_default();
        let keys = bytes.split_last_chunk::<HASH>().and_then(|(whole, end)| {
            let keys = whole.strip_prefix(&program)?;
            (blake3::hash(whole) == *end).then_some(keys.as_chunks::<{ size_of::<Key>() }>().0)
        });
        Self {
            program,
            before: keys.unwrap_or_default().iter().copied().collect(),
            now: Mutex::default(),
        }
    }

    /// Keeps what was met for the next build.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.len() == self.before.len() && now.iter().all(|key| self.before.contains(key)) {
            return Ok(());
        }
        let mut bytes = self.program.to_vec();
        bytes.extend(now.iter().flatten());
        bytes.extend(blake3::hash(&bytes).as_bytes());
        disk::replace(path, &bytes)
    }

    /// What `tell` tells of a text, of which it is not asked where it is known to tell nothing.
    pub fn unless_clean<T>(
        &self,
        (source, known): (&Source, &Known),
        tell: impl FnOnce() -> Vec<T>,
    ) -> Vec<T> {
        let key = key(source, known);
        let told = match self.before.contains(&key) {
            true => Vec::new(),
            false => tell(),
        };
        if told.is_empty() {
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            now.insert(key);
        }
        told
    }
}

/// Every part is hashed with its length, so that no two lists of parts are taken for one.
fn key(source: &Source, known: &Known) -> Key {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &[u8]| {
        hasher.update(&part.len().to_le_bytes()).update(part);
    };
    add(source.path.as_bytes());
    add(source.text.as_bytes());
    add(known.host.as_bytes());
    add(&known.year.to_le_bytes());
    for telephone in &known.telephones {
        add(telephone.as_bytes());
    }
    let mut key = Key::default();
    hasher.finalize_xof().fill(&mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::source::SourceFile;

    fn source(path: &str, text: &str) -> Source {
        Source::new(SourceFile {
            path: path.into(),
            text: text.into(),
        })
    }

    fn asked(texts: &CleanTexts, source: &Source, known: &Known, tells: &[u8]) -> bool {
        let mut asked = false;
        let told = texts.unless_clean((source, known), || {
            asked = true;
            tells.to_vec()
        });
        assert_eq!(told, if asked { tells } else { &[] });
        asked
    }

    #[test]
    fn a_clean_text_is_read_once_and_one_with_a_finding_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clean");
        let (clean, odd) = (source("a.md", "Chữ."), source("b.md", "Số."));
        let known = Known::default();
        let first = CleanTexts::read(&path, "loa 1");
        assert!(asked(&first, &clean, &known, &[]) && asked(&first, &odd, &known, &[1]));
        first.write(&path).unwrap();
        let second = CleanTexts::read(&path, "loa 1");
        assert!(!asked(&second, &clean, &known, &[]) && asked(&second, &odd, &known, &[1]));
        let others = [
            (source("c.md", "Chữ."), Known::default()),
            (source("a.md", "Chữ. "), Known::default()),
            (
                source("a.md", "Chữ."),
                Known {
                    year: 2,
                    ..Known::default()
                },
            ),
            (
                source("a.md", "Chữ."),
                Known {
                    host: "x".into(),
                    ..Known::default()
                },
            ),
            (
                source("a.md", "Chữ."),
                Known {
                    telephones: ["1".into()].into(),
                    ..Known::default()
                },
            ),
        ];
        for (source, known) in &others {
            assert!(asked(&second, source, known, &[]), "{source:?} {known:?}");
        }
        // What no build meets any more is forgotten.
        let third = CleanTexts::read(&path, "loa 1");
        third.write(&path).unwrap();
        assert!(asked(
            &CleanTexts::read(&path, "loa 1"),
            &clean,
            &known,
            &[]
        ));
    }

    #[test]
    fn a_file_that_is_damaged_or_of_another_program_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clean");
        let (clean, known) = (source("a.md", "Chữ."), Known::default());
        let first = CleanTexts::read(&path, "loa 1");
        asked(&first, &clean, &known, &[]);
        first.write(&path).unwrap();
        assert!(asked(
            &CleanTexts::read(&path, "loa 2"),
            &clean,
            &known,
            &[]
        ));
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            for bytes in [&damaged[..], &whole[..at]] {
                fs::write(&path, bytes).unwrap();
                assert!(
                    asked(&CleanTexts::read(&path, "loa 1"), &clean, &known, &[]),
                    "{at}"
                );
            }
        }
    }
}
