//! Words: those of Vietnamese stay, others are looked up, named letter by letter, or told.

use crate::lexeme::{Kind, Text};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::roman;
use crate::rule::{Class, Rule};
use crate::syllable::{base_letter, is_syllable};
use crate::tables::abbreviation::{self, Meaning};
use crate::tables::{foreign, letter};
use base::text::ends_with_word;

/// Words behind which a Roman numeral stands.
const ROMAN: [&str; 44] = [
    "thứ", "lần", "khóa", "khoá", "kỳ", "kì", "chương", "mục", "phần", "lục", "quý", "kỷ", "kỉ",
    "hội", "điều", "khoản", "độ", "cấp", "đoạn", "loại", "hạng", "tập", "quyển", "bảng", "hình",
    "vùng", "khu", "nhóm", "típ", "tuýp", "type", "bậc", "mức", "đợt", "sở", "khối", "hiệp", "năm",
    "trạm", "thôn", "tổ", "số", "pha", "hệ",
];

/// Those behind which every Roman numeral is one, whatever letters it has.
const SURELY_ROMAN: [&str; 13] = [
    "khóa", "khoá", "đoạn", "thứ", "chương", "mục", "phần", "lục", "kỷ", "kỉ", "điều", "khoản",
    "năm",
];

/// Words behind which a great letter is a letter.
const LETTERED: [&str; 19] = [
    "tia",
    "gan",
    "vitamin",
    "cúm",
    "máu",
    "nhóm",
    "loại",
    "hạng",
    "khu",
    "lớp",
    "bằng",
    "mẫu",
    "phương án",
    "lô",
    "tòa",
    "điểm",
    "típ",
    "tuýp",
    "cấp",
];

/// The word, or what begins with it, at this lexeme of letters; `None` where it stays as it is.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let word = text.at(at);
    let mut chars = word.chars();
    let first = chars.next()?;
    let rest_is_small = chars.all(char::is_lowercase);
    let is_single = word.len() == first.len_utf8();
    let small = || word.to_lowercase();
    if rest_is_small && !is_single {
        let plain = if first.is_lowercase() {
            is_syllable(word)
        } else {
            is_syllable(&small())
        };
        if plain && !is_small_numeral(text, at) {
            return None;
        }
    }
    if let Some(found) = abbreviated(around, at) {
        return Some(found);
    }
    if let Some(found) = roman_numeral(around, at) {
        return Some(found);
    }
    if text.kind(at + 1) == Some(Kind::Digits)
        && let Some(found) = with_digits(text, at)
    {
        return Some(found);
    }
    if is_single {
        return single(around, at, first);
    }
    let all_great = word.chars().all(char::is_uppercase);
    if all_great {
        return great(text, at);
    }
    if is_compound(text, at) && rest_is_small {
        return None;
    }
    from_abroad(
        text,
        at,
        first.is_uppercase() && rest_is_small,
        rest_is_small,
    )
}

/// Whether letters that are a word too are a Roman numeral in small letters: “khoản vi”, “thứ xi”.
fn is_small_numeral(text: &Text<'_>, at: usize) -> bool {
    let word = text.at(at);
    word.bytes().all(|c| b"ivx".contains(&c))
        && text.ends_clause(at + 1)
        && ends_with_word(&text.left(at), &SURELY_ROMAN).is_some()
}

/// Whether a hyphen joins the word to another: it is spelt as it is heard.
fn is_compound(text: &Text<'_>, at: usize) -> bool {
    let before = at > 1 && text.is_dash(at - 1) && text.kind(at - 2) == Some(Kind::Word);
    before || text.is_dash(at + 1) && text.kind(at + 2) == Some(Kind::Word)
}

