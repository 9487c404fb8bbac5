//! Bundles are read: limits first, then the form, then the signatures, then every hash.

use super::source::{ReadAt, SectionReader};
use super::write::front;
use super::{
    BundleManifest, ENTRY, Entry, FILES_LIMIT, HEAD, MAGIC, MANIFEST_LIMIT, Method, TOTAL_LIMIT,
    VERSION,
};
use crate::keys::{self, ReleaseKeys, RootKeys, Signatures};
use crate::refusal::Refusal;
use base::digest::{Hasher, Sha256};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};

/// Bytes that are read or decompressed at a time.
const PIECE: usize = 64 << 10;

/// A bundle whose form is sound. Its signatures and its objects are verified apart.
#[derive(Debug)]
pub struct Bundle<S> {
    source: S,
    manifest: BundleManifest,
    text: Vec<u8>,
    /// The text as it lies in the bundle.
    packed: Vec<u8>,
    signatures: Vec<u8>,
    /// What the bundle holds, with the place of each.
    objects: BTreeMap<Sha256, (Entry, u64)>,
}

/// An object, being read.
pub enum Content<'a, S: ReadAt> {
    /// It lies there as it is.
    Plain(SectionReader<'a, S>),
    /// It is decompressed while it is read.
    Brotli(Box<brotli::Decompressor<SectionReader<'a, S>>>),
}

impl<S: ReadAt> Read for Content<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(reader) => reader.read(buffer),
            Self::Brotli(reader) => reader.read(buffer),
        }
    }
}

impl<S: ReadAt> Bundle<S> {
    /// Reads head, manifest, signatures and table. Nothing of it is trusted yet.
    ///
    /// # Errors
    /// When it is no bundle, or beyond a limit.
    pub fn open(source: S) -> Result<Self, Refusal> {
        let bytes = source.length().map_err(unreadable)?;
        if bytes > TOTAL_LIMIT {
            return Err(Refusal::TooLarge {});
        }
        let mut start = [0; HEAD];
        let there = usize::try_from(bytes).unwrap_or(HEAD).min(HEAD);
        fill(&source, &mut start[..there], 0)?;
        let magic = there.min(MAGIC.len());
        if there == 0 || start[..magic] != MAGIC[..magic] {
            return Err(Refusal::NotABundle {});
        }
        if there < HEAD {
            return Err(Refusal::CutOff {});
        }
        let number = |at: usize| {
            let bytes = [start[at], start[at + 1], start[at + 2], start[at + 3]];
            u32::from_le_bytes(bytes)
        };
        if number(8) != VERSION {
            let version = u64::from(number(8));
            return Err(Refusal::OtherForm { version });
        }
        let [packed, length, signatures, count] = [12, 16, 20, 24].map(|at| number(at) as usize);
        if packed.max(length) > MANIFEST_LIMIT || signatures > keys::LIMIT || count > FILES_LIMIT {
            return Err(Refusal::TooLarge {});
        }
        // Within those limits this is no more than 6 MB.
        let before = HEAD + packed + signatures + count * ENTRY;
        if bytes < before as u64 {
            return Err(Refusal::CutOff {});
        }
        let mut parts = vec![0; before];
        fill(&source, &mut parts, 0)?;
        let (packed, rest) = parts[HEAD..].split_at(packed);
        let (signatures, table) = rest.split_at(signatures);
        let entries = entries(table).ok_or(Refusal::Damaged {})?;
        if front(packed, length, signatures, &entries) != parts {
            return Err(Refusal::Damaged {});
        }
        let text = unpacked(packed, length).ok_or(Refusal::Damaged {})?;
        let objects = placed(&entries, before as u64, bytes)?;
        let manifest = BundleManifest::parse(&text)?;
        let sizes = manifest.objects();
        let named = entries
            .iter()
            .all(|entry| sizes.get(&entry.sha256) == Some(&entry.size));
        if !named {
            return Err(Refusal::Damaged {});
        }
        Ok(Self {
            manifest,
            packed: packed.to_vec(),
            text,
            signatures: signatures.to_vec(),
            objects,
            source,
        })
    }

