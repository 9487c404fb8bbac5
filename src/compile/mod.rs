//! A ward's sources → a compiled site: texts as HTML with what is known of them, pictures, lists and registers. Rules and
//! pages are made from it; it knows neither.

mod lists;
mod names;
mod registers;
mod topics;

pub use lists::{Lists, Section};
pub use names::Names;
pub use registers::{Registers, SharedTarget, same_number, targets_of, tasks_of};
pub use topics::{Tag, Topics};

use crate::assets::{Attachment, Attachments, Pictures};
use crate::delivery::Delivery;
use crate::diagnostic::Diagnostic;
use crate::linker::Linker;
use crate::markdown::{self, Body, Scope};
use crate::model::{Intro, Post, PostIndex, Reference, Ward};
use crate::problem::Problem;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What compiling depends on besides the sources.
#[derive(Debug, Clone, Copy)]
pub struct CompileOptions<'a> {
    /// How the site reaches its readers.
    pub delivery: &'a Delivery,
    /// The day that decides what has expired.
    pub today: Date,
}

/// The compiled texts of a ward, so that no text has to be compiled twice.
#[derive(Debug, Default)]
pub struct Texts {
    /// Those of its posts, in the order of [`Ward::posts`].
    pub bodies: Vec<Body>,
    section_bodies: BTreeMap<String, Body>,
    intro: Body,
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
    /// The compiled texts of its posts, in the order of [`Ward::posts`].
    pub bodies: Vec<Body>,
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
        for (body, more) in compiled {
            site.bodies.push(body);
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
            bodies: texts.bodies,
            section_bodies: texts.section_bodies,
            intro: texts.intro,
            addresses,
            pictures,
            attachments,
        }
    }

    /// Compiles the text of one post anew; gives every problem with it.
    pub fn compile_again(&mut self, post: PostIndex) -> Vec<Diagnostic> {
        let (body, problems) = self.compile_post(&self.ward.posts[post]);
        self.bodies[post] = body;
        problems
    }

    /// Its compiled texts.
    pub fn into_texts(self) -> Texts {
        Texts {
            bodies: self.bodies,
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

    /// The document that a post offers for download.
    ///
    /// # Errors
    /// When it is not there, or no document.
    pub fn attachment(&self, post: &Post, file: &Reference) -> Result<Attachment, Problem> {
        self.attachments
            .find(&self.ward.id, &post.section, &file.path)
    }

    fn compile_post(&self, post: &Post) -> (Body, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let linker = self.linker(&post.url());
        let scope = Scope {
            at_top: post.front.cover.is_none(),
            measured: post.kind.wants_short_sentences(),
            ..self.scope(&post.section, &linker)
        };
        (
            markdown::compile(&post.source, post.body.clone(), &scope, &mut problems),
            problems,
        )
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
            broken: &self.ward.broken,
            pictures: self.pictures,
            ward: &self.ward.id,
            folder,
            at_top: false,
            measured: false,
            linker,
        }
    }

    /// The picture file that a page shows from this address below the site's root.
    ///
    /// # Errors
    /// When its picture can no longer be read.
    pub fn picture_file(&self, url: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let linker = self.linker("");
        let covers = self.ward.posts.iter().filter_map(|post| {
            let cover = post.front.cover.as_ref()?;
            let scope = self.scope(&post.section, &linker);
            scope.picture(&cover.path.path).ok()
        });
        let texts = self.bodies.iter().chain(self.section_bodies.values());
        let shown = texts
            .chain([&self.intro])
            .flat_map(|body| body.pictures.iter().cloned());
        let Some(picture) = shown.chain(covers).find(|one| one.urls().contains(&url)) else {
            return Ok(None);
        };
        let files = self.pictures.files(&picture)?;
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
