//! What somebody changed beside the studio: no build takes it along until it was approved or, where one person does everything,
//! taken by name.

use crate::actor::Actor;
use crate::bound::{self, Exchanged};
use crate::builds::{self, Texts};
use crate::calendar::Changes;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::review::Reviews;
use crate::roles::{self, Role};
use crate::shape::Shape;
use crate::texts;
use crate::work::kept;
use author::Version;
use serde::Deserialize;
use site::root::TEXT_LIMIT;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that nobody approved as they are.
#[derive(Debug, Default)]
pub struct Unapproved {
    /// Those that the sites have, with what they hold there.
    pub changed: BTreeMap<String, Version>,
    /// Those that the sites do not have yet.
    pub new: BTreeSet<String>,
    /// Files of approved texts that are not what was approved with them; such texts are among the changed ones.
    pub exchanged: Exchanged,
}

impl Unapproved {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.new.is_empty()
    }

    /// All of them, by path.
    pub fn all(&self) -> Vec<String> {
        let mut all: Vec<_> = self.changed.keys().chain(&self.new).cloned().collect();
        all.sort();
        all
    }

    /// The bytes that the sites go on having.
    ///
    /// # Errors
    /// When those of a text are not kept: what somebody changed is not published in their place.
    pub fn instead(&self, desk: &Desk) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let all = self.changed.iter().map(|(path, version)| {
            let bytes = kept(&desk.folder(), version).ok_or_else(|| {
                let name = path.rsplit('/').next().unwrap_or(path);
                Failure::refused(
                    &format!("Bài “{name}” bị sửa ở ngoài Loa, và bản đang trên trang không còn trong máy."),
                    "Mở bài ấy đọc lại rồi gửi duyệt, sau đó đăng.",
                )
            })?;
            Ok((path.clone(), bytes))
        });
        let mut all: BTreeMap<_, _> = all.collect::<Result<_, Failure>>()?;
        all.extend(self.exchanged.instead(&desk.folder())?);
        Ok(all)
    }
}

/// Texts that are not what was approved here or, where they never were, what the sites were built with; and, without any
/// approval, posts whose day has come and texts that came to be since the sites were built.
///
/// # Errors
/// When the root was moved or deleted, or a list of approvals cannot be read.
pub fn unapproved(desk: &Desk, changes: &Changes) -> Result<Unapproved, Failure> {
    let mut found = Unapproved::default();
    let root = desk.root()?;
    let ups: BTreeSet<_> = changes.values().flat_map(|change| &change.up).collect();
    let built = builds::texts(&desk.folder());
    // A correction that waits for somebody changes nothing about what the file holds.
    let in_files = desk.in_files()?;
    let shelf = desk.shelf()?;
    let mut bound = desk.bound()?;
    // What a draft uses is on no site.
    bound.retain(|path, _| shelf.get(path).is_some_and(|book| !book.draft));
    found.exchanged = Exchanged::find(&root, &bound);
    for book in shelf.all().filter(|book| !book.draft) {
        let path = &book.path;
        let on_sites = built.as_ref().map(|built| built.get(path));
        let new = ups.contains(path) || on_sites == Some(None);
        let known = in_files.get(path);
        let had = known.or_else(|| on_sites.flatten().and_then(Option::as_ref));
        let same = |had: &Version| {
            let bytes = root.read_bytes(path, TEXT_LIMIT).ok();
            bytes.is_some_and(|bytes| Version::of(&bytes) == *had)
        };
        match had {
            Some(had) if (known.is_some() || !new) && same(had) => {
                let files = bound.get(path).filter(|_| known.is_some());
                if files.is_some_and(|files| found.exchanged.concerns(files)) {
                    found.changed.insert(path.clone(), had.clone());
                }
            }
            _ if new => drop(found.new.insert(path.clone())),
            Some(had) => drop(found.changed.insert(path.clone(), had.clone())),
            None => {}
        }
    }
    Ok(found)
}

