//! `loa init`: a new root with a sample ward that can be built and changed.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::Diagnostics;
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
    author::begin(dir, &SAMPLE)?;
    console.settle();
    console.say(&Notice::RootMade {
        path: dir.display().to_string(),
    });
    Ok(())
}
