//! Signs on posters are short enough to be read from three metres beside a drawing.

use crate::compile::CompiledSite;
use crate::model::{Kind, POSTER_SIGN, POSTER_SIGNS};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;

/// Warns of signs that the poster of a lesson has to set in two lines, so that its drawing gives way or signs are left out.
pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        if !matches!(post.kind, Kind::Lesson(_)) {
            continue;
        }
        let written = &post.front.media.poster_signs;
        let card = compiled.body.key_points.card();
        let taken = card.map_or(&[][..], |(block, _)| &block.points);
        let signs = if written.is_empty() { taken } else { written };
        let long = |sign: &&String| sign.chars().count() > POSTER_SIGN;
        let Some(sign) = signs.iter().take(POSTER_SIGNS).find(long) else {
            continue;
        };
        let text = &post.source.text;
        let at = text.find(sign.as_str()).map(|at| at..at + sign.len());
        let problem = Problem::PosterSignLong {
            sign: sign.clone(),
            length: sign.chars().count(),
            limit: POSTER_SIGN,
        };
        problems.push(match at {
            Some(span) => Diagnostic::at(&post.source, span, problem).warning(),
            None => Diagnostic::file(&post.source.path, problem).warning(),
        });
    }
}
