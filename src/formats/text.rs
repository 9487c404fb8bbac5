//! Plain text, as editors save it and as it is taken from PDF files.

use super::{Piece, RawLine, RawText, Style, encoding};

/// Blanks that part two columns.
const GAP: usize = 4;

/// Reads a text file.
pub fn read(bytes: &[u8]) -> RawText {
    let text = encoding::decode(bytes);
    let legacy = encoding::detect(&text);
    let text = legacy.map_or(text.clone(), |legacy| encoding::convert(&text, legacy));
    let mut lines = Vec::new();
    let mut page = 1;
    for (at, line) in split_lines(&text).enumerate() {
        let pages = line.matches('\u{c}').count();
        let behind = line.rsplit('\u{c}').next().unwrap_or(line);
        let before = line.len() - behind.len();
        let (last, rest) = line.split_at(before);
        let last = encoding::clean(last);
        if !last.trim().is_empty() {
            lines.push(raw_line(&last, page, at + 1));
        }
        page += pages;
        let (rule, rest) = rule_before(rest);
        if !rule.is_empty() {
            lines.push(raw_line(rule, page, at + 1));
        }
        lines.push(raw_line(&encoding::clean(rest), page, at + 1));
    }
    RawText {
        lines,
        wrapped: true,
        notes: Vec::new(),
        ..RawText::default()
    }
}

/// A rule of dashes that a converter glued to the text below it, and that text: `-----Thực hiện`.
fn rule_before(line: &str) -> (&str, &str) {
    let rest = line.trim_start().trim_start_matches(['-', '_']);
    let at = line.len() - rest.len();
    let long = line[..at].trim_start().len() > 2;
    if long && rest.starts_with(char::is_alphabetic) {
        line.split_at(at)
    } else {
        ("", line)
    }
}

/// Lines ended by LF, CR LF or CR alone.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn raw_line(line: &str, page: usize, number: usize) -> RawLine {
    let (text, style) = unmarked(line);
    RawLine {
        pieces: pieces(&text),
        text: gaps_to_tabs(&text),
        page,
        line: number,
        style,
        ..RawLine::default()
    }
}

/// A line without the `**` and `*` with which converters mark bold and italics.
fn unmarked(line: &str) -> (String, Style) {
    let trimmed = line.trim();
    let bold = trimmed.starts_with("**") && !trimmed.starts_with("***") && trimmed.len() > 4;
    // `*Mục tiêu*: …` is in italics, `* Mục tiêu: …` is a paragraph set off.
    let line = line.replace("**", "");
    let mut rest = line.as_str();
    let (mut text, mut italic) = (String::with_capacity(rest.len()), false);
    while let Some((open, close)) = emphasis(rest) {
        italic |= text.trim().is_empty()
            && rest[..open].trim().is_empty()
            && rest[close + 1..].trim().is_empty();
        text.push_str(&rest[..open]);
        text.push_str(&rest[open + 1..close]);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let style = Style {
        bold,
        italic,
        ..Style::default()
    };
    (text, style)
}

/// Where a pair of single `*` stands around words.
fn emphasis(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('*').map(|at| from + at) {
        let inside = &text[open + 1..];
        let opens = inside.starts_with(|c: char| !c.is_whitespace() && c != '*')
            && !text[..open].ends_with(char::is_alphanumeric);
        if opens
            && let Some(length) = inside.find('*')
            && !inside[..length].ends_with(char::is_whitespace)
        {
            return Some((open, open + 1 + length));
        }
        from = open + 1;
    }
    None
}

/// Blanks that part the cells of a table.
const CELL_GAP: usize = 2;

/// Longest line of which the pieces are told, in bytes: no paper is wider.
const PIECES_LIMIT: usize = 1_500;

/// The pieces of a line between gaps of two blanks or more, each with its place.
fn pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    if line.len() > PIECES_LIMIT {
        return found;
    }
    let (mut at, mut blanks) = (0, CELL_GAP);
    for c in line.chars() {
        match c {
            ' ' => (at, blanks) = (at + 1, blanks + 1),
            '\t' => (at, blanks) = (at + GAP, blanks + GAP),
            c => {
                match found.last_mut().filter(|_| blanks < CELL_GAP) {
                    Some(piece) => {
                        piece.text.push_str(&" ".repeat(blanks));
                        piece.text.push(c);
                        piece.end = at + 1;
                    }
                    None => found.push(Piece {
                        start: at,
                        end: at + 1,
                        text: c.to_string(),
                    }),
                }
                (at, blanks) = (at + 1, 0);
            }
        }
    }
    found
}

/// Wide gaps inside a line as tabs; the blanks before it stay.
fn gaps_to_tabs(line: &str) -> String {
    let text = line.trim_end();
    let body = text.trim_start();
    let indent = &text[..text.len() - body.len()];
    let mut out = indent.replace('\t', "    ");
    let mut blanks = 0;
    for c in body.chars() {
        match c {
            ' ' => blanks += 1,
            '\t' => blanks += GAP,
            c => {
                match blanks {
                    0 => {}
                    1..GAP => out.push_str(&" ".repeat(blanks)),
                    _ => out.push('\t'),
                }
                blanks = 0;
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        read(bytes)
            .lines
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn marks_of_converters_go_and_stars_of_writers_stay() {
        let text = "**KẾ HOẠCH**\n- *Mục tiêu:* nhanh\n(1). *Về kinh tế*: tốt\n* Phân công: ông A\n2 * 3 * 4";
        assert_eq!(
            texts(text.as_bytes()),
            [
                "KẾ HOẠCH",
                "- Mục tiêu: nhanh",
                "(1). Về kinh tế: tốt",
                "* Phân công: ông A",
                "2 * 3 * 4"
            ]
        );
        assert!(read(text.as_bytes()).lines[0].style.bold);
    }

    #[test]
    fn columns_and_pages_are_kept() {
        let read = read("ỦY BAN        CỘNG HÒA\r\n  thụt\u{c}trang hai\n".as_bytes());
        assert_eq!(read.lines[0].text, "ỦY BAN\tCỘNG HÒA");
        assert_eq!(read.lines[1].text, "  thụt");
        assert_eq!(
            (read.lines[2].text.as_str(), read.lines[2].page),
            ("trang hai", 2)
        );
    }
}
