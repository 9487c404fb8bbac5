//! A bundle is taken in: copied into the oldest slot, flushed, read again from the disk, verified, and only then shown.
//!
//! Nothing is believed before it is verified, nothing that is shown is written to, and no clock is asked. Whatever is cut
//! off when: the newest record names a slot that holds a whole verified release.

use crate::PROGRAM;
use crate::bundle::{Bundle, BundleManifest, unwritable};
use crate::refusal::Refusal;
use crate::state::{Kiosk, Lock, Shown, SlotBundle, State, Trial};
use base::{disk, held};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The ward's name.
    pub name: String,
    /// The release.
    pub release: u64,
    /// The day of its build.
    pub day: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Form, signatures and hashes are verified on the stick.
    Verifying,
    /// The bundle is written and flushed.
    Copying,
    /// What was written is read again from the disk.
    ReadingAgain,
}

/// Takes the bundle in the file at `path`. Behind success everything is on the disk: the stick can be pulled out.
///
/// # Errors
/// Why it is not taken; what was shown is shown still.
pub fn import(kiosk: &Kiosk, path: &Path) -> Result<Taken, Refusal> {
    take(kiosk, open(path)?, &mut |_| {})
}

/// Takes the bundle in an open file, telling `progress` of each step.
///
/// # Errors
/// As [`import`].
pub fn take(kiosk: &Kiosk, file: File, progress: &mut dyn FnMut(Step)) -> Result<Taken, Refusal> {
    let lock = kiosk.lock()?;
    progress(Step::Verifying);
    let bundle = Bundle::open(file)?;
    let keys = bundle.verify_signatures(kiosk.root())?;
    let (state, present) = kiosk.current();
    accept(kiosk, &state, bundle.manifest())?;
    // Damage on the stick is told as that, not as damage of the kiosk's own disk.
    bundle.verify_objects()?;
    let slot = kiosk.free_slot(&state);
    progress(Step::Copying);
    copy(kiosk, slot, &bundle, present.as_ref())?;
    progress(Step::ReadingAgain);
    let written = kiosk.verified(slot).ok_or(Refusal::WroteWrong {})?;
    if written.sha256() != bundle.sha256() {
        return Err(Refusal::WroteWrong {});
    }
    show(kiosk, &lock, &state, (slot, &written), keys.epoch)?;
    let BundleManifest {
        name, release, day, ..
    } = bundle.manifest().clone();
    Ok(Taken { name, release, day })
}

/// The file, if it is one. It is opened to be read and nothing else.
fn open(path: &Path) -> Result<File, Refusal> {
    let failed = |error: io::Error| match disk::is_absence(&error) {
        true => Refusal::NotThere {},
        false => Refusal::Unreadable {
            reason: error.into(),
        },
    };
    // Asked before it is opened: a pipe or a device might never answer.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Refusal::NotAFile {});
    }
    let file = File::open(path).map_err(failed)?;
    match file.metadata().map_err(failed)?.is_file() {
        true => Ok(file),
        false => Err(Refusal::NotAFile {}),
    }
}

/// Whether this kiosk takes such a release.
fn accept(kiosk: &Kiosk, state: &State, manifest: &BundleManifest) -> Result<(), Refusal> {
    if manifest.ward != kiosk.ward() {
        return Err(Refusal::OtherWard {
            theirs: manifest.ward.clone(),
            ours: kiosk.ward().to_owned(),
        });
    }
    if manifest.program > PROGRAM {
        return Err(Refusal::NewerProgram {
            needed: manifest.program,
            ours: PROGRAM,
        });
    }
    if manifest.epoch < state.epoch {
        return Err(Refusal::OldKeys {
            theirs: manifest.epoch,
            ours: state.epoch,
        });
    }
    let (release, floor) = (manifest.release, state.floor);
    match release.cmp(&floor) {
        std::cmp::Ordering::Greater => Ok(()),
        std::cmp::Ordering::Equal => Err(Refusal::AlreadyTaken { release }),
        std::cmp::Ordering::Less => Err(Refusal::Older { release, floor }),
    }
}

/// Writes the whole bundle into a slot, and has the disk hold it.
fn copy(
    kiosk: &Kiosk,
    slot: u8,
    bundle: &SlotBundle,
    present: Option<&SlotBundle>,
) -> Result<(), Refusal> {
    let path = kiosk.slot_path(slot);
    // Whoever still reads what lies in the slot goes on reading that.
    let unfinished = path.with_extension("new");
    let written = File::create(&unfinished)
        .map_err(unwritable)
        .and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            bundle.write_whole(present, &mut out)?;
            out.flush().map_err(unwritable)?;
            let file = out
                .into_inner()
                .map_err(|error| unwritable(error.into_error()))?;
            file.sync_all().map_err(unwritable)?;
            forget(&file).map_err(unwritable)?;
            drop(file);
            held::rename(&unfinished, &path).map_err(unwritable)?;
            kiosk.flush().map_err(unwritable)
        });
    if written.is_err() {
        // What is left of it is written over the next time.
        disk::remove_file(&unfinished).ok();
    }
    written
}

/// Has the system forget what it holds of a file in memory, so that it is read from the disk again.
fn forget(file: &File) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Advice, fadvise};
        fadvise(file, 0, None, Advice::DontNeed)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _unused = file;
    Ok(())
}

/// Says in a record that this release is shown, on trial.
fn show(
    kiosk: &Kiosk,
    lock: &Lock,
    state: &State,
    (slot, bundle): (u8, &SlotBundle),
    epoch: u64,
) -> Result<(), Refusal> {
    let next = State {
        shown: Some(Shown {
            slot,
            bundle: bundle.sha256(),
        }),
        trial: Some(Trial {
            before: state.shown.as_ref().map(|shown| shown.slot),
            failures: 0,
        }),
        floor: bundle.manifest().release,
        epoch: state.epoch.max(epoch),
        ..state.clone()
    };
    kiosk.commit(lock, &next).map(|_| ())
}
