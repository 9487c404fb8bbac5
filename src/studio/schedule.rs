//! The studio builds by itself when a day has come: shortly after midnight in Vietnam, and when it is started.

use crate::beside::unapproved;
use crate::builds;
use crate::calendar::{self, Changes, Says};
use crate::days::{Clock, Stuck};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::publish::{self, Asked};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// How often the clock is looked at.
const PAUSE: Duration = Duration::from_secs(20);

/// After how many looks what could not be built is tried again though no text changed: ten minutes.
const AGAIN: u32 = 30;

/// When a new day is acted on.
const EARLY: Time = Time::constant(0, 5, 0, 0);

/// What was done about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Nothing was to be done, or not yet.
    Nothing,
    /// The sites were built.
    Built,
    /// The clock cannot be believed.
    Doubted,
    /// It could not be done, and why.
    Stuck(Stuck),
}

/// Looks at the clock as long as the program runs.
pub fn keep(runtime: &Handle, desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    runtime.spawn(async move {
        let mut tried: Option<(Date, u64)> = None;
        let mut looks = 0;
        loop {
            let clock = desk.clock();
            let now = (clock.day, desk.changes());
            if tried != Some(now) || looks >= AGAIN {
                let desk = Arc::clone(&desk);
                let work = tokio::task::spawn_blocking(move || look(&desk, &clock));
                let waits = matches!(
                    work.await,
                    Ok(Ok(Done::Doubted | Done::Stuck(_))) | Ok(Err(_))
                );
                // Whatever was found stays so until the day or a text is another.
                (tried, looks) = (waits.then_some(now), 0);
            }
            looks += 1;
            tokio::time::sleep(PAUSE).await;
        }
    });
}

/// Does what the day asks for.
///
/// # Errors
/// When the root was moved or deleted, or it cannot be written down.
pub fn look(desk: &Desk, clock: &Clock) -> Result<Done, Failure> {
    let folder = desk.folder();
    match calendar::says(desk, clock)? {
        Says::Same => {
            desk.days().believe(&folder, clock)?;
            Ok(Done::Nothing)
        }
        Says::Idle => {
            desk.days().doubt = None;
            Ok(Done::Nothing)
        }
        Says::Doubted => {
            desk.days().doubt(&folder, clock)?;
            Ok(Done::Doubted)
        }
        Says::Come(changes) => come(desk, clock, &changes),
    }
}

/// Builds for the days that have come.
fn come(desk: &Desk, clock: &Clock, changes: &Changes) -> Result<Done, Failure> {
    let shown = clock.time.to_zoned(jiff::tz::offset(7).to_time_zone());
    if shown.date() == clock.day && shown.time() < EARLY {
        return Ok(Done::Nothing);
    }
    // Lists and previews are of another day now.
    desk.changed();
    if changes.is_empty() && builds::all(&desk.folder()).is_empty() {
        // Nobody ever built these sites here.
        desk.days().believe(&desk.folder(), clock)?;
        return Ok(Done::Nothing);
    }
    let unapproved = unapproved(desk, changes)?;
    let failed = |failure: Failure| Stuck::Failed(format!("{} {}", failure.words, failure.help));
    let stuck = match unapproved.is_empty() {
        true => match publish::build_at(desk, clock, Asked::ByDay) {
            Ok(_) => return Ok(Done::Built),
            Err(failure) => failed(failure),
        },
        // What is broken is told first: nobody can approve it.
        false => match publish::check_at(desk, clock.day) {
            Ok(()) => Stuck::Unapproved(unapproved.all()),
            Err(failure) => failed(failure),
        },
    };
    desk.days().stuck = Some(stuck.clone());
    Ok(Done::Stuck(stuck))
}

/// The day that somebody says it is.
#[derive(Debug, Deserialize)]
pub struct Today {
    day: String,
}

/// A person says that the clock is right, and the sites are built for that day.
///
/// # Errors
/// When the clock shows another day by now, or the sites cannot be built.
pub fn confirm(desk: &Desk, said: &Today) -> Result<Value, Failure> {
    let clock = desk.clock();
    if said.day != clock.day.to_string() {
        return Err(Failure::refused(
            "Đồng hồ của máy vừa đổi sang ngày khác.",
            "Tải lại trang rồi xem lại ngày.",
        ));
    }
    desk.days().vouch(&clock);
    publish::build_at(desk, &clock, Asked::ByPerson)
}
