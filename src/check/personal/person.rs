//! What names a person closely: private addresses, birth beside a name, a child beside illness or poverty.

use super::text::{before, has_word, sentences};
use super::{Finding, name};
use crate::model::PersonalData;
use crate::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?P<local>[a-z0-9][a-z0-9._%+-]*)@(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)")
});
// No word boundaries in what runs over every text of every build: with them it would be no automaton.
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:^|\W)(?P<birth>(?:sinh\s+(?:ngày|năm|vào)?\s*|SN\.?:?\s*|ngày sinh:?\s*)",
        r"(?:[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?|[0-9]{1,2}\s+tháng\s+[0-9]{1,2}\s+năm\s+)?(?P<year>(?:19|20)[0-9]{2}))",
    ))
});
static CHILD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|\W)(?P<who>(?i:cháu|bé|em|trẻ|con|học sinh))\s+(?:(?:gái|trai|tên|là|tên là)\s+){0,2}(?P<rest>\p{Lu})",
    )
});

/// Providers of private mail boxes.
#[rustfmt::skip]
const PROVIDERS: [&str; 12] = [
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.vn", "icloud.com", "me.com", "outlook.com", "hotmail.com", "live.com",
    "proton.me", "protonmail.com", "ymail.com",
];

/// First parts of an address that belong to an office.
#[rustfmt::skip]
const OFFICES: [&str; 16] = [
    "info", "contact", "lienhe", "vanphong", "vp", "ubnd", "hdnd", "tramyte", "tyt", "bientap", "toasoan", "hotro", "support",
    "congan", "phong", "banbientap",
];

/// Private e-mail addresses; `host` is where the ward's own site is.
pub fn emails(text: &str, host: &str) -> Vec<Finding> {
    if !text.contains('@') {
        return Vec::new();
    }
    let found = EMAIL.captures_iter(text).filter_map(|captures| {
        let domain = captures["domain"].to_lowercase();
        let local = captures["local"].to_lowercase();
        let official = [".gov.vn", ".dcs.vn"]
            .iter()
            .any(|end| domain.ends_with(end))
            || !host.is_empty() && (domain == host || host.ends_with(&format!(".{domain}")));
        let names = local
            .split(['.', '_'])
            .filter(|part| part.len() > 1 && part.chars().all(char::is_alphabetic))
            .count()
            > 1;
        let office = OFFICES
            .iter()
            .any(|office| local.split(['.', '_', '-']).any(|part| part == *office));
        let private = PROVIDERS.contains(&domain.as_str()) || names && !office;
        (!official && private).then(|| captures.get(0))?
    });
    found
        .map(|address| Finding::new(PersonalData::Email, address.range()))
        .collect()
}

/// Dates and years of birth beside a full name. `year` is the present year.
pub fn births(text: &str, year: i16) -> Vec<Finding> {
    let found = BORN.captures_iter(text).filter_map(|captures| {
        let whole = captures.name("birth")?;
        let goes_on = |c: char| c.is_alphanumeric() || c == '_';
        if text[whole.end()..].starts_with(goes_on) {
            return None;
        }
        let born: i16 = captures["year"].parse().ok()?;
        let left = before(text, whole.start());
        // "học sinh năm 2025", "vệ sinh năm 2026".
        let other = has_word_at_end(
            left,
            &[
                "học", "vệ", "phát", "thí", "tái", "dân", "sản", "sĩ", "hy", "an", "y", "bán",
                "kháng", "môi",
            ],
        );
        let living = (year - 110..=year).contains(&born);
        let named = !name::full_names(left).is_empty();
        (named && living && !other).then_some(whole)
    });
    found
        .map(|birth| Finding::new(PersonalData::Birth, birth.range()))
        .collect()
}

fn has_word_at_end(text: &str, words: &[&str]) -> bool {
    let last = text
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_lowercase();
    words.contains(&last.as_str())
}

/// Illness, need, violence: what a child is not to be named beside.
#[rustfmt::skip]
const HARDSHIP: [&str; 30] = [
    "bệnh", "mắc", "ung thư", "khuyết tật", "hộ nghèo", "cận nghèo", "mồ côi", "tự kỷ", "hiv", "suy dinh dưỡng", "nhiễm",
    "dương tính", "tử vong", "xâm hại", "bạo hành", "bạo lực", "hoàn cảnh", "khó khăn", "bại não", "điều trị", "phẫu thuật", "nhập viện",
    "tai nạn", "đuối nước", "bỏ rơi", "trầm cảm", "tự tử", "nghiện", "thiểu năng", "ly hôn",
];

/// Full names of children in a sentence about illness or poverty.
pub fn children(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if !CHILD.is_match(text) {
        return found;
    }
    for sentence in sentences(text) {
        let words = &text[sentence.clone()];
        if !CHILD.is_match(words) || !has_word(&words.to_lowercase(), &HARDSHIP) {
            continue;
        }
        for captures in CHILD.captures_iter(words) {
            let Some(rest) = captures.name("rest") else {
                continue;
            };
            let Some(full) = name::opens_with_name(&words[rest.start()..]) else {
                continue;
            };
            let full = &words[rest.start()..][full];
            let first = full.split(' ').next().unwrap_or_default();
            // "Em Không Một Mình" is a model, "cháu Na Na" a child.
            let intimate = matches!(captures["who"].to_lowercase().as_str(), "cháu" | "bé");
            if name::is_surname(first) || intimate {
                let start = sentence.start + rest.start();
                found.push(Finding::new(PersonalData::Child, start..start + full.len()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_boxes_of_people_are_told_from_those_of_offices() {
        let count = |text: &str| emails(text, "nam-dong.example.vn").len();
        assert_eq!(
            count("viết cho mau.tran@gmail.com hoặc tran.mau@congty.vn"),
            2
        );
        assert_eq!(
            count(
                "ubnd@haiphong.gov.vn, tran.mau@thainguyen.gov.vn, lienhe@nam-dong.example.vn, info@congty.vn"
            ),
            0
        );
    }

    #[test]
    fn birth_counts_beside_a_name() {
        let count = |text: &str| births(text, 2026).len();
        for text in [
            "Ông Trần Văn Mẫu, sinh ngày 12/3/1955",
            "bà Lò Thị Mẫu (SN 1962)",
            "anh Vũ Văn Mẫu sinh năm 1990 trú tại tổ 3",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in [
            "trẻ sinh năm 2020",
            "Trần Văn Mẫu thăm học sinh năm 2025",
            "nhà văn Trần Mẫu Sơn, sinh năm 1880",
            "sinh ngày 19/5/1990",
            "vệ sinh năm 2026",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn a_child_is_not_named_beside_illness_or_poverty() {
        for text in [
            "Cháu Nguyễn Thị Mẫu mắc bệnh tim bẩm sinh.",
            "Trao quà cho em Trần Văn Mẫu thuộc hộ nghèo",
            "bé Na Na đang điều trị",
        ] {
            assert_eq!(children(text).len(), 1, "{text}");
        }
        for text in [
            "Mô hình Em Không Một Mình giúp trẻ mồ côi.",
            "Em Trần Văn Mẫu đạt giải nhất.",
            "Cháu N.T.M. mắc bệnh tim.",
            "Ví dụ: cháu Nguyễn Văn A bị bệnh.",
            "Bé Mẫu khỏe. Hộ nghèo được thăm.",
        ] {
            assert_eq!(children(text).len(), 0, "{text}");
        }
    }
}
