//! A page saved as one file (`.mht`, RFC 2557) → the page within it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;

/// Deepest parts within parts.
const DEPTH_LIMIT: usize = 5;

/// Headers are looked for in so many bytes.
const HEADERS: usize = 16 << 10;

/// Whether a file is a page saved as one file.
pub fn is_message(bytes: &[u8]) -> bool {
    let head = headers(bytes).0.to_ascii_lowercase();
    head.contains("mime-version:")
        && (head.contains("content-type: multipart/") || head.contains("content-type: text/html"))
}

/// The page within, decoded, and the encoding that its header names.
pub fn page(bytes: &[u8]) -> Option<(Cow<'_, [u8]>, Option<String>)> {
    part(bytes, 0)
}

fn part(bytes: &[u8], depth: usize) -> Option<(Cow<'_, [u8]>, Option<String>)> {
    let (head, body) = headers(bytes);
    let kind = field(&head, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < DEPTH_LIMIT {
        let boundary = format!("--{}", parameter(&kind, "boundary")?);
        return parts(body, boundary.as_bytes())
            .into_iter()
            .find_map(|inner| part(inner, depth + 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let transfer = field(&head, "content-transfer-encoding").unwrap_or_default();
    let body = match transfer.to_ascii_lowercase().as_str() {
        "quoted-printable" => Cow::Owned(unquoted(body)),
        "base64" => {
            let letters: Vec<u8> = body
                .iter()
                .copied()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect();
            Cow::Owned(STANDARD.decode(letters).ok()?)
        }
        _ => Cow::Borrowed(body),
    };
    Some((body, parameter(&kind, "charset")))
}

/// The headers, folded lines put together, and what is below them.
fn headers(bytes: &[u8]) -> (String, &[u8]) {
    let begin = &bytes[..bytes.len().min(HEADERS)];
    let (mut at, mut head) = (0, String::new());
    while let Some(length) = begin[at..].iter().position(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(&begin[at..at + length]);
        at += length + 1;
        let words = line.trim();
        if words.is_empty() && !head.is_empty() {
            break;
        }
        head.push_str(if line.starts_with([' ', '\t']) {
            " "
        } else {
            "\n"
        });
        head.push_str(words);
    }
    (head, &bytes[at..])
}

/// A header's value.
fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

/// What a header's value says besides: `charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|one| {
        let (key, value) = one.split_once('=')?;
        let value = value.trim().trim_matches('"');
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.to_owned())
    })
}

/// What stands between the boundaries.
fn parts<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let (mut parts, mut begin, mut at) = (Vec::new(), None, 0);
    while at < body.len() {
        let length = body[at..].iter().position(|byte| *byte == b'\n');
        let next = length.map_or(body.len(), |length| at + length + 1);
        if body[at..next].starts_with(boundary) {
            if let Some(begin) = begin {
                parts.push(&body[begin..at]);
            }
            begin = Some(next);
        }
        at = next;
    }
    parts.extend(
        begin
            .filter(|begin| *begin < body.len())
            .map(|begin| &body[begin..]),
    );
    parts
}

/// Quoted-printable (RFC 2045): `=E1` is a byte, `=` at the end of a line ends nothing.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let digit = |at: usize| body.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at..];
        if let (b'=', Some(high), Some(low)) = (body[at], digit(at + 1), digit(at + 2)) {
            out.push(u8::try_from(high * 16 + low).unwrap_or_default());
            at += 3;
        } else if rest.starts_with(b"=\r\n") {
            at += 3;
        } else if rest.starts_with(b"=\n") {
            at += 2;
        } else {
            out.push(body[at]);
            at += 1;
        }
    }
    out
}
