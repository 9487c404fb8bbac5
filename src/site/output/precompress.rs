//! Compressed copies beside the files of a site, for hosts that send them as they lie: `.br` (RFC 7932) and `.gz`
//! (RFC 1952). Same bytes, same copies: nothing of the time or the machine gets into them.
//!
//! Pages and feeds have none. They are nearly all files of a site and change with every word, hosts compress HTML as
//! they send it, and copies of them took a third of the time that a build takes.

use base::digest::Sha256;
use flate2::{Compression, GzBuilder};
use search_wasm::engine;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The endings of copies, which follow the whole name of the file.
pub const COPIES: [&str; 2] = [".br", ".gz"];

/// The files worth a copy: text, and WebAssembly. Pictures are compressed as they are.
const COPIED: [&str; 9] = [
    "css",
    "csv",
    "ics",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Pages and feeds: compressed by the host on their way.
const PAGES: [&str; 2] = ["html", "xml"];

/// Brotli's quality for drawings, lists and the like, and about what hosts take for pages. From 5 to 9 nothing is gained
/// that a reader would notice, and 10 takes forty times as long.
const MANY: i32 = 5;

/// For what every reader who searches loads, a file of 16 kB for each ward: a hundred bytes fewer for two milliseconds. From
/// 9 on another hundred takes twenty milliseconds and 32 MiB, and the 8 % that [`FEW`] would save take 80.
const START: i32 = 7;

/// For what every reader loads and all wards share: styles, scripts and the engine.
const FEW: i32 = 11;

/// Above this many bytes every file is one of many: [`FEW`] would take seconds.
const LARGE: usize = 256 << 10;

/// What comes in one packet (RFC 9293, over Ethernet) comes as soon as its copy would: events for calendars, small drawings.
const PACKET: usize = 1400;

/// The search engine's files with their brotli copies, which `src/site/output/compress_engine.rs` makes.
const ENGINE: [(&str, &[u8]); 2] = [
    (
        "engine.js",
        include_bytes!(concat!(env!("OUT_DIR"), "/engine.js.br")),
    ),
    (
        "engine.wasm",
        include_bytes!(concat!(env!("OUT_DIR"), "/engine.wasm.br")),
    ),
];

/// Makes copies; what all wards share it compresses once.
#[derive(Debug, Default)]
pub struct Compressor {
    shared: Mutex<BTreeMap<Sha256, Copies>>,
}

/// The copies of a file, each with the ending of its name.
type Copies = Arc<Vec<(&'static str, Vec<u8>)>>;

impl Compressor {
    /// The copies of the file at `path` that are smaller than it; `hash` is that of its bytes.
    ///
    /// # Errors
    /// When an encoder fails.
    pub fn copies(&self, path: &str, hash: Sha256, bytes: &[u8]) -> io::Result<Copies> {
        if quality(path, bytes.len()) == MANY {
            return copies(path, bytes).map(Arc::new);
        }
        let shared = || self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = shared().get(&hash) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(copies(path, bytes)?);
        shared().insert(hash, Arc::clone(&made));
        Ok(made)
    }
}

fn copies(path: &str, bytes: &[u8]) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    if !COPIED.contains(&extension(path)) || is_shard(path) || bytes.len() <= PACKET {
        return Ok(Vec::new());
    }
    let [br, gz] = COPIES;
    let mut copies = vec![
        (br, compressed(path, bytes)?.into_owned()),
        (gz, gzip(bytes)?),
    ];
    copies.retain(|(_, copy)| copy.len() < bytes.len());
    Ok(copies)
}

/// A file as brotli has it; the search engine's were compressed when the program was built.
fn compressed(path: &str, bytes: &[u8]) -> io::Result<Cow<'static, [u8]>> {
    match of_engine(bytes) {
        Some(copy) => Ok(Cow::Borrowed(copy)),
        None => brotli(bytes, quality(path, bytes.len())).map(Cow::Owned),
    }
}

