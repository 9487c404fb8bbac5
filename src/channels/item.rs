//! What can be read over the loudspeaker: each post's text as it is spoken, and how long it takes.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use site::model::{BulletinPart, Kind, Post, Ward};
use speak::Tables;

/// A text for the loudspeaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The part of a bulletin that it belongs to; nothing for the greeting and the sign-off.
    pub part: Option<BulletinPart>,
    /// What it is called in a schedule.
    pub title: String,
    /// The post's address below the site's root; empty where it is no post.
    pub url: String,
    /// What is said, paragraphs on lines of their own.
    pub spoken: String,
    /// How long that takes.
    pub seconds: usize,
}

impl Item {
    /// An item of a text that is spoken.
    pub fn new(part: Option<BulletinPart>, title: &str, url: &str, spoken: &str) -> Self {
        let spoken = paragraphs(spoken);
        Self {
            part,
            title: title.to_owned(),
            url: url.to_owned(),
            seconds: speak::seconds(&spoken),
            spoken,
        }
    }
}

/// The posts of a ward that can be read out.
#[derive(Debug)]
pub struct Items<'w> {
    /// Each with its post, in the order of their addresses.
    pub all: Vec<(&'w Post, Item)>,
}

impl<'w> Items<'w> {
    /// Reads every loudspeaker text of a ward.
    pub fn of(ward: &'w Ward, tables: &Tables, problems: &mut Vec<Diagnostic>) -> Self {
        let mut all = Vec::new();
        for post in &ward.posts {
            let Some(part) = part(post) else {
                continue;
            };
            let Some(text) = &post.front.media.loudspeaker else {
                if part == BulletinPart::Urgent {
                    let problem = Diagnostic::file(&post.source.path, Problem::UrgentUnspoken {});
                    problems.push(problem.warning());
                }
                continue;
            };
            match post.read_aloud(text, tables).text() {
                Some(spoken) => {
                    let item = Item::new(Some(part), &post.front.title, &post.url(), spoken);
                    all.push((post, item));
                }
                None => {
                    let problem = Diagnostic::file(&post.source.path, Problem::Unread {});
                    problems.push(problem.warning());
                }
            }
        }
        all.sort_by(|(_, a), (_, b)| a.url.cmp(&b.url));
        Self { all }
    }
}

/// Which part of a bulletin reads a post. Events are told by the calendar.
fn part(post: &Post) -> Option<BulletinPart> {
    if post.front.urgent {
        return Some(BulletinPart::Urgent);
    }
    match post.kind {
        Kind::Lesson(_) | Kind::FactCheck(_) => Some(BulletinPart::Lessons),
        Kind::Resolution(_) => Some(BulletinPart::Resolutions),
        Kind::News(_) | Kind::Model(_) => Some(BulletinPart::News),
        Kind::Event(_) | Kind::Plain => None,
    }
}

/// A text with each paragraph on one line.
fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let last = paragraphs.len() - 1;
        match (words.is_empty(), paragraphs[last].is_empty()) {
            (true, true) => {}
            (true, false) => paragraphs.push(String::new()),
            (false, true) => paragraphs[last] = words.join(" "),
            (false, false) => {
                paragraphs[last].push(' ');
                paragraphs[last].push_str(&words.join(" "));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line() {
        let text = "Kính thưa bà con.\nHôm nay\n\n \nXin hết. \n";
        assert_eq!(paragraphs(text), "Kính thưa bà con. Hôm nay\nXin hết.");
        assert_eq!(paragraphs(" \n"), "");
    }
}
