//! Documents that a text names: number and symbol, laws by name, with the day where it is told.

use super::{Context, Fact, Rule, Sentence, iso, law};
use crate::outline::phrase::kind_of_symbol as kind_of;
use base::pattern::pattern;
use base::text::lowercase;
use jiff::civil::Date;
use regex::{Captures, Regex};
use serde::Serialize;
use std::ops::Range;
use std::sync::LazyLock;

/// A document that another names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cited {
    /// Number and symbol, without blanks: `72-NQ/TW`.
    pub number: Option<String>,
    /// How it is called: "Nghị quyết 72-NQ/TW", "Luật Phòng bệnh".
    pub name: String,
    /// Nghị quyết, Kế hoạch, Luật, …
    pub kind: Option<String>,
    /// Its day.
    #[serde(serialize_with = "iso")]
    pub date: Option<Date>,
    /// Who issued it, where the words tell.
    pub issuer: Option<String>,
}

/// Number, year and symbol, also with blanks that a broken line left.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<number>\d{1,5}[a-z]?)(?:\s?/\s?(?P<year>\d{4}))?\s?(?P<sep>[/-])\s?",
        r"(?P<symbol>[A-ZĐ][A-Za-zĐđƯư]{0,14}\d{0,2}(?:\s?[-/&]\s?[A-ZĐ][A-Za-zĐđƯư]{0,20}\d{0,2}){0,3})",
    ))
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[,\s]*(?:\([^)]*\)\s*)?ngày\s+(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})",
        r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm|,)\s+(?P<y2>\d{4}))",
    ))
});
static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,\s]*của\s+(?P<issuer>\p{Lu}[^,;.:“”\x22()]{2,70}?)(?:,|;|\.|:|$|\s+(?:về|ban hành|quy định|thực hiện|[“\x22(]|khóa|khoá|sửa đổi|và|do|trên|theo|hướng dẫn|phê duyệt|gồm|trọng tâm|có hiệu lực|là|được|đã|tại|trong|nhằm|để))",
    )
});
/// A kind with a number and no symbol: "Nghị quyết 80 của Bộ Chính trị".
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<kind>Nghị quyết|Nghị định|Chỉ thị|Kết luận|Thông tư|Quyết định|Đề án)(?: số)? (?P<number>\d{1,4})(?P<end>[\s,;.)”]|$)",
    )
});
/// Kinds of document as they stand before a number, longest first.
#[rustfmt::skip]
const KINDS: [&str; 22] = [
    "Chương trình hành động", "Thông tư liên tịch", "Nghị quyết liên tịch", "Chương trình", "Nghị quyết", "Nghị định", "Thông tư",
    "Quyết định", "Chỉ thị", "Kết luận", "Kế hoạch", "Công văn", "Hướng dẫn", "Báo cáo", "Thông báo", "Quy định", "Bộ luật", "Luật",
    "Pháp lệnh", "Đề án", "Tờ trình", "Quy chế",
];
/// Every document that the sentences name, each once, in the order of its first naming.
pub fn cited(sentences: &[Sentence], context: &Context) -> Vec<Fact<Cited>> {
    let mut all: Vec<Fact<Cited>> = Vec::new();
    let title = context.title.as_ref().map(|title| Sentence {
        text: title.clone(),
        line: 1,
        block: usize::MAX,
        path: Vec::new(),
    });
    for sentence in sentences.iter().chain(&title) {
        let mut taken = Vec::new();
        for found in symbols(sentence, &mut taken) {
            add(&mut all, found);
        }
        for found in law::laws(sentence, &taken)
            .into_iter()
            .chain(numbered(sentence, &taken))
        {
            add(&mut all, found);
        }
    }
    // An appendix names the document that it belongs to.
    all.retain(|known| known.value.number.is_none() || known.value.number != context.number);
    doubt_twins(&mut all);
    all
}

/// Adds a document, or tells what is known of it more.
fn add(all: &mut Vec<Fact<Cited>>, new: Fact<Cited>) {
    let same = |known: &&mut Fact<Cited>| match (&known.value.number, &new.value.number) {
        (Some(known), Some(new)) => known == new,
        _ => {
            lowercase(&known.value.name) == lowercase(&new.value.name)
                || is_short_for(&new.value, &known.value)
        }
    };
    let Some(known) = all.iter_mut().find(same) else {
        all.push(new);
        return;
    };
    if let (Some(first), Some(second)) = (known.value.date, new.value.date)
        && first != second
    {
        known.uncertain = Some("văn bản ghi hai ngày khác nhau cho số này");
    }
    known.value.date = known.value.date.or(new.value.date);
    known.value.issuer = known.value.issuer.take().or(new.value.issuer);
}

/// "Nghị quyết 72" after "Nghị quyết 72-NQ/TW".
fn is_short_for(short: &Cited, whole: &Cited) -> bool {
    let number = whole
        .number
        .as_deref()
        .and_then(|number| number.split(['-', '/']).next());
    let called = short.name.rsplit(' ').next();
    short.number.is_none() && short.kind == whole.kind && number.is_some() && number == called
}

