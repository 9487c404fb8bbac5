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

/// Reads a file of counts; `None` where it is none, or damaged.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> io::Result<Option<Feedback>> {
    let mut bytes = Vec::new();
    let most = LIMIT as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(parse(&bytes))
}
