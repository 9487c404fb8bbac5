//! PDF text, read in a process of its own: what a hostile file breaks or swells dies with that process.

mod column;
mod drawn;
mod gate;
mod page;
mod row;
mod ruled;
mod stamp;
#[cfg(test)]
mod tests;

use crate::TEXT_LIMIT;
use crate::encoding;
use crate::line::{RawText, Unread};
use crate::problem::Problem;
use base::problem::FileProblem;
use drawn::Reader;
use gate::{Doubt, Seen};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use page::Page;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The argument that makes the command a reader of PDF: bytes in, JSON out.
pub const CHILD: &str = "__read-pdf";

/// Time for one file.
const TIME_LIMIT: Duration = Duration::from_secs(8);

/// Memory for one file, in bytes.
#[cfg(target_os = "linux")]
const MEMORY_LIMIT: u64 = 440 << 20;

/// Most pages: a post of the largest size has some three hundred.
const PAGE_LIMIT: usize = 600;

/// Where the mark of a file's end is looked for, in bytes from the end: some are followed by what sent them.
const TAIL: usize = 64 << 10;

/// What the reader answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(RawText),
    Locked,
    Damaged(String),
    TooManyPages(usize),
    TooLong(usize),
    Doubted(Doubt),
}

/// Reads a PDF in a process of its own.
///
/// # Errors
/// When it is damaged, locked, too large, or its reader had to be stopped.
pub fn guarded(bytes: &[u8], program: &Path) -> Result<RawText, Problem> {
    told(ask(bytes, program, CHILD)?)
}

/// What an answer says, as the importer tells it.
fn told(answer: Answer) -> Result<RawText, Problem> {
    match answer {
        Answer::Text(text) => Ok(text),
        Answer::Locked => Err(Problem::Locked {}),
        Answer::Damaged(reason) => Err(Problem::Damaged {
            reason: reason.into(),
        }),
        Answer::TooManyPages(found) => Err(Problem::TooManyPages {
            found,
            limit: PAGE_LIMIT,
        }),
        Answer::TooLong(length) => Err(crate::too_long(length)),
        Answer::Doubted(Doubt::Pictures(found, pages)) => Err(Problem::Pictures { found, pages }),
        Answer::Doubted(Doubt::Unnamed(percent)) => Err(Problem::Unnamed { percent }),
        Answer::Doubted(Doubt::Nonsense(percent)) => Err(Problem::Nonsense { percent }),
    }
}

/// Starts the command once more with `argument`, hands it a PDF, and takes its answer within limits of time and memory.
///
/// # Errors
/// When it cannot be started, had to be stopped, or died.
pub fn ask<A: DeserializeOwned>(
    bytes: &[u8],
    program: &Path,
    argument: &str,
) -> Result<A, Problem> {
    let failed = |error: std::io::Error| -> Problem {
        let reason = error.into();
        FileProblem::Unreadable { reason }.into()
    };
    let mut child = Command::new(program)
        .arg(argument)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        // A reader that dies does not take its input: that is told by its answer.
        scope.spawn(move || input.is_some_and(|mut input| input.write_all(bytes).is_ok()));
        let reader = scope.spawn(move || {
            let mut json = String::new();
            output
                .and_then(|mut output| output.read_to_string(&mut json).ok())
                .map(|_| json)
        });
        let begin = Instant::now();
        while !reader.is_finished() && begin.elapsed() < TIME_LIMIT {
            thread::sleep(Duration::from_millis(2));
        }
        if !reader.is_finished() {
            child.kill().ok();
            child.wait().ok();
            return Err(Problem::TooHeavy {});
        }
        let json = reader.join().ok().flatten().unwrap_or_default();
        let status = child.wait().map_err(failed)?;
        match serde_json::from_str(&json) {
            Ok(answer) => Ok(answer),
            Err(_) if status.code().is_none() => Err(Problem::TooHeavy {}),
            Err(_) => Err(Problem::Damaged {
                reason: String::from("PDF").into(),
            }),
        }
    })
}

