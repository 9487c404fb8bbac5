//! What a day changes on the sites, and whether the studio may act on it: by the clock alone, or only when a person says so.

use crate::builds;
use crate::days::Clock;
use crate::desk::Desk;
use crate::failure::Failure;
use author::Version;
use jiff::civil::Date;
use site::content::due::{self, Change};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included};

/// Days with what changes on them.
pub type Changes = BTreeMap<Date, Change>;

/// What a clock says of the sites.
#[derive(Debug, PartialEq, Eq)]
pub enum Says {
    /// The day is the one for which the sites were built, or the first of all.
    Same,
    /// These days have come since, or are gone again where the clock was set back by a person.
    Come(Changes),
    /// Whatever day it is, the sites are the same.
    Idle,
    /// The clock cannot be believed, and what the sites hold depends on it.
    Doubted,
}

/// What a clock says of the sites.
pub fn says(desk: &Desk, clock: &Clock) -> Result<Says, Failure> {
    let (believed, right) = {
        let mut days = desk.days();
        (days.believed(), days.is_right(clock))
    };
    let Some(believed) = believed.filter(|believed| *believed != clock.day) else {
        return Ok(Says::Same);
    };
    let (earlier, later) = (believed.min(clock.day), believed.max(clock.day));
    // What cannot be read is told by the check; what can be read goes on.
    let (all, _) = due::days(&desk.root()?, later);
    let between = all.range((Excluded(earlier), Included(later)));
    let changes: Changes = between.map(|(day, what)| (*day, what.clone())).collect();
    Ok(match (right, changes.is_empty()) {
        (true, _) => Says::Come(changes),
        (false, true) => Says::Idle,
        (false, false) => Says::Doubted,
    })
}

/// Texts that nobody approved as they are: no clock publishes them.
#[derive(Debug, Default)]
pub struct Unapproved {
    /// Those that the sites have, with what they held before somebody changed them beside the studio.
    pub changed: BTreeMap<String, Version>,
    /// Those that the sites do not have yet.
    pub new: BTreeSet<String>,
}

impl Unapproved {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.new.is_empty()
    }

    /// All of them, by path.
    pub fn all(&self) -> Vec<String> {
        let mut all: Vec<_> = self.changed.keys().chain(&self.new).cloned().collect();
        all.sort();
        all
    }
}

/// Texts that somebody changed beside the studio since they were approved; and, without any approval, posts whose day has come
/// and texts that came to be since a person built the sites.
pub fn unapproved(desk: &Desk, changes: &Changes) -> Result<Unapproved, Failure> {
    let mut found = Unapproved::default();
    let root = desk.root()?;
    let ups: BTreeSet<_> = changes.values().flat_map(|change| &change.up).collect();
    let built = builds::texts(&desk.folder());
    // A correction that waits for somebody changes nothing about what the file holds.
    let in_files = desk.in_files()?;
    let bytes = |path: &str| root.read_bytes(path, site::root::TEXT_LIMIT).ok();
    let shelf = desk.shelf()?;
    for book in shelf.all().filter(|book| !book.draft) {
        let known = in_files.get(&book.path);
        let built = built
            .as_ref()
            .is_none_or(|built| built.contains(&book.path));
        let new = ups.contains(&book.path) || !built;
        let same = known.is_some_and(|known| {
            bytes(&book.path).is_some_and(|bytes| Version::of(&bytes) == *known)
        });
        let path = book.path.clone();
        match known {
            _ if same => {}
            _ if new => drop(found.new.insert(path)),
            Some(known) => drop(found.changed.insert(path, known.clone())),
            None => {}
        }
    }
    Ok(found)
}
