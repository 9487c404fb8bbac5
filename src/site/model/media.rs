//! A post for other channels than the web: loudspeaker, Zalo, notice board, short message.

use super::Post;
use speak::{Spoken, Tables};
use std::collections::BTreeSet;

/// What the `[media]` table holds, each ready to be read out or pasted.
#[derive(Debug, Clone, Default)]
pub struct Media {
    /// Text for the loudspeaker, numbers and abbreviations written out; paragraphs are parted by empty lines.
    pub loudspeaker: Option<String>,
    /// The title of a message on Zalo.
    pub zalo_title: Option<String>,
    /// The message on Zalo.
    pub zalo: Option<String>,
    /// The one line of a poster.
    pub poster: Option<String>,
    /// A short message without marks, of one segment.
    pub sms: Option<String>,
    /// The signs of its card, in short.
    pub poster_signs: Vec<String>,
}

/// Signs on a poster: more are not read from three metres.
pub const POSTER_SIGNS: usize = 5;

/// Longest sign that stands on one line of a poster, in characters.
pub const POSTER_SIGN: usize = 31;

impl Media {
    /// Whether there is anything for other channels.
    pub fn is_there(&self) -> bool {
        let texts = [
            &self.loudspeaker,
            &self.zalo_title,
            &self.zalo,
            &self.poster,
            &self.sms,
        ];
        texts.into_iter().any(Option::is_some)
    }
}

impl Post {
    /// A text of this post as it is read aloud: words of its title are names and need no table.
    pub fn read_aloud(&self, text: &str, tables: &Tables) -> Spoken {
        let title = self.front.title.to_lowercase();
        let names: BTreeSet<_> = title.split(|c: char| !c.is_alphanumeric()).collect();
        speak::speak_names(text, tables, &|word| names.contains(word))
    }
}
