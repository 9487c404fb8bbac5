//! Ranking: BM25 over exact and folded words, and what is added on top.
//!
//! A word's score is tantivy's own for a boolean query of boosted terms, one for each field and spelling.
//! On top come pairs of neighbouring words, other ways to say a stretch of the query, and the share of
//! the query that a document holds.

use std::rc::Rc;

use super::bm25::{self, LengthNorms};
use super::memo::Memo;
use super::names::{self, Named};
use super::near::{self, Candidates, Distance, Held, PerField};
use super::plan::{Phrase, Reading};
use super::weights::Weights;
use crate::analysis::syllable;
use crate::pack::Field;
use crate::pack::postings::{Postings, field_of};
use crate::pack::start::{EMERGENCY, FIRST_AID, Start};

/// A document matches when it holds the whole query, or scores this share of the best; the rest hold but common words.
const ENOUGH: f32 = 0.3;

/// The share of the query's weight that is the whole of it, but for rounding.
const WHOLE: f32 = 0.999;

/// A lesson of which the query is the name, typed or in another way to say it, comes before all that are not.
const WHOLE_NAME: f32 = 0.75;

/// So many documents are looked at closely for pairs of words, and all where fewer than [`MANY`] hold any word.
const CANDIDATES: usize = 600;
const MANY: usize = 2_000;

/// Scores by document, ascending.
pub type Scores = Vec<(u32, f32)>;

/// A document's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Number of the document.
    pub doc: u32,
    /// Its score.
    pub score: f32,
    /// Share of the query's weight that it holds.
    pub coverage: f32,
    /// Share of what the query is about that is a whole name of it.
    pub named: f32,
    /// How many documents that say when to call for help have that name.
    pub namesakes: u32,
    /// Share of the query's pairs of neighbours that stand next to each other in it; where there is but one pair, it
    /// must stand there twice, or elsewhere than in the text.
    pub joined: f32,
}

/// A reading with its postings.
#[derive(Debug, Clone)]
pub struct Source {
    /// The reading.
    pub reading: Reading,
    /// Where it stands.
    pub postings: Rc<Postings>,
}

/// Another way to say a stretch of the query, with postings.
#[derive(Debug, Clone)]
pub struct PhraseSource {
    /// The phrase.
    pub phrase: Phrase,
    /// Its words.
    pub words: Vec<Source>,
}

/// Scores documents for one query.
pub struct Ranker<'a> {
    start: &'a Start,
    weights: &'a Weights,
    norms: Vec<LengthNorms>,
    boosts: PerField<f32>,
    /// What a post of each section counts.
    sections: Vec<f32>,
    /// What a name of a post of each section counts.
    naming: Vec<f32>,
    scores: Vec<f32>,
    coverage: Vec<f32>,
    joined: Vec<f32>,
    /// Where neighbours stand twice, or elsewhere than in the text, and so are no passing remark.
    stressed: Vec<bool>,
    named: Vec<ByName>,
}

/// What a document's names say about the query.
#[derive(Debug, Clone, Copy, Default)]
struct ByName {
    score: f32,
    share: f32,
    namesakes: u32,
}

/// One word of the query with the postings of its readings.
#[derive(Debug, Clone)]
pub struct Word {
    /// The readings, best first.
    pub sources: Vec<Source>,
    /// How much the word counts; 1 for most.
    pub weight: f32,
}

impl Word {
    /// Whether the site has the word, but never with the marks that were typed.
    pub fn lacks_spelling(&self) -> bool {
        let known = |source: &Source| {
            let exact = source.reading.exact.as_deref();
            exact.is_none_or(|exact| source.postings.variant(exact).is_some())
        };
        !self.sources.is_empty() && !self.sources.iter().any(known)
    }
}

/// One word's outcome.
struct Outcome {
    /// Scores before the word's weight.
    scores: Rc<Scores>,
    weight: f32,
    worth: f32,
}

