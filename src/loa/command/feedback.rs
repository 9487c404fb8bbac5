//! `loa feedback`: what kiosks counted, out of the files that sticks bring home.

use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use kiosk::feedback::{self, Feedback, Merged, Row};
use serde_json::{Value, json};
use site::check;
use std::io;
use std::path::{Path, PathBuf};

/// Rows of a table for people; programs get all.
const ROWS: usize = 50;

/// Prints one table of all files.
pub fn feedback(
    paths: &[PathBuf],
    json: bool,
    year: i16,
    console: &Console,
) -> Result<(), Diagnostics> {
    let is_personal = |question: &str| check::is_in_line(question, year);
    let merged = feedback::merge(&read(paths)?, &is_personal);
    console.settle();
    match json {
        true => console.print(&as_json(&merged).to_string()),
        false => show(&merged, console),
    }
    Ok(())
}

/// What a bundle says of files that arrived; `None` where there are none.
pub fn arrived(paths: &[PathBuf]) -> Result<Option<String>, Diagnostics> {
    let merged = feedback::merge(&read(paths)?, &|_| false);
    let lines = merged.kiosks.iter().flat_map(|kiosk| {
        let line = |(run, segment)| format!("{} {run} {segment}\n", kiosk.kiosk);
        kiosk.arrived.iter().map(line)
    });
    let text: String = lines.collect();
    Ok((!text.is_empty()).then_some(text))
}

/// Reads all of them, and tells all that cannot be read.
fn read(paths: &[PathBuf]) -> Result<Vec<Feedback>, Diagnostics> {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let files = feedback::files(path).unwrap_or_else(|error| {
            problems.push(unreadable(path, error));
            Vec::new()
        });
        for file in files {
            match feedback::read(&file) {
                Ok(Some(feedback)) => read.push(feedback),
                Ok(None) => {
                    let path = file.display().to_string();
                    problems.push(Diagnostic::file(path, Problem::NotFeedback {}));
                }
                Err(error) => problems.push(unreadable(&file, error)),
            }
        }
    }
    match problems.is_empty() {
        true => Ok(read),
        false => Err(problems.into()),
    }
}

fn unreadable(path: &Path, error: io::Error) -> Diagnostic {
    let reason = error.into();
    let path = path.display().to_string();
    Diagnostic::file(path, FileProblem::Unreadable { reason })
}

fn show(merged: &Merged, console: &Console) {
    let say = |notice: Notice| console.print(&console.text(&notice));
    let tables = [
        (Notice::FeedbackMissed {}, &merged.missed),
        (Notice::FeedbackPassed {}, &merged.passed),
        (Notice::FeedbackPages {}, &merged.pages),
    ];
    for (title, rows) in tables.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        say(title);
        for row in rows.iter().take(ROWS) {
            let (what, kiosks) = (row.what.clone(), row.kiosks);
            let count = format!("{:>7}", row.count);
            say(Notice::FeedbackRow {
                count,
                what,
                kiosks,
            });
        }
    }
    say(Notice::FeedbackKiosks {});
    for kiosk in &merged.kiosks {
        say(Notice::FeedbackKiosk {
            kiosk: kiosk.kiosk.clone(),
            ward: kiosk.ward.clone(),
            release: kiosk.release,
            day: kiosk.day.clone(),
            program: kiosk.program.clone(),
            updates: kiosk.updates,
            seen: kiosk.seen.clone(),
        });
    }
    let (rest, dropped) = (merged.rest, merged.dropped);
    say(Notice::FeedbackRest { rest, dropped });
}

fn as_json(merged: &Merged) -> Value {
    let rows = |rows: &[Row]| -> Vec<Value> {
        let row = |row: &Row| json!({"what": row.what, "count": row.count, "kiosks": row.kiosks});
        rows.iter().map(row).collect()
    };
    let kiosks = merged.kiosks.iter().map(|kiosk| {
        json!({
            "kiosk": kiosk.kiosk,
            "ward": kiosk.ward,
            "release": kiosk.release,
            "day": kiosk.day,
            "program": kiosk.program,
            "updates": kiosk.updates,
            "seen": kiosk.seen,
        })
    });
    json!({
        "missed": rows(&merged.missed),
        "passed": rows(&merged.passed),
        "pages": rows(&merged.pages),
        "kiosks": kiosks.collect::<Vec<_>>(),
        "rest": merged.rest,
        "dropped": merged.dropped,
    })
}
