//! The studio of one root: what it knows while it runs. Whatever takes a lock here holds it for one request.

use crate::bound::Files;
use crate::days::{Clock, Days, passed};
use crate::doubt::doubts;
use crate::failure::Failure;
use crate::gaps::Gaps;
use crate::journal::now;
use crate::pairing::Pairings;
use crate::people::People;
use crate::phones::Phones;
use crate::presence::Presence;
use crate::problem::Problem;
use crate::reading::Readings;
use crate::review::{Reviews, Standing};
use crate::session::Gate;
use crate::shape::Shape;
use crate::shelf::Shelf;
use crate::texts::{self, Tip, Written};
use crate::told::Told;
use crate::tries::Tries;
use crate::work::{STUDIO, Works, kept};
use author::{Author, Document, Version};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::disk;
use base::problem::FileProblem;
use jiff::Timestamp;
use jiff::civil::Date;
use site::content::{self, ward_ids};
use site::preview::{Preview, PreviewOptions};
use site::root::{Root, SHARED};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many shown pages are kept.
const PAGES: usize = 16;

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
    root: Root,
    works: Mutex<Works>,
    shelf: Mutex<Shelf>,
    preview: Mutex<Option<Preview>>,
    problems: Mutex<Checked>,
    gaps: Mutex<Gaps>,
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

/// What a text looks like, and what is wrong with it.
#[derive(Debug)]
pub struct Looked {
    /// The whole page; none where nobody can read the text.
    pub html: Option<String>,
    /// The ward as which it is shown.
    pub ward: String,
    /// What is wrong.
    pub told: Vec<Told>,
    /// Words of the sample that nobody replaced.
    pub unfilled: Option<String>,
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
        Ok(Self {
            options,
            clock: None,
            gate,
            pairings: Pairings::default(),
            phones: Phones::default(),
            tries: Tries::default(),
            presence: Presence::default(),
            readings: Readings::default(),
            root,
            works: Mutex::new(works),
            shelf: Mutex::default(),
            preview: Mutex::default(),
            problems: Mutex::default(),
            gaps: Mutex::default(),
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

    /// Loads anew what previews need. Whoever looks at a text meanwhile sees it among the others as they were.
    ///
    /// # Errors
    /// When the root or a theme cannot be used.
    pub fn renew(&self) -> Result<(), Diagnostics> {
        let mut loaded = self.load_preview()?;
        let mut preview = held(&self.preview);
        if let Some(before) = preview.take() {
            loaded.follow(before);
        }
        *preview = Some(loaded);
        self.loaded.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// What names the texts among which previews are shown: another once they were loaded anew, or the studio was started
    /// again.
    pub fn drawn(&self) -> String {
        let loaded = self.loaded.load(Ordering::Relaxed);
        format!("{} {loaded}", self.opened)
    }

    fn load_preview(&self) -> Result<Preview, Diagnostics> {
        Preview::load(PreviewOptions {
            root: self.root.dir().to_owned(),
            cache: self.folder().join("pictures"),
            today: self.today(),
            shown_at: Some(format!("{}/xem", self.gate.origin)),
        })
    }

    fn with_preview<T>(&self, look: impl FnOnce(&mut Preview) -> T) -> Result<T, Diagnostics> {
        let mut preview = held(&self.preview);
        let loaded = match preview.take() {
            Some(loaded) => loaded,
            None => self.load_preview()?,
        };
        Ok(look(preview.insert(loaded)))
    }

    /// Shows a text as its ward would publish it.
    ///
    /// # Errors
    /// When the text cannot be opened, or the theme fails.
    pub fn look(&self, written: &Written) -> Result<Looked, Failure> {
        let tip = self.tip(&written.path)?;
        let opened = texts::at(&tip, &self.works(), written)?;
        let (document, failed) = opened.composed(&written.state);
        let mut looked = self.look_at(&opened.shape, &document)?;
        looked
            .told
            .extend(failed.iter().map(|odd| Told::odd(&odd.0)));
        Ok(looked)
    }

    /// Shows a document as its ward would publish it.
    ///
    /// # Errors
    /// When the theme fails.
    pub fn look_at(&self, shape: &Shape, document: &Document) -> Result<Looked, Failure> {
        let (path, bytes) = (document.path(), document.bytes());
        if shape.kind.is_none() {
            // An introduction is no page of its own.
            return Ok(Looked {
                html: None,
                ward: shape.ward.clone(),
                told: Vec::new(),
                unfilled: None,
            });
        }
        let ward = if shape.ward == SHARED {
            self.wards()?.into_iter().next().unwrap_or_default()
        } else {
            shape.ward.clone()
        };
        let shown = self.with_preview(|preview| preview.show(&ward, path, &bytes))??;
        let problems = shown.problems.sorted();
        let unfilled = problems.iter().find_map(|told| match told.problem.get() {
            Some(site::problem::Problem::Unfilled { words }) => Some(words.clone()),
            _ => None,
        });
        let readable = document.settings().parse::<toml::Table>().is_ok();
        let document = Document::read(path, &bytes).ok().filter(|_| readable);
        let told = problems.iter();
        let told = told.map(|told| Told::of(told, document.as_ref(), shape));
        let doubts = document
            .iter()
            .flat_map(|document| doubts(document, self.today()));
        let told = told.chain(doubts);
        Ok(Looked {
            html: shown.html,
            ward,
            told: told.collect(),
            unfilled,
        })
    }

    /// Keeps a page to be fetched from this address; the last few are kept.
    pub fn put_page(&self, address: &str, html: String) {
        let mut shown = held(&self.shown);
        shown.retain(|(known, _)| known != address);
        if shown.len() >= PAGES {
            shown.remove(0);
        }
        shown.push((address.to_owned(), html));
    }

    /// The page that was kept for this address.
    pub fn page(&self, address: &str) -> Option<String> {
        let shown = held(&self.shown);
        let found = shown.iter().find(|(known, _)| known == address);
        found.map(|(_, html)| html.clone())
    }

    /// A file that the page needs that was shown last.
    ///
    /// # Errors
    /// When a picture vanished meanwhile.
    pub fn file(&self, ward: &str, url: &str) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.with_preview(|preview| preview.file(ward, url))??)
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
