//! Addresses of wards beside each other: no site overwrites another when it is uploaded.

use crate::model::{RESERVED, Ward};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use std::ops::Range;
use url::Url;

/// Reports wards that have one address, and wards whose address lies inside another's.
pub fn check(wards: &[Ward], problems: &mut Vec<Diagnostic>) {
    let places: Vec<_> = wards.iter().map(|ward| (ward, place(ward))).collect();
    let mut sorted = places;
    sorted.sort_by(|(a, at), (b, other)| (at, &a.id).cmp(&(other, &b.id)));
    // Behind a place stand all that begin with it, for `/` parts names.
    let mut around: Vec<(&Ward, String)> = Vec::new();
    for (ward, place) in sorted {
        while around
            .last()
            .is_some_and(|(_, outer)| !place.starts_with(outer.as_str()))
        {
            around.pop();
        }
        if let Some((other, outer)) = around.last() {
            problems.extend(beside(ward, other, &place[outer.len()..]));
        }
        around.push((ward, place));
    }
}

/// What is wrong with a ward whose address is `below` another's.
fn beside(ward: &Ward, outer: &Ward, below: &str) -> Option<Diagnostic> {
    let source = &ward.config.source;
    let (other, url) = (outer.id.clone(), ward.config.base_url.clone());
    let told = |problem| Diagnostic::at(source, line(&source.text), problem);
    let Some(part) = below.split('/').next().filter(|part| !part.is_empty()) else {
        return Some(told(Problem::SameBaseUrl { other, url }));
    };
    let taken = RESERVED.contains(&part) || outer.posts.iter().any(|post| post.section == part);
    Some(if taken {
        let part = part.to_owned();
        told(Problem::BaseUrlInside { other, url, part })
    } else {
        told(Problem::BaseUrlBelow { other, url }).warning()
    })
}

/// Where a site lies, whatever the scheme: host, port where it is not the usual one, and path, ending in `/`.
fn place(ward: &Ward) -> String {
    let written = &ward.config.base_url;
    let Ok(url) = Url::parse(written) else {
        return written.clone();
    };
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    format!("{host}{port}{}/", path.trim_end_matches('/'))
}

/// Where `base_url` stands in `ward.toml`.
fn line(text: &str) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("base_url") {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}
