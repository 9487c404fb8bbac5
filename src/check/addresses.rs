//! Every address belongs to one page.

use crate::diagnostic::Diagnostic;
use crate::problem::Problem;
use crate::render::{PAGES, RESERVED, Site};
use std::collections::BTreeMap;

pub fn check(site: &Site<'_>, problems: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for post in &site.ward.posts {
        let url = post.url();
        let path = post.source.path.as_str();
        if RESERVED.contains(&post.section.as_str()) || post.slug == PAGES {
            problems.push(Diagnostic::file(path, Problem::ReservedUrl { url: url.clone() }));
        }
        if let Some(other) = taken.insert(url.clone(), path) {
            problems.push(Diagnostic::file(path, Problem::DuplicateUrl { url, other: other.into() }));
        }
    }
}
