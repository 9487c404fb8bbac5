//! Archives and files of other programs: what they are, so that a refusal can say what to do.

use crate::problem::Problem;
use std::io::Cursor;
use zip::ZipArchive;

/// Parts by which archives of other programs are known, and what those are called.
const PROGRAMS: [(&str, &str); 6] = [
    ("Index/Document.iwa", "Apple Pages"),
    ("Index.zip", "Apple Pages"),
    ("index.xml", "Apple Pages"),
    ("FixedDocSeq.fdseq", "XPS Viewer"),
    ("FixedDocumentSequence.fdseq", "XPS Viewer"),
    ("META-INF/container.xml", "EPUB"),
];

/// A problem, or a better one where an archive is no document: what it is instead.
pub fn named(problem: Problem, bytes: &[u8]) -> Problem {
    let Problem::UnknownType {} = problem else {
        return problem;
    };
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return problem;
    };
    let mut names = archive.file_names().filter_map(Result::ok);
    if names.any(|name| name.starts_with("xl/") || name.starts_with("ppt/")) {
        return Problem::Sheet {};
    }
    let found = PROGRAMS
        .iter()
        .find(|(part, _)| archive.index_for_name(part).is_some());
    found.map_or(problem, |(_, program)| Problem::Foreign {
        program: (*program).into(),
    })
}
