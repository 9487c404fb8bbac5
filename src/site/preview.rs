//! One page as it would be published, of a text that is not saved: everything else is kept in memory, compiled once.

mod change;

pub use change::{Changed, ChangedPage};

use crate::assets::{Attachments, Cache, Picture, Pictures, Recording};
use crate::build::ward_build::{shared_files, theme_assets};
use crate::check;
use crate::compile::{CompileOptions, CompiledSite, Texts};
use crate::content::{self, LoadOptions};
use crate::delivery::Delivery;
use crate::model::{Post, Ward};
use crate::problem::Problem;
use crate::render::context::Assets;
use crate::render::{Plan, RenderOptions, Site, Theme};
use crate::root::{Root, SHARED};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::Near;
use base::slug::slugify;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What is shown, and how.
#[derive(Debug, Clone)]
pub struct PreviewOptions {
    /// The folder with `content/`.
    pub root: PathBuf,
    /// Where pictures that were made before are kept; see [`crate::assets::CACHE_FOLDER`].
    pub cache: PathBuf,
    /// The day that decides what has expired.
    pub today: Date,
    /// Where the wards' folders are shown instead of at their `base_url`, for those who answer for the files of a page.
    pub shown_at: Option<String>,
}

/// Everything loaded, drafts too, to show single posts of it.
#[derive(Debug)]
pub struct Preview {
    options: PreviewOptions,
    delivery: Delivery,
    root: Root,
    render: RenderOptions,
    pictures: Pictures,
    attachments: Attachments,
    wards: Vec<Loaded>,
}

/// A ward with its texts compiled.
#[derive(Debug)]
struct Loaded {
    ward: Ward,
    theme: Theme,
    assets: Assets,
    texts: Texts,
    /// The pictures on the page that was shown last.
    shown: Vec<Picture>,
    /// The recording that it plays.
    played: Option<Recording>,
}

/// A page that is not published.
#[derive(Debug, Default)]
pub struct Shown {
    /// The whole page as HTML; none where the text cannot be read.
    pub html: Option<String>,
    /// What is wrong with the text.
    pub problems: Diagnostics,
}

impl Preview {
    /// Loads and compiles everything in a root. What is wrong with other posts keeps nobody from looking at one.
    ///
    /// # Errors
    /// When the root cannot be read, or a theme cannot be used.
    pub fn load(options: PreviewOptions) -> Result<Self, Diagnostics> {
        let load = LoadOptions {
            drafts: true,
            ..LoadOptions::default()
        };
        // A page is shown as readers will see it.
        let delivery = Delivery::Hosted { precompress: false };
        Self::load_for(options, &load, delivery)
    }

    fn load_for(
        options: PreviewOptions,
        load: &LoadOptions,
        delivery: Delivery,
    ) -> Result<Self, Diagnostics> {
        let root = Root::open(&options.root)?;
        let (loaded, _) = content::load(&root, load, options.today);
        let render = RenderOptions {
            page_size: loaded.config.page_size,
            feed_size: loaded.config.feed_size,
            drafts: load.drafts,
        };
        let (pictures, attachments) = files(&root, &options.cache);
        let compile = CompileOptions {
            delivery: &delivery,
            today: options.today,
        };
        let mut wards = Vec::new();
        for mut ward in loaded.wards {
            if let Some(at) = &options.shown_at {
                ward.config.base_url = format!("{at}/{}/", ward.id);
            }
            let theme = Theme::load(&root, &ward.config.theme.name)?;
            let assets = theme_assets(Some(&theme), &ward.config, &delivery);
            let (files, mut unused) = ((&pictures, &attachments), Vec::new());
            let site = CompiledSite::compile(&ward, files, &compile, &mut unused);
            let texts = site.into_texts();
            wards.push(Loaded {
                ward,
                theme,
                assets,
                texts,
                shown: Vec::new(),
                played: None,
            });
        }
        Ok(Self {
            options,
            delivery,
            root,
            render,
            pictures,
            attachments,
            wards,
        })
    }

    /// Shows the post at `path` of the root as `ward` would publish it, if it held `bytes`. It need not be there yet.
    /// Nothing is written.
    ///
    /// # Errors
    /// When there is no such ward, `path` can be no post of it, or the theme fails.
    pub fn show(&mut self, ward: &str, path: &str, bytes: &[u8]) -> Result<Shown, Diagnostic> {
        let file = post_file(ward, path)?;
        let ids = self.wards.iter().map(|loaded| loaded.ward.id.clone());
        let ids: Vec<_> = ids.collect();
        let Some(at) = ids.iter().position(|id| id == ward) else {
            let near = Near::find(ward, ids.iter().map(String::as_str));
            let ward = ward.to_owned();
            return Err(Diagnostic::file(
                "content",
                Problem::UnknownWard { ward, near },
            ));
        };
        let root = self.root.overlaid(path, bytes)?;
        let mut problems = Vec::new();
        let Some(post) = read(&root, path, &file, &mut problems) else {
            let problems = problems.into();
            return Ok(Shown {
                html: None,
                problems,
            });
        };
        let files = (&self.pictures, &self.attachments);
        let compile = CompileOptions {
            delivery: &self.delivery,
            today: self.options.today,
        };
        let html = self.wards[at].show(post, files, (&compile, &self.render), &mut problems);
        if !problems.is_empty() {
            // A picture that is missing now may be there the next time.
            (self.pictures, self.attachments) = files_of(&self.root, &self.options);
        }
        Ok(Shown {
            html: Some(html?),
            problems: problems.into(),
        })
    }

