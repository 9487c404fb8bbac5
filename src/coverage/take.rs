//! Tables of other devices and of spreadsheets → the log. What cannot be taken is written beside the file, each row with
//! its number, why, and how to mend it; nothing is dropped in silence.

use crate::cell;
use crate::entry::Entry;
use crate::folder::{Coverage, LogLock, Means};
use crate::log::Log;
use crate::problem::Problem;
use crate::read::{self, Refused};
use crate::sheet::Sheet;
use base::diagnostic::{Diagnostic, Severity, TOLD};
use base::digest::Sha256;
use base::disk;
use base::lang::Lang;
use base::message::Message;
use base::problem::FileProblem;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What became of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileTaken {
    /// The file.
    pub path: PathBuf,
    /// Rows that are new in the log.
    pub taken: usize,
    /// Rows that were there already, or twice in the files.
    pub known: usize,
    /// Rows that were not taken.
    pub refused: usize,
    /// Where those were written.
    pub beside: Option<PathBuf>,
}

/// What became of all files.
#[derive(Debug, Default)]
pub struct Taken {
    /// By file, in the order in which they were given.
    pub files: Vec<FileTaken>,
    /// What is wrong with rows; of those that were taken, warnings.
    pub problems: Vec<Diagnostic>,
    /// Rows of the log itself that could not be read, written to this file before the log was written anew.
    pub unread: Option<PathBuf>,
    /// Rows of the log now.
    pub rows: usize,
}

/// How the file of refused rows is called, behind the name of the file they are from.
const BESIDE: &str = ".khong-nhan.csv";

/// A row that is new, and where it was read.
struct New {
    sheet: usize,
    span: Range<usize>,
}

/// Takes files into the log of a ward.
///
/// # Errors
/// When a file cannot be read, or one cannot be written; the log is as it was then.
pub fn import(
    coverage: &Coverage,
    paths: &[PathBuf],
    (means, lang): (Means<'_>, Lang),
    lock: &LogLock,
) -> Result<Taken, Vec<Diagnostic>> {
    let mut taken = Taken::default();
    let mut sheets: Vec<(usize, Sheet)> = Vec::new();
    let mut unreadable = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        taken.files.push(FileTaken {
            path: path.clone(),
            ..FileTaken::default()
        });
        match of_file(path, means) {
            Ok(found) => sheets.extend(found.into_iter().map(|sheet| (file, sheet))),
            Err(problem) => unreadable.push(problem),
        }
    }
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let mut new: HashMap<Entry, New> = HashMap::new();
    let mut refused: Vec<Vec<(usize, Refused)>> = paths.iter().map(|_| Vec::new()).collect();
    let known: HashSet<&Entry> = coverage.log.entries().iter().collect();
    for (at, (file, sheet)) in sheets.iter().enumerate() {
        let mut told = Told::new(sheet, &mut taken.problems);
        for (row, entry) in sift(sheet, coverage, means, &mut told, &mut refused[*file], at) {
            let entry_of_file = &mut taken.files[*file];
            if known.contains(&entry) || new.contains_key(&entry) {
                entry_of_file.known += 1;
                if new.contains_key(&entry) {
                    told.tell(&row, Problem::RepeatedRow {}, Severity::Warning);
                }
                continue;
            }
            entry_of_file.taken += 1;
            new.insert(
                entry,
                New {
                    sheet: at,
                    span: row,
                },
            );
        }
    }
    let log = coverage.log.clone().merged(new.keys().cloned().collect());
    tell_settled(&log, coverage, (&new, &sheets), &mut taken.problems);
    for (file, refused) in refused.iter().enumerate() {
        taken.files[file].refused = refused.len();
        if !refused.is_empty() {
            let path = beside(&paths[file]);
            write_refused(&path, refused, &sheets, lang)?;
            taken.files[file].beside = Some(path);
        }
    }
    taken.unread = keep_unread(coverage, lang).map_err(|problem| vec![problem])?;
    taken.rows = log.entries().len();
    coverage
        .write(&log, lock)
        .map_err(|problem| vec![problem])?;
    Ok(taken)
}

