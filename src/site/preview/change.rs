//! A text that was saved: the memory takes it over, and gives the pages that the next build will write for it.

use super::{Loaded, Preview, PreviewOptions, files_of};
use crate::assets::{Attachments, CACHE_FOLDER, Pictures};
use crate::build::pipeline::BuildOptions;
use crate::compile::{CompileOptions, CompiledPost, CompiledSite};
use crate::content;
use crate::delivery::Delivery;
use crate::model::Post;
use crate::output::state_folder;
use crate::render::{Plan, RenderOptions, Site};
use base::diagnostic::{Diagnostic, Diagnostics, Severity};
use std::collections::BTreeMap;

/// What a text that was saved means for the sites.
#[derive(Debug)]
pub enum Changed {
    /// These pages are shown now, and whatever lists the post.
    Pages(Vec<ChangedPage>),
    /// Nothing: a build would refuse the text.
    Refused,
    /// More than a text: what is in memory is no longer true.
    More,
}

/// The page of a post as the next build will write it.
#[derive(Debug)]
pub struct ChangedPage {
    /// The folder of its site.
    pub ward: String,
    /// Its file below that folder.
    pub file: String,
    /// Its bytes.
    pub html: String,
    /// The files below that folder that it loads, shows or offers; the last build need not have made them.
    pub needs: Vec<String>,
}

impl Preview {
    /// Loads and compiles what a build with these options does.
    ///
    /// # Errors
    /// When the root cannot be read, or a theme cannot be used.
    pub fn of_build(options: &BuildOptions) -> Result<Self, Diagnostics> {
        let shown_at = match &options.delivery {
            Delivery::Live { origin } => Some(origin.clone()),
            Delivery::Hosted { .. } | Delivery::Portable { .. } | Delivery::Kiosk => None,
        };
        let own = PreviewOptions {
            root: options.root.clone(),
            cache: state_folder(&options.out, CACHE_FOLDER),
            today: options.today,
            shown_at,
        };
        Self::load_for(own, &options.load, options.delivery.clone())
    }

    /// Whether the file at `path` from the root is a post of a site.
    pub fn has_post(&self, path: &str) -> bool {
        self.wards.iter().any(|ward| ward.find(path).is_some())
    }

    /// Whether a page shows or offers the file at `path` from the root, or one in the folder of that name.
    pub fn uses(&self, path: &str) -> bool {
        let meant = |id: &str| {
            let rest = id.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.wards.iter().any(|loaded| {
            let mut pictures = loaded.texts.pictures();
            let mut posts = loaded.texts.posts.iter();
            pictures.any(|picture| meant(&picture.id))
                || posts.any(|post| {
                    let document = post.attachment.as_ref().map(|one| &one.id);
                    let recording = post.recording.as_ref().map(|one| &one.id);
                    document.into_iter().chain(recording).any(|id| meant(id))
                })
        })
    }

    /// Takes over the post at `path` from the root, which now holds `bytes`, for every ward that publishes it.
    ///
    /// # Errors
    /// When the theme fails; the memory is then no longer true.
    pub fn change(&mut self, path: &str, bytes: &[u8]) -> Result<Changed, Diagnostic> {
        let Some(before) = self.wards.iter().find_map(|ward| ward.find(path)) else {
            return Ok(Changed::More);
        };
        let source = self.root.overlaid(path, bytes)?.read_text(path);
        let Ok(source) = source else {
            return Ok(Changed::Refused);
        };
        let (section, slug, file) = (&before.section, &before.slug, &before.file);
        let mut problems = Vec::new();
        let post = content::read_post(&source, section, slug, file, &mut problems);
        let Some(post) = post.filter(|_| !has_errors(&problems)) else {
            return Ok(Changed::Refused);
        };
        let left_out = post.front.draft || post.held(self.options.today);
        if left_out && !self.render.drafts {
            return Ok(Changed::More);
        }
        self.take_over(&post, path, problems)
    }

    fn take_over(
        &mut self,
        post: &Post,
        path: &str,
        mut problems: Vec<Diagnostic>,
    ) -> Result<Changed, Diagnostic> {
        let files = (&self.pictures, &self.attachments);
        let compile = CompileOptions {
            delivery: &self.delivery,
            today: self.options.today,
        };
        let mut replaced = Vec::new();
        let mut pages = Vec::new();
        for loaded in &mut self.wards {
            if let Some(index) = loaded.position(path) {
                let place = (index, post.clone());
                let (before, page) =
                    loaded.take_over(place, files, (&compile, &self.render), &mut problems);
                replaced.push((index, before));
                pages.push(page);
            }
        }
        let refused = has_errors(&problems);
        if refused {
            let wards = self.wards.iter_mut();
            let publishing = wards.filter(|loaded| loaded.position(path).is_some());
            for (loaded, (index, (post, compiled))) in publishing.zip(replaced) {
                loaded.ward.posts[index] = post;
                loaded.texts.posts[index] = compiled;
            }
        }
        if !problems.is_empty() {
            // A picture that is missing now may be there the next time.
            (self.pictures, self.attachments) = files_of(&self.root, &self.options);
        }
        if refused {
            return Ok(Changed::Refused);
        }
        let pages: Result<_, _> = pages.into_iter().collect();
        pages.map(Changed::Pages)
    }
}

impl Loaded {
    fn position(&self, path: &str) -> Option<usize> {
        let mut posts = self.ward.posts.iter();
        posts.position(|post| post.source.path == path)
    }

    fn find(&self, path: &str) -> Option<&Post> {
        self.position(path).map(|index| &self.ward.posts[index])
    }

    /// Puts a post in the place of the one at `index`; gives that one back, and the new one's page.
    fn take_over(
        &mut self,
        (index, post): (usize, Post),
        files: (&Pictures, &Attachments),
        (options, render): (&CompileOptions<'_>, &RenderOptions),
        problems: &mut Vec<Diagnostic>,
    ) -> ((Post, CompiledPost), Result<ChangedPage, Diagnostic>) {
        let post = std::mem::replace(&mut self.ward.posts[index], post);
        let mut texts = std::mem::take(&mut self.texts);
        let compiled = std::mem::take(&mut texts.posts[index]);
        let mut made = CompiledSite::of_texts(&self.ward, files, options, texts);
        problems.extend(made.compile_again(index));
        let site = Site::new(&made, self.assets.clone(), render);
        let plan = Plan::Post(index);
        let context = site.page(&plan, None);
        let html = self.theme.render(context.template(), &context);
        let theme = [&self.assets.scripts, &self.assets.files];
        let theme = theme.into_iter().flat_map(BTreeMap::values);
        let needs = theme.chain([&self.assets.style]).cloned();
        let page = html.map(|html| ChangedPage {
            ward: self.ward.id.clone(),
            file: site.file(&plan),
            html,
            needs: needs.chain(made.posts[index].files()).collect(),
        });
        self.texts = made.into_texts();
        ((post, compiled), page)
    }
}

fn has_errors(problems: &[Diagnostic]) -> bool {
    let mut all = problems.iter();
    all.any(|problem| problem.severity == Severity::Error)
}
