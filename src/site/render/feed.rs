//! What machines read: feeds and the sitemap.

use super::addresses::list_url;
use super::context::{Feed, FeedEntry, Sitemap, SitemapEntry};
use super::pages::Plan;
use super::{Site, words};
use crate::model::PostIndex;

impl Site<'_> {
    pub(super) fn feed(&self, section: Option<&str>, url: &str) -> Feed {
        let name = &self.compiled.ward.config.name;
        let (title, page, posts) = match section.and_then(|slug| self.compiled.lists.section(slug))
        {
            Some(section) => (
                format!("{} – {name}", section.title),
                list_url(&section.slug, 1),
                &section.posts,
            ),
            None => (name.clone(), String::new(), &self.compiled.lists.newest),
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
        let post = &self.compiled.ward.posts[index];
        FeedEntry {
            title: post.front.title.clone(),
            url: self.canonical(&post.url()),
            published: words::timestamp(post.front.date),
            updated: words::timestamp(post.front.updated.unwrap_or(post.front.date)),
            summary: self.summary(index),
        }
    }

    pub(super) fn sitemap(&self) -> Sitemap {
        let listed = |plan: &&Plan| match plan {
            Plan::Home
            | Plan::Section(..)
            | Plan::Tag(..)
            | Plan::Tags
            | Plan::LifeStages
            | Plan::LifeStage(..)
            | Plan::LessonGroup(..)
            | Plan::Body
            | Plan::Alphabet
            | Plan::Calendar
            | Plan::Covered => true,
            Plan::Register(register) => register.is_page(),
            Plan::Post(post) => !self.compiled.ward.posts[*post].expired(self.compiled.today),
            Plan::Poster(_)
            | Plan::Media(_)
            | Plan::Search
            | Plan::Offline
            | Plan::Noting
            | Plan::NotFound
            | Plan::CalendarFile(_)
            | Plan::Pattern(_)
            | Plan::Feed(_)
            | Plan::Sitemap
            | Plan::Robots => false,
        };
        let plans = self.plans();
        let mut pages: Vec<_> = plans
            .iter()
            .filter(listed)
            .map(|plan| SitemapEntry {
                url: self.canonical(&self.url(plan)),
                changed: match plan {
                    Plan::Post(post) => {
                        let front = &self.compiled.ward.posts[*post].front;
                        Some(front.updated.unwrap_or(front.date).to_string())
                    }
                    _ => None,
                },
            })
            .collect();
        pages.sort_by(|a, b| a.url.cmp(&b.url));
        Sitemap { pages }
    }
}
