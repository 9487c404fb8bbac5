//! An import that is killed at any system call leaves the old release or the new one, whole, and the next import works.
//!
//! A kill keeps what the system holds in memory; that nothing is named before the disk has it is seen in the order of
//! the calls.

use crate::bench::{Bench, Files, SITE, Seeded, Signers, bundle, copy_folder, manifest, whole};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const AFTER: Files<'static> = &[
    ("index.html", b"<h1>Ban sau</h1>"),
    ("tin/index.html", b"<h1>Tin</h1>"),
];

/// Every call with which an import touches files.
const CALLS: &str = "openat,statx,newfstatat,fstat,read,pread64,write,pwrite64,rename,renameat2,unlink,unlinkat,fsync,fdatasync,fadvise64,flock,lseek,ftruncate,close";

/// Kills that are tried with all tests; with `LOA_DISK=all` there is one at every call of any kind.
const SOME: usize = 60;

fn is_all() -> bool {
    std::env::var("LOA_DISK").is_ok_and(|value| value == "all")
}

/// Runs an import under `strace`; gives whether it ended well, and its calls.
fn traced(bench: &Bench, stick: &Path, options: &[&str]) -> (bool, Vec<String>) {
    let log = bench.path("strace.log");
    // Waits until no other test's program holds the lock.
    bench.kiosk();
    let traced = if is_all() { "all" } else { CALLS };
    let ran = Command::new("strace")
        .args(["-f", "-qq", "-y", "-s", "0", "-o"])
        .arg(&log)
        .args(["-e", &format!("trace={traced}"), "-e", "signal=none"])
        .args(options)
        .arg("--")
        .arg(env!("CARGO_BIN_EXE_loa-kiosk"))
        .arg("import")
        .arg(stick)
        .arg("--state")
        .arg(bench.state())
        .stdin(Stdio::null())
        .output()
        .expect("`strace` is needed: apt-get install strace");
    let error = String::from_utf8_lossy(&ran.stderr);
    assert!(
        !error.contains("ptrace"),
        "strace may trace nothing here: {error}"
    );
    let calls = fs::read_to_string(log).unwrap_or_default();
    let calls = calls
        .lines()
        .filter_map(|line| Some(line.split_once(' ')?.1.trim_start().to_owned()));
    (ran.status.success(), calls.collect())
}

