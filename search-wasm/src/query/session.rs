//! Sessions: one reader's search, told its bytes from outside.
//!
//! The engine fetches nothing itself. [`Session::search`] answers, or names the parts that it lacks; whoever
//! runs it fetches those, hands them over with [`Session::provide`] and asks again. So the same core runs in a
//! worker, on a page's main thread, and natively.

use super::excerpt::{self, Wanted};
use super::parts::Parts;
use super::plan::{self, Plan, Reading};
use super::rank::{PhraseSource, Ranker, Scored, Source};
use super::searched;
use super::weights::Weights;
use super::{Hit, KindCount, SearchOptions, SearchResults, bm25};
use crate::document::Document;
use crate::pack::start::Start;
use crate::pack::{PackError, container};

/// An answer, or what it takes to get one.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// These parts are needed; names are without extension.
    Need(Vec<String>),
    /// The results.
    Found(SearchResults),
}

/// An open pack.
#[derive(Debug)]
pub struct Session {
    start: Start,
    parts: Parts,
    weights: Weights,
}

impl Session {
    /// Opens a pack by its start file, or by one file that holds the whole pack.
    ///
    /// # Errors
    ///
    /// When the file is damaged or of another version.
    pub fn open(file: &[u8]) -> Result<Session, PackError> {
        let mut parts = Parts::default();
        let mut start = None;
        for (name, body) in container::parts(file)? {
            if name.starts_with("start-") {
                start = Some(Start::read(body)?);
            } else {
                parts.insert(name, body);
            }
        }
        let start = start.ok_or(PackError::NotAPack)?;
        Ok(Session {
            start,
            parts,
            weights: Weights::default(),
        })
    }

    /// Opens with other weights than the usual, to measure what they bring.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// The boost of each field that this pack is ranked with.
    pub fn boosts(&self) -> [f32; crate::pack::Field::COUNT] {
        self.weights.boosts(&self.start)
    }

    /// Hands over a part that was asked for.
    ///
    /// # Errors
    ///
    /// When the part is damaged, of another version, or not the one named.
    pub fn provide(&mut self, name: &str, file: &[u8]) -> Result<(), PackError> {
        self.parts.provide(name, file)
    }

    /// Searches, as far as the parts at hand allow.
    ///
    /// # Errors
    ///
    /// When a part contradicts itself or the start file.
    pub fn search(&mut self, query: &str, options: &SearchOptions) -> Result<Outcome, PackError> {
        self.parts.trim();
        let plan = plan::plan(query, &self.start, options);
        let (slots, phrases) = self.sources(&plan)?;
        if self.parts.is_waiting() {
            return Ok(Outcome::Need(self.parts.take_wanted()));
        }
        let ranked = Ranker::new(&self.start, &self.weights).rank(&slots, &phrases);
        let matching = matching(&ranked);
        let mut results = SearchResults {
            total: matching.len(),
            corrected: searched::words(&plan, &slots, &ranked, &self.start),
            kinds: self.kinds(matching),
            ..SearchResults::default()
        };
        let wanted = self.wanted(&slots, &phrases);
        let chosen = |kind: u8| {
            options
                .kind
                .as_ref()
                .is_none_or(|slug| self.start.kinds[kind as usize].slug == *slug)
        };
        let shown: Vec<Scored> = matching
            .iter()
            .filter(|s| chosen(self.start.doc_kinds[s.doc as usize]))
            .take(options.limit)
            .copied()
            .collect();
        for scored in shown {
            if let Some(document) = self.parts.document(&self.start, scored.doc)? {
                results.hits.push(self.hit(document, scored, &wanted));
            }
        }
        if self.parts.is_waiting() {
            return Ok(Outcome::Need(self.parts.take_wanted()));
        }
        if matching.is_empty() && !options.as_typed {
            results.suggestions = plan::suggestions(&plan, &self.start);
        }
        Ok(Outcome::Found(results))
    }

    /// The postings behind a plan, as far as they are at hand.
    fn sources(&mut self, plan: &Plan) -> Result<(Vec<Vec<Source>>, Vec<PhraseSource>), PackError> {
        let mut slots = Vec::new();
        for slot in &plan.slots {
            slots.push(self.readings(&slot.readings)?);
        }
        let mut phrases = Vec::new();
        for phrase in &plan.phrases {
            let words = self.readings(&phrase.words)?;
            phrases.push(PhraseSource {
                phrase: phrase.clone(),
                words,
            });
        }
        Ok((slots, phrases))
    }

    fn readings(&mut self, readings: &[Reading]) -> Result<Vec<Source>, PackError> {
        let mut sources = Vec::new();
        for reading in readings {
            if let Some(postings) = self.parts.postings(&self.start, reading.term)? {
                sources.push(Source {
                    reading: reading.clone(),
                    postings,
                });
            }
        }
        Ok(sources)
    }

    fn kinds(&self, ranked: &[Scored]) -> Vec<KindCount> {
        let mut counts = vec![0; self.start.kinds.len()];
        ranked
            .iter()
            .for_each(|s| counts[self.start.doc_kinds[s.doc as usize] as usize] += 1);
        let kinds = self
            .start
            .kinds
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0);
        kinds
            .map(|(kind, count)| KindCount {
                slug: kind.slug.clone(),
                label: kind.label.clone(),
                count,
            })
            .collect()
    }

    fn wanted(&self, slots: &[Vec<Source>], phrases: &[PhraseSource]) -> Vec<Wanted> {
        let sources = slots
            .iter()
            .flatten()
            .chain(phrases.iter().flat_map(|p| &p.words));
        sources
            .map(|source| Wanted {
                folded: self.start.dictionary.word(source.reading.term).to_owned(),
                exact: source.reading.exact.clone(),
                worth: source.reading.trust
                    * bm25::idf(source.postings.docs.len() as u32, self.start.doc_count),
            })
            .collect()
    }

    fn hit(&self, document: Document, scored: Scored, wanted: &[Wanted]) -> Hit {
        let kind = &self.start.kinds[self.start.doc_kinds[scored.doc as usize] as usize];
        let mut hit = Hit {
            marked_title: excerpt::mark(&document.title, wanted),
            url: document.url,
            title: document.title,
            kind: kind.slug.clone(),
            kind_label: kind.label.clone(),
            date: document.date,
            score: scored.score,
            heading: String::new(),
            anchor: String::new(),
            excerpt: Vec::new(),
        };
        let (mut most, summary) = excerpt::best(&document.summary, wanted);
        hit.excerpt = summary;
        for passage in document.passages {
            let (worth, found) = excerpt::best(&passage.text, wanted);
            if worth > most || hit.excerpt.is_empty() {
                most = worth;
                hit.excerpt = found;
                hit.heading = passage.heading;
                hit.anchor = passage.anchor;
            }
        }
        hit
    }
}

/// The documents that are worth showing: all that hold most of the query, or what comes nearest.
fn matching(ranked: &[Scored]) -> &[Scored] {
    const ENOUGH: f32 = 0.3;
    let Some(best) = ranked.first() else {
        return ranked;
    };
    let least = best.score * ENOUGH;
    &ranked[..ranked.partition_point(|s| s.score >= least)]
}
