//! PDF: the properties, comments, scripts and files in it, read in the importer's own process with its limits.

use super::plain::readable;
use super::{Inside, LIST_LIMIT, photograph};
use crate::problem::{Danger, Part, Trace, Unread};
use base::pattern::pattern;
use formats::pdf as reader;
use formats::problem::Problem;
use lopdf::{Dictionary, Document, Error, Object};
use regex::Regex;
use std::io::{Read, Write};
use std::sync::LazyLock;

/// The argument that makes the command a reader of what is in a PDF: bytes in, JSON out.
pub const CHILD: &str = "__inspect-pdf";

/// Properties in XMP that name people or hold words.
static XMP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?s)<(?P<key>dc:creator|dc:description|dc:title|dc:subject|pdf:Author|pdf:Keywords|photoshop:Credit)[^>]*>(?P<value>.*?)</(?:dc|pdf|photoshop):",
    )
});
static MARKUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[^>]*>"));

/// Why the reader gave no answer.
pub fn reason(problem: &Problem) -> Unread {
    match problem {
        Problem::Locked {} => Unread::Locked,
        Problem::TooHeavy {} => Unread::TooLarge,
        _ => Unread::Damaged,
    }
}

/// The reader's own process: bytes from standard input, the answer to standard output.
///
/// # Errors
/// When there is no input, or nobody takes the answer.
pub fn child() -> std::io::Result<()> {
    reader::limit_memory();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let json = serde_json::to_vec(&inspect(bytes))?;
    std::io::stdout().write_all(&json)
}

fn inspect(bytes: Vec<u8>) -> Inside {
    let mut inside = Inside::default();
    let document = match open(&bytes) {
        Ok(document) => document,
        Err(unread) => {
            inside.unread = Some(unread);
            return inside;
        }
    };
    properties(&document, &mut inside);
    for object in document.objects.values() {
        look(object, &document, &mut inside, 0);
    }
    match reader::lines(bytes) {
        Ok(lines) if lines.iter().all(|line| line.trim().is_empty()) => {
            inside.unread = Some(Unread::NoText)
        }
        Ok(lines) => inside.say(Part::Text, &lines.join("\n")),
        Err(problem) => {
            inside.unread = Some(match problem {
                Problem::TooManyPages { .. } | Problem::TooLong { .. } => Unread::TooLarge,
                other => reason(&other),
            });
        }
    }
    inside
}

/// Opens a PDF for what lies in it.
pub(super) fn open(bytes: &[u8]) -> Result<Document, Unread> {
    let document = Document::load_mem(bytes).map_err(|error| match error {
        Error::InvalidPassword | Error::Decryption(_) => Unread::Locked,
        _ => Unread::Damaged,
    })?;
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(Unread::Locked);
    }
    Ok(document)
}

fn properties(document: &Document, inside: &mut Inside) {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok());
    if let Some(info) = info.and_then(|(_, info)| info.as_dict().ok()) {
        for (key, value) in info.iter() {
            let Some(words) = text(value, document) else {
                continue;
            };
            inside.paths(&words);
            match key.as_slice() {
                b"Author" => inside.trace(Trace::Author, &words),
                b"CreationDate" | b"ModDate" | b"Producer" | b"Creator" | b"Trapped" => {}
                _ => inside.say(Part::Property, &words),
            }
        }
    }
}

/// Looks at one object and what lies directly in it.
fn look(object: &Object, document: &Document, inside: &mut Inside, depth: usize) {
    if depth > 12 {
        return;
    }
    match object {
        Object::Array(items) => items
            .iter()
            .for_each(|item| look(item, document, inside, depth + 1)),
        Object::Dictionary(dictionary) => {
            dictionary_of(dictionary, document, inside);
            for (_, value) in dictionary.iter() {
                look(value, document, inside, depth + 1);
            }
        }
        Object::Stream(stream) => {
            let named = |key: &[u8], value: &[u8]| {
                stream
                    .dict
                    .get(key)
                    .and_then(Object::as_name)
                    .is_ok_and(|name| name == value)
            };
            if named(b"Type", b"Metadata") {
                let content = stream
                    .decompressed_content()
                    .unwrap_or_else(|_| stream.content.clone());
                metadata(&String::from_utf8_lossy(&content), inside);
            } else if stream.content.starts_with(b"<?xpacket")
                || stream.content.starts_with(b"<x:xmpmeta")
            {
                metadata(&String::from_utf8_lossy(&stream.content), inside);
            } else if named(b"Type", b"EmbeddedFile") && stream.content.starts_with(b"MZ") {
                inside.danger(Danger::Program, "");
            } else if named(b"Subtype", b"Image") && stream.content.starts_with(b"\xff\xd8") {
                photograph::inspect(&stream.content, inside);
            }
            dictionary_of(&stream.dict, document, inside);
        }
        _ => {}
    }
}

