//! Topics and their addresses: words that differ in their marks alone are different topics with different addresses; words
//! that mean the same are one.

use crate::model::{Post, PostIndex, Ward};
use base::slug::{portable, slugify};
use search_wasm::Synonyms;
use search_wasm::analysis::Tokens;
use search_wasm::analysis::letter::{Shape, Tone};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A topic with its posts.
#[derive(Debug)]
pub struct Tag {
    /// As the first post writes it.
    pub title: String,
    /// Posts that are listed, newest first.
    pub posts: Vec<PostIndex>,
    /// How many posts name it first.
    leading: usize,
}

impl Tag {
    /// Whether the topic has a page: a list of one post leads nowhere else.
    pub fn has_page(&self) -> bool {
        self.posts.len() > 1
    }
}

/// The topics of a ward.
#[derive(Debug, Default)]
pub struct Topics {
    /// By address.
    pub tags: BTreeMap<String, Tag>,
    /// The address of each topic, by what it is compared by.
    addresses: BTreeMap<Key, String>,
}

/// What topics are compared by: how a word is capitalised or where its tone mark stands does not matter, its marks do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    slug: String,
    /// Empty where the topic is written without any mark: then it is whichever topic has its address.
    exact: String,
}

impl Key {
    fn of(title: &str) -> Option<Self> {
        let slug = slugify(title);
        if slug.is_empty() {
            return None;
        }
        let mut exact = String::new();
        let mut marked = false;
        for token in Tokens::new(title) {
            marked |= token.is_marked();
            exact.push_str(&token.exact());
            exact.push(' ');
        }
        let signs: String = title.chars().filter(|c| sign(*c).is_some()).collect();
        if !marked && signs.is_empty() {
            exact.clear();
        }
        exact.push_str(&signs);
        Some(Self { slug, exact })
    }
}

impl Topics {
    /// The topics of all posts, with those of `newest` under each, in that order.
    pub fn of(ward: &Ward, newest: &[PostIndex], synonyms: &Synonyms) -> Self {
        let mut topics = Self {
            tags: BTreeMap::new(),
            addresses: addresses(ward),
        };
        for &post in newest {
            for (place, title) in ward.posts[post].front.tags.iter().enumerate() {
                let Some(address) = topics.address(title).map(str::to_owned) else {
                    continue;
                };
                let tag = topics.tags.entry(address).or_insert_with(|| Tag {
                    title: title.clone(),
                    posts: Vec::new(),
                    leading: 0,
                });
                tag.leading += usize::from(place == 0);
                if tag.posts.last() != Some(&post) {
                    tag.posts.push(post);
                }
            }
        }
        topics.merge(newest, synonyms);
        topics
    }

    /// Makes one topic of those that mean the same.
    fn merge(&mut self, newest: &[PostIndex], synonyms: &Synonyms) {
        let mut heads: BTreeMap<String, String> = BTreeMap::new();
        for group in synonyms.groups() {
            let mut topics: Vec<(bool, &str)> = Vec::new();
            for (at, way) in group.iter().enumerate() {
                let address = self
                    .address(way)
                    .filter(|address| self.tags.contains_key(*address));
                let known = |address: &&str| !topics.iter().any(|(_, other)| other == address);
                topics.extend(address.filter(known).map(|address| (at == 0, address)));
            }
            for (at, &(first, one)) in topics.iter().enumerate() {
                for &(_, other) in &topics[at + 1..] {
                    if self.share_a_post(one, other) || first && topics.len() == 2 {
                        self.join(&mut heads, one, other);
                    }
                }
            }
        }
        let merged: Vec<_> = heads.keys().cloned().collect();
        for address in merged {
            let head = head(&heads, &address).to_owned();
            let Some(tag) = self.tags.remove(&address) else {
                continue;
            };
            if let Some(into) = self.tags.get_mut(&head) {
                into.posts.extend(tag.posts);
            }
            heads.insert(address, head);
        }
        for head in heads.values() {
            if let Some(tag) = self.tags.get_mut(head) {
                let all: BTreeSet<_> = tag.posts.iter().copied().collect();
                tag.posts = newest
                    .iter()
                    .copied()
                    .filter(|post| all.contains(post))
                    .collect();
            }
        }
        for address in self.addresses.values_mut() {
            if let Some(head) = heads.get(address) {
                address.clone_from(head);
            }
        }
    }

    fn share_a_post(&self, one: &str, other: &str) -> bool {
        self.tags[one]
            .posts
            .iter()
            .any(|post| self.tags[other].posts.contains(post))
    }

