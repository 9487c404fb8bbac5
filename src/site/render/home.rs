//! The home page: what is urgent and needed most, lessons by stage of life, what comes and what is new.

use super::addresses::list_url;
use super::context::{Card, HomePage, HomeSection, MessageContext, PictureContext};
use super::post::picture_context;
use super::{Site, words};
use crate::content::NEEDED;
use crate::linker::Linker;
use crate::model::{Kind, PostIndex, SectionKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Posts among the newest of the whole site.
const NEWEST: usize = 3;

/// Where shared posts lie.
const SHARED_FOLDER: &str = "content/chung/";

impl Site<'_> {
    pub(super) fn home_sections(&self, linker: &Linker, newest: usize) -> Vec<HomeSection> {
        let sections = self
            .compiled
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
                    .compiled
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

    pub(super) fn home(&self, url: &str) -> HomePage {
        let linker = self.compiled.linker(url);
        let name = &self.compiled.ward.config.name;
        let title = self
            .compiled
            .ward
            .intro
            .as_ref()
            .map_or_else(|| name.clone(), |intro| intro.title.clone());
        let summary = self
            .compiled
            .ward
            .intro
            .as_ref()
            .and_then(|intro| intro.summary.clone());
        HomePage {
            shell: self.shell(url),
            meta: self.meta(name, summary.as_deref().unwrap_or_default(), url),
            title,
            summary,
            html: self.compiled.intro.html.clone(),
            cover: self.ward_cover(&linker),
            notices: self.notices(&linker),
            tiles: self.home_tiles(&linker),
            lessons: self.lessons_list(&linker),
            message: self.message(&linker),
            needed: self.needed(&linker),
            coming: self.coming(&linker),
            newest: self.latest(&linker),
            sections: self.home_sections(&linker, 0),
            life_stages: self.stages(&linker, 0),
        }
    }

    /// The ward's picture: the first photograph of its introduction, which says there what it shows.
    fn ward_cover(&self, linker: &Linker) -> Option<PictureContext> {
        let mut pictures = self.compiled.intro.pictures.iter();
        let photograph = pictures.find(|picture| !picture.variants.is_empty())?;
        Some(picture_context(photograph, String::new(), linker))
    }

    /// The list of all lessons.
    pub(super) fn lessons_list(&self, linker: &Linker) -> Option<String> {
        let lessons = self.compiled.lists.section(SectionKind::Lesson.section())?;
        (!lessons.posts.is_empty()).then(|| linker.to(&list_url(&lessons.slug, 1)))
    }

    fn message(&self, linker: &Linker) -> Option<MessageContext> {
        let today = self.compiled.today;
        Some(MessageContext {
            post: self.card(self.lesson_of_the_month(linker)?, linker),
            month: today.month(),
            until: words::date(today.last_of_month()),
        })
    }

    /// Urgent posts, newest first: expired ones are in no list.
    pub(super) fn notices(&self, linker: &Linker) -> Vec<Card> {
        let urgent = self.compiled.lists.newest.iter().copied();
        let urgent = urgent.filter(|&post| self.compiled.ward.posts[post].front.urgent);
        urgent.map(|post| self.card(post, linker)).collect()
    }

    /// The posts that `ward.toml` names, else the first essential lessons.
    fn needed(&self, linker: &Linker) -> Vec<Card> {
        let scope = self.compiled.scope("", linker);
        let named = self
            .compiled
            .ward
            .config
            .needed
            .iter()
            .filter_map(|reference| {
                let (file, _) = scope.reference(reference).ok()?;
                let mut listed = self.compiled.lists.newest.iter().copied();
                listed.find(|&post| self.compiled.ward.posts[post].file == file)
            });
        let mut posts: Vec<_> = named.collect();
        if posts.is_empty() {
            let essential = |post: &PostIndex| matches!(&self.compiled.ward.posts[*post].kind, Kind::Lesson(lesson) if lesson.essential);
            posts.extend(self.compiled.lists.newest.iter().copied().filter(essential));
        }
        posts
            .into_iter()
            .take(NEEDED)
            .map(|post| self.card(post, linker))
            .collect()
    }

    /// The newest posts; of one day the ward's own before the shared ones. The newest of each section comes before a second one
    /// of any, so that many posts of one kind do not hide the others.
    fn latest(&self, linker: &Linker) -> Vec<Card> {
        let newest = self.compiled.lists.newest.iter().copied();
        let shown = |post: &PostIndex| {
            !matches!(
                self.compiled.ward.posts[*post].kind,
                Kind::Event(_) | Kind::Plain
            )
        };
        let mut ranked: Vec<_> = newest.filter(shown).collect();
        ranked.sort_by_key(|&post| {
            let post = &self.compiled.ward.posts[post];
            (
                Reverse(post.front.date),
                post.source.path.starts_with(SHARED_FOLDER),
            )
        });
        let mut kinds = BTreeSet::new();
        let (mut shown, more): (Vec<_>, Vec<_>) = ranked.iter().copied().partition(|&post| {
            let section = self.compiled.ward.posts[post].section.as_str();
            kinds.insert(section)
        });
        shown.truncate(NEWEST);
        shown.extend(more.into_iter().take(NEWEST - shown.len()));
        ranked.retain(|post| shown.contains(post));
        ranked
            .into_iter()
            .map(|post| self.card(post, linker))
            .collect()
    }
}
