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

/// A lesson with what is read over the loudspeaker.
fn spoken(text: &str) -> String {
    format!(
        "+++\ntitle = \"Nước\"\ndate = 2026-01-01\naudience = \"Mọi người\"\n[[sources]]\ntitle = \"Sách\"\npublisher = \"Nhà\"\nyear = 2025\n[media]\nloudspeaker = \"\"\"\n{text}\n\"\"\"\n+++\n\nUống nước.\n"
    )
}

#[test]
fn the_loudspeaker_is_understood_by_ear() {
    let long = "uống đủ nước mỗi ngày khi trời nóng và nghỉ trong bóng mát cùng cả nhà để ai cũng khỏe mạnh và vui vẻ \
                suốt mùa hè này";
    warned(
        "content/mau/suc-khoe/nuoc.md",
        spoken(&format!(
            "Kính thưa bà con, {long}. Gọi một một năm.\nUống 2 lít. Uống paracetamol khi sốt cao.\n\
             Trên ba mươi tám độ thì uống một nghìn năm trăm mi-li-lít. Gọi số một một năm."
        )),
        expect![[r#"
            lưu ý: câu đọc loa dài 32 tiếng, quá 20 tiếng: nghe không kịp
              --> content/mau/suc-khoe/nuoc.md:11:1
               |
            11 | Kính thưa bà con, uống đủ nước mỗi ngày khi trời nóng và nghỉ trong bóng mát cùng cả nhà để ai cũng khỏe mạnh và vui vẻ suốt mùa hè ...
               | ^^^^
               |
               = cách sửa: tách thành hai câu; có thể ngắt ở đây: “… nghỉ trong bóng mát / cùng cả nhà để …”

            lưu ý: “một một năm” thiếu chữ “số” đứng trước: tai nghe thành số đếm hay năm tháng
              --> content/mau/suc-khoe/nuoc.md:11:138
               |
            11 | ...át cùng cả nhà để ai cũng khỏe mạnh và vui vẻ suốt mùa hè này. Gọi một một năm.
               |                                                                   ^^^
               |
               = cách sửa: viết “số một một năm”, như “gọi số một một năm”

            lưu ý: chữ đọc loa có `2`: mỗi người sẽ đọc một khác
              --> content/mau/suc-khoe/nuoc.md:12:6
               |
            12 | Uống 2 lít. Uống paracetamol khi sốt cao.
               |      ^
               |
               = cách sửa: viết ra bằng chữ đúng như khi đọc: “hai”

            lưu ý: chữ đọc loa có `paracetamol`: mỗi người sẽ đọc một khác
              --> content/mau/suc-khoe/nuoc.md:12:18
               |
            12 | Uống 2 lít. Uống paracetamol khi sốt cao.
               |                  ^^^^^^^^^^^
               |
               = cách sửa: viết ra bằng chữ đúng như khi đọc: “pa-ra-xê-ta-môn”

            lưu ý: câu đọc loa có hai con số, “ba mươi tám” và “một nghìn năm trăm”: nghe không nhớ kịp
              --> content/mau/suc-khoe/nuoc.md:13:1
               |
            13 | Trên ba mươi tám độ thì uống một nghìn năm trăm mi-li-lít. Gọi số một một năm.
               | ^^^^
               |
               = cách sửa: mỗi câu một con số

        "#]],
    );
}

#[test]
fn an_alarm_is_followed_by_steps_or_a_link_to_them() {
    let card = "::: khẩn cấp: Gọi 115 ngay nếu ngất\n- ngất\n:::\n\n";
    let steps = "::: các bước: Trong lúc chờ\n1. Nằm nghiêng.\n:::\n\n";
    let bench = Bench::new();
    bench.write(
        "content/mau/suc-khoe/co.md",
        lesson("Có", &format!("{card}{steps}")),
    );
    bench.write(
        "content/mau/suc-khoe/noi.md",
        lesson("Nối", &format!("{card}Làm như [bài này](co.md).\n")),
    );
    bench.write(
        "content/mau/suc-khoe/truoc.md",
        lesson("Trước", &format!("{steps}{card}")),
    );
    bench.write(
        "content/mau/suc-khoe/sai.md",
        lesson("Sai", &format!("{card}Xem [bài khác](truoc-het.md).\n")),
    );
    bench.write(
        "content/mau/suc-khoe/truoc-het.md",
        lesson("Trước hết", "Chữ.\n"),
    );
    bench.write("content/mau/tin/tin.md", post("Tin", card));
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    expect![[r#"
        lưu ý: sau thẻ khẩn cấp “Gọi 115 ngay nếu ngất” không có các bước phải làm, cũng không có liên kết đến bài có các bước
          --> content/mau/suc-khoe/sai.md:12:1
           |
        12 | ::: khẩn cấp: Gọi 115 ngay nếu ngất
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = cách sửa: thêm khối `::: các bước` sau thẻ này, hoặc một liên kết đến bài dạy các bước

        lưu ý: sau thẻ khẩn cấp “Gọi 115 ngay nếu ngất” không có các bước phải làm, cũng không có liên kết đến bài có các bước
          --> content/mau/suc-khoe/truoc.md:16:1
           |
        16 | ::: khẩn cấp: Gọi 115 ngay nếu ngất
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = cách sửa: thêm khối `::: các bước` sau thẻ này, hoặc một liên kết đến bài dạy các bước

    "#]].assert_eq(&ran.stderr);
}
