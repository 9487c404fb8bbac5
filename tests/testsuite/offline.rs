//! What a site offers to be kept on a device, and the compressed copies beside its files.

use crate::bench::{Bench, TODAY, lesson, post, shipped, tree};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The worker's list: addresses with hashes, and the version.
fn worker(bench: &Bench) -> serde_json::Value {
    let text = bench.read("public/mau/sw.js");
    let (head, _) = text.split_once(";\n").expect("the list stands first");
    let list = head.strip_prefix("const SITE = ").expect("a list");
    serde_json::from_str(list).expect("JSON")
}

fn later(bench: &Bench) -> Vec<Vec<(String, String)>> {
    let file = worker(bench)["more"].as_str().expect("a file").to_owned();
    serde_json::from_str(&bench.read(&format!("public/mau/{file}"))).expect("JSON")
}

fn essential(title: &str) -> String {
    lesson(
        title,
        "## Dấu hiệu\n\nSốt cao đột ngột.\n\n![Bảng](bang.svg)\n",
    )
    .replacen("+++\n", "+++\nessential = true\n", 1)
}

fn bench() -> Bench {
    let bench = Bench::new();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><circle r=\"9\"/></svg>";
    bench.write("content/chung/suc-khoe/bang.svg", drawing);
    bench.write(
        "content/chung/suc-khoe/can-thiet.md",
        essential("Cần thiết"),
    );
    bench.build_well();
    bench
}

#[test]
fn the_worker_lists_files_that_exist_with_their_hashes() {
    let bench = bench();
    let mut listed: Vec<(String, String)> =
        serde_json::from_value(worker(&bench)["files"].clone()).unwrap();
    for page in ["", "tim-kiem/", "ngoai-tuyen/", "manifest.webmanifest"] {
        assert!(listed.iter().any(|(url, _)| url == page), "`{page}`");
    }
    let groups = later(&bench);
    let of_lesson = groups.iter().find(|group| {
        let last = group.last().map(|(url, _)| url.as_str());
        last == Some("suc-khoe/can-thiet/")
    });
    let of_lesson = of_lesson.expect("the essential lesson, behind what it shows");
    assert!(of_lesson.iter().any(|(url, _)| url.ends_with(".svg")));
    let urls = groups.iter().flatten().map(|(url, _)| url.as_str());
    let urls: Vec<_> = urls.collect();
    assert!(!urls.contains(&"suc-khoe/sot-xuat-huyet/"), "not essential");
    for start in [
        "assets/engine.",
        "search/start-",
        "search/terms-",
        "search/docs-",
    ] {
        assert!(urls.iter().any(|url| url.starts_with(start)), "{start}");
    }
    listed.extend(groups.into_iter().flatten());
    for (url, hash) in listed {
        let file = match url.as_str() {
            page if page.is_empty() || page.ends_with('/') => format!("{page}index.html"),
            file => file.to_owned(),
        };
        let bytes = std::fs::read(bench.path(&format!("public/mau/{file}"))).unwrap();
        assert!(base::digest::sha256(&bytes).starts_with(&hash), "{url}");
    }
}

#[test]
fn the_worker_knows_every_page_and_no_other() {
    let bench = bench();
    let known = |bench: &Bench| -> Vec<String> {
        let file = worker(bench)["pages"].as_str().expect("a file").to_owned();
        serde_json::from_str(&bench.read(&format!("public/mau/{file}"))).expect("JSON")
    };
    let built = |bench: &Bench| {
        let site = tree(&bench.path("public/mau"));
        let folders = site.keys().filter(|path| path.ends_with("index.html"));
        let folders = folders.map(|path| path.parent().unwrap().display().to_string());
        let urls = folders.map(|folder| match folder.as_str() {
            "" => folder,
            _ => format!("{folder}/"),
        });
        urls.collect::<Vec<_>>()
    };
    let mut pages = built(&bench);
    pages.sort();
    assert_eq!(known(&bench), pages);
    assert!(pages.contains(&"tin/khai-truong/".to_owned()));
    // What has expired stays at its address; what is deleted does not.
    let expired = post("Đã qua", "Xong.\n").replacen("+++\n", "+++\nexpires = 2026-02-01\n", 1);
    bench.write("content/mau/tin/khai-truong.md", expired);
    bench.build_well();
    assert!(known(&bench).contains(&"tin/khai-truong/".to_owned()));
    std::fs::remove_file(bench.path("content/mau/tin/khai-truong.md")).unwrap();
    let before = worker(&bench)["version"].clone();
    bench.build_well();
    assert!(!known(&bench).contains(&"tin/khai-truong/".to_owned()));
    assert_ne!(worker(&bench)["version"], before);
}

