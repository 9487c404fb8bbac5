//! The rows of a ward's registers: what its documents and models say together, each thing once.

use super::names::Names;
use crate::model::{Kind, PostIndex, Progress, Target, Task, Ward};
use base::slug::slugify;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A target with every place that sets it: a post, and the place in its list. The document stands before the models that
/// carry it out.
pub type SharedTarget = Vec<(PostIndex, usize)>;

/// The rows of a ward's registers, from the posts that are listed.
#[derive(Debug)]
pub struct Registers {
    /// Targets, newest post first; each with all places where it stands.
    pub targets: Vec<SharedTarget>,
    /// Their topics.
    pub target_topics: Names,
    /// Tasks: the post and the place in its list, newest post first.
    pub tasks: Vec<(PostIndex, usize)>,
    /// Their topics.
    pub task_topics: Names,
    /// Bodies in charge of them.
    pub owners: Names,
    /// Documents by day of issue, newest first; those without a day last.
    pub documents: Vec<PostIndex>,
    /// Numbers of the documents that these carry out.
    pub cited: Names,
}

impl Registers {
    /// The registers of `ward` over the listed posts, `newest` first.
    pub fn of(ward: &Ward, newest: &[PostIndex]) -> Self {
        let rows = |length: fn(&Kind) -> usize| {
            let posts = newest.iter().copied();
            posts
                .flat_map(|post| (0..length(&ward.posts[post].kind)).map(move |row| (post, row)))
                .collect::<Vec<_>>()
        };
        let targets = rows(|kind| targets_of(kind).len());
        let tasks = rows(|kind| tasks_of(kind).len());
        let kind = |post: &PostIndex| &ward.posts[*post].kind;
        let target = |(post, row): &(PostIndex, usize)| &targets_of(kind(post))[*row];
        let task = |(post, row): &(PostIndex, usize)| &tasks_of(kind(post))[*row];
        let targets = shared(ward, &targets);
        let topics = targets.iter().flatten();
        let topics = topics.filter_map(|at| target(at).topic.as_deref());
        let target_topics = Names::of(topics, slugify);
        let topics = tasks.iter().filter_map(|at| task(at).topic.as_deref());
        let task_topics = Names::of(topics, slugify);
        let owners = tasks.iter().filter_map(|at| task(at).owner.as_deref());
        let owners = Names::of(owners, slugify);
        let mut documents: Vec<_> = newest.to_vec();
        documents.retain(|post| matches!(kind(post), Kind::Resolution(_)));
        documents.sort_by_key(|post| match kind(post) {
            Kind::Resolution(resolution) => Reverse(resolution.issued),
            _ => Reverse(None),
        });
        let numbers = documents.iter().flat_map(|post| match kind(post) {
            Kind::Resolution(resolution) => resolution.carries_out.as_slice(),
            _ => &[],
        });
        let cited = Names::of(numbers.map(String::as_str), same_number);
        Self {
            target_topics,
            task_topics,
            owners,
            cited,
            targets,
            tasks,
            documents,
        }
    }
}

/// Puts targets that different posts set in the same words together: a model repeats those of its programme, and they
/// are one.
fn shared(ward: &Ward, targets: &[(PostIndex, usize)]) -> Vec<SharedTarget> {
    let mut places = BTreeMap::new();
    let mut all: Vec<SharedTarget> = Vec::new();
    for &(post, row) in targets {
        let target = &targets_of(&ward.posts[post].kind)[row];
        let place = *places.entry(same_target(target)).or_insert(all.len());
        match all.get_mut(place) {
            // One post that says the same twice means two things; only its writer can tell.
            Some(known) if known.iter().all(|(other, _)| *other != post) => known.push((post, row)),
            _ => all.push(vec![(post, row)]),
        }
    }
    for target in &mut all {
        target.sort_by_key(|(post, _)| !matches!(ward.posts[*post].kind, Kind::Resolution(_)));
    }
    all
}

/// What two equal targets have in common: everything but their topic, however their words are spaced or capitalised.
fn same_target(target: &Target) -> impl Ord + use<> {
    let words = |text: &str| {
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let optional = |text: &Option<String>| text.as_deref().map(words);
    (
        words(&target.measure),
        target.comparison.key(),
        target.value.map(f64::to_bits),
        optional(&target.unit),
        target.year,
        optional(&target.place),
        optional(&target.note),
    )
}

/// What is to be reached by a post of this kind.
pub fn targets_of(kind: &Kind) -> &[Target] {
    match kind {
        Kind::Resolution(resolution) => &resolution.targets,
        Kind::Model(model) => &model.targets,
        _ => &[],
    }
}

/// How far that is, as reports tell.
pub fn progress_of(kind: &Kind) -> &[Progress] {
    match kind {
        Kind::Resolution(resolution) => &resolution.progress,
        Kind::Model(model) => &model.progress,
        _ => &[],
    }
}

/// What is to be done by a post of this kind.
pub fn tasks_of(kind: &Kind) -> &[Task] {
    match kind {
        Kind::Resolution(resolution) => &resolution.tasks,
        _ => &[],
    }
}

/// A document's number in the form in which two spellings of one number are the same: capitals, plain hyphens, no
/// spaces.
pub fn same_number(number: &str) -> String {
    let letters = number.chars().filter(|c| !c.is_whitespace());
    let plain = letters.map(|c| {
        if matches!(c, '‐'..='―' | '−') {
            '-'
        } else {
            c
        }
    });
    plain.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_the_same() {
        assert_eq!(same_number(" 72 – NQ/Tw "), "72-NQ/TW");
        assert_ne!(same_number("12-KH/ĐU"), same_number("12-KH/DU"));
    }
}
