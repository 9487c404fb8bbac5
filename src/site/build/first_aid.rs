//! What a lesson says about an emergency, short enough for the card above the hits of a search.

use crate::markdown::{BlockPoints, Component, EMERGENCY_NUMBERS};
use crate::model::Post;
use search_wasm::{Advice, Emergency};

/// Steps that stand above the hits. Of signs all do: a part of them would let others pass for harmless.
const STEPS: usize = 3;

/// What the heading of steps has that are for the alarm, though calmer cards stand before them: `Làm ngay khi co giật`.
const AT_ONCE: &str = "ngay";

/// What a lesson says about an emergency.
pub fn emergency(post: &Post, blocks: &[BlockPoints]) -> Option<Emergency> {
    let is = |component: Component| move |block: &BlockPoints| block.component == component;
    let at = blocks.iter().position(is(Component::Emergency))?;
    let (card, after) = (&blocks[at], &blocks[at + 1..]);
    let tagged = |name: &str| post.front.tags.iter().any(|tag| tag.to_lowercase() == name);
    let calm = |block: &BlockPoints| {
        matches!(
            block.component,
            Component::HealthStation | Component::SelfCare
        )
    };
    // What stands between the alarm and the calmer cards is for the alarm.
    let at_once = after.iter().take_while(|block| !calm(block)).count();
    let (at_once, later) = after.split_at(at_once);
    let about_it = !later.iter().any(is(Component::Steps))
        && (later.is_empty() || at_once.iter().any(is(Component::Steps)));
    let steps = |blocks: &'_ [BlockPoints]| -> Vec<BlockPoints> {
        let steps = blocks.iter().filter(|block| is(Component::Steps)(block));
        steps.cloned().collect()
    };
    let mut shown = steps(at_once);
    if shown.is_empty() {
        // Ordinary steps would make nothing of an alarm: the signs stand there, and steps that say that they are for it.
        shown.push(card.clone());
        let says_so = |block: &BlockPoints| {
            let mut words = block.title.split_whitespace();
            words.any(|word| word.to_lowercase() == AT_ONCE)
        };
        shown.extend(steps(later).into_iter().filter(says_so));
    }
    let advice = |block: BlockPoints| {
        let in_steps = block.component == Component::Steps;
        let most = if in_steps { STEPS } else { usize::MAX };
        Advice {
            heading: block.title,
            in_steps,
            points: block.points.into_iter().take(most).collect(),
        }
    };
    let advice: Vec<Advice> = shown.into_iter().map(advice).collect();
    let first_aid = about_it || tagged("cấp cứu") || tagged("sơ cứu");
    let call = numbers(&[&card.title, &post.front.title]);
    Some(Emergency::new(first_aid, &call, &advice))
}

/// The national numbers that these texts name, in their order; 115 where they name none.
fn numbers(texts: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit()))
    {
        if EMERGENCY_NUMBERS.contains(&word) && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    if found.is_empty() {
        found.push(EMERGENCY_NUMBERS[0].to_owned());
    }
    found
}
