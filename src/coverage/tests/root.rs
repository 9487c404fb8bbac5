//! A root in a temporary folder, and a generator of numbers that gives the same ones each time.

use base::diagnostic::Diagnostic;
use base::lang::Lang;
use coverage::folder::{Coverage, LogLock, Means};
use coverage::problem::Problem;
use coverage::take::{self, Taken};
use jiff::civil::{Date, date};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A root with the ward `phuong-mau`.
pub struct TestRoot {
    dir: TempDir,
    pub today: Date,
}

pub const UNITS: &str = include_str!("phuong-mau/units.toml");
pub const PLAN: &str = include_str!("phuong-mau/plan.toml");
pub const LOG: &str = include_str!("phuong-mau/log.csv");

impl TestRoot {
    /// With units, and nothing in the log.
    pub fn new() -> Self {
        let root = Self {
            dir: tempfile::tempdir().unwrap(),
            today: date(2026, 12, 31),
        };
        root.put("coverage/phuong-mau/units.toml", UNITS);
        root.put("content/chung/suc-khoe/rua-tay.md", "");
        root
    }

    /// With everything.
    pub fn full() -> Self {
        let root = Self::new();
        root.put("coverage/phuong-mau/plan.toml", PLAN);
        root.put("coverage/phuong-mau/log.csv", LOG);
        root
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dir.path().join(path)).unwrap()
    }

    fn means(&self) -> Means<'_> {
        Means {
            decode: &|bytes| String::from_utf8_lossy(bytes).into_owned(),
            is_personal: Some(&|text| text.contains("0987")),
            today: self.today,
        }
    }

    pub fn load(&self) -> Coverage {
        Coverage::load(self.dir.path(), "phuong-mau", self.means()).unwrap()
    }

    /// Changes its files behind the lock.
    pub fn change<T>(&self, work: impl FnOnce(&Coverage, Means<'_>, &LogLock) -> T) -> T {
        let coverage = self.load();
        let lock = coverage.lock().unwrap();
        work(&coverage, self.means(), &lock)
    }

    pub fn import(&self, paths: &[PathBuf]) -> Taken {
        let coverage = self.load();
        let lock = coverage.lock().unwrap();
        take::import(&coverage, paths, (self.means(), Lang::Vi), &lock).unwrap()
    }

    /// What is wrong with files of which nothing is taken.
    pub fn refused(&self, paths: &[PathBuf]) -> Vec<Diagnostic> {
        let coverage = self.load();
        let lock = coverage.lock().unwrap();
        take::import(&coverage, paths, (self.means(), Lang::Vi), &lock).unwrap_err()
    }

    pub fn log(&self) -> String {
        self.read("coverage/phuong-mau/log.csv")
    }
}

/// The line and the problem of each, in the order of the file.
pub fn told(problems: &[Diagnostic]) -> Vec<(usize, Problem)> {
    let mut told: Vec<_> = problems
        .iter()
        .map(|told| {
            let line = told.place.as_ref().map_or(0, |place| place.line);
            (line, told.problem.get::<Problem>().cloned().unwrap())
        })
        .collect();
    told.sort();
    told
}

/// Numbers that look like chance and are the same each time (xorshift64*, Vigna 2016).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % limit
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}
