//! The texts of a root by title, read again where their files changed.

use crate::shape::{DRAFT, Shape};
use analysis::fold;
use author::Document;
use jiff::civil::Date;
use site::root::{Root, TEXT_LIMIT};
use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

/// One text of `content/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Its file from the root.
    pub path: String,
    /// Its title; the name of its file where nobody can read it.
    pub title: String,
    /// The title without marks and capitals.
    folded: String,
    /// The ward's folder.
    pub ward: String,
    /// How such a text is called.
    pub label: &'static str,
    /// Its day, as it is written.
    pub date: String,
    /// Its topics.
    topics: Vec<String>,
    /// Whether no site has it.
    pub draft: bool,
    /// The first day on which a site has it, as it is written; empty where any day does.
    pub publish_on: String,
    /// The last day in lists, as it is written; empty where it does not expire.
    pub expires: String,
    /// When somebody who knows about health looks at it again, as it is written; empty where nobody does.
    pub review_due: String,
    /// Whether its front matter can be read.
    pub readable: bool,
}

impl Book {
    /// Whether its day has not come by `today`.
    pub fn is_held(&self, today: Date) -> bool {
        let first = self.publish_on.parse::<Date>();
        first.is_ok_and(|first| today < first)
    }

    /// Whether it is a post: introductions are none.
    pub fn is_post(&self) -> bool {
        Shape::of(&self.path).is_some_and(|shape| shape.kind.is_some())
    }
}

/// What tells whether a file is another than before.
type Stamp = (u64, Option<SystemTime>);

/// All texts, as they were when last looked at.
#[derive(Debug, Default)]
pub struct Shelf {
    books: BTreeMap<String, (Stamp, Book)>,
}

impl Shelf {
    /// Looks at every file again, and reads those that are new or another. Says whether any is, or is gone, since it was last
    /// looked at: the studio did not do that alone.
    pub fn look(&mut self, root: &Root) -> bool {
        let mut unread = Vec::new();
        let mut known = std::mem::take(&mut self.books);
        let (mut changed, first) = (false, known.is_empty());
        for path in root.files_below("content", &mut unread) {
            let Some(shape) = Shape::of(&path) else {
                continue;
            };
            let stamp = fs::metadata(root.join(&path));
            let stamp = stamp.map_or((0, None), |found| (found.len(), found.modified().ok()));
            let book = match known.remove(&path) {
                Some((before, book)) if before == stamp && stamp.1.is_some() => book,
                _ => {
                    changed = true;
                    read(root, &path, &shape)
                }
            };
            self.books.insert(path, (stamp, book));
        }
        !first && (changed || !known.is_empty())
    }

    /// The text at a path.
    pub fn get(&self, path: &str) -> Option<&Book> {
        self.books.get(path).map(|(_, book)| book)
    }

    /// All texts, by path.
    pub fn all(&self) -> impl Iterator<Item = &Book> {
        self.books.values().map(|(_, book)| book)
    }

    /// The texts whose titles hold every word of a query, typed with marks or without; newest first.
    pub fn find(&self, query: &str) -> Vec<&Book> {
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let hit = |book: &&Book| words.iter().all(|word| book.folded.contains(word));
        let mut found: Vec<_> = self.all().filter(hit).collect();
        found.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.title.cmp(&b.title)));
        found
    }

    /// The topics of all texts, most used first: what a writer is offered.
    pub fn topics(&self) -> Vec<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for topic in self.all().flat_map(|book| &book.topics) {
            *counts.entry(topic).or_default() += 1;
        }
        let mut topics: Vec<_> = counts.into_iter().collect();
        topics.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        topics.into_iter().map(|(topic, _)| topic).collect()
    }
}

fn read(root: &Root, path: &str, shape: &Shape) -> Book {
    let bytes = root.read_bytes(path, TEXT_LIMIT).ok();
    let document = bytes.and_then(|bytes| Document::read(path, &bytes).ok());
    // Read once: there may be ten thousand texts.
    let settings = document.as_ref().map(Document::settings);
    let settings = settings.and_then(|settings| settings.parse::<toml::Table>().ok());
    let readable = settings.is_some();
    let settings = settings.unwrap_or_default();
    let value = |key: &str| {
        let value = settings.get(key)?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    };
    let topics = settings.get("tags").and_then(toml::Value::as_array);
    let topics = topics.into_iter().flatten().filter_map(toml::Value::as_str);
    let name = path.rsplit('/').next().unwrap_or(path);
    let title = value("title").filter(|title| !title.trim().is_empty());
    let title = title.unwrap_or_else(|| name.to_owned());
    Book {
        path: path.into(),
        folded: fold(&format!("{title} {name}")),
        title,
        ward: shape.ward.clone(),
        label: shape.label(),
        date: value("date").unwrap_or_default(),
        topics: topics.map(str::to_owned).collect(),
        draft: settings.get(DRAFT).and_then(toml::Value::as_bool) == Some(true),
        publish_on: value("publish_on").unwrap_or_default(),
        expires: value("expires").unwrap_or_default(),
        review_due: value("review_due").unwrap_or_default(),
        readable,
    }
}
