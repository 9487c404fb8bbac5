//! Which pages a site has, and which template and file each belongs to.
//!
//! The compiler asks for everything that a new [`Plan`] needs but two things: [`Plan::all`] makes it a page of sites, and
//! the first part of its address is kept for it in [`RESERVED`](crate::model::RESERVED).

use super::addresses::{
    ALPHABET, BODY, CALENDAR, COVERED, MEDIA, NOTING, OFFLINE, POSTER, group_list, life_stage_list,
    list_url, tag_list,
};
use super::context::{
    AlphabetPage, BodyPage, CalendarPage, CoveredPage, Feed, HomePage, KioskHomePage,
    LifeStagesPage, ListPage, NotFoundPage, NotingPage, OfflinePage, PatternPage, PostPage, Robots,
    SearchPage, Sitemap, TagsPage,
};
use super::icalendar::ALL_EVENTS;
use super::media::MediaPage;
use super::patterns;
use super::poster::PosterPage;
use super::registers::{Register, RegisterPage};
use super::share;
use crate::compile::Lists;
use crate::model::{Kind, LessonGroup, LifeStage, PostIndex};
use serde::Serialize;

/// A page to be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// The home page.
    Home,
    /// A page of a section's list, counted from 1.
    Section(String, usize),
    /// A page of a topic's list, counted from 1.
    Tag(String, usize),
    /// All topics.
    Tags,
    /// All stages of life.
    LifeStages,
    /// A page of the lessons of a stage of life, counted from 1.
    LifeStage(LifeStage, usize),
    /// A page of the lessons of a group, counted from 1.
    LessonGroup(LessonGroup, usize),
    /// The drawing of a body that leads to lessons.
    Body,
    /// All names of lessons.
    Alphabet,
    /// The health calendar.
    Calendar,
    /// The calendar file of an event, or of all.
    CalendarFile(Option<PostIndex>),
    /// A component of the theme with examples, or the list of them.
    Pattern(Option<usize>),
    /// A post.
    Post(PostIndex),
    /// The poster of a lesson.
    Poster(PostIndex),
    /// A post for other channels.
    Media(PostIndex),
    /// A page or a file of a register.
    Register(Register),
    /// The search page.
    Search,
    /// What a device shows without a network.
    Offline,
    /// Where volunteers note what was done in units.
    Noting,
    /// Totals of what was done in units.
    Covered,
    /// What a host shows for an unknown address.
    NotFound,
    /// The feed of a section, or of the whole site.
    Feed(Option<String>),
    /// The sitemap.
    Sitemap,
    /// `robots.txt`.
    Robots,
}

/// A page's context.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "each lives for one rendering")]
pub enum Page {
    /// `home.html`.
    Home(HomePage),
    /// `kiosk-home.html`.
    KioskHome(KioskHomePage),
    /// `section.html`.
    Section(ListPage),
    /// `tag.html`.
    Tag(ListPage),
    /// `tags.html`.
    Tags(TagsPage),
    /// `life-stages.html`.
    LifeStages(LifeStagesPage),
    /// `life-stage.html`.
    LifeStage(ListPage),
    /// `lesson-group.html`.
    LessonGroup(ListPage),
    /// `body.html`.
    Body(BodyPage),
    /// `alphabet.html`.
    Alphabet(AlphabetPage),
    /// `calendar.html`.
    Calendar(CalendarPage),
    /// No template: the text itself.
    CalendarFile(String),
    /// `pattern.html`.
    Pattern(PatternPage),
    /// The template of the post's kind.
    Post(PostPage),
    /// `poster.html`.
    Poster(PosterPage),
    /// `media.html`.
    Media(MediaPage),
    /// The template of the register, or the text itself.
    Register(RegisterPage),
    /// `search.html`.
    Search(SearchPage),
    /// `offline.html`.
    Offline(OfflinePage),
    /// `noting.html`.
    Noting(NotingPage),
    /// `covered.html`.
    Covered(CoveredPage),
    /// `404.html`.
    NotFound(NotFoundPage),
    /// `atom.xml`.
    Feed(Feed),
    /// `sitemap.xml`.
    Sitemap(Sitemap),
    /// `robots.txt`.
    Robots(Robots),
}

