//! Ranking: BM25 over exact and folded words, and what is added on top.

use std::rc::Rc;

use super::bm25::{self, LengthNorms};
use super::plan::{Plan, Reading};
use crate::pack::Field;
use crate::pack::postings::{Occurrence, Postings};
use crate::pack::start::Start;

/// The knobs of the ranking. The crate's README tells what each one brings.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Boost of each field.
    pub fields: [f32; Field::COUNT],
    /// Weight of the exact word.
    pub exact: f32,
    /// Weight of the folded word.
    pub folded: f32,
    /// Weight of two query words in a row, folded.
    pub pair: f32,
    /// Weight of two query words in a row, with their marks.
    pub exact_pair: f32,
    /// A pair at distance two counts this much.
    pub gap: f32,
    /// A pair in the wrong order counts this much.
    pub swapped: f32,
    /// Power of the share of the query that a document covers.
    pub coverage: f32,
    /// Weight of three words in a row.
    pub triple: f32,
    /// Skip pairs i,i+2
    pub skip: f32,
    /// power on idf
    pub idf_power: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            fields: [0.5, 0.7, 0.7, 1.0, 2.0],
            exact: 0.6,
            folded: 0.4,
            pair: 0.7,
            exact_pair: 0.0,
            gap: 0.3,
            swapped: 0.0,
            coverage: 0.0,
            triple: 0.0,
            skip: 0.0,
            idf_power: 1.0,
        }
    }
}

/// A document's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Number of the document.
    pub doc: u32,
    /// Its score.
    pub score: f32,
    /// Share of the query's weight that it holds.
    pub coverage: f32,
}

/// A reading with its postings.
#[derive(Debug, Clone)]
pub struct Source {
    /// The reading.
    pub reading: Reading,
    /// Where it stands.
    pub postings: Rc<Postings>,
}

