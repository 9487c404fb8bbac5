//! Official documents → drafts of posts: read → tidy → outline → facts → write. No stage reaches back.

pub mod facts;
pub mod outline;
pub mod read;
