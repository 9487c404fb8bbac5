//! Where in running text the name of a person may begin: behind a title, or with a surname.
//!
//! Every text of every build is read for this. A name begins with a capital behind a blank, and few words do: from such a
//! capital on, the words before it are read backward.

use base::glance;
use std::ops::Range;

/// Titles of people, in small letters.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "cậu", "mợ", "dì", "thím", "vợ", "chồng", "mẹ", "bố", "tên thật", "họ tên",
    "họ và tên", "bệnh nhân", "bn", "f0", "ca bệnh", "con nghiện", "đối tượng", "nạn nhân", "người bệnh", "sản phụ", "cháu", "bé", "em",
    "trẻ", "con", "học sinh", "hộ", "chủ xe", "chủ tài khoản",
];

/// Titles that may stand behind another: "bệnh nhân là ông …".
const INNER: &[&str] = &[
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "cháu", "bé",
];

/// Words between a title and a name, beside "số 34" and "thứ hai".
const BETWEEN: &[&str] = &["gái", "trai", "nam", "nữ", "tên", "là", "đầu tiên"];

/// Most words between a title and a name.
const MOST: usize = 32;

/// A place where a name begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Opening {
    /// The title before it, if there is one.
    pub title: Option<Range<usize>>,
    /// The title between that and the name.
    pub inner: Option<Range<usize>>,
    /// The first letter of the name, a capital; all of a surname that has no title.
    pub name: Range<usize>,
}

/// The first opening of a name whose title or surname stands behind `from`, with a sign between; `is_surname` knows
/// surnames.
pub fn next(text: &str, from: usize, is_surname: impl Fn(&str) -> bool) -> Option<Opening> {
    capitals(text, from).find_map(|capital| {
        let is_free = |at: usize| match text[..at].chars().next_back() {
            Some(sign) => !sign.is_alphanumeric() && at >= from + sign.len_utf8(),
            None => from == 0,
        };
        let before = &text[..capital - 1];
        if !before.ends_with(|c: char| c.is_alphanumeric() || c == ':') {
            return None;
        }
        let word = last_word(before);
        let start = before.len() - word.len();
        let surname =
            (is_free(start) && !word.is_empty() && is_surname(word)).then_some(start..capital - 1);
        let title = title_before(text, capital, &is_free);
        let surname = surname.map(|name| Opening {
            title: None,
            inner: None,
            name,
        });
        match title {
            Some(title)
                if surname
                    .as_ref()
                    .is_none_or(|name| title.start <= name.name.start) =>
            {
                let mut titles = TITLES.iter();
                let opening = titles.find_map(|words| behind(text, title.start, words));
                opening.or(surname)
            }
            _ => surname,
        }
    })
}

/// Capitals behind a blank, in order.
fn capitals(text: &str, from: usize) -> impl Iterator<Item = usize> {
    // What may begin a capital; not `à` to `ỹ` of Latin-1, `đ`, `ơ` and `ư`, with which many words begin.
    let begins = |byte: u8, next: u8, last: u8| {
        let small = (next == 0xc3) & (last >= 0xa0)
            | (next == 0xc4) & (last == 0x91)
            | (next == 0xc6) & ((last == 0xa1) | (last == 0xb0));
        (byte == b' ') & (next.is_ascii_uppercase() | (next >= 0xc3) & !small)
    };
    let met = glance::all_with_next(&text.as_bytes()[from..], begins);
    let places = met.map(move |blank| from + blank + 1);
    places.filter(|at| text[*at..].starts_with(char::is_uppercase))
}

/// The title that stands farthest before a capital, with nothing but a title and words [`BETWEEN`] between.
fn title_before(
    text: &str,
    capital: usize,
    is_free: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let inner = INNER.iter().find_map(|inner| {
        let start = start_of(&text[..capital - 1], inner)?;
        text[..start].ends_with(' ').then_some(start)
    });
    let inner = inner.and_then(|inner| farthest(text, before_name(text, inner), is_free));
    inner.or_else(|| farthest(text, before_name(text, capital), is_free))
}

