//! Putting one folder in the place of another so that nobody ever sees neither.

use base::{disk, held};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Makes `next` appear at `current`; gives where the folder lies then that was there before.
///
/// On Linux and macOS the two folders change places in one step (`RENAME_EXCHANGE`, `RENAME_SWAP`). On Windows, and on
/// file systems without it, two renames follow each other with nothing between them; [`recover`] undoes the first when
/// the program was stopped there.
///
/// # Errors
/// When the file system refuses, or on Windows another program holds a file of the site open; `current` is then as it was.
pub fn exchange(next: &Path, current: &Path, aside: &Path) -> io::Result<Option<PathBuf>> {
    if !disk::is_there(current)? {
        return held::rename(next, current).map(|()| None);
    }
    match swap(next, current) {
        Ok(()) => return Ok(Some(next.to_owned())),
        Err(error) if is_unknown(&error) => {}
        Err(error) => return Err(error),
    }
    held::rename(current, aside)?;
    held::rename(next, current)
        .map(|()| Some(aside.to_owned()))
        .or_else(|error| held::rename(aside, current).and(Err(error)))
}

/// Takes an exchange back; `old` is what it gave.
///
/// # Errors
/// When the file system refuses.
pub fn undo(next: &Path, current: &Path, old: Option<&Path>) -> io::Result<()> {
    match old {
        None => held::rename(current, next),
        Some(old) if old == next => swap(next, current),
        Some(old) => held::rename(current, next).and_then(|()| held::rename(old, current)),
    }
}

/// Finishes an exchange that was cut short: brings back what lies `aside` when nothing is at `current`.
///
/// # Errors
/// When the file system refuses.
pub fn recover(current: &Path, aside: &Path) -> io::Result<()> {
    if !disk::is_there(current)? && disk::is_there(aside)? {
        held::rename(aside, current)
    } else {
        Ok(())
    }
}

/// Whether a file system, or the system, says that it cannot exchange; some containers forbid what they do not know.
fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied
    )
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn swap(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_taken_back_is_as_before() {
        let dir = tempfile::tempdir().unwrap();
        let [next, current, aside] = ["next", "current", "aside"].map(|name| dir.path().join(name));
        let put = |folder: &Path, text: &str| {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        };
        let holds = |folder: &Path| fs::read_to_string(folder.join("a")).ok();
        put(&next, "new");
        let old = exchange(&next, &current, &aside).unwrap();
        assert_eq!((holds(&current).as_deref(), &old), (Some("new"), &None));
        undo(&next, &current, old.as_deref()).unwrap();
        assert_eq!(
            (holds(&current), holds(&next).as_deref()),
            (None, Some("new"))
        );

        put(&current, "old");
        let old = exchange(&next, &current, &aside).unwrap();
        assert_eq!(holds(&current).as_deref(), Some("new"));
        assert_eq!(holds(old.as_deref().unwrap()).as_deref(), Some("old"));
        undo(&next, &current, old.as_deref()).unwrap();
        assert_eq!(holds(&current).as_deref(), Some("old"));
        assert_eq!(holds(&next).as_deref(), Some("new"));

        // As two renames leave it, and as a kill between them does.
        fs::rename(&current, &aside).unwrap();
        recover(&current, &aside).unwrap();
        assert_eq!(holds(&current).as_deref(), Some("old"));
        fs::rename(&current, &aside).unwrap();
        fs::rename(&next, &current).unwrap();
        undo(&next, &current, Some(&aside)).unwrap();
        assert_eq!(holds(&current).as_deref(), Some("old"));
    }
}
