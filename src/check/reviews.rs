//! Lessons are reviewed in time.

use crate::diagnostic::Diagnostic;
use crate::model::Kind;
use crate::problem::Problem;
use crate::render::{Site, words};

pub fn check(site: &Site<'_>, problems: &mut Vec<Diagnostic>) {
    for post in &site.ward.posts {
        let Kind::Lesson(lesson) = &post.kind else {
            continue;
        };
        if let Some(due) = lesson.review_due.filter(|due| *due < site.options.today) {
            let problem = Problem::ReviewOverdue {
                due: words::date(due).words,
            };
            problems.push(Diagnostic::file(&post.source.path, problem).warning());
        }
    }
}
