//! `loa build --then`: a command that runs when the sites are in place and no other build can change them.

use crate::console::Console;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use std::ffi::OsStr;
use std::process::{Command, ExitCode, ExitStatus};

/// Runs `command` in the system's shell and gives its exit code.
pub fn run(command: &OsStr, console: &Console) -> Result<ExitCode, Diagnostics> {
    let told = |problem| Diagnostics::from(Diagnostic::file(command.to_string_lossy(), problem));
    let ended = shell(command).status().map_err(|error| {
        let reason = error.into();
        told(Problem::CannotRun { reason })
    })?;
    let code = code(ended);
    if code != 0 {
        console.show(&told(Problem::CommandFailed { code }));
    }
    // Windows has greater ones, of which the last eight bits may be none.
    let narrow = if code == 0 {
        0
    } else {
        u8::try_from(code).unwrap_or(1)
    };
    Ok(ExitCode::from(narrow))
}

#[cfg(not(windows))]
fn shell(command: &OsStr) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command);
    shell
}

/// `cmd` takes the rest of the line as it stands, without its own first and last quote.
#[cfg(windows)]
fn shell(command: &OsStr) -> Command {
    use std::os::windows::process::CommandExt;
    let mut line = std::ffi::OsString::from("/D /S /C \"");
    line.push(command);
    line.push("\"");
    let mut shell = Command::new(std::env::var_os("COMSPEC").unwrap_or_else(|| "cmd.exe".into()));
    shell.raw_arg(line);
    shell
}

/// The exit code, or as shells have it 128 and the signal that ended the command.
fn code(ended: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&ended) {
        return 128 + signal;
    }
    ended.code().unwrap_or(1)
}
