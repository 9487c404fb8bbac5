//! Digits as people write them in groups, and the numbers that neighbouring groups make.

use base::glance;
use std::ops::Range;

/// Digits that stand together.
#[derive(Debug)]
pub struct Group {
    /// Where they are.
    pub span: Range<usize>,
    /// Whether a letter stands directly before them.
    pub after_letter: bool,
    /// Whether a letter, or a sign of codes and addresses, stands directly after them.
    pub before_letter: bool,
}

/// Groups that nothing parts but a few blanks and signs.
pub type Run = Vec<Group>;

/// A number made of neighbouring groups.
#[derive(Debug)]
pub struct Number {
    /// Its digits alone.
    pub digits: String,
    /// Where it is.
    pub span: Range<usize>,
    /// Its last group in the run.
    pub last: usize,
}

/// Signs between groups of one number.
const SIGNS: &str = " .-_()/…";

/// Letters that are written for digits, by mistake or to hide a number.
const LOOKALIKES: [u8; 4] = [b'O', b'o', b'I', b'l'];

/// The runs of a text, in order.
pub fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut found: Vec<Run> = Vec::new();
    let mut run = Run::new();
    let mut at = 0;
    while let Some(next) = glance::first(&bytes[at..], |byte| byte.is_ascii_digit()) {
        let span = token(bytes, at, at + next);
        at = span.end;
        let group = Group {
            after_letter: text[..span.start]
                .ends_with(|c: char| c.is_alphanumeric() || "_=%#&".contains(c)),
            before_letter: text[span.end..]
                .starts_with(|c: char| c.is_alphanumeric() || "_=%#&@".contains(c)),
            span,
        };
        let joined = run.last().is_some_and(|last| {
            let between = &text[last.span.end..group.span.start];
            between == "," || between.len() <= 3 && between.chars().all(|c| SIGNS.contains(c))
        });
        if !joined && !run.is_empty() {
            found.push(std::mem::take(&mut run));
        }
        run.push(group);
    }
    if !run.is_empty() {
        found.push(run);
    }
    found
}

/// The token around a digit: with letters that stand for digits, if it is made of nothing else.
fn token(bytes: &[u8], from: usize, digit: usize) -> Range<usize> {
    let of_token = |byte: &u8| byte.is_ascii_digit() || LOOKALIKES.contains(byte);
    let start = bytes[from..digit].iter().rposition(|byte| !of_token(byte));
    let start = start.map_or(from, |before| from + before + 1);
    let end = bytes[digit..].iter().position(|byte| !of_token(byte));
    let end = end.map_or(bytes.len(), |length| digit + length);
    let pure_end = bytes[digit..]
        .iter()
        .position(|byte| !byte.is_ascii_digit());
    let pure = digit..pure_end.map_or(bytes.len(), |length| digit + length);
    let letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_alphabetic());
    let digits = bytes[start..end]
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .count();
    let glued = letter(start.checked_sub(1).and_then(|at| bytes.get(at))) || letter(bytes.get(end));
    if glued || digits < 2 || (start..end) == pure {
        pure
    } else {
        start..end
    }
}

/// The digits of a stretch of text, with what stands for digits.
pub fn value(text: &str) -> String {
    let digits = text.bytes().filter_map(|byte| match byte {
        b'0'..=b'9' => Some(char::from(byte)),
        b'O' | b'o' => Some('0'),
        b'I' | b'l' => Some('1'),
        _ => None,
    });
    digits.collect()
}

/// The number of exactly `length` digits that begins with a run's group.
pub fn number(text: &str, run: &Run, first: usize, length: usize) -> Option<Number> {
    let mut count = 0;
    for (last, group) in run.iter().enumerate().skip(first) {
        count += group.span.len();
        if count >= length || last - first > 19 {
            let span = run[first].span.start..group.span.end;
            return (count == length).then(|| Number {
                digits: value(&text[span.clone()]),
                span,
                last,
            });
        }
    }
    None
}

/// How many digits a number that begins with a run's group can have at most, up to twenty.
pub fn reach(run: &Run, first: usize) -> usize {
    let mut count = 0;
    for group in &run[first..] {
        if count > 20 {
            break;
        }
        count += group.span.len();
    }
    count
}

/// What stands between a group and the one before it.
pub fn between<'t>(text: &'t str, run: &Run, group: usize) -> &'t str {
    match group.checked_sub(1) {
        Some(before) => &text[run[before].span.end..run[group].span.start],
        None => "",
    }
}

/// Whether a number may begin with this group: not in the middle of a longer one.
pub fn begins(text: &str, run: &Run, group: usize) -> bool {
    if run[group].after_letter {
        return false;
    }
    let Some(before) = group.checked_sub(1) else {
        return true;
    };
    parts(between(text, run, group)) || run[before].span.len() >= 9
}

/// Whether a number may end with this group.
pub fn ends(text: &str, run: &Run, group: usize) -> bool {
    if run[group].before_letter {
        return false;
    }
    match run.get(group + 1) {
        None => true,
        Some(after) => parts(between(text, run, group + 1)) || after.span.len() >= 9,
    }
}

/// Whether signs part two numbers rather than two groups of one.
fn parts(signs: &str) -> bool {
    signs.contains([' ', '/', '(', ')'])
}

/// How many groups from this one on are a day: `9.12.2026`, `12/2026`.
pub fn day(text: &str, run: &Run, first: usize) -> usize {
    let length = |at: usize| run.get(at).map_or(0, |group| group.span.len());
    let value = |at: usize| {
        value(&text[run[at].span.clone()])
            .parse::<u32>()
            .unwrap_or(0)
    };
    let year = |at: usize| length(at) == 4 && (1900..2100).contains(&value(at));
    let sign = |at: usize| match run.get(at) {
        Some(_) => between(text, run, at).trim(),
        None => "",
    };
    let short =
        |at: usize, most: u32| (1..=2).contains(&length(at)) && (1..=most).contains(&value(at));
    let signs = ["/", ".", "-"];
    if short(first, 31) && short(first + 1, 12) && year(first + 2) {
        let same = sign(first + 1) == sign(first + 2) && signs.contains(&sign(first + 1));
        return if same { 3 } else { 0 };
    }
    if short(first, 12) && year(first + 1) && sign(first + 1) == "/" {
        return 2;
    }
    0
}