impl<'a> Ranker<'a> {
    /// Nothing scored yet.
    pub fn new(start: &'a Start, weights: &'a Weights) -> Self {
        let documents = start.doc_count;
        Ranker {
            start,
            weights,
            norms: start
                .fields
                .iter()
                .map(|f| LengthNorms::new(f, documents))
                .collect(),
            boosts: weights.boosts(start),
            sections: weights_of(start, |slug| weights.section(slug)),
            naming: weights_of(start, |slug| weights.naming(slug)),
            scores: vec![0.0; documents as usize],
            coverage: vec![0.0; documents as usize],
            joined: vec![0.0; documents as usize],
            stressed: vec![false; documents as usize],
            named: Vec::new(),
        }
    }

    /// Scores everything and returns the documents that match, best first. Of equal scores the reviewed
    /// document comes first, then the newer one. `memo` must have been used with this start file and these weights
    /// alone.
    pub fn rank(
        mut self,
        slots: &[Word],
        phrases: &[PhraseSource],
        memo: &mut Memo,
    ) -> Vec<Scored> {
        let words: Vec<Outcome> = slots.iter().map(|word| self.word(word, memo)).collect();
        for word in &words {
            for (doc, score) in word.scores.iter() {
                self.scores[*doc as usize] += score * word.weight;
                self.coverage[*doc as usize] += word.worth;
            }
        }
        // Several ways to say the same stretch raise a document once, by the best of them.
        let mut raised = vec![0.0; self.scores.len()];
        for ways in phrases.chunk_by(|a, b| a.phrase.slots == b.phrase.slots) {
            raised.fill(0.0);
            for way in ways {
                self.phrase(way, &words, &mut raised);
            }
        }
        self.names(&names::find(slots, phrases), &words);
        let whole = words
            .iter()
            .map(|w| w.worth)
            .sum::<f32>()
            .max(f32::MIN_POSITIVE);
        let candidates = self.candidates(whole);
        let held = |word: &Word| -> Vec<Held> {
            let sources = word.sources.iter();
            sources.map(|s| candidates.held(&s.postings)).collect()
        };
        let held: Vec<Vec<Held>> = slots.iter().map(held).collect();
        let mut pairs = f32::MIN_POSITIVE;
        for (at, left) in slots.iter().enumerate() {
            for (apart, weight) in [(1, self.weights.pair), (2, self.weights.skip)] {
                if let Some(right) = slots.get(at + apart) {
                    let distance = Distance {
                        apart: apart as u32,
                        gap: self.weights.gap,
                    };
                    let (left, right) = ((left, &held[at][..]), (right, &held[at + apart][..]));
                    let worth = match apart {
                        1 => words[at].worth + words[at + apart].worth,
                        _ => 0.0,
                    };
                    pairs += worth;
                    self.pairs(left, right, weight, worth, distance, &candidates);
                }
            }
        }
        let mut powers = Powers::new(self.weights.coverage);
        let scored = |doc: u32| {
            let coverage = (self.coverage[doc as usize] / whole).min(1.0);
            let section = self.sections[usize::from(self.start.doc_kinds[doc as usize])];
            let score = self.scores[doc as usize] * powers.of(coverage) * section;
            let named = self.named.get(doc as usize).copied().unwrap_or_default();
            Scored {
                doc,
                score,
                coverage,
                named: named.share,
                namesakes: named.namesakes,
                joined: if slots.len() == 2 && !self.stressed[doc as usize] {
                    0.0
                } else {
                    (self.joined[doc as usize] / pairs).min(1.0)
                },
            }
        };
        let touched = (0..self.start.doc_count).filter(|&doc| self.scores[doc as usize] > 0.0);
        let mut found: Vec<Scored> = touched.map(scored).collect();
        let best = found.iter().map(|s| s.score).fold(0.0, f32::max);
        let is_named = |s: &Scored| {
            let kind = usize::from(self.start.doc_kinds[s.doc as usize]);
            s.named >= WHOLE_NAME && self.naming[kind] >= 1.0
        };
        found.retain(|s| s.score >= best * ENOUGH || s.coverage >= WHOLE || is_named(s));
        let marks = |s: &Scored| self.start.marks[s.doc as usize];
        found.sort_unstable_by(|a, b| {
            is_named(b)
                .cmp(&is_named(a))
                .then(b.score.total_cmp(&a.score))
                .then(marks(b).cmp(&marks(a)))
                .then(b.doc.cmp(&a.doc))
        });
        found
    }