#[test]
fn the_version_changes_with_what_is_kept_and_with_nothing_else() {
    let bench = bench();
    let before = worker(&bench)["version"].clone();
    bench.build_well();
    assert_eq!(worker(&bench)["version"], before);
    let changed = essential("Cần thiết").replace("đột ngột", "kéo dài");
    bench.write("content/chung/suc-khoe/can-thiet.md", changed);
    bench.build_well();
    assert_ne!(worker(&bench)["version"], before);
}

#[test]
fn a_copy_for_file_has_no_worker_and_knows_its_day() {
    let bench = bench();
    let portable = |day: &str| {
        let ran = bench.loa(&["build", "--portable", "--out", "portable", "--today", day]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        tree(&bench.path("portable/mau"))
    };
    let (first, second) = (portable("2026-11-22"), portable("2026-11-23"));
    for name in ["sw.js", "manifest.webmanifest", "ngoai-tuyen/index.html"] {
        assert!(!first.contains_key(Path::new(name)), "{name}");
    }
    assert!(!first.keys().any(|path| is_copy(path)));
    let changed = second
        .iter()
        .filter(|(path, bytes)| first.get(*path) != Some(bytes));
    let changed: Vec<_> = changed
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(changed, ["built.js"], "the day changes one file");
}

fn is_copy(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "br" || e == "gz")
}

#[test]
fn compressed_copies_hold_their_files_and_are_smaller() {
    let files: BTreeMap<PathBuf, Vec<u8>> = tree(&shipped().path("public/nam-dong"));
    let mut copies = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| is_copy(path)) {
        copies += 1;
        let original = &files[&path.with_extension("")];
        assert!(bytes.len() < original.len(), "{}", path.display());
        let mut unpacked = Vec::new();
        match path.extension().unwrap().to_str().unwrap() {
            "br" => brotli::Decompressor::new(bytes.as_slice(), 4096).read_to_end(&mut unpacked),
            _ => flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked),
        }
        .unwrap();
        assert!(unpacked == *original, "{}", path.display());
    }
    assert!(copies > 30, "{copies}");
    let of_page = |path: &PathBuf| path.with_extension("").extension() == Some("html".as_ref());
    assert!(!files.keys().any(|path| is_copy(path) && of_page(path)));
}

#[test]
fn copies_can_be_left_out_and_come_back() {
    let bench = bench();
    let with = tree(&bench.path("public/mau"));
    bench.write("content/loa.toml", "precompress = false\n");
    bench.build_well();
    let without = tree(&bench.path("public/mau"));
    assert!(!without.keys().any(|path| is_copy(path)));
    bench.write("content/loa.toml", "precompress = true\n");
    bench.build_well();
    assert!(tree(&bench.path("public/mau")) == with);
}

#[test]
fn a_lost_copy_is_made_again() {
    let bench = bench();
    let good = tree(&bench.path("public/mau"));
    std::fs::remove_file(bench.path("public/mau/sw.js.br")).unwrap();
    std::fs::write(bench.path("public/mau/manifest.webmanifest.gz"), "hỏng").unwrap();
    let ran = bench.loa(&["build", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(tree(&bench.path("public/mau")) == good);
}
