//! Terms: tantivy's exact terms gathered under their folded words.

use std::collections::BTreeMap;
use std::rc::Rc;

use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, TERMINATED};

use crate::analysis::syllable;
use crate::pack::Field;
use crate::pack::postings::{self, Place, Postings};

use super::index;

/// A folded word with all its occurrences.
pub struct TermPostings {
    /// The word.
    pub folded: String,
    /// Where it stands.
    pub postings: Rc<Postings>,
}

/// Reads every term of the index, in the order of the folded words.
pub fn collect(index: &Index) -> tantivy::Result<Vec<TermPostings>> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let Some(segment) = index::segment(index)? else {
        return Ok(Vec::new());
    };
    let mut positions = Vec::new();
    for field in Field::ALL {
        let inverted = segment.inverted_index(index.schema().get_field(field.name())?)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((key, info)) = terms.next() {
            let exact = String::from_utf8_lossy(key).into_owned();
            let word = words.entry(syllable::fold_key(&exact)).or_default();
            let variant = word.variant(exact);
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut docs = inverted.read_postings_from_terminfo(info, option)?;
            while docs.doc() != TERMINATED {
                docs.positions(&mut positions);
                let places = positions
                    .iter()
                    .filter_map(|&position| postings::place(field as u8, position));
                word.occurrences
                    .extend(places.map(|place| (docs.doc(), place, variant)));
                docs.advance();
            }
        }
    }
    Ok(words
        .into_iter()
        .map(|(folded, word)| word.finish(folded))
        .collect())
}

#[derive(Default)]
struct Word {
    variants: Vec<String>,
    /// Document, place and variant.
    occurrences: Vec<(u32, Place, u16)>,
}

impl Word {
    fn variant(&mut self, exact: String) -> u16 {
        let known = self.variants.iter().position(|v| *v == exact);
        known.unwrap_or_else(|| {
            self.variants.push(exact);
            self.variants.len() - 1
        }) as u16
    }

    fn finish(mut self, folded: String) -> TermPostings {
        self.occurrences.sort_unstable();
        let mut postings = Postings {
            variants: self.variants,
            ..Postings::default()
        };
        let several = postings.variants.len() > 1;
        for (doc, place, variant) in self.occurrences {
            if postings.docs.last() != Some(&doc) {
                postings.docs.push(doc);
                postings.ends.push(0);
            }
            postings.places.push(place);
            if several {
                postings.spellings.push(variant);
            }
            if let Some(end) = postings.ends.last_mut() {
                *end = postings.places.len() as u32;
            }
        }
        TermPostings {
            folded,
            postings: Rc::new(postings),
        }
    }
}
