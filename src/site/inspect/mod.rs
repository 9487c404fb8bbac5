//! What a document's file holds beside the pages that it shows: comments, deleted words, authors, programs, other files.
//!
//! Nothing here judges: it lists, within the limits of the importer, and says what it could not look at.

mod clean;
mod inspector;
mod package;
mod pdf;
mod photograph;
mod plain;

pub use clean::{CHILD as CLEAN, child as cleaning, cleaned};
pub use inspector::Inspector;
pub use package::kind;
pub use pdf::{CHILD, child};
pub(crate) use photograph::photograph_place;
pub use photograph::tells_place;

use crate::problem::{Danger, Part, Trace, Unread};
use formats::Format;
use formats::pdf as reader;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Longest text that is looked at in one file, in bytes.
const TEXT_LIMIT: usize = 4 << 20;

/// Most things of one kind that are listed.
const LIST_LIMIT: usize = 200;

/// What a document's file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// Its words by where they stand; tables as Markdown writes them.
    pub words: Vec<(Part, String)>,
    /// Names and places that it tells.
    pub traces: Vec<(Trace, String)>,
    /// What acts, calls or hides, and what it is called.
    pub dangers: Vec<(Danger, String)>,
    /// Why not all of it was looked at.
    pub unread: Option<Unread>,
}

impl Inside {
    fn say(&mut self, part: Part, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let held: usize = self.words.iter().map(|(_, words)| words.len()).sum();
        if held + words.len() > TEXT_LIMIT || self.words.len() > 20 * LIST_LIMIT {
            self.unread = self.unread.or(Some(Unread::TooLarge));
            return;
        }
        self.words.push((part, words.to_owned()));
    }

    fn trace(&mut self, trace: Trace, words: &str) {
        let found = (trace, words.trim().to_owned());
        if !found.1.is_empty() && self.traces.len() < LIST_LIMIT && !self.traces.contains(&found) {
            self.traces.push(found);
        }
    }

    fn danger(&mut self, danger: Danger, name: &str) {
        let found = (danger, name.trim().to_owned());
        if self.dangers.len() < LIST_LIMIT && !self.dangers.contains(&found) {
            self.dangers.push(found);
        }
    }

    /// A path on somebody's computer, where words hold one.
    fn paths(&mut self, words: &str) {
        for path in plain::paths(words).into_iter().take(LIST_LIMIT) {
            self.trace(Trace::Path, &path);
        }
    }
}

/// Looks into a document. `program` is the command itself, which reads PDF files in a process of its own.
pub fn inspect(bytes: &[u8], program: &Path) -> Inside {
    match Format::of(bytes) {
        Ok(Format::Docx | Format::Odt) => package::inspect(bytes),
        Ok(Format::Pdf) => {
            let answer = reader::ask(bytes, program, CHILD);
            let answer = answer.map_err(|problem| pdf::reason(&problem));
            answer.unwrap_or_else(|unread| Inside {
                unread: Some(unread),
                ..Inside::default()
            })
        }
        Ok(Format::Text | Format::Markdown) => plain::inspect(bytes),
        Ok(Format::Doc | Format::Rtf | Format::Html | Format::Mhtml | Format::Photo) | Err(_) => {
            Inside {
                unread: Some(Unread::Unknown),
                ..Inside::default()
            }
        }
    }
}
