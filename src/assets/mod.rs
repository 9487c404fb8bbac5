//! Files beside the pages: pictures, styles, scripts and the search engine, named by their bytes.

mod attachment;
mod cache;
mod canvas;
mod card;
mod decode;
mod drawing;
mod icon;
mod lines;
mod lotus;
pub mod markup;
mod picture;
mod typeface;
mod variants;
mod whole;

pub use attachment::Attachment;
pub use cache::{Cache, FOLDER as CACHE_FOLDER};
pub use canvas::Canvas;
pub use card::{CardStyle, CardText, HEIGHT as CARD_HEIGHT, WIDTH as CARD_WIDTH};
pub use drawing::{Defect, Load, words as words_of_drawing};
pub use icon::Icon;
pub use picture::{Picture, Pictures};
pub use variants::{Format, PHONE_BYTES, Variant};

use crate::digest::digest;
use crate::slug::portable;

/// The first ten hexadecimal digits of the SHA-256 of some bytes: enough to name a site's files. A browser can tell
/// from the name whether the file is whole.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut digits = digest(bytes);
    digits.truncate(10);
    digits
}

/// `style.css` with a fingerprint: `assets/style.0123456789.css`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = portable(stem);
    format!("assets/{stem}.{}.{extension}", fingerprint(bytes))
}
