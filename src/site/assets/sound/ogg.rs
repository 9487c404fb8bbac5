//! Opus in Ogg (RFC 3533, 7845): every page is looked into; the page of comments is written anew, empty.

use super::Unfit;

/// Bytes of a page's head before its table of segments.
const HEAD: usize = 27;

/// The rate at which positions are counted, whatever the sound was recorded at.
const RATE: u64 = 48_000;

/// A page opens a stream.
const OPENS: u8 = 2;

/// A packet of the page before goes on.
const GOES_ON: u8 = 1;

/// A page as it stands in the file.
struct Page<'a> {
    flags: u8,
    position: u64,
    stream: [u8; 4],
    /// Lengths of its pieces; one of 255 goes on in the next.
    pieces: &'a [u8],
    body: &'a [u8],
}

impl<'a> Page<'a> {
    /// The page at the beginning of `bytes`, and what stands behind it.
    fn split(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Unfit> {
        let head = bytes.get(..HEAD).ok_or(Unfit::Damaged)?;
        if !head.starts_with(b"OggS\0") {
            return Err(Unfit::Damaged);
        }
        let size = HEAD + usize::from(head[26]);
        let pieces = bytes.get(HEAD..size).ok_or(Unfit::Damaged)?;
        let length: usize = pieces.iter().copied().map(usize::from).sum();
        let body = bytes.get(size..size + length).ok_or(Unfit::Damaged)?;
        let page = Self {
            flags: head[5],
            position: number(&head[6..14]),
            stream: [head[14], head[15], head[16], head[17]],
            pieces,
            body,
        };
        let sum = number(&head[22..26]);
        if u64::from(checksum(&page.written(number(&head[18..22]) as u32, 0))) != sum {
            return Err(Unfit::Damaged);
        }
        Ok((page, &bytes[size + length..]))
    }

    /// The page as bytes, with this number and checksum.
    fn written(&self, number: u32, sum: u32) -> Vec<u8> {
        let mut bytes = b"OggS\0".to_vec();
        bytes.push(self.flags);
        bytes.extend(self.position.to_le_bytes());
        bytes.extend(self.stream);
        bytes.extend(number.to_le_bytes());
        bytes.extend(sum.to_le_bytes());
        bytes.push(u8::try_from(self.pieces.len()).unwrap_or(u8::MAX));
        bytes.extend(self.pieces);
        bytes.extend(self.body);
        bytes
    }

    /// Puts the page behind others.
    fn put(&self, number: u32, into: &mut Vec<u8>) {
        let sum = checksum(&self.written(number, 0));
        into.extend(self.written(number, sum));
    }
}

fn number(bytes: &[u8]) -> u64 {
    let digits = bytes.iter().rev();
    digits.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The CRC of RFC 3533: 0x04c11db7, bits as they come.
fn checksum(bytes: &[u8]) -> u32 {
    static TABLE: [u32; 256] = table();
    bytes.iter().fold(0, |sum, byte| {
        let [first, ..] = sum.to_be_bytes();
        sum << 8 ^ TABLE[usize::from(first ^ byte)]
    })
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut sum = (at as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            sum = sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}

/// The page of comments with none: a vendor, for the format wants one, and a count of zero.
const NO_COMMENTS: &[u8] = b"OpusTags\x03\0\0\0Loa\0\0\0\0";

/// The length in milliseconds, and the file without comments.
pub fn read(bytes: &[u8]) -> Result<(u64, Vec<u8>), Unfit> {
    let mut made = Vec::with_capacity(bytes.len());
    let (mut length, mut rest) = (0, bytes);
    // Files that were put together hold one stream behind the other.
    while !rest.is_empty() {
        length += stream(&mut rest, &mut made)?;
    }
    Ok((length * 1000 / RATE, made))
}

/// The next page.
fn take<'a>(rest: &mut &'a [u8]) -> Result<Page<'a>, Unfit> {
    let (page, behind) = Page::split(rest)?;
    *rest = behind;
    Ok(page)
}

/// One stream, from its first page to the last; gives its samples.
fn stream(rest: &mut &[u8], made: &mut Vec<u8>) -> Result<u64, Unfit> {
    let first = take(rest)?;
    let skipped = match first.body {
        [
            b'O',
            b'p',
            b'u',
            b's',
            b'H',
            b'e',
            b'a',
            b'd',
            _,
            _,
            a,
            b,
            ..,
        ] => u64::from(u16::from_le_bytes([*a, *b])),
        _ => return Err(Unfit::Unknown),
    };
    if first.flags & OPENS == 0 {
        return Err(Unfit::Damaged);
    }
    first.put(0, made);
    let mut opening = take(rest)?;
    if !opening.body.starts_with(b"OpusTags") {
        // Another stream opens beside this one, such as moving pictures.
        return Err(if opening.flags & OPENS != 0 {
            Unfit::Film
        } else {
            Unfit::Damaged
        });
    }
    // Comments go on over pages until a piece ends; sound begins on a page of its own.
    while opening.pieces.last() == Some(&255) {
        opening = take(rest)?;
    }
    Page {
        flags: 0,
        position: 0,
        stream: first.stream,
        pieces: &[NO_COMMENTS.len() as u8],
        body: NO_COMMENTS,
    }
    .put(1, made);
    let (mut end, mut number) = (0, 2);
    loop {
        let Ok((page, behind)) = Page::split(rest) else {
            return match rest.is_empty() {
                true => Ok(end_of(end, skipped)),
                false => Err(Unfit::Damaged),
            };
        };
        if page.flags & OPENS != 0 {
            return Ok(end_of(end, skipped));
        }
        if page.stream != first.stream || (number == 2 && page.flags & GOES_ON != 0) {
            return Err(Unfit::Damaged);
        }
        // A page in which no packet ends has no position.
        if page.position != u64::MAX {
            end = page.position;
        }
        page.put(number, made);
        number += 1;
        *rest = behind;
    }
}

fn end_of(end: u64, skipped: u64) -> u64 {
    end.saturating_sub(skipped)
}