fn of_file(path: &Path, means: Means<'_>) -> Result<Vec<Sheet>, Diagnostic> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| {
        let reason = error.into();
        Diagnostic::file(shown.clone(), FileProblem::Unreadable { reason })
    })?;
    let mut sheets = Sheet::read(&shown, &bytes, means.decode)
        .map_err(|problem| Diagnostic::file(shown.clone(), problem))?;
    // Sheets of a workbook that hold no log are left out, unless none does.
    if sheets.iter().any(|sheet| sheet.headings.is_some()) && sheets.len() > 1 {
        sheets.retain(|sheet| sheet.headings.is_some() || !sheet.rows.is_empty());
    }
    if sheets.is_empty() {
        return Err(Diagnostic::file(shown, Problem::NoHeader {}));
    }
    Ok(sheets)
}

/// Tells problems of one sheet with their places, the first hundreds of them.
struct Told<'a> {
    sheet: &'a Sheet,
    left: usize,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Told<'a> {
    fn new(sheet: &'a Sheet, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            sheet,
            left: TOLD * 2,
            problems,
        }
    }

    fn tell(&mut self, span: &Range<usize>, problem: Problem, severity: Severity) {
        if self.left == 0 {
            // More are counted by the file of refused rows.
            return;
        }
        self.left -= 1;
        let told = Diagnostic::at(&self.sheet.source, span.clone(), problem);
        self.problems.push(Diagnostic { severity, ..told });
    }
}

/// The rows of a sheet that may enter the log.
fn sift(
    sheet: &Sheet,
    coverage: &Coverage,
    means: Means<'_>,
    told: &mut Told<'_>,
    refused: &mut Vec<(usize, Refused)>,
    at: usize,
) -> Vec<(Range<usize>, Entry)> {
    let ground = coverage.ground();
    let read = read::rows(sheet, &ground);
    for (span, problem, severity) in read.problems {
        told.tell(&span, problem.clone(), severity);
        if sheet.headings.is_none() {
            // Every row is refused for the same reason.
            let rows = sheet.rows.iter().map(|row| Refused {
                number: row.number,
                span: row.span.clone(),
                cells: row.cells.clone(),
                problems: vec![problem.clone()],
            });
            refused.extend(rows.map(|row| (at, row)));
        }
    }
    for row in read.refused {
        for problem in &row.problems {
            told.tell(&row.span, problem.clone(), Severity::Error);
        }
        refused.push((at, row));
    }
    let mut sound = Vec::new();
    let mut personal: HashMap<[String; 3], Vec<Problem>> = HashMap::new();
    for row in read.rows {
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        for (problem, severity) in read::judge(&row.entry, &ground) {
            match severity {
                Severity::Error => errors.push(problem),
                Severity::Warning => warnings.push(problem),
            }
        }
        let texts = [&row.entry.post, &row.entry.role, &row.entry.evidence].map(Clone::clone);
        let given = personal.entry(texts);
        errors.extend(
            given
                .or_insert_with(|| personal_of(&row.entry, means))
                .iter()
                .cloned(),
        );
        for problem in &errors {
            told.tell(&row.span, problem.clone(), Severity::Error);
        }
        if errors.is_empty() {
            for problem in warnings {
                told.tell(&row.span, problem, Severity::Warning);
            }
            sound.push((row.span, row.entry));
            continue;
        }
        let place = sheet
            .rows
            .binary_search_by_key(&row.number, |other| other.number);
        let cells = place
            .map(|place| sheet.rows[place].cells.clone())
            .unwrap_or_default();
        let (number, span, problems) = (row.number, row.span, errors);
        refused.push((
            at,
            Refused {
                number,
                span,
                cells,
                problems,
            },
        ));
    }
    sound
}

