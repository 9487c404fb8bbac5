//! Bad input: dates: impossible, in the wrong order, written as people do.

use super::spoiled_post;
use expect_test::expect;

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
