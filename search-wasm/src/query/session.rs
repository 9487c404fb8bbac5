//! Sessions: one reader's search, told its bytes from outside.
//!
//! The engine fetches nothing itself. [`Session::search`] answers, or names the parts that it lacks; whoever
//! runs it fetches those, hands them over with [`Session::provide`] and asks again. So the same core runs in a
//! worker, on a page's main thread, and natively.

use super::confidence;
use super::excerpt::{self, Wanted};
use super::memo::Memo;
use super::parts::Parts;
use super::plan::{self, Plan, Reading};
use super::rank::{PhraseSource, Ranker, Scored, Source, Word};
use super::role::Role;
use super::searched;
use super::urgency::{self, Answer, Urgent};
use super::weights::Weights;
use super::{Hit, KindCount, SearchOptions, SearchResults, bm25};
use crate::document::Document;
use crate::pack::start::Start;
use crate::pack::{PackError, container};

/// An answer, or what it takes to get one.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "each lives for one answer")]
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
    memo: Memo,
    last: Option<Ranking>,
}

/// What is known of a query before its documents are read, kept while they are fetched.
#[derive(Debug)]
struct Ranking {
    query: String,
    options: SearchOptions,
    shown: Vec<Scored>,
    answer: Option<Answer>,
    wanted: Vec<Wanted>,
    results: SearchResults,
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
            memo: Memo::default(),
            last: None,
        })
    }

    /// Opens with other weights than the usual, to measure what they bring.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
        self.memo = Memo::default();
        self.last = None;
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
        let ranking = match self.last.take() {
            Some(last) if last.query == query && last.options == *options => last,
            _ => {
                self.parts.begin();
                let Some(ranking) = self.rank(query, options)? else {
                    return Ok(Outcome::Need(self.parts.take_wanted()));
                };
                ranking
            }
        };
        let hits = self.hits(&ranking)?;
        let urgent = self.urgent(&ranking)?;
        let mut results = ranking.results.clone();
        self.last = Some(ranking);
        if self.parts.is_waiting() {
            return Ok(Outcome::Need(self.parts.take_wanted()));
        }
        results.hits = hits;
        results.urgent = urgent;
        Ok(Outcome::Found(results))
    }

    /// Ranks the documents; `None` while postings are missing.
    fn rank(&mut self, query: &str, options: &SearchOptions) -> Result<Option<Ranking>, PackError> {
        let mut plan = plan::plan(query, &self.start, options);
        let (mut slots, mut phrases) = self.sources(&plan)?;
        if self.parts.is_waiting() {
            return Ok(None);
        }
        let unknown = slots.last().is_some_and(Word::lacks_spelling);
        if unknown && !options.as_typed && plan.go_on(query, &self.start, true) {
            (slots, phrases) = self.sources(&plan)?;
            if self.parts.is_waiting() {
                return Ok(None);
            }
        }
        let mut ranked = self.ranked(&slots, &phrases);
        // While the words typed so far say enough, what they may become would only add hits that Enter takes away.
        if !options.as_typed
            && confidence::is_weak(&ranked, &plan)
            && plan.go_on(query, &self.start, false)
        {
            (slots, phrases) = self.sources(&plan)?;
            if self.parts.is_waiting() {
                return Ok(None);
            }
            ranked = self.ranked(&slots, &phrases);
        }
        let answer = urgency::answer(&plan, &ranked, &self.start);
        let weak = !options.as_typed && answer.is_none() && confidence::is_weak(&ranked, &plan);
        let mut results = SearchResults {
            total: ranked.len(),
            corrected: searched::words(&plan, &slots, &ranked, &self.start),
            kinds: self.kinds(&ranked),
            weak,
            best: ranked.first().copied(),
            ..SearchResults::default()
        };
        if ranked.is_empty() && !options.as_typed {
            results.suggestions = plan::suggestions(&plan, &self.start);
        }
        let chosen = |kind: u8| {
            options
                .kind
                .as_ref()
                .is_none_or(|slug| self.start.kinds[kind as usize].slug == *slug)
        };
        let shown = ranked
            .iter()
            .filter(|s| chosen(self.start.doc_kinds[s.doc as usize]));
        Ok(Some(Ranking {
            query: query.to_owned(),
            options: options.clone(),
            answer,
            wanted: self.wanted(&slots, &phrases),
            shown: shown.take(options.limit).copied().collect(),
            results,
        }))
    }

    #[inline(never)]
    fn ranked(&mut self, slots: &[Word], phrases: &[PhraseSource]) -> Vec<Scored> {
        let ranker = Ranker::new(&self.start, &self.weights);
        ranker.rank(slots, phrases, &mut self.memo)
    }

    /// The hits, as far as their documents are at hand.
    fn hits(&mut self, ranking: &Ranking) -> Result<Vec<Hit>, PackError> {
        let mut hits = Vec::new();
        for scored in &ranking.shown {
            let document = self.parts.document(&self.start, scored.doc)?;
            if let Some(document) = document
                && !self.parts.is_waiting()
            {
                hits.push(self.hit(document, *scored, &ranking.wanted));
            }
        }
        Ok(hits)
    }

    /// What to do in the emergency that is asked about, as far as its document is at hand.
    fn urgent(&mut self, ranking: &Ranking) -> Result<Option<Urgent>, PackError> {
        let doc = match &ranking.answer {
            None => return Ok(None),
            Some(Answer::Document(doc)) => *doc,
            Some(Answer::Call(number)) => {
                return Ok(Some(Urgent {
                    call: number.clone(),
                    ..Urgent::default()
                }));
            }
        };
        let document = self.parts.document(&self.start, doc)?;
        Ok(document.and_then(|document| Urgent::from(document, &ranking.wanted)))
    }

    /// The postings behind a plan, as far as they are at hand.
    #[inline(never)]
    fn sources(&mut self, plan: &Plan) -> Result<(Vec<Word>, Vec<PhraseSource>), PackError> {
        let mut slots = Vec::new();
        for slot in &plan.slots {
            slots.push(Word {
                sources: self.readings(&slot.readings)?,
                weight: match slot.role {
                    // A letter or two that the site does not know are a slip, and no subject that it lacks.
                    Role::Subject if slot.readings.is_empty() && slot.folded.len() <= 2 => {
                        self.weights.slip
                    }
                    Role::Subject => 1.0,
                    Role::Function => self.weights.function,
                    Role::Number => self.weights.number,
                },
            });
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

    fn wanted(&self, slots: &[Word], phrases: &[PhraseSource]) -> Vec<Wanted> {
        let sources = slots
            .iter()
            .flat_map(|word| &word.sources)
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
