//! Who works in a studio, and which ward lets one person do everything: `people.toml` in its folder.

use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Longest name of a person, in characters.
const NAME_LIMIT: usize = 60;

/// The people of a studio.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Whether whoever writes a text may approve and publish it. The list of what was done says so each time.
    #[serde(default)]
    pub alone: bool,
    /// Those who have worked here.
    #[serde(default)]
    pub names: Vec<String>,
}

impl People {
    /// Reads who works here; nobody where nothing was written down yet.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, Diagnostic> {
        let text = disk::if_there(fs::read_to_string(file(folder))).map_err(unreadable)?;
        let Some(text) = text else { return Ok(None) };
        let people = toml::from_str(&text);
        people
            .map(Some)
            .map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))
    }

    /// Writes down who works here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Diagnostic> {
        let text = toml::to_string(self).map_err(io::Error::other);
        let written = text.and_then(|text| disk::replace(&file(folder), text.as_bytes()));
        written.map_err(|error| {
            let reason = error.into();
            Diagnostic::file(
                ".loa/studio/people.toml",
                FileProblem::OutputWrite { reason },
            )
        })
    }

    /// Adds a person, who may be there already.
    pub fn add(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }
}

/// A name as it is written down; `None` where it is none.
pub fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= NAME_LIMIT;
    let plain = !name.chars().any(char::is_control);
    (fits && plain).then_some(name)
}

fn file(folder: &Path) -> PathBuf {
    folder.join("people.toml")
}

fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(
        ".loa/studio/people.toml",
        FileProblem::Unreadable { reason },
    )
}