fn abbreviated(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let rest = text.from(at);
    for (written, meaning) in abbreviation::beginning(text.at(at)) {
        let Some(behind) = rest.strip_prefix(written) else {
            continue;
        };
        if !written.ends_with(['.', ':', '…']) && behind.starts_with(|c: char| c.is_alphanumeric())
        {
            continue;
        }
        let end = text.lexeme_at(text.offset(at) + written.len());
        let mut near = behind.trim_start_matches(' ').chars();
        let named = match near.next() {
            Some(c) if c.is_uppercase() => near.next().is_some_and(char::is_lowercase),
            Some(c) => c.is_ascii_digit(),
            None => false,
        };
        let said = match meaning {
            Meaning::Full(_) | Meaning::Spelled if is_word_of_heading(text, at) => return None,
            Meaning::Full(said) => (*said).to_owned(),
            Meaning::Spelled => letter::spelled(written)?,
            Meaning::Before(said) if named => (*said).to_owned(),
            Meaning::Before(_) => continue,
            Meaning::Several(_)
                if let Some(said) = abbreviation::decided(
                    written,
                    &text.left(at),
                    &text.word_from(end),
                    is_numbered(text, end),
                ) =>
            {
                said.to_owned()
            }
            Meaning::Several(readings) => {
                let readings: Vec<_> = readings
                    .iter()
                    .map(|reading| format!("“{reading}”"))
                    .collect();
                let problem = Problem::Ambiguous {
                    written: (*written).to_owned(),
                    readings: readings.join(", "),
                };
                return Some(Reading::unreadable(end, problem));
            }
        };
        // A dot that ends the sentence as well stays.
        let last = written.ends_with('.')
            && (behind.trim_start_matches(' ').starts_with('\n') || behind.trim().is_empty());
        let end = if last && !matches!(*written, "v.v.") {
            end - 1
        } else {
            end
        };
        return Some(Reading::new(end, said, Rule::Table));
    }
    committee(around, at)
}

/// Whether a number stands behind, perhaps with “số” between.
fn is_numbered(text: &Text<'_>, at: usize) -> bool {
    let next = text.past_blank(at);
    let next = if text.at(next) == "số" {
        text.past_blank(next + 1)
    } else {
        next
    };
    text.kind(next) == Some(Kind::Digits)
}

/// “TU”: the committee of the ward's province or city.
fn committee(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let is_it = around.text.at(at) == "TU" && !is_word_of_heading(around.text, at);
    is_it.then(|| Reading::new(at + 1, around.tables.committee(), Rule::Table))
}

/// A syllable in great letters among others: “BAN THƯỜNG VỤ”.
fn is_word_of_heading(text: &Text<'_>, at: usize) -> bool {
    let is_great = |at: usize| {
        let word = text.at(at);
        text.kind(at) == Some(Kind::Word)
            && word.chars().count() > 1
            && word.chars().all(char::is_uppercase)
            && is_syllable(&word.to_lowercase())
    };
    let before = || at >= 2 && text.kind(at - 1) == Some(Kind::Blank) && is_great(at - 2);
    is_great(at) && (text.kind(at + 1) == Some(Kind::Blank) && is_great(at + 2) || before())
}

fn roman_numeral(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let word = text.at(at);
    if !word.bytes().all(|c| b"IVXLCDMivxlcdm".contains(&c))
        || text.kind(at + 1) == Some(Kind::Digits)
    {
        return None;
    }
    let value = roman::value(word)?;
    let left = text.left(at);
    let is = |words: &[&str]| ends_with_word(&left, words).is_some();
    let simple = word.bytes().all(|c| b"IVX".contains(&c));
    let is_great = word.bytes().all(|c| c.is_ascii_uppercase());
    let label = text.begins_line(at) && (text.is_sign(at + 1, '.') || text.is_sign(at + 1, ')'));
    let lettered = word.len() == 1 && is(&LETTERED) && !(simple && is(&ROMAN));
    let after_name = || {
        let before = at
            .checked_sub(2)
            .map(|before| text.at(before))
            .unwrap_or_default();
        word.len() > 1 && word != "IV" && before.chars().next().is_some_and(char::is_uppercase)
    };
    let after_dash = around
        .last
        .is_some_and(|(rule, end)| rule == Rule::Span && text.past_blank(end) >= at);
    let sure = match () {
        () if lettered || !is_great && !is(&SURELY_ROMAN) => false,
        () if around.follows(Class::Roman, at) || after_dash || label && simple => true,
        () if simple => is(&ROMAN) || after_name(),
        () => word.len() > 1 && is(&SURELY_ROMAN),
    };
    if !sure {
        return None;
    }
    if value == 1 && is(&["thứ"]) {
        return Some(Reading::new(at + 1, "nhất", Rule::First));
    }
    let said = if is(&["thứ"]) {
        crate::number::ordinal(value)
    } else {
        crate::number::cardinal(value)
    };
    Some(Reading::new(at + 1, said?, Rule::RomanNumber))
}

