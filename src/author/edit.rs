//! Texts that are there already: read, changed, deleted and brought back, never over somebody else's change.

use super::document::{LIMIT, is_written};
use super::history::{History, failed};
use super::steps::{self, Step};
use super::{Author, Change, Document, KeyPath, Version, What, within_limit};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use site::problem::Problem as SiteProblem;
use std::fs;

impl Author {
    /// Reads a post, an introduction or a file of settings to change it.
    ///
    /// # Errors
    /// When it is not there, no text, or not one that people write.
    pub fn read(&self, path: &str) -> Result<Document, Diagnostic> {
        self.settled()?;
        self.own(path)?;
        Document::read(path, &self.root.read_bytes(path, LIMIT)?)
    }

    /// Changes keys, and the text below them where `body` is one; gives the file as it is then. Nothing is written where
    /// nothing is another.
    ///
    /// # Errors
    /// When a key cannot be changed alone, the file is another than `document` ([`Problem::ContentChanged`], with both
    /// texts), or it cannot be written. It is as before then.
    pub fn edit(
        &self,
        document: &Document,
        changes: &[Change],
        body: Option<&str>,
    ) -> Result<Document, Diagnostic> {
        self.change(document, changes, body, What::Edited)
    }

    /// Sets a post back to a draft, so that no site has it any more.
    ///
    /// # Errors
    /// As [`Author::edit`].
    pub fn withdraw(&self, document: &Document) -> Result<Document, Diagnostic> {
        let draft = KeyPath::parse("draft").unwrap_or_else(|| unreachable!("a key"));
        let changes = [Change::Set(draft, true.into())];
        self.change(document, &changes, None, What::Withdrawn)
    }

    fn change(
        &self,
        document: &Document,
        changes: &[Change],
        body: Option<&str>,
        what: What,
    ) -> Result<Document, Diagnostic> {
        let mut changed = document.clone();
        changes
            .iter()
            .try_for_each(|change| changed.change(change))?;
        if let Some(body) = body {
            changed.set_body(body);
        }
        let bytes = changed.bytes();
        let (path, base) = (document.path(), document.version());
        self.put(path, Some(base), &bytes, (changed.text(), what))?;
        Document::read(path, &bytes)
    }

    /// Writes a whole file in the place of the one that was read as `expected`, or a new one where that is `None`; gives
    /// its version.
    ///
    /// # Errors
    /// When the file is another ([`Problem::ContentChanged`], with both texts), or cannot be written. It is as before
    /// then.
    pub fn save(
        &self,
        path: &str,
        expected: Option<&Version>,
        bytes: &[u8],
    ) -> Result<Version, Diagnostic> {
        let text = String::from_utf8_lossy(bytes);
        self.put(path, expected, bytes, (&text, What::Edited))
    }

    fn put(
        &self,
        path: &str,
        expected: Option<&Version>,
        bytes: &[u8],
        (text, what): (&str, What),
    ) -> Result<Version, Diagnostic> {
        self.own(path)?;
        within_limit(path, bytes.len())?;
        let history = self.hold()?;
        let (wanted, present) = (Version::of(bytes), self.read_present(path)?);
        let before = present.as_deref().map(Version::of);
        // The same text again is no conflict: the first answer may have been lost.
        if before.as_ref() == Some(&wanted) {
            return Ok(wanted);
        }
        if before.as_ref() != expected {
            return Err(conflict(path, text, present.as_deref()));
        }
        let (path, bytes) = (path.to_owned(), bytes.to_vec());
        let step = match present {
            Some(before) => Step::Replace {
                path,
                bytes,
                before,
            },
            None => Step::Create { path, bytes },
        };
        self.take(&history, what, &[step])?;
        Ok(wanted)
    }

    /// Deletes a file; what it held stays in its history.
    ///
    /// # Errors
    /// When the file is another than `expected`, or stays.
    pub fn delete(&self, path: &str, expected: &Version) -> Result<(), Diagnostic> {
        self.own(path)?;
        let history = self.hold()?;
        match self.read_present(path)? {
            Some(before) if Version::of(&before) == *expected => {
                let path = path.to_owned();
                let step = Step::Remove { path, before };
                self.take(&history, What::Deleted, &[step])
            }
            present => Err(conflict(path, "", present.as_deref())),
        }
    }

    /// Brings back a version from a file's history, deleted or replaced; what is there now is kept. `expected` is what
    /// was seen there, `None` for nothing.
    ///
    /// # Errors
    /// When the version is not kept, the file is another than `expected`, or it cannot be written.
    pub fn restore(
        &self,
        path: &str,
        version: &Version,
        expected: Option<&Version>,
    ) -> Result<(), Diagnostic> {
        let bytes = self.kept(version)?;
        let text = String::from_utf8_lossy(&bytes);
        self.put(path, expected, &bytes, (&text, What::Restored))?;
        Ok(())
    }

    pub(super) fn take(
        &self,
        history: &History,
        what: What,
        steps: &[Step],
    ) -> Result<(), Diagnostic> {
        steps::take(&self.root, history, (&self.by, what), steps).map(|_| ())
    }

    /// Refuses what is no writer's file, lies elsewhere, or is a link to another file.
    pub(super) fn own(&self, path: &str) -> Result<(), Diagnostic> {
        let plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !plain || !is_written(path) {
            let problem = SiteProblem::PathOutside { path: path.into() };
            return Err(Diagnostic::file(path, problem));
        }
        self.root.stay_inside(path)?;
        let found = disk::if_there(fs::symlink_metadata(self.root.join(path)));
        let found = found.map_err(failed(path))?;
        if found.is_some_and(|found| found.is_symlink()) {
            return Err(Diagnostic::file(path, Problem::LinkedFile {}));
        }
        Ok(())
    }

    fn read_present(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let there = disk::is_there(&self.root.join(path)).map_err(failed(path))?;
        there.then(|| self.root.read_bytes(path, LIMIT)).transpose()
    }
}

/// Two texts where there was one.
fn conflict(path: &str, yours: &str, theirs: Option<&[u8]>) -> Diagnostic {
    let theirs = theirs.unwrap_or_default();
    let theirs = match Document::read(path, theirs) {
        Ok(document) => document.text().to_owned(),
        Err(_) => String::from_utf8_lossy(theirs).into_owned(),
    };
    let yours = yours.to_owned();
    Diagnostic::file(path, Problem::ContentChanged { yours, theirs })
}
