//! What is dialled, counted and put into calendars: telephone numbers, values with dots, days that come again.

use crate::bench::{Bench, TODAY, post};
use expect_test::expect;

fn ward(phone: &str) -> String {
    format!(
        "name = \"Phường Mẫu\"\nshort_name = \"Mẫu\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://mau.example.vn/\"\n\n\
         [contacts.health_station]\nname = \"Trạm y tế\"\nphone = \"{phone}\"\n"
    )
}

#[test]
fn a_contact_dials_the_one_number_that_it_shows() {
    let bench = Bench::new();
    for (shown, dials) in [
        ("0225 3000 111 - máy lẻ 4", "tel:02253000111"),
        ("+84 (0)225 3000 111", "tel:+842253000111"),
        ("115", "tel:115"),
    ] {
        bench.write("content/mau/ward.toml", ward(shown));
        bench.build_well();
        let page = bench.read("public/mau/index.html");
        assert!(
            page.contains(&format!("class=\"phone\" href=\"{dials}\"")),
            "{shown}"
        );
    }
}

#[test]
fn a_contact_with_several_numbers_is_refused() {
    let bench = Bench::new();
    for shown in [
        "113 hoặc 0225.3000.111",
        "0225 3000 111/0225 3000 222",
        "0225 3000 111 - 4",
        "3000 111",
    ] {
        bench.write("content/mau/ward.toml", ward(shown));
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(1), "{shown}");
        assert!(
            ran.stderr.contains("không biết gọi số nào"),
            "{}",
            ran.stderr
        );
    }
    bench.write("content/mau/ward.toml", ward("113 hoặc 0225.3000.111"));
    let ran = bench.loa(&["check", "--today", TODAY]);
    expect![[r#"
        lỗi: `113 hoặc 0225.3000.111` không phải đúng một số điện thoại đủ chữ số, nên bấm vào không biết gọi số nào
         --> content/mau/ward.toml:8:9
          |
        8 | phone = "113 hoặc 0225.3000.111"
          |         ^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: chỉ giữ một số, như `0225 3850 123`, `0225 3850 123 (máy lẻ 4)` hay `115`; số khác thì viết trong `_index.md`

        1 lỗi, 0 lưu ý.
    "#]].assert_eq(&ran.stderr);
    bench.write("content/mau/ward.toml", ward("đang cập nhật"));
    let ran = bench.loa(&["check", "--today", TODAY, "--lang", "en"]);
    expect![[r#"
        error: `đang cập nhật` is not a telephone number
         --> content/mau/ward.toml:8:9
          |
        8 | phone = "đang cập nhật"
          |         ^^^^^^^^^^^^^^^
          |
          = help: write the number in digits, or remove the line

        Errors: 1, warnings: 0.
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn a_link_dials_the_number_that_its_words_say() {
    let bench = Bench::new();
    let text = "[115](tel:115) [0225 3000 111](tel:+84-225-3000.111) [gọi trạm](tel:0225%203000%20111) <tel:1022>\n";
    bench.write("content/mau/tin/goi.md", post("Gọi", text));
    bench.build_well();
    let page = bench.read("public/mau/tin/goi/index.html");
    for dials in [
        "tel:115",
        "tel:+842253000111",
        "tel:02253000111",
        "tel:1022",
    ] {
        assert!(page.contains(&format!("href=\"{dials}\"")), "{dials}");
    }
    let text = "[trạm](tel:11302253000111)\n\n[trạm](tel:tram)\n\n[113](tel:115)\n\n[113 hoặc 115](tel:115)\n\n[nhắn](sms:115)\n";
    bench.write("content/mau/tin/goi.md", post("Gọi", text));
    let ran = bench.loa(&["check", "--today", TODAY]);
    expect![[r#"
        lỗi: liên kết `tel:11302253000111` không gọi đúng một số điện thoại
         --> content/mau/tin/goi.md:6:1
          |
        6 | [trạm](tel:11302253000111)
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết một số đủ chữ số sau `tel:`, như `[115](tel:115)`

        lỗi: liên kết `tel:tram` không gọi đúng một số điện thoại
         --> content/mau/tin/goi.md:8:1
          |
        8 | [trạm](tel:tram)
          | ^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết một số đủ chữ số sau `tel:`, như `[115](tel:115)`

        lỗi: chữ ghi `113` nhưng liên kết gọi `tel:115`
          --> content/mau/tin/goi.md:10:1
           |
        10 | [113](tel:115)
           | ^^^^^^^^^^^^^^
           |
           = cách sửa: sửa cho hai số giống nhau; mỗi số một liên kết

        lỗi: chữ ghi `113 hoặc 115` nhưng liên kết gọi `tel:115`
          --> content/mau/tin/goi.md:12:1
           |
        12 | [113 hoặc 115](tel:115)
           | ^^^^^^^^^^^^^^^^^^^^^^^
           |
           = cách sửa: sửa cho hai số giống nhau; mỗi số một liên kết

        lỗi: không dùng được liên kết `sms:115`
          --> content/mau/tin/goi.md:14:1
           |
        14 | [nhắn](sms:115)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: liên kết tới tệp `.md` của bài khác, hoặc địa chỉ bắt đầu bằng `https://`, `mailto:`, `tel:`

        5 lỗi, 0 lưu ý.
    "#]].assert_eq(&ran.stderr);
}

#[test]
fn an_emergency_card_calls_a_number_that_stands_alone() {
    let bench = Bench::new();
    let page = |title: &str| {
        let text = format!("::: khẩn cấp: {title}\nNằm yên.\n:::\n");
        bench.write("content/mau/tin/goi.md", post("Gọi", &text));
        bench.build_well();
        bench.read("public/mau/tin/goi/index.html")
    };
    assert!(page("Gọi 115 ngay").contains("class=\"button call\" href=\"tel:115\""));
    for title in [
        "Ngày 1/115",
        "Trong 1.115 ca",
        "Số 0225 3000 1150",
        "115.000 đồng",
    ] {
        assert!(!page(title).contains("class=\"button call\""), "{title}");
    }
}

fn plan(value: &str, unit: &str) -> String {
    format!(
        "+++\ntitle = \"Kế hoạch\"\ndate = 2026-01-15\nissuer = \"UBND phường\"\ndocument_kind = \"Kế hoạch\"\n\
         [[targets]]\nmeasure = \"Chỉ tiêu\"\nvalue = {value}\nunit = \"{unit}\"\nyear = 2030\n+++\n\nChữ.\n"
    )
}

#[test]
fn thousands_written_with_a_dot_are_doubted() {
    let bench = Bench::new();
    let said = |value: &str, unit: &str| {
        bench.write("content/mau/nghi-quyet/a.md", plan(value, unit));
        bench.loa(&["check", "--today", TODAY]).stderr
    };
    for (value, unit, mend) in [
        ("1.700", "căn", "`1.7`"),
        ("12.000", "người", "`12`"),
        ("-1.250", "hộ", "`-1.25`"),
        ("98.500", "%", "`98.5`"),
        ("1.234", "hộ", "`1.2340`"),
    ] {
        let said = said(value, unit);
        assert!(
            said.contains("lưu ý") && said.contains(mend),
            "{value} {unit}: {said}"
        );
    }
    for (value, unit) in [
        ("0.125", "%"),
        ("2.375", "km"),
        ("1.2340", "hộ"),
        ("1.7", "căn"),
        ("1700", "căn"),
        ("1_700", "căn"),
        ("1234.500", "tấn"),
    ] {
        assert!(!said(value, unit).contains("dấu chấm"), "{value} {unit}");
    }
    expect![[r#"
        lưu ý: `1.700` được hiểu là 1,7: ở đây dấu chấm mở đầu phần lẻ
         --> content/mau/nghi-quyet/a.md:8:9
          |
        8 | value = 1.700
          |         ^^^^^
          |
          = cách sửa: nếu là 1700 thì viết `1700`; nếu đúng là 1,7 thì viết `1.7`

    "#]]
    .assert_eq(&said("1.700", "căn"));
    let ran = bench.loa(&["check", "--today", TODAY, "--lang", "en"]);
    expect![[r#"
        warning: `1.700` is read as 1.7: the dot begins the decimals here
         --> content/mau/nghi-quyet/a.md:8:9
          |
        8 | value = 1.700
          |         ^^^^^
          |
          = help: write `1700` for 1700, or `1.7` for the decimal

    "#]]
    .assert_eq(&ran.stderr);
    expect![[r#"
        lỗi: không hiểu dòng này: số không chấm giữa hàng nghìn, phần lẻ sau dấu chấm
         --> content/mau/nghi-quyet/a.md:8:1
          |
        8 | value = 1.234.567
          | ^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết lại dòng này: `value = 1234567`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&said("1.234.567", "người"));
    expect![[r#"
        lỗi: không hiểu dòng này: số lẻ dùng dấu chấm, không dùng dấu phẩy
         --> content/mau/nghi-quyet/a.md:8:1
          |
        8 | value = 1,7
          | ^^^^^^^^^^^
          |
          = cách sửa: viết lại dòng này: `value = 1.7`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&said("1,7", "m"));
    assert!(said("-1.234,5", "tấn").contains("`value = -1234.5`"));
    assert!(said("12.11.2026", "hộ").contains("ngày"));
}

fn event(keys: &str) -> String {
    format!(
        "+++\ntitle = \"Ngày hội\"\ndate = 2026-11-20\nyearly = true\n{keys}\n+++\n\nMời bà con.\n"
    )
}

#[test]
fn a_yearly_event_keeps_its_day_in_vietnam() {
    let bench = Bench::new();
    let lines = |keys: &str| {
        bench.write("content/mau/su-kien/hoi.md", event(keys));
        bench.build_well();
        let file = bench.read("public/mau/su-kien/hoi/hoi.ics");
        let all = bench.read("public/mau/lich-suc-khoe.ics");
        assert_eq!(
            file.contains("BEGIN:VTIMEZONE"),
            all.contains("BEGIN:VTIMEZONE")
        );
        assert!(all.matches("BEGIN:VTIMEZONE").count() < 2);
        let wanted = |line: &&str| {
            line.starts_with("DT") && !line.starts_with("DTSTAMP") || line.starts_with("RRULE")
        };
        file.lines().filter(wanted).collect::<Vec<_>>().join(" ")
    };
    let zone = "DTSTART:19700101T000000 ";
    for (keys, expected) in [
        (
            "starts = 2027-03-01T06:30",
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20270301T063000 RRULE:FREQ=YEARLY",
        ),
        (
            "starts = 2028-02-29T06:30",
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20280229T063000 RRULE:FREQ=YEARLY",
        ),
        (
            "starts = 2027-01-01T00:15\nends = 2027-01-01T00:15",
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20270101T001500 RRULE:FREQ=YEARLY",
        ),
        (
            "starts = 2026-12-31T22:00\nends = 2027-01-01T01:00",
            "DTEND;TZID=Asia/Ho_Chi_Minh:20270101T010000 DTSTART;TZID=Asia/Ho_Chi_Minh:20261231T220000 RRULE:FREQ=YEARLY",
        ),
    ] {
        assert_eq!(lines(keys), format!("{zone}{expected}"));
    }
    assert_eq!(
        lines("starts = 2027-03-01"),
        "DTEND;VALUE=DATE:20270302 DTSTART;VALUE=DATE:20270301 RRULE:FREQ=YEARLY"
    );
}
