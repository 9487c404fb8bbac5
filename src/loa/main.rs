//! The `loa` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    loa::run()
}
