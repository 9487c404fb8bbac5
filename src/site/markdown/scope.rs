//! What a text may refer to: the posts of its ward, and the pictures beside it.

use super::Heading;
use crate::assets::{Picture, Pictures};
use crate::linker::Linker;
use crate::model::{Reference, telephone};
use crate::problem::Problem;
use crate::root::resolve;
use base::lang::Near;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The surroundings of one text.
pub struct Scope<'a> {
    /// Addresses of the ward's published posts by file, `suc-khoe/a.md` → `suc-khoe/a/`.
    pub posts: &'a BTreeMap<String, String>,
    /// Files of posts that this build leaves out.
    pub drafts: &'a [String],
    /// Files of posts whose day has not come.
    pub held: &'a [String],
    /// Files of posts that could not be read, which has been told already.
    pub broken: &'a [String],
    /// Pictures of the root.
    pub pictures: &'a Pictures,
    /// The ward's id, whose folder is searched for pictures before the shared one.
    pub ward: &'a str,
    /// The text's folder below the ward's, `suc-khoe`; empty for the ward's own `_index.md`.
    pub folder: &'a str,
    /// Whether the text begins at the top of its page, so that a picture there is seen at once.
    pub at_top: bool,
    /// Whether the lengths of its sentences are measured.
    pub measured: bool,
    /// Makes addresses as they stand on this page.
    pub linker: &'a Linker,
}

/// A link to a heading, to be checked once all pages are known.
#[derive(Debug, Clone)]
pub struct AnchorUse {
    /// The post's file; `None` for the text itself.
    pub file: Option<String>,
    /// The anchor without `#`.
    pub anchor: String,
    /// Where the link stands in its file.
    pub span: Range<usize>,
}

impl AnchorUse {
    /// The problem of a link to an anchor that none of the headings of `target` has.
    pub fn missing(&self, headings: &[Heading], target: &str) -> Problem {
        let ids = headings.iter().map(|heading| heading.id.as_str());
        Problem::AnchorMissing {
            anchor: self.anchor.clone(),
            target: target.into(),
            near: Near::find(&self.anchor, ids),
        }
    }
}

/// Where a link leads.
pub enum Destination {
    /// Another page of the site: its address on this page, its file and the anchor if any.
    Page {
        /// The address.
        href: String,
        /// The post's file.
        file: String,
        /// The anchor.
        anchor: Option<String>,
    },
    /// A heading of the same text.
    Here(String),
    /// Another site, a mail address or a telephone number.
    Outside(String),
}

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

impl Scope<'_> {
    /// Looks up a link as written.
    ///
    /// # Errors
    /// The problem with it.
    pub fn link(&self, written: &str, suggest: bool) -> Result<Destination, Problem> {
        if let Some(anchor) = written.strip_prefix('#') {
            return Ok(Destination::Here(anchor.to_owned()));
        }
        let lower = written.to_ascii_lowercase();
        if let Some(number) = lower.strip_prefix("tel:") {
            // What follows `;` are parameters (RFC 3966).
            let number = number.split(';').next().unwrap_or_default();
            let number = percent_encoding::percent_decode_str(number).decode_utf8_lossy();
            let dialled =
                telephone::dialled(&number).filter(|_| !number.contains(char::is_alphabetic));
            return match dialled {
                Some(number) => Ok(Destination::Outside(format!("tel:{number}"))),
                None => Err(Problem::LinkPhone {
                    target: written.into(),
                }),
            };
        }
        if lower.starts_with("www.") {
            return Ok(Destination::Outside(format!("https://{written}")));
        }
        if lower.contains('@') && !lower.contains([':', '/']) {
            return Ok(Destination::Outside(format!("mailto:{written}")));
        }
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
            return Ok(Destination::Outside(written.to_owned()));
        }
        let (path, anchor) = written
            .split_once('#')
            .map_or((written, None), |(path, anchor)| (path, Some(anchor)));
        if !path.to_ascii_lowercase().ends_with(".md")
            || lower.starts_with("//")
            || path.contains(':')
        {
            return Err(Problem::LinkNotAllowed {
                target: written.into(),
            });
        }
        let (file, url) = self.post(path, suggest)?;
        let page = self.linker.to(&url);
        let href = anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"));
        Ok(Destination::Page {
            href,
            file,
            anchor: anchor.map(str::to_owned),
        })
    }

    /// The file and the address of the post that `written` leads to. To `suggest` one that is written alike takes a look
    /// at every post.
    ///
    /// # Errors
    /// When no published post is there.
    pub fn post(&self, written: &str, suggest: bool) -> Result<(String, String), Problem> {
        let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
        let composed: String = decoded.nfc().collect();
        let file = resolve(self.folder, &composed).ok_or_else(|| Problem::PathOutside {
            path: written.into(),
        })?;
        if let Some(url) = self.posts.get(&file).filter(|_| !self.held.contains(&file)) {
            return Ok((file, url.clone()));
        }
        if self.broken.contains(&file) {
            return Ok((file, String::new()));
        }
        if self.drafts.contains(&file) {
            return Err(Problem::LinkToDraft {
                target: written.into(),
            });
        }
        if self.held.contains(&file) {
            return Err(Problem::LinkToHeld {
                target: written.into(),
            });
        }
        let here: Vec<_> = self
            .posts
            .keys()
            .take(if suggest { usize::MAX } else { 0 })
            .map(|file| self.written_here(file))
            .collect();
        let near = Near::find(&decoded, here.iter().map(String::as_str));
        Err(Problem::LinkMissing {
            target: written.into(),
            near,
        })
    }

    /// A post's file as this text would write it.
    fn written_here(&self, file: &str) -> String {
        match (file.split_once('/'), self.folder) {
            (Some((section, name)), folder) if section == folder => name.to_owned(),
            (_, "") => file.to_owned(),
            _ => format!("../{file}"),
        }
    }

    /// The same for a reference in front matter.
    ///
    /// # Errors
    /// When no published post is there.
    pub fn reference(&self, reference: &Reference) -> Result<(String, String), Problem> {
        self.post(&reference.path, true)
    }

    /// Looks up a picture as written.
    ///
    /// # Errors
    /// When it is not there, not a picture, or too large.
    pub fn picture(&self, written: &str) -> Result<Picture, Problem> {
        let lower = written.to_ascii_lowercase();
        if lower.contains("://") || lower.starts_with("//") || lower.starts_with("data:") {
            return Err(Problem::PictureRemote {
                path: written.into(),
            });
        }
        let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
        let path = resolve(self.folder, &decoded).ok_or_else(|| Problem::PathOutside {
            path: written.into(),
        })?;
        self.pictures.find(self.ward, &path, written)
    }
}
