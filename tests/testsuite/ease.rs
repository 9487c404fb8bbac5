//! Texts that are hard to read: long sentences in guidance about health, long posts.

use crate::bench::{Bench, TODAY, lesson, post};
use expect_test::{Expect, expect};

/// What `loa check` says of a post; such things stop no build.
fn warned(path: &str, text: impl AsRef<[u8]>, expected: Expect) {
    let bench = Bench::new();
    bench.write(path, text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    expected.assert_eq(&ran.stderr);
}

#[test]
fn a_long_sentence_in_a_lesson_is_shown_at_its_place() {
    let long = "Uống **đủ** nước mỗi ngày khi trời nóng và nghỉ trong bóng mát cùng cả nhà để người luôn khỏe mạnh";
    warned(
        "content/mau/suc-khoe/nuoc.md",
        lesson(
            "Nước",
            &format!("- Ngắn thôi.\n- Câu trước. {long}\n\n| {long} |\n|---|\n\n## {long}\n"),
        ),
        expect![[r#"
            lưu ý: câu này dài 21 tiếng, quá 20 tiếng
              --> content/mau/suc-khoe/nuoc.md:13:14
               |
            13 | - Câu trước. Uống **đủ** nước mỗi ngày khi trời nóng và nghỉ trong bóng mát cùng cả nhà để người luôn khỏe mạnh
               |              ^^^^
               |
               = cách sửa: tách thành hai câu, hoặc đưa các ý vào danh sách

        "#]],
    );
}

#[test]
fn parts_behind_colons_and_other_kinds_of_post_are_left_alone() {
    let part = "một hai ba bốn năm sáu bảy tám chín mười";
    let parts = format!("{part}: {part}; {part}. {part}\n");
    warned(
        "content/mau/suc-khoe/nuoc.md",
        lesson("Nước", &parts),
        expect![""],
    );
    let long = format!("{part} {part} {part}\n");
    warned("content/mau/tin/dai.md", post("Dài", &long), expect![""]);
}

#[test]
fn a_lesson_of_more_than_five_minutes_is_too_long() {
    let text = "Uống nước. ".repeat(501);
    warned(
        "content/mau/suc-khoe/nuoc.md",
        lesson("Nước", &text),
        expect![[r#"
            lưu ý: bài đọc mất khoảng 6 phút, quá 5 phút
            --> content/mau/suc-khoe/nuoc.md
             = cách sửa: rút gọn, hoặc chia thành hai bài

        "#]],
    );
}
