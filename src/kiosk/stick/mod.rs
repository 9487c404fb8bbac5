//! The stick that somebody plugs in: found, read, taken from, and given back.
//!
//! What lies on a stick is anybody's. It is opened to be read, without following links, and nothing of it is believed before
//! [`import`](crate::import) has verified it.

mod board;
mod find;
mod folder;
mod letters;
#[cfg(target_os = "linux")]
mod udisks;
mod watch;

pub use board::{Board, HEARTBEAT, Notice, Sentence, spoken_day};
pub use find::{Found, find};
pub use folder::Folder;
pub use letters::Letters;
#[cfg(target_os = "linux")]
pub use udisks::Udisks;
pub use watch::Watch;

use crate::refusal::Refusal;
use base::disk;
use std::io;
use std::path::{Path, PathBuf};

/// The sticks of a machine.
pub trait Sticks: Send {
    /// A name for each stick that is plugged in; one that is pulled out and plugged in again may have another.
    fn plugged(&mut self) -> Vec<String>;

    /// Makes a stick readable; gives the roots of what is on it, one for each partition.
    ///
    /// # Errors
    /// When nothing on it can be read.
    fn open(&mut self, stick: &str) -> Result<Vec<PathBuf>, Refusal>;

    /// Writes a file into a root that was made readable: whole, and flushed.
    ///
    /// # Errors
    /// When the stick cannot be written to.
    fn write(&mut self, root: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        disk::replace(&root.join(name), bytes)
    }

    /// Lets go of whatever was made readable, so that the stick can be pulled out.
    fn close(&mut self);
}

/// The sticks of the system that the program was made for.
#[cfg(target_os = "linux")]
pub fn of_this_system() -> Box<dyn Sticks> {
    Box::new(Udisks::default())
}

/// The sticks of the system that the program was made for.
#[cfg(windows)]
pub fn of_this_system() -> Box<dyn Sticks> {
    Box::new(Letters::of_this_system())
}

/// The sticks of the system that the program was made for.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn of_this_system() -> Box<dyn Sticks> {
    Box::new(Folder::new("/Volumes".into()))
}
