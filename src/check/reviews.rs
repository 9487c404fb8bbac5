//! Texts about health are reviewed in time.

use crate::diagnostic::Diagnostic;
use crate::problem::Problem;
use crate::render::{Site, words};

pub fn check(site: &Site<'_>, problems: &mut Vec<Diagnostic>) {
    for post in &site.ward.posts {
        let due = post.kind.review().and_then(|review| review.due);
        if let Some(due) = due.filter(|due| *due < site.options.today) {
            let problem = Problem::ReviewOverdue {
                due: words::date(due).words,
            };
            problems.push(Diagnostic::file(&post.source.path, problem).warning());
        }
    }
}
