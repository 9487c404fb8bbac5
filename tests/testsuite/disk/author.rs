//! Edits, moves and deletions on a disk that fails, and programs that are killed at it: all or nothing, nothing is lost,
//! and the next writer ends what was left.
#![cfg(target_os = "linux")]

use super::strace::{Call, FILES};
use super::{DRAWING, Seeded, Tree, everything};
use crate::bench::{Bench, post, tree};
use author::{Author, Change, KeyPath, Links, Version};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const POST: &str = "content/mau/tin/a.md";
const OTHER: &str = "content/mau/tin/khai-truong.md";

/// Says to a test run that it is the program to be watched, and on which root.
const ROOT: &str = "LOA_TEST_AUTHOR_ROOT";
const WORK: &str = "LOA_TEST_AUTHOR_WORK";

/// Calls that are made to fail, or at which the program is killed.
const CALLS: [&str; 9] = [
    "write",
    "fsync",
    "linkat",
    "link",
    "renameat2",
    "rename",
    "mkdir",
    "openat",
    "unlink",
];

fn prepared() -> Bench {
    let bench = Bench::new();
    bench.write(POST, post("Bài", "![Hình](hinh.svg)\n"));
    bench.write("content/mau/tin/hinh.svg", DRAWING);
    bench.write(OTHER, post("Khai trương", "Xem [bài](a.md).\n"));
    bench
}

/// Does one thing, unless it was done before.
fn work(root: &Path, what: &str) -> Result<(), String> {
    let author = Author::open(root, "thử").map_err(|problem| format!("{problem:?}"))?;
    let path = if what == "edit" { OTHER } else { POST };
    if !root.join(path).exists() {
        // It was done by the run before: only what that left is ended.
        let ended = author.save("content/mau/tin/_index.md", None, INDEX.as_bytes());
        return ended.map(|_| ()).map_err(|problem| format!("{problem:?}"));
    }
    let document = author
        .read(path)
        .map_err(|problem| format!("{problem:?}"))?;
    let done = match what {
        "edit" => {
            let title = Change::Set(KeyPath::parse("title").unwrap(), "Tên mới".into());
            let edited = author.edit(&document, &[title], Some("\nChữ mới.\n"));
            edited.map(|_| ()).map_err(Into::into)
        }
        "move" => {
            let section = author.section("mau", "gioi-thieu", "tin").unwrap();
            let place = section.place(author.root(), "b").unwrap();
            let moved = author.move_post(&document, &place, Links::Rewrite);
            moved.map(|_| ())
        }
        _ => author.delete(path, document.version()).map_err(Into::into),
    };
    done.map_err(|problems: base::diagnostic::Diagnostics| format!("{:?}", problems.sorted()))
}

const INDEX: &str = "+++\ntitle = \"Tin\"\n+++\n";

/// Does all three here; in a run that is watched, the one that it was told.
#[test]
fn the_work_that_is_watched() {
    match (std::env::var(ROOT), std::env::var(WORK)) {
        (Ok(root), Ok(what)) => work(Path::new(&root), &what).unwrap(),
        _ => {
            for what in ["edit", "move", "delete"] {
                let bench = prepared();
                let before = watched(&bench);
                work(bench.dir(), what).unwrap();
                assert!(watched(&bench) != before, "{what}");
            }
        }
    }
}

/// The files that people see; what belongs to Loa alone lies beside them.
fn watched(bench: &Bench) -> Tree {
    let mut files = tree(bench.dir());
    files.retain(|path, _| path.starts_with("content") && !path.ends_with("_index.md"));
    files
}

struct Watched {
    success: bool,
    output: String,
    calls: Vec<Call>,
}

