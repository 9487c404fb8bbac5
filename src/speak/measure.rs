//! Numbers with units and ranges of them: 1,5 cm, 3 - 5 (%), 50.000đ-100.000đ, 10-15 mg/kg, 275 triệu đồng/ha/năm.

use crate::day::past_dash;
use crate::lexeme::{Kind, Text};
use crate::number;
use crate::numeral::{Numeral, numeral};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::Rule;
use crate::tables::unit::{AMOUNT_WORDS, AMOUNTS, Close, EACH, SIGNS, UNITS, Unit};

/// A unit that was found.
struct Found {
    end: usize,
    said: String,
    money: bool,
}

/// The unit at this lexeme, without what stands behind a slash.
fn unit(text: &Text<'_>, at: usize, joined: bool) -> Option<Found> {
    let written = text.at(at);
    if text.kind(at) == Some(Kind::Sign) {
        let sign = written.chars().next()?;
        let (_, said, money) = SIGNS.iter().find(|(known, ..)| *known == sign)?;
        if matches!(sign, '°' | 'º') {
            let (end, said) = match text.at(at + 1) {
                "C" | "c" => (at + 2, "độ xê"),
                "F" | "f" => (at + 2, "độ ép"),
                _ => (at + 1, *said),
            };
            return Some(Found {
                end,
                said: said.to_owned(),
                money: false,
            });
        }
        return Some(Found {
            end: at + 1,
            said: (*said).to_owned(),
            money: *money,
        });
    }
    // ºC is one letter in some fonts, and °C in others.
    // “GB” is written “gb” too; single letters are told apart by their case.
    let same = |unit: &&Unit| unit.written.len() > 1 && unit.written.eq_ignore_ascii_case(written);
    let exact = UNITS.iter().find(|unit| unit.written == written);
    let unit = exact.or_else(|| UNITS.iter().find(same))?;
    if unit.close == Close::Joined && !joined {
        return None;
    }
    let power = match text.at(at + 1) {
        "²" | "2" if unit.length => " vuông",
        "³" | "3" if unit.length => " khối",
        "₂" | "2" if unit.written == "cmH" => "",
        _ => {
            return Some(Found {
                end: at + 1,
                said: unit.said.to_owned(),
                money: unit.money,
            });
        }
    };
    // "cm2O" is none, "cmH2O" is one.
    let end = at + 2 + usize::from(unit.written == "cmH");
    Some(Found {
        end,
        said: format!("{}{power}", unit.said),
        money: false,
    })
}

/// What stands behind slashes: “/ha/năm”, “/ kg”, “/100.000 dân”.
fn per(text: &Text<'_>, mut at: usize, money: bool) -> (usize, String) {
    let mut said = String::new();
    while text.is_sign(at, '/') {
        let next = text.past_blank(at + 1);
        let word = text.at(next).to_lowercase();
        if text.kind(next) == Some(Kind::Word) && EACH.contains(&word.as_str()) {
            said += &format!(" một {word}");
            at = next + 1;
        } else if let Some(unit) = unit(text, next, true) {
            let link = if money { "một" } else { "trên" };
            said += &format!(" {link} {}", unit.said);
            at = unit.end;
        } else if let Some(Ok(number)) =
            (text.kind(next) == Some(Kind::Digits)).then(|| numeral(text, next))
        {
            let Ok(words) = number.said() else { break };
            said += &format!(" trên {words}");
            at = number.end;
            // “250 mg/5 ml”
            let place = text.past_blank(at);
            if let Some(unit) = unit(text, place, place == at) {
                said += &format!(" {}", unit.said);
                at = unit.end;
            }
        } else {
            break;
        }
    }
    (at, said)
}

/// The unit behind a number, with what stands behind its slashes.
pub fn whole_unit(text: &Text<'_>, at: usize) -> Option<(usize, String)> {
    let place = text.past_blank(at);
    let found = amount(text, at).or_else(|| unit(text, place, place == at))?;
    // "5 m" before letters is a unit, "5 cmt" none; "2 L" of "2 L.A" none.
    let (end, behind) = per(text, found.end, found.money);
    if end == found.end
        && text.kind(end) == Some(Kind::Digits)
        && text.kind(end - 1) == Some(Kind::Word)
    {
        return None;
    }
    Some((end, format!("{}{behind}", found.said)))
}

