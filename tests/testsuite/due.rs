//! Posts with a day: no build has them before it, every build from it on.

use crate::bench::{Bench, lesson, post, tree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A post that goes up on 1 December 2026.
fn waiting(title: &str, body: &str) -> String {
    post(title, body).replacen("+++\n", "+++\npublish_on = 2026-12-01\n", 1)
}

fn built(bench: &Bench, today: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let ran = bench.loa(&["build", "--today", today]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    tree(&bench.path("public"))
}

#[test]
fn a_post_is_nowhere_before_its_day_and_everywhere_from_it_on() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/tiem-chung.md",
        waiting("Lịch tiêm chủng sắp tới", "Mang theo sổ tiêm kỳ lạ.\n"),
    );
    let names = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        ["Lịch tiêm chủng sắp tới", "tiem-chung", "kỳ lạ"]
            .iter()
            .any(|words| text.contains(words))
    };
    let before = built(&bench, "2026-11-30");
    for (path, bytes) in &before {
        assert!(
            !names(path.as_os_str().as_encoded_bytes()) && !names(bytes),
            "{path:?}"
        );
    }
    // As if it were not there, but for the day on the pages.
    let without = Bench::new();
    assert_eq!(built(&without, "2026-11-30"), before);
    let on_the_day = built(&bench, "2026-12-01");
    assert!(on_the_day.contains_key(Path::new("mau/tin/tiem-chung/index.html")));
    assert!(
        names(&on_the_day[Path::new("mau/index.html")])
            && names(&on_the_day[Path::new("mau/atom.xml")])
    );
    assert_eq!(built(&bench, "2026-12-01"), on_the_day);
    // A clock that went back takes it down again.
    assert_eq!(built(&bench, "2026-11-30"), before);
}

#[test]
fn the_shared_post_stands_until_the_day_of_the_own_one() {
    let bench = Bench::new();
    bench.write(
        "content/mau/suc-khoe/sot-xuat-huyet.md",
        lesson("Bản riêng của phường", "## Dấu hiệu\n\nSốt.\n").replacen(
            "+++\n",
            "+++\npublish_on = 2026-12-01\n",
            1,
        ),
    );
    let title = |today: &str| {
        let page =
            built(&bench, today)[Path::new("mau/suc-khoe/sot-xuat-huyet/index.html")].clone();
        String::from_utf8(page).unwrap().contains("Bản riêng")
    };
    assert!(!title("2026-11-30"));
    assert!(title("2026-12-01"));
}

#[test]
fn a_link_to_what_waits_is_told() {
    let bench = Bench::new();
    bench.write("content/mau/tin/cho.md", waiting("Chờ ngày", "Chữ.\n"));
    bench.write(
        "content/mau/tin/toi.md",
        post("Trỏ tới", "Xem [bài](cho.md).\n"),
    );
    let ran = bench.loa(&["check", "--today", "2026-11-30"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("chưa tới ngày lên trang"),
        "{}",
        ran.stderr
    );
    assert_eq!(bench.loa(&["check", "--today", "2026-12-01"]).code, Some(0));
}

#[test]
fn the_next_day_is_told_to_timers() {
    let bench = Bench::new();
    let due = |given: &[&str]| bench.loa(&[&["due", "--today", "2026-11-30"], given].concat());
    let none = due(&[]);
    assert_eq!(
        (none.code, none.stdout.as_str()),
        (Some(3), "Không có ngày nào hẹn trước.\n")
    );
    let json = due(&["--json"]);
    assert_eq!(
        (json.code, json.stdout.as_str()),
        (Some(3), "{\"day\":null,\"up\":[],\"down\":[]}\n")
    );
    bench.write("content/mau/tin/cho.md", waiting("Chờ ngày", "Chữ.\n"));
    let expires = |day: &str| {
        post("Hết hạn", "Chữ.\n").replacen("+++\n", &format!("+++\nexpires = {day}\n"), 1)
    };
    bench.write("content/mau/tin/het.md", expires("2026-11-30"));
    bench.write("content/mau/tin/lau.md", expires("2027-03-01"));
    let next = due(&[]);
    assert_eq!(
        (next.code, next.stdout.as_str()),
        (Some(0), "2026-12-01: 1 bài lên trang, 1 bài hết hạn\n")
    );
    let json = due(&["--json"]).stdout;
    assert_eq!(
        json,
        "{\"day\":\"2026-12-01\",\"up\":[\"content/mau/tin/cho.md\"],\"down\":[\"content/mau/tin/het.md\"]}\n"
    );
    bench.write("content/mau/tin/sai.md", "+++\ntitle = 3\n+++\n");
    assert_eq!(due(&[]).code, Some(1));
}

#[test]
fn a_post_cannot_expire_before_it_goes_up() {
    let bench = Bench::new();
    let text = waiting("Sai ngày", "Chữ.\n").replacen("+++\n", "+++\nexpires = 2026-11-30\n", 1);
    bench.write("content/mau/tin/sai.md", text);
    let ran = bench.loa(&["check", "--today", "2026-11-22"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("publish_on"), "{}", ran.stderr);
}

#[test]
fn the_text_of_a_post_that_waits_is_checked_now_as_it_will_be_on_its_day() {
    let bench = Bench::new();
    let check = |today: &str| bench.loa(&["check", "--today", today]);
    let build = || bench.loa(&["build", "--today", "2026-11-30"]).code;
    bench.write(
        "content/mau/tin/cho.md",
        waiting("Chờ ngày", "Xem [bài](khong-co.md) và [bài](sau.md).\n"),
    );
    let later = waiting("Sau nữa", "Xem [bài](cho.md).\n").replace("2026-12-01", "2026-12-05");
    bench.write("content/mau/tin/sau.md", later);
    let ran = check("2026-11-30");
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("khong-co.md"), "{}", ran.stderr);
    // On its day the other post still waits; the other way round both are there.
    let told = ran.stderr.matches("chưa tới ngày lên trang").count();
    assert_eq!(told, 1, "{}", ran.stderr);
    // What is wrong with it keeps nothing else from being published today.
    assert_eq!(build(), Some(0));
    bench.write("content/mau/tin/cho.md", waiting("Chờ ngày", "Chữ.\n"));
    let ran = check("2026-11-30");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(check("2026-12-05").code, Some(0));
}
