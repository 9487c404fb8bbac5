//! Which part of a file a request asks for (RFC 9110, 14): players of recordings fetch a file in parts.

/// The part of a file of `size` bytes that the field `Range` asks for, if it is one that servers of Loa answer: the first byte
/// and the one behind the last. `Err` where the file has no such bytes.
///
/// # Errors
/// When the part lies behind the file's end: the answer is 416.
#[expect(clippy::result_unit_err, reason = "there is one cause")]
pub fn asked(range: Option<&str>, size: u64) -> Result<Option<(u64, u64)>, ()> {
    let Some(range) = range.and_then(|range| range.trim().strip_prefix("bytes=")) else {
        return Ok(None);
    };
    // Several ranges at once, or none that can be read, are answered with the whole.
    let Some((from, to)) = range.split_once('-').filter(|_| !range.contains(',')) else {
        return Ok(None);
    };
    let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.saturating_add(1).min(size)),
        (Ok(from), Err(_)) if to.is_empty() => (from, size),
        (Err(_), Ok(last)) if from.is_empty() => (size - last.min(size), size),
        _ => return Ok(None),
    };
    match from < to {
        true => Ok(Some((from, to))),
        false => Err(()),
    }
}

/// The field `Content-Range` of a part.
pub fn told(from: u64, to: u64, size: u64) -> String {
    format!("bytes {from}-{}/{size}", to - 1)
}

/// The same where a file has no such bytes.
pub fn refused(size: u64) -> String {
    format!("bytes */{size}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_as_players_ask_for_them() {
        let of = |range: &str| asked(Some(range), 1000);
        assert_eq!(of("bytes=0-"), Ok(Some((0, 1000))));
        assert_eq!(of("bytes=0-1"), Ok(Some((0, 2))));
        assert_eq!(of("bytes=990-5000"), Ok(Some((990, 1000))));
        assert_eq!(of("bytes=-10"), Ok(Some((990, 1000))));
        assert_eq!(of("bytes=-5000"), Ok(Some((0, 1000))));
        assert_eq!(of("bytes=1000-"), Err(()));
        assert_eq!(of("bytes=-0"), Err(()));
        for whole in ["bytes=0-1,4-5", "bytes=5-1", "bytes=a-b", "items=0-1", ""] {
            assert_eq!(of(whole), Ok(None), "{whole}");
        }
        assert_eq!(asked(None, 1000), Ok(None));
        assert_eq!(asked(Some("bytes=0-"), 0), Err(()));
        assert_eq!(told(2, 4, 9), "bytes 2-3/9");
    }
}
