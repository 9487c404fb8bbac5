//! The engine on a file system: for `loa search`, for tests and for measuring.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::pack::{PackError, container};
use crate::query::{Outcome, SearchOptions, SearchResults, Session};

/// Where a pack's files are read from.
pub trait Store {
    /// Reads the file of this name.
    ///
    /// # Errors
    ///
    /// When there is no such file or it cannot be read.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;

    /// The name of the start file.
    ///
    /// # Errors
    ///
    /// When there is none, or more than one, or the place cannot be listed.
    fn start(&self) -> io::Result<String>;
}

/// A folder of pack files.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Store for Folder {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(name))
    }

    fn start(&self) -> io::Result<String> {
        let mut starts = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.starts_with("start-") && name.ends_with(container::EXTENSION) {
                starts.push(name);
            }
        }
        match starts.len() {
            1 => Ok(starts.remove(0)),
            0 => Err(io::Error::new(
                io::ErrorKind::NotFound,
                "no start file of a search pack",
            )),
            _ => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "more than one start file",
            )),
        }
    }
}

#[cfg(feature = "build")]
impl Store for crate::build::Pack {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = self.files.iter().find(|file| file.name == name);
        file.map(|file| file.bytes.clone())
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn start(&self) -> io::Result<String> {
        Ok(self.start.clone())
    }
}

/// Why a search failed.
#[derive(Debug)]
pub enum SearchError {
    /// A file of the pack cannot be read.
    Read {
        /// Name of the file.
        name: String,
        /// What went wrong.
        error: io::Error,
    },
    /// A file of the pack is not what it should be.
    Pack {
        /// Name of the file; empty when it is about several.
        name: String,
        /// What is wrong.
        error: PackError,
    },
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Read { name, error } => write!(f, "cannot read `{name}`: {error}"),
            SearchError::Pack { name, error } if name.is_empty() => write!(f, "{error}"),
            SearchError::Pack { name, error } => write!(f, "`{name}`: {error}"),
        }
    }
}

impl std::error::Error for SearchError {}

/// A pack open for searching.
#[derive(Debug)]
pub struct Searcher<S> {
    store: S,
    session: Session,
}

impl<S: Store> Searcher<S> {
    /// Opens the pack in the store.
    ///
    /// # Errors
    ///
    /// When the start file cannot be read or is damaged.
    pub fn open(store: S) -> Result<Searcher<S>, SearchError> {
        let unnamed = |error| SearchError::Read {
            name: String::new(),
            error,
        };
        let name = store.start().map_err(unnamed)?;
        let bytes = read(&store, &name)?;
        let session = Session::open(&bytes).map_err(|error| SearchError::Pack { name, error })?;
        Ok(Searcher { store, session })
    }

    /// Searches, reading parts of the pack as the query needs them.
    ///
    /// # Errors
    ///
    /// When a part cannot be read or is damaged.
    pub fn search(
        &mut self,
        query: &str,
        options: &SearchOptions,
    ) -> Result<SearchResults, SearchError> {
        loop {
            let unnamed = |error| SearchError::Pack {
                name: String::new(),
                error,
            };
            match self.session.search(query, options).map_err(unnamed)? {
                Outcome::Found(results) => return Ok(results),
                Outcome::Need(parts) => {
                    for part in parts {
                        let name = format!("{part}.{}", container::EXTENSION);
                        let bytes = read(&self.store, &name)?;
                        let named = |error| SearchError::Pack { name, error };
                        self.session.provide(&part, &bytes).map_err(named)?;
                    }
                }
            }
        }
    }

    /// The session, to set weights or to ask step by step.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

fn read(store: &impl Store, name: &str) -> Result<Vec<u8>, SearchError> {
    store.read(name).map_err(|error| SearchError::Read {
        name: name.to_owned(),
        error,
    })
}
