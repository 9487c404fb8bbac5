//! Lines of a file that only grows: each carries its hash and its length, and is on the disk before anybody is told of it. A
//! line that a power cut tore, or that is damaged, is passed over.

use base::disk;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// A value's name, which is the beginning of its hash, and its line: `hash length value`.
///
/// # Errors
/// When the value is none that JSON can hold.
pub fn line_of<T: Serialize>(value: &T) -> io::Result<(String, Vec<u8>)> {
    let json = serde_json::to_vec(value)?;
    let id = name(&json);
    let mut line = format!("{id} {} ", json.len()).into_bytes();
    line.extend(json);
    line.push(b'\n');
    Ok((id, line))
}

/// The whole lines of a file that can be read, each with its name, and how many bytes all whole lines take.
pub fn lines<T: DeserializeOwned>(bytes: &[u8]) -> (Vec<(String, T)>, u64) {
    let (mut found, mut end) = (Vec::new(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(line) = line.strip_suffix(b"\n") else {
            break;
        };
        end += line.len() as u64 + 1;
        found.extend(parse(line));
    }
    (found, end)
}

/// Writes a line behind the first `end` bytes of a file, which need not be there. It is on the disk when this returns.
///
/// # Errors
/// When it could not be written: the file holds what it held before then.
pub fn append(file: &Path, end: u64, line: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let is_new = !disk::is_there(file)?;
    if is_new {
        disk::make_folders(folder)?;
    }
    let mut open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(file)?;
    let written = open
        .set_len(end)
        .and_then(|()| open.seek(SeekFrom::Start(end)))
        .and_then(|_| open.write_all(line))
        .and_then(|()| open.sync_data());
    if written.is_err() {
        // What is left of it would be cut off when the file is opened.
        open.set_len(end).ok();
    }
    written?;
    if is_new {
        disk::flush_folder(folder)?;
    }
    Ok(())
}

/// The beginning of a hash, by which a record is named.
pub fn name(json: &[u8]) -> String {
    blake3::hash(json).to_hex()[..24].to_owned()
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Option<(String, T)> {
    let mut parts = line.splitn(3, |byte| *byte == b' ');
    let (id, length, json) = (parts.next()?, parts.next()?, parts.next()?);
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let id = std::str::from_utf8(id).ok()?;
    if length != json.len() || name(json) != id {
        return None;
    }
    Some((id.to_owned(), serde_json::from_slice(json).ok()?))
}
