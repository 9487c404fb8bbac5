//! Links: what stands between round brackets, and addresses that stand bare.

use super::is_gap;
use std::ops::Range;

/// Endings of the files that posts refer to.
const ENDINGS: [&str; 8] = [
    ".md", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".pdf",
];

/// Those of pictures.
const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"];

/// Schemes that a link may have.
const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "www."];

/// Longest target and title of a link, in bytes.
const TARGET_LIMIT: usize = 2_000;

/// What follows a square bracket and makes it a link.
pub struct Found {
    /// Where it ends.
    pub end: usize,
    /// How Markdown wants it written, round brackets included; `None` where it is right.
    pub written: Option<String>,
    /// Whether it names a picture.
    pub picture: bool,
}

/// Reads what follows a closing square bracket.
pub fn after_bracket(rest: &str) -> Option<Found> {
    let gap = rest.len() - rest.trim_start_matches(is_gap).len();
    let open = rest[gap..]
        .chars()
        .next()
        .filter(|c| matches!(c, '(' | '（'))?;
    if gap > 8 {
        return None;
    }
    let start = gap + open.len_utf8();
    let inside = &rest[start..];
    let near = inside.len().min(TARGET_LIMIT);
    let near = (0..=near).rev().find(|at| inside.is_char_boundary(*at))?;
    let near = &inside[..near];
    let near = &near[..near.find("](").unwrap_or(near.len())];
    let right = open == '(' && gap == 0;
    if right && near.starts_with('<') {
        let close = near.find('>')?;
        let end = close + near[close..].find(')')? + 1;
        return Some(Found {
            end: start + end,
            written: None,
            picture: is_picture(&near[1..close]),
        });
    }
    let (length, close) = extent(near)?;
    let content = near[..length].trim_matches(is_gap);
    let (target, title) = split_title(content);
    if !right && !leads_somewhere(target) {
        return None;
    }
    let picture = is_picture(target);
    let end = start + length + close;
    let straight = title.is_none_or(|(_, straight)| straight);
    let tidy = !target.contains(is_gap) && straight && is_balanced(target) && !is_number(target);
    if right && tidy && close == 1 {
        return Some(Found {
            end,
            written: None,
            picture,
        });
    }
    if right && !leads_somewhere(target) && !is_number(target) {
        return None;
    }
    let title = title.map_or_else(String::new, |(title, _)| {
        format!(" \"{}\"", title.replace('"', "\\\""))
    });
    Some(Found {
        end,
        written: Some(format!("({}{title})", self::target(target))),
        picture,
    })
}

/// How long the content of round brackets is, and how long their closing sign.
fn extent(near: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut balanced = None;
    let mut first = None;
    for (at, c) in near.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                let found = (at, c.len_utf8());
                if depth == 0 {
                    balanced = Some(found);
                    break;
                }
                depth -= 1;
                first = first.or(Some(found));
            }
            _ => {}
        }
    }
    // A name with an odd bracket ends with its ending.
    let named = |(at, _): &(usize, usize)| has_ending(split_title(near[..*at].trim()).0, &ENDINGS);
    match balanced {
        Some(found) if named(&found) || !near[..found.0].contains(is_gap) => Some(found),
        Some(found) => {
            let later = near[found.0 + found.1..]
                .find(')')
                .map(|at| (found.0 + found.1 + at, 1));
            Some(later.filter(named).unwrap_or(found))
        }
        None => first.filter(named),
    }
}

/// The target and the title, and whether the title stands between straight quotes.
fn split_title(content: &str) -> (&str, Option<(&str, bool)>) {
    let quotes = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    let Some(body) = content.strip_suffix(quotes) else {
        return (content, None);
    };
    let close = &content[body.len()..];
    let Some((at, open)) = body
        .char_indices()
        .find(|(at, c)| quotes(*c) && body[..*at].ends_with(is_gap))
    else {
        return (content, None);
    };
    let title = &body[at + open.len_utf8()..];
    let straight = matches!((open, close), ('"', "\"") | ('\'', "'")) && !title.contains(open);
    (body[..at].trim_end_matches(is_gap), Some((title, straight)))
}

/// Whether this is surely meant as a link's target.
pub fn leads_somewhere(target: &str) -> bool {
    let target = target.trim_matches(is_gap);
    let lower = target.to_lowercase();
    let path = lower.split('#').next().unwrap_or_default();
    let anchor = lower.strip_prefix('#').is_some_and(|anchor| {
        !anchor.is_empty()
            && anchor
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    });
    anchor
        || has_ending(path, &ENDINGS)
        || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
        || is_mail(&lower)
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let lower = path.split('#').next().unwrap_or_default().to_lowercase();
    endings
        .iter()
        .any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}

fn is_picture(target: &str) -> bool {
    has_ending(target, &PICTURES)
}

fn is_mail(target: &str) -> bool {
    target.split_once('@').is_some_and(|(name, host)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        !name.is_empty() && host.contains('.') && name.chars().all(plain) && host.chars().all(plain)
    })
}

