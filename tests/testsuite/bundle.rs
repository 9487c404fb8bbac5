//! Keys and bundles as `loa` makes them and a kiosk takes them.

use crate::bench::{Bench, Ran, TODAY, tree};
use kiosk::bundle::{Bundle, Memory};
use kiosk::import::import;
use kiosk::refusal::Refusal;
use kiosk::state::Kiosk;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// 29 November 2026, 08:45 in Vietnam.
const EPOCH: &str = "1795916700";

fn keys(bench: &Bench) {
    let ran = bench.loa(&["keys", "new", "--out", "khoa", "--no-password"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

fn bundle(bench: &Bench, ward: &str, out: &str, more: &[&str]) -> Ran {
    let given = [
        "bundle", "--ward", ward, "--keys", "khoa", "--out", out, "--today", TODAY,
    ];
    bench.loa(&[&given[..], more].concat())
}

fn bundled(bench: &Bench, ward: &str, out: &str, more: &[&str]) -> Vec<u8> {
    let ran = bundle(bench, ward, out, more);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    fs::read(bench.path(out)).unwrap()
}

fn set_up(bench: &Bench, ward: &str) -> Kiosk {
    Kiosk::set_up(
        &bench.path("may"),
        ward,
        "00000001",
        &bench.path("khoa/root.pub"),
    )
    .unwrap()
}

#[test]
fn what_loa_bundles_a_kiosk_shows() {
    let bench = Bench::new();
    keys(&bench);
    let bytes = bundled(&bench, "mau", "goi.loa", &[]);
    let kiosk = set_up(&bench, "mau");
    let taken = import(&kiosk, &bench.path("goi.loa")).unwrap();
    assert_eq!(
        (taken.name.as_str(), taken.day.as_str()),
        ("Phường Mẫu", TODAY)
    );
    let (_, shown) = kiosk.current();
    let shown = shown.unwrap();
    let site = &shown.manifest().site;
    for path in [
        "index.html",
        "tim-kiem/index.html",
        "tin/khai-truong/index.html",
        "404.html",
    ] {
        assert!(site.get(path).is_some(), "{path}");
    }
    // The search lies in parts, so that one post changes few; nothing waits for a network or keeps a copy.
    assert!(
        site.files()
            .any(|(path, _)| path.starts_with("search/start-"))
    );
    for absent in [
        "sw.js",
        "manifest.webmanifest",
        "built.js",
        "ngoai-tuyen/index.html",
    ] {
        assert!(site.get(absent).is_none(), "{absent}");
    }
    assert!(bytes.starts_with(b"LOAKIOSK"));
    assert_eq!(
        import(&kiosk, &bench.path("goi.loa")),
        Err(Refusal::AlreadyTaken {
            release: taken.release
        })
    );
    // The next one is above it, even within the same second.
    bundled(&bench, "mau", "goi-2.loa", &[]);
    assert!(import(&kiosk, &bench.path("goi-2.loa")).unwrap().release > taken.release);
}

#[test]
fn the_same_site_time_and_keys_give_the_same_bundle() {
    let bench = Bench::new();
    keys(&bench);
    let made = |out: &str| {
        let given = [
            "bundle",
            "--ward",
            "mau",
            "--keys",
            "khoa",
            "--out",
            out,
            "--release",
            "7",
            "--today",
            TODAY,
        ];
        let ran = bench
            .command(&given)
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .output()
            .unwrap();
        assert!(ran.status.success());
        fs::read(bench.path(out)).unwrap()
    };
    assert!(made("mot.loa") == made("hai.loa"));
    let manifest = made("ba.loa");
    let manifest = Bundle::open(Memory(&manifest)).unwrap();
    assert_eq!(
        (manifest.manifest().release, manifest.manifest().epoch),
        (7, 1)
    );
}

#[test]
fn old_keys_and_other_wards_are_refused() {
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    bench.write(
        "content/hai/ward.toml",
        ward.replace("mau.example", "hai.example"),
    );
    keys(&bench);
    let kiosk = set_up(&bench, "mau");
    bundled(&bench, "hai", "hai.loa", &[]);
    let other = Refusal::OtherWard {
        theirs: "hai".into(),
        ours: "mau".into(),
    };
    assert_eq!(import(&kiosk, &bench.path("hai.loa")), Err(other));
    bundled(&bench, "mau", "cu.loa", &["--release", "5"]);
    let ran = bench.loa(&["keys", "rotate", "--keys", "khoa"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    bundled(&bench, "mau", "moi.loa", &["--release", "4"]);
    import(&kiosk, &bench.path("moi.loa")).unwrap();
    let old = Refusal::OldKeys { theirs: 1, ours: 2 };
    assert_eq!(import(&kiosk, &bench.path("cu.loa")), Err(old));
    let shown = bench.loa(&["keys", "show", "--keys", "khoa"]);
    assert!(
        shown.stdout.contains("(đợt 2)") && shown.stdout.contains("KHÔNG có mật khẩu"),
        "{}",
        shown.stdout
    );
}

#[test]
fn secrets_are_sealed_unless_told_otherwise() {
    let bench = Bench::new();
    let with = |arguments: &[&str], password: &str| {
        bench
            .command(arguments)
            .env("LOA_KEY_PASSWORD", password)
            .output()
            .unwrap()
    };
    let none = with(&["keys", "new", "--out", "khoa"], "");
    assert_eq!(none.status.code(), Some(1));
    assert!(!bench.path("khoa/root.pub").exists());
    assert!(
        with(&["keys", "new", "--out", "khoa"], "mật khẩu")
            .status
            .success()
    );
    let given = [
        "bundle", "--ward", "mau", "--keys", "khoa", "--out", "goi.loa",
    ];
    let wrong = with(&given, "khác");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("sai mật khẩu"));
    assert!(!bench.path("goi.loa").exists());
    assert!(with(&given, "mật khẩu").status.success());
    // Keys are never written over.
    let again = with(&["keys", "new", "--out", "khoa"], "mật khẩu");
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("thư mục đã có khóa"));
}

#[test]
fn mistakes_are_told_and_leave_nothing() {
    let bench = Bench::new();
    assert_eq!(bundle(&bench, "mau", "goi.loa", &[]).code, Some(1));
    keys(&bench);
    assert_eq!(bench.loa(&["bundle", "--ward", "mau"]).code, Some(2));
    assert_eq!(bundle(&bench, "khong-co", "goi.loa", &[]).code, Some(1));
    bench.write("cu.txt", "không phải gói");
    let ran = bundle(&bench, "mau", "goi.loa", &["--thin-from", "cu.txt"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("không phải gói cũ"), "{}", ran.stderr);
    bench.write("content/mau/tin/hong.md", "hỏng");
    assert_eq!(bundle(&bench, "mau", "goi.loa", &[]).code, Some(1));
    assert!(!bench.path("goi.loa").exists());
}

/// One post of a real ward is edited: what goes on the stick is small, and taken quickly.
#[test]
fn one_edited_post_makes_a_small_bundle() {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        bench.write(&format!("content/{}", path.display()), bytes);
    }
    keys(&bench);
    let whole = bundled(&bench, "le-chan", "dau.loa", &[]);
    let kiosk = set_up(&bench, "le-chan");
    import(&kiosk, &bench.path("dau.loa")).unwrap();
    let edited = "content/chung/suc-khoe/sot-xuat-huyet.md";
    let text = bench.read(edited);
    bench.write(
        edited,
        format!("{text}\nNhà nào cũng lật úp lu, chậu, vỏ xe có nước đọng mỗi tuần.\n"),
    );
    let thin = bundled(&bench, "le-chan", "sau.loa", &["--thin-from", "dau.loa"]);
    let start = Instant::now();
    import(&kiosk, &bench.path("sau.loa")).unwrap();
    let taken = start.elapsed();
    println!(
        "whole {} bytes, thin {} bytes, taken in {taken:?}",
        whole.len(),
        thin.len()
    );
    assert!(thin.len() <= 200_000, "{} bytes", thin.len());
    assert!(taken < Duration::from_secs(10), "{taken:?}");
}

#[test]
fn every_file_of_counts_that_is_none_is_told() {
    let bench = Bench::new();
    for name in ["dem-mau-1.txt", "dem-mau-2.txt"] {
        bench.write(&format!("so/{name}"), "khác");
    }
    let ran = bench.loa(&["feedback", "so", "khong-co"]);
    assert_ne!(ran.code, Some(0));
    for name in ["so/dem-mau-1.txt", "so/dem-mau-2.txt", "khong-co"] {
        assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
    }
}
