//! Pictures and documents that posts name: which a text names, and one put beside a post.

use super::history::failed;
use super::links::mentions;
use super::steps::Step;
use super::{Author, Document, What};
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use site::root::SHARED;
use std::fs;

impl Author {
    /// The files that a text names and that are no texts themselves, such as pictures: from the root, in order.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files_named(&self, document: &Document) -> Result<Vec<String>, Diagnostics> {
        let inner = document.path().trim_start_matches("content/");
        let (ward, file) = inner.split_once('/').unwrap_or((inner, ""));
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = self.files(ward)?;
        let mut shared = match ward == SHARED {
            true => Vec::new(),
            false => self.files(SHARED)?,
        };
        // A file of the ward's own stands in the place of a shared one.
        let place = |path: &str, owner: &str| {
            let inner = path.strip_prefix(&format!("content/{owner}/"));
            inner.map(str::to_owned)
        };
        shared.retain(|path| {
            place(path, SHARED)
                .is_none_or(|inner| !own.contains(&format!("content/{ward}/{inner}")))
        });
        let text = document.text();
        let names = |path: &String, owner: &str| {
            let inner = place(path, owner);
            let named = inner.is_some_and(|inner| !mentions(text, folder, &inner).is_empty());
            named && !super::document::is_written(path)
        };
        let mut named: Vec<String> = own.into_iter().filter(|path| names(path, ward)).collect();
        named.extend(shared.into_iter().filter(|path| names(path, SHARED)));
        named.sort();
        Ok(named)
    }

    /// Puts a file that posts name, such as a picture, to `path` below `content/`. The same bytes again are no conflict.
    ///
    /// # Errors
    /// When a text belongs there, another file is there, or it cannot be written: nothing is left of it then.
    pub fn attach(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let is_text = super::document::is_written(path);
        if !path.starts_with("content/") || is_text {
            return Err(Diagnostic::file(path, Problem::AlreadyExists {}));
        }
        self.root().stay_inside(path)?;
        let history = self.hold()?;
        let present = base::disk::if_there(fs::read(self.root().join(path)));
        match present.map_err(failed(path))? {
            Some(present) if present == bytes => return Ok(()),
            Some(_) => return Err(Diagnostic::file(path, Problem::AlreadyExists {})),
            None => {}
        }
        let (path, bytes) = (path.to_owned(), bytes.to_vec());
        self.take(&history, What::Created, &[Step::Create { path, bytes }])
    }
}
