//! Texts are easy to read: short sentences in guidance about health, no post that explains longer than a reader stays.

use crate::compile::CompiledSite;
use crate::model::Kind;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::words;

/// Longest sentence of a lesson or a fact check, in words: what older readers take in at once.
const SENTENCE: usize = 20;

/// Most sentences of one post that are told.
const TOLD: usize = 100;

/// Longest post that explains something, in minutes of reading aloud at ease.
const MINUTES: usize = 5;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        let body = &compiled.body;
        // News and plain pages may be records of something.
        let explains = !matches!(post.kind, Kind::News(_) | Kind::Event(_) | Kind::Plain);
        let minutes = words::minutes(body.words);
        if explains && minutes > MINUTES {
            let problem = Problem::TooLongToRead {
                minutes,
                limit: MINUTES,
            };
            problems.push(Diagnostic::file(&post.source.path, problem).warning());
        }
        if !post.kind.wants_short_sentences() {
            continue;
        }
        let long = body.long_sentences.iter();
        let long = long.filter(|one| one.words > SENTENCE).take(TOLD);
        problems.extend(long.map(|sentence| {
            let problem = Problem::LongSentence {
                words: sentence.words,
                limit: SENTENCE,
            };
            let span = &sentence.span;
            let span = span.start + post.body.start..span.end + post.body.start;
            Diagnostic::at(&post.source, span, problem).warning()
        }));
    }
}
