//! A ward ready to be rendered: texts compiled, lists made, assets named.

use super::context::{
    Assets, Card, ContactContext, ContentsItem, Feed, FeedEntry, FixedUrls, HomePage, HomeSection,
    LifeStageContext, LinkContext, ListPage, MenuItem, Meta, NotFoundPage, Pager, Robots,
    SearchPage, Shell, Sitemap, SitemapEntry, TagContext, TagsPage, WardContext,
};
use super::lists::{Lists, PostIndex};
use super::pages::{Page, Plan, file_of, kind_name, list_url, tag_list};
use super::{LinkStyle, Linker, words};
use crate::assets::Pictures;
use crate::diagnostic::Diagnostic;
use crate::markdown::{self, Body, Scope};
use crate::model::{Intro, Kind, Post, Ward};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What pages may load and run: nothing but the site's own files, and the search engine.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; img-src 'self'; \
                      script-src 'self'; connect-src 'self'; manifest-src 'self'";

/// The same for the search page, whose engine is WebAssembly.
const SEARCH_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; \
                             img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
                             connect-src 'self'; manifest-src 'self'";

/// Posts of each section on the home page.
const NEWEST: usize = 4;

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
    pub(super) pictures: &'a Pictures,
    assets: Assets,
}

impl<'a> Site<'a> {
    /// Compiles the ward's texts; every problem with them is added to `problems`.
    pub fn prepare(
        ward: &'a Ward,
        pictures: &'a Pictures,
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
            assets,
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

    fn compile_post(&self, post: &Post) -> (Body, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let linker = self.linker(&post.url());
        let scope = self.scope(&post.section, &linker);
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
            pictures: self.pictures,
            ward: &self.ward.id,
            folder,
            linker,
        }
    }

    /// Makes addresses for the page at `url`.
    pub fn linker(&self, url: &str) -> Linker {
        Linker::new(self.options.link_style, self.ward.config.base_path(), url)
    }

    /// All its pages.
    pub fn plans(&self) -> Vec<Plan> {
        Plan::all(&self.lists, self.ward.posts.len(), self.options.page_size)
    }

    /// The address of a page below the site's root.
    pub fn url(&self, plan: &Plan) -> String {
        plan.url(|post| self.ward.posts[post].url())
    }

    /// The file of a page below the site's root.
    pub fn file(&self, plan: &Plan) -> String {
        file_of(&self.url(plan))
    }

    /// A page's whole address.
    pub fn canonical(&self, url: &str) -> String {
        format!("{}{url}", self.ward.config.base_url)
    }

    /// The context of a page. `search_start` is the start file of the index, which the search page
    /// names.
    pub fn page(&self, plan: &Plan, search_start: Option<&str>) -> Page {
        let url = self.url(plan);
        match plan {
            Plan::Home => Page::Home(self.home(&url)),
            Plan::Section(slug, page) => Page::Section(self.section(slug, *page, &url)),
            Plan::Tag(slug, page) => Page::Tag(self.tag(slug, *page, &url)),
            Plan::Tags => Page::Tags(self.tags(&url)),
            Plan::Post(post) => Page::Post(self.post(*post, &url)),
            Plan::Search => Page::Search(self.search(&url, search_start)),
            Plan::NotFound => {
                let meta = Meta {
                    noindex: true,
                    ..self.meta("Không tìm thấy trang", "", &url)
                };
                Page::NotFound(NotFoundPage {
                    shell: self.shell(&url),
                    meta,
                })
            }
            Plan::Feed(section) => Page::Feed(self.feed(section.as_deref(), &url)),
            Plan::Sitemap => Page::Sitemap(self.sitemap()),
            Plan::Robots => Page::Robots(Robots {
                sitemap: self.canonical("sitemap.xml"),
            }),
        }
    }

    pub(super) fn shell(&self, url: &str) -> Shell {
        let linker = self.linker(url);
        let config = &self.ward.config;
        let menu = self
            .lists
            .sections
            .iter()
            .filter(|section| !section.posts.is_empty());
        let menu = menu.map(|section| {
            let list = list_url(&section.slug, 1);
            MenuItem {
                title: section.title.clone(),
                url: linker.to(&list),
                current: url.starts_with(&list),
            }
        });
        let contacts = config.contacts.iter().map(|contact| ContactContext {
            role: contact.role.label(),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            phone_url: contact.phone.as_deref().map(telephone_url),
            address: contact.address.clone(),
            hours: contact.hours.clone(),
        });
        Shell {
            ward: WardContext {
                name: config.name.clone(),
                short_name: config.short_name.clone(),
                province: config.province.clone(),
                colour: config.theme.colour.clone(),
                neighbourhoods: config.neighbourhoods.clone(),
                contacts: contacts.collect(),
                canonical: config.base_url.clone(),
            },
            menu: menu.collect(),
            urls: FixedUrls {
                home: linker.to(""),
                search: linker.to("tim-kiem/"),
                tags: linker.to("chu-de/"),
                feed: (!self.lists.newest.is_empty()).then(|| linker.to("atom.xml")),
            },
            assets: self.assets_for(&linker, None),
            policy: POLICY,
        }
    }

