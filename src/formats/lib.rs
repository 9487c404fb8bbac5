//! A document's file → its lines of text, whatever the format and the encoding.
//!
//! ```
//! use formats::Format;
//! use std::path::Path;
//!
//! // A program is asked for PDF files alone.
//! let (format, text) = formats::read("ỦY BAN NHÂN DÂN\nKế hoạch".as_bytes(), Path::new("loa")).expect("plain text");
//! assert_eq!((format, text.lines.len()), (Format::Text, 2));
//! ```

pub mod docx;
pub mod encoding;
mod line;
pub mod numbering;
pub mod pdf;
pub mod problem;
pub mod styles;
mod symbol;
pub mod text;
mod word;
pub mod xml;

pub use line::{Piece, RawLine, RawText, Style, Unread};
pub use word::reference;

use problem::Problem;
use std::path::Path;

/// Largest file that is read, in bytes: a scan of some hundred pages is smaller.
pub const FILE_LIMIT: u64 = 32 << 20;

/// Longest text that is taken, in bytes: what a post may hold, some three hundred pages.
pub const TEXT_LIMIT: usize = 1 << 20;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, Office Open XML.
    Docx,
    /// PDF.
    Pdf,
    /// Plain text.
    Text,
}

impl Format {
    /// The ending of such files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Text => "txt",
        }
    }

    /// Tells what a file is from its first bytes, whatever its name says.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn of(bytes: &[u8]) -> Result<Self, Problem> {
        const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        let begin = &bytes[..bytes.len().min(1024)];
        if begin.starts_with(b"PK\x03\x04") {
            return Ok(Self::Docx);
        }
        if begin.windows(5).any(|window| window == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if begin.starts_with(OLD_OFFICE) {
            return Err(Problem::OldWord {});
        }
        let utf16 = begin.starts_with(b"\xFF\xFE") || begin.starts_with(b"\xFE\xFF");
        let binary = begin
            .iter()
            .any(|byte| *byte < 9 || (14..32).contains(byte) && *byte != 27);
        if bytes.is_empty() || begin.starts_with(b"{\\rtf") || (binary && !utf16) {
            return Err(Problem::UnknownType {});
        }
        Ok(Self::Text)
    }
}

/// Reads a document's lines. `program` is the command itself, which reads PDF files in a process of its own.
///
/// # Errors
/// When the file is of no known type, damaged, locked, or longer than a post can be.
pub fn read(bytes: &[u8], program: &Path) -> Result<(Format, RawText), Problem> {
    let format = Format::of(bytes)?;
    let raw = match format {
        Format::Text => text::read(bytes),
        Format::Docx => docx::read(bytes)?,
        Format::Pdf => pdf::guarded(bytes, program)?,
    };
    let length: usize = raw
        .lines
        .iter()
        .map(|line| line.text.len() + line.cells.iter().map(String::len).sum::<usize>())
        .sum();
    if length > TEXT_LIMIT {
        return Err(too_long(length));
    }
    if length == 0 {
        return Err(Problem::NoText {});
    }
    Ok((format, raw))
}

/// A text longer than a post can be.
fn too_long(length: usize) -> Problem {
    Problem::TooLong {
        found: format!("{} kB", length >> 10),
        limit: format!("{} kB", TEXT_LIMIT >> 10),
    }
}
