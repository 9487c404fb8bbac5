//! Pages of the web, as browsers and Word save them → the document on them.

mod charset;
mod ends;
mod lines;
mod mime;
mod page;
#[cfg(test)]
mod tests;
mod tree;

pub use mime::is_message;

use crate::docx::{convert_by_statistics, is_wrapped};
use crate::line::{RawText, Unread};
use crate::problem::Problem;
use page::Page;

/// Reads a page.
///
/// # Errors
/// When it is larger than any page, or its elements stand in each other too deep.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    of_text(&charset::decode(bytes, None))
}

/// Reads a page saved as one file.
///
/// # Errors
/// When there is no page in it, or that is larger than any page.
pub fn read_message(bytes: &[u8]) -> Result<RawText, Problem> {
    let (page, charset) = mime::page(bytes).ok_or_else(|| crate::xml::damaged("text/html"))?;
    of_text(&charset::decode(&page, charset.as_deref()))
}

fn of_text(text: &str) -> Result<RawText, Problem> {
    let page = Page::of(tree::parse(text)?);
    let (mut lines, pictures) = lines::lines(&page)?;
    convert_by_statistics(&mut lines);
    let lines = ends::cut(lines);
    let wrapped = is_wrapped(&lines);
    let mut raw = RawText {
        lines,
        wrapped,
        ..RawText::default()
    };
    raw.pass(Unread::Picture, pictures);
    Ok(raw)
}

/// Whether a file is a page: by what it begins with.
pub fn is_page(bytes: &[u8]) -> bool {
    charset::is_page(bytes)
}
