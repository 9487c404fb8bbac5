//! Official documents that were given to be imported: read and understood in memory, nothing written; the last few are kept
//! for whoever looks at what was recognised.

use crate::failure::Failure;
use analysis::fold;
use axum::http::StatusCode;
use base::diagnostic::Diagnostic;
use base::lang::{Lang, Localise};
use base::message::Message;
use formats::problem::Problem;
use formats::{Format, RawLine};
use import::Imported;
use import::write::{self, Passed};
use serde::Serialize;
use site::{check, inspect};
use std::sync::{Arc, Mutex, PoisonError};

/// Largest document, in bytes.
pub const LIMIT: usize = 20 << 20;

/// How many documents are kept at once.
const KEPT: usize = 3;

/// Longest words of a place that are shown, in characters.
const SHOWN: usize = 240;

/// A document, understood.
#[derive(Debug)]
pub struct Reading {
    /// The BLAKE3 hash of its bytes, in hexadecimal digits.
    pub hash: String,
    /// The name that its file had, without the ending.
    pub name: String,
    /// The file as it is published beside the post: without what nobody meant to publish.
    pub bytes: Vec<u8>,
    /// The hash of these.
    pub bytes_hash: String,
    /// What it says.
    pub imported: Imported,
    /// What is to be known before its original is published.
    pub warnings: Vec<Warning>,
    lines: Vec<RawLine>,
}

/// Something to be known about a document's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    words: String,
    help: String,
}

/// A place in a document, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Where: “trang 2, dòng 31”.
    pub place: String,
    /// The words there.
    pub text: String,
}

impl Reading {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is too large or damaged, of no known kind, or holds no text.
    pub fn of(name: &str, bytes: &[u8], year: i16) -> Result<Self, Failure> {
        if bytes.len() > LIMIT {
            return Err(Failure::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Văn bản lớn hơn 20 MB.",
                "Xin bản Word, hoặc bản PDF không phải ảnh chụp.",
            ));
        }
        let program = std::env::current_exe().map_err(|_| {
            Failure::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Không mở được phần đọc văn bản.",
                "Đóng chương trình Loa rồi mở lại.",
            )
        })?;
        let (format, raw) = formats::read(bytes, &program).map_err(|problem| refused(&problem))?;
        let imported = import::understand(format, &raw);
        // What is not offered for download gives nothing away.
        let clean = format
            .offered()
            .and_then(|_| inspect::cleaned(bytes, &program));
        let published = clean.unwrap_or_else(|| bytes.to_vec());
        let offered = format
            .offered()
            .map(|_| inspect::inspect(&published, &program));
        let found = offered.map(|inside| check::of_document(name, &inside, year));
        let found = found.unwrap_or_default();
        let mut warnings: Vec<_> = found.iter().map(warning).collect();
        warnings.extend(write::passed(&imported).map(unread));
        warnings.dedup();
        Ok(Self {
            hash: blake3::hash(bytes).to_hex().to_string(),
            name: name.rsplit_once('.').map_or(name, |(stem, _)| stem).into(),
            bytes_hash: blake3::hash(&published).to_hex().to_string(),
            bytes: published,
            warnings,
            imported,
            lines: raw.lines,
        })
    }

    /// The place of a sentence that begins on a line.
    pub fn at(&self, line: usize, sentence: &str) -> Source {
        let page = self.lines.iter().find(|raw| raw.line == line);
        let place = match (self.imported.format, page) {
            (format, _) if format.has_paragraphs() => format!("đoạn {line}"),
            (Format::Pdf, Some(raw)) => format!("trang {}, dòng {line}", raw.page),
            _ => format!("dòng {line}"),
        };
        let mut text: String = sentence.chars().take(SHOWN).collect();
        if text.len() < sentence.len() {
            text.push('…');
        }
        Source { place, text }
    }

    /// The first place that holds a value, written with marks and capitals or without.
    pub fn find(&self, value: &str) -> Option<Source> {
        const TELLING: usize = 12;
        let wanted = fold(value);
        if wanted.is_empty() {
            return None;
        }
        let holds = |raw: &&RawLine| {
            let line = fold(&words(raw));
            // A long value may go on over several lines.
            let line = line.trim();
            line.contains(&wanted) || (line.len() > TELLING && wanted.contains(line))
        };
        let found = self.lines.iter().find(holds)?;
        Some(self.at(found.line, words(found).trim()))
    }
}

/// What stands on a line.
fn words(raw: &RawLine) -> String {
    match raw.cells.is_empty() {
        true => raw.text.replace('\t', " "),
        false => raw.cells.join(" · "),
    }
}

/// A problem of a file as a sentence; what stands in backticks is quoted as people do.
fn warning(told: &Diagnostic) -> Warning {
    let quoted = |sentence: &str| {
        let parts = sentence.split('`').enumerate();
        let parts = parts.map(|(at, part)| match at % 2 {
            0 => part.to_owned(),
            _ => format!("“{part}”"),
        });
        capital(&parts.collect::<String>())
    };
    Warning {
        words: quoted(&told.problem.text(Lang::Vi)),
        help: quoted(&told.problem.help(Lang::Vi)),
    }
}

/// Something of the file that was not read.
fn unread(passed: Passed) -> Warning {
    Warning {
        words: format!("Tệp còn có {}.", passed.localise(Lang::Vi)),
        help: "Mở bản gốc, xem có gì cần đưa vào bài không.".to_owned(),
    }
}

fn refused(problem: &Problem) -> Failure {
    let (words, help) = (problem.text(Lang::Vi), problem.help(Lang::Vi));
    Failure::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        &format!("{}.", capital(&words)),
        &format!("{}.", capital(&help)),
    )
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The documents that were read last.
#[derive(Debug, Default)]
pub struct Readings(Mutex<Vec<Arc<Reading>>>);

impl Readings {
    /// Keeps a document; the oldest goes when there are too many.
    pub fn put(&self, reading: Reading) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| known.hash != reading.hash);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Arc::new(reading));
    }

    /// The document with this hash.
    ///
    /// # Errors
    /// When it is not kept any more.
    pub fn get(&self, hash: &str) -> Result<Arc<Reading>, Failure> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|known| known.hash == hash).cloned();
        found.ok_or_else(|| {
            Failure::new(
                StatusCode::GONE,
                "Máy không còn giữ văn bản này.",
                "Về trang “Nhập văn bản” và chọn lại tệp.",
            )
        })
    }
}
