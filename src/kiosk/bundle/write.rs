//! Bundles are written.

use super::{BundleManifest, ENTRY, Entry, HEAD, MAGIC, Method, NUMBERS, VERSION};
use base::digest::{Hasher, Sha256};
use std::io::{self, Write};

/// Brotli's quality: a bundle is packed once and carried by hand, so it may take a second.
const QUALITY: i32 = 9;

/// An object as it lies in a bundle.
#[derive(Debug, Clone)]
pub struct Packed {
    entry: Entry,
    bytes: Vec<u8>,
}

impl Packed {
    /// Packs a file's bytes; what does not shrink is kept as it is.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn new(bytes: &[u8]) -> io::Result<Self> {
        let packed = compressed(bytes)?;
        let shrinks = packed.len() < bytes.len();
        let (method, packed) = match shrinks {
            true => (Method::Brotli, packed),
            false => (Method::Plain, bytes.to_vec()),
        };
        let entry = Entry {
            sha256: Sha256::of(bytes),
            size: bytes.len() as u64,
            packed: packed.len() as u64,
            method,
            packed_sha256: Sha256::of(&packed),
        };
        Ok(Self {
            entry,
            bytes: packed,
        })
    }

    /// The hash of the object.
    pub fn sha256(&self) -> &Sha256 {
        &self.entry.sha256
    }
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// Head, manifest, signatures and table of a bundle that holds objects with these entries. `packed` is the manifest's text
/// of `length` bytes, compressed.
pub(super) fn front(packed: &[u8], length: usize, signatures: &[u8], entries: &[Entry]) -> Vec<u8> {
    let objects: u64 = entries.iter().map(|entry| entry.packed).sum();
    let before = HEAD + packed.len() + signatures.len() + entries.len() * ENTRY;
    let mut head = MAGIC.to_vec();
    let lengths = [packed.len(), length, signatures.len(), entries.len()];
    let numbers = lengths.map(|length| length as u32);
    for number in [VERSION].into_iter().chain(numbers) {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(&(before as u64 + objects).to_le_bytes());
    debug_assert_eq!(head.len(), NUMBERS);
    let mut rest = [packed, signatures].concat();
    for entry in entries {
        rest.extend_from_slice(&entry.to_bytes());
    }
    let mut hasher = Hasher::default();
    hasher.update(&head);
    hasher.update(&rest);
    head.extend_from_slice(hasher.finish().as_bytes());
    head.append(&mut rest);
    head
}

/// Writes a bundle. `objects` are those that it is to hold, in any order; the same one counts once.
///
/// # Errors
/// When `out` takes no more.
pub fn write(
    out: &mut impl Write,
    manifest: &BundleManifest,
    signatures: &[u8],
    mut objects: Vec<Packed>,
) -> io::Result<()> {
    objects.sort_by_key(|object| object.entry.sha256);
    objects.dedup_by_key(|object| object.entry.sha256);
    let entries: Vec<_> = objects.iter().map(|object| object.entry).collect();
    let text = manifest.to_text();
    let packed = compressed(text.as_bytes())?;
    out.write_all(&front(&packed, text.len(), signatures, &entries))?;
    objects
        .iter()
        .try_for_each(|object| out.write_all(&object.bytes))
}