    /// The documents whose words alone score best.
    fn candidates(&self, whole: f32) -> Candidates {
        let mut powers = Powers::new(self.weights.coverage);
        let mut scored = |doc: usize| self.scores[doc] * powers.of(self.coverage[doc] / whole);
        let all: Vec<f32> = (0..self.scores.len()).map(&mut scored).collect();
        // Scores above zero compare as their bits do. Counted by their highest bits, to about one in a hundred, they need
        // no sorting.
        let class = |score: f32| (score.to_bits() >> 16) as usize;
        let mut counts = vec![0u32; 1 << 15];
        all.iter().for_each(|score| counts[class(*score)] += 1);
        let held = all.len() - counts[0] as usize;
        if held <= MANY {
            return Candidates::default();
        }
        let (mut least, mut above) = (counts.len(), 0);
        while above < CANDIDATES {
            least -= 1;
            above += counts[least] as usize;
        }
        Candidates {
            chosen: all.iter().map(|score| class(*score) >= least).collect(),
        }
    }

    /// The best reading of one word in each document.
    fn word(&self, word: &Word, memo: &mut Memo) -> Outcome {
        let sources = &word.sources;
        let scores = memo.scores(sources.iter().map(|s| &s.reading), || self.best(sources));
        // A word that the site does not know is worth as much as one that stands once.
        let unknown = bm25::idf(1, self.start.doc_count.max(1));
        let worth = sources
            .iter()
            .filter(|s| !s.reading.capped)
            .map(|s| self.own_idf(s))
            .fold(0.0, f32::max);
        let worth = if sources.is_empty() { unknown } else { worth };
        Outcome {
            scores,
            weight: word.weight,
            worth: worth * word.weight,
        }
    }

    /// What the best of the readings scores in each document.
    fn best(&self, sources: &[Source]) -> Scores {
        let idf = |s: &Source| bm25::idf(s.postings.docs.len() as u32, self.start.doc_count);
        let cap = sources.first().map_or(0.0, |s| self.own_idf(s));
        let mut scores = Scores::new();
        for source in sources {
            let limit = if source.reading.capped {
                (cap / idf(source)).min(1.0)
            } else {
                1.0
            };
            scores = best_of(scores, self.term(source, limit));
        }
        scores
    }

    /// How rare the word is in the spelling that was typed: `té` may be rare where `tế` is common.
    fn own_idf(&self, source: &Source) -> f32 {
        let documents = self.start.doc_count;
        let Some(exact) = &source.reading.exact else {
            return bm25::idf(source.postings.docs.len() as u32, documents);
        };
        let with = source.postings.variant(exact).map_or(0, |variant| {
            let by_field = source.postings.with_variant[usize::from(variant)];
            by_field.into_iter().max().unwrap_or(0)
        });
        bm25::idf(with.max(1), documents)
    }

    /// BM25 of one reading over all fields, exact and folded.
    fn term(&self, source: &Source, limit: f32) -> Scores {
        let postings = &*source.postings;
        let exact = source.reading.exact.as_deref();
        let wanted = exact.and_then(|key| postings.variant(key));
        let begun = source.reading.begins.as_deref();
        let fits: Option<Vec<bool>> = begun.map(|key| {
            postings
                .variants
                .iter()
                .map(|v| syllable::begins(v, key))
                .collect()
        });
        let trust = source.reading.trust * limit;
        let folded_share = self.weights.folded
            + if exact.is_none() {
                self.weights.exact
            } else {
                0.0
            };
        let with_exact =
            wanted.map_or([0; Field::COUNT], |v| postings.with_variant[usize::from(v)]);
        let folded = self.term_weights(postings.with, folded_share * trust);
        let exact = self.term_weights(with_exact, self.weights.exact * trust);
        let scores = postings.docs.iter().enumerate().map(|(at, &doc)| {
            let here = postings.of(at);
            let (mut score, mut from) = (0.0, 0);
            while let Some(&first) = here.places.get(from) {
                let field = field_of(first);
                if field == Field::Names as usize {
                    break;
                }
                let run = here.places[from..].iter();
                let length = run.take_while(|p| field_of(**p) == field).count();
                let spellings = from..from + length;
                from += length;
                let (count, same) = match (here.spellings_in(spellings), &fits) {
                    // One spelling alone: all are it, or none.
                    ([], None) => (length, if wanted == Some(0) { length } else { 0 }),
                    ([], Some(fits)) => (if fits[0] { length } else { 0 }, 0),
                    (spellings, fits) => {
                        let fit = |s: &&u16| fits.as_ref().is_none_or(|f| f[usize::from(**s)]);
                        let same = spellings.iter().filter(|s| Some(**s) == wanted).count();
                        (spellings.iter().filter(fit).count(), same)
                    }
                };
                score += folded[field] * self.saturation(field, doc, count as f32);
                if same > 0 {
                    score += exact[field] * self.saturation(field, doc, same as f32);
                }
            }
            (doc, score)
        });
        scores.filter(|(_, score)| *score > 0.0).collect()
    }

