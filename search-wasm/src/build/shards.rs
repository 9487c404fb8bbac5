//! Shards: where the stream of entries is cut into files.
//!
//! Cuts follow from the entries' keys and not from a running count, as in content-defined chunking
//! (<https://en.wikipedia.org/wiki/Content-defined_chunking>): an entry that grows or a new one changes the
//! file it falls in, and leaves the cuts further on where they were.

use super::PackFile;
use crate::pack::bytes::crc32;
use crate::pack::start::Shard;
use crate::pack::{container, part};

/// Sizes to cut at, in bytes before compression.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// A shard of this size is cut before the next key that says so.
    pub enough: usize,
    /// A shard is cut before it would grow beyond this, unless it holds but one entry.
    pub most: usize,
    /// One key in so many says so.
    pub one_in: u32,
}

/// A query reads one entry of each terms shard it touches, so these are small.
pub const TERMS: Sizes = Sizes {
    enough: 1_200,
    most: 4_000,
    one_in: 8,
};

/// A page of results reads up to ten documents, each from its own shard.
pub const DOCS: Sizes = Sizes {
    enough: 1_500,
    most: 4_000,
    one_in: 2,
};

/// File name of a part.
pub fn file_name(part: &str) -> String {
    format!("{part}.{}", container::EXTENSION)
}

/// Cuts the entries, appends a file for each shard, and returns where they lie.
pub fn cut(
    kind: &str,
    entries: &[(&str, Vec<u8>)],
    sizes: Sizes,
    files: &mut Vec<PackFile>,
) -> Vec<Shard> {
    let mut shards = Vec::new();
    let (mut first, mut size) = (0, 0);
    let mut close = |first: usize, end: usize| {
        let bodies: Vec<&[u8]> = entries[first..end]
            .iter()
            .map(|(_, b)| b.as_slice())
            .collect();
        let body = part::write(&bodies);
        let (name, bytes) = container::wrap(kind, &body);
        files.push(PackFile {
            name: file_name(&name),
            bytes,
        });
        shards.push(Shard {
            first: first as u32,
            sum: crc32(&body),
        });
    };
    for (at, (key, bytes)) in entries.iter().enumerate() {
        let says_so = crc32(key.as_bytes()).is_multiple_of(sizes.one_in);
        if at > first && ((size >= sizes.enough && says_so) || size + bytes.len() > sizes.most) {
            close(first, at);
            (first, size) = (at, 0);
        }
        size += bytes.len();
    }
    if first < entries.len() {
        close(first, entries.len());
    }
    shards
}
