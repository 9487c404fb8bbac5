//! MP3 (ISO/IEC 11172-3, 13818-3): the frames of sound, one behind the other; everything between, before and behind them goes.

use super::Unfit;

/// Most bytes that stand before the first frame and are no ID3 tag, or between two frames.
const GAP: usize = 64 << 10;

/// Bytes of a head.
const HEAD: usize = 4;

/// kbit/s of layer III by the number in the head: MPEG 1, then MPEG 2 and 2.5.
const RATES: [[u64; 15]; 2] = [
    [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/// A frame by its head.
#[derive(Clone, Copy)]
struct Frame {
    /// Bytes, head included.
    size: usize,
    /// Samples of a channel.
    samples: u64,
    /// Samples a second.
    rate: u64,
    /// What all frames of a file have in common: version, layer, rate of samples.
    kind: [u8; 2],
    /// Bytes behind the head before the sound, where a first frame tells of the whole.
    side: usize,
}

impl Frame {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let &[0xff, second, third, fourth, ..] = bytes.get(at..)? else {
            return None;
        };
        // Eleven bits of ones, layer III.
        if second & 0xe6 != 0xe2 {
            return None;
        }
        let version = second >> 3 & 3;
        let rate = match (version, third >> 2 & 3) {
            (1, _) | (_, 3) => return None,
            (version, number) => {
                let first = [44_100, 48_000, 32_000][usize::from(number)];
                match version {
                    3 => first,
                    2 => first / 2,
                    _ => first / 4,
                }
            }
        };
        let is_first = version == 3;
        let kbits = *RATES[usize::from(!is_first)].get(usize::from(third >> 4))?;
        // Without a rate nobody can tell where the next frame is.
        if kbits == 0 {
            return None;
        }
        let samples = if is_first { 1152 } else { 576 };
        let size = samples / 8 * kbits * 1000 / rate + u64::from(third >> 1 & 1);
        let mono = fourth >> 6 == 3;
        let side = match (is_first, mono) {
            (true, false) => 32,
            (true, true) | (false, false) => 17,
            (false, true) => 9,
        };
        Some(Self {
            size: usize::try_from(size).ok()?,
            samples,
            rate,
            kind: [second & 0xfe, third & 0x0c],
            side,
        })
    }

    /// How many frames the whole has, where this one, silent, tells that: `Xing` or `Info` behind its head.
    fn told(self, bytes: &[u8]) -> Option<u64> {
        let told = bytes.get(HEAD + self.side..)?;
        let (name, rest) = told.split_at_checked(4)?;
        let (flags, rest) = rest.split_first_chunk::<4>()?;
        let (count, _) = rest.split_first_chunk::<4>()?;
        let known = matches!(name, b"Xing" | b"Info") && flags[3] & 1 == 1;
        known.then(|| u32::from_be_bytes(*count).into())
    }
}

/// The length of an ID3v2 tag that begins here.
fn tag(bytes: &[u8]) -> Option<usize> {
    let &[b'I', b'D', b'3', major, _, flags, a, b, c, d, ..] = bytes else {
        return None;
    };
    let size = [a, b, c, d];
    if major == 0xff || size.iter().any(|byte| *byte > 0x7f) {
        return None;
    }
    let size = size
        .iter()
        .fold(0, |size, byte| size << 7 | usize::from(*byte));
    Some(size + 10 + if flags & 0x10 != 0 { 10 } else { 0 })
}

/// The length in milliseconds, and the frames.
pub fn read(bytes: &[u8]) -> Result<(u64, Vec<u8>), Unfit> {
    let Some((mut at, first)) = next(bytes, 0, None) else {
        return Err(Unfit::Unknown);
    };
    let told = first.told(&bytes[at..]);
    let mut sound = Vec::with_capacity(bytes.len());
    let (mut frames, mut lost) = (0, 0);
    while let Some((start, frame)) = next(bytes, at, Some(first)) {
        lost += if frames > 0 && tag(&bytes[at..]).is_none() {
            start - at
        } else {
            0
        };
        // A frame that is cut off at the end of the file.
        let Some(whole) = bytes.get(start..start + frame.size) else {
            break;
        };
        sound.extend_from_slice(whole);
        frames += 1;
        at = start + frame.size;
    }
    // The frame that tells of the whole is no sound, and does not count itself.
    let heard = frames - u64::from(told.is_some());
    let cut = told.is_some_and(|told| told > heard + told / 50 + 1);
    if cut || lost * 20 > sound.len() {
        return Err(Unfit::Damaged);
    }
    Ok((heard * first.samples * 1000 / first.rate, sound))
}

/// The next frame from a place on, of the kind of the first one; the first has another behind it.
fn next(bytes: &[u8], from: usize, first: Option<Frame>) -> Option<(usize, Frame)> {
    let mut at = from;
    while let Some(size) = bytes.get(at..).and_then(tag) {
        at += size;
    }
    let same = |a: Frame, b: Frame| a.kind == b.kind;
    let last = (at + GAP).min(bytes.len());
    (at..last).find_map(|at| {
        let frame = Frame::at(bytes, at)?;
        let sure = match first {
            Some(first) => {
                let at_once = at == from;
                same(frame, first) && (at_once || follows(bytes, at, frame))
            }
            None => follows(bytes, at, frame),
        };
        sure.then_some((at, frame))
    })
}

/// Whether another frame of the kind stands behind one.
fn follows(bytes: &[u8], at: usize, frame: Frame) -> bool {
    let behind = Frame::at(bytes, at + frame.size);
    behind.is_some_and(|behind| behind.kind == frame.kind)
}
