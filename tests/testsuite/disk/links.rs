//! Symbolic links: followed below `content/` and `themes/`, told where they lead elsewhere, passed over in a circle.
#![cfg(unix)]

use super::{DRAWING, resolution};
use crate::bench::{Bench, TODAY, post};
use expect_test::expect;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

fn link(bench: &Bench, to: impl AsRef<Path>, at: &str) {
    let at = bench.path(at);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    symlink(to, at).unwrap();
}

/// Whether some published file holds these words.
fn published(bench: &Bench, words: &str) -> bool {
    let files = crate::bench::tree(&bench.path("public"));
    files.values().any(|bytes| {
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    })
}

#[test]
fn a_link_to_git_is_told_and_publishes_nothing() {
    let bench = Bench::new();
    bench.write(".git/config", "[http]\n\textraheader = secret-token\n");
    bench.write(
        "content/mau/nghi-quyet/a.md",
        resolution("Kế hoạch", "a.txt"),
    );
    link(
        &bench,
        "../../../.git/config",
        "content/mau/nghi-quyet/a.txt",
    );
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    assert!(!published(&bench, "secret-token"));
    expect![[r#"
        lỗi: đường dẫn đi qua phần ẩn `.git`
         --> content/mau/nghi-quyet/a.md:6:8
          |
        6 | file = "a.txt"
          |        ^^^^^^^
          |
          = cách sửa: tên mở đầu bằng dấu chấm không bao giờ được đăng: chép tệp ra ngoài, đặt tên không có dấu chấm ở đầu

        lỗi: đường dẫn đi qua phần ẩn `.git`
        --> content/mau/nghi-quyet/a.txt
         = cách sửa: tên mở đầu bằng dấu chấm không bao giờ được đăng: chép tệp ra ngoài, đặt tên không có dấu chấm ở đầu

        2 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
}

/// However the way leads there: by a folder, by a link to a link, from a post, a picture, a theme, without any link.
#[test]
fn no_way_leads_out_of_what_is_published() {
    type Spoil = fn(&Bench);
    let spoils: [(&str, Spoil); 11] = [
        ("folder", |bench| {
            link(bench, "../../../.git", "content/mau/nghi-quyet/tep")
        }),
        ("ward", |bench| link(bench, "../khac", "content/an")),
        ("chain", |bench| {
            link(bench, "../chung/buoc", "content/mau/tin");
            link(bench, "../../khac", "content/chung/buoc");
        }),
        ("through", |bench| {
            fs::create_dir_all(bench.path(".an")).unwrap();
            symlink(
                "../content/chung/suc-khoe/sot-xuat-huyet.md",
                bench.path(".an/lai"),
            )
            .unwrap();
            link(bench, "../../../.an/lai", "content/mau/suc-khoe/lai.md");
        }),
        ("root", |bench| {
            link(bench, "../../../README.md", "content/mau/tin/doc.md")
        }),
        ("absolute", |bench| {
            link(bench, bench.path("khac/a.md"), "content/mau/tin/a.md")
        }),
        ("up and down", |bench| {
            link(
                bench,
                "../../../khac/../content/chung/suc-khoe/sot-xuat-huyet.md",
                "content/mau/suc-khoe/a.md",
            )
        }),
        ("system", |bench| {
            link(bench, "/etc/passwd", "content/mau/tin/passwd.md")
        }),
        ("picture", |bench| {
            bench.write("khac/anh.svg", DRAWING);
            link(bench, "../../../khac/anh.svg", "content/mau/tin/anh.svg");
            bench.write("content/mau/tin/b.md", post("Ảnh", "![Hình](anh.svg)\n"));
        }),
        ("hidden picture", |bench| {
            bench.write("content/mau/.an/anh.svg", DRAWING);
            bench.write(
                "content/mau/tin/b.md",
                post("Ảnh", "![Hình](../.an/anh.svg)\n"),
            );
        }),
        ("hidden document", |bench| {
            bench.write("content/mau/nghi-quyet/.env", "TOKEN=secret-token\n");
            bench.write(
                "content/mau/nghi-quyet/a.md",
                resolution("Kế hoạch", ".env"),
            );
        }),
    ];
    for (name, spoil) in spoils {
        let bench = Bench::new();
        bench.write(".git/config", "secret-token\n");
        bench.write("khac/a.md", post("Không đăng", "secret-token\n"));
        bench.write("README.md", post("Không đăng", "secret-token\n"));
        if name == "chain" {
            fs::remove_dir_all(bench.path("content/mau/tin")).unwrap();
        }
        spoil(&bench);
        let ran = bench.build();
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("liên kết tượng trưng") || ran.stderr.contains("phần ẩn"),
            "{name}: {}",
            ran.stderr
        );
        assert!(
            !published(&bench, "secret-token") && !bench.path("public/mau").exists(),
            "{name}"
        );
    }
}

#[test]
fn a_theme_follows_links_no_further() {
    let bench = Bench::new();
    bench.write("themes/phuong/files/a.txt", "a");
    bench.write(".git/config", "secret-token\n");
    link(&bench, "../../../.git/config", "themes/phuong/files/b.txt");
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("phần ẩn `.git`"), "{}", ran.stderr);
}

