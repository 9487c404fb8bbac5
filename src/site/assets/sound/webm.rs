//! Opus in WebM: elements within elements. Notes become empty room of the same size, so that every place stays where it was.

use super::Unfit;

// Elements that are gone into, whose length a recorder may leave open.
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;

// Other elements that are gone into.
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const BLOCK_GROUP: u32 = 0xa0;

const EBML: u32 = 0x1a45_dfa3;
const TIME_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
const CLUSTER_TIME: u32 = 0xe7;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK: u32 = 0xa1;
const VOID: u32 = 0xec;

/// What is no sound: tags, attachments, chapters, title, day, names of files and tracks, checksums of what is changed, and
/// room where something may be left.
const NOTES: [u32; 10] = [
    0x1254_c367,
    0x1941_a469,
    0x1043_a770,
    0x7ba9,
    0x4461,
    0x7384,
    0x3c_83ab,
    0x3e_83bb,
    0x536e,
    0xbf,
];

/// Sound, among kinds of tracks.
const SOUND: u64 = 2;

/// An element's head.
struct Element {
    id: u32,
    /// Where its content begins.
    inside: usize,
    /// How long that is; unknown where a recorder left it open.
    size: Option<usize>,
}

/// What is learned on the way through a file.
#[derive(Default)]
struct Found {
    /// Nanoseconds of a unit of time.
    scale: u64,
    /// The length as the file tells it, in units.
    told: Option<f64>,
    /// Where the present cluster begins, and the latest block, in units.
    cluster: u64,
    last: u64,
    blocks: bool,
    opus: bool,
    film: bool,
}

/// The length in milliseconds, and the file without notes.
pub fn read(bytes: &[u8]) -> Result<(u64, Vec<u8>), Unfit> {
    let mut made = bytes.to_vec();
    let mut found = Found {
        scale: 1_000_000,
        ..Found::default()
    };
    let mut at = 0;
    while at < bytes.len() {
        let element = Element::at(bytes, at).ok_or(Unfit::Damaged)?;
        let goes_in = matches!(
            element.id,
            SEGMENT | CLUSTER | INFO | TRACKS | TRACK | BLOCK_GROUP
        );
        if goes_in {
            at = element.inside;
            continue;
        }
        let size = element.size.ok_or(Unfit::Damaged)?;
        let end = element.inside.checked_add(size).ok_or(Unfit::Damaged)?;
        let content = bytes.get(element.inside..end).ok_or(Unfit::Damaged)?;
        if element.id == EBML && !content.windows(4).any(|name| name == b"webm") {
            return Err(Unfit::Unknown);
        }
        if NOTES.contains(&element.id) || element.id == VOID {
            empty(&mut made[at..end]);
        } else {
            found.learn(element.id, content);
        }
        at = end;
    }
    match found {
        Found { film: true, .. } => Err(Unfit::Film),
        Found { opus: false, .. } => Err(Unfit::Unknown),
        Found { blocks: false, .. } => Err(Unfit::Damaged),
        found => Ok((found.length(), made)),
    }
}

impl Found {
    fn learn(&mut self, id: u32, content: &[u8]) {
        match id {
            TIME_SCALE => self.scale = number(content),
            DURATION => self.told = float(content),
            TRACK_TYPE => self.film |= number(content) != SOUND,
            CODEC => self.opus |= content == b"A_OPUS",
            CLUSTER_TIME => self.cluster = number(content),
            SIMPLE_BLOCK | BLOCK => {
                // Behind the number of the track: the time from the cluster's beginning.
                let track = content
                    .first()
                    .map_or(0, |byte| byte.leading_zeros() as usize + 1);
                if let Some(&[a, b]) = content.get(track..track + 2) {
                    let offset = i64::from(i16::from_be_bytes([a, b]));
                    let time = self.cluster.saturating_add_signed(offset);
                    self.last = self.last.max(time);
                    self.blocks = true;
                }
            }
            _ => {}
        }
    }

    /// In milliseconds. A block of Opus is 20 ms long nearly always.
    fn length(&self) -> u64 {
        let told = self.told.filter(|told| told.is_finite() && *told > 0.0);
        match told {
            Some(told) => (told * self.scale as f64 / 1e6).round() as u64,
            None => self.last.saturating_mul(self.scale) / 1_000_000 + 20,
        }
    }
}

impl Element {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let rest = bytes.get(at..)?;
        let long = rest.first()?.leading_zeros() as usize + 1;
        let id = rest.get(..long).filter(|_| long <= 4)?;
        let id = u32::try_from(number(id)).ok()?;
        let rest = &rest[long..];
        let wide = rest.first()?.leading_zeros() as usize + 1;
        let size = rest.get(..wide).filter(|_| wide <= 8)?;
        // All ones say that the length is open.
        let most = (1_u64 << (7 * wide)) - 1;
        let size = number(size) & most;
        Some(Self {
            id,
            inside: at + long + wide,
            size: match size {
                size if size == most => None,
                size => Some(usize::try_from(size).ok()?),
            },
        })
    }
}

/// Makes empty room of an element, whose place and length stay.
fn empty(element: &mut [u8]) {
    let size = element.len();
    element.fill(0);
    element[0] = VOID as u8;
    match size {
        2..=127 => element[1] = 0x80 | (size - 2) as u8,
        // The shortest that needs more is longer than the nine bytes of this head.
        _ => {
            let inside = (size as u64).saturating_sub(9);
            element[1..9].copy_from_slice(&inside.to_be_bytes());
            element[1] = 1;
        }
    }
}

fn number(bytes: &[u8]) -> u64 {
    let digits = bytes.iter().take(8);
    digits.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        4 => Some(f32::from_be_bytes(bytes.try_into().ok()?).into()),
        8 => Some(f64::from_be_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}