    /// Of two topics and what was joined with them, the one that most posts have stands for all.
    fn join(&self, heads: &mut BTreeMap<String, String>, one: &str, other: &str) {
        let (one, other) = (head(heads, one).to_owned(), head(heads, other).to_owned());
        if one == other {
            return;
        }
        let rank = |address: &String| {
            let tag = &self.tags[address];
            Reverse((tag.posts.len(), tag.leading))
        };
        let (into, from) = if rank(&one) <= rank(&other) {
            (one, other)
        } else {
            (other, one)
        };
        heads.insert(from, into);
    }

    /// The last part of the address of a topic's page.
    pub fn address(&self, title: &str) -> Option<&str> {
        let key = Key::of(title)?;
        self.addresses.get(&key).map(String::as_str)
    }
}

/// The topic that stands for one and those joined with it.
fn head<'a>(heads: &'a BTreeMap<String, String>, address: &'a str) -> &'a str {
    let mut at = address;
    while let Some(next) = heads.get(at) {
        at = next;
    }
    at
}

/// An address for each topic. The one that was there first has the plain address, so that addresses stay when a topic
/// of the same letters comes later; the others are spelt out.
fn addresses(ward: &Ward) -> BTreeMap<Key, String> {
    let mut posts: Vec<&Post> = ward.posts.iter().collect();
    posts.sort_by_key(|post| (post.front.date, &post.file));
    let titles = || posts.iter().flat_map(|post| &post.front.tags);
    let mut found: BTreeMap<Key, String> = BTreeMap::new();
    let mut plain: BTreeSet<String> = BTreeSet::new();
    let mut later = Vec::new();
    for title in titles() {
        let Some(key) = Key::of(title).filter(|key| !found.contains_key(key)) else {
            continue;
        };
        let address = portable(&key.slug);
        if key.exact.is_empty() || plain.insert(key.slug.clone()) {
            found.insert(key, address);
        } else {
            later.push((key, title));
        }
    }
    let mut taken: BTreeSet<String> = found.values().cloned().collect();
    for (key, title) in later {
        if found.contains_key(&key) {
            continue;
        }
        let spelt = spelt(title);
        let numbered = (2..).map(|number| format!("{}-{number}", key.slug));
        let mut tried = std::iter::once(spelt).chain(numbered);
        let free = tried.find(|address| !taken.contains(address));
        let free = free.unwrap_or_else(|| unreachable!("numbers do not end"));
        taken.insert(free.clone());
        found.insert(key, free);
    }
    found
}

/// A title in ASCII that keeps its marks as Telex types them: `báo` → `baos`, `C++` → `c-cong-cong`.
pub(super) fn spelt(title: &str) -> String {
    let mut typed = String::new();
    let mut end = 0;
    for token in Tokens::new(title) {
        spell_signs(&title[end..token.start], &mut typed);
        end = token.end;
        let mut tone = Tone::Level;
        for letter in token.letters {
            typed.push(letter.base);
            match letter.shape {
                Shape::Plain => {}
                Shape::Circumflex => typed.push(letter.base),
                Shape::Breve | Shape::Horn => typed.push('w'),
                Shape::Stroke => typed.push('d'),
            }
            if letter.tone != Tone::Level {
                tone = letter.tone;
            }
        }
        typed.push_str(match tone {
            Tone::Level => "",
            Tone::Grave => "f",
            Tone::Hook => "r",
            Tone::Tilde => "x",
            Tone::Acute => "s",
            Tone::Dot => "j",
        });
    }
    spell_signs(&title[end..], &mut typed);
    slugify(&typed)
}

/// What stands between two words: signs in words, the rest as a gap.
fn spell_signs(between: &str, typed: &mut String) {
    for c in between.chars() {
        typed.push('-');
        typed.push_str(sign(c).unwrap_or_default());
    }
}

/// Signs that are part of a topic's name.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "cong",
        '#' => "thang",
        '%' => "phan-tram",
        '$' => "do-la",
        '€' => "euro",
        '°' => "do",
        '*' => "sao",
        '=' => "bang",
        '<' => "duoi",
        '>' => "tren",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_the_same_but_for_how_they_are_written() {
        let same = |a: &str, b: &str| Key::of(a) == Key::of(b);
        assert!(same("Bảo hiểm y tế", "bảo hiểm  y tế"));
        assert!(same("sức khoẻ", "sức khỏe"));
        assert!(same("tiêm", "tie\u{302}m"));
        assert!(same("covid-19", "Covid 19"));
        assert!(!same("bão", "báo"));
        assert!(!same("C++", "C#"));
        assert_eq!(Key::of("…"), None);
    }

    #[test]
    fn a_topic_can_be_spelt_out() {
        assert_eq!(spelt("báo"), "baos");
        assert_eq!(spelt("Bão số 5"), "baox-soos-5");
        assert_eq!(spelt("đường"), "dduwowngf");
        assert_eq!(spelt("C++"), "c-cong-cong");
    }
}
