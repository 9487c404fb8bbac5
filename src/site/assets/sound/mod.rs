//! Recordings: MP3, and Opus in Ogg or WebM, told by their bytes; written anew as sound alone, without what programs and
//! people note beside it (titles, names, places, pictures).

mod mp3;
mod ogg;
mod webm;

#[cfg(test)]
mod tests;

/// What a recording is, and what is published of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// How its sound is kept.
    pub format: SoundFormat,
    /// How long it is, in milliseconds.
    pub length: u64,
    /// The file without notes beside the sound.
    pub bytes: Vec<u8>,
}

/// A form of recording that browsers play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SoundFormat {
    /// MPEG audio, layer III.
    Mp3,
    /// Opus in Ogg (RFC 7845).
    Ogg,
    /// Opus in WebM.
    Webm,
}

impl SoundFormat {
    /// How names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Webm => "webm",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mp3 => "MP3",
            Self::Ogg | Self::Webm => "Opus",
        }
    }
}

/// Why a file is no recording that can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// No sound of a known form.
    Unknown,
    /// It ends too early, or its middle is damaged.
    Damaged,
    /// There are moving pictures beside the sound.
    Film,
}

/// Reads a recording.
///
/// # Errors
/// When the bytes are none, are damaged, or hold more than sound.
pub fn read(bytes: &[u8]) -> Result<Sound, Unfit> {
    let (format, (length, bytes)) = match bytes {
        [b'O', b'g', b'g', b'S', ..] => (SoundFormat::Ogg, ogg::read(bytes)?),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => (SoundFormat::Webm, webm::read(bytes)?),
        _ => (SoundFormat::Mp3, mp3::read(bytes)?),
    };
    match length {
        0 => Err(Unfit::Damaged),
        _ => Ok(Sound {
            format,
            length,
            bytes,
        }),
    }
}
