//! One thing at a time works on an output folder: a build, or what sends the sites to a host.
#![cfg(unix)]

use crate::bench::{Bench, TODAY, post};

fn then(bench: &Bench, command: &str) -> crate::bench::Ran {
    bench.loa(&["build", "--today", TODAY, "--then", command])
}

#[test]
fn the_command_finds_the_new_sites_in_place() {
    let bench = Bench::new();
    let ran = then(&bench, "cp -R public/mau host && echo 'đã \"gửi\"'");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.ends_with("đã \"gửi\"\n"), "{}", ran.stdout);
    let (host, site) = ("host", "public/mau");
    assert!(crate::bench::tree(&bench.path(host)) == crate::bench::tree(&bench.path(site)));
    // Nothing has changed: an upload that failed is tried again all the same.
    let ran = then(&bench, "echo lần hai");
    assert!(
        ran.stdout.contains("vẫn như cũ") && ran.stdout.ends_with("lần hai\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn its_exit_code_is_passed_on() {
    let bench = Bench::new();
    for (command, code) in [
        ("exit 7", 7),
        ("exit 255", 255),
        ("kill -9 $$", 137),
        ("khong-co-lenh-nay", 127),
    ] {
        let ran = then(&bench, command);
        assert_eq!(ran.code, Some(code), "{}", ran.stderr);
        assert!(
            ran.stderr.contains(&format!(
                "trang đã dựng xong, nhưng lệnh này báo lỗi, mã thoát {code}"
            )),
            "{}",
            ran.stderr
        );
        assert!(bench.path("public/mau/index.html").is_file());
    }
}

#[test]
fn a_build_that_fails_runs_nothing() {
    let bench = Bench::new();
    bench.write("content/mau/tin/hong.md", "không có phần mở đầu\n");
    let ran = then(&bench, "touch chay");
    assert_eq!(ran.code, Some(1));
    assert!(!bench.path("chay").exists());
}

#[test]
fn no_build_comes_between() {
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", post("Bài", "Chữ.\n"));
    let loa = env!("CARGO_BIN_EXE_loa");
    let ran = then(&bench, &format!("'{loa}' build --today {TODAY} --lang vi"));
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr
            .contains("một lần dựng khác đang chạy trên thư mục này"),
        "{}",
        ran.stderr
    );
    bench.build_well();
}

/// As the documentation tells: `flock` holds the same lock.
#[test]
fn flock_keeps_builds_out() {
    let bench = Bench::new();
    bench.build_well();
    let loa = env!("CARGO_BIN_EXE_loa");
    let ran = std::process::Command::new("flock")
        .arg(bench.path("public/.loa/lock"))
        .args([loa, "build", "--lang", "vi", "--today", TODAY])
        .current_dir(bench.dir())
        .output()
        .expect("util-linux is there");
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("đang chạy trên thư mục này"));
}
