//! What a picture file tells beside the picture: EXIF and XMP with place, author and comments.

use super::find::{Known, find};
use super::name;
use super::seen::Seen;
use crate::inspect::photograph_place;
use crate::problem::PersonalData;
use base::pattern::pattern;
use exif::{Exif, Reader, Tag, Value};
use regex::Regex;
use std::io::Cursor;
use std::sync::LazyLock;

/// EXIF fields that hold words, and whether a person's name alone is meant by them.
const WORDS: [(Tag, bool); 6] = [
    (Tag::Artist, true),
    (Tag::CameraOwnerName, true),
    (Tag::Copyright, false),
    (Tag::ImageDescription, false),
    (Tag::UserComment, false),
    (Tag::ImageUniqueID, false),
];

/// XMP properties by the names that cameras and editors write them with.
static XMP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?s)<(?P<open>dc:creator|dc:description|dc:rights|photoshop:Credit|photoshop:Headline|aux:OwnerName)\b[^>]*>(?P<inner>.*?)</",
        r"|\b(?P<key>exif:GPSLatitude|aux:OwnerName|photoshop:Credit)=\x22(?P<value>[^\x22]*)\x22",
    ))
});
static MARKUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[^>]*>"));

/// The personal data in the bytes of a picture, each with the words that tell it.
pub fn inside(bytes: &[u8], known: &Known) -> Vec<(PersonalData, String)> {
    let mut found = Vec::new();
    // A picture without EXIF, or with a damaged one, tells nothing by it.
    if let Ok(exif) = Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        in_exif(&exif, known, &mut found);
    }
    in_xmp(bytes, known, &mut found);
    found.sort();
    found.dedup();
    found
}

/// The personal data in the words of a drawing.
pub fn in_drawing(texts: &[String], known: &Known) -> Vec<(PersonalData, String)> {
    let mut found = Vec::new();
    for text in texts {
        let seen = Seen::plain(text);
        let findings = find(&seen, known).into_iter();
        found.extend(findings.map(|finding| (finding.data, seen.text[finding.span].to_owned())));
    }
    found.sort();
    found.dedup();
    found
}

fn in_exif(exif: &Exif, known: &Known, found: &mut Vec<(PersonalData, String)>) {
    if let Some(place) = photograph_place(exif) {
        found.push((PersonalData::PicturePlace, place));
    }
    for (tag, names) in WORDS {
        for field in exif.fields().filter(|field| field.tag == tag) {
            in_words(&words(&field.value), names, known, found);
        }
    }
}

/// The text of a field: ASCII fields as UTF-8 or not at all, comments behind their eight bytes of code.
fn words(value: &Value) -> String {
    match value {
        Value::Ascii(parts) => {
            let parts = parts.iter().map(|part| String::from_utf8_lossy(part));
            parts.collect::<Vec<_>>().join(" ")
        }
        Value::Undefined(bytes, _) => match bytes.split_at_checked(8) {
            Some((b"UNICODE\0", text)) => {
                let units: Vec<u16> = text
                    .chunks_exact(2)
                    .map(|two| u16::from_le_bytes([two[0], two[1]]))
                    .collect();
                String::from_utf16_lossy(&units)
            }
            Some((_, text)) => String::from_utf8_lossy(text).into_owned(),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn in_xmp(bytes: &[u8], known: &Known, found: &mut Vec<(PersonalData, String)>) {
    let Some(start) = position(bytes, b"<x:xmpmeta") else {
        return;
    };
    let end = position(&bytes[start..], b"</x:xmpmeta>").map_or(bytes.len(), |end| start + end);
    let packet = String::from_utf8_lossy(&bytes[start..end]);
    for captures in XMP.captures_iter(&packet) {
        let key = captures
            .name("open")
            .or(captures.name("key"))
            .map_or("", |key| key.as_str());
        let value = captures
            .name("inner")
            .or(captures.name("value"))
            .map_or("", |value| value.as_str());
        let text = MARKUP.replace_all(value, " ");
        if key == "exif:GPSLatitude" {
            found.push((PersonalData::PicturePlace, text.trim().to_owned()));
        } else {
            in_words(
                &text,
                matches!(key, "dc:creator" | "aux:OwnerName"),
                known,
                found,
            );
        }
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Looks at words in a picture file; `names` tells that they are a name whatever they say.
fn in_words(text: &str, names: bool, known: &Known, found: &mut Vec<(PersonalData, String)>) {
    const OFFICES: &[&str] = &[
        "ubnd",
        "ủy ban",
        "phường",
        "xã",
        "trạm",
        "trung tâm",
        "đoàn",
        "hội",
        "trường",
        "công an",
    ];
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let office = super::text::has_word(&text.to_lowercase(), OFFICES);
    let author = names && text.chars().any(char::is_alphabetic) && !office;
    if author || !name::full_names(text).is_empty() {
        found.push((PersonalData::PictureAuthor, text.to_owned()));
    }
    if !find(&Seen::plain(text), known).is_empty() {
        found.push((PersonalData::PictureText, text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            year: 2026,
            ..Known::default()
        }
    }

    #[test]
    fn xmp_tells_author_and_place() {
        let packet = r#"....<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="20,51.9N">
            <dc:creator><rdf:Seq><rdf:li>Tran Mau</rdf:li></rdf:Seq></dc:creator>
            <dc:rights><rdf:Alt><rdf:li>UBND phường Mẫu</rdf:li></rdf:Alt></dc:rights></rdf:Description></x:xmpmeta>"#;
        let found = inside(packet.as_bytes(), &known());
        assert_eq!(
            found,
            [
                (PersonalData::PicturePlace, "20,51.9N".to_owned()),
                (PersonalData::PictureAuthor, "Tran Mau".to_owned()),
            ]
        );
    }

    #[test]
    fn bytes_of_any_kind_are_no_trouble() {
        for bytes in [
            &b""[..],
            b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff",
            b"<x:xmpmeta <dc:creator>\xff\xfe</",
        ] {
            assert_eq!(inside(bytes, &known()), []);
        }
    }
}
