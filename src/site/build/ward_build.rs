//! One ward's site in the making: every page, picture, script and the index, put into staging.

use super::stage::Stage;
use crate::assets::{CARD_DRAWING, Canvas, Icon, Picture, fingerprinted};
use crate::build::offline;
use crate::build::search;
use crate::delivery::Delivery;
use crate::model::{WEB_APP, WardConfig};
use crate::output::{OutputLock, Staging};
use crate::render::context::{Assets, WardIcons};
use crate::render::{Page, Plan, Site, Theme, without_ways_out};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::progress::Progress;
use rayon::prelude::*;
use search_wasm::engine;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The program's own version and build, so that a new program renders everything anew.
pub static GENERATOR: LazyLock<String> = LazyLock::new(|| {
    let built = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = built.and_then(|metadata| Ok((metadata.len(), metadata.modified()?)));
    format!("{} {stamp:?}", env!("CARGO_PKG_VERSION"))
});

/// One ward's site in the making.
pub struct WardBuild<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    staging: Staging,
    progress: &'a dyn Progress,
}

impl<'a> WardBuild<'a> {
    /// Begins the next site of a ward.
    ///
    /// # Errors
    /// When the output folder cannot be written.
    pub fn new(
        site: &'a Site<'a>,
        theme: &'a Theme,
        lock: &OutputLock,
        progress: &'a dyn Progress,
    ) -> Result<Self, Diagnostics> {
        let precompress = site.compiled.delivery.has_compressed_copies();
        let staging = Staging::begin(lock, &site.compiled.ward.id, &GENERATOR, precompress)?;
        Ok(Self {
            site,
            theme,
            staging,
            progress,
        })
    }

    /// Renders what changed and keeps the rest.
    ///
    /// # Errors
    /// Template errors, and whatever keeps files from being written.
    pub fn render(self) -> Result<Staging, Diagnostics> {
        let ward = &self.site.compiled.ward.config.name;
        self.progress
            .stage(&Stage::Rendering { ward: ward.clone() });
        let assets = || {
            self.write_assets()?;
            self.write_pictures()?;
            self.copy_attachments()
        };
        let (assets, (pages, (start, cards))) = rayon::join(assets, || {
            rayon::join(
                || self.render_pages(),
                || rayon::join(|| self.index(), || self.draw_cards()),
            )
        });
        let mut problems = pages;
        problems.extend([assets, cards].into_iter().filter_map(Result::err));
        match start {
            Ok(start) => problems.extend(self.render_page(&Plan::Search, start.as_deref()).err()),
            Err(more) => problems.extend(more),
        }
        if problems.has_errors() {
            return Err(problems);
        }
        self.write_app()?;
        Ok(self.staging)
    }

    /// Puts what makes the site an app that its readers' devices keep; last, for it names the bytes of all else.
    fn write_app(&self) -> Result<(), Diagnostic> {
        if self.site.compiled.delivery.is_public() {
            let web_app = serde_json::to_vec_pretty(&self.site.web_app())
                .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"));
            self.staging.write(WEB_APP, "", &web_app)?;
        }
        offline::write(self.site, self.theme, &self.staging)
    }

    fn render_pages(&self) -> Diagnostics {
        let plans: Vec<_> = self
            .site
            .plans()
            .into_iter()
            .filter(|plan| *plan != Plan::Search)
            .collect();
        let failed: Vec<_> = plans
            .par_iter()
            .filter_map(|plan| self.render_page(plan, None).err())
            .collect();
        let mut problems = Diagnostics::default();
        problems.extend(failed);
        problems
    }

    fn render_page(&self, plan: &Plan, search_entry: Option<&str>) -> Result<(), Diagnostic> {
        let mut page = self.site.outline(plan, search_entry);
        let file = self.site.file(plan);
        let inputs = page_inputs(&page, self.theme);
        if self.staging.reuse(&file, &inputs) {
            return Ok(());
        }
        if let Some(text) = page.text() {
            return self.staging.write(&file, &inputs, text.as_bytes());
        }
        page.draw();
        let mut html = self.theme.render(page.template(), &page)?;
        if self.site.compiled.delivery.is_kiosk() {
            html = without_ways_out(&html);
        }
        self.staging.write(&file, &inputs, html.as_bytes())
    }

