//! Several files written as one: all of them or none, whatever fails on the way, and after a power cut too.
//!
//! What will be done is written down first, and what is replaced or removed is kept. A step that fails takes back those
//! before it; where the program itself was stopped, the next one that writes takes them back.

use super::history::{Asker, Event, History, Touched, Version, What, failed};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use base::held;
use base::problem::FileProblem;
use site::problem::Problem as SiteProblem;
use site::root::Root;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// One file to touch; paths are from the root.
#[derive(Debug)]
pub(super) enum Step {
    /// A file that is not there yet.
    Create { path: String, bytes: Vec<u8> },
    /// Other bytes for a file that is there.
    Replace {
        path: String,
        bytes: Vec<u8>,
        before: Vec<u8>,
    },
    /// A file that goes.
    Remove { path: String, before: Vec<u8> },
    /// A file that gets another name, which nothing has.
    Rename { from: String, to: String },
}

impl Step {
    fn touched(&self) -> Touched {
        let (path, from, before, after) = match self {
            Self::Create { path, bytes } => (path, None, None, Some(bytes)),
            Self::Replace {
                path,
                bytes,
                before,
            } => (path, None, Some(before), Some(bytes)),
            Self::Remove { path, before } => (path, None, Some(before), None),
            Self::Rename { from, to } => (to, Some(from.clone()), None, None),
        };
        Touched {
            path: path.clone(),
            from,
            before: before.map(|bytes| Version::of(bytes)),
            after: after.map(|bytes| Version::of(bytes)),
        }
    }

    /// The path that must be free for it.
    fn wants(&self) -> Option<&str> {
        match self {
            Self::Create { path, .. } | Self::Rename { to: path, .. } => Some(path),
            Self::Replace { .. } | Self::Remove { .. } => None,
        }
    }
}

/// Takes all steps or none, and writes down that they were taken.
pub(super) fn take(
    root: &Root,
    history: &History,
    (by, what): (&Asker, What),
    steps: &[Step],
) -> Result<Event, Diagnostic> {
    let state = failed(".loa");
    for step in steps {
        alone(root, step)?;
    }
    let event = Event {
        number: history.last().map_err(&state)? + 1,
        time: jiff::Timestamp::now().to_string(),
        by: by.name.clone(),
        request: by.request.clone(),
        what,
        files: steps.iter().map(Step::touched).collect(),
    };
    for step in steps {
        if let Step::Replace { before, .. } | Step::Remove { before, .. } = step {
            history.keep(before).map_err(&state)?;
        }
    }
    history.announce(&event).map_err(&state)?;
    let mut taken = Taken::new(root, &event);
    let all = steps.iter().try_for_each(|step| taken.take(step));
    let all = all.and_then(|()| history.append(&event).map_err(&state));
    if let Err(problem) = all {
        if taken.undo() {
            history.settle().ok();
        }
        return Err(problem);
    }
    // What is left to do is clearing away: the next program that writes does it otherwise.
    if taken.clear() {
        history.settle().ok();
    }
    Ok(event)
}

/// Steps on their way.
struct Taken<'a> {
    root: &'a Root,
    event: &'a Event,
    /// How many steps were begun.
    begun: usize,
    folders: Vec<PathBuf>,
}

impl<'a> Taken<'a> {
    fn new(root: &'a Root, event: &'a Event) -> Self {
        Self {
            root,
            event,
            begun: 0,
            folders: Vec::new(),
        }
    }

    fn take(&mut self, step: &Step) -> Result<(), Diagnostic> {
        let path = &self.event.files[self.begun].path;
        let aside = aside(self.root, self.event, self.begun);
        let target = self.root.join(path);
        self.begun += 1;
        let done = match step {
            Step::Create { bytes, .. } => self
                .make_folder(&target)
                .and_then(|()| disk::create(&target, bytes)),
            Step::Replace { bytes, before, .. } => {
                set_aside(&target, &aside, before).and_then(|()| disk::replace(&target, bytes))
            }
            Step::Remove { .. } => {
                rename_to_free(&target, &aside).and_then(|()| disk::flush_folder(above(&target)))
            }
            Step::Rename { from, .. } => {
                let from = self.root.join(from);
                self.make_folder(&target)
                    .and_then(|()| rename_to_free(&from, &target))
                    .and_then(|()| disk::flush_folder(above(&target)))
                    .and_then(|()| disk::flush_folder(above(&from)))
            }
        };
        if done.is_err() && matches!(step, Step::Create { .. }) {
            // It leaves nothing behind, and what is at its path is somebody else's.
            self.begun -= 1;
        }
        done.map_err(|error| match (error.kind(), step.wants()) {
            (ErrorKind::AlreadyExists, Some(path)) => {
                Diagnostic::file(path, Problem::AlreadyExists {})
            }
            _ => failed(path)(error),
        })
    }

    fn make_folder(&mut self, file: &Path) -> io::Result<()> {
        let made = disk::make_folders(above(file))?;
        self.folders.extend(made.iter().cloned());
        made.iter()
            .try_for_each(|folder| disk::flush_folder(above(folder)))
    }

    /// Takes back what was begun; says whether all of it is as before.
    fn undo(&self) -> bool {
        let undone = undo(self.root, self.event, &vec![true; self.begun]);
        disk::remove_empty(&self.folders);
        undone
    }

    /// Removes what was set aside; says whether nothing of it is left.
    fn clear(&self) -> bool {
        clear(self.root, self.event)
    }
}

