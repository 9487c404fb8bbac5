//! What is meant as an item of a list, whatever sign Word or a hand put before it.

use super::is_gap;
use super::lines::{Before, Walk};
use std::ops::Range;

/// An item as it stands in the text.
pub struct Item {
    /// Its sign.
    pub marker: Range<usize>,
    /// The sign that Markdown wants in its place.
    pub sign: Option<&'static str>,
    /// Where its text begins.
    pub content: usize,
    /// Whether a blank line must come before it.
    pub parted: bool,
}

/// The item that the line is, if it is one.
pub fn item(walk: &Walk<'_>, index: usize) -> Option<Item> {
    let said = walk.said(index);
    let at = walk.lines[index].at;
    let first = said.chars().next()?;
    if first.is_ascii_digit() {
        return numbered(walk, index, said, at);
    }
    let rest = &said[first.len_utf8()..];
    let next = rest.chars().next();
    let blank = next.is_none_or(is_gap);
    let found = |sign| {
        let gap = rest.len() - rest.trim_start_matches(is_gap).len();
        let end = at + first.len_utf8();
        Some(Item {
            marker: at..end,
            sign,
            content: end + gap,
            parted: false,
        })
    };
    match first {
        '-' | '*' | '+' if blank => {
            let rule = said.chars().all(|c| c == first || c == ' ') && said.len() > 3;
            (!rule).then(|| found(None))?
        }
        '-' | '+' if next.is_some_and(begins_text) || rest.starts_with("**") => found(None),
        '-' if next.is_some_and(|c| c.is_ascii_digit()) && beside(walk, index, is_any_dash) => {
            found(None)
        }
        '*' if is_star(said) && beside(walk, index, is_star) => found(None),
        '–' | '—' | '−' | '‒' | '―' | '－' | '‐' | '‑' if is_dash(said) => {
            let led = walk.before == Before::Text && walk.said_before(index).ends_with(':');
            (led || beside(walk, index, is_dash)).then(|| found(Some("-")))?
        }
        'o' if rest.starts_with('\t') => found(Some("-")),
        c if is_bullet(c) && !rest.trim_matches(is_gap).is_empty() => found(Some("-")),
        _ => None,
    }
}

/// Whether a neighbour of the line is of the same kind.
fn beside(walk: &Walk<'_>, index: usize, kind: impl Fn(&str) -> bool) -> bool {
    kind(walk.said_before(index)) || kind(walk.said(index + 1))
}

/// Whether text begins so, right after a list's sign.
fn begins_text(c: char) -> bool {
    c.is_alphabetic() || "[(“\"‘".contains(c)
}

/// Whether the line begins with one dash of any kind and says something.
fn is_dash(said: &str) -> bool {
    let mut chars = said.chars();
    let dash = chars.next().is_some_and(|c| "-–—−‒―－‐‑".contains(c));
    dash && chars.next().is_some_and(|c| is_gap(c) || begins_text(c))
}

/// The same, or a dash before a number.
fn is_any_dash(said: &str) -> bool {
    let number = said
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    number || is_dash(said)
}

/// `*mục`, with no second star that would make it slanted.
fn is_star(said: &str) -> bool {
    let rest = said.strip_prefix('*').unwrap_or_default();
    rest.starts_with(char::is_alphabetic) && !rest.contains('*')
}

/// Signs of lists in Word and on phones; the private ones are of the fonts Symbol and Wingdings.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '●'
            | '○'
            | '▪'
            | '■'
            | '□'
            | '▫'
            | '◦'
            | '◆'
            | '◇'
            | '►'
            | '▶'
            | '➢'
            | '➤'
            | '❖'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
    ) || ('\u{f000}'..='\u{f0ff}').contains(&c)
}

fn numbered(walk: &Walk<'_>, index: usize, said: &str, at: usize) -> Option<Item> {
    let (number, sign) = number_of(said)?;
    let rest = &said[sign..];
    let next = rest.chars().next();
    let blank = next.is_none_or(is_gap);
    let neighbours = || {
        let of = |said: &str| number_of(said).map(|(number, _)| number);
        of(walk.said(index + 1)) == number.checked_add(1)
            || of(walk.said_before(index)).is_some_and(|before| before + 1 == number)
    };
    let tight =
        || next.is_some_and(char::is_uppercase) || next.is_some_and(begins_text) && neighbours();
    if !blank && !tight() {
        return None;
    }
    // Markdown lets only a first item follow a paragraph.
    let inside = walk.before == Before::Text && !walk.in_list();
    let led = walk.said_before(index).ends_with(':');
    if inside && number != 1 && !(led || neighbours()) {
        return None;
    }
    let gap = rest.len() - rest.trim_start_matches(is_gap).len();
    Some(Item {
        marker: at..at + sign,
        sign: None,
        content: at + sign + gap,
        parted: inside && number != 1,
    })
}

/// The number of an item `12.` or `12)`, and the length of its sign.
fn number_of(said: &str) -> Option<(u32, usize)> {
    let digits = said.len() - said.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let signed = said[digits..].starts_with(['.', ')']);
    let number = said
        .get(..digits)
        .filter(|digits| (1..=9).contains(&digits.len()))?;
    Some((number.parse().ok().filter(|_| signed)?, digits + 1))
}

/// The label that begins a line and is no list's sign to Markdown: `a)`, `1/`, `(2)`, `1.1.`, `IV.`, a pictograph.
fn label(said: &str) -> Option<(&'static str, &str)> {
    let word = said.split(is_gap).next().unwrap_or_default();
    if word.len() == said.len() {
        return None;
    }
    let first = word.chars().next()?;
    if matches!(first, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}') {
        return Some(("sign", word));
    }
    let name = word
        .trim_start_matches('(')
        .trim_end_matches([')', '.', '/', ':']);
    let signed = word.len() > name.len();
    let kind = if !signed || name.len() > 8 {
        return None;
    } else if word.ends_with('/') && name.chars().all(|c| c.is_ascii_digit()) {
        "number/"
    } else if word.starts_with('(')
        && word.ends_with(')')
        && name.chars().all(|c| c.is_ascii_alphanumeric())
    {
        "(label)"
    } else if name.contains('.') && name.chars().all(|c| c.is_ascii_digit() || c == '.') {
        "decimal"
    } else if name.chars().count() == 1 && first.is_lowercase() {
        "letter"
    } else if name.chars().all(|c| "IVXL".contains(c)) && !name.is_empty() {
        "roman"
    } else {
        return None;
    };
    Some((kind, name))
}

/// Whether a line begins with a label that Markdown does not know as a list's.
pub fn is_labelled(said: &str) -> bool {
    label(said).is_some()
}

/// Whether both lines begin with labels of one kind.
pub fn follows(before: &str, said: &str) -> bool {
    match (label(before), label(said)) {
        (Some((kind, name)), Some((other, next))) => {
            kind == other && (kind == "sign" || name != next)
        }
        _ => false,
    }
}
