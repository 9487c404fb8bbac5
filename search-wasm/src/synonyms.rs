//! Synonyms and abbreviations: a plain list that anyone can read and a ward can extend.
//!
//! One line a group, its ways to say the same parted by `=`; `#` starts a comment:
//!
//! ```text
//! # giấy tờ
//! bhyt = bảo hiểm y tế
//! đái tháo đường = tiểu đường
//! ```

use std::fmt;

use crate::analysis::Tokens;

/// Groups of words that mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
}

/// What is wrong with a line of a synonyms file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymError {
    /// Line number, from 1.
    pub line: usize,
    /// The line as it stands.
    pub text: String,
    /// What is wrong and how to mend it.
    pub message: &'static str,
}

impl fmt::Display for SynonymError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}`: {}", self.line, self.text, self.message)
    }
}

impl std::error::Error for SynonymError {}

impl Synonyms {
    /// The list that comes with Loa.
    #[cfg(feature = "build")]
    pub fn built_in() -> Synonyms {
        // A test parses the file, so that nothing can be wrong with it here.
        Synonyms::parse(include_str!("../synonyms.txt")).unwrap_or_default()
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// At the first line that is not a group of at least two ways, each with at least one word.
    pub fn parse(text: &str) -> Result<Synonyms, SynonymError> {
        let mut synonyms = Synonyms::default();
        for (at, line) in text.lines().enumerate() {
            let content = line.split('#').next().unwrap_or_default().trim();
            if content.is_empty() {
                continue;
            }
            let error = |message| SynonymError {
                line: at + 1,
                text: line.to_owned(),
                message,
            };
            let ways: Vec<String> = content
                .split('=')
                .map(|way| way.trim().to_owned())
                .collect();
            if ways.len() < 2 {
                return Err(error("write at least two ways to say it, parted by `=`"));
            }
            if ways.iter().any(|way| Tokens::new(way).next().is_none()) {
                return Err(error("a side of `=` has no word"));
            }
            synonyms.groups.push(ways);
        }
        Ok(synonyms)
    }

    /// Adds another list, such as a ward's own.
    pub fn merge(&mut self, other: Synonyms) {
        self.groups.extend(other.groups);
    }

    /// The groups in the order of the file.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }
}
