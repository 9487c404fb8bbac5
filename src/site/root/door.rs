//! The way into the root: files below `content/` and `themes/` are opened here, and no other.
//!
//! Symbolic links are followed by hand, step by step, and must stay below the two folders and out of hidden parts. What
//! they lead to is then opened by a path without links, which the system refuses if somebody has put one there meanwhile:
//! nothing lies between the check and the reading.

use crate::problem::Problem;
use base::disk;
use base::problem::FileProblem;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Most links on the way to one file, as in the Linux kernel.
const LINKS: usize = 40;

/// The folders that sites are made of.
const TOPS: [&str; 2] = ["content", "themes"];

/// The root's folder, from which everything is opened.
#[derive(Debug)]
pub struct Door {
    dir: PathBuf,
    /// Where the two folders lie below the root: a link may stand for one of them.
    tops: Vec<PathBuf>,
    #[cfg(unix)]
    handle: File,
}

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub struct Followed {
    /// The path from the root, without links.
    pub path: PathBuf,
    /// Whether something is there.
    pub exists: bool,
    /// Whether links were followed.
    pub linked: bool,
}

impl Door {
    /// The door of the root at `dir`, which is a path without links.
    pub fn new(dir: PathBuf) -> io::Result<Self> {
        let mut tops = Vec::new();
        for top in TOPS {
            let real = disk::if_there(dir.join(top).canonicalize())?;
            let below = real
                .as_deref()
                .and_then(|real| real.strip_prefix(&dir).ok());
            let plain = |path: &&Path| *path != Path::new("") && hidden_part(path).is_none();
            tops.push(below.filter(plain).unwrap_or(Path::new(top)).to_owned());
        }
        Ok(Self {
            #[cfg(unix)]
            handle: File::open(&dir)?,
            dir,
            tops,
        })
    }

    /// The root's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Opens the file at a path from the root.
    pub fn open(&self, path: &str) -> Result<File, Problem> {
        let written = Path::new(path);
        if let Some(part) = hidden_part(written) {
            return Err(Problem::PathHidden { part });
        }
        let opened = match self.open_plain(written) {
            Ok(file) => Ok(file),
            Err(error) if disk::is_absence(&error) || is_link(&error) => {
                // A link on the way, or at its end.
                let followed = self.follow(path)?;
                self.open_plain(&followed.path)
            }
            Err(error) => Err(error),
        };
        let file = opened.map_err(unreadable)?;
        let kind = file.metadata().map_err(unreadable)?.file_type();
        if kind.is_dir() {
            return Err(unreadable(ErrorKind::IsADirectory.into()));
        }
        if !kind.is_file() {
            return Err(Problem::NoPlainFile {});
        }
        Ok(file)
    }

    /// Finds out where a path from the root leads; what is not there yet is no problem.
    pub fn follow(&self, path: &str) -> Result<Followed, Problem> {
        let mut done = PathBuf::new();
        let mut todo = parts(Path::new(path));
        let (mut links, mut exists, mut from) = (0, true, None);
        while let Some(part) = todo.pop() {
            if part == ".." {
                if !done.pop() {
                    return Err(self.outside(from, path));
                }
                continue;
            }
            done.push(part);
            self.allow(&done, from.as_deref())?;
            if !exists {
                continue;
            }
            let full = self.dir.join(&done);
            match disk::if_there(fs::symlink_metadata(&full)).map_err(unreadable)? {
                None => exists = false,
                Some(metadata) if metadata.is_symlink() => {
                    links += 1;
                    if links > LINKS {
                        return Err(Problem::SymlinkLoop {});
                    }
                    let target = fs::read_link(&full).map_err(unreadable)?;
                    done.pop();
                    if target.is_absolute() {
                        let below = self.below(&target)?;
                        done.clear();
                        todo.extend(parts(&below));
                    } else {
                        todo.extend(parts(&target));
                    }
                    from = Some(target);
                }
                Some(_) => {}
            }
        }
        Ok(Followed {
            path: done,
            exists,
            linked: links > 0,
        })
    }

    /// The path from the root of an absolute one.
    fn below(&self, target: &Path) -> Result<PathBuf, Problem> {
        if let Ok(below) = target.strip_prefix(&self.dir) {
            return Ok(below.to_owned());
        }
        // The root may have been reached by other names than its own.
        let real = target.canonicalize().map_err(unreadable)?;
        let below = real.strip_prefix(&self.dir).map(Path::to_owned);
        below.map_err(|_| Problem::SymlinkOutside {
            target: real.display().to_string(),
        })
    }

    fn outside(&self, from: Option<PathBuf>, path: &str) -> Problem {
        match from {
            Some(target) => Problem::SymlinkOutside {
                target: target.display().to_string(),
            },
            None => Problem::PathOutside { path: path.into() },
        }
    }

    /// Whether the way to a file may lead through `path`; `from` is the link that led there.
    fn allow(&self, path: &Path, from: Option<&Path>) -> Result<(), Problem> {
        if let Some(part) = hidden_part(path) {
            return Err(Problem::PathHidden { part });
        }
        let on_the_way = |top: &PathBuf| path.starts_with(top) || top.starts_with(path);
        let written = || TOPS.iter().any(|top| path.starts_with(top));
        if self.tops.iter().any(on_the_way) || (from.is_none() && written()) {
            return Ok(());
        }
        Err(Problem::SymlinkAstray {
            target: from.unwrap_or(path).display().to_string(),
        })
    }

