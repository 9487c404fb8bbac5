//! The page on which volunteers note what was done in units, on their phones, and the page of totals.

use super::Site;
use super::context::{CoveredPage, Meta, NotingPage};
use crate::model::{Choice, Kind};
use coverage::note::ROLES;

/// Most lessons that are offered as what a session was about.
const LESSONS: usize = 60;

impl Site<'_> {
    pub(super) fn noting(&self, url: &str) -> NotingPage {
        let linker = self.compiled.linker(url);
        let ward = &self.compiled.ward;
        let lists = ward.fieldwork.notes.clone().unwrap_or_default();
        let newest = self.compiled.lists.newest.iter().map(|at| &ward.posts[*at]);
        let lessons =
            newest.filter(|post| matches!(post.kind, Kind::Lesson(_) | Kind::FactCheck(_)));
        let posts = lessons.take(LESSONS).map(|post| Choice {
            id: post.url().trim_matches('/').to_owned(),
            name: post.front.title.clone(),
        });
        NotingPage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta("Ghi nhận", "", url)
            },
            breadcrumbs: vec![self.home_crumb(&linker)],
            ward: ward.id.clone(),
            units: lists.units,
            direct: lists.direct,
            exposed: lists.exposed,
            posts: posts.collect(),
            roles: ROLES.to_vec(),
        }
    }

    pub(super) fn covered(&self, url: &str) -> CoveredPage {
        let linker = self.compiled.linker(url);
        CoveredPage {
            shell: self.shell(url),
            meta: self.meta(
                "Độ phủ tuyên truyền",
                "Bao nhiêu tổ dân phố, thôn đã được phổ biến trực tiếp trong năm.",
                url,
            ),
            breadcrumbs: vec![self.home_crumb(&linker)],
            totals: self.compiled.ward.fieldwork.totals.clone(),
        }
    }
}
