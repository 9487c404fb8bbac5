//! What templates receive: one typed struct a template, nothing else.
//!
//! Every text is plain and is escaped by the template, except the fields called `html`, which hold
//! sanitised HTML. Every `url` is ready to stand in `href` or `src`.

mod finding;
mod kiosk;
mod post;

pub use finding::*;
pub use kiosk::*;
pub use post::*;

use crate::model::{Choice, Totals};
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands on every page around its content.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// The ward.
    pub ward: WardContext,
    /// The sections, in the order of the menu.
    pub menu: Vec<MenuItem>,
    /// What the menu of a phone offers, at most five.
    pub shortcuts: Vec<ShortcutContext>,
    /// The registers of all documents that the ward has.
    pub registers: Vec<MenuItem>,
    /// Addresses of fixed pages.
    pub urls: FixedUrls,
    /// Fingerprinted files of the theme and the engine.
    pub assets: Assets,
    /// The page's Content-Security-Policy.
    pub policy: String,
    /// What only the pages of a kiosk have.
    pub kiosk: Option<KioskContext>,
}

/// The ward, as shown.
#[derive(Debug, Clone, Serialize)]
pub struct WardContext {
    /// "Phường Nam Đồng".
    pub name: String,
    /// "Nam Đồng".
    pub short_name: String,
    /// The province or city.
    pub province: String,
    /// `#rrggbb`.
    pub colour: String,
    /// Its sign.
    pub motif: Vec<RingContext>,
    /// Names of the tổ dân phố.
    pub neighbourhoods: Vec<String>,
    /// Whom to turn to; may be empty.
    pub contacts: Vec<ContactContext>,
    /// The home page's whole address, for feeds and social cards.
    pub canonical: String,
}

/// A ring of a ward's sign, in a box of 48, drawn as a dashed line of `10 × pieces`.
#[derive(Debug, Clone, Serialize)]
pub struct RingContext {
    /// The middle of its line.
    pub radius: u32,
    /// The width of its line.
    pub width: u32,
    /// How many pieces it has.
    pub pieces: u32,
    /// How much of each is drawn, in tenths; of `0` a dot.
    pub drawn: u32,
    /// What is left out between two.
    pub left: u32,
}

/// A contact, as shown.
#[derive(Debug, Clone, Serialize)]
pub struct ContactContext {
    /// "Trạm y tế".
    pub role: &'static str,
    /// The place's own name.
    pub name: String,
    /// As shown.
    pub phone: Option<String>,
    /// `tel:` and the digits.
    pub phone_url: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// The same for the device to compute with, where it is understood.
    pub opening: Option<String>,
}

/// One entry of the menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuItem {
    /// The section's title.
    pub title: String,
    /// Its list.
    pub url: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// One entry of a phone's menu.