impl Page {
    /// The page's text where no template makes it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::CalendarFile(text) => Some(text),
            Self::Register(register) => register.text(),
            _ => None,
        }
    }

    /// Draws what follows from the rest of the context and takes time: QR codes.
    pub fn draw(&mut self) {
        match self {
            Self::Post(post) => post.tools.qr = share::qr(&post.meta.canonical),
            Self::Poster(poster) => poster.qr = share::qr(&poster.canonical),
            _ => {}
        }
    }

    /// Puts an example in the place of what [`Page::draw`] draws: enough to tell whether a template is right.
    pub fn sketch(&mut self) {
        match self {
            Self::Post(post) => post.tools.qr = share::qr_like(&post.meta.canonical),
            Self::Poster(poster) => poster.qr = share::qr_like(&poster.canonical),
            _ => {}
        }
    }

    /// The template that renders the page; empty where [`Page::text`] has it already.
    pub fn template(&self) -> &'static str {
        use super::context::KindContext;
        match self {
            Self::Home(_) => "home.html",
            Self::KioskHome(_) => "kiosk-home.html",
            Self::Section(_) => "section.html",
            Self::Tag(_) => "tag.html",
            Self::Tags(_) => "tags.html",
            Self::LifeStages(_) => "life-stages.html",
            Self::LifeStage(_) => "life-stage.html",
            Self::LessonGroup(_) => "lesson-group.html",
            Self::Body(_) => "body.html",
            Self::Alphabet(_) => "alphabet.html",
            Self::Calendar(_) => "calendar.html",
            Self::CalendarFile(_) => "",
            Self::Pattern(_) => "pattern.html",
            Self::Post(post) => match post.kind {
                KindContext::Lesson { .. } => "lesson.html",
                KindContext::Resolution { .. } => "resolution.html",
                KindContext::Model { .. } => "model.html",
                KindContext::News { .. } => "news.html",
                KindContext::FactCheck { .. } => "fact-check.html",
                KindContext::Event { .. } => "event.html",
                KindContext::Plain => "page.html",
            },
            Self::Poster(_) => "poster.html",
            Self::Media(_) => "media.html",
            Self::Register(register) => register.template(),
            Self::Search(_) => "search.html",
            Self::Offline(_) => "offline.html",
            Self::Noting(_) => "noting.html",
            Self::Covered(_) => "covered.html",
            Self::NotFound(_) => "404.html",
            Self::Feed(_) => "atom.xml",
            Self::Sitemap(_) => "sitemap.xml",
            Self::Robots(_) => "robots.txt",
        }
    }
}

