//! What people looked for on the touch screens of the wards and did not find: out of the files that the screens write to
//! sticks, which somebody puts into the folder `phan-hoi` of the root.

use kiosk::feedback::{self, Row};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use site::check;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Where the files are put, from the root.
pub const FOLDER: &str = "phan-hoi";

/// Most questions that are shown.
const SHOWN: usize = 10;

/// What tells whether a file is another by now: its name, its size in bytes, when it was written.
type Stamp = (PathBuf, u64, Option<SystemTime>);

/// What was read last, as long as the files are the same.
#[derive(Debug, Default)]
pub struct Gaps {
    year: i16,
    stamps: Vec<Stamp>,
    missed: Vec<Row>,
}

impl Gaps {
    /// The questions without an answer in the files of a folder, the most frequent first; read again only where a file is new,
    /// gone or another. A file that cannot be read tells nothing: `loa feedback` says what is wrong with it.
    pub fn of(&mut self, folder: &Path, year: i16) -> Vec<Row> {
        let stamps = stamps(folder);
        let certain = stamps.iter().all(|(.., written)| written.is_some());
        if !certain || self.year != year || self.stamps != stamps {
            self.missed = missed(&stamps, year);
            (self.year, self.stamps) = (year, stamps);
        }
        self.missed.clone()
    }
}

fn stamps(folder: &Path) -> Vec<Stamp> {
    let files = feedback::files(folder).unwrap_or_default();
    let stamps = files.into_iter().filter_map(|file| {
        let found = fs::metadata(&file).ok()?;
        Some((file, found.len(), found.modified().ok()))
    });
    stamps.collect()
}

fn missed(stamps: &[Stamp], year: i16) -> Vec<Row> {
    let read = stamps
        .iter()
        .filter_map(|(file, ..)| feedback::read(file).ok()?);
    let files: Vec<_> = read.collect();
    let merged = feedback::merge(&files, &|asked| check::is_in_line(asked, year));
    merged.missed.into_iter().take(SHOWN).collect()
}

/// The page that begins a post about a question.
pub fn begin(question: &str) -> String {
    let title = capital(question);
    format!(
        "/moi?tieu-de={}",
        utf8_percent_encode(&title, NON_ALPHANUMERIC)
    )
}

/// With a capital letter, as titles begin.
pub fn capital(question: &str) -> String {
    let mut chars = question.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::digest::sha256;
    use std::fs::File;
    use std::time::Duration;

    fn counts(question: &str) -> String {
        let body = format!(
            "loa-feedback 1\nward thu\nkiosk 00000001\nrelease 7\nday 2026-11-29\nprogram 0.1.0\ntoday -\nrest 2\n\
             run 0123456789abcdef\nupdates 1\ndropped 0\nsegment 1\nmissed 4 {question}\n"
        );
        let hash = sha256(body.as_bytes());
        format!("{body}end {hash}\n")
    }

    fn told(gaps: &mut Gaps, folder: &Path) -> Vec<String> {
        let rows = gaps.of(folder, 2026);
        rows.into_iter().map(|row| row.what).collect()
    }

    #[test]
    fn files_are_read_again_only_where_one_is_another() {
        let dir = tempfile::tempdir().unwrap();
        let mut gaps = Gaps::default();
        assert!(told(&mut gaps, &dir.path().join("none")).is_empty());
        let file = dir.path().join("dem-thu-00000001.txt");
        fs::write(&file, counts("zona")).unwrap();
        assert_eq!(told(&mut gaps, dir.path()), ["zona"]);
        // Of the same name, size and time it is taken for the same: nothing was read.
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, counts("cúm")).unwrap();
        let (long, short) = (counts("zona").len(), counts("cúm").len());
        assert_eq!(long, short, "the sizes are the same");
        File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(time)
            .unwrap();
        assert_eq!(told(&mut gaps, dir.path()), ["zona"]);
        let later = time + Duration::from_secs(1);
        File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert_eq!(told(&mut gaps, dir.path()), ["cúm"]);
        fs::remove_file(&file).unwrap();
        assert!(told(&mut gaps, dir.path()).is_empty());
    }
}
