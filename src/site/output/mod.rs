//! The only writer: a ward's files are put beside the present site, then the two change places.
//!
//! Inside the output folder, `.loa/` holds what belongs to Loa alone: a lock, a build state and a manifest
//! for each ward, the cache of pictures and, while a build is at work, the next site.

mod exchange;
mod outside;
mod precompress;
mod staging;
mod state;
mod switch;

pub use outside::outside_source;
pub use precompress::sent;
pub use staging::{Changes, OutputLock, Staging};
pub use switch::switch;

use base::diagnostic::Diagnostic;
use base::manifest::Manifest;
use base::problem::FileProblem;
use std::io;
use std::path::{Path, PathBuf};

/// The folder in the output folder that belongs to Loa.
const STATE: &str = ".loa";

/// A folder of the output folder `out` that belongs to Loa alone and outlives builds.
pub fn state_folder(out: &Path, name: &str) -> PathBuf {
    out.join(STATE).join(name)
}

/// The manifest of the site of `ward` in the output folder, as the last build wrote it.
///
/// # Errors
/// When it is not there or damaged.
pub fn manifest(out: &Path, ward: &str) -> Result<Manifest, Diagnostic> {
    let path = state_folder(out, &format!("{ward}.manifest"));
    let text = state::text(&path).map_err(|error| failure(&path, error))?;
    let damaged = |_| failure(&path, io::ErrorKind::InvalidData.into());
    Manifest::parse(&text).map_err(damaged)
}

fn failure(path: &Path, error: io::Error) -> Diagnostic {
    Diagnostic::file(
        path.display().to_string(),
        FileProblem::OutputWrite {
            reason: error.into(),
        },
    )
}
