//! Texts about health are reviewed in time.

use crate::compile::CompiledSite;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::words;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    for post in &site.ward.posts {
        let due = post.kind.review().and_then(|review| review.due);
        if let Some(due) = due.filter(|due| *due < site.today) {
            let problem = Problem::ReviewOverdue {
                due: words::day(due),
            };
            problems.push(Diagnostic::file(&post.source.path, problem).warning());
        }
    }
}