fn single(around: &Around<'_, '_>, at: usize, letter: char) -> Option<Reading> {
    let text = around.text;
    let written = text.at(at).to_owned();
    let left = text.left(at);
    let is = |words: &[&str]| ends_with_word(&left, words).is_some();
    let named = || letter::name(letter).map(|name| Reading::new(at + 1, name, Rule::LetterAlone));
    if letter == 'x' || letter == '×' {
        return times(text, at);
    }
    // "I-ốt" is spelt as it is heard.
    if is_compound(text, at) && text.at(at + 2).starts_with(char::is_lowercase) {
        return None;
    }
    let unclear = |written| {
        Some(Reading::unreadable(
            at + 1,
            Problem::UnclearRoman { written },
        ))
    };
    match letter {
        'I' | 'V' | 'X' if is(&LETTERED) => named(),
        'I' | 'V' | 'X' => unclear(written),
        _ if is_syllable(&letter.to_lowercase().to_string()) => None,
        _ if letter.is_uppercase() => {
            let initial = text.is_sign(at + 1, '.') && {
                let next = text.past_blank(at + 2);
                text.at(next).starts_with(char::is_uppercase)
            };
            match letter::name(letter) {
                Some(_) if !initial || is(&LETTERED) => named(),
                Some(_) => Some(Reading::unreadable(
                    at + 2,
                    Problem::UnknownAbbreviation {
                        written: format!("{written}."),
                    },
                )),
                None => Some(Reading::unreadable(
                    at + 1,
                    Problem::UnknownSign { written },
                )),
            }
        }
        _ => {
            let label =
                text.begins_line(at) && (text.is_sign(at + 1, ')') || text.is_sign(at + 1, '.'));
            let point = is(&["điểm", "tiết", "mục", "phần", "câu", "ý", "chữ", "lớp"])
                || around.follows(Class::Letter, at);
            let known = letter::name(letter).is_some();
            match known && (label || point) {
                true => named(),
                false => Some(Reading::unreadable(
                    at + 1,
                    Problem::UnknownWord { written },
                )),
            }
        }
    }
}

/// “x” between two measures; of doses, “2 viên x 3 lần”, nobody reads it.
fn times(text: &Text<'_>, at: usize) -> Option<Reading> {
    let next = text.past_blank(at + 1);
    let before = (0..at)
        .rev()
        .find(|before| text.kind(*before) != Some(Kind::Blank));
    let measured = before.is_some_and(|before| {
        text.kind(before) == Some(Kind::Digits)
            || text.at(before).starts_with(['²', '³', '%'])
            || crate::tables::unit::UNITS
                .iter()
                .any(|unit| unit.written == text.at(before))
    });
    if measured
        && text.kind(next) == Some(Kind::Digits)
        && !["lần", "viên", "ngày", "bữa"].contains(&text.word_from(next + 1).as_str())
    {
        return Some(Reading::new(at + 1, "nhân", Rule::SignWord));
    }
    Some(Reading::unreadable(
        at + 1,
        Problem::UnknownSign {
            written: text.at(at).to_owned(),
        },
    ))
}

