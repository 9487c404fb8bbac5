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
    bench.write(
        "content/mau/tin/d.md",
        tagged(
            "Tin",
            "2026-01-18",
            "\"báo\", \"sửa\", \"C++\", \"C#\", \"con\"",
        ),
    );
    assert_eq!(bench.build_well().stderr, "");
    let topic = |slug: &str| bench.read(&format!("public/mau/chu-de/{slug}/index.html"));
    for (slug, posts) in [
        ("bao", "ac"),
        ("baos", "bd"),
        ("sua", "ac"),
        ("suwar", "bd"),
        ("c", "ad"),
        ("c-thang", "bd"),
        ("ve-con", "cd"),
    ] {
        let page = topic(slug);
        for post in ["a", "b", "c", "d"] {
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
    bench.write(
        "content/mau/tin/a1.md",
        tagged("Bạo lực", "2026-02-02", "\"bạo\""),
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
fn a_topic_of_one_post_is_words_and_no_page() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/a.md",
        tagged("A", "2026-01-15", "\"hiếm gặp\", \"chung\""),
    );
    bench.write(
        "content/mau/tin/b.md",
        tagged("B", "2026-01-16", "\"chung\""),
    );
    bench.build_well();
    assert!(!bench.path("public/mau/chu-de/hiem-gap").exists());
    let page = bench.read("public/mau/tin/a/index.html");
    assert!(
        page.contains("hiếm gặp") && !page.contains("chu-de/hiem-gap"),
        "{page}"
    );
    assert!(page.contains("href=\"/chu-de/chung/\""), "{page}");
    let all = bench.read("public/mau/chu-de/index.html");
    assert!(
        all.contains("/chu-de/chung/") && !all.contains("hiếm gặp"),
        "{all}"
    );
    assert!(!bench.read("public/mau/sitemap.xml").contains("hiem-gap"));
    let hits = &bench.search("mau", &["hiem gap"])[0];
    assert_eq!(
        hits.first().map(String::as_str),
        Some("tin/a/"),
        "it is searched as before"
    );
}

#[test]
fn topics_that_mean_the_same_are_one() {
    let bench = Bench::new();
    for (file, day, tags) in [
        // Both on one post, in one line of the synonyms.
        ("a", 15, "\"đột quỵ\", \"tai biến\""),
        ("b", 16, "\"đột quỵ\""),
        ("c", 17, "\"tai biến\""),
        // In one line of the synonyms of which neither is the word that is explained: two things.
        ("d", 18, "\"hạ thân nhiệt\""),
        ("e", 19, "\"hạ thân nhiệt\""),
        // The ward's own list counts too.
        ("g", 20, "\"nhà văn hóa\""),
        ("h", 21, "\"nhà sinh hoạt\""),
    ] {
        bench.write(
            &format!("content/mau/tin/{file}.md"),
            tagged(file, &format!("2026-01-{day}"), tags),
        );
    }
    bench.write(
        "content/mau/tu-dong-nghia.txt",
        "nhà sinh hoạt = nhà văn hóa\n",
    );
    bench.build_well();
    let list = bench.read("public/mau/chu-de/dot-quy/index.html");
    for post in ["a", "b", "c"] {
        assert!(list.contains(&format!("/tin/{post}/")), "{post}: {list}");
    }
    assert!(!list.contains("/tin/d/"), "{list}");
    assert!(!bench.path("public/mau/chu-de/tai-bien").exists());
    assert!(bench.path("public/mau/chu-de/ha-than-nhiet").exists());
    let page = bench.read("public/mau/tin/a/index.html");
    assert_eq!(
        page.matches("href=\"/chu-de/dot-quy/\"").count(),
        1,
        "{page}"
    );
    assert!(
        bench
            .read("public/mau/tin/c/index.html")
            .contains("href=\"/chu-de/dot-quy/\"")
    );
    let own =
        ["nha-van-hoa", "nha-sinh-hoat"].map(|slug| bench.path("public/mau/chu-de").join(slug));
    assert_eq!(own.iter().filter(|folder| folder.exists()).count(), 1);
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
