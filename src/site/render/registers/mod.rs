//! Registers: what the documents and models of a ward say together. Every row comes from front matter, so that a
//! correction is made in one place. Here: which registers a ward has, their addresses, and what they share.

mod cited;
mod data;
mod documents;
mod targets;
mod tasks;

pub use cited::CitedPage;
pub use documents::DocumentsPage;
pub use targets::TargetsPage;
pub use tasks::TasksPage;

use super::Site;
use super::context::{LinkContext, MenuItem, Meta, Shell};
use crate::compile::{Names, Registers};
use crate::linker::Linker;
use crate::model::{PostIndex, SectionKind};
use serde::Serialize;

/// The address of the targets.
pub const TARGETS: &str = "muc-tieu/";

/// The address of the tasks.
pub const TASKS: &str = "viec/";

/// The address of the documents; those that are cited stand below it.
pub const DOCUMENTS: &str = "van-ban/";

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

impl Register {
    /// Every page and file of the registers; none of a register without rows.
    pub fn all(registers: &Registers) -> Vec<Self> {
        let mut all = Vec::new();
        let slugs = |names: &Names| names.slugs().map(str::to_owned).collect::<Vec<_>>();
        let data = |table| [Format::Csv, Format::Json].map(|format| Self::Data(table, format));
        if !registers.targets.is_empty() {
            let topics = slugs(&registers.target_topics).into_iter().map(Some);
            all.extend([None].into_iter().chain(topics).map(Self::Targets));
            all.extend(data(Table::Targets));
        }
        if !registers.tasks.is_empty() {
            let owners = slugs(&registers.owners).into_iter().map(TaskPart::Owner);
            let topics = slugs(&registers.task_topics)
                .into_iter()
                .map(TaskPart::Topic);
            let parts = owners.chain(topics).map(Some);
            all.extend([None].into_iter().chain(parts).map(Self::Tasks));
            all.extend(data(Table::Tasks));
        }
        if !registers.documents.is_empty() {
            all.push(Self::Documents);
            all.extend(data(Table::Documents));
        }
        all.extend(slugs(&registers.cited).into_iter().map(Self::Cited));
        all
    }

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
        let registers = &self.compiled.lists.registers;
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
        let linker = self.compiled.linker(url);
        let section = self
            .compiled
            .lists
            .section(SectionKind::Resolution.section())
            .map(|section| LinkContext {
                title: section.title.clone(),
                url: linker.to(&format!("{}/", SectionKind::Resolution.section())),
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
        let post = &self.compiled.ward.posts[post];
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
