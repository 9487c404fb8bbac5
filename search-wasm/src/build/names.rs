//! Names: what a post is about in so many words, so that who types the whole of one finds the post first.

use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::analysis::Tokens;
use crate::document::Document;
use crate::pack::postings::{LONGEST_NAME, name_position};

/// What ends the part of a title that names its subject: `Đột quỵ: nhận ra và gọi 115 ngay`.
const ENDS_SUBJECT: [char; 3] = [':', '?', '–'];

/// What stands between several names of it: `Hen phế quản (hen suyễn)`, `Rắn cắn, ong đốt`.
const BETWEEN: [char; 4] = [',', '(', ')', ';'];

/// The names of a document: its tags, and the title as a whole and by its subjects.
fn names(document: &Document, has_title: bool) -> Vec<Vec<String>> {
    let title = document.title.as_str();
    let subject = title.split(ENDS_SUBJECT).next().unwrap_or_default();
    let titles = [title, subject].into_iter().chain(subject.split(BETWEEN));
    let tags = document.tags.iter().map(String::as_str);
    let mut names: Vec<Vec<String>> = Vec::new();
    for name in tags.chain(titles.filter(|_| has_title)) {
        let words: Vec<String> = Tokens::new(name).map(|word| word.exact()).collect();
        if (1..=LONGEST_NAME as usize).contains(&words.len()) && !names.contains(&words) {
            names.push(words);
        }
    }
    names
}

/// The names' words, each at the position that tells its place in the name.
pub fn positioned(document: &Document, has_title: bool) -> PreTokenizedString {
    let mut tokens = Vec::new();
    for (number, name) in (0..).zip(names(document, has_title)) {
        for (word, key) in (0..).zip(&name) {
            tokens.push(Token {
                position: name_position(number, name.len() as u32, word) as usize,
                text: key.clone(),
                ..Token::default()
            });
        }
    }
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
