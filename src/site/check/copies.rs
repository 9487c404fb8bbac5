//! Copies that nobody meant to publish: files that programs for sharing made, and two posts with one title.

use super::addresses::at_top;
use crate::compile::CompiledSite;
use crate::model::{Kind, Post};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// More posts than this with one title are a series, such as a weekly notice, and no copies.
const SERIES: usize = 5;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let mut titles: BTreeMap<_, Vec<&Post>> = BTreeMap::new();
    for post in &site.ward.posts {
        let name = post.file.rsplit('/').next().unwrap_or(&post.file);
        let (stem, _) = name.rsplit_once('.').unwrap_or((name, ""));
        if looks_like_copy(stem) {
            let name = name.to_owned();
            let problem = Problem::LooksLikeCopy { name };
            problems.push(at_top(&post.source, problem).warning());
        }
        // An event is held again under the same title.
        let day = match &post.kind {
            Kind::Event(event) => Some(event.starts),
            _ => None,
        };
        let words = post.front.title.split_whitespace().collect::<Vec<_>>();
        let title = words.join(" ").to_lowercase();
        let same = titles.entry((&post.section, title, day)).or_default();
        same.push(post);
    }
    for same in titles.values().filter(|same| same.len() <= SERIES) {
        for pair in same.windows(2) {
            let other = pair[0].source.path.clone();
            let problem = Problem::SameTitle { other };
            problems.push(at_top(&pair[1].source, problem).warning());
        }
    }
}

base::pattern!(
    COPY,
    r"(?x)
    # Dropbox, Nextcloud, ownCloud, Seafile, Mega, Resilio, Google Drive
    conflicted\ copy | sfconflict | \bconflict\] | \(case\ conflict | \(file\ name\ conflict | \(selective\ sync\ conflict
    | \(unicode\ encoding\ conflict | [._-]conflict(?:[._-]?\d.*)?$ | bản\ sao\ (?:bị\ )?xung\ đột
    # Syncthing
    | \.sync-conflict-\d{8}
    # OneDrive puts the computer's name behind
    | -(?:desktop|laptop|win|pc)-[a-z0-9]{5,12}(?:-\d+)?$
    # Explorer and Finder, in English and Vietnamese
    | (?:^|[\ _-])copy(?:\ ?\(?\d*\)?)?$ | ^copy\ (?:\(\d+\)\ )?of\  | (?:^|[\ _-])bản\ sao(?:\ ?\(?\d*\)?)?$
    | ^bản\ sao\ (?:\(\d+\)\ )?của\  | ^bản\ sao\b.*\ -\ 
    # Downloads
    | .\ ?\(\d{1,2}\)$
    "
);

/// Whether a program gave this name, without ending, to a copy.
fn looks_like_copy(stem: &str) -> bool {
    COPY.is_match(&stem.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::looks_like_copy;

    #[test]
    fn names_that_programs_give_to_copies() {
        for name in [
            "bai - Copy",
            "bai - Copy (2)",
            "bai copy",
            "bai copy 2",
            "Copy of bai",
            "Copy (2) of bai",
            "bai - Bản sao",
            "bai - Bản sao (3)",
            "Bản sao của bai",
            "bai (conflicted copy 2026-01-01)",
            "bai (Máy Của Lan's conflicted copy 2026-01-01)",
            "bai (bản sao xung đột của Lan 2026-01-01)",
            "bai.sync-conflict-20260101-120000-ABCDEF",
            "bai-DESKTOP-A1B2C3D",
            "bai-LAPTOP-9XK2PQ-2",
            "bai (1)",
            "bai(2)",
            "bai_conflict-20260101-120000",
            "[Conflict] bai",
            "bai (SFConflict lan@example.vn 2026-01-01-10-00-00)",
            "bai (Case Conflict)",
        ] {
            assert!(looks_like_copy(name), "{name}");
        }
        for name in [
            "bai",
            "ke-hoach-1",
            "nghi-quyet-72-nq-tw",
            "copyright",
            "bai-2",
            "hop (2026)",
            "xung-dot-gia-dinh",
            "ban-sao-giay-khai-sinh",
            "chung-thuc-ban-sao",
            "may-tinh-desktop",
        ] {
            assert!(!looks_like_copy(name), "{name}");
        }
    }
}