/// Letters before digits: “B12”, “H5N1”, “NQ72”.
fn with_digits(text: &Text<'_>, at: usize) -> Option<Reading> {
    let word = text.at(at);
    let entry = abbreviation::beginning(word)
        .iter()
        .find(|(written, _)| *written == word);
    if let Some((_, Meaning::Full(said))) = entry {
        let number = text
            .at(at + 1)
            .parse()
            .ok()
            .and_then(crate::number::cardinal)?;
        return Some(Reading::new(
            at + 2,
            format!("{said} {number}"),
            Rule::Table,
        ));
    }
    let short = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
    let names =
        letter::spelled(word).filter(|_| short || matches!(entry, Some((_, Meaning::Spelled))))?;
    let mut said = names;
    let mut end = at + 1;
    // "H5N1": letters and digits by turns. Behind a point it is left to the number: "PM2.5".
    while text.kind(end) == Some(Kind::Digits) && text.kind(end + 1) == Some(Kind::Word) {
        let name = Some(text.at(end + 1))
            .filter(|next| next.chars().count() <= 2 && next.chars().all(char::is_uppercase));
        let number = text
            .at(end)
            .parse()
            .ok()
            .and_then(crate::number::cardinal)?;
        let Some(name) = name.and_then(letter::spelled) else {
            break;
        };
        said += &format!(" {number} {name}");
        end += 2;
    }
    if text.kind(end) == Some(Kind::Digits)
        && !text.is_sign(end + 1, '.')
        && !text.is_sign(end + 1, ',')
        || text.kind(end) == Some(Kind::Digits) && text.kind(end + 2) != Some(Kind::Digits)
    {
        said += &format!(
            " {}",
            text.at(end)
                .parse()
                .ok()
                .and_then(crate::number::cardinal)?
        );
        end += 1;
    }
    Some(Reading::new(end, said, Rule::LetterCode))
}

/// A word in great letters that no table holds.
fn great(text: &Text<'_>, at: usize) -> Option<Reading> {
    let word = text.at(at);
    let small = word.to_lowercase();
    let marked = !word.is_ascii();
    if is_syllable(&small) && (marked || is_word_of_heading(text, at)) {
        return None;
    }
    if let Some(heard) = foreign::heard(&small) {
        return Some(Reading::new(at + 1, heard, Rule::ForeignWord));
    }
    // “nhóm máu AB”
    if word.len() == 2 && ends_with_word(&text.left(at), &LETTERED).is_some() {
        return Some(Reading::new(
            at + 1,
            letter::spelled(word)?,
            Rule::LetterAlone,
        ));
    }
    Some(Reading::unreadable(
        at + 1,
        Problem::UnknownAbbreviation {
            written: word.to_owned(),
        },
    ))
}

fn from_abroad(
    text: &Text<'_>,
    at: usize,
    capitalised: bool,
    rest_is_small: bool,
) -> Option<Reading> {
    let word = text.at(at);
    let small = word.to_lowercase();
    if foreign::is_kept(&small) {
        return None;
    }
    if let Some(heard) = foreign::heard(&small) {
        let said = if capitalised {
            capital(heard)
        } else {
            heard.to_owned()
        };
        return Some(Reading::new(at + 1, said, Rule::ForeignWord));
    }
    let written = word.to_owned();
    let latin = small
        .chars()
        .all(|c| letter::name(base_letter(c)).is_some());
    let vowels = small.chars().any(|c| "aeiouy".contains(base_letter(c)));
    Some(Reading::unreadable(
        at + 1,
        match () {
            () if !latin => Problem::UnknownSign { written },
            () if !rest_is_small => Problem::UnknownAbbreviation { written },
            () if vowels && small.chars().count() > 2 => Problem::Foreign { written },
            () => Problem::UnknownWord { written },
        },
    ))
}

/// The text with its first letter great.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