/// The copy of a file that is one of the search engine's.
fn of_engine(bytes: &[u8]) -> Option<&'static [u8]> {
    let mut files = engine::FILES.iter();
    let (name, _) = files.find(|(_, file)| *file == bytes)?;
    let mut copies = ENGINE.iter();
    copies.find(|(of, _)| of == name).map(|(_, copy)| *copy)
}

/// Whether a file is one of the many small parts of a search index. Copies of them would be most of a site's files,
/// and most of the time that building it takes, for one kilobyte each; hosts compress them as they send them.
fn is_shard(path: &str) -> bool {
    ["search/terms-", "search/docs-"]
        .iter()
        .any(|kind| path.starts_with(kind))
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// How many bytes are sent of the file at `path` to a browser that knows brotli: its copy, or what the host makes of a
/// page on its way.
///
/// # Errors
/// When the encoder fails.
pub fn sent(path: &str, bytes: &[u8]) -> io::Result<usize> {
    let extension = extension(path);
    if !COPIED.contains(&extension) && !PAGES.contains(&extension) || is_shard(path) {
        return Ok(bytes.len());
    }
    Ok(compressed(path, bytes)?.len().min(bytes.len()))
}

/// Whether a file of a site is the copy of another, by its name.
pub fn is_copy(path: &str) -> bool {
    COPIES.iter().any(|ending| path.ends_with(ending))
}

fn quality(path: &str, length: usize) -> i32 {
    let shared = ["css", "js", "wasm"]
        .iter()
        .any(|kind| path.ends_with(kind));
    if path.starts_with("assets/") && shared && length <= LARGE {
        FEW
    } else if path.starts_with("search/start-") {
        START
    } else {
        MANY
    }
}

fn brotli(bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    // The window need not be much larger than the file. Below 18 the encoder takes another way of finding repeats,
    // which costs a hundred times as much to set up.
    let window = (usize::BITS - bytes.len().leading_zeros()).clamp(18, 22);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: window as i32,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut copy = Vec::with_capacity(bytes.len() / 2);
    brotli::BrotliCompress(&mut &*bytes, &mut copy, &parameters)?;
    Ok(copy)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let copy = Vec::with_capacity(bytes.len() / 2);
    let mut encoder = GzBuilder::new().mtime(0).write(copy, Compression::new(6));
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn copies_unpack_to_the_file_and_are_smaller() {
        let page = "<p>Sốt xuất huyết lây qua muỗi vằn.</p>\n".repeat(50);
        for path in ["du-lieu.csv", "assets/style.0123456789.css"] {
            let made = copies(path, page.as_bytes()).unwrap();
            assert_eq!(made.len(), 2);
            for (ending, copy) in made {
                assert!(copy.len() < page.len() / 4);
                let mut text = String::new();
                match ending {
                    ".br" => brotli::Decompressor::new(&*copy, 4096).read_to_string(&mut text),
                    _ => flate2::read::GzDecoder::new(&*copy).read_to_string(&mut text),
                }
                .unwrap();
                assert_eq!(text, page, "{ending}");
            }
        }
    }

    #[test]
    fn the_engine_was_compressed_as_it_would_be_now() {
        for (name, bytes) in engine::FILES {
            let path = format!("assets/{name}");
            let now = brotli(bytes, quality(&path, bytes.len())).unwrap();
            assert!(of_engine(bytes) == Some(&now), "{name}");
        }
    }

    #[test]
    fn pages_have_no_copies_but_are_sent_compressed() {
        let page = "<p>Sốt xuất huyết lây qua muỗi vằn.</p>\n".repeat(50);
        for path in ["tin/a/index.html", "atom.xml"] {
            assert_eq!(copies(path, page.as_bytes()).unwrap(), []);
            assert!(sent(path, page.as_bytes()).unwrap() < page.len() / 4);
        }
    }

    #[test]
    fn what_would_grow_has_no_copy() {
        assert_eq!(copies("robots.txt", b"ab").unwrap(), []);
        assert_eq!(copies("assets/a.jpg", &[0; 999]).unwrap(), []);
    }
}
