//! Bad input: the front of a post: what is missing, of the wrong kind, unknown or impossible.

use super::{spoiled, spoiled_post};
use crate::bench::{Bench, lesson, post};
use expect_test::expect;

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
              = cách sửa: các trường dùng được ở đây: `title`, `date`, `publish_on`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `recording`, `source`, `media`, `personal_data`, `model`

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
