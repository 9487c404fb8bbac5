//! `/muc-tieu/`: what is to be reached, over all documents and models, by year.

use super::super::context::{LinkContext, ProgressContext, TargetContext};
use super::super::{Site, words};
use super::{Downloads, Filter, FilterOption, Head, Register, TARGETS, Table, filter};
use crate::compile::{progress_of, targets_of};
use crate::model::PostIndex;
use serde::Serialize;
use std::collections::BTreeMap;

/// `targets.html`.
#[derive(Debug, Serialize)]
pub struct TargetsPage {
    /// What every register begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The choices; empty on the page of one topic.
    pub filters: Vec<Filter>,
    /// The targets by year; those without a year last.
    pub groups: Vec<TargetGroup>,
    /// How many there are.
    pub total: usize,
    /// The page of all targets, on the page of one topic.
    pub all: Option<String>,
    /// All targets as files.
    pub downloads: Downloads,
}

/// The targets of one year.
#[derive(Debug, Serialize)]
pub struct TargetGroup {
    /// The anchor.
    pub id: String,
    /// "Năm 2026".
    pub title: String,
    /// The targets, newest document first.
    pub rows: Vec<TargetRow>,
}

/// A target and where it stands.
#[derive(Debug, Serialize)]
pub struct TargetRow {
    /// The target in words.
    #[serde(flatten)]
    pub target: TargetContext,
    /// Its topic.
    pub topic: Option<String>,
    /// The topic in the address.
    pub topic_slug: Option<String>,
    /// The posts that set it, the document before its models.
    pub origins: Vec<LinkContext>,
    /// How far it is, as the newest of their reports tells.
    pub progress: Option<ProgressContext>,
}

const LEAD: &str = "Những điều các văn bản và mô hình đăng ở đây đặt ra, xếp theo năm cần đạt.";

impl Site<'_> {
    pub(super) fn targets(&self, topic: Option<&str>, url: &str) -> TargetsPage {
        let registers = &self.compiled.lists.registers;
        let linker = self.compiled.linker(url);
        let mut years: BTreeMap<i64, Vec<TargetRow>> = BTreeMap::new();
        let mut total = 0;
        for shared in &registers.targets {
            let of = |&(post, row): &(PostIndex, usize)| {
                &targets_of(&self.compiled.ward.posts[post].kind)[row]
            };
            let Some(target) = shared.first().map(of) else {
                continue;
            };
            let name = shared.iter().find_map(|at| of(at).topic.as_deref());
            let slug = name.and_then(|topic| registers.target_topics.slug(topic));
            if topic.is_some() && topic != slug {
                continue;
            }
            total += 1;
            let year = target.year.unwrap_or(i64::MAX);
            years.entry(year).or_default().push(TargetRow {
                target: words::target(target),
                topic: name.map(str::to_owned),
                topic_slug: slug.map(str::to_owned),
                origins: shared
                    .iter()
                    .map(|&(post, _)| self.origin(post, "muc_tieu", &linker))
                    .collect(),
                progress: self.progress(shared),
            });
        }
        let groups: Vec<_> = years
            .into_iter()
            .map(|(year, rows)| group(year, rows))
            .collect();
        let title = topic.and_then(|topic| registers.target_topics.title(topic));
        let title = title.map(|topic| format!("Mục tiêu: {topic}"));
        let above = topic.map(|_| ("Mục tiêu", TARGETS));
        let filters = if topic.is_none() {
            let topics = &registers.target_topics;
            let at = |slug| Register::Targets(Some(slug));
            let topics = filter("chu-de", "Chủ đề", topics, at, &linker);
            years_filter(&groups).into_iter().chain(topics).collect()
        } else {
            Vec::new()
        };
        TargetsPage {
            head: self.head(title.as_deref().unwrap_or("Mục tiêu"), LEAD, url, above),
            filters,
            groups,
            total,
            all: topic.map(|_| linker.to(TARGETS)),
            downloads: Downloads::of(Table::Targets, &linker),
        }
    }

    /// The newest report about a target of all posts that set it.
    fn progress(&self, shared: &[(PostIndex, usize)]) -> Option<ProgressContext> {
        let reports = shared.iter().flat_map(|&(post, row)| {
            let kind = &self.compiled.ward.posts[post].kind;
            let targets = targets_of(kind);
            let mut reports = words::progress(progress_of(kind), targets);
            let own = &targets[row];
            reports.retain(|report| report.measure == own.measure && report.year == own.year);
            reports
        });
        reports.max_by(|one, other| one.as_of.iso.cmp(&other.as_of.iso))
    }
}

fn group(year: i64, rows: Vec<TargetRow>) -> TargetGroup {
    let (id, title) = if year == i64::MAX {
        ("nam_khac".into(), "Không ghi năm".into())
    } else {
        (format!("nam_{year}"), format!("Năm {year}"))
    };
    TargetGroup { id, title, rows }
}

/// The choice of a year: its parts are on the same page.
fn years_filter(groups: &[TargetGroup]) -> Option<Filter> {
    let options = groups.iter().map(|group| FilterOption {
        value: group.id.trim_start_matches("nam_").into(),
        title: group.title.clone(),
        url: format!("#{}", group.id),
    });
    (groups.len() > 1).then(|| Filter {
        name: "nam",
        label: "Năm",
        options: options.collect(),
    })
}
