//! Every address belongs to one page.

use crate::compile::CompiledSite;
use crate::model::is_reserved;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::source::Source;
use std::collections::BTreeMap;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for post in &site.ward.posts {
        let url = post.url();
        let path = post.source.path.as_str();
        if is_reserved(&post.section, &post.slug) {
            problems.push(at_top(
                &post.source,
                Problem::ReservedUrl { url: url.clone() },
            ));
        }
        if let Some(other) = taken.insert(url.clone(), path) {
            problems.push(at_top(
                &post.source,
                Problem::DuplicateUrl {
                    url,
                    other: other.into(),
                },
            ));
        }
    }
}

/// A problem with a post as a whole, shown at its first line.
pub fn at_top(source: &Source, problem: Problem) -> Diagnostic {
    let end = source.text.find('\n').unwrap_or(source.text.len());
    Diagnostic::at(source, 0..end, problem)
}
