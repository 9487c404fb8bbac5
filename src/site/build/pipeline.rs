//! The stages of a build, in order: load → compile → check → render → write.

use super::stage::Stage;
use crate::assets::{Attachments, CACHE_FOLDER, Cache, Pictures};
use crate::build::ward_build::{GENERATOR, WardBuild, theme_assets};
use crate::build::weight::{self, PageWeight};
use crate::check::{self, CleanTexts};
use crate::compile::{CompileOptions, CompiledSite};
use crate::content::{self, LoadOptions, Loaded};
use crate::delivery::Delivery;
use crate::inspect::Inspector;
use crate::model::{RootConfig, Ward};
use crate::output::{self, Changes, OutputLock, Staging, state_folder};
use crate::render::{RenderOptions, Site, Theme};
use crate::root::Root;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::progress::{Progress, Silent};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What to build, from where and to where.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder with `content/`.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// Which posts of which wards.
    pub load: LoadOptions,
    /// The day that decides what is published and what has expired.
    pub today: Date,
    /// How the sites reach their readers.
    pub delivery: Delivery,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// Wards built.
    pub wards: usize,
    /// What they are called.
    pub names: Vec<String>,
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
    let sources = load(options, progress)?;
    output::outside_source(sources.root.dir(), &options.out)?;
    let lock = OutputLock::take(&options.out)?;
    let cache = Cache::at(state_folder(&options.out, CACHE_FOLDER));
    let files = files(&sources.root, cache);
    let (compiled, problems) = compile(&sources, &files, options, progress);
    let clean = clean_texts(options);
    let mut problems = check(&compiled, &clean, problems)?;
    let render_options = render_options(options, &sources.config);
    let sites = sites(&compiled, &sources.themes, &render_options);
    let staged = render(&sites, &sources.themes, &lock, progress)?;
    let (changes, warnings) = write(&lock, staged)?;
    problems.extend(warnings);
    // The sites are in place: what happens to what is kept for the next build is no error of theirs.
    let path = state_folder(&options.out, CLEAN_TEXTS);
    clean.write(&path).ok();
    let swept = files.0.sweep_cache();
    problems.extend(swept.err().map(Diagnostic::warning));
    let report = Report {
        pictures_made: files.0.made(),
        ..report(&sites, changes, problems)
    };
    Ok((report, lock))
}

/// Checks everything that a build would, and the texts that wait for their day as they will be then; writes nothing.
///
/// # Errors
/// Every problem found, when one of them would stop a build.
pub fn check_only(options: &BuildOptions, progress: &dyn Progress) -> Result<Report, Diagnostics> {
    let sources = load(options, progress)?;
    let cache = Cache::read_only(state_folder(&options.out, CACHE_FOLDER));
    let files = files(&sources.root, cache);
    let clean = clean_texts(options);
    let (compiled, mut problems) = compile(&sources, &files, options, progress);
    problems.extend(waiting(&sources, (&files, &clean), options));
    let mut problems = check(&compiled, &clean, problems)?;
    let render_options = render_options(options, &sources.config);
    let sites = sites(&compiled, &sources.themes, &render_options);
    problems.extend(template_problems(&sites, &sources.themes));
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
    let sources = load(options, progress)?;
    let cache = Cache::read_only(state_folder(&options.out, CACHE_FOLDER));
    let files = files(&sources.root, cache);
    let (compiled, problems) = compile(&sources, &files, options, progress);
    let problems = check(&compiled, &clean_texts(options), problems)?;
    let render_options = render_options(options, &sources.config);
    let sites = sites(&compiled, &sources.themes, &render_options);
    let mut pages = Vec::new();
    for site in &sites {
        if let Some(theme) = sources.themes.get(&site.compiled.ward.config.theme.name) {
            pages.extend(weight::weigh(site, theme)?);
        }
    }
    Ok((report(&sites, Changes::default(), problems), pages))
}

/// The file of texts without personal data, in the folder of what is kept for the next build.
const CLEAN_TEXTS: &str = "clean-texts";

fn clean_texts(options: &BuildOptions) -> CleanTexts {
    CleanTexts::read(&state_folder(&options.out, CLEAN_TEXTS), &GENERATOR)
}

/// What the stages begin with: everything that people wrote.
struct Sources {
    root: Root,
    config: RootConfig,
    /// As the options and the settings say together.
    delivery: Delivery,
    wards: Vec<Ward>,
    themes: Themes,
    /// What was wrong so far.
    problems: Diagnostics,
}

type Themes = BTreeMap<String, Theme>;

/// The pictures and documents of a root, which all wards share.
type Files = (Pictures, Attachments);

fn files(root: &Root, cache: Cache) -> Files {
    (
        Pictures::new(root.clone(), cache),
        Attachments::new(root.clone()),
    )
}

