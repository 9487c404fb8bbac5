//! Which texts name a file, and how they would name it elsewhere.
//!
//! A name is found wherever it stands, in Markdown or in front matter, and followed as a build would follow it.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use site::root::resolve;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What an address in Markdown does not hold as it is.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'(')
    .add(b')')
    .add(b'%');

/// Where a text of `folder` names `file`; both are paths below the ward's folder.
pub(super) fn mentions(text: &str, folder: &str, file: &str) -> Vec<Range<usize>> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let composed: String = name.nfc().collect();
    let mut forms = vec![
        name.to_owned(),
        utf8_percent_encode(&composed, ESCAPED).to_string(),
        utf8_percent_encode(&composed, percent_encoding::NON_ALPHANUMERIC)
            .to_string()
            .replace("%2D", "-")
            .replace("%2E", ".")
            .replace("%5F", "_"),
        composed,
    ];
    forms.sort();
    forms.dedup();
    let mut found: Vec<Range<usize>> = Vec::new();
    for form in &forms {
        for (at, _) in text.match_indices(form.as_str()) {
            let end = at + form.len();
            let starts = [tight(text, at), wide(text, at)];
            let start = starts
                .into_iter()
                .find(|start| !goes_on(text, end) && leads_to(&text[*start..end], folder, file));
            found.extend(start.map(|start| start..end));
        }
    }
    found.sort_by_key(|span| (span.start, span.end));
    found.dedup_by(|b, a| b.start < a.end);
    found
}

/// Where the path begins that ends in the name at `at`, if it holds no blank.
fn tight(text: &str, at: usize) -> usize {
    let part = |c: char| !(c.is_whitespace() || "\"'<>()[]{}=|`,;".contains(c));
    let before = text[..at].trim_end_matches(part);
    before.len()
}

/// The same where it is all of what stands between its signs.
fn wide(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let sign = text[line..at].rfind(['"', '\'', '<', '(']);
    sign.map_or(at, |sign| line + sign + 1)
}

/// Whether the name is the beginning of a longer one.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some('.') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '%'),
        None => false,
    }
}

fn leads_to(written: &str, folder: &str, file: &str) -> bool {
    let decoded = percent_decode_str(written).decode_utf8_lossy();
    let composed: String = decoded.nfc().collect();
    let file: String = file.nfc().collect();
    resolve(folder, &composed).is_some_and(|path| path == file)
}

/// How a text of `folder` names `file`, in the manner of what was `written` there before.
pub(super) fn written_from(folder: &str, file: &str, written: &str) -> String {
    let escaped = written.contains('%');
    let file = if escaped {
        utf8_percent_encode(file, ESCAPED).to_string()
    } else {
        file.to_owned()
    };
    if written.starts_with('/') {
        return format!("/{file}");
    }
    let depth = folder.split('/').filter(|part| !part.is_empty()).count();
    match file
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'))
    {
        Some(beside) => beside.to_owned(),
        None => "../".repeat(depth) + &file,
    }
}

/// A text with other words at some places, which do not overlap.
pub(super) fn replaced(text: &str, mut places: Vec<(Range<usize>, String)>) -> String {
    places.sort_by_key(|(span, _)| span.start);
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for (span, words) in places {
        new.push_str(&text[at..span.start]);
        new.push_str(&words);
        at = span.end;
    }
    new + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_wherever_they_stand() {
        let found = |text: &str| mentions(text, "tin", "tin/bai a.md").len();
        for text in [
            "[x](<bai a.md>)",
            "[x](bai%20a.md#muc)",
            "resolution = \"bai a.md\"",
            "[x](../tin/bai%20a.md)",
            "[x](/tin/bai%20a.md)",
            "[x]: <../tin/bai a.md>",
            "Xem bai a.md.",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "[x](bai%20a.md.bak)",
            "[x](../mo-hinh/bai%20a.md)",
            "[x](bai%20b.md)",
            "abai a.md2",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
        assert!(mentions("[x](ba.md) [y](tin/a.md)", "tin", "tin/a.md").is_empty());
        assert_eq!(
            mentions("[x](a.md), [y](./a.md)", "tin", "tin/a.md").len(),
            2
        );
        assert_eq!(
            mentions("![x](../anh chung/a.jpg)", "tin", "anh chung/a.jpg").len(),
            1
        );
        assert_eq!(mentions("needed = [\"tin/a.md\"]", "", "tin/a.md").len(), 1);
    }

    #[test]
    fn names_are_written_as_before() {
        assert_eq!(written_from("tin", "tin/a.md", "x.md"), "a.md");
        assert_eq!(
            written_from("tin", "mo-hinh/a.md", "x.md"),
            "../mo-hinh/a.md"
        );
        assert_eq!(
            written_from("tin", "mo-hinh/a b.md", "x%20y.md"),
            "../mo-hinh/a%20b.md"
        );
        assert_eq!(
            written_from("tin", "mo-hinh/a.md", "/tin/x.md"),
            "/mo-hinh/a.md"
        );
        assert_eq!(written_from("", "mo-hinh/a.md", "tin/x.md"), "mo-hinh/a.md");
    }
}
