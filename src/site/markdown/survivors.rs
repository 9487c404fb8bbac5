//! Markup that a reader would see: after everything that could be mended was, what is left is told, with the line as
//! it should be.

use super::mend::leads_somewhere;
use crate::problem::Problem;
use base::glance;
use pulldown_cmark::{Event, Parser};
use std::ops::Range;

/// Stands for code, in which any sign may be shown.
const CODE: &str = "\u{fffc}";

/// Longest line shown as a mend, in characters.
const SHOWN: usize = 120;

/// How far around a sign its line is looked at, in bytes.
const NEAR: usize = 400;

/// Most signs of one block that are told.
const TOLD: usize = 100;

/// The visible text of the block that the walk is in.
#[derive(Debug, Default)]
pub struct Survivors {
    text: String,
    /// Where the pieces of `text` begin, in it and in the Markdown text.
    pieces: Vec<(usize, usize)>,
    /// The first raw HTML of the block that shows markup.
    html: Option<Range<usize>>,
}

impl Survivors {
    /// More text of the block, which stands at `at` in the Markdown text.
    pub fn add(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Text of raw HTML, which stands in `range` of the Markdown text.
    pub fn add_html(&mut self, text: &str, range: Range<usize>) {
        if self.html.is_none() && next(text, 0).is_some() {
            self.html = Some(range);
        }
        self.text.push_str(CODE);
    }

    /// Code in the block.
    pub fn code(&mut self) {
        self.text.push_str(CODE);
    }

    /// The block ends: what of its text is markup, by its place in `markdown`.
    pub fn part(&mut self, markdown: &str) -> Vec<(Range<usize>, Problem)> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let text = std::mem::take(&mut self.text);
        let pieces = std::mem::take(&mut self.pieces);
        let html = self.html.take();
        let in_html = html.map(|range| (range, Problem::MarkupInHtml {}));
        let mut found = Vec::from_iter(in_html);
        let mut from = 0;
        while let Some((at, mark)) = next(&text, from) {
            let run = text[at..]
                .chars()
                .take_while(|c| mark.starts_with(*c))
                .count();
            from = at + mark.len().max(run);
            let place = pieces.partition_point(|(start, _)| *start <= at);
            let Some((start, source)) = place.checked_sub(1).map(|place| pieces[place]) else {
                continue;
            };
            let source = source + at - start;
            let escaped = markdown
                .get(..source)
                .is_some_and(|before| before.ends_with('\\'));
            let near = near(&text, at);
            if let Some(problem) = problem(&text[near.clone()], at - near.start, mark, escaped) {
                found.push((source..source + mark.len(), problem));
            }
            if found.len() > TOLD {
                break;
            }
        }
        found
    }
}

/// The text around a place that is looked at.
fn near(text: &str, at: usize) -> Range<usize> {
    let start = text.floor_char_boundary(at.saturating_sub(NEAR));
    start..text.ceil_char_boundary((at + NEAR).min(text.len()))
}

/// The next sign of markup.
fn next(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += glance::first(bytes.get(at..)?, begins_mark)?;
        let rest = &bytes[at..];
        let mark = match bytes[at] {
            b'!' if rest.starts_with(b"![") => "![",
            b']' if rest.starts_with(b"](") => "](",
            b']' if rest.starts_with(b"] (") => "] (",
            b'[' if rest.starts_with(b"[^") => "[^",
            b'*' if rest.starts_with(b"**") => "**",
            b'#' if rest.starts_with(b"##") => "##",
            b':' if rest.starts_with(b":::") => ":::",
            b'~' if rest.starts_with(b"~~") => "~~",
            b'`' if rest.starts_with(b"```") => "```",
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((at, mark));
    }
}

/// Whether a sign of markup may begin with this byte.
fn begins_mark(byte: u8) -> bool {
    (byte == b'!')
        | (byte == b']')
        | (byte == b'[')
        | (byte == b'*')
        | (byte == b'#')
        | (byte == b':')
        | (byte == b'~')
        | (byte == b'`')
}