/// Where the words before a name end: before its blank, and before a colon there.
fn before_name(text: &str, name: usize) -> usize {
    let before = &text[..name - 1];
    before.strip_suffix(':').unwrap_or(before).len()
}

/// The title farthest to the left that ends at `end` or before words [`BETWEEN`] that end there.
fn farthest(text: &str, end: usize, is_free: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut next = Some(end);
    let mut open = Vec::new();
    let mut found: Option<Range<usize>> = None;
    for _ in 0..MOST {
        let Some(end) = next.take().or_else(|| open.pop()) else {
            break;
        };
        let before = &text[..end];
        let titles = TITLES.iter().filter_map(|title| start_of(before, title));
        if let Some(start) = titles.filter(|start| is_free(*start)).min()
            && found.as_ref().is_none_or(|found| start < found.start)
        {
            found = Some(start..end);
        }
        let mut go_on = |start: usize| open.extend(text[..start].strip_suffix(' ').map(str::len));
        for word in BETWEEN.iter().filter(|word| before.ends_with(**word)) {
            go_on(end - word.len());
        }
        let word = last_word(before);
        let head = &text[..end - word.len()];
        if word.is_empty() {
            continue;
        }
        if head.ends_with("thứ ") {
            go_on(head.len() - "thứ ".len());
        }
        if head.ends_with("số ") && word.bytes().all(|byte| byte.is_ascii_digit()) {
            go_on(head.len() - "số ".len());
        }
    }
    found
}

/// The letters and digits that a text ends with.
fn last_word(text: &str) -> &str {
    let edge = |c: char| !(c.is_alphabetic() || c.is_ascii_digit());
    let before = text.char_indices().rev().find(|(_, c)| edge(*c));
    &text[before.map_or(0, |(at, edge)| at + edge.len_utf8())..]
}

/// Where small letters stand at the end of a text, in whatever capitals.
fn start_of(text: &str, small: &str) -> Option<usize> {
    let (last, wanted) = (text.as_bytes().last()?, small.as_bytes().last()?);
    // The rest is seldom asked for: a letter is as long as its capital, so both end within ASCII or neither.
    if wanted.is_ascii() != last.is_ascii()
        || wanted.is_ascii() && !last.eq_ignore_ascii_case(wanted)
    {
        return None;
    }
    let start = text.len().checked_sub(small.len())?;
    (text.is_char_boundary(start) && is_same(&text[start..], small)).then_some(start)
}

/// Whether letters are these small ones, whatever their capitals: each is as long as its capital.
fn is_same(letters: &str, small: &str) -> bool {
    letters == small
        || letters
            .chars()
            .flat_map(char::to_lowercase)
            .eq(small.chars())
}

/// The opening that begins at `start` with this title, read as far as the name.
fn behind(text: &str, start: usize, small: &str) -> Option<Opening> {
    let title = start..start + small.len();
    if !text
        .get(title.clone())
        .is_some_and(|words| is_same(words, small))
    {
        return None;
    }
    let mut at = title.end;
    while let Some(end) = word_between(text, at) {
        at = end;
    }
    at += usize::from(text[at..].starts_with(':'));
    if !text[at..].starts_with(' ') {
        return None;
    }
    at += 1;
    let is_capital = |at: usize| text[at..].starts_with(char::is_uppercase);
    let inner = INNER.iter().find_map(|inner| {
        let end = at + inner.len();
        let is_inner = text.get(at..end).is_some_and(|word| is_same(word, inner));
        (is_inner && text[end..].starts_with(' ') && is_capital(end + 1)).then_some(at..end)
    });
    let name = inner.as_ref().map_or(at, |inner| inner.end + 1);
    let first = text[name..].chars().next();
    let first = first.filter(|first| first.is_uppercase())?;
    Some(Opening {
        title: Some(title),
        inner,
        name: name..name + first.len_utf8(),
    })
}

