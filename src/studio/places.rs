//! Where a person's own folders are: documents, in which a new root is offered a place, and the note of the root that was
//! begun last.

use base::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder in the documents that a new root is offered.
const NAME: &str = "Trang phường";

/// How many names are tried before none is offered.
const TRIES: usize = 100;

/// A person's folders on this machine.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Their home.
    pub home: Option<PathBuf>,
    /// Where they keep documents.
    pub documents: Option<PathBuf>,
    /// Where programs keep what they note.
    config: Option<PathBuf>,
    /// Where a desktop looks for a person's programs.
    pub data: Option<PathBuf>,
    /// The empty folder that somebody named for a new root.
    pub named: Option<PathBuf>,
}

impl Places {
    /// Those that the system tells.
    pub fn of_system() -> Self {
        Self::of(|name| std::env::var_os(name).map(PathBuf::from))
    }

    /// Those that these variables tell.
    pub fn of(variable: impl Fn(&str) -> Option<PathBuf>) -> Self {
        let set = |name| variable(name).filter(|path| path.is_absolute());
        let home = set("HOME").or_else(|| set("USERPROFILE"));
        let config = set("APPDATA").or_else(|| set("XDG_CONFIG_HOME"));
        let config = config.or_else(|| home.as_ref().map(|home| home.join(".config")));
        let documents = home.as_ref().map(|home| {
            let told = config
                .as_ref()
                .and_then(|config| fs::read_to_string(config.join("user-dirs.dirs")).ok());
            told.and_then(|told| xdg_documents(&told, home))
                .unwrap_or_else(|| home.join("Documents"))
        });
        // A system without such a folder gets none: the home is where people look then.
        let documents = documents.map(|folder| match (folder.is_dir(), &home) {
            (false, Some(home)) => home.clone(),
            _ => folder,
        });
        Self {
            data: set("XDG_DATA_HOME")
                .or_else(|| home.as_ref().map(|home| home.join(".local/share"))),
            home,
            documents,
            config,
            named: None,
        }
    }

    /// Folders for the page that leads into the studio, best first. Browsers that a Linux system locks in (snap) read neither
    /// hidden folders nor the common temporary one, but what lies openly in the home.
    pub fn for_opening(&self) -> Vec<PathBuf> {
        let home = self.home.clone().filter(|_| cfg!(target_os = "linux"));
        home.into_iter().chain([std::env::temp_dir()]).collect()
    }

    /// A folder for a new root: the one that was named, else one in the documents of whose name nothing is there.
    pub fn free(&self) -> Option<PathBuf> {
        if let Some(named) = self.named.as_ref().filter(|named| is_empty(named)) {
            return Some(named.clone());
        }
        let documents = self.documents.as_ref()?;
        let names = (1..TRIES).map(|number| match number {
            1 => NAME.to_owned(),
            number => format!("{NAME} {number}"),
        });
        let mut folders = names.map(|name| documents.join(name));
        folders.find(|folder| disk::is_there(folder).is_ok_and(|there| !there))
    }

    /// The root that was begun last, where it is still one.
    pub fn last(&self) -> Option<PathBuf> {
        let noted = fs::read_to_string(self.note()?).ok()?;
        let root = PathBuf::from(noted.trim_end_matches('\n'));
        is_root(&root).then_some(root)
    }

    /// Notes the root that was begun.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn remember(&self, root: &Path) -> io::Result<()> {
        let (Some(note), Some(root)) = (self.note(), root.to_str()) else {
            return Ok(());
        };
        if let Some(folder) = note.parent() {
            disk::make_folders(folder)?;
        }
        disk::replace(&note, format!("{root}\n").as_bytes())
    }

    fn note(&self) -> Option<PathBuf> {
        let config = self.config.as_ref()?;
        Some(config.join("loa").join("root"))
    }
}

/// Whether a folder holds posts.
pub fn is_root(folder: &Path) -> bool {
    folder.join("content").is_dir()
}

/// Whether there is a folder with nothing in it.
pub fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// The folder of documents as `user-dirs.dirs` tells it (freedesktop.org, xdg-user-dirs).
fn xdg_documents(told: &str, home: &Path) -> Option<PathBuf> {
    let value = |line: &str| {
        let value = line.trim().strip_prefix("XDG_DOCUMENTS_DIR=")?;
        Some(value.trim_matches('"').to_owned())
    };
    let value = told.lines().find_map(value)?;
    let folder = match value.strip_prefix("$HOME/") {
        Some(below) => home.join(below),
        None => PathBuf::from(value),
    };
    folder.is_absolute().then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(home: &Path) -> Places {
        Places::of(|name| (name == "HOME").then(|| home.to_owned()))
    }

    #[test]
    fn documents_are_where_the_desktop_says_or_home() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path();
        assert_eq!(places(home).documents, Some(home.to_owned()));
        fs::create_dir_all(home.join("Documents")).unwrap();
        assert_eq!(places(home).documents, Some(home.join("Documents")));
        fs::create_dir_all(home.join("Tài liệu")).unwrap();
        fs::create_dir_all(home.join(".config")).unwrap();
        let told = "# xdg\nXDG_MUSIC_DIR=\"$HOME/Nhạc\"\nXDG_DOCUMENTS_DIR=\"$HOME/Tài liệu\"\n";
        fs::write(home.join(".config/user-dirs.dirs"), told).unwrap();
        assert_eq!(places(home).documents, Some(home.join("Tài liệu")));
        assert!(Places::of(|_| None).free().is_none());
    }

    #[test]
    fn a_new_root_is_offered_a_name_that_nothing_has() {
        let dir = tempfile::tempdir().unwrap();
        let places = places(dir.path());
        assert_eq!(places.free(), Some(dir.path().join(NAME)));
        fs::create_dir(dir.path().join(NAME)).unwrap();
        assert_eq!(places.free(), Some(dir.path().join("Trang phường 2")));
        // The one that somebody named, as long as nothing is in it.
        let named = dir.path().join("phuong");
        let places = Places {
            named: Some(named.clone()),
            ..places
        };
        assert_eq!(places.free(), Some(dir.path().join("Trang phường 2")));
        fs::create_dir(&named).unwrap();
        assert_eq!(places.free(), Some(named.clone()));
        fs::write(named.join("a"), "").unwrap();
        assert_eq!(places.free(), Some(dir.path().join("Trang phường 2")));
    }

    #[test]
    fn the_last_root_is_remembered_as_long_as_it_is_one() {
        let dir = tempfile::tempdir().unwrap();
        let (places, root) = (places(dir.path()), dir.path().join("Lê Chân"));
        assert_eq!(places.last(), None);
        fs::create_dir_all(root.join("content")).unwrap();
        places.remember(&root).unwrap();
        assert_eq!(places.last(), Some(root.clone()));
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(places.last(), None);
    }
}
