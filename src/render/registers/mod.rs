//! Registers: what the documents and models of a ward say together. Every row comes from front matter, so that a
//! correction is made in one place. Here: which registers a ward has, their addresses, and what they share.

mod cited;
mod data;
mod documents;
mod names;
mod targets;
mod tasks;

pub use cited::CitedPage;
pub use documents::DocumentsPage;
pub use names::Names;
pub use targets::TargetsPage;
pub use tasks::TasksPage;

use super::Site;
use super::context::{LinkContext, MenuItem, Meta, Shell};
use super::lists::PostIndex;
use crate::linker::Linker;
use crate::model::{Kind, Target, Task, Ward};
use crate::slug::slugify;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The address of the targets.
pub const TARGETS: &str = "muc-tieu/";

/// The address of the tasks.
pub const TASKS: &str = "viec/";

/// The address of the documents; those that are cited stand below it.
pub const DOCUMENTS: &str = "van-ban/";

/// The section whose menu entry the registers belong to.
pub(super) const SECTION: &str = "nghi-quyet";

/// A page or a file of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Register {
    /// All targets, or those of a topic's slug.
    Targets(Option<String>),
    /// All tasks, or a part of them.
    Tasks(Option<TaskPart>),
    /// All documents.
    Documents,
    /// The cited document with this slug.
    Cited(String),
    /// A register as data.
    Data(Table, Format),
}

/// A part of the tasks that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskPart {
    /// Those of a body in charge, by its slug.
    Owner(String),
    /// Those of a topic, by its slug.
    Topic(String),
}

/// What a file of data holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// The targets.
    Targets,
    /// The tasks.
    Tasks,
    /// The documents.
    Documents,
}

/// How a file of data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with a byte order mark.
    Csv,
    /// RFC 8259.
    Json,
}

impl Table {
    /// The address of the file, `muc-tieu/muc-tieu.csv`.
    fn url(self, format: Format) -> String {
        let page = match self {
            Self::Targets => TARGETS,
            Self::Tasks => TASKS,
            Self::Documents => DOCUMENTS,
        };
        let ending = match format {
            Format::Csv => "csv",
            Format::Json => "json",
        };
        format!("{page}{}.{ending}", page.trim_end_matches('/'))
    }
}

/// A register's page, as its template receives it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "each lives for one rendering")]
pub enum RegisterPage {
    /// `targets.html`.
    Targets(TargetsPage),
    /// `tasks.html`.
    Tasks(TasksPage),
    /// `documents.html`.
    Documents(DocumentsPage),
    /// `cited.html`.
    Cited(CitedPage),
    /// No template: the text itself.
    Data(String),
}

impl RegisterPage {
    /// The page's text where no template makes it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Data(text) => Some(text),
            _ => None,
        }
    }

    /// The template that renders the page.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Targets(_) => "targets.html",
            Self::Tasks(_) => "tasks.html",
            Self::Documents(_) => "documents.html",
            Self::Cited(_) => "cited.html",
            Self::Data(_) => "",
        }
    }
}

/// A target with every place that sets it: a post, and the place in its list. The document stands before the models that
/// carry it out.
pub type SharedTarget = Vec<(PostIndex, usize)>;

/// The rows of a ward's registers, from the posts that are listed.
#[derive(Debug)]
pub struct Registers {
    /// Targets, newest post first; each with all places where it stands.
    pub targets: Vec<SharedTarget>,
    /// Their topics.
    pub target_topics: Names,
    /// Tasks: the post and the place in its list, newest post first.
    pub tasks: Vec<(PostIndex, usize)>,
    /// Their topics.
    pub task_topics: Names,
    /// Bodies in charge of them.
    pub owners: Names,
    /// Documents by day of issue, newest first; those without a day last.
    pub documents: Vec<PostIndex>,
    /// Numbers of the documents that these carry out.
    pub cited: Names,
}

