//! The studio of one root: what it knows while it runs. Whatever takes a lock here holds it for one request.

mod looks;

pub use self::looks::Looked;

use crate::bound::Files;
use crate::covered::Covered;
use crate::days::{Clock, Days, passed};
use crate::failure::Failure;
use crate::gaps::Gaps;
use crate::journal::now;
use crate::once::Once;
use crate::pairing::Pairings;
use crate::people::People;
use crate::phones::Phones;
use crate::presence::Presence;
use crate::problem::Problem;
use crate::reading::Readings;
use crate::review::{Reviews, Standing};
use crate::session::Gate;
use crate::shelf::Shelf;
use crate::texts::Tip;
use crate::tries::Tries;
use crate::work::{STUDIO, Works, kept};
use author::{Author, Version};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::disk;
use base::problem::FileProblem;
use coverage::figures::Figures;
use coverage::folder::Coverage;
use coverage::period::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use site::content::{self, ward_ids};
use site::preview::Preview;
use site::root::{Root, SHARED};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where a studio works, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `content/`.
    pub root: PathBuf,
    /// Where sites are built.
    pub out: PathBuf,
    /// The port on this machine; 0 for any that is free.
    pub port: u16,
    /// The day that stands for today; today in Vietnam where it is not given.
    pub today: Option<Date>,
    /// Where it listens in the network beside this machine: an address, or 0.0.0.0 for all that the machine has there.
    pub lan: Option<Ipv4Addr>,
}

impl Options {
    /// Today in Vietnam, unless another day was given.
    pub fn today(&self) -> Date {
        let vietnam = jiff::tz::offset(7).to_time_zone();
        self.today
            .unwrap_or_else(|| jiff::Timestamp::now().to_zoned(vietnam).date())
    }
}

/// A studio at work.
#[derive(Debug)]
pub struct Desk {
    /// Where it works.
    pub options: Options,
    /// What stands for the machine's clock, in tests.
    pub clock: Option<Clock>,
    /// Who may talk to it, and where.
    pub gate: Gate,
    /// Links that let one person in once.
    pub pairings: Pairings,
    /// Links by which a phone sends pictures.
    pub phones: Phones,
    /// Wrong passwords.
    pub tries: Tries,
    /// Who has which text open.
    pub presence: Presence,
    /// Documents that were given to be imported.
    pub readings: Readings,
    /// What was answered to which request.
    pub once: Once,
    root: Root,
    works: Mutex<Works>,
    shelf: Mutex<Shelf>,
    preview: Mutex<Option<Preview>>,
    problems: Mutex<Checked>,
    gaps: Mutex<Gaps>,
    covered: Mutex<Covered>,
    reviews: Mutex<Reviews>,
    shown: Mutex<Vec<(String, String)>>,
    heavy: Mutex<()>,
    days: Mutex<Days>,
    /// When it was opened, and how often what previews need was loaded since.
    opened: String,
    loaded: AtomicU64,
    building: Mutex<()>,
    _lock: File,
}

/// What a check of everything found.
#[derive(Debug, Default, Clone)]
pub struct Checked {
    /// Whether one has ended since the studio was started.
    pub done: bool,
    /// How often texts went into files; a check that began before is of no use.
    changes: u64,
    /// That count when the last check began.
    begun: u64,
    /// What it found.
    pub found: Diagnostics,
}

