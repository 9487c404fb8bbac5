//! `loa new`: a post of the right kind with what it needs, as a draft.

use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use author::{Author, slug_for};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::quoted_list;
use base::schema::{SectionKind, new_post};
use jiff::civil::Date;
use std::path::Path;

/// Makes `content/<ward>/<section>/<title>.md`.
pub fn new(
    root: &Path,
    ward: &str,
    section: &str,
    title: &str,
    today: Date,
    console: &Console,
) -> Result<(), Diagnostics> {
    let author = Author::open(root, "")?;
    let into = author.section(ward, section, "tin")?;
    let title = without_quotes(title);
    let slug = slug_for(title);
    if slug.is_empty() {
        let title = title.to_owned();
        return Err(Diagnostic::file(into.folder(), Problem::BadTitle { title }).into());
    }
    let place = into.place(author.root(), &slug)?;
    let kind = SectionKind::of(section).schema();
    author.create(&place, &new_post(kind, title, today))?;
    console.settle();
    console.say(&Notice::PostMade { path: place.path() });
    if into.is_new {
        let section = section.to_owned();
        let known = quoted_list(SectionKind::sections());
        console.say(&Notice::SectionMade { section, known });
    }
    Ok(())
}

/// A title without the quotation marks around the whole of it, which a terminal passes on when they are curly. Those of
/// a word inside stay.
fn without_quotes(title: &str) -> &str {
    const MARKS: &str = "“”\"«»„‟";
    let title = title.trim();
    let inside = title.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c));
    let within = inside.chars().filter(|c| MARKS.contains(*c)).count();
    let around = title.starts_with(|c| MARKS.contains(c)) && title.ends_with(|c| MARKS.contains(c));
    if within == 0 && (around || title.chars().filter(|c| MARKS.contains(*c)).count() == 1) {
        return inside;
    }
    title
}