    fn term_weights(&self, with: PerField<u32>, boost: f32) -> PerField<f32> {
        std::array::from_fn(|field| {
            let idf = bm25::idf(with[field], self.start.doc_count);
            bm25::weight(idf, boost * self.boosts[field])
        })
    }

    fn saturation(&self, field: usize, doc: u32, count: f32) -> f32 {
        let norm = self.start.fields[field]
            .norms
            .get(doc as usize)
            .copied()
            .unwrap_or(0);
        self.norms[field].saturation(norm, count)
    }

    /// Adds two words of the query that stand near each other.
    fn pairs(
        &mut self,
        (left, held_left): (&Word, &[Held]),
        (right, held_right): (&Word, &[Held]),
        weight: f32,
        worth: f32,
        distance: Distance,
        candidates: &Candidates,
    ) {
        let mut best = Scores::new();
        for (a, held_a) in left.sources.iter().zip(held_left) {
            for (b, held_b) in right.sources.iter().zip(held_right) {
                if a.reading.capped && b.reading.capped {
                    continue;
                }
                let (a_looked, b_looked) =
                    ((&*a.postings, &held_a[..]), (&*b.postings, &held_b[..]));
                let (found, with) = near::pairs(a_looked, b_looked, distance, candidates);
                let trust = a.reading.trust * b.reading.trust;
                let weights = self.term_weights(with, weight * trust);
                best = best_of(best, self.positional(&found, &weights));
            }
        }
        for (doc, score) in best {
            self.scores[doc as usize] += score;
            self.joined[doc as usize] += worth;
        }
    }

    /// Raises the documents of which a stretch of the query is a whole name.
    fn names(&mut self, found: &[Named], words: &[Outcome]) {
        // Who writes the number of a document asks for the document, whatever else bears its name.
        if found.is_empty() || words.iter().any(|word| word.weight > 1.0) {
            return;
        }
        self.named = vec![ByName::default(); self.scores.len()];
        let is_first_aid = |doc: u32| self.start.marks[doc as usize] & FIRST_AID != 0;
        let mut namesakes: Vec<(&Named, u32, u32)> = Vec::new();
        for name in found {
            let urgent = u32::from(self.start.marks[name.doc as usize] & EMERGENCY != 0);
            match namesakes.iter_mut().find(|(n, ..)| n.slots == name.slots) {
                Some((_, all, alarming)) => {
                    *all += 1;
                    *alarming += urgent;
                }
                None => namesakes.push((name, 1, urgent)),
            }
        }
        // Words that make a question of it say nothing about the name, but may be part of one.
        let worth_of = |slots: &[Outcome], least: f32| -> f32 {
            let counted = slots.iter().filter(|word| word.weight >= least);
            counted.map(|word| word.worth).sum()
        };
        let about = worth_of(words, 1.0);
        let documents = self.start.doc_count;
        for name in found {
            let within = &words[name.slots.clone()];
            let worth = worth_of(within, 0.0);
            let whole = about - worth_of(within, 1.0) + worth;
            let same = namesakes.iter().find(|(n, ..)| n.slots == name.slots);
            let (all, namesakes) = same.map_or((1, 1), |(_, all, urgent)| (*all, *urgent));
            // A name may be rare where its syllables are common; one that many share says little of each.
            let idf = bm25::idf(all, documents);
            let rarity = idf / bm25::idf(1, documents);
            let share = worth / whole * name.trust;
            let kind = self.start.doc_kinds[name.doc as usize];
            let mut weight = self.weights.name * self.naming[usize::from(kind)];
            if is_first_aid(name.doc) {
                weight *= self.weights.name_first_aid;
            }
            let score = weight * worth.max(idf) * rarity * share.powf(self.weights.name_share);
            let known = &mut self.named[name.doc as usize];
            if score > known.score {
                *known = ByName {
                    score,
                    share,
                    namesakes,
                };
            }
        }
        for (score, named) in self.scores.iter_mut().zip(&self.named) {
            *score += named.score;
        }
    }

