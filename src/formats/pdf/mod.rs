//! PDF text, read in a process of its own: what a hostile file breaks or swells dies with that process.

mod column;
mod drawn;
mod gate;
mod page;
mod row;
mod ruled;
mod scan;
mod stamp;
#[cfg(test)]
mod tests;

use crate::TEXT_LIMIT;
use crate::encoding;
use crate::line::{Doubtful, RawLine, RawText, Unread};
use crate::ocr;
use crate::problem::Problem;
use crate::process::run;
use drawn::Reader;
pub(crate) use gate::counted as syllables;
use gate::{Doubt, Seen};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use page::Page;
pub(crate) use scan::placed;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The argument that makes the command a reader of PDF: bytes in, JSON out.
pub const CHILD: &str = "__read-pdf";

/// The argument that makes the command draw one page that is a picture.
pub const DRAW: &str = scan::CHILD;

/// Most pages whose words are recognised: some eight seconds each.
const SCAN_LIMIT: usize = 60;

/// Words that are recognised at least, where the pages are those of a document.
const WORDS: usize = 20;

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
    /// What pages say, which of them are pictures, and how many there are.
    Pictured(Box<RawText>, Vec<usize>, usize),
}

/// Reads a PDF in a process of its own. Words on pages that are pictures are recognised, where a program for that is
/// installed.
///
/// # Errors
/// When it is damaged, locked, too large, or its reader had to be stopped.
pub fn guarded(bytes: &[u8], program: &Path) -> Result<RawText, Problem> {
    match ask(bytes, program, CHILD)? {
        Answer::Pictured(text, pictured, pages) => {
            let refused = Problem::Pictures {
                found: pictured.len(),
                pages,
            };
            if !ocr::is_there() || pictured.len() > SCAN_LIMIT {
                return Err(refused);
            }
            let read = scan::recognised(bytes, program, &pictured)?;
            let words = read.iter().flat_map(|page| &page.lines);
            let words: usize = words.map(|line| line.text.split_whitespace().count()).sum();
            if words < WORDS {
                return Err(refused);
            }
            Ok(together(*text, &pictured, read))
        }
        answer => told(answer),
    }
}

/// The lines of pages that hold text, and of those that were recognised, in the order of pages.
fn together(text: RawText, pictured: &[usize], read: Vec<scan::Recognised>) -> RawText {
    let mut whole = RawText {
        wrapped: true,
        ..RawText::default()
    };
    let mut lines: Vec<(Vec<RawLine>, Vec<Doubtful>)> = Vec::new();
    let own = text.lines.into_iter();
    let own = own.filter(|line| !pictured.contains(&line.page));
    let mut pages: BTreeMap<usize, Vec<RawLine>> = BTreeMap::new();
    for line in own {
        pages.entry(line.page).or_default().push(line);
    }
    let last = pages.keys().chain(pictured).max().copied().unwrap_or(0);
    let mut read = pictured.iter().zip(read).peekable();
    for page in 1..=last {
        if let Some((_, found)) = read.next_if(|(number, _)| **number == page) {
            lines.push((found.lines, found.doubtful));
        }
        lines.extend(pages.remove(&page).map(|lines| (lines, Vec::new())));
    }
    whole.pass(Unread::Recognised, pictured.len());
    for (page, doubtful) in lines {
        let (first, before) = (page.first().map_or(1, |line| line.line), whole.lines.len());
        let place = |line: usize| before + 1 + line.saturating_sub(first);
        let doubtful = doubtful.into_iter().map(|words| Doubtful {
            line: place(words.line),
            ..words
        });
        whole.doubtful.extend(doubtful);
        let page = page.into_iter().map(|line| RawLine {
            line: place(line.line),
            ..line
        });
        whole.lines.extend(page);
    }
    whole
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
        Answer::Pictured(_, pictured, pages) => Err(Problem::Pictures {
            found: pictured.len(),
            pages,
        }),
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
    let (json, status) = run(Command::new(program).arg(argument), bytes, TIME_LIMIT)?;
    match serde_json::from_slice(&json) {
        Ok(answer) => Ok(answer),
        Err(_) if status.code().is_none() => Err(Problem::TooHeavy {}),
        Err(_) => Err(Problem::Damaged {
            reason: String::from("PDF").into(),
        }),
    }
}

/// The process that draws one page: a PDF from standard input, its picture to standard output.
///
/// # Errors
/// When the bytes cannot be taken or the picture cannot be given.
pub fn drawing(number: usize) -> std::io::Result<()> {
    limit_memory();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let picture = scan::draw(bytes, number).unwrap_or_default();
    std::io::stdout().write_all(&picture)
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
            Err(Doubt::Pictures(_, pages)) => {
                Answer::Pictured(Box::new(text), seen.pictured, pages)
            }
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
