//! When a root's sites change by themselves: the days on which a post goes up or leaves the lists, or an event is over.

use super::{LoadOptions, load};
use crate::model::{Kind, Post};
use crate::root::Root;
use base::diagnostic::Diagnostics;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What changes on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Files of posts that go up, from the root.
    pub up: BTreeSet<String>,
    /// Files of posts that have expired.
    pub down: BTreeSet<String>,
    /// Files of events that are held once and are over.
    pub over: BTreeSet<String>,
}

/// Every day on which something changes, with what changes; and what is wrong with posts that could not be read.
///
/// `today` decides which posts stand for those that all wards share.
pub fn days(root: &Root, today: Date) -> (BTreeMap<Date, Change>, Diagnostics) {
    let mut days: BTreeMap<Date, Change> = BTreeMap::new();
    let (now, problems) = load(root, &LoadOptions::default(), today);
    let (then, _) = load(root, &LoadOptions::default(), Date::MAX);
    for ward in now.wards.iter().chain(&then.wards) {
        for post in &ward.posts {
            let path = post.source.path.clone();
            if let Some(day) = post.front.publish_on {
                days.entry(day).or_default().up.insert(path.clone());
            }
            if let Some(day) = leaves(post) {
                days.entry(day).or_default().down.insert(path.clone());
            }
            if let Some(day) = is_over(post) {
                days.entry(day).or_default().over.insert(path);
            }
        }
    }
    (days, problems)
}

/// The next day after `today` on which a post goes up or leaves the lists.
pub fn next(days: &BTreeMap<Date, Change>, today: Date) -> Option<(Date, &Change)> {
    let tomorrow = today.tomorrow().ok()?;
    days.range(tomorrow..)
        .find(|(_, change)| !(change.up.is_empty() && change.down.is_empty()))
        .map(|(day, change)| (*day, change))
}

/// The first day on which an event that is held once is over.
fn is_over(post: &Post) -> Option<Date> {
    match &post.kind {
        Kind::Event(event) if !event.yearly => event.last_day().tomorrow().ok(),
        _ => None,
    }
}

/// The first day on which a post stands in no list any more.
fn leaves(post: &Post) -> Option<Date> {
    post.front.expires?.tomorrow().ok()
}
