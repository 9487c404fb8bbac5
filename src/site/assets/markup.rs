//! A picture's tags.

use super::{Format, Picture};
use crate::linker::Linker;
use pulldown_cmark_escape::{escape_href, escape_html};

/// How wide pictures are shown, for the choice of the file. On screens with three dots a pixel two are
/// enough: nobody sees the difference, and on 3G it is half of the bytes.
pub const SIZES: &str = "(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw";

/// The addresses that a picture's tags name, as they stand on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// For `src`.
    pub src: String,
    /// For the `srcset` of a WebP `source`; absent where there is none.
    pub webp: Option<String>,
    /// For the `srcset` of `img`; absent where there is no choice.
    pub srcset: Option<String>,
}

impl Addresses {
    /// The addresses of `picture` on the page of `linker`.
    pub fn of(picture: &Picture, linker: &Linker) -> Self {
        let set = |wanted: fn(Format) -> bool| {
            let variants = picture.variants.iter();
            let listed: Vec<_> = variants
                .filter(|variant| wanted(variant.format))
                .map(|variant| format!("{} {}w", linker.to(&variant.url), variant.width))
                .collect();
            listed
        };
        let webp = set(|format| format == Format::WebP);
        let others = set(|format| format != Format::WebP);
        Self {
            src: linker.to(&picture.url),
            webp: (!webp.is_empty()).then(|| webp.join(", ")),
            srcset: (others.len() > 1).then(|| others.join(", ")),
        }
    }
}

/// How a picture stands in a text.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// What it shows.
    pub alt: &'a str,
    /// What the writer added; may be empty.
    pub title: &'a str,
    /// Whether it is seen before anyone scrolls: then it comes first, else only when it is near.
    pub first: bool,
}

/// The tags of a picture (HTML, 4.8.1): a `picture` with a WebP source, or a plain `img` for drawings.
pub fn tags(picture: &Picture, addresses: &Addresses, place: Place<'_>) -> String {
    let mut html = String::new();
    if let Some(webp) = &addresses.webp {
        html.push_str("<picture><source type=\"image/webp\" srcset=\"");
        push_escaped(&mut html, webp);
        html.push_str(&format!("\" sizes=\"{SIZES}\">"));
    }
    html.push_str("<img src=\"");
    push_href(&mut html, &addresses.src);
    if let Some(srcset) = &addresses.srcset {
        html.push_str("\" srcset=\"");
        push_escaped(&mut html, srcset);
        html.push_str(&format!("\" sizes=\"{SIZES}"));
    }
    html.push_str("\" alt=\"");
    push_escaped(&mut html, place.alt);
    html.push_str(&format!(
        "\" width=\"{}\" height=\"{}\" {} decoding=\"async\"",
        picture.width,
        picture.height,
        if place.first {
            "fetchpriority=\"high\""
        } else {
            "loading=\"lazy\""
        }
    ));
    if !place.title.is_empty() {
        html.push_str(" title=\"");
        push_escaped(&mut html, place.title);
        html.push('"');
    }
    html.push('>');
    if addresses.webp.is_some() {
        html.push_str("</picture>");
    }
    html
}

fn push_escaped(out: &mut String, text: &str) {
    escape_html(out, text).unwrap_or_else(|error| unreachable!("a String takes any text: {error}"));
}

fn push_href(out: &mut String, address: &str) {
    escape_href(out, address)
        .unwrap_or_else(|error| unreachable!("a String takes any text: {error}"));
}
