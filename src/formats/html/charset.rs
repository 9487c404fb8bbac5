//! A page's bytes → Unicode: by mark, by what is valid, by what the page says of itself, by statistics.

use crate::encoding;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

/// Bytes in which a page says its encoding.
const HEAD: usize = 8 << 10;

/// Elements with which pages begin.
const BEGIN: [&str; 13] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "div",
    "table",
    "p",
    "style",
    "script",
    "span",
    "h1",
];

/// Decodes a page; `told` is what stands outside of it.
pub fn decode(bytes: &[u8], told: Option<&str>) -> String {
    if [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]
        .iter()
        .any(|mark| bytes.starts_with(mark))
    {
        return encoding::decode(bytes);
    }
    if let Some(wide) = wide(bytes) {
        return wide.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let label = told.map(str::to_owned).or_else(|| meta(bytes));
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match named {
        // It is no UTF-8, and no UTF-16 either. Old Vietnamese pages call everything Western.
        Some(named) if ![UTF_8, UTF_16LE, UTF_16BE, encoding_rs::WINDOWS_1252].contains(&named) => {
            named.decode_without_bom_handling(bytes).0.nfc().collect()
        }
        // A few broken letters do not make a page of another encoding.
        _ if mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => encoding::decode(bytes),
    }
}

/// Whether most letters beyond ASCII are valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 20 * broken
}

/// UTF-16 without a mark: every second byte of what all pages begin with is nought.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let begin = &bytes[..bytes.len().min(200)];
    let noughts = |from: usize| {
        begin
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let enough = begin.len() / 3;
    if enough < 8 {
        None
    } else if noughts(1) > enough {
        Some(UTF_16LE)
    } else if noughts(0) > enough {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a page says of itself: `<meta charset=…>`, also within `content`, or as XML does.
fn meta(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len());
    let at = at.or_else(|| {
        head.starts_with("<?xml")
            .then(|| head.find("encoding="))
            .flatten()
            .map(|at| at + "encoding=".len())
    })?;
    let rest = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))?;
    Some(rest[..end].to_owned())
}

/// Whether a file begins as pages do.
pub fn is_page(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(4096)];
    let text = match wide(begin) {
        Some(wide) => wide.decode_without_bom_handling(begin).0.into_owned(),
        None => encoding::decode(begin),
    };
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // Comments and declarations stand before the page: browsers write where it was saved from.
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?xml") => rest.find("?>").map(|at| at + 2),
            _ => None,
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    let Some(rest) = rest.strip_prefix('<') else {
        return false;
    };
    BEGIN.iter().any(|name| {
        let begin = rest.get(..name.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(name))
            && !rest[name.len()..].starts_with(|c: char| c.is_alphanumeric())
    })
}
