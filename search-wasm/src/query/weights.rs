//! The knobs of the ranking.

use super::bm25;
use crate::pack::Field;
use crate::pack::start::Start;

/// The sections of lessons and of fact checks.
const LESSONS: [&str; 2] = ["suc-khoe", "kiem-chung"];

/// How much each thing counts. The crate's README tells what each one brings on the dev questions.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Boost of each field, in the order of [`Field::ALL`], for a site where every post has it.
    pub fields: [f32; Field::COUNT],
    /// Weight of a word with the marks that were typed.
    pub exact: f32,
    /// Weight of a word whatever its marks. A word typed without marks has both weights.
    pub folded: f32,
    /// Weight of two neighbours of the query that stand next to each other.
    pub pair: f32,
    /// Weight of two words of the query, one apart, that stand one apart.
    pub skip: f32,
    /// What a pair counts that stands one word further apart, or nearer, than in the query.
    pub gap: f32,
    /// What the rarity of a phrase counts beside that of the words that it replaces.
    pub rare_phrase: f32,
    /// What a word counts that questions are made of (`thì`, `phải`, `làm`), whatever they are about.
    pub function: f32,
    /// What a letter or two count that the site does not know.
    pub slip: f32,
    /// What the number of an official document counts.
    pub number: f32,
    /// Power of the share of the query that a document holds, which its score is multiplied with.
    pub coverage: f32,
    /// What a stretch of the query counts that is the whole name of a document, beside its words.
    pub name: f32,
    /// Power of the share of the query that the name is.
    pub name_share: f32,
    /// What a name counts on a post that is no lesson: who types a bare topic wants to know about it, not what was done.
    pub name_elsewhere: f32,
    /// What a name counts on a post about an emergency.
    pub name_first_aid: f32,
    /// What an event counts. It names in few words what a lesson is about, and who asks for that wants the lesson.
    pub event: f32,
    /// What a fact check counts, for the same reason.
    pub fact_check: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            fields: [1.6, 1.2, 1.1, 1.0, 2.5, 0.0],
            exact: 0.6,
            folded: 0.4,
            pair: 0.7,
            skip: 0.4,
            gap: 0.3,
            rare_phrase: 1.0,
            function: 0.7,
            slip: 0.2,
            number: 2.0,
            coverage: 0.6,
            name: 10.0,
            name_share: 1.0,
            name_elsewhere: 0.2,
            name_first_aid: 1.2,
            event: 0.65,
            fact_check: 0.7,
        }
    }
}

impl Weights {
    /// Sets a weight by its name, to measure what it brings.
    ///
    /// # Errors
    ///
    /// When there is none of this name.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn set(&mut self, name: &str, value: f32) -> Result<(), String> {
        let knob = match name {
            "exact" => &mut self.exact,
            "folded" => &mut self.folded,
            "pair" => &mut self.pair,
            "skip" => &mut self.skip,
            "gap" => &mut self.gap,
            "rare_phrase" => &mut self.rare_phrase,
            "function" => &mut self.function,
            "slip" => &mut self.slip,
            "number" => &mut self.number,
            "coverage" => &mut self.coverage,
            "name" => &mut self.name,
            "name_share" => &mut self.name_share,
            "name_elsewhere" => &mut self.name_elsewhere,
            "name_first_aid" => &mut self.name_first_aid,
            "event" => &mut self.event,
            "fact_check" => &mut self.fact_check,
            _ => return Err(format!("no weight `{name}`")),
        };
        *knob = value;
        Ok(())
    }

    /// What a post of a section counts, by the section's slug.
    pub fn section(&self, slug: &str) -> f32 {
        match slug {
            "su-kien" => self.event,
            "kiem-chung" => self.fact_check,
            _ => 1.0,
        }
    }

    /// What a name counts on a post of a section.
    pub fn naming(&self, slug: &str) -> f32 {
        if LESSONS.contains(&slug) {
            1.0
        } else {
            self.name_elsewhere
        }
    }

    /// The boost of each field on this site.
    ///
    /// tantivy measures a field's length against the average over all documents. Where few posts have the
    /// field, as with symbols of documents, that average is near nothing and every length far above it.
    /// The boost makes up for it: a term in a field of the length usual among the posts that have it counts
    /// as much as if all had it.
    pub fn boosts(&self, start: &Start) -> [f32; Field::COUNT] {
        std::array::from_fn(|field| {
            let statistics = &start.fields[field];
            let having = statistics.norms.iter().filter(|norm| **norm > 0).count();
            let rarity = start.doc_count as f32 / having.max(1) as f32;
            self.fields[field] * bm25::saturation_lost(rarity)
        })
    }
}
