//! `loa coverage`: which units were reached, and what follows from it; `loa check` looks at its files too.

use crate::cli::{CoverageAction, CoverageOptions};
use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics, Severity};
use base::disk;
use base::problem::FileProblem;
use coverage::export;
use coverage::figures::Figures;
use coverage::folder::{self, Coverage, Means};
use coverage::period::Period;
use coverage::problem::Problem;
use coverage::report::{self, Occasion};
use coverage::show;
use coverage::take;
use formats::encoding;
use jiff::civil::Date;
use site::check;
use std::io;
use std::path::{Path, PathBuf};

/// Runs `loa coverage`.
pub fn coverage(
    options: &CoverageOptions,
    action: &CoverageAction,
    console: &Console,
) -> Result<(), Diagnostics> {
    match action {
        CoverageAction::Show { year, json } => show(options, *year, *json, console),
        CoverageAction::Import { files } => import(options, files, console),
        CoverageAction::Report {
            period,
            occasion,
            out,
        } => report(options, (period, *occasion), out, console),
        CoverageAction::Export { out } => export_to(options, out, console),
    }
}

/// Calls `work` with what the library asks for; `looks` says whether it looks for what gives people away.
fn with<T>(today: Date, looks: bool, work: impl FnOnce(Means<'_>) -> T) -> T {
    let is_personal = |text: &str| check::is_in_line(text, today.year());
    work(Means {
        decode: &encoding::text,
        is_personal: looks.then_some(&is_personal),
        today,
    })
}

fn load(options: &CoverageOptions) -> Result<Coverage, Diagnostics> {
    let (root, ward) = (&options.root, &options.ward);
    Ok(with(options.today, false, |means| {
        Coverage::load(root, ward, means)
    })?)
}

/// Shows what is wrong with the files, as warnings: the figures leave those rows out.
fn warn(coverage: &Coverage, console: &Console) {
    let problems: Vec<_> = coverage
        .problems
        .iter()
        .cloned()
        .map(Diagnostic::warning)
        .collect();
    console.show(&problems.into());
}

fn show(
    options: &CoverageOptions,
    year: Option<i16>,
    json: bool,
    console: &Console,
) -> Result<(), Diagnostics> {
    let coverage = load(options)?;
    console.settle();
    warn(&coverage, console);
    let period = Period::Year(year.unwrap_or(options.today.year()));
    let figures = Figures::of(&coverage, period);
    if json {
        let text = serde_json::to_string(&figures).map_err(|error| {
            let reason = io::Error::from(error).into();
            Diagnostic::file("stdout", FileProblem::OutputWrite { reason })
        })?;
        console.print(&text);
    } else {
        for line in show::lines(&figures, &coverage, console.lang()) {
            console.print(&line);
        }
    }
    Ok(())
}

fn import(
    options: &CoverageOptions,
    files: &[PathBuf],
    console: &Console,
) -> Result<(), Diagnostics> {
    let lock = load(options)?.lock()?;
    // Read behind the lock: another program may have written before.
    let coverage = load(options)?;
    if coverage.units.all.is_empty() {
        return Err(coverage.problems.into());
    }
    let taken = with(options.today, true, |means| {
        take::import(&coverage, files, (means, console.lang()), &lock)
    })?;
    console.settle();
    console.show(&taken.problems.into());
    for file in &taken.files {
        console.say(&Notice::CoverageTaken {
            file: file.path.display().to_string(),
            taken: file.taken,
            known: file.known,
            refused: file.refused,
        });
        if let Some(beside) = &file.beside {
            let beside = beside.display().to_string();
            console.say(&Notice::CoverageBeside { beside });
        }
    }
    if let Some(unread) = &taken.unread {
        let beside = unread.display().to_string();
        console.say(&Notice::CoverageUnread { beside });
    }
    let (log, rows) = (coverage.log_name(), taken.rows);
    console.say(&Notice::CoverageRows { log, rows });
    Ok(())
}

fn report(
    options: &CoverageOptions,
    (period, occasion): (&str, Occasion),
    out: &Path,
    console: &Console,
) -> Result<(), Diagnostics> {
    let told = |problem: Problem| Diagnostic::file("--period", problem);
    let period = Period::parse(period).map_err(told)?;
    let coverage = load(options)?;
    let files = report::files(&coverage, period, occasion)
        .map_err(|problem| Diagnostic::file(out.display().to_string(), problem))?;
    console.settle();
    warn(&coverage, console);
    disk::make_folders(out).map_err(|error| failed(out, error))?;
    for file in files {
        let path = out.join(file.name);
        disk::replace(&path, &file.bytes).map_err(|error| failed(&path, error))?;
        let file = path.display().to_string();
        console.say(&Notice::CoverageExported { file });
    }
    Ok(())
}

/// A file or folder that could not be written.
fn failed(path: &Path, error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(
        path.display().to_string(),
        FileProblem::OutputWrite { reason },
    )
}

fn export_to(options: &CoverageOptions, out: &Path, console: &Console) -> Result<(), Diagnostics> {
    let coverage = load(options)?;
    let ending = out.extension().and_then(|ending| ending.to_str());
    let bytes = match ending {
        Some("ics") => export::calendar(&coverage).into_bytes(),
        _ => export::csv(&coverage),
    };
    let file = out.display().to_string();
    disk::replace(out, &bytes).map_err(|error| failed(out, error))?;
    console.settle();
    warn(&coverage, console);
    console.say(&Notice::CoverageExported { file });
    Ok(())
}

/// What is wrong with the coverage of all wards of a root, or of those that are named.
pub fn check_all(
    root: &Path,
    wards: &[String],
    today: Date,
) -> Result<Vec<Diagnostic>, Diagnostics> {
    let found = folder::wards(root).map_err(|error| {
        let reason = error.into();
        Diagnostic::file(folder::FOLDER, FileProblem::Unreadable { reason })
    })?;
    let mut problems = Vec::new();
    for ward in found
        .iter()
        .filter(|ward| wards.is_empty() || wards.contains(ward))
    {
        let coverage = with(today, true, |means| Coverage::load(root, ward, means))?;
        // A ward may have a plan before it has its list of units.
        let is_begun = |problem: &Diagnostic| {
            problem.severity == Severity::Error
                || !matches!(problem.problem.get(), Some(Problem::NoUnits {}))
        };
        problems.extend(coverage.problems.into_iter().filter(is_begun));
    }
    Ok(problems)
}