/// An update: releases that were taken before, whether the bundle of release 9 is a thin one, and pages that it has besides.
type Update = (&'static [u64], bool, usize);

/// The update that is tried with all tests, and those that are with `LOA_DISK=all`.
const UPDATES: [Update; 5] = [
    (&[3], false, 0),
    (&[], false, 0),
    (&[3, 4, 5], false, 0),
    (&[3], true, 0),
    (&[3], false, 100),
];

/// A kiosk before an update, and the stick.
fn prepared_for(signers: &Signers, (before, thin, pages): Update) -> (Bench, std::path::PathBuf) {
    let bench = Bench::new(signers);
    for release in before {
        let stick = bench.stick(&whole(signers, *release, SITE));
        kiosk::import::import(&bench.kiosk(), &stick).expect("taken");
    }
    let paths: Vec<_> = (0..pages).map(|page| format!("tin/{page}.html")).collect();
    let more = paths.iter().map(|path| (path.as_str(), path.as_bytes()));
    let files = if thin { SITE } else { AFTER };
    let files: Vec<_> = files.iter().copied().chain(more).collect();
    // What a thin bundle lacks, the kiosk has.
    let held = |path: &str| !thin || path == "index.html";
    let stick = bench.stick(&bundle(signers, &manifest(9, &files), &files, held));
    copy_folder(&bench.state(), &bench.path("before"));
    (bench, stick)
}

/// A kiosk with release 3, and a stick with release 9.
fn prepared(signers: &Signers) -> (Bench, std::path::PathBuf) {
    prepared_for(signers, UPDATES[0])
}

fn restore(bench: &Bench) {
    fs::remove_dir_all(bench.state()).expect("removed");
    copy_folder(&bench.path("before"), &bench.state());
}

fn name(call: &str) -> &str {
    call.split('(').next().unwrap_or_default()
}

#[test]
fn a_kill_at_any_call_leaves_a_whole_release() {
    let all = is_all();
    let updates = if all { &UPDATES[..] } else { &UPDATES[..1] };
    let (mut olds, mut news) = (0, 0);
    for update in updates {
        let (old, new) = killed_everywhere(*update, all);
        assert!(old > 0, "{update:?}");
        (olds, news) = (olds + old, news + new);
    }
    println!("{olds} kills left the old release, {news} the new one");
}

/// Kills an update at each call, or at some; gives how often the old and the new release were left.
fn killed_everywhere(update: Update, all: bool) -> (usize, usize) {
    let signers = Signers::new(1);
    let (bench, stick) = prepared_for(&signers, update);
    let old = bench.release();
    let (well, calls) = traced(&bench, &stick, &[]);
    assert!(well && bench.release() == 9);
    let mut seen = std::collections::BTreeMap::new();
    let mut kills: Vec<(String, usize)> = Vec::new();
    for call in calls.iter().filter(|call| call.contains('(')) {
        let count = seen.entry(name(call).to_owned()).or_insert(0);
        *count += 1;
        kills.push((name(call).to_owned(), *count));
    }
    assert!(kills.len() > 60, "{} calls", kills.len());
    let mut seeded = Seeded(0x5eed);
    while !all && kills.len() > SOME {
        kills.swap_remove(seeded.below(kills.len()));
    }
    let (mut olds, mut news) = (0, 0);
    for (call, number) in &kills {
        restore(&bench);
        let kill = format!("inject={call}:signal=KILL:when={number}");
        let (well, _) = traced(&bench, &stick, &["-e", &kill]);
        match bench.release() {
            9 => news += 1,
            left if left == old && !well => olds += 1,
            other => panic!("{call} {number}: release {other} is shown, ended well: {well}"),
        }
        let again = kiosk::import::import(&bench.kiosk(), &stick);
        assert!(
            again.is_ok() || bench.release() == 9,
            "{call} {number}: {again:?}"
        );
        assert_eq!(bench.release(), 9, "{call} {number}");
    }
    (olds, news)
}

/// A disk that says it wrote what it did not: the copy is read again, and nothing names it.
#[test]
fn a_disk_that_lies_is_found_out_before_anything_is_named() {
    let signers = Signers::new(1);
    let (bench, stick) = prepared(&signers);
    let (_, calls) = traced(&bench, &stick, &[]);
    let writes: Vec<_> = calls.iter().filter(|call| name(call) == "write").collect();
    let of_slot = |call: &&String| call.contains(".new>");
    let at = writes.iter().position(of_slot).expect("it is written");
    let count = writes[at].rsplit(" = ").next().expect("how much");
    restore(&bench);
    let lie = format!("inject=write:retval={count}:when={}", at + 1);
    let (well, _) = traced(&bench, &stick, &["-e", &lie]);
    let (state, _) = bench.kiosk().current();
    assert_eq!((well, bench.release(), state.floor), (false, 3, 3));
    let again = kiosk::import::import(&bench.kiosk(), &stick);
    assert_eq!(again.map(|taken| taken.release), Ok(9));
}

#[test]
fn a_disk_that_fails_or_is_full_leaves_the_old_release() {
    let signers = Signers::new(1);
    for error in ["ENOSPC", "EIO"] {
        for (call, most) in [("write", 2), ("fsync", 3), ("rename", 1)] {
            for number in 1..=most {
                let (bench, stick) = prepared(&signers);
                let fault = format!("inject={call}:error={error}:when={number}");
                let (well, _) = traced(&bench, &stick, &["-e", &fault]);
                let release = bench.release();
                assert!(
                    well && release == 9 || !well && [3, 9].contains(&release),
                    "{fault}: {release}"
                );
                let taken = kiosk::import::import(&bench.kiosk(), &stick);
                assert!(taken.is_ok() || release == 9, "{fault}: {taken:?}");
            }
        }
    }
}

/// Flushed and named before it is read again; read again before a record names it; the record flushed last.
#[test]
fn nothing_is_named_before_the_disk_has_it() {
    let signers = Signers::new(1);
    let (bench, stick) = prepared(&signers);
    let (_, calls) = traced(&bench, &stick, &[]);
    let place = |what: &dyn Fn(&String) -> bool| calls.iter().position(what).expect("a call");
    let last = |what: &dyn Fn(&String) -> bool| calls.iter().rposition(what).expect("a call");
    let written =
        last(&|call| name(call) == "write" && call.contains("slot-") && call.contains(".new>"));
    let flushed = place(&|call| name(call) == "fsync" && call.contains(".new>"));
    let forgotten = place(&|call| name(call) == "fadvise64" && call.contains(".new>"));
    let named = place(&|call| name(call).starts_with("rename"));
    let names_flushed = place(&|call| name(call) == "fsync" && call.contains("state>"));
    let read =
        last(&|call| name(call) == "pread64" && call.contains("slot-") && !call.contains(".new"));
    let recorded = place(&|call| name(call) == "write" && call.contains("state-"));
    let record_flushed = last(&|call| name(call) == "fsync" && call.contains("state-"));
    let order = [
        written,
        flushed,
        forgotten,
        named,
        names_flushed,
        read,
        recorded,
        record_flushed,
    ];
    assert!(order.is_sorted(), "{order:?}\n{}", calls.join("\n"));
}
