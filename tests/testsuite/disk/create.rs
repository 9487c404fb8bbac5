//! `loa new`, `loa import` and `loa init` on a disk that fails: no half file, and the next run works.
#![cfg(target_os = "linux")]

use super::strace::traced;
use super::{Seeded, everything};
use crate::bench::{Bench, TODAY, tree};
use std::collections::BTreeMap;

/// Calls that are made to fail, and how many of each at most.
const CALLS: [&str; 9] = [
    "write",
    "fsync",
    "linkat",
    "renameat2",
    "rename",
    "mkdir",
    "openat",
    "statx",
    "getdents64",
];

const ERRORS: [&str; 3] = ["ENOSPC", "EIO", "EDQUOT"];

/// Makes each call fail in turn on a new root; whatever the outcome, there is all or nothing, and the next run ends well.
fn sweep(prepare: impl Fn() -> Bench, arguments: &[&str]) {
    let watched = |bench: &Bench| {
        let mut files = tree(bench.dir());
        files.retain(|path, _| !path.ends_with("strace.log"));
        files
    };
    let bench = prepare();
    let before = watched(&bench);
    let sound = traced(&bench, &[], arguments);
    assert_eq!(sound.ran.code, Some(0), "{}", sound.ran.stderr);
    let after = watched(&bench);
    assert_ne!(before, after);
    let root = bench.dir().display().to_string();
    let mut faults = Vec::new();
    for call in CALLS {
        let of_name = sound.calls.iter().filter(|one| one.name == call);
        for (at, one) in of_name.enumerate() {
            // What the system does to load the program is not the program's doing.
            if one.text.contains(&root) || ["write", "fsync"].contains(&call) {
                faults.extend(
                    ERRORS.map(|error| format!("inject={call}:error={error}:when={}", at + 1)),
                );
                faults.push(format!("inject={call}:error=ENOSPC:when={}+", at + 1));
            }
        }
    }
    if !everything() {
        let mut seeded = Seeded(0xd15c);
        while faults.len() > 12 {
            faults.swap_remove(seeded.below(faults.len()));
        }
    }
    let mut codes = BTreeMap::new();
    for fault in &faults {
        let bench = prepare();
        let ran = traced(&bench, &["-e", fault], arguments).ran;
        *codes.entry(ran.code).or_insert(0) += 1;
        let left = watched(&bench);
        let expected = if ran.code == Some(0) { &after } else { &before };
        let names = |files: &super::Tree| files.keys().cloned().collect::<Vec<_>>();
        assert!(
            left == *expected,
            "{fault}: {:?} left {:?}\n{}",
            ran.code,
            names(&left),
            ran.stderr
        );
        if ran.code != Some(0) {
            let again = bench.loa(arguments);
            assert_eq!(again.code, Some(0), "{fault}: {}", again.stderr);
            assert!(watched(&bench) == after, "{fault}: the next run is another");
        }
    }
    println!(
        "{}: {} faults, exit codes {codes:?}",
        arguments[0],
        faults.len()
    );
}

fn with_document() -> Bench {
    let bench = Bench::new();
    bench.write(
        "vao/ke-hoach.txt",
        "ĐẢNG ỦY PHƯỜNG MẪU\nSố: 12-KH/ĐU\n\nKẾ HOẠCH\nTrồng cây xanh năm 2026\n\nI. MỤC TIÊU\n1. Trồng 200 cây xanh trong năm 2026.\n",
    );
    bench
}

#[test]
fn a_new_post_is_whole_or_not_there() {
    sweep(
        Bench::new,
        &["new", "mau", "tin", "Bài mới", "--today", TODAY],
    );
    sweep(
        Bench::new,
        &["new", "mau", "gioi-thieu", "Mục mới", "--today", TODAY],
    );
}

#[test]
fn an_import_is_whole_or_not_there() {
    sweep(
        with_document,
        &[
            "import",
            "vao/ke-hoach.txt",
            "--ward",
            "mau",
            "--today",
            TODAY,
        ],
    );
}

#[test]
fn a_forced_import_keeps_what_it_replaces() {
    let prepare = || {
        let bench = with_document();
        let ran = bench.loa(&[
            "import",
            "vao/ke-hoach.txt",
            "--ward",
            "mau",
            "--slug",
            "a",
            "--today",
            TODAY,
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        bench.write("content/mau/nghi-quyet/a.md", "của người viết\n");
        bench
    };
    sweep(
        prepare,
        &[
            "import",
            "vao/ke-hoach.txt",
            "--ward",
            "mau",
            "--slug",
            "a",
            "--force",
            "--today",
            TODAY,
        ],
    );
}

#[test]
fn a_new_root_is_whole_or_not_there() {
    sweep(Bench::empty, &["init", "goc/moi"]);
    sweep(
        || {
            let bench = Bench::empty();
            std::fs::create_dir(bench.path("goc")).unwrap();
            bench
        },
        &["init", "goc"],
    );
}

/// An import that was killed behind the original leaves that alone: the next run goes on from there.
#[test]
fn an_import_goes_on_where_it_was_cut_short() {
    let bench = with_document();
    let import = [
        "import",
        "vao/ke-hoach.txt",
        "--ward",
        "mau",
        "--slug",
        "a",
        "--today",
        TODAY,
    ];
    bench.write(
        "content/mau/nghi-quyet/a.txt",
        bench.read("vao/ke-hoach.txt"),
    );
    let ran = bench.loa(&import);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    // Another original of that name is in the way still.
    bench.write("content/mau/nghi-quyet/b.txt", "của người khác\n");
    let ran = bench.loa(&[
        "import",
        "vao/ke-hoach.txt",
        "--ward",
        "mau",
        "--slug",
        "b",
        "--today",
        TODAY,
    ]);
    assert_eq!(ran.code, Some(1));
    assert!(!bench.path("content/mau/nghi-quyet/b.md").exists());
}
