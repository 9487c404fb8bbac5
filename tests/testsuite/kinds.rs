//! Fact checks, events, and the keys for other channels: what is read, what is refused, what is shown.

use crate::bench::{Bench, TODAY};
use expect_test::{Expect, expect};

const FACT_CHECK: &str = "+++\ntitle = \"Uống nước chanh nóng chữa được cúm?\"\ndate = 2026-11-20\n\
     claim = \"Uống nước chanh nóng thì khỏi cúm </script> & “ngay”\"\nverdict = \"sai\"\nheard = \"Nhóm Zalo\"\n\
     reviewed_by = \"Bác sĩ trạm\"\nreviewed_on = 2026-11-20\nreview_due = 2027-11-20\n\
     [[sources]]\ntitle = \"Hướng dẫn\"\npublisher = \"Bộ Y tế\"\nyear = 2024\n+++\n\nKhông.\n\n## Căn cứ\n\nTài liệu.\n";

/// What `loa check` says of a post.
fn problems_of(path: &str, text: &str, expected: Expect) {
    let bench = Bench::new();
    bench.write(path, text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    expected.assert_eq(&ran.stderr);
}

#[test]
fn a_fact_check_needs_a_claim_a_known_verdict_and_sources() {
    problems_of(
        "content/mau/kiem-chung/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nverdict = \"sai-1-phan\"\nreviewed_by = \"Bác sĩ\"\n+++\n",
        expect![[r#"
            lỗi: thiếu trường bắt buộc `claim`
             --> content/mau/kiem-chung/a.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `claim = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `sources`
             --> content/mau/kiem-chung/a.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `sources = …`: các bảng mở đầu bằng hai ngoặc vuông

            lỗi: trường `verdict` không nhận `sai-1-phan`. Ý bạn là `sai-mot-phan`?
             --> content/mau/kiem-chung/a.md:4:11
              |
            4 | verdict = "sai-1-phan"
              |           ^^^^^^^^^^^^
              |
              = cách sửa: chọn một trong: `dung`, `sai`, `sai-mot-phan`, `thieu-boi-canh`, `chua-du-can-cu`

            lỗi: trường `reviewed_by` cần đi cùng `reviewed_on`
             --> content/mau/kiem-chung/a.md:5:15
              |
            5 | reviewed_by = "Bác sĩ"
              |               ^^^^^^^^
              |
              = cách sửa: thêm dòng `reviewed_on = …`

            4 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn an_event_gives_its_days_in_one_way() {
    problems_of(
        "content/mau/su-kien/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nstarts = 2026-12-01T08:00:00+07:00\nends = \"chiều\"\n+++\n",
        expect![[r#"
            lỗi: trường `starts` có ghi múi giờ
             --> content/mau/su-kien/a.md:4:10
              |
            4 | starts = 2026-12-01T08:00:00+07:00
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: giờ ở đây luôn là giờ Việt Nam: bỏ phần múi giờ, như 2026-01-31T08:00

            lỗi: trường `ends` sai kiểu: đây là một đoạn chữ trong dấu nháy, như "chữ"
             --> content/mau/su-kien/a.md:5:8
              |
            5 | ends = "chiều"
              |        ^^^^^^^
              |
              = cách sửa: cần một ngày, như 2026-01-31, hoặc ngày kèm giờ, như 2026-01-31T08:00

            2 lỗi, 0 lưu ý.
        "#]],
    );
    problems_of(
        "content/mau/su-kien/b.md",
        "+++\ntitle = \"B\"\ndate = 2026-11-20\nstarts = 2026-12-01T08:00\nends = 2026-12-02\n+++\n",
        expect![[r#"
            lỗi: `starts` và `ends` khác kiểu: một bên có giờ, một bên không
             --> content/mau/su-kien/b.md:5:8
              |
            5 | ends = 2026-12-02
              |        ^^^^^^^^^^
              |
              = cách sửa: ghi giờ ở cả hai, hoặc bỏ giờ ở cả hai

            1 lỗi, 0 lưu ý.
        "#]],
    );
    problems_of(
        "content/mau/su-kien/c.md",
        "+++\ntitle = \"C\"\ndate = 2026-11-20\nstarts = 2026-12-02\nends = 2026-12-01\n+++\n",
        expect![[r#"
            lỗi: `ends` lại trước `starts`
             --> content/mau/su-kien/c.md:5:8
              |
            5 | ends = 2026-12-01
              |        ^^^^^^^^^^
              |
              = cách sửa: sửa một trong hai ngày

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn what_goes_to_other_channels_keeps_to_their_limits() {
    let words = "tiếng ".repeat(250);
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nurgent = true\n[media]\nloudspeaker = \"{words}\"\n\
         zalo_title = \"{}\"\nzalo = \"{}\"\nposter = \"{}\"\n+++\n",
        "a".repeat(151),
        "b".repeat(301),
        "c".repeat(91)
    );
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    let errors = ran.stderr.lines().filter(|line| line.starts_with("lỗi:"));
    expect![[r#"
        lỗi: trường `urgent` cần đi cùng `expires`
        lỗi: trường `loudspeaker` có 250 tiếng, phải dưới 250
        lỗi: trường `zalo_title` dài 151 ký tự, quá 150
        lỗi: trường `zalo` dài 301 ký tự, quá 300
        lỗi: trường `poster` dài 91 ký tự, quá 90"#]]
    .assert_eq(&errors.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_ward_names_at_most_three_posts_that_exist() {
    let bench = Bench::new();
    let mut ward = std::fs::read_to_string(bench.path("content/mau/ward.toml")).unwrap();
    ward.push_str("[home]\nneeded = [\"suc-khoe/sot-xuat-huyet.md\", \"suc-khoe/sot-xuat.md\", \"a\", \"b\"]\n");
    bench.write("content/mau/ward.toml", ward);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: trường `needed` có 4 mục, nhiều nhất 3
         --> content/mau/ward.toml:6:10
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: bỏ bớt

        lỗi: liên kết tới `suc-khoe/sot-xuat.md`, nhưng không có bài đó. Ý bạn là `suc-khoe/sot-xuat-huyet.md`?
         --> content/mau/ward.toml:6:41
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                         ^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: sửa đường dẫn; nó tính từ thư mục của bài này

        lỗi: liên kết tới `a`, nhưng không có bài đó.
         --> content/mau/ward.toml:6:65
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                                                 ^^^
          |
          = cách sửa: sửa đường dẫn; nó tính từ thư mục của bài này

        lỗi: liên kết tới `b`, nhưng không có bài đó.
         --> content/mau/ward.toml:6:70
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                                                      ^^^
          |
          = cách sửa: sửa đường dẫn; nó tính từ thư mục của bài này

        4 lỗi, 0 lưu ý.
    "#]].assert_eq(&ran.stderr);
}

#[test]
fn a_sound_fact_check_and_event_have_pages() {
    let bench = Bench::new();
    bench.write("content/mau/kiem-chung/chanh.md", FACT_CHECK);
    bench.write(
        "content/mau/su-kien/ngay-hoi.md",
        "+++\ntitle = \"Ngày hội\"\ndate = 2026-11-20\nstarts = 2026-12-01T08:00\nends = 2026-12-01T11:30\n\
         place = \"Nhà văn hóa\"\n[media]\nloudspeaker = \"\"\"\nKính thưa bà con.\n\nMời bà con.\n\"\"\"\n+++\n\nMời đến.\n",
    );
    bench.build_well();
    let check = bench.read("public/mau/kiem-chung/chanh/index.html");
    assert!(
        check.contains("Uống nước chanh nóng thì khỏi cúm"),
        "{check}"
    );
    assert!(check.contains("Sai"), "{check}");
    let event = bench.read("public/mau/su-kien/ngay-hoi/index.html");
    assert!(
        event.contains("từ 8 giờ đến 11 giờ 30, ngày 1 tháng 12 năm 2026")
            || event.contains("Từ 8 giờ đến 11 giờ 30, ngày 1 tháng 12 năm 2026"),
        "{event}"
    );
    assert!(event.contains("Nhà văn hóa"), "{event}");
}
