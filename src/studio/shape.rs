//! Which form a text has: its kind by where it lies, and the keys of that kind in the order in which people fill them in.

use base::schema::{COMMON, Field, INTRO};
use site::model::SectionKind;
use site::root::SHARED;

/// The key that says whether a post is a draft: the studio sets it, not the writer.
pub const DRAFT: &str = "draft";

/// The keys that an approval fills in, not the writer: who approved, when, and until when.
pub const REVIEW: [&str; 3] = ["reviewed_by", "reviewed_on", "review_due"];

/// What a form is made from.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The ward's folder, or that of the shared texts.
    pub ward: String,
    /// The section's folder; empty for the introduction of a ward.
    pub section: String,
    /// The kind of post; `None` for an introduction.
    pub kind: Option<SectionKind>,
    /// The keys.
    pub fields: Vec<&'static Field>,
}

impl Shape {
    /// The form of the text at `path` of the root; `None` where no post and no introduction can be.
    pub fn of(path: &str) -> Option<Self> {
        let parts: Vec<_> = path.split('/').collect();
        let (ward, section, name) = match parts[..] {
            ["content", ward, name] => (ward, "", name),
            ["content", ward, section, name] => (ward, section, name),
            _ => return None,
        };
        let plain = |part: &&str| !part.starts_with('.') && !part.contains('\\');
        if !name.to_ascii_lowercase().ends_with(".md") || !parts.iter().all(plain) {
            return None;
        }
        let is_intro = name == "_index.md";
        if section.is_empty() && !is_intro {
            return None;
        }
        let kind = (!is_intro).then(|| SectionKind::of(section));
        let fields = match kind {
            None => INTRO.iter().collect(),
            Some(kind) => COMMON
                .iter()
                .chain(kind.schema().fields)
                .filter(|field| field.key != DRAFT && !REVIEW.contains(&field.key))
                .collect(),
        };
        Some(Self {
            ward: ward.into(),
            section: section.into(),
            kind,
            fields,
        })
    }

    /// The form of a file that is no text: it has no keys.
    pub fn none() -> Self {
        Self {
            ward: String::new(),
            section: String::new(),
            kind: None,
            fields: Vec::new(),
        }
    }

    /// How such a text is called.
    pub fn label(&self) -> &'static str {
        self.kind.map_or("Lời giới thiệu mục", SectionKind::label)
    }

    /// Whether somebody who knows about health approves such a text.
    pub fn is_health(&self) -> bool {
        let schema = self.kind.map(SectionKind::schema);
        schema.is_some_and(|kind| kind.field(REVIEW[0]).is_some())
    }

    /// Whether all wards publish it.
    pub fn is_shared(&self) -> bool {
        self.ward == SHARED
    }

    /// The key at a path such as `media.zalo` or `targets`.
    pub fn field(&self, path: &str) -> Option<&'static Field> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let first = first.split('[').next().unwrap_or(first);
        let field = self.fields.iter().find(|field| field.key == first)?;
        let inner = field.kind.fields().iter();
        match rest {
            "" => Some(field),
            rest => inner.into_iter().find(|field| field.key == rest),
        }
    }
}
