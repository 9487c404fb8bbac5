//! Plain text, CSV and HTML; paths of computers in words of any kind.

use super::Inside;
use crate::problem::Part;
use base::pattern::pattern;
use formats::encoding;
use regex::Regex;
use std::sync::LazyLock;

static PATH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:file:/{2,3}|[a-z]:\\{1,2}(?:users|documents and settings)\\|/users/|/home/|[a-z]:\\{1,2})[^"<>|*?\n\r\t;,]{3,160}"#,
    )
});

/// Looks into a text file.
pub fn inspect(bytes: &[u8]) -> Inside {
    let mut inside = Inside::default();
    let text = readable(encoding::decode(bytes));
    inside.say(Part::Text, &as_table(&text).unwrap_or(text));
    inside
}

/// The text in Unicode, whatever old Vietnamese encoding it is in.
pub fn readable(text: String) -> String {
    match encoding::detect(&text) {
        Some(legacy) => encoding::convert(&text, legacy),
        None => text,
    }
}

/// A file of values parted by commas, semicolons or tabs, as a table in Markdown.
fn as_table(text: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    let sign = [';', '\t', ','].into_iter().find(|sign| {
        let count = |line: &str| line.matches(*sign).count();
        count(first) > 0 && count(first) == count(second)
    })?;
    let mut table = String::with_capacity(text.len() * 2);
    for (at, line) in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
    {
        let cells = line
            .split(sign)
            .map(|cell| cell.trim().trim_matches('"').to_owned());
        row(&mut table, cells.collect(), at == 0);
    }
    Some(table)
}

/// Writes a row of a table in Markdown; the first is its head.
pub fn row(table: &mut String, cells: Vec<String>, first: bool) {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    table.push('|');
    for cell in &cells {
        table.push(' ');
        table.push_str(&cell.replace(['|', '\n'], " "));
        table.push_str(" |");
    }
    table.push('\n');
    if first {
        table.push('|');
        cells.iter().for_each(|_| table.push_str("---|"));
        table.push('\n');
    }
}

/// Paths on somebody's computer in these words.
pub fn paths(words: &str) -> Vec<String> {
    if !words.contains(['\\', '/']) {
        return Vec::new();
    }
    PATH.find_iter(words)
        .filter(|path| {
            !words[..path.start()].ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.')
        })
        .map(|path| path.as_str().trim().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_addresses() {
        assert_eq!(
            paths(r"C:\Users\Mau Tran\Desktop\a.docx"),
            [r"C:\Users\Mau Tran\Desktop\a.docx"]
        );
        assert_eq!(
            paths("file:///Users/mau/a.png"),
            ["file:///Users/mau/a.png"]
        );
        assert_eq!(paths("https://example.vn/users/mau, 12/QĐ-UBND"), [""; 0]);
    }

    #[test]
    fn values_parted_by_signs_are_a_table() {
        let inside = inspect("Họ tên;Bệnh\nMẫu;lao\n".as_bytes());
        assert_eq!(
            inside.words[0].1,
            "| Họ tên | Bệnh |\n|---|---|\n| Mẫu | lao |\n"
        );
    }
}
