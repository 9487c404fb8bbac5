//! Who is told what a build is doing.

use crate::message::Message;

/// Receives the stages of a build as they begin.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, stage: &dyn Message);
}

/// Shows nothing.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &dyn Message) {}
}
