//! A picture put beside a post.

use super::history::failed;
use super::steps::Step;
use super::{Author, What};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use std::fs;

impl Author {
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
