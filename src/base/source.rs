//! A text file as it was read, kept whole so that problems can show its lines.

use std::sync::Arc;

/// A text file as it was read, kept to show the line a problem stands on.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path from the root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A source shared by the posts and problems that come from it.
pub type Source = Arc<SourceFile>;
