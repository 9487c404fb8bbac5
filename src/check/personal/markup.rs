//! Where markup begins and ends in a line of Markdown: addresses, links, tables, lists.

use std::ops::Range;

/// How far a bracket is followed, in bytes.
const REACH: usize = 200;

/// Longest head of a column that is said before its cells, in bytes.
const HEAD: usize = 48;

/// Schemes and hosts of addresses that call or write to a person.
const CALLS: &[&str] = &[
    "tel:", "sms:", "smsto:", "callto:", "mailto:", "zalo.me/", "wa.me/", "t.me/", "viber:",
];

/// How many bytes `text` begins with that are neither markup nor other than they look.
pub fn plain(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'h' | b'H' | b'w' | b'W'
                if matches!(bytes.get(at + 1), Some(b't' | b'T' | b'w' | b'W')) =>
            {
                return at;
            }
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b','
            | b'.'
            | b';'
            | b'-'
            | b'('
            | b')'
            | b'/'
            | b'"'
            | b'?' => 1,
            // Two blanks are one.
            b' ' if at > 0 && bytes[at - 1] != b' ' => 1,
            // Latin letters with marks, U+00C0 to U+02BF, and those of Vietnamese, U+1EA0 to U+1EFF.
            0xC3..=0xCA => 2,
            0xE1 if matches!(bytes.get(at + 1), Some(0xBA | 0xBB)) => 3,
            _ => return at,
        };
    }
    at
}

pub fn calls(address: &str) -> bool {
    let address = address.trim_start_matches('<').to_ascii_lowercase();
    let address = address
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    CALLS.iter().any(|call| address.starts_with(call))
}

/// The length of the address that `text` begins with.
pub fn address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |start: &[u8]| {
        bytes
            .get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    if ![&b"http://"[..], b"https://", b"www."]
        .into_iter()
        .any(begins)
    {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "<>\"|`*".contains(c);
    let whole = text.find(ends).map_or(text, |end| &text[..end]);
    Some(
        whole
            .trim_end_matches([')', ']', '.', ',', ';', '\''])
            .len(),
    )
}

/// Where the bracket that `text` begins with is closed as a link.
pub fn closes_as_link(text: &str) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(REACH)];
    let mut depth = 0_usize;
    for (at, letter) in near.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text[at + 1..].starts_with(['(', '[']).then_some(at);
        }
    }
    None
}

/// Whether a line begins a thought of its own, whatever stands before it.
pub fn begins_anew(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>', '\t']);
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len()
        && number.len() + 4 > line.len()
        && (number.starts_with(". ") || number.starts_with(") "));
    line.trim().is_empty()
        || numbered
        || line.starts_with(['#', '|', ':'])
        || ["- ", "* ", "+ ", "+++", "---", "```"]
            .iter()
            .any(|sign| line.starts_with(sign))
}

/// Whether a line parts the head of a table from its rows.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// The cells of a row, without blanks, those too long for a head empty.
pub fn cells(row: &str, at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (bar, _) in row.match_indices('|') {
        if bar > 0 && found.len() < 64 && row[..bar].contains('|') {
            let cell = &row[start..bar];
            let left = start + cell.len() - cell.trim_start().len();
            let trimmed = cell.trim();
            let length = if trimmed.len() > HEAD {
                0
            } else {
                trimmed.len()
            };
            found.push(at + left..at + left + length);
        }
        start = bar + 1;
        if found.len() >= 64 {
            break;
        }
    }
    found
}
