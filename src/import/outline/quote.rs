//! Which lines a document quotes from another: clauses of a law keep their labels as words and number nothing here.

use super::label;
use crate::tidy::Line;

/// Most lines that a quoted clause takes.
const CLAUSE: usize = 80;

/// Most lines that other quoted words take.
const WORDS: usize = 3;

/// Quotations inside quotations.
const NESTED: i32 = 4;

/// For each line, whether it goes on with a quotation that a line above opened and a line below or itself closes.
pub fn quoted(lines: &[&Line]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        match end(lines, at) {
            Some(end) => {
                found[at + 1..=end].fill(true);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The line that closes the quotation which the one at `from` leaves open.
fn end(lines: &[&Line], from: usize) -> Option<usize> {
    let text = lines[from].raw.text.trim();
    let words = label::read(text).map_or(text, |(_, rest)| rest);
    let (open, close) = match words.chars().next()? {
        '"' => ('"', '"'),
        '«' => ('«', '»'),
        _ => ('“', '”'),
    };
    let mut depth = balance(text, open, close);
    if depth <= 0 {
        return None;
    }
    let clause = words.starts_with(open) && label::read(&words[open.len_utf8()..]).is_some();
    let reach = if clause { CLAUSE } else { WORDS };
    let next = lines.iter().enumerate().skip(from + 1).take(reach);
    for (at, line) in next {
        if !line.raw.cells.is_empty() {
            return None;
        }
        let text = line.raw.text.trim();
        let change = balance(text, open, close);
        depth = if open == close {
            (depth + change) % 2
        } else {
            depth + change
        };
        // What opens ever more quotations closes none.
        if depth > NESTED {
            return None;
        }
        if depth <= 0 {
            // A clause ends its line; other words may go on.
            let ends = text.trim_end_matches(['.', ';', ',', '/']).ends_with(close);
            return (ends || !clause).then_some(at);
        }
    }
    None
}

/// How many quotations a text opens beyond those that it closes.
fn balance(text: &str, open: char, close: char) -> i32 {
    let count = |sign: char| i32::try_from(text.matches(sign).count()).unwrap_or(0);
    if open == close {
        count(open) % 2
    } else {
        count(open) - count(close)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tidy;
    use formats::text;

    fn lines_of(source: &str) -> Vec<usize> {
        let tidied = tidy(&text::read(source.as_bytes()));
        let lines: Vec<&Line> = tidied.lines.iter().collect();
        let found = quoted(&lines);
        (0..lines.len()).filter(|at| found[*at]).collect()
    }

    #[test]
    fn a_quoted_clause_goes_on_to_its_closing_sign() {
        assert_eq!(
            lines_of("1. Sửa như sau:\n“3. Hội họp:\na) Mỗi quý;\n4. Hội nghị”.\n2. Hiệu lực"),
            [2, 3]
        );
        assert_eq!(
            lines_of("1. Luật ghi:\n\"2. Ai cũng\n3. Mọi người\";\n2. Xin ý kiến"),
            [2]
        );
        assert_eq!(lines_of("a) «1. Một\n2. Hai».\nb) Ba"), [1]);
    }

    #[test]
    fn what_is_never_closed_quotes_nothing() {
        assert_eq!(lines_of("“1. Một\n2. Hai\n3. Ba").len(), 0);
        assert_eq!(
            lines_of("Phong trào “Sạch nhà\n1. Một\n2. Hai\n3. Ba\n4. Bốn”.").len(),
            0
        );
        assert_eq!(lines_of("Mô hình “Bếp ấm”\n1. Một\n2. Hai").len(), 0);
    }
}
