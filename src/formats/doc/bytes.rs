//! Numbers and pieces in a stream of bytes, as Word writes them: the lowest byte first.

/// One byte.
pub fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// A number of two bytes.
pub fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let piece = piece(bytes, at, 2)?;
    Some(u16::from_le_bytes(piece.try_into().ok()?))
}

/// A number of four bytes.
pub fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let piece = piece(bytes, at, 4)?;
    Some(u32::from_le_bytes(piece.try_into().ok()?))
}

/// So many bytes from a place.
pub fn piece(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A number of four bytes as a place or a length.
pub fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(long(bytes, at)?).ok()
}

/// So many letters of UTF-16.
pub fn letters(bytes: &[u8], at: usize, count: usize) -> Option<Vec<u16>> {
    let piece = piece(bytes, at, count.checked_mul(2)?)?;
    let pairs = piece.chunks_exact(2);
    Some(
        pairs
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect(),
    )
}
