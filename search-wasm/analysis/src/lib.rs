//! Vietnamese text → terms, the same for the index and for the query.
//!
//! The shown text is never changed; what is compared are keys. A word's *exact* key keeps its marks
//! but not the accidents of their writing; its *folded* key drops them.

pub mod keyboard;
pub mod letter;
pub mod syllable;
pub mod token;

pub use letter::fold;
pub use token::{Token, Tokens};
