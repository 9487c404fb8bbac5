//! What the pages of a kiosk receive besides.

use super::{Card, DateContext, LinkContext, Meta, PictureContext, Shell};
use crate::render::poster::PosterCard;
use serde::Serialize;

/// What only the pages of a kiosk have.
#[derive(Debug, Clone, Serialize)]
pub struct KioskContext {
    /// The day of the build: nothing else on a screen without a network tells how old it is.
    pub day: DateContext,
    /// Whether the kiosk's program serves the pages, and not a stick alone.
    pub has_program: bool,
}

/// `kiosk-home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct KioskHomePage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// Urgent posts that have not expired.
    pub notices: Vec<Card>,
    /// What may have happened, the essential first.
    pub tiles: Vec<TileContext>,
    /// All lessons; absent while there are none.
    pub lessons: Option<String>,
    /// Words to search for, each with its page of hits.
    pub chips: Vec<LinkContext>,
    /// Events that come next.
    pub coming: Vec<Card>,
    /// What the screen shows in turn while nobody is there.
    pub slides: Vec<SlideContext>,
}

/// A tile of the home page.
#[derive(Debug, Clone, Serialize)]
pub struct TileContext {
    /// What has happened: "Bị bỏng".
    pub words: String,
    /// The lesson, or the topic where several lessons are about it.
    pub url: String,
    /// Which of the theme's drawings it has.
    pub drawing: Option<&'static str>,
    /// The lesson's own drawing where the theme has none.
    pub picture: Option<PictureContext>,
}

/// What fills the screen while nobody is there.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant, reason = "a page has some thirty")]
pub enum SlideContext {
    /// An urgent post.
    Notice {
        /// The post.
        post: Card,
    },
    /// A lesson's poster: never its line without the card that says when to call for help.
    Poster {
        /// The line that is read from afar.
        line: String,
        /// What to know.
        lead: Vec<String>,
        /// When to call for help, or else what to do.
        card: Option<PosterCard>,
    },
    /// A lesson's drawing.
    Drawing {
        /// The lesson's title.
        title: String,
        /// The drawing.
        picture: PictureContext,
    },
    /// A health day that comes.
    Day {
        /// The event.
        event: Card,
    },
}
