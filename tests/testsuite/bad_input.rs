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
    expected.assert_eq(
        &ran.stderr
            .replace(&bench.dir().display().to_string(), "GỐC"),
    );
    assert!(
        tree(&bench.path("public")) == good,
        "the last good site has changed"
    );
    let leftovers: Vec<_> = fs::read_dir(bench.path("public/.loa"))
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(
        leftovers.len(),
        2,
        "only the lock and the manifest stay: {leftovers:?}"
    );
}

fn spoiled_post(text: &str, expected: Expect) {
    spoiled(
        |bench| bench.write("content/mau/tin/xau.md", text),
        expected,
    );
}

#[test]
fn missing_front_matter() {
    spoiled_post(
        "Chỉ có chữ.\n",
        expect![[r#"
            lỗi: bài thiếu phần mở đầu
             --> content/mau/tin/xau.md:1:1
              |
            1 | Chỉ có chữ.
              | ^^^^^^^^^^^
              |
              = cách sửa: mở đầu tệp bằng dòng `+++`, rồi `title = "…"`, `date = 2026-01-31`, rồi lại một dòng `+++`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn unclosed_front_matter() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\n\nChữ.\n",
        expect![[r#"
            lỗi: phần mở đầu không có dòng `+++` đóng lại
             --> content/mau/tin/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm một dòng `+++` sau trường cuối cùng, trước nội dung

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn unparsable_front_matter() {
    spoiled_post(
        "+++\ntitle = \"Bài\ndate = 2026-01-15\n+++\n",
        expect![[r#"
            lỗi: không hiểu dòng này: chữ thiếu dấu nháy kép đóng lại
             --> content/mau/tin/xau.md:2:1
              |
            2 | title = "Bài
              | ^^^^^^^^^^^^
              |
              = cách sửa: viết lại dòng này: `title = "Bài"`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn missing_required_fields() {
    spoiled_post(
        "+++\nsummary = \"Tóm tắt\"\n+++\n",
        expect![[r#"
            lỗi: thiếu trường bắt buộc `date`
             --> content/mau/tin/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `date = …`: một ngày không có dấu nháy, như 2026-01-31

            lỗi: thiếu trường bắt buộc `title`
             --> content/mau/tin/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `title = …`: một đoạn chữ trong dấu nháy, như "chữ"

            2 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn missing_required_fields_of_a_kind() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/suc-khoe/xau.md", post("Bài học", ""));
        bench.write("content/mau/nghi-quyet/xau.md", post("Nghị quyết", ""));
        bench.write("content/mau/mo-hinh/xau.md", post("Mô hình", ""));
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: thiếu trường bắt buộc `goal`
             --> content/mau/mo-hinh/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `goal = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `responsible`
             --> content/mau/mo-hinh/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `responsible = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `document_kind`
             --> content/mau/nghi-quyet/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `document_kind = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `issuer`
             --> content/mau/nghi-quyet/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `issuer = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `audience`
             --> content/mau/suc-khoe/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `audience = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `sources`
             --> content/mau/suc-khoe/xau.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `sources = …`: các bảng mở đầu bằng hai ngoặc vuông

            6 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn empty_required_field() {
    spoiled_post(
        "+++\ntitle = \"  \"\ndate = 2026-01-15\n+++\n",
        expect![[r#"
            lỗi: trường `title` để trống
             --> content/mau/tin/xau.md:2:9
              |
            2 | title = "  "
              |         ^^^^
              |
              = cách sửa: điền nội dung, hoặc bỏ dòng này nếu không bắt buộc

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn wrong_types() {
    spoiled_post(
        "+++\ntitle = 7\ndate = \"hôm qua\"\ntags = \"một\"\ndraft = \"có\"\nupdated = 2026-01-15T08:00:00\n+++\n",
        expect![[r#"
            lỗi: trường `title` sai kiểu: đây là một số, như 95 hoặc 98.5
             --> content/mau/tin/xau.md:2:9
              |
            2 | title = 7
              |         ^
              |
              = cách sửa: cần một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: trường `date` sai kiểu: đây là một đoạn chữ trong dấu nháy, như "chữ"
             --> content/mau/tin/xau.md:3:8
              |
            3 | date = "hôm qua"
              |        ^^^^^^^^^
              |
              = cách sửa: cần một ngày không có dấu nháy, như 2026-01-31

            lỗi: trường `tags` sai kiểu: đây là một đoạn chữ trong dấu nháy, như "chữ"
             --> content/mau/tin/xau.md:4:8
              |
            4 | tags = "một"
              |        ^^^^^
              |
              = cách sửa: cần một danh sách chữ, như ["a", "b"]

            lỗi: trường `draft` sai kiểu: đây là một đoạn chữ trong dấu nháy, như "chữ"
             --> content/mau/tin/xau.md:5:9
              |
            5 | draft = "có"
              |         ^^^^
              |
              = cách sửa: cần `true` hoặc `false`

            lỗi: trường `updated` sai kiểu: đây là một ngày kèm giờ
             --> content/mau/tin/xau.md:6:11
              |
            6 | updated = 2026-01-15T08:00:00
              |           ^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: cần một ngày không có dấu nháy, như 2026-01-31

            5 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn impossible_date() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\ndate = 2026-02-30\n+++\n",
        expect![[r#"
            lỗi: không có ngày `2026-02-30`
             --> content/mau/tin/xau.md:3:8
              |
            3 | date = 2026-02-30
              |        ^^^^^^^^^^
              |
              = cách sửa: viết năm-tháng-ngày có thật, tháng và ngày đủ hai chữ số, như 2026-01-05

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn dates_in_the_wrong_order() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\ndate = 2026-02-03\nupdated = 2026-02-01\n+++\n",
        expect![[r#"
            lỗi: `updated` lại trước `date`
             --> content/mau/tin/xau.md:4:11
              |
            4 | updated = 2026-02-01
              |           ^^^^^^^^^^
              |
              = cách sửa: sửa một trong hai ngày

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn unknown_key() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\ndate = 2026-01-15\nsumary = \"…\"\n+++\n",
        expect![[r#"
            lỗi: không có trường `sumary`. Ý bạn là `summary`?
             --> content/mau/tin/xau.md:4:1
              |
            4 | sumary = "…"
              | ^^^^^^
              |
              = cách sửa: các trường dùng được ở đây: `title`, `date`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `source`, `media`, `personal_data`, `model`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn unknown_choice() {
    let text = lesson("Bài", "").replace("audience", "life_stages = [\"tre-con\"]\naudience");
    spoiled(
        |bench| bench.write("content/mau/suc-khoe/xau.md", text),
        expect![[r#"
            lỗi: trường `life_stages` không nhận `tre-con`.
             --> content/mau/suc-khoe/xau.md:4:15
              |
            4 | life_stages = ["tre-con"]
              |               ^^^^^^^^^^^
              |
              = cách sửa: chọn một trong: `tre-em`, `nguoi-lon`, `thai-san`, `nguoi-cao-tuoi`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn cover_without_description() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\ndate = 2026-01-15\ncover = \"a.png\"\n+++\n",
        expect![[r#"
            lỗi: trường `cover` cần đi cùng `cover_alt`
             --> content/mau/tin/xau.md:4:9
              |
            4 | cover = "a.png"
              |         ^^^^^^^
              |
              = cách sửa: thêm dòng `cover_alt = …`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn two_posts_with_one_address() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/Khai Trương.md", post("Khác", ""));
        bench.write("content/mau/chu-de/a.md", post("Riêng của Loa", ""));
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: địa chỉ `/chu-de/a/` dành riêng cho Loa
             --> content/mau/chu-de/a.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: đổi tên thư mục hoặc tệp

            lỗi: hai bài có cùng địa chỉ `/tin/khai-truong/`: bài kia là `content/mau/tin/Khai Trương.md`
             --> content/mau/tin/khai-truong.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: đổi tên một trong hai tệp

            2 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn broken_links() {
    spoiled_post(
        &post(
            "Bài",
            "[một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm](khai-truong.html)\n",
        ),
        expect![[r#"
            lỗi: liên kết tới `../suc-khoe/sot-xuat-huyt.md`, nhưng không có bài đó. Ý bạn là `../suc-khoe/sot-xuat-huyet.md`?
             --> content/mau/tin/xau.md:6:1
              |
            6 | [một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm]...
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

            lỗi: bài `suc-khoe/sot-xuat-huyet.md` không có đề mục `#dau-hiu`. Ý bạn là `dau-hieu`?
             --> content/mau/tin/xau.md:6:38
              |
            6 | [một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm]...
              |                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: dùng đề mục viết không dấu, nối bằng gạch: `## Khi nào gọi 115` là `#khi-nao-goi-115`

            lỗi: bài `tin/xau.md` không có đề mục `#khong-co`.
             --> content/mau/tin/xau.md:6:84
              |
            6 | [một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm]...
              |                                                                                    ^^^^^^^^^^^^^^^
              |
              = cách sửa: dùng đề mục viết không dấu, nối bằng gạch: `## Khi nào gọi 115` là `#khi-nao-goi-115`

            lỗi: không dùng được liên kết `javascript:alert(1)`
             --> content/mau/tin/xau.md:6:101
              |
            6 | [một](../suc-khoe/sot-xuat-huyt.md), [hai](../suc-khoe/sot-xuat-huyet.md#dau-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm]...
              |                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: liên kết tới tệp `.md` của bài khác, hoặc địa chỉ bắt đầu bằng `https://`, `mailto:`, `tel:`

            lỗi: không dùng được liên kết `khai-truong.html`
             --> content/mau/tin/xau.md:6:129
              |
            6 | ...u-hiu), [ba](#khong-co), [bốn](javascript:alert(1)), [năm](khai-truong.html)
              |                                                         ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: liên kết tới tệp `.md` của bài khác, hoặc địa chỉ bắt đầu bằng `https://`, `mailto:`, `tel:`

            5 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn link_to_a_draft() {
    let spoil = |bench: &Bench| {
        bench.write(
            "content/mau/tin/nhap.md",
            post("Nháp", "").replace("+++\n\n", "draft = true\n+++\n\n"),
        );
        bench.write("content/mau/tin/xau.md", post("Bài", "[nháp](nhap.md)\n"));
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: liên kết tới bài nháp `nhap.md`
             --> content/mau/tin/xau.md:6:1
              |
            6 | [nháp](nhap.md)
              | ^^^^^^^^^^^^^^^
              |
              = cách sửa: đăng bài đó (bỏ `draft = true`), hoặc bỏ liên kết

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn broken_references_in_front_matter() {
    let spoil = |bench: &Bench| {
        bench.write(
            "content/mau/tin/xau.md",
            "+++\ntitle = \"Tin\"\ndate = 2026-01-15\nmodel = \"../mo-hinh/a.md\"\n+++\n",
        );
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: liên kết tới `../mo-hinh/a.md`, nhưng không có bài đó.
             --> content/mau/tin/xau.md:4:9
              |
            4 | model = "../mo-hinh/a.md"
              |         ^^^^^^^^^^^^^^^^^
              |
              = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

            1 lỗi, 0 lưu ý.
        "#]],
    );
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
    spoiled(
        spoil,
        expect![[r#"
            lỗi: không có ảnh `rua-tai.png`. Ý bạn là `rua-tay.png`?
             --> content/mau/tin/xau.md:6:1
              |
            6 | ![không có](rua-tai.png)
              | ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: đặt ảnh cạnh bài viết và kiểm tra tên tệp

            lỗi: `rua-tay.png` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
             --> content/mau/tin/xau.md:8:1
              |
            8 | ![hỏng](rua-tay.png)
              | ^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

            lỗi: ảnh `rua-tay.png` thiếu lời mô tả
              --> content/mau/tin/xau.md:10:1
               |
            10 | ![](rua-tay.png)
               | ^^^^^^^^^^^^^^^^
               |
               = cách sửa: viết `![ảnh cho thấy gì](rua-tay.png)`

            lỗi: `rua-tay.png` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
              --> content/mau/tin/xau.md:10:1
               |
            10 | ![](rua-tay.png)
               | ^^^^^^^^^^^^^^^^
               |
               = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

            lỗi: ảnh `https://example.com/a.png` nằm ở trang khác
              --> content/mau/tin/xau.md:12:1
               |
            12 | ![xa](https://example.com/a.png)
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = cách sửa: tải ảnh về, đặt cạnh bài viết; trang phường không gọi sang máy chủ khác

            lỗi: hình vẽ `doc.svg`, dòng 1: không đăng được `<script>` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
              --> content/mau/tin/xau.md:14:1
               |
            14 | ![độc](doc.svg)
               | ^^^^^^^^^^^^^^^
               |
               = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG

            6 lỗi, 0 lưu ý.
        "#]],
    );
}

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
fn ward_without_configuration() {
    spoiled(
        |bench| bench.write("content/phuong-khac/tin/a.md", post("Tin", "")),
        expect![[r#"
            lỗi: phường `phuong-khac` thiếu tệp `ward.toml`
            --> content/phuong-khac
             = cách sửa: tạo tệp này với `name`, `short_name`, `province` và `base_url`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn unknown_keys_in_ward_toml() {
    let spoil = |bench: &Bench| {
        let ward = bench.read("content/mau/ward.toml");
        bench.write("content/mau/ward.toml", format!("{ward}provice = \"…\"\n[theme]\ncolor = \"#123456\"\n[contacts.tram]\nname = \"…\"\n"));
    };
    spoiled(
        spoil,
        expect![[r##"
            lỗi: không có trường `provice`. Ý bạn là `province`?
             --> content/mau/ward.toml:5:1
              |
            5 | provice = "…"
              | ^^^^^^^
              |
              = cách sửa: các trường dùng được ở đây: `name`, `short_name`, `province`, `base_url`, `neighbourhoods`, `contacts`, `home`, `theme`

            lỗi: không có trường `color`. Ý bạn là `colour`?
             --> content/mau/ward.toml:7:1
              |
            7 | color = "#123456"
              | ^^^^^
              |
              = cách sửa: các trường dùng được ở đây: `name`, `colour`

            lỗi: không có trường `tram`.
             --> content/mau/ward.toml:8:11
              |
            8 | [contacts.tram]
              |           ^^^^
              |
              = cách sửa: các trường dùng được ở đây: `health_station`, `committee`, `police`

            3 lỗi, 0 lưu ý.
        "##]],
    );
}

#[test]
fn bad_values_in_ward_toml() {
    let spoil = |bench: &Bench| {
        let ward = bench
            .read("content/mau/ward.toml")
            .replace("https://mau.example.vn/", "mau.example.vn");
        bench.write(
            "content/mau/ward.toml",
            format!("{ward}[theme]\nname = \"phuon\"\ncolour = \"#ffee00\"\n"),
        );
    };
    spoiled(
        spoil,
        expect![[r##"
            lỗi: trường `base_url` không phải địa chỉ web: `mau.example.vn`
             --> content/mau/ward.toml:4:12
              |
            4 | base_url = "mau.example.vn"
              |            ^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết đủ địa chỉ, như `https://phuong.example.vn/`

            lỗi: màu `#ffee00` quá nhạt: chữ trắng trên màu này chỉ tương phản 1.2:1
             --> content/mau/ward.toml:7:10
              |
            7 | colour = "#ffee00"
              |          ^^^^^^^^^
              |
              = cách sửa: chọn màu đậm hơn, tương phản từ 4.5:1

            2 lỗi, 0 lưu ý.
        "##]],
    );
}

#[test]
fn unknown_key_in_loa_toml() {
    spoiled(
        |bench| bench.write("content/loa.toml", "page_sise = 10\nfeed_size = 0\n"),
        expect![[r#"
            lỗi: không có trường `page_sise`. Ý bạn là `page_size`?
             --> content/loa.toml:1:1
              |
            1 | page_sise = 10
              | ^^^^^^^^^
              |
              = cách sửa: các trường dùng được ở đây: `page_size`, `feed_size`, `precompress`

            lỗi: trường `feed_size` không nhận `0`.
             --> content/loa.toml:2:13
              |
            2 | feed_size = 0
              |             ^
              |
              = cách sửa: chọn một trong: 1–1000

            2 lỗi, 0 lưu ý.
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
fn broken_blocks() {
    spoiled_post(
        &post(
            "Bài",
            "::: khẩn cáp: Gọi 115\n:::\n\n::: nên\n::: không nên\n:::\n\n:::\n\n::: lưu ý\nkhông đóng\n",
        ),
        expect![[r#"
            lưu ý: khối `::: khẩn cấp` không có nội dung
             --> content/mau/tin/xau.md:6:1
              |
            6 | ::: khẩn cáp: Gọi 115
              | ^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết nội dung giữa hai dòng `:::`, hoặc bỏ khối

            lỗi: khối `::: không nên` nằm trong khối `::: nên`
              --> content/mau/tin/xau.md:10:1
               |
            10 | ::: không nên
               | ^^^^^^^^^^^^^
               |
               = cách sửa: đóng khối ngoài bằng dòng `:::` trước khi mở khối mới

            lỗi: dòng `:::` này không đóng khối nào
              --> content/mau/tin/xau.md:13:1
               |
            13 | :::
               | ^^^
               |
               = cách sửa: bỏ dòng này, hoặc mở khối bằng `::: tên khối`

            lỗi: khối `::: lưu ý` không được đóng lại
              --> content/mau/tin/xau.md:15:1
               |
            15 | ::: lưu ý
               | ^^^^^^^^^
               |
               = cách sửa: thêm một dòng `:::` sau khối

            3 lỗi, 1 lưu ý.
        "#]],
    );
}

#[test]
fn template_syntax_error() {
    let spoil = |bench: &Bench| {
        bench.write("themes/phuong/templates/home.html", "<h1>{{ title }</h1>\n");
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: khuôn trang hỏng: gặp `}` ở chỗ không đúng
             --> themes/phuong/templates/home.html:1:14
              |
            1 | <h1>{{ title }</h1>
              |              ^
              |
              = cách sửa: sửa khuôn trang ở dòng này

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn template_rendering_error() {
    let spoil = |bench: &Bench| {
        for name in [
            "section",
            "tag",
            "tags",
            "lesson",
            "resolution",
            "model",
            "news",
            "page",
            "poster",
            "media",
            "offline",
            "targets",
            "tasks",
            "documents",
            "cited",
            "search",
            "404",
            "calendar",
            "event",
            "fact-check",
            "life-stage",
            "life-stages",
            "offline",
            "pattern",
        ] {
            bench.write(&format!("themes/phuong/templates/{name}.html"), "ổn\n");
        }
        for name in ["atom.xml", "sitemap.xml", "robots.txt"] {
            bench.write(&format!("themes/phuong/templates/{name}"), "ổn\n");
        }
        bench.write(
            "themes/phuong/templates/home.html",
            "<h1>{{ title }}</h1>\n<p>{{ khong.co.gi }}</p>\n",
        );
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: khuôn trang hỏng: không có biến `khong`
             --> themes/phuong/templates/home.html:2:7
              |
            2 | <p>{{ khong.co.gi }}</p>
              |       ^^^^^
              |
              = cách sửa: sửa khuôn trang ở dòng này

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn bad_synonyms() {
    spoiled(
        |bench| bench.write("content/mau/tu-dong-nghia.txt", "sốt xuất huyết\n"),
        expect![[r#"
            lỗi: dòng từ đồng nghĩa này chỉ có một cách nói
             --> content/mau/tu-dong-nghia.txt:1:1
              |
            1 | sốt xuất huyết
              | ^^^^^^^^^^^^^^
              |
              = cách sửa: viết ít nhất hai cách nói, giữa có dấu `=`, như `bhyt = bảo hiểm y tế`; dòng ghi chú mở đầu bằng `#`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn everything_at_once() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/a.md", "không có gì");
        bench.write("content/mau/tin/b.md", b"\xff\xc1");
        bench.write("content/mau/tin/c.md", post("C", "[x](khong-co.md)"));
        bench.write("content/loa.toml", "sai = 1\n");
        bench.write("themes/phuong/templates/home.html", "{% if %}\n");
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: không có trường `sai`.
             --> content/loa.toml:1:1
              |
            1 | sai = 1
              | ^^^
              |
              = cách sửa: các trường dùng được ở đây: `page_size`, `feed_size`, `precompress`

            lỗi: bài thiếu phần mở đầu
             --> content/mau/tin/a.md:1:1
              |
            1 | không có gì
              | ^^^^^^^^^^^
              |
              = cách sửa: mở đầu tệp bằng dòng `+++`, rồi `title = "…"`, `date = 2026-01-31`, rồi lại một dòng `+++`

            lỗi: tệp không phải UTF-8 (byte thứ 0)
             --> content/mau/tin/b.md:1:1
              |
            1 | ��
              | ^
              |
              = cách sửa: mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8; trong Notepad: bấm Ctrl+Shift+S rồi chọn UTF-8 ở ô bên trái nút lưu

            lỗi: liên kết tới `khong-co.md`, nhưng không có bài đó.
             --> content/mau/tin/c.md:6:1
              |
            6 | [x](khong-co.md)
              | ^^^^^^^^^^^^^^^^
              |
              = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

            lỗi: khuôn trang hỏng: gặp `%}` ở chỗ không đúng
             --> themes/phuong/templates/home.html:1:7
              |
            1 | {% if %}
              |       ^^
              |
              = cách sửa: sửa khuôn trang ở dòng này

            5 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn the_same_words_in_english() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/xau.md",
        "+++\ntitel = \"Post\"\ndate = 2026-02-30\n+++\n",
    );
    bench.write(
        "content/mau/tin/xau-2.md",
        "+++\ntitel = \"Post\"\ndate = 2026-02-03\n+++\n",
    );
    let ran = bench.loa(&["check", "--lang", "en"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        error: the required key `title` is missing
         --> content/mau/tin/xau-2.md:1:1
          |
        1 | +++
          | ^^^
          |
          = help: add a line `title = …`: a quoted text, like "text"

        error: there is no key `titel`. Did you mean `title`?
         --> content/mau/tin/xau-2.md:2:1
          |
        2 | titel = "Post"
          | ^^^^^
          |
          = help: the keys that can stand here: `title`, `date`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `source`, `media`, `personal_data`, `model`

        error: there is no day `2026-02-30`
         --> content/mau/tin/xau.md:3:8
          |
        3 | date = 2026-02-30
          |        ^^^^^^^^^^
          |
          = help: write a real day as year-month-day with two digits each, like 2026-01-05

        Errors: 3, warnings: 0.
    "#]].assert_eq(&ran.stderr);
}

#[test]
fn output_folder_that_is_not_loas() {
    let bench = Bench::new();
    bench.write("public/mau/anh-cuoi.txt", "đừng xóa");
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: thư mục đã có mà Loa không nhận ra là của mình
        --> public/mau
         = cách sửa: nếu đây là trang Loa dựng trước kia thì xóa nó rồi dựng lại; nếu không thì chọn thư mục khác bằng `--out`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    assert_eq!(bench.read("public/mau/anh-cuoi.txt"), "đừng xóa");
}

#[test]
fn references_of_the_wrong_kind() {
    let model = "+++\ntitle = \"Mô hình\"\ndate = 2026-01-15\ngoal = \"…\"\nresponsible = \"…\"\nresolution = \"../tin/khai-truong.md\"\n+++\n";
    spoiled(
        |bench| bench.write("content/mau/mo-hinh/xau.md", model),
        expect![[r#"
            lỗi: `../tin/khai-truong.md` không thuộc mục `nghi-quyet`
             --> content/mau/mo-hinh/xau.md:6:14
              |
            6 | resolution = "../tin/khai-truong.md"
              |              ^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: chỉ tới một bài trong `nghi-quyet/`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn anchors_in_introductions() {
    let intro = "+++\ntitle = \"Phường\"\n+++\n\n[sốt](suc-khoe/sot-xuat-huyet.md#khong-co)\n";
    spoiled(
        |bench| bench.write("content/mau/_index.md", intro),
        expect![[r#"
            lỗi: bài `suc-khoe/sot-xuat-huyet.md` không có đề mục `#khong-co`.
             --> content/mau/_index.md:5:1
              |
            5 | [sốt](suc-khoe/sot-xuat-huyet.md#khong-co)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: dùng đề mục viết không dấu, nối bằng gạch: `## Khi nào gọi 115` là `#khi-nao-goi-115`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn drawings_that_call_elsewhere() {
    let spoil = |bench: &Bench| {
        let svg = |inside: &str| {
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>{inside}</svg>")
        };
        bench.write(
            "content/mau/tin/a.svg",
            format!(
                "<?xml-stylesheet href='https://xau.example/a.css'?>{}",
                svg("")
            ),
        );
        bench.write(
            "content/mau/tin/b.svg",
            svg("<rect fill='&#117;rl(https://xau.example/b)'/>"),
        );
        bench.write(
            "content/mau/tin/c.svg",
            svg("<use href='https://xau.example/c.svg#c'/>"),
        );
        bench.write(
            "content/mau/tin/d.svg",
            svg("<rect fill='url(#mau)'/><use href='#d'/>"),
        );
        bench.write(
            "content/mau/tin/xau.md",
            post(
                "Bài",
                "![a](a.svg)\n\n![b](b.svg)\n\n![c](c.svg)\n\n![d](d.svg)\n",
            ),
        );
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: hình vẽ `a.svg`, dòng 1: không đăng được `<?xml-stylesheet?>` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
             --> content/mau/tin/xau.md:6:1
              |
            6 | ![a](a.svg)
              | ^^^^^^^^^^^
              |
              = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG

            lỗi: hình vẽ `b.svg`, dòng 1: không đăng được `fill="url(https://xau.example/b)"` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
             --> content/mau/tin/xau.md:8:1
              |
            8 | ![b](b.svg)
              | ^^^^^^^^^^^
              |
              = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG

            lỗi: hình vẽ `c.svg`, dòng 1: không đăng được `href="https://xau.example/c.svg#c"` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
              --> content/mau/tin/xau.md:10:1
               |
            10 | ![c](c.svg)
               | ^^^^^^^^^^^
               |
               = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG

            3 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn dates_written_as_people_do() {
    spoiled_post(
        "+++\ntitle = \"Bài\"\ndate = 05/01/2026\n+++\n",
        expect![[r#"
            lỗi: không hiểu dòng này: ngày phải viết năm-tháng-ngày, tháng và ngày đủ hai chữ số
             --> content/mau/tin/xau.md:3:1
              |
            3 | date = 05/01/2026
              | ^^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết lại dòng này: `date = 2026-01-05`

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn a_lesson_with_an_empty_list_of_sources() {
    let text = post("Bài", "").replace("+++\n\n", "audience = \"Mọi nhà\"\nsources = []\n+++\n\n");
    spoiled(
        |bench| bench.write("content/mau/suc-khoe/xau.md", text),
        expect![[r#"
            lỗi: trường `sources` để trống
             --> content/mau/suc-khoe/xau.md:5:11
              |
            5 | sources = []
              |           ^^
              |
              = cách sửa: điền nội dung, hoặc bỏ dòng này nếu không bắt buộc

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn slips_that_markdown_passes_over() {
    let text = "[họp](lịch họp.md) và ![ảnh](ảnh một.jpg), `[mã](a b.md)`\n\n<a href=\"khong-co.md\">a</a> <img src=\"a.png\">\n\nẩn \u{1} ở đây\n";
    spoiled_post(
        &post("Bài", text),
        expect![[r#"
            lỗi: liên kết tới `lịch họp.md`, nhưng không có bài đó.
             --> content/mau/tin/xau.md:6:1
              |
            6 | [họp](lịch họp.md) và ![ảnh](ảnh một.jpg), `[mã](a b.md)`
              | ^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

            lỗi: không có ảnh `ảnh một.jpg`.
             --> content/mau/tin/xau.md:6:23
              |
            6 | [họp](lịch họp.md) và ![ảnh](ảnh một.jpg), `[mã](a b.md)`
              |                       ^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: đặt ảnh cạnh bài viết và kiểm tra tên tệp

            lỗi: liên kết hoặc ảnh viết bằng thẻ `<img>`
             --> content/mau/tin/xau.md:8:29
              |
            8 | <a href="khong-co.md">a</a> <img src="a.png">
              |                             ^^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết bằng Markdown: `[chữ](bai-khac.md)` hoặc `![mô tả](anh.jpg)`

            lỗi: chỗ này có ký tự điều khiển không thấy được
              --> content/mau/tin/xau.md:10:4
               |
            10 | ẩn ␁ ở đây
               |    ^
               |
               = cách sửa: xóa dòng này và gõ lại bằng tay

            4 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn comments_that_swallow_the_rest() {
    spoiled_post(
        &post(
            "Bài",
            "Đầu.\n\n<!-- quên đóng\n\n::: khẩn cấp\n- co giật\n:::\n",
        ),
        expect![[r#"
            lỗi: chú thích `<!--` không được đóng lại nên nuốt hết phần sau
             --> content/mau/tin/xau.md:8:1
              |
            8 | <!-- quên đóng
              | ^^^^
              |
              = cách sửa: thêm `-->` sau chú thích

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn blocks_inside_html() {
    spoiled_post(
        &post("Bài", "<div>\n::: khẩn cấp\n- co giật\n:::\n</div>\n"),
        expect![[r#"
            lỗi: khối `::: khẩn cấp` nằm trong mã HTML nên không hiện ra
             --> content/mau/tin/xau.md:7:1
              |
            7 | ::: khẩn cấp
              | ^^^^^^^^^^^^
              |
              = cách sửa: để một dòng trống trước khối, và bỏ mã HTML quanh nó

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn texts_beyond_reason() {
    let spoil = |bench: &Bench| {
        bench.write(
            "content/mau/tin/sau.md",
            post("Sâu", &format!("{}x\n", "> ".repeat(20_000))),
        );
        bench.write(
            "content/mau/tin/the.md",
            post("Thẻ", &"<div>\n".repeat(20_000)),
        );
    };
    spoiled(
        spoil,
        expect![[r#"
        lỗi: danh sách hoặc trích dẫn lồng nhau quá 60 tầng
         --> content/mau/tin/sau.md:6:121
          |
        6 | ... > > > > > > > > > > > > > > > > > > > > > > > >... > > > > > > > > > > > > > > > > > > > > > > 
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết lại cho phẳng hơn

        lỗi: bài có 20000 thẻ HTML, quá 400
         --> content/mau/tin/the.md:5:1
          |
        5 |
          | ^
          |
          = cách sửa: viết bằng Markdown

        2 lỗi, 0 lưu ý.
    "#]],
    );
}

#[test]
fn texts_that_break_feeds_and_addresses() {
    let text = "+++\ntitle = \"A\\u0001B\"\ndate = 2026-01-15\ntags = [\"!!!\", \"DAI\"]\n+++\n"
        .replace("DAI", &"dài ".repeat(30));
    spoiled_post(
        &text,
        expect![[r#"
        lỗi: trường `title` có ký tự điều khiển không thấy được
         --> content/mau/tin/xau.md:2:9
          |
        2 | title = "A\u0001B"
          |         ^^^^^^^^^^
          |
          = cách sửa: xóa dòng này và gõ lại bằng tay

        lỗi: trường `tags` dài 119 ký tự, quá 60
         --> content/mau/tin/xau.md:4:8
          |
        4 | ... = ["!!!", "dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài "]
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết ngắn lại

        lỗi: chủ đề `!!!` không có chữ hay số nào
         --> content/mau/tin/xau.md:4:8
          |
        4 | ... = ["!!!", "dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài "]
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết chủ đề bằng chữ, như `bảo hiểm y tế`

        3 lỗi, 0 lưu ý.
    "#]],
    );
}

#[test]
fn odd_web_addresses() {
    for url in [
        "https://e.vn//",
        "https://e.vn/a/../b/",
        "https://e.vn:abc/",
        "https://u@e.vn/",
        "https://e.vn/?a",
        "ftp://e.vn/",
        "https://E.vn/ x",
    ] {
        let bench = Bench::new();
        let ward = bench
            .read("content/mau/ward.toml")
            .replace("https://mau.example.vn/", url);
        bench.write("content/mau/ward.toml", ward);
        let ran = bench.loa(&["check"]);
        assert_eq!(ran.code, Some(1), "{url}");
        assert!(
            ran.stderr.contains("không phải địa chỉ web"),
            "{url}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_broken_post_does_not_break_its_links() {
    let spoil = |bench: &Bench| {
        bench.write("content/mau/tin/hong.md", "hỏng");
        bench.write(
            "content/mau/tin/xau.md",
            post("Bài", "[hỏng](hong.md#muc)\n"),
        );
    };
    spoiled(
        spoil,
        expect![[r#"
        lỗi: bài thiếu phần mở đầu
         --> content/mau/tin/hong.md:1:1
          |
        1 | hỏng
          | ^^^^
          |
          = cách sửa: mở đầu tệp bằng dòng `+++`, rồi `title = "…"`, `date = 2026-01-31`, rồi lại một dòng `+++`

        1 lỗi, 0 lưu ý.
    "#]],
    );
}

#[test]
fn checks_find_template_errors_too() {
    let bench = Bench::new();
    bench.write("themes/phuong/templates/home.html", "{{ khong_co }}\n");
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("themes/phuong/templates/home.html:1:4"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("--> themes/phuong/templates/news.html"),
        "{}",
        ran.stderr
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

#[test]
fn output_folder_in_the_source() {
    for out in ["content/p", "khong-co/../content/mau/p", "content/mau/tin"] {
        let bench = Bench::new();
        let ran = bench.loa(&["build", "--out", out]);
        assert_eq!(ran.code, Some(1), "{out}");
        assert!(
            !bench.path("content/p").exists() && !bench.path("content/mau/p").exists(),
            "{out}"
        );
    }
    let bench = Bench::new();
    let mut command = bench.command(&["build", "--root", "../..", "--out", "p"]);
    let output = command
        .current_dir(bench.path("content/mau"))
        .output()
        .expect("loa starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(!bench.path("content/mau/p").exists());
}

#[test]
fn output_folder_that_is_the_source() {
    let bench = Bench::new();
    let ran = bench.loa(&["build", "--out", "content/mau/public"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: thư mục xuất trùng với thư mục nguồn
        --> content/mau/public
         = cách sửa: chọn thư mục khác bằng `--out`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    assert!(!bench.path("content/mau/public").exists());
}

/// On Linux a small memory file system stands for a full disk; it needs the right to mount one.
#[cfg(target_os = "linux")]
#[test]
fn full_output_folder() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/dai.md",
        post("Dài", &"Một câu rất dài. ".repeat(20_000)),
    );
    fs::create_dir(bench.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=512k tmpfs disk && exec \"$0\" build --out disk/public --today 2026-11-22";
    let ran = in_mount_namespace(&bench, script);
    assert_eq!(ran.0, Some(1), "{}", ran.1);
    let words: Vec<_> = ran
        .1
        .lines()
        .filter(|line| line.starts_with("lỗi") || line.contains("cách sửa"))
        .collect();
    assert!(
        words.contains(&"lỗi: không ghi được: ổ đĩa đã đầy"),
        "{}",
        ran.1
    );
    assert!(
        words.iter().any(|line| line
            .contains("kiểm tra ổ đĩa còn chỗ và quyền ghi; trang mỗi phường vẫn là bản cũ hoặc bản mới trọn vẹn")),
        "{}",
        ran.1
    );
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
    expect![[r#"
        lỗi: không ghi được: ổ đĩa chỉ cho đọc
        --> disk/public
         = cách sửa: kiểm tra ổ đĩa còn chỗ và quyền ghi; trang mỗi phường vẫn là bản cũ hoặc bản mới trọn vẹn

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&stderr);
}

#[cfg(target_os = "linux")]
fn in_mount_namespace(bench: &Bench, script: &str) -> (Option<i32>, String) {
    let output = std::process::Command::new("unshare")
        .args([
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            env!("CARGO_BIN_EXE_loa"),
        ])
        .current_dir(bench.dir())
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("`unshare` of util-linux");
    (
        output.status.code(),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}
