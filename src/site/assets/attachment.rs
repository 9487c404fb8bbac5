//! Documents that posts offer for download: Word, PDF or plain text, by their content; each read once. Beside them the
//! recordings that posts play.

use super::{Recordings, fingerprinted_whole, of_ward};
use crate::inspect;
use crate::problem::Problem;
use crate::root::{Root, Whole, resolve};
use base::diagnostic::Diagnostic;
use base::slug::slugify;
use formats::{FILE_LIMIT, Format};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A document as pages offer it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attachment {
    /// Its path from the root.
    pub id: String,
    /// Its address below the site's root.
    pub url: String,
    /// What it is called: `PDF`.
    pub kind: &'static str,
    /// In bytes.
    pub size: usize,
    /// The BLAKE3 hash of its bytes, in hexadecimal digits.
    pub hash: String,
}

/// The documents of a root. What was found once is what everybody is told during the build.
#[derive(Debug)]
pub struct Attachments {
    root: Root,
    /// Where documents lie, by ward and path.
    found: Mutex<Places<(String, String), Option<String>>>,
    /// Documents by their path from the root.
    known: Mutex<Places<String, Attachment>>,
    /// The recordings of the same root.
    pub recordings: Recordings,
}

/// Where the outcomes of looking for documents, or into them, come to stand, each once.
type Places<K, T> = BTreeMap<K, Arc<OnceLock<Result<T, Problem>>>>;

impl Attachments {
    /// The documents of `root`, none of them read yet.
    pub fn new(root: Root) -> Self {
        Self {
            recordings: Recordings::new(root.clone()),
            root,
            found: Mutex::default(),
            known: Mutex::default(),
        }
    }

    /// The document that a post in `folder` of the ward names, or the shared one at the same path.
    ///
    /// # Errors
    /// When it is not there, too large, or no document of a known type.
    pub fn find(&self, ward: &str, folder: &str, written: &str) -> Result<Attachment, Problem> {
        let path = resolve(folder, written).ok_or_else(|| Problem::PathOutside {
            path: written.into(),
        })?;
        let place = {
            let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(found.entry((ward.to_owned(), path.clone())).or_default())
        };
        let id = place.get_or_init(|| of_ward(&self.root, ward, [path.as_str()]));
        let id = id.clone()?.ok_or_else(|| Problem::AttachmentMissing {
            path: written.into(),
        })?;
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(id.clone()).or_default())
        };
        let found = place.get_or_init(|| self.read(id));
        found.clone().map_err(|problem| match problem {
            Problem::AttachmentUnknownType { .. } => Problem::AttachmentUnknownType {
                path: written.into(),
            },
            other => other,
        })
    }

    /// The bytes of a document, those that were found.
    ///
    /// # Errors
    /// When they can no longer be read.
    pub fn bytes(&self, attachment: &Attachment) -> Result<Arc<[u8]>, Diagnostic> {
        let whole = self.root.whole(&attachment.id, FILE_LIMIT);
        let Whole { hash, bytes } =
            whole.map_err(|problem| Diagnostic::file(&attachment.id, problem))?;
        debug_assert_eq!(hash, attachment.hash, "a root answers the same each time");
        Ok(bytes)
    }

    fn read(&self, id: String) -> Result<Attachment, Problem> {
        let unknown = || Problem::AttachmentUnknownType { path: id.clone() };
        let Whole { hash, bytes } = self.root.whole(&id, FILE_LIMIT)?;
        let format = Format::of(&bytes).map_err(|_| unknown())?;
        let name = id.rsplit('/').next().unwrap_or(&id);
        let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "van-ban" } else { &stem };
        let (extension, kind) = match format {
            Format::Docx | Format::Odt => inspect::kind(&bytes).ok_or_else(unknown)?,
            Format::Pdf => (format.extension(), "PDF"),
            Format::Text | Format::Markdown => (Format::Text.extension(), "văn bản thường"),
            // Pages and old formats may hold programs, which nobody looks for in them.
            Format::Doc | Format::Rtf | Format::Html | Format::Mhtml | Format::Photo => {
                return Err(unknown());
            }
        };
        Ok(Attachment {
            url: fingerprinted_whole(&format!("{stem}.{extension}"), &bytes),
            kind,
            size: bytes.len(),
            hash,
            id,
        })
    }
}
