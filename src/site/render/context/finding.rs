//! What leads to lessons: groups, the drawing of a body, names from A to Z.

use super::{LinkContext, Meta, Shell};
use serde::Serialize;

/// What leads to the lessons of a ward that has many.
#[derive(Debug, Clone, Serialize)]
pub struct LessonGuide {
    /// The groups that have lessons.
    pub groups: Vec<LessonsContext>,
    /// The stages of life that have lessons, without the lessons.
    pub life_stages: Vec<LessonsContext>,
}

/// Lessons under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct LessonsContext {
    /// "Cấp cứu".
    pub title: &'static str,
    /// `cap-cuu`.
    pub slug: &'static str,
    /// The list of all; empty where all are here.
    pub url: String,
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub lessons: Vec<LessonLink>,
}

/// A lesson as lists of names show it: what it is about, and what it says.
#[derive(Debug, Clone, Serialize)]
pub struct LessonLink {
    /// "Bỏng"
    pub name: String,
    /// "xả nước mát 20 phút rồi mới làm việc khác"; empty where the title has no colon.
    pub rest: String,
    /// Its page.
    pub url: String,
}

/// `body.html`: where it hurts.
#[derive(Debug, Clone, Serialize)]
pub struct BodyPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// Parts without lessons are left out.
    pub parts: Vec<LessonsContext>,
}

/// `alphabet.html`: all names of lessons.
#[derive(Debug, Clone, Serialize)]
pub struct AlphabetPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// Letters that have names, in the order of the alphabet.
    pub letters: Vec<LetterContext>,
}

/// The names under a letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterContext {
    /// "Đ", or "0–9".
    pub letter: String,
    /// Of the address within the page: `dd` for "Đ".
    pub slug: String,
    /// The names.
    pub names: Vec<NameContext>,
}

/// A name of a lesson.
#[derive(Debug, Clone, Serialize)]
pub struct NameContext {
    /// What people call it, where that is not in the title.
    pub called: Option<String>,
    /// The lesson.
    pub lesson: LessonLink,
}
