//! A ward's sources → a compiled site: texts as HTML with what is known of them, pictures, lists and registers. Rules and
//! pages are made from it; it knows neither.

mod finding;
mod lists;
mod names;
mod registers;
mod synonyms;
mod topics;

pub use finding::{Finding, Name};
pub use lists::{Lists, Section};
pub use names::Names;
pub use registers::{Registers, SharedTarget, progress_of, same_number, targets_of, tasks_of};
pub use synonyms::synonyms;
pub use topics::{Tag, Topics};

use crate::assets::{Attachment, Attachments, Picture, Pictures, Recording};
use crate::delivery::Delivery;
use crate::linker::Linker;
use crate::markdown::{self, Body, Scope};
use crate::model::{Intro, Post, PostIndex, Ward};
use base::diagnostic::Diagnostic;
use jiff::civil::Date;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What compiling depends on besides the sources.
#[derive(Debug, Clone, Copy)]
pub struct CompileOptions<'a> {
    /// How the site reaches its readers.
    pub delivery: &'a Delivery,
    /// The day that decides what has expired.
    pub today: Date,
}

/// A post with its text compiled and the files found that its front matter names.
#[derive(Debug, Default)]
pub struct CompiledPost {
    /// Its text.
    pub body: Body,
    /// The picture at its top.
    pub cover: Option<Picture>,
    /// The document that it offers for download.
    pub attachment: Option<Attachment>,
    /// The recording that its page plays.
    pub recording: Option<Recording>,
}

impl CompiledPost {
    /// The files below the site's root that its page shows or offers.
    pub fn files(&self) -> Vec<String> {
        let pictures = self.body.pictures.iter().chain(&self.cover);
        let documents = self.attachment.iter().map(|document| document.url.as_str());
        let recordings = self.recording.iter().map(|one| one.url.as_str());
        let urls = pictures.flat_map(Picture::urls);
        let urls = urls.chain(documents).chain(recordings);
        urls.map(str::to_owned).collect()
    }
}

/// What was compiled of a ward, so that nothing has to be compiled twice.
#[derive(Debug, Default)]
pub struct Texts {
    /// Its posts, in the order of [`Ward::posts`].
    pub posts: Vec<CompiledPost>,
    section_bodies: BTreeMap<String, Body>,
    intro: Body,
}

impl Texts {
    /// Every picture in them; the same one as often as it is shown.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        pictures(&self.posts, &self.section_bodies, &self.intro)
    }
}

fn pictures<'a>(
    posts: &'a [CompiledPost],
    sections: &'a BTreeMap<String, Body>,
    intro: &'a Body,
) -> impl Iterator<Item = &'a Picture> {
    let covers = posts.iter().filter_map(|post| post.cover.as_ref());
    let bodies = posts.iter().map(|post| &post.body);
    let bodies = bodies.chain(sections.values()).chain([intro]);
    bodies.flat_map(|body| &body.pictures).chain(covers)
}

/// A ward with its texts compiled and its lists made.
#[derive(Debug)]
pub struct CompiledSite<'a> {
    /// The ward.
    pub ward: &'a Ward,
    /// How the site reaches its readers.
    pub delivery: &'a Delivery,
    /// The day that decides what has expired.
    pub today: Date,
    /// Its lists.
    pub lists: Lists,
    /// Its posts, in the order of [`Ward::posts`].
    pub posts: Vec<CompiledPost>,
    /// The compiled texts of its sections.
    pub section_bodies: BTreeMap<String, Body>,
    /// The compiled text of its home page.
    pub intro: Body,
    /// Addresses of its posts by file.
    pub addresses: BTreeMap<String, String>,
    /// The pictures of the root.
    pub pictures: &'a Pictures,
    /// The documents of the root.
    pub attachments: &'a Attachments,
}

impl<'a> CompiledSite<'a> {
    /// Compiles the ward's texts; every problem with them is added to `problems`.
    pub fn compile(
        ward: &'a Ward,
        (pictures, attachments): (&'a Pictures, &'a Attachments),
        options: &CompileOptions<'a>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let files = (pictures, attachments);
        let mut site = Self::of_texts(ward, files, options, Texts::default());
        let compiled: Vec<_> = ward
            .posts
            .par_iter()
            .map(|post| site.compile_post(post))
            .collect();
        for (post, more) in compiled {
            site.posts.push(post);
            problems.extend(more);
        }
        site.intro = ward
            .intro
            .as_ref()
            .map(|intro| site.compile_intro(intro, "", "", problems))
            .unwrap_or_default();
        site.section_bodies = ward
            .section_intros
            .iter()
            .map(|(slug, intro)| {
                (
                    slug.clone(),
                    site.compile_intro(intro, slug, &format!("{slug}/"), problems),
                )
            })
            .collect();
        site
    }

