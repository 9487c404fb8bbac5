//! What a day changes on the sites, and whether the studio may act on it: by the clock alone, or only when a person says so.

use crate::days::Clock;
use crate::desk::Desk;
use crate::failure::Failure;
use author::Version;
use jiff::civil::Date;
use site::content::due::{self, Change};
use std::collections::BTreeMap;
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

/// Texts that somebody changed beside the studio since they were approved, and posts whose day has come without any approval:
/// no clock publishes them.
pub fn unapproved(desk: &Desk, changes: &Changes) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let root = desk.root()?;
    let ups: Vec<_> = changes.values().flat_map(|change| &change.up).collect();
    // A correction that waits for somebody changes nothing about what the file holds.
    let in_files = desk.in_files()?;
    let bytes = |path: &str| root.read_bytes(path, site::root::TEXT_LIMIT).ok();
    let shelf = desk.shelf()?;
    for book in shelf.all().filter(|book| !book.draft) {
        let known = in_files.get(&book.path);
        let asked = known.is_some() || ups.contains(&&book.path);
        let same = known.is_some_and(|known| {
            bytes(&book.path).is_some_and(|bytes| Version::of(&bytes) == *known)
        });
        if asked && !same {
            found.push(book.path.clone());
        }
    }
    Ok(found)
}
