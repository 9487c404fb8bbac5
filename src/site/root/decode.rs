//! The bytes of a writer's file → text, as every editor saves it: with or without a byte order mark, in UTF-8 or the
//! UTF-16 of Notepad, with any line ends; without characters that nobody sees.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::glance;
use base::source::SourceFile;
use base::unseen;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::ops::Range;

/// The text of a file at `path`.
///
/// # Errors
/// When the bytes are neither UTF-8 nor UTF-16.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<SourceFile, Diagnostic> {
    let text = match utf16(&bytes) {
        Some(encoding) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
        None => String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let valid = error.into_bytes();
            // The lossy text is the same up to `offset`, so the line can still be shown.
            let source = SourceFile {
                path: path.into(),
                text: String::from_utf8_lossy(&valid).into_owned(),
            };
            Diagnostic::at(&source, offset..offset + 1, Problem::NotUtf8 { offset })
        })?,
    };
    let text = match unseen::shown(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    };
    let source = SourceFile {
        path: path.into(),
        text: with_line_ends(text),
    };
    match too_long(&source.text) {
        None => Ok(source),
        Some(line) => {
            let (length, limit) = (line.len(), LINE_LIMIT);
            let start = line.start..line.start + 1;
            Err(Diagnostic::at(
                &source,
                start,
                Problem::LineTooLong { length, limit },
            ))
        }
    }
}

/// Longest line, in bytes: half of the largest file in one paragraph.
const LINE_LIMIT: usize = 500_000;

/// The first line that is longer than any paragraph.
fn too_long(text: &str) -> Option<Range<usize>> {
    if text.len() <= LINE_LIMIT {
        return None;
    }
    let mut start = 0;
    text.split('\n').find_map(|line| {
        let range = start..start + line.len();
        start = range.end + 1;
        (line.len() > LINE_LIMIT).then_some(range)
    })
}

/// Which UTF-16 a file is in: by its mark, or by the zero beside each of the ASCII letters that it begins with.
pub fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    let first = &pairs[..pairs.len().min(2)];
    let all =
        |is: fn(&[u8; 2]) -> bool| first.len() == 2 && rest.is_empty() && first.iter().all(is);
    if all(|[low, high]| *high == 0 && low.is_ascii() && *low != 0) {
        Some(UTF_16LE)
    } else if all(|[high, low]| *high == 0 && low.is_ascii() && *low != 0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Lines end as Markdown and TOML know them, whatever ended them: `\r\n` on Windows; `\r` alone on old Macs, and still in
/// some exports. So a text gives the same page from every editor.
fn with_line_ends(text: String) -> String {
    if !glance::any(&text, |byte| byte == b'\r') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode("a.md", bytes.to_vec()).unwrap().text
    }

    #[test]
    fn every_editors_file_is_read() {
        let wanted = "+++\nPhường\n";
        let units: Vec<u16> = wanted.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(text(&little), wanted);
        assert_eq!(text(&big), wanted);
        assert_eq!(text(&[b"\xff\xfe", little.as_slice()].concat()), wanted);
        assert_eq!(text(&[b"\xfe\xff", big.as_slice()].concat()), wanted);
        assert_eq!(text("\u{feff}+++\nPhường\n".as_bytes()), wanted);
        assert_eq!(text("+++\rPhường\r".as_bytes()), wanted);
        assert_eq!(text(b"+++\r\nPh\xc6\xb0\xe1\xbb\x9dng\r\n"), wanted);
        assert_eq!(text(b"a\r\nb\rc\r\r\nd\n\r"), "a\nb\nc\n\nd\n\n");
        assert_eq!(text(b""), "");
        assert!(decode("a.md", b"+++\nPh\xfd\xf5ng".to_vec()).is_err());
    }
}
