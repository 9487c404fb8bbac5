//! Parts at hand: which of the pack's files have been fetched, and the postings decoded from them.

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
    term: TermId,
    postings: Rc<Postings>,
    used: u32,
}

/// Parts fetched so far, and a list of those that are missing.
#[derive(Debug, Default)]
pub struct Parts {
    /// By name.
    bodies: Vec<(String, Vec<u8>)>,
    /// By term.
    decoded: Vec<Decoded>,
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
        // The parts of one file come in the order of their names, each to the end.
        if let Err(place) = self.find(name) {
            self.bodies.insert(place, (name.to_owned(), body.to_vec()));
        }
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
        let place = self.decoded.partition_point(|known| known.term < term);
        if let Some(known) = self.decoded.get_mut(place).filter(|k| k.term == term) {
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
            term,
            postings: postings.clone(),
            used,
        };
        self.decoded.insert(place, decoded);
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
        let held = |decoded: &[Decoded]| -> usize {
            decoded.iter().map(|d| d.postings.places.len()).sum()
        };
        while held(&self.decoded) > MOST {
            let oldest = self.decoded.iter().map(|d| d.used).min().unwrap_or(0);
            self.decoded.retain(|d| d.used != oldest);
        }
    }

    /// Where the part stands, or where it belongs.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.bodies
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    fn body(&mut self, kind: &str, sum: u32) -> Option<&[u8]> {
        let name = container::part_name(kind, sum);
        match self.find(&name) {
            Ok(place) => self.bodies.get(place).map(|(_, body)| body.as_slice()),
            Err(_) => {
                if !self.wanted.contains(&name) {
                    self.wanted.push(name);
                }
                None
            }
        }
    }
}
