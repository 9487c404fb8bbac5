//! `loa build` and `loa check`.

use super::coverage;
use super::then;
use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostics, Severity};
use site::build::pipeline::{self, BuildOptions};
use std::ffi::OsStr;
use std::process::ExitCode;
use std::time::Instant;

/// Builds the sites and says what was built; then runs a command, whose exit code it gives.
pub fn build(
    options: &BuildOptions,
    then: Option<&OsStr>,
    console: &Console,
) -> Result<ExitCode, Diagnostics> {
    let start = Instant::now();
    let (report, lock) = pipeline::build_and_hold(options, console)?;
    console.settle();
    console.show(&report.warnings);
    let (wards, posts, pages) = (report.wards, report.posts, report.pages);
    let seconds = console.seconds(start.elapsed());
    let (changed, removed) = (report.changes.written, report.changes.removed);
    if report.pictures_made > 0 {
        let pictures = report.pictures_made;
        console.say(&Notice::PicturesMade { pictures });
    }
    if changed + removed == 0 {
        console.say(&Notice::Unchanged {
            wards,
            posts,
            pages,
            seconds,
        });
    } else {
        let size = console.size(report.changes.bytes);
        console.say(&Notice::Built {
            wards,
            posts,
            pages,
            size,
            changed,
            removed,
            seconds,
        });
    }
    let code = then.map_or(Ok(ExitCode::SUCCESS), |then| then::run(then, console));
    drop(lock);
    code
}

/// Checks the posts and what the wards say of their coverage, and says that all is in order.
pub fn check(options: &BuildOptions, console: &Console) -> Result<(), Diagnostics> {
    let start = Instant::now();
    let covered = coverage::check_all(&options.root, &options.load.wards, options.today);
    let mut report = match (pipeline::check_only(options, console), &covered) {
        (Ok(report), _) => report,
        (Err(mut problems), covered) => {
            problems.extend(covered.iter().flatten().cloned());
            return Err(problems);
        }
    };
    report.warnings.extend(covered?);
    if report.warnings.has_errors() {
        return Err(report.warnings);
    }
    console.settle();
    console.show(&report.warnings);
    console.say(&Notice::Checked {
        wards: report.wards,
        posts: report.posts,
        warnings: report.warnings.count(Severity::Warning),
        seconds: console.seconds(start.elapsed()),
    });
    Ok(())
}
