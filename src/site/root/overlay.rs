//! Texts that are not saved yet, in the place of what files hold; the files on the disk stay as they are.

use super::walk::is_ignored;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Bytes by path from the root.
#[derive(Debug, Clone, Default)]
pub struct Overlay(BTreeMap<String, Arc<[u8]>>);

impl Overlay {
    /// The same with one more, or with other bytes for one.
    pub fn with(&self, path: &str, bytes: &[u8]) -> Self {
        let mut texts = self.0.clone();
        texts.insert(path.to_owned(), bytes.into());
        Self(texts)
    }

    /// What lies over a file.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.0.get(path)
    }

    /// Adds what lies below a folder to the files that are there, and keeps their order.
    pub fn add_files(&self, folder: &str, files: &mut Vec<String>) {
        let prefix = format!("{folder}/");
        let below = self.0.keys().filter(|path| path.starts_with(&prefix));
        let new: Vec<_> = below
            .filter(|path| !path.split('/').any(is_ignored))
            .filter(|path| !files.contains(path))
            .cloned()
            .collect();
        if !new.is_empty() {
            files.extend(new);
            files.sort_by(|a, b| a.split('/').cmp(b.split('/')));
        }
    }

    /// Adds the folders directly in a folder that only texts of this kind lie in.
    pub fn add_folders(&self, folder: &str, names: &mut Vec<String>) {
        let prefix = format!("{folder}/");
        let below = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        let inner = below.filter_map(|path| Some(path.split_once('/')?.0));
        let all: BTreeSet<_> = inner
            .filter(|name| !is_ignored(name))
            .map(str::to_owned)
            .chain(names.drain(..))
            .collect();
        names.extend(all);
    }
}
