//! `loa retire`: the folder that takes the place of a site that closes.

use crate::bench::{Bench, tree};
use expect_test::expect;
use std::path::PathBuf;

fn files(bench: &Bench, folder: &str) -> Vec<PathBuf> {
    tree(&bench.path(folder)).into_keys().collect()
}

#[test]
fn the_folder_holds_a_worker_and_pages_that_say_so() {
    let bench = Bench::new();
    let ran = bench.loa(&["retire", "--ward", "mau"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    expect!["Đã tạo `retired/mau`. Đưa mọi tệp trong đó lên nơi trang cũ đang nằm, thay cho trang cũ, và để yên ít nhất một năm.\n"]
        .assert_eq(&ran.stdout);
    let names = ["404.html", "index.html", "sw.js"].map(PathBuf::from);
    assert_eq!(files(&bench, "retired/mau"), names);
    let page = bench.read("retired/mau/index.html");
    assert!(page.contains("Trang web của Phường Mẫu, Tỉnh Mẫu ở địa chỉ này không còn nữa"));
    assert!(!page.contains("{{") && page.contains("tel:115"));
    assert_eq!(bench.read("retired/mau/404.html"), page);
    let worker = bench.read("retired/mau/sw.js");
    for part in [
        "caches.delete",
        "unregister()",
        "navigate(",
        "skipWaiting()",
    ] {
        assert!(worker.contains(part), "{part}");
    }
    let again = bench.loa(&["retire", "--ward", "mau"]);
    assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""));
}

#[test]
fn broken_posts_keep_no_site_from_closing() {
    let bench = Bench::new();
    bench.write("content/mau/tin/hong.md", "hỏng");
    let out = bench.path("elsewhere");
    let out = out.to_str().expect("UTF-8");
    let ran = bench.loa(&["retire", "--ward", "mau", "--out", out]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(files(&bench, "elsewhere/mau").len(), 3);
}

#[test]
fn it_may_take_the_place_of_a_built_site_and_the_next_build_brings_that_back() {
    let bench = Bench::new();
    bench.build_well();
    let built = tree(&bench.path("public/mau"));
    let ran = bench.loa(&["retire", "--ward", "mau", "--out", "public"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(files(&bench, "public/mau").len(), 3);
    bench.build_well();
    assert!(tree(&bench.path("public/mau")) == built);
}

#[test]
fn names_are_text_and_nothing_else() {
    let bench = Bench::new();
    let ward = "name = \"Xã <b>A</b> & {{province}}\"\nshort_name = \"A\"\nprovince = \"Tỉnh \\\"{{ward}}\\\"\"\nbase_url = \"https://a.example.vn/\"\n";
    bench.write("content/mau/ward.toml", ward);
    let ran = bench.loa(&["retire", "--ward", "mau"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let page = bench.read("retired/mau/index.html");
    assert!(
        page.contains("Xã &lt;b&gt;A&lt;/b&gt; &amp; {{province}}, Tỉnh &quot;{{ward}}&quot; ở"),
        "{page}"
    );
}

#[test]
fn what_is_no_ward_is_told() {
    let bench = Bench::new();
    let ran = bench.loa(&["retire", "--ward", "mua"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: không có phường `mua`. Ý bạn là `mau`?
        --> content
         = cách sửa: dùng tên một thư mục trong `content/`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    for ward in ["chung", "..", "../mau", "", "mau/tin", "."] {
        let ran = bench.loa(&["retire", "--ward", ward]);
        assert_eq!(ran.code, Some(1), "{ward}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("không có phường"),
            "{ward}: {}",
            ran.stderr
        );
    }
    assert_eq!(bench.loa(&["retire"]).code, Some(2));
    assert_eq!(
        bench
            .loa(&["retire", "--ward", "mau", "--out", "content/x"])
            .code,
        Some(1)
    );
    assert!(!bench.path("retired").exists());
}

#[test]
fn a_folder_that_is_not_ours_stays() {
    let bench = Bench::new();
    bench.write("retired/mau/cua-toi.txt", "của tôi");
    let ran = bench.loa(&["retire", "--ward", "mau"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(bench.read("retired/mau/cua-toi.txt"), "của tôi");
}
