//! Who is told what a build is doing.

use crate::notice::Notice;

/// Receives the stages of a build as they begin.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, stage: &Notice);
}

/// Shows nothing.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &Notice) {}
}
