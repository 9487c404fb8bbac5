//! The root folder: which files are in it, and reading them, each once.

mod decode;
mod door;
mod overlay;
mod walk;

pub use decode::{decode, utf16};
pub use walk::is_ignored;

use self::door::{Door, is_link};
use self::overlay::Overlay;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use base::source::Source;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The folder in `content/` whose posts every ward publishes.
pub const SHARED: &str = "chung";

/// Largest text file that is read. A post of this size would take most of a day to read aloud.
pub const TEXT_LIMIT: u64 = 1 << 20;

/// Most bytes of pictures and documents that are held until the end of a build.
const HELD_LIMIT: usize = 32 << 20;

/// A folder with `content/` and perhaps `themes/`, as one build or one command sees it.
#[derive(Debug, Clone)]
pub struct Root {
    door: Arc<Door>,
    sources: Arc<Mutex<Sources>>,
    /// What lies over the files.
    overlay: Overlay,
}

/// Pictures and documents that have been read.
#[derive(Debug, Default)]
struct Sources {
    known: BTreeMap<String, Slot>,
    held: usize,
}

/// Where the outcome of reading a file comes to stand, once.
type Slot = Arc<OnceLock<Result<Known, Problem>>>;

/// A file that has been read.
#[derive(Debug, Clone)]
struct Known {
    hash: String,
    /// Its bytes, where there was room to hold them.
    bytes: Option<Arc<[u8]>>,
}

