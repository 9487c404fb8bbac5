//! Bundles are written.

use super::{BundleManifest, ENTRY, Entry, HEAD, MAGIC, Method, VERSION};
use base::digest::Sha256;
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
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: QUALITY,
            lgwin: 22,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut packed = Vec::with_capacity(bytes.len() / 2);
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
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

/// The head of a bundle that holds objects with these entries.
pub(super) fn head(manifest: usize, signatures: usize, entries: &[Entry]) -> [u8; HEAD] {
    let packed: u64 = entries.iter().map(|entry| entry.packed).sum();
    let before = HEAD + manifest + signatures + entries.len() * ENTRY;
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(&MAGIC);
    let numbers = [
        VERSION,
        manifest as u32,
        signatures as u32,
        entries.len() as u32,
    ];
    for (place, number) in head[8..24].chunks_exact_mut(4).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    head[24..].copy_from_slice(&(before as u64 + packed).to_le_bytes());
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
    out.write_all(&head(text.len(), signatures.len(), &entries))?;
    out.write_all(text.as_bytes())?;
    out.write_all(signatures)?;
    for entry in entries {
        out.write_all(&entry.to_bytes())?;
    }
    objects
        .iter()
        .try_for_each(|object| out.write_all(&object.bytes))
}