impl Plan {
    /// All pages of a ward with these lists; `drafts` adds the theme's own examples.
    pub fn all(lists: &Lists, posts: usize, page_size: usize, drafts: bool) -> Vec<Self> {
        let pages = |posts: usize| 1..=posts.div_ceil(page_size).max(1);
        let mut plans = vec![
            Self::Home,
            Self::Search,
            Self::Offline,
            Self::NotFound,
            Self::Sitemap,
            Self::Robots,
            Self::Tags,
        ];
        for section in &lists.sections {
            let grouped = lists.is_grouped(section, page_size);
            let listed = lists.shown(section, page_size).len();
            plans.extend(pages(listed).map(|page| Self::Section(section.slug.clone(), page)));
            if grouped {
                plans.push(Self::Alphabet);
                for (group, posts) in &lists.finding.groups {
                    let pages = pages(posts.len());
                    plans.extend(pages.map(|page| Self::LessonGroup(*group, page)));
                }
            }
            if !section.posts.is_empty() {
                plans.push(Self::Feed(Some(section.slug.clone())));
            }
        }
        if !lists.newest.is_empty() {
            plans.push(Self::Feed(None));
        }
        let tags = lists.topics.tags.iter().filter(|(_, tag)| tag.has_page());
        for (slug, tag) in tags {
            plans.extend(pages(tag.posts.len()).map(|page| Self::Tag(slug.clone(), page)));
        }
        let stages = || {
            lists
                .life_stages
                .iter()
                .filter(|(_, posts)| !posts.is_empty())
        };
        plans.extend(stages().next().map(|_| Self::LifeStages));
        for (stage, posts) in stages() {
            plans.extend(pages(posts.len()).map(|page| Self::LifeStage(*stage, page)));
        }
        if !lists.finding.body.is_empty() {
            plans.push(Self::Body);
        }
        if !lists.events.is_empty() {
            plans.extend([Self::Calendar, Self::CalendarFile(None)]);
            let events = lists.events.iter().copied();
            plans.extend(events.map(|post| Self::CalendarFile(Some(post))));
        }
        if drafts {
            plans.push(Self::Pattern(None));
            plans.extend((0..patterns::ALL.len()).map(|pattern| Self::Pattern(Some(pattern))));
        }
        plans.extend((0..posts).map(Self::Post));
        plans.extend(lists.lessons.iter().map(|&post| Self::Poster(post)));
        plans.extend(lists.media.iter().map(|&post| Self::Media(post)));
        plans.extend(
            Register::all(&lists.registers)
                .into_iter()
                .map(Self::Register),
        );
        plans
    }

    /// Whether a screen without printer and network has a use for it: paper, other channels and other programs are none.
    pub fn is_for_screens(&self) -> bool {
        match self {
            Self::Poster(_)
            | Self::Media(_)
            | Self::CalendarFile(_)
            | Self::Feed(_)
            | Self::Sitemap
            | Self::Robots => false,
            Self::Register(register) => register.is_page(),
            _ => true,
        }
    }

    /// The page's address below the site's root; `post_url` gives those of posts, `event_file` those of
    /// their calendar files.
    pub fn url(
        &self,
        post_url: impl Fn(PostIndex) -> String,
        event_file: impl Fn(PostIndex) -> String,
    ) -> String {
        match self {
            Self::Home => String::new(),
            Self::Section(slug, page) => list_url(slug, *page),
            Self::Tag(slug, page) => list_url(&tag_list(slug), *page),
            Self::Tags => "chu-de/".into(),
            Self::LifeStages => "lua-tuoi/".into(),
            Self::LifeStage(stage, page) => list_url(&life_stage_list(*stage), *page),
            Self::LessonGroup(group, page) => list_url(&group_list(*group), *page),
            Self::Body => BODY.into(),
            Self::Alphabet => ALPHABET.into(),
            Self::Calendar => CALENDAR.into(),
            Self::CalendarFile(None) => ALL_EVENTS.into(),
            Self::CalendarFile(Some(post)) => event_file(*post),
            Self::Pattern(pattern) => patterns::url(*pattern),
            Self::Post(post) => post_url(*post),
            Self::Poster(post) => format!("{}{POSTER}", post_url(*post)),
            Self::Media(post) => format!("{}{MEDIA}", post_url(*post)),
            Self::Register(register) => register.url(),
            Self::Search => "tim-kiem/".into(),
            Self::Offline => OFFLINE.into(),
            Self::Noting => NOTING.into(),
            Self::Covered => COVERED.into(),
            Self::NotFound => "404.html".into(),
            Self::Feed(Some(section)) => format!("{section}/atom.xml"),
            Self::Feed(None) => "atom.xml".into(),
            Self::Sitemap => "sitemap.xml".into(),
            Self::Robots => "robots.txt".into(),
        }
    }
}

/// `lesson`, `resolution`, `model`, `news`, `fact-check`, `event` or `plain`.
pub fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Lesson(_) => "lesson",
        Kind::Resolution(_) => "resolution",
        Kind::Model(_) => "model",
        Kind::News(_) => "news",
        Kind::FactCheck(_) => "fact-check",
        Kind::Event(_) => "event",
        Kind::Plain => "plain",
    }
}
