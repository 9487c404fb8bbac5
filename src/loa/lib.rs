//! The `loa` command: reads the command line, runs one command, answers with an exit code.

mod cli;
mod command;
mod console;
mod grammar;
mod launch;
pub mod notice;
pub mod problem;
mod voice;

use formats::pdf;
use formats::photo;
use launch::Launch;
use site::inspect;
use std::process::ExitCode;

/// Runs the command with the arguments of this process.
pub fn run() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == pdf::CHILD) {
        // The command started itself to read a PDF apart from its own memory and time.
        return pdf::child().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if arguments
        .get(1)
        .is_some_and(|first| first == formats::CHILD)
    {
        return formats::child().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if arguments
        .get(1)
        .is_some_and(|first| first == inspect::CHILD)
    {
        return inspect::child().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if arguments
        .get(1)
        .is_some_and(|first| first == inspect::CLEAN)
    {
        return inspect::cleaning().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if arguments.get(1).is_some_and(|first| first == pdf::DRAW) {
        let page = arguments
            .get(2)
            .and_then(|page| page.to_str()?.parse().ok());
        return pdf::drawing(page.unwrap_or(0)).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if arguments.get(1).is_some_and(|first| first == photo::CHILD) {
        return photo::drawing().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let launch = launch::launch();
    if arguments.len() == 1 && launch == Launch::Click {
        arguments.push("studio".into());
    }
    let lang = cli::lang(&arguments);
    match cli::parse(arguments, lang) {
        Ok(invocation) => command::run(invocation, lang, launch),
        Err(answer) => answer.print(),
    }
}