fn problem(text: &str, at: usize, mark: &'static str, escaped: bool) -> Option<Problem> {
    let after = &text[at + mark.len()..];
    let shown = |line: String| Problem::MarkupShown {
        mark: mark.trim_end_matches('(').trim().to_owned()
            + if mark.ends_with('(') { "(" } else { "" },
        line: line.chars().take(SHOWN).collect(),
    };
    let leads = || leads_somewhere(after.split([' ', ')']).next().unwrap_or_default());
    match mark {
        "[^" => {
            let name = after
                .split(']')
                .next()
                .filter(|name| name.len() < after.len())?;
            let short = !name.is_empty() && name.chars().count() <= 40 && !escaped;
            short.then(|| Problem::FootnoteMissing { name: name.into() })
        }
        "](" | "] (" if (escaped || mark == "] (") && !leads() => None,
        "![" if escaped || !after.contains(']') => None,
        "![" if after.contains("](") => None,
        "](" | "] (" | "![" => Some(shown(link(text, at, mark))),
        _ if escaped => None,
        "**" if is_note(text, at) => None,
        "##" => Some(shown(
            format!("## {}", after.trim_matches('#').trim())
                .trim()
                .to_owned(),
        )),
        ":::" => Some(shown(
            format!("::: {}", after.trim_start_matches(':').trim())
                .trim()
                .to_owned(),
        )),
        _ => Some(shown(without(text, at, mark))),
    }
}

/// `(**)`, the sign of a note.
fn is_note(text: &str, at: usize) -> bool {
    text[..at].ends_with('(') && text[at..].trim_start_matches('*').starts_with(')')
}

/// The link that was meant.
fn link(text: &str, at: usize, mark: &str) -> String {
    let (open, close) = if mark == "![" { (at, at + 1) } else { (0, at) };
    let shown = if mark == "![" {
        text[at + 2..].split(']').next().unwrap_or_default()
    } else {
        text[open..close].rsplit('[').next().unwrap_or_default()
    };
    let sign = if mark == "![" || text[..at.saturating_sub(shown.len() + 1)].ends_with('!') {
        "!"
    } else {
        ""
    };
    let target = match mark {
        "![" => "ten-anh.jpg",
        _ => text[at + mark.len()..]
            .split([' ', ')', '\n'])
            .next()
            .filter(|target| !target.is_empty())
            .unwrap_or("ten-bai.md"),
    };
    format!("{sign}[{}]({target})", shown.trim())
}

/// The block's line without the sign.
fn without(text: &str, at: usize, mark: &str) -> String {
    let before = text[..at].rsplit(['\n', '.']).next().unwrap_or_default();
    let after = text[at..].trim_start_matches(|c| mark.contains(c));
    let after = after.split('\n').next().unwrap_or_default();
    format!("{before}{after}")
        .replace(mark, "")
        .trim()
        .to_owned()
}

/// Longest line whose mend is shown, in characters.
const LONGEST: usize = 1_000;

/// The first sign of markup in a text that is shown as it is, and the line that it stands on without markup; `None`
/// where nothing is markup.
pub fn plain_text(text: &str) -> Option<(String, String)> {
    let line = text.lines().find(|line| markup(line).is_some())?;
    let mark = markup(line)?.to_owned();
    let line: String = line.chars().take(LONGEST).collect();
    let mended = super::mend::mend(&line, super::options());
    let mut plain = String::new();
    for event in Parser::new_ext(&mended.text, super::options()) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    let mut plain = plain.trim().to_owned();
    while let Some(mark) = markup(&plain) {
        plain = plain.replacen(mark, "", 1).trim().to_owned();
    }
    Some((mark, plain.chars().take(SHOWN).collect()))
}

/// The first sign of markup in a line of plain text.
fn markup(line: &str) -> Option<&'static str> {
    let mut from = 0;
    while let Some((at, mark)) = next(line, from) {
        let closed = mark != "[^" || line[at..].chars().take(60).any(|c| c == ']');
        let leads = mark != "] (" || leads_somewhere(line[at + 3..].split([' ', ')']).next()?);
        if closed && leads && !(mark == "**" && is_note(line, at)) {
            return Some(mark);
        }
        from = at
            + line[at..]
                .chars()
                .take_while(|c| mark.contains(*c))
                .count()
                .max(mark.len());
    }

    None
}
