//! A new root: a folder that was not there or is empty gets its first files, all of them or none.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Makes the root `dir`, which must not exist or be empty, with these files, each by its path from the root.
///
/// # Errors
/// When anything is there already, or a file cannot be written: nothing is left of it then.
pub fn begin(dir: &Path, files: &[(&str, &str)]) -> Result<(), Diagnostic> {
    let shown = dir.display().to_string();
    let failed = |error: io::Error| {
        let reason = error.into();
        Diagnostic::file(&shown, FileProblem::OutputWrite { reason })
    };
    if !is_empty(dir).map_err(failed)? {
        return Err(Diagnostic::file(&shown, Problem::AlreadyExists {}));
    }
    let (mut written, mut folders) = (Vec::new(), Vec::new());
    if let Err(error) = fill(dir, files, &mut written, &mut folders) {
        // Half a root would be in the way of the next try.
        for file in written {
            fs::remove_file(file).ok();
        }
        disk::remove_empty(&folders);
        return Err(failed(error));
    }
    Ok(())
}

/// Writes the files; what it makes is noted, folders the upmost first.
fn fill(
    dir: &Path,
    files: &[(&str, &str)],
    written: &mut Vec<PathBuf>,
    folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for (path, text) in files {
        let target = dir.join(path);
        folders.extend(disk::make_folders(target.parent().unwrap_or(dir))?);
        disk::create(&target, text.as_bytes())?;
        written.push(target);
    }
    for folder in folders {
        disk::flush_folder(folder.parent().unwrap_or(folder))?;
    }
    Ok(())
}

/// Whether a folder holds nothing, or is not there.
fn is_empty(dir: &Path) -> io::Result<bool> {
    match disk::if_there(dir.read_dir())? {
        Some(mut entries) => Ok(entries.next().is_none()),
        None if disk::is_there(dir)? => Ok(false),
        None => Ok(true),
    }
}