/// Two symbols with one number and kind, one of them undated: perhaps one document, written twice.
fn doubt_twins(all: &mut [Fact<Cited>]) {
    let key = |cited: &Cited| {
        let number = cited.number.as_deref()?;
        let (head, _) = number.rsplit_once('/')?;
        Some(head.to_owned())
    };
    let keys: Vec<_> = all.iter().map(|fact| key(&fact.value)).collect();
    for index in 0..all.len() {
        let twin = keys[index].is_some() && (0..index).any(|other| keys[other] == keys[index]);
        if twin && all[index].value.date.is_none() {
            all[index].uncertain =
                Some("cùng số với văn bản khác trong bài, có thể là viết nhầm ký hiệu");
        }
    }
}

fn symbols(sentence: &Sentence, taken: &mut Vec<Range<usize>>) -> Vec<Fact<Cited>> {
    let text = sentence.text.as_str();
    let mut found = Vec::new();
    for captures in SYMBOL.captures_iter(text) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        let before = text[..whole.start()].chars().next_back();
        let after = text[whole.end()..].chars().next();
        if before.is_some_and(|c| c.is_alphanumeric() || "-/.".contains(c))
            || after.is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        let left = text[..whole.start()].trim_end();
        if !is_symbol(&captures, left) {
            continue;
        }
        let symbol: String = captures["symbol"].split_whitespace().collect();
        let year = captures
            .name("year")
            .map(|year| format!("/{}", year.as_str()))
            .unwrap_or_default();
        let number = format!("{}{year}{}{symbol}", &captures["number"], &captures["sep"]);
        let law = law::law_before(left);
        let kind = law
            .is_some()
            .then_some("Luật")
            .or_else(|| kind_before(left))
            .or_else(|| kind_of(&symbol));
        let name = law
            .or_else(|| kind.map(str::to_owned))
            .map_or(number.clone(), |name| format!("{name} {number}"));
        let rest = &text[whole.end()..];
        let (date, rest) = date_at(rest);
        let value = Cited {
            number: Some(number),
            name,
            kind: kind.map(str::to_owned),
            date,
            issuer: issuer_at(rest),
        };
        taken.push(whole.range());
        found.push(Fact::new(value, sentence, Rule::Symbol, None));
    }
    found
}

/// Whether a match is a document's symbol, and not "5 - UBND" or "24/7".
fn is_symbol(captures: &Captures<'_>, left: &str) -> bool {
    let symbol = &captures["symbol"];
    let parts = symbol.split(['-', '/', '&']).count();
    let capitals = symbol.chars().filter(|c| c.is_uppercase()).count();
    let told = lowercase(left).ends_with("số")
        || kind_before(left).is_some_and(|kind| left.ends_with(kind));
    let known = symbol
        .split(['-', '/', '&'])
        .any(|part| kind_of(part.trim()).is_some());
    capitals >= 2
        && (parts >= 2 && (known || told || captures.name("year").is_some())
            || captures.name("year").is_some()
            || told)
}

/// The kind named last before a number, in the same breath.
fn kind_before(left: &str) -> Option<&'static str> {
    let start = left.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let near = lowercase(&left[start..]);
    let near = &near[near.rfind([';', '(', '“']).map_or(0, |at| at + 1)..];
    KINDS
        .iter()
        .filter_map(|kind| {
            near.rfind(&lowercase(kind))
                .map(|at| (at + kind.len(), *kind))
        })
        .max_by_key(|(end, kind)| (*end, kind.len()))
        .map(|(_, kind)| kind)
}

/// The day at the head of `rest`, and what follows it.
pub fn date_at(rest: &str) -> (Option<Date>, &str) {
    let Some(found) = DATE.captures(rest) else {
        return (None, rest);
    };
    let part = |names: [&str; 2]| {
        names
            .iter()
            .find_map(|name| found.name(name)?.as_str().parse::<i16>().ok())
    };
    let date = part(["y", "y2"])
        .zip(part(["m", "m2"]))
        .zip(part(["d", "d2"]));
    let date = date.and_then(|((year, month), day)| Date::new(year, month as i8, day as i8).ok());
    (date, &rest[found[0].len()..])
}

fn issuer_at(rest: &str) -> Option<String> {
    ISSUER
        .captures(rest)
        .map(|found| found["issuer"].trim().to_owned())
}

fn numbered(sentence: &Sentence, taken: &[Range<usize>]) -> Vec<Fact<Cited>> {
    let text = sentence.text.as_str();
    NUMBERED
        .captures_iter(text)
        .filter_map(|captures| {
            let number = captures.name("number")?;
            if taken
                .iter()
                .any(|span| span.start <= number.start() && number.end() <= span.end)
            {
                return None;
            }
            let rest = &text[number.end()..];
            if rest.trim_start().starts_with(['-', '/']) {
                return None;
            }
            let (date, rest) = date_at(rest);
            let value = Cited {
                number: None,
                name: format!("{} {}", &captures["kind"], number.as_str()),
                kind: Some(captures["kind"].to_owned()),
                date,
                issuer: issuer_at(rest),
            };
            Some(Fact::new(
                value,
                sentence,
                Rule::KindAndNumber,
                Some("văn bản không ghi ký hiệu"),
            ))
        })
        .collect()
}
