//! What posts refer to exists and is of the right kind: headings, posts named in front matter, covers.

use crate::compile::{CompiledPost, CompiledSite};
use crate::markdown::{Body, Scope};
use crate::model::{Kind, Post, Reference};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::schema::{FieldType, SectionKind};
use base::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Most missing anchors of one text that are told.
const TOLD: usize = 100;

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let bodies: Bodies<'_> = site
        .ward
        .posts
        .iter()
        .zip(&site.posts)
        .map(|(post, compiled)| (post.file.as_str(), &compiled.body))
        .collect();
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        anchors(&post.source, &post.file, &compiled.body, &bodies, problems);
        front_matter(site, (post, compiled), problems);
    }
    needed(site, problems);
    if let Some(intro) = &site.ward.intro {
        anchors(&intro.source, &intro.file, &site.intro, &bodies, problems);
    }
    for (section, intro) in &site.ward.section_intros {
        if let Some(body) = site.section_bodies.get(section) {
            anchors(&intro.source, &intro.file, body, &bodies, problems);
        }
    }
}

/// Compiled texts by their file.
type Bodies<'a> = BTreeMap<&'a str, &'a Body>;

fn anchors(
    source: &Source,
    file: &str,
    body: &Body,
    bodies: &Bodies<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut told = 0;
    for link in &body.anchor_uses {
        let (target, headings) = match &link.file {
            None => (file, &body.headings),
            Some(other) => match bodies.get(other.as_str()) {
                Some(other_body) => (other.as_str(), &other_body.headings),
                None => continue,
            },
        };
        let known = ids
            .entry(target)
            .or_insert_with(|| headings.iter().map(|heading| heading.id.as_str()).collect());
        if !known.contains(link.anchor.as_str()) && told < TOLD {
            told += 1;
            let problem = link.missing(headings, target);
            problems.push(Diagnostic::at(source, link.span.clone(), problem));
        }
    }
}

/// The posts that `ward.toml` puts on the home page.
fn needed(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let config = &site.ward.config;
    let linker = site.linker("");
    for reference in &config.needed {
        if let Err(problem) = site.scope("", &linker).reference(reference) {
            let span = reference.span.clone();
            problems.push(Diagnostic::at(&config.source, span, problem));
        }
    }
}

/// What front matter names is of the right kind. Files that are not there were told when they were looked for.
fn front_matter(
    site: &CompiledSite<'_>,
    (post, compiled): (&Post, &CompiledPost),
    problems: &mut Vec<Diagnostic>,
) {
    let schema = SectionKind::of(&post.section).schema();
    if let Some((key, reference)) = post.kind.named_post()
        && let Some(FieldType::Post(section)) = schema.field(key).map(|field| field.kind)
        && let Some(problem) = reference_problem(site, post, reference, section)
    {
        let span = reference.span.clone();
        problems.push(Diagnostic::at(&post.source, span, problem));
    }
    problems.extend(changed_attachment(post, compiled));
    let animated = compiled.cover.as_ref().filter(|picture| picture.animated);
    if let Some((_, cover)) = animated.zip(post.front.cover.as_ref()) {
        let Reference { path, span } = &cover.path;
        let problem = Problem::PictureAnimated { path: path.clone() };
        problems.push(Diagnostic::at(&post.source, span.clone(), problem).warning());
    }
}

/// The original beside a resolution is the one that was imported.
fn changed_attachment(post: &Post, compiled: &CompiledPost) -> Option<Diagnostic> {
    let Kind::Resolution(resolution) = &post.kind else {
        return None;
    };
    let (file, imported) = (resolution.file.as_ref()?, resolution.file_hash.as_ref()?);
    let found = compiled.attachment.as_ref()?;
    let problem = Problem::AttachmentChanged {
        path: file.path.clone(),
    };
    (*imported != found.hash)
        .then(|| Diagnostic::at(&post.source, file.span.clone(), problem).warning())
}

/// What is wrong with a reference that should lead to a post of `section`.
fn reference_problem(
    site: &CompiledSite<'_>,
    post: &Post,
    reference: &Reference,
    section: &str,
) -> Option<Problem> {
    let linker = site.linker(&post.url());
    let later = site.later(post);
    let scope = Scope {
        held: &later,
        ..site.scope(&post.section, &linker)
    };
    match scope.reference(reference) {
        Err(problem) => Some(problem),
        Ok((file, _)) if file.split('/').next() == Some(section) => None,
        Ok(_) => Some(Problem::WrongSection {
            target: reference.path.clone(),
            section: section.to_owned(),
        }),
    }
}
