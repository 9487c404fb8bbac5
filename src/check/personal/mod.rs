//! Personal data that a text or a picture gives away: warnings, so that a person decides.
//!
//! A deliberate exception stands in the post: `personal_data = ["0987 654 321"]` with the exact words, or the
//! name of the picture file.

mod name;
mod number;
mod person;
mod picture;
mod text;

use crate::diagnostic::{Diagnostic, Source};
use crate::model::{Intro, PersonalData, Post, WardConfig};
use crate::problem::Problem;
use crate::render::Site;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Personal data at a byte range of a text.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    data: PersonalData,
    span: Range<usize>,
}

impl Finding {
    fn new(data: PersonalData, span: Range<usize>) -> Self {
        Self { data, span }
    }
}

/// What is known and need not be told.
struct Known {
    telephones: BTreeSet<String>,
    host: String,
    year: i16,
}

impl Known {
    fn of(ward: &WardConfig, year: i16) -> Self {
        let phones = ward
            .contacts
            .iter()
            .filter_map(|contact| contact.phone.as_deref());
        let host = ward.base_url.split("://").nth(1).unwrap_or_default();
        Self {
            telephones: phones.map(number::national).collect(),
            host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
            year,
        }
    }
}

pub fn check(site: &Site<'_>, problems: &mut Vec<Diagnostic>) {
    let known = Known::of(&site.ward.config, site.options.today.year());
    let of_post = |post: &Post| tell(&post.source, &post.front.personal_data, &known);
    let of_intro = |intro: &Intro| tell(&intro.source, &intro.personal_data, &known);
    let posts = site.ward.posts.par_iter();
    let posts: Vec<_> = posts.flat_map_iter(of_post).collect();
    problems.extend(posts);
    let intros = site.ward.intro.iter();
    let intros = intros.chain(site.ward.section_intros.values());
    problems.extend(intros.flat_map(of_intro));
    pictures(site, &known, problems);
}

/// Warns of what the files of pictures give away, those that a post names as meant apart.
fn pictures(site: &Site<'_>, known: &Known, problems: &mut Vec<Diagnostic>) {
    let mut shown: BTreeMap<String, bool> = BTreeMap::new();
    for (post, body) in site.ward.posts.iter().zip(&site.bodies) {
        let linker = site.linker(&post.url());
        let cover = post.front.cover.as_ref();
        // A cover that cannot be shown is told elsewhere.
        let cover = cover.and_then(|cover| {
            let scope = site.scope(&post.section, &linker);
            scope.picture(&cover.path.path).ok()
        });
        for picture in body.pictures.iter().chain(&cover) {
            let name = picture.id.rsplit('/').next().unwrap_or_default();
            let meant = post.front.personal_data.iter().any(|meant| meant == name);
            *shown.entry(picture.id.clone()).or_default() |= meant;
        }
    }
    for (id, _) in shown
        .into_iter()
        .filter(|(id, meant)| !meant && !id.ends_with(".svg"))
    {
        // A file that cannot be read is told where it is shown.
        let Ok(bytes) = site.picture_bytes(&id) else {
            continue;
        };
        for (data, words) in picture::inside(&bytes, known) {
            let file = id.rsplit('/').next().unwrap_or_default().to_owned();
            let problem = Problem::PersonalPicture { data, words, file };
            problems.push(Diagnostic::file(id.clone(), problem).warning());
        }
    }
}

/// Warns of what a file gives away, apart from what it says is meant.
fn tell(source: &Source, meant: &[String], known: &Known) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for finding in find(&source.text, known) {
        let found = source.text[finding.span.clone()].trim();
        if meant.iter().any(|meant| meant.contains(found)) {
            continue;
        }
        let problem = Problem::PersonalData {
            data: finding.data,
            found: found.to_owned(),
            rule: finding.data.rule(),
        };
        problems.push(Diagnostic::at(source, finding.span, problem).warning());
    }
    problems
}

fn find(text: &str, known: &Known) -> Vec<Finding> {
    let mut all = number::cards(text, known.year);
    all.extend(number::telephones(text, &known.telephones));
    all.extend(person::emails(text, &known.host));
    all.extend(person::births(text, known.year));
    all.extend(person::children(text));
    all
}