/// The reader's own process: bytes from standard input, the answer to standard output.
pub fn child() -> std::io::Result<()> {
    limit_memory();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let answer = judged(bytes);
    let json = serde_json::to_vec(&answer)?;
    std::io::stdout().write_all(&json)
}

/// Keeps this process within the limits of a reader.
#[cfg(target_os = "linux")]
pub fn limit_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    // Without the limits the file is still read; the time limit stays.
    setrlimit(Resource::As, limit(MEMORY_LIMIT)).ok();
    setrlimit(Resource::Cpu, limit(TIME_LIMIT.as_secs() + 1)).ok();
    setrlimit(Resource::Core, limit(0)).ok();
}

/// Keeps this process within the limits of a reader, where the system can.
#[cfg(not(target_os = "linux"))]
pub fn limit_memory() {}

/// The lines of a PDF's pages.
///
/// # Errors
/// When it is damaged, locked, or has more pages and letters than are read.
pub fn lines(bytes: Vec<u8>) -> Result<Vec<String>, Problem> {
    let answer = extract(bytes).map_or_else(|answer| answer, |(text, _)| Answer::Text(text));
    let text = told(answer)?;
    Ok(text.lines.into_iter().map(|line| line.text).collect())
}

/// What a PDF says, if that is text.
fn judged(bytes: Vec<u8>) -> Answer {
    match extract(bytes) {
        Ok((text, seen)) => match seen.judge(&whole(&text)) {
            Ok(()) => Answer::Text(text),
            Err(doubt) => Answer::Doubted(doubt),
        },
        Err(answer) => answer,
    }
}

fn extract(bytes: Vec<u8>) -> Result<(RawText, Seen), Answer> {
    // A file that breaks off can be read in part: what is missing would be missed by nobody.
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(Answer::Damaged("%%EOF".into()));
    }
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Err(Answer::Locked),
        Err(LoadPdfError::Invalid) => return Err(Answer::Damaged("PDF".into())),
    };
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Answer::Damaged("0 /Page".into()));
    }
    if pages.len() > PAGE_LIMIT {
        return Err(Answer::TooManyPages(pages.len()));
    }
    let reader = Reader::new(&pdf);
    let mut text = RawText {
        lines: Vec::new(),
        wrapped: true,
        notes: Vec::new(),
        ..RawText::default()
    };
    let (mut length, mut seen) = (0, Seen::default());
    for (at, page) in pages.iter().enumerate() {
        let drawn = reader.page(page);
        length += drawn
            .glyphs
            .iter()
            .map(|glyph| glyph.text.len())
            .sum::<usize>();
        if length > TEXT_LIMIT {
            return Err(Answer::TooLong(length));
        }
        let letters = drawn.glyphs.iter().filter(|glyph| !glyph.is_blank());
        seen.page(letters.count(), drawn.unknown, drawn.pictured);
        let first = text.lines.last().map_or(1, |line| line.line + 1);
        let mut glyphs = stamp::placed(drawn.glyphs, drawn.stamps);
        let tables = ruled::tables(&drawn.rules, &mut glyphs);
        let page = Page {
            number: at + 1,
            width: drawn.width,
            glyphs,
            tables,
        };
        text.lines.extend(page::lines(page, first));
    }
    if let Some(legacy) = encoding::detect(&whole(&text)) {
        let unicode = |text: &str| encoding::clean(&encoding::convert(text, legacy));
        for line in &mut text.lines {
            line.text = unicode(&line.text);
            for piece in &mut line.pieces {
                piece.text = unicode(&piece.text);
            }
            for cell in &mut line.cells {
                *cell = unicode(cell);
            }
        }
    }
    text.pass(Unread::Page, seen.pictured.len());
    Ok((text, seen))
}

/// All that a document says.
fn whole(text: &RawText) -> String {
    let mut all = String::new();
    for line in &text.lines {
        for part in std::iter::once(&line.text).chain(&line.cells) {
            all.push_str(part);
            all.push('\n');
        }
    }
    all
}
