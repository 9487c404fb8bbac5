//! What paper takes of a lesson or a fact check: its text in sections, its drawings, who vouches for it, whom to ask.

use crate::look::{self, Colour};
use crate::problem::Problem;
use crate::sheet::Drawings;
use crate::text::{self, Block, Card, Run};
use base::diagnostic::Diagnostic;
use site::assets::Picture;
use site::compile::CompiledSite;
use site::markdown::Component;
use site::model::{Guidance, Kind, Post, PostIndex, WardConfig};

/// A part of a text under a heading of its own.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Whether a sheet without room may leave it to the page: nothing in it is about an emergency, and it has no steps.
    pub fn may_go(&self) -> bool {
        let mut cards = cards(&self.blocks);
        !cards.any(|card| matches!(card.kind, Component::Emergency | Component::Steps))
    }

    /// What stays of it nevertheless: when to be seen, whom to ask.
    pub fn stays(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| {
            matches!(
                block,
                Block::Card(Card {
                    kind: Component::HealthStation | Component::Note,
                    ..
                })
            )
        })
    }

    /// The section as blocks, its heading first.
    pub fn whole(&self) -> Vec<Block> {
        let heading = Block::Heading(2, self.title.clone());
        let blocks = self.blocks.iter().cloned();
        [heading].into_iter().chain(blocks).collect()
    }
}

/// The `:::` blocks among some.
pub fn cards(blocks: &[Block]) -> impl Iterator<Item = &Card> {
    blocks.iter().filter_map(|block| match block {
        Block::Card(card) => Some(card),
        _ => None,
    })
}

/// A lesson or a fact check for paper.
pub struct Subject<'a> {
    /// The ward.
    pub ward: &'a WardConfig,
    /// The post.
    pub post: &'a Post,
    /// The text before its first heading.
    pub opening: Vec<Block>,
    /// The text below its headings.
    pub sections: Vec<Section>,
    /// The drawings, by their addresses on the page.
    pub drawings: Drawings,
    /// The pictures of those drawings, in the order of the text.
    pub pictures: Vec<(String, Picture)>,
    /// The page's whole address.
    pub address: String,
}

impl<'a> Subject<'a> {
    /// What paper takes of a post; nothing where it is neither a lesson nor a fact check.
    pub fn of(
        site: &'a CompiledSite<'a>,
        index: PostIndex,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let post = &site.ward.posts[index];
        let mut opening = match &post.kind {
            Kind::Lesson(_) => Vec::new(),
            Kind::FactCheck(check) => vec![Block::Paragraph(vec![
                Run::bold("Lời đồn: "),
                Run::plain(format!("“{}”", check.claim)),
            ])],
            _ => return None,
        };
        let body = &site.posts[index].body;
        let mut sections: Vec<Section> = Vec::new();
        for block in text::blocks(&body.html) {
            match (block, sections.last_mut()) {
                (Block::Heading(2, title), _) => sections.push(Section {
                    title,
                    blocks: Vec::new(),
                }),
                (block, Some(section)) => section.blocks.push(block),
                (block, None) => opening.push(block),
            }
        }
        let mut subject = Self {
            ward: &site.ward.config,
            post,
            opening,
            sections,
            drawings: Drawings::new(),
            pictures: Vec::new(),
            address: format!("{}{}", site.ward.config.base_url, post.url()),
        };
        subject.draw(&body.pictures, problems);
        Some(subject)
    }

    /// Finds the drawings that the text shows.
    fn draw(&mut self, known: &[Picture], problems: &mut Vec<Diagnostic>) {
        let below = self.sections.iter().flat_map(|section| &section.blocks);
        let urls = self.opening.iter().chain(below);
        let urls = urls.filter_map(|block| match block {
            Block::Picture(url) => Some(url.clone()),
            _ => None,
        });
        for url in urls.collect::<Vec<_>>() {
            let Some(picture) = known.iter().find(|one| url.ends_with(&one.url)) else {
                continue;
            };
            match picture.outlines() {
                Some(outlines) => {
                    self.drawings.insert(url.clone(), outlines);
                    self.pictures.push((url, picture.clone()));
                }
                None => {
                    let picture = picture.id.clone();
                    let problem = Problem::Undrawn { picture };
                    let told = Diagnostic::file(&self.post.source.path, problem);
                    problems.push(told.warning());
                }
            }
        }
    }

    /// The post's title.
    pub fn title(&self) -> &str {
        &self.post.front.title
    }

    /// The line that is safe alone, as the writer put it for posters; of a fact check what is known.
    pub fn line(&self) -> Option<&str> {
        let front = &self.post.front;
        match self.post.kind {
            Kind::FactCheck(_) => front.summary.as_deref(),
            _ => front.media.poster.as_deref(),
        }
    }

    /// All blocks of the text, headings included.
    #[cfg(test)]
    pub fn blocks(&self) -> Vec<Block> {
        let below = self.sections.iter().flat_map(Section::whole);
        self.opening.iter().cloned().chain(below).collect()
    }

    /// Its `:::` blocks in order.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        let below = self.sections.iter();
        cards(&self.opening).chain(below.flat_map(|section| cards(&section.blocks)))
    }

    /// The ward's colour.
    pub fn colour(&self) -> Colour {
        look::colour(&self.ward.theme.colour)
    }

    /// The page's address as people type it.
    pub fn typed(&self) -> &str {
        let bare = self.address.split_once("://");
        let bare = bare.map_or(self.address.as_str(), |(_, rest)| rest);
        bare.trim_end_matches('/')
    }

    /// Whom to call and where to go: the number for emergencies, then what the ward's settings say and no more.
    pub fn contacts(&self) -> Vec<Vec<Run>> {
        let mut lines = vec![vec![Run::bold("Cấp cứu: 115")]];
        for contact in self.ward.contacts.iter().filter(|one| one.says_where()) {
            let said = [&contact.phone, &contact.address, &contact.hours];
            let said: Vec<_> = said.into_iter().flatten().map(String::as_str).collect();
            lines.push(vec![
                Run::bold(format!("{}: ", contact.name)),
                Run::plain(said.join(", ")),
            ]);
        }
        lines
    }

    /// Whose guidance it follows, of which day it is, who approved it.
    pub fn vouched(&self) -> String {
        let post = self.post;
        let mut words = String::new();
        let names = Guidance::names(post.kind.sources());
        if !names.is_empty() {
            words.push_str(&format!("Theo: {}. ", names.join("; ")));
        }
        let day = post.front.updated.unwrap_or(post.front.date);
        words.push_str(&format!("Bài viết {}.", base::words::day(day)));
        let review = post.kind.review();
        match review.and_then(|review| Some((review.on?, review.by.as_ref()?))) {
            Some((on, by)) => {
                words.push_str(&format!(" Duyệt {} bởi {by}.", base::words::day(on)));
            }
            None => words
                .push_str(" Chưa được cán bộ y tế của phường, xã duyệt. Hỏi trạm y tế khi cần."),
        }
        words
    }
}
