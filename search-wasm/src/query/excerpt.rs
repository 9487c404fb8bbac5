//! Excerpts: the best stretch of a document, with the words found marked.

use crate::analysis::{Token, Tokens, syllable};

/// A piece of text, marked or not. Pieces follow each other without gaps, and keep the original's
/// marks and case; showing them needs no HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The piece.
    pub text: String,
    /// Whether it is a word that was searched.
    pub marked: bool,
}

/// A word to mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Its folded key.
    pub folded: String,
    /// Its exact key, when the reader's marks are known.
    pub exact: Option<String>,
    /// What it is worth; rarer words are worth more.
    pub worth: f32,
}

/// Bytes of an excerpt, about two lines on a telephone.
const LONGEST: usize = 240;

struct Found {
    start: usize,
    end: usize,
    worth: f32,
    word: usize,
}

/// Marks the words in the whole text.
pub fn mark(text: &str, wanted: &[Wanted]) -> Vec<Segment> {
    segments(text, 0, text.len(), &find(text, wanted))
}

/// The best stretch of the text and its worth.
pub fn best(text: &str, wanted: &[Wanted]) -> (f32, Vec<Segment>) {
    let found = find(text, wanted);
    let (mut best, mut from, mut to) = (0.0, 0, 0);
    for (at, first) in found.iter().enumerate() {
        let mut seen = vec![false; wanted.len()];
        let mut worth = 0.0;
        let mut end = first.end;
        for next in found[at..]
            .iter()
            .take_while(|f| f.end - first.start <= LONGEST * 3 / 4)
        {
            worth += if seen[next.word] {
                next.worth * 0.1
            } else {
                next.worth
            };
            seen[next.word] = true;
            end = next.end;
        }
        if worth > best {
            (best, from, to) = (worth, first.start, end);
        }
    }
    let (start, end) = widen(text, from, to);
    (best, segments(text, start, end, &found))
}

fn find(text: &str, wanted: &[Wanted]) -> Vec<Found> {
    let mut found = Vec::new();
    // Most words of a text begin as none of the query does. What begins with `y` may have a key with `i`.
    let plain = |first: char| if first == 'y' { 'i' } else { first };
    let firsts = wanted.iter().filter_map(|w| w.folded.chars().next());
    let begun: String = firsts.map(plain).collect();
    let may_match = |first: char| begun.contains(plain(first));
    let (mut words, mut token, mut folded) = (Tokens::new(text), Token::default(), String::new());
    while words.advance_to(&mut token, may_match) {
        folded.clear();
        syllable::write_folded_key(&token.letters, &mut folded);
        let matching = wanted
            .iter()
            .enumerate()
            .filter(|(_, w)| w.folded == folded)
            .map(|(word, w)| {
                let same = w.exact.as_ref().is_none_or(|exact| *exact == token.exact());
                Found {
                    start: token.start,
                    end: token.end,
                    word,
                    worth: if same { w.worth } else { w.worth * 0.4 },
                }
            });
        found.extend(matching.max_by(|a, b| a.worth.total_cmp(&b.worth)));
    }
    found
}

/// Grows a stretch to the length of an excerpt, to whole words and where possible to the beginning of a
/// sentence.
fn widen(text: &str, from: usize, to: usize) -> (usize, usize) {
    let spare = LONGEST.saturating_sub(to - from);
    let earliest = floor(text, from.saturating_sub(spare / 3 + 20));
    let before = &text[earliest..from];
    let start = match before.rfind(['.', '?', '!', '\n']) {
        Some(at) => earliest + at + 1,
        None if earliest == 0 => 0,
        None => earliest + before.find(' ').unwrap_or(before.len()),
    };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let latest = floor(text, (start + LONGEST).max(to).min(text.len()));
    if latest >= text.len() {
        return (start, text.len());
    }
    let end = text[to.min(latest)..latest]
        .rfind(' ')
        .map_or(latest, |at| to.min(latest) + at);
    (start, end.max(start))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn segments(text: &str, start: usize, end: usize, found: &[Found]) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            out.push(Segment {
                text: text.to_owned(),
                marked,
            });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut at = start;
    for word in found.iter().filter(|f| f.start >= start && f.end <= end) {
        push(&text[at..word.start], false);
        push(&text[word.start..word.end], true);
        at = word.end;
    }
    push(&text[at..end], false);
    if end < text.len() {
        push(" …", false);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(folded: &str) -> Wanted {
        Wanted {
            folded: folded.to_owned(),
            exact: None,
            worth: 1.0,
        }
    }

    fn plain(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|s| {
                if s.marked {
                    format!("[{}]", s.text)
                } else {
                    s.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn marks_keep_the_original_writing() {
        let marked = mark("SỐT xuất huyết Dengue", &[wanted("sot"), wanted("huiet")]);
        assert_eq!(plain(&marked), "[SỐT] xuất huyết Dengue");
        let marked = mark("SỐT xuất huyết Dengue", &[wanted("sot"), wanted("huyet")]);
        assert_eq!(plain(&marked), "[SỐT] xuất [huyết] Dengue");
    }

    #[test]
    fn the_best_stretch_is_taken() {
        let text = format!(
            "{} Trẻ sốt cao. {}",
            "Một câu dài. ".repeat(60),
            "Câu sau. ".repeat(60)
        );
        let (worth, excerpt) = best(&text, &[wanted("sot"), wanted("cao")]);
        assert_eq!(worth, 2.0);
        assert!(plain(&excerpt).contains("[sốt] [cao]"), "{excerpt:?}");
        assert!(plain(&excerpt).len() < 400);
    }

    #[test]
    fn a_text_without_the_words_begins_at_its_beginning() {
        let (worth, excerpt) = best("Không có gì ở đây.", &[wanted("sot")]);
        assert_eq!(
            (worth, plain(&excerpt).as_str()),
            (0.0, "Không có gì ở đây.")
        );
        assert_eq!(best("", &[]).1, []);
    }
}