/// Scores documents for one query.
pub struct Ranker<'a> {
    start: &'a Start,
    weights: &'a Weights,
    norms: Vec<LengthNorms>,
    scores: Vec<f32>,
    coverage: Vec<f32>,
    possible: f32,
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
            scores: vec![0.0; documents as usize],
            coverage: vec![0.0; documents as usize],
            possible: 0.0,
        }
    }

    /// Scores everything and returns the documents that match, best first.
    pub fn rank(mut self, slots: &[Vec<Source>]) -> Vec<Scored> {
        for sources in slots {
            self.word(sources);
        }
        for (at, left) in slots.iter().enumerate() {
            if let Some(right) = slots.get(at + 1) {
                self.pairs(left, right, self.weights.pair, 1);
            }
            if self.weights.skip > 0.0
                && let Some(right) = slots.get(at + 2)
            {
                self.pairs(left, right, self.weights.skip, 2);
            }
        }
        let possible = self.possible.max(f32::MIN_POSITIVE);
        let mut found: Vec<Scored> = (0..self.start.doc_count)
            .filter(|&doc| self.scores[doc as usize] > 0.0)
            .map(|doc| {
                let coverage = self.coverage[doc as usize] / possible;
                let score = self.scores[doc as usize] * coverage.powf(self.weights.coverage);
                Scored {
                    doc,
                    score,
                    coverage,
                }
            })
            .collect();
        let reviewed = |s: &Scored| self.start.reviewed[s.doc as usize];
        found.sort_unstable_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(reviewed(b).cmp(&reviewed(a)))
                .then(b.doc.cmp(&a.doc))
        });
        found
    }

    /// Adds the best reading of one word.
    fn word(&mut self, sources: &[Source]) {
        let mut best: Vec<(u32, f32)> = Vec::new();
        let mut top_idf = 0f32;
        for source in sources {
            let idf = bm25::idf(source.postings.docs.len() as u32, self.start.doc_count);
            top_idf = top_idf.max(idf);
            let scored = self.term(source);
            best = merge_best(best, scored);
        }
        self.possible += top_idf;
        for (doc, score) in best {
            self.scores[doc as usize] += score;
            self.coverage[doc as usize] += top_idf;
        }
    }

    /// BM25 of one reading over all fields, exact and folded.
    fn term(&self, source: &Source) -> Vec<(u32, f32)> {
        let postings = &source.postings;
        let exact = source
            .reading
            .exact
            .as_deref()
            .map(|key| postings.variant(key));
        let folded_share = if exact.is_some() {
            self.weights.folded
        } else {
            self.weights.folded + self.weights.exact
        };
        let wanted = exact.flatten();
        let (mut with, mut with_exact) = ([0u32; Field::COUNT], [0u32; Field::COUNT]);
        let each = |at: usize| runs(postings.of(at));
        for at in 0..postings.docs.len() {
            for run in each(at) {
                with[run[0].field as usize] += 1;
                if wanted.is_some_and(|v| run.iter().any(|o| o.variant == v)) {
                    with_exact[run[0].field as usize] += 1;
                }
            }
        }
        let n = self.start.doc_count;
        let trust = source.reading.trust;
        let weight_of = |with: u32, field: usize, share: f32| {
            bm25::weight(
                bm25::idf(with, n).powf(self.weights.idf_power),
                share * self.weights.fields[field] * trust,
            )
        };
        let folded: [f32; Field::COUNT] =
            std::array::from_fn(|f| weight_of(with[f], f, folded_share));
        let exacts: [f32; Field::COUNT] =
            std::array::from_fn(|f| weight_of(with_exact[f], f, self.weights.exact));
        (0..postings.docs.len())
            .map(|at| {
                let doc = postings.docs[at];
                let mut score = 0.0;
                for run in each(at) {
                    let field = run[0].field as usize;
                    let norm = self.norm(field, doc);
                    score += folded[field] * self.norms[field].saturation(norm, run.len() as f32);
                    if let Some(variant) = wanted {
                        let count = run.iter().filter(|o| o.variant == variant).count();
                        if count > 0 {
                            score +=
                                exacts[field] * self.norms[field].saturation(norm, count as f32);
                        }
                    }
                }
                (doc, score)
            })
            .collect()
    }

    fn norm(&self, field: usize, doc: u32) -> u8 {
        self.start.fields[field]
            .norms
            .get(doc as usize)
            .copied()
            .unwrap_or(0)
    }

    /// Adds the pairs of two neighbouring words.
    fn pairs(&mut self, left: &[Source], right: &[Source], weight: f32, apart: u32) {
        let mut best: Vec<(u32, f32)> = Vec::new();
        for a in left {
            for b in right {
                best = merge_best(best, self.pair(a, b, weight, apart));
            }
        }
        for (doc, score) in best {
            self.scores[doc as usize] += score;
        }
    }

    fn pair(&self, a: &Source, b: &Source, weight: f32, apart: u32) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, usize, f32)> = Vec::new();
        let mut with = [0u32; Field::COUNT];
        let (mut i, mut j) = (0, 0);
        let (pa, pb) = (&*a.postings, &*b.postings);
        while i < pa.docs.len() && j < pb.docs.len() {
            if pa.docs[i] < pb.docs[j] {
                i += 1;
                continue;
            }
            if pa.docs[i] > pb.docs[j] {
                j += 1;
                continue;
            }
            for run in runs(pa.of(i)) {
                let field = run[0].field;
                let other = pb.of(j);
                let s = other.partition_point(|o| o.field < field);
                let e = other.partition_point(|o| o.field <= field);
                let count = self.together(run, &other[s..e], apart);
                if count > 0.0 {
                    with[field as usize] += 1;
                    found.push((pa.docs[i], field as usize, count));
                }
            }
            i += 1;
            j += 1;
        }
        let n = self.start.doc_count;
        let trust = a.reading.trust * b.reading.trust;
        let weights: [f32; Field::COUNT] = std::array::from_fn(|f| {
            bm25::weight(
                bm25::idf(with[f], n).powf(self.weights.idf_power),
                weight * self.weights.fields[f] * trust,
            )
        });
        let mut out: Vec<(u32, f32)> = Vec::new();
        for (doc, field, count) in found {
            let score = weights[field] * self.norms[field].saturation(self.norm(field, doc), count);
            match out.last_mut() {
                Some((last, sum)) if *last == doc => *sum += score,
                _ => out.push((doc, score)),
            }
        }
        out
    }

    /// How often, and how nearly, `b` follows `a`.
    fn together(&self, a: &[Occurrence], b: &[Occurrence], apart: u32) -> f32 {
        let mut count = 0.0;
        let mut from = 0;
        for left in a {
            while from < b.len() && b[from].position + 2 < left.position {
                from += 1
            }
            let mut best = 0f32;
            for right in &b[from..] {
                if right.position > left.position + 3 {
                    break;
                }
                let d = right.position as i64 - left.position as i64 - apart as i64;
                let v = match d {
                    0 => 1.0,
                    1 | -1 if d + apart as i64 > 0 => self.weights.gap,
                    _ if d + (apart as i64) < 0 => self.weights.swapped,
                    _ => 0.0,
                };
                best = best.max(v);
            }
            count += best;
        }
        count
    }
}

fn runs(occurrences: &[Occurrence]) -> impl Iterator<Item = &[Occurrence]> {
    occurrences.chunk_by(|a, b| a.field == b.field)
}

/// Joins two lists by document, keeping the better score.
fn merge_best(a: Vec<(u32, f32)>, b: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    if a.is_empty() {
        return b;
    }
    let mut out = Vec::with_capacity(a.len().max(b.len()));
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                out.push((x.0, x.1.max(y.1)));
                i += 1;
                j += 1;
            }
            (Some(x), Some(y)) if x.0 < y.0 => {
                out.push(*x);
                i += 1;
            }
            (Some(x), None) => {
                out.push(*x);
                i += 1;
            }
            (_, Some(y)) => {
                out.push(*y);
                j += 1;
            }
            (None, None) => break,
        }
    }
    out
}

/// The words of the plan that have postings.
pub fn searched(plan: &Plan) -> impl Iterator<Item = &Reading> {
    plan.slots.iter().flat_map(|slot| &slot.readings)
}
