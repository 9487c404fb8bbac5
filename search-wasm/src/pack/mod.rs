//! The pack: a compiled index, defined once for its writer and its reader.
//!
//! A pack is a *start* part, and *terms* and *docs* parts that are read only when a query needs them.
//! `README.md` beside this crate describes the layout byte by byte.

pub mod bytes;
pub mod container;
pub mod dictionary;
pub mod documents;
pub mod part;
pub mod postings;
pub mod start;

use std::fmt;

/// Version of the format; a reader refuses every other.
pub const VERSION: u32 = 3;

/// The parts of a document that are weighed apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Field {
    /// The title.
    Title,
    /// Headings and tags.
    Headings,
    /// The summary.
    Summary,
    /// The text.
    Body,
    /// Numbers and symbols of official documents.
    Symbols,
    /// What the post is about by name: its tags, and what its title begins with. Matched as a whole, never scored as
    /// text; places tell where a name begins and ends, see [`postings::name_position`].
    Names,
}

impl Field {
    /// All fields, in the order of their numbers.
    pub const ALL: [Field; 6] = [
        Field::Title,
        Field::Headings,
        Field::Summary,
        Field::Body,
        Field::Symbols,
        Field::Names,
    ];

    /// How many fields there are.
    pub const COUNT: usize = Field::ALL.len();

    /// The field's name in tantivy's schema.
    pub fn name(self) -> &'static str {
        ["title", "headings", "summary", "body", "symbols", "names"][self as usize]
    }
}

/// Why a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackError {
    /// Not one of our files at all.
    NotAPack,
    /// Written by another version of this software.
    Version {
        /// The version that the file names.
        found: u32,
    },
    /// Truncated or altered; says what did not fit.
    Damaged(&'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackError::NotAPack => f.write_str("not a search pack"),
            PackError::Version { found } => {
                f.write_str("search pack of another version: ")?;
                fmt::Display::fmt(found, f)
            }
            PackError::Damaged(what) => {
                f.write_str("damaged search pack: ")?;
                f.write_str(what)
            }
        }
    }
}

impl std::error::Error for PackError {}