    fn assets_for(&self, linker: &Linker, search_start: Option<&str>) -> Assets {
        let linked = |files: &BTreeMap<String, String>| {
            files
                .iter()
                .map(|(name, url)| (name.clone(), linker.to(url)))
                .collect()
        };
        Assets {
            style: linker.to(&self.assets.style),
            scripts: linked(&self.assets.scripts),
            files: linked(&self.assets.files),
            engine: linked(&self.assets.engine),
            search_start: search_start.map(|start| linker.to(start)),
        }
    }

    pub(super) fn meta(&self, title: &str, description: &str, url: &str) -> Meta {
        Meta {
            title: title.into(),
            description: description.into(),
            canonical: self.canonical(url),
            og_type: "website",
            image: None,
            noindex: false,
            feed: None,
        }
    }

    pub(super) fn home_crumb(&self, linker: &Linker) -> LinkContext {
        LinkContext {
            title: "Trang chủ".into(),
            url: linker.to(""),
        }
    }

    /// A post as lists show it.
    pub(super) fn card(&self, index: PostIndex, linker: &Linker) -> Card {
        let post = &self.ward.posts[index];
        let line = match &post.kind {
            Kind::Lesson(lesson) => Some(lesson.audience.clone()),
            Kind::Resolution(resolution) => resolution.number.clone(),
            Kind::Model(model) => Some(model.responsible.clone()),
            Kind::News(_) | Kind::Plain => None,
        };
        Card {
            title: post.front.title.clone(),
            url: linker.to(&post.url()),
            summary: self.summary(index),
            date: words::date(post.front.date),
            kind: kind_name(&post.kind),
            kind_label: crate::model::SectionKind::of(&post.section).label(),
            line,
        }
    }

    /// A post's summary, or the beginning of its text.
    pub fn summary(&self, index: PostIndex) -> String {
        self.ward.posts[index]
            .front
            .summary
            .clone()
            .unwrap_or_else(|| {
                let text = self.bodies[index]
                    .passages
                    .iter()
                    .map(|passage| passage.text.as_str())
                    .find(|t| !t.is_empty());
                beginning(text.unwrap_or_default())
            })
    }

    fn home_sections(&self, linker: &Linker, newest: usize) -> Vec<HomeSection> {
        let sections = self
            .lists
            .sections
            .iter()
            .filter(|section| !section.posts.is_empty());
        sections
            .map(|section| HomeSection {
                title: section.title.clone(),
                slug: section.slug.clone(),
                url: linker.to(&list_url(&section.slug, 1)),
                summary: self
                    .ward
                    .section_intros
                    .get(&section.slug)
                    .and_then(|intro| intro.summary.clone()),
                total: section.posts.len(),
                posts: section
                    .posts
                    .iter()
                    .take(newest)
                    .map(|&post| self.card(post, linker))
                    .collect(),
            })
            .collect()
    }

    fn home(&self, url: &str) -> HomePage {
        let linker = self.linker(url);
        let name = &self.ward.config.name;
        let title = self
            .ward
            .intro
            .as_ref()
            .map_or_else(|| name.clone(), |intro| intro.title.clone());
        let summary = self
            .ward
            .intro
            .as_ref()
            .and_then(|intro| intro.summary.clone());
        let life_stages = self
            .lists
            .life_stages
            .iter()
            .filter(|(_, posts)| !posts.is_empty());
        HomePage {
            shell: self.shell(url),
            meta: self.meta(name, summary.as_deref().unwrap_or_default(), url),
            title,
            summary,
            html: self.intro.html.clone(),
            sections: self.home_sections(&linker, NEWEST),
            life_stages: life_stages
                .map(|(stage, posts)| LifeStageContext {
                    title: stage.label(),
                    slug: stage.key(),
                    posts: posts.iter().map(|&post| self.card(post, &linker)).collect(),
                })
                .collect(),
        }
    }

    /// What `section.html` and `tag.html` have in common.
    fn list(
        &self,
        list: &str,
        title: &str,
        posts: &[PostIndex],
        page: usize,
        url: &str,
    ) -> ListPage {
        let linker = self.linker(url);
        let size = self.options.page_size;
        let pages = posts.len().div_ceil(size).max(1);
        let to = |page: usize| linker.to(&list_url(list, page));
        let heading = if page == 1 {
            title.to_owned()
        } else {
            format!("{title} – trang {page}")
        };
        ListPage {
            shell: self.shell(url),
            meta: self.meta(&heading, "", url),
            breadcrumbs: vec![self.home_crumb(&linker)],
            title: title.into(),
            summary: None,
            html: String::new(),
            posts: posts
                .iter()
                .skip((page - 1) * size)
                .take(size)
                .map(|&post| self.card(post, &linker))
                .collect(),
            total: posts.len(),
            pager: Pager {
                page,
                pages,
                previous: (page > 1).then(|| to(page - 1)),
                next: (page < pages).then(|| to(page + 1)),
            },
            feed: None,
        }
    }

