//! Emphasis whose signs do not stand close to its words, and stars that are no emphasis.

use super::{Edits, is_gap};
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// A run of one sign.
pub struct Run {
    pub sign: char,
    pub count: usize,
    pub span: Range<usize>,
}

/// Mends the pairs that the runs of a stretch of a line make.
pub fn pairs(text: &str, line: Range<usize>, runs: &[Run], edits: &mut Edits) {
    if runs.is_empty() {
        return;
    }
    for (sign, full) in [('*', '＊'), ('~', '~'), ('=', '='), ('_', '_')] {
        for count in [2, 3] {
            let alike: Vec<&Run> = runs
                .iter()
                .filter(|run| (run.sign == sign || run.sign == full) && run.count == count)
                .filter(|run| !is_note(text, &run.span))
                .collect();
            if alike.len().is_multiple_of(2) && (count == 2 || sign == '*') {
                for pair in alike.chunks_exact(2) {
                    mend_pair(text, &line, pair[0], pair[1], edits);
                }
            }
        }
    }
    singles(text, &line, runs, edits);
}

/// `(**)`, the sign of a note.
fn is_note(text: &str, span: &Range<usize>) -> bool {
    text[..span.start].ends_with('(') && text[span.end..].starts_with(')')
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !is_gap(c)
}

/// Moves the signs of a pair to its words, and parts them from the words beside where Markdown wants that.
fn mend_pair(text: &str, line: &Range<usize>, open: &Run, close: &Run, edits: &mut Edits) {
    let (sign, count) = (open.sign, open.count);
    let (open, close) = (&open.span, &close.span);
    let inside = &text[open.end..close.start];
    let words = inside.trim_matches(is_gap);
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else {
        return;
    };
    let before = text[line.start..open.start].chars().next_back();
    let after = text[close.end..line.end].chars().next();
    let lead = inside.len() - inside.trim_start_matches(is_gap).len();
    let tail = inside.len() - inside.trim_end_matches(is_gap).len();
    if sign == '='
        && (lead > 0
            || tail > 0
            || [before, after]
                .iter()
                .flatten()
                .any(|c| c.is_alphanumeric()))
    {
        return;
    }
    if sign == '_' && words.contains("__") {
        return;
    }
    let written = match sign {
        '~' => "~~",
        _ if count == 3 => "***",
        _ => "**",
    };
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let part_open = word(before) && (lead > 0 || is_sign(first));
    let part_close = word(after) && (tail > 0 || is_sign(last));
    if part_open || lead > 0 || &text[open.clone()] != written {
        let gap = if part_open { " " } else { "" };
        edits.replace(open.start..open.end + lead, format!("{gap}{written}"));
    }
    if part_close || tail > 0 || &text[close.clone()] != written {
        let gap = if part_close { " " } else { "" };
        edits.replace(close.start - tail..close.end, format!("{written}{gap}"));
    }
}

/// Single signs: `*Giờ *` is slanted, `5*3`, `(*)` and `5~10` are shown as they are.
fn singles(text: &str, line: &Range<usize>, runs: &[Run], edits: &mut Edits) {
    let around = |run: &Run| {
        let before = text[line.start..run.span.start].chars().next_back();
        let after = text[run.span.end..line.end].chars().next();
        (before, after)
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut left = Vec::new();
    for run in runs {
        let (before, after) = around(run);
        let shown = match (run.sign, run.count) {
            ('*', _) if is_note(text, &run.span) => true,
            ('*', 1) => {
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                digit(before) && word(after) || word(before) && digit(after)
            }
            ('~', 1) => digit(before),
            _ => false,
        };
        if shown {
            let signs: String = (0..run.count).flat_map(|_| ['\\', run.sign]).collect();
            edits.replace(run.span.clone(), signs);
        } else if run.sign == '*' && run.count == 1 {
            left.push(run);
        }
    }
    let [open, close] = left[..] else { return };
    let inside = &text[open.span.end..close.span.start];
    let (before, first) = around(open);
    let (last, after) = around(close);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let words = inside.trim_matches(is_gap);
    let begins = free(before) && letter(first) && !words.is_empty();
    let ends = free(after) && last.is_some_and(|c| !is_gap(c));
    let lead = inside.len() - inside.trim_start_matches(is_gap).len();
    let tail = inside.len() - inside.trim_end_matches(is_gap).len();
    if begins && free(after) && tail > 0 {
        edits.replace(close.span.start - tail..close.span.end, "*");
        if after.is_some_and(|c| !is_gap(c) && !is_sign(c)) {
            edits.insert(close.span.end, " ");
        }
    } else if ends && before.is_some_and(is_gap) && lead > 0 && letter(words.chars().next()) {
        edits.replace(open.span.start..open.span.end + lead, "*");
    }
}

/// A title of a block without emphasis; nothing else in it is markup.
pub fn plain_title(title: &str) -> String {
    if !title.contains(['*', '_', '`']) {
        return title.to_owned();
    }
    let mut plain = String::with_capacity(title.len());
    for event in Parser::new(title) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong) | Event::End(_) => {}
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                plain.push_str(&text)
            }
            _ => return title.to_owned(),
        }
    }
    plain
}
