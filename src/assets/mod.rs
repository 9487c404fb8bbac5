//! Files beside the pages: pictures, styles, scripts and the search engine, named by their bytes.

mod picture;

pub use picture::{Picture, Pictures};

/// The first ten hexadecimal digits of the BLAKE3 hash of some bytes: enough to name a site's files.
pub fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
}

/// `style.css` with a fingerprint: `assets/style.0123456789.css`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}.{}.{extension}", fingerprint(bytes))
}
