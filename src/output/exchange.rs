//! Putting one folder in the place of another so that nobody ever sees neither.

use std::fs;
use std::io;
use std::path::Path;

/// Makes `next` appear at `current`; what was at `current` lies at `aside` afterwards, if anything.
///
/// On Linux the two folders change places in one step (`renameat2` with `RENAME_EXCHANGE`).
/// Elsewhere, and on file systems without it, two renames follow each other; [`recover`] undoes the
/// first when the program was stopped between them.
///
/// # Errors
/// When the file system refuses; `current` is then as it was.
pub fn exchange(next: &Path, current: &Path, aside: &Path) -> io::Result<()> {
    if !current.exists() {
        return fs::rename(next, current);
    }
    if swap(next, current).is_ok() {
        return fs::rename(next, aside);
    }
    fs::rename(current, aside)?;
    fs::rename(next, current).or_else(|error| fs::rename(aside, current).and(Err(error)))
}

/// Finishes an exchange that was cut short: brings back what lies `aside` when nothing is at `current`.
///
/// # Errors
/// When the file system refuses.
pub fn recover(current: &Path, aside: &Path) -> io::Result<()> {
    if !current.exists() && aside.exists() {
        fs::rename(aside, current)
    } else {
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn swap(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