    fn write_assets(&self) -> Result<(), Diagnostic> {
        let colour = &self.site.compiled.ward.config.theme.colour;
        let name = &self.site.compiled.ward.config.short_name;
        Icon::ALL.par_iter().try_for_each(|icon| {
            let path = icon.url(name, colour);
            let inputs = hash_of(&(name, colour));
            if self.staging.reuse(&path, &inputs) {
                return Ok(());
            }
            self.staging.write(&path, &inputs, &icon.draw(name, colour))
        })?;
        let files = shared_files(self.theme, colour, self.site.compiled.delivery);
        files.par_iter().try_for_each(|(path, bytes)| {
            let inputs = blake3::hash(bytes).to_hex();
            if self.staging.reuse(path, &inputs) {
                return Ok(());
            }
            self.staging.write(path, &inputs, bytes)
        })
    }

    /// Draws the social cards and leaflets whose texts are new.
    fn draw_cards(&self) -> Result<(), Diagnostic> {
        let cards: Vec<_> = self.site.cards().into_iter().collect();
        let style = &self.site.card_style;
        let pictures = self.site.compiled.pictures;
        let painted = |drawing: &Option<Picture>, most| {
            let drawing = drawing.as_ref()?;
            pictures.painted(drawing, most)
        };
        cards
            .par_iter()
            .try_for_each_init(Canvas::default, |canvas, text| {
                let path = style.url(text);
                let inputs = hash_of(&style.inputs(text));
                if self.staging.reuse(&path, &inputs) {
                    return Ok(());
                }
                let drawing = painted(&text.drawing, CARD_DRAWING);
                let card = style.draw(text, drawing.as_deref(), canvas);
                self.staging.write(&path, &inputs, &card)
            })?;
        let leaflets: Vec<_> = self.site.leaflets().into_iter().collect();
        leaflets.par_iter().try_for_each(|text| {
            let path = style.leaflet_url(text);
            let inputs = hash_of(&style.leaflet_inputs(text));
            if self.staging.reuse(&path, &inputs) {
                return Ok(());
            }
            let leaflet = style.leaflet(text, |most| painted(&text.drawing, most));
            self.staging.write(&path, &inputs, &leaflet)
        })
    }

    /// Puts the files of the pictures that pages show.
    fn write_pictures(&self) -> Result<(), Diagnostic> {
        let pictures: BTreeSet<_> = self.site.compiled.shown_pictures().collect();
        pictures.into_par_iter().try_for_each(|picture| {
            let kept = |url: &str| self.staging.reuse(url, &picture.hash);
            let urls = picture.urls();
            if urls.iter().filter(|url| kept(url)).count() == urls.len() {
                return Ok(());
            }
            for (url, bytes) in self.site.compiled.pictures.files(picture)? {
                self.staging.write(&url, &picture.hash, &bytes)?;
            }
            Ok(())
        })
    }

    /// Puts the documents that posts offer for download, and the recordings that they play.
    fn copy_attachments(&self) -> Result<(), Diagnostic> {
        let posts = self.site.compiled.posts.iter();
        let offered: BTreeSet<_> = posts.filter_map(|post| post.attachment.as_ref()).collect();
        for document in offered {
            if !self.staging.reuse(&document.url, &document.hash) {
                let bytes = self.site.compiled.attachments.bytes(document)?;
                self.staging.write(&document.url, &document.hash, &bytes)?;
            }
        }
        let posts = self.site.compiled.posts.iter();
        let played: BTreeSet<_> = posts.filter_map(|post| post.recording.as_ref()).collect();
        for recording in played {
            if !self.staging.reuse(&recording.url, &recording.hash) {
                let recordings = &self.site.compiled.attachments.recordings;
                let bytes = recordings.bytes(recording)?;
                self.staging
                    .write(&recording.url, &recording.hash, &bytes)?;
            }
        }
        Ok(())
    }

