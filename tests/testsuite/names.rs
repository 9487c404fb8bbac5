//! Names that meet: topics, files, sections and wards that would share an address, a folder or a place on a disk.

use crate::bench::{Bench, TODAY, post};
use std::fs;

fn tagged(title: &str, date: &str, tags: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = {date}\ntags = [{tags}]\n+++\n\nx\n")
}

#[test]
fn topics_of_other_words_have_other_addresses() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/a.md",
        tagged("Bão số 5", "2026-01-15", "\"bão\", \"Sữa\", \"C++\""),
    );
    bench.write(
        "content/mau/tin/b.md",
        tagged("Đọc báo", "2026-01-16", "\"báo\", \"sửa\", \"C#\""),
    );
    bench.write(
        "content/mau/tin/c.md",
        tagged("Bão số 6", "2026-01-17", "\"Bão\", \"sua\", \"con\""),
    );
    assert_eq!(bench.build_well().stderr, "");
    let topic = |slug: &str| bench.read(&format!("public/mau/chu-de/{slug}/index.html"));
    for (slug, posts) in [
        ("bao", "ac"),
        ("baos", "b"),
        ("sua", "ac"),
        ("suwar", "b"),
        ("c", "a"),
        ("c-thang", "b"),
        ("ve-con", "c"),
    ] {
        let page = topic(slug);
        for post in ["a", "b", "c"] {
            let listed = page.contains(&format!("tin/{post}/"));
            assert_eq!(listed, posts.contains(post), "{slug}: {post}");
        }
    }
    assert!(!bench.path("public/mau/chu-de/con").exists());
    let page = bench.read("public/mau/tin/b/index.html");
    assert!(
        page.contains("chu-de/baos/") && page.contains("chu-de/suwar/"),
        "{page}"
    );
    // A topic that comes later leaves the address of the first alone.
    bench.write(
        "content/mau/tin/a0.md",
        tagged("Bạo hành", "2026-02-01", "\"bạo\""),
    );
    bench.build_well();
    assert!(topic("bao").contains("tin/a/") && topic("baoj").contains("tin/a0/"));
}

#[test]
fn ways_to_write_one_topic_share_its_page() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/a.md",
        tagged("A", "2026-01-15", "\"sức khỏe\""),
    );
    bench.write(
        "content/mau/tin/b.md",
        tagged("B", "2026-01-16", "\"Sức  khoẻ\", \"suc khoe\""),
    );
    bench.write(
        "content/mau/tin/c.md",
        tagged("C", "2026-01-17", "\"s\u{1b0}\u{301}c kho\u{309}e\""),
    );
    bench.build_well();
    let pages: Vec<_> = fs::read_dir(bench.path("public/mau/chu-de"))
        .unwrap()
        .collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    let page = bench.read("public/mau/chu-de/suc-khoe/index.html");
    assert!(
        ["a", "b", "c"]
            .iter()
            .all(|post| page.contains(&format!("tin/{post}/")))
    );
}

