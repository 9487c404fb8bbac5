//! The folder `coverage/<ward>` of a root: its files are read, held against each other, and written whole or not at all.

use crate::entry::Entry;
use crate::log::Log;
use crate::plan::{self, Plan};
use crate::problem::Problem;
use crate::read::{self, Ground, IsPersonal, Refused};
use crate::rules::Rules;
use crate::settings::{OnSite, Settings};
use crate::sheet::{Decode, Sheet};
use crate::unit::Units;
use base::diagnostic::{self, Diagnostic, Severity};
use base::disk;
use base::problem::FileProblem;
use base::source::SourceFile;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// The folder in a root.
pub const FOLDER: &str = "coverage";

/// The file of the log.
pub const LOG: &str = "log.csv";

/// What the crate asks of those above it.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// Bytes of a text in any encoding → text.
    pub decode: &'a Decode,
    /// Whether a text gives a person away; nothing where files are read for their figures alone.
    pub is_personal: Option<&'a IsPersonal<'a>>,
    /// The present day in Vietnam.
    pub today: Date,
}

/// All that is known of a ward's coverage.
#[derive(Debug)]
pub struct Coverage {
    /// The ward's id.
    pub ward: String,
    /// Its folder.
    folder: PathBuf,
    /// The channels.
    pub rules: Rules,
    /// The units.
    pub units: Units,
    /// What is to be done.
    pub plans: Vec<Plan>,
    /// How reports are set.
    pub settings: Settings,
    /// What was done.
    pub log: Log,
    /// Rows of the file of the log that are none.
    pub unread: Vec<Refused>,
    /// Rows that count, in the order of the log: corrected ones, doubles and those with errors left out.
    pub counted: Vec<Entry>,
    /// The present day.
    pub today: Date,
    /// What is wrong with the files.
    pub problems: Vec<Diagnostic>,
}

/// Whether a text may name a ward's folder.
fn is_ward(text: &str) -> bool {
    crate::table::is_id(text)
}

/// The wards of a root that have a folder here, in their order.
///
/// # Errors
/// When the folder cannot be read.
pub fn wards(root: &Path) -> io::Result<Vec<String>> {
    let Some(entries) = disk::if_there(fs::read_dir(root.join(FOLDER)))? else {
        return Ok(Vec::new());
    };
    let mut wards = BTreeSet::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_ward(&name) && entry.path().is_dir() {
            wards.insert(name);
        }
    }
    Ok(wards.into_iter().collect())
}

/// What a ward's site has of its coverage, as its settings say; what is wrong with them is told elsewhere.
///
/// # Errors
/// When the settings cannot be read.
pub fn on_site(root: &Path, ward: &str, decode: &Decode) -> Result<OnSite, Diagnostic> {
    const SETTINGS: &str = "settings.toml";
    let path = format!("{FOLDER}/{ward}/{SETTINGS}");
    let file = root.join(FOLDER).join(ward).join(SETTINGS);
    let bytes = bytes(&file, &path)?.filter(|_| is_ward(ward));
    let settings = bytes.map(|bytes| {
        let text = decoded(&bytes, decode);
        Settings::read(&SourceFile { path, text }, &mut Vec::new())
    });
    Ok(settings.unwrap_or_default().site)
}

impl Coverage {
    /// Reads the folder of a ward. Files that are absent are empty; without units nothing can be counted, which is told.
    ///
    /// # Errors
    /// When the ward has no sound name, or a file cannot be read.
    pub fn load(root: &Path, ward: &str, means: Means<'_>) -> Result<Self, Diagnostic> {
        if !is_ward(ward) {
            let ward = ward.to_owned();
            return Err(Diagnostic::file(FOLDER, Problem::BadWard { ward }));
        }
        let base = root.join(FOLDER);
        let folder = base.join(ward);
        let mut problems = Vec::new();
        let shown = |name: &str| format!("{FOLDER}/{ward}/{name}");
        let text = |path: &Path, shown: String| -> Result<Option<SourceFile>, Diagnostic> {
            let bytes = bytes(path, &shown)?;
            let decoded = bytes.map(|bytes| decoded(&bytes, means.decode));
            Ok(decoded.map(|text| SourceFile { path: shown, text }))
        };
        let rules = match text(&base.join("rules.toml"), format!("{FOLDER}/rules.toml"))? {
            Some(source) => Rules::read(&source, &mut problems),
            None => Rules::built_in(),
        };
        let units = match text(&folder.join("units.toml"), shown("units.toml"))? {
            Some(source) => {
                tell_personal(&source, means, &mut problems);
                Units::read(&source, &rules, &mut problems)
            }
            None => {
                let told = Diagnostic::file(shown("units.toml"), Problem::NoUnits {});
                // Rows without units count nowhere; a plan may be there before.
                let has_rows = folder.join(LOG).exists();
                problems.push(if has_rows { told } else { told.warning() });
                Units::default()
            }
        };
        let plans = match text(&folder.join("plan.toml"), shown("plan.toml"))? {
            Some(source) => {
                tell_personal(&source, means, &mut problems);
                plan::read(&source, (&rules, &units), &mut problems)
            }
            None => Vec::new(),
        };
        let settings = match text(&folder.join("settings.toml"), shown("settings.toml"))? {
            Some(source) => Settings::read(&source, &mut problems),
            None => Settings::default(),
        };
        let mut coverage = Self {
            ward: ward.to_owned(),
            rules,
            units,
            plans,
            settings,
            log: Log::default(),
            unread: Vec::new(),
            counted: Vec::new(),
            today: means.today,
            problems,
            folder,
        };
        if let Some(bytes) = bytes(&coverage.log_file(), &shown(LOG))? {
            coverage.read_log(root, &shown(LOG), &bytes, means);
        }
        Ok(coverage)
    }

