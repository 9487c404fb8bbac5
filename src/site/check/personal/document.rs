//! What documents for download give away or do: their text, comments, deleted words, authors, programs inside.

use super::find::{Known, find};
use super::seen::Seen;
use super::text::has_word;
use super::{name::people, name_of_file};
use crate::assets::Attachment;
use crate::compile::CompiledSite;
use crate::inspect::{Inside, Inspector};
use crate::problem::{Danger, Part, Problem, Trace};
use base::diagnostic::Diagnostic;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Most warnings about one document.
const MOST: usize = 30;

/// Names that programs and computers give, and that say nothing about a person.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "admin", "administrator", "user", "users", "hp", "dell", "acer", "asus", "lenovo", "pc", "home", "owner", "author", "microsoft",
    "windows", "word", "office", "excel", "powerpoint", "libreoffice", "openoffice", "google", "docs", "python-docx", "apache", "poi",
    "openpyxl", "adobe", "acrobat", "canva", "wps", "unknown", "none", "un-named", "unnamed", "guest", "default", "template", "máy tính",
    "computer", "laptop", "techsi.vn", "ismail", "loa",
];

/// Bodies that write documents.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "ubnd", "ủy ban", "uỷ ban", "hđnd", "hội đồng", "phường", "xã", "trạm", "trung tâm", "đoàn", "hội", "trường", "công an", "sở", "bộ",
    "đảng ủy", "đảng bộ", "ban", "phòng", "văn phòng", "cục", "chi cục", "bệnh viện", "viện", "mttq", "mặt trận", "công ty", "tổ", "ủy",
    "ubmttq", "vp", "vanphong", "phuong", "xa", "vietnam",
];

/// Warns of what the documents of a ward's posts give away; what acts in them is an error.
pub fn check(
    site: &CompiledSite<'_>,
    inspector: &Inspector,
    known: &Known,
    problems: &mut Vec<Diagnostic>,
) {
    let mut offered: BTreeMap<&Attachment, BTreeSet<&str>> = BTreeMap::new();
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        let Some(found) = &compiled.attachment else {
            continue;
        };
        let meant = offered.entry(found).or_default();
        meant.extend(post.front.personal_data.iter().map(String::as_str));
    }
    let offered: Vec<_> = offered.into_iter().collect();
    let told = offered.into_par_iter().flat_map_iter(|(document, meant)| {
        let id = &document.id;
        let meant: Vec<String> = meant.into_iter().map(str::to_owned).collect();
        let mut told = name_of_file(id, &meant, known);
        let bytes = || site.attachments.bytes(document);
        match inspector.inspect(&document.hash, bytes) {
            Ok(inside) => told.extend(tell(id, &inside, &meant, known)),
            Err(problem) => told.push(problem),
        }
        told
    });
    problems.extend(told.collect::<Vec<_>>());
}

/// The problems of the document at `path`, apart from what is meant: words, or all of the file by its name.
pub fn tell(path: &str, inside: &Inside, meant: &[String], known: &Known) -> Vec<Diagnostic> {
    let file = path.rsplit('/').next().unwrap_or_default();
    let mut told = Vec::new();
    let mut warn = |problem| told.push(Diagnostic::file(path, problem).warning());
    if !meant.iter().any(|meant| meant == file) {
        for (part, words) in &inside.words {
            personal(*part, words, meant, known)
                .into_iter()
                .take(MOST)
                .for_each(&mut warn);
        }
        for (trace, words) in inside.traces.iter().take(MOST) {
            let named = !matches!(trace, Trace::Author | Trace::Reviewer) || is_person(words);
            if named && !meant.iter().any(|meant| meant.contains(words.as_str())) {
                warn(Problem::DocumentTrace {
                    trace: *trace,
                    words: words.clone(),
                    file: file.to_owned(),
                });
            }
        }
    }
    if let Some(why) = inside.unread {
        warn(Problem::DocumentUnread { why });
    }
    for (danger, name) in inside.dangers.iter().take(MOST) {
        let name = if name.is_empty() { file } else { name.as_str() }.to_owned();
        told.push(match danger.acts() {
            true => Diagnostic::file(
                path,
                Problem::DocumentActs {
                    danger: *danger,
                    name,
                },
            ),
            false => Diagnostic::file(path, hides(*danger, name)).warning(),
        });
    }
    told
}

fn hides(danger: Danger, name: String) -> Problem {
    match danger {
        Danger::Review => Problem::DocumentReviewed {},
        danger => Problem::DocumentHides { danger, name },
    }
}

fn personal(part: Part, words: &str, meant: &[String], known: &Known) -> Vec<Problem> {
    let seen = Seen::post(words, 0);
    let found = find(&seen, known).into_iter().filter_map(|finding| {
        let words = seen.text[finding.span].trim().to_owned();
        let meant = meant
            .iter()
            .any(|meant| Seen::plain(meant).text.contains(&words));
        (!meant).then_some(Problem::DocumentPersonal {
            data: finding.data,
            part,
            words,
        })
    });
    found.collect()
}

/// Whether a property names a person rather than a computer or a body.
fn is_person(words: &str) -> bool {
    if !people(words).is_empty() {
        return true;
    }
    let lower = words.to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let numbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
    letters > 2
        && !has_word(&lower, NOBODY)
        && !NOBODY.contains(&numbered)
        && !has_word(&lower, BODIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_told_from_computers_and_bodies() {
        for name in ["Tran Van Mau", "Nguyễn Thị Mẫu", "mautv", "LÊ MẪU"] {
            assert!(is_person(name), "{name}");
        }
        for name in [
            "Admin",
            "HP",
            "user",
            "Windows User",
            "UBND phường Mẫu",
            "Administrator",
            "PC01",
            "python-docx",
            "",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }
}
