//! Pictures of posts: found, checked and measured once, however many pages show them.

use super::cache::{Cache, Entry};
use super::decode::{self, Facts, Memory};
use super::sheet::{Painted, Sheet};
use super::variants::{self, Variant};
use super::{Outlines, drawing, fingerprinted_whole, of_ward};
use crate::problem::Problem;
use crate::root::{Root, SHARED, Whole};
use base::diagnostic::Diagnostic;
use base::lang::Near;
use base::problem::FileProblem;
use base::slug::slugify;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// Largest picture file, in bytes.
const FILE_LIMIT: u64 = 20 << 20;

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picture {
    /// Its path from the root.
    pub id: String,
    /// The address, below the site's root, of the file for browsers that know no other.
    pub url: String,
    /// Pixels at which it is shown where there is room.
    pub width: u32,
    /// Pixels at which it is shown where there is room.
    pub height: u32,
    /// Whether it moves in its own file, but not on pages.
    pub animated: bool,
    /// The files made of it; none of a drawing.
    pub variants: Vec<Variant>,
    /// A drawing as it is published.
    drawing: Option<Arc<[u8]>>,
    /// The BLAKE3 hash of the file that it was read from, of a drawing that of its published bytes, in hexadecimal digits.
    pub hash: String,
    /// Names its files in the cache.
    key: String,
}

impl Picture {
    /// The words that stand in a drawing; none of other pictures.
    pub fn words(&self) -> Vec<String> {
        let drawing = self.drawing.as_deref();
        drawing.map(drawing::words).unwrap_or_default()
    }

    /// The shapes of a drawing; nothing where it is none, or holds what is not known to the painter.
    pub fn outlines(&self) -> Option<Outlines> {
        drawing::outlines(self.drawing.as_deref()?)
    }

    /// The addresses of all its files, below the site's root.
    pub fn urls(&self) -> Vec<&str> {
        if self.variants.is_empty() {
            return vec![&self.url];
        }
        let urls = self.variants.iter().map(|variant| variant.url.as_str());
        urls.collect()
    }
}

/// The pictures of a root, each read once.
#[derive(Debug)]
pub struct Pictures {
    root: Root,
    cache: Cache,
    memory: Memory,
    made: AtomicUsize,
    /// Pictures by their path from the root.
    known: Mutex<BTreeMap<String, Slot>>,
    /// Where pictures lie, by ward and path: what was found once is what everybody is told during the build.
    found: Mutex<BTreeMap<(String, String), Where>>,
    /// Drawings as pixels, by their hash and the box that they were painted for.
    painted: Mutex<BTreeMap<Canvas, PaintedSlot>>,
}

/// A drawing by its hash, and the box that it is painted for.
type Canvas = (String, (usize, usize));

/// Where a painted drawing comes to stand, once.
type PaintedSlot = Arc<OnceLock<Option<Arc<Painted>>>>;

/// Where the outcome of looking for a picture comes to stand, once.
type Where = Arc<OnceLock<Result<Option<String>, Problem>>>;

/// Where the outcome of reading a picture comes to stand, once.
type Slot = Arc<OnceLock<Result<Picture, Problem>>>;

impl Pictures {
    /// The pictures of `root`, none of them read yet. Where `cache` can be written, they are made
    /// smaller as soon as they are found; else they are only looked at.
    pub fn new(root: Root, cache: Cache) -> Self {
        Self {
            root,
            cache,
            memory: Memory::default(),
            made: AtomicUsize::new(0),
            known: Mutex::default(),
            found: Mutex::default(),
            painted: Mutex::default(),
        }
    }

    /// A drawing as pixels, as large as fits into a box; nothing where it is none, or holds what is not known to the painter.
    pub fn painted(&self, picture: &Picture, most: (usize, usize)) -> Option<Arc<Painted>> {
        let bytes = picture.drawing.as_deref()?;
        let place = {
            let mut painted = self.painted.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(painted.entry((picture.hash.clone(), most)).or_default())
        };
        let painted = place.get_or_init(|| drawing::paint(bytes, most).map(Arc::new));
        painted.clone()
    }

