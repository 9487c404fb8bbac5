//! Signs: those of sentences stay, others become a pause, a word, or nothing; the rest is told.

use crate::lexeme::{Kind, Text};
use crate::measure;
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::{Class, Rule};
use crate::telephone;

/// Signs that stand in spoken text as they stand in written.
const KEPT: [char; 18] = [
    '.', ',', ';', ':', '!', '?', '…', '“', '”', '"', '‘', '’', '\'', '«', '»', '„', '`', '´',
];

/// Marks at the head of a line that nobody reads.
const BULLETS: [char; 14] = [
    '-', '–', '—', '+', '*', '•', '·', '●', '▪', '■', '○', '◦', '❖', '✓',
];

/// Fractions that are one sign.
const PARTS: [(char, &str); 5] = [
    ('½', "một phần hai"),
    ('⅓', "một phần ba"),
    ('¼', "một phần tư"),
    ('¾', "ba phần tư"),
    ('⅔', "hai phần ba"),
];

/// Signs that compare, before a number.
const COMPARISONS: [(char, &str); 6] = [
    ('>', "lớn hơn"),
    ('<', "nhỏ hơn"),
    ('≥', "lớn hơn hoặc bằng"),
    ('≤', "nhỏ hơn hoặc bằng"),
    ('±', "cộng trừ"),
    ('≈', "khoảng"),
];

/// The sign at this lexeme; `None` where it stays as it is.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let sign = text.at(at).chars().next()?;
    if let Some(end) = closing(text, at) {
        return Some(Reading::new(end, "", Rule::Silent));
    }
    if BULLETS.contains(&sign) && text.begins_line(at) && text.kind(at + 1) == Some(Kind::Blank) {
        return Some(Reading::new(text.past_blank(at + 1), "", Rule::Silent));
    }
    if KEPT.contains(&sign) {
        return apostrophe(text, at, sign);
    }
    let silent = Some(Reading::new(at + 1, "", Rule::Silent));
    let word = |said: &str| Some(Reading::new(at + 1, said, Rule::SignWord));
    let pause = Some(Reading::new(at + 1, ",", Rule::Pause));
    let number_next = text.kind(text.past_blank(at + 1)) == Some(Kind::Digits);
    if let Some((_, said)) = PARTS.iter().find(|(known, _)| *known == sign) {
        return Some(Reading::new(at + 1, *said, Rule::Part));
    }
    if let Some((_, said)) = COMPARISONS
        .iter()
        .find(|(known, _)| *known == sign)
        .filter(|_| number_next)
    {
        return word(said);
    }
    match sign {
        '(' | '+' if let Some(number) = telephone::read(around, at) => Some(number),
        '(' | ')' | '[' | ']' => pause,
        '%' | '‰' | '₫' | '€' | '£' | '¥' => measure::read_alone(around, at),
        _ if text.is_dash(at) => dash(around, at),
        '/' => slash(around, at),
        '&' => word("và"),
        '=' if number_next => word("bằng"),
        '~' if number_next => word("khoảng"),
        '×' if number_next && at > 0 => word("nhân"),
        '+' if number_next && text.begins_line(at) => silent,
        '+' if number_next
            && around.last.is_some_and(|(_, end)| {
                (end..at).all(|gap| text.kind(gap) == Some(Kind::Blank))
            }) =>
        {
            word("cộng")
        }
        // Emphasis of Markdown around words.
        '*' | '_' if is_emphasis(text, at, sign) => silent,
        _ => Some(Reading::unreadable(
            run_end(text, at),
            Problem::UnknownSign {
                written: sign.to_string(),
            },
        )),
    }
}

/// “./.” at the end of a document.
fn closing(text: &Text<'_>, at: usize) -> Option<usize> {
    (text.is_sign(at, '/') && text.is_sign(at + 1, '.') && at > 0 && text.is_sign(at - 1, '.'))
        .then_some(at + 2)
}

/// A mark of minutes, feet or inches behind a number is nobody's guess.
fn apostrophe(text: &Text<'_>, at: usize, sign: char) -> Option<Reading> {
    let behind_number = at > 0 && text.kind(at - 1) == Some(Kind::Digits);
    (behind_number && matches!(sign, '\'' | '´' | '`')).then(|| {
        let written = text.between(at - 1, at + 1).to_owned();
        Reading::unreadable(at + 1, Problem::UnknownSign { written })
    })
}

/// Whether the sign is emphasis of Markdown: it opens or closes a run of words without a blank between.
fn is_emphasis(text: &Text<'_>, at: usize, sign: char) -> bool {
    let is_other = |at: &usize| !text.is_sign(*at, sign);
    let before = (at.saturating_sub(3)..at)
        .rev()
        .find(is_other)
        .filter(|_| at > 0);
    let behind = (at + 1..at + 4).find(is_other);
    let is_text = |at: usize| {
        text.kind(at) == Some(Kind::Word) || matches!(text.at(at), ":" | "," | "." | "“" | "”")
    };
    before.is_some_and(is_text) || behind.is_some_and(is_text)
}

/// The lexeme behind a run of the same sign.
fn run_end(text: &Text<'_>, at: usize) -> usize {
    let sign = text.at(at).to_owned();
    (at + 1..text.len())
        .find(|next| text.at(*next) != sign)
        .unwrap_or(text.len())
}

