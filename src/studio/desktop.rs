//! An entry for the studio in the menu of a Linux desktop (Desktop Entry Specification 1.4, freedesktop.org), on request.

use base::disk;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Names of the entry and of its icon.
const NAME: &str = "loa-studio";

/// A line that says that Loa wrote an entry, so that it may write it again.
const MARK: &str = "X-Loa-Studio=true";

const ICON: &str = include_str!("assets/icon.svg");

/// Writes the entry and its icon below a person's folder of data, `~/.local/share`; gives the entry's path. One that
/// somebody else wrote stays.
///
/// # Errors
/// When a path is no Unicode, another entry has the name, or it cannot be written.
pub fn write(data: &Path, program: &Path, root: Option<&Path>) -> io::Result<PathBuf> {
    let entry = data.join("applications").join(format!("{NAME}.desktop"));
    let present = disk::if_there(fs::read_to_string(&entry))?;
    if present.is_some_and(|present| !present.lines().any(|line| line == MARK)) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let text = text(program, root).ok_or(ErrorKind::InvalidInput)?;
    let icon = data.join("icons/hicolor/scalable/apps");
    disk::make_folders(&icon)?;
    disk::replace(&icon.join(format!("{NAME}.svg")), ICON.as_bytes())?;
    disk::make_folders(&data.join("applications"))?;
    disk::replace(&entry, text.as_bytes())?;
    Ok(entry)
}

/// The entry: it starts this program with this root, or with the one that was begun last.
fn text(program: &Path, root: Option<&Path>) -> Option<String> {
    let mut command = format!("{} studio", argument(program)?);
    if let Some(root) = root {
        command.push_str(&format!(" --root {}", argument(root)?));
    }
    Some(format!(
        "[Desktop Entry]\nType=Application\nVersion=1.4\nName=Write for the ward (Loa)\nName[vi]=Viết bài cho phường (Loa)\n\
         Comment=Write, approve and publish posts\nComment[vi]=Viết, duyệt và đăng bài\nExec={command}\nIcon={NAME}\n\
         Terminal=true\nCategories=Office;\n{MARK}\n"
    ))
}

/// A path as an argument of `Exec`: quoted, and then escaped as every value of an entry; `None` where it is no text of
/// one line.
fn argument(path: &Path) -> Option<String> {
    let path = path
        .to_str()
        .filter(|path| !path.chars().any(char::is_control))?;
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '`' | '$' => quoted.extend(['\\', '\\', c]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Some(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_as_the_specification_asks() {
        let quoted = |path: &str| argument(Path::new(path)).unwrap();
        assert_eq!(quoted("/opt/loa"), r#""/opt/loa""#);
        assert_eq!(quoted("/nhà/Trang phường"), r#""/nhà/Trang phường""#);
        assert_eq!(quoted(r#"/a"b`c$d%e\f"#), r#""/a\\"b\\`c\\$d%%e\\\\f""#);
        assert_eq!(argument(Path::new("/a\nExec=rm")), None);
    }

    #[test]
    fn an_entry_is_written_again_and_never_over_that_of_somebody_else() {
        let dir = tempfile::tempdir().unwrap();
        let (program, root) = (Path::new("/opt/loa"), Path::new("/nhà/Trang phường"));
        let entry = write(dir.path(), program, None).unwrap();
        assert_eq!(write(dir.path(), program, Some(root)).unwrap(), entry);
        let text = fs::read_to_string(&entry).unwrap();
        assert!(
            text.contains("\nExec=\"/opt/loa\" studio --root \"/nhà/Trang phường\"\n"),
            "{text}"
        );
        assert!(
            dir.path()
                .join("icons/hicolor/scalable/apps/loa-studio.svg")
                .is_file()
        );
        fs::write(&entry, "[Desktop Entry]\n").unwrap();
        let error = write(dir.path(), program, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&entry).unwrap(), "[Desktop Entry]\n");
    }

    #[test]
    fn the_entry_of_the_package_says_the_same() {
        let own = text(Path::new("/opt/loa"), None).unwrap();
        let own: Vec<_> = own.lines().collect();
        let packaged = include_str!("../../packaging/debian/loa-studio.desktop");
        for line in packaged
            .lines()
            .filter(|line| !line.starts_with("Keywords"))
        {
            assert!(own.contains(&line) || line == "Exec=loa studio", "{line}");
        }
    }
}
