//! The `loa` command: reads the command line, runs one command, answers with an exit code.

mod cli;
mod command;
mod console;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let lang = cli::lang(&arguments);
    match cli::parse(arguments, lang) {
        Ok(invocation) => command::run(invocation, lang),
        Err(answer) => answer.print(),
    }
}
