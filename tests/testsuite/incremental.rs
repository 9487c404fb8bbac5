//! The same input gives the same bytes, and what did not change is not touched.

use crate::bench::{Bench, TODAY, post, tree};
use base::digest::Sha256;
use base::manifest::Manifest;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().to_owned(),
                entry.metadata().unwrap().modified().unwrap(),
            )
        })
        .collect()
}

/// The real content, built twice from nothing.
#[test]
fn the_same_input_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bench = Bench::empty();
    let build = |out: &str| {
        let root = root.display().to_string();
        let ran = bench.loa(&["build", "--root", &root, "--out", out, "--today", TODAY]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        tree(&bench.path(out))
    };
    let (first, second) = (build("one"), build("two"));
    assert!(first.len() > 200);
    assert!(first == second, "two builds of the same root differ");
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let bench = Bench::new();
    bench.build_well();
    let before = times(&bench.path("public"));
    let ran = bench.build_well();
    let mut after = times(&bench.path("public"));
    // The lock is taken anew by every build.
    let lock = bench.path("public/.loa/lock");
    after.insert(lock.clone(), before[&lock]);
    assert_eq!(before, after);
    assert!(ran.stdout.contains("vẫn như cũ"), "{}", ran.stdout);
}

#[test]
fn a_changed_post_changes_only_what_shows_it() {
    let bench = Bench::new();
    for n in 0..5 {
        bench.write(
            &format!("content/mau/tin/bai-{n}.md"),
            post(&format!("Bài {n}"), "Như cũ.\n"),
        );
    }
    bench.build_well();
    let before = times(&bench.path("public/mau"));
    bench.write("content/mau/tin/bai-3.md", post("Bài 3", "Khác.\n"));
    bench.build_well();
    let after = times(&bench.path("public/mau"));
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(*time))
        .map(|(path, _)| {
            path.strip_prefix(bench.path("public/mau"))
                .unwrap()
                .display()
                .to_string()
        })
        .filter(|path| {
            !path.starts_with("search/") && !path.ends_with(".br") && !path.ends_with(".gz")
        })
        .map(|path| {
            if path.starts_with("assets/offline.") {
                "assets/offline.….json".into()
            } else {
                path
            }
        })
        .collect();
    let (cards, changed): (Vec<_>, Vec<_>) = changed
        .into_iter()
        .partition(|path| path.starts_with("assets/the-"));
    // The post's card shows how it begins, and its name follows what is on it.
    assert_eq!(cards.len(), 1, "{cards:?}");
    // The post itself, the list and the feeds that show how it begins, the search page, which names the new index, and
    // what tells devices of the new version.
    let expected = [
        "assets/offline.….json",
        "atom.xml",
        "sw.js",
        "tim-kiem/index.html",
        "tin/atom.xml",
        "tin/bai-3/index.html",
        "tin/index.html",
    ];
    assert_eq!(changed, expected);
}

#[test]
fn removed_posts_leave_no_pages() {
    let bench = Bench::new();
    bench.write("content/mau/tin/tam.md", post("Tạm", "…\n"));
    bench.build_well();
    assert!(bench.path("public/mau/tin/tam/index.html").exists());
    fs::remove_file(bench.path("content/mau/tin/tam.md")).unwrap();
    bench.build_well();
    assert!(!bench.path("public/mau/tin/tam").exists());
}

#[test]
fn damaged_output_is_mended() {
    let bench = Bench::new();
    bench.build_well();
    let good = tree(&bench.path("public"));
    fs::write(bench.path("public/mau/index.html"), "ai đó sửa tay").unwrap();
    fs::remove_file(bench.path("public/mau/atom.xml")).unwrap();
    fs::write(bench.path("public/.loa/mau.json"), "hỏng").unwrap();
    bench.build_well();
    assert!(tree(&bench.path("public")) == good);
}

#[test]
fn a_lost_manifest_costs_time_alone() {
    let bench = Bench::new();
    bench.build_well();
    let before = times(&bench.path("public/mau"));
    fs::write(bench.path("public/.loa/mau.json"), "hỏng").unwrap();
    bench.build_well();
    assert_eq!(before, times(&bench.path("public/mau")));
}

#[test]
fn the_manifest_lists_what_is_published_and_nothing_else() {
    let bench = Bench::new();
    bench.build_well();
    let text = bench.read("public/.loa/mau.manifest");
    let manifest = Manifest::parse(text.as_bytes()).unwrap();
    let published = tree(&bench.path("public/mau"));
    let listed: Vec<_> = manifest
        .files()
        .map(|(path, _)| PathBuf::from(path))
        .collect();
    assert_eq!(listed.len(), published.len());
    for (path, file) in manifest.files() {
        let bytes = &published[Path::new(path)];
        assert_eq!(
            (file.sha256, file.size),
            (Sha256::of(bytes), bytes.len() as u64),
            "{path}"
        );
    }

    // It holds nothing of the time or the folder.
    let ran = bench.loa(&["build", "--today", TODAY, "--out", "apart"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(bench.read("apart/.loa/mau.manifest"), text);
    bench.build_well();
    assert_eq!(bench.read("public/.loa/mau.manifest"), text);
    bench.write(
        "content/mau/tin/khai-truong.md",
        post("Khai trương", "Khác.\n"),
    );
    bench.build_well();
    assert_ne!(bench.read("public/.loa/mau.manifest"), text);
}

#[test]
fn a_manifest_that_is_lost_or_of_another_build_costs_time_alone() {
    for text in ["", "hỏng", "loa-manifest 1 0 0\n"] {
        let bench = Bench::new();
        bench.build_well();
        let before = times(&bench.path("public/mau"));
        let manifest = bench.read("public/.loa/mau.manifest");
        fs::write(bench.path("public/.loa/mau.manifest"), text).unwrap();
        bench.build_well();
        assert_eq!(before, times(&bench.path("public/mau")));
        assert_eq!(bench.read("public/.loa/mau.manifest"), manifest);
    }
}

/// A name with a line end in it would make two lines of one.
#[cfg(unix)]
#[test]
fn a_file_that_no_manifest_can_name_is_told() {
    let bench = Bench::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/phuong");
    for (path, bytes) in tree(&shipped) {
        bench.write(&format!("themes/phuong/{}", path.display()), bytes);
    }
    for name in ["a.b\nc", "a.b\\c"] {
        bench.write(&format!("themes/phuong/files/{name}"), "…");
        let ran = bench.build();
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(
            ran.stderr.contains("không làm địa chỉ được"),
            "{}",
            ran.stderr
        );
        fs::remove_file(bench.path(&format!("themes/phuong/files/{name}"))).unwrap();
    }
}

#[test]
fn one_ward_alone_leaves_the_others() {
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    bench.write(
        "content/hai/ward.toml",
        ward.replace("mau.example", "hai.example"),
    );
    bench.build_well();
    let before = times(&bench.path("public/hai"));
    bench.write("content/chung/tin/moi.md", post("Mới", "…\n"));
    let ran = bench.loa(&["build", "--ward", "mau", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(bench.path("public/mau/tin/moi/index.html").exists());
    assert_eq!(before, times(&bench.path("public/hai")));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let bench = Bench::new();
    bench.build_well();
    let lock = fs::File::create(bench.path("public/.loa/lock")).unwrap();
    lock.lock().unwrap();
    bench.write("content/mau/tin/moi.md", post("Mới", "…\n"));
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr
            .contains("một lần dựng khác đang chạy trên thư mục này"),
        "{}",
        ran.stderr
    );
    lock.unlock().unwrap();
    bench.build_well();
}
