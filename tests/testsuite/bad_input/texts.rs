//! Bad input: texts: blocks, slips of markup, comments, what no page can hold.

use super::{spoiled, spoiled_post};
use crate::bench::{Bench, post};
use expect_test::expect;

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
