//! What people do with texts, and the line that tells it in a list of approvals.

use crate::actor::Known;
use crate::bound::Files;
use author::Version;
use serde::{Deserialize, Serialize};

/// What somebody did with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Sent it for approval.
    Sent,
    /// Approved it.
    Approved,
    /// Sent it back, with a reason.
    Returned,
    /// Put it into `content/`.
    Published,
    /// Took it from the sites.
    Withdrawn,
    /// Took the last publishing back.
    Undone,
    /// Looked again at what was published in haste.
    Looked,
    /// Took what its file held, which somebody had changed beside the studio, for what the sites may have.
    Taken,
    /// Trusted somebody with other roles; `reason` says whom with which.
    Roles,
    /// Let one person do everything in this ward.
    Alone,
    /// Asked again for a second person.
    Together,
    /// Set a password with a link that was good once; `reason` says who.
    Paired,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place, counted from 1.
    pub number: u64,
    /// When, in universal time (RFC 3339).
    pub time: String,
    /// Who did it.
    pub by: String,
    /// How they were known; nothing in lines from before anybody came over the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Known>,
    /// The request with which it was done, where that had a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// What it was.
    pub what: Deed,
    /// The text's file from the root.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The name under which they are kept.
    pub version: Version,
    /// What its file held when the text was begun; where it was withdrawn, before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Version>,
    /// What the sites had of a text that was withdrawn, where its file held something else: somebody had changed it beside the
    /// studio. Where they had nothing, what the file holds since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub had: Option<Version>,
    /// The pictures and documents that it uses, as they were when it was sent.
    #[serde(default, skip_serializing_if = "Files::is_empty")]
    pub files: Files,
    /// Why it was sent back or taken from the sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The SHA-256 of what was seen before the approval was written into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// Whether it passed with one approval because it was urgent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// Whether one person did it alone: the ward had chosen so, or there was nobody else to look at it again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// The SHA-256 of the line before, without its end; empty for the first.
    pub before: String,
}

/// Where a text stands: the last thing that was done with it.
pub type Standing = Event;

impl Deed {
    /// Whether a text to which `before` was done last can go on to this.
    pub fn follows(self, before: Self) -> bool {
        match self {
            Self::Approved => before == Self::Sent,
            Self::Returned => matches!(before, Self::Sent | Self::Approved),
            Self::Published => before == Self::Approved,
            _ => true,
        }
    }

    /// Whether a text that was last done this to waits for somebody, and is not what the sites have.
    pub fn waits(self) -> bool {
        matches!(self, Self::Sent | Self::Approved | Self::Returned)
    }

    /// Whether the sites change with it.
    pub fn reaches_sites(self) -> bool {
        matches!(self, Self::Published | Self::Withdrawn | Self::Undone)
    }

    /// Whether the file holds the bytes of a text to which this was done.
    pub fn is_in_file(self) -> bool {
        matches!(
            self,
            Self::Published | Self::Withdrawn | Self::Undone | Self::Looked | Self::Taken
        )
    }
}
