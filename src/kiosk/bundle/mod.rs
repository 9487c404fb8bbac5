//! A bundle: one release of one ward's site in one file. `src/kiosk/bundle/format.md` describes the form; this module and
//! those below are its one definition, for writer and reader alike.
//!
//! A bundle is *whole* when it holds every object that its manifest names. A *thin* one holds some of them, for kiosks that
//! have the others. The manifest and its signatures are the same in both, so a kiosk makes a whole bundle of a thin one and
//! of what it has, and that is signed too.

mod manifest;
mod read;
mod source;
mod write;

pub use manifest::{BundleManifest, is_kiosk_path, is_ward};
pub(crate) use read::unwritable;
pub use read::{Bundle, Content};
pub use source::{Memory, ReadAt};
pub use write::{Packed, write};

use base::digest::Sha256;

/// What every bundle begins with.
const MAGIC: [u8; 8] = *b"LOAKIOSK";

/// The version of the form.
const VERSION: u32 = 1;

/// Bytes of the head.
const HEAD: usize = 68;

/// Bytes of an entry in the table of objects.
const ENTRY: usize = 81;

/// Bytes of the head before the hash of head, manifest, signatures and table.
const NUMBERS: usize = 36;

/// Largest manifest, in bytes.
pub const MANIFEST_LIMIT: usize = 4 << 20;

/// Most files.
pub const FILES_LIMIT: usize = 20_000;

/// Largest object, in bytes.
pub const OBJECT_LIMIT: u64 = 64 << 20;

/// Largest bundle, in bytes.
pub const TOTAL_LIMIT: u64 = 2 << 30;

/// How an object lies in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// As it is.
    Plain = 0,
    /// Compressed with brotli (RFC 7932).
    Brotli = 1,
}

/// An object as the table describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// The hash of the object.
    sha256: Sha256,
    /// Bytes of the object.
    size: u64,
    /// Bytes that it takes in the bundle.
    packed: u64,
    method: Method,
    /// The hash of the bytes in the bundle.
    packed_sha256: Sha256,
}

impl Entry {
    fn to_bytes(self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        bytes[..32].copy_from_slice(self.sha256.as_bytes());
        bytes[32..40].copy_from_slice(&self.size.to_le_bytes());
        bytes[40..48].copy_from_slice(&self.packed.to_le_bytes());
        bytes[48] = self.method as u8;
        bytes[49..].copy_from_slice(self.packed_sha256.as_bytes());
        bytes
    }

    fn parse(bytes: &[u8; ENTRY]) -> Option<Self> {
        let hash = |from: usize| {
            let hash: Result<[u8; 32], _> = bytes[from..from + 32].try_into();
            hash.map(Sha256::from).ok()
        };
        let number = |from: usize| {
            let number: Result<[u8; 8], _> = bytes[from..from + 8].try_into();
            number.map(u64::from_le_bytes).ok()
        };
        let entry = Self {
            sha256: hash(0)?,
            size: number(32)?,
            packed: number(40)?,
            method: match bytes[48] {
                0 => Method::Plain,
                1 => Method::Brotli,
                _ => return None,
            },
            packed_sha256: hash(49)?,
        };
        let fits = match entry.method {
            Method::Plain => entry.packed == entry.size && entry.packed_sha256 == entry.sha256,
            Method::Brotli => entry.packed < entry.size,
        };
        (fits && entry.size <= OBJECT_LIMIT).then_some(entry)
    }
}
