//! Confidence: whether the best hits are about the query, or merely hold its words.
//!
//! A wrong page shown with confidence is worse than none. Unmarked syllables are so few that nearly every query of
//! two or three finds them all somewhere; what tells is whether they stand together, or are a name.

use super::plan::Plan;
use super::rank::Scored;
use super::role::Role;

/// The hits of which one must be about the query.
const AMONG: usize = 3;

/// A hit that has this share of the query as its name is about it.
const NAMED: f32 = 0.25;

/// The least that a hit must hold of the query, in words and in neighbours.
const HELD: f32 = 0.55;

/// What neighbours count beside words.
const NEIGHBOURS: f32 = 0.6;

/// So many pairs of neighbours are enough, however long the question around them.
const PAIRS: f32 = 1.5;

/// Whether even the best hits are probably about something else.
pub fn is_weak(ranked: &[Scored], plan: &Plan) -> bool {
    let words = plan.slots.len();
    // The number of a document is written in any order (`NQ 72`, `72-NQ/TW`).
    let has_number = plan.slots.iter().any(|slot| slot.role == Role::Number);
    let pairs = words.saturating_sub(1) as f32;
    let is_about = |hit: &Scored| {
        let together = (hit.joined * pairs / pairs.min(PAIRS)).min(1.0);
        let together = if words > 1 && !has_number {
            together
        } else {
            1.0
        };
        hit.named >= NAMED || hit.coverage * (1.0 - NEIGHBOURS + NEIGHBOURS * together) >= HELD
    };
    words > 0 && !ranked.iter().take(AMONG).any(is_about)
}
