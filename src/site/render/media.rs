//! The page of a post for other channels: what to read over the loudspeaker, what to send on Zalo or as a short message, what
//! to pin to the notice board.

use super::context::{LinkContext, Meta, RecordingContext, ShareContext, Shell};
use super::folds::{Fold, Folds};
use super::post::recording_context;
use super::poster::PaperLink;
use super::{Site, share};
use crate::model::{Kind, PostIndex};
use base::sms;
use serde::Serialize;

/// Syllables a minute over a loudspeaker: slower than reading aloud in a room.
const SYLLABLES_A_MINUTE: usize = 140;

/// `media.html`.
#[derive(Debug, Clone, Serialize)]
pub struct MediaPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The post's title.
    pub title: String,
    /// The post's page.
    pub post_url: String,
    /// The paragraphs to read over the loudspeaker; empty where there are none.
    pub loudspeaker: Vec<String>,
    /// The post read aloud, to be played over the loudspeaker.
    pub recording: Option<RecordingContext>,
    /// What a document's text says aloud.
    pub speech: Option<Fold>,
    /// How many syllables they have.
    pub words: usize,
    /// Minutes they take, at least 1.
    pub minutes: usize,
    /// The title of a message on Zalo.
    pub zalo_title: Option<String>,
    /// The message on Zalo.
    pub zalo: Option<String>,
    /// The line of a poster.
    pub poster: Option<String>,
    /// A short message without marks.
    pub sms: Option<String>,
    /// How many characters it has, of those that one segment holds.
    pub sms_length: usize,
    /// How many segments the message on Zalo takes as a short message with its marks.
    pub marked_segments: usize,
    /// The post's whole address, for messages.
    pub address: String,
    /// Links that share the post; absent on a site for `file://`.
    pub share: Option<ShareContext>,
    /// Its social card, to be sent as a picture; absent on a site for `file://`.
    pub picture: Option<String>,
    /// The posters of a lesson.
    pub papers: Vec<PaperLink>,
}

impl Site<'_> {
    pub(super) fn media(&self, index: PostIndex, url: &str) -> MediaPage {
        let post = &self.compiled.ward.posts[index];
        let media = &post.front.media;
        let linker = self.compiled.linker(url);
        let text = media.loudspeaker.as_deref().unwrap_or_default();
        let words = text.split_whitespace().count();
        let canonical = self.canonical(&post.url());
        let title = &post.front.title;
        let mut breadcrumbs = self.crumbs(post, &linker);
        breadcrumbs.push(LinkContext {
            title: title.clone(),
            url: linker.to(&post.url()),
        });
        MediaPage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta(&format!("Loa, Zalo, bảng tin: {title}"), "", url)
            },
            breadcrumbs,
            title: title.clone(),
            post_url: linker.to(&post.url()),
            loudspeaker: paragraphs(text),
            recording: self.compiled.posts[index]
                .recording
                .as_ref()
                .map(|recording| recording_context(recording, &linker)),
            speech: match post.kind {
                Kind::Resolution(_) => Folds::of(&self.compiled.posts[index].body).speech,
                _ => None,
            },
            words,
            minutes: words.div_ceil(SYLLABLES_A_MINUTE).max(1),
            zalo_title: media.zalo_title.clone(),
            zalo: media.zalo.clone(),
            poster: media.poster.clone(),
            sms: media.sms.clone(),
            sms_length: media
                .sms
                .as_deref()
                .map_or(0, |text| sms::message(text).units),
            marked_segments: media
                .zalo
                .as_deref()
                .map_or(0, |text| sms::message(text).segments),
            share: self.share(&canonical),
            picture: self.card_file(index, &linker),
            address: canonical,
            papers: match post.kind {
                Kind::Lesson(_) => self.papers(index, &linker),
                _ => Vec::new(),
            },
        }
    }

    /// Links that share the page at a whole address, where pages can be shared.
    pub(super) fn share(&self, canonical: &str) -> Option<ShareContext> {
        let public = self.compiled.delivery.is_public();
        public.then(|| share::share(canonical))
    }
}

/// The paragraphs of a plain text, each on one line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_empty_lines() {
        let text = "Kính thưa bà con.\nHôm nay\n\n  \nXin hết.\n";
        assert_eq!(paragraphs(text), ["Kính thưa bà con. Hôm nay", "Xin hết."]);
        assert_eq!(paragraphs(""), Vec::<String>::new());
    }
}
