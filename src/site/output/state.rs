//! What the last build made each file from, so that the next one can keep it.
//!
//! It lies in two files: the manifest, for whoever publishes the site, and the rest, which only the next build needs and
//! which names the manifest that it belongs to by hash.

use base::digest::Sha256;
use base::disk;
use base::manifest::{self, Defect, Manifest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The state's own version: an older one is as good as none.
const VERSION: u32 = 3;

/// A ward's files as a build left them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildState {
    /// Which program made it: another one may render the same input differently.
    pub generator: String,
    /// Files by their path below the site's root.
    pub files: BTreeMap<String, FileRecord>,
    /// Files that were made together from the same inputs.
    pub groups: BTreeMap<String, Group>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Hash of what the file was made from.
    pub inputs: String,
    /// The hash of its bytes.
    pub hash: Sha256,
    /// Bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: u64,
}

/// Files that were made together.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Group {
    /// Hash of what they were made from.
    pub inputs: String,
    /// Their paths.
    pub files: Vec<String>,
    /// The one through which the others are found.
    pub entry: String,
}

/// A state as it is written, without what stands in the manifest.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    generator: String,
    /// The SHA-256 of the manifest's text.
    manifest: String,
    files: BTreeMap<String, WrittenFile>,
    groups: BTreeMap<String, Group>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    inputs: String,
    modified: u64,
}

impl BuildState {
    /// Without any file.
    pub fn new(generator: &str) -> Self {
        Self {
            generator: generator.into(),
            ..Self::default()
        }
    }

    /// Reads a state and its manifest. If one of them is missing, damaged or outdated, or they are not of one build, there
    /// is none: everything is made again.
    ///
    /// # Errors
    /// When one is there and cannot be read.
    pub fn read(state: &Path, manifest: &Path) -> io::Result<Option<Self>> {
        let Some(bytes) = disk::if_there(std::fs::read(state))? else {
            return Ok(None);
        };
        let Some(text) = disk::if_there(text(manifest))? else {
            return Ok(None);
        };
        let written = serde_json::from_slice::<Written>(&bytes).ok();
        Ok(written.and_then(|written| Self::join(written, &text)))
    }

    fn join(written: Written, text: &[u8]) -> Option<Self> {
        let whole = written.version == VERSION && written.manifest.parse() == Ok(Sha256::of(text));
        let manifest = Manifest::parse(text).ok().filter(|_| whole)?;
        let mut files = BTreeMap::new();
        for (path, file) in written.files {
            let published = manifest.get(&path)?;
            let record = FileRecord {
                inputs: file.inputs,
                hash: published.sha256,
                size: published.size,
                modified: file.modified,
            };
            files.insert(path, record);
        }
        Some(Self {
            generator: written.generator,
            groups: written.groups,
            files,
        })
    }

    /// The bytes of the state and the text of the manifest.
    ///
    /// # Errors
    /// When a file has a path that no manifest can hold.
    pub fn to_bytes(&self) -> Result<(Vec<u8>, String), Defect> {
        let mut manifest = Manifest::default();
        let mut files = BTreeMap::new();
        for (path, record) in &self.files {
            manifest.add(path, record.hash, record.size)?;
            let file = WrittenFile {
                inputs: record.inputs.clone(),
                modified: record.modified,
            };
            files.insert(path.clone(), file);
        }
        let text = manifest.to_text();
        let written = Written {
            version: VERSION,
            generator: self.generator.clone(),
            manifest: Sha256::of(text.as_bytes()).to_string(),
            files,
            groups: self.groups.clone(),
        };
        let state = serde_json::to_vec(&written)
            .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"));
        Ok((state, text))
    }
}

/// A manifest's text, of which no more is read than one may have.
pub(super) fn text(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let limit = manifest::TEXT_LIMIT as u64 + 1;
    File::open(path)?.take(limit).read_to_end(&mut text)?;
    Ok(text)
}

impl FileRecord {
    /// Whether `metadata` is that of the file as it was written.
    pub fn matches(&self, metadata: &Metadata) -> bool {
        metadata.is_file() && metadata.len() == self.size && modified(metadata) == self.modified
    }
}

/// A file's modification time in nanoseconds since 1970; 0 where the system keeps none.
pub fn modified(metadata: &Metadata) -> u64 {
    let since = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| {
        u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_of_its_own_manifest_alone() {
        let record = |hash: &[u8]| FileRecord {
            inputs: "i".into(),
            hash: Sha256::of(hash),
            size: 3,
            modified: 7,
        };
        let mut state = BuildState::new("loa");
        state.files.insert("index.html".into(), record(b"one"));
        let (bytes, text) = state.to_bytes().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let [at, list] = ["mau.json", "mau.manifest"].map(|name| dir.path().join(name));
        assert_eq!(BuildState::read(&at, &list).unwrap(), None);
        std::fs::write(&at, &bytes).unwrap();
        assert_eq!(BuildState::read(&at, &list).unwrap(), None);
        std::fs::write(&list, &text).unwrap();
        assert_eq!(BuildState::read(&at, &list).unwrap(), Some(state.clone()));

        state.files.insert("index.html".into(), record(b"two"));
        let (_, other) = state.to_bytes().unwrap();
        assert_ne!(text, other);
        std::fs::write(&list, &other).unwrap();
        assert_eq!(BuildState::read(&at, &list).unwrap(), None);
        state.files.insert("a\nb".into(), record(b""));
        assert_eq!(state.to_bytes(), Err(Defect::BadPath));
    }
}
