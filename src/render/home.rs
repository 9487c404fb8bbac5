//! The home page: the ward's introduction, lessons by stage of life, the newest of each section.

use super::context::{HomePage, HomeSection, LifeStageContext};
use super::pages::list_url;
use super::{Linker, Site};

/// Posts of each section on the home page.
const NEWEST: usize = 4;

impl Site<'_> {
    pub(super) fn home_sections(&self, linker: &Linker, newest: usize) -> Vec<HomeSection> {
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

    pub(super) fn home(&self, url: &str) -> HomePage {
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
}
