//! What a disk answers, and what survives a power cut: absence told from failure, flushing, files that appear whole.

use crate::held;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Whether an error says that nothing is there. Every other error says that nobody knows.
pub fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        // The last two: a name that no file can have.
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
    )
}

/// What was asked for, or `None` where nothing is there.
///
/// # Errors
/// When nobody knows.
pub fn if_there<T>(answer: io::Result<T>) -> io::Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether anything is at `path`, be it a link that leads nowhere.
///
/// # Errors
/// When nobody knows.
pub fn is_there(path: &Path) -> io::Result<bool> {
    Ok(if_there(fs::symlink_metadata(path))?.is_some())
}

/// Removes a folder and all that is in it; none is as good.
///
/// # Errors
/// When something of it stays.
pub fn remove_folder(path: &Path) -> io::Result<()> {
    if_there(fs::remove_dir_all(path)).map(|_| ())
}

/// Removes a file; none is as good.
///
/// # Errors
/// When it stays.
pub fn remove_file(path: &Path) -> io::Result<()> {
    if_there(fs::remove_file(path)).map(|_| ())
}

/// Flushes everything that was written to the file system of `anchor`, in one go; says whether the system can. An
/// `anchor` that was opened before the writing learns of every error since.
///
/// # Errors
/// When something could not be written.
#[cfg(target_os = "linux")]
pub fn flush_file_system(anchor: &File) -> io::Result<bool> {
    use rustix::io::Errno;
    match rustix::fs::syncfs(anchor) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The same where no system call does it.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn flush_file_system(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// Flushes one file that was written before.
///
/// # Errors
/// When it could not be written.
pub fn flush_file(path: &Path) -> io::Result<()> {
    // Windows flushes only what was opened to be written.
    File::options().write(true).open(path)?.sync_all()
}

/// Flushes the names in a folder.
///
/// # Errors
/// When they could not be written.
#[cfg(unix)]
pub fn flush_folder(path: &Path) -> io::Result<()> {
    let path = if path == Path::new("") {
        Path::new(".")
    } else {
        path
    };
    match File::open(path)?.sync_all() {
        // Some file systems keep names without being asked.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        flushed => flushed,
    }
}

/// Windows has no such thing: NTFS keeps a journal of names.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a folder and those above it; gives those that were not there, the upmost first.
///
/// # Errors
/// When one cannot be made; those made are gone again.
pub fn make_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|path| *path != Path::new("")) {
        if if_there(fs::metadata(above))?.is_some() {
            break;
        }
        missing.push(above.to_owned());
    }
    missing.reverse();
    for (made, path) in missing.iter().enumerate() {
        if let Err(error) = fs::create_dir(path) {
            if error.kind() == ErrorKind::AlreadyExists && path.is_dir() {
                continue;
            }
            remove_empty(&missing[..made]);
            return Err(error);
        }
    }
    Ok(missing)
}

/// Takes back folders that were just made; one that is in use stays.
pub fn remove_empty(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        fs::remove_dir(folder).ok();
    }
}

/// Makes a file that is there whole or not at all, and after a power cut too. What is there already stays.
///
/// # Errors
/// When something is at `path`, or the file cannot be written; nothing is left of it then.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = unfinished(path, bytes)?;
    unfinished
        .persist_noclobber(path)
        .map_err(|failed| failed.error)?;
    flush_folder(folder_of(path)).inspect_err(|_| {
        fs::remove_file(path).ok();
    })
}

/// The same in the place of a file that may be there.
///
/// # Errors
/// When it cannot be written; what was there is there then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = unfinished(path, bytes)?;
    give_name(unfinished, path)?;
    flush_folder(folder_of(path))
}

/// The same, for its owner's eyes alone where the system knows owners.
///
/// # Errors
/// When it cannot be written; what was there is there then.
pub fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Temporary files are made so.
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED.0)
        .suffix(UNFINISHED.1)
        .tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    give_name(file, path)?;
    flush_folder(folder_of(path))
}

/// How files are called that have no name yet.
const UNFINISHED: (&str, &str) = (".loa-", ".unfinished");

/// Whether a file of this name was left by a program that was killed before it gave it its own.
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1)
}

/// A flushed file beside `path`, which is removed unless it is given its name.
fn unfinished(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As every new file, for others to read where the user's mask allows.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts a finished file at its place, over what is there.
fn give_name(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    held::patiently(file, |file| {
        let named = file.persist(path).map(|_| ());
        named.map_err(|failed| (failed.error, failed.file))
    })
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_once_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        create(&path, b"one").unwrap();
        let again = create(&path, b"two").unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn folders_are_made_and_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let made = make_folders(&dir.path().join("a/b/c")).unwrap();
        assert_eq!(made.len(), 3);
        assert_eq!(make_folders(&dir.path().join("a/b/c")).unwrap().len(), 0);
        fs::write(dir.path().join("a/kept"), "").unwrap();
        remove_empty(&made);
        assert!(dir.path().join("a/kept").exists() && !dir.path().join("a/b").exists());
    }

    #[test]
    fn a_name_that_no_file_can_have_is_absent() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a\0b".to_owned(), "a".repeat(300), "không/có".into()] {
            assert!(!is_there(&dir.path().join(name)).unwrap());
        }
    }
}
