//! Bad input: `ward.toml`, `loa.toml`, synonyms.

use super::spoiled;
use crate::bench::{Bench, post};
use expect_test::expect;

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
              = cách sửa: các trường dùng được ở đây: `name`, `short_name`, `province`, `base_url`, `neighbourhoods`, `contacts`, `home`, `theme`, `speak`, `bulletins`

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