/// “50k”, “5tr”, “1 tỷ”: an amount that is joined to its number, with “đồng” where it is written.
fn amount(text: &Text<'_>, at: usize) -> Option<Found> {
    let (_, said) = AMOUNTS
        .iter()
        .find(|(written, _)| *written == text.at(at))?;
    let next = text.past_blank(at + 1);
    let coin = unit(text, next, next == at + 1).filter(|unit| unit.money);
    Some(match coin {
        Some(coin) => Found {
            said: format!("{said} {}", coin.said),
            ..coin
        },
        None => Found {
            end: at + 1,
            said: (*said).to_owned(),
            money: true,
        },
    })
}

/// A unit in brackets behind a number: “(%)”, “(tỷ đồng/ năm)”.
fn in_brackets(text: &Text<'_>, at: usize) -> Option<(usize, String)> {
    let open = text.past_blank(at);
    if !text.is_sign(open, '(') {
        return None;
    }
    let mut place = text.past_blank(open + 1);
    let (mut said, mut money) = (Vec::new(), false);
    while text.kind(place) == Some(Kind::Word) && AMOUNT_WORDS.contains(&text.at(place)) {
        said.push(text.at(place).to_owned());
        money = true;
        place = text.past_blank(place + 1);
    }
    if said.is_empty() {
        let found = unit(text, place, true)?;
        (place, money) = (found.end, found.money);
        said.push(found.said);
    }
    let (end, behind) = per(text, place, money);
    let close = text.past_blank(end);
    text.is_sign(close, ')')
        .then(|| (close + 1, format!("{}{behind}", said.join(" "))))
}

/// A number with the unit behind it, if one stands there.
struct Quantity {
    number: Numeral,
    unit: Option<String>,
    end: usize,
    bracketed: bool,
}

fn quantity(text: &Text<'_>, at: usize) -> Result<Quantity, Problem> {
    let number = numeral(text, at)?;
    let end = number.end;
    if let Some((end, unit)) = whole_unit(text, end) {
        return Ok(Quantity {
            number,
            unit: Some(unit),
            end,
            bracketed: false,
        });
    }
    if let Some((end, unit)) = in_brackets(text, end) {
        return Ok(Quantity {
            number,
            unit: Some(unit),
            end,
            bracketed: true,
        });
    }
    Ok(Quantity {
        number,
        unit: None,
        end,
        bracketed: false,
    })
}

impl Quantity {
    fn said(&self) -> Result<String, Problem> {
        let number = self.number.said()?;
        Ok(match &self.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number,
        })
    }
}

/// “1m65”, “2kg5”, “1tr5”: what stands behind the unit is a part of it.
fn split_unit(text: &Text<'_>, at: usize) -> Option<Reading> {
    let (unit, rest) = (text.at(at + 1), text.at(at + 2));
    if text.kind(at + 1) != Some(Kind::Word) || text.kind(at + 2) != Some(Kind::Digits) {
        return None;
    }
    let whole = number::cardinal(text.at(at).parse().ok()?)?;
    let behind: u128 = rest.parse().ok()?;
    let money = text.past_blank(at + 3);
    let coin = self::unit(text, money, money == at + 3).filter(|unit| unit.money);
    let (end, coin) = coin.map_or((at + 3, String::new()), |coin| {
        (coin.end, format!(" {}", coin.said))
    });
    let said = match (unit, rest.len()) {
        ("m", 2) => format!("{whole} mét {}", number::cardinal(behind)?),
        ("tr" | "Tr", 1) => format!(
            "{whole} triệu {} trăm nghìn{coin}",
            number::cardinal(behind)?
        ),
        ("tr" | "Tr", 3) => format!("{whole} triệu {} nghìn{coin}", number::cardinal(behind)?),
        ("p" | "ph", 1 | 2) if text.at(at + 3) == "s" => {
            return Some(Reading::new(
                at + 4,
                format!("{whole} phút {} giây", number::cardinal(behind)?),
                Rule::Unit,
            ));
        }
        _ => return None,
    };
    Some(Reading::new(end, said, Rule::Unit))
}

/// A range, a number with its unit, or a number with a fraction at this lexeme of digits. Plain whole numbers are left to
/// what knows the words around them.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    if let Some(split) = split_unit(text, at) {
        return Some(split);
    }
    let first = match quantity(text, at) {
        Ok(first) => first,
        Err(problem) => return Some(Reading::unreadable(text.chunk_end(at), problem)),
    };
    if let Some(range) = range(text, at, &first) {
        return Some(range);
    }
    let rule = match () {
        () if first.bracketed => Rule::UnitInBrackets,
        () if first.unit.is_some() => Rule::Unit,
        () if !first.number.fraction.is_empty() => Rule::Decimal,
        () if first.number.grouped => Rule::Thousands,
        () => return None,
    };
    Some(Reading {
        end: first.end,
        said: first.said(),
        rule,
    })
}