fn personal_of(entry: &Entry, means: Means<'_>) -> Vec<Problem> {
    let is_personal = means.is_personal;
    is_personal.map_or_else(Vec::new, |is_personal| read::personal(entry, is_personal))
}

/// Warns of new rows that do not go with others: doubles, one id twice, corrections of nothing.
fn tell_settled(
    log: &Log,
    coverage: &Coverage,
    (new, sheets): (&HashMap<Entry, New>, &[(usize, Sheet)]),
    problems: &mut Vec<Diagnostic>,
) {
    let settled = log.settle(&coverage.rules);
    for (at, problem, _) in settled.problems.into_iter().take(TOLD * 2) {
        if let Some(place) = new.get(&log.entries()[at]) {
            let source = &sheets[place.sheet].1.source;
            problems.push(Diagnostic::at(source, place.span.clone(), problem).warning());
        }
    }
}

/// The path of the file of refused rows.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(BESIDE);
    path.with_file_name(name)
}

/// Writes refused rows as they stand, each with its number, why, and how to mend it.
fn write_refused(
    path: &Path,
    refused: &[(usize, Refused)],
    sheets: &[(usize, Sheet)],
    lang: Lang,
) -> Result<(), Vec<Diagnostic>> {
    let headings = |at: &usize| {
        sheets
            .get(*at)
            .and_then(|(_, sheet)| sheet.headings.as_ref())
    };
    let named = refused.iter().find_map(|(at, _)| headings(at));
    let named = named.map(|row| row.cells.clone()).unwrap_or_default();
    let rows: Vec<_> = refused.iter().map(|(_, row)| row).collect();
    let bytes = refused_table(&rows, &named, lang);
    disk::replace(path, &bytes).map_err(|error| {
        let reason = error.into();
        vec![Diagnostic::file(
            path.display().to_string(),
            Problem::NothingTaken { reason },
        )]
    })
}

fn refused_table(refused: &[&Refused], headings: &[String], lang: Lang) -> Vec<u8> {
    let own = match lang {
        Lang::Vi => ["Dòng", "Lý do", "Cách sửa"],
        Lang::En => ["Row", "Reason", "How to mend"],
    };
    let head: Vec<String> = own
        .map(str::to_owned)
        .into_iter()
        .chain(headings.iter().cloned())
        .collect();
    let mut rows = vec![head];
    let mut sorted = refused.to_vec();
    sorted.sort_by_key(|row| row.number);
    for row in sorted {
        let join = |of: &dyn Fn(&Problem) -> String| {
            row.problems.iter().map(of).collect::<Vec<_>>().join("; ")
        };
        let mut cells = vec![
            row.number.to_string(),
            join(&|problem| problem.text(lang)),
            join(&|problem| problem.help(lang)),
        ];
        cells.extend(row.cells.iter().cloned());
        rows.push(cells);
    }
    // A mark that makes spreadsheets read it as UTF-8.
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(cell::csv(rows));
    bytes
}

/// Keeps rows of the log itself that are none before it is written anew. The file is called by what it holds, so that none
/// takes the place of another.
///
/// # Errors
/// When it cannot be written.
pub fn keep_unread(coverage: &Coverage, lang: Lang) -> Result<Option<PathBuf>, Diagnostic> {
    if coverage.unread.is_empty() {
        return Ok(None);
    }
    let rows: Vec<_> = coverage.unread.iter().collect();
    let headings = crate::entry::COLUMNS.map(str::to_owned);
    let bytes = refused_table(&rows, &headings, lang);
    let hash = Sha256::of(&bytes).to_string();
    let path = coverage
        .log_file()
        .with_file_name(format!("log-{}{BESIDE}", &hash[..8]));
    disk::replace(&path, &bytes).map_err(|error| {
        let reason = error.into();
        Diagnostic::file(path.display().to_string(), Problem::NothingTaken { reason })
    })?;
    Ok(Some(path))
}
