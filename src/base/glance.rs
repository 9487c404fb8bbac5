//! Glances at a text's bytes: whether any of a kind stands in it, looked for in many places at once. They come before
//! whatever looks closer, because most texts hold nothing that it wants.

/// How many bytes are looked at together.
const CHUNK: usize = 32;

/// Where the first byte stands that is wanted. `wanted` asks with `|` and `&`, not `||` and `&&`: then the compiler
/// answers for all bytes of a chunk together.
pub fn first(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let met = |chunk: &[u8; CHUNK]| {
        // Of bytes, not of `bool`s: these the compiler asks one after the other where there are many conditions.
        let met = chunk.iter();
        met.fold(0, |met, byte| met | u8::from(wanted(*byte))) != 0
    };
    let whole = chunks.iter().position(met).unwrap_or(chunks.len());
    let from = whole * CHUNK;
    let near = chunks.get(whole).map_or(rest, |chunk| &chunk[..]);
    near.iter()
        .position(|byte| wanted(*byte))
        .map(|at| from + at)
}

/// Whether any byte of a text is wanted; `wanted` asks as in [`first`].
pub fn any(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    first(text.as_bytes(), wanted).is_some()
}

/// Where the first byte stands that is wanted for what it is, with the two behind it; `wanted` asks as in [`first`]. Behind
/// the end everything is zero.
pub fn first_with_next(bytes: &[u8], wanted: impl Fn(u8, u8, u8) -> bool) -> Option<usize> {
    all_with_next(bytes, wanted).next()
}

/// Where every byte stands that is wanted as in [`first_with_next`], in order: a chunk is looked at once, however many of
/// its bytes are.
pub fn all_with_next(
    bytes: &[u8],
    wanted: impl Fn(u8, u8, u8) -> bool,
) -> impl Iterator<Item = usize> {
    let mut from = 0;
    // Those of the chunk before `from` that have not been given yet, a bit each.
    let mut met: u32 = 0;
    std::iter::from_fn(move || {
        while met == 0 {
            if from >= bytes.len() {
                return None;
            }
            met = match bytes.get(from..from + CHUNK + 2) {
                Some(near) => marked(near, &wanted),
                None => {
                    let mut near = [0; CHUNK + 2];
                    let rest = &bytes[from..];
                    let rest = &rest[..rest.len().min(near.len())];
                    near[..rest.len()].copy_from_slice(rest);
                    let behind = u32::MAX.checked_shl(rest.len() as u32).unwrap_or_default();
                    marked(&near, &wanted) & !behind
                }
            };
            from += CHUNK;
        }
        let at = from - CHUNK + met.trailing_zeros() as usize;
        met &= met - 1;
        Some(at)
    })
}

/// Which bytes of a chunk are wanted, a bit each, the first the lowest. Behind the chunk are the two bytes that follow it.
fn marked(near: &[u8], wanted: impl Fn(u8, u8, u8) -> bool) -> u32 {
    let mut marks = [0; CHUNK];
    let next = near[1..].iter().zip(&near[2..]);
    for (mark, (byte, (next, last))) in marks.iter_mut().zip(near.iter().zip(next)) {
        *mark = u8::from(wanted(*byte, *next, *last));
    }
    let (eights, _) = marks.as_chunks::<8>();
    eights.iter().rev().fold(0, |met, marks| {
        // Each product has the bit of one byte where the others add nothing: the eight meet in the highest byte.
        let eight = u64::from_le_bytes(*marks).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        met << 8 | eight as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in [0, 1, 63, 64, 65, 66, 67, 130, 200] {
            let plain = vec![b'a'; length];
            assert_eq!(first(&plain, |byte| byte == b'*'), None);
            assert_eq!(first_with_next(&plain, |byte, _, _| byte == b'*'), None);
            for at in 0..length {
                let mut bytes = plain.clone();
                bytes[at..].fill(b'*');
                bytes[length - 1] = b'+';
                let wanted = (at + 1 < length).then_some(at);
                assert_eq!(first(&bytes, |byte| byte == b'*'), wanted);
                assert_eq!(first_with_next(&bytes, |byte, _, _| byte == b'*'), wanted);
                let last = |byte, next, last| (byte == b'*') & (next == b'+') & (last == 0);
                let wanted = (at + 1 < length).then_some(length.saturating_sub(2));
                assert_eq!(first_with_next(&bytes, last), wanted, "{at} of {length}");
                let stars = all_with_next(&bytes, |byte, _, _| byte == b'*');
                assert!(stars.eq(at..(length - 1).max(at)), "{at} of {length}");
            }
        }
    }
}
