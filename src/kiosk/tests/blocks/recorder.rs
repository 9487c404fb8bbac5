//! A disk that remembers in which order it was written to: one file in memory, which the kernel sees through FUSE, below a
//! loop device.
//!
//! The kernel's side is spoken to as `linux/fuse.h` defines it: a head of 40 bytes before each question, one of 16 before
//! each answer, numbers in the machine's own order. The root of this file system is a file, so nothing is ever looked up.

use super::run;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What happened to the disk.
#[derive(Debug, Clone)]
pub enum Event<M> {
    Write(usize, Vec<u8>),
    /// What was written before lasts.
    Flush,
    /// Something that the test noted meanwhile.
    Mark(M),
}

#[derive(Debug)]
struct Disk<M> {
    bytes: Vec<u8>,
    events: Vec<Event<M>>,
}

/// The disk as a file at a path, until dropped.
pub struct Recorder<M> {
    at: PathBuf,
    disk: Arc<Mutex<Disk<M>>>,
}

fn locked<M>(disk: &Mutex<Disk<M>>) -> MutexGuard<'_, Disk<M>> {
    disk.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<M: Send + 'static> Recorder<M> {
    /// A disk that holds `bytes`, at `at`; the reason when that cannot be here.
    pub fn new(bytes: Vec<u8>, at: PathBuf) -> Result<Self, String> {
        let failed = |error: io::Error| format!("/dev/fuse: {error}");
        let mut options = File::options();
        let kernel = options.read(true).write(true).open("/dev/fuse");
        let kernel = kernel.map_err(failed)?;
        File::create(&at).map_err(failed)?;
        let mut mount = Command::new("mount");
        // Whoever mounts has the connection as its standard input.
        mount
            .args(["-i", "-t", "fuse", "-o"])
            .arg("fd=0,rootmode=100000,user_id=0,group_id=0")
            .arg("loa-blocks")
            .arg(&at)
            .stdin(kernel.try_clone().map_err(failed)?);
        run(&mut mount)?;
        let events = Vec::new();
        let disk = Arc::new(Mutex::new(Disk { bytes, events }));
        let served = Arc::clone(&disk);
        thread::spawn(move || serve(kernel, &served));
        Ok(Self { at, disk })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.at
    }

    /// Notes that something has happened by now.
    pub fn mark(&self, mark: M) {
        locked(&self.disk).events.push(Event::Mark(mark));
    }

    /// All that has happened.
    pub fn events(self) -> Vec<Event<M>> {
        std::mem::take(&mut locked(&self.disk).events)
    }
}

impl<M> Drop for Recorder<M> {
    fn drop(&mut self) {
        // A loop device may hold it for a moment longer.
        run(Command::new("umount").arg("-l").arg(&self.at)).ok();
    }
}

/// The largest write that is taken at once.
const WRITE: usize = 128 << 10;

/// Answers the kernel until it lets go.
fn serve<M>(mut kernel: File, disk: &Mutex<Disk<M>>) {
    let mut buffer = vec![0; WRITE + (64 << 10)];
    while let Ok(length) = kernel.read(&mut buffer) {
        let question = &buffer[..length];
        let answered = answer(question, &mut locked(disk));
        let Some(answered) = answered else { continue };
        let (error, body) = match answered {
            Ok(body) => (0, body),
            Err(error) => (-error, Vec::new()),
        };
        let mut bytes = Vec::with_capacity(16 + body.len());
        bytes.extend(u32::try_from(16 + body.len()).expect("short").to_ne_bytes());
        bytes.extend(error.to_ne_bytes());
        bytes.extend(&question[8..16]);
        bytes.extend(body);
        // A question that was interrupted wants no answer any more.
        kernel.write_all(&bytes).ok();
    }
}

/// Of `linux/fuse.h`: what is asked.
const FORGET: u32 = 2;
const GETATTR: u32 = 3;
const SETATTR: u32 = 4;
const OPEN: u32 = 14;
const READ: u32 = 15;
const WRITING: u32 = 16;
const STATFS: u32 = 17;
const RELEASE: u32 = 18;
const FSYNC: u32 = 20;
const FLUSH: u32 = 25;
const INIT: u32 = 26;
const INTERRUPT: u32 = 36;
const BATCH_FORGET: u32 = 42;

/// "There is no such thing", of which the kernel makes what it can.
const ENOSYS: i32 = 38;

type Answered = Option<Result<Vec<u8>, i32>>;

fn answer<M>(question: &[u8], disk: &mut Disk<M>) -> Answered {
    let asked = &question[40..];
    let body = match number(question, 4) {
        FORGET | BATCH_FORGET | INTERRUPT => return None,
        INIT => init(),
        GETATTR | SETATTR => attributes(disk.bytes.len()),
        READ => {
            let (from, size) = (place(asked, 8), number(asked, 16) as usize);
            let end = disk.bytes.len().min(from + size);
            disk.bytes[from.min(end)..end].to_vec()
        }
        WRITING => {
            let (from, size) = (place(asked, 8), number(asked, 16) as usize);
            let bytes = asked[40..40 + size].to_vec();
            disk.bytes[from..from + size].copy_from_slice(&bytes);
            disk.events.push(Event::Write(from, bytes));
            numbers(&[number(asked, 16), 0])
        }
        FSYNC => {
            disk.events.push(Event::Flush);
            Vec::new()
        }
        OPEN => numbers(&[0; 4]),
        STATFS => numbers(&[0; 20]),
        RELEASE | FLUSH => Vec::new(),
        _ => return Some(Err(ENOSYS)),
    };
    Some(Ok(body))
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

fn place(bytes: &[u8], at: usize) -> usize {
    let number = u64::from_ne_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
    usize::try_from(number).expect("it fits in memory")
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    let bytes = numbers.iter().flat_map(|number| number.to_ne_bytes());
    bytes.collect()
}

/// `fuse_init_out`, version 7.31.
fn init() -> Vec<u8> {
    let largest = u32::try_from(WRITE).expect("small");
    let mut words = [0; 16];
    // Version, bytes read ahead, no extras; how many questions may wait; the largest write; nanoseconds.
    (words[0], words[1], words[2]) = (7, 31, 128 << 10);
    (words[4], words[5], words[6]) = (16 | 12 << 16, largest, 1);
    numbers(&words)
}

/// `fuse_attr_out` of a file that root may read and write.
fn attributes(size: usize) -> Vec<u8> {
    let size = size as u64;
    let mut bytes = numbers(&[0; 4]);
    for long in [1, size, size.div_ceil(512), 0, 0, 0] {
        bytes.extend(long.to_ne_bytes());
    }
    bytes.extend(numbers(&[0, 0, 0, 0o100_600, 1, 0, 0, 0, 4096, 0]));
    bytes
}
