//! Files of counts that came home, one by one or as a folder of them.

use super::{Feedback, LIMIT, parse};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How names of such files begin and end.
const NAME: (&str, &str) = ("dem-", ".txt");

/// The file itself, or those of a folder by their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.starts_with(NAME.0) && name.ends_with(NAME.1) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a file of counts; `None` where it is none, no plain file, or damaged.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> io::Result<Option<Feedback>> {
    // A pipe would be waited for.
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let most = LIMIT as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(parse(&bytes))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn pipes_and_folders_are_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("dem-thu-1.txt");
        let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let folder = dir.path().join("dem-thu-2.txt");
        fs::create_dir(&folder).unwrap();
        assert_eq!(files(dir.path()).unwrap(), [pipe.clone(), folder.clone()]);
        assert_eq!(read(&pipe).unwrap(), None);
        assert_eq!(read(&folder).unwrap(), None);
    }
}
