//! Which files are below a folder: hidden ones passed over, links followed as far as they may lead.

use super::door::Door;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::problem::FileProblem;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// Most links to folders that are followed below one folder. Two links a folder that lead on to two more would otherwise
/// make a million paths of twenty folders.
const LINKS: usize = 1000;

/// Every file below `folder`, as sorted paths from the root with `/`.
pub fn files_below(door: &Door, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut walk = Walk {
        door,
        files: Vec::new(),
        problems,
        above: Vec::new(),
        links: 0,
    };
    match door.follow(folder) {
        Ok(followed) if followed.exists => walk.folder(folder, followed.path),
        Ok(_) => {}
        Err(problem) => walk.report(folder, problem),
    }
    let mut files = walk.files;
    files.sort_by(|a, b| a.split('/').cmp(b.split('/')));
    files
}

struct Walk<'a> {
    door: &'a Door,
    files: Vec<String>,
    problems: &'a mut Vec<Diagnostic>,
    /// The folders that the present one lies in, as paths without links.
    above: Vec<PathBuf>,
    /// Links to folders that have been followed.
    links: usize,
}

impl Walk<'_> {
    fn report(&mut self, path: &str, problem: Problem) {
        self.problems.push(Diagnostic::file(path, problem));
    }

    /// Tells of a link that is passed over.
    fn pass(&mut self, path: String, problem: Problem) {
        let warning = Diagnostic::file(path, problem).warning();
        self.problems.push(warning);
    }

    fn unreadable(&mut self, path: &str, error: io::Error) {
        let reason = error.into();
        self.report(path, FileProblem::Unreadable { reason }.into());
    }

    /// Lists what is in the folder that lies at `real` and is called `path`.
    fn folder(&mut self, path: &str, real: PathBuf) {
        let entries = fs::read_dir(self.door.dir().join(&real)).and_then(Iterator::collect);
        let entries: Vec<fs::DirEntry> = match entries {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(path, error),
        };
        self.above.push(real.clone());
        for entry in entries {
            let name = entry.file_name();
            if is_ignored(&name.to_string_lossy()) {
                continue;
            }
            let path = format!("{path}/{}", name.to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.link(path),
                Ok(kind) => self.entry(path, kind, real.join(&name)),
                Err(error) => self.unreadable(&path, error),
            }
        }
        self.above.pop();
    }

    fn entry(&mut self, path: String, kind: FileType, real: PathBuf) {
        if kind.is_dir() {
            self.folder(&path, real);
        } else if kind.is_file() {
            self.files.push(path);
        }
    }

    fn link(&mut self, path: String) {
        let followed = match self.door.follow(&path) {
            Ok(followed) => followed,
            Err(problem @ Problem::SymlinkLoop {}) => return self.pass(path, problem),
            Err(problem) => return self.report(&path, problem),
        };
        let kind = match self.kind(&followed.path) {
            Ok(kind) => kind,
            Err(error) => return self.unreadable(&path, error),
        };
        if kind.is_dir() {
            self.links += 1;
            if self.links > LINKS + 1 {
                // It has been told at the link before.
                return;
            }
            if self.links > LINKS || self.above.contains(&followed.path) {
                return self.pass(path, Problem::SymlinkLoop {});
            }
        }
        self.entry(path, kind, followed.path);
    }

    fn kind(&self, real: &Path) -> io::Result<FileType> {
        Ok(fs::symlink_metadata(self.door.dir().join(real))?.file_type())
    }
}

/// Whether a file or folder of this name is passed over: hidden ones, editors' backups.
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "Thumbs.db"
}
