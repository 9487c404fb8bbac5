//! Documents read in a process of their own: what a hostile file breaks or swells dies with that process.

use crate::Format;
use crate::TEXT_LIMIT;
use crate::doc;
use crate::encoding;
use crate::html;
use crate::line::RawText;
use crate::markdown;
use crate::odt;
use crate::pdf::{ask, limit_memory};
use crate::problem::Problem;
use crate::rtf;
use crate::too_long;
use base::lang::{Lang, Localise};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::Path;

/// The argument that makes the command a reader of documents: bytes in, JSON out.
pub const CHILD: &str = "__read-document";

/// What the reader answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(RawText),
    TooLong(usize),
    Locked,
    OldWord,
    Sheet,
    TooHeavy,
    Damaged(String),
    Unknown,
}

/// Reads a document of any format but Word's, PDF and plain text in a process of its own.
///
/// # Errors
/// When it is damaged, locked, too large, or its reader had to be stopped.
pub fn guarded(bytes: &[u8], program: &Path) -> Result<RawText, Problem> {
    match ask(bytes, program, CHILD)? {
        Answer::Text(text) => Ok(text),
        Answer::TooLong(length) => Err(too_long(length)),
        Answer::Locked => Err(Problem::Locked {}),
        Answer::OldWord => Err(Problem::OldWord {}),
        Answer::Sheet => Err(Problem::Sheet {}),
        Answer::TooHeavy => Err(Problem::TooHeavy {}),
        Answer::Damaged(reason) => Err(Problem::Damaged {
            reason: reason.into(),
        }),
        Answer::Unknown => Err(Problem::UnknownType {}),
    }
}

/// The reader's own process: bytes from standard input, the answer to standard output.
///
/// # Errors
/// When the bytes cannot be taken or the answer cannot be given.
pub fn child() -> std::io::Result<()> {
    limit_memory();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let json = serde_json::to_vec(&answer(&bytes))?;
    std::io::stdout().write_all(&json)
}

fn answer(bytes: &[u8]) -> Answer {
    match read(bytes) {
        Ok(text) => match text.length() {
            length if length > TEXT_LIMIT => Answer::TooLong(length),
            _ => Answer::Text(text),
        },
        Err(Problem::Locked {}) => Answer::Locked,
        Err(Problem::OldWord {}) => Answer::OldWord,
        Err(Problem::Sheet {}) => Answer::Sheet,
        Err(Problem::TooHeavy {}) => Answer::TooHeavy,
        Err(Problem::Damaged { reason }) => Answer::Damaged(reason.localise(Lang::En).into_owned()),
        Err(_) => Answer::Unknown,
    }
}

/// Reads a document in this process.
///
/// # Errors
/// When it is damaged, locked, or swells beyond reason.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    match Format::of(bytes)? {
        Format::Doc => doc::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Html => html::read(bytes),
        Format::Mhtml => html::read_message(bytes),
        Format::Markdown => markdown::read(&encoding::decode(bytes)),
        // These have readers of their own.
        Format::Docx | Format::Pdf | Format::Text => Err(Problem::UnknownType {}),
    }
}
