//! What is to be changed in a TOML text: which key, and what becomes of it.

use std::fmt;

/// Which key is meant: `title`, `media.zalo`, `sources[0].year`; `sources[0]` is a whole entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPath(pub(super) Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Entry(usize),
}

impl KeyPath {
    /// Reads a path; `None` where it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in written.split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if key.is_empty() {
                return None;
            }
            steps.push(Step::Key(key.to_owned()));
            while let Some(inside) = rest.strip_prefix('[') {
                let (number, behind) = inside.split_once(']')?;
                steps.push(Step::Entry(number.parse().ok()?));
                rest = behind;
            }
            if !rest.is_empty() {
                return None;
            }
        }
        Some(Self(steps))
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Entry(number) => write!(f, "[{number}]")?,
            }
        }
        Ok(())
    }
}

/// One change of a TOML text.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The key has this value from now on, whether it was there or not.
    Set(KeyPath, toml::Value),
    /// The key, or the entry of a list of tables, goes; it need not be there.
    Remove(KeyPath),
    /// A new entry of a list of tables such as `[[sources]]`, before the entry of this number or behind the last.
    Add(KeyPath, Option<usize>, Vec<(String, toml::Value)>),
}

impl Change {
    /// The key that it is about.
    pub fn key(&self) -> &KeyPath {
        match self {
            Self::Set(key, _) | Self::Remove(key) | Self::Add(key, ..) => key,
        }
    }
}
