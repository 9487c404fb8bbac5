//! What leads to lessons beside their titles: the page of a long section, groups, the drawing of a body, names from A to Z.

use super::Site;
use super::addresses::{group_list, life_stage_list, list_url};
use super::context::{
    AlphabetPage, BodyPage, LessonGuide, LessonLink, LessonsContext, LetterContext, LinkContext,
    ListPage, NameContext,
};
use super::words::capitalised;
use crate::linker::Linker;
use crate::model::{LessonGroup, PostIndex, SectionKind};

/// Lessons of each group on the page of the section.
const GROUP_LESSONS: usize = 6;

/// What a title may have behind its colon, in letters, before lists of names leave it out.
const REST: usize = 60;

impl Site<'_> {
    /// What the page of the section shows instead of its posts.
    pub(super) fn guide(&self, linker: &Linker) -> LessonGuide {
        let lists = &self.compiled.lists;
        let groups = lists.finding.groups.iter().map(|(group, posts)| {
            let url = linker.to(&list_url(&group_list(*group), 1));
            let first = &posts[..posts.len().min(GROUP_LESSONS)];
            LessonsContext {
                title: group.label(),
                slug: group.key(),
                url,
                total: posts.len(),
                lessons: self.lesson_links(first, linker),
            }
        });
        let stages = lists.life_stages.iter();
        let stages = stages.filter(|(_, posts)| !posts.is_empty());
        let life_stages = stages.map(|(stage, posts)| LessonsContext {
            title: stage.label(),
            slug: stage.key(),
            url: linker.to(&list_url(&life_stage_list(*stage), 1)),
            total: posts.len(),
            lessons: Vec::new(),
        });
        LessonGuide {
            groups: groups.collect(),
            life_stages: life_stages.collect(),
        }
    }

    pub(super) fn lesson_group(&self, group: LessonGroup, page: usize, url: &str) -> ListPage {
        let mut groups = self.compiled.lists.finding.groups.iter();
        let posts = groups
            .find(|(other, _)| *other == group)
            .map_or(&[][..], |(_, posts)| posts);
        let mut list = self.list(&group_list(group), group.label(), posts, page, url);
        list.breadcrumbs = self.lessons_crumbs(&self.compiled.linker(url));
        list
    }

    pub(super) fn body(&self, url: &str) -> BodyPage {
        let linker = self.compiled.linker(url);
        let parts = self.compiled.lists.finding.body.iter();
        let parts = parts.map(|(part, posts)| LessonsContext {
            title: part.label(),
            slug: part.key(),
            url: String::new(),
            total: posts.len(),
            lessons: self.lesson_links(posts, &linker),
        });
        BodyPage {
            shell: self.shell(url),
            meta: self.meta(
                "Đau ở đâu?",
                "Chọn chỗ đau trên hình người để mở bài cần đọc.",
                url,
            ),
            breadcrumbs: self.lessons_crumbs(&linker),
            parts: parts.collect(),
        }
    }

    pub(super) fn alphabet(&self, url: &str) -> AlphabetPage {
        let linker = self.compiled.linker(url);
        let mut letters: Vec<LetterContext> = Vec::new();
        for name in &self.compiled.lists.finding.alphabet {
            let letter = if name.letter.is_empty() {
                "0–9"
            } else {
                &name.letter
            };
            if letters.last().is_none_or(|last| last.letter != letter) {
                letters.push(LetterContext {
                    letter: letter.into(),
                    slug: if name.anchor.is_empty() {
                        "so".into()
                    } else {
                        name.anchor.clone()
                    },
                    names: Vec::new(),
                });
            }
            let context = NameContext {
                called: name.topic.as_deref().map(capitalised),
                lesson: self.lesson_link(name.post, &linker),
            };
            if let Some(last) = letters.last_mut() {
                last.names.push(context);
            }
        }
        AlphabetPage {
            shell: self.shell(url),
            meta: self.meta(
                "Sức khỏe từ A đến Z",
                "Mọi bài sức khỏe, xếp theo tên bệnh và cách gọi quen thuộc.",
                url,
            ),
            breadcrumbs: self.lessons_crumbs(&linker),
            letters,
        }
    }

    fn lesson_links(&self, posts: &[PostIndex], linker: &Linker) -> Vec<LessonLink> {
        let posts = posts.iter().copied();
        posts.map(|post| self.lesson_link(post, linker)).collect()
    }

    fn lesson_link(&self, post: PostIndex, linker: &Linker) -> LessonLink {
        let post = &self.compiled.ward.posts[post];
        let title = post.front.title.as_str();
        let (name, rest) = title.split_once(": ").unwrap_or((title, ""));
        LessonLink {
            name: name.into(),
            rest: if rest.chars().count() > REST {
                String::new()
            } else {
                rest.into()
            },
            url: linker.to(&post.url()),
        }
    }

    /// The way from the home page to what leads to lessons.
    fn lessons_crumbs(&self, linker: &Linker) -> Vec<LinkContext> {
        let section = self.compiled.lists.section(SectionKind::Lesson.section());
        let section = section.map(|section| LinkContext {
            title: section.title.clone(),
            url: linker.to(&list_url(&section.slug, 1)),
        });
        let home = [self.home_crumb(linker)];
        home.into_iter().chain(section).collect()
    }
}
