//! PDF: the names of who made it go, from its properties and from what lies beside them as XMP, in the importer's own process
//! with its limits. Files that were signed or locked are left alone: a change would break what they are.

use super::super::pdf::{open, tells_maker};
use formats::pdf as reader;
use formats::process::run;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The argument that makes the command take names out of a PDF: bytes in, bytes out; nothing where it stays as it is.
pub const CHILD: &str = "__clean-pdf";

/// Time for one file.
const TIME_LIMIT: Duration = Duration::from_secs(12);

/// Properties that say nothing about who made a file.
const PLAIN: [&[u8]; 8] = [
    b"Title",
    b"Subject",
    b"Keywords",
    b"Creator",
    b"Producer",
    b"CreationDate",
    b"ModDate",
    b"Trapped",
];

/// The file without names, made in a process of its own.
pub fn guarded(bytes: &[u8], program: &Path) -> Option<Vec<u8>> {
    let (clean, status) = run(Command::new(program).arg(CHILD), bytes, TIME_LIMIT).ok()?;
    (status.success() && clean.starts_with(b"%PDF-")).then_some(clean)
}

/// The process that does: bytes from standard input, bytes to standard output.
///
/// # Errors
/// When there is no input, or nobody takes the answer.
pub fn child() -> std::io::Result<()> {
    reader::limit_memory();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    std::io::stdout().write_all(&cleaned(bytes).unwrap_or_default())
}

fn cleaned(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut document = open(&bytes).ok()?;
    let signed = document.objects.values().any(|object| {
        let found = dictionary(object);
        found.is_some_and(|found| found.has(b"ByteRange"))
    });
    if document.is_encrypted() || signed {
        return None;
    }
    let properties = forget_properties(&mut document);
    let packets = forget_packets(&mut document);
    if !(properties || packets) {
        return None;
    }
    let pages = document.get_pages().len();
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    // Nothing else may have changed.
    let again = open(&out).ok()?;
    let same = again.get_pages().len() == pages
        && reader::lines(bytes).ok()? == reader::lines(out.clone()).ok()?;
    same.then_some(out)
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Takes out all properties but those that every file has; says whether there were any.
fn forget_properties(document: &mut Document) -> bool {
    let info = match document.trailer.get(b"Info") {
        Ok(Object::Reference(id)) => {
            let id = *id;
            document.get_object_mut(id).and_then(Object::as_dict_mut)
        }
        _ => document
            .trailer
            .get_mut(b"Info")
            .and_then(Object::as_dict_mut),
    };
    let Ok(info) = info else {
        return false;
    };
    let keys: Vec<Vec<u8>> = info
        .iter()
        .map(|(key, _)| key.clone())
        .filter(|key| !PLAIN.contains(&key.as_slice()))
        .collect();
    for key in &keys {
        info.remove(key);
    }
    !keys.is_empty()
}

/// Takes out what lies beside the properties as XMP, where it tells who made the file; says whether there was any.
fn forget_packets(document: &mut Document) -> bool {
    let packets = document.objects.iter().filter(|(_, object)| {
        let Object::Stream(stream) = object else {
            return false;
        };
        let named = stream.dict.get(b"Type").and_then(Object::as_name);
        named.is_ok_and(|name| name == b"Metadata") && {
            let content = stream.decompressed_content();
            let content = content.unwrap_or_else(|_| stream.content.clone());
            tells_maker(&String::from_utf8_lossy(&content))
        }
    });
    let packets: BTreeSet<ObjectId> = packets.map(|(id, _)| *id).collect();
    document.objects.retain(|id, _| !packets.contains(id));
    for object in document.objects.values_mut() {
        let found = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        let gone = match found.get(b"Metadata") {
            Ok(Object::Reference(id)) => packets.contains(id),
            _ => false,
        };
        if gone {
            found.remove(b"Metadata");
        }
    }
    !packets.is_empty()
}