fn dictionary_of(dictionary: &Dictionary, document: &Document, inside: &mut Inside) {
    let name = |key: &[u8]| {
        dictionary
            .get(key)
            .and_then(Object::as_name)
            .unwrap_or_default()
    };
    let words = |key: &[u8]| {
        dictionary
            .get(key)
            .ok()
            .and_then(|value| text(value, document))
    };
    match name(b"S") {
        b"JavaScript" => inside.danger(Danger::Script, "JavaScript"),
        b"Launch" => inside.danger(Danger::Launch, &words(b"F").unwrap_or_default()),
        b"ImportData" | b"SubmitForm" => {
            inside.danger(Danger::Remote, &words(b"F").unwrap_or_default())
        }
        b"GoToR" | b"GoToE" => inside.paths(&words(b"F").unwrap_or_default()),
        _ => {}
    }
    for key in [b"OpenAction".as_slice(), b"AA"] {
        let action = dictionary.get(key).ok();
        if let Some((_, action)) = action.and_then(|action| document.dereference(action).ok()) {
            unasked(action, document, inside, 0);
        }
    }
    if words(b"URI").is_some_and(|address| super::package::scheme_acts(&address)) {
        inside.danger(Danger::Script, "URI");
    }
    if let Ok(form) = dictionary.get(b"XFA") {
        xfa(form, document, inside, 0);
    }
    if dictionary.has(b"JS") && name(b"S") != b"JavaScript" {
        inside.danger(Danger::Script, "JavaScript");
    }
    if dictionary.has(b"EF") {
        let file = words(b"UF").or_else(|| words(b"F")).unwrap_or_default();
        let lower = file.to_lowercase();
        let program = super::package::is_program(&lower);
        inside.danger(
            if program {
                Danger::Program
            } else {
                Danger::Embedded
            },
            &file,
        );
        inside.paths(&file);
    }
    if dictionary.has(b"RichMediaContent")
        || matches!(name(b"Subtype"), b"RichMedia" | b"Movie" | b"Sound" | b"3D")
    {
        inside.danger(Danger::Embedded, &String::from_utf8_lossy(name(b"Subtype")));
    }
    let subtype = name(b"Subtype");
    if dictionary.has(b"Rect")
        && !matches!(subtype, b"Link" | b"Widget" | b"")
        && let Some(comment) = words(b"Contents")
    {
        inside.say(Part::Comment, &comment);
        inside.danger(Danger::Review, "");
        inside.trace(Trace::Reviewer, &words(b"T").unwrap_or_default());
    }
    if (dictionary.has(b"FT") || subtype == b"Widget")
        && let Some(filled) = words(b"V")
    {
        inside.say(Part::Text, &filled);
    }
}

/// An action that nobody asked for, or several: one that leads elsewhere calls there.
fn unasked(action: &Object, document: &Document, inside: &mut Inside, depth: usize) {
    let Ok(action) = action.as_dict() else {
        return;
    };
    let target = |key: &[u8]| {
        let target = action.get(key).ok();
        target.and_then(|target| text(target, document))
    };
    match action.get(b"S").and_then(Object::as_name) {
        Ok(b"URI") => inside.danger(Danger::Remote, &target(b"URI").unwrap_or_default()),
        Ok(b"GoToR" | b"GoToE" | b"Thread") => {
            inside.danger(Danger::Remote, &target(b"F").unwrap_or_default())
        }
        _ => {}
    }
    // Those of a page or a field, by what sets them off; and those that follow.
    for (_, inner) in action.iter().filter(|_| depth < 3) {
        if let Ok((_, inner)) = document.dereference(inner) {
            unasked(inner, document, inside, depth + 1);
        }
    }
}

/// A form of XFA, in one stream or in several: its scripts run in readers that know it.
fn xfa(form: &Object, document: &Document, inside: &mut Inside, depth: usize) {
    let Ok((_, form)) = document.dereference(form) else {
        return;
    };
    match form {
        Object::Array(parts) if depth < 2 => {
            for part in parts.iter().take(LIST_LIMIT) {
                xfa(part, document, inside, depth + 1);
            }
        }
        Object::Stream(stream) => {
            let content = stream.decompressed_content();
            let content = content.unwrap_or_else(|_| stream.content.clone());
            if content.windows(7).any(|window| window == b"<script") {
                inside.danger(Danger::Script, "XFA");
            }
        }
        _ => {}
    }
}

/// Whether a packet of XMP tells who made a file.
pub(super) fn tells_maker(packet: &str) -> bool {
    let named = |captures: regex::Captures<'_>| {
        let words = MARKUP.replace_all(&captures["value"], " ");
        matches!(
            &captures["key"],
            "dc:creator" | "pdf:Author" | "photoshop:Credit"
        ) && !words.trim().is_empty()
    };
    XMP.captures_iter(packet).any(named)
}

fn metadata(packet: &str, inside: &mut Inside) {
    for captures in XMP.captures_iter(packet) {
        let words = MARKUP.replace_all(&captures["value"], " ");
        match &captures["key"] {
            "dc:creator" | "pdf:Author" | "photoshop:Credit" => {
                inside.trace(Trace::Author, words.trim())
            }
            _ => inside.say(Part::Property, words.trim()),
        }
    }
    inside.paths(&MARKUP.replace_all(packet, "\n"));
}

/// A text string: UTF-16 or UTF-8 by its mark, else as Latin letters.
fn text(value: &Object, document: &Document) -> Option<String> {
    let (_, value) = document.dereference(value).ok()?;
    let bytes = value.as_str().ok()?;
    let decoded = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    Some(readable(decoded)).filter(|text| !text.trim().is_empty())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|two| unit([two[0], two[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}
