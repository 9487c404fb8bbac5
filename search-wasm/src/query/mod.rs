//! Queries: from what a reader typed to ranked, excerpted results.

pub mod bm25;
pub mod confidence;
pub mod edit;
pub mod excerpt;
pub mod json;
pub mod memo;
pub mod names;
pub mod near;
pub mod parts;
pub mod plan;
pub mod rank;
pub mod role;
pub mod searched;
pub mod session;
pub mod synonym;
pub mod urgency;
pub mod weights;

pub use excerpt::Segment;
pub use rank::Scored;
pub use session::{Outcome, Session};
pub use urgency::Urgent;

/// What a reader asks for besides the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits to return.
    pub limit: usize,
    /// Only this section.
    pub kind: Option<String>,
    /// Search exactly what was typed: no decoding, no synonyms, no correction.
    pub as_typed: bool,
    /// The last word may be unfinished.
    pub typing: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            kind: None,
            as_typed: false,
            typing: false,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResults {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many documents match, of any section.
    pub total: usize,
    /// What was searched, when that is not what was typed.
    pub corrected: Option<String>,
    /// How many documents match in each section that has any.
    pub kinds: Vec<KindCount>,
    /// Words of the site near to what was typed, when nothing was found.
    pub suggestions: Vec<String>,
    /// What to do, where the query is asked in an emergency.
    pub urgent: Option<Urgent>,
    /// Whether even the best hit is probably about something else.
    pub weak: bool,
    /// How the best hit, of any section, matches.
    pub best: Option<Scored>,
}

/// How many documents match in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindCount {
    /// Slug of the section.
    pub slug: String,
    /// Its name as shown.
    pub label: String,
    /// Number of matching documents.
    pub count: usize,
}

/// A document that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Address relative to the site's root.
    pub url: String,
    /// Title as shown.
    pub title: String,
    /// The title again, with the words found marked.
    pub marked_title: Vec<Segment>,
    /// Slug of the section.
    pub kind: String,
    /// Name of the section.
    pub kind_label: String,
    /// Day of publication, ISO 8601.
    pub date: String,
    /// Score; only its order means anything.
    pub score: f32,
    /// Heading of the passage that matches best; may be empty.
    pub heading: String,
    /// `id` of that heading on the page; may be empty.
    pub anchor: String,
    /// Text around the words found.
    pub excerpt: Vec<Segment>,
}
