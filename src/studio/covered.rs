//! What was done where, as the files of `coverage/` say: read again only where one is another.

use base::diagnostic::Diagnostic;
use coverage::figures::Figures;
use coverage::folder::{self, Coverage, Means};
use coverage::period::Period;
use formats::encoding;
use jiff::civil::Date;
use site::check;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// Files of a ward's folder that tell of coverage.
const FILES: [&str; 4] = ["units.toml", "plan.toml", "settings.toml", folder::LOG];

/// What tells whether a file is another by now: its size in bytes, when it was written; nothing where it is absent.
type Stamp = Option<(u64, Option<SystemTime>)>;

/// What was read last of a ward.
#[derive(Debug)]
struct Read {
    today: Date,
    stamps: Vec<Stamp>,
    coverage: Arc<Coverage>,
    figures: BTreeMap<String, Arc<Figures>>,
}

/// What was read last, as long as the files are the same.
#[derive(Debug, Default)]
pub struct Covered(BTreeMap<String, Read>);

impl Covered {
    /// A ward's coverage; `root` is the folder with `coverage/`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(
        &mut self,
        (root, today): (&Path, Date),
        ward: &str,
    ) -> Result<Arc<Coverage>, Diagnostic> {
        let stamps = stamps(root, ward);
        // A file whose age nobody knows may be another each time.
        let certain = stamps
            .iter()
            .flatten()
            .all(|(_, written)| written.is_some());
        if let Some(read) = self.0.get(ward)
            && certain
            && read.today == today
            && read.stamps == stamps
        {
            return Ok(Arc::clone(&read.coverage));
        }
        let loaded = with(today, false, |means| Coverage::load(root, ward, means))?;
        let coverage = Arc::new(loaded);
        let read = Read {
            today,
            stamps,
            coverage: Arc::clone(&coverage),
            figures: BTreeMap::new(),
        };
        self.0.insert(ward.to_owned(), read);
        Ok(coverage)
    }

    /// The figures of a period.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn figures(
        &mut self,
        at: (&Path, Date),
        ward: &str,
        period: Period,
    ) -> Result<(Arc<Coverage>, Arc<Figures>), Diagnostic> {
        let coverage = self.of(at, ward)?;
        let made = || Arc::new(Figures::of(&coverage, period));
        let figures = match self.0.get_mut(ward) {
            Some(read) => Arc::clone(read.figures.entry(period.to_string()).or_insert_with(made)),
            None => made(),
        };
        Ok((coverage, figures))
    }
}

fn stamps(root: &Path, ward: &str) -> Vec<Stamp> {
    let base = root.join(folder::FOLDER);
    let own = FILES.iter().map(|name| base.join(ward).join(name));
    let files = own.chain([base.join("rules.toml")]);
    let stamp = |file| {
        let found = fs::metadata(file).ok()?;
        Some((found.len(), found.modified().ok()))
    };
    files.map(stamp).collect()
}

/// Calls `work` with what the library asks for; `looks` says whether it looks for what gives people away.
pub fn with<T>(today: Date, looks: bool, work: impl FnOnce(Means<'_>) -> T) -> T {
    let is_personal = |text: &str| check::is_in_line(text, today.year());
    work(Means {
        decode: &encoding::text,
        is_personal: looks.then_some(&is_personal),
        today,
    })
}
