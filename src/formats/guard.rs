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
        Format::Docx | Format::Pdf | Format::Text | Format::Photo => Err(Problem::UnknownType {}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::stopwatch::time;

    /// Documents of each format, to be broken.
    fn seeds() -> Vec<Vec<u8>> {
        let page = "<html><body><ul><li><a href=/>A</a></ul><table><tr><td rowspan=2>TT<td colspan=3>Năm</table><p>Số: 1/KH</p></body></html>";
        let rtf = "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset163 A;}}\\trowd\\intbl a\\cell\\row\\pard{\\footnote b}\\u7910?\\'e1{\\listtext 1.}\\par}";
        let marked = "## Một\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n- ba\n  1. bốn\n";
        let message = format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{page}\n--x--\n"
        );
        let old: &[u8] = include_bytes!("../../tests/testsuite/import/kham-suc-khoe.doc");
        let texts = [page, rtf, marked, &message].map(|text| text.as_bytes().to_vec());
        texts.into_iter().chain([old.to_vec()]).collect()
    }

    /// The same numbers each time, without end.
    struct Numbers(u64);

    impl Numbers {
        fn next(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
        }
    }

    #[test]
    fn no_broken_file_breaks_a_reader_or_keeps_it_long() {
        let mut numbers = Numbers(20_260_405);
        for seed in seeds() {
            let mut read_anyway = 0;
            for _ in 0..60 {
                let mut bytes = seed.clone();
                for _ in 0..=numbers.next(6) {
                    let at = numbers.next(bytes.len());
                    match numbers.next(4) {
                        0 => bytes[at] = u8::try_from(numbers.next(256)).unwrap_or(0),
                        1 => bytes.truncate(at.max(1)),
                        2 => {
                            let piece = bytes[at..(at + 40).min(bytes.len())].to_vec();
                            bytes.splice(at..at, piece.repeat(20));
                        }
                        _ => {
                            bytes.remove(at);
                            bytes.push(b'<');
                        }
                    }
                }
                let taken = time(|| read_anyway += usize::from(read(&bytes).is_ok()));
                assert!(taken.as_secs() < 5);
            }
            assert!(read_anyway > 0);
        }
    }
}
