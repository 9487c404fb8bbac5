//! A ward's next site, built beside the present one.

use super::precompress::{self, COPIES, Compressor};
use super::state::{BuildState, FileRecord, Group, modified};
use super::{STATE, exchange, failure};
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::digest::Sha256;
use base::disk;
use base::manifest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Held while a build writes to an output folder.
#[derive(Debug)]
pub struct OutputLock {
    out: PathBuf,
    compressor: Arc<Compressor>,
    /// Locked until it is closed. It was opened before anything is written, so it learns of every error since.
    file: File,
}

impl OutputLock {
    /// Makes the output folder where needed and keeps other builds out of it.
    ///
    /// # Errors
    /// When the folder cannot be written, or another build holds it.
    pub fn take(out: &Path) -> Result<Self, Diagnostic> {
        let state = out.join(STATE);
        fs::create_dir_all(&state).map_err(|error| failure(out, error))?;
        let file = File::create(state.join("lock")).map_err(|error| failure(out, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self {
                out: out.into(),
                compressor: Arc::default(),
                file,
            }),
            Err(TryLockError::WouldBlock) => Err(Diagnostic::file(
                out.display().to_string(),
                Problem::OutputBusy {},
            )),
            Err(TryLockError::Error(error)) => Err(failure(out, error)),
        }
    }

    /// The output folder.
    pub(super) fn out(&self) -> &Path {
        &self.out
    }

    /// Flushes everything written so far in one go; says whether the system can.
    pub(super) fn flush(&self) -> Result<bool, Diagnostic> {
        disk::flush_file_system(&self.file).map_err(|error| failure(&self.out, error))
    }
}

/// What a build changed of a ward's site.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files of the whole site.
    pub files: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
}

/// A ward's next site. Files may be put from several threads.
#[derive(Debug)]
pub struct Staging {
    pub(super) current: PathBuf,
    pub(super) next: PathBuf,
    pub(super) aside: PathBuf,
    /// Where what is known of the present site lies: the build state and the manifest.
    pub(super) records: [PathBuf; 2],
    /// Where that of the next site lies until it has taken its place.
    pub(super) next_records: [PathBuf; 2],
    previous: BuildState,
    /// Whether the last build was stopped before its records took their places, so that the present folder may hold
    /// files that no manifest names.
    unsure: bool,
    /// Whether the next site has taken its place.
    pub(super) switched: bool,
    /// Whether the present site was made by this same program.
    same_generator: bool,
    /// Makes the compressed copies that stand beside the files, where there are to be any.
    compressor: Option<Arc<Compressor>>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// What is known of the next site.
    build: BuildState,
    /// Files that lie in `next`; all others of the site are taken over from `current`.
    written: BTreeSet<String>,
    /// Folders made in `next`.
    folders: BTreeSet<PathBuf>,
}