impl Desk {
    /// Opens the studio of a root behind a gate. Only one program may do so at a time.
    ///
    /// # Errors
    /// When the root cannot be read or written, or another studio is open there.
    pub fn open(options: Options, gate: Gate) -> Result<Self, Diagnostic> {
        let root = Root::open(&options.root)?;
        // What a program that was stopped left half done is taken back before anything is read.
        Author::open(&options.root, "")?;
        let folder = root.join(STUDIO);
        let failed = |error: io::Error| {
            let reason = error.into();
            Diagnostic::file(STUDIO, FileProblem::OutputWrite { reason })
        };
        disk::make_folders(&folder).map_err(failed)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(failed)?;
        if lock.try_lock().is_err() {
            return Err(Diagnostic::file(STUDIO, Problem::AlreadyOpen {}));
        }
        let (works, _unread) = Works::open(&folder).map_err(failed)?;
        let once = Once::open(&folder).map_err(failed)?;
        Ok(Self {
            options,
            clock: None,
            gate,
            pairings: Pairings::default(),
            phones: Phones::default(),
            tries: Tries::default(),
            presence: Presence::default(),
            readings: Readings::default(),
            once,
            root,
            works: Mutex::new(works),
            shelf: Mutex::default(),
            preview: Mutex::default(),
            problems: Mutex::default(),
            gaps: Mutex::default(),
            covered: Mutex::default(),
            reviews: Mutex::new(Reviews::of(&folder)),
            shown: Mutex::default(),
            heavy: Mutex::default(),
            days: Mutex::new(Days::of(&folder)),
            opened: now(),
            loaded: AtomicU64::default(),
            building: Mutex::default(),
            _lock: lock,
        })
    }

    /// The root; a root that was opened remembers what it read, so this one is new.
    ///
    /// # Errors
    /// When it was moved or deleted.
    pub fn root(&self) -> Result<Root, Diagnostic> {
        Root::open(self.root.dir())
    }

    /// A place in the root.
    pub fn place(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The folder of the studio.
    pub fn folder(&self) -> PathBuf {
        self.root.join(STUDIO)
    }

    /// The texts that are being written.
    pub fn works(&self) -> MutexGuard<'_, Works> {
        held(&self.works)
    }