#[test]
fn names_that_windows_cannot_hold_are_told() {
    for path in [
        "content/mau/con/a.md",
        "content/mau/tin/aux.md",
        "content/mau/tin/NUL.md",
        "content/mau/tin/com1.md",
        "content/mau/tin/lpt9.jpg",
        "content/mau/tin/prn.tar.gz",
        "content/mau/tin/a./b.jpg",
        "content/mau/tin/aux!.md",
    ] {
        let bench = Bench::new();
        bench.write(path, post("A", ""));
        let ran = bench.loa(&["check", "--today", TODAY]);
        let words = "máy Windows không chứa được tệp hay thư mục tên";
        assert!(
            ran.code == Some(1) && ran.stderr.contains(words),
            "{path}: {}",
            ran.stderr
        );
    }
    let bench = Bench::new();
    fs::rename(bench.path("content/mau"), bench.path("content/aux")).unwrap();
    assert_eq!(bench.loa(&["check"]).code, Some(1));
    let bench = Bench::new();
    let made = bench.loa(&["new", "mau", "tin", "Con", "--today", TODAY]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(bench.path("content/mau/tin/ve-con.md").exists());
    let refused = bench.loa(&["new", "mau", "con", "Bé"]);
    assert!(
        refused.code == Some(1) && refused.stderr.contains("`ve-con`"),
        "{}",
        refused.stderr
    );
    bench.write("content/mau/tin/com-nha.md", post("Cơm", ""));
    bench.write("content/mau/tin/a.con.md", post("A", ""));
    bench.build_well();
}

#[test]
fn names_that_differ_in_capitals_or_unicode_form_are_told() {
    for (one, two) in [
        ("tin/Anh.jpg", "tin/anh.jpg"),
        ("tin/bài.txt", "tin/ba\u{300}i.txt"),
        ("tin/bài.md", "tin/ba\u{300}i.md"),
        ("tin/ĐÈN.md", "tin/đèn.md"),
    ] {
        let bench = Bench::new();
        for path in [one, two] {
            bench.write(&format!("content/mau/{path}"), post("A", ""));
        }
        let ran = bench.loa(&["check"]);
        assert!(
            ran.code == Some(1) && ran.stderr.contains("chỉ khác `content/mau/tin/"),
            "{one}: {}",
            ran.stderr
        );
    }
}

#[test]
fn copies_are_told() {
    let bench = Bench::new();
    let names = [
        "bai",
        "bai - Copy",
        "bai (conflicted copy 2026-01-01)",
        "bai.sync-conflict-20260101-120000-ABCDEF",
        "bai (1)",
        "bai - Bản sao",
        "Bản sao của bai",
        "bai copy 2",
    ];
    for name in names {
        bench.write(
            &format!("content/mau/tin/{name}.md"),
            post("Lịch tiêm", "7 giờ."),
        );
    }
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        ran.stderr.matches("giống một bản sao").count(),
        names.len() - 1,
        "{}",
        ran.stderr
    );
    // Eight posts with one title are a series.
    assert!(!ran.stderr.contains("hai bài cùng tiêu đề"));
    let bench = Bench::new();
    bench.write("content/mau/tin/mot.md", post("Lịch tiêm", ""));
    bench.write("content/mau/tin/hai.md", post("lịch  tiêm", ""));
    let event = |day: u8| {
        format!("+++\ntitle = \"Hội thao\"\ndate = 2026-01-15\nstarts = 2026-12-0{day}\n+++\n\nx\n")
    };
    bench.write("content/mau/su-kien/mot.md", event(1));
    bench.write("content/mau/su-kien/hai.md", event(2));
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.stderr.matches("lưu ý:").count(), 1, "{}", ran.stderr);
    let words = "trong mục này có hai bài cùng tiêu đề: bài kia là `content/mau/tin/hai.md`";
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
}

#[test]
fn two_wards_with_one_address_are_told() {
    let check = |one: &str, two: &str| {
        let bench = Bench::new();
        let ward = bench.read("content/mau/ward.toml");
        let with = |url: &str| ward.replace("https://mau.example.vn/", url);
        bench.write("content/mau/ward.toml", with(one));
        bench.write("content/hai/ward.toml", with(two));
        let ran = bench.loa(&["check"]);
        (ran.code, ran.stderr)
    };
    for (one, two) in [
        ("https://x.example.vn/", "https://x.example.vn/"),
        ("https://x.example.vn/", "https://x.example.vn"),
        ("https://x.example.vn/", "http://x.example.vn/"),
        ("https://x.example.vn/a/", "https://x.example.vn/a"),
    ] {
        let (code, told) = check(one, two);
        assert!(
            code == Some(1) && told.contains("cũng có địa chỉ"),
            "{one} {two}: {told}"
        );
    }
    for two in [
        "https://x.example.vn/tin/",
        "https://x.example.vn/assets/",
        "http://x.example.vn/suc-khoe/a",
    ] {
        let (code, told) = check("https://x.example.vn/", two);
        assert!(
            code == Some(1) && told.contains("nằm trong thư mục"),
            "{two}: {told}"
        );
    }
    let (code, told) = check("https://x.example.vn/", "https://x.example.vn/phuong-hai/");
    assert!(
        code == Some(0) && told.contains("nằm bên dưới địa chỉ của phường `mau`"),
        "{told}"
    );
    for two in [
        "https://y.example.vn/",
        "https://x.example.vn:8443/",
        "https://x.example.vn.example.vn/",
    ] {
        assert_eq!(
            check("https://x.example.vn/", two),
            (Some(0), String::new()),
            "{two}"
        );
    }
    assert_eq!(
        check("https://x.example.vn/a/", "https://x.example.vn/ab/"),
        (Some(0), String::new())
    );
}