/// Runs this very test program under `strace`, to do one thing.
fn run(bench: &Bench, what: &str, options: &[&str]) -> Watched {
    let log = bench.path("strace.log");
    let output = Command::new("strace")
        .args(["-f", "-qq", "-y", "-s", "0", "-o"])
        .arg(&log)
        .args(["-e", &format!("trace={FILES}")])
        .args(options)
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args([
            "disk::author::the_work_that_is_watched",
            "--exact",
            "--test-threads=1",
        ])
        .env(ROOT, bench.dir())
        .env(WORK, what)
        .stdin(Stdio::null())
        .output()
        .expect("`strace` is needed: apt-get install strace");
    let text = fs::read_to_string(&log).unwrap_or_default();
    Watched {
        success: output.status.success(),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
        calls: text.lines().filter_map(Call::parse).collect(),
    }
}

/// The faults that a run with these calls can meet.
fn faults(calls: &[Call], root: &str) -> Vec<String> {
    // `strace` counts each thread's calls apart, and names one by what it calls first.
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for call in calls {
        let count = counts.entry((&call.thread, &call.name)).or_default();
        *count += 1;
        let ours = call.text.contains(root) && !call.text.contains("strace.log");
        if CALLS.contains(&call.name.as_str()) && ours {
            let (name, at) = (&call.name, *count);
            faults.push(format!("inject={name}:signal=KILL:when={at}"));
            for error in ["ENOSPC", "EIO"] {
                faults.push(format!("inject={name}:error={error}:when={at}"));
            }
            faults.push(format!("inject={name}:error=ENOSPC:when={at}+"));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

fn sweep(what: &str) {
    let bench = prepared();
    let before = watched(&bench);
    let sound = run(&bench, what, &[]);
    assert!(sound.success, "{}", sound.output);
    let after = watched(&bench);
    assert!(before != after);
    let mut faults = faults(&sound.calls, &bench.dir().display().to_string());
    assert!(faults.len() > 40, "{}", faults.len());
    if !everything() {
        let mut seeded = Seeded(0xa07_4012);
        while faults.len() > 14 {
            faults.swap_remove(seeded.below(faults.len()));
        }
    }
    let mut ends = BTreeMap::new();
    for fault in &faults {
        let root = bench_at(&before);
        let ran = run(&root, what, &["-e", fault]);
        let mut left = watched(&root);
        // What was set aside may stay for the next writer, under a name that nothing publishes.
        left.retain(|path, _| {
            !path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(".loa-")
        });
        let end = match (&left, ran.success) {
            (left, true) if *left == after => "done",
            (left, false) if *left == before => "as before",
            (left, false) if *left == after => "done, not told",
            (_, false) => "half",
            (_, true) => "wrong",
        };
        *ends.entry(end).or_insert(0) += 1;
        // A program that is told that something failed has put it back; one that was killed could not, nor one that may
        // rename nothing any more.
        let excused = fault.contains("KILL") || (fault.contains("rename") && fault.ends_with('+'));
        assert!(
            end != "wrong" && (end != "half" || excused),
            "{fault}: {end}\n{}",
            ran.output
        );
        every_text_is_there(&root, &before, fault);
        work(root.dir(), what).unwrap_or_else(|problem| panic!("{fault}: {problem}"));
        let healed = watched(&root);
        let names: Vec<_> = healed.keys().collect();
        assert!(healed == after, "{fault}: the next writer leaves {names:?}");
    }
    println!("{what}: {} faults, {ends:?}", faults.len());
}

fn bench_at(files: &Tree) -> Bench {
    let bench = Bench::empty();
    for (path, bytes) in files {
        bench.write(&path.display().to_string(), bytes);
    }
    bench
}

/// What was written before lies in its place, in another, or among the versions that are kept.
fn every_text_is_there(bench: &Bench, before: &Tree, fault: &str) {
    let now: Vec<_> = tree(bench.dir()).into_values().collect();
    for (path, bytes) in before {
        let kept = bench.path(&format!(".loa/versions/{}", Version::of(bytes).as_str()));
        let there = now.contains(bytes) || fs::read(kept).is_ok_and(|kept| kept == *bytes);
        assert!(there, "{fault}: {} is lost", path.display());
    }
}

#[test]
fn an_edit_is_whole_or_not_there() {
    sweep("edit");
}

#[test]
fn a_move_is_whole_or_not_there() {
    sweep("move");
}

#[test]
fn a_deletion_is_whole_or_not_there() {
    sweep("delete");
}