    /// Makes sure that keys which the root keys named have signed the manifest; gives those keys.
    ///
    /// # Errors
    /// When they have not.
    pub fn verify_signatures(&self, root: &RootKeys) -> Result<ReleaseKeys, Refusal> {
        let signatures = Signatures::parse(&self.signatures).ok_or(Refusal::Damaged {})?;
        let keys = signatures.verify(root, &self.text)?;
        if self.manifest.epoch == keys.epoch {
            Ok(keys)
        } else {
            Err(Refusal::BadSignature {})
        }
    }

    /// Makes sure that every object it holds has the bytes that the manifest names.
    ///
    /// # Errors
    /// When one has not.
    pub fn verify_objects(&self) -> Result<(), Refusal> {
        self.objects
            .keys()
            .try_for_each(|object| self.verify_object(object))
    }

    fn verify_object(&self, object: &Sha256) -> Result<(), Refusal> {
        let Some((entry, offset)) = self.objects.get(object) else {
            return Err(Refusal::MissingParts { count: 1 });
        };
        let damaged = || {
            let path = self.manifest.path_of(object).unwrap_or_default().to_owned();
            Refusal::DamagedFile { path }
        };
        let packed = SectionReader::new(&self.source, *offset, entry.packed);
        if hash(packed, entry.packed)? != Some(entry.packed_sha256) {
            return Err(damaged());
        }
        if entry.method == Method::Plain {
            return Ok(());
        }
        let mut first = [0];
        fill(&self.source, &mut first, *offset)?;
        if has_large_window(first[0]) {
            return Err(damaged());
        }
        let content = self.content(object).ok_or_else(damaged)?;
        match hash(content, entry.size) {
            Ok(Some(found)) if found == *object => Ok(()),
            // A decoder calls damage an error of the system.
            Ok(_) | Err(_) => Err(damaged()),
        }
    }

    /// How many of the objects that the manifest names are not here, and not in `other` either.
    pub fn missing(&self, other: Option<&Self>) -> usize {
        let wanted = self.manifest.objects();
        let held = |object: &&Sha256| {
            self.objects.contains_key(*object)
                || other.is_some_and(|other| other.objects.contains_key(*object))
        };
        wanted.keys().filter(|object| !held(object)).count()
    }

    /// Whether it holds every object that its manifest names.
    pub fn is_whole(&self) -> bool {
        self.missing(None) == 0
    }

    /// Writes the whole bundle of the same manifest and signatures, taking from `other` what is not here.
    ///
    /// # Errors
    /// When parts are missing, cannot be read or cannot be written.
    pub fn write_whole(&self, other: Option<&Self>, out: &mut impl Write) -> Result<(), Refusal> {
        let count = self.missing(other);
        if count > 0 {
            return Err(Refusal::MissingParts { count });
        }
        let mut entries = Vec::new();
        let mut places = Vec::new();
        for object in self.manifest.objects().keys() {
            let own = self.objects.get(object).map(|found| (self, found));
            let theirs = || other.and_then(|other| Some((other, other.objects.get(object)?)));
            if let Some((bundle, (entry, offset))) = own.or_else(theirs) {
                entries.push(*entry);
                places.push((bundle, *offset, entry.packed));
            }
        }
        let front = front(&self.packed, self.text.len(), &self.signatures, &entries);
        out.write_all(&front).map_err(unwritable)?;
        let mut piece = vec![0; PIECE];
        for (bundle, offset, length) in places {
            let mut from = SectionReader::new(&bundle.source, offset, length);
            loop {
                let count = from.read(&mut piece).map_err(unreadable)?;
                if count == 0 {
                    break;
                }
                out.write_all(&piece[..count]).map_err(unwritable)?;
            }
        }
        Ok(())
    }

    /// What it is.
    pub fn manifest(&self) -> &BundleManifest {
        &self.manifest
    }

    /// The hash of its manifest's text: what a kiosk remembers it by.
    pub fn sha256(&self) -> Sha256 {
        Sha256::of(&self.text)
    }

