//! Bad input of every kind: the exact words, exit code 1, and the last good site untouched.
//!
//! `UPDATE_EXPECT=1 cargo test` renews the expected words; read the difference before you keep it.

use crate::bench::{Bench, lesson, post, tree};
use expect_test::{Expect, expect};
use std::fs::{self, File};

/// Builds a good site, spoils the root, builds again: the build fails with these words and the good
/// site is still there.
fn spoiled(spoil: impl FnOnce(&Bench), expected: Expect) {
    let bench = Bench::new();
    bench.build_well();
    let good = tree(&bench.path("public"));
    assert!(good.len() > 10);
    spoil(&bench);
    let ran = bench.build();
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    expected.assert_eq(&ran.stderr.replace(&bench.dir().display().to_string(), "GỐC"));
    assert!(tree(&bench.path("public")) == good, "the last good site has changed");
    let leftovers: Vec<_> = fs::read_dir(bench.path("public/.loa")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(leftovers.len(), 2, "only the lock and the manifest stay: {leftovers:?}");
}

fn spoiled_post(text: &str, expected: Expect) {
    spoiled(|bench| bench.write("content/mau/tin/xau.md", text), expected);
}

#[test]
fn missing_front_matter() {
    spoiled_post("Chỉ có chữ.\n", expect![[""]]);
}

#[test]
fn unclosed_front_matter() {
    spoiled_post("+++\ntitle = \"Bài\"\n\nChữ.\n", expect![[""]]);
}

#[test]
fn unparsable_front_matter() {
    spoiled_post("+++\ntitle = \"Bài\ndate = 2026-01-15\n+++\n", expect![[""]]);
}

#[test]
fn missing_required_fields() {
    spoiled_post("+++\nsummary = \"Tóm tắt\"\n+++\n", expect![[""]]);
}

#[test]
fn missing_required_fields_of_a_kind() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/suc-khoe/xau.md", post("Bài học", ""));
        bench.write("content/mau/nghi-quyet/xau.md", post("Nghị quyết", ""));
        bench.write("content/mau/mo-hinh/xau.md", post("Mô hình", ""));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn empty_required_field() {
    spoiled_post("+++\ntitle = \"  \"\ndate = 2026-01-15\n+++\n", expect![[""]]);
}

#[test]
fn wrong_types() {
    spoiled_post(
        "+++\ntitle = 7\ndate = \"hôm qua\"\ntags = \"một\"\ndraft = \"có\"\nupdated = 2026-01-15T08:00:00\n+++\n",
        expect![[""]],
    );
}

#[test]
fn impossible_date() {
    spoiled_post("+++\ntitle = \"Bài\"\ndate = 2026-02-30\n+++\n", expect![[""]]);
}

#[test]
fn dates_in_the_wrong_order() {
    spoiled_post("+++\ntitle = \"Bài\"\ndate = 2026-02-03\nupdated = 2026-02-01\n+++\n", expect![[""]]);
}

#[test]
fn unknown_key() {
    spoiled_post("+++\ntitle = \"Bài\"\ndate = 2026-01-15\nsumary = \"…\"\n+++\n", expect![[""]]);
}

#[test]
fn unknown_choice() {
    let text = lesson("Bài", "").replace("audience", "life_stages = [\"tre-con\"]\naudience");
    spoiled(|bench| bench.write("content/mau/suc-khoe/xau.md", text), expect![[""]]);
}

#[test]
fn cover_without_description() {
    spoiled_post("+++\ntitle = \"Bài\"\ndate = 2026-01-15\ncover = \"a.png\"\n+++\n", expect![[""]]);
}

#[test]
fn two_posts_with_one_address() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/Khai Trương.md", post("Khác", ""));
        bench.write("content/mau/chu-de/a.md", post("Riêng của Loa", ""));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn broken_links() {
    spoiled_post(
        &post(
            "Bài",
            "[một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm](khai-truong.html)\n",
        ),
        expect![[""]],
    );
}

#[test]
fn link_to_a_draft() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/nhap.md", post("Nháp", "").replace("+++\n\n", "draft = true\n+++\n\n"));
        bench.write("content/mau/tin/xau.md", post("Bài", "[nháp](nhap.md)\n"));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn broken_references_in_front_matter() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/xau.md", "+++\ntitle = \"Tin\"\ndate = 2026-01-15\nmodel = \"../mo-hinh/a.md\"\n+++\n");
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn missing_and_broken_pictures() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/rua-tay.png", "đây không phải ảnh");
        bench.write("content/mau/tin/doc.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><script>alert(1)</script></svg>");
        bench.write(
            "content/mau/tin/xau.md",
            post("Bài", "![không có](rua-tai.png)\n\n![hỏng](rua-tay.png)\n\n![](rua-tay.png)\n\n![xa](https://example.com/a.png)\n\n![độc](doc.svg)\n"),
        );
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn not_utf8() {
    spoiled(
        |bench| bench.write("content/mau/tin/xau.md", b"+++\ntitle = \"B\xe0i\"\ndate = 2026-01-15\n+++\n"),
        expect![[""]],
    );
}

