//! The `[media]` table: a post for loudspeaker, Zalo and notice board, within what each can carry.

use super::fields::Fields;
use crate::model::Media;
use crate::problem::Problem;

/// A broadcast stays under this many words (syllables between spaces): about two minutes.
const LOUDSPEAKER_WORDS: usize = 250;

/// Longest title of a message on Zalo, in characters.
const ZALO_TITLE_LIMIT: usize = 150;

/// Longest message on Zalo, in characters.
const ZALO_LIMIT: usize = 300;

/// Longest line of a poster, in characters: what can be read from three metres.
const POSTER_LIMIT: usize = 90;

pub fn media(fields: &mut Fields<'_>) -> Media {
    let loudspeaker = fields.text("loudspeaker");
    let words = loudspeaker
        .as_ref()
        .map_or(0, |text| text.split_whitespace().count());
    if words >= LOUDSPEAKER_WORDS {
        let problem = Problem::TooManyWords {
            field: "loudspeaker".into(),
            words,
            limit: LOUDSPEAKER_WORDS,
        };
        fields.report_key("loudspeaker", problem);
    }
    Media {
        loudspeaker,
        zalo_title: fields.short_text("zalo_title", ZALO_TITLE_LIMIT),
        zalo: fields.short_text("zalo", ZALO_LIMIT),
        poster: fields.short_text("poster", POSTER_LIMIT),
    }
}