fn dash(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let silent = Some(Reading::new(at + 1, " ", Rule::Silent));
    let before = at.checked_sub(1).and_then(|before| text.kind(before));
    let behind = text.kind(at + 1);
    if spans(text, at) || spans_numerals(around, at) {
        return Some(Reading::new(at + 1, " đến ", Rule::Span));
    }
    match (before, behind) {
        // "Mục I-IV"
        (Some(Kind::Word), Some(Kind::Word))
            if around.last == Some((Rule::RomanNumber, at))
                && crate::roman::value(text.at(at + 1)).is_some() =>
        {
            Some(Reading::new(at + 1, " đến ", Rule::Span))
        }
        // "vắc-xin"
        (Some(Kind::Word), Some(Kind::Word)) => None,
        // "Covid-19"
        (Some(Kind::Word), Some(Kind::Digits)) => silent,
        (None | Some(Kind::Blank | Kind::Break), Some(Kind::Digits)) if is_minus(text, at) => {
            Some(Reading::new(at + 1, "âm ", Rule::SignWord))
        }
        (Some(Kind::Sign), Some(Kind::Digits))
            if text
                .at(at - 1)
                .starts_with(['(', ':', '<', '>', '≤', '≥', '=']) =>
        {
            Some(Reading::new(at + 1, "âm ", Rule::SignWord))
        }
        _ if around
            .last
            .is_some_and(|(rule, end)| rule.class() == Class::Telephone && end + 1 >= at) =>
        {
            Some(Reading::new(at + 1, ",", Rule::Pause))
        }
        // A dash between two words is a pause, one between two numbers that no rule has read is nobody's guess.
        (Some(Kind::Digits), Some(Kind::Digits | Kind::Word)) => Some(Reading::unreadable(
            at + 1,
            Problem::UnknownSign {
                written: text.between(at - 1, at + 2).to_owned(),
            },
        )),
        _ => {
            let next = text.past_blank(at + 1);
            let last = (0..at)
                .rev()
                .find(|last| text.kind(*last) != Some(Kind::Blank));
            let small = |at: usize| text.at(at).chars().next().is_some_and(char::is_lowercase);
            let joins =
                small(next) && last.is_some_and(|last| small(last) && !text.begins_line(at));
            if joins {
                silent
            } else {
                Some(Reading::new(at + 1, ",", Rule::Pause))
            }
        }
    }
}

/// Whether the dash leads from one Roman numeral to another: “khóa XII - XIII”.
fn spans_numerals(around: &Around<'_, '_>, at: usize) -> bool {
    let next = around.text.past_blank(at + 1);
    around.follows(Class::Roman, at)
        && next > at + 1
        && crate::roman::value(around.text.at(next)).is_some()
}

/// Whether the dash leads from one measure to another: “6 tháng - 5 tuổi”, “thứ 2 - thứ 6”.
fn spans(text: &Text<'_>, at: usize) -> bool {
    let left = text.left(at);
    let mut words = left.rsplit(' ');
    let (last, before) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let next = text.past_blank(at + 1);
    let behind = text.kind(next);
    let measures = behind == Some(Kind::Digits)
        && is_number(before)
        && !is_number(last)
        && text.kind(next + 1) == Some(Kind::Blank)
        && text.kind(at - 1) != Some(Kind::Sign)
        && crate::tables::unit::EACH
            .iter()
            .chain(&crate::tables::unit::AMOUNT_WORDS)
            .any(|word| *word == last);
    let named = behind == Some(Kind::Word)
        && is_number(last)
        && !before.is_empty()
        && text.at(next).to_lowercase() == before;
    measures || named
}

/// A dash before a number is a minus unless a number stands before it too.
fn is_minus(text: &Text<'_>, at: usize) -> bool {
    let before = (0..at)
        .rev()
        .find(|before| text.kind(*before) != Some(Kind::Blank));
    before.is_none_or(|before| text.kind(before) != Some(Kind::Digits))
}

fn slash(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    if let Some(per) = measure::read_per(around, at) {
        return Some(per);
    }
    let before = at.checked_sub(1).and_then(|before| text.kind(before));
    let next = text.past_blank(at + 1);
    let is_year = text.at(next).len() == 4 && text.at(next).starts_with(['1', '2']);
    match (before, text.kind(next)) {
        // "quý II/2026"
        (Some(Kind::Word), Some(Kind::Digits))
            if is_year
                && around
                    .last
                    .is_some_and(|(rule, end)| rule.class() == Class::Roman && end == at) =>
        {
            Some(Reading::new(at + 1, " năm ", Rule::Month))
        }
        // "A/H5N1"
        (Some(Kind::Word), Some(Kind::Word)) if text.kind(next + 1) == Some(Kind::Digits) => {
            Some(Reading::new(at + 1, " ", Rule::Silent))
        }
        // "45 phút/ca trực": what is counted for has many names.
        (Some(Kind::Word), Some(Kind::Word))
            if measure::is_measured(text, at) && text.at(next).starts_with(char::is_lowercase) =>
        {
            Some(Reading::new(next, " một ", Rule::Per))
        }
        (Some(Kind::Word | Kind::Blank), Some(Kind::Word)) => {
            // "và/hoặc" is said in one breath, "xã/phường" in two.
            let joined = text.at(at - 1).to_lowercase() == "và";
            Some(Reading::new(
                at + 1,
                if joined { " " } else { "," },
                if joined { Rule::Silent } else { Rule::Pause },
            ))
        }
        _ => {
            let written = text
                .between(at.saturating_sub(1), text.chunk_end(at))
                .to_owned();
            Some(Reading::unreadable(
                at + 1,
                Problem::UnknownSign { written },
            ))
        }
    }
}