#[derive(Debug, Clone, Serialize)]
pub struct ShortcutContext {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// The name of its icon: a section's slug, `lich` or `cac-muc`.
    pub icon: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// Addresses of fixed pages.
#[derive(Debug, Clone, Serialize)]
pub struct FixedUrls {
    /// Home page.
    pub home: String,
    /// Search page.
    pub search: String,
    /// All tags.
    pub tags: String,
    /// What can be read without a network; absent for `file://`.
    pub offline: Option<String>,
    /// Lessons by stage of life; absent while there are none.
    pub life_stages: Option<String>,
    /// The drawing of a body that leads to lessons; absent while no lesson names a part.
    pub body: Option<String>,
    /// All names of lessons; absent while their section fits on one page.
    pub alphabet: Option<String>,
    /// The health calendar; absent while there are no events.
    pub calendar: Option<String>,
    /// Where volunteers note; absent unless the ward wants it.
    pub noting: Option<String>,
    /// Totals of what was done in units; absent unless the ward wants them.
    pub covered: Option<String>,
    /// Feed of the whole site; absent while nothing is published.
    pub feed: Option<String>,
}

/// Addresses of fingerprinted files.
#[derive(Debug, Clone, Serialize)]
pub struct Assets {
    /// The one style sheet.
    pub style: String,
    /// Scripts of the theme by file name, `search.js`.
    pub scripts: BTreeMap<String, String>,
    /// Other files of the theme by file name, `name.svg`.
    pub files: BTreeMap<String, String>,
    /// The ward's icons.
    pub ward_icons: WardIcons,
    /// The search engine by file name, `search_wasm.js` and the like.
    pub engine: BTreeMap<String, String>,
    /// The start file of the ward's index, on the search page of a site for a web server; absent where
    /// nothing can be searched.
    pub search_start: Option<String>,
    /// The script with engine and index in one, on the search page of a site for `file://`.
    pub search_single: Option<String>,
    /// The web app manifest; absent for `file://`.
    pub web_app: Option<String>,
    /// The service worker; absent where nothing is kept: for `file://` and in `loa serve`.
    pub worker: Option<String>,
    /// The script that knows the day a copy for `file://` was built.
    pub built: Option<String>,
}

/// Addresses of a ward's icons, made from its name and colour.
#[derive(Debug, Clone, Serialize)]
pub struct WardIcons {
    /// SVG with rounded corners, for tabs.
    pub svg: String,
    /// PNG of 48 pixels, for tabs.
    pub favicon: String,
    /// PNG of 192 pixels with rounded corners.
    pub png_192: String,
    /// PNG of 512 pixels with rounded corners.
    pub png_512: String,
    /// PNG of 512 pixels that may be cut into any shape (`"purpose": "maskable"`).
    pub maskable_512: String,
    /// PNG of 180 pixels without transparency.
    pub apple_touch_180: String,
}

impl WardIcons {
    /// The icons with every address made into another.
    #[must_use]
    pub fn map(&self, make: impl Fn(&str) -> String) -> Self {
        Self {
            svg: make(&self.svg),
            favicon: make(&self.favicon),
            png_192: make(&self.png_192),
            png_512: make(&self.png_512),
            maskable_512: make(&self.maskable_512),
            apple_touch_180: make(&self.apple_touch_180),
        }
    }
}

/// What search engines and social apps are told of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// For the title bar, without the ward's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The page's whole address.
    pub canonical: String,
    /// `website` or `article`.
    pub og_type: &'static str,
    /// The picture that social apps show; absent on sites that are not shared.
    pub image: Option<SocialCard>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// Feed of the page's section.
    pub feed: Option<String>,
}

/// A file for download.
#[derive(Debug, Clone, Serialize)]
pub struct FileContext {
    /// The file.
    pub url: String,
    /// What it is: "PDF".
    pub kind: &'static str,
    /// "1,2 MB".
    pub size: String,
}

/// A picture that social apps show beside a link.
#[derive(Debug, Clone, Serialize)]
pub struct SocialCard {
    /// Its whole address.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The text on it.
    pub alt: String,
}

/// A link with its text.
#[derive(Debug, Clone, Serialize)]
pub struct LinkContext {
    /// The text.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct DateContext {
    /// `2026-11-22`.
    pub iso: String,
    /// Of the month.
    pub day: i8,
    /// Of the year.
    pub month: i8,
    /// `22/11/2026`.
    pub short: String,
    /// `ngày 22 tháng 11 năm 2026`.
    pub words: String,
}

/// A post in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its summary, or the beginning of its text.
    pub summary: String,
    /// When it was published.
    pub date: DateContext,
    /// `lesson`, `resolution`, `model`, `news`, `fact-check`, `event`, `plain`.
    pub kind: &'static str,
    /// How such a post is called: "Bài sức khỏe".
    pub kind_label: &'static str,
    /// A short line that belongs to the kind: a lesson's audience, a resolution's number, an event's day.
    pub line: Option<String>,
    /// A fact check's verdict: `dung`, `sai`, `sai-mot-phan`, `thieu-boi-canh`, `chua-du-can-cu`.
    pub verdict: Option<&'static str>,
    /// The first day of an event's next time, or of its last.
    pub starts: Option<DateContext>,
    /// The last day on which an event comes, or on which the post holds.
    pub until: Option<DateContext>,
    /// Its cover in small, else a lesson's first drawing.
    pub picture: Option<PictureContext>,
    /// The first day of an event in the lunar calendar: "nhằm mùng 1 tháng Giêng âm lịch".
    pub lunar: Option<String>,
}

