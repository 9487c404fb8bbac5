//! Changes in what sites are made of, also when a whole folder is replaced or made later.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

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

/// What was told of one path; of several, the last of these.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// It was written to.
    #[default]
    Written,
    /// It was made, or nobody knows.
    Made,
    /// It was moved or removed.
    Gone,
}

/// What was told of the files.
#[derive(Debug, Default)]
pub struct Changes {
    /// Paths that were touched.
    pub paths: BTreeMap<PathBuf, Touch>,
    /// Whether anything may have changed: a folder is another, or the system lost count.
    pub all: bool,
}

impl Changes {
    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.all
    }

    /// Adds the others.
    pub fn extend(&mut self, more: Self) {
        self.all |= more.all;
        for (path, touch) in more.paths {
            self.touch(path, touch);
        }
    }

    fn touch(&mut self, path: PathBuf, touch: Touch) {
        let told = self.paths.entry(path).or_default();
        *told = touch.max(*told);
    }

    fn add(&mut self, event: Event) {
        self.all |= event.need_rescan();
        let touch = match event.kind {
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => Touch::Gone,
            EventKind::Modify(_) => Touch::Written,
            _ => Touch::Made,
        };
        for path in event.paths {
            self.touch(path, touch);
        }
    }
}

/// Watches the sources of a root.
pub struct Watch {
    watcher: RecommendedWatcher,
    changed: Receiver<Event>,
    folders: Vec<Watched>,
    /// When the folders were last looked at.
    looked: Instant,
}

impl Watch {
    /// Begins to watch. Folders that are not there yet are watched once they are.
    pub fn begin(root: &Path) -> Result<Self, Diagnostic> {
        let (changes, changed) = mpsc::channel();
        let tell = move |event: notify::Result<Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
                && changes.send(event).is_err()
            {
                // The program is ending.
            }
        };
        let watcher = notify::recommended_watcher(tell).map_err(|_| cannot_watch(root))?;
        let folders = FOLDERS.map(|name| Watched {
            path: absolute(root).join(name),
            present: None,
        });
        let mut watch = Self {
            watcher,
            changed,
            folders: folders.into(),
            looked: Instant::now(),
        };
        watch.look(&Changes::default())?;
        Ok(watch)
    }

    /// Waits for the first changes, and no longer than this; `None` when nothing will be told any more.
    pub fn wait(&mut self, patience: Duration) -> Option<Changes> {
        let mut changes = Changes::default();
        match self.changed.recv_timeout(patience.min(LOOK)) {
            Ok(event) => changes.add(event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
        self.changed.try_iter().for_each(|event| changes.add(event));
        if !changes.is_empty() || self.looked.elapsed() >= LOOK {
            // A folder that cannot be watched now is tried again when next looked at.
            changes.all |= self.look(&changes).unwrap_or(false);
            self.looked = Instant::now();
        }
        Some(changes)
    }

    /// Watches folders that are new, or that took the place of one that was moved or removed; says whether there were any.
    fn look(&mut self, changes: &Changes) -> Result<bool, Diagnostic> {
        let mut replaced = false;
        for folder in &mut self.folders {
            let present = Identity::of(&folder.path);
            let gone = changes.paths.get(&folder.path) == Some(&Touch::Gone);
            if present == folder.present && !gone {
                continue;
            }
            if folder.present.take().is_some() {
                // The system may have ended the watch by itself, with the folder.
                self.watcher.unwatch(&folder.path).ok();
                replaced = true;
            }
            if present.is_some() {
                self.watcher
                    .watch(&folder.path, RecursiveMode::Recursive)
                    .map_err(|_| cannot_watch(&folder.path))?;
                folder.present = present;
                replaced = true;
            }
        }
        Ok(replaced)
    }
}

/// A path as the system tells of what lies below it.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn cannot_watch(path: &Path) -> Diagnostic {
    Diagnostic::file(path.display().to_string(), Problem::CannotWatch {})
}
