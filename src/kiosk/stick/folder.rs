//! Sticks that something else mounts: every folder below one folder is a stick.

use super::Sticks;
use crate::refusal::Refusal;
use std::fs;
use std::path::PathBuf;

/// A folder in which each folder is a stick.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The sticks below `path`.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }
}

impl Sticks for Folder {
    fn plugged(&mut self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut names: Vec<_> = folders
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    fn open(&mut self, stick: &str) -> Result<Vec<PathBuf>, Refusal> {
        Ok(vec![self.path.join(stick)])
    }

    fn close(&mut self) {}
}
