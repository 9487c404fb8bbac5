//! The page of a post, with what belongs to its kind.

use super::addresses::{MEDIA, POSTER};
use super::addresses::{life_stage_list, list_url, tag_list};
use super::context::{
    Card, ContentsItem, DocumentContext, FileContext, GuidanceContext, KindContext, LinkContext,
    Meta, PictureContext, PostPage, RecordingContext, ReviewContext, ToolsContext, TopicContext,
};
use super::folds::Folds;
use super::icalendar::file_of_event;
use super::shell::Needs;
use super::work::Work;
use super::{Site, share, words};
use crate::assets::{Format, Picture, Recording, markup};
use crate::linker::Linker;
use crate::model::{
    Guidance, Kind, Lesson, Model, Post, PostIndex, Reference, Resolution, Review, SectionKind,
};

/// Numbers shown at the top of a document.
const FIGURES: usize = 3;

/// Pixels that a small picture needs on a screen with two a point.
const SMALL: u32 = 200;

/// Lessons offered at the end of a lesson.
const RELATED: usize = 3;

impl Site<'_> {
    pub(super) fn post(&self, index: PostIndex, url: &str) -> PostPage {
        let post = &self.compiled.ward.posts[index];
        let front = &post.front;
        let linker = self.compiled.linker(url);
        let compiled = &self.compiled.posts[index];
        let cover = compiled.cover.as_ref().zip(front.cover.as_ref());
        let meta = Meta {
            og_type: "article",
            image: self.social_card(Some(index)),
            ..self.meta(&front.title, &self.summary(index), url)
        };
        let canonical = self.canonical(&post.url());
        let mut shell = self.shell(url);
        let recording = compiled.recording.as_ref();
        let recording = recording.map(|recording| recording_context(recording, &linker));
        if recording.is_some() {
            shell.policy = self.policy(Needs::Recording);
        }
        let mut html = compiled.body.html.clone();
        PostPage {
            station: self.station(&mut html, &shell.ward.contacts),
            shell,
            meta,
            breadcrumbs: self.crumbs(post, &linker),
            title: front.title.clone(),
            summary: front.summary.clone(),
            html,
            contents: self.contents(index),
            date: words::date(front.date),
            updated: front.updated.map(words::date),
            expired: front
                .expires
                .filter(|_| post.expired(self.compiled.today))
                .map(words::date),
            tags: self.topics(&front.tags, &linker),
            cover: cover
                .map(|(picture, named)| picture_context(picture, named.alt.clone(), &linker)),
            recording,
            source: front.source.clone(),
            minutes: base::words::minutes(compiled.body.words),
            kind_label: SectionKind::of(&post.section).label(),
            tools: self.tools(index, &canonical, &linker),
            structured: match &post.kind {
                Kind::FactCheck(check) => Some(self.claim_review(post, check)),
                _ => None,
            },
            kind: self.kind(index, &linker),
        }
    }

    /// The topics of a post, each once, under the name that its page has; the name alone where it has no page.
    fn topics(&self, tags: &[String], linker: &Linker) -> Vec<TopicContext> {
        let topics = &self.compiled.lists.topics;
        let mut found: Vec<TopicContext> = Vec::new();
        for title in tags {
            let address = topics.address(title);
            let paged = address.and_then(|address| Some((address, topics.tags.get(address)?)));
            let topic = match paged.filter(|(_, tag)| tag.has_page()) {
                Some((address, tag)) => TopicContext {
                    title: tag.title.clone(),
                    url: Some(linker.to(&list_url(&tag_list(address), 1))),
                },
                None => TopicContext {
                    title: title.clone(),
                    url: None,
                },
            };
            if !found.iter().any(|other| other.title == topic.title) {
                found.push(topic);
            }
        }
        found
    }

    /// The way from the home page to a post.
    pub(super) fn crumbs(&self, post: &Post, linker: &Linker) -> Vec<LinkContext> {
        let section = self
            .compiled
            .lists
            .section(&post.section)
            .map(|section| LinkContext {
                title: section.title.clone(),
                url: linker.to(&list_url(&section.slug, 1)),
            });
        [self.home_crumb(linker)]
            .into_iter()
            .chain(section)
            .collect()
    }

    fn tools(&self, index: PostIndex, canonical: &str, linker: &Linker) -> ToolsContext {
        let url = self.compiled.ward.posts[index].url();
        let below = |list: &[PostIndex], page: &str| {
            let listed = list.binary_search(&index).is_ok();
            listed.then(|| linker.to(&format!("{url}{page}")))
        };
        ToolsContext {
            share: self.share(canonical),
            qr: None,
            typed: share::typed(canonical),
            poster: below(&self.compiled.lists.lessons, POSTER),
            media: below(&self.compiled.lists.media, MEDIA),
        }
    }

    /// The contents of a post: the sections that the theme puts before its text, what leads through the text, then the
    /// sections that the theme adds.
    fn contents(&self, index: PostIndex) -> Vec<ContentsItem> {
        let item = |(id, title): (&str, &str)| ContentsItem {
            id: id.into(),
            title: title.into(),
        };
        let body = &self.compiled.posts[index].body;
        let kind = &self.compiled.ward.posts[index].kind;
        // The opening of a document is on the page before any of its headings.
        let headings = match kind {
            Kind::Resolution(_) => &body.headings,
            _ => &body.outline,
        };
        let headings = headings
            .iter()
            .filter(|heading| heading.level == 2 || !matches!(kind, Kind::Resolution(_)))
            .map(|heading| (heading.id.as_str(), heading.text.as_str()));
        let before = sections_before(kind).into_iter();
        let all = before.chain(headings).chain(added_sections(kind));
        all.map(item).collect()
    }
    fn kind(&self, index: PostIndex, linker: &Linker) -> KindContext {
        let post = &self.compiled.ward.posts[index];
        match &post.kind {
            Kind::Lesson(lesson) => self.lesson(index, lesson, linker),
            Kind::Resolution(resolution) => self.resolution(index, resolution, linker),
            Kind::Model(model) => self.model(post, model, linker),
            Kind::News(news) => KindContext::News {
                model: self.link(post, news.model.as_ref(), linker),
            },
            Kind::FactCheck(check) => KindContext::FactCheck {
                claim: check.claim.clone(),
                verdict: check.verdict.key(),
                verdict_label: check.verdict.label(),
                heard: check.heard.clone(),
                review: review(&check.review),
                sources: guidance(&check.sources),
            },
            Kind::Event(event) => KindContext::Event {
                when: words::event(event),
                starts: words::moment_iso(event.starts),
                ends: event.ends.map(words::moment_iso),
                yearly: event.yearly,
                first: words::date(self.first_day(event)),
                lunar: words::capitalised(&words::lunar_day(self.first_day(event), event.yearly)),
                file: linker.to(&file_of_event(post)),
                place: event.place.clone(),
                organiser: event.organiser.clone(),
                sources: guidance(&event.sources),
            },
            Kind::Plain => KindContext::Plain,
        }
    }

    fn lesson(&self, index: PostIndex, lesson: &Lesson, linker: &Linker) -> KindContext {
        KindContext::Lesson {
            audience: lesson.audience.clone(),
            life_stages: lesson
                .life_stages
                .iter()
                .map(|stage| LinkContext {
                    title: stage.label().into(),
                    url: linker.to(&list_url(&life_stage_list(*stage), 1)),
                })
                .collect(),
            has_points: self.compiled.posts[index].body.html.starts_with("<ul>"),
            essential: lesson.essential,
            review: review(&lesson.review),
            sources: guidance(&lesson.sources),
            related: self.related(index, lesson, linker),
        }
    }

    /// Lessons that share most with this one: a topic counts twice as much as a stage of life.
    fn related(&self, index: PostIndex, lesson: &Lesson, linker: &Linker) -> Vec<Card> {
        let own = &self.compiled.ward.posts[index];
        let shared = |other: &Post| {
            let Kind::Lesson(theirs) = &other.kind else {
                return 0;
            };
            let tags = other
                .front
                .tags
                .iter()
                .filter(|tag| own.front.tags.contains(tag))
                .count();
            let stages = theirs
                .life_stages
                .iter()
                .filter(|stage| lesson.life_stages.contains(stage))
                .count();
            2 * tags + stages
        };
        let mut ranked: Vec<_> = self
            .compiled
            .lists
            .newest
            .iter()
            .filter(|&&other| other != index)
            .map(|&other| (shared(&self.compiled.ward.posts[other]), other))
            .filter(|(score, _)| *score > 0)
            .collect();
        ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        ranked
            .into_iter()
            .take(RELATED)
            .map(|(_, other)| self.card(other, linker))
            .collect()
    }

    fn resolution(
        &self,
        index: PostIndex,
        resolution: &Resolution,
        linker: &Linker,
    ) -> KindContext {
        let post = &self.compiled.ward.posts[index];
        let carries_out = resolution.carries_out.iter().map(|number| DocumentContext {
            number: number.clone(),
            url: self
                .explaining(number)
                .map(|post| linker.to(&self.compiled.ward.posts[post].url())),
            list: self.carried_out(number, linker),
        });
        let mut folds = Folds::of(&self.compiled.posts[index].body);
        // A kiosk has no pages for other channels: there it is folded as the rest.
        let has_page = !self.compiled.delivery.is_kiosk()
            && self.compiled.lists.media.binary_search(&index).is_ok();
        let speech = match folds.speech.take() {
            Some(fold) if has_page => Some(Box::new(LinkContext {
                title: fold.title,
                url: linker.to(&format!("{}{MEDIA}#{}", post.url(), fold.id)),
            })),
            fold => {
                folds.parts.extend(fold);
                None
            }
        };
        let targets: Vec<_> = resolution.targets.iter().map(words::target).collect();
        // Numbers that the opening names matter most to its readers.
        let figures = resolution.targets.iter().zip(&targets);
        let mut figures: Vec<_> = figures
            .filter_map(|(target, shown)| Some((words::number(target.value?), shown)))
            .collect();
        figures.sort_by_key(|(number, _)| !folds.lead.contains(number.as_str()));
        KindContext::Resolution {
            number: resolution.number.clone(),
            issuer: resolution.issuer.clone(),
            document_kind: resolution.document_kind.clone(),
            subject: resolution.subject.clone(),
            issued: resolution.issued.map(words::date),
            effective: resolution.effective.map(words::date).map(Box::new),
            signer: resolution.signer.clone(),
            signer_role: resolution.signer_role.clone(),
            place: resolution.place.clone(),
            recipients: resolution.recipients.clone(),
            file: self.download(index, linker).map(Box::new),
            carries_out: carries_out.collect(),
            folds: Box::new(folds),
            speech,
            figures: figures
                .into_iter()
                .take(FIGURES)
                .map(|(_, figure)| figure.clone())
                .collect(),
            progress: words::progress(&resolution.progress, &resolution.targets),
            targets,
            work: Box::new(Work::of(
                resolution
                    .tasks
                    .iter()
                    .map(|task| (task, words::task(task))),
                base::slug::slugify,
            )),
            carried_out_by: self.carried_out_by(resolution, linker),
            models: self.pointing_here(post, linker, |other| match &other.kind {
                Kind::Model(model) => model.resolution.as_ref(),
                _ => None,
            }),
        }
    }

    /// The original that a post offers for download.
    pub(super) fn download(&self, index: PostIndex, linker: &Linker) -> Option<FileContext> {
        let found = self.compiled.posts[index].attachment.as_ref()?;
        Some(FileContext {
            url: linker.to(&found.url),
            kind: found.kind,
            size: words::size(found.size),
        })
    }

    fn model(&self, post: &Post, model: &Model, linker: &Linker) -> KindContext {
        KindContext::Model {
            goal: model.goal.clone(),
            responsible: model.responsible.clone(),
            partners: model.partners.clone(),
            status: model.status.map(|status| status.label()),
            resolution: self.link(post, model.resolution.as_ref(), linker),
            targets: model.targets.iter().map(words::target).collect(),
            progress: words::progress(&model.progress, &model.targets),
            news: self.pointing_here(post, linker, |other| match &other.kind {
                Kind::News(news) => news.model.as_ref(),
                _ => None,
            }),
        }
    }

    /// Cards of the listed posts whose document carries this one out.
    fn carried_out_by(&self, resolution: &Resolution, linker: &Linker) -> Vec<Card> {
        let Some(number) = &resolution.number else {
            return Vec::new();
        };
        let newest = self.compiled.lists.newest.iter().copied();
        let posts = newest.filter(|&post| self.carries_out(post, number));
        posts.map(|post| self.card(post, linker)).collect()
    }

    /// Cards of the listed posts whose `reference` is this post.
    fn pointing_here<'s>(
        &'s self,
        post: &Post,
        linker: &Linker,
        reference: impl Fn(&'s Post) -> Option<&'s Reference>,
    ) -> Vec<Card> {
        let points = |other: &Post, to: &Reference| {
            self.compiled
                .scope(&other.section, linker)
                .reference(to)
                .is_ok_and(|(file, _)| file == post.file)
        };
        let others = self.compiled.lists.newest.iter().filter(|&&index| {
            let other = &self.compiled.ward.posts[index];
            reference(other).is_some_and(|to| points(other, to))
        });
        others.map(|&other| self.card(other, linker)).collect()
    }

    /// The post that a front-matter key names.
    fn link(
        &self,
        post: &Post,
        reference: Option<&Reference>,
        linker: &Linker,
    ) -> Option<LinkContext> {
        let (file, url) = self
            .compiled
            .scope(&post.section, linker)
            .reference(reference?)
            .ok()?;
        let title = self
            .compiled
            .ward
            .posts
            .iter()
            .find(|other| other.file == file)?
            .front
            .title
            .clone();
        Some(LinkContext {
            title,
            url: linker.to(&url),
        })
    }
}

