//! Home addresses beside a person's name.

use super::find::{Finding, MOST};
use super::name::people;
use super::text::{has_word, sentence};
use crate::pattern::pattern;
use crate::problem::PersonalData;
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

/// Home addresses in `text`, each within a sentence that names a person who holds no office.
pub fn homes(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let streets = STREET
        .captures_iter(text)
        .filter_map(|street| street.name("lane").or(street.name("house")));
    for home in HOME.find_iter(text).chain(streets) {
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

/// Whether an address is no part of a longer word or of a document's number.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: char| c.is_alphanumeric() || "/-.,".contains(c);
    !text[..start].ends_with(joined) && !text[end..].starts_with("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_told_from_houses_of_all() {
        for text in [
            "Bà Trần Thị Mẫu, số 12 ngõ 34 phố Mẫu, mất thẻ",
            "nhà anh Lê Văn Mẫu ở ngách 12/5, ngõ 3",
            "Số nhà 5, tổ 7: bà Lê Thị Mẫu",
        ] {
            assert_eq!(homes(text).len(), 1, "{text}");
        }
        for text in [
            "Trạm y tế ở số 45 đường Trần Nguyên Hãn",
            "Bà Lê Thị Mẫu, Trạm trưởng, số 45 đường Tô Hiệu",
            "Ông Lê Văn Mẫu, tổ trưởng tổ 5",
            "Quyết định số 12/QĐ-UBND",
        ] {
            assert_eq!(homes(text), [], "{text}");
        }
    }
}
