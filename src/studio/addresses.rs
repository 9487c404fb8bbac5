//! Addresses of the studio's own pages, and of pages as readers would see them.

use crate::desk::Desk;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What stands for itself in the path of an address.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\');

/// The address of a text's page of the kind `page`, such as `bai`.
pub fn address(page: &str, path: &str) -> String {
    let below = path.strip_prefix("content/").unwrap_or(path);
    format!("/{page}/{}", utf8_percent_encode(below, PATH))
}

/// Keeps a page to be shown; gives its address.
pub fn keep_page(desk: &Desk, ward: &str, path: &str, html: String) -> String {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let below = below.split_once('/').map_or(below, |(_, below)| below);
    let below = below.strip_suffix(".md").unwrap_or(below);
    desk.put_page(&format!("{ward}/{below}/"), without_scripts(&html));
    format!("/xem/{ward}/{}/", utf8_percent_encode(below, PATH))
}

/// A page without its scripts, which could not run where it is shown. The theme wrote it: no tag is hidden from view.
fn without_scripts(html: &str) -> String {
    const END: &str = "</script>";
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        kept.push_str(&rest[..start]);
        let end = rest[start..].find(END);
        rest = end.map_or("", |end| &rest[start + end + END.len()..]);
    }
    kept + rest
}
