//! Loa search: analysis, pack and query, shared by the generator and the browser.
//!
//! The generator turns posts into [`Document`]s and, with the feature `build`, has `compile` index them
//! with tantivy and compile the index into a *pack* of small files. A [`Searcher`] reads a pack from
//! disk; in the browser the same [`query::Session`] is told its bytes by a script.

#[cfg(feature = "build")]
pub mod build;
pub mod document;
#[cfg(feature = "build")]
pub mod engine;
pub mod pack;
pub mod query;
#[cfg(not(target_arch = "wasm32"))]
pub mod searcher;
#[cfg(feature = "build")]
pub mod single;
#[cfg(not(target_arch = "wasm32"))]
pub mod synonyms;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use ::analysis;
pub use analysis::fold;
#[cfg(feature = "build")]
pub use build::{CompileError, Pack, PackFile, compile};
pub use document::{Advice, Document, Emergency, Passage};
pub use query::{Hit, SearchOptions, SearchResults, Urgent};
#[cfg(not(target_arch = "wasm32"))]
pub use searcher::{Folder, SearchError, Searcher, Store};
#[cfg(not(target_arch = "wasm32"))]
pub use synonyms::{SynonymError, Synonyms};
