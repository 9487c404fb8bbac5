//! Bad input: files and folders: names, encodings, sizes, links out of the root.

use super::spoiled;
use crate::bench::{Bench, post};
use expect_test::expect;
use std::fs::{self, File};

#[test]
fn not_utf8() {
    spoiled(
        |bench| {
            bench.write(
                "content/mau/tin/xau.md",
                b"+++\ntitle = \"B\xe0i\"\ndate = 2026-01-15\n+++\n",
            )
        },
        expect![[r#"
            lỗi: tệp không phải UTF-8 (byte thứ 14)
             --> content/mau/tin/xau.md:2:11
              |
            2 | title = "B�i"
              |           ^
              |
              = cách sửa: mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8; trong Notepad: bấm Ctrl+Shift+S rồi chọn UTF-8 ở ô bên trái nút lưu

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn a_file_of_50_megabytes() {
    let spoil = |bench: &Bench| {
        let file = File::create(bench.path("content/mau/tin/xau.md")).unwrap();
        file.set_len(50 << 20).unwrap();
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: tệp nặng 52428800 byte, quá giới hạn 1048576 byte
            --> content/mau/tin/xau.md
             = cách sửa: chia bài thành nhiều bài, hoặc để ảnh ra tệp riêng

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn paths_out_of_the_root() {
    let spoil = |bench: &Bench| {
        bench.write(
            "content/mau/tin/xau.md",
            "+++\ntitle = \"Bài\"\ndate = 2026-01-15\ncover = \"../../../../etc/passwd\"\ncover_alt = \"…\"\n+++\n\n[ra ngoài](../../../README.md) ![ra ngoài](../../a.png) ![ra ngoài](%2e%2e/%2e%2e/a.png)\n",
        );
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: đường dẫn `../../../../etc/passwd` đi ra ngoài thư mục gốc
             --> content/mau/tin/xau.md:4:9
              |
            4 | cover = "../../../../etc/passwd"
              |         ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: chỉ dùng tệp nằm trong thư mục của phường hoặc trong `content/chung`

            lỗi: đường dẫn `../../../README.md` đi ra ngoài thư mục gốc
             --> content/mau/tin/xau.md:8:1
              |
            8 | [ra ngoài](../../../README.md) ![ra ngoài](../../a.png) ![ra ngoài](%2e%2e/%2e%2e/a.png)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: chỉ dùng tệp nằm trong thư mục của phường hoặc trong `content/chung`

            lỗi: đường dẫn `../../a.png` đi ra ngoài thư mục gốc
             --> content/mau/tin/xau.md:8:32
              |
            8 | [ra ngoài](../../../README.md) ![ra ngoài](../../a.png) ![ra ngoài](%2e%2e/%2e%2e/a.png)
              |                                ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: chỉ dùng tệp nằm trong thư mục của phường hoặc trong `content/chung`

            lỗi: đường dẫn `%2e%2e/%2e%2e/a.png` đi ra ngoài thư mục gốc
             --> content/mau/tin/xau.md:8:57
              |
            8 | [ra ngoài](../../../README.md) ![ra ngoài](../../a.png) ![ra ngoài](%2e%2e/%2e%2e/a.png)
              |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: chỉ dùng tệp nằm trong thư mục của phường hoặc trong `content/chung`

            4 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn ward_outside_the_root() {
    let bench = Bench::new();
    let ran = bench.loa(&["build", "--ward", "../mau", "--ward", "mao"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: không có phường `../mau`.
        --> content
         = cách sửa: dùng tên một thư mục trong `content/`

        lỗi: không có phường `mao`. Ý bạn là `mau`?
        --> content
         = cách sửa: dùng tên một thư mục trong `content/`

        2 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
}

#[cfg(unix)]
#[test]
fn symlinks_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("a.md"), post("Ngoài", "")).unwrap();
    let target = elsewhere.path().display().to_string();
    let spoil = |bench: &Bench| {
        symlink(
            elsewhere.path().join("a.md"),
            bench.path("content/mau/tin/a.md"),
        )
        .unwrap();
        symlink(elsewhere.path(), bench.path("content/mau/gioi-thieu")).unwrap();
        symlink("/khong/co", bench.path("content/mau/tin/b.md")).unwrap();
    };
    let bench = Bench::new();
    bench.build_well();
    spoil(&bench);
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: liên kết tượng trưng dẫn ra ngoài thư mục gốc, tới `NƠI KHÁC`
        --> content/mau/gioi-thieu
         = cách sửa: chép tệp vào trong thư mục gốc thay cho liên kết

        lỗi: liên kết tượng trưng dẫn ra ngoài thư mục gốc, tới `NƠI KHÁC/a.md`
        --> content/mau/tin/a.md
         = cách sửa: chép tệp vào trong thư mục gốc thay cho liên kết

        lỗi: không đọc được: không tìm thấy
        --> content/mau/tin/b.md
         = cách sửa: kiểm tra tệp còn đó và bạn có quyền đọc

        3 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr.replace(&target, "NƠI KHÁC"));
}

#[cfg(unix)]
#[test]
fn symlinks_inside_the_root_are_followed() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    symlink(
        bench.path("content/mau/tin/khai-truong.md"),
        bench.path("content/mau/tin/ban-hai.md"),
    )
    .unwrap();
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
    spoiled(
        spoil,
        expect![[r#"
            lỗi: tên thư mục `Tin Tức` không dùng làm địa chỉ được
            --> content/mau/Tin Tức
             = cách sửa: đổi tên thành `tin-tuc`: chữ thường không dấu, số và dấu gạch nối

            lỗi: bài viết không nằm trong một mục
            --> content/mau/lac.md
             = cách sửa: chuyển tệp vào `content/<phường>/<mục>/<tên-bài>.md`

            lỗi: bài viết không nằm trong một mục
            --> content/mau/tin/sau/hon.md
             = cách sửa: chuyển tệp vào `content/<phường>/<mục>/<tên-bài>.md`

            lỗi: tên tệp `….md` không có chữ hay số nào để làm địa chỉ
            --> content/mau/tin/….md
             = cách sửa: đặt tên tệp theo tiêu đề, như `sot-xuat-huyet.md`

            4 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn names_in_either_unicode_form_are_the_same() {
    let bench = Bench::new();
    // As macOS names files: letters and marks apart.
    bench.write(
        "content/mau/tin/Tie\u{302}m chu\u{309}ng.md",
        post("Tiêm chủng", ""),
    );
    bench.write(
        "content/mau/tin/a\u{309}nh.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    );
    bench.write(
        "content/mau/tin/📷.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g/></svg>",
    );
    bench.write(
        "content/mau/tin/moi.md",
        post(
            "Mới",
            "[một](<Tiêm chủng.md>) ![ảnh](ảnh.svg) ![máy ảnh](📷.svg)\n",
        ),
    );
    bench.build_well();
    let page = bench.read("public/mau/tin/moi/index.html");
    assert!(
        page.contains("href=\"/mau/tin/tiem-chung/\"")
            || page.contains("href=\"/tin/tiem-chung/\""),
        "{page}"
    );
    assert_eq!(page.matches("src=\"/assets/anh.").count(), 2, "{page}");
}
