//! Bad input: links and references between posts, anchors, addresses on the web.

use super::{spoiled, spoiled_post};
use crate::bench::{Bench, post};
use expect_test::expect;

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
