//! Parts: several entries behind each other, each found by its place.

use super::PackError;
use super::bytes::{Reader, Writer};

/// Writes several entries into one part: their lengths, then the entries.
pub fn write(entries: &[&[u8]]) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(entries.len() as u64);
    entries
        .iter()
        .for_each(|entry| out.number(entry.len() as u64));
    entries
        .iter()
        .for_each(|entry| out.bytes.extend_from_slice(entry));
    out.bytes
}

/// The bytes of one entry of a part.
pub fn entry(part: &[u8], at: usize) -> Result<&[u8], PackError> {
    let mut input = Reader::new(part);
    let count = input.count()?;
    let (mut skip, mut length) = (0usize, None);
    for place in 0..count {
        let bytes = input.number()? as usize;
        if place < at {
            skip = skip.saturating_add(bytes);
        } else if place == at {
            length = Some(bytes);
        }
    }
    input.take(skip)?;
    input.take(length.ok_or(PackError::Damaged("entry missing"))?)
}