/// What the theme's templates put over the folded part of a post's text, by anchor.
fn sections_before(kind: &Kind) -> Option<(&'static str, &'static str)> {
    match kind {
        Kind::Resolution(resolution) if !resolution.tasks.is_empty() => {
            Some(("viec_lam", "Việc và người làm"))
        }
        _ => None,
    }
}

/// What the theme's templates put under a post's text, by anchor.
fn added_sections(kind: &Kind) -> Vec<(&'static str, &'static str)> {
    let targets = ("muc_tieu", "Mục tiêu");
    let sources = ("nguon_", "Nguồn");
    let shown = match kind {
        Kind::Resolution(resolution) => vec![
            (!resolution.targets.is_empty()).then_some(targets),
            Some(("van_ban", "Về văn bản")),
        ],
        Kind::Model(model) => vec![(!model.targets.is_empty()).then_some(targets)],
        Kind::Lesson(_) | Kind::FactCheck(_) => vec![Some(sources)],
        Kind::Event(event) => vec![(!event.sources.is_empty()).then_some(sources)],
        Kind::News(_) | Kind::Plain => Vec::new(),
    };
    shown.into_iter().flatten().collect()
}

pub(super) fn review(review: &Review) -> ReviewContext {
    ReviewContext {
        by: review.by.clone(),
        on: review.on.map(words::date),
        due: review.due.map(words::date),
    }
}

