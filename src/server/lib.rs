//! What `loa serve` and `loa studio` have in common: which requests are for a server of this machine, how it listens, how
//! many connections it holds, how it gives parts of files, and when it ends.

pub mod connections;
pub mod hosts;
mod listen;
pub mod network;
pub mod parts;
pub mod problem;

pub use listen::{Listening, interrupted};
