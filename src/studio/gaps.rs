//! What people looked for on the touch screens of the wards and did not find: out of the files that the screens write to
//! sticks, which somebody puts into the folder `phan-hoi` of the root.

use crate::desk::Desk;
use kiosk::feedback::{self, Row};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use site::check;

/// Where the files are put.
const FOLDER: &str = "phan-hoi";

/// Most questions that are shown.
const SHOWN: usize = 10;

/// The questions without an answer, the most frequent first. A file that cannot be read tells nothing: `loa feedback` says
/// what is wrong with it.
pub fn gaps(desk: &Desk) -> Vec<Row> {
    let Ok(files) = feedback::files(&desk.place(FOLDER)) else {
        return Vec::new();
    };
    let read = files.iter().filter_map(|file| feedback::read(file).ok()?);
    let files: Vec<_> = read.collect();
    let year = desk.today().year();
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
