//! Documents looked into once a build, however many wards offer them.

use super::{Inside, inspect};
use base::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Where what a document holds comes to stand, once.
type Slot = Arc<OnceLock<Result<Arc<Inside>, Diagnostic>>>;

/// Looks into documents.
#[derive(Debug, Default)]
pub struct Inspector {
    program: PathBuf,
    known: Mutex<BTreeMap<String, Slot>>,
}

impl Inspector {
    /// `program` is the command itself, which reads PDF files in a process of its own.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            known: Mutex::default(),
        }
    }

    /// What the document with this hash holds; its `bytes` are asked for the first time alone.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn inspect(
        &self,
        hash: &str,
        bytes: impl FnOnce() -> Result<Arc<[u8]>, Diagnostic>,
    ) -> Result<Arc<Inside>, Diagnostic> {
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(hash.to_owned()).or_default())
        };
        let inside = place.get_or_init(|| Ok(Arc::new(inspect(&bytes()?, &self.program))));
        inside.clone()
    }
}
