//! The document → what it promises: targets, deadlines, tasks, models and the documents it cites.

use super::outline::{Document, Uncertain};
use crate::model::{Target, Task};
use serde::Serialize;

/// Everything drawn out of a document.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What is to be reached.
    pub targets: Vec<Fact<Target>>,
    /// By when.
    pub deadlines: Vec<Fact<String>>,
    /// What is to be done, by whom.
    pub tasks: Vec<Fact<Task>>,
    /// Local models.
    pub models: Vec<Fact<ModelFact>>,
    /// Documents named.
    pub cited: Vec<Fact<Cited>>,
    /// What a person must look at.
    pub uncertain: Vec<Uncertain>,
}

/// A fact with the sentence that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact<T> {
    /// The fact.
    #[serde(flatten)]
    pub value: T,
    /// The sentence.
    pub sentence: String,
    /// The line in the source.
    pub line: usize,
}

/// A local model that a document sets up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelFact {
    /// Its name.
    pub name: String,
    /// What it wants to reach.
    pub goal: Option<String>,
    /// The body in charge.
    pub responsible: Option<String>,
}

/// A document that another names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Number and symbol: `72-NQ/TW`.
    pub number: String,
    /// Nghị quyết, Kế hoạch, …
    pub kind: Option<String>,
}

/// Draws the facts out of a document.
pub fn extract(_document: &Document) -> Facts {
    Facts::default()
}
