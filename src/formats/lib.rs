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

mod doc;
pub mod docx;
pub mod encoding;
mod flow;
mod foreign;
mod guard;
mod html;
mod line;
mod markdown;
pub mod numbering;
mod ocr;
mod odt;
pub mod pdf;
pub mod photo;
mod picture;
pub mod problem;
pub mod process;
mod rtf;
pub mod styles;
mod symbol;
pub mod text;
mod word;
pub mod xml;

pub use guard::{CHILD, child, read as read_here};
pub use line::{Doubtful, Piece, RawLine, RawText, Style, Unread};
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
    /// Word before 2007.
    Doc,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// A page of the web.
    Html,
    /// A page of the web with its pictures in one file.
    Mhtml,
    /// Text with the marks of Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// A photograph of a page.
    Photo,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Docx,
        Self::Doc,
        Self::Odt,
        Self::Rtf,
        Self::Pdf,
        Self::Html,
        Self::Mhtml,
        Self::Markdown,
        Self::Text,
        Self::Photo,
    ];

    /// The ending of such files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Mhtml => "mht",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Photo => "jpg",
        }
    }

    /// The ending under which the original lies beside its post and is offered for download. None where it never is:
    /// pages and the old formats may hold programs that nobody looks for in them, photographs tell where they were taken.
    pub fn offered(self) -> Option<&'static str> {
        match self {
            Self::Docx | Self::Odt | Self::Pdf | Self::Text => Some(self.extension()),
            // A file of that ending would be a post.
            Self::Markdown => Some("txt"),
            Self::Doc | Self::Rtf | Self::Html | Self::Mhtml | Self::Photo => None,
        }
    }

    /// Whether the source keeps paragraphs, by which its places are told.
    pub fn has_paragraphs(self) -> bool {
        !matches!(self, Self::Pdf | Self::Text | Self::Photo)
    }

    /// Tells what a file is from its first bytes, whatever its name says.
    ///
    /// # Errors
    /// When it is none of these, or a photograph as iPhones keep them.
    pub fn of(bytes: &[u8]) -> Result<Self, Problem> {
        let begin = &bytes[..bytes.len().min(1024)];
        if begin.starts_with(b"PK\x03\x04") {
            return Ok(if odt::is_package(bytes) {
                Self::Odt
            } else {
                Self::Docx
            });
        }
        if begin.windows(5).any(|window| window == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if photo::is_photo(begin) {
            return Ok(Self::Photo);
        }
        if photo::is_heic(begin) {
            return Err(Problem::Heic {});
        }
        if begin.starts_with(doc::MARK) {
            return Ok(Self::Doc);
        }
        if begin.trim_ascii_start().starts_with(b"{\\rtf") {
            return Ok(Self::Rtf);
        }
        if html::is_message(bytes) {
            return Ok(Self::Mhtml);
        }
        if !bytes.is_empty() && html::is_page(bytes) {
            return Ok(Self::Html);
        }
        let utf16 = begin.starts_with(b"\xFF\xFE") || begin.starts_with(b"\xFE\xFF");
        let binary = begin
            .iter()
            .any(|byte| *byte < 9 || (14..32).contains(byte) && *byte != 27);
        if bytes.is_empty() || (binary && !utf16) {
            return Err(Problem::UnknownType {});
        }
        let marked = markdown::is_markdown(&encoding::decode(bytes));
        Ok(if marked { Self::Markdown } else { Self::Text })
    }
}

/// Reads a document's lines. `program` is the command itself, which reads all but Word's files and
/// plain text in a process of its own.
///
/// # Errors
/// When the file is of no known type, damaged, locked, or longer than a post can be.
pub fn read(bytes: &[u8], program: &Path) -> Result<(Format, RawText), Problem> {
    let format = Format::of(bytes)?;
    let raw = match format {
        Format::Text => text::read(bytes),
        Format::Docx => docx::read(bytes).map_err(|problem| foreign::named(problem, bytes))?,
        Format::Pdf => pdf::guarded(bytes, program)?,
        Format::Photo => photo::guarded(bytes, program)?,
        _ => guard::guarded(bytes, program)?,
    };
    let length = raw.length();
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
