//! Pages of lists: sections and topics, cut into pages, and the cards on them.

use super::addresses::{life_stage_list, list_url, tag_list};
use super::context::{
    Card, LifeStageContext, LifeStagesPage, LinkContext, ListPage, Pager, TagContext, TagsPage,
};
use super::pages::kind_name;
use super::{Site, words};
use crate::linker::Linker;
use crate::model::{Kind, LifeStage, PostIndex, SectionKind};

/// Lessons of each stage on the page of all stages.
const STAGE_POSTS: usize = 5;

impl Site<'_> {
    /// A post as lists show it.
    pub(super) fn card(&self, index: PostIndex, linker: &Linker) -> Card {
        let post = &self.compiled.ward.posts[index];
        let (verdict, held) = match &post.kind {
            Kind::FactCheck(check) => (Some(check.verdict.key()), None),
            Kind::Event(event) => (None, Some((self.first_day(event), self.next_held(index)))),
            _ => (None, None),
        };
        let line = match &post.kind {
            Kind::Lesson(lesson) => Some(lesson.audience.clone()),
            Kind::Resolution(resolution) => resolution.number.clone(),
            Kind::Model(model) => Some(model.responsible.clone()),
            Kind::FactCheck(check) => Some(check.verdict.label().to_owned()),
            Kind::Event(event) => Some(words::event(event)),
            Kind::News(_) | Kind::Plain => None,
        };
        Card {
            title: post.front.title.clone(),
            url: linker.to(&post.url()),
            summary: self.summary(index),
            date: words::date(post.front.date),
            kind: kind_name(&post.kind),
            kind_label: SectionKind::of(&post.section).label(),
            line,
            verdict,
            starts: held.map(|(first, _)| words::date(first)),
            lunar: match &post.kind {
                Kind::Event(event) => Some(words::lunar_day(self.first_day(event), event.yearly)),
                _ => None,
            },
            until: held
                .map(|(_, next)| next.map(|(_, last)| last))
                .unwrap_or(post.front.expires)
                .map(words::date),
            picture: self.thumbnail(index, linker),
        }
    }

    /// A post's summary, or the beginning of its text.
    pub fn summary(&self, index: PostIndex) -> String {
        self.compiled.ward.posts[index]
            .front
            .summary
            .clone()
            .unwrap_or_else(|| {
                let text = self.compiled.posts[index]
                    .body
                    .passages
                    .iter()
                    .map(|passage| passage.text.as_str())
                    .find(|t| !t.is_empty());
                beginning(text.unwrap_or_default())
            })
    }

    /// What `section.html` and `tag.html` have in common.
    pub(super) fn list(
        &self,
        list: &str,
        title: &str,
        posts: &[PostIndex],
        page: usize,
        url: &str,
    ) -> ListPage {
        let linker = self.compiled.linker(url);
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
            registers: Vec::new(),
            guide: None,
        }
    }

    pub(super) fn section(&self, slug: &str, page: usize, url: &str) -> ListPage {
        let Some(section) = self.compiled.lists.section(slug) else {
            return self.list(slug, slug, &[], page, url);
        };
        let lists = &self.compiled.lists;
        let grouped = lists.is_grouped(section, self.options.page_size);
        let posts = lists.shown(section, self.options.page_size);
        let mut list = self.list(slug, &section.title, &posts, page, url);
        if grouped {
            list.total = section.posts.len();
            list.guide = Some(self.guide(&self.compiled.linker(url)));
        }
        let feed = self
            .has_feed(&section.posts)
            .then(|| format!("{slug}/atom.xml"));
        list.feed = feed
            .as_deref()
            .map(|feed| self.compiled.linker(url).to(feed));
        list.meta.feed.clone_from(&list.feed);
        if slug == SectionKind::Resolution.section() && page == 1 {
            list.registers.clone_from(&list.shell.registers);
        }
        if let Some(intro) = self
            .compiled
            .ward
            .section_intros
            .get(slug)
            .filter(|_| page == 1)
        {
            list.summary.clone_from(&intro.summary);
            list.meta.description = intro.summary.clone().unwrap_or_default();
            list.html = self
                .compiled
                .section_bodies
                .get(slug)
                .map(|body| body.html.clone())
                .unwrap_or_default();
        }
        list
    }

    pub(super) fn tag(&self, slug: &str, page: usize, url: &str) -> ListPage {
        let (title, posts) = self
            .compiled
            .lists
            .topics
            .tags
            .get(slug)
            .map_or((slug, &[][..]), |tag| (&tag.title, &tag.posts));
        let mut list = self.list(&tag_list(slug), title, posts, page, url);
        let linker = self.compiled.linker(url);
        list.breadcrumbs.push(LinkContext {
            title: "Chủ đề".into(),
            url: linker.to("chu-de/"),
        });
        list
    }

    pub(super) fn life_stage(&self, stage: LifeStage, page: usize, url: &str) -> ListPage {
        let posts = self
            .compiled
            .lists
            .life_stages
            .iter()
            .find(|(other, _)| *other == stage)
            .map_or(&[][..], |(_, posts)| posts);
        let list = life_stage_list(stage);
        let mut list = self.list(&list, stage.label(), posts, page, url);
        list.breadcrumbs.push(LinkContext {
            title: "Lứa tuổi".into(),
            url: self.compiled.linker(url).to("lua-tuoi/"),
        });
        list
    }

    pub(super) fn life_stages(&self, url: &str) -> LifeStagesPage {
        let linker = self.compiled.linker(url);
        LifeStagesPage {
            shell: self.shell(url),
            meta: self.meta("Sức khỏe theo lứa tuổi", "", url),
            breadcrumbs: vec![self.home_crumb(&linker)],
            life_stages: self.stages(&linker, STAGE_POSTS),
        }
    }

    /// The stages of life that have lessons, each with its first `posts`.
    pub(super) fn stages(&self, linker: &Linker, posts: usize) -> Vec<LifeStageContext> {
        let stages = self.compiled.lists.life_stages.iter();
        stages
            .filter(|(_, all)| !all.is_empty())
            .map(|(stage, all)| LifeStageContext {
                title: stage.label(),
                slug: stage.key(),
                url: linker.to(&list_url(&life_stage_list(*stage), 1)),
                total: all.len(),
                posts: all
                    .iter()
                    .take(posts)
                    .map(|&post| self.card(post, linker))
                    .collect(),
            })
            .collect()
    }

    pub(super) fn tags(&self, url: &str) -> TagsPage {
        let linker = self.compiled.linker(url);
        let tags = self
            .compiled
            .lists
            .topics
            .tags
            .iter()
            .filter(|(_, tag)| tag.has_page())
            .map(|(slug, tag)| TagContext {
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
