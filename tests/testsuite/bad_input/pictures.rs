//! Bad input: pictures and drawings that are missing, broken or call elsewhere.

use super::spoiled;
use crate::bench::{Bench, post};
use expect_test::expect;

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
