//! Containers: how a part of the pack is wrapped in a file, and many parts in one.
//!
//! Each file of a pack is a WebAssembly module that holds nothing but custom sections
//! (<https://webassembly.github.io/spec/core/binary/modules.html#custom-section>). Static hosts know the
//! type `application/wasm` and compress it, which many do not do for unknown types; and a pack in a
//! single file is the engine's own module with the same sections behind its code.
//!
//! A section is: the id `0`, a length, its name, then the part: the format's version, a checksum of
//! what follows, and the part's own bytes.

use super::bytes::{Reader, Writer, crc32};
use super::{PackError, VERSION};

const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

/// Beginnings of the names of parts.
pub const KINDS: [&str; 3] = ["start-", "terms-", "docs-"];

/// Extension of pack files.
pub const EXTENSION: &str = "wasm";

/// Wraps a part in a module of its own. The name tells the kind and the content:
/// `terms-1a2b3c4d`.
pub fn wrap(kind: &str, body: &[u8]) -> (String, Vec<u8>) {
    let sum = crc32(body);
    let name = part_name(kind, sum);
    let mut section = Writer::default();
    section.string(&name);
    section.number(u64::from(VERSION));
    section.checksum(sum);
    section.bytes.extend_from_slice(body);
    let mut module = Writer {
        bytes: HEADER.to_vec(),
    };
    module.bytes.push(0);
    module.block(&section.bytes);
    (name, module.bytes)
}

/// The name of a part by its kind and its checksum.
pub fn part_name(kind: &str, sum: u32) -> String {
    let digits = (0..8)
        .rev()
        .map(|at| char::from_digit(sum >> (at * 4) & 15, 16).unwrap_or('0'));
    let mut name = String::from(kind);
    name.push('-');
    name.extend(digits);
    name
}

/// The sections of a pack file, without its module header: what is appended to the engine to make a
/// single file.
pub fn sections(file: &[u8]) -> Result<&[u8], PackError> {
    file.strip_prefix(&HEADER).ok_or(PackError::NotAPack)
}

/// Finds the named part in a module and checks its version and checksum.
pub fn unwrap<'a>(file: &'a [u8], wanted: &str) -> Result<&'a [u8], PackError> {
    parts(file)?
        .into_iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, body)| body)
        .ok_or(PackError::Damaged("part missing"))
}

/// All parts in a module with their names, versions and checksums checked. Sections of other kinds and
/// custom sections of other makers are passed over.
pub fn parts(file: &[u8]) -> Result<Vec<(&str, &[u8])>, PackError> {
    let mut reader = Reader::new(sections(file)?);
    let mut parts = Vec::new();
    while !reader.is_empty() {
        let id = reader.byte()?;
        let content = reader.block()?;
        if id == 0 {
            let mut part = Reader::new(content);
            let name = part.string()?;
            if KINDS.iter().any(|kind| name.starts_with(kind)) {
                parts.push((name, checked(part, name)?));
            }
        }
    }
    Ok(parts)
}

fn checked<'a>(mut part: Reader<'a>, name: &str) -> Result<&'a [u8], PackError> {
    let version = part.number()?;
    if version != VERSION {
        return Err(PackError::Version { found: version });
    }
    let sum = part.checksum()?;
    let body = part.rest();
    let named = name.rsplit('-').next().unwrap_or_default();
    if crc32(body) != sum || part_name("", sum).trim_start_matches('-') != named {
        return Err(PackError::Damaged("checksum"));
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        let (name, file) = wrap("terms", b"body");
        assert_eq!(unwrap(&file, &name), Ok(&b"body"[..]));
        assert_eq!(parts(&file), Ok(vec![(name.as_str(), &b"body"[..])]));
        assert!(unwrap(&file, "terms-00000000").is_err());
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let (name, file) = wrap("docs", "Sốt xuất huyết".as_bytes());
        for bit in 0..file.len() * 8 {
            let mut damaged = file.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(unwrap(&damaged, &name).is_err(), "bit {bit}");
        }
        for length in 0..file.len() {
            assert!(unwrap(&file[..length], &name).is_err(), "cut at {length}");
        }
    }
}
