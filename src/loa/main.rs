//! The `loa` command.

// On Windows a double click opens the browser and no console beside it; `launch` finds the terminal where there is one.
#![windows_subsystem = "windows"]

use std::process::ExitCode;

fn main() -> ExitCode {
    loa::run()
}
