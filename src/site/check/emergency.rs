//! An alarm is never left without what to do: an emergency card is followed by steps, or by a link to them.

use crate::compile::CompiledSite;
use crate::markdown::{Body, Component};
use crate::model::Kind;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use std::collections::BTreeSet;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let posts = || {
        let bodies = site.posts.iter().map(|post| &post.body);
        site.ward.posts.iter().zip(bodies)
    };
    let with_steps: BTreeSet<&str> = posts()
        .filter(|(_, body)| steps(body).next().is_some())
        .map(|(post, _)| post.file.as_str())
        .collect();
    for (post, body) in posts() {
        if !matches!(post.kind, Kind::Lesson(_) | Kind::FactCheck(_)) {
            continue;
        }
        let cards = body.blocks.iter();
        let cards = cards.filter(|block| block.component == Component::Emergency);
        for card in cards {
            let from = card.span.start;
            let mut links = body.post_links.iter();
            let answered = steps(body).any(|step| step > from)
                || links.any(|link| link.at > from && with_steps.contains(&*link.file));
            if !answered {
                let problem = Problem::EmergencyWithoutSteps {
                    title: card.title.clone(),
                };
                let at = Diagnostic::at(&post.source, card.span.clone(), problem);
                problems.push(at.warning());
            }
        }
    }
}

/// Where the blocks of steps begin in a post's file.
fn steps(body: &Body) -> impl Iterator<Item = usize> {
    let blocks = body.blocks.iter();
    blocks
        .filter(|block| block.component == Component::Steps)
        .map(|block| block.span.start)
}
