//! OpenDocument texts (ISO/IEC 26300): their parts, unpacked within limits.

mod lists;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use crate::docx::Package;
use crate::flow::text_of;
use crate::line::{RawText, Unread};
use crate::problem::Problem;
use std::io::Cursor;
use styles::Styles;
use walk::Walk;
use zip::ZipArchive;

/// What such an archive begins with: its first part says what it is, unpacked.
const MARK: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";

/// Whether an archive is an OpenDocument file.
pub fn is_package(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(200)];
    if begin.windows(MARK.len()).any(|window| window == MARK) {
        return true;
    }
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| {
        let has = |name| archive.index_for_name(name).is_some();
        has("content.xml") && has("META-INF/manifest.xml")
    })
}

/// Reads a text.
///
/// # Errors
/// When it is damaged, locked, no text but a sheet or slides, or swells beyond reason.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains(":encryption-data") || package.part("encrypted-package")?.is_some() {
        return Err(Problem::Locked {});
    }
    let begin = &bytes[..bytes.len().min(200)];
    let sheets = ["spreadsheet", "presentation"].map(|kind| [MARK, kind.as_bytes()].concat());
    if sheets
        .iter()
        .any(|mark| begin.windows(mark.len()).any(|window| window == mark))
    {
        return Err(Problem::Sheet {});
    }
    let content = package
        .part("content.xml")?
        .ok_or(Problem::UnknownType {})?;
    let shared = package.part("styles.xml")?.unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(&shared)?;
    styles.read(&content)?;
    let mut walk = Walk::new(&styles);
    walk.document(&content)?;
    let (pictures, objects) = (walk.pictures, walk.objects);
    let mut raw = text_of(walk.flow, walk.notes);
    raw.pass(Unread::Picture, pictures);
    raw.pass(Unread::Object, objects);
    Ok(raw)
}