fn guidance(sources: &[Guidance]) -> Vec<GuidanceContext> {
    let shown = sources.iter().map(|source| GuidanceContext {
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        year: source.year,
        url: source.url.clone(),
    });
    shown.collect()
}

/// A picture in small: the narrowest file that is wide enough beside a title.
pub(super) fn small_picture(picture: &Picture, linker: &Linker) -> PictureContext {
    let variants = picture.variants.iter();
    let wide = variants.clone().filter(|one| one.width >= SMALL);
    let chosen = wide
        .min_by_key(|one| (one.width, one.format == Format::WebP))
        .or_else(|| variants.max_by_key(|one| one.width));
    let url = chosen.map_or(&picture.url, |one| &one.url);
    PictureContext {
        url: linker.to(url),
        webp: None,
        srcset: None,
        sizes: markup::SIZES,
        width: picture.width,
        height: picture.height,
        // The title beside it says what it is about.
        alt: String::new(),
    }
}

/// A recording as pages play it.
pub(super) fn recording_context(recording: &Recording, linker: &Linker) -> RecordingContext {
    RecordingContext {
        url: linker.to(&recording.url),
        kind: recording.format.label(),
        length: words::length(recording.seconds),
        size: words::size(recording.size),
    }
}

pub(super) fn picture_context(picture: &Picture, alt: String, linker: &Linker) -> PictureContext {
    let addresses = markup::Addresses::of(picture, linker);
    PictureContext {
        url: addresses.src,
        webp: addresses.webp,
        srcset: addresses.srcset,
        sizes: markup::SIZES,
        width: picture.width,
        height: picture.height,
        alt,
    }
}
