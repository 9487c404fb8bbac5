//! The root folder: which files are in it, and reading them without ever leaving it.

use super::decode::decode;
use crate::diagnostic::{Diagnostic, Source};
use crate::problem::Problem;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Largest text file that is read. A post of this size would take most of a day to read aloud.
pub const TEXT_LIMIT: u64 = 1 << 20;

/// A folder with `content/` and perhaps `themes/`.
#[derive(Debug, Clone)]
pub struct Root {
    dir: PathBuf,
}

impl Root {
    /// The root at `dir`.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be opened.
    pub fn open(dir: &Path) -> Result<Self, Diagnostic> {
        let unreadable = |error: std::io::Error| {
            Diagnostic::file(
                dir.display().to_string(),
                Problem::Unreadable {
                    reason: error.into(),
                },
            )
        };
        Ok(Self {
            dir: dir.canonicalize().map_err(unreadable)?,
        })
    }

    /// The folder itself, without symbolic links.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The absolute path of a path below the root.
    pub fn join(&self, path: &str) -> PathBuf {
        self.dir.join(path)
    }

    /// Every file below a folder of the root, as sorted paths from the root with `/`.
    ///
    /// Hidden files and editors' backups are passed over. Symbolic links are followed when they
    /// stay inside the root and reported when they do not.
    pub fn files_below(&self, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<String> {
        let top = self.join(folder);
        if !top.exists() {
            return Vec::new();
        }
        let mut files = Vec::new();
        let mut outside = Vec::new();
        let walk = WalkDir::new(&top)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                if is_ignored(entry.file_name().to_string_lossy().as_ref()) && entry.depth() > 0 {
                    return false;
                }
                if entry.path_is_symlink()
                    && let Some(target) = self.leads_outside(entry.path())
                {
                    outside.push(Diagnostic::file(
                        self.relative(entry.path()),
                        Problem::SymlinkOutside { target },
                    ));
                    return false;
                }
                true
            });
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push(self.relative(entry.path())),
                Ok(_) => {}
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(|| folder.to_owned(), |path| self.relative(path));
                    let problem = if error.loop_ancestor().is_some() {
                        Problem::SymlinkLoop {}
                    } else {
                        let reason = std::io::Error::from(error).into();
                        Problem::Unreadable { reason }
                    };
                    problems.push(Diagnostic::file(path, problem));
                }
            }
        }
        problems.extend(outside);
        files
    }

    /// The names of the folders directly in a folder of the root.
    pub fn folders_in(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.join(folder)) else {
            return Vec::new();
        };
        let mut names: Vec<_> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !is_ignored(name))
            .collect();
        names.sort();
        names
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
        let unreadable = |error: std::io::Error| {
            Diagnostic::file(
                path,
                Problem::Unreadable {
                    reason: error.into(),
                },
            )
        };
        let full = self.join(path);
        if let Some(target) = self.leads_outside(&full) {
            return Err(Diagnostic::file(path, Problem::SymlinkOutside { target }));
        }
        let size = fs::metadata(&full).map_err(unreadable)?.len();
        if size > limit {
            return Err(Diagnostic::file(
                path,
                Problem::FileTooLarge { size, limit },
            ));
        }
        fs::read(&full).map_err(unreadable)
    }

    /// Makes sure that a path from the root does not leave it through a symbolic link.
    ///
    /// # Errors
    /// When it does.
    pub fn stay_inside(&self, path: &str) -> Result<(), Diagnostic> {
        let full = self.join(path);
        let existing = full
            .ancestors()
            .find(|folder| folder.exists())
            .unwrap_or(&self.dir);
        match self.leads_outside(existing) {
            Some(target) => Err(Diagnostic::file(path, Problem::SymlinkOutside { target })),
            None => Ok(()),
        }
    }

    /// Whether a file exists at a path from the root.
    pub fn has_file(&self, path: &str) -> bool {
        self.join(path).is_file()
    }

    fn leads_outside(&self, path: &Path) -> Option<String> {
        match path.canonicalize() {
            Ok(real) if real.starts_with(&self.dir) => None,
            Ok(real) => Some(real.display().to_string()),
            Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => None,
            Err(_) => Some(
                fs::read_link(path)
                    .unwrap_or_default()
                    .display()
                    .to_string(),
            ),
        }
    }

    /// A path from the root with `/`.
    pub fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.dir).unwrap_or(path);
        below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    }
}

fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "Thumbs.db"
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
