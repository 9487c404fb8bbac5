//! When sites were built out of the studio, and how much changed: so that a publishing can be told from the one before.

use crate::deed::Event;
use crate::journal::now;
use crate::noted;
use author::Version;
use base::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The file that notes them, in the studio's folder.
const FILE: &str = "builds.json";

/// The file that notes which texts the sites have, in the studio's folder.
const TEXTS: &str = "built.json";

/// How many are kept.
const KEPT: usize = 50;

/// One build that came to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// When it ended, in universal time (RFC 3339).
    pub time: String,
    /// Files that are new or others.
    pub written: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Whether the studio did it because a day had come.
    #[serde(default)]
    pub by_itself: bool,
    /// Files of posts whose day had come since the build before, with that day.
    #[serde(default)]
    pub up: Vec<(String, String)>,
    /// The number of the last line in each ward's list of approvals when it began: a clock that jumps changes nothing about
    /// what came after. Nothing in builds from before this was noted.
    #[serde(default)]
    pub numbers: Option<BTreeMap<String, u64>>,
}

impl Built {
    /// Whether this was done in a ward after the build began.
    pub fn is_before(&self, ward: &str, event: &Event) -> bool {
        match &self.numbers {
            Some(numbers) => event.number > numbers.get(ward).copied().unwrap_or_default(),
            None => event.time > self.time,
        }
    }
}

/// Notes a build that ended now.
///
/// # Errors
/// When it cannot be written down.
pub fn note(folder: &Path, built: Built) -> Result<(), Diagnostic> {
    let mut all = all(folder);
    all.push(Built {
        time: now(),
        ..built
    });
    noted::write(folder, FILE, &all[all.len().saturating_sub(KEPT)..])
}

/// The builds that are noted, oldest first; none where the note cannot be read.
pub fn all(folder: &Path) -> Vec<Built> {
    noted::read(folder, FILE)
}

/// The files of the texts that the sites have, each with what it held when they were built; `None` in notes from before that
/// was noted.
pub type Texts = BTreeMap<String, Option<Version>>;

/// That note, as it is and as it was once.
#[derive(Deserialize)]
#[serde(untagged)]
enum Noted {
    Texts(Texts),
    Files(BTreeSet<String>),
}

/// Notes the texts that the sites have.
///
/// # Errors
/// When it cannot be written down.
pub fn note_texts(folder: &Path, texts: &Texts) -> Result<(), Diagnostic> {
    noted::write(folder, TEXTS, texts)
}

/// The texts that the sites have; `None` where it was never noted.
pub fn texts(folder: &Path) -> Option<Texts> {
    Some(match noted::read::<Option<Noted>>(folder, TEXTS)? {
        Noted::Texts(texts) => texts,
        Noted::Files(files) => files.into_iter().map(|file| (file, None)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_from_before_versions_is_read() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(texts(dir.path()), None);
        noted::write(dir.path(), TEXTS, &["a.md"]).unwrap();
        assert_eq!(
            texts(dir.path()),
            Some(Texts::from([("a.md".into(), None)]))
        );
        let now = Texts::from([("a.md".into(), Some(Version::of(b"a")))]);
        note_texts(dir.path(), &now).unwrap();
        assert_eq!(texts(dir.path()), Some(now));
    }

    #[test]
    fn the_last_builds_are_kept_in_their_order() {
        let dir = tempfile::tempdir().unwrap();
        assert!(all(dir.path()).is_empty());
        for written in 0..KEPT + 3 {
            let built = Built {
                written,
                ..Built::default()
            };
            note(dir.path(), built).unwrap();
        }
        let written: Vec<_> = all(dir.path()).iter().map(|built| built.written).collect();
        assert_eq!(written, (3..KEPT + 3).collect::<Vec<_>>());
    }
}
