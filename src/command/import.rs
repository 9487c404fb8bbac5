//! `loa import`: official documents → drafts of posts, or a report of what they say.

use crate::cli::ImportOptions;
use crate::console::Console;
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::import::{self, Imported, read, write};
use loa::problem::Problem;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Imports every document; what is wrong with one does not keep the others out.
pub fn import(options: &ImportOptions, console: &Console) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::default();
    for file in &options.files {
        match understand(file) {
            Ok((_, imported)) => one(file, &imported, options, console),
            Err(problem) => problems.push(Diagnostic::file(file.display().to_string(), problem)),
        }
    }
    console.settle();
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(())
    }
}

fn one(file: &Path, imported: &Imported, _options: &ImportOptions, console: &Console) {
    let name = file.display().to_string();
    console.print(&serde_json::to_string(&write::answer(&name, imported)).unwrap_or_default());
}

/// Reads a document; gives its bytes too.
fn understand(file: &Path) -> Result<(Vec<u8>, Imported), Problem> {
    let unreadable = |error: std::io::Error| Problem::Unreadable {
        reason: error.into(),
    };
    let mut opened = File::open(file).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::new();
    let limit = read::FILE_LIMIT;
    opened
        .by_ref()
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::FileTooLarge { size, limit });
    }
    let program = std::env::current_exe().map_err(unreadable)?;
    let imported = import::import(&bytes, &program)?;
    Ok((bytes, imported))
}
