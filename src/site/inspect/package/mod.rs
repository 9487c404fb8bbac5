//! Office documents in a ZIP archive: Word, Excel, PowerPoint (Office Open XML) and OpenDocument.

use super::plain::{readable, row};
use super::{Inside, LIST_LIMIT, TEXT_LIMIT, photograph};
use crate::problem::{Danger, Part, Trace, Unread};
use formats::xml::{local, value};
use formats::{encoding, reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Largest part that is unpacked, in bytes.
const PART_LIMIT: u64 = 64 << 20;

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
fn standard(name: &str) -> String {
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

/// The walk over one part: words in their order, tables as Markdown writes them.
struct Walk<'s> {
    part: Part,
    shared: &'s [String],
    /// Words of a workbook, in the order of their numbers.
    strings: Vec<String>,
    in_strings: bool,
    open_document: bool,
    text: String,
    deleted: String,
    hidden: String,
    tables: Vec<Table>,
    /// Whether the characters now met are words.
    words: usize,
    run_hidden: bool,
    in_deleted: usize,
    cell_shared: bool,
    property: Option<String>,
    /// The instruction of the field that is met.
    field: String,
    in_field: bool,
    reviewed: bool,
}

#[derive(Default)]
struct Table {
    rows: usize,
    cells: Vec<String>,
    outer: String,
}

impl<'s> Walk<'s> {
    fn new(part: Part, name: &str, shared: &'s [String]) -> Self {
        Self {
            part,
            shared,
            strings: Vec::new(),
            in_strings: name.ends_with("sharedstrings.xml"),
            open_document: !name.contains('/'),
            text: String::new(),
            deleted: String::new(),
            hidden: String::new(),
            tables: Vec::new(),
            words: 0,
            run_hidden: false,
            in_deleted: 0,
            cell_shared: false,
            property: None,
            field: String::new(),
            in_field: false,
            reviewed: part == Part::Comment && name.contains("comment"),
        }
    }

    fn read(&mut self, xml: &str, inside: &mut Inside) -> Result<(), Stop> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(|_| Stop(Unread::Damaged))? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEPTH_LIMIT {
                        return Err(Stop(Unread::TooLarge));
                    }
                    self.start(&element, inside);
                }
                Event::Empty(element) => {
                    self.start(&element, inside);
                    self.end(&local(&element), inside);
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    let name = element.local_name().as_ref().to_owned();
                    self.end(&name, inside);
                }
                Event::Text(text) => self.add(text.as_ref()),
                Event::CData(text) => self.add(text.as_ref()),
                Event::GeneralRef(name) => {
                    if let Some(text) = reference(&name) {
                        self.add(&text);
                    }
                }
                Event::DocType(_) => return Err(Stop(Unread::Damaged)),
                Event::Eof => return Ok(()),
                _ => {}
            }
            if self.text.len() > TEXT_LIMIT {
                return Err(Stop(Unread::TooLarge));
            }
        }
    }

    fn add(&mut self, text: &str) {
        if self.in_field && self.field.len() < 4096 {
            self.field.push_str(text);
        }
        if let Some(property) = &mut self.property {
            property.push_str(text);
        } else if self.words > 0 || self.open_document || self.part == Part::Property {
            let target = match (self.in_deleted > 0, self.run_hidden) {
                (true, _) => &mut self.deleted,
                (_, true) => &mut self.hidden,
                _ => &mut self.text,
            };
            target.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, inside: &mut Inside) {
        let name = local(element);
        match name.as_str() {
            "t" | "delText" | "instrText" | "v" | "f" | "text" => {
                self.words += 1;
                self.in_field = matches!(name.as_str(), "instrText" | "f");
            }
            // Between two such marks the instruction stands, in as many runs as it likes.
            "fldChar" => self.end_field(inside),
            "fldSimple" => field(&value(element, "instr").unwrap_or_default(), inside),
            "ddeLink" => inside.danger(
                Danger::Launch,
                &value(element, "ddeService").unwrap_or_default(),
            ),
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" => {
                let action = value(element, "action").unwrap_or_default();
                if action.starts_with("ppaction://program") {
                    inside.danger(Danger::Launch, &action);
                } else if action.starts_with("ppaction://macro") {
                    inside.danger(Danger::Macros, &action);
                }
            }
            "r" => self.run_hidden = false,
            "vanish" => {
                self.run_hidden = !matches!(value(element, "val").as_deref(), Some("0" | "false"))
            }
            "del" | "moveFrom" | "deletion" => {
                self.in_deleted += 1;
                self.reviewed = true;
                self.reviewer(element, inside);
            }
            "ins" | "moveTo" | "comment" | "rPrChange" | "pPrChange" | "person" | "cmAuthor"
            | "cm" => {
                self.reviewed |= !matches!(name.as_str(), "person" | "cmAuthor");
                self.reviewer(element, inside);
            }
            "annotation" => {
                self.reviewed = true;
                self.text.push_str("\n\n");
            }
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" | "Company" | "author"
            | "Template" | "HyperlinkBase" => {
                self.property = Some(String::new());
            }
            "docPr" | "cNvPr" => {
                for attribute in ["descr", "title", "name"] {
                    if let Some(words) = value(element, attribute) {
                        inside.paths(&words);
                        if attribute != "name" {
                            inside.say(Part::Hidden, &words);
                        }
                    }
                }
            }
            "c" if value(element, "t").as_deref() == Some("s") => self.cell_shared = true,
            "tbl" | "table" | "sheetData" => self.tables.push(Table {
                outer: std::mem::take(&mut self.text),
                ..Table::default()
            }),
            "tab" | "br" | "cr" | "s" | "line-break" | "noBreakHyphen" => {
                let sign = if name == "noBreakHyphen" { "-" } else { " " };
                self.text.push_str(sign);
            }
            "image" | "object" | "plugin" if self.open_document => {
                if let Some(target) = value(element, "href").filter(|target| target.contains("://"))
                {
                    inside.paths(&target);
                    inside.danger(Danger::Remote, &target);
                }
            }
            "event-listener" if self.open_document => {
                inside.danger(Danger::Script, "event-listener")
            }
            _ => {}
        }
    }

    fn end_field(&mut self, inside: &mut Inside) {
        field(&std::mem::take(&mut self.field), inside);
        self.in_field = false;
    }

    fn reviewer(&self, element: &BytesStart<'_>, inside: &mut Inside) {
        for name in ["author", "displayName", "name"] {
            if let Some(author) = value(element, name) {
                inside.trace(Trace::Reviewer, &author);
            }
        }
    }

    fn end(&mut self, name: &str, inside: &mut Inside) {
        match name {
            "t" | "delText" | "instrText" | "text" => {
                self.words = self.words.saturating_sub(1);
                self.in_field = false;
            }
            "f" => {
                self.words = self.words.saturating_sub(1);
                self.in_field = false;
                formula(&std::mem::take(&mut self.field), inside);
            }
            "v" => {
                self.words = self.words.saturating_sub(1);
                if std::mem::take(&mut self.cell_shared) {
                    let at = self.text.trim().parse::<usize>().unwrap_or(usize::MAX);
                    self.text = self.shared.get(at).cloned().unwrap_or_default();
                }
            }
            "r" => self.run_hidden = false,
            "del" | "moveFrom" | "deletion" => {
                self.in_deleted = self.in_deleted.saturating_sub(1);
                self.deleted.push_str("\n\n");
            }
            "si" if self.in_strings => {
                let words = std::mem::take(&mut self.text);
                self.strings.push(words);
            }
            "tc" | "c" | "table-cell" => {
                let words = std::mem::take(&mut self.text);
                if let Some(table) = self.tables.last_mut() {
                    table.cells.push(words.trim().to_owned());
                }
            }
            "tr" | "row" | "table-row" => self.end_row(),
            "tbl" | "table" | "sheetData" => {
                if let Some(table) = self.tables.pop() {
                    let inner = std::mem::replace(&mut self.text, table.outer);
                    self.text.push_str(&inner);
                    self.text.push_str("\n\n");
                }
            }
            "p" | "h" | "comment" | "sp" => {
                self.end_field(inside);
                let sign = if self.tables.is_empty() { "\n\n" } else { " " };
                self.text.push_str(sign);
                self.hidden.push_str(sign);
                self.deleted.push_str(sign);
            }
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" | "Company" | "author"
            | "Template" | "HyperlinkBase" => {
                if let Some(words) = self.property.take() {
                    self.named(name, &words, inside);
                }
            }
            _ if self.part == Part::Property => self.text.push_str("\n\n"),
            _ => {}
        }
    }

    fn named(&mut self, name: &str, words: &str, inside: &mut Inside) {
        inside.paths(words);
        match name {
            "author" => inside.trace(Trace::Reviewer, words),
            "creator" if self.part != Part::Property => inside.trace(Trace::Reviewer, words),
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" => {
                inside.trace(Trace::Author, words)
            }
            _ => inside.say(Part::Property, words),
        }
    }

    /// A row in Markdown, behind the rows before it: what stands in cells has been taken already.
    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let cells: Vec<String> = std::mem::take(&mut table.cells);
        let first = table.rows == 0;
        table.rows += 1;
        let mut rows = String::new();
        row(&mut rows, cells, first);
        let outer = if self.tables.len() == 1 {
            self.tables.last_mut().map(|table| &mut table.outer)
        } else {
            None
        };
        match outer {
            Some(outer) => {
                if first {
                    outer.push_str("\n\n");
                }
                outer.push_str(&rows);
            }
            // A table in a cell is words of that cell.
            None => self.text.push_str(&rows.replace(['|', '\n'], " ")),
        }
    }

    fn settle(mut self, inside: &mut Inside) {
        while let Some(table) = self.tables.pop() {
            let inner = std::mem::replace(&mut self.text, table.outer);
            self.text.push_str(&inner);
        }
        let comments =
            self.reviewed && (self.part != Part::Comment || !self.text.trim().is_empty());
        if comments && inside.dangers.len() < LIST_LIMIT {
            inside.danger(Danger::Review, "");
        }
        if !self.in_strings {
            let text = readable(self.text);
            if self.part != Part::Text {
                inside.paths(&text);
            }
            inside.say(self.part, &text);
        }
        inside.say(Part::Deleted, &readable(self.deleted));
        inside.say(Part::Hidden, &readable(self.hidden));
    }
}
