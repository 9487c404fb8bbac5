//! Pictures that were given and are in no post yet, as they came: `inbox` in the studio's folder, each named by its hash. A
//! post gets a copy, so the whole picture stays.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::picture_kind::{ENDINGS, kind};
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use serde::Serialize;
use site::assets::look;
use std::fs;
use std::io::{self, ErrorKind};

/// A picture that was given.
#[derive(Debug, Clone, Serialize)]
pub struct Given {
    /// What names it: part of its hash, and the ending for its kind.
    pub id: String,
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
}

/// Looks at a picture as a build would, and keeps it. The same picture again is the same.
///
/// # Errors
/// When sites would not show it, or it cannot be written.
pub fn take(desk: &Desk, name: &str, bytes: &[u8]) -> Result<Given, Failure> {
    let ending = kind(bytes)?;
    let size = {
        let _one = desk.heavy();
        look(name, bytes)
    };
    let (width, height) = size.map_err(|problem| Diagnostic::file(name, problem))?;
    let id = format!("{}.{ending}", hash(bytes));
    let folder = desk.folder().join("inbox");
    let kept = disk::make_folders(&folder).and_then(|_| {
        let file = folder.join(&id);
        match disk::create(&file, bytes) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            // What is there under this name may not be what it says any more.
            Err(_) if !fs::read(&file).is_ok_and(|kept| kept == bytes) => {
                disk::replace(&file, bytes)
            }
            _ => Ok(()),
        }
    });
    kept.map_err(unwritten)?;
    Ok(Given { id, width, height })
}

/// A picture that was given, as it came.
///
/// # Errors
/// When there is none of this name.
pub fn read(desk: &Desk, id: &str) -> Result<Vec<u8>, Failure> {
    let (name, ending) = id.split_once('.').ok_or_else(Failure::missing)?;
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !plain || !ENDINGS.contains(&ending) {
        return Err(Failure::missing());
    }
    let bytes = fs::read(desk.folder().join("inbox").join(id)).ok();
    bytes
        .filter(|bytes| hash(bytes) == name)
        .ok_or_else(Failure::missing)
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

fn unwritten(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(".loa/studio/inbox", FileProblem::OutputWrite { reason })
}
