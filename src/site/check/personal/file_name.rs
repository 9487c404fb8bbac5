//! Names of files and folders, which become addresses: numbers of people in them, and names beside illness or papers.

use super::find::{Known, find};
use super::seen::Seen;
use crate::problem::PersonalData;
use base::pattern::pattern;
use base::slug::slugify;
use regex::Regex;
use std::sync::LazyLock;

/// A full name as addresses write it.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|-)(?P<name>(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|trinh|doan|mai|cao|ta|luong|luu|to|ha|chu",
        r"|trieu|nong|giang|vang|lo|thao|sung|tong|thai|phung|lam|vuong|truong|chau|dam|dao)",
        r"-(?:van|thi|huu|duc|ngoc|minh|thanh|quang|xuan|dinh|hong|thu|kim|anh|tuan|quoc|gia|bao|hai|my|phuong|bich|dieu)-[a-z]+)",
    ))
});

/// Illnesses and papers as addresses write them: beside a name they are somebody's.
static MATTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|-)(?:hiv|aids|f0|covid|lao-phoi|benh-lao|ma-tuy|nghien|cai-nghien|tam-than|tram-cam|ung-thu|mang-thai|pha-thai|benh|benh-an|benh-nhan",
        r"|nhap-vien|ra-vien|xet-nghiem|don-thuoc|so-kham|kham-benh|khuyet-tat|tu-ky|bao-hanh|xam-hai|cccd|cmnd|cmt|can-cuoc|chung-minh|ho-chieu",
        r"|passport|bhyt|bhxh|khai-sinh|chung-sinh|so-ho-khau|ho-khau|stk|tai-khoan|the-bao-hiem|lai-xe|gplx)(?:-|$)",
    ))
});

/// The personal data in the path of a file below the root, each with the words that tell it.
pub fn inside(path: &str, known: &Known) -> Vec<(PersonalData, String)> {
    let mut found = Vec::new();
    for part in path.split('/').skip(1) {
        let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
        let digits = stem.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 9 {
            let words = stem.replace(['-', '_', '.', '+'], " ");
            let seen = Seen::plain(&words);
            found.extend(
                find(&seen, known)
                    .into_iter()
                    .map(|finding| (finding.data, seen.text[finding.span].to_owned())),
            );
        }
        let slug = slugify(stem);
        if let Some(name) = NAME.captures(&slug).and_then(|found| found.name("name"))
            && MATTER.is_match(&slug)
        {
            found.push((PersonalData::Illness, name.as_str().to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_in_paths_are_told() {
        let known = Known {
            year: 2026,
            ..Known::default()
        };
        let count = |path: &str| inside(path, &known).len();
        for path in [
            "content/mau/tin/CCCD-Mau-031190001234.pdf",
            "content/mau/tin/0912_345_678.jpg",
            "content/mau/tin/benh-an-nguyen-van-mau.pdf",
            "content/mau/tin/Trần Thị Mẫu HIV.docx",
        ] {
            assert_eq!(count(path), 1, "{path}");
        }
        for path in [
            "content/mau/tin/72-nq-tw-2025-09-09.md",
            "content/mau/tin/IMG_20261128_101530.jpg",
            "content/mau/tin/phong-chong-hiv.md",
            "content/mau/tin/truong-nguyen-van-to.md",
            "content/mau/nghi-quyet/05-ctr-tu-2026.pdf",
        ] {
            assert_eq!(count(path), 0, "{path}");
        }
    }
}
