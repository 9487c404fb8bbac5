//! Where a photograph was taken and by whom, as its file tells.

use super::Inside;
use crate::problem::Trace;
use exif::{Exif, In, Reader, Tag};
use std::io::Cursor;

/// Adds what a picture inside a document tells.
pub fn inspect(bytes: &[u8], inside: &mut Inside) {
    let Ok(exif) = Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return;
    };
    if let Some(place) = photograph_place(&exif) {
        inside.trace(Trace::Place, &place);
    }
    for tag in [Tag::Artist, Tag::CameraOwnerName] {
        if let Some(field) = exif.get_field(tag, In::PRIMARY) {
            let words = field.display_value().to_string();
            inside.trace(Trace::Author, words.trim_matches('"'));
        }
    }
}

/// Where a photograph was taken, in words; `None` where it does not tell.
pub fn photograph_place(exif: &Exif) -> Option<String> {
    let field = |tag| exif.get_field(tag, In::PRIMARY);
    let [latitude, longitude] = [field(Tag::GPSLatitude)?, field(Tag::GPSLongitude)?]
        .map(|field| field.display_value().to_string());
    Some(format!("{latitude}, {longitude}"))
}

/// Whether a photograph tells where it was taken.
pub fn tells_place(bytes: &[u8]) -> bool {
    let exif = Reader::new().read_from_container(&mut Cursor::new(bytes));
    exif.is_ok_and(|exif| photograph_place(&exif).is_some())
}
