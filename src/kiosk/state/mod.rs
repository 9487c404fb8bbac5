//! What a kiosk remembers: who it trusts, three slots with a bundle each, and which of them it shows.
//!
//! In the folder of the state lie `kiosk` (ward and number, written last when the folder is set up), `root.pub`, `slot-0`
//! to `slot-2`, the records `state-0` and `state-1`, and `lock`. Everything but these can be thrown away.

mod record;

use crate::bundle::{Bundle, BundleManifest, is_ward};
use crate::keys::{self, RootKeys};
use crate::refusal::Refusal;
use base::digest::Sha256;
use base::disk;
use record::{LENGTH, SLOTS};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// Checks that a release on trial may fail.
pub const FAILURES: u8 = 3;

/// The two records.
const RECORDS: [&str; 2] = ["state-0", "state-1"];

/// Ward and number of the kiosk; it is there when everything else is.
const ABOUT: &str = "kiosk";

const ROOT_KEYS: &str = "root.pub";

const LOCK: &str = "lock";

/// How long a lock is waited for: a program that this one just starts holds it too, until it begins.
const MOMENT: Duration = Duration::from_millis(200);

/// What a record says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Rises with every record.
    pub generation: u64,
    /// What is shown.
    pub shown: Option<Shown>,
    /// Whether what is shown still has to prove itself.
    pub trial: Option<Trial>,
    /// The highest release that was ever taken: nothing at or below it is taken again.
    pub floor: u64,
    /// The highest epoch of release keys that was ever seen.
    pub epoch: u64,
}

/// The bundle that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its slot.
    pub slot: u8,
    /// The hash of its manifest.
    pub bundle: Sha256,
}

/// A release on trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The slot that was shown before.
    pub before: Option<u8>,
    /// Checks that it failed. A power cut is none.
    pub failures: u8,
}

/// A bundle in a slot.
pub type SlotBundle = Bundle<File>;

/// The folder of a kiosk's state.
#[derive(Debug)]
pub struct Kiosk {
    folder: PathBuf,
    ward: String,
    number: String,
    root: RootKeys,
}

/// Held by whoever changes the state.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held until dropped")] File);

impl Kiosk {
    /// Sets up a folder for the kiosk of `ward` with this number, which trusts the root keys in `root`.
    ///
    /// # Errors
    /// When the folder is a kiosk's already, cannot be written, or `root` holds no root keys.
    pub fn set_up(folder: &Path, ward: &str, number: &str, root: &Path) -> Result<Self, Refusal> {
        if !is_ward(ward) {
            return Err(Refusal::NotAWard { ward: ward.into() });
        }
        let text = read_limited(root, keys::LIMIT).map_err(|_| Refusal::NotRootKeys {})?;
        RootKeys::parse(&text).ok_or(Refusal::NotRootKeys {})?;
        fs::create_dir_all(folder).map_err(unwritable)?;
        if disk::is_there(&folder.join(ABOUT)).map_err(unwritable)? {
            return Err(Refusal::SetUpBefore {});
        }
        let first = record::to_bytes(&State::default());
        let files = [
            (ROOT_KEYS, text),
            (RECORDS[0], first.to_vec()),
            (RECORDS[1], vec![0; LENGTH]),
            (LOCK, Vec::new()),
            (
                ABOUT,
                format!("ward {ward}\nnumber {number}\n").into_bytes(),
            ),
        ];
        for (name, bytes) in files {
            disk::replace(&folder.join(name), &bytes).map_err(unwritable)?;
        }
        Self::open(folder)
    }