impl Staging {
    /// Begins the next site of `ward`. `generator` names the program, whose change makes everything
    /// anew. With `precompress` compressed copies stand beside the files.
    ///
    /// # Errors
    /// When the folder cannot be written, or holds something that Loa did not make.
    pub fn begin(
        lock: &OutputLock,
        ward: &str,
        generator: &str,
        precompress: bool,
    ) -> Result<Self, Diagnostic> {
        // Files that were kept have no copies where the last build made none.
        let generator = format!("{generator} {precompress}");
        let state = lock.out.join(STATE);
        let [next, aside] = ["next", "old"].map(|name| state.join(format!("{ward}.{name}")));
        let current = lock.out.join(ward);
        let records = ["json", "manifest"].map(|ending| state.join(format!("{ward}.{ending}")));
        let next_records =
            ["json.new", "manifest.new"].map(|ending| state.join(format!("{ward}.{ending}")));
        let at = |path: &Path| {
            let path = path.to_owned();
            move |error| failure(&path, error)
        };
        exchange::recover(&current, &aside).map_err(at(&current))?;
        for leftover in [&next, &aside] {
            disk::remove_folder(leftover).map_err(at(leftover))?;
        }
        let [build_state, manifest] = &records;
        let previous = BuildState::read(build_state, manifest).map_err(at(build_state))?;
        let [claimed, unsure, taken] = [build_state, &next_records[0], &current]
            .map(|path| disk::is_there(path).map_err(at(path)));
        let unsure = unsure?;
        if taken? && !claimed? && !unsure {
            return Err(Diagnostic::file(
                current.display().to_string(),
                Problem::OutputForeign {},
            ));
        }
        let previous = previous.unwrap_or_default();
        let same_generator = previous.generator == generator;
        let state = State {
            build: BuildState::new(&generator),
            written: BTreeSet::new(),
            folders: BTreeSet::new(),
        };
        Ok(Self {
            current,
            next,
            aside,
            records,
            next_records,
            previous,
            unsure,
            switched: false,
            same_generator,
            compressor: precompress.then(|| Arc::clone(&lock.compressor)),
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record of a file that is still as the last build wrote it.
    fn intact(&self, path: &str) -> Option<&FileRecord> {
        let record = self.previous.files.get(path)?;
        let metadata = fs::symlink_metadata(self.current.join(path)).ok()?;
        record.matches(&metadata).then_some(record)
    }

    /// Takes over the file at `path` when it was made from the same inputs; says whether it did.
    pub fn reuse(&self, path: &str, inputs: &str) -> bool {
        let same = |record: &&FileRecord| self.same_generator && record.inputs == inputs;
        let Some(record) = self.intact(path).filter(same) else {
            return false;
        };
        if !self.keep_copies(path) {
            return false;
        }
        self.record(path, record.clone()).is_ok()
    }

    /// Notes a file of the next site. Two files at one address would be a matter of chance.
    fn record(&self, path: &str, record: FileRecord) -> Result<(), Diagnostic> {
        if !manifest::is_path(path) {
            let name = path.to_owned();
            return Err(Diagnostic::file(path, Problem::UnpublishableName { name }));
        }
        let mut state = self.state();
        match state.build.files.get(path) {
            Some(other) if other.hash != record.hash => {
                let url = path.to_owned();
                Err(Diagnostic::file(path, Problem::SameAddress { url }))
            }
            _ => {
                state.build.files.insert(path.into(), record);
                Ok(())
            }
        }
    }

    /// Takes over the compressed copies of a file that stays; `false` when one was lost or damaged.
    fn keep_copies(&self, path: &str) -> bool {
        for ending in COPIES {
            let copy = format!("{path}{ending}");
            if self.previous.files.contains_key(&copy) {
                let Some(record) = self.intact(&copy) else {
                    return false;
                };
                if self.record(&copy, record.clone()).is_err() {
                    return false;
                }
            }
        }
        true
    }

    /// Puts a file made from `inputs`, and its compressed copies. Present files stay where their bytes are the
    /// same.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &str, inputs: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let hash = Sha256::of(bytes);
        let stays = self.put_one(path, inputs, hash, bytes)?;
        let Some(compressor) = &self.compressor else {
            return Ok(());
        };
        if stays && self.same_generator && self.keep_copies(path) {
            return Ok(());
        }
        let copies = compressor
            .copies(path, hash, bytes)
            .map_err(|error| failure(&self.next.join(path), error))?;
        for (ending, copy) in copies.iter() {
            self.put_one(&format!("{path}{ending}"), "", Sha256::of(copy), copy)?;
        }
        Ok(())
    }

    /// Puts one file; says whether the last build wrote the same and it lies there still.
    fn put_one(
        &self,
        path: &str,
        inputs: &str,
        hash: Sha256,
        bytes: &[u8],
    ) -> Result<bool, Diagnostic> {
        if let Some(record) = self.intact(path).filter(|record| record.hash == hash) {
            let record = FileRecord {
                inputs: inputs.into(),
                ..record.clone()
            };
            self.record(path, record)?;
            return Ok(true);
        }
        let record = |metadata: &fs::Metadata| FileRecord {
            inputs: inputs.into(),
            hash,
            size: bytes.len() as u64,
            modified: modified(metadata),
        };
        if let Some(metadata) = self.same_on_disk(path, bytes) {
            // The manifest was lost or the file was put back by hand: it is what it should be.
            self.record(path, record(&metadata))?;
            return Ok(false);
        }
        let target = self.next.join(path);
        self.make_folder(&target)?;
        let metadata = write(&target, bytes).map_err(|error| failure(&target, error))?;
        self.record(path, record(&metadata))?;
        self.state().written.insert(path.into());
        Ok(false)
    }

    /// The SHA-256 and the size of a file that has been put or kept.
    pub fn facts(&self, path: &str) -> Option<(String, u64)> {
        let state = self.state();
        let record = state.build.files.get(path)?;
        Some((record.hash.to_string(), record.size))
    }

    /// The bytes of a file that has been put or kept.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let written = self.state().written.contains(path);
        let folder = if written { &self.next } else { &self.current };
        let file = folder.join(path);
        fs::read(&file).map_err(|error| failure(&file, error))
    }

    /// The files of a group that has been put or kept.
    pub fn group(&self, name: &str) -> Vec<String> {
        let state = self.state();
        let group = state.build.groups.get(name);
        group.map(|group| group.files.clone()).unwrap_or_default()
    }

    /// The present file's metadata when it holds these very bytes.
    fn same_on_disk(&self, path: &str, bytes: &[u8]) -> Option<fs::Metadata> {
        let target = self.current.join(path);
        let metadata = fs::symlink_metadata(&target).ok()?;
        let plain = metadata.is_file() && metadata.len() == bytes.len() as u64;
        (plain && fs::read(&target).ok()? == bytes).then_some(metadata)
    }

    /// Takes over a group of files made from the same inputs; gives the group's entry.
    pub fn reuse_group(&self, name: &str, inputs: &str) -> Option<String> {
        let group = self
            .previous
            .groups
            .get(name)
            .filter(|group| self.same_generator && group.inputs == inputs)?;
        let intact = |path: &String| self.intact(path).is_some() && self.keep_copies(path);
        if !group.files.iter().all(intact) {
            return None;
        }
        let mut state = self.state();
        for path in &group.files {
            state
                .build
                .files
                .insert(path.clone(), self.previous.files.get(path)?.clone());
        }
        state.build.groups.insert(name.into(), group.clone());
        Some(group.entry.clone())
    }

    /// Puts a group of files made together from `inputs`.
    ///
    /// # Errors
    /// When one of them cannot be written.
    pub fn write_group(
        &self,
        name: &str,
        inputs: &str,
        entry: &str,
        files: &[(String, Vec<u8>)],
    ) -> Result<(), Diagnostic> {
        files
            .par_iter()
            .try_for_each(|(path, bytes)| self.write(path, inputs, bytes))?;
        let paths = files.iter().map(|(path, _)| path.clone()).collect();
        let group = Group {
            inputs: inputs.into(),
            files: paths,
            entry: entry.into(),
        };
        self.state().build.groups.insert(name.into(), group);
        Ok(())
    }

    fn make_folder(&self, file: &Path) -> Result<(), Diagnostic> {
        let folder = file.parent().unwrap_or(&self.next).to_owned();
        if self.state().folders.contains(&folder) {
            return Ok(());
        }
        fs::create_dir_all(&folder).map_err(|error| failure(&folder, error))?;
        self.state().folders.insert(folder);
        Ok(())
    }

    /// Completes a next site that differs with the files taken over. Nothing is switched yet.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn complete(&self) -> Result<(), Diagnostic> {
        let kept: Vec<String> = {
            let state = self.state();
            state
                .build
                .files
                .keys()
                .filter(|path| !state.written.contains(*path))
                .cloned()
                .collect()
        };
        for path in kept {
            let (from, to) = (self.current.join(&path), self.next.join(&path));
            self.make_folder(&to)?;
            take_over(&from, &to).map_err(|error| failure(&to, error))?;
        }
        Ok(())
    }