/// The end of a word [`BETWEEN`] that stands at `at`, behind a blank.
fn word_between(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix(' ')?;
    let behind = |rest: &str| text.len() - rest.len();
    let goes_on = |rest: &&str| rest.starts_with([' ', ':']);
    let plain = BETWEEN
        .iter()
        .find_map(|word| rest.strip_prefix(word).filter(goes_on));
    if let Some(rest) = plain {
        return Some(behind(rest));
    }
    let number = rest.strip_prefix("số ");
    let number = number.map(|rest| (rest, rest.trim_start_matches(|c: char| c.is_ascii_digit())));
    let ordinal = rest.strip_prefix("thứ ");
    let letter = |c: char| c.is_alphabetic() || c.is_ascii_digit();
    let ordinal = ordinal.map(|rest| (rest, rest.trim_start_matches(letter)));
    let (whole, rest) = number.or(ordinal)?;
    (rest.len() < whole.len() && goes_on(&rest)).then(|| behind(rest))
}

#[cfg(test)]
mod tests {
    use super::super::name::SURNAMES;
    use super::*;
    use std::fmt::Write;

    /// The same as one pattern, which takes longer.
    fn pattern() -> regex::Regex {
        let upper: Vec<String> = SURNAMES.iter().map(|name| name.to_uppercase()).collect();
        base::pattern::pattern(&format!(
            concat!(
                r"(?:^|[^\p{{L}}\p{{N}}])(?:(?P<title>(?i:{}))",
                r"(?: (?:gái|trai|nam|nữ|tên|là|số [0-9]+|đầu tiên|thứ [\p{{L}}0-9]+))*:? (?:(?P<inner>(?i:{})) )?(?P<called>\p{{Lu}})",
                r"|(?P<surname>{}|{}) \p{{Lu}})",
            ),
            TITLES.join("|"),
            INNER.join("|"),
            SURNAMES.join("|"),
            upper.join("|")
        ))
    }

    #[test]
    fn names_begin_where_the_pattern_says() {
        let mut words: Vec<String> = TITLES
            .iter()
            .chain(BETWEEN)
            .map(|word| (*word).to_owned())
            .collect();
        words.extend(
            [
                "ÔNG",
                "Bà",
                "CHÁU",
                "Con Nghiện",
                "Bệnh nhân",
                "TRẦN",
                "Lò",
                "Nguyễn",
                "Văn",
                "Mẫu",
                "A",
                "Đỏ",
                "đi",
                "ở",
            ]
            .map(str::to_owned),
        );
        words.extend(
            [
                "số 34",
                "số",
                "thứ hai",
                "thứ",
                "Thứ 3",
                "đầu",
                "tiên",
                "5",
                "“",
                "(",
                "2Lan",
                "x",
            ]
            .map(str::to_owned),
        );
        let pattern = pattern();
        let is_surname = |word: &str| {
            SURNAMES.contains(&word) || SURNAMES.iter().any(|name| name.to_uppercase() == word)
        };
        let mut state = 7_u64;
        let mut draw = |most: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % most
        };
        let mut met = 0;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..2 + draw(8) {
                let sign = [" ", " ", " ", " ", " ", ": ", ", ", ". ", "", "\n"][draw(10)];
                write!(text, "{}{sign}", words[draw(words.len())]).unwrap();
            }
            let mut from = 0;
            loop {
                let wanted = pattern.captures_at(&text, from).map(|found| {
                    let title = found.name("title").map(|title| title.range());
                    let inner = found.name("inner").map(|inner| inner.range());
                    let name = found.name("called").or(found.name("surname")).unwrap();
                    Opening {
                        title,
                        inner,
                        name: name.range(),
                    }
                });
                let found = next(&text, from, is_surname);
                assert_eq!(found, wanted, "{text:?} from {from}");
                let Some(found) = found else { break };
                met += 1;
                from = found.name.end;
            }
        }
        assert!(met > 5000, "{met}");
    }
}