/// Load: files → wards with typed posts, and themes.
fn load(options: &BuildOptions, progress: &dyn Progress) -> Result<Sources, Diagnostics> {
    progress.stage(&Stage::Loading {});
    let mut root = Root::open(&options.root)?;
    for (path, bytes) in &options.load.instead {
        root = root.overlaid(path, bytes)?;
    }
    let (loaded, mut problems) = content::load(&root, &options.load, options.today);
    let Loaded { config, mut wards } = loaded;
    if let Delivery::Live { origin } = &options.delivery {
        for ward in &mut wards {
            ward.config.base_url = format!("{origin}/{}/", ward.id);
        }
    }
    let themes = load_themes(&root, &wards, &mut problems);
    Ok(Sources {
        root,
        delivery: options.delivery.clone().with_setting(config.precompress),
        config,
        wards,
        themes,
        problems,
    })
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

/// Compile: texts → HTML and what is known of them, pictures → the files that readers load, posts → lists and registers.
fn compile<'a>(
    sources: &'a Sources,
    (pictures, attachments): &'a Files,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> (Vec<CompiledSite<'a>>, Diagnostics) {
    progress.stage(&Stage::Checking {});
    let options = CompileOptions {
        delivery: &sources.delivery,
        today: options.today,
    };
    let mut found = Vec::new();
    let wards = sources.wards.iter();
    let compiled = wards
        .map(|ward| CompiledSite::compile(ward, (pictures, attachments), &options, &mut found))
        .collect();
    let mut problems = sources.problems.clone();
    problems.extend(found);
    (compiled, problems)
}

/// What is wrong with the texts that wait for their day.
fn waiting(
    sources: &Sources,
    (files, clean): (&Files, &CleanTexts),
    options: &BuildOptions,
) -> Vec<Diagnostic> {
    let mut wards = sources.wards.iter();
    if options.load.drafts || wards.all(|ward| ward.held.is_empty()) {
        return Vec::new();
    }
    let mut load = options.load.clone();
    load.held = true;
    let (loaded, _) = content::load(&sources.root, &load, options.today);
    let posts = loaded.wards.iter().flat_map(|ward| &ward.posts);
    let held: BTreeSet<_> = posts
        .filter(|post| post.held(options.today))
        .map(|post| post.source.path.clone())
        .collect();
    let then = Sources {
        root: sources.root.clone(),
        config: sources.config.clone(),
        delivery: sources.delivery.clone(),
        wards: loaded.wards,
        themes: Themes::new(),
        problems: Diagnostics::default(),
    };
    let (compiled, problems) = compile(&then, files, options, &Silent);
    let found = match check(&compiled, clean, problems) {
        Ok(found) | Err(found) => found,
    };
    let found = found.sorted().into_iter().cloned();
    found.filter(|told| held.contains(&told.path)).collect()
}

/// Check: the rules over whole sites. Gives the warnings, and those found before, where nothing stops the build.
fn check(
    compiled: &[CompiledSite<'_>],
    clean: &CleanTexts,
    mut problems: Diagnostics,
) -> Result<Diagnostics, Diagnostics> {
    let inspector = Inspector::new(std::env::current_exe().unwrap_or_default());
    for site in compiled {
        problems.extend(check::check(site, &inspector, clean));
        let synonyms = crate::compile::synonyms(site.ward);
        problems.extend(synonyms.err().into_iter().flatten());
    }
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(problems)
    }
}

/// The compiled sites with what their pages need besides.
fn sites<'a>(
    compiled: &'a [CompiledSite<'a>],
    themes: &Themes,
    options: &'a RenderOptions,
) -> Vec<Site<'a>> {
    let sites = compiled.iter().map(|site| {
        let config = &site.ward.config;
        let assets = theme_assets(themes.get(&config.theme.name), config, site.delivery);
        Site::new(site, assets, options)
    });
    sites.collect()
}

fn render_options(options: &BuildOptions, config: &RootConfig) -> RenderOptions {
    RenderOptions {
        page_size: config.page_size,
        feed_size: config.feed_size,
        drafts: options.load.drafts,
    }
}

/// Render: pages, styles, pictures and the index of every ward, each site beside the present one.
fn render(
    sites: &[Site<'_>],
    themes: &Themes,
    lock: &OutputLock,
    progress: &dyn Progress,
) -> Result<Vec<Staging>, Diagnostics> {
    let rendered: Vec<_> = sites
        .iter()
        .filter_map(|site| Some((site, themes.get(&site.compiled.ward.config.theme.name)?)))
        .map(|(site, theme)| {
            WardBuild::new(site, theme, lock, progress).and_then(WardBuild::render)
        })
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

/// Write: all sites take the places of the present ones, or none.
fn write(
    lock: &OutputLock,
    staged: Vec<Staging>,
) -> Result<(Changes, Vec<Diagnostic>), Diagnostics> {
    output::switch(lock, staged)
}

/// What is wrong with the templates: shows only when every page is rendered.
fn template_problems(sites: &[Site<'_>], themes: &Themes) -> Vec<Diagnostic> {
    let pages = sites.iter().flat_map(|site| {
        let theme = themes.get(&site.compiled.ward.config.theme.name);
        let plans = site.plans().into_iter();
        plans.filter_map(move |plan| Some((site, theme?, plan)))
    });
    pages
        .collect::<Vec<_>>()
        .par_iter()
        .filter_map(|(site, theme, plan)| {
            let mut page = site.outline(plan, None);
            page.sketch();
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
        names: sites
            .iter()
            .map(|site| site.compiled.ward.config.name.clone())
            .collect(),
        posts: sites
            .iter()
            .map(|site| site.compiled.ward.posts.len())
            .sum(),
        pages: sites.iter().map(|site| site.plans().len()).sum(),
        pictures_made: 0,
        changes,
        warnings,
    }
}
