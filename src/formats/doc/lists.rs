//! The lists of a document ([MS-DOC] 2.9.150, 2.9.131) → Word's numbering, as newer files write it.

use super::bytes::{byte, letters, long, piece, place, short};
use crate::numbering::Numbering;
use std::fmt::Write;

/// Bytes of a list's head, of a list's use, of a level's head.
const LIST: usize = 28;
const USE: usize = 16;
const LEVEL: usize = 28;

/// Most lists, and most levels.
const LIMIT: usize = 4_000;

/// The lists and their uses, by the places of both in the table stream.
pub fn numbering(table: &[u8], lists: (usize, usize), uses: (usize, usize)) -> Numbering {
    let mut xml = String::from("<w:numbering xmlns:w=\"w\">");
    if written(&mut xml, table, lists, uses).is_none() {
        xml.clear();
        xml.push_str("<w:numbering xmlns:w=\"w\">");
    }
    xml.push_str("</w:numbering>");
    Numbering::read(&xml).unwrap_or_default()
}

fn written(
    xml: &mut String,
    table: &[u8],
    lists: (usize, usize),
    uses: (usize, usize),
) -> Option<()> {
    let heads = piece(table, lists.0, lists.1)?;
    let count = usize::from(short(heads, 0)?).min(LIMIT);
    // The levels stand behind the heads of all lists.
    let mut at = lists.0 + lists.1;
    for number in 0..count {
        let head = piece(heads, 2 + number * LIST, LIST)?;
        let levels = if head[26] & 1 == 1 { 1 } else { 9 };
        write!(
            xml,
            "<w:abstractNum w:abstractNumId=\"{}\">",
            long(head, 0)?
        )
        .ok()?;
        for level in 0..levels {
            at += one_level(xml, table.get(at..)?, level)?;
        }
        xml.push_str("</w:abstractNum>");
    }
    let told = piece(table, uses.0, uses.1)?;
    let count = place(told, 0)?.min(LIMIT);
    let mut at = 4 + count * USE;
    for number in 0..count {
        let head = piece(told, 4 + number * USE, USE)?;
        write!(
            xml,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>",
            number + 1,
            long(head, 0)?
        )
        .ok()?;
        at += 4;
        for _ in 0..head[12].min(9) {
            // What cannot be read of these leaves the list itself.
            let Some(flags) = long(told, at + 4) else {
                break;
            };
            write!(xml, "<w:lvlOverride w:ilvl=\"{}\">", flags & 15).ok()?;
            if flags & 16 != 0 && flags & 32 == 0 {
                write!(xml, "<w:startOverride w:val=\"{}\"/>", long(told, at)?).ok()?;
            }
            at += 8;
            if flags & 32 != 0 {
                at += one_level(xml, told.get(at..)?, usize::try_from(flags & 15).ok()?)?;
            }
            xml.push_str("</w:lvlOverride>");
        }
        xml.push_str("</w:num>");
    }
    Some(())
}

/// Writes a level; gives the bytes that it takes.
fn one_level(xml: &mut String, bytes: &[u8], level: usize) -> Option<usize> {
    let head = piece(bytes, 0, LEVEL)?;
    let properties = usize::from(byte(head, 24)?) + usize::from(byte(head, 25)?);
    let at = LEVEL + properties;
    let count = usize::from(short(bytes, at)?);
    let text = letters(bytes, at + 2, count)?;
    let format = match head[4] {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    };
    write!(
        xml,
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{format}\"/>",
        long(head, 0)?
    )
    .ok()?;
    if head[5] & 4 != 0 {
        xml.push_str("<w:isLgl/>");
    }
    xml.push_str("<w:lvlText w:val=\"");
    for c in char::decode_utf16(text).filter_map(Result::ok) {
        match c {
            '\0'..='\u{8}' => write!(xml, "%{}", u32::from(c) + 1).ok()?,
            '&' | '<' | '"' => write!(xml, "&#{};", u32::from(c)).ok()?,
            c if c.is_control() => {}
            c => xml.push(c),
        }
    }
    xml.push_str("\"/></w:lvl>");
    Some(at + 2 + count * 2)
}
