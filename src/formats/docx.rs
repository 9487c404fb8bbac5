//! Word documents (Office Open XML, ECMA-376): their parts, unpacked within limits.

use super::encoding;
use super::numbering::Numbering;
use super::styles::Styles;
use super::word::Walk;
use super::xml::damaged;
use super::{RawLine, RawText};
use crate::problem::Problem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Largest part that is unpacked, in bytes: the words of a thousand pages with all their markup.
const PART_LIMIT: u64 = 64 << 20;

/// Reads a Word document.
///
/// # Errors
/// When it is damaged, locked, or swells beyond reason.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let document = main_part(&mut archive)?;
    let text = part(&mut archive, &document)?.ok_or(Problem::UnknownType {})?;
    let folder = document
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned();
    let mut other = |name: &str| part(&mut archive, &format!("{folder}/{name}"));
    let numbering = Numbering::read(other("numbering.xml")?.as_deref().unwrap_or_default())?;
    let styles = Styles::read(other("styles.xml")?.as_deref().unwrap_or_default())?;
    let mut walk = Walk::new(numbering, &styles);
    walk.document(&text)?;
    let mut lines = walk.lines;
    convert_by_statistics(&mut lines);
    let wrapped = is_wrapped(&lines);
    // Notes that cannot be read are no reason to refuse the text.
    let notes = other("footnotes.xml")?
        .map(|xml| notes(&xml, &styles))
        .unwrap_or_default();
    Ok(RawText {
        lines,
        wrapped,
        notes,
    })
}

/// The notes at the foot of pages, in order.
fn notes(xml: &str, styles: &Styles) -> Vec<RawLine> {
    let Ok(numbering) = Numbering::read("") else {
        return Vec::new();
    };
    let mut walk = Walk::new(numbering, styles);
    if walk.notes(xml).is_err() {
        return Vec::new();
    }
    let mut lines = walk.lines;
    convert_by_statistics(&mut lines);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Whether each paragraph is only a line, as in a document pasted from a PDF.
fn is_wrapped(lines: &[RawLine]) -> bool {
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    let (mut long, mut cut) = (0_usize, 0_usize);
    for pair in texts.windows(2).filter(|pair| pair[0].chars().count() > 40) {
        long += 1;
        let open = !pair[0].ends_with(['.', ';', ':', '!', '?', '…']);
        cut += usize::from(open && pair[1].starts_with(char::is_lowercase));
    }
    long > 8 && cut * 4 > long
}

/// The name of the part that holds the text.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, Problem> {
    const USUAL: &str = "word/document.xml";
    if archive.index_for_name(USUAL).is_some() {
        return Ok(USUAL.into());
    }
    if archive.index_for_name("EncryptedPackage").is_some() {
        return Err(Problem::Locked {});
    }
    Err(Problem::UnknownType {})
}

/// A part of the document, unpacked; `None` where there is none.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Problem> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(Problem::Locked {});
        }
        Err(error) => return Err(damaged(error)),
    };
    let mut bytes = Vec::new();
    file.take(PART_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;
    if bytes.len() as u64 > PART_LIMIT {
        return Err(Problem::TooHeavy {});
    }
    Ok(Some(encoding::decode(&bytes)))
}

/// Without fonts that tell, old encodings show in the text.
fn convert_by_statistics(lines: &mut [RawLine]) {
    let mut sample = String::new();
    for line in lines.iter() {
        sample.push_str(&line.text);
        sample.push_str(&line.cells.join(" "));
        sample.push('\n');
    }
    let Some(legacy) = encoding::detect(&sample) else {
        return;
    };
    for line in lines {
        line.text = encoding::clean(&encoding::convert(&line.text, legacy));
        for cell in &mut line.cells {
            *cell = encoding::clean(&encoding::convert(cell, legacy));
        }
    }
}