    /// The same of texts that were compiled before.
    pub fn of_texts(
        ward: &'a Ward,
        (pictures, attachments): (&'a Pictures, &'a Attachments),
        options: &CompileOptions<'a>,
        texts: Texts,
    ) -> Self {
        let addresses = ward
            .posts
            .iter()
            .map(|post| (post.file.clone(), post.url()))
            .collect();
        Self {
            ward,
            delivery: options.delivery,
            today: options.today,
            lists: Lists::of(ward, options.today),
            posts: texts.posts,
            section_bodies: texts.section_bodies,
            intro: texts.intro,
            addresses,
            pictures,
            attachments,
        }
    }

    /// Compiles one post anew; gives every problem with its text and the files that it names.
    pub fn compile_again(&mut self, post: PostIndex) -> Vec<Diagnostic> {
        let (compiled, problems) = self.compile_post(&self.ward.posts[post]);
        self.posts[post] = compiled;
        problems
    }

    /// Its compiled texts.
    pub fn into_texts(self) -> Texts {
        Texts {
            posts: self.posts,
            section_bodies: self.section_bodies,
            intro: self.intro,
        }
    }

    /// The bytes of a picture's source file; `id` is its path from the root.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn picture_bytes(&self, id: &str) -> Result<Arc<[u8]>, Diagnostic> {
        self.pictures.bytes(id)
    }

    fn compile_post(&self, post: &Post) -> (CompiledPost, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let linker = self.linker(&post.url());
        let later = self.later(post);
        let scope = Scope {
            held: &later,
            at_top: post.front.cover.is_none(),
            measured: post.kind.wants_short_sentences(),
            ..self.scope(&post.section, &linker)
        };
        let body = markdown::compile(&post.source, post.body.clone(), &scope, &mut problems);
        let mut told = |span: &Range<usize>, problem| {
            problems.push(Diagnostic::at(&post.source, span.clone(), problem));
        };
        let cover = post.front.cover.as_ref().and_then(|cover| {
            let found = scope.picture(&cover.path.path);
            found
                .map_err(|problem| told(&cover.path.span, problem))
                .ok()
        });
        let attachment = post.kind.file().and_then(|file| {
            let found = self
                .attachments
                .find(&self.ward.id, &post.section, &file.path);
            found.map_err(|problem| told(&file.span, problem)).ok()
        });
        let recording = post.front.recording.as_ref().and_then(|file| {
            let recordings = &self.attachments.recordings;
            let found = recordings.find(&self.ward.id, &post.section, &file.path);
            found.map_err(|problem| told(&file.span, problem)).ok()
        });
        let compiled = CompiledPost {
            body,
            cover,
            attachment,
            recording,
        };
        (compiled, problems)
    }

    fn compile_intro(
        &self,
        intro: &Intro,
        folder: &str,
        url: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Body {
        let linker = self.linker(url);
        markdown::compile(
            &intro.source,
            intro.body.clone(),
            &self.scope(folder, &linker),
            problems,
        )
    }

    /// What a text in `folder` may refer to, on the page that `linker` is for.
    pub fn scope<'s>(&'s self, folder: &'s str, linker: &'s Linker) -> Scope<'s> {
        Scope {
            posts: &self.addresses,
            drafts: &self.ward.drafts,
            held: &self.ward.held,
            broken: &self.ward.broken,
            pictures: self.pictures,
            ward: &self.ward.id,
            folder,
            at_top: false,
            measured: false,
            linker,
        }
    }

    /// Files of posts whose day comes only after that of `post`: nothing leads there when it goes up.
    pub fn later(&self, post: &Post) -> Cow<'_, [String]> {
        let Some(day) = post.front.publish_on.filter(|_| post.held(self.today)) else {
            return Cow::Borrowed(&self.ward.held);
        };
        let later = self.ward.posts.iter().filter(|other| other.held(day));
        let files = later.map(|other| other.file.clone());
        files.chain(self.ward.held.iter().cloned()).collect()
    }

    /// Every picture that a page of the site shows; the same one as often as it is shown.
    pub fn shown_pictures(&self) -> impl Iterator<Item = &Picture> {
        pictures(&self.posts, &self.section_bodies, &self.intro)
    }

    /// The picture file that a page shows from this address below the site's root.
    ///
    /// # Errors
    /// When its picture can no longer be read.
    pub fn picture_file(&self, url: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let mut shown = self.shown_pictures();
        let Some(picture) = shown.find(|one| one.urls().contains(&url)) else {
            return Ok(None);
        };
        let files = self.pictures.files(picture)?;
        Ok(files
            .into_iter()
            .find(|(address, _)| address == url)
            .map(|(_, bytes)| bytes))
    }

    /// Makes addresses for the page at `url`.
    pub fn linker(&self, url: &str) -> Linker {
        Linker::new(self.delivery, self.ward.config.base_path(), url)
    }
}
