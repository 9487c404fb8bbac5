//! Parts at hand: which of the pack's files have been fetched, and the postings decoded from them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::Document;
use crate::pack::dictionary::TermId;
use crate::pack::postings::Postings;
use crate::pack::start::Start;
use crate::pack::{PackError, container, documents, part};

/// Kinds of parts, by the first half of their names.
pub const TERMS: &str = "terms";
/// See [`TERMS`].
pub const DOCS: &str = "docs";

/// A decoded list, and the query that used it last.
#[derive(Debug)]
struct Decoded {
    postings: Rc<Postings>,
    used: u32,
}

/// Parts fetched so far, and a list of those that are missing.
#[derive(Debug, Default)]
pub struct Parts {
    bodies: BTreeMap<String, Vec<u8>>,
    decoded: BTreeMap<TermId, Decoded>,
    /// Counts the queries.
    query: u32,
    wanted: Vec<String>,
}

impl Parts {
    /// Takes in a fetched part after checking it.
    pub fn provide(&mut self, name: &str, file: &[u8]) -> Result<(), PackError> {
        self.insert(name, container::unwrap(file, name)?);
        Ok(())
    }

    /// Takes in the body of a part that was checked before.
    pub fn insert(&mut self, name: &str, body: &[u8]) {
        self.bodies.insert(name.to_owned(), body.to_vec());
    }

    /// Takes the names of the parts that were asked for and not at hand.
    pub fn take_wanted(&mut self) -> Vec<String> {
        std::mem::take(&mut self.wanted)
    }

    /// Whether something was asked for that is not at hand.
    pub fn is_waiting(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// The postings of a term; `None`, and noted as wanted, when its part is not at hand.
    pub fn postings(
        &mut self,
        start: &Start,
        term: TermId,
    ) -> Result<Option<Rc<Postings>>, PackError> {
        let used = self.query;
        if let Some(known) = self.decoded.get_mut(&term) {
            known.used = used;
            return Ok(Some(known.postings.clone()));
        }
        let (sum, at) = start
            .term_shard(term)
            .ok_or(PackError::Damaged("term unknown"))?;
        let Some(body) = self.body(TERMS, sum) else {
            return Ok(None);
        };
        let postings = Rc::new(Postings::read(part::entry(body, at)?, start.doc_count)?);
        let decoded = Decoded {
            postings: postings.clone(),
            used,
        };
        self.decoded.insert(term, decoded);
        Ok(Some(postings))
    }

    /// A document; `None`, and noted as wanted, when its part is not at hand.
    pub fn document(&mut self, start: &Start, doc: u32) -> Result<Option<Document>, PackError> {
        let (sum, at) = start
            .doc_shard(doc)
            .ok_or(PackError::Damaged("document unknown"))?;
        match self.body(DOCS, sum) {
            Some(body) => documents::read(body, at).map(Some),
            None => Ok(None),
        }
    }

    /// Begins a query: forgets the decoded postings that were not used for longest, once all take more than
    /// some megabytes. The words that questions are made of, whose lists are the longest, so stay at hand.
    pub fn begin(&mut self) {
        const MOST: usize = 8_000_000;
        self.query = self.query.wrapping_add(1);
        let mut by_use: Vec<(u32, TermId, usize)> = self
            .decoded
            .iter()
            .map(|(term, d)| (d.used, *term, d.postings.places.len()))
            .collect();
        let mut held: usize = by_use.iter().map(|(_, _, places)| places).sum();
        if held <= MOST {
            return;
        }
        by_use.sort_unstable();
        for (_, term, places) in by_use {
            if held <= MOST {
                break;
            }
            self.decoded.remove(&term);
            held -= places;
        }
    }

    fn body(&mut self, kind: &str, sum: u32) -> Option<&[u8]> {
        let name = container::part_name(kind, sum);
        if !self.bodies.contains_key(&name) {
            if !self.wanted.contains(&name) {
                self.wanted.push(name);
            }
            return None;
        }
        self.bodies.get(&name).map(Vec::as_slice)
    }
}
