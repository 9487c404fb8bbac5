//! Documents that posts offer for download: Word, PDF or plain text, by their content.

use super::fingerprinted;
use crate::content::{Root, SHARED, resolve};
use crate::import::read::{FILE_LIMIT, Format};
use crate::inspect;
use crate::problem::Problem;
use crate::slug::slugify;

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

impl Attachment {
    /// The document that a post in `folder` of the ward names, or the shared one at the same path.
    ///
    /// # Errors
    /// When it is not there, too large, or no document of a known type.
    pub fn find(root: &Root, ward: &str, folder: &str, written: &str) -> Result<Self, Problem> {
        let path = resolve(folder, written).ok_or_else(|| Problem::PathOutside {
            path: written.into(),
        })?;
        let id = [ward, SHARED]
            .map(|top| format!("content/{top}/{path}"))
            .into_iter()
            .find(|id| root.has_file(id))
            .ok_or_else(|| Problem::AttachmentMissing {
                path: written.into(),
            })?;
        let bytes = root
            .read_bytes(&id, FILE_LIMIT)
            .map_err(|diagnostic| *diagnostic.problem)?;
        let format = Format::of(&bytes).map_err(|_| Problem::AttachmentUnknownType {
            path: written.into(),
        })?;
        let name = id.rsplit('/').next().unwrap_or(&id);
        let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "van-ban" } else { &stem };
        let (extension, kind) = match format {
            Format::Docx => {
                inspect::kind(&bytes).ok_or_else(|| Problem::AttachmentUnknownType {
                    path: written.into(),
                })?
            }
            Format::Pdf => (format.extension(), "PDF"),
            Format::Text => (format.extension(), "văn bản thường"),
        };
        Ok(Self {
            url: fingerprinted(&format!("{stem}.{extension}"), &bytes),
            kind,
            size: bytes.len(),
            hash: blake3::hash(&bytes).to_hex().to_string(),
            id,
        })
    }
}
