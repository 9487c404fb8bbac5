//! Where a photograph was taken and by whom, as its file tells.

use super::{Inside, Trace};
use exif::{In, Reader, Tag};
use std::io::Cursor;

/// Adds what a picture inside a document tells.
pub fn inspect(bytes: &[u8], inside: &mut Inside) {
    let Ok(exif) = Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return;
    };
    let place = [Tag::GPSLatitude, Tag::GPSLongitude].map(|tag| exif.get_field(tag, In::PRIMARY));
    if let [Some(latitude), Some(longitude)] = place {
        let words = format!(
            "{}, {}",
            latitude.display_value(),
            longitude.display_value()
        );
        inside.trace(Trace::Place, &words);
    }
    for tag in [Tag::Artist, Tag::CameraOwnerName] {
        if let Some(field) = exif.get_field(tag, In::PRIMARY) {
            let words = field.display_value().to_string();
            inside.trace(Trace::Author, words.trim_matches('"'));
        }
    }
}
