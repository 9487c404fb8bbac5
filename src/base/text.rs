//! Words within a text: small letters, byte for byte in their places, words that stand alone, texts for comparing.

/// The text in small letters, byte for byte as long: a letter whose small form is longer stays.
pub fn lowercase(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

/// Whether `text` ends with one of the words, and where the word begins. Longer words stand first.
pub fn ends_with_word<'w>(text: &str, words: &[&'w str]) -> Option<(usize, &'w str)> {
    let text = text.trim_end();
    words.iter().find_map(|word| {
        let at = text.len().checked_sub(word.len())?;
        let alone = text.ends_with(word)
            && text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
        alone.then_some((at, *word))
    })
}

/// Where the clause that `left` ends with begins: behind the last semicolon or colon. A colon at its very end
/// belongs to it: "Tổng sản lượng: 25 tấn".
pub fn clause_start(left: &str) -> usize {
    let closed = left.trim_end().trim_end_matches(':');
    closed.rfind([';', ':']).map_or(0, |at| at + 1)
}

/// Whether `text` begins with one of the words.
pub fn starts_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Whether one of the words stands in `text`, alone.
pub fn has_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
        })
    })
}

/// A text with single blanks.
pub fn collapse_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text for comparing: without case, marks, and the difference between `hoà` and `hòa`.
pub fn match_key(text: &str) -> String {
    analysis::fold(&collapse_spaces(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_byte_in_its_place() {
        let text = "ĐẾN NĂM 2030, Tỷ lệ İ ẞ K Ứ Ị “Ơ”";
        let folded = lowercase(text);
        assert_eq!(folded.len(), text.len());
        assert!(folded.starts_with("đến năm 2030, tỷ lệ"));
        assert!(
            text.char_indices()
                .all(|(at, _)| folded.is_char_boundary(at))
        );
    }

    #[test]
    fn words_stand_alone() {
        assert!(has_word("có đã làm", &["đã"]));
        assert!(!has_word("đãi ngộ", &["đã"]));
        assert_eq!(
            ends_with_word("hoàn thành trước ", &["trước"]).map(|(_, w)| w),
            Some("trước")
        );
        assert!(starts_with_word("đạt chuẩn", &["đạt"]));
    }
}
