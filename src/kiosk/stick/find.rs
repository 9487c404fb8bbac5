//! The one bundle on a stick.

use crate::refusal::Refusal;
use base::disk;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// How names of bundles end, in any case.
const ENDING: &str = ".loa";

/// Names that are looked at in a root: a stick full of others is no reason to hang.
const NAMES: usize = 20_000;

/// A bundle on a stick.
#[derive(Debug)]
pub struct Found {
    /// The root that it lies in.
    pub root: PathBuf,
    /// Opened to be read.
    pub file: File,
}

/// Opens the bundle that lies in these roots, if it is exactly one. Folders below them are not looked into.
///
/// # Errors
/// When there is none, or several, or it is no plain file.
pub fn find(roots: &[PathBuf]) -> Result<Found, Refusal> {
    let mut found = Vec::new();
    for root in roots {
        for entry in fs::read_dir(root).map_err(unreadable)?.take(NAMES) {
            let entry = entry.map_err(unreadable)?;
            if is_bundle(&entry.file_name().to_string_lossy()) {
                found.push((root, entry.path()));
            }
        }
    }
    match found.as_slice() {
        [] => Err(Refusal::NoBundle {}),
        [(root, path)] => Ok(Found {
            root: (*root).clone(),
            file: open(path)?,
        }),
        several => Err(Refusal::SeveralBundles {
            count: several.len(),
        }),
    }
}

/// Whether a file of this name is meant as a bundle. Macs write `._name` beside each file.
fn is_bundle(name: &str) -> bool {
    !name.starts_with('.') && name.to_lowercase().ends_with(ENDING)
}

/// Opens a plain file, and nothing that only leads to one.
fn open(path: &Path) -> Result<File, Refusal> {
    let kind = fs::symlink_metadata(path).map_err(unreadable)?.file_type();
    if kind.is_symlink() {
        return Err(Refusal::ALink {});
    }
    if !kind.is_file() {
        return Err(Refusal::NotAFile {});
    }
    let file = without_following()
        .read(true)
        .open(path)
        .map_err(unreadable)?;
    // A stick may be written to by another machine between the two questions.
    match file.metadata().map_err(unreadable)?.is_file() {
        true => Ok(file),
        false => Err(Refusal::NotAFile {}),
    }
}

/// Options that open no link, and do not wait for whoever is at the other end of a pipe.
fn without_following() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const OPEN_REPARSE_POINT: u32 = 0x0020_0000;
        options.custom_flags(OPEN_REPARSE_POINT);
    }
    options
}

fn unreadable(error: io::Error) -> Refusal {
    match disk::is_absence(&error) {
        true => Refusal::PulledOut {},
        false => Refusal::Unreadable {
            reason: error.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn found(root: &Path) -> Result<String, Refusal> {
        let mut text = String::new();
        let mut found = find(&[root.to_owned()])?;
        found.file.read_to_string(&mut text).unwrap();
        Ok(text)
    }

    #[test]
    fn one_plain_file_in_the_root_in_any_case() {
        let stick = tempfile::tempdir().unwrap();
        let root = stick.path();
        assert_eq!(found(root), Err(Refusal::NoBundle {}));
        fs::write(root.join("._GOI.LOA"), "mac").unwrap();
        fs::write(root.join("goi.loa.txt"), "other").unwrap();
        fs::create_dir(root.join("cu")).unwrap();
        fs::write(root.join("cu/goi.loa"), "below").unwrap();
        assert_eq!(found(root), Err(Refusal::NoBundle {}));
        fs::write(root.join("GÓI Tháng 12.LOA"), "a").unwrap();
        assert_eq!(found(root), Ok("a".into()));
        fs::write(root.join("b.Loa"), "b").unwrap();
        assert_eq!(found(root), Err(Refusal::SeveralBundles { count: 2 }));
        assert_eq!(
            find(&[root.join("gone")]).map(|_| ()),
            Err(Refusal::PulledOut {})
        );
    }

    #[test]
    fn a_folder_of_that_name_is_told() {
        let stick = tempfile::tempdir().unwrap();
        fs::create_dir(stick.path().join("goi.loa")).unwrap();
        assert_eq!(found(stick.path()), Err(Refusal::NotAFile {}));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_not_opened() {
        use std::os::unix::fs::symlink;
        let stick = tempfile::tempdir().unwrap();
        fs::write(stick.path().join("that"), "secret").unwrap();
        symlink("that", stick.path().join("goi.loa")).unwrap();
        assert_eq!(found(stick.path()), Err(Refusal::ALink {}));
        fs::remove_file(stick.path().join("goi.loa")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(stick.path().join("goi.loa"))
            .status();
        assert!(made.unwrap().success());
        assert_eq!(found(stick.path()), Err(Refusal::NotAFile {}));
    }
}
