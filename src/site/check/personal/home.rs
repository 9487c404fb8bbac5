//! Home addresses beside a person's name.

use super::digits::Run;
use super::find::{Finding, MOST};
use super::name::people;
use super::text::{has_word, sentence};
use crate::problem::PersonalData;
use base::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// A house and its lane, or the two the other way round.
static HOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:(?:số nhà|nhà số|sn) ?[0-9]+[a-z]?(?:/[0-9]+)*",
        r"|(?:số |ngách |ngõ |hẻm |kiệt |nhà )?[0-9]+[a-z]?(?:/[0-9]+[a-z]?)*,? ?(?:ngõ|ngách|hẻm|kiệt|phố|đường|tổ|thôn|xóm|khu|ấp|đội|tdp) ?[\p{L}0-9]",
        r"|(?:số|căn hộ|căn|phòng) [0-9]+[a-z]?(?:/[0-9]+)*,? (?:chung cư|tòa|toà|nhà)",
        r"|(?:căn hộ|căn|phòng|p\.) ?[a-z]?[0-9]+[a-z]?,? (?:chung cư|tòa|toà))",
    ))
});

/// A house by its number and the name of its street alone, behind words that say that it is one.
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:(?:(?:ở|trú|ngụ|nhà|số|chỉ|(?:ở|trú|ngụ|sống)(?: \p{L}+){0,2} tại|[,(-]):? ?)(?P<lane>[0-9]+[a-z]?(?:/[0-9]{1,3}[a-z]?)+,? (?-i:\p{Lu})\p{L})",
        r"|(?:địa chỉ(?: của [\p{L} ]{1,30})?|(?:ở|trú|ngụ|sống)(?: \p{L}+){0,2} tại):? (?P<house>[0-9]+[a-z]?,? (?-i:\p{Lu})\p{L}))",
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

/// Words that make a house of any number behind them.
const LEADS: &[&str] = &["số nhà", "nhà số", "sn"];

/// Home addresses in `text`, each within a sentence that names a person who holds no office; `runs` are its digits. Most
/// numbers stand beside no word of an address: the patterns are for texts in which one does.
pub fn homes(text: &str, runs: &[Run]) -> Vec<Finding> {
    let mut found = Vec::new();
    let (house, street) = may_hold(text, runs);
    let streets = street.then(|| STREET.captures_iter(text));
    let streets = streets.into_iter().flatten();
    let streets = streets.filter_map(|street| street.name("lane").or(street.name("house")));
    let houses = house.then(|| HOME.find_iter(text));
    for home in houses.into_iter().flatten().chain(streets) {
        if found.len() > MOST {
            break;
        }
        if !is_whole(text, home.start(), home.end()) {
            continue;
        }
        let around = sentence(text, &home.range());
        // One a sentence.
        if found
            .iter()
            .any(|told: &Finding| around.contains(&told.span.start))
        {
            continue;
        }
        let near = text
            .floor_char_boundary(home.start().saturating_sub(120))
            .max(around.start);
        let far = text
            .ceil_char_boundary((home.end() + 40).min(text.len()))
            .min(around.end);
        let before = people(&text[near..home.start()]);
        let beside = match before.last() {
            Some(person) => {
                let between = text[near + person.name.end..home.start()].to_lowercase();
                !person.official && !has_word(&between, PUBLIC)
            }
            None => {
                let between = &text[home.end()..far];
                let first = people(between).into_iter().next();
                let left = text[near..home.start()].to_lowercase();
                first.is_some_and(|person| person.titled && !person.official)
                    && !has_word(&left, PUBLIC)
            }
        };
        if beside {
            let end = home.start() + home.as_str().trim_end_matches([',', ' ']).len();
            let end = end
                + text[end..]
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(text.len() - end);
            found.push(Finding::new(PersonalData::Home, home.start()..end));
        }
    }
    found
}

/// Whether a text may hold a [`HOME`], and whether a [`STREET`].
fn may_hold(text: &str, runs: &[Run]) -> (bool, bool) {
    let (mut house, mut street) = (false, false);
    for group in runs.iter().flatten() {
        let rest = &text[group.span.end..];
        let mut letters = rest.chars();
        letters.next();
        // A letter may belong to the number, as in `12a`, and then perhaps a comma and a blank.
        for behind in [rest, letters.as_str()] {
            let behind = behind.strip_prefix(',').unwrap_or(behind);
            let behind = behind.strip_prefix(' ').unwrap_or(behind);
            street |= behind.starts_with(char::is_uppercase);
            house |= PARTS
                .iter()
                .any(|part| begins(behind.chars(), part.chars()));
        }
        let before = &text[..group.span.start];
        let before = before.strip_suffix(' ').unwrap_or(before);
        house |= LEADS
            .iter()
            .any(|lead| begins(before.chars().rev(), lead.chars().rev()));
        if house && street {
            break;
        }
    }
    (house, street)
}

/// Whether letters begin as small ones do, whatever their capitals.
fn begins(mut letters: impl Iterator<Item = char>, mut small: impl Iterator<Item = char>) -> bool {
    let same = |c: char, small: char| {
        let fold = |c: char| c.to_uppercase().flat_map(char::to_lowercase);
        c == small || !c.is_ascii_digit() && fold(c).eq([small])
    };
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
                    let (house, street) = may_hold(&text, &runs(&text));
                    assert!(house || !HOME.is_match(&text), "{text}");
                    assert!(street || !STREET.is_match(&text), "{text}");
                }
            }
        }
    }
}
