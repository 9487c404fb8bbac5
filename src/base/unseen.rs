//! Characters that readers do not see: which they are, which are dropped in silence and which are told. They count
//! for nothing anywhere: not in what is empty, not in an address, not in a search, not in a check.

use crate::glance;
use std::borrow::Cow;

/// What happens to a character that nobody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Left out in silence: what Word and web pages leave between letters.
    Dropped,
    /// Shown as an empty place: read as a blank.
    Blank,
    /// Told: controls, noncharacters, what turns the order of letters round, and signs that are a box on other
    /// devices. Nobody types these, XML refuses some, and some make a text read otherwise than it is.
    Refused,
}

/// What kind of unseen character this is; `None` for those that are seen, blanks and line breaks.
///
/// The list is Unicode's Default_Ignorable_Code_Point with controls, noncharacters, private use and fillers.
pub fn unseen(c: char) -> Option<Unseen> {
    match c {
        ' '..='~' | '\n' | '\r' | '\t' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' => None,
        // The Vietnamese letters, before the long list.
        '\u{1ea0}'..='\u{1ef9}' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Unseen::Refused),
        // Turns letters round. The other marks of direction, which phones put around a number that is copied, do nothing
        // to Vietnamese.
        '\u{202e}' => Some(Unseen::Refused),
        '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}' => Some(Unseen::Dropped),
        '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' => Some(Unseen::Refused),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some(Unseen::Refused),
        '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => Some(Unseen::Refused),
        c if (c as u32) & 0xfffe == 0xfffe => Some(Unseen::Refused),
        '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Some(Unseen::Blank),
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' => Some(Unseen::Dropped),
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' => Some(Unseen::Dropped),
        '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' => Some(Unseen::Dropped),
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fff8}' => Some(Unseen::Dropped),
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => Some(Unseen::Dropped),
        '\u{e0000}'..='\u{e0fff}' => Some(Unseen::Dropped),
        _ => None,
    }
}

/// Where the first character stands that nobody sees.
fn first_unseen(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        from += glance::first_with_next(&text.as_bytes()[from..], may_be_unseen)?;
        let c = text[from..].chars().next()?;
        if is_unseen(c) {
            return Some(from);
        }
        from += c.len_utf8();
    }
}

/// Whether a character that begins with these bytes may be unseen: no letter that Vietnamese is written with, no sign of
/// ASCII, none of U+2010 to U+2027.
#[expect(
    clippy::manual_range_contains,
    reason = "without a branch, many bytes are looked at in one step"
)]
fn may_be_unseen(byte: u8, next: u8, last: u8) -> bool {
    let control =
        (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') | (byte == 0x7f);
    let vietnamese = (byte == 0xe1) & ((next == 0xba) | (next == 0xbb));
    let sign = (byte == 0xe2) & (next == 0x80) & (last >= 0x90) & (last <= 0xa7);
    control | (byte == 0xc2) | (byte >= 0xcd) & !vietnamese & !sign
}

/// The first character that must not stand in anything that is published, and where it stands.
pub fn first_refused(text: &str) -> Option<(usize, char)> {
    let from = first_unseen(text)?;
    let mut rest = text[from..].char_indices();
    rest.find(|(_, c)| is_refused(*c))
        .map(|(at, c)| (from + at, c))
}

/// Whether nobody sees this character.
pub fn is_unseen(c: char) -> bool {
    unseen(c).is_some()
}

/// Whether this character must not stand in anything that is published.
pub fn is_refused(c: char) -> bool {
    unseen(c) == Some(Unseen::Refused)
}

/// Whether a text shows nothing: it is empty, or all of it is blanks and characters that nobody sees.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// A text as it is shown: without what is dropped in silence. What is refused stays, to be told.
///
/// Joiners stay where the script or the emoji needs them.
pub fn shown(text: &str) -> Cow<'_, str> {
    filtered(text, |kind| kind == Unseen::Refused)
}

/// A text as it is published where nothing can be told any more: also without what is refused.
pub fn published(text: &str) -> Cow<'_, str> {
    filtered(text, |_| false)
}

/// A text as it is compared and searched: without any character that nobody sees.
pub fn compared(text: &str) -> Cow<'_, str> {
    if first_unseen(text).is_none() {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter_map(|c| match unseen(c) {
        None => Some(c),
        Some(Unseen::Blank) => Some(' '),
        Some(_) => None,
    });
    Cow::Owned(seen.collect())
}

