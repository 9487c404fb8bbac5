//! The pages of a compiled site: which there are, and what each template receives.

use super::addresses::file_of;
use super::context::{Assets, Robots};
use super::icalendar::file_of_event;
use super::pages::{Page, Plan};
use crate::assets::CardStyle;
use crate::compile::CompiledSite;

/// How a ward is rendered.
#[derive(Debug, Clone)]
pub struct RenderOptions {
    /// Posts on one page of a list.
    pub page_size: usize,
    /// Posts in a feed.
    pub feed_size: usize,
    /// Whether drafts are published, and the theme's examples with them.
    pub drafts: bool,
}

/// A compiled site with what its pages need besides.
#[derive(Debug)]
pub struct Site<'a> {
    /// What the pages are made from.
    pub compiled: &'a CompiledSite<'a>,
    /// How it is rendered.
    pub options: &'a RenderOptions,
    /// Names of its assets below the site's root.
    pub assets: Assets,
    /// What its social cards have in common.
    pub card_style: CardStyle,
}

impl<'a> Site<'a> {
    /// The pages of a compiled site, which load `assets`.
    pub fn new(compiled: &'a CompiledSite<'a>, assets: Assets, options: &'a RenderOptions) -> Self {
        Self {
            compiled,
            options,
            assets,
            card_style: CardStyle::new(&compiled.ward.config),
        }
    }

    /// All its pages.
    pub fn plans(&self) -> Vec<Plan> {
        let options = self.options;
        let mut plans = Plan::all(
            &self.compiled.lists,
            self.compiled.ward.posts.len(),
            options.page_size,
            options.drafts,
        );
        let fieldwork = &self.compiled.ward.fieldwork;
        if self.compiled.delivery.is_public() {
            plans.extend(fieldwork.notes.as_ref().map(|_| Plan::Noting));
        }
        plans.extend(fieldwork.totals.as_ref().map(|_| Plan::Covered));
        if !self.compiled.delivery.is_public() {
            // Such a copy needs no network.
            plans.retain(|plan| *plan != Plan::Offline);
        }
        if self.compiled.delivery.is_kiosk() {
            plans.retain(Plan::is_for_screens);
        }
        plans
    }

    /// The address of a page below the site's root.
    pub fn url(&self, plan: &Plan) -> String {
        plan.url(
            |post| self.compiled.ward.posts[post].url(),
            |post| file_of_event(&self.compiled.ward.posts[post]),
        )
    }

    /// The file of a page below the site's root.
    pub fn file(&self, plan: &Plan) -> String {
        file_of(&self.url(plan))
    }

    /// A page's whole address.
    pub fn canonical(&self, url: &str) -> String {
        format!("{}{url}", self.compiled.ward.config.base_url)
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
            Plan::Home if self.compiled.delivery.is_kiosk() => {
                Page::KioskHome(self.kiosk_home(&url))
            }
            Plan::Home => Page::Home(self.home(&url)),
            Plan::Section(slug, page) => Page::Section(self.section(slug, *page, &url)),
            Plan::Tag(slug, page) => Page::Tag(self.tag(slug, *page, &url)),
            Plan::Tags => Page::Tags(self.tags(&url)),
            Plan::LifeStages => Page::LifeStages(self.life_stages(&url)),
            Plan::LifeStage(stage, page) => Page::LifeStage(self.life_stage(*stage, *page, &url)),
            Plan::LessonGroup(group, page) => {
                Page::LessonGroup(self.lesson_group(*group, *page, &url))
            }
            Plan::Body => Page::Body(self.body(&url)),
            Plan::Alphabet => Page::Alphabet(self.alphabet(&url)),
            Plan::Calendar => Page::Calendar(self.calendar(&url)),
            Plan::CalendarFile(event) => Page::CalendarFile(self.calendar_file(*event)),
            Plan::Pattern(pattern) => Page::Pattern(self.pattern(*pattern, &url)),
            Plan::Post(post) => Page::Post(self.post(*post, &url)),
            Plan::Poster(post) => Page::Poster(self.poster(*post, &url)),
            Plan::Media(post) => Page::Media(self.media(*post, &url)),
            Plan::Register(register) => Page::Register(self.register(register, &url)),
            Plan::Search => Page::Search(self.search(&url, search_entry)),
            Plan::Offline => Page::Offline(self.offline(&url)),
            Plan::Noting => Page::Noting(self.noting(&url)),
            Plan::Covered => Page::Covered(self.covered(&url)),
            Plan::NotFound => Page::NotFound(self.not_found(&url)),
            Plan::Feed(section) => Page::Feed(self.feed(section.as_deref(), &url)),
            Plan::Sitemap => Page::Sitemap(self.sitemap()),
            Plan::Robots => Page::Robots(Robots {
                sitemap: self.canonical("sitemap.xml"),
            }),
        }
    }
}
