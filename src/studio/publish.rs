//! Building the sites of a root out of the studio, and checking them.

use crate::actor::Actor;
use crate::beside::{self, Seen, unapproved};
use crate::builds::{self, Built, Texts};
use crate::calendar::{self, Says};
use crate::days::{Clock, Stuck};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::noted;
use crate::work::{keep, kept};
use author::Version;
use base::diagnostic::Diagnostic;
use base::progress::Silent;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use site::build::pipeline::{self, BuildOptions};
use site::content::LoadOptions;
use site::delivery::Delivery;
use site::root::TEXT_LIMIT;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// Who asked for a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nobody: a day has come.
    ByDay,
    /// Somebody.
    ByPerson,
}

fn options(desk: &Desk, today: Date) -> BuildOptions {
    BuildOptions {
        root: desk.options.root.clone(),
        out: desk.options.out.clone(),
        load: LoadOptions::default(),
        today,
        delivery: Delivery::default(),
    }
}

/// Builds all sites into the folder of the wards after a text was put there or taken away; says what changed.
///
/// # Errors
/// When a text that is published has an error: the sites stay as they were.
pub fn build(desk: &Desk) -> Result<Value, Failure> {
    build_at(desk, &desk.clock(), Asked::ByPerson)
}

/// What somebody takes of what was changed beside the studio when they have the sites built.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    take: Vec<Seen>,
}

/// Builds all sites with what somebody takes by name.
///
/// # Errors
/// As [`build`], and where they may not take it or it is another by now.
pub fn build_with(desk: &Desk, who: &Actor, wanted: &Wanted) -> Result<Value, Failure> {
    beside::take(desk, who, &wanted.take)?;
    build(desk)
}

/// The same on the day that a clock shows; on the last that was believed where that one is not.
///
/// # Errors
/// As [`build`].
pub fn build_at(desk: &Desk, clock: &Clock, asked: Asked) -> Result<Value, Failure> {
    let _building = desk.building();
    let said = calendar::says(desk, clock)?;
    if said == Says::Doubted {
        desk.days().doubt(&desk.folder(), clock)?;
    }
    let today = desk.days().today(clock.day);
    let mut options = options(desk, today);
    // Nobody's press on one text brings up another that nobody approved, nor does a day.
    let unapproved = unapproved(desk, &said.changes())?;
    options.load.without.clone_from(&unapproved.new);
    options.load.instead.extend(unapproved.instead(desk)?);
    let texts = beside::noted(texts(desk, today)?, &unapproved);
    let numbers = Some(desk.reviews().numbers()?);
    let report = pipeline::build(&options, &Silent)?;
    let changes = &report.changes;
    let mut built = Built {
        written: changes.written,
        removed: changes.removed,
        by_itself: asked == Asked::ByDay,
        numbers,
        ..Built::default()
    };
    if let Says::Come(days) = &said {
        let ups = days.iter().map(|(day, change)| (day, &change.up));
        let ups = ups.flat_map(|(day, up)| up.iter().map(|path| (path.clone(), day.to_string())));
        built.up = ups
            .filter(|(path, _)| !unapproved.new.contains(path))
            .collect();
    }
    builds::note(&desk.folder(), built)?;
    builds::note_texts(&desk.folder(), &texts)?;
    match said {
        Says::Come(_) if !unapproved.is_empty() => {
            desk.days().stuck = Some(Stuck::Unapproved(unapproved.all()));
        }
        Says::Idle | Says::Doubted => {}
        Says::Same | Says::Come(_) => desk.days().believe(&desk.folder(), clock)?,
    }
    Ok(json!({
        "wards": report.wards, "pages": report.pages,
        "written": changes.written, "removed": changes.removed,
        "folder": desk.options.out.display().to_string(),
        "unapproved": unapproved.all().len(),
    }))
}

/// Checks whether the sites could be built on a day.
///
/// # Errors
/// Why they could not.
pub fn check_at(desk: &Desk, today: Date) -> Result<(), Failure> {
    pipeline::check_only(&options(desk, today), &Silent)?;
    Ok(())
}

/// The texts that the sites have on a day, each with what its file holds. That is kept, so that it can be told from what somebody
/// makes of it beside the studio, and stay on the sites meanwhile.
fn texts(desk: &Desk, today: Date) -> Result<Texts, Failure> {
    let (root, folder) = (desk.root()?, desk.folder());
    let before = builds::texts(&folder).unwrap_or_default();
    let shelf = desk.shelf()?;
    let shown = shelf
        .all()
        .filter(|book| !book.draft && !book.is_held(today));
    let mut texts = Texts::new();
    for book in shown {
        // What cannot be read keeps the build from its end.
        let bytes = root.read_bytes(&book.path, TEXT_LIMIT).unwrap_or_default();
        let version = Version::of(&bytes);
        let known = before.get(&book.path) == Some(&Some(version.clone()));
        if !known || kept(&folder, &version).is_none() {
            keep(&folder, &bytes).map_err(unkept)?;
        }
        texts.insert(book.path.clone(), Some(version));
    }
    Ok(texts)
}

fn unkept(error: io::Error) -> Diagnostic {
    noted::failed(".loa/studio/versions", error)
}

/// How often it is asked whether texts went into files.
const PAUSE: Duration = Duration::from_secs(1);

/// Loads what previews need and checks everything, beside the answers; again whenever texts went into files.
pub fn keep_checking(runtime: &Handle, desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    runtime.spawn(async move {
        let mut wanted = true;
        loop {
            if wanted {
                let desk = Arc::clone(&desk);
                let work = tokio::task::spawn_blocking(move || check(&desk));
                // A check that failed is begun again with the next change.
                wanted = work.await.unwrap_or(false);
            } else {
                tokio::time::sleep(PAUSE).await;
                wanted = desk.is_check_old();
            }
        }
    });
}

/// Checks everything that a build would; says whether texts went into files meanwhile.
fn check(desk: &Desk) -> bool {
    // What is written from here on makes old what is loaded now, also before anybody has looked at a page.
    desk.shelf().ok();
    let begun = desk.begin_check();
    // What keeps previews from being loaded is told by whoever asks for one.
    desk.renew().ok();
    let found = match pipeline::check_only(&options(desk, desk.today()), &Silent) {
        Ok(report) => report.warnings,
        Err(problems) => problems,
    };
    desk.put_check(begun, found)
}