/// A text as it may go to a terminal: what would move the cursor, colour it or turn letters round is a sign.
pub fn on_terminal(text: &str) -> Cow<'_, str> {
    let direction = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}');
    let odd = |c: char| matches!(c, '\n' | '\r' | '\t') || is_refused(c) || direction(c);
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if odd(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

fn filtered(text: &str, stays: impl Fn(Unseen) -> bool) -> Cow<'_, str> {
    let goes = |c: char| unseen(c).is_some_and(|kind| !stays(kind));
    let Some(first) = first_unseen(text).and_then(|from| Some(from + text[from..].find(goes)?))
    else {
        return Cow::Borrowed(text);
    };
    let mut kept = String::with_capacity(text.len());
    kept.push_str(&text[..first]);
    let mut rest = text[first..].chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        match unseen(c) {
            None => kept.push(c),
            Some(kind) if stays(kind) => kept.push(c),
            Some(Unseen::Blank) => kept.push(' '),
            Some(Unseen::Dropped) if joins(kept.chars().next_back(), c, after) => kept.push(c),
            Some(_) => {}
        }
    }
    Cow::Owned(kept)
}

/// Whether an unseen character does a visible work between its neighbours: it makes one emoji of two or chooses an
/// emoji's form, or parts and joins letters in scripts written without blanks, such as Khmer.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return c == '\u{fe0f}' && before.is_some_and(is_pictograph);
    };
    match c {
        '\u{fe0e}' | '\u{fe0f}' => is_pictograph(before) || after == '\u{20e3}',
        '\u{200d}' if is_pictograph(before) || before == '\u{fe0f}' => is_pictograph(after),
        '\u{200b}'..='\u{200d}' => is_unspaced(before) && is_unspaced(after),
        _ => false,
    }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{203f}' | '\u{2049}' | '\u{2122}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Letters of scripts in which joiners and parters are part of the spelling.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{10ff}' | '\u{1780}'..='\u{1aff}' | '\u{a900}'..='\u{abff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_counts_for_nothing() {
        for c in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{2066}',
            '\u{2069}',
            '\u{206f}',
            '\u{2800}',
            '\u{3164}',
            '\u{e000}',
            '\u{f8ff}',
            '\u{fdd0}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{10ffff}',
            '\0',
            '\u{8}',
            '\u{b}',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
        ] {
            assert!(is_blank(&format!(" {c}\u{a0}{c}")), "{c:?}");
            assert_eq!(
                compared(&format!("s{c}ốt")).replace(' ', ""),
                "sốt",
                "{c:?}"
            );
            assert!(!published(&format!("s{c}ốt")).contains(c), "{c:?}");
        }
        for seen in "aZ9 ạỹĐđ–…“”•\u{a0}\u{2028}\n\t日ก👍\u{301}\u{fffd}".chars()
        {
            assert!(!is_unseen(seen), "{seen:?}");
        }
    }

    #[test]
    fn a_glance_misses_no_character() {
        let far = ('\u{3200}'..=char::MAX).step_by(61);
        let ends =
            (0..=0x10_u32).flat_map(|plane| [0xfffd, 0xfffe, 0xffff].map(|end| plane << 16 | end));
        let ends = ends.filter_map(char::from_u32);
        for c in ('\0'..='\u{31ff}').chain(far).chain(ends) {
            let text = format!("ẩn{c}");
            let wanted = is_unseen(c).then_some("ẩn".len());
            assert_eq!(first_unseen(&text), wanted, "{c:?}");
            let wanted = is_refused(c).then_some(("ẩn".len(), c));
            assert_eq!(first_refused(&text), wanted, "{c:?}");
        }
    }

    #[test]
    fn terminals_get_no_commands() {
        assert_eq!(on_terminal("a\u{1b}[31m\u{9b}\u{202e}\nb"), "a␛[31m��␊b");
    }

    #[test]
    fn words_and_emoji_keep_what_joins_them() {
        assert_eq!(shown("v\u{ad}ắc\u{200b}-xin\u{feff}"), "vắc-xin");
        assert_eq!(shown("số\u{2800}1"), "số 1");
        for whole in [
            "👨\u{200d}👩\u{200d}👧",
            "☎\u{fe0f}",
            "☎\u{fe0f} 115",
            "1\u{fe0f}\u{20e3}",
            "👩\u{fe0f}\u{200d}⚕\u{fe0f}",
            "ភាសា\u{200b}ខ្មែរ",
        ] {
            assert_eq!(shown(whole), whole);
        }
        assert_eq!(shown("a\u{202e}b"), "a\u{202e}b");
        assert_eq!(published("a\u{202e}b\u{8}"), "ab");
    }
}
