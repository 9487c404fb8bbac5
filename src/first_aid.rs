//! What a lesson says about an emergency, short enough for the card above the hits of a search.

use crate::markdown::{BlockPoints, Component, EMERGENCY_NUMBERS};
use crate::model::Post;
use search_wasm::{Advice, Emergency};

/// Points that stand above the hits.
const POINTS: usize = 3;

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
    let steps = if tagged("sơ cứu") { after } else { at_once };
    let mut shown: Vec<&BlockPoints> = steps
        .iter()
        .filter(|block| is(Component::Steps)(block))
        .collect();
    if shown.is_empty() {
        shown.push(card);
    }
    let advice = |block: &BlockPoints| Advice {
        heading: block.title.clone(),
        in_steps: block.component == Component::Steps,
        points: block.points.iter().take(POINTS).cloned().collect(),
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