/// `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The heading.
    pub title: String,
    /// One sentence under it.
    pub summary: Option<String>,
    /// The introduction.
    pub html: String,
    /// The first photograph of the introduction.
    pub cover: Option<PictureContext>,
    /// Urgent posts that have not expired.
    pub notices: Vec<Card>,
    /// What may have happened.
    pub tiles: Vec<TileContext>,
    /// All lessons; absent while there are none.
    pub lessons: Option<String>,
    /// What the month puts on people's minds.
    pub message: Option<MessageContext>,
    /// What residents need most, at most three.
    pub needed: Vec<Card>,
    /// Events that come next.
    pub coming: Vec<Card>,
    /// What was published last, of every kind but plain pages and events.
    pub newest: Vec<Card>,
    /// The sections with their newest posts; sections without posts are left out.
    pub sections: Vec<HomeSection>,
    /// Lessons by stage of life; stages without lessons are left out.
    pub life_stages: Vec<LifeStageContext>,
}

/// A lesson for the month of the build.
#[derive(Debug, Clone, Serialize)]
pub struct MessageContext {
    /// The lesson.
    pub post: Card,
    /// The month, 1 to 12.
    pub month: i8,
    /// Its last day.
    pub until: DateContext,
}

/// A section on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeSection {
    /// Its title.
    pub title: String,
    /// Its slug.
    pub slug: String,
    /// Its list.
    pub url: String,
    /// One sentence.
    pub summary: Option<String>,
    /// How many posts it has.
    pub total: usize,
    /// The newest.
    pub posts: Vec<Card>,
}

/// The lessons of one stage of life.
#[derive(Debug, Clone, Serialize)]
pub struct LifeStageContext {
    /// "Trẻ em".
    pub title: &'static str,
    /// `tre-em`.
    pub slug: &'static str,
    /// Its list.
    pub url: String,
    /// How many lessons it has.
    pub total: usize,
    /// The first of them.
    pub posts: Vec<Card>,
}

/// `life-stages.html`: the stages of life.
#[derive(Debug, Clone, Serialize)]
pub struct LifeStagesPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// Stages without lessons are left out.
    pub life_stages: Vec<LifeStageContext>,
}

/// `calendar.html`: the year's days by month.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// One sentence.
    pub summary: &'static str,
    /// Months that have days.
    pub months: Vec<CalendarMonth>,
    /// The file with all events, for a phone's calendar.
    pub file: String,
}

/// A month of the calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarMonth {
    /// 1 to 12.
    pub month: i8,
    /// Its events by day.
    pub days: Vec<Card>,
}

/// `pattern.html`: one component of the theme with examples, or all of them. Built with drafts only.
#[derive(Debug, Clone, Serialize)]
pub struct PatternPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The component's name in the address; empty for the page of all.
    pub name: &'static str,
    /// The heading.
    pub title: &'static str,
    /// When to use it.
    pub use_when: &'static str,
    /// How a writer writes it, where writers do.
    pub markdown: &'static str,
    /// That text as a page shows it.
    pub html: String,
    /// Made-up values for components that writers do not write.
    pub sample: Option<PatternSample>,
    /// All components, on the page of all.
    pub patterns: Vec<LinkContext>,
}

