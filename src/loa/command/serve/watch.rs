//! Changes in what sites are made of, also when a whole folder is replaced or made later.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

/// How long the files must be still before they are built: editors save in several steps.
const STILL: Duration = Duration::from_millis(150);

/// How often the folders are looked at: a folder that is replaced takes its watch along.
const LOOK: Duration = Duration::from_millis(500);

/// What sites are made of.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Which folder lies at a path; none where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    number: u64,
    made: Option<SystemTime>,
}

impl Identity {
    fn of(folder: &Path) -> Option<Self> {
        let metadata = folder.metadata().ok()?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let number = 0;
        metadata.is_dir().then(|| Self {
            number,
            made: metadata.created().ok(),
        })
    }
}

/// A folder to be watched.
struct Watched {
    path: PathBuf,
    /// The folder that is watched; `None` where it is not there.
    present: Option<Identity>,
}

/// Watches the sources of a root.
pub struct Watch {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    changed: Receiver<Vec<PathBuf>>,
    folders: Vec<Watched>,
}

impl Watch {
    /// Begins to watch. Folders that are not there yet are watched once they are.
    pub fn begin(root: &Path) -> Result<Self, Diagnostic> {
        let (changes, changed) = mpsc::channel();
        let tell = move |result: DebounceEventResult| {
            let events = result.unwrap_or_default();
            let touched = events.iter().any(|event| !event.kind.is_access());
            if touched && changes.send(gone(&events)).is_err() {
                // The program is ending.
            }
        };
        let debouncer = notify_debouncer_full::new_debouncer(STILL, None, tell)
            .map_err(|_| cannot_watch(root))?;
        let folders = FOLDERS.map(|name| Watched {
            path: root.join(name),
            present: None,
        });
        let mut watch = Self {
            debouncer,
            changed,
            folders: folders.into(),
        };
        watch.look(&[])?;
        Ok(watch)
    }

    /// Waits until something has changed and files are still; `false` when nothing will be told any more.
    pub fn wait(&mut self) -> bool {
        loop {
            let mut touched = match self.changed.recv_timeout(LOOK) {
                Ok(gone) => Some(gone),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return false,
            };
            // Whatever came meanwhile is built in one go.
            while let Ok(more) = self.changed.try_recv() {
                touched.get_or_insert_default().extend(more);
            }
            let replaced = self.look(touched.as_deref().unwrap_or_default());
            // A folder that cannot be watched now is tried again when next looked at.
            if touched.is_some() || replaced.unwrap_or(false) {
                return true;
            }
        }
    }

    /// Watches folders that are new, or that took the place of one that is `gone`; says whether there were any.
    fn look(&mut self, gone: &[PathBuf]) -> Result<bool, Diagnostic> {
        let mut replaced = false;
        for folder in &mut self.folders {
            let present = Identity::of(&folder.path);
            if present == folder.present && !gone.contains(&folder.path) {
                continue;
            }
            if folder.present.take().is_some() {
                // The system may have ended the watch by itself, with the folder.
                self.debouncer.unwatch(&folder.path).ok();
                replaced = true;
            }
            if present.is_some() {
                self.debouncer
                    .watch(&folder.path, RecursiveMode::Recursive)
                    .map_err(|_| cannot_watch(&folder.path))?;
                folder.present = present;
                replaced = true;
            }
        }
        Ok(replaced)
    }
}

/// The paths that were removed or renamed.
fn gone(events: &[DebouncedEvent]) -> Vec<PathBuf> {
    let moved = |event: &&DebouncedEvent| {
        use notify_debouncer_full::notify::event::ModifyKind;
        matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        )
    };
    let events = events.iter().filter(moved);
    events.flat_map(|event| event.paths.clone()).collect()
}

fn cannot_watch(path: &Path) -> Diagnostic {
    Diagnostic::file(path.display().to_string(), Problem::CannotWatch {})
}