    /// All texts, looked at anew. What was written beside the studio makes old what was loaded and checked.
    ///
    /// # Errors
    /// When the root was moved or deleted.
    pub fn shelf(&self) -> Result<MutexGuard<'_, Shelf>, Diagnostic> {
        let mut shelf = held(&self.shelf);
        if shelf.look(&self.root()?) {
            self.changed();
        }
        Ok(shelf)
    }

    /// Somebody who writes into the root.
    ///
    /// # Errors
    /// When the root was moved or deleted.
    pub fn author(&self, who: &str) -> Result<Author, Diagnostic> {
        Author::open(self.root.dir(), who)
    }

    /// A version that was kept, by whoever writes into the root or by the studio itself.
    ///
    /// # Errors
    /// When nobody keeps it.
    pub fn kept(&self, author: &Author, version: &Version) -> Result<Vec<u8>, Diagnostic> {
        match kept(&self.folder(), version) {
            Some(bytes) => Ok(bytes),
            None => author.kept(version),
        }
    }

    /// What was sent, approved and published.
    pub fn reviews(&self) -> MutexGuard<'_, Reviews> {
        held(&self.reviews)
    }

    /// Where each text of every ward stands.
    ///
    /// # Errors
    /// When a list of approvals cannot be read.
    pub fn standings(&self) -> Result<BTreeMap<String, Standing>, Diagnostic> {
        let reviews = self.reviews();
        let mut all = BTreeMap::new();
        for ward in reviews.wards()? {
            all.extend(reviews.standings(&ward)?);
        }
        Ok(all)
    }

    /// What the file of each text holds, as far as it was published, withdrawn or taken back here.
    ///
    /// # Errors
    /// When a list of approvals cannot be read.
    pub fn in_files(&self) -> Result<BTreeMap<String, Version>, Diagnostic> {
        let reviews = self.reviews();
        let mut all = BTreeMap::new();
        for ward in reviews.wards()? {
            all.extend(reviews.in_files(&ward)?);
        }
        Ok(all)
    }

    /// The pictures and documents of each of those texts, as they were approved with it.
    ///
    /// # Errors
    /// When a list of approvals cannot be read.
    pub fn bound(&self) -> Result<BTreeMap<String, Files>, Diagnostic> {
        let reviews = self.reviews();
        let mut all = BTreeMap::new();
        for ward in reviews.wards()? {
            all.extend(reviews.bound(&ward)?);
        }
        Ok(all)
    }

    /// What the counts of touch screens told last.
    pub fn gaps(&self) -> MutexGuard<'_, Gaps> {
        held(&self.gaps)
    }

    /// What was done where in a ward.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn coverage(&self, ward: &str) -> Result<Arc<Coverage>, Diagnostic> {
        held(&self.covered).of((self.root.dir(), self.today()), ward)
    }

    /// The same with the figures of a period.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn figures(
        &self,
        ward: &str,
        period: Period,
    ) -> Result<(Arc<Coverage>, Arc<Figures>), Diagnostic> {
        held(&self.covered).figures((self.root.dir(), self.today()), ward, period)
    }

    /// Who works here, and what they may do.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn people(&self) -> Result<People, Diagnostic> {
        Ok(People::read(&self.folder())?.unwrap_or_default())
    }

    /// Held during what takes much memory for somebody over the network, a password's hash or a picture's pixels: one at a
    /// time.
    pub fn heavy(&self) -> MutexGuard<'_, ()> {
        held(&self.heavy)
    }

    /// The newest text of a post that somebody finished.
    ///
    /// # Errors
    /// When there can be no text at `path`, or it cannot be read.
    pub fn tip(&self, path: &str) -> Result<Tip, Failure> {
        let root = self.root()?;
        Tip::find(&root, &self.reviews(), path)
    }

    /// The wards.
    ///
    /// # Errors
    /// When `content/` cannot be read.
    pub fn wards(&self) -> Result<Vec<String>, Diagnostic> {
        ward_ids(&self.root()?)
    }

    /// What the clock shows.
    pub fn clock(&self) -> Clock {
        self.clock.unwrap_or_else(|| Clock {
            day: self.options.today(),
            time: Timestamp::now(),
            passed: passed(),
        })
    }

    /// Today, as far as the clock is believed.
    pub fn today(&self) -> Date {
        let day = self.clock().day;
        self.days().today(day)
    }

    /// Which days were believed.
    pub fn days(&self) -> MutexGuard<'_, Days> {
        held(&self.days)
    }

    /// Keeps other builds waiting until it is dropped.
    pub fn building(&self) -> MutexGuard<'_, ()> {
        held(&self.building)
    }

    /// How often texts went into files.
    pub fn changes(&self) -> u64 {
        held(&self.problems).changes
    }

    /// Texts went into files: what was loaded and checked is old. [`Desk::renew`] loads it again beside the answers.
    pub fn changed(&self) {
        held(&self.problems).changes += 1;
    }

    /// What the last check found.
    pub fn checked(&self) -> Checked {
        held(&self.problems).clone()
    }

    /// Begins a check; gives what [`Desk::put_check`] wants to know.
    pub fn begin_check(&self) -> u64 {
        held(&self.problems).changes
    }

    /// Whether texts went into files since the last check began.
    pub fn is_check_old(&self) -> bool {
        let problems = held(&self.problems);
        problems.changes != problems.begun
    }

    /// Puts down what a check found that was begun at `begun`; says whether another is wanted.
    pub fn put_check(&self, begun: u64, found: Diagnostics) -> bool {
        let mut problems = held(&self.problems);
        problems.found = found;
        problems.begun = begun;
        problems.done = true;
        problems.changes != begun
    }

    /// The name of a ward, as people write it.
    pub fn ward_name(&self, ward: &str) -> String {
        if ward == SHARED {
            return "Bài dùng chung".into();
        }
        let mut unread = Vec::new();
        let config = self
            .root()
            .ok()
            .and_then(|root| content::ward_config(&root, ward, &mut unread));
        config.map_or_else(|| ward.to_owned(), |config| config.name)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