    fn section(&self, slug: &str, page: usize, url: &str) -> ListPage {
        let Some(section) = self.lists.section(slug) else {
            return self.list(slug, slug, &[], page, url);
        };
        let mut list = self.list(slug, &section.title, &section.posts, page, url);
        let feed = (!section.posts.is_empty()).then(|| format!("{slug}/atom.xml"));
        list.feed = feed.as_deref().map(|feed| self.linker(url).to(feed));
        list.meta.feed.clone_from(&list.feed);
        if let Some(intro) = self.ward.section_intros.get(slug).filter(|_| page == 1) {
            list.summary.clone_from(&intro.summary);
            list.meta.description = intro.summary.clone().unwrap_or_default();
            list.html = self
                .section_bodies
                .get(slug)
                .map(|body| body.html.clone())
                .unwrap_or_default();
        }
        list
    }

    fn tag(&self, slug: &str, page: usize, url: &str) -> ListPage {
        let (title, posts) = self
            .lists
            .tags
            .get(slug)
            .map_or((slug, &[][..]), |tag| (&tag.title, &tag.posts));
        let mut list = self.list(&tag_list(slug), title, posts, page, url);
        let linker = self.linker(url);
        list.breadcrumbs.push(LinkContext {
            title: "Chủ đề".into(),
            url: linker.to("chu-de/"),
        });
        list
    }

    fn tags(&self, url: &str) -> TagsPage {
        let linker = self.linker(url);
        let tags = self.lists.tags.iter().map(|(slug, tag)| TagContext {
            title: tag.title.clone(),
            url: linker.to(&list_url(&tag_list(slug), 1)),
            total: tag.posts.len(),
        });
        TagsPage {
            shell: self.shell(url),
            meta: self.meta("Chủ đề", "", url),
            breadcrumbs: vec![self.home_crumb(&linker)],
            tags: tags.collect(),
        }
    }

    fn search(&self, url: &str, search_start: Option<&str>) -> SearchPage {
        let linker = self.linker(url);
        let mut shell = self.shell(url);
        shell.policy = SEARCH_POLICY;
        shell.assets = self.assets_for(&linker, search_start);
        SearchPage {
            shell,
            meta: Meta {
                noindex: true,
                ..self.meta("Tìm kiếm", "", url)
            },
            breadcrumbs: vec![self.home_crumb(&linker)],
            sections: self.home_sections(&linker, 0),
        }
    }

    fn feed(&self, section: Option<&str>, url: &str) -> Feed {
        let name = &self.ward.config.name;
        let (title, page, posts) = match section.and_then(|slug| self.lists.section(slug)) {
            Some(section) => (
                format!("{} – {name}", section.title),
                list_url(&section.slug, 1),
                &section.posts,
            ),
            None => (name.clone(), String::new(), &self.lists.newest),
        };
        let entries: Vec<_> = posts
            .iter()
            .take(self.options.feed_size)
            .map(|&post| self.feed_entry(post))
            .collect();
        Feed {
            title,
            self_url: self.canonical(url),
            page_url: self.canonical(&page),
            updated: entries
                .iter()
                .map(|entry| entry.updated.clone())
                .max()
                .unwrap_or_default(),
            author: name.clone(),
            entries,
        }
    }

    fn feed_entry(&self, index: PostIndex) -> FeedEntry {
        let post = &self.ward.posts[index];
        FeedEntry {
            title: post.front.title.clone(),
            url: self.canonical(&post.url()),
            published: words::timestamp(post.front.date),
            updated: words::timestamp(post.front.updated.unwrap_or(post.front.date)),
            summary: self.summary(index),
        }
    }

    fn sitemap(&self) -> Sitemap {
        let listed = |plan: &&Plan| match plan {
            Plan::Home | Plan::Section(..) | Plan::Tag(..) | Plan::Tags => true,
            Plan::Post(post) => !self.ward.posts[*post].expired(self.options.today),
            Plan::Search | Plan::NotFound | Plan::Feed(_) | Plan::Sitemap | Plan::Robots => false,
        };
        let plans = self.plans();
        let mut pages: Vec<_> = plans
            .iter()
            .filter(listed)
            .map(|plan| SitemapEntry {
                url: self.canonical(&self.url(plan)),
                changed: match plan {
                    Plan::Post(post) => {
                        let front = &self.ward.posts[*post].front;
                        Some(front.updated.unwrap_or(front.date).to_string())
                    }
                    _ => None,
                },
            })
            .collect();
        pages.sort_by(|a, b| a.url.cmp(&b.url));
        Sitemap { pages }
    }

    /// The contents of a post: its headings of the second level.
    pub(super) fn contents(&self, index: PostIndex) -> Vec<ContentsItem> {
        let headings = self.bodies[index]
            .headings
            .iter()
            .filter(|heading| heading.level == 2);
        headings
            .map(|heading| ContentsItem {
                id: heading.id.clone(),
                title: heading.text.clone(),
            })
            .collect()
    }
}

/// `tel:` with the digits of a number as people write it.
fn telephone_url(shown: &str) -> String {
    format!(
        "tel:{}",
        shown
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect::<String>()
    )
}

/// The first words of a text, up to what two lines on a phone hold.
fn beginning(text: &str) -> String {
    const LENGTH: usize = 160;
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LENGTH).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}
