//! Office documents in a ZIP archive: Word, Excel, PowerPoint (Office Open XML) and OpenDocument.

mod walk;

use self::walk::Walk;
use super::{Inside, photograph};
use crate::problem::{Danger, Part, Unread};
use formats::encoding;
use formats::xml::{local, value};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Largest part that is unpacked, in bytes.
pub(super) const PART_LIMIT: u64 = 64 << 20;

/// Most bytes that are unpacked in all.
const ALL_LIMIT: u64 = 160 << 20;

/// Most parts.
const COUNT_LIMIT: usize = 8000;

/// Deepest nesting of elements.
const DEPTH_LIMIT: usize = 400;

/// Endings of files that a system runs.
const PROGRAMS: [&str; 14] = [
    ".exe", ".bat", ".cmd", ".com", ".scr", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".ps1", ".msi",
    ".hta", ".jar",
];

/// Whether a file with this lower-case name is one that a system runs.
pub fn is_program(name: &str) -> bool {
    PROGRAMS.iter().any(|end| name.ends_with(end))
}

/// Why the walk ends early.
struct Stop(Unread);

/// What an archive is by its parts, with the ending of such files; nothing where it is no office document. One that
/// is cut short counts as Word's: it is told when it is looked into.
pub fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Some(("docx", "Word"));
    };
    let has = |start: &str| {
        archive
            .file_names()
            .any(|name| name.is_ok_and(|name| standard(&name).starts_with(start)))
    };
    if has("xl/") {
        Some(("xlsx", "Excel"))
    } else if has("ppt/") {
        Some(("pptx", "PowerPoint"))
    } else if has("content.xml") {
        Some(("odt", "OpenDocument"))
    } else {
        (has("word/") || has("EncryptedPackage")).then_some(("docx", "Word"))
    }
}

/// A part's name as the standard writes it: some programs write backslashes.
pub(super) fn standard(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// Looks into an office document.
pub fn inspect(bytes: &[u8]) -> Inside {
    let mut inside = Inside::default();
    if let Err(Stop(unread)) = walk(bytes, &mut inside) {
        inside.unread = Some(unread);
    }
    inside
}

fn walk(bytes: &[u8], inside: &mut Inside) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Stop(Unread::Damaged))?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        names.push(name.map_err(|_| Stop(Unread::Damaged))?.into_owned());
    }
    // The shared strings of a workbook before the cells that show them.
    names.sort_by_key(|name| (!name.ends_with("sharedStrings.xml"), name.clone()));
    if names.len() > COUNT_LIMIT {
        return Err(Stop(Unread::TooLarge));
    }
    if names.iter().any(|name| name == "EncryptedPackage") {
        return Err(Stop(Unread::Locked));
    }
    let known = ["word/", "xl/", "ppt/", "content.xml"];
    if !names
        .iter()
        .any(|name| known.iter().any(|known| standard(name).starts_with(known)))
    {
        return Err(Stop(Unread::Unknown));
    }
    let mut left = ALL_LIMIT;
    let mut strings = Vec::new();
    for name in &names {
        if name.ends_with('/') {
            continue;
        }
        let lower = standard(name).to_lowercase();
        by_name(&lower, name, inside);
        let kind = kind_of(&lower);
        if kind == Kind::Other {
            continue;
        }
        let content = unpack(&mut archive, name, &mut left)?;
        match kind {
            Kind::Picture => photograph::inspect(&content, inside),
            Kind::Embedded => embedded(name, &content, inside),
            Kind::Relations => {
                let xml = encoding::decode(&content);
                relations(&xml, inside)?;
            }
            Kind::Words(part) => {
                let xml = encoding::decode(&content);
                let mut walk = Walk::new(part, &lower, &strings);
                let result = walk.read(&xml, inside);
                let found = std::mem::take(&mut walk.strings);
                walk.settle(inside);
                if lower.ends_with("sharedstrings.xml") {
                    strings = found;
                }
                result?;
            }
            Kind::Other => {}
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words(Part),
    Relations,
    Picture,
    Embedded,
    Other,
}

fn kind_of(name: &str) -> Kind {
    let file = name.rsplit('/').next().unwrap_or_default();
    if name.ends_with(".rels") {
        return Kind::Relations;
    }
    if name.contains("embeddings/") {
        return Kind::Embedded;
    }
    if [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic"]
        .iter()
        .any(|end| name.ends_with(end))
    {
        return if name.starts_with("docprops/") || name.starts_with("thumbnails/") {
            Kind::Other
        } else {
            Kind::Picture
        };
    }
    if !name.ends_with(".xml") {
        return Kind::Other;
    }
    let part = if name.starts_with("docprops/")
        || file == "meta.xml"
        || name.starts_with("customxml/item")
    {
        Part::Property
    } else if file.contains("comment") || name.contains("notesslide") || name.contains("persons/") {
        Part::Comment
    } else if file.starts_with("header")
        || file.starts_with("footer")
        || file == "styles.xml" && !name.contains('/')
    {
        Part::Margin
    } else {
        Part::Text
    };
    const PARTS: [&str; 16] = [
        "document",
        "footnotes",
        "endnotes",
        "sharedstrings",
        "sheet",
        "slide",
        "notesslide",
        "content",
        "drawing",
        "chart",
        "glossary",
        "item",
        "person",
        "people",
        "externallink",
        "table",
    ];
    let told = part != Part::Text
        || PARTS.iter().any(|known| file.starts_with(known))
            && !name.contains("slidemaster")
            && !name.contains("slidelayout");
    if told { Kind::Words(part) } else { Kind::Other }
}

/// What the name of a part tells alone.
fn by_name(lower: &str, name: &str, inside: &mut Inside) {
    if lower.ends_with("vbaproject.bin")
        || lower.contains("macrosheets/")
        || lower.starts_with("basic/") && lower.ends_with("script-lb.xml")
        || lower.starts_with("scripts/")
    {
        inside.danger(Danger::Macros, name);
    } else if lower.contains("activex/") && !lower.ends_with(".rels") {
        inside.danger(Danger::Control, name);
    } else if [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".rtf"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        // Word shows such a part among its own pages; nobody looks into it here.
        inside.danger(Danger::Embedded, name);
    }
}

fn embedded(name: &str, content: &[u8], inside: &mut Inside) {
    let has = |wanted: &[u8]| {
        content
            .windows(wanted.len())
            .any(|window| window.eq_ignore_ascii_case(wanted))
    };
    // The name of a packed file ends with a zero.
    let program = content.starts_with(b"MZ")
        || has(b"This program cannot be run in DOS mode")
        || PROGRAMS
            .iter()
            .any(|end| has(format!("{end}\0").as_bytes()));
    let danger = if program {
        Danger::Program
    } else {
        Danger::Embedded
    };
    inside.danger(danger, name.rsplit('/').next().unwrap_or(name));
}

fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
) -> Result<Vec<u8>, Stop> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(Stop(Unread::Locked));
        }
        Err(_) => return Err(Stop(Unread::Damaged)),
    };
    let most = PART_LIMIT.min(*left);
    let mut content = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut content)
        .map_err(|_| Stop(Unread::Damaged))?;
    let size = content.len() as u64;
    if size > most {
        return Err(Stop(Unread::TooLarge));
    }
    *left -= size;
    Ok(content)
}