    /// Indexes the ward's posts; gives the address of the file through which the index is found, if
    /// there is anything to search.
    fn index(&self) -> Result<Option<String>, Vec<Diagnostic>> {
        let documents = search::documents(self.site.compiled);
        if documents.is_empty() {
            return Ok(None);
        }
        let delivery = self.site.compiled.delivery;
        let own_words: Vec<_> = self
            .site
            .compiled
            .ward
            .synonyms
            .iter()
            .map(|own| &own.text)
            .collect();
        let inputs = hash_of(&(&documents, own_words, !delivery.is_served()));
        if let Some(entry) = self.staging.reuse_group(search::FOLDER, &inputs) {
            return Ok(Some(entry));
        }
        let ward = &self.site.compiled.ward;
        let name = ward.config.name.clone();
        self.progress.stage(&Stage::Indexing { ward: name });
        let synonyms = crate::compile::synonyms(ward)?;
        let (entry, files) = search::index(&documents, &synonyms, delivery)
            .map_err(|problem| vec![Diagnostic::file(format!("content/{}", ward.id), problem)])?;
        self.staging
            .write_group(search::FOLDER, &inputs, &entry, &files)
            .map_err(|problem| vec![problem])?;
        Ok(Some(entry))
    }
}

/// What a page is made from: its theme, its template and everything the template is given.
fn page_inputs(page: &Page, theme: &Theme) -> String {
    hash_of(&(&theme.fingerprint, page.template(), page))
}

fn hash_of(value: &impl Serialize) -> String {
    // BLAKE3 is several times as fast over the whole as piece by piece.
    let bytes = serde_json::to_vec(value)
        .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"));
    blake3::hash(&bytes).to_hex()[..32].to_owned()
}

/// The files that every page of a ward may load, with their addresses: the style sheet, scripts and files of the theme,
/// the search engine.
pub fn shared_files<'t>(
    theme: &'t Theme,
    colour: &str,
    delivery: &Delivery,
) -> Vec<(String, Cow<'t, [u8]>)> {
    let style = style_sheet(theme, colour).into_bytes();
    let own = theme.scripts.iter().chain(&theme.files);
    let own = own
        .filter(|(name, _)| is_shared(name, delivery))
        .map(|(name, bytes)| (name.as_str(), Cow::Borrowed(bytes.as_slice())));
    let engine = engine::FILES.iter();
    let engine = engine.map(|(name, bytes)| (*name, Cow::Borrowed(*bytes)));
    std::iter::once(("style.css", Cow::Owned(style)))
        .chain(own)
        .chain(engine)
        .map(|(name, bytes)| (fingerprinted(name, &bytes), bytes))
        .collect()
}

/// How the names of the theme's scripts and files begin that only the pages of kiosks load.
const KIOSK: &str = "kiosk";

/// Whether pages may load a script or file of the theme as it is: some are parts of another file, and some are for the
/// screens of kiosks alone.
fn is_shared(name: &str, delivery: &Delivery) -> bool {
    !offline::PARTS.contains(&name) && (delivery.is_kiosk() || !name.starts_with(KIOSK))
}

/// The ward's style sheet: its colour, then the theme's rules.
fn style_sheet(theme: &Theme, colour: &str) -> String {
    format!(":root{{--ward-colour:{colour}}}\n{}", theme.styles)
}

/// Names of the files that every page of a ward shares. Without a theme there are none.
pub fn theme_assets(theme: Option<&Theme>, ward: &WardConfig, delivery: &Delivery) -> Assets {
    let colour = &ward.theme.colour;
    let icon = |icon: Icon| icon.url(&ward.short_name, colour);
    let named = |files: &BTreeMap<String, Vec<u8>>| {
        files
            .iter()
            .filter(|(name, _)| is_shared(name, delivery))
            .map(|(name, bytes)| (name.clone(), fingerprinted(name, bytes)))
            .collect()
    };
    Assets {
        style: theme
            .map(|theme| fingerprinted("style.css", style_sheet(theme, colour).as_bytes()))
            .unwrap_or_default(),
        scripts: theme.map(|theme| named(&theme.scripts)).unwrap_or_default(),
        files: theme.map(|theme| named(&theme.files)).unwrap_or_default(),
        engine: engine::FILES
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), fingerprinted(name, bytes)))
            .collect(),
        ward_icons: WardIcons {
            svg: icon(Icon::Svg),
            favicon: icon(Icon::Favicon),
            png_192: icon(Icon::Png192),
            png_512: icon(Icon::Png512),
            maskable_512: icon(Icon::Maskable512),
            apple_touch_180: icon(Icon::AppleTouch180),
        },
        search_start: None,
        search_single: None,
        web_app: None,
        worker: None,
        built: None,
    }
}
