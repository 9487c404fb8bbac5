//! What the generator hands to the index: one document per post, cut into passages.

/// One post as the search knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize))]
pub struct Document {
    /// Address relative to the site's root, without a leading slash:
    /// `suc-khoe/sot-xuat-huyet/`. Unique among the documents of a site.
    pub url: String,
    /// Title as shown.
    pub title: String,
    /// Summary as shown in lists; may be empty.
    pub summary: String,
    /// Slug of the section, which readers filter by: `suc-khoe`.
    pub kind: String,
    /// Name of the section as shown: `Sức khỏe`.
    pub kind_label: String,
    /// Day of publication, ISO 8601 (`2026-11-22`). Newer posts win ties.
    pub date: String,
    /// Whether a professional has reviewed the post; reviewed posts win ties.
    pub reviewed: bool,
    /// Topics in a reader's words.
    pub tags: Vec<String>,
    /// Numbers and symbols of official documents: `72-NQ/TW`.
    pub symbols: Vec<String>,
    /// The text, cut at headings.
    pub passages: Vec<Passage>,
    /// What to do at once, where the post says when to call for help.
    pub emergency: Option<Emergency>,
}

/// What a post says about an emergency, short enough to stand above the hits. The engine only passes it on, so it is one
/// text: the numbers to call, then an [`Advice`] for each emergency that the post is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize))]
pub struct Emergency {
    /// Whether the post is about the emergency itself, and not about something that may become one.
    pub first_aid: bool,
    /// The numbers with blanks between them, then the advice, each behind a [`BETWEEN`].
    pub text: String,
}

/// What stands between the parts of [`Emergency::text`].
pub const BETWEEN: char = '\u{1d}';

/// A few points for one emergency: a line that says what they are, and a line for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// What the points are: `Trong lúc chờ 115`.
    pub heading: String,
    /// Whether the points are steps, one after the other; else they are the signs to call for.
    pub in_steps: bool,
    /// What to do, or when to call.
    pub points: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Emergency {
    /// Puts the numbers to call, the first one first, and the advice into one text.
    pub fn new(first_aid: bool, call: &[String], advice: &[Advice]) -> Emergency {
        let mut text = call.join(" ");
        for advice in advice {
            text.push(BETWEEN);
            text.push(if advice.in_steps { '+' } else { '-' });
            text.push_str(&advice.heading);
            for point in &advice.points {
                text.push('\n');
                text.push_str(point);
            }
        }
        Emergency { first_aid, text }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Advice {
    /// Reads what [`Emergency::new`] wrote of one.
    pub fn read(text: &str) -> Advice {
        let mut lines = text.split('\n');
        let heading = lines.next().unwrap_or_default();
        Advice {
            in_steps: heading.starts_with('+'),
            heading: heading.chars().skip(1).collect(),
            points: lines.map(str::to_owned).collect(),
        }
    }
}

/// A stretch of a post under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize))]
pub struct Passage {
    /// Heading text; empty before the first heading.
    pub heading: String,
    /// `id` of the heading on the page; empty before the first heading.
    pub anchor: String,
    /// Plain text, without markup.
    pub text: String,
}
