//! A document, understood → what is shown and written of it: the object for machines, the draft of a post.

mod field;
mod front;
mod json;
mod markdown;
mod passed;
mod post;
mod review;
mod rows;

pub use field::field_words;
pub use json::{Answer, answer};
pub use passed::Passed;
pub use post::{Draft, filled, post, title};

use super::Imported;
use super::facts::Fact;
use super::outline::Uncertain;

/// Everything in a document that a person must look at, in the order of its lines.
pub fn uncertain(imported: &Imported) -> Vec<Uncertain> {
    let facts = &imported.facts;
    let mut all = imported.document.uncertain.clone();
    all.extend(doubts("targets", &facts.targets));
    all.extend(doubts("deadlines", &facts.deadlines));
    all.extend(doubts("tasks", &facts.tasks));
    all.extend(doubts("models", &facts.models));
    all.extend(doubts("cited", &facts.cited));
    all.sort_by(|a, b| (a.line, &a.field, &a.text).cmp(&(b.line, &b.field, &b.text)));
    all.dedup();
    all
}

/// What the document's file holds beside the words that were read.
pub fn passed(imported: &Imported) -> impl Iterator<Item = Passed> + '_ {
    let unread = imported.unread.iter();
    unread.map(|(what, count)| Passed(*what, *count))
}

/// The facts of one kind that are not sure, with the reason.
fn doubts<'f, T>(field: &'f str, facts: &'f [Fact<T>]) -> impl Iterator<Item = Uncertain> + 'f {
    facts.iter().filter_map(move |fact| {
        let reason = fact.uncertain?;
        Some(Uncertain {
            field: field.into(),
            line: fact.line,
            text: format!("{reason}: {}", fact.sentence),
        })
    })
}
