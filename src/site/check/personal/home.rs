//! Home addresses beside a person's name.

use super::digits::Run;
use super::find::{Finding, MOST};
use super::folded::{Folded, Pattern};
use super::name::people;
use super::text::{has_word, lines, sentence};
use crate::problem::PersonalData;
use std::ops::Range;
use std::sync::LazyLock;

/// A house and its lane, or the two the other way round.
static HOME: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:(?:số nhà|nhà số|sn) ?[0-9]+[a-z]?(?:/[0-9]+)*",
        r"|(?:số |ngách |ngõ |hẻm |kiệt |nhà )?[0-9]+[a-z]?(?:/[0-9]+[a-z]?)*,? ?(?:ngõ|ngách|hẻm|kiệt|phố|đường|tổ|thôn|xóm|khu|ấp|đội|tdp) ?[\p{L}0-9]",
        r"|(?:số|căn hộ|căn|phòng) [0-9]+[a-z]?(?:/[0-9]+)*,? (?:chung cư|tòa|toà|nhà)",
        r"|(?:căn hộ|căn|phòng|p\.) ?[a-z]?[0-9]+[a-z]?,? (?:chung cư|tòa|toà))",
    ))
});

/// A house by its number and the name of its street alone, behind words that say that it is one.
static STREET: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:(?:(?:ở|trú|ngụ|nhà|số|chỉ|(?:ở|trú|ngụ|sống)(?: \p{L}+){0,2} tại|[,(-]):? ?)(?P<lane>[0-9]+[a-z]?(?:/[0-9]{1,3}[a-z]?)+,? \p{L}\p{L})",
        r"|(?:địa chỉ(?: của [\p{L} ]{1,30})?|(?:ở|trú|ngụ|sống)(?: \p{L}+){0,2} tại):? (?P<house>[0-9]+[a-z]?,? \p{L}\p{L}))",
    ))
});

/// Whose addresses are public.
#[rustfmt::skip]
const PUBLIC: &[&str] = &[
    "trạm", "trường", "ủy ban", "uỷ ban", "ubnd", "bệnh viện", "trung tâm", "nhà văn hóa", "trụ sở", "văn phòng", "bộ phận", "công ty",
    "cơ sở", "cửa hàng", "phòng khám", "nhà thuốc", "quầy", "điểm", "họp tại", "quyết định", "kế hoạch", "nghị quyết", "chùa", "đình",
    "tượng", "thờ",
];

/// Words of which one stands behind the number in every [`HOME`] that has none of [`LEADS`] before it.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "ngõ", "ngách", "hẻm", "kiệt", "phố", "đường", "tổ", "thôn", "xóm", "khu", "ấp", "đội", "tdp", "chung cư", "tòa", "toà", "nhà",
];

/// The first letters of [`PARTS`].
const FIRST: &str = "nhkpđtxấc";

/// Words that make a house of any number behind them.
const LEADS: &[&str] = &["số nhà", "nhà số", "sn"];

/// Home addresses in `text`, each within a sentence that names a person who holds no office; `runs` are its digits. Most
/// numbers stand beside no word of an address: the patterns are for texts in which one does.
pub fn homes(text: &str, runs: &[Run]) -> Vec<Finding> {
    let mut found = Vec::new();
    for home in houses(text, runs).into_iter().chain(streets(text, runs)) {
        if found.len() > MOST {
            break;
        }
        if !is_whole(text, home.start, home.end) {
            continue;
        }
        let around = sentence(text, &home);
        // One a sentence.
        if found
            .iter()
            .any(|told: &Finding| around.contains(&told.span.start))
        {
            continue;
        }
        let near = text
            .floor_char_boundary(home.start.saturating_sub(120))
            .max(around.start);
        let far = text
            .ceil_char_boundary((home.end + 40).min(text.len()))
            .min(around.end);
        let before = people(&text[near..home.start]);
        let beside = match before.last() {
            Some(person) => {
                let between = text[near + person.name.end..home.start].to_lowercase();
                !person.official && !has_word(&between, PUBLIC)
            }
            None => {
                let between = &text[home.end..far];
                let first = people(between).into_iter().next();
                let left = text[near..home.start].to_lowercase();
                first.is_some_and(|person| person.titled && !person.official)
                    && !has_word(&left, PUBLIC)
            }
        };
        if beside {
            let end = home.start + text[home.clone()].trim_end_matches([',', ' ']).len();
            let end = end
                + text[end..]
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(text.len() - end);
            found.push(Finding::new(PersonalData::Home, home.start..end));
        }
    }
    found
}

/// Where a [`HOME`] stands.
fn houses(text: &str, runs: &[Run]) -> Vec<Range<usize>> {
    let groups = runs.iter().flatten();
    let groups = groups.filter(|group| may_be_house(text, &group.span));
    let lines = lines(text, groups.map(|group| group.span.start)).into_iter();
    let houses = lines.flat_map(|line| {
        let folded = Folded::of(&text[line.clone()]);
        let found = HOME.find_iter(&folded);
        let placed = found.map(|home| line.start + home.start..line.start + home.end);
        placed.collect::<Vec<_>>()
    });
    houses.collect()
}