impl Registers {
    /// The registers of `ward` over the listed posts, `newest` first.
    pub fn of(ward: &Ward, newest: &[PostIndex]) -> Self {
        let rows = |length: fn(&Kind) -> usize| {
            let posts = newest.iter().copied();
            posts
                .flat_map(|post| (0..length(&ward.posts[post].kind)).map(move |row| (post, row)))
                .collect::<Vec<_>>()
        };
        let targets = rows(|kind| targets_of(kind).len());
        let tasks = rows(|kind| tasks_of(kind).len());
        let kind = |post: &PostIndex| &ward.posts[*post].kind;
        let target = |(post, row): &(PostIndex, usize)| &targets_of(kind(post))[*row];
        let task = |(post, row): &(PostIndex, usize)| &tasks_of(kind(post))[*row];
        let targets = shared(ward, &targets);
        let topics = targets.iter().flatten();
        let topics = topics.filter_map(|at| target(at).topic.as_deref());
        let target_topics = Names::of(topics, slugify);
        let topics = tasks.iter().filter_map(|at| task(at).topic.as_deref());
        let task_topics = Names::of(topics, slugify);
        let owners = tasks.iter().filter_map(|at| task(at).owner.as_deref());
        let owners = Names::of(owners, slugify);
        let mut documents: Vec<_> = newest.to_vec();
        documents.retain(|post| matches!(kind(post), Kind::Resolution(_)));
        documents.sort_by_key(|post| match kind(post) {
            Kind::Resolution(resolution) => Reverse(resolution.issued),
            _ => Reverse(None),
        });
        let numbers = documents.iter().flat_map(|post| match kind(post) {
            Kind::Resolution(resolution) => resolution.carries_out.as_slice(),
            _ => &[],
        });
        let cited = Names::of(numbers.map(String::as_str), same_number);
        Self {
            target_topics,
            task_topics,
            owners,
            cited,
            targets,
            tasks,
            documents,
        }
    }

    /// Every page and file of the registers; none of a register without rows.
    pub fn all(&self) -> Vec<Register> {
        let mut all = Vec::new();
        let slugs = |names: &Names| names.slugs().map(str::to_owned).collect::<Vec<_>>();
        let data = |table| [Format::Csv, Format::Json].map(|format| Register::Data(table, format));
        if !self.targets.is_empty() {
            let topics = slugs(&self.target_topics).into_iter().map(Some);
            all.extend([None].into_iter().chain(topics).map(Register::Targets));
            all.extend(data(Table::Targets));
        }
        if !self.tasks.is_empty() {
            let owners = slugs(&self.owners).into_iter().map(TaskPart::Owner);
            let topics = slugs(&self.task_topics).into_iter().map(TaskPart::Topic);
            let parts = owners.chain(topics).map(Some);
            all.extend([None].into_iter().chain(parts).map(Register::Tasks));
            all.extend(data(Table::Tasks));
        }
        if !self.documents.is_empty() {
            all.push(Register::Documents);
            all.extend(data(Table::Documents));
        }
        all.extend(slugs(&self.cited).into_iter().map(Register::Cited));
        all
    }
}

impl Register {
    /// The address below the site's root.
    pub fn url(&self) -> String {
        match self {
            Self::Targets(None) => TARGETS.into(),
            Self::Targets(Some(topic)) => format!("{TARGETS}chu-de/{topic}/"),
            Self::Tasks(None) => TASKS.into(),
            Self::Tasks(Some(TaskPart::Owner(owner))) => format!("{TASKS}don-vi/{owner}/"),
            Self::Tasks(Some(TaskPart::Topic(topic))) => format!("{TASKS}chu-de/{topic}/"),
            Self::Documents => DOCUMENTS.into(),
            Self::Cited(slug) => format!("{DOCUMENTS}{slug}/"),
            Self::Data(table, format) => table.url(*format),
        }
    }

    /// Whether it is a page for people, to be listed in the sitemap.
    pub fn is_page(&self) -> bool {
        !matches!(self, Self::Data(..))
    }
}

/// Puts targets that different posts set in the same words together: a model repeats those of its programme, and they
/// are one.
fn shared(ward: &Ward, targets: &[(PostIndex, usize)]) -> Vec<SharedTarget> {
    let mut places = BTreeMap::new();
    let mut all: Vec<SharedTarget> = Vec::new();
    for &(post, row) in targets {
        let target = &targets_of(&ward.posts[post].kind)[row];
        let place = *places.entry(same_target(target)).or_insert(all.len());
        match all.get_mut(place) {
            // One post that says the same twice means two things; only its writer can tell.
            Some(known) if known.iter().all(|(other, _)| *other != post) => known.push((post, row)),
            _ => all.push(vec![(post, row)]),
        }
    }
    for target in &mut all {
        target.sort_by_key(|(post, _)| !matches!(ward.posts[*post].kind, Kind::Resolution(_)));
    }
    all
}

/// What two equal targets have in common: everything but their topic, however their words are spaced or capitalised.
fn same_target(target: &Target) -> impl Ord + use<> {
    let words = |text: &str| {
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let optional = |text: &Option<String>| text.as_deref().map(words);
    (
        words(&target.measure),
        target.comparison.key(),
        target.value.map(f64::to_bits),
        optional(&target.unit),
        target.year,
        optional(&target.place),
        optional(&target.note),
    )
}

/// What is to be reached by a post of this kind.
pub(super) fn targets_of(kind: &Kind) -> &[Target] {
    match kind {
        Kind::Resolution(resolution) => &resolution.targets,
        Kind::Model(model) => &model.targets,
        _ => &[],
    }
}

/// What is to be done by a post of this kind.
pub(super) fn tasks_of(kind: &Kind) -> &[Task] {
    match kind {
        Kind::Resolution(resolution) => &resolution.tasks,
        _ => &[],
    }
}

/// A document's number in the form in which two spellings of one number are the same: capitals, plain hyphens, no
/// spaces.
pub(super) fn same_number(number: &str) -> String {
    let letters = number.chars().filter(|c| !c.is_whitespace());
    let plain = letters.map(|c| {
        if matches!(c, '‐'..='―' | '−') {
            '-'
        } else {
            c
        }
    });
    plain.flat_map(char::to_uppercase).collect()
}

/// What every page of a register begins with.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The heading.
    pub title: String,
}

