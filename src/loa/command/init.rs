//! `loa init`: a new root with a sample ward that can be built and changed.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::disk;
use base::problem::FileProblem;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The sample, file by file.
const SAMPLE: [(&str, &str); 5] = [
    (
        "content/phuong-mau/ward.toml",
        include_str!("sample/ward.toml"),
    ),
    (
        "content/phuong-mau/_index.md",
        include_str!("sample/_index.md"),
    ),
    (
        "content/phuong-mau/tin/bai-dau-tien.md",
        include_str!("sample/bai-dau-tien.md"),
    ),
    (
        "content/phuong-mau/suc-khoe/uong-du-nuoc.md",
        include_str!("sample/uong-du-nuoc.md"),
    ),
    (".gitignore", "/public\n"),
];

/// Makes the folder `dir`, which must not exist or be empty.
pub fn init(dir: &Path, console: &Console) -> Result<(), Diagnostics> {
    let shown = dir.display().to_string();
    let failed = |error: io::Error| {
        Diagnostic::file(
            &shown,
            FileProblem::OutputWrite {
                reason: error.into(),
            },
        )
    };
    if !is_empty(dir).map_err(failed)? {
        return Err(Diagnostic::file(&shown, author::problem::Problem::AlreadyExists {}).into());
    }
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    if let Err(error) = fill(dir, &mut files, &mut folders) {
        // Half a root would be in the way of the next try.
        for file in files {
            fs::remove_file(file).ok();
        }
        disk::remove_empty(&folders);
        return Err(failed(error).into());
    }
    console.settle();
    console.say(&Notice::RootMade { path: shown });
    Ok(())
}

/// Writes the sample; what it makes is noted, folders the upmost first.
fn fill(dir: &Path, files: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> io::Result<()> {
    for (path, text) in SAMPLE {
        let target = dir.join(path);
        folders.extend(disk::make_folders(target.parent().unwrap_or(dir))?);
        disk::create(&target, text.as_bytes())?;
        files.push(target);
    }
    for folder in folders {
        disk::flush_folder(folder.parent().unwrap_or(folder))?;
    }
    Ok(())
}

fn is_empty(dir: &Path) -> io::Result<bool> {
    match disk::if_there(dir.read_dir())? {
        Some(mut entries) => Ok(entries.next().is_none()),
        None if disk::is_there(dir)? => Ok(false),
        None => Ok(true),
    }
}