/// Where the number and the first letters of a [`STREET`] stand.
fn streets(text: &str, runs: &[Run]) -> Vec<Range<usize>> {
    let groups = runs.iter().flatten();
    let groups = groups.filter(|group| behind(text, &group.span).any(is_capital));
    let mut found = Vec::new();
    for line in lines(text, groups.map(|group| group.span.start)) {
        let folded = Folded::of(&text[line.clone()]);
        let mut from = 0;
        while let Some(street) = STREET.captures_at(&folded, from) {
            let Some(house) = street.name("lane").or(street.name("house")) else {
                break;
            };
            let house = line.start + house.start..line.start + house.end;
            // The pattern reads small letters: the name's first is a capital.
            match text[house.clone()].chars().nth_back(1) {
                Some(capital) if capital.is_uppercase() => {
                    from = street.whole().end;
                    found.push(house);
                }
                _ => from = street.whole().start + 1,
            }
        }
    }
    found
}

/// What stands behind a number, and behind a letter that may belong to it, as in `12a`, and then perhaps a comma and a
/// blank.
fn behind<'t>(text: &'t str, number: &Range<usize>) -> impl Iterator<Item = &'t str> {
    let rest = &text[number.end..];
    let mut letters = rest.chars();
    letters.next();
    [rest, letters.as_str()].into_iter().map(|rest| {
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        rest.strip_prefix(' ').unwrap_or(rest)
    })
}

fn is_capital(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether a number may be that of a [`HOME`].
fn may_be_house(text: &str, number: &Range<usize>) -> bool {
    let before = &text[..number.start];
    let before = before.strip_suffix(' ').unwrap_or(before);
    behind(text, number).any(|behind| {
        let small = behind.chars().next().map(char::to_lowercase);
        let small = small.and_then(|mut small| small.next());
        small.is_some_and(|small| FIRST.contains(small))
            && PARTS
                .iter()
                .any(|part| begins(behind.chars(), part.chars()))
    }) || before.ends_with(['à', 'À', 'ố', 'Ố', 'n', 'N'])
        && LEADS
            .iter()
            .any(|lead| begins(before.chars().rev(), lead.chars().rev()))
}

/// Whether letters begin as small ones do, whatever their capitals.
fn begins(mut letters: impl Iterator<Item = char>, mut small: impl Iterator<Item = char>) -> bool {
    let same =
        |c: char, small: char| c == small || c.is_uppercase() && c.to_lowercase().eq([small]);
    small.all(|small| letters.next().is_some_and(|c| same(c, small)))
}

/// Whether an address is no part of a longer word or of a document's number.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: char| c.is_alphanumeric() || "/-.,".contains(c);
    !text[..start].ends_with(joined) && !text[end..].starts_with("/")
}

#[cfg(test)]
mod tests {
    use super::super::digits::runs;
    use super::*;

    #[test]
    fn homes_are_told_from_houses_of_all() {
        for text in [
            "Bà Trần Thị Mẫu, số 12 ngõ 34 phố Mẫu, mất thẻ",
            "nhà anh Lê Văn Mẫu ở ngách 12/5, ngõ 3",
            "Số nhà 5, tổ 7: bà Lê Thị Mẫu",
        ] {
            assert_eq!(homes(text, &runs(text)).len(), 1, "{text}");
        }
        for text in [
            "Trạm y tế ở số 45 đường Trần Nguyên Hãn",
            "Bà Lê Thị Mẫu, Trạm trưởng, số 45 đường Tô Hiệu",
            "Ông Lê Văn Mẫu, tổ trưởng tổ 5",
            "Quyết định số 12/QĐ-UBND",
        ] {
            assert_eq!(homes(text, &runs(text)), [], "{text}");
        }
    }

    #[test]
    fn no_text_with_an_address_is_passed_over() {
        let (home, street) = (HOME.unfolded(), STREET.unfolded());
        let numbers = ["12", "12a", "12B", "3/4", "3/4a/5", "12/34", "P12", "1l"];
        let seconds = ["", " ", ", ", ","];
        for lead in [
            "",
            "số ",
            "SỐ NHÀ ",
            "Nhà số",
            "SN",
            "ở ",
            "địa chỉ: ",
            "p.",
            "căn ",
        ] {
            for (number, second) in numbers
                .iter()
                .flat_map(|a| seconds.iter().map(move |b| (a, b)))
            {
                for part in PARTS.iter().chain(&["TỔ", "Ngõ", "Mẫu", "ĐƯỜNG", "người"])
                {
                    let text = format!("Bà Mẫu {lead}{number}{second}{part} 5");
                    let wanted = home.find_iter(&text).map(|home| home.range());
                    assert!(houses(&text, &runs(&text)).into_iter().eq(wanted), "{text}");
                    let wanted = street.captures_iter(&text).filter_map(|street| {
                        let house = street.name("lane").or(street.name("house"))?;
                        let capital = house.as_str().chars().nth_back(1);
                        capital?.is_uppercase().then_some(house.range())
                    });
                    assert!(
                        streets(&text, &runs(&text)).into_iter().eq(wanted),
                        "{text}"
                    );
                }
            }
        }
    }
}
