//! Word's binary files of before 2007 ([MS-DOC]): streams, the pieces of the text, its properties.

mod bytes;
mod lists;
mod property;
mod sheet;
#[cfg(test)]
mod tests;
mod walk;

use crate::flow::text_of;
use crate::line::{RawText, Unread};
use crate::problem::Problem;
use crate::xml::damaged;
use bytes::{byte, piece, place, short};
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use walk::{Document, Walk};

/// What compound files begin with: old Office, and documents locked by a password.
pub const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Largest stream that is read, in bytes.
const STREAM_LIMIT: u64 = 32 << 20;

/// Words of the text, and of the parts behind it, in the head of the file: where each length stands.
const TEXT: usize = 0x4C;
const NOTES: usize = 0x50;
const BOXES: usize = 0x64;

/// Pairs of place and length in the table stream, as the head of the file lists them from here on.
const PAIRS: usize = 0x9A;

/// Reads a document.
///
/// # Errors
/// When it is damaged, locked, or no Word document.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Problem::OldWord {})?;
    if file.is_stream("/EncryptedPackage") {
        return Err(Problem::Locked {});
    }
    let sheets = ["/Workbook", "/Book", "/PowerPoint Document"];
    if sheets.iter().any(|sheet| file.is_stream(sheet)) {
        return Err(Problem::Sheet {});
    }
    let main = stream(&mut file, "/WordDocument")?.ok_or(Problem::UnknownType {})?;
    let flags = short(&main, 0x0A).ok_or_else(|| damaged("FIB"))?;
    if flags & 0x0100 != 0 {
        return Err(Problem::Locked {});
    }
    let objects = file.read_storage("/ObjectPool").map_or(0, Iterator::count);
    let old = short(&main, 2).is_some_and(|version| version < 0x00C1);
    let table = if flags & 0x0200 == 0 {
        "/0Table"
    } else {
        "/1Table"
    };
    let table = stream(&mut file, table)?.unwrap_or_default();
    let mut walk = Walk::default();
    if old {
        walk.plain(&main).ok_or_else(|| damaged("FIB"))??;
    } else {
        let document = Document::of(&main, &table).ok_or_else(|| damaged("FIB"))?;
        walk.all(&document)?;
    }
    let boxes = place(&main, BOXES).unwrap_or(0) > 1 && !old;
    let pictures = walk.pictures;
    let mut raw = text_of(walk.flow, walk.notes);
    raw.pass(Unread::Picture, pictures);
    raw.pass(Unread::Object, objects);
    raw.pass(Unread::Frame, usize::from(boxes));
    Ok(raw)
}

/// A stream of the file; `None` where there is none.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, Problem> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let stream = file.open_stream(name).map_err(damaged)?;
    stream
        .take(STREAM_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;
    if bytes.len() as u64 > STREAM_LIMIT {
        return Err(Problem::TooHeavy {});
    }
    Ok(Some(bytes))
}

/// A part of the table stream that the head of the file tells by this number; empty where there is none.
fn told<'t>(main: &[u8], table: &'t [u8], number: usize) -> &'t [u8] {
    let (at, length) = pair(main, number).unwrap_or_default();
    piece(table, at, length).unwrap_or_default()
}

/// Place and length of such a part.
fn pair(main: &[u8], number: usize) -> Option<(usize, usize)> {
    Some((
        place(main, PAIRS + number * 8)?,
        place(main, PAIRS + number * 8 + 4)?,
    ))
}

/// A piece of the text: its characters, one or two bytes each, and where in the file they stand.
#[derive(Debug, Clone, Copy)]
struct Piece {
    count: usize,
    place: usize,
    narrow: bool,
}

/// The pieces of the text ([MS-DOC] 2.9.38), in order.
fn pieces(clx: &[u8]) -> Option<Vec<Piece>> {
    let mut at = 0;
    // Properties of pieces stand before them.
    while byte(clx, at)? == 1 {
        at += 3 + usize::from(short(clx, at + 1)?);
    }
    let list = piece(clx, at + 5, place(clx, at + 1)?)?;
    let count = list.len().checked_sub(4)? / 12;
    (0..count)
        .map(|at| {
            let (begin, end) = (place(list, at * 4)?, place(list, at * 4 + 4)?);
            let told = place(list, (count + 1) * 4 + at * 8 + 2)?;
            let narrow = told & 0x4000_0000 != 0;
            let place = told & 0x3FFF_FFFF;
            Some(Piece {
                count: end.checked_sub(begin)?,
                place: if narrow { place / 2 } else { place },
                narrow,
            })
        })
        .collect()
}
