//! The stages of a build, in order: load → check → render → write.

use crate::assets::{Attachments, CACHE_FOLDER, Cache, Pictures};
use crate::check;
use crate::content::{self, LoadOptions, Loaded};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::disk;
use crate::inspect::Inspector;
use crate::linker::LinkStyle;
use crate::model::{RootConfig, Ward};
use crate::notice::Notice;
use crate::output::{self, Changes, OutputLock, Staging, state_folder};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::render::{RenderOptions, Site, Theme};
use crate::root::Root;
use crate::weight::{self, PageWeight};
use crate::workshop::{Workshop, theme_assets};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// What to build, from where and to where.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder with `content/`.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// Which posts of which wards.
    pub load: LoadOptions,
    /// The day that decides what has expired.
    pub today: Date,
    /// How pages refer to each other.
    pub link_style: LinkStyle,
    /// Where the wards' folders are served instead of at their `base_url`, for `loa serve`.
    pub served_at: Option<String>,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// Wards built.
    pub wards: usize,
    /// Posts read, shared ones once a ward.
    pub posts: usize,
    /// Pages of the sites.
    pub pages: usize,
    /// Pictures that were decoded and made smaller, because no build had done so before.
    pub pictures_made: usize,
    /// What changed in all of them.
    pub changes: Changes,
    /// Problems that did not stop the build.
    pub warnings: Diagnostics,
}

/// Builds the sites.
///
/// # Errors
/// Every problem found, warnings included; the present sites are then as they were.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> Result<Report, Diagnostics> {
    build_and_hold(options, progress).map(|(report, _)| report)
}

