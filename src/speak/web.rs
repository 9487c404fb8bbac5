//! Addresses on the web and for e-mail, part by part.

use crate::lexeme::Text;
use crate::number::digits;
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::Rule;
use crate::syllable::is_syllable;
use crate::tables::letter;

/// The longest address that somebody keeps by ear, in characters.
const LONGEST: usize = 40;

/// Ends of names on the web by which an address is known.
const ENDS: [&str; 9] = ["vn", "com", "org", "net", "gov", "edu", "info", "int", "io"];

/// Parts with a sound of their own.
const PARTS: [(&str, &str); 16] = [
    ("www", "ba vê-kép"),
    ("com", "com"),
    ("vn", "vê-en"),
    ("gov", "gốp"),
    ("org", "o-gờ"),
    ("net", "nét"),
    ("edu", "e-đu"),
    ("info", "in-phô"),
    ("int", "in"),
    ("io", "i-o"),
    ("gmail", "gi-meo"),
    ("yahoo", "da-hu"),
    ("facebook", "phây-búc"),
    ("zalo", "da-lô"),
    ("youtube", "du-túp"),
    ("html", "hát-tê-em-e-lờ"),
];

/// An address at this lexeme.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let chunk = text.between(at, text.chunk_end(at));
    let address = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"', '…', '>']);
    let schemeless = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let plain = schemeless.unwrap_or(address);
    if !(schemeless.is_some() || plain.starts_with("www.") || is_mail(plain) || is_host(plain)) {
        return None;
    }
    let end = text.lexeme_at(text.offset(at) + address.len());
    let simple = plain
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "./@-_".contains(c));
    if !simple || plain.len() > LONGEST {
        return Some(Reading::unreadable(
            end,
            Problem::LongAddress {
                written: address.to_owned(),
            },
        ));
    }
    Some(Reading::new(
        end,
        spoken(plain.trim_end_matches('/')),
        Rule::WebAddress,
    ))
}

fn is_mail(address: &str) -> bool {
    address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && is_host_form(host))
}

fn is_host_form(host: &str) -> bool {
    host.split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// Whether it is a host with a known end, perhaps with a path: not “v.v” and not “TP.HCM”.
fn is_host(address: &str) -> bool {
    let host = address.split('/').next().unwrap_or_default();
    let mut parts = host.rsplit('.');
    let known = parts.next().is_some_and(|end| ENDS.contains(&end));
    known && host.contains('.') && is_host_form(host) && parts.all(|part| part.len() > 1)
}

fn spoken(address: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut part = String::new();
    let close = |part: &mut String, said: &mut Vec<String>| {
        if !part.is_empty() {
            said.extend(spoken_part(part));
            part.clear();
        }
    };
    for c in address.chars() {
        let sign = match c {
            '.' => "chấm",
            '@' => "a-còng",
            '/' => "gạch chéo",
            '-' => "gạch ngang",
            '_' => "gạch dưới",
            _ => {
                part.push(c);
                continue;
            }
        };
        close(&mut part, &mut said);
        said.push(sign.to_owned());
    }
    close(&mut part, &mut said);
    said.join(" ")
}

/// A part by its sound, as a syllable without marks, or letter by letter.
fn spoken_part(part: &str) -> Option<String> {
    let small = part.to_ascii_lowercase();
    if let Some((_, sound)) = PARTS.iter().find(|(known, _)| *known == small) {
        return Some((*sound).to_owned());
    }
    if small.len() > 1 && is_syllable(&small) {
        return Some(small);
    }
    if part.chars().all(|c| c.is_ascii_digit()) {
        return Some(digits(part));
    }
    let names = small.chars().map(|c| {
        if c.is_ascii_digit() {
            Some(digits(&c.to_string()))
        } else {
            letter::name(c).map(str::to_owned)
        }
    });
    Some(names.collect::<Option<Vec<_>>>()?.join(", "))
}

/// Whether a lexeme may begin an address: letters or digits with a dot, an at sign or a colon in the same run.
pub fn may_begin(text: &Text<'_>, at: usize) -> bool {
    let rest = text.from(at).as_bytes();
    let rest = &rest[..rest.len().min(2 * LONGEST)];
    let end = rest
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(rest.len());
    let chunk = &rest[..end];
    chunk.contains(&b'@')
        || chunk
            .windows(2)
            .any(|pair| pair[0] == b'.' && pair[1].is_ascii_lowercase())
        || chunk.windows(3).any(|three| three == b"://")
}
