//! PDF text, read in a process of its own: what a hostile file breaks or swells dies with that process.

use super::page::{self, Glyph};
use super::{RawText, TEXT_LIMIT, encoding};
use crate::problem::Problem;
use base::problem::FileProblem;
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};
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

/// Most letters on one page.
const GLYPH_LIMIT: usize = 200_000;

/// What the reader answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(RawText),
    Locked,
    Damaged(String),
    TooManyPages(usize),
    TooLong(usize),
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
        Answer::TooLong(length) => Err(super::too_long(length)),
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
    let answer = extract(&bytes);
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

/// Opens a PDF.
///
/// # Errors
/// When it is damaged or locked.
pub fn open(bytes: &[u8]) -> Result<Document, Problem> {
    load(bytes).map_err(|answer| told(answer).err().unwrap_or(Problem::Locked {}))
}

/// The lines of its pages.
///
/// # Errors
/// When it is damaged or has more pages and letters than are read.
pub fn lines(document: &Document) -> Result<Vec<String>, Problem> {
    let text = told(text_of(document))?;
    Ok(text.lines.into_iter().map(|line| line.text).collect())
}

fn extract(bytes: &[u8]) -> Answer {
    match load(bytes) {
        Ok(document) => text_of(&document),
        Err(answer) => answer,
    }
}

fn load(bytes: &[u8]) -> Result<Document, Answer> {
    let document = match Document::load_mem(bytes) {
        Ok(document) => document,
        Err(pdf_extract::Error::InvalidPassword | pdf_extract::Error::Decryption(_)) => {
            return Err(Answer::Locked);
        }
        Err(error) => return Err(Answer::Damaged(error.to_string())),
    };
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(Answer::Locked);
    }
    Ok(document)
}

fn text_of(document: &Document) -> Answer {
    let pages = document.get_pages();
    if pages.is_empty() {
        return Answer::Damaged("0 /Page".into());
    }
    if pages.len() > PAGE_LIMIT {
        return Answer::TooManyPages(pages.len());
    }
    let mut collector = Collector::default();
    for number in pages.keys() {
        if let Err(error) = output_doc_page(document, &mut collector, *number) {
            return Answer::Damaged(error.to_string());
        }
        if collector.length > TEXT_LIMIT {
            return Answer::TooLong(collector.length);
        }
    }
    let mut text = RawText {
        lines: Vec::new(),
        wrapped: true,
        notes: Vec::new(),
    };
    for (at, (width, glyphs)) in collector.pages.into_iter().enumerate() {
        let first = text.lines.last().map_or(1, |line| line.line + 1);
        text.lines.extend(page::lines(glyphs, width, at + 1, first));
    }
    let all: String = text
        .lines
        .iter()
        .map(|line| format!("{}\n", line.text))
        .collect();
    if let Some(legacy) = encoding::detect(&all) {
        for line in &mut text.lines {
            line.text = encoding::clean(&encoding::convert(&line.text, legacy));
            for piece in &mut line.pieces {
                piece.text = encoding::clean(&encoding::convert(&piece.text, legacy));
            }
        }
    }
    Answer::Text(text)
}

/// Takes the letters of every page.
#[derive(Default)]
struct Collector {
    /// Width and letters of each page.
    pages: Vec<(f64, Vec<Glyph>)>,
    top: f64,
    left: f64,
    length: usize,
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.top = media.ury;
        self.left = media.llx;
        self.pages
            .push(((media.urx - media.llx).max(1.0), Vec::new()));
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let Some((_, glyphs)) = self.pages.last_mut() else {
            return Ok(());
        };
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let upright = place.m12.abs() < 0.3 * place.m11.abs();
        // Turned text is a stamp or a margin note, and no page holds so many letters.
        if !upright || glyphs.len() > GLYPH_LIMIT {
            return Ok(());
        }
        self.length += text.len();
        let size = size * scale;
        let (x, y) = (place.m31 - self.left, self.top - place.m32);
        glyphs.push(Glyph {
            text: text.to_owned(),
            x,
            y,
            end: x + width * size,
            size,
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
