//! Names of files and folders: what can be an address, what every system can hold, and which section was meant.

use crate::model::SectionKind;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::slug::{is_device, portable, slugify};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A folder's name must be its own address.
pub fn check_folder_name(path: &str, name: &str, problems: &mut Vec<Diagnostic>) {
    let suggestion = slugify(name);
    if suggestion != name {
        let suggestion = if suggestion.is_empty() {
            "muc-moi".to_owned()
        } else {
            portable(&suggestion)
        };
        let name = name.to_owned();
        let problem = Problem::BadFolderName { name, suggestion };
        problems.push(Diagnostic::file(path, problem));
    }
}

/// Reports names that Windows cannot hold, and two names that Windows and macOS take for one; `files` are paths from the
/// root, all below `prefix`.
pub fn check_portable(prefix: &str, files: &[String], problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut refused = BTreeSet::new();
    for path in files {
        let mut end = prefix.len();
        for name in path[prefix.len()..].split('/') {
            end += name.len();
            if let Some(suggestion) = refuse(name)
                && refused.insert(&path[..end])
            {
                let name = name.to_owned();
                let problem = Problem::WindowsName { name, suggestion };
                problems.push(Diagnostic::file(&path[..end], problem));
            }
            end += 1;
        }
        let folded: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some(other) = seen.insert(folded, path) {
            let other = other.to_owned();
            problems.push(Diagnostic::file(path, Problem::SameNameButCase { other }));
        }
    }
}

/// Characters that Windows lets stand in no name.
const NEVER: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Another name, where Windows refuses this one: a device's, with a sign that it keeps for itself, or with an end that it
/// cuts off.
fn refuse(name: &str) -> Option<String> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let bad = is_device(name)
        || is_device(&slugify(stem))
        || name.ends_with(['.', ' '])
        || name.contains(NEVER)
        || name.contains(char::is_control);
    bad.then(|| {
        format!(
            "{}{}",
            portable(&slugify(stem)),
            ending.trim_end_matches(['.', ' '])
        )
    })
}

/// Reports sections that were surely meant as one that Loa knows: they would become a new entry of the menu.
pub fn check_sections(prefix: &str, files: &[String], index: &str, problems: &mut Vec<Diagnostic>) {
    let mut sections: BTreeMap<&str, bool> = BTreeMap::new();
    for path in files {
        if let Some((section, name)) = path[prefix.len()..].split_once('/')
            && !name.contains('/')
            && name.to_ascii_lowercase().ends_with(".md")
        {
            *sections.entry(section).or_default() |= name == index;
        }
    }
    for (section, named) in sections {
        if let Some(meant) = meant_section(section).filter(|_| !named) {
            let (section, path) = (section.to_owned(), format!("{prefix}{section}"));
            let meant = meant.to_owned();
            problems.push(Diagnostic::file(
                path,
                Problem::UnknownSection { section, meant },
            ));
        }
    }
}

/// The known section that an unknown one is written almost like: `suckhoe`, `suc_khoe`, `sức khỏe`; or that has another
/// name in use: `tin-tuc`.
pub fn meant_section(section: &str) -> Option<&'static str> {
    if SectionKind::of(section) != SectionKind::Plain {
        return None;
    }
    let plain = |text: &str| slugify(text).replace('-', "");
    let written = plain(section);
    if written.contains(|c: char| c.is_ascii_digit()) {
        // `mo-hinh-2` is a section of its own.
        return None;
    }
    if matches!(section, "tin-tuc" | "tintuc") {
        return Some("tin");
    }
    SectionKind::sections().find(|known| {
        let known = plain(known);
        let limit = known.len() / 6;
        written == known || strsim::damerau_levenshtein(&written, &known) <= limit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_written_otherwise() {
        for section in [
            "suckhoe",
            "suc_khoe",
            "Suc-Khoe",
            "sức khỏe",
            "suc-khoa",
            "nghiquyet",
            "su-kien-",
            "mohinh",
            "tin-tuc",
            "tintuc",
        ] {
            assert!(meant_section(section).is_some(), "{section}");
        }
        for section in [
            "suc-khoe",
            "tin",
            "gioi-thieu",
            "ti",
            "lien-he",
            "thu-vien",
            "su-co",
            "mo-hinh-2",
        ] {
            assert_eq!(meant_section(section), None, "{section}");
        }
    }

    #[test]
    fn names_are_refused_with_another() {
        assert_eq!(refuse("con.md").as_deref(), Some("ve-con.md"));
        assert_eq!(refuse("Aux").as_deref(), Some("ve-aux"));
        assert_eq!(refuse("nul.tar.gz").as_deref(), Some("nul-tar.gz"));
        assert_eq!(refuse("bai.").as_deref(), Some("bai"));
        assert_eq!(refuse("bai: 2.md").as_deref(), Some("bai-2.md"));
        assert_eq!(refuse("vi sao?.jpg").as_deref(), Some("vi-sao.jpg"));
        assert_eq!(refuse("ba\ni.md").as_deref(), Some("ba-i.md"));
        for fine in ["bai.md", "IMG (1).JPG", "bài “mới”.md", "a+b & c.md"] {
            assert_eq!(refuse(fine), None, "{fine}");
        }
    }
}
