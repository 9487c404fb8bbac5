//! Power cuts on FAT and NTFS, in memory: the calls of a real import, replayed up to any point on a disk that keeps what was
//! flushed and of the rest whatever chance says.
//!
//! On FAT a rename that was not flushed may have happened wholly, not at all, or by half: the old name gone and the new one
//! not there yet, or both there. NTFS keeps a journal of names, so a rename happened or not; what was written to a file and
//! not flushed may be there, not there, or zeros, sector by sector, on both.

use crate::bench::{Bench, Files, SITE, Seeded, Signers, copy_folder, whole};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const SECTOR: usize = 512;

/// Power cuts that are tried with all tests; with `LOA_DISK=all` there are 10,000 on each file system.
const SOME: usize = 400;

const AFTER: Files<'static> = &[
    ("index.html", b"<h1>Ban sau</h1>"),
    ("tin/index.html", b"<h1>Tin</h1>"),
];

/// What an import does to its disk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Call {
    Create(String),
    Write(String, usize, Vec<u8>),
    Flush(String),
    Rename(String, String),
    FlushNames,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileSystem {
    Fat,
    Ntfs,
}

/// A file: what the disk has for certain, and what was written since, by sectors.
#[derive(Debug, Clone, Default)]
struct File {
    flushed: Vec<u8>,
    now: Vec<u8>,
}

impl File {
    /// What is left of it behind a power cut.
    fn torn(&self, seeded: &mut Seeded) -> Vec<u8> {
        if self.flushed == self.now {
            return self.now.clone();
        }
        let length = [self.flushed.len(), self.now.len()][seeded.below(2)];
        let mut bytes = Vec::new();
        for at in (0..length).step_by(SECTOR) {
            let end = (at + SECTOR).min(length);
            let sector = |from: &[u8]| {
                let mut sector = from
                    .get(at..end.min(from.len()))
                    .unwrap_or_default()
                    .to_vec();
                sector.resize(end - at, 0);
                sector
            };
            bytes.extend(match seeded.below(3) {
                0 => sector(&self.flushed),
                1 => sector(&self.now),
                _ => vec![0; end - at],
            });
        }
        bytes
    }
}

/// Files by their names, as the system sees them and as the disk has them.
#[derive(Debug, Clone, Default)]
struct Disk {
    files: Vec<File>,
    now: BTreeMap<String, usize>,
    flushed: BTreeMap<String, usize>,
    /// Renames since the names were flushed.
    renames: Vec<(String, String)>,
}