    /// Raises the documents that hold other words for a stretch of the query to what these words are
    /// worth there.
    fn phrase(&mut self, source: &PhraseSource, words: &[Outcome], raised: &mut [f32]) {
        let (found, share) = near::phrase(&source.words);
        let trust = share * source.words.first().map_or(0.0, |w| w.reading.trust);
        let replaced = &words[source.phrase.slots.clone()];
        let worth: f32 = replaced.iter().map(|w| w.worth).sum();
        let neighbours = replaced.windows(2);
        let pairs_within: f32 = neighbours.map(|two| two[0].worth + two[1].worth).sum();
        // As the words replaced weigh together, whatever the number of words that replace them; more where
        // they are common syllables, and what replaces them is rare.
        let with = found.chunk_by(|a, b| a.doc == b.doc).count() as u32;
        let weighed = worth.max(self.weights.rare_phrase * bm25::idf(with, self.start.doc_count));
        let weights: PerField<f32> =
            std::array::from_fn(|field| bm25::weight(weighed, self.boosts[field] * trust));
        for (doc, score) in self.positional(&found, &weights) {
            let of = |w: &Outcome| match w.scores.binary_search_by_key(&doc, |(d, _)| *d) {
                Ok(at) => (w.scores[at].1 * w.weight, w.worth),
                Err(_) => (0.0, 0.0),
            };
            let (had, held) = replaced
                .iter()
                .map(of)
                .fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
            let doc = doc as usize;
            let gain = score - had;
            if raised[doc] == 0.0 && gain > 0.0 {
                self.coverage[doc] += worth - held;
                self.joined[doc] += pairs_within;
            }
            if gain > raised[doc] {
                self.scores[doc] += gain - raised[doc];
                raised[doc] = gain;
            }
        }
    }

    fn positional(&mut self, found: &[near::Near], weights: &PerField<f32>) -> Scores {
        let mut scores = Scores::new();
        for near in found {
            let score = weights[near.field] * self.saturation(near.field, near.doc, near.count);
            if near.field != Field::Body as usize || near.count >= 2.0 {
                self.stressed[near.doc as usize] = true;
            }
            match scores.last_mut() {
                Some((doc, sum)) if *doc == near.doc => *sum += score,
                _ => scores.push((near.doc, score)),
            }
        }
        scores
    }
}

/// Something for each section, by its slug.
fn weights_of(start: &Start, weight: impl Fn(&str) -> f32) -> Vec<f32> {
    start.kinds.iter().map(|kind| weight(&kind.slug)).collect()
}

/// Powers of the shares of the query that documents hold. Many hold the same words, so each power is kept.
struct Powers {
    power: f32,
    known: [(f32, f32); 64],
}

impl Powers {
    fn new(power: f32) -> Powers {
        Powers {
            power,
            known: [(0.0, 0.0f32.powf(power)); 64],
        }
    }

    fn of(&mut self, share: f32) -> f32 {
        let place = (share.to_bits().wrapping_mul(0x9e37_79b1) >> 26) as usize;
        if self.known[place].0 != share {
            self.known[place] = (share, share.powf(self.power));
        }
        self.known[place].1
    }
}

/// Joins two lists by document, keeping the better score.
fn best_of(a: Scores, b: Scores) -> Scores {
    if a.is_empty() {
        return b;
    }
    let mut out = Scores::with_capacity(a.len().max(b.len()));
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek().copied(), b.peek().copied()) {
        if x.0 <= y.0 {
            a.next();
        }
        if y.0 <= x.0 {
            b.next();
        }
        out.push(if x.0 < y.0 || (x.0 == y.0 && x.1 >= y.1) {
            x
        } else {
            y
        });
    }
    out.extend(a);
    out.extend(b);
    out
}
