//! Files beside the pages: pictures, styles, scripts and the search engine, named by their bytes.

mod attachment;
mod cache;
mod canvas;
mod card;
mod cut;
mod decode;
mod drawing;
mod icon;
mod leaflet;
mod lines;
mod lotus;
pub mod markup;
mod picture;
mod recording;
mod sheet;
mod sound;
mod typeface;
mod variants;
mod whole;

pub use attachment::{Attachment, Attachments};
pub use cache::{Cache, FOLDER as CACHE_FOLDER};
pub use canvas::Canvas;
pub use card::{
    CardStyle, CardText, DRAWING as CARD_DRAWING, HEIGHT as CARD_HEIGHT, WIDTH as CARD_WIDTH,
};
pub use cut::{Cut, Part, cut, look};
pub use drawing::{Outline, Outlines, Pen};
pub use icon::Icon;
pub use leaflet::{LeafletCard, LeafletText};
pub use picture::{Picture, Pictures};
pub use recording::{Recording, Recordings};
pub use sound::SoundFormat;
pub use typeface::{BOLD, Placed, REGULAR, Typeface};
pub use variants::{Format, PHONE_BYTES, Variant};

use crate::problem::Problem;
use crate::root::{Root, SHARED};
use base::digest::sha256;
use base::slug::portable;

/// The first ten hexadecimal digits of the SHA-256 of some bytes: enough to name what Loa itself makes. A browser can tell
/// from the name whether the file is whole. Two files that share the digits are told, and the manifest holds whole hashes.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut digits = sha256(bytes);
    digits.truncate(10);
    digits
}

/// The same for a file that comes from others and is published as it is. Browsers keep it under its name for a year, and
/// two files with one name must not be found even by somebody who looks for them: ten digits take a second, 32 no one.
fn fingerprinted_whole(name: &str, bytes: &[u8]) -> String {
    let mut digits = sha256(bytes);
    digits.truncate(32);
    named(name, &digits)
}

/// The path from the root of the first of `paths` that is a file in the ward's folder, or else in the shared one.
fn of_ward<'p>(
    root: &Root,
    ward: &str,
    paths: impl IntoIterator<Item = &'p str> + Clone,
) -> Result<Option<String>, Problem> {
    for folder in [ward, SHARED] {
        for path in paths.clone() {
            let id = format!("content/{folder}/{path}");
            if root.has_file(&id)? {
                return Ok(Some(id));
            }
        }
    }
    Ok(None)
}

/// `style.css` with a fingerprint: `assets/style.0123456789.css`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    named(name, &fingerprint(bytes))
}

fn named(name: &str, print: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = portable(stem);
    format!("assets/{stem}.{print}.{extension}")
}
