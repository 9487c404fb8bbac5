//! What posts refer to exists: headings, posts named in front matter, covers.

use crate::diagnostic::Diagnostic;
use crate::markdown::Body;
use crate::model::{Kind, Post};
use crate::render::Site;
use std::collections::BTreeMap;

pub fn check(site: &Site<'_>, problems: &mut Vec<Diagnostic>) {
    let bodies: BTreeMap<&str, &Body> = site
        .ward
        .posts
        .iter()
        .zip(&site.bodies)
        .map(|(post, body)| (post.file.as_str(), body))
        .collect();
    for (post, body) in site.ward.posts.iter().zip(&site.bodies) {
        for link in &body.anchor_uses {
            let file = link.file.as_deref().unwrap_or(&post.file);
            let headings = bodies.get(file).map_or(&[][..], |target| &target.headings);
            let problem = link.check(headings, file);
            problems.extend(
                problem.map(|problem| Diagnostic::at(&post.source, link.span.clone(), problem)),
            );
        }
        front_matter(site, post, problems);
    }
}

fn front_matter(site: &Site<'_>, post: &Post, problems: &mut Vec<Diagnostic>) {
    let linker = site.linker(&post.url());
    let scope = site.scope(&post.section, &linker);
    let named = match &post.kind {
        Kind::Model(model) => model.resolution.as_ref(),
        Kind::News(news) => news.model.as_ref(),
        Kind::Lesson(_) | Kind::Resolution(_) | Kind::Plain => None,
    };
    if let Some(reference) = named
        && let Err(problem) = scope.reference(reference)
    {
        problems.push(Diagnostic::at(
            &post.source,
            reference.span.clone(),
            problem,
        ));
    }
    if let Some(cover) = &post.front.cover
        && let Err(problem) = scope.picture(&cover.path.path)
    {
        problems.push(Diagnostic::at(
            &post.source,
            cover.path.span.clone(),
            problem,
        ));
    }
}
