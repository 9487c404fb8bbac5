//! `/van-ban/<số>/`: a document that others carry out, and which these are.

use super::super::Site;
use super::super::context::Card;
use super::{Head, Register, documents};
use crate::compile::same_number;
use crate::linker::Linker;
use crate::model::{Kind, PostIndex};
use serde::Serialize;

/// `cited.html`.
#[derive(Debug, Serialize)]
pub struct CitedPage {
    /// What every register begins with.
    #[serde(flatten)]
    pub head: Head,
    /// Its number.
    pub number: String,
    /// The post that explains it.
    pub explained: Option<Card>,
    /// The documents that carry it out, newest first.
    pub documents: Vec<Card>,
    /// Models that carry out one of these.
    pub models: Vec<Card>,
}

impl Site<'_> {
    pub(super) fn cited(&self, slug: &str, url: &str) -> CitedPage {
        let registers = &self.compiled.lists.registers;
        let linker = self.compiled.linker(url);
        let number = registers.cited.title(slug).unwrap_or(slug);
        let documents: Vec<_> = registers
            .documents
            .iter()
            .copied()
            .filter(|&post| self.carries_out(post, number))
            .collect();
        let lead = format!("Văn bản nào đăng ở đây thực hiện văn bản số {number}.");
        let title = format!("Văn bản số {number}");
        CitedPage {
            head: self.head(&title, &lead, url, Some(documents::ABOVE)),
            number: number.into(),
            explained: self.explaining(number).map(|post| self.card(post, &linker)),
            models: self.models_of(&documents, &linker),
            documents: documents
                .into_iter()
                .map(|post| self.card(post, &linker))
                .collect(),
        }
    }

    /// Cards of the models that carry out one of `documents`.
    fn models_of(&self, documents: &[PostIndex], linker: &Linker) -> Vec<Card> {
        let files: Vec<_> = documents
            .iter()
            .map(|&post| self.compiled.ward.posts[post].file.as_str())
            .collect();
        let belongs = |post: &&PostIndex| {
            let post = &self.compiled.ward.posts[**post];
            let Kind::Model(model) = &post.kind else {
                return false;
            };
            let scope = self.compiled.scope(&post.section, linker);
            let resolution = model.resolution.as_ref();
            resolution
                .and_then(|resolution| scope.reference(resolution).ok())
                .is_some_and(|(file, _)| files.contains(&file.as_str()))
        };
        let models = self.compiled.lists.newest.iter().filter(belongs);
        models.map(|&post| self.card(post, linker)).collect()
    }

    /// Whether a post's document carries out the one with this number.
    pub(in super::super) fn carries_out(&self, post: PostIndex, number: &str) -> bool {
        let wanted = same_number(number);
        matches!(&self.compiled.ward.posts[post].kind, Kind::Resolution(resolution)
            if resolution.carries_out.iter().any(|cited| same_number(cited) == wanted))
    }

    /// The post that explains the document with this number.
    pub(in super::super) fn explaining(&self, number: &str) -> Option<PostIndex> {
        let wanted = same_number(number);
        let explains = |post: &PostIndex| {
            matches!(&self.compiled.ward.posts[*post].kind, Kind::Resolution(resolution)
                if resolution.number.as_deref().is_some_and(|own| same_number(own) == wanted))
        };
        (0..self.compiled.ward.posts.len()).find(explains)
    }

    /// The address of the page about who carries out the document with this number.
    pub(in super::super) fn carried_out(&self, number: &str, linker: &Linker) -> Option<String> {
        let slug = self.compiled.lists.registers.cited.slug(number)?;
        Some(linker.to(&Register::Cited(slug.into()).url()))
    }
}