/// Texts that the sites have and lose with the next build, though nobody withdrew them here: their files are gone, or say that
/// they are drafts.
///
/// # Errors
/// When the root was moved or deleted, or a list of approvals cannot be read.
pub fn leaving(desk: &Desk) -> Result<Vec<String>, Failure> {
    let built = builds::texts(&desk.folder()).unwrap_or_default();
    let in_files = desk.in_files()?;
    let (root, shelf) = (desk.root()?, desk.shelf()?);
    let leaves = |path: &&String| match shelf.get(path) {
        None => true,
        Some(book) if book.draft => {
            let bytes = root.read_bytes(path, TEXT_LIMIT).unwrap_or_default();
            in_files.get(*path) != Some(&Version::of(&bytes))
        }
        Some(_) => false,
    };
    Ok(built.keys().filter(leaves).cloned().collect())
}

/// What the sites have of a text, as far as it was approved here or they were built with it.
///
/// # Errors
/// When a list of approvals cannot be read.
pub fn had(
    desk: &Desk,
    reviews: &Reviews,
    ward: &str,
    path: &str,
) -> Result<Option<Version>, Failure> {
    Ok(on_sites(desk, reviews, ward, path)?.flatten())
}

/// The same, where it is known that they have nothing: `Some(None)`. `None` where nobody knows what they have.
///
/// # Errors
/// As [`had`].
pub fn on_sites(
    desk: &Desk,
    reviews: &Reviews,
    ward: &str,
    path: &str,
) -> Result<Option<Option<Version>>, Failure> {
    if let Some(known) = reviews.in_files(ward)?.remove(path) {
        return Ok(Some(Some(known)));
    }
    let Some(mut built) = builds::texts(&desk.folder()) else {
        return Ok(None);
    };
    // What a text held is not known of builds from before that was noted.
    Ok(built
        .remove(path)
        .map_or(Some(None), |version| version.map(Some)))
}

/// What the sites have after a build, of the texts that they would have without what nobody approved.
pub fn noted(mut texts: Texts, unapproved: &Unapproved) -> Texts {
    texts.retain(|path, _| !unapproved.new.contains(path));
    for (path, version) in &unapproved.changed {
        texts.insert(path.clone(), Some(version.clone()));
    }
    texts
}

/// A text that somebody read and takes as it is.
#[derive(Debug, Deserialize)]
pub struct Seen {
    path: String,
    version: Version,
}

/// Whether somebody may take what a text's file holds for what the sites may have.
///
/// # Errors
/// Why not, in words.
pub fn may_take(desk: &Desk, who: &Actor, path: &str) -> Result<Shape, Failure> {
    let shape = Shape::of(path).ok_or_else(Failure::missing)?;
    let people = desk.people()?;
    roles::require(&people, who, &shape.ward, &[Role::Publish])?;
    roles::require(&people, who, &shape.ward, roles::approvers(&shape, false))?;
    let standing = desk.reviews().standing(&shape.ward, path)?;
    let waits = standing.is_some_and(|standing| standing.what.waits());
    if !people.alone(&shape.ward) || shape.is_health() || waits {
        return Err(Failure::refused(
            "Bài sửa ở ngoài Loa phải được gửi duyệt.",
            "Mở bài đọc lại, bấm “Gửi duyệt” hoặc “Đăng lên trang”.",
        ));
    }
    Ok(shape)
}

/// Writes down that somebody takes these texts as their files are; each must still hold what was seen.
///
/// # Errors
/// When one is another by now, or the person may not take it: nothing is taken then.
pub fn take(desk: &Desk, who: &Actor, seen: &[Seen]) -> Result<(), Failure> {
    let root = desk.root()?;
    let mut taken = Vec::new();
    for Seen { path, version } in seen {
        let shape = may_take(desk, who, path)?;
        root.stay_inside(path)?;
        let bytes = root.read_bytes(path, TEXT_LIMIT)?;
        if Version::of(&bytes) != *version {
            return Err(Failure::refused(
                "Bài vừa đổi thêm lần nữa ở ngoài Loa.",
                "Tải lại trang rồi xem lại.",
            ));
        }
        let (document, _) = texts::document(path, &bytes)?;
        let files = bound::of(&desk.folder(), &desk.author(who)?, &document)?;
        taken.push((shape, path, bytes, files));
    }
    let reviews = desk.reviews();
    for (shape, path, bytes, files) in taken {
        let had = had(desk, &reviews, &shape.ward, path)?;
        let text = (path.as_str(), had, bytes.as_slice());
        reviews.taken(&shape.ward, text, files, (who, true))?;
    }
    Ok(())
}