    /// Reads an object from its beginning; `None` where the bundle does not hold it.
    pub fn content(&self, object: &Sha256) -> Option<Content<'_, S>> {
        let (entry, offset) = self.objects.get(object)?;
        let section = SectionReader::new(&self.source, *offset, entry.packed);
        Some(match entry.method {
            Method::Plain => Content::Plain(section),
            Method::Brotli => Content::Brotli(Box::new(brotli::Decompressor::new(section, PIECE))),
        })
    }
}

/// Where the objects lie: one behind the other, up to the end.
fn placed(
    entries: &[Entry],
    before: u64,
    length: u64,
) -> Result<BTreeMap<Sha256, (Entry, u64)>, Refusal> {
    let mut objects = BTreeMap::new();
    let mut offset = before;
    for entry in entries {
        objects.insert(entry.sha256, (*entry, offset));
        // Neither is larger than an object may be.
        offset += entry.packed;
    }
    if offset == length {
        Ok(objects)
    } else {
        Err(Refusal::CutOff {})
    }
}

/// Whether compressed bytes that begin so are for a window of up to a gigabyte: the decoder takes them, RFC 7932 has none.
fn has_large_window(first: u8) -> bool {
    first & 0x7f == 0x11
}

/// Text of exactly so many bytes.
fn unpacked(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    if packed.first().copied().is_some_and(has_large_window) {
        return None;
    }
    let mut text = Vec::with_capacity(length);
    let unpacking = brotli::Decompressor::new(packed, PIECE);
    let read = unpacking.take(length as u64 + 1).read_to_end(&mut text);
    (read.ok()? == length).then_some(text)
}

fn entries(table: &[u8]) -> Option<Vec<Entry>> {
    let (chunks, _) = table.as_chunks::<ENTRY>();
    let entries: Vec<_> = chunks.iter().map(Entry::parse).collect::<Option<_>>()?;
    entries
        .is_sorted_by(|a, b| a.sha256 < b.sha256)
        .then_some(entries)
}

/// The hash of what `reader` gives, if that is so many bytes.
fn hash(mut reader: impl Read, length: u64) -> Result<Option<Sha256>, Refusal> {
    let mut hasher = Hasher::default();
    let mut piece = vec![0; PIECE];
    let mut left = length;
    loop {
        let count = reader.read(&mut piece).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        match left.checked_sub(count as u64) {
            Some(rest) => left = rest,
            None => return Ok(None),
        }
        hasher.update(&piece[..count]);
    }
    Ok((left == 0).then(|| hasher.finish()))
}

fn fill(source: &impl ReadAt, buffer: &mut [u8], offset: u64) -> Result<(), Refusal> {
    source.read_exact_at(buffer, offset).map_err(unreadable)
}

fn unreadable(error: io::Error) -> Refusal {
    match error.kind() {
        ErrorKind::UnexpectedEof => Refusal::CutOff {},
        _ => Refusal::Unreadable {
            reason: error.into(),
        },
    }
}

/// What it means that the kiosk's own disk does not take something.
pub(crate) fn unwritable(error: io::Error) -> Refusal {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Refusal::DiskFull {},
        _ => Refusal::CannotWrite {
            reason: error.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_beyond_the_standard_are_refused() {
        let text = b"loa-bundle 1\n".repeat(50);
        for (large_window, taken) in [(false, true), (true, false)] {
            let parameters = brotli::enc::BrotliEncoderParams {
                lgwin: 22,
                large_window,
                ..Default::default()
            };
            let mut packed = Vec::new();
            brotli::BrotliCompress(&mut &*text, &mut packed, &parameters).unwrap();
            let mut decoded = Vec::new();
            let mut decoder = brotli::Decompressor::new(&*packed, PIECE);
            decoder.read_to_end(&mut decoded).unwrap();
            assert_eq!(decoded, text, "the decoder takes both");
            let read = unpacked(&packed, text.len());
            assert_eq!(read, taken.then(|| text.clone()), "{large_window}");
        }
    }
}
