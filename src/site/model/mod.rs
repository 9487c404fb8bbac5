//! What a site is made of: wards, sections, posts and their kinds, as plain data.

mod address;
mod event;
mod fact_check;
mod fieldwork;
mod kind;
mod media;
mod opening;
mod review;
pub mod telephone;
mod ward;

pub use address::{BUILT, PAGES, RESERVED, WEB_APP, WORKER, is_reserved};
pub use event::{Event, Moment};
pub use fact_check::{FactCheck, Verdict};
pub use fieldwork::{Choice, Fieldwork, NoteLists, Totals};
pub use kind::{
    BodyPart, Comparison, Deadline, Kind, Lesson, LessonGroup, LifeStage, Model, ModelStatus, News,
    Progress, Reference, Resolution, Target, Task,
};
pub use media::{Media, POSTER_SIGN, POSTER_SIGNS};
pub use opening::Opening;
pub use review::{Guidance, Review};
pub use ward::{
    Bulletin, BulletinPart, Contact, ContactRole, PostIndex, RootConfig, Ward, WardConfig,
    WardTheme,
};

pub use base::schema::SectionKind;

use base::source::Source;
use jiff::civil::Date;
use std::ops::Range;

/// The keys that every post may have.
#[derive(Debug, Clone)]
pub struct FrontMatter {
    /// The title, the page's only first-level heading.
    pub title: String,
    /// The day of publication on this site.
    pub date: Date,
    /// One or two sentences for lists and search.
    pub summary: Option<String>,
    /// Topics, in the writer's words.
    pub tags: Vec<String>,
    /// The first day on which a build has the post.
    pub publish_on: Option<Date>,
    /// Whether the post is left out of a normal build.
    pub draft: bool,
    /// The day of the last change of substance.
    pub updated: Option<Date>,
    /// The last day on which the post stands in lists.
    pub expires: Option<Date>,
    /// Whether it stands in the notice at the top of the home page until it expires.
    pub urgent: bool,
    /// The picture at the top.
    pub cover: Option<Cover>,
    /// The file of the post read aloud, as written.
    pub recording: Option<Reference>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The post for other channels.
    pub media: Media,
    /// Personal data that is published on purpose, in its exact words.
    pub personal_data: Vec<String>,
}

/// A post's main picture.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The file, as written.
    pub path: Reference,
    /// What the picture shows.
    pub alt: String,
}

/// One post: its front matter, its kind and its text.
#[derive(Debug, Clone)]
pub struct Post {
    /// The section's slug, `suc-khoe`.
    pub section: String,
    /// The post's own slug, `sot-xuat-huyet`.
    pub slug: String,
    /// The file's path below the ward's folder, `suc-khoe/sot-xuat-huyet.md`: what links name.
    pub file: String,
    /// The common keys.
    pub front: FrontMatter,
    /// The keys of its kind.
    pub kind: Kind,
    /// The file.
    pub source: Source,
    /// Where in the file the Markdown is.
    pub body: Range<usize>,
}

impl Post {
    /// The address below the site's root, `suc-khoe/sot-xuat-huyet/`.
    pub fn url(&self) -> String {
        format!("{}/{}/", self.section, self.slug)
    }

    /// Whether no build has the post on `today`, because its day has not come.
    pub fn held(&self, today: Date) -> bool {
        self.front.publish_on.is_some_and(|first| today < first)
    }

    /// Whether the post has left the lists by `today`.
    pub fn expired(&self, today: Date) -> bool {
        self.front.expires.is_some_and(|last| last < today)
    }

    /// The Markdown text.
    pub fn markdown(&self) -> &str {
        &self.source.text[self.body.clone()]
    }
}

/// The introduction of a section or of a ward's home page, from `_index.md`.
#[derive(Debug, Clone)]
pub struct Intro {
    /// The heading.
    pub title: String,
    /// One sentence for lists.
    pub summary: Option<String>,
    /// Personal data that is published on purpose, in its exact words.
    pub personal_data: Vec<String>,
    /// The file's path below the ward's folder.
    pub file: String,
    /// The file.
    pub source: Source,
    /// Where in the file the Markdown is.
    pub body: Range<usize>,
}

impl Intro {
    /// The Markdown text.
    pub fn markdown(&self) -> &str {
        &self.source.text[self.body.clone()]
    }
}
