//! Confidence: whether the best hits are about the query, or merely hold its words.
//!
//! A wrong page shown with confidence is worse than none. Unmarked syllables are so few that nearly every query of
//! two or three finds them all somewhere; what tells is whether they stand together, or are a name.

use super::plan::Plan;
use super::rank::Scored;
use super::role::Role;

/// The hits of which one must be about the query.
const AMONG: usize = 2;

/// A hit that has this share of the query as its name is about it, where it holds neighbours of the query too.
const NAMED: f32 = 0.2;

/// The same where it holds none: one syllable is a name of much (`lao`, `ho`), and most words are of several.
const MOSTLY_NAMED: f32 = 0.5;

/// The least that a hit must hold of the query, in words and in neighbours.
const HELD: f32 = 0.6;

/// What neighbours count beside words.
const NEIGHBOURS: f32 = 0.5;

/// So many pairs of neighbours are enough, however long the question around them.
const PAIRS: f32 = 2.5;

/// Whether even the best hits are probably about something else.
#[inline(never)]
pub fn is_weak(ranked: &[Scored], plan: &Plan) -> bool {
    !plan.slots.is_empty() && !ranked.iter().take(AMONG).any(|hit| is_about(hit, plan))
}

/// Whether a hit is probably about the query.
#[inline(never)]
pub fn is_about(hit: &Scored, plan: &Plan) -> bool {
    let words = plan.slots.len();
    // The number of a document is written in any order (`NQ 72`, `72-NQ/TW`).
    let has_number = plan.slots.iter().any(|slot| slot.role == Role::Number);
    let alone = words < 2 || has_number;
    let pairs = words.saturating_sub(1) as f32;
    let together = if alone {
        1.0
    } else {
        (hit.joined * pairs / pairs.min(PAIRS)).min(1.0)
    };
    let least = if together > 0.0 { NAMED } else { MOSTLY_NAMED };
    hit.named >= least || hit.coverage * (1.0 - NEIGHBOURS + NEIGHBOURS * together) >= HELD
}
