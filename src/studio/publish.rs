//! Building the sites of a root out of the studio, and checking them.

use crate::builds;
use crate::builds::Built;
use crate::calendar::{self, Says, Unapproved};
use crate::days::{Clock, Stuck};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::work::kept;
use base::progress::Silent;
use jiff::civil::Date;
use serde_json::{Value, json};
use site::build::pipeline::{self, BuildOptions};
use site::content::LoadOptions;
use site::delivery::Delivery;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// Who asked for a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nobody: a day has come.
    ByDay,
    /// Somebody who put a text on the sites or took it from them.
    ForText,
    /// Somebody who answers for everything that the sites get.
    ForAll,
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
    build_at(desk, &desk.clock(), Asked::ForText)
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
    // A day that has come brings nothing up that nobody approved because somebody publishes another text.
    let unapproved = match &said {
        Says::Come(changes) if asked == Asked::ForText => calendar::unapproved(desk, changes)?,
        _ => Unapproved::default(),
    };
    options.load.without.clone_from(&unapproved.new);
    for (path, version) in &unapproved.changed {
        let approved = kept(&desk.folder(), version).map(|bytes| (path.clone(), bytes));
        options.load.instead.extend(approved);
    }
    let texts = texts(desk, today)?;
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
    builds::note_texts(&desk.folder(), &(&texts - &unapproved.new))?;
    if !unapproved.is_empty() {
        desk.days().stuck = Some(Stuck::Unapproved(unapproved.all()));
    } else if !matches!(said, Says::Idle | Says::Doubted) {
        desk.days().believe(&desk.folder(), clock)?;
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

/// The files of the texts that the sites have on a day.
fn texts(desk: &Desk, today: Date) -> Result<BTreeSet<String>, Failure> {
    let shelf = desk.shelf()?;
    let shown = shelf
        .all()
        .filter(|book| !book.draft && !book.is_held(today));
    Ok(shown.map(|book| book.path.clone()).collect())
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