    /// Opens a path on which there is no link, at its end neither.
    #[cfg(unix)]
    fn open_plain(&self, path: &Path) -> io::Result<File> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{Mode, ResolveFlags, openat2};
            let within =
                ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
            match openat2(&self.handle, path, flags(), Mode::empty(), within) {
                // Kernels before 5.6 have no such call, and some containers forbid it.
                Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => {}
                opened => return Ok(opened?.into()),
            }
        }
        self.open_by_steps(path)
    }

    /// The same folder by folder.
    #[cfg(unix)]
    fn open_by_steps(&self, path: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let mut parts = parts(path);
        let mut folder = self.handle.try_clone()?;
        while let Some(part) = parts.pop() {
            let (kind, last) = match parts.is_empty() {
                true => (flags(), true),
                false => (flags() | OFlags::DIRECTORY, false),
            };
            let opened: File = openat(&folder, &part, kind, Mode::empty())?.into();
            if last {
                return Ok(opened);
            }
            folder = opened;
        }
        Ok(folder)
    }

    /// The path is looked at before and after the file was opened: somebody who swaps a link twice in between is not
    /// noticed, which takes rights that Windows gives to administrators.
    #[cfg(not(unix))]
    fn open_plain(&self, path: &Path) -> io::Result<File> {
        let full = self.dir.join(path);
        let plain = || Ok::<_, io::Error>(full.canonicalize()? == self.dir.join(path));
        if !plain()? {
            return Err(ErrorKind::NotADirectory.into());
        }
        let file = File::open(&full)?;
        match plain()? {
            true => Ok(file),
            false => Err(ErrorKind::NotADirectory.into()),
        }
    }
}

/// To read, without waiting for the other end of a pipe, and no link at the end.
#[cfg(unix)]
fn flags() -> rustix::fs::OFlags {
    use rustix::fs::OFlags;
    OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY
}

/// Whether a path could not be opened because a link is on it.
pub fn is_link(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let links = [Errno::LOOP, Errno::XDEV, Errno::MLINK].map(Errno::raw_os_error);
        error
            .raw_os_error()
            .is_some_and(|code| links.contains(&code))
    }
    #[cfg(not(unix))]
    {
        error.kind() == ErrorKind::NotADirectory
    }
}

fn unreadable(error: io::Error) -> Problem {
    let reason = error.into();
    FileProblem::Unreadable { reason }.into()
}

/// The parts of a path, last one first; where it begins from is left out.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    let mut parts: Vec<_> = parts.collect();
    parts.reverse();
    parts
}

/// The first part of a path that begins with a dot.
fn hidden_part(path: &Path) -> Option<String> {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let hidden = names.find(|name| name.starts_with('.'));
    hidden.map(|name| name.into_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::fs::symlink;

    fn root() -> (tempfile::TempDir, Door) {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().canonicalize().unwrap();
        for folder in [
            "content/mau/tin",
            "content/chung",
            "themes/a",
            ".git",
            "khac",
        ] {
            fs::create_dir_all(at.join(folder)).unwrap();
            fs::write(at.join(folder).join("a.txt"), folder).unwrap();
        }
        let door = Door::new(at).unwrap();
        (dir, door)
    }

    fn read(opened: io::Result<File>) -> Option<String> {
        let mut text = String::new();
        opened.ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    }

    #[test]
    fn links_lead_to_what_may_be_published_and_nowhere_else() {
        let (dir, door) = root();
        let outside = tempfile::tempdir().unwrap();
        let at = dir.path().canonicalize().unwrap();
        let link =
            |to: &Path, name: &str| symlink(to, at.join("content/mau/tin").join(name)).unwrap();
        let good = [
            "../../chung/a.txt",
            "../tin/a.txt",
            "../../../themes/a/a.txt",
        ];
        for (n, to) in good.iter().enumerate() {
            link(Path::new(to), &format!("good{n}"));
            assert!(
                door.open(&format!("content/mau/tin/good{n}")).is_ok(),
                "{to}"
            );
        }
        link(&at.join("content/chung/a.txt"), "absolute");
        assert!(door.open("content/mau/tin/absolute").is_ok());
        let bad = [
            "../../../.git/a.txt",
            "../../../khac/a.txt",
            "../../../../x",
            "../../../khac/../content/chung/a.txt",
        ];
        for (n, to) in bad.iter().enumerate() {
            link(Path::new(to), &format!("bad{n}"));
            assert!(
                door.open(&format!("content/mau/tin/bad{n}")).is_err(),
                "{to}"
            );
        }
        link(outside.path(), "outside");
        let problem = door.open("content/mau/tin/outside/a.txt").unwrap_err();
        assert!(
            matches!(problem, Problem::SymlinkOutside { .. }),
            "{problem:?}"
        );
        link(Path::new("self"), "self");
        assert!(door.open("content/mau/tin/self").is_err());
        // A link to a link that stands where it may not.
        symlink("../content/chung/a.txt", at.join(".git/back")).unwrap();
        link(Path::new("../../../.git/back"), "through");
        assert!(door.open("content/mau/tin/through").is_err());
    }

    #[test]
    fn both_ways_of_opening_refuse_links() {
        let (dir, door) = root();
        let at = dir.path().canonicalize().unwrap();
        symlink("a.txt", at.join("content/mau/tin/link")).unwrap();
        symlink("mau", at.join("content/other")).unwrap();
        let plain = Path::new("content/mau/tin/a.txt");
        assert_eq!(
            read(door.open_plain(plain)).as_deref(),
            Some("content/mau/tin")
        );
        assert_eq!(
            read(door.open_by_steps(plain)).as_deref(),
            Some("content/mau/tin")
        );
        for path in ["content/mau/tin/link", "content/other/tin/a.txt"] {
            assert!(door.open_plain(Path::new(path)).is_err(), "{path}");
            assert!(door.open_by_steps(Path::new(path)).is_err(), "{path}");
            assert!(door.open(path).is_ok(), "{path}");
        }
    }
}
