//! Recordings of posts: found, read and named once, however many wards publish them.

use super::sound::{self, SoundFormat, Unfit};
use super::{fingerprinted_whole, of_ward};
use crate::problem::Problem;
use crate::root::{Root, Whole, resolve};
use base::diagnostic::Diagnostic;
use base::problem::FileProblem;
use base::slug::slugify;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Largest recording, in bytes: about a quarter of an hour of one voice, three minutes on a slow network.
const LIMIT: u64 = 8_000_000;

/// A recording as pages play it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recording {
    /// Its path from the root.
    pub id: String,
    /// Its address below the site's root.
    pub url: String,
    /// How its sound is kept.
    pub format: SoundFormat,
    /// How long it is, in seconds.
    pub seconds: u64,
    /// In bytes, as it is published.
    pub size: usize,
    /// The BLAKE3 hash of the file that it was read from, in hexadecimal digits.
    pub hash: String,
}

/// The recordings of a root. What was found once is what everybody is told during the build.
#[derive(Debug)]
pub struct Recordings {
    root: Root,
    /// By their path from the root.
    known: Mutex<BTreeMap<String, Slot>>,
}

/// Where the outcome of reading a recording comes to stand, once.
type Slot = Arc<OnceLock<Result<Recording, Problem>>>;

impl Recordings {
    /// The recordings of `root`, none of them read yet.
    pub fn new(root: Root) -> Self {
        Self {
            root,
            known: Mutex::default(),
        }
    }

    /// The recording that a post in `folder` of the ward names, or the shared one at the same path.
    ///
    /// # Errors
    /// When it is not there, too large, or no sound that browsers play.
    pub fn find(&self, ward: &str, folder: &str, written: &str) -> Result<Recording, Problem> {
        let path = resolve(folder, written).ok_or_else(|| Problem::PathOutside {
            path: written.into(),
        })?;
        let id = of_ward(&self.root, ward, [path.as_str()])?;
        let id = id.ok_or_else(|| Problem::RecordingMissing {
            path: written.into(),
        })?;
        let place = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(id.clone()).or_default())
        };
        let found = place.get_or_init(|| self.read(&id));
        found.clone().map_err(|problem| named(problem, written))
    }

    /// The bytes of a recording, as they are published.
    ///
    /// # Errors
    /// When its file can no longer be read.
    pub fn bytes(&self, recording: &Recording) -> Result<Vec<u8>, Diagnostic> {
        let id = &recording.id;
        let failed = |problem| Diagnostic::file(id, problem);
        let Whole { bytes, .. } = self.root.whole(id, LIMIT).map_err(failed)?;
        let sound = sound::read(&bytes).map_err(|unfit| failed(problem_of(unfit, id)))?;
        Ok(sound.bytes)
    }

    fn read(&self, id: &str) -> Result<Recording, Problem> {
        let whole = self.root.whole(id, LIMIT);
        let Whole { hash, bytes } = whole.map_err(|problem| match problem {
            Problem::File(FileProblem::FileTooLarge { size, .. }) => Problem::RecordingTooLarge {
                path: id.into(),
                size: megabytes(size),
                limit: megabytes(LIMIT),
            },
            other => other,
        })?;
        let sound = sound::read(&bytes).map_err(|unfit| problem_of(unfit, id))?;
        let name = id.rsplit('/').next().unwrap_or(id);
        let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "ban-thu" } else { &stem };
        let extension = sound.format.extension();
        Ok(Recording {
            id: id.into(),
            url: fingerprinted_whole(&format!("{stem}.{extension}"), &sound.bytes),
            format: sound.format,
            seconds: sound.length.div_ceil(1000),
            size: sound.bytes.len(),
            hash,
        })
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6).replace('.', ",")
}

fn problem_of(unfit: Unfit, path: &str) -> Problem {
    let path = path.to_owned();
    match unfit {
        Unfit::Unknown => Problem::RecordingUnknownType { path },
        Unfit::Damaged => Problem::RecordingDamaged { path },
        Unfit::Film => Problem::RecordingFilm { path },
    }
}

/// The problem with the recording named as in the post that has it.
fn named(problem: Problem, written: &str) -> Problem {
    let path = written.to_owned();
    match problem {
        Problem::RecordingUnknownType { .. } => Problem::RecordingUnknownType { path },
        Problem::RecordingDamaged { .. } => Problem::RecordingDamaged { path },
        Problem::RecordingFilm { .. } => Problem::RecordingFilm { path },
        Problem::RecordingTooLarge { size, limit, .. } => {
            Problem::RecordingTooLarge { path, size, limit }
        }
        other => other,
    }
}
