//! Where markup begins and ends in a line of Markdown: addresses, links, tables, lists.

use base::glance;
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
    // Two blanks are one, and the first may follow another.
    if bytes.first() == Some(&b' ') {
        return 0;
    }
    match glance::first_with_next(bytes, is_odd) {
        Some(at) if bytes[at] == b' ' => at + 1,
        at => at.unwrap_or(bytes.len()),
    }
}

/// Whether a character that begins with these bytes may be markup or other than it looks.
#[expect(
    clippy::manual_range_contains,
    reason = "without a branch, many bytes are looked at in one step"
)]
fn is_odd(byte: u8, next: u8, _: u8) -> bool {
    let small = byte | 0x20;
    let after = next | 0x20;
    let letter = (small >= b'a') & (small <= b'z');
    let address = ((small == b'h') | (small == b'w')) & ((after == b't') | (after == b'w'));
    // `(` to `;` without `*`, `+` and `:`, and three signs more.
    let sign = (byte >= b'(') & (byte <= b';') & (byte != b'*') & (byte != b'+') & (byte != b':')
        | (byte == b'"')
        | (byte == b'?');
    let blank = (byte == b' ') & (next != b' ');
    // Latin letters with marks, U+00C0 to U+02BF, those of Vietnamese, U+1EA0 to U+1EFF, and the bytes behind the first.
    let marked = (byte >= 0x80) & (byte <= 0xbf)
        | (byte >= 0xc3) & (byte <= 0xca)
        | (byte == 0xe1) & ((next == 0xba) | (next == 0xbb));
    !(letter & !address | sign | blank | marked)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The same letter by letter.
    fn one_by_one(text: &str) -> usize {
        let mut before = ' ';
        let letters: Vec<_> = text.char_indices().collect();
        for (place, (at, letter)) in letters.iter().enumerate() {
            let next = letters.get(place + 1).map_or('.', |(_, next)| *next);
            let stays = match letter {
                'h' | 'H' | 'w' | 'W' => !"tTwW".contains(next),
                ' ' => before != ' ',
                letter if letter.is_ascii() => {
                    letter.is_ascii_alphanumeric() || ",.;-()/\"?".contains(*letter)
                }
                letter => matches!(letter, '\u{c0}'..='\u{2bf}' | '\u{1e80}'..='\u{1eff}'),
            };
            if !stays {
                return *at;
            }
            before = *letter;
        }
        text.len()
    }

    #[test]
    fn plain_words_end_at_what_is_not() {
        let letters: Vec<char> = (' '..='~')
            .chain("\t\n\u{a0}ÀĐđơưẠệỹ\u{1e80}\u{2bf}\u{2c0}\u{301}–“日😀".chars())
            .collect();
        let lead = "Tổ dân phố Mẫu họp tối thứ sáu";
        for first in &letters {
            for second in &letters {
                for length in [0, 1, 12, lead.len()] {
                    let lead = &lead[..lead.floor_char_boundary(length)];
                    let text = format!("{lead}{first}{second}x");
                    assert_eq!(plain(&text), one_by_one(&text), "{text:?}");
                }
            }
        }
    }
}