#[test]
fn a_file_of_50_megabytes() {
    let spoil = |bench: &Bench| {
        let file = File::create(bench.path("content/mau/tin/xau.md")).unwrap();
        file.set_len(50 << 20).unwrap();
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn ward_without_configuration() {
    spoiled(|bench| bench.write("content/phuong-khac/tin/a.md", post("Tin", "")), expect![[""]]);
}

#[test]
fn unknown_keys_in_ward_toml() {
    let spoil = |bench: &Bench| {
        let ward = bench.read("content/mau/ward.toml");
        bench.write("content/mau/ward.toml", format!("{ward}provice = \"…\"\n[theme]\ncolor = \"#123456\"\n[contacts.tram]\nname = \"…\"\n"));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn bad_values_in_ward_toml() {
    let spoil = |bench: &Bench| {
        let ward = bench.read("content/mau/ward.toml").replace("https://mau.example.vn/", "mau.example.vn");
        bench.write("content/mau/ward.toml", format!("{ward}[theme]\nname = \"phuon\"\ncolour = \"#ffee00\"\n"));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn unknown_key_in_loa_toml() {
    spoiled(|bench| bench.write("content/loa.toml", "page_sise = 10\nfeed_size = 0\n"), expect![[""]]);
}

#[test]
fn paths_out_of_the_root() {
    let spoil = |bench: &Bench| {
        bench.write(
            "content/mau/tin/xau.md",
            "+++\ntitle = \"Bài\"\ndate = 2026-01-15\ncover = \"../../../../etc/passwd\"\ncover_alt = \"…\"\n+++\n\n[ra ngoài](../../../README.md) ![ra ngoài](../../a.png) ![ra ngoài](%2e%2e/%2e%2e/a.png)\n",
        );
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn ward_outside_the_root() {
    let bench = Bench::new();
    let ran = bench.loa(&["build", "--ward", "../mau", "--ward", "mao"]);
    assert_eq!(ran.code, Some(1));
    expect![[""]].assert_eq(&ran.stderr);
}

#[cfg(unix)]
#[test]
fn symlinks_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("a.md"), post("Ngoài", "")).unwrap();
    let target = elsewhere.path().display().to_string();
    let spoil = |bench: &Bench| {
        symlink(elsewhere.path().join("a.md"), bench.path("content/mau/tin/a.md")).unwrap();
        symlink(elsewhere.path(), bench.path("content/mau/gioi-thieu")).unwrap();
        symlink("/khong/co", bench.path("content/mau/tin/b.md")).unwrap();
    };
    let bench = Bench::new();
    bench.build_well();
    spoil(&bench);
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[""]].assert_eq(&ran.stderr.replace(&target, "NƠI KHÁC"));
}

#[cfg(unix)]
#[test]
fn symlinks_inside_the_root_are_followed() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    symlink(bench.path("content/mau/tin/khai-truong.md"), bench.path("content/mau/tin/ban-hai.md")).unwrap();
    bench.build_well();
    assert!(bench.path("public/mau/tin/ban-hai/index.html").is_file());
}

#[test]
fn misplaced_posts_and_odd_names() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/lac.md", post("Lạc", ""));
        bench.write("content/mau/tin/sau/hon.md", post("Sâu", ""));
        bench.write("content/mau/Tin Tức/a.md", post("Tin", ""));
        bench.write("content/mau/tin/….md", post("Không tên", ""));
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn broken_blocks() {
    spoiled_post(
        &post("Bài", "::: khẩn cáp: Gọi 115\n:::\n\n::: nên\n::: không nên\n:::\n\n:::\n\n::: lưu ý\nkhông đóng\n"),
        expect![[""]],
    );
}

#[test]
fn template_syntax_error() {
    let spoil = |bench: &Bench| {
        bench.write("themes/phuong/templates/home.html", "<h1>{{ title }</h1>\n");
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn template_rendering_error() {
    let spoil = |bench: &Bench| {
        for name in ["section", "tag", "tags", "lesson", "resolution", "model", "news", "page", "search", "404"] {
            bench.write(&format!("themes/phuong/templates/{name}.html"), "ổn\n");
        }
        for name in ["atom.xml", "sitemap.xml", "robots.txt"] {
            bench.write(&format!("themes/phuong/templates/{name}"), "ổn\n");
        }
        bench.write("themes/phuong/templates/home.html", "<h1>{{ title }}</h1>\n<p>{{ khong.co.gi }}</p>\n");
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn bad_synonyms() {
    spoiled(|bench| bench.write("content/mau/tu-dong-nghia.txt", "sốt xuất huyết\n"), expect![[""]]);
}

#[test]
fn everything_at_once() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/a.md", "không có gì");
        bench.write("content/mau/tin/b.md", b"\xff\xfe");
        bench.write("content/mau/tin/c.md", post("C", "[x](khong-co.md)"));
        bench.write("content/loa.toml", "sai = 1\n");
        bench.write("themes/phuong/templates/home.html", "{% if %}\n");
    };
    spoiled(spoil, expect![[""]]);
}

#[test]
fn the_same_words_in_english() {
    let bench = Bench::new();
    bench.write("content/mau/tin/xau.md", "+++\ntitel = \"Post\"\ndate = 2026-02-30\n+++\n");
    bench.write("content/mau/tin/xau-2.md", "+++\ntitel = \"Post\"\ndate = 2026-02-03\n+++\n");
    let ran = bench.loa(&["check", "--lang", "en"]);
    assert_eq!(ran.code, Some(1));
    expect![[""]].assert_eq(&ran.stderr);
}

#[test]
fn output_folder_that_is_not_loas() {
    let bench = Bench::new();
    bench.write("public/mau/anh-cuoi.txt", "đừng xóa");
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[""]].assert_eq(&ran.stderr);
    assert_eq!(bench.read("public/mau/anh-cuoi.txt"), "đừng xóa");
}

#[test]
fn output_folder_in_the_source() {
    let bench = Bench::new();
    let ran = bench.loa(&["build", "--out", "content/mau/public"]);
    assert_eq!(ran.code, Some(1));
    expect![[""]].assert_eq(&ran.stderr);
    assert!(!bench.path("content/mau/public").exists());
}

/// On Linux a small memory file system stands for a full disk; it needs the right to mount one.
#[cfg(target_os = "linux")]
#[test]
fn full_output_folder() {
    let bench = Bench::new();
    bench.write("content/mau/tin/dai.md", post("Dài", &"Một câu rất dài. ".repeat(20_000)));
    fs::create_dir(bench.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=512k tmpfs disk && exec \"$0\" build --out disk/public --today 2026-11-22";
    let ran = in_mount_namespace(&bench, script);
    assert_eq!(ran.0, Some(1), "{}", ran.1);
    let words: Vec<_> = ran.1.lines().filter(|line| line.starts_with("lỗi") || line.contains("cách sửa")).collect();
    assert!(words.iter().any(|line| *line == "lỗi: không ghi được: ổ đĩa đã đầy"), "{}", ran.1);
    assert!(words.iter().any(|line| line.contains("kiểm tra ổ đĩa còn chỗ và quyền ghi; trang đang có vẫn nguyên vẹn")), "{}", ran.1);
}

/// Builds a good site on a disk, makes the disk read-only, builds again.
#[cfg(target_os = "linux")]
#[test]
fn read_only_output_folder() {
    let bench = Bench::new();
    fs::create_dir(bench.path("disk")).unwrap();
    let script = "mount -t tmpfs tmpfs disk && \"$0\" build --quiet --out disk/public && mount -o remount,ro disk \
                  && echo >> content/mau/tin/khai-truong.md && { \"$0\" build --out disk/public; code=$?; \
                  test -f disk/public/mau/index.html || exit 99; exit $code; }";
    let (code, stderr) = in_mount_namespace(&bench, script);
    assert_eq!(code, Some(1), "{stderr}");
    expect![[""]].assert_eq(&stderr);
}

#[cfg(target_os = "linux")]
fn in_mount_namespace(bench: &Bench, script: &str) -> (Option<i32>, String) {
    let output = std::process::Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_loa")])
        .current_dir(bench.dir())
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("`unshare` of util-linux");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}