/// Words behind which two numbers with a dash are a score.
const SCORES: [&str; 6] = ["tỷ số", "tỉ số", "thắng", "thua", "hòa", "hoà"];

fn range(text: &Text<'_>, at: usize, first: &Quantity) -> Option<Reading> {
    if first.bracketed {
        return None;
    }
    let to = past_dash(text, first.end).or_else(|| {
        let sign = text.past_blank(first.end);
        (text.is_sign(sign, '~') || text.is_sign(sign, '÷')).then(|| text.past_blank(sign + 1))
    })?;
    if text.kind(to) != Some(Kind::Digits) || text.is_sign(text.past_blank(to + 1), ':') {
        return None;
    }
    let last = match quantity(text, to) {
        Ok(last) => last,
        Err(problem) => return Some(Reading::unreadable(text.chunk_end(to), problem)),
    };
    let chained =
        past_dash(text, last.end).is_some_and(|next| text.kind(next) == Some(Kind::Digits));
    let slashed = text.is_sign(last.end, '/') && text.kind(last.end + 1) == Some(Kind::Digits);
    let left = text.left(at);
    let ambiguous = |end: usize| {
        let written = text.between(at, end).to_owned();
        let said = |quantity: &Quantity| quantity.said().unwrap_or_default();
        let readings = format!(
            "“{} đến {}”, “{} {}”",
            said(first),
            said(&last),
            said(first),
            said(&last)
        );
        Some(Reading::unreadable(
            end,
            Problem::Ambiguous { written, readings },
        ))
    };
    if chained || slashed {
        return ambiguous(text.chunk_end(last.end));
    }
    let both = first.said().and_then(|from| Ok((from, last.said()?)));
    if SCORES.iter().any(|word| left.ends_with(word)) {
        return Some(Reading {
            end: last.end,
            said: both.map(|(from, to)| format!("{from} {to}")),
            rule: Rule::Score,
        });
    }
    let rises = |first: &Numeral, last: &Numeral| {
        (first.whole, padded(&first.fraction, &last.fraction))
            < (last.whole, padded(&last.fraction, &first.fraction))
    };
    if !rises(&first.number, &last.number) && (first.unit.is_none() || first.unit == last.unit) {
        return ambiguous(last.end);
    }
    Some(Reading {
        end: last.end,
        said: both.map(|(from, to)| format!("{from} đến {to}")),
        rule: Rule::Span,
    })
}

fn padded(fraction: &str, other: &str) -> String {
    format!(
        "{fraction:0<width$}",
        width = other.len().max(fraction.len())
    )
}

/// A slash behind the word of a unit or an amount: “triệu đồng/ha/năm”, “lần/ngày”.
pub fn read_per(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let before = at.checked_sub(1)?;
    let word = text.at(before).to_lowercase();
    let is_amount = text.kind(before) == Some(Kind::Word)
        && (AMOUNT_WORDS.contains(&word.as_str())
            || EACH.contains(&word.as_str())
            || COUNTED.contains(&word.as_str()));
    if !is_amount && !number_stands_before(text, at) {
        return None;
    }
    let (end, said) = per(text, at, is_amount);
    (end > at).then(|| Reading::new(end, said.trim_start(), Rule::Per))
}

/// Whether the word before a slash is a measure with its number before it.
pub fn is_measured(text: &Text<'_>, at: usize) -> bool {
    let left = text.left(at);
    let mut words = left.rsplit(' ');
    let word = words.next().unwrap_or_default();
    let is_unit = COUNTED.contains(&word) || EACH.contains(&word) || AMOUNT_WORDS.contains(&word);
    is_unit
        && words
            .take(2)
            .any(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()))
}

/// Words of measures that stand before a slash.
const COUNTED: [&str; 12] = [
    "đồng", "phút", "gam", "bước", "nhịp", "bát", "chén", "cốc", "ly", "thìa", "muỗng", "giọt",
];

/// Whether a number stands not far before in the same clause.
fn number_stands_before(text: &Text<'_>, at: usize) -> bool {
    text.left(at)
        .split(' ')
        .any(|word| word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty())
        || (at.saturating_sub(6)..at).any(|before| text.is_sign(before, '%'))
}

/// A unit alone: “(%)”, “mmHg” in the head of a table, “%” behind a blank.
pub fn read_alone(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let found = unit(text, at, false).filter(|_| {
        text.kind(at) == Some(Kind::Sign) && !matches!(text.at(at), "$" | "°" | "º")
            || text.at(at).chars().count() > 1
    })?;
    let (end, behind) = per(text, found.end, found.money);
    Some(Reading::new(
        end,
        format!("{}{behind}", found.said),
        Rule::Unit,
    ))
}
