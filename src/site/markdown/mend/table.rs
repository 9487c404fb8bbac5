//! Tables: a blank line before and after, the line of dashes beneath the head, a column for every cell.

use super::lines::{Before, Line, Walk};
use super::{Slip, inline};
use crate::problem::Problem;
use base::glance;
use std::ops::Range;

/// Most columns that a row longer than its head can make.
const COLUMN_LIMIT: usize = 40;

/// Takes the table that begins with the line, if one does; says which line is next.
pub fn table(walk: &mut Walk<'_>, index: usize) -> Option<usize> {
    let said = walk.said(index);
    if !has_pipe(said) {
        return None;
    }
    let second = next_said(walk, index);
    let dashes = is_dashes(walk.said(second));
    let columns = cells(said).len();
    // Without dashes, two rows between pipes, of equal length, are a table too.
    let rows = || {
        second == index + 1
            && columns > 1
            && [said, walk.said(second)].into_iter().all(is_row)
            && cells(walk.said(second)).len() == columns
    };
    if !dashes && !rows() {
        return None;
    }
    let first = if dashes { second + 1 } else { second };
    let (rows, next) = body(walk, first);
    let mut widest = columns.max(if dashes {
        cells(walk.said(second)).len()
    } else {
        0
    });
    for &row in &rows {
        let found = cells(walk.said(row)).len();
        widest = widest.max(found);
        if found > columns {
            let line = &walk.lines[row];
            let span = line.at..line.end;
            let problem = Problem::TableRowTooLong { found, columns };
            let warning = found <= COLUMN_LIMIT;
            walk.slips.push(Slip {
                span,
                problem,
                warning,
            });
        }
    }
    let widest = if widest > COLUMN_LIMIT {
        columns
    } else {
        widest
    };
    let head = walk.lines[index].clone();
    if walk.before == Before::Text {
        walk.part(&head);
    }
    row(walk, index);
    if widest > columns {
        let closed = said.ends_with(['|', '｜']);
        let more = " |".repeat(widest - columns);
        walk.edits.insert(
            head.end,
            format!("{}{more}", if closed { "" } else { " |" }),
        );
    }
    if dashes {
        if second > index + 1 {
            drop_lines(walk, index + 1..second);
        }
        rule(walk, second, widest);
    } else {
        let quotes = &walk.text[head.start..head.at];
        let rule = format!("\n{quotes}|{}", "---|".repeat(widest));
        walk.edits.insert(head.end, rule);
    }
    let mut last = if dashes { second } else { index };
    for &at in &rows {
        if at > last + 1 {
            drop_lines(walk, last + 1..at);
        }
        row(walk, at);
        last = at;
    }
    if next < walk.lines.len() && !walk.said(next).is_empty() {
        let line = walk.lines[next].clone();
        walk.part(&line);
    }
    Some(next)
}

/// The rows that follow the head, and the line after them. Blank lines between rows count for nothing.
fn body(walk: &Walk<'_>, first: usize) -> (Vec<usize>, usize) {
    let mut rows = Vec::new();
    let mut at = first;
    while at < walk.lines.len() {
        let said = walk.said(at);
        if said.is_empty() {
            let next = next_said(walk, at);
            let another = is_dashes(walk.said(next_said(walk, next)));
            if next - at > 2 || !is_row(walk.said(next)) || another {
                break;
            }
            at = next;
            continue;
        }
        if !has_pipe(said)
            || said.starts_with(['#', '>'])
            || said.starts_with(":::")
            || said.starts_with("- ")
        {
            break;
        }
        rows.push(at);
        at += 1;
    }
    (rows, at)
}

/// The next line that says something, at most two blank ones further on.
fn next_said(walk: &Walk<'_>, index: usize) -> usize {
    let mut next = index + 1;
    while next < index + 3 && next < walk.lines.len() && walk.said(next).is_empty() {
        next += 1;
    }
    next
}

fn drop_lines(walk: &mut Walk<'_>, lines: Range<usize>) {
    let span = walk.lines[lines.start].start..walk.lines[lines.end].start;
    walk.edits.delete(span);
}

/// The text of a row's cells, and its pipes.
fn row(walk: &mut Walk<'_>, index: usize) {
    let Line { at, end, .. } = walk.lines[index];
    let text = walk.text;
    for (from, pipe) in text[at..end].match_indices('｜') {
        walk.edits.replace(at + from..at + from + pipe.len(), "|");
    }
    for cell in cells(&text[at..end]) {
        inline::mend(text, at + cell.start..at + cell.end, &mut walk.edits);
    }
}

/// The line of dashes, written anew where its columns are too few or its dashes long.
fn rule(walk: &mut Walk<'_>, index: usize, columns: usize) {
    let Line { at, end, .. } = walk.lines[index];
    let said = &walk.text[at..end];
    let found = cells(said);
    if found.len() == columns && said.is_ascii() {
        return;
    }
    let mut written = String::from("|");
    for column in 0..columns {
        let cell = found
            .get(column)
            .map_or("", |cell| said[cell.clone()].trim());
        let sign = |set: bool| if set { ":" } else { "" };
        written += sign(cell.len() > 1 && cell.starts_with(':'));
        written += "---";
        written += sign(cell.len() > 1 && cell.ends_with(':'));
        written.push('|');
    }
    walk.edits.replace(at..end, written);
}

fn has_pipe(said: &str) -> bool {
    // The wide one begins with EF.
    glance::any(said, |byte| (byte == b'|') | (byte == 0xef)) && said.contains(['|', '｜'])
}

/// Whether the line stands between pipes.
fn is_row(said: &str) -> bool {
    said.len() > 2
        && said.starts_with(['|', '｜'])
        && said.ends_with(['|', '｜'])
        && !said.ends_with("\\|")
}

/// Whether the line is the one beneath a table's head.
fn is_dashes(said: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
    has_pipe(said)
        && said.contains(dash)
        && said
            .chars()
            .all(|c| dash(c) || matches!(c, '|' | '｜' | ':' | ' ' | '\t' | '\u{a0}'))
}

/// The cells of a row.
fn cells(said: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut escaped = false;
    for (at, c) in said.char_indices() {
        if matches!(c, '|' | '｜') && !escaped {
            found.push(from..at);
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    if from < said.len() {
        found.push(from..said.len());
    }
    if said.starts_with(['|', '｜']) {
        found.remove(0);
    }
    found
}
