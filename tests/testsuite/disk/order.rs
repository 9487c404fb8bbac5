//! The order in which a build asks the disk for things: flushed before the exchange, confirmed before anything is removed.

use super::strace::{Call, Traced, traced};
use super::{built_apart, changed_ward};
use crate::bench::{Bench, TODAY, tree};

const BUILD: [&str; 4] = ["build", "--quiet", "--today", TODAY];

fn sound(bench: &Bench, options: &[&str]) -> Traced {
    let traced = traced(bench, options, &BUILD);
    assert_eq!(traced.ran.code, Some(0), "{}", traced.ran.stderr);
    traced
}

/// The places of calls that a predicate holds for.
fn places(calls: &[Call], holds: impl Fn(&Call) -> bool) -> Vec<usize> {
    let calls = calls.iter().enumerate();
    calls
        .filter(|(_, call)| holds(call))
        .map(|(at, _)| at)
        .collect()
}

fn writes(call: &Call) -> bool {
    let writing = ["write", "linkat", "link", "mkdir", "mkdirat"].contains(&call.name.as_str());
    let new = ["mau.next", "mau.json.new", "mau.manifest.new"];
    writing && new.iter().any(|name| call.text.contains(name))
}

fn exchanges(call: &Call) -> bool {
    call.text.contains("RENAME_EXCHANGE") && call.text.ends_with("= 0")
}

fn removes(call: &Call) -> bool {
    ["unlink", "unlinkat", "rmdir"].contains(&call.name.as_str())
}

/// Flushing of a folder below the root.
fn flushes(call: &Call, folder: &str) -> bool {
    call.name == "fsync" && call.text.contains(&format!("{folder}>"))
}

#[test]
fn what_is_new_is_flushed_before_it_takes_its_place_and_what_is_old_goes_after() {
    let (bench, _) = changed_ward();
    let calls = sound(&bench, &[]).calls;
    let written = places(&calls, writes);
    let flushed = places(&calls, |call| call.name == "syncfs");
    let exchanged = places(&calls, exchanges);
    let confirmed = places(&calls, |call| flushes(call, "/public"));
    let confirmed_state = places(&calls, |call| flushes(call, "/public/.loa"));
    let removed = places(&calls, removes);
    let named = places(&calls, |call| {
        call.name.starts_with("rename") && call.text.contains(".new\"")
    });
    assert_eq!((flushed.len(), exchanged.len(), named.len()), (1, 1, 2));
    assert!(calls[named[0]].text.contains("mau.manifest.new"));
    assert!(written.len() > 10 && !removed.is_empty());
    assert!(
        written.iter().all(|at| *at < flushed[0]),
        "written after the flush"
    );
    assert!(flushed[0] < exchanged[0], "exchanged before the flush");
    assert!(exchanged[0] < confirmed[0] && exchanged[0] < confirmed_state[0]);
    let after = |at: &&usize| **at > exchanged[0];
    let first = removed.iter().find(after).expect("the old site goes");
    assert!(
        confirmed[0] < *first && confirmed_state[0] < *first,
        "removed before the exchange is confirmed"
    );
    assert!(*first < named[0] && named[0] < *confirmed_state.last().unwrap());
}

#[test]
fn an_unchanged_build_flushes_nothing() {
    let (bench, _) = changed_ward();
    bench.build_well();
    let calls = sound(&bench, &[]).calls;
    let flushes = |call: &Call| ["syncfs", "fsync"].contains(&call.name.as_str());
    assert!(!calls.iter().any(flushes));
}

/// Where the system cannot flush a file system in one go, every file is flushed.
#[test]
fn without_syncfs_every_file_is_flushed() {
    for error in ["ENOSYS", "EOPNOTSUPP"] {
        let (bench, _) = changed_ward();
        let inject = format!("inject=syncfs:error={error}");
        let calls = sound(&bench, &["-e", &inject]).calls;
        let exchanged = places(&calls, exchanges)[0];
        let made = |call: &&Call| {
            call.name == "openat" && call.text.contains("O_CREAT") && call.text.contains("mau.next")
        };
        let made = calls[..exchanged].iter().filter(made).count();
        let flushed = |call: &&Call| {
            call.name == "fsync" && call.text.contains("mau.next/") && call.text.ends_with("= 0")
        };
        assert!(made > 5);
        assert!(
            calls[..exchanged].iter().filter(flushed).count() >= made,
            "{error}"
        );
        for record in ["mau.json.new", "mau.manifest.new"] {
            let flushed = places(&calls, |call| flushes(call, record));
            assert!(flushed[0] < exchanged, "{record}");
        }
        assert!(tree(&bench.path("public/mau")) == built_apart(&bench));
    }
}

