//! Documents looked into once a build, however many wards offer them.

use super::{Inside, inspect};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Where what a document holds comes to stand, once.
type Place = Arc<OnceLock<Arc<Inside>>>;

/// Looks into documents.
#[derive(Debug, Default)]
pub struct Inspector {
    program: PathBuf,
    known: Mutex<BTreeMap<String, Place>>,
}

impl Inspector {
    /// `program` is the command itself, which reads PDF files in a process of its own.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            known: Mutex::default(),
        }
    }

    /// What the document with these bytes holds; `hash` is theirs.
    pub fn inspect(&self, hash: &str, bytes: &[u8]) -> Arc<Inside> {
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(hash.to_owned()).or_default())
        };
        Arc::clone(place.get_or_init(|| Arc::new(inspect(bytes, &self.program))))
    }
}
