//! One row more in the log, as a form sends it. The same row sent again is one row; what was written is mended by another row
//! that names it, never changed.

use crate::entry::{Entry, Kind, is_row_id};
use crate::folder::{Coverage, LogLock};
use crate::log::{self, Log};
use crate::problem::Problem;
use crate::read::{self, IsPersonal};
use crate::take;
use base::diagnostic::{Diagnostic, Severity};
use base::lang::Lang;

/// Who speaks, by role: nobody types who it was.
pub const ROLES: [&str; 8] = [
    "trạm y tế",
    "tổ trưởng, trưởng thôn",
    "tuyên truyền viên",
    "cộng tác viên dân số, y tế thôn",
    "cán bộ phường, xã",
    "bí thư chi bộ",
    "chi hội, đoàn thể",
    "nhà trường",
];

/// Whether a row was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// It is in the log now.
    New,
    /// It was there already.
    Known,
}

/// Why a row does not go into the log; empty where it does, and where it is there already.
pub fn refusals(coverage: &Coverage, entry: &Entry, is_personal: &IsPersonal<'_>) -> Vec<Problem> {
    if coverage.log.has(entry) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if !is_row_id(&entry.id) {
        let value = entry.id.clone();
        found.push(Problem::BadRowId { value });
    } else if coverage.log.get(&entry.id).is_some() {
        let id = entry.id.clone();
        found.push(Problem::SameRowId { id });
    }
    if !entry.corrects.is_empty() {
        found.extend(miscorrects(&coverage.log, entry));
    }
    let judged = read::judge(entry, &coverage.ground()).into_iter();
    // A row is taken back whatever became of its unit since.
    let judged = judged
        .filter(|(_, severity)| *severity == Severity::Error && entry.kind != Kind::Withdrawn);
    found.extend(judged.map(|(problem, _)| problem));
    found.extend(read::personal(entry, is_personal));
    found
}

/// What keeps a row from correcting the one that it names.
fn miscorrects(log: &Log, entry: &Entry) -> Option<Problem> {
    let id = entry.corrects.clone();
    if log.get(&id).is_none() {
        return Some(Problem::CorrectsUnknown { id });
    }
    let other = log.corrected(&id)?.id.clone();
    Some(Problem::AlreadyCorrected { id, other })
}

/// What a person should know of a row that goes into the log.
pub fn warnings(coverage: &Coverage, entry: &Entry) -> Vec<Problem> {
    let judged = read::judge(entry, &coverage.ground()).into_iter();
    let warned = judged.filter(|(_, severity)| *severity == Severity::Warning);
    let mut found: Vec<_> = warned.map(|(problem, _)| problem).collect();
    let others = coverage.log.standing().into_iter();
    let mut others = others.filter(|other| other.id != entry.id && other.id != entry.corrects);
    let double = others.find(|other| log::is_same_session(other, entry, &coverage.rules));
    found.extend(double.map(|other| Problem::DoubleRow {
        id: other.id.clone(),
    }));
    found
}

/// Puts a row that nothing refuses into the log, which is flushed before this returns.
///
/// # Errors
/// When a file cannot be written; the log is as it was then.
pub fn add(
    coverage: &Coverage,
    entry: Entry,
    lang: Lang,
    lock: &LogLock,
) -> Result<Noted, Diagnostic> {
    if coverage.log.has(&entry) {
        return Ok(Noted::Known);
    }
    take::keep_unread(coverage, lang)?;
    let row = [entry].into_iter().collect();
    coverage.write(&coverage.log.clone().merged(row), lock)?;
    Ok(Noted::New)
}
