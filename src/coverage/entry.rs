//! One row of the log: what was done, where, when and for how many, without a name of anybody.

use crate::rules::Reach;
use base::digest::Sha256;
use jiff::civil::Date;
use serde::Serialize;

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// People were told and taught.
    Direct,
    /// They may have heard or seen it.
    Exposed,
    /// The row that this one corrects is taken back.
    Withdrawn,
}

impl Kind {
    /// As files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Exposed => "exposed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl From<Reach> for Kind {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Direct => Self::Direct,
            Reach::Exposed => Self::Exposed,
        }
    }
}

/// A row. Its order is that of the log: by day, unit and channel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The day.
    pub date: Date,
    /// The unit's id.
    pub unit: String,
    /// The channel's id.
    pub channel: String,
    /// Its own id: what a device gave it, or a hash of all that it says.
    pub id: String,
    /// Paths of the posts that it was about, with blanks between; may be empty.
    pub post: String,
    /// What it says.
    pub kind: Kind,
    /// How many came or were met.
    pub people: Option<u32>,
    /// How many of them were women.
    pub women: Option<u32>,
    /// Who spoke, by role; may be empty.
    pub role: String,
    /// The number of the minutes, the name of a picture file; may be empty.
    pub evidence: String,
    /// The id of the row that this one corrects; may be empty.
    pub corrects: String,
}

/// The columns of the log, as its first line names them.
pub const COLUMNS: [&str; 11] = [
    "id", "date", "unit", "channel", "post", "kind", "people", "women", "role", "evidence",
    "corrects",
];

impl Entry {
    /// Its cells, in the order of the columns.
    pub fn cells(&self) -> [String; 11] {
        let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
        [
            self.id.clone(),
            self.date.to_string(),
            self.unit.clone(),
            self.channel.clone(),
            self.post.clone(),
            self.kind.name().to_owned(),
            count(self.people),
            count(self.women),
            self.role.clone(),
            self.evidence.clone(),
            self.corrects.clone(),
        ]
    }

    /// The posts that it was about.
    pub fn posts(&self) -> impl Iterator<Item = &str> {
        self.post
            .split([' ', ';', ','])
            .filter(|post| !post.is_empty())
    }

    /// The id that follows from what it says: the same words have the same id on every device.
    pub fn hashed(&self) -> String {
        let said = self.cells()[1..].join("\u{1f}");
        let hash = Sha256::of(said.as_bytes()).to_string();
        format!("h{}", &hash[..16])
    }
}

/// Whether a text may be the id of a row: what devices make, and no formula of a spreadsheet.
pub fn is_row_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    let begins = |byte: &u8| byte.is_ascii_alphanumeric();
    (1..=64).contains(&text.len())
        && text.bytes().all(fits)
        && text.as_bytes().first().is_some_and(begins)
}