impl Disk {
    fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).expect("readable") {
            let entry = entry.expect("readable");
            let bytes = fs::read(entry.path()).expect("readable");
            let name = entry.file_name().into_string().expect("a name");
            disk.now.insert(name, disk.files.len());
            disk.files.push(File {
                flushed: bytes.clone(),
                now: bytes,
            });
        }
        disk.flushed = disk.now.clone();
        disk
    }

    fn apply(&mut self, call: &Call) {
        match call {
            Call::Create(name) => {
                self.now.insert(name.clone(), self.files.len());
                self.files.push(File::default());
            }
            Call::Write(name, at, bytes) => {
                let file = &mut self.files[self.now[name]].now;
                file.resize(file.len().max(at + bytes.len()), 0);
                file[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Call::Flush(name) => {
                let file = &mut self.files[self.now[name]];
                file.flushed = file.now.clone();
            }
            Call::Rename(from, to) => {
                let file = self.now.remove(from).expect("it is there");
                self.now.insert(to.clone(), file);
                self.renames.push((from.clone(), to.clone()));
            }
            Call::FlushNames => {
                self.flushed = self.now.clone();
                self.renames.clear();
            }
        }
    }

    /// What the next start finds.
    fn after_a_cut(&self, system: FileSystem, seeded: &mut Seeded) -> BTreeMap<String, Vec<u8>> {
        let mut names = [&self.flushed, &self.now][seeded.below(2)].clone();
        if system == FileSystem::Fat {
            for (from, to) in &self.renames {
                match seeded.below(3) {
                    // The old name is gone, and the new one is not there yet.
                    0 => {
                        names.remove(from);
                        names.remove(to);
                    }
                    // Both are there.
                    1 => {
                        let file = self.now[to];
                        names.extend([(from.clone(), file), (to.clone(), file)]);
                    }
                    _ => {}
                }
            }
        }
        let content = |(name, file): (String, usize)| (name, self.files[file].torn(seeded));
        names.into_iter().map(content).collect()
    }
}

/// The calls of an import of release 4 over release 3, as `strace` saw them.
fn recorded(bench: &Bench, stick: &Path) -> Vec<Call> {
    let log = bench.path("model.log");
    bench.kiosk();
    let ran = Command::new("strace")
        .args(["-f", "-qq", "-y", "-xx", "-s", "1000000", "-o"])
        .arg(&log)
        .args([
            "-e",
            "trace=openat,write,lseek,fsync,fdatasync,rename,renameat2",
        ])
        .arg(env!("CARGO_BIN_EXE_loa-kiosk"))
        .arg("import")
        .arg(stick)
        .arg("--state")
        .arg(bench.state())
        .status()
        .expect("`strace` is needed");
    assert!(ran.success());
    let log = fs::read_to_string(log).expect("readable");
    let state = fs::canonicalize(bench.state()).expect("there");
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let calls = log
        .lines()
        .filter_map(|line| call(line, &state, &mut places));
    calls.collect()
}

/// A line of `strace -y -xx`, if it changes the folder of the state.
fn call(line: &str, state: &Path, places: &mut BTreeMap<String, usize>) -> Option<Call> {
    let (name, rest) = line.split_once(' ')?.1.trim_start().split_once('(')?;
    if rest.contains(" = -1 ") {
        return None;
    }
    let texts: Vec<Vec<u8>> = rest.split('"').skip(1).step_by(2).map(unhex).collect();
    let file_of = |path: &[u8]| {
        let path = Path::new(std::str::from_utf8(path).ok()?);
        let name = path.strip_prefix(state).ok()?.to_str()?.to_owned();
        Some(name)
    };
    let opened = || {
        let path = rest.split_once('<')?.1.split_once('>')?.0;
        let path = if path.starts_with("\\x") {
            unhex(path)
        } else {
            path.as_bytes().to_vec()
        };
        file_of(&path)
    };
    match name {
        "openat" if rest.contains("O_CREAT") && rest.contains("O_TRUNC") => {
            let name = file_of(texts.first()?)?;
            places.insert(name.clone(), 0);
            Some(Call::Create(name))
        }
        "openat" => {
            places.insert(file_of(texts.first()?)?, 0);
            None
        }
        "write" => {
            let name = opened()?;
            let bytes = texts.first()?.clone();
            let place = places.entry(name.clone()).or_default();
            let at = *place;
            *place += bytes.len();
            Some(Call::Write(name, at, bytes))
        }
        "fsync" | "fdatasync" => match opened()? {
            name if name.is_empty() => Some(Call::FlushNames),
            name => Some(Call::Flush(name)),
        },
        "rename" | "renameat2" => {
            let (from, to) = (file_of(texts.first()?)?, file_of(texts.last()?)?);
            Some(Call::Rename(from, to))
        }
        _ => None,
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").skip(1);
    digits
        .map(|two| u8::from_str_radix(&two[..2], 16).expect("hexadecimal"))
        .collect()
}

/// What is wrong behind a power cut at some point of these calls, if anything.
fn wrong(
    bench: &Bench,
    before: &Disk,
    calls: &[Call],
    system: FileSystem,
    seed: u64,
) -> Option<String> {
    let mut seeded = Seeded(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    // The end is where somebody was told that the stick can be pulled out.
    let cut = if seeded.below(4) == 0 {
        calls.len()
    } else {
        seeded.below(calls.len() + 1)
    };
    let mut disk = before.clone();
    for call in &calls[..cut] {
        disk.apply(call);
    }
    let left = disk.after_a_cut(system, &mut seeded);
    fs::remove_dir_all(bench.state()).expect("removed");
    fs::create_dir(bench.state()).expect("made");
    for (name, bytes) in left {
        fs::write(bench.state().join(name), bytes).expect("written");
    }
    let kiosk = kiosk::state::Kiosk::open(&bench.state()).expect("set up");
    let (state, bundle) = kiosk.current();
    let release = bundle
        .as_ref()
        .map_or(0, |bundle| bundle.manifest().release);
    let told = |what: &str| {
        Some(format!(
            "{what}: seed {seed}, cut at {cut} of {}, release {release}",
            calls.len()
        ))
    };
    if release < 3 {
        return told("no whole release");
    }
    if cut == calls.len() && release != 4 {
        return told("a release that was acknowledged is lost");
    }
    if state.floor > release {
        return told("a record names what is not there");
    }
    let tries_again = seed.is_multiple_of(16);
    if tries_again && release != 4 && kiosk::import::import(&kiosk, &bench.path("goi.loa")).is_err()
    {
        return told("the next import fails");
    }
    None
}

/// A kiosk with release 3 before it takes release 4, and how it takes it.
fn prepared() -> (Bench, Disk, Vec<Call>) {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    let first = bench.stick(&whole(&signers, 3, SITE));
    kiosk::import::import(&bench.kiosk(), &first).expect("taken");
    let stick = bench.stick(&whole(&signers, 4, AFTER));
    copy_folder(&bench.state(), &bench.path("before"));
    let before = Disk::of(&bench.path("before"));
    let calls = recorded(&bench, &stick);
    (bench, before, calls)
}

fn seeds() -> u64 {
    let all = std::env::var("LOA_DISK").is_ok_and(|value| value == "all");
    if all { 10_000 } else { SOME as u64 }
}

#[test]
fn a_power_cut_leaves_a_whole_release_on_fat_and_ntfs() {
    let (bench, before, calls) = prepared();
    assert!(calls.len() >= 7, "{calls:?}");
    for system in [FileSystem::Fat, FileSystem::Ntfs] {
        for seed in 0..seeds() {
            let wrong = wrong(&bench, &before, &calls, system, seed);
            assert_eq!(wrong, None, "{system:?}");
        }
    }
    println!("{} power cuts on each file system", seeds());
}

/// The model sees what it is for: an import that does it otherwise is found out.
#[test]
fn an_import_that_forgets_to_flush_or_records_too_early_is_found_out() {
    let (bench, before, calls) = prepared();
    let slot_new = |call: &Call| matches!(call, Call::Flush(name) if name.ends_with(".new"));
    let record = |call: &Call| matches!(call, Call::Flush(name) if name.starts_with("state-"));
    let names = |call: &Call| *call == Call::FlushNames;
    let without = |what: &dyn Fn(&Call) -> bool| {
        let at = calls.iter().position(what).expect("it does so");
        let mut calls = calls.clone();
        calls.remove(at);
        calls
    };
    let is_record = |call: &Call| match call {
        Call::Write(name, ..) | Call::Flush(name) => name.starts_with("state-"),
        _ => false,
    };
    let (mut early, late): (Vec<_>, Vec<_>) = calls.iter().cloned().partition(is_record);
    early.extend(late);
    let mutants = [
        ("the bundle is not flushed", without(&slot_new)),
        ("its name is not flushed", without(&names)),
        ("the record is not flushed", without(&record)),
        ("the record is written first", early),
    ];
    for (name, mutant) in mutants {
        let found =
            (0..4000).find_map(|seed| wrong(&bench, &before, &mutant, FileSystem::Fat, seed));
        println!("{name}: {found:?}");
        assert!(found.is_some(), "{name}");
    }
}