#[test]
fn links_below_content_are_followed() {
    let bench = Bench::new();
    bench.write("content/chung/anh/hinh.svg", DRAWING);
    link(&bench, "../chung/anh", "content/mau/anh");
    link(
        &bench,
        "../../chung/suc-khoe/sot-xuat-huyet.md",
        "content/mau/suc-khoe/sot-xuat-huyet.md",
    );
    bench.write(
        "content/mau/tin/b.md",
        post("Ảnh", "![Hình](../anh/hinh.svg)\n"),
    );
    link(
        &bench,
        bench.path("content/mau/tin/b.md"),
        "content/mau/tin/c.md",
    );
    let ran = bench.build_well();
    assert!(!ran.stderr.contains("liên kết"), "{}", ran.stderr);
    assert!(bench.path("public/mau/tin/c/index.html").is_file());
}

#[test]
fn a_circle_is_passed_over_in_words() {
    let circles: [(&str, &str); 4] = [
        ("..", "vong"),
        (".", "vong"),
        ("../../mau", "vong"),
        ("vong.md", "vong.md"),
    ];
    for (to, name) in circles {
        let bench = Bench::new();
        link(&bench, to, &format!("content/mau/tin/{name}"));
        let ran = bench.build_well();
        assert!(
            ran.stderr.contains("lưu ý: liên kết dẫn vòng về"),
            "{to}: {}",
            ran.stderr
        );
        assert!(
            ran.stderr.contains(&format!("--> content/mau/tin/{name}")),
            "{}",
            ran.stderr
        );
        assert!(
            !ran.stderr.contains("loop") && !ran.stderr.contains("os error"),
            "{}",
            ran.stderr
        );
    }
    // Two wards that lie in each other, and links in pairs that would make a million paths.
    let bench = Bench::new();
    link(&bench, "../../mau/anh", "content/chung/anh/a");
    link(&bench, "../../chung/anh", "content/mau/anh/b");
    for n in 0..20 {
        for half in ["a", "b"] {
            link(
                &bench,
                format!("../t{}", n + 1),
                &format!("content/mau/t{n}/{half}"),
            );
        }
    }
    bench.write("content/mau/t20/anh.svg", DRAWING);
    let ran = bench.build_well();
    assert!(ran.stderr.contains("dẫn vòng"), "{}", ran.stderr);
}

/// An editor's lock is a link that leads nowhere, under a hidden name.
#[test]
fn hidden_links_are_passed_over() {
    let bench = Bench::new();
    link(
        &bench,
        "nguoi-viet@may.1234:5678",
        "content/mau/tin/.#khai-truong.md",
    );
    link(&bench, "/etc", "content/mau/.an");
    let ran = bench.build_well();
    assert_eq!(ran.stderr, "");
}

#[test]
fn pipes_are_not_waited_for() {
    let bench = Bench::new();
    bench.write("content/mau/tin/b.md", post("Ảnh", "![Hình](ong.svg)\n"));
    let pipe = bench.path("content/mau/tin/ong.svg");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("không có ảnh"), "{}", ran.stderr);
}
