//! Rules over compiled posts and whole sites, one subject a file. What a single value may be is in the schema, and what is
//! wrong with Markdown is told where it is read.

mod addresses;
mod copies;
mod ease;
mod emergency;
mod loudspeaker;
mod personal;
mod poster;
mod references;
mod reviews;
mod station;
mod unfilled;

pub use personal::{CleanTexts, is_in_line, of_document};

use crate::compile::CompiledSite;
use crate::inspect::Inspector;
use crate::model::{Post, WardConfig};
use base::diagnostic::Diagnostic;

/// Every problem that shows only once a ward's posts are compiled.
pub fn check(
    site: &CompiledSite<'_>,
    inspector: &Inspector,
    clean: &CleanTexts,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    addresses::check(site, &mut problems);
    copies::check(site, &mut problems);
    references::check(site, &mut problems);
    personal::check(site, (inspector, clean), &mut problems);
    ease::check(site, &mut problems);
    emergency::check(site, &mut problems);
    loudspeaker::check(site, &mut problems);
    poster::check(site, &mut problems);
    reviews::check(site, &mut problems);
    station::check(site, &mut problems);
    unfilled::check(site, &mut problems);
    problems
}

/// What shows from the text of one post alone, for whoever writes it: people that it gives away, and what nobody filled in of
/// its sample, also while it is a draft. `year` is the present one.
pub fn of_post(ward: &WardConfig, post: &Post, year: i16) -> Vec<Diagnostic> {
    let mut problems = personal::of_post(ward, post, year);
    problems.extend(unfilled::of_post(post));
    problems
}
