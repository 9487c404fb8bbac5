//! One edit: words of the site that a slip of the finger away from what was typed.

use crate::analysis::syllable;
use crate::pack::dictionary::{Dictionary, TermId};

/// How many candidates are searched; the neighbouring words decide among them.
const MOST: usize = 5;

/// Letters that lie next to each other on the keyboard, row by row.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Words one edit away, best first, each with a cost of at least 1.
///
/// Words of one or two letters are left alone: everything is one edit away from them.
pub fn nearest(word: &str, dictionary: &Dictionary) -> Vec<(TermId, f32)> {
    let typed: Vec<char> = word.chars().collect();
    if typed.len() < 3 || typed.iter().all(char::is_ascii_digit) {
        return Vec::new();
    }
    let mut found: Vec<(TermId, f32, f32)> = Vec::new();
    let mut candidate: Vec<char> = Vec::new();
    for term in 0..dictionary.len() as TermId {
        let known = dictionary.word(term);
        if known.len().abs_diff(word.len()) > 2 || !may_be_one_edit(word, known) {
            continue;
        }
        candidate.clear();
        candidate.extend(known.chars());
        if let Some(cost) = one_edit(&typed, &candidate) {
            let rare = if syllable::could_be_marked(known) {
                1.0
            } else {
                1.3
            };
            let common = f32::from(dictionary.commonness(term));
            found.push((term, cost * rare, common / (cost * rare)));
        }
    }
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    found
        .into_iter()
        .take(MOST)
        .map(|(term, cost, _)| (term, cost))
        .collect()
}

/// Whether what two words share at both ends leaves room for one edit. A quick look at their bytes that rules
/// out nearly all of the dictionary; words beyond ASCII, which are few, pass.
fn may_be_one_edit(a: &str, b: &str) -> bool {
    if !(a.is_ascii() && b.is_ascii()) {
        return true;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (left, right) = (a[front..].iter().rev(), b[front..].iter().rev());
    let back = left.zip(right).take_while(|(x, y)| x == y).count();
    // A swap leaves two letters between the shared ends.
    front + back + 2 >= a.len().max(b.len())
}

/// The commonest words within two edits, for a reader whose query found nothing.
pub fn within_two(word: &str, dictionary: &Dictionary) -> Vec<TermId> {
    const SUGGESTED: usize = 3;
    let typed: Vec<char> = word.chars().collect();
    let mut found: Vec<(usize, u8, TermId)> = Vec::new();
    for term in 0..dictionary.len() as TermId {
        let known: Vec<char> = dictionary.word(term).chars().collect();
        if known.len().abs_diff(typed.len()) <= 2 && known.len() > 2 {
            let edits = edits(&typed, &known);
            if edits <= 2 {
                found.push((edits, u8::MAX - dictionary.commonness(term), term));
            }
        }
    }
    found.sort_unstable();
    found
        .into_iter()
        .take(SUGGESTED)
        .map(|(_, _, term)| term)
        .collect()
}

/// Levenshtein distance, <https://en.wikipedia.org/wiki/Levenshtein_distance>, by single rows.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The cost of the one deletion, insertion, substitution or swap between two words; `None` when it takes
/// more, or none at all.
fn one_edit(typed: &[char], known: &[char]) -> Option<f32> {
    let same = typed.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (left, right) = (&typed[same..], &known[same..]);
    let first = if same == 0 { 1.15 } else { 1.0 };
    match (left, right) {
        // A letter left out.
        (left, [_, rest @ ..]) if left == rest => Some(first),
        // A letter too many.
        ([_, rest @ ..], right) if rest == right => Some(first),
        // Two letters swapped.
        ([a, b, left @ ..], [c, d, right @ ..]) if a == d && b == c && left == right => Some(first),
        // Another letter; most slips hit a neighbour.
        ([a, left @ ..], [b, right @ ..]) if left == right => {
            Some(first * if are_neighbours(*a, *b) { 1.0 } else { 1.15 })
        }
        _ => None,
    }
}

fn are_neighbours(a: char, b: char) -> bool {
    let place = |c: char| {
        let row = ROWS.iter().position(|row| row.contains(c))?;
        Some((row, ROWS[row].find(c)?))
    };
    match (place(a), place(b)) {
        (Some((r, x)), Some((s, y))) => r.abs_diff(s) <= 1 && x.abs_diff(y) <= 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(typed: &str) -> Vec<String> {
        let mut dictionary = Dictionary::default();
        for (word, documents) in [
            ("huiet", 60),
            ("khoe", 90),
            ("khong", 900),
            ("quen", 30),
            ("sot", 80),
            ("suc", 80),
        ] {
            dictionary.push(word, documents);
        }
        let found = nearest(typed, &dictionary);
        found
            .iter()
            .map(|(term, _)| dictionary.word(*term).to_owned())
            .collect()
    }

    #[test]
    fn each_kind_of_slip() {
        assert_eq!(near("huet"), ["huiet"], "deletion");
        assert_eq!(near("khoee"), ["khoe"], "insertion");
        assert_eq!(near("khpng"), ["khong"], "substitution");
        assert_eq!(near("hkong"), ["khong"], "swap");
        assert_eq!(near("khong"), Vec::<String>::new(), "no edit");
        assert_eq!(near("kkhonng"), Vec::<String>::new(), "two edits");
        assert_eq!(near("so"), Vec::<String>::new(), "too short");
    }
}
