//! Slips that Markdown passes over in silence: what was meant as a link or a picture and is none.

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::problem::Problem;
use crate::unseen::is_refused;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// Endings of the files that posts refer to.
const ENDINGS: [&str; 7] = [".md", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"];

/// Reports the slips in `span` of `source`, passing over code.
pub fn find(
    source: &SourceFile,
    span: Range<usize>,
    options: Options,
    problems: &mut Vec<Diagnostic>,
) {
    let text = &source.text[span.clone()];
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_refused(*c)) {
        let place = span.start + at..span.start + at + c.len_utf8();
        problems.push(Diagnostic::at(
            source,
            place,
            Problem::ControlCharacterInText {},
        ));
    }
    let spaced: Vec<_> = spaced_paths(text).collect();
    if spaced.is_empty() {
        return;
    }
    let code: Vec<_> = Parser::new_ext(text, options)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range)
        .collect();
    for range in spaced {
        if !code.iter().any(|code| code.contains(&range.start)) {
            let path = text[range.clone()].to_owned();
            let place = span.start + range.start..span.start + range.end;
            problems.push(Diagnostic::at(
                source,
                place,
                Problem::LinkWithSpace { path },
            ));
        }
    }
}

/// What stands between `](` and `)` and is a file's path with a space in it.
fn spaced_paths(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("](").filter_map(|(at, _)| {
        let start = at + 2;
        let line = text[start..].lines().next()?;
        let path = &line[..line.find(')')?];
        let plain = !path.starts_with('<') && !path.contains(['"', '\'']);
        let lower = path.to_lowercase();
        let file = ENDINGS
            .iter()
            .any(|ending| lower.trim_end().ends_with(ending));
        (plain && file && path.trim().contains(' ')).then(|| start..start + path.len())
    })
}
