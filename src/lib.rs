//! Loa: builds one static, searchable site per Vietnamese ward from Markdown posts.
//!
//! `ARCHITECTURE.md` is the map. Data goes one way: [`content`] loads it into the [`model`], [`compile`] makes a
//! compiled site of each ward, [`check`] looks for what is wrong, [`render`] makes pages, [`output`] writes them;
//! [`pipeline`] is the order.

// Its macro is known to the modules behind it.
#[macro_use]
pub mod pattern;

pub mod assets;
pub mod author;
pub mod check;
pub mod compile;
pub mod content;
pub mod diagnostic;
pub mod digest;
pub mod disk;
pub mod first_aid;
pub mod import;
pub mod inspect;
pub mod lang;
pub mod linker;
pub mod markdown;
pub mod model;
pub mod notice;
pub mod offline;
pub mod output;
pub mod pipeline;
pub mod preview;
pub mod problem;
pub mod progress;
pub mod reason;
pub mod render;
pub mod retire;
pub mod root;
pub mod schema;
pub mod search;
pub mod slug;
pub mod source;
#[cfg(test)]
mod stopwatch;
pub mod unseen;
pub mod weight;
pub mod words;
pub mod workshop;
