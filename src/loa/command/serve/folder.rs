//! The temporary folder that `loa serve` builds into, and those that servers left which were killed.

use base::diagnostic::Diagnostic;
use base::problem::FileProblem;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use tempfile::TempDir;

const PREFIX: &str = "loa-serve-";

/// The file that a server holds locked as long as it lives; the system lets go of it however the server ends.
const ALIVE: &str = "alive";

/// A folder for as long as the server runs.
pub struct Temporary {
    dir: TempDir,
    _alive: File,
}

impl Temporary {
    /// Makes the folder, and removes those whose server is no more.
    pub fn make() -> Result<Self, Diagnostic> {
        let all = std::env::temp_dir();
        let failed = |error: io::Error| {
            let reason = error.into();
            Diagnostic::file(
                all.display().to_string(),
                FileProblem::OutputWrite { reason },
            )
        };
        remove_leftovers(&all);
        let dir = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir()
            .map_err(failed)?;
        let alive = File::create(dir.path().join(ALIVE)).map_err(failed)?;
        alive.try_lock().map_err(|error| failed(error.into()))?;
        Ok(Self { dir, _alive: alive })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Removes it with all that is in it.
    pub fn remove(self) -> io::Result<()> {
        self.dir.close()
    }
}

/// Removes what killed servers left. What cannot be looked at or removed is another user's and stays.
fn remove_leftovers(all: &Path) {
    let Ok(entries) = fs::read_dir(all) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let folder = entry.path();
        if ours && is_left(&folder).unwrap_or(false) {
            fs::remove_dir_all(&folder).ok();
        }
    }
}

/// Whether a folder holds the lock's file, and nobody holds the lock.
fn is_left(folder: &Path) -> io::Result<bool> {
    let file = folder.join(ALIVE);
    let plain = folder.symlink_metadata()?.is_dir() && file.symlink_metadata()?.is_file();
    Ok(plain && File::open(file)?.try_lock().is_ok())
}
