//! The home page of a kiosk: pictures of what may have happened, words to search for, and what turns on the screen while
//! nobody is there. All of it comes from the lessons that the ward has.

use super::Site;
use super::context::{KioskHomePage, LinkContext, SlideContext, TileContext};
use super::shell::Needs;
use super::tiles::{HAPPENINGS, Tile};
use super::words::capitalised;
use crate::linker::Linker;
use crate::model::PostIndex;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Tiles of the home page, beside the one that leads to all lessons.
const TILES: usize = HAPPENINGS.len();

/// Words to search for on the home page.
const CHIPS: usize = 8;

/// The longest of them, in letters.
const CHIP_LETTERS: usize = 22;

/// Posters that turn on the screen, and drawings.
const SLIDES_OF_KIND: usize = 12;

impl Site<'_> {
    pub(super) fn kiosk_home(&self, url: &str) -> KioskHomePage {
        let linker = self.compiled.linker(url);
        let config = &self.compiled.ward.config;
        let tiles = self.tiles(&linker);
        let behind: BTreeSet<_> = tiles.iter().flat_map(|tile| &tile.lessons).collect();
        let chips = self.chips(&behind, &linker);
        let mut shell = self.shell(url);
        if self.compiled.delivery.has_program() {
            // Its own check asks the search a question.
            shell.policy = self.policy(Needs::Search);
        }
        KioskHomePage {
            shell,
            meta: self.meta(&config.name, "", url),
            notices: self.notices(&linker),
            tiles: tiles.into_iter().map(|tile| tile.shown).collect(),
            lessons: self.lessons_list(&linker),
            chips,
            coming: self.coming(&linker),
            slides: self.slides(&linker),
        }
    }

    /// A tile for each topic that lessons have, and for each essential lesson that no topic leads to: those with an
    /// essential lesson first.
    fn tiles(&self, linker: &Linker) -> Vec<Tile> {
        let mut tiles: Vec<_> = HAPPENINGS
            .iter()
            .filter_map(|happening| self.tile(happening, linker))
            .collect();
        let behind: BTreeSet<_> = tiles.iter().flat_map(|tile| tile.lessons.clone()).collect();
        let others = self.compiled.lists.newest.iter().copied();
        let others = others.filter(|post| self.is_essential(*post) && !behind.contains(post));
        tiles.extend(others.map(|post| self.own_tile(post, linker)));
        tiles.sort_by_key(|tile| !tile.lessons.iter().any(|&post| self.is_essential(post)));
        tiles.truncate(TILES);
        tiles
    }

    fn own_tile(&self, index: PostIndex, linker: &Linker) -> Tile {
        let post = &self.compiled.ward.posts[index];
        let words = post.front.tags.first().unwrap_or(&post.front.title);
        let shown = TileContext {
            words: capitalised(words),
            url: linker.to(&post.url()),
            drawing: None,
            picture: self.drawing(index, linker),
        };
        Tile {
            shown,
            lessons: vec![index],
        }
    }

    /// First topics of lessons that no tile leads to; those that most posts have come first.
    fn chips(&self, behind: &BTreeSet<&PostIndex>, linker: &Linker) -> Vec<LinkContext> {
        let topics = &self.compiled.lists.topics;
        let mut found = Vec::new();
        for post in self.compiled.lists.newest.iter() {
            if behind.contains(post) || !self.is_lesson(*post) {
                continue;
            }
            let first = self.compiled.ward.posts[*post].front.tags.first();
            let short = first.filter(|topic| topic.chars().count() <= CHIP_LETTERS);
            let Some(address) = short.and_then(|topic| topics.address(topic)) else {
                continue;
            };
            let Some(tag) = topics.tags.get(address) else {
                continue;
            };
            if !found.iter().any(|(_, other)| *other == &tag.title) {
                found.push((tag.posts.len(), &tag.title));
            }
        }
        found.sort_by_key(|(posts, _)| Reverse(*posts));
        let search = linker.to("tim-kiem/");
        let chip = |title: &String| LinkContext {
            title: capitalised(title),
            url: format!(
                "{search}?q={}",
                utf8_percent_encode(title, NON_ALPHANUMERIC)
            ),
        };
        let chosen = found.into_iter().take(CHIPS);
        chosen.map(|(_, title)| chip(title)).collect()
    }

    /// An urgent notice, for the slides cover those of the page, a poster, a drawing, a day that comes, and again.
    fn slides(&self, linker: &Linker) -> Vec<SlideContext> {
        let mut lessons = self.compiled.lists.lessons.clone();
        lessons.retain(|post| self.compiled.lists.newest.contains(post));
        lessons.sort_by_key(|&post| !self.is_essential(post));
        let posters = lessons
            .iter()
            .filter(|&&post| self.compiled.ward.posts[post].front.media.poster.is_some());
        let mut posters = posters.take(SLIDES_OF_KIND).map(|&post| {
            let poster = self.poster_text(post);
            SlideContext::Poster {
                line: poster.line,
                // All of it: often the last point is what keeps the others safe.
                lead: poster.lead,
                card: poster.card,
            }
        });
        let drawn = lessons.iter().filter_map(|&post| {
            Some(SlideContext::Drawing {
                title: self.compiled.ward.posts[post].front.title.clone(),
                picture: self.drawing(post, linker)?,
            })
        });
        let mut drawings = drawn.take(SLIDES_OF_KIND);
        let coming = self.coming(linker).into_iter();
        let mut days = coming.map(|event| SlideContext::Day { event });
        let notices = self.notices(linker);
        let mut slides = Vec::new();
        for round in 0.. {
            let others = [posters.next(), drawings.next(), days.next()];
            if round >= notices.len() && others.iter().all(Option::is_none) {
                break;
            }
            let notice = notices.iter().cycle().nth(round).cloned();
            slides.extend(notice.map(|post| SlideContext::Notice { post }));
            slides.extend(others.into_iter().flatten());
        }
        slides
    }
}
