//! What a day changes on the sites, and whether the studio may act on it: by the clock alone, or only when a person says so.

use crate::days::Clock;
use crate::desk::Desk;
use crate::failure::Failure;
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

impl Says {
    /// The days that have come, with what changes on them.
    pub fn changes(&self) -> Changes {
        match self {
            Self::Come(changes) => changes.clone(),
            _ => Changes::new(),
        }
    }
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