/// Made-up values that show the theme's components.
#[derive(Debug, Clone, Serialize)]
pub struct PatternSample {
    /// For the target table.
    pub targets: Vec<TargetContext>,
    /// For the timeline.
    pub work: super::work::Work<TaskContext>,
    /// For related posts.
    pub posts: Vec<Card>,
    /// For breadcrumbs.
    pub links: Vec<LinkContext>,
    /// For the pager.
    pub pager: Pager,
    /// For the page contents.
    pub contents: Vec<ContentsItem>,
    /// For the picture at the top.
    pub picture: PictureContext,
    /// For the contact card.
    pub contact: ContactContext,
    /// A review that holds, one that is overdue, none.
    pub reviews: Vec<ReviewContext>,
    /// For the list of sources.
    pub sources: Vec<GuidanceContext>,
}

/// `section.html` and `tag.html`: one page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The heading.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The introduction; empty from the second page on.
    pub html: String,
    /// The posts of this page.
    pub posts: Vec<Card>,
    /// How many posts the list has.
    pub total: usize,
    /// The pages of the list.
    pub pager: Pager,
    /// The list's feed.
    pub feed: Option<String>,
    /// The registers that belong to the section.
    pub registers: Vec<MenuItem>,
    /// On the page of a long section of lessons: what leads to them, instead of posts.
    pub guide: Option<LessonGuide>,
}

/// Where a page stands in its list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// Counted from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// `tags.html`: all topics.
#[derive(Debug, Clone, Serialize)]
pub struct TagsPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The topics in alphabetical order.
    pub tags: Vec<TagContext>,
}

/// A topic with its size.
#[derive(Debug, Clone, Serialize)]
pub struct TagContext {
    /// The topic.
    pub title: String,
    /// Its list.
    pub url: String,
    /// How many posts it has.
    pub total: usize,
}

/// `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The sections to browse where search cannot run.
    pub sections: Vec<HomeSection>,
    /// Titles that answer a query until the engine is there; none where nothing comes over a network.
    pub titles: Vec<TitlesContext>,
}

/// Titles of one section, for the search page.
#[derive(Debug, Clone, Serialize)]
pub struct TitlesContext {
    /// How its posts are called: "Bài sức khỏe".
    pub label: &'static str,
    /// Its posts.
    pub posts: Vec<LinkContext>,
}

/// `offline.html`.
#[derive(Debug, Clone, Serialize)]
pub struct OfflinePage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
}

/// `noting.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotingPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The ward's folder.
    pub ward: String,
    /// The units.
    pub units: Vec<Choice>,
    /// Channels that tell directly.
    pub direct: Vec<Choice>,
    /// Channels that expose.
    pub exposed: Vec<Choice>,
    /// Posts that a session may have been about.
    pub posts: Vec<Choice>,
    /// Who spoke, by role.
    pub roles: Vec<&'static str>,
}

/// `covered.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CoveredPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The totals.
    pub totals: Option<Totals>,
}

/// `404.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
}

/// `atom.xml`: a feed (RFC 4287).
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// Its own whole address, which is also its id.
    pub self_url: String,
    /// The whole address of the page it belongs to.
    pub page_url: String,
    /// RFC 3339 time of the newest entry.
    pub updated: String,
    /// Who publishes it.
    pub author: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    /// Its title.
    pub title: String,
    /// Its whole address, which is also its id.
    pub url: String,
    /// RFC 3339.
    pub published: String,
    /// RFC 3339.
    pub updated: String,
    /// Plain text.
    pub summary: String,
}

/// `sitemap.xml`.
#[derive(Debug, Clone, Serialize)]
pub struct Sitemap {
    /// The pages, by address.
    pub pages: Vec<SitemapEntry>,
}

/// A page in the sitemap.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapEntry {
    /// The whole address.
    pub url: String,
    /// `2026-11-22`, where the page has a day.
    pub changed: Option<String>,
}

/// `robots.txt`.
#[derive(Debug, Clone, Serialize)]
pub struct Robots {
    /// The sitemap's whole address.
    pub sitemap: String,
}