    /// Whether the next site differs from the present one. Without a manifest the present folder may
    /// hold anything, so it is replaced as a whole.
    ///
    /// # Errors
    /// When nobody knows whether the present folder is there.
    pub fn differs(&self) -> Result<bool, Diagnostic> {
        let there = disk::is_there(&self.current).map_err(|error| failure(&self.current, error))?;
        let state = self.state();
        Ok(!there
            || self.unsure
            || !state.written.is_empty()
            || self.removed(&state.build.files).next().is_some()
            || self.previous.files.is_empty())
    }

    /// Files of the last build that are not among `files`.
    fn removed<'s>(
        &'s self,
        files: &'s BTreeMap<String, FileRecord>,
    ) -> impl Iterator<Item = &'s String> {
        let before = self.previous.files.keys();
        before.filter(|path| !files.contains_key(*path))
    }

    /// What the next site changes, once it is complete.
    pub(super) fn changes(&self) -> Changes {
        let state = self.state();
        // Copies are no files of their own to whoever reads the figures.
        let own = |path: &&String| !precompress::is_copy(path);
        let files = state.build.files.iter().filter(|(path, _)| own(path));
        Changes {
            written: state.written.iter().filter(own).count(),
            removed: self.removed(&state.build.files).filter(own).count(),
            files: files.clone().count(),
            bytes: files.map(|(_, file)| file.size).sum(),
        }
    }

    /// Writes the next site's records beside the present one's, where they are others; says whether it did. The build
    /// state is the claim to the ward's folder too: a folder without one is foreign.
    pub(super) fn write_records(&self, differs: bool) -> Result<bool, Diagnostic> {
        let state = self.state();
        if !differs && state.build == self.previous {
            return Ok(false);
        }
        // Every path was looked at when it was recorded: here there can only be too many.
        let bytes = state.build.to_bytes();
        let (build_state, manifest) =
            bytes.map_err(|_| failure(&self.next_records[1], ErrorKind::FileTooLarge.into()))?;
        let files = self.next_records.iter();
        for (path, bytes) in files.zip([build_state.as_slice(), manifest.as_bytes()]) {
            let written = fs::write(path, bytes);
            // With a new site they are flushed together with that.
            let flushed = written.and_then(|()| match differs {
                true => Ok(()),
                false => disk::flush_file(path),
            });
            flushed.map_err(|error| failure(path, error))?;
        }
        Ok(true)
    }

    /// Flushes what was written, file by file, where the system cannot do it in one go.
    pub(super) fn flush(&self) -> Result<(), Diagnostic> {
        let state = self.state();
        let written: Vec<_> = state
            .written
            .iter()
            .map(|path| self.next.join(path))
            .collect();
        let folders: BTreeSet<_> = state
            .folders
            .iter()
            .flat_map(|folder| folder.ancestors())
            .filter(|folder| folder.starts_with(&self.next))
            .collect();
        let files = written.par_iter().chain(&self.next_records);
        files.try_for_each(|file| disk::flush_file(file).map_err(|error| failure(file, error)))?;
        let mut folders = folders.into_iter();
        folders.try_for_each(|folder| {
            disk::flush_folder(folder).map_err(|error| failure(folder, error))
        })
    }
}

impl Drop for Staging {
    /// Leaves nothing behind when the next site is given up. Nobody can be told here that this
    /// failed; the next build clears what is left.
    fn drop(&mut self) {
        if !self.switched {
            fs::remove_dir_all(&self.next).ok();
            for record in &self.next_records {
                fs::remove_file(record).ok();
            }
        }
    }
}

/// Writes a file and tells what the disk then says of it.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<fs::Metadata> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.metadata()
}

/// A file as it is, under a second name: the same bytes and the same modification time.
fn take_over(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::hard_link(from, to).or_else(|_| {
        // No hard links on FAT, which USB sticks have.
        fs::copy(from, to)?;
        let modified = fs::metadata(from)?.modified()?;
        File::options().write(true).open(to)?.set_modified(modified)
    })
}