/// Ends what another program was at when it was stopped.
pub(super) fn recover(root: &Root, history: &History) -> Result<(), Diagnostic> {
    let state = failed(".loa");
    let Some(event) = history.pending().map_err(&state)? else {
        return history.settle().map_err(&state);
    };
    let done = history.last().map_err(&state)? >= event.number;
    let over = if done {
        clear(root, &event)
    } else {
        let reached = reached(root, &event).map_err(&state)?;
        back_from_kept(root, history, &event, &reached)?;
        undo(root, &event, &reached) && clear(root, &event)
    };
    sweep(root, &event);
    if over {
        history.settle().map_err(&state)?;
    }
    Ok(())
}

/// Removes what a program that was stopped had not given its name yet.
fn sweep(root: &Root, event: &Event) {
    let folders: BTreeSet<_> = event
        .files
        .iter()
        .map(|file| above(&root.join(&file.path)).to_owned())
        .collect();
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    for entry in entries.flatten().flatten() {
        if disk::is_unfinished(&entry.file_name().to_string_lossy()) {
            // Nothing publishes it: it may stay.
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// Takes back the files of an event that are `ours`, the last one first; says whether all of them are as before. It opens
/// and writes nothing, which a full or failing disk might refuse.
fn undo(root: &Root, event: &Event, ours: &[bool]) -> bool {
    let mut undone = true;
    for (at, file) in event.files.iter().enumerate().rev() {
        if !ours.get(at).is_some_and(|ours| *ours) {
            continue;
        }
        let (target, aside) = (root.join(&file.path), aside(root, event, at));
        let done = match (&file.from, &file.before) {
            (Some(from), _) => match disk::is_there(&root.join(from)) {
                Ok(false) => disk::if_there(held::rename(&target, &root.join(from))).map(|_| ()),
                known => known.map(|_| ()),
            },
            (None, None) => disk::remove_file(&target),
            // Two names of one file stay two names when one is given the other's.
            (None, Some(_)) => disk::if_there(held::rename(&aside, &target))
                .and_then(|_| disk::remove_file(&aside)),
        };
        undone &= done.is_ok();
    }
    undone
}

/// Which files of an event whose program was stopped are what they were to become. The others were not reached, or
/// somebody has changed them since: they stay.
fn reached(root: &Root, event: &Event) -> io::Result<Vec<bool>> {
    let files = event.files.iter().map(|file| {
        let moved = file.from.is_some();
        Ok(moved || holds(&root.join(&file.path))? == file.after)
    });
    files.collect()
}

/// Puts aside anew what a program that was stopped had replaced, where that is no longer there.
fn back_from_kept(
    root: &Root,
    history: &History,
    event: &Event,
    reached: &[bool],
) -> Result<(), Diagnostic> {
    let state = failed(".loa");
    for (at, file) in event
        .files
        .iter()
        .enumerate()
        .filter(|(at, _)| reached[*at])
    {
        let aside = aside(root, event, at);
        let Some(before) = &file.before else { continue };
        if !disk::is_there(&aside).map_err(&state)? {
            let bytes = history.kept(before)?;
            disk::create(&aside, &bytes).map_err(&state)?;
        }
    }
    Ok(())
}

/// Removes what was set aside; says whether nothing of it is left.
fn clear(root: &Root, event: &Event) -> bool {
    let mut clear = true;
    for at in 0..event.files.len() {
        clear &= disk::remove_file(&aside(root, event, at)).is_ok();
    }
    clear
}

/// What a file holds, where there is one.
fn holds(path: &Path) -> io::Result<Option<Version>> {
    let bytes = disk::if_there(fs::read(path))?;
    Ok(bytes.map(|bytes| Version::of(&bytes)))
}

/// Where a file lies until all steps are taken: beside it, under a name that nothing publishes.
fn aside(root: &Root, event: &Event, at: usize) -> PathBuf {
    let path = root.join(&event.files[at].path);
    path.with_file_name(format!(".loa-{}-{at}.before", event.number))
}

/// Gives a file a second name, or where the file system has none, writes it again.
fn set_aside(path: &Path, aside: &Path, bytes: &[u8]) -> io::Result<()> {
    disk::remove_file(aside)?;
    fs::hard_link(path, aside).or_else(|_| disk::create(aside, bytes))
}

/// Renames a file to a name that nothing has.
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some file systems have no such call.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            renamed => return Ok(renamed?),
        }
    }
    if disk::is_there(to)? {
        return Err(ErrorKind::AlreadyExists.into());
    }
    held::rename(from, to)
}

/// Refuses a new file beside one whose name Windows and macOS take for the same.
fn alone(root: &Root, step: &Step) -> Result<(), Diagnostic> {
    let (path, own) = match step {
        Step::Create { path, .. } => (path, None),
        Step::Rename { from, to } => (to, Some(from)),
        Step::Replace { .. } | Step::Remove { .. } => return Ok(()),
    };
    let target = root.join(path);
    let unreadable = |error: io::Error| {
        let reason = error.into();
        Diagnostic::file(path, FileProblem::Unreadable { reason })
    };
    let folded = |name: &str| -> String { name.nfc().flat_map(char::to_lowercase).collect() };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let entries = disk::if_there(fs::read_dir(above(&target))).map_err(unreadable)?;
    for entry in entries.into_iter().flatten() {
        let other = entry.map_err(unreadable)?.file_name();
        let other = other.to_string_lossy();
        if other != name && folded(&other) == folded(name) {
            let other = format!("{folder}/{other}");
            // A file may get its own name in other letters.
            if own == Some(&other) {
                continue;
            }
            return Err(Diagnostic::file(
                path,
                SiteProblem::SameNameButCase { other },
            ));
        }
    }
    Ok(())
}

fn above(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}
