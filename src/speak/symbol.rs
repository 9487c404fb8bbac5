//! Symbols of documents: 72-NQ/TW, 30-KH/BTGDVTU, 282/NQ-CP, 49/2024/NĐ-CP, 15/2023/QH15, NQ/TW.

use crate::lexeme::{Kind, Text};
use crate::number::{cardinal, digits};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::Rule;
use crate::tables::code;

/// Most codes of one symbol.
const MOST_CODES: usize = 6;

/// The longest name of a body, in characters.
const LONGEST_NAME: usize = 60;

/// What a symbol says.
#[derive(Default)]
struct Symbol {
    number: Option<String>,
    year: Option<u128>,
    kinds: Vec<&'static str>,
    issuers: Vec<String>,
    end: usize,
}

/// A symbol at this lexeme of digits or letters.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    if text.kind(at) == Some(Kind::Digits) && !is_begun(text, at + 1) {
        return None;
    }
    match parse(around, at)? {
        Ok(symbol) => {
            let named = is_named_behind(text, &symbol);
            Some(Reading::new(
                symbol.end,
                said(&symbol, &text.left(at), named),
                Rule::DocumentSymbol,
            ))
        }
        Err((end, code)) => {
            let written = text.between(at, end).split_whitespace().collect();
            Some(Reading::unreadable(
                end,
                Problem::UnknownCode { written, code },
            ))
        }
    }
}

/// Whether a code stands behind the number: a dash or slash and a great letter, or a slash, a year and one more slash.
fn is_begun(text: &Text<'_>, at: usize) -> bool {
    let is_code = |at: usize| {
        text.kind(at) == Some(Kind::Word)
            && text.at(at).chars().next().is_some_and(char::is_uppercase)
    };
    let link = text.is_dash(at) || text.is_sign(at, '/');
    let next = past_break(text, at + 1);
    let year = text.is_sign(at, '/')
        && text.at(at + 1).len() == 4
        && text.kind(at + 1) == Some(Kind::Digits);
    let behind_year =
        year && (text.is_sign(at + 2, '/') || text.is_dash(at + 2)) && is_code(at + 3);
    link && is_code(next)
        && (text.at(next).chars().count() > 1 || text.at(next) == "L")
        && !is_capitalised(text.at(next))
        || behind_year
}

/// A word such as “Hà” is a name, not a code.
fn is_capitalised(word: &str) -> bool {
    let small = word.chars().skip(1).all(char::is_lowercase);
    small && code::kind(word).is_none()
}

/// A line of a document may end behind the dash: “72-” and “NQ/TW” on the next.
fn past_break(text: &Text<'_>, at: usize) -> usize {
    let broken =
        matches!(text.kind(at), Some(Kind::Break)) && code::kind(text.at(at + 1)).is_some();
    at + usize::from(broken)
}