/// Whether an address runs something instead of leading somewhere.
pub fn scheme_acts(address: &str) -> bool {
    let letters: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(20)
        .collect();
    let letters = letters.to_ascii_lowercase();
    [
        "javascript:",
        "vbscript:",
        "data:text",
        "vnd.sun.star.script:",
        "macro:",
    ]
    .iter()
    .any(|scheme| letters.starts_with(scheme))
}

/// What a field of Word does beside showing words: DDE starts a program, others fetch what they show.
fn field(words: &str, inside: &mut Inside) {
    let words = words.trim();
    let (name, rest) = words.split_once([' ', '\t']).unwrap_or((words, ""));
    match name.to_ascii_uppercase().as_str() {
        "DDE" | "DDEAUTO" => inside.danger(Danger::Launch, rest),
        "INCLUDEPICTURE" | "INCLUDETEXT" | "IMPORT" | "LINK" | "RD" => {
            inside.paths(rest);
            if rest.contains("://") || rest.contains("\\\\") {
                inside.danger(Danger::Remote, rest);
            }
        }
        _ => {}
    }
}

/// What a formula of a workbook does beside counting.
fn formula(words: &str, inside: &mut Inside) {
    let upper = words.to_ascii_uppercase();
    // `=cmd|'/C calc'!A0` asks another program over DDE.
    if upper.contains("|'") && upper.contains("'!") {
        inside.danger(Danger::Launch, words);
    }
    if upper.contains("WEBSERVICE(") {
        inside.danger(Danger::Remote, words);
    }
}

/// What a part refers to outside the document.
fn relations(xml: &str, inside: &mut Inside) -> Result<(), Stop> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| Stop(Unread::Damaged))? {
            Event::Start(element) | Event::Empty(element) if local(&element) == "Relationship" => {
                let attribute = |name: &str| value(&element, name).unwrap_or_default();
                let target = attribute("Target");
                if scheme_acts(&target) {
                    inside.danger(Danger::Script, &target);
                }
                if attribute("TargetMode").eq_ignore_ascii_case("External") {
                    inside.paths(&target);
                    if !attribute("Type").ends_with("/hyperlink") && !target.is_empty() {
                        inside.danger(Danger::Remote, &target);
                    }
                }
            }
            Event::DocType(_) => return Err(Stop(Unread::Damaged)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
