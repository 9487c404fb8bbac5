//! A ward ready to be rendered: texts compiled, lists made, assets named.

use super::context::{Assets, Robots};
use super::icalendar::file_of_event;
use super::lists::Lists;
use super::pages::{Page, Plan, file_of};
use crate::assets::{Attachment, Attachments, CardStyle, Pictures};
use crate::diagnostic::Diagnostic;
use crate::linker::{LinkStyle, Linker};
use crate::markdown::{self, Body, Scope};
use crate::model::{Intro, Post, Reference, Ward};
use crate::problem::Problem;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a ward is rendered.
#[derive(Debug, Clone)]
pub struct RenderOptions {
    /// How pages refer to each other.
    pub link_style: LinkStyle,
    /// The day that decides what has expired.
    pub today: Date,
    /// Posts on one page of a list.
    pub page_size: usize,
    /// Posts in a feed.
    pub feed_size: usize,
    /// Whether compressed copies stand beside the files.
    pub precompress: bool,
    /// Whether pages are shown while they are written: then nothing of them is kept on a device.
    pub live: bool,
    /// Whether drafts are published, and the theme's examples with them.
    pub drafts: bool,
}

/// A ward ready to be rendered.
#[derive(Debug)]
pub struct Site<'a> {
    /// The ward.
    pub ward: &'a Ward,
    /// How it is rendered.
    pub options: &'a RenderOptions,
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
    /// Names of its assets below the site's root.
    pub assets: Assets,
    /// What its social cards have in common.
    pub card_style: CardStyle,
}

impl<'a> Site<'a> {
    /// Compiles the ward's texts; every problem with them is added to `problems`.
    pub fn prepare(
        ward: &'a Ward,
        (pictures, attachments): (&'a Pictures, &'a Attachments),
        assets: Assets,
        options: &'a RenderOptions,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let addresses = ward
            .posts
            .iter()
            .map(|post| (post.file.clone(), post.url()))
            .collect();
        let mut site = Self {
            ward,
            options,
            lists: Lists::of(ward, options.today),
            bodies: Vec::new(),
            section_bodies: BTreeMap::new(),
            intro: Body::default(),
            addresses,
            pictures,
            attachments,
            assets,
            card_style: CardStyle::new(&ward.config),
        };
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
        Linker::new(self.options.link_style, self.ward.config.base_path(), url)
    }

    /// All its pages.
    pub fn plans(&self) -> Vec<Plan> {
        let options = self.options;
        let mut plans = Plan::all(
            &self.lists,
            self.ward.posts.len(),
            options.page_size,
            options.drafts,
        );
        if self.options.link_style == LinkStyle::File {
            // Such a copy needs no network.
            plans.retain(|plan| *plan != Plan::Offline);
        }
        plans
    }

    /// The address of a page below the site's root.
    pub fn url(&self, plan: &Plan) -> String {
        plan.url(
            |post| self.ward.posts[post].url(),
            |post| file_of_event(&self.ward.posts[post]),
        )
    }

    /// The file of a page below the site's root.
    pub fn file(&self, plan: &Plan) -> String {
        file_of(&self.url(plan))
    }

    /// A page's whole address.
    pub fn canonical(&self, url: &str) -> String {
        format!("{}{url}", self.ward.config.base_url)
    }

    /// The context of a page. `search_entry` is the file through which the index is found, which the
    /// search page names.
    pub fn page(&self, plan: &Plan, search_entry: Option<&str>) -> Page {
        let mut page = self.outline(plan, search_entry);
        page.draw();
        page
    }

    /// A page's context without what [`Page::draw`] adds: enough to tell whether the page has changed.
    pub fn outline(&self, plan: &Plan, search_entry: Option<&str>) -> Page {
        let url = self.url(plan);
        match plan {
            Plan::Home => Page::Home(self.home(&url)),
            Plan::Section(slug, page) => Page::Section(self.section(slug, *page, &url)),
            Plan::Tag(slug, page) => Page::Tag(self.tag(slug, *page, &url)),
            Plan::Tags => Page::Tags(self.tags(&url)),
            Plan::LifeStages => Page::LifeStages(self.life_stages(&url)),
            Plan::LifeStage(stage, page) => Page::LifeStage(self.life_stage(*stage, *page, &url)),
            Plan::Calendar => Page::Calendar(self.calendar(&url)),
            Plan::CalendarFile(event) => Page::CalendarFile(self.calendar_file(*event)),
            Plan::Pattern(pattern) => Page::Pattern(self.pattern(*pattern, &url)),
            Plan::Post(post) => Page::Post(self.post(*post, &url)),
            Plan::Poster(post, paper) => Page::Poster(self.poster(*post, *paper, &url)),
            Plan::Media(post) => Page::Media(self.media(*post, &url)),
            Plan::Register(register) => Page::Register(self.register(register, &url)),
            Plan::Search => Page::Search(self.search(&url, search_entry)),
            Plan::Offline => Page::Offline(self.offline(&url)),
            Plan::NotFound => Page::NotFound(self.not_found(&url)),
            Plan::Feed(section) => Page::Feed(self.feed(section.as_deref(), &url)),
            Plan::Sitemap => Page::Sitemap(self.sitemap()),
            Plan::Robots => Page::Robots(Robots {
                sitemap: self.canonical("sitemap.xml"),
            }),
        }
    }
}