/// A file's bytes, the same for everyone who asks during a build.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The BLAKE3 hash of the bytes, in hexadecimal digits.
    pub hash: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl Root {
    /// The root at `dir`.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be opened.
    pub fn open(dir: &Path) -> Result<Self, Diagnostic> {
        let door = dir.canonicalize().and_then(Door::new);
        let door = door.map_err(|error| unreadable(&dir.display().to_string(), error))?;
        Ok(Self {
            door: Arc::new(door),
            sources: Arc::default(),
            overlay: Overlay::default(),
        })
    }

    /// The same root with `bytes` in the place of the file at `path`, which need not be there; nothing is written.
    ///
    /// # Errors
    /// When such a file could not be read either: the path is outside of what may be published.
    pub fn overlaid(&self, path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !plain {
            let problem = Problem::PathOutside { path: path.into() };
            return Err(Diagnostic::file(path, problem));
        }
        self.stay_inside(path)?;
        Ok(Self {
            door: Arc::clone(&self.door),
            sources: Arc::default(),
            overlay: self.overlay.with(path, bytes),
        })
    }

    /// The folder itself, without symbolic links.
    pub fn dir(&self) -> &Path {
        self.door.dir()
    }

    /// The absolute path of a path below the root.
    pub fn join(&self, path: &str) -> PathBuf {
        self.dir().join(path)
    }

    /// Every file below a folder of the root, as sorted paths from the root with `/`.
    ///
    /// Hidden files and editors' backups are passed over. Symbolic links are followed when they lead to what may be
    /// published, and reported when they do not.
    pub fn files_below(&self, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<String> {
        let mut files = walk::files_below(&self.door, folder, problems);
        self.overlay.add_files(folder, &mut files);
        files
    }

    /// The names of the folders directly in a folder of the root; none where that is not there.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn folders_in(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let failed = |error| unreadable(folder, error);
        let mut names = Vec::new();
        let entries = disk::if_there(fs::read_dir(self.join(folder))).map_err(failed)?;
        for entry in entries.into_iter().flatten() {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ignored(&name) {
                continue;
            }
            let at = |error| unreadable(&format!("{folder}/{name}"), error);
            let kind = match fs::metadata(entry.path()) {
                // A link to itself leads to no folder.
                Err(error) if is_link(&error) => None,
                kind => disk::if_there(kind).map_err(at)?,
            };
            if kind.is_some_and(|kind| kind.is_dir()) {
                names.push(name);
            }
        }
        names.sort();
        self.overlay.add_folders(folder, &mut names);
        Ok(names)
    }

    /// Reads a text file, refusing what is too large, no text or outside the root.
    ///
    /// # Errors
    /// A diagnostic that names the file.
    pub fn read_text(&self, path: &str) -> Result<Source, Diagnostic> {
        let bytes = self.read_bytes(path, TEXT_LIMIT)?;
        decode(path, bytes).map(Arc::new)
    }

    /// Reads a file of at most `limit` bytes inside the root.
    ///
    /// # Errors
    /// A diagnostic that names the file.
    pub fn read_bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.bytes(path, limit);
        bytes.map_err(|problem| Diagnostic::file(path, problem))
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        let failed = |error: io::Error| -> Problem {
            let reason = error.into();
            FileProblem::Unreadable { reason }.into()
        };
        let too_large = |size| FileProblem::FileTooLarge { size, limit }.into();
        if let Some(bytes) = self.overlay.get(path) {
            let size = bytes.len() as u64;
            return if size > limit {
                Err(too_large(size))
            } else {
                Ok(bytes.to_vec())
            };
        }
        let file = self.door.open(path)?;
        let size = file.metadata().map_err(failed)?.len();
        if size > limit {
            return Err(too_large(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        // It may grow while it is read.
        let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        let read = read.map_err(failed)? as u64;
        if read > limit {
            return Err(too_large(read));
        }
        Ok(bytes)
    }

    /// A picture or document of at most `limit` bytes. Whoever asks again during the same build gets the same bytes:
    /// they are held while there is room, else read again and compared.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or has changed meanwhile.
    pub fn whole(&self, path: &str, limit: u64) -> Result<Whole, Problem> {
        let place = {
            let mut sources = self.sources();
            Arc::clone(sources.known.entry(path.to_owned()).or_default())
        };
        let mut fresh = None;
        let known = place.get_or_init(|| {
            let bytes: Arc<[u8]> = self.bytes(path, limit)?.into();
            let hash = blake3::hash(&bytes).to_hex().to_string();
            let held = self.hold(bytes.len()).then(|| Arc::clone(&bytes));
            fresh = Some(bytes);
            Ok(Known { hash, bytes: held })
        });
        let Known { hash, bytes } = known.clone()?;
        if let Some(bytes) = fresh.or(bytes) {
            return Ok(Whole { hash, bytes });
        }
        let bytes = self.bytes(path, limit)?;
        if blake3::hash(&bytes).to_hex().as_str() != hash {
            return Err(Problem::SourceChanged {});
        }
        let bytes = bytes.into();
        Ok(Whole { hash, bytes })
    }

    fn sources(&self) -> std::sync::MutexGuard<'_, Sources> {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is room for so many bytes more.
    fn hold(&self, size: usize) -> bool {
        let mut sources = self.sources();
        let fits = sources.held + size <= HELD_LIMIT;
        if fits {
            sources.held += size;
        }
        fits
    }

    /// Makes sure that a path from the root does not leave it through a symbolic link.
    ///
    /// # Errors
    /// When it does.
    pub fn stay_inside(&self, path: &str) -> Result<(), Diagnostic> {
        let followed = self.door.follow(path);
        followed
            .map(|_| ())
            .map_err(|problem| Diagnostic::file(path, problem))
    }

    /// Whether a file exists at a path from the root.
    ///
    /// # Errors
    /// When nobody knows, or the path leads through a hidden part.
    pub fn has_file(&self, path: &str) -> Result<bool, Problem> {
        if let Some(part) = path.split('/').find(|part| part.starts_with('.')) {
            return Err(Problem::PathHidden { part: part.into() });
        }
        if self.overlay.get(path).is_some() {
            return Ok(true);
        }
        let found = disk::if_there(fs::metadata(self.join(path)));
        let found = found.map_err(|error| {
            if is_link(&error) {
                return Problem::SymlinkLoop {};
            }
            let reason = error.into();
            FileProblem::Unreadable { reason }.into()
        })?;
        Ok(found.is_some_and(|found| found.is_file()))
    }
}

fn unreadable(path: &str, error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(path, FileProblem::Unreadable { reason })
}

/// Joins a path written in a file of `folder` to that folder; `None` when it climbs out of the top.
///
/// A path that begins with `/` starts from the top instead.
pub fn resolve(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = match written.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in Path::new(written.trim_start_matches('/')).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_never_climb_out() {
        assert_eq!(
            resolve("tin", "../suc-khoe/a.md").as_deref(),
            Some("suc-khoe/a.md")
        );
        assert_eq!(resolve("tin", "a.jpg").as_deref(), Some("tin/a.jpg"));
        assert_eq!(
            resolve("tin", "/suc-khoe/a.md").as_deref(),
            Some("suc-khoe/a.md")
        );
        assert_eq!(resolve("tin", "../../a.md"), None);
        assert_eq!(resolve("tin", "x/../../../a"), None);
    }
}
