//! What the last build wrote, so that the next one can keep it.

use crate::disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The manifest's own version: an older one is as good as none.
const VERSION: u32 = 2;

/// A ward's files as the last build left them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct Manifest {
    version: u32,
    /// Which program made it: another one may render the same input differently.
    pub generator: String,
    /// Files by their path below the site's root.
    pub files: BTreeMap<String, FileRecord>,
    /// Files that were made together from the same inputs.
    pub groups: BTreeMap<String, Group>,
}

/// One file.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct FileRecord {
    /// Hash of what the file was made from.
    pub inputs: String,
    /// SHA-256 of its bytes.
    pub hash: String,
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

impl Manifest {
    /// An empty manifest of this version.
    pub fn new(generator: &str) -> Self {
        Self {
            version: VERSION,
            generator: generator.into(),
            ..Self::default()
        }
    }

    /// Reads a manifest. A missing, damaged or outdated one is none: everything is made again.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        let bytes = disk::if_there(std::fs::read(path))?;
        let manifest = bytes.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        Ok(manifest.filter(|manifest| manifest.version == VERSION))
    }
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
