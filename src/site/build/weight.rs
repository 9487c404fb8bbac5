//! What a page weighs on its way to a reader, and the budgets it must keep: `loa check --weight`.
//!
//! Measured on the bytes that a build would write, compressed as it would compress them.

use crate::build::offline::WORKER_PART;
use crate::build::ward_build::shared_files;
use crate::output::sent;
use crate::problem::{Budget, Problem};
use crate::render::{Loads, Plan, Site, Theme};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most bytes of a lesson's HTML and CSS, after brotli.
pub const LESSON: u64 = 15_000;

/// Most bytes of all scripts of a page before a reader searches, the service worker's included, after brotli.
pub const SCRIPTS: u64 = 12_000;

/// Most bytes of the pictures that a phone fetches before the reader scrolls.
pub const FIRST_VIEW: u64 = 60_000;

/// Most bytes of fonts: readers have fonts.
pub const FONTS: u64 = 0;

/// The template of lessons.
const LESSON_KIND: &str = "lesson";

/// Bytes of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// As it lies on the disk.
    pub raw: u64,
    /// As it is sent to a browser that knows brotli.
    pub brotli: u64,
}

impl Size {
    fn of(path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let brotli = sent(path, bytes).map_err(|error| {
            let reason = error.into();
            Diagnostic::file(path, FileProblem::OutputWrite { reason })
        })?;
        Ok(Self {
            raw: bytes.len() as u64,
            brotli: brotli as u64,
        })
    }
}

impl std::ops::Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl std::iter::Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |sum, size| sum + size)
    }
}

/// What one page weighs.
#[derive(Debug, Clone, Serialize)]
pub struct PageWeight {
    /// The ward's folder.
    pub ward: String,
    /// The page's address below the site's root.
    pub url: String,
    /// Its kind: the name of its template, `lesson`.
    pub kind: &'static str,
    /// The page itself.
    pub html: Size,
    /// Its style sheet.
    pub css: Size,
    /// Its scripts and the service worker.
    pub scripts: Size,
    /// Fonts that it fetches.
    pub fonts: Size,
    /// Pictures in the first view, as a phone fetches them.
    pub pictures: Size,
    /// The post's file, or the theme.
    #[serde(skip)]
    source: String,
}

impl PageWeight {
    /// All that is sent before the reader scrolls.
    pub fn total(&self) -> Size {
        self.html + self.css + self.scripts + self.fonts + self.pictures
    }

    /// The budgets that the page does not keep.
    pub fn problems(&self) -> impl Iterator<Item = Diagnostic> {
        let lesson = (self.kind == LESSON_KIND).then_some((
            Budget::Lesson,
            self.html.brotli + self.css.brotli,
            LESSON,
        ));
        let all = [
            (Budget::Scripts, self.scripts.brotli, SCRIPTS),
            (Budget::FirstView, self.pictures.brotli, FIRST_VIEW),
            (Budget::Fonts, self.fonts.brotli, FONTS),
        ];
        let over = lesson
            .into_iter()
            .chain(all)
            .filter(|(_, found, limit)| found > limit);
        over.map(|(budget, found, limit)| {
            let page = format!("{}/{}", self.ward, self.url);
            let problem = Problem::PageTooHeavy {
                page,
                budget,
                found,
                limit,
            };
            Diagnostic::file(&self.source, problem)
        })
    }
}

/// Weighs all pages of a site, heaviest first.
///
/// # Errors
/// When a page cannot be rendered, or a picture cannot be read.
pub fn weigh(site: &Site<'_>, theme: &Theme) -> Result<Vec<PageWeight>, Diagnostics> {
    let scales = Scales::new(site, theme)?;
    let plans = site.plans();
    let pages = plans
        .par_iter()
        .filter(|plan| site.file(plan).ends_with(".html"));
    let weighed: Vec<_> = pages.map(|plan| scales.weigh(plan)).collect();
    let mut problems = Diagnostics::default();
    let mut pages = Vec::new();
    for page in weighed {
        match page {
            Ok(page) => pages.push(page),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    pages.sort_by(|a, b| (b.total().brotli, &a.url).cmp(&(a.total().brotli, &b.url)));
    Ok(pages)
}

/// A site with the sizes of what its pages share.
struct Scales<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    /// By the address below the site's root.
    shared: BTreeMap<String, Size>,
    fonts: Size,
    worker: Size,
}

impl<'a> Scales<'a> {
    fn new(site: &'a Site<'a>, theme: &'a Theme) -> Result<Self, Diagnostic> {
        let colour = &site.compiled.ward.config.theme.colour;
        let files = shared_files(theme, colour, site.compiled.delivery);
        let sizes = files
            .par_iter()
            .map(|(path, bytes)| Ok((path.clone(), Size::of(path, bytes)?)));
        let shared = sizes.collect::<Result<BTreeMap<_, _>, Diagnostic>>()?;
        let is_font = |path: &str| {
            ["woff2", "woff", "ttf", "otf"]
                .iter()
                .any(|kind| path.ends_with(kind))
        };
        let fonts = shared
            .iter()
            .filter(|(path, _)| is_font(path))
            .map(|(_, size)| *size)
            .sum();
        let worker = match theme.scripts.get(WORKER_PART) {
            Some(script) if site.has_worker() => Size::of(crate::model::WORKER, script)?,
            _ => Size::default(),
        };
        Ok(Self {
            site,
            theme,
            shared,
            fonts,
            worker,
        })
    }

    fn weigh(&self, plan: &Plan) -> Result<PageWeight, Diagnostic> {
        let site = self.site;
        let page = site.page(plan, None);
        let html = self.theme.render(page.template(), &page)?;
        let loads = Loads::of(&html);
        let first = loads.pictures.iter().filter(|picture| !picture.lazy);
        let pictures = first.map(|picture| self.picture(&picture.url));
        Ok(PageWeight {
            ward: site.compiled.ward.id.clone(),
            url: site.url(plan),
            kind: page.template().split('.').next().unwrap_or_default(),
            html: Size::of(&site.file(plan), html.as_bytes())?,
            css: loads.styles.iter().map(|url| self.shared(url)).sum(),
            scripts: loads
                .scripts
                .iter()
                .map(|url| self.shared(url))
                .sum::<Size>()
                + self.worker,
            fonts: self.fonts,
            pictures: pictures.sum::<Result<Size, Diagnostic>>()?,
            source: match plan {
                Plan::Post(post) => format!(
                    "content/{}",
                    site.compiled.ward.posts[*post]
                        .source
                        .path
                        .trim_start_matches("content/")
                ),
                _ => format!("themes/{}", site.compiled.ward.config.theme.name),
            },
        })
    }

    fn shared(&self, url: &str) -> Size {
        let path = self.path(url);
        self.shared.get(path).copied().unwrap_or_default()
    }

    /// A picture of the theme or of a post.
    fn picture(&self, url: &str) -> Result<Size, Diagnostic> {
        let path = self.path(url);
        if let Some(size) = self.shared.get(path) {
            return Ok(*size);
        }
        match self.site.compiled.picture_file(path)? {
            Some(bytes) => Size::of(path, &bytes),
            None => Ok(Size::default()),
        }
    }

    fn path<'u>(&self, url: &'u str) -> &'u str {
        let base = self.site.compiled.ward.config.base_path();
        url.strip_prefix(base).unwrap_or(url)
    }
}
