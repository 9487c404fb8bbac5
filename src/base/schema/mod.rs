//! What each kind of post holds, as data: one table a kind, on which the reader of front matter, new posts, the documentation
//! and `loa schema` stand.
//!
//! This room lies low: it knows the two languages and nothing else of Loa.

mod choices;
mod common;
mod comparison;
mod document;
pub mod documentation;
mod event;
mod field;
mod health;
mod json;
mod kind;
mod listing;
mod settings;
mod template;

pub use choices::{
    BODY_PARTS, BULLETIN_DAYS, BULLETIN_PARTS, COMPARISONS, LESSON_GROUPS, LIFE_STAGES,
    MODEL_STATUSES, VERDICTS, paired,
};
pub use common::{COMMON, INTRO, MEDIA};
pub use comparison::Comparison;
pub use document::{PROGRESS_REPORT, TARGET, TASK};
pub use field::{Choice, Field, FieldType, Limit, Rule, Sample, Searched, Words};
pub use health::SOURCE;
pub use json::json;
pub use kind::{KINDS, KindSchema, SearchWeight, SectionKind};
pub use listing::listing;
pub use settings::{CONTACTS, NEEDED, ROOT, WARD};
pub use template::{new_post, prompts};

/// Longest topic, in characters: it becomes a folder's name.
pub const TOPIC_LIMIT: usize = 60;

/// Longest text of any key, in bytes: what is longer belongs into the text below.
pub const TEXT_LIMIT: usize = 10_000;

/// A group of keys that a file or a part of it may hold, with its name.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Its name in `loa schema --json` and in the documentation.
    pub name: &'static str,
    /// What it is, for people.
    pub label: Words,
    /// Its keys, in the order in which they are read.
    pub fields: &'static [Field],
}

/// Keys beside those of a kind: of every post, of section pages, of settings.
pub static GROUPS: [Group; 4] = [
    Group {
        name: "common",
        label: field::words("Mọi bài viết", "Every post"),
        fields: &COMMON,
    },
    Group {
        name: "intro",
        label: field::words("Trang mục `_index.md`", "Section pages `_index.md`"),
        fields: &INTRO,
    },
    Group {
        name: "ward",
        label: field::words("Phường: `ward.toml`", "A ward: `ward.toml`"),
        fields: &WARD,
    },
    Group {
        name: "root",
        label: field::words("Cả thư mục: `loa.toml`", "The whole root: `loa.toml`"),
        fields: &ROOT,
    },
];

/// Every table of keys, those inside others behind them.
pub fn tables() -> Vec<&'static [Field]> {
    fn add(fields: &'static [Field], found: &mut Vec<&'static [Field]>) {
        if fields.is_empty() || found.iter().any(|known| std::ptr::eq(*known, fields)) {
            return;
        }
        found.push(fields);
        for field in fields {
            add(field.kind.fields(), found);
        }
    }
    let mut found = Vec::new();
    let groups = GROUPS.iter().map(|group| group.fields);
    for fields in groups.chain(KINDS.iter().map(|kind| kind.fields)) {
        add(fields, &mut found);
    }
    found
}

/// Every key that Vietnamese names are known for.
pub fn named_fields() -> impl Iterator<Item = &'static Field> {
    let fields = tables().into_iter().flatten();
    fields.filter(|field| !field.called.is_empty())
}