/// File systems without an exchange: two renames, the new site in place, and a kill between them is undone.
#[test]
fn without_an_exchange_two_renames_follow_each_other() {
    for error in ["EINVAL", "ENOSYS", "EPERM", "EOPNOTSUPP"] {
        let (bench, _) = changed_ward();
        let inject = format!("inject=renameat2:error={error}");
        let calls = sound(&bench, &["-e", &inject]).calls;
        assert!(
            tree(&bench.path("public/mau")) == built_apart(&bench),
            "{error}"
        );
        let renames = places(&calls, |call| {
            call.name == "rename" && !call.text.contains(".new\"")
        });
        assert_eq!(
            renames[1],
            renames[0] + 1,
            "something lies between the two renames"
        );
    }
}

#[test]
fn a_kill_between_two_renames_is_healed_by_the_next_build() {
    let (bench, old) = changed_ward();
    let new = built_apart(&bench);
    let kill = [
        "-e",
        "inject=renameat2:error=EINVAL",
        "-e",
        "inject=rename:signal=KILL:when=2",
    ];
    let ran = traced(&bench, &kill, &BUILD).ran;
    assert_ne!(ran.code, Some(0));
    // strace may end the program before or behind the second rename.
    let left = tree(&bench.path("public/mau"));
    assert!(
        left.is_empty() || left == new,
        "neither none nor the new site"
    );
    if left.is_empty() {
        assert!(tree(&bench.path("public/.loa/mau.old")) == old);
    }
    bench.build_well();
    assert!(tree(&bench.path("public/mau")) == new);
    assert!(!bench.path("public/.loa/mau.old").exists());
}

/// Killed behind the exchange, before both records took their places: nothing that was withdrawn meanwhile stays.
#[test]
fn a_build_that_follows_a_kill_leaves_nothing_that_no_manifest_names() {
    for record in 1..=2 {
        let (bench, old) = changed_ward();
        let kill = format!("inject=rename:signal=KILL:when={record}");
        let ran = traced(&bench, &["-e", &kill], &BUILD).ran;
        assert_ne!(ran.code, Some(0));
        let new = built_apart(&bench);
        let left = tree(&bench.path("public/mau"));
        assert!(left == new || left == old);
        bench.write("public/mau/assets/rac.txt", "left by nobody");
        bench.build_well();
        assert!(tree(&bench.path("public/mau")) == new);
        let [manifest, apart] = ["public", "apart"].map(|out| format!("{out}/.loa/mau.manifest"));
        assert_eq!(bench.read(&manifest), bench.read(&apart));
    }
}

/// Several wards: where one cannot be exchanged, all stay as they were.
#[test]
fn all_wards_change_places_or_none() {
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    for name in ["an", "binh"] {
        bench.write(
            &format!("content/{name}/ward.toml"),
            ward.replace("mau.example", &format!("{name}.example")),
        );
    }
    bench.build_well();
    let old = tree(&bench.path("public"));
    bench.write(
        "content/chung/tin/moi.md",
        crate::bench::post("Bài mới", "Cho mọi phường.\n"),
    );
    for failing in 1..=3 {
        let inject = format!("inject=renameat2:error=EIO:when={failing}");
        let ran = traced(&bench, &["-e", &inject], &BUILD).ran;
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(tree(&bench.path("public")) == old, "exchange {failing}");
    }
    bench.build_well();
    for name in ["an", "binh", "mau"] {
        assert!(
            bench
                .path(&format!("public/{name}/tin/moi/index.html"))
                .is_file()
        );
    }
}

/// Once the new sites are in place, what cannot be cleared away is a warning, and every ward is switched.
#[test]
fn failing_to_clear_away_is_a_warning() {
    for inject in [
        "inject=unlinkat:error=EIO",
        "inject=rename:error=ENOSPC",
        "inject=fsync:error=EIO",
    ] {
        let (bench, _) = changed_ward();
        let mut arguments = BUILD.to_vec();
        arguments.remove(1);
        let ran = traced(&bench, &["-e", inject], &arguments).ran;
        assert_eq!(ran.code, Some(0), "{inject}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("lưu ý: trang mới đã vào chỗ"),
            "{inject}: {}",
            ran.stderr
        );
        assert!(
            tree(&bench.path("public/mau")) == built_apart(&bench),
            "{inject}"
        );
        bench.build_well();
        assert!(
            tree(&bench.path("public/mau")) == built_apart(&bench),
            "{inject}"
        );
        for left in ["mau.next", "mau.old", "mau.json.new", "mau.manifest.new"] {
            assert!(
                !bench.path(&format!("public/.loa/{left}")).exists(),
                "{inject}: {left}"
            );
        }
    }
}