/// A telephone number alone.
fn is_number(target: &str) -> bool {
    let digits = target.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&digits)
        && target
            .chars()
            .all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | '-' | '+' | '(' | ')'))
}

fn is_balanced(target: &str) -> bool {
    let mut depth = 0_i32;
    target.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    }) && depth == 0
}

/// A target as Markdown wants it.
pub fn target(written: &str) -> String {
    let written = written.trim_matches(is_gap);
    let lower = written.to_lowercase();
    if is_number(written) || lower.starts_with("tel:") {
        // Whether this is one whole number is looked at where links are.
        let number = if lower.starts_with("tel:") {
            &written[4..]
        } else {
            written
        };
        return format!("tel:{}", encoded(number.trim_matches(is_gap)));
    }
    if lower.starts_with("www.") {
        return format!("https://{}", encoded(written));
    }
    if is_mail(&lower) {
        return format!("mailto:{written}");
    }
    if let Some(rest) = lower.strip_prefix("mailto:") {
        let rest = &written[written.len() - rest.len()..];
        return format!("mailto:{}", encoded(rest.trim_start_matches(is_gap)));
    }
    if lower.starts_with("http") {
        return encoded(written);
    }
    format!("<{}>", written.replace(['<', '>'], ""))
}

/// An address in which blanks and brackets do no harm.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' | '>' => {}
            c if is_gap(c) => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// What `<www.…>` and `<tel:0225 3850 123>` are meant to be.
pub fn between_angles(inside: &str) -> Option<String> {
    let lower = inside.get(..4)?.to_ascii_lowercase();
    let web = lower == "www." && !inside.contains(is_gap);
    let number = lower == "tel:" && inside.contains(is_gap);
    (web || number).then(|| {
        let shown = if number { inside[4..].trim() } else { inside };
        format!("[{}]({})", shown.replace(['[', ']'], ""), target(inside))
    })
}

/// A web address that stands bare at `at`, and the link it becomes.
pub fn web(said: &str, at: usize) -> Option<(Range<usize>, String)> {
    // Most words that begin with these letters are no address.
    let second = said.as_bytes().get(at + 1).copied();
    if !matches!(second, Some(b't' | b'T' | b'w' | b'W')) {
        return None;
    }
    let starts = |prefix: &str| {
        said.get(at..at + prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    let prefix = ["https://", "http://", "www."]
        .into_iter()
        .find(|prefix| starts(prefix))?;
    let before = said[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-' | '_' | '='))
    {
        return None;
    }
    let rest = &said[at..];
    let end = rest
        .find(|c: char| {
            is_gap(c)
                || matches!(
                    c,
                    '<' | '>'
                        | '`'
                        | '|'
                        | '['
                        | ']'
                        | '“'
                        | '”'
                        | '"'
                        | '（'
                        | '）'
                        | '，'
                        | '。'
                        | '\\'
                )
        })
        .unwrap_or(rest.len());
    let address = trimmed(&rest[..end]);
    let host = address
        .get(prefix.len()..)?
        .split(['/', '?', '#', ':'])
        .next()?;
    let sound = host.contains('.') || host == "localhost";
    let named = host.starts_with(char::is_alphanumeric) && host.ends_with(char::is_alphanumeric);
    if !sound || !named {
        return None;
    }
    let written = if prefix == "www." || address.contains('*') {
        let scheme = if prefix == "www." { "https://" } else { "" };
        let shown: String = address
            .chars()
            .flat_map(|c| ["*_~".contains(c).then_some('\\'), Some(c)])
            .flatten()
            .collect();
        format!("[{shown}](<{scheme}{address}>)")
    } else {
        format!("<{address}>")
    };
    Some((at..at + address.len(), written))
}

/// An address without the punctuation of the sentence that it stands in.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches([
            '.', ',', ';', ':', '!', '?', '\'', '’', '»', '…', '*', '_', '~',
        ]);
        let closes =
            shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let shorter = if closes {
            &shorter[..shorter.len() - 1]
        } else {
            shorter
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// A mail address around the `@` at `at`, and the link it becomes.
pub fn mail(said: &str, at: usize) -> Option<(Range<usize>, String)> {
    let name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let before = said[..at]
        .bytes()
        .rev()
        .take(65)
        .take_while(|byte| name(char::from(*byte)))
        .count();
    let start = at - before;
    let start = start + said[start..at].len()
        - said[start..at]
            .trim_start_matches(['.', '-', '_', '+'])
            .len();
    let host = &said[at + 1..];
    let host = &host[..host
        .find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c)))
        .unwrap_or(host.len())];
    let host = host.trim_end_matches(['.', '-']);
    let labels = host
        .split('.')
        .all(|label| !label.is_empty() && label.len() < 64);
    let last = host.rsplit('.').next()?;
    let outer = said[..start].chars().next_back();
    let sound = (1..=64).contains(&(at - start))
        && host.contains('.')
        && labels
        && last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && outer.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | ':' | '@' | '='));
    let end = at + 1 + host.len();
    sound.then(|| (start..end, format!("<{}>", &said[start..end])))
}
