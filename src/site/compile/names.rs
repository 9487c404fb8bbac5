//! Topics, bodies and document numbers with their addresses: one address for one name, whatever it is spelt like.

use base::slug::{portable, slugify};
use std::collections::{BTreeMap, BTreeSet};

/// Longest address of a name, in characters: it becomes a folder's name.
const SLUG_LIMIT: usize = 60;

/// Names, each with an address of its own.
#[derive(Debug)]
pub struct Names {
    /// What makes two spellings one name.
    key: fn(&str) -> String,
    /// By key: the address, and the name as it was first written.
    entries: BTreeMap<String, (String, String)>,
}

impl Names {
    /// The given names; those with the same `key` are one.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>, key: fn(&str) -> String) -> Self {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        for name in names {
            first.entry(key(name)).or_insert(name);
        }
        let mut taken = BTreeSet::new();
        let entries = first.into_iter().map(|(key, name)| {
            let slug = free(&short(name), &mut taken);
            (key, (slug, name.to_owned()))
        });
        Self {
            key,
            entries: entries.collect(),
        }
    }

    /// The address of a name.
    pub fn slug(&self, name: &str) -> Option<&str> {
        let (slug, _) = self.entries.get(&(self.key)(name))?;
        Some(slug)
    }

    /// The name at an address.
    pub fn title(&self, slug: &str) -> Option<&str> {
        self.entries()
            .find(|(known, _)| *known == slug)
            .map(|(_, title)| title)
    }

    /// Every address with its name, in alphabetical order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.entries.values();
        entries.map(|(slug, title)| (slug.as_str(), title.as_str()))
    }

    /// Every address.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.entries().map(|(slug, _)| slug)
    }
}

/// A name in ASCII, cut between words where it is long.
fn short(name: &str) -> String {
    let slug = portable(&slugify(name));
    if slug.is_empty() {
        return "khac".into();
    }
    if slug.len() <= SLUG_LIMIT {
        return slug;
    }
    let end = slug[..=SLUG_LIMIT].rfind('-').unwrap_or(SLUG_LIMIT);
    slug[..end].to_owned()
}

/// The slug, with a number behind it where another name has it already.
fn free(slug: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut tried = std::iter::once(slug.to_owned()).chain(numbered);
    let found = tried.find(|slug| !taken.contains(slug));
    let found = found.unwrap_or_else(|| unreachable!("numbers do not end"));
    taken.insert(found.clone());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::registers::same_number;

    #[test]
    fn one_name_has_one_address() {
        let names = Names::of(
            ["Bảo hiểm y tế", "bảo hiểm y tế", "an toàn"].into_iter(),
            slugify,
        );
        let all: Vec<_> = names.entries().collect();
        assert_eq!(
            all,
            [("an-toan", "an toàn"), ("bao-hiem-y-te", "Bảo hiểm y tế")]
        );
        assert_eq!(names.slug("BẢO HIỂM Y TẾ"), Some("bao-hiem-y-te"));
    }

    #[test]
    fn different_documents_never_share_an_address() {
        let numbers = ["12-KH/ĐU", "12-KH/DU", "12 - KH/du", "12-KH-DU", "№"];
        let names = Names::of(numbers.into_iter(), same_number);
        let all: Vec<_> = names.entries().collect();
        assert_eq!(
            all,
            [
                ("12-kh-du", "12-KH-DU"),
                ("12-kh-du-2", "12-KH/DU"),
                ("12-kh-du-3", "12-KH/ĐU"),
                ("khac", "№"),
            ]
        );
    }

    #[test]
    fn long_names_are_cut_between_words() {
        let long = "Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội của phường";
        let other = format!("{long} và các chi bộ");
        let names = Names::of([long, &other].into_iter(), slugify);
        let all: Vec<_> = names.slugs().collect();
        assert_eq!(
            all,
            [
                "uy-ban-mat-tran-to-quoc-va-cac-to-chuc-chinh-tri-xa-hoi-cua",
                "uy-ban-mat-tran-to-quoc-va-cac-to-chuc-chinh-tri-xa-hoi-cua-2",
            ]
        );
    }
}
