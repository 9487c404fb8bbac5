//! The body of a document → Markdown that a person shortens.

use crate::outline::phrase::sentence_case;
use crate::outline::{Block, BlockKind, Document, Heading};

/// Longest lead-in that is set in bold, in characters.
const LEAD: usize = 60;

/// The whole text, headings from the second level down.
pub fn body(document: &Document) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in &document.body {
        let item = matches!(block.kind, BlockKind::Item { .. });
        if !(out.is_empty() || item && in_list) {
            out.push('\n');
        }
        in_list = item;
        out.push_str(&shown(block, heading_of(document, block)));
        out.push('\n');
    }
    out
}

fn heading_of<'d>(document: &'d Document, block: &Block) -> Option<&'d Heading> {
    block.heading.and_then(|at| document.outline.get(at))
}

fn shown(block: &Block, heading: Option<&Heading>) -> String {
    match &block.kind {
        BlockKind::Heading => {
            let (level, label) =
                heading.map_or((1, ""), |heading| (heading.level, heading.label.as_str()));
            let marks = "#".repeat(usize::from(level.min(5)) + 1);
            let text = escaped(&sentence_case(&block.text));
            format!("{marks} {} {text}", escaped(label))
                .trim_end()
                .to_owned()
        }
        BlockKind::Numbered => {
            let label = heading.map_or("", |heading| heading.label.as_str());
            format!("**{}** {}", escaped(label), escaped(&block.text))
        }
        BlockKind::Paragraph => line_start(&escaped(&block.text)),
        BlockKind::Item { depth, .. } => {
            let indent = "  ".repeat(usize::from((*depth).min(4)));
            format!("{indent}- {}", line_start(&escaped(&block.text)))
        }
        BlockKind::Star => lead(&block.text),
        BlockKind::Table(rows) => table(rows),
    }
}

/// A paragraph set off by `*`: its lead-in is bold instead.
fn lead(text: &str) -> String {
    match text.split_once(':') {
        Some((lead, rest)) if lead.chars().count() <= LEAD => format!(
            "**{}:**{}",
            escaped(lead.trim()),
            escaped(&format!(" {}", rest.trim()))
        )
        .trim_end()
        .to_owned(),
        _ => line_start(&escaped(text)),
    }
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let row = |cells: &[String]| {
        let shown =
            (0..columns).map(|at| cells.get(at).map_or_else(String::new, |cell| escaped(cell)));
        format!("| {} |", shown.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(columns)));
    lines.join("\n")
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let entity = c == '&'
            && text[at + 1..]
                .split(' ')
                .next()
                .is_some_and(|word| word.contains(';'));
        if entity || "\\*_[]<>`|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line whose first characters begin no list, heading or block.
fn line_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '+', '-', '=', ':']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        assert_eq!(
            escaped("a*b_c [d](e) <script> x|y"),
            "a\\*b\\_c \\[d\\](e) \\<script\\> x\\|y"
        );
        assert_eq!(line_start("2025. Năm sau"), "2025\\. Năm sau");
        assert_eq!(line_start("::: khẩn cấp"), "\\::: khẩn cấp");
        assert_eq!(escaped("HĐND&UBND, a &amp; b"), "HĐND&UBND, a \\&amp; b");
        assert_eq!(
            lead("Phân công thực hiện: Ban A"),
            "**Phân công thực hiện:** Ban A"
        );
    }
}
