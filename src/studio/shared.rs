//! Wards' own versions of shared posts: what the shared post held when each was begun, so that the form can tell when that
//! changed since.

use crate::noted;
use crate::shape::Shape;
use crate::work::{keep, kept};
use author::Version;
use base::diagnostic::Diagnostic;
use base::disk;
use site::root::{Root, SHARED, TEXT_LIMIT};
use std::collections::BTreeMap;
use std::path::Path;

/// The file that notes it, in the studio's folder.
const FILE: &str = "own.json";

/// Notes what the shared post holds that the text at `path` is an own version of.
///
/// # Errors
/// When it cannot be written down.
pub fn note(folder: &Path, path: &str, shared: &[u8]) -> Result<(), Diagnostic> {
    let version = keep(folder, shared).map_err(|error| noted::failed(FILE, error))?;
    let mut all = begun(folder);
    all.insert(path.to_owned(), version);
    noted::write(folder, FILE, &all)
}

/// What the shared post held when the own version at `path` was begun, or when somebody last looked at what changed.
pub fn begun_from(folder: &Path, path: &str) -> Option<Vec<u8>> {
    kept(folder, begun(folder).get(path)?)
}

/// What the shared post holds now that the text at `path` is an own version of; `None` where there is none.
pub fn now(root: Option<Root>, shape: &Shape, path: &str) -> Option<Vec<u8>> {
    let (root, name) = (root?, path.rsplit('/').next()?);
    let path = format!("content/{SHARED}/{}/{name}", shape.section);
    let own = !shape.is_shared() && shape.kind.is_some();
    let there = own && disk::is_there(&root.join(&path)).unwrap_or_default();
    there
        .then(|| root.read_bytes(&path, TEXT_LIMIT).ok())
        .flatten()
}

/// What is noted; where that is nothing, the form says nothing of changes.
fn begun(folder: &Path) -> BTreeMap<String, Version> {
    noted::read(folder, FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_own_version_was_begun_from_is_found_again() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(begun_from(dir.path(), "content/mau/suc-khoe/ho.md"), None);
        note(dir.path(), "content/mau/suc-khoe/ho.md", b"one").unwrap();
        note(dir.path(), "content/mau/suc-khoe/sot.md", b"two").unwrap();
        note(dir.path(), "content/mau/suc-khoe/ho.md", b"three").unwrap();
        let found = |path: &str| begun_from(dir.path(), path);
        assert_eq!(found("content/mau/suc-khoe/ho.md"), Some(b"three".to_vec()));
        assert_eq!(found("content/mau/suc-khoe/sot.md"), Some(b"two".to_vec()));
    }
}