fn parse(around: &Around<'_, '_>, at: usize) -> Option<Result<Symbol, (usize, String)>> {
    let text = around.text;
    let mut symbol = Symbol::default();
    let mut place = at;
    if text.kind(at) == Some(Kind::Digits) {
        symbol.number = Some(text.at(at).to_owned());
        place = at + 1;
        if text.is_sign(place, '/') && text.kind(place + 1) == Some(Kind::Digits) {
            symbol.year = text.at(place + 1).parse().ok();
            place += 2;
        }
        place = past_break(text, place + 1);
    }
    let mut unknown = None;
    for links in 0.. {
        let word = text.at(place);
        if text.kind(place) != Some(Kind::Word) {
            return unfinished(text, at, place, symbol);
        }
        let session = (text.kind(place + 1) == Some(Kind::Digits)).then(|| text.at(place + 1));
        let after = place + 1 + usize::from(session.is_some());
        // Of two meanings, "CT" and "BC" are kinds while none was named, and bodies behind one.
        let issuer =
            code::issuer(word).filter(|_| !symbol.kinds.is_empty() || code::kind(word).is_none());
        match (issuer, code::kind(word)) {
            (Some(name), _) => {
                let name = name.replace('@', around.tables.committee());
                let session = session.and_then(|session| cardinal(session.parse().ok()?));
                symbol.issuers.push(match session {
                    Some(session) => format!("{name} khóa {session}"),
                    None => name,
                });
            }
            (None, Some(kind)) => symbol.kinds.push(kind),
            (None, None) => {
                let own = around
                    .tables
                    .beginning(word)
                    .iter()
                    .find(|(written, _)| written == word);
                match own {
                    Some((_, spoken)) => symbol.issuers.push(spoken.clone()),
                    None => {
                        unknown.get_or_insert(word.to_owned());
                    }
                }
            }
        }
        let link = text.is_dash(after) || text.is_sign(after, '/') || text.is_sign(after, '&');
        if !link || links == MOST_CODES || text.kind(after + 1) != Some(Kind::Word) {
            symbol.end = after;
            break;
        }
        place = after + 1;
    }
    // Letters without a number are a symbol only where all of them are codes, and a kind is one of them.
    let bare = symbol.number.is_none() && (symbol.kinds.is_empty() || symbol.issuers.is_empty());
    match unknown {
        _ if bare => None,
        Some(_) if symbol.number.is_none() => None,
        Some(code) => Some(Err((symbol.end, code))),
        None => Some(Ok(symbol)),
    }
}

/// A symbol whose codes ended with something else: none, unless codes were read.
fn unfinished(
    text: &Text<'_>,
    at: usize,
    place: usize,
    symbol: Symbol,
) -> Option<Result<Symbol, (usize, String)>> {
    let named = symbol.number.is_some() && !symbol.kinds.is_empty();
    named.then(|| Err((text.chunk_end(at).max(place), text.at(place).to_owned())))
}

/// Whether the issuer is named behind the symbol as well: “49/2024/NĐ-CP của Chính phủ”.
fn is_named_behind(text: &Text<'_>, symbol: &Symbol) -> bool {
    let rest = text.from(symbol.end).trim_start();
    let line = rest.split(['\n', '.', ';']).next().unwrap_or_default();
    let Some(body) = line.strip_prefix("của ").map(str::trim_start) else {
        return false;
    };
    let word = body
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let near: String = body.chars().take(LONGEST_NAME).collect();
    let name = base::text::match_key(&near);
    symbol.issuers.iter().any(|issuer| {
        name.starts_with(&base::text::match_key(issuer))
            || code::issuer(word).is_some_and(|named| named == issuer)
    })
}

fn said(symbol: &Symbol, left: &str, is_named_behind: bool) -> String {
    let mut said = Vec::new();
    let is_named = |kind: &str| {
        left.strip_suffix("số")
            .unwrap_or(left)
            .trim_end()
            .ends_with(kind)
            || kind == "chương trình" && left.contains("chương trình hành động")
            || kind == "quyết định" && left.contains("quy định")
    };
    let kinds: Vec<_> = symbol
        .kinds
        .iter()
        .filter(|kind| !is_named(kind))
        .copied()
        .collect();
    let has_word = left.ends_with("số");
    if let Some(number) = &symbol.number {
        let words = if number.starts_with('0') {
            Some(digits(number))
        } else {
            number.parse().ok().and_then(cardinal)
        };
        let words = words.unwrap_or_else(|| digits(number));
        match has_word || kinds.is_empty() {
            true => {
                said.push(words);
                said.extend(
                    symbol
                        .year
                        .and_then(cardinal)
                        .map(|year| format!("năm {year}")),
                );
                said.extend(kinds.iter().map(|kind| (*kind).to_owned()));
            }
            false => {
                said.push(format!("{} số {words}", kinds.join(" ")));
                said.extend(
                    symbol
                        .year
                        .and_then(cardinal)
                        .map(|year| format!("năm {year}")),
                );
            }
        }
    } else {
        said.extend(kinds.iter().map(|kind| (*kind).to_owned()));
    }
    if !symbol.issuers.is_empty() && !is_named_behind {
        said.push(format!("của {}", symbol.issuers.join(" và ")));
    }
    said.join(" ")
}
