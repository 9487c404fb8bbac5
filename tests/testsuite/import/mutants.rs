//! Import: files that were broken at places drawn by lot, of every format: no reader dies without a word, keeps long, or grows.
//!
//! The tests break a few; `tests/mutants [COUNT [SEED]]` as many as are asked for.
#![cfg(unix)]

use super::fixture;
use super::scans::stub;
use super::word::word_plan;
use crate::bench::Bench;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Longest time that one file may take.
const TIME: Duration = Duration::from_secs(10);

/// Most memory, in kB, that reading one may take: the readers' own processes are held to it, and what reads in the command.
const MEMORY: u64 = 440 << 10;

/// Files that are broken for the tests of a change, of each format.
const FEW: usize = 6;

/// Numbers drawn by lot, the same each time for a seed.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap_or(0)
    }
}

/// A sound file of each format.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/papers/set");
    let paper = |ending: &str| {
        let mut files: Vec<_> = fs::read_dir(&set)
            .expect("a folder of papers")
            .map(|file| file.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|end| end == ending))
            .collect();
        files.sort();
        fs::read(files.first().expect("a paper of each format")).expect("a file")
    };
    let marked = "## Một\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n- ba\n  1. bốn\n";
    vec![
        ("docx", word_plan()),
        ("doc", paper("doc")),
        ("odt", paper("odt")),
        ("rtf", paper("rtf")),
        ("pdf", paper("pdf")),
        ("html", paper("html")),
        ("mht", paper("mht")),
        ("md", marked.as_bytes().to_vec()),
        ("txt", fs::read(fixture("ubnd.txt")).expect("a fixture")),
        ("jpg", photograph()),
    ]
}

/// A small picture, which shows no page.
fn photograph() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(240, 320, |x, y| {
        image::Rgb([(x % 200) as u8, (y % 200) as u8, 90])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut file, image::ImageFormat::Jpeg)
        .expect("in memory");
    file.into_inner()
}

/// Breaks a file at a few places.
fn broken(sound: &[u8], lot: &mut Lot) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=lot.below(6) {
        let at = lot.below(bytes.len());
        let end = (at + 1 + lot.below(60)).min(bytes.len());
        match lot.below(7) {
            0 => bytes.truncate(at.max(1)),
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece.repeat(1 + lot.below(40)));
            }
            3 => {
                // A number that a file counts with becomes another one.
                let digits = bytes.iter().enumerate().skip(at);
                let digit = digits
                    .map(|(at, byte)| (at, *byte))
                    .find(|(_, byte)| byte.is_ascii_digit());
                if let Some((at, _)) = digit {
                    bytes.splice(at..=at, *b"99999999");
                }
            }
            4 => bytes[at..end].fill(u8::try_from(lot.below(256)).unwrap_or(0)),
            _ => bytes[at] = u8::try_from(lot.below(256)).unwrap_or(0),
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

/// What became of reading one file: the most memory that it took, in kB, or what was wrong.
fn read(bench: &Bench, bin: &Path, name: &str) -> Result<u64, String> {
    let begin = Instant::now();
    let mut child = bench
        .command(&["import", "--dry-run", "--json", name])
        .env("PATH", bin)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("loa starts");
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory(child.id()));
        if let Some(status) = child.try_wait().expect("our own process") {
            break status;
        }
        if begin.elapsed() > TIME {
            child.kill().ok();
            child.wait().ok();
            return Err(format!("longer than {} s", TIME.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    if !matches!(status.code(), Some(0 | 1)) {
        let mut told = String::new();
        if let Some(mut pipe) = child.stderr.take() {
            pipe.read_to_string(&mut told).expect("a sentence");
        }
        return Err(format!("{status}: {told}"));
    }
    match peak > MEMORY {
        true => Err(format!("{peak} kB")),
        false => Ok(peak),
    }
}

/// The most memory that a process held until now, in kB.
fn memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse().ok());
    peak.unwrap_or(0)
}

#[test]
fn broken_files_end_in_time_within_their_memory_and_with_a_word() {
    let number = |name: &str, usual: u64| {
        let given = std::env::var(name).ok();
        given.map_or(usual, |given| given.parse().expect("a number"))
    };
    let count = usize::try_from(number("LOA_MUTANTS", FEW as u64)).expect("a count");
    let seed = number("LOA_MUTANTS_SEED", 20_261_130).max(1);
    let bench = Bench::empty();
    // What recognises words is another program, whose time is its own.
    let bin = stub(&bench);
    let mut fallen = Vec::new();
    for (ending, sound) in sound() {
        let mut lot = Lot(seed);
        let (mut slowest, mut largest) = (Duration::ZERO, 0);
        for at in 0..count {
            let bytes = broken(&sound, &mut lot);
            let name = format!("hong.{ending}");
            bench.write(&name, &bytes);
            let begin = Instant::now();
            match read(&bench, &bin, &name) {
                Ok(memory) => largest = largest.max(memory),
                Err(why) => {
                    if let Some(folder) = std::env::var_os("LOA_MUTANTS_KEPT") {
                        let kept = Path::new(&folder).join(format!("{seed}-{at}.{ending}"));
                        fs::write(kept, &bytes).expect("a folder to keep them in");
                    }
                    fallen.push(format!("{ending} {at}: {why}"));
                }
            }
            slowest = slowest.max(begin.elapsed());
        }
        println!(
            "{ending:<5} {count} files, slowest {} ms, most memory {largest} kB",
            slowest.as_millis()
        );
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
