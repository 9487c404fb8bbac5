//! Ways to a lesson for those who do not know its title: groups, parts of the body, and the names that people use from A
//! to Z.

use super::topics::spelt;
use crate::model::{BodyPart, Kind, Lesson, LessonGroup, PostIndex, Ward};
use search_wasm::analysis::Tokens;
use search_wasm::analysis::letter::{Letter, Shape, Tone};
use std::collections::BTreeMap;

/// The listed lessons of a ward, by what leads to them.
#[derive(Debug, Default)]
pub struct Finding {
    /// Groups that have lessons: the essential ones first, then from A to Z.
    pub groups: Vec<(LessonGroup, Vec<PostIndex>)>,
    /// Parts of the body that have lessons, in the same order.
    pub body: Vec<(BodyPart, Vec<PostIndex>)>,
    /// Titles of lessons, and topics that one lesson alone has, from A to Z.
    pub alphabet: Vec<Name>,
}

/// A name of a lesson.
#[derive(Debug)]
pub struct Name {
    /// The letter that it stands under, `Đ`; empty for digits.
    pub letter: String,
    /// That letter in ASCII, `dd`; empty for digits.
    pub anchor: String,
    /// Its words; `None` where they are the lesson's title.
    pub topic: Option<String>,
    /// The lesson.
    pub post: PostIndex,
}

impl Finding {
    /// The lessons among `newest`, which are those listed.
    pub fn of(ward: &Ward, newest: &[PostIndex]) -> Self {
        let title = |post: PostIndex| ward.posts[post].front.title.as_str();
        let mut lessons: Vec<(PostIndex, &Lesson)> = newest
            .iter()
            .filter_map(|&post| match &ward.posts[post].kind {
                Kind::Lesson(lesson) => Some((post, lesson)),
                _ => None,
            })
            .collect();
        lessons.sort_by_cached_key(|&(post, _)| (Order::of(title(post)), post));
        let alphabet = alphabet(ward, &lessons);
        lessons.sort_by_key(|(_, lesson)| !lesson.essential);
        Self {
            groups: by(
                &lessons,
                LessonGroup::ALL.map(|(group, ..)| group),
                |lesson, group| {
                    lesson.groups.contains(&group)
                        || group == LessonGroup::Other && lesson.groups.is_empty()
                },
            ),
            body: by(
                &lessons,
                BodyPart::ALL.map(|(part, ..)| part),
                |lesson, part| lesson.body_parts.contains(&part),
            ),
            alphabet,
        }
    }
}

/// The lessons of each heading that has some.
fn by<T: Copy, const N: usize>(
    lessons: &[(PostIndex, &Lesson)],
    headings: [T; N],
    belongs: impl Fn(&Lesson, T) -> bool,
) -> Vec<(T, Vec<PostIndex>)> {
    let posts = |heading: T| {
        let own = lessons
            .iter()
            .filter(|(_, lesson)| belongs(lesson, heading));
        own.map(|(post, _)| *post).collect::<Vec<_>>()
    };
    let all = headings
        .into_iter()
        .map(|heading| (heading, posts(heading)));
    all.filter(|(_, posts)| !posts.is_empty()).collect()
}

/// Titles, and topics of one lesson alone that its title does not begin with.
fn alphabet(ward: &Ward, lessons: &[(PostIndex, &Lesson)]) -> Vec<Name> {
    let mut topics: BTreeMap<String, (&str, Vec<PostIndex>)> = BTreeMap::new();
    for &(post, _) in lessons {
        for topic in &ward.posts[post].front.tags {
            let (_, posts) = topics.entry(key(topic)).or_insert((topic, Vec::new()));
            if posts.last() != Some(&post) {
                posts.push(post);
            }
        }
    }
    let titles = lessons.iter().map(|&(post, _)| (None, post));
    let topics = topics
        .into_values()
        .filter_map(|(topic, posts)| match posts[..] {
            [post] => Some((topic, post)),
            _ => None,
        });
    let topics = topics.filter(|(topic, post)| {
        let title = key(&ward.posts[*post].front.title);
        !format!("{title} ").starts_with(&format!("{} ", key(topic)))
    });
    let topics = topics.map(|(topic, post)| (Some(topic.to_owned()), post));
    let mut names: Vec<_> = titles
        .chain(topics)
        .map(|(topic, post)| {
            let words = topic.as_deref().unwrap_or(&ward.posts[post].front.title);
            let order = Order::of(words);
            let letter = order.letter();
            let anchor = spelt(&letter);
            let name = Name {
                letter,
                anchor,
                topic,
                post,
            };
            (order, name)
        })
        .collect();
    names.sort_by(|(a, one), (b, other)| (a, one.post).cmp(&(b, other.post)));
    names.into_iter().map(|(_, name)| name).collect()
}

/// What two spellings of a name have in common.
fn key(name: &str) -> String {
    let words: Vec<String> = Tokens::new(name).map(|token| token.exact()).collect();
    words.join(" ")
}

/// The order of Vietnamese dictionaries: letters first (a ă â b c d đ …), word by word, tones where letters are equal.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    letters: Vec<Vec<(char, u8)>>,
    tones: Vec<Tone>,
}

impl Order {
    fn of(words: &str) -> Self {
        let words: Vec<_> = Tokens::new(words).collect();
        let letters = words
            .iter()
            .map(|word| word.letters.iter().map(place).collect());
        let tones = words
            .iter()
            .flat_map(|word| &word.letters)
            .map(|letter| letter.tone);
        Self {
            letters: letters.collect(),
            tones: tones.collect(),
        }
    }

    /// The letter that such a name stands under.
    fn letter(&self) -> String {
        let Some(&(base, rank)) = self.letters.first().and_then(|word| word.first()) else {
            return String::new();
        };
        if base.is_ascii_digit() {
            return String::new();
        }
        let shape = SHAPES.into_iter().find(|shape| rank_of(*shape) == rank);
        let letter = Letter {
            shape: shape.unwrap_or_default(),
            ..Letter::plain(base)
        };
        letter.composed().to_uppercase().collect()
    }
}

const SHAPES: [Shape; 5] = [
    Shape::Plain,
    Shape::Stroke,
    Shape::Breve,
    Shape::Circumflex,
    Shape::Horn,
];

/// The place of a letter among those of its base: a ă â, o ô ơ.
fn rank_of(shape: Shape) -> u8 {
    match shape {
        Shape::Plain => 0,
        Shape::Stroke => 1,
        Shape::Breve => 2,
        Shape::Circumflex => 3,
        Shape::Horn => 4,
    }
}

fn place(letter: &Letter) -> (char, u8) {
    (letter.base, rank_of(letter.shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_dictionaries() {
        let sorted = [
            "An toàn",
            "Ăn dặm",
            "Bà bầu",
            "Bỏng",
            "Bông",
            "Dậy thì",
            "Đau lưng",
            "Đột quỵ",
            "Ong đốt",
            "Ô nhiễm",
            "Ợ chua",
            "Ung thư",
            "Uốn ván",
            "Ứ nước",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_key(|name| Order::of(name));
        assert_eq!(names, sorted);
        let letters =
            ["Đau", "Ợ chua", "Ăn", "111", "óc", "Ắc quy"].map(|name| Order::of(name).letter());
        assert_eq!(letters, ["Đ", "Ơ", "Ă", "", "O", "Ă"]);
    }
}
