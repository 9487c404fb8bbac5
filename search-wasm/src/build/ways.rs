//! Which synonyms a site can use: every query carries the list, so what leads nowhere is left out.

use crate::analysis::{Tokens, syllable};
use crate::pack::dictionary::{Dictionary, TermId};
use crate::pack::start::SynonymGroup;
use crate::query::near;
use crate::query::plan::Reading;
use crate::query::rank::Source;
use crate::synonyms::Synonyms;

use super::terms::TermPostings;

/// Keeps the groups of which at least one way is said on the site.
pub fn useful(synonyms: &Synonyms, is_said: impl Fn(&[String]) -> bool) -> Vec<SynonymGroup> {
    let keys = |way: &String| Tokens::new(way).map(|t| t.exact()).collect::<Vec<_>>();
    let groups = synonyms.groups().iter();
    groups
        .map(|group| group.iter().map(keys).collect::<Vec<_>>())
        .filter(|group| group.iter().any(|way| is_said(way)))
        .collect()
}

/// Whether the site has all words of the way.
pub fn is_known(way: &[String], dictionary: &Dictionary) -> bool {
    let known = |key: &String| dictionary.find(&syllable::fold_key(key)).is_some();
    way.iter().all(known)
}

/// Whether the way, or as long a stretch of it as a query would search, stands somewhere on the site.
pub(super) fn is_said(way: &[String], terms: &[TermPostings], dictionary: &Dictionary) -> bool {
    let source = |key: &String| {
        let term = dictionary.find(&syllable::fold_key(key))?;
        let postings = terms[term as usize].postings.clone();
        let reading = exactly(key, term);
        Some(Source { reading, postings })
    };
    let words: Option<Vec<Source>> = way.iter().map(source).collect();
    words.is_some_and(|words| words.len() == 1 || !near::phrase(&words).0.is_empty())
}

fn exactly(key: &str, term: TermId) -> Reading {
    Reading {
        term,
        exact: Some(key.to_owned()),
        begins: None,
        trust: 1.0,
        capped: false,
    }
}
