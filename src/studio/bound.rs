//! The pictures and documents that a text uses, as they were when somebody sent it: an approval is of their bytes too.

use crate::failure::Failure;
use crate::noted;
use crate::work::{keep, kept};
use author::{Author, Document, Version};
use formats::FILE_LIMIT;
use site::root::Root;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files by their paths from the root, each with its bytes' version.
pub type Files = BTreeMap<String, Version>;

/// The files that a text uses. Their bytes are kept, so that sites can go on having them whatever becomes of the files.
///
/// # Errors
/// When one cannot be read or kept.
pub fn of(folder: &Path, author: &Author, document: &Document) -> Result<Files, Failure> {
    let mut files = Files::new();
    for path in author.files_named(document)? {
        let bytes = author.root().read_bytes(&path, FILE_LIMIT)?;
        let version = keep(folder, &bytes);
        let version = version.map_err(|error| noted::failed(".loa/studio/versions", error))?;
        files.insert(path, version);
    }
    Ok(files)
}

/// What a file holds now; nothing where it is gone.
fn now(root: &Root, path: &str) -> Option<Version> {
    let bytes = root.read_bytes(path, FILE_LIMIT).ok()?;
    Some(Version::of(&bytes))
}

/// Refuses to go on with a text of which a picture or document was exchanged since it was sent.
///
/// # Errors
/// When one was.
pub fn unchanged(root: &Root, files: &Files) -> Result<(), Failure> {
    match files
        .iter()
        .find(|(path, version)| now(root, path).as_ref() != Some(version))
    {
        None => Ok(()),
        Some((path, _)) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            Err(Failure::refused(
                &format!(
                    "Tệp “{name}” của bài đã bị thay sau khi bài được gửi, nên bản đã duyệt không còn nữa."
                ),
                "Mở bài, xem lại tệp ấy rồi gửi duyệt lại.",
            ))
        }
    }
}

/// What of the files that approved texts use is not what was approved with any of them.
#[derive(Debug, Default)]
pub struct Exchanged(BTreeMap<String, Version>);

impl Exchanged {
    /// Looks at the files of all texts as they were approved last.
    pub fn find(root: &Root, texts: &BTreeMap<String, Files>) -> Self {
        let mut approved: BTreeMap<&String, BTreeSet<&Version>> = BTreeMap::new();
        for (path, version) in texts.values().flatten() {
            approved.entry(path).or_default().insert(version);
        }
        let exchanged = approved.into_iter().filter_map(|(path, versions)| {
            let same = now(root, path).is_some_and(|now| versions.contains(&now));
            let one = versions.into_iter().next_back().filter(|_| !same)?;
            Some((path.clone(), one.clone()))
        });
        Self(exchanged.collect())
    }

    /// Whether a text uses one.
    pub fn concerns(&self, files: &Files) -> bool {
        files.keys().any(|path| self.0.contains_key(path))
    }

    /// The bytes that were approved, which the sites go on having.
    ///
    /// # Errors
    /// When they are not kept.
    pub fn instead(&self, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let all = self.0.iter().map(|(path, version)| {
            let bytes = kept(folder, version).ok_or_else(|| {
                let name = path.rsplit('/').next().unwrap_or(path);
                Failure::refused(
                    &format!("Tệp “{name}” bị thay ở ngoài Loa, và bản đang trên trang không còn trong máy."),
                    "Mở bài dùng tệp ấy đọc lại rồi gửi duyệt, sau đó đăng.",
                )
            })?;
            Ok((path.clone(), bytes))
        });
        all.collect()
    }
}
