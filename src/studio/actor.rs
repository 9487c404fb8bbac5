//! Who does something, and how they were known: what stands in the list of what was done.

use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// How a person was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// They said their name before the machine itself, which is taken on trust.
    Said,
    /// They came over the network with their password.
    Password,
    /// They came over the network with a link that was made for them and is good once.
    Link,
}

/// A person who does something; as a text it is their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name that stands beside what they do.
    pub name: String,
    /// How they were known.
    pub known: Known,
    /// The name of the request with which they do it, where it has one: asked again it is not done again.
    pub request: Option<String>,
}

impl Actor {
    /// Somebody who said their name before the machine itself.
    pub fn at_machine(name: &str) -> Self {
        Self {
            name: name.into(),
            known: Known::Said,
            request: None,
        }
    }
}

impl Deref for Actor {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}
