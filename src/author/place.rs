//! Where a post goes: the ward that was meant, a section that can be an address, a slug cut once for everybody.

use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::Near;
use base::slug::{is_device, portable, slugify};
use site::content::meant_section;
use site::model::{SectionKind, is_reserved};
use site::problem::Problem as SiteProblem;
use site::root::{Root, SHARED};

/// Longest slug, in characters.
const SLUG_LIMIT: usize = 80;

/// A section of a ward, or of the posts that all wards share, that posts can be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The ward's folder, `nam-dong` or `chung`.
    pub ward: String,
    /// The section's folder, `tin`.
    pub name: String,
    /// Whether neither the ward nor the shared posts had it, and Loa does not know it.
    pub is_new: bool,
}

impl Section {
    /// The section called `name` of `ward`. `fallback` is suggested for a name without any letter.
    ///
    /// # Errors
    /// When there is no such ward, or the name cannot be an address or was surely meant as that of another section.
    pub fn find(root: &Root, ward: &str, name: &str, fallback: &str) -> Result<Self, Diagnostic> {
        let wards = root.folders_in("content")?;
        if ward != SHARED && !wards.iter().any(|known| known == ward) {
            let near = Near::find(ward, wards.iter().map(String::as_str));
            let ward = ward.to_owned();
            let problem = SiteProblem::UnknownWard { ward, near };
            return Err(Diagnostic::file("content", problem));
        }
        let path = format!("content/{ward}/{name}");
        let slug = match slugify(name) {
            empty if empty.is_empty() => fallback.to_owned(),
            slug => slug,
        };
        if slug != name || is_device(name) {
            let meant = meant_section(name).or_else(|| meant_section(&slug));
            let problem = SiteProblem::BadFolderName {
                name: name.into(),
                suggestion: meant.map_or_else(|| portable(&slug), str::to_owned),
            };
            return Err(Diagnostic::file(path, problem));
        }
        let known = SectionKind::of(name) != SectionKind::Plain;
        let is_new = !known && !is_there(root, ward, name)?;
        if let Some(meant) = meant_section(name).filter(|_| is_new) {
            let (section, meant) = (name.to_owned(), meant.to_owned());
            let problem = SiteProblem::UnknownSection { section, meant };
            return Err(Diagnostic::file(path, problem));
        }
        Ok(Self {
            ward: ward.into(),
            name: name.into(),
            is_new,
        })
    }

    /// The section's folder from the root.
    pub fn folder(&self) -> String {
        format!("content/{}/{}", self.ward, self.name)
    }

    /// The place of the post `slug` in this section. Whether a post is there already is asked when one is written.
    ///
    /// # Errors
    /// When the slug cannot be an address, Loa keeps it for itself, or the way to it leads out of the root.
    pub fn place(&self, root: &Root, slug: &str) -> Result<Place, Diagnostic> {
        let place = Place {
            ward: self.ward.clone(),
            section: self.name.clone(),
            slug: slug.into(),
        };
        let path = place.path();
        let suggestion = slug_for(slug);
        if suggestion != slug || slug.is_empty() {
            let slug = slug.to_owned();
            let problem = Problem::BadSlug { slug, suggestion };
            return Err(Diagnostic::file(self.folder(), problem));
        }
        if is_reserved(&self.name, slug) {
            let url = format!("{}/{slug}/", self.name);
            return Err(Diagnostic::file(path, SiteProblem::ReservedUrl { url }));
        }
        root.stay_inside(&path)?;
        Ok(place)
    }
}

/// Whether a section is there already, in the ward or shared.
fn is_there(root: &Root, ward: &str, section: &str) -> Result<bool, Diagnostic> {
    for folder in [ward, SHARED] {
        let sections = root.folders_in(&format!("content/{folder}"))?;
        if sections.iter().any(|known| known == section) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where a post lies, or will lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The ward's folder.
    pub ward: String,
    /// The section's folder.
    pub section: String,
    /// The name of the post's file, without `.md`.
    pub slug: String,
}

impl Place {
    /// The folder from the root.
    pub fn folder(&self) -> String {
        format!("content/{}/{}", self.ward, self.section)
    }

    /// The post's file from the root.
    pub fn path(&self) -> String {
        self.beside("md")
    }

    /// A file of the same name with another ending.
    pub fn beside(&self, ending: &str) -> String {
        format!("{}/{}.{ending}", self.folder(), self.slug)
    }

    /// The post of the section that has this address already, under whatever name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn taken(&self, root: &Root) -> Result<Option<String>, Diagnostics> {
        let mut unread = Vec::new();
        let others = root.files_below(&self.folder(), &mut unread);
        let unread = Diagnostics::from(unread);
        if unread.has_errors() {
            return Err(unread);
        }
        let taken = |other: &String| slug_of(other) == self.slug;
        Ok(others.into_iter().find(taken))
    }
}

/// The slug of a post with this title, short enough for the name of a file; empty where the title has no letter.
pub fn slug_for(title: &str) -> String {
    let slug = portable(&slugify(title));
    if slug.len() <= SLUG_LIMIT {
        return slug;
    }
    let cut = slug[..SLUG_LIMIT].rfind('-').unwrap_or(SLUG_LIMIT);
    slug[..cut].to_owned()
}

/// Slugs for posts with the same title, one after the other: `tiem-phong`, `tiem-phong-2` and on to 99.
pub fn numbered(slug: &str) -> impl Iterator<Item = String> {
    (1..100).map(move |number| match number {
        1 => slug.to_owned(),
        number => format!("{slug}-{number}"),
    })
}

/// The slug of the post in a file; empty where it is no post.
fn slug_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    slugify(name.strip_suffix(".md").unwrap_or(""))
}