    /// Takes over what was shown last, so that its files are found here too.
    pub fn follow(&mut self, before: Self) {
        for old in before.wards {
            let mut wards = self.wards.iter_mut();
            if let Some(loaded) = wards.find(|loaded| loaded.ward.id == old.ward.id) {
                loaded.shown = old.shown;
                loaded.played = old.played;
            }
        }
    }

    /// The file at `url` below a ward's site that the page shown last needs: its style sheet, scripts, pictures, recording. None where
    /// it needs no such file.
    ///
    /// # Errors
    /// When a picture has changed or vanished since it was found.
    pub fn file(&self, ward: &str, url: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(loaded) = self.wards.iter().find(|loaded| loaded.ward.id == ward) else {
            return Ok(None);
        };
        let colour = &loaded.ward.config.theme.colour;
        let shared = shared_files(&loaded.theme, colour, &self.delivery);
        if let Some((_, bytes)) = shared.into_iter().find(|(address, _)| address == url) {
            return Ok(Some(bytes.into_owned()));
        }
        if let Some(recording) = loaded.played.as_ref().filter(|one| one.url == url) {
            return self.attachments.recordings.bytes(recording).map(Some);
        }
        let mut pictures = loaded.shown.iter();
        let Some(picture) = pictures.find(|picture| picture.urls().contains(&url)) else {
            return Ok(None);
        };
        let files = self.pictures.files(picture)?.into_iter();
        let found = files.into_iter().find(|(address, _)| address == url);
        Ok(found.map(|(_, bytes)| bytes))
    }
}

impl Loaded {
    /// The page of a post that takes a place among the others while it is made.
    fn show(
        &mut self,
        post: Post,
        files: (&Pictures, &Attachments),
        (options, render): (&CompileOptions<'_>, &RenderOptions),
        problems: &mut Vec<Diagnostic>,
    ) -> Result<String, Diagnostic> {
        let posts = &mut self.ward.posts;
        let place = posts.binary_search_by(|other| other.file.cmp(&post.file));
        let mut texts = std::mem::take(&mut self.texts);
        let (index, before) = match place {
            Ok(index) => {
                let compiled = std::mem::take(&mut texts.posts[index]);
                let post = std::mem::replace(&mut posts[index], post);
                (index, Some((post, compiled)))
            }
            Err(index) => {
                posts.insert(index, post);
                texts.posts.insert(index, Default::default());
                (index, None)
            }
        };
        let mut compiled = CompiledSite::of_texts(&self.ward, files, options, texts);
        problems.extend(compiled.compile_again(index));
        let (config, written) = (&self.ward.config, &self.ward.posts[index]);
        problems.extend(check::of_post(config, written, options.today.year()));
        let post = &compiled.posts[index];
        self.shown = post.body.pictures.clone();
        self.shown.extend(post.cover.clone());
        self.played = post.recording.clone();
        let site = Site::new(&compiled, self.assets.clone(), render);
        let page = site.page(&Plan::Post(index), None);
        let html = self.theme.render(page.template(), &page);
        let mut texts = compiled.into_texts();
        match before {
            Some((post, compiled)) => {
                self.ward.posts[index] = post;
                texts.posts[index] = compiled;
            }
            None => {
                self.ward.posts.remove(index);
                texts.posts.remove(index);
            }
        }
        self.texts = texts;
        html
    }
}

/// The path below the ward's folder of a post that the ward publishes.
fn post_file(ward: &str, path: &str) -> Result<String, Diagnostic> {
    let parts: Vec<_> = path.split('/').collect();
    match parts.as_slice() {
        ["content", owner, section, name]
            if (*owner == ward || *owner == SHARED)
                && name.ends_with(".md")
                && *name != "_index.md" =>
        {
            Ok(format!("{section}/{name}"))
        }
        _ => Err(Diagnostic::file(path, Problem::MisplacedFile {})),
    }
}

fn read(root: &Root, path: &str, file: &str, problems: &mut Vec<Diagnostic>) -> Option<Post> {
    let source = root.read_text(path);
    let source = source.map_err(|problem| problems.push(problem)).ok()?;
    let (section, name) = file.split_once('/')?;
    let slug = slugify(name.strip_suffix(".md")?);
    content::read_post(&source, section, &slug, file, problems)
}

fn files_of(root: &Root, options: &PreviewOptions) -> (Pictures, Attachments) {
    // A root remembers what it has read.
    let fresh = Root::open(&options.root);
    files(fresh.as_ref().unwrap_or(root), &options.cache)
}

fn files(root: &Root, cache: &Path) -> (Pictures, Attachments) {
    let cache = Cache::at(cache.to_owned());
    (
        Pictures::new(root.clone(), cache),
        Attachments::new(root.clone()),
    )
}
