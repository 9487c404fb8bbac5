//! `loa due`: the next day on which a post goes up or expires, for a timer that builds then.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use jiff::civil::Date;
use serde::Serialize;
use site::content::due::{self, Change};
use site::root::Root;
use std::io::{self, Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// The exit code where no day is known.
const NONE: u8 = 3;

/// What `--json` prints.
#[derive(Serialize)]
struct Line<'a> {
    /// The day, or nothing.
    day: Option<String>,
    /// Files of the posts that go up.
    up: Vec<&'a str>,
    /// Files of the posts that have expired then.
    down: Vec<&'a str>,
}

/// Prints the next day after `today`; the code says whether there is one.
pub fn due(
    root: &Path,
    today: Date,
    json: bool,
    console: &Console,
) -> Result<ExitCode, Diagnostics> {
    let root = Root::open(root)?;
    let (days, problems) = due::days(&root, today);
    if problems.has_errors() {
        return Err(problems);
    }
    let next = due::next(&days, today);
    console.settle();
    if json {
        print_json(next).map_err(|error| {
            let reason = error.into();
            Diagnostic::file("stdout", FileProblem::OutputWrite { reason })
        })?;
    } else {
        let notice = match next {
            Some((day, change)) => Notice::DueNext {
                day: day.to_string(),
                up: change.up.len(),
                down: change.down.len(),
            },
            None => Notice::DueNever {},
        };
        console.print(&console.text(&notice));
    }
    Ok(match next {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::from(NONE),
    })
}

fn print_json(next: Option<(Date, &Change)>) -> io::Result<()> {
    let names = |paths: fn(&Change) -> &std::collections::BTreeSet<String>| {
        let change = next.map(|(_, change)| change);
        let names = change.into_iter().flat_map(paths);
        names.map(String::as_str).collect()
    };
    let line = Line {
        day: next.map(|(day, _)| day.to_string()),
        up: names(|change| &change.up),
        down: names(|change| &change.down),
    };
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, &line)?;
    writeln!(out)
}