    /// A drawing as PNG, as large as fits into a box; nothing where it is none, or holds what is not known to the painter.
    pub fn png(&self, picture: &Picture, most: (usize, usize)) -> Option<Vec<u8>> {
        let painted = self.painted(picture, most)?;
        let mut sheet = Sheet::new(painted.width, painted.height());
        sheet.paint(&painted, (0, 0));
        Some(sheet.small_png())
    }

    /// The folder that the pictures are in.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// How many pictures had to be decoded and made smaller, for want of an entry in the cache.
    pub fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// The picture at `path` in the ward's folder, or else in the shared one. `written` is how the
    /// post names it, for messages.
    ///
    /// # Errors
    /// When there is none, or it cannot be shown.
    pub fn find(&self, ward: &str, path: &str, written: &str) -> Result<Picture, Problem> {
        let Some(id) = self.locate(ward, path)? else {
            let near = self.similar(ward, path);
            return Err(Problem::PictureMissing {
                path: written.into(),
                near,
            });
        };
        // The map is locked to find the picture's place alone, so that many are read at once.
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(id.clone()).or_default())
        };
        let found = place.get_or_init(|| self.read(&id));
        found.clone().map_err(|problem| named(problem, written))
    }

    /// The path from the root of the picture at `path` for a ward.
    fn locate(&self, ward: &str, path: &str) -> Result<Option<String>, Problem> {
        let place = {
            let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            let key = (ward.to_owned(), path.to_owned());
            Arc::clone(found.entry(key).or_default())
        };
        let found = place.get_or_init(|| {
            // A name with marks may lie on the disk in either of Unicode's forms: macOS decomposes.
            let forms = [path.to_owned(), path.nfc().collect(), path.nfd().collect()];
            of_ward(&self.root, ward, forms.iter().map(String::as_str))
        });
        found.clone()
    }

    /// The bytes of a picture's file, the same for all who ask; `id` is its path from the root.
    ///
    /// # Errors
    /// When it cannot be read, or is no longer what it was.
    pub fn bytes(&self, id: &str) -> Result<Arc<[u8]>, Diagnostic> {
        let whole = self.root.whole(id, FILE_LIMIT);
        let whole = whole.map_err(|problem| Diagnostic::file(id, problem))?;
        Ok(whole.bytes)
    }

    fn similar(&self, ward: &str, path: &str) -> Near {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut unread = Vec::new();
        let files: Vec<_> = [ward, SHARED]
            .iter()
            .flat_map(|top| {
                self.root
                    .files_below(&format!("content/{top}/{folder}"), &mut unread)
            })
            .filter_map(|file| file.rsplit('/').next().map(str::to_owned))
            .filter(|file| !file.ends_with(".md"))
            .collect();
        Near::find(name, files.iter().map(String::as_str))
    }

    fn read(&self, id: &str) -> Result<Picture, Problem> {
        let Whole { hash, bytes } = self.source(id)?;
        let name = id.rsplit('/').next().unwrap_or(id);
        let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "anh" } else { &stem };
        if name.to_ascii_lowercase().ends_with(".svg") {
            let drawing = drawing::publish(id, &bytes)?;
            decode::within_limits(id, drawing.width, drawing.height)?;
            return Ok(Picture {
                id: id.into(),
                url: fingerprinted_whole(&format!("{stem}.svg"), &drawing.bytes),
                width: drawing.width,
                height: drawing.height,
                animated: false,
                variants: Vec::new(),
                hash: blake3::hash(&drawing.bytes).to_hex().to_string(),
                drawing: Some(drawing.bytes),
                key: String::new(),
            });
        }
        let key = variants::key(&bytes);
        let facts = self.facts(id, stem, &key, &bytes)?;
        let variants = variants::plan(stem, &key, &facts);
        let widest = variants.iter().max_by_key(|variant| variant.width);
        let (width, height) = widest.map_or((1, 1), |variant| (variant.width, variant.height));
        Ok(Picture {
            id: id.into(),
            url: variants
                .last()
                .map_or_else(String::new, |variant| variant.url.clone()),
            width,
            height,
            animated: facts.animated,
            variants,
            drawing: None,
            hash,
            key,
        })
    }

    fn source(&self, id: &str) -> Result<Whole, Problem> {
        self.root
            .whole(id, FILE_LIMIT)
            .map_err(|problem| match problem {
                Problem::File(FileProblem::FileTooLarge { size, limit }) => {
                    let [found, limit] = [size, limit].map(|bytes| format!("{} MB", bytes >> 20));
                    Problem::PictureTooLarge {
                        path: id.into(),
                        found,
                        limit,
                    }
                }
                other => other,
            })
    }

    /// What is known of a raster picture. One that was made before is not decoded again.
    fn facts(&self, id: &str, stem: &str, key: &str, bytes: &[u8]) -> Result<Facts, Problem> {
        if let Some(entry) = self.cache.load(key) {
            return Ok(entry.facts);
        }
        if self.cache.is_writable() {
            self.make(id, stem, key, bytes).map(|entry| entry.facts)
        } else {
            decode::decode(id, bytes, &self.memory).map(|raster| raster.facts)
        }
    }

    /// Decodes a picture, makes its files and puts them into the cache.
    fn make(&self, id: &str, stem: &str, key: &str, bytes: &[u8]) -> Result<Entry, Problem> {
        let raster = decode::decode(id, bytes, &self.memory)?;
        let facts = raster.facts;
        let files = variants::make(id, raster, &variants::plan(stem, key, &facts))?;
        let entry = Entry { facts, files };
        self.made.fetch_add(1, Ordering::Relaxed);
        self.cache
            .store(key, &entry)
            .map_err(|error| FileProblem::OutputWrite {
                reason: error.into(),
            })?;
        Ok(entry)
    }

    /// The files of a picture with their addresses below the site's root.
    ///
    /// # Errors
    /// When the picture has changed or vanished since it was found.
    pub fn files(&self, picture: &Picture) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
        let failed = |problem| Diagnostic::file(picture.id.clone(), problem);
        if let Some(drawing) = &picture.drawing {
            return Ok(vec![(picture.url.clone(), drawing.to_vec())]);
        }
        let fits = |entry: &Entry| entry.files.len() == picture.variants.len();
        let entry = match self.cache.load(&picture.key).filter(fits) {
            Some(entry) => entry,
            None => {
                let bytes = self.source(&picture.id).map_err(failed)?.bytes;
                self.make(&picture.id, "", &picture.key, &bytes)
                    .map_err(failed)?
            }
        };
        let urls = picture.variants.iter().map(|variant| variant.url.clone());
        Ok(urls.zip(entry.files).collect())
    }

    /// Keeps the cache from growing without end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sweep_cache(&self) -> Result<(), Diagnostic> {
        self.cache.sweep().map_err(|error| {
            let folder = self.cache.folder().unwrap_or(self.root.dir());
            let reason = error.into();
            Diagnostic::file(
                folder.display().to_string(),
                FileProblem::OutputWrite { reason },
            )
        })
    }
}

/// The problem with the picture named as in the post that shows it.
fn named(problem: Problem, written: &str) -> Problem {
    let path = written.to_owned();
    match problem {
        Problem::PictureUnreadable { reason, .. } => Problem::PictureUnreadable { path, reason },
        Problem::PictureTooLarge { found, limit, .. } => {
            Problem::PictureTooLarge { path, found, limit }
        }
        Problem::PictureActive { line, what, .. } => Problem::PictureActive { path, line, what },
        Problem::DrawingUnfit { line, what, .. } => Problem::DrawingUnfit { path, line, what },
        Problem::DrawingUnreadable { line, defect, .. } => {
            Problem::DrawingUnreadable { path, line, defect }
        }
        Problem::DrawingHeavy { line, load, .. } => Problem::DrawingHeavy { path, line, load },
        Problem::PictureUnknownType { .. } => Problem::PictureUnknownType { path },
        Problem::PictureCutOff { .. } => Problem::PictureCutOff { path },
        other => other,
    }
}
