//! `loa init`: a new root with a sample ward that can be built and changed.

use crate::console::Console;
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::notice::Notice;
use loa::problem::Problem;
use std::fs;
use std::io;
use std::path::Path;

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
            Problem::OutputWrite {
                reason: error.into(),
            },
        )
    };
    if dir.exists() && !is_empty(dir).map_err(failed)? {
        return Err(Diagnostic::file(&shown, Problem::AlreadyExists {}).into());
    }
    for (path, text) in SAMPLE {
        let target = dir.join(path);
        let folder = target.parent().unwrap_or(dir);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&target, text))
            .map_err(failed)?;
    }
    console.settle();
    console.say(&Notice::RootMade { path: shown });
    Ok(())
}

fn is_empty(dir: &Path) -> io::Result<bool> {
    Ok(dir.read_dir()?.next().is_none())
}