    /// What rows are held against.
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            rules: &self.rules,
            units: &self.units,
            today: self.today,
        }
    }

    /// The file of the log.
    pub fn log_file(&self) -> PathBuf {
        self.folder.join(LOG)
    }

    /// Its path from the root.
    pub fn log_name(&self) -> String {
        self.file_name(LOG)
    }

    /// The path from the root of a file of this ward.
    pub fn file_name(&self, name: &str) -> String {
        format!("{FOLDER}/{}/{name}", self.ward)
    }

    /// The text of a file of this ward, as it is now; nothing where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self, name: &str, means: Means<'_>) -> Result<Option<String>, Diagnostic> {
        let bytes = bytes(&self.folder.join(name), &self.file_name(name))?;
        Ok(bytes.map(|bytes| decoded(&bytes, means.decode)))
    }

    fn read_log(&mut self, root: &Path, shown: &str, bytes: &[u8], means: Means<'_>) {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        let sheets = match Sheet::read(shown, bytes, means.decode) {
            Ok(sheets) => sheets,
            Err(problem) => {
                self.problems.push(Diagnostic::file(shown, problem));
                return;
            }
        };
        for sheet in &sheets {
            self.read_rows(root, sheet, means);
        }
    }

    fn read_rows(&mut self, root: &Path, sheet: &Sheet, means: Means<'_>) {
        let read = read::rows(sheet, &self.ground());
        let mut told: Vec<(usize, Diagnostic)> = Vec::new();
        let at = |span: &std::ops::Range<usize>, problem: Problem, severity| {
            let diagnostic = Diagnostic::at(&sheet.source, span.clone(), problem);
            Diagnostic {
                severity,
                ..diagnostic
            }
        };
        for (span, problem, severity) in read.problems {
            told.push((span.start, at(&span, problem, severity)));
        }
        let mut left = diagnostic::TOLD * 4;
        // Placing a problem takes a look at the text before it: where there are thousands, the first are enough.
        let mut tell = |span: &std::ops::Range<usize>, problem: Problem, severity| {
            if left > 0 {
                left -= 1;
                told.push((span.start, at(span, problem, severity)));
            }
        };
        for row in &read.refused {
            for problem in &row.problems {
                tell(&row.span, problem.clone(), Severity::Error);
            }
        }
        let mut posts = Posts::new(root, &self.ward);
        for row in &read.rows {
            if let Some(is_personal) = means.is_personal {
                for problem in read::personal(&row.entry, is_personal) {
                    tell(&row.span, problem, Severity::Error);
                }
            }
            for post in row.entry.posts().filter(|post| !posts.has(post)) {
                let post = post.to_owned();
                tell(&row.span, Problem::UnknownPost { post }, Severity::Warning);
            }
        }
        let mut rows = read.rows;
        rows.sort_by(|a, b| a.entry.cmp(&b.entry));
        let spans: Vec<_> = rows.iter().map(|row| row.span.clone()).collect();
        let (firsts, entries) = once(rows.into_iter().map(|row| row.entry));
        let place = |row: usize| &spans[firsts[row]];
        self.log = entries.into_iter().collect();
        self.unread.extend(read.refused);
        let settled = self.log.settle(&self.rules);
        let entries = self.log.entries();
        for (row, problem, severity) in settled.problems {
            tell(place(row), problem, severity);
        }
        let ground = self.ground();
        let mut unsound = BTreeSet::new();
        for (row, entry) in entries.iter().enumerate() {
            for (problem, severity) in read::judge(entry, &ground) {
                let counts = severity == Severity::Warning
                    || matches!(problem, Problem::WomenOverPeople { .. });
                if !counts {
                    unsound.insert(row);
                }
                tell(place(row), problem, severity);
            }
        }
        let sound = settled
            .counted
            .into_iter()
            .filter(|row| !unsound.contains(row));
        let counted: Vec<_> = sound.map(|row| entries[row].clone()).collect();
        self.counted = counted;
        self.problems
            .extend(told.into_iter().map(|(_, problem)| problem));
    }

    /// Keeps other programs from writing the log until the lock is dropped, and waits for them a moment.
    ///
    /// # Errors
    /// When another program holds it, or the folder cannot be written.
    pub fn lock(&self) -> Result<LogLock, Diagnostic> {
        const TRIES: u32 = 50;
        let failed = |error: io::Error| {
            let reason = error.into();
            Diagnostic::file(self.log_name(), FileProblem::OutputWrite { reason })
        };
        disk::make_folders(&self.folder).map_err(failed)?;
        let file = File::create(self.folder.join(".loa-lock")).map_err(failed)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(LogLock(file)),
                Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(100)),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        Err(Diagnostic::file(self.log_name(), Problem::LogBusy {}))
    }

    /// Writes the log: after a power cut the old or the new file is there, whole.
    ///
    /// # Errors
    /// When it cannot be written; the old one is there then.
    pub fn write(&self, log: &Log, lock: &LogLock) -> Result<(), Diagnostic> {
        self.write_file(LOG, &log.to_csv(), lock)
    }

    /// The same of any file of this ward.
    ///
    /// # Errors
    /// When it cannot be written; the old one is there then.
    pub fn write_file(&self, name: &str, bytes: &[u8], _: &LogLock) -> Result<(), Diagnostic> {
        disk::replace(&self.folder.join(name), bytes).map_err(|error| {
            let reason = error.into();
            Diagnostic::file(self.file_name(name), FileProblem::OutputWrite { reason })
        })
    }
}

