//! Where sites may be written: nowhere near what they are made from.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use std::path::{Component, Path, PathBuf};

/// The output folder must not be, hold or lie in what the site is made of.
pub fn outside_source(root: &Path, out: &Path) -> Result<(), Diagnostic> {
    let failed = |error: std::io::Error| {
        let problem = FileProblem::OutputWrite {
            reason: error.into(),
        };
        Diagnostic::file(out.display().to_string(), problem)
    };
    let folder = settled(out).map_err(failed)?;
    let sources = ["content", "themes"].map(|name| root.join(name));
    if sources.iter().any(|source| folder.starts_with(source)) || root.starts_with(&folder) {
        return Err(Diagnostic::file(
            out.display().to_string(),
            Problem::OutputOverlaps {},
        ));
    }
    Ok(())
}

/// Where a path leads that may not exist yet: without `..`, and without symbolic links in the part
/// that exists.
fn settled(path: &Path) -> std::io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    for existing in plain.ancestors() {
        if let Some(real) = disk::if_there(existing.canonicalize())? {
            let below = plain.strip_prefix(existing).unwrap_or(Path::new(""));
            return Ok(real.join(below));
        }
    }
    Ok(plain)
}
