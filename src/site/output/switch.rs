//! The next sites take the places of the present ones: all of them or none, and nothing is lost in a power cut.
//!
//! Everything is flushed before the first exchange, the exchanges before anything old is removed. Up to the last exchange
//! every failure leaves all sites as they were; behind it a failure is a warning, for the new sites are in place.

use super::staging::{Changes, OutputLock, Staging};
use super::{STATE, exchange, failure};
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::{disk, held};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};

/// A complete next site.
struct Ready {
    staging: Staging,
    differs: bool,
    /// Whether there are other records.
    renewed: bool,
    /// Where the site lies that was at its place.
    old: Option<PathBuf>,
}

/// Switches all sites; gives what changed, and warnings of what could not be cleared away.
///
/// # Errors
/// When a file cannot be written or the file system refuses; the present sites are then as they were.
pub fn switch(
    lock: &OutputLock,
    staged: Vec<Staging>,
) -> Result<(Changes, Vec<Diagnostic>), Diagnostics> {
    let ready = staged.into_par_iter().map(complete);
    let mut ready = ready.collect::<Result<Vec<_>, Diagnostic>>()?;
    let mut all = Changes::default();
    for one in &ready {
        let changes = one.staging.changes();
        all.written += changes.written;
        all.removed += changes.removed;
        all.files += changes.files;
        all.bytes += changes.bytes;
    }
    if ready.iter().any(|one| one.differs) && !lock.flush()? {
        let mut differing = ready.iter().filter(|one| one.differs);
        differing.try_for_each(|one| one.staging.flush())?;
    }
    exchange_all(&mut ready)?;
    Ok((all, clear(lock, &ready)))
}

fn complete(staging: Staging) -> Result<Ready, Diagnostic> {
    let differs = staging.differs()?;
    if differs {
        staging.complete()?;
    }
    Ok(Ready {
        renewed: staging.write_records(differs)?,
        staging,
        differs,
        old: None,
    })
}

/// Exchanges all sites that differ; where one cannot be, those before are taken back.
fn exchange_all(ready: &mut [Ready]) -> Result<(), Diagnostics> {
    let mut failed = None;
    for (at, one) in ready.iter_mut().enumerate() {
        if one.differs {
            let Staging {
                next,
                current,
                aside,
                ..
            } = &one.staging;
            match exchange::exchange(next, current, aside) {
                Ok(old) => one.old = old,
                Err(error) => {
                    failed = Some((at, failure(current, error)));
                    break;
                }
            }
        }
        one.staging.switched = true;
    }
    let Some((at, problem)) = failed else {
        return Ok(());
    };
    let mut problems = Diagnostics::from(problem);
    for one in ready[..at].iter_mut().rev().filter(|one| one.differs) {
        let Staging { next, current, .. } = &one.staging;
        match exchange::undo(next, current, one.old.as_deref()) {
            Ok(()) => one.staging.switched = false,
            Err(error) => problems.push(failure(current, error)),
        }
    }
    Err(problems)
}

/// Removes what was there before and puts the records in place, once the disk has the new names.
fn clear(lock: &OutputLock, ready: &[Ready]) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    let state = lock.out().join(STATE);
    if ready.iter().any(|one| one.differs) {
        for folder in [lock.out(), &state] {
            if let Err(error) = disk::flush_folder(folder) {
                // The old sites stay: after a power cut now they may be needed.
                let reason = error.into();
                warnings.push(warning(folder, Problem::NotFlushed { reason }));
                return warnings;
            }
        }
    }
    let mut told = |path: &Path, done: io::Result<()>| {
        let failed = done.err().map(|error| Problem::NotCleared {
            reason: error.into(),
        });
        warnings.extend(failed.map(|problem| warning(path, problem)));
    };
    for one in ready {
        let staging = &one.staging;
        if let Some(old) = &one.old {
            told(old, disk::remove_folder(old));
        }
        if one.renewed {
            // The manifest first: until the state follows it, the next build knows that this one was stopped.
            let both = staging.next_records.iter().zip(&staging.records);
            for (next, current) in both.rev() {
                told(current, held::rename(next, current));
            }
        }
    }
    if ready.iter().any(|one| one.renewed) {
        told(&state, disk::flush_folder(&state));
    }
    warnings
}

fn warning(path: &Path, problem: Problem) -> Diagnostic {
    Diagnostic::file(path.display().to_string(), problem).warning()
}