/// The right to write a log, until it is dropped.
#[derive(Debug)]
pub struct LogLock(#[allow(dead_code, reason = "the lock ends when the file is closed")] File);

/// Which posts there are, each looked for once.
struct Posts {
    folders: [PathBuf; 2],
    known: HashMap<String, bool>,
}

impl Posts {
    fn new(root: &Path, ward: &str) -> Self {
        let content = root.join("content");
        Self {
            folders: [content.join(ward), content.join("chung")],
            known: HashMap::new(),
        }
    }

    fn has(&mut self, post: &str) -> bool {
        if let Some(known) = self.known.get(post) {
            return *known;
        }
        let name = post.trim_matches('/').trim_end_matches(".md");
        let is_path = !name
            .split('/')
            .any(|part| part.is_empty() || part.starts_with('.'));
        let there = |folder: &PathBuf| {
            let file = folder.join(format!("{name}.md"));
            file.is_file() || folder.join(name).join("index.md").is_file()
        };
        let has = is_path && self.folders.iter().any(there);
        self.known.insert(post.to_owned(), has);
        has
    }
}

/// Each of sorted rows once, and where the first of each stood.
fn once(sorted: impl Iterator<Item = Entry>) -> (Vec<usize>, Vec<Entry>) {
    let (mut firsts, mut entries) = (Vec::new(), Vec::new());
    for (at, entry) in sorted.enumerate() {
        if entries.last() != Some(&entry) {
            firsts.push(at);
            entries.push(entry);
        }
    }
    (firsts, entries)
}

fn bytes(path: &Path, shown: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    disk::if_there(fs::read(path)).map_err(|error| {
        let reason = error.into();
        Diagnostic::file(shown, FileProblem::Unreadable { reason })
    })
}

/// The text of a writer's file in any encoding, with line feeds.
fn decoded(bytes: &[u8], decode: &Decode) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => decode(bytes),
    };
    text.replace("\r\n", "\n")
}

/// Tells lines of a file that give a person away.
pub(crate) fn tell_personal(source: &SourceFile, means: Means<'_>, problems: &mut Vec<Diagnostic>) {
    let Some(is_personal) = means.is_personal else {
        return;
    };
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        // What is quoted from a document stands there.
        let value = line
            .split_once('=')
            .map(|(key, value)| (key.trim(), value.trim()));
        if let Some((key, value)) = value.filter(|(key, _)| *key != "sentence")
            && is_personal(value.trim_matches('"'))
        {
            let key = key.to_owned();
            let span = start..start + line.trim_end().len();
            diagnostic::add(problems, source, span, || Problem::PersonalText { key });
        }
        start += line.len();
    }
}
