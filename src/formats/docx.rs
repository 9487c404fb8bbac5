//! Word documents (Office Open XML, ECMA-376): their parts, unpacked within limits.

use super::encoding;
use super::numbering::Numbering;
use super::styles::Styles;
use super::word::Walk;
use super::xml::{damaged, local, value};
use super::{RawLine, RawText};
use crate::problem::Problem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
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
    let mut package = Package::open(bytes)?;
    let document = package.main_part()?;
    let text = package.part(&document)?.ok_or(Problem::UnknownType {})?;
    let named = package.related(&document)?;
    let mut other = |kind: &str| package.part(&named(kind));
    let numbering = Numbering::read(other("numbering")?.as_deref().unwrap_or_default())?;
    let styles = Styles::read(other("styles")?.as_deref().unwrap_or_default())?;
    let mut walk = Walk::new(numbering, &styles);
    walk.document(&text)?;
    let mut lines = walk.lines;
    convert_by_statistics(&mut lines);
    let wrapped = is_wrapped(&lines);
    // Notes that cannot be read are no reason to refuse the text.
    let mut notes = Vec::new();
    if let Some(xml) = other("footnotes")? {
        notes.extend(notes_of(&styles, |walk| walk.foot_notes(&xml)));
    }
    if let Some(xml) = other("endnotes")? {
        notes.extend(notes_of(&styles, |walk| walk.end_notes(&xml)));
    }
    let mut raw = RawText {
        lines,
        wrapped,
        notes,
        ..RawText::default()
    };
    for (what, count) in walk.unread {
        raw.pass(what, count);
    }
    Ok(raw)
}

/// The notes of one part, in order.
fn notes_of(
    styles: &Styles,
    read: impl FnOnce(&mut Walk<'_>) -> Result<(), Problem>,
) -> Vec<RawLine> {
    let Ok(numbering) = Numbering::read("") else {
        return Vec::new();
    };
    let mut walk = Walk::new(numbering, styles);
    if read(&mut walk).is_err() {
        return Vec::new();
    }
    let mut lines = walk.lines;
    convert_by_statistics(&mut lines);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Whether each paragraph is only a line, as in a document pasted from a PDF.
pub fn is_wrapped(lines: &[RawLine]) -> bool {
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

/// The archive of a document. Some programs write names with backslashes, or in other letters: they are found all the same.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The place of each part, by its name as the standard writes it, in small letters.
    places: BTreeMap<String, usize>,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut places = BTreeMap::new();
        for (at, name) in archive.file_names().enumerate() {
            places
                .entry(standard(&name.map_err(damaged)?))
                .or_insert(at);
        }
        Ok(Self { archive, places })
    }

    /// The name of the part that holds the text: the usual one, or what the package says it is.
    fn main_part(&mut self) -> Result<String, Problem> {
        const USUAL: &str = "word/document.xml";
        if self.places.contains_key(USUAL) {
            return Ok(USUAL.into());
        }
        if self.places.contains_key("encryptedpackage") {
            return Err(Problem::Locked {});
        }
        let relations = self.part("_rels/.rels")?.unwrap_or_default();
        let targets = targets(&relations, "")?;
        let main = targets
            .into_iter()
            .find(|(kind, _)| kind == "officeDocument");
        let other = ["xl/", "ppt/", "visio/"];
        main.map(|(_, target)| target)
            .filter(|target| !other.iter().any(|start| target.starts_with(start)))
            .ok_or(Problem::UnknownType {})
    }

    /// Gives the names of the parts that go with `document`, by what they are: those that it names itself, or the usual ones.
    fn related(&mut self, document: &str) -> Result<impl Fn(&str) -> String + use<>, Problem> {
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", document));
        let folder = folder.to_owned();
        let xml = self.part(&format!("{folder}/_rels/{file}.rels"))?;
        let named = targets(xml.as_deref().unwrap_or_default(), &folder).unwrap_or_default();
        Ok(move |kind: &str| {
            let known = named.iter().find(|(known, _)| known == kind);
            known.map_or_else(
                || format!("{folder}/{kind}.xml"),
                |(_, target)| target.clone(),
            )
        })
    }

    /// A part of the document, unpacked; `None` where there is none.
    ///
    /// # Errors
    /// When it is damaged, locked, or swells beyond reason.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let Some(at) = self.places.get(&standard(name)) else {
            return Ok(None);
        };
        let file = match self.archive.by_index(*at) {
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
}

/// A part's name as the standard writes it, in small letters.
fn standard(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

/// What a part of relations names, each with the last word of its type: `officeDocument`, `styles`. Names begin at the
/// root; what lies outside the package is left out.
fn targets(xml: &str, folder: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(element) | Event::Empty(element) if local(&element) == "Relationship" => {
                let attribute = |name: &str| value(&element, name).unwrap_or_default();
                let (kind, target) = (attribute("Type"), attribute("Target"));
                if attribute("TargetMode").eq_ignore_ascii_case("External") {
                    continue;
                }
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = target.replace('\\', "/");
                found.push((kind, resolved(folder, &target)));
            }
            Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target as a name from the root of the package on.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Without fonts that tell, old encodings show in the text.
pub fn convert_by_statistics(lines: &mut [RawLine]) {
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
