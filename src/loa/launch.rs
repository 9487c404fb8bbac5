//! How the program was started: from a command line, or by a double click on its file, where nobody sees what it prints.

use std::ffi::OsString;
use std::io::{self, IsTerminal};

/// Whether somebody started the program by a click. In doubt nobody did, and the help is printed.
pub fn by_a_click() -> bool {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let terminal =
        io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    if cfg!(windows) {
        terminal && is_own_console(variable)
    } else {
        !terminal && !is_read() && is_desktop(variable)
    }
}

/// Whether a console was opened for this program alone: each command line of Windows leaves a mark in the environment of
/// what it starts, `cmd` its prompt, PowerShell a folder of the user's, others their shell.
fn is_own_console(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let marks = ["PROMPT", "SHELL", "MSYSTEM", "WT_SESSION", "TERM"];
    let profile = variable("USERPROFILE").unwrap_or_default();
    let modules = variable("PSModulePath").unwrap_or_default();
    let (profile, modules) = (profile.to_string_lossy(), modules.to_string_lossy());
    let powershell = !profile.is_empty() && modules.contains(profile.as_ref());
    !powershell && marks.iter().all(|mark| variable(mark).is_none())
}

/// Whether there is a desktop that can show a browser.
fn is_desktop(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    cfg!(target_os = "macos")
        || ["WAYLAND_DISPLAY", "DISPLAY"]
            .iter()
            .any(|name| variable(name).is_some())
}

/// Whether another program reads what is printed, as `$(loa)` does.
#[cfg(unix)]
fn is_read() -> bool {
    use std::fs::File;
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let out = io::stdout().as_fd().try_clone_to_owned();
    let kind = out.and_then(|out| File::from(out).metadata());
    kind.is_ok_and(|found| found.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_read() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(known: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        |name| {
            let found = known.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        }
    }

    #[test]
    fn a_console_of_windows_is_own_where_no_command_line_left_a_mark() {
        const HOME: (&str, &str) = ("USERPROFILE", r"C:\Users\Lan");
        const SYSTEM: (&str, &str) = ("PSModulePath", r"C:\Windows\system32\v1.0\Modules");
        const OWN: (&str, &str) = ("PSModulePath", r"C:\Users\Lan\Documents\PowerShell\Modules");
        assert!(is_own_console(with(&[HOME, SYSTEM])));
        assert!(!is_own_console(with(&[HOME, OWN])));
        assert!(!is_own_console(with(&[HOME, SYSTEM, ("PROMPT", "$P$G")])));
        assert!(!is_own_console(with(&[HOME, ("SHELL", "/usr/bin/bash")])));
    }

    #[test]
    fn without_a_desktop_there_is_no_click() {
        assert!(is_desktop(with(&[("DISPLAY", ":0")])));
        assert!(is_desktop(with(&[("WAYLAND_DISPLAY", "wayland-0")])));
        assert_eq!(is_desktop(with(&[])), cfg!(target_os = "macos"));
    }
}
