//! Lines that the paper cut, put together again before anything is read out of them.

use super::head::HEAD_LIMIT;
use super::label::{self, Label};
use crate::tidy::Line;
use base::text::match_key;

/// The lines with what the paper cut put together again: in the head at a blank (`An Giả, ngày`, `tháng 9 năm`,
/// `2025`), and everywhere a label that stands alone on its line with the words that it numbers.
pub fn mended(lines: &[Line], wrapped: bool) -> Vec<Line> {
    let mut mended: Vec<Line> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let in_head = at < HEAD_LIMIT / 2;
        let cut = |last: &&mut Line| {
            let (before, next) = (last.raw.text.trim(), line.raw.text.trim());
            in_head && cut_at_blank(before, next)
                || wrapped
                    && line.raw.cells.is_empty()
                    && is_label_alone(before)
                    && !is_label_alone(next)
                    && next.starts_with(|c: char| c.is_alphanumeric() || "“\"(≥≤<>".contains(c))
        };
        match mended.last_mut().filter(cut) {
            Some(last) => {
                last.raw.text.push(' ');
                last.raw.text.push_str(line.raw.text.trim());
            }
            None => mended.push(line.clone()),
        }
    }
    mended
}

/// Whether a line is a label and nothing else, as when a list's numbers were read apart from its text.
fn is_label_alone(text: &str) -> bool {
    text.len() < 10
        && (text == "-"
            || text == "+"
            || text.ends_with(['.', ')'])
                && matches!(
                    label::read(&format!("{text} A")),
                    Some((Label::Number { .. }, "A"))
                ))
}

/// Whether a date's line was cut, at a part that was left blank or behind one.
fn cut_at_blank(before: &str, next: &str) -> bool {
    if before.len() > 90 || next.len() > 40 {
        return false;
    }
    let (before, next) = (match_key(before), match_key(next));
    let dated = before.contains(", ngay") || before == "ngay";
    let year = next.len() == 4 && next.chars().all(|c| c.is_ascii_digit());
    // The part may be left blank, or filled in.
    let filled = before
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    let open = |word: &str| before.ends_with(word) || filled.ends_with(word);
    dated
        && (open(" ngay") && next.starts_with("thang")
            || open(" thang") && (next.starts_with("nam") || next.contains(" nam"))
            || before.ends_with(" nam") && year)
}
