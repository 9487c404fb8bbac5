//! A post for other channels than the web: loudspeaker, Zalo, notice board.

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
}

impl Media {
    /// Whether there is anything for other channels.
    pub fn is_there(&self) -> bool {
        let texts = [
            &self.loudspeaker,
            &self.zalo_title,
            &self.zalo,
            &self.poster,
        ];
        texts.into_iter().any(Option::is_some)
    }
}
