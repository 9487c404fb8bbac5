//! Bad input: many faults at once, and the same in English.

use super::spoiled;
use crate::bench::{Bench, post};
use expect_test::expect;

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

            lỗi: mẫu trang hỏng: gặp `%}` ở chỗ không đúng
             --> themes/phuong/templates/home.html:1:7
              |
            1 | {% if %}
              |       ^^
              |
              = cách sửa: sửa mẫu trang ở dòng này

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
          = help: the keys that can stand here: `title`, `date`, `publish_on`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `recording`, `source`, `media`, `personal_data`, `model`

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