/// A choice that rows can be filtered by.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// The name in the address and of the rows' data attribute, `chu-de`.
    pub name: &'static str,
    /// "Chủ đề".
    pub label: &'static str,
    /// What can be chosen.
    pub options: Vec<FilterOption>,
}

/// One thing to choose.
#[derive(Debug, Serialize)]
pub struct FilterOption {
    /// The value in the address, `bao-hiem-y-te`.
    pub value: String,
    /// As people read it.
    pub title: String,
    /// Where the chosen rows stand for readers without scripts.
    pub url: String,
}

/// A register as files.
#[derive(Debug, Serialize)]
pub struct Downloads {
    /// For Excel and its like.
    pub csv: String,
    /// For programs.
    pub json: String,
}

impl Downloads {
    fn of(table: Table, linker: &Linker) -> Self {
        Self {
            csv: linker.to(&table.url(Format::Csv)),
            json: linker.to(&table.url(Format::Json)),
        }
    }
}

impl Site<'_> {
    /// The context of a register's page.
    pub(super) fn register(&self, register: &Register, url: &str) -> RegisterPage {
        match register {
            Register::Targets(topic) => RegisterPage::Targets(self.targets(topic.as_deref(), url)),
            Register::Tasks(part) => RegisterPage::Tasks(self.tasks(part.as_ref(), url)),
            Register::Documents => RegisterPage::Documents(self.documents_page(url)),
            Register::Cited(slug) => RegisterPage::Cited(self.cited(slug, url)),
            Register::Data(table, format) => RegisterPage::Data(self.data(*table, *format)),
        }
    }

    /// The registers that the ward has, for menus; `url` is the page that they stand on.
    pub(super) fn register_links(&self, url: &str, linker: &Linker) -> Vec<MenuItem> {
        let registers = &self.lists.registers;
        let all = [
            (!registers.targets.is_empty(), TARGETS, "Mục tiêu"),
            (!registers.tasks.is_empty(), TASKS, "Việc và thời hạn"),
            (!registers.documents.is_empty(), DOCUMENTS, "Sổ văn bản"),
        ];
        let shown = all.into_iter().filter(|(any, ..)| *any);
        shown
            .map(|(_, to, title)| MenuItem {
                title: title.into(),
                url: linker.to(to),
                current: url == to,
            })
            .collect()
    }

    /// What a register's page begins with; `above` is the page that it belongs to.
    fn head(&self, title: &str, lead: &str, url: &str, above: Option<(&str, &str)>) -> Head {
        let linker = self.linker(url);
        let section = self.lists.section(SECTION).map(|section| LinkContext {
            title: section.title.clone(),
            url: linker.to(&format!("{SECTION}/")),
        });
        let above = above.map(|(title, url)| LinkContext {
            title: title.into(),
            url: linker.to(url),
        });
        let home = [self.home_crumb(&linker)].into_iter();
        Head {
            shell: self.shell(url),
            meta: self.meta(title, lead, url),
            breadcrumbs: home.chain(section).chain(above).collect(),
            title: title.into(),
        }
    }

    /// The post that a row comes from; `anchor` names where on its page it stands.
    fn origin(&self, post: PostIndex, anchor: &str, linker: &Linker) -> LinkContext {
        let post = &self.ward.posts[post];
        LinkContext {
            title: post.front.title.clone(),
            url: format!("{}#{anchor}", linker.to(&post.url())),
        }
    }
}

/// A filter by `names`, whose parts stand at the addresses that `register` gives.
fn filter(
    name: &'static str,
    label: &'static str,
    names: &Names,
    register: impl Fn(String) -> Register,
    linker: &Linker,
) -> Option<Filter> {
    let options: Vec<_> = names
        .entries()
        .map(|(slug, title)| FilterOption {
            value: slug.into(),
            title: title.into(),
            url: linker.to(&register(slug.into()).url()),
        })
        .collect();
    (!options.is_empty()).then_some(Filter {
        name,
        label,
        options,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_the_same() {
        assert_eq!(same_number(" 72 – NQ/Tw "), "72-NQ/TW");
        assert_ne!(same_number("12-KH/ĐU"), same_number("12-KH/DU"));
    }
}
