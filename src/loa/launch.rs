//! How the program was started: from a command line, or by a double click on its file, where nobody sees what it prints.

#[cfg(not(windows))]
use std::ffi::OsString;
use std::io;
#[cfg(not(windows))]
use std::io::IsTerminal;

/// How the program was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Launch {
    /// By a command line or another program, which sees what is printed. In doubt it is this.
    Command,
    /// By a click: nobody sees what is printed.
    Click,
}

/// Tells how the program was started, and lets it speak to the terminal that did.
#[cfg(not(windows))]
pub fn launch() -> Launch {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let terminal =
        io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    match !terminal && !is_read() && is_desktop(variable) {
        true => Launch::Click,
        false => Launch::Command,
    }
}

/// Tells how the program was started, and lets it speak to the terminal that did: Windows gives a program that has no
/// console of its own none. Streams that go elsewhere, as in `loa schema > file`, stay as they are.
#[cfg(windows)]
pub fn launch() -> Launch {
    use std::os::windows::io::{AsHandle, AsRawHandle, BorrowedHandle};
    // A handle that was never given to this program may have a number all the same.
    let given = |handle: BorrowedHandle<'_>| {
        !handle.as_raw_handle().is_null() && handle.try_clone_to_owned().is_ok()
    };
    if given(io::stdout().as_handle()) || given(io::stderr().as_handle()) {
        return Launch::Command;
    }
    match winsafe::AttachConsole(winsafe::PidParent::Parent) {
        Ok(()) => Launch::Command,
        Err(_) => Launch::Click,
    }
}

/// Shows what was printed where nobody sees it: as a text, in the program that Windows has for such files.
#[cfg(windows)]
pub fn show(text: &str) {
    use std::process::Command;
    let path = std::env::temp_dir().join("loa.txt");
    let text = format!("\u{feff}{}\n", text.trim_end()).replace('\n', "\r\n");
    // Where that fails too, the exit code must do.
    if base::disk::replace(&path, text.as_bytes()).is_ok() {
        let mut command = Command::new("rundll32");
        let shown = command.arg("url.dll,FileProtocolHandler").arg(path);
        shown.spawn().ok();
    }
}

/// Other systems keep what a program prints.
#[cfg(not(windows))]
pub fn show(_: &str) {}

/// Whether there is a desktop that can show a browser.
#[cfg(not(windows))]
fn is_desktop(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    cfg!(target_os = "macos")
        || ["WAYLAND_DISPLAY", "DISPLAY"]
            .iter()
            .any(|name| variable(name).is_some())
}

/// Whether another program reads what is printed, as `$(loa)` does.
#[cfg(not(windows))]
fn is_read() -> bool {
    use std::fs::File;
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let out = io::stdout().as_fd().try_clone_to_owned();
    let kind = out.and_then(|out| File::from(out).metadata());
    kind.is_ok_and(|found| found.file_type().is_fifo())
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    fn with(known: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        |name| {
            let found = known.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        }
    }

    #[test]
    fn without_a_desktop_there_is_no_click() {
        assert!(is_desktop(with(&[("DISPLAY", ":0")])));
        assert!(is_desktop(with(&[("WAYLAND_DISPLAY", "wayland-0")])));
        assert_eq!(is_desktop(with(&[])), cfg!(target_os = "macos"));
    }
}
