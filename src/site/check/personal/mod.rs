//! Personal data that a text or a picture gives away: warnings, so that a person decides.
//!
//! A deliberate exception stands in the post: `personal_data = ["0987 654 321"]` with the exact words, or the
//! name of the picture file.

mod birth;
mod clean;
mod digits;
mod document;
mod file_name;
mod find;
mod folded;
mod home;
mod illness;
mod label;
mod letters;
mod mail;
mod markup;
mod name;
mod number;
mod opening;
mod picture;
mod seen;
mod telephone;
mod text;

pub use clean::CleanTexts;

use crate::assets::Picture;
use crate::compile::CompiledSite;
use crate::inspect::{Inside, Inspector};
use crate::model::{Intro, Post, WardConfig};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::source::Source;
use find::{Known, find};
use rayon::prelude::*;
use seen::Seen;
use std::collections::BTreeMap;

impl Known {
    fn of(ward: &WardConfig, year: i16) -> Self {
        let phones = ward
            .contacts
            .iter()
            .filter_map(|contact| contact.phone.as_deref());
        let host = ward.base_url.split("://").nth(1).unwrap_or_default();
        Self {
            telephones: phones.map(telephone::national).collect(),
            host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
            year,
        }
    }
}

/// Warns of personal data in everything that a ward publishes, of which `clean` need not be read again.
pub fn check(
    site: &CompiledSite<'_>,
    (inspector, clean): (&Inspector, &CleanTexts),
    problems: &mut Vec<Diagnostic>,
) {
    let known = Known::of(&site.ward.config, site.today.year());
    let of_post =
        |post: &Post| clean.unless_clean((&post.source, &known), || of_text(post, &known));
    let of_intro = |intro: &Intro| {
        tell(
            &intro.source,
            intro.body.start,
            &intro.personal_data,
            &known,
        )
    };
    let posts = site.ward.posts.par_iter();
    let posts: Vec<_> = posts.flat_map_iter(of_post).collect();
    problems.extend(posts);
    let intros = site.ward.intro.iter();
    let intros = intros.chain(site.ward.section_intros.values());
    problems.extend(intros.flat_map(of_intro));
    let ward = &site.ward.config.source;
    problems.extend(tell(ward, ward.text.len(), &[], &known));
    pictures(site, &known, problems);
    document::check(site, inspector, &known, problems);
    recordings(site, &known, problems);
}

/// Warns of what the names of recordings give away; what is noted inside them is not published.
fn recordings(site: &CompiledSite<'_>, known: &Known, problems: &mut Vec<Diagnostic>) {
    let mut played: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        if let Some(recording) = &compiled.recording {
            let meant = played.entry(&recording.id).or_default();
            meant.extend(post.front.personal_data.iter().cloned());
        }
    }
    for (id, meant) in played {
        problems.extend(name_of_file(id, &meant, known));
    }
}

/// What the text of one post of a ward gives away; `year` is the present one.
pub fn of_post(ward: &WardConfig, post: &Post, year: i16) -> Vec<Diagnostic> {
    of_text(post, &Known::of(ward, year))
}

fn of_text(post: &Post, known: &Known) -> Vec<Diagnostic> {
    let meant = &post.front.personal_data;
    let mut told = tell(&post.source, post.body.start, meant, known);
    told.extend(name_of_file(&post.source.path, meant, known));
    told
}

/// What a document at `path` gives away or does, before it belongs to a ward; `year` is the present one.
pub fn of_document(path: &str, inside: &Inside, year: i16) -> Vec<Diagnostic> {
    let known = Known {
        year,
        ..Known::default()
    };
    document::tell(path, inside, &[], &known)
}

/// Whether a line that somebody typed gives a person away; `year` is the present one.
pub fn is_in_line(line: &str, year: i16) -> bool {
    let known = Known {
        year,
        ..Known::default()
    };
    !find(&Seen::plain(line), &known).is_empty()
}

/// Warns of what the name of a published file gives away: it becomes part of an address.
fn name_of_file(path: &str, meant: &[String], known: &Known) -> Vec<Diagnostic> {
    let file = path.rsplit('/').next().unwrap_or_default();
    let found = file_name::inside(path, known).into_iter();
    found
        .filter(|(_, words)| {
            !meant
                .iter()
                .any(|meant| meant == file || meant.contains(words))
        })
        .map(|(data, words)| {
            let problem = Problem::PersonalName {
                data,
                words,
                file: file.to_owned(),
            };
            Diagnostic::file(path, problem).warning()
        })
        .collect()
}

/// Warns of what the files of pictures give away, those that a post or an introduction names as meant apart.
fn pictures(site: &CompiledSite<'_>, known: &Known, problems: &mut Vec<Diagnostic>) {
    let mut shown: BTreeMap<String, (bool, Vec<String>)> = BTreeMap::new();
    let mut show = |picture: &Picture, meant: &[String]| {
        let name = picture.id.rsplit('/').next().unwrap_or_default();
        let entry = shown.entry(picture.id.clone());
        let (is_meant, _) = entry.or_insert_with(|| (false, picture.words()));
        *is_meant |= meant.iter().any(|meant| meant == name);
    };
    for (post, compiled) in site.ward.posts.iter().zip(&site.posts) {
        for picture in compiled.body.pictures.iter().chain(&compiled.cover) {
            show(picture, &post.front.personal_data);
        }
    }
    let home = site.ward.intro.iter().map(|intro| (intro, &site.intro));
    let sections = site.ward.section_intros.iter();
    let sections =
        sections.filter_map(|(name, intro)| Some((intro, site.section_bodies.get(name)?)));
    for (intro, body) in home.chain(sections) {
        for picture in &body.pictures {
            show(picture, &intro.personal_data);
        }
    }
    for (id, (_, words)) in shown.into_iter().filter(|(_, (meant, _))| !meant) {
        problems.extend(name_of_file(&id, &[], known));
        let file = id.rsplit('/').next().unwrap_or_default().to_owned();
        for (data, words) in picture::in_drawing(&words, known) {
            let file = file.clone();
            let problem = Problem::PersonalDrawing { data, words, file };
            problems.push(Diagnostic::file(id.clone(), problem).warning());
        }
        if id.to_ascii_lowercase().ends_with(".svg") {
            continue;
        }
        let bytes = match site.picture_bytes(&id) {
            Ok(bytes) => bytes,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        for (data, words) in picture::inside(&bytes, known) {
            let file = file.clone();
            let problem = Problem::PersonalPicture { data, words, file };
            problems.push(Diagnostic::file(id.clone(), problem).warning());
        }
    }
}

/// Warns of what a text gives away, apart from what it says is meant; from byte `body` on it is Markdown.
fn tell(source: &Source, body: usize, meant: &[String], known: &Known) -> Vec<Diagnostic> {
    let seen = Seen::post(&source.text, body);
    let found = find(&seen, known);
    if found.is_empty() {
        return Vec::new();
    }
    let meant: Vec<_> = meant.iter().map(|meant| Seen::plain(meant).text).collect();
    let mut problems = Vec::new();
    for finding in found {
        let words = seen.text[finding.span.clone()].trim();
        if meant.iter().any(|meant| meant.contains(words)) {
            continue;
        }
        let problem = Problem::PersonalData {
            data: finding.data,
            found: words.to_owned(),
            rule: finding.data.rule(),
        };
        let span = seen.origin(&finding.span);
        problems.push(Diagnostic::at(source, span, problem).warning());
    }
    problems
}