    /// Opens a folder that was set up.
    ///
    /// # Errors
    /// When it was not, or cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Refusal> {
        let read = |name: &str| {
            let bytes = read_limited(&folder.join(name), keys::LIMIT);
            bytes.map_err(|error| match disk::is_absence(&error) {
                true => Refusal::NotSetUp {},
                false => unreadable(error),
            })
        };
        let about = String::from_utf8(read(ABOUT)?).map_err(|_| Refusal::NotSetUp {})?;
        let (ward, number) = about
            .strip_prefix("ward ")
            .and_then(|rest| rest.split_once("\nnumber "))
            .ok_or(Refusal::NotSetUp {})?;
        let root = RootKeys::parse(&read(ROOT_KEYS)?).ok_or(Refusal::NotRootKeys {})?;
        Ok(Self {
            folder: folder.to_owned(),
            ward: ward.to_owned(),
            number: number.trim_end().to_owned(),
            root,
        })
    }

    /// Where all of this lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the bundle that is shown calls itself, without verifying it: for people to read, not to decide by.
    pub fn shown_manifest(&self) -> Option<BundleManifest> {
        let shown = self.records().into_iter().find_map(|state| state.shown)?;
        let file = File::open(self.slot_path(shown.slot)).ok()?;
        Some(Bundle::open(file).ok()?.manifest().clone())
    }

    /// The ward that it is for.
    pub fn ward(&self) -> &str {
        &self.ward
    }

    /// What tells it from other kiosks.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The keys that it trusts.
    pub fn root(&self) -> &RootKeys {
        &self.root
    }

    /// Keeps others from changing the state.
    ///
    /// # Errors
    /// When somebody else does.
    pub fn lock(&self) -> Result<Lock, Refusal> {
        let path = self.folder.join(LOCK);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path);
        let file = file.map_err(unwritable)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock(file)),
                Err(TryLockError::WouldBlock) if begun.elapsed() < MOMENT => {
                    thread::sleep(MOMENT / 10);
                }
                Err(TryLockError::WouldBlock) => return Err(Refusal::Busy {}),
                Err(TryLockError::Error(error)) => return Err(unwritable(error)),
            }
        }
    }

    /// The file of a slot.
    pub fn slot_path(&self, slot: u8) -> PathBuf {
        self.folder.join(format!("slot-{slot}"))
    }

    /// What the records say, the newest first; where a record is torn or cannot be read, that one is missing.
    fn records(&self) -> Vec<State> {
        let read =
            |name: &&str| record::parse(&read_limited(&self.folder.join(name), LENGTH).ok()?);
        let mut records: Vec<_> = RECORDS.iter().filter_map(read).collect();
        records.sort_by_key(|state| std::cmp::Reverse(state.generation));
        records
    }

    /// The generation of the newest record: rises whenever the state changes.
    pub fn generation(&self) -> u64 {
        self.records().first().map_or(0, |state| state.generation)
    }

    /// What is to be shown: the newest record whose slot holds the whole bundle that it names, else the highest release in
    /// any slot. Everything is verified anew. Floor and epoch never fall below what any record or slot says.
    pub fn current(&self) -> (State, Option<SlotBundle>) {
        let records = self.records();
        let floor = records.iter().map(|state| state.floor).max().unwrap_or(0);
        let epoch = records.iter().map(|state| state.epoch).max().unwrap_or(0);
        let generation = records.first().map_or(0, |state| state.generation);
        for state in &records {
            let Some(shown) = &state.shown else { continue };
            let bundle = self.verified(shown.slot);
            if let Some(bundle) = bundle.filter(|bundle| bundle.sha256() == shown.bundle) {
                let state = State {
                    generation,
                    floor,
                    epoch,
                    ..state.clone()
                };
                return (state, Some(bundle));
            }
        }
        let slots = (0..SLOTS).filter_map(|slot| Some((slot, self.verified(slot)?)));
        let highest = slots.max_by_key(|(_, bundle)| bundle.manifest().release);
        let shown = highest.as_ref().map(|(slot, bundle)| Shown {
            slot: *slot,
            bundle: bundle.sha256(),
        });
        let bundle = highest.map(|(_, bundle)| bundle);
        let manifest = bundle.as_ref().map(Bundle::manifest);
        let state = State {
            generation,
            shown,
            trial: None,
            floor: floor.max(manifest.map_or(0, |manifest| manifest.release)),
            epoch: epoch.max(manifest.map_or(0, |manifest| manifest.epoch)),
        };
        (state, bundle)
    }

    /// The bundle in a slot, if it is whole, of this ward and signed, and every hash is right.
    pub fn verified(&self, slot: u8) -> Option<SlotBundle> {
        let bundle = Bundle::open(File::open(self.slot_path(slot)).ok()?).ok()?;
        bundle.verify_signatures(&self.root).ok()?;
        let sound = bundle.manifest().ward == self.ward
            && bundle.is_whole()
            && bundle.verify_objects().is_ok();
        sound.then_some(bundle)
    }

    /// The slot that the next bundle goes to: neither the one shown nor the one before a trial; an empty or a spoilt one
    /// first, then the one with the lowest release.
    pub fn free_slot(&self, state: &State) -> u8 {
        let taken = [
            state.shown.as_ref().map(|shown| shown.slot),
            state.trial.as_ref().and_then(|trial| trial.before),
        ];
        let free = (0..SLOTS).filter(|slot| !taken.contains(&Some(*slot)));
        let release = |slot: &u8| self.verified(*slot).map(|bundle| bundle.manifest().release);
        free.min_by_key(release).unwrap_or(0)
    }

    /// Writes a new record over the older one, and flushes it.
    ///
    /// # Errors
    /// When the disk refuses; the newer record is as it was.
    pub fn commit(&self, _: &Lock, state: &State) -> Result<State, Refusal> {
        let records = RECORDS.map(|name| {
            let bytes = read_limited(&self.folder.join(name), LENGTH).ok()?;
            Some(record::parse(&bytes)?.generation)
        });
        // A torn record is older than any other.
        let older = usize::from(records[1] < records[0]);
        let newest = records.into_iter().flatten().max().unwrap_or(0);
        let state = State {
            generation: newest.max(state.generation) + 1,
            ..state.clone()
        };
        let path = self.folder.join(RECORDS[older]);
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path);
        let file = file.as_mut().map_err(|error| unwritable(same(error)))?;
        let written = file
            .seek(SeekFrom::Start(0))
            .and_then(|_| file.write_all(&record::to_bytes(&state)))
            .and_then(|()| file.sync_all())
            .and_then(|()| disk::flush_folder(&self.folder));
        written.map_err(unwritable)?;
        Ok(state)
    }

    /// Flushes the names in the folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn flush(&self) -> io::Result<()> {
        disk::flush_folder(&self.folder)
    }

    /// The release on trial has proved itself.
    ///
    /// # Errors
    /// When the state cannot be changed.
    pub fn confirm(&self, lock: &Lock) -> Result<State, Refusal> {
        let (state, _) = self.current();
        if state.trial.is_none() {
            return Ok(state);
        }
        self.commit(
            lock,
            &State {
                trial: None,
                ..state
            },
        )
    }

    /// The release on trial has failed a check. The third time the one before is shown again; the floor stays. Where there is
    /// none, further checks change nothing.
    ///
    /// # Errors
    /// When the state cannot be changed.
    pub fn fail(&self, lock: &Lock) -> Result<State, Refusal> {
        // The page checks every 20 seconds, for months where nothing helps: neither hashes nor records for that.
        let told =
            |state: &State| matches!(&state.trial, Some(trial) if trial.failures >= FAILURES);
        if let Some(state) = self.records().into_iter().next().filter(told) {
            return Ok(state);
        }
        let (state, _) = self.current();
        let Some(trial) = &state.trial else {
            return Ok(state);
        };
        let failures = trial.failures.saturating_add(1);
        let before = trial.before.filter(|_| failures >= FAILURES);
        let back = before.and_then(|slot| Some((slot, self.verified(slot)?)));
        let next = match back {
            Some((slot, bundle)) => State {
                shown: Some(Shown {
                    slot,
                    bundle: bundle.sha256(),
                }),
                trial: None,
                ..state
            },
            None => State {
                trial: Some(Trial {
                    failures,
                    ..trial.clone()
                }),
                ..state
            },
        };
        self.commit(lock, &next)
    }
}

fn same(error: &io::Error) -> io::Error {
    error
        .raw_os_error()
        .map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

/// A file of at most so many bytes.
fn read_limited(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn unreadable(error: io::Error) -> Refusal {
    let reason = error.into();
    Refusal::CannotRead { reason }
}

fn unwritable(error: io::Error) -> Refusal {
    crate::bundle::unwritable(error)
}