/// The same, keeping other builds out of the output folder until the lock is dropped.
///
/// # Errors
/// Every problem found, warnings included; the present sites are then as they were.
pub fn build_and_hold(
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<(Report, OutputLock), Diagnostics> {
    let (root, loaded, mut problems) = load(options, progress)?;
    let themes = load_themes(&root, &loaded.wards, &mut problems);
    outside_source(&root, &options.out)?;
    let lock = OutputLock::take(&options.out)?;
    let files = files(root, Cache::at(state_folder(&options.out, CACHE_FOLDER)));
    let render = render_options(options, &loaded.config);
    progress.stage(&Notice::Checking {});
    let sites = check(&loaded.wards, &themes, &files, &render, &mut problems);
    if problems.has_errors() {
        return Err(problems);
    }
    let staged = render_all(&sites, &themes, &lock, progress)?;
    let (changes, warnings) = output::switch(&lock, staged)?;
    problems.extend(warnings);
    // The sites are in place: what happens to the cache is no error of theirs.
    let swept = files.0.sweep_cache();
    problems.extend(swept.err().map(Diagnostic::warning));
    let report = Report {
        pictures_made: files.0.made(),
        ..report(&sites, changes, problems)
    };
    Ok((report, lock))
}

/// Checks everything that a build would, and writes nothing.
///
/// # Errors
/// Every problem found, when one of them would stop a build.
pub fn check_only(options: &BuildOptions, progress: &dyn Progress) -> Result<Report, Diagnostics> {
    let (root, loaded, mut problems) = load(options, progress)?;
    let themes = load_themes(&root, &loaded.wards, &mut problems);
    let cache = Cache::read_only(state_folder(&options.out, CACHE_FOLDER));
    let files = files(root, cache);
    let render = render_options(options, &loaded.config);
    progress.stage(&Notice::Checking {});
    let sites = check(&loaded.wards, &themes, &files, &render, &mut problems);
    if !problems.has_errors() {
        problems.extend(template_problems(&sites, &themes));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(report(&sites, Changes::default(), problems))
}

/// Checks everything that a build would, writes nothing, and weighs every page; heaviest first, ward by ward.
///
/// # Errors
/// Every problem found, when one of them would stop a build. Budgets are not among them: see
/// [`PageWeight::problems`].
pub fn weigh(
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<(Report, Vec<PageWeight>), Diagnostics> {
    let (root, loaded, mut problems) = load(options, progress)?;
    let themes = load_themes(&root, &loaded.wards, &mut problems);
    let cache = Cache::read_only(state_folder(&options.out, CACHE_FOLDER));
    let files = files(root, cache);
    let render = render_options(options, &loaded.config);
    progress.stage(&Notice::Checking {});
    let sites = check(&loaded.wards, &themes, &files, &render, &mut problems);
    if problems.has_errors() {
        return Err(problems);
    }
    let mut pages = Vec::new();
    for site in &sites {
        if let Some(theme) = themes.get(&site.ward.config.theme.name) {
            pages.extend(weight::weigh(site, theme)?);
        }
    }
    Ok((report(&sites, Changes::default(), problems), pages))
}

fn load(
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<(Root, Loaded, Diagnostics), Diagnostics> {
    progress.stage(&Notice::Loading {});
    let root = Root::open(&options.root)?;
    let (mut loaded, problems) = content::load(&root, &options.load);
    if let Some(origin) = &options.served_at {
        for ward in &mut loaded.wards {
            ward.config.base_url = format!("{origin}/{}/", ward.id);
        }
    }
    Ok((root, loaded, problems))
}

type Themes = BTreeMap<String, Theme>;

/// The pictures and documents of a root, which all wards share.
type Files = (Pictures, Attachments);

fn files(root: Root, cache: Cache) -> Files {
    (Pictures::new(root.clone(), cache), Attachments::new(root))
}

fn load_themes(root: &Root, wards: &[Ward], problems: &mut Diagnostics) -> Themes {
    let mut themes = Themes::new();
    for name in wards.iter().map(|ward| &ward.config.theme.name) {
        if themes.contains_key(name) {
            continue;
        }
        match Theme::load(root, name) {
            Ok(theme) => {
                themes.insert(name.clone(), theme);
            }
            Err(more) => problems.extend(more),
        }
    }
    themes
}

fn render_options(options: &BuildOptions, config: &RootConfig) -> RenderOptions {
    let live = options.served_at.is_some();
    RenderOptions {
        link_style: options.link_style,
        today: options.today,
        page_size: config.page_size,
        feed_size: config.feed_size,
        precompress: config.precompress && options.link_style == LinkStyle::Hosted && !live,
        live,
        drafts: options.load.drafts,
    }
}

fn check<'a>(
    wards: &'a [Ward],
    themes: &Themes,
    (pictures, attachments): &'a Files,
    options: &'a RenderOptions,
    problems: &mut Diagnostics,
) -> Vec<Site<'a>> {
    let inspector = Inspector::new(std::env::current_exe().unwrap_or_default());
    let mut sites = Vec::new();
    for ward in wards {
        let theme = themes.get(&ward.config.theme.name);
        let assets = theme_assets(theme, &ward.config);
        let mut found = Vec::new();
        let site = Site::prepare(ward, (pictures, attachments), assets, options, &mut found);
        found.extend(check::check(&site, &inspector));
        found.extend(crate::search::synonyms(ward).err().into_iter().flatten());
        problems.extend(found);
        sites.push(site);
    }
    sites
}

fn render_all(
    sites: &[Site<'_>],
    themes: &Themes,
    lock: &OutputLock,
    progress: &dyn Progress,
) -> Result<Vec<Staging>, Diagnostics> {
    let rendered: Vec<_> = sites
        .iter()
        .filter_map(|site| Some((site, themes.get(&site.ward.config.theme.name)?)))
        .map(|(site, theme)| Workshop::new(site, theme, lock, progress).and_then(Workshop::render))
        .collect();
    let mut problems = Diagnostics::default();
    let mut staged = Vec::new();
    for result in rendered {
        match result {
            Ok(staging) => staged.push(staging),
            Err(more) => problems.extend(more),
        }
    }
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(staged)
    }
}

/// What is wrong with the templates: shows only when every page is rendered.
fn template_problems(sites: &[Site<'_>], themes: &Themes) -> Vec<Diagnostic> {
    let pages = sites.iter().flat_map(|site| {
        let theme = themes.get(&site.ward.config.theme.name);
        let plans = site.plans().into_iter();
        plans.filter_map(move |plan| Some((site, theme?, plan)))
    });
    pages
        .collect::<Vec<_>>()
        .par_iter()
        .filter_map(|(site, theme, plan)| {
            let page = site.page(plan, None);
            match page.text() {
                Some(_) => None,
                None => theme.render(page.template(), &page).err(),
            }
        })
        .collect()
}

fn report(sites: &[Site<'_>], changes: Changes, warnings: Diagnostics) -> Report {
    Report {
        wards: sites.len(),
        posts: sites.iter().map(|site| site.ward.posts.len()).sum(),
        pages: sites.iter().map(|site| site.plans().len()).sum(),
        pictures_made: 0,
        changes,
        warnings,
    }
}

/// The output folder must not be, hold or lie in what the site is made of.
pub(crate) fn outside_source(root: &Root, out: &Path) -> Result<(), Diagnostic> {
    let failed = |error: std::io::Error| {
        let problem = Problem::OutputWrite {
            reason: error.into(),
        };
        Diagnostic::file(out.display().to_string(), problem)
    };
    let folder = settled(out).map_err(failed)?;
    let sources = ["content", "themes"].map(|name| root.dir().join(name));
    if sources.iter().any(|source| folder.starts_with(source)) || root.dir().starts_with(&folder) {
        return Err(Diagnostic::file(
            out.display().to_string(),
            Problem::OutputOverlaps {},
        ));
    }
    Ok(())
}

/// Where a path leads that may not exist yet: without `..`, and without symbolic links in the part
/// that exists.
fn settled(path: &Path) -> std::io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    for existing in plain.ancestors() {
        if let Some(real) = disk::if_there(existing.canonicalize())? {
            let below = plain.strip_prefix(existing).unwrap_or(Path::new(""));
            return Ok(real.join(below));
        }
    }
    Ok(plain)
}
