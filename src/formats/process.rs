//! Another program, or the command itself once more: bytes in, bytes out, within a limit of time.

use crate::problem::Problem;
use base::problem::FileProblem;
use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Runs a program, hands it `input`, and gives what it answers.
///
/// # Errors
/// When it cannot be started, or had to be stopped.
pub fn run(
    command: &mut Command,
    input: &[u8],
    limit: Duration,
) -> Result<(Vec<u8>, ExitStatus), Problem> {
    let failed = |error: std::io::Error| -> Problem {
        let reason = error.into();
        FileProblem::Unreadable { reason }.into()
    };
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (taker, giver) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        // A program that dies does not take its input: that is told by its answer.
        scope.spawn(move || taker.is_some_and(|mut taker| taker.write_all(input).is_ok()));
        let reader = scope.spawn(move || {
            let mut bytes = Vec::new();
            giver
                .and_then(|mut giver| giver.read_to_end(&mut bytes).ok())
                .map(|_| bytes)
        });
        let begin = Instant::now();
        while !reader.is_finished() && begin.elapsed() < limit {
            thread::sleep(Duration::from_millis(2));
        }
        if !reader.is_finished() {
            child.kill().ok();
            child.wait().ok();
            return Err(Problem::TooHeavy {});
        }
        let bytes = reader.join().ok().flatten().unwrap_or_default();
        let status = child.wait().map_err(failed)?;
        Ok((bytes, status))
    })
}
