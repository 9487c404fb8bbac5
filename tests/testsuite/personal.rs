//! Personal data in posts and pictures: what `loa check` warns of, what it leaves alone, and exceptions that are meant.

use crate::bench::{Bench, TODAY, post};
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use expect_test::expect;
use std::io::Cursor;
use std::path::Path;

/// What is warned of in a post with this text: the first line of every warning.
fn warnings(text: &str) -> Vec<String> {
    let bench = Bench::new();
    bench.write("content/mau/tin/thu.md", post("Bài thử", text));
    warned(&bench)
}

fn warned(bench: &Bench) -> Vec<String> {
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let lines = ran.stderr.lines();
    lines
        .filter_map(|line| line.strip_prefix("lưu ý: ").map(str::to_owned))
        .collect()
}

#[test]
fn what_gives_a_person_away_is_told() {
    let told = |text: &str, what: &str| {
        let warnings = warnings(text);
        assert!(
            warnings.len() == 1 && warnings[0].ends_with(what),
            "{text}: {warnings:?}"
        );
    };
    told(
        "Mang căn cước số 031190001234 theo.",
        "có thể là số căn cước",
    );
    told(
        "Bà Mẫu, CMND 030123456.",
        "có thể là số chứng minh nhân dân",
    );
    told("Thẻ số GD4300112345678.", "có thể là số thẻ bảo hiểm y tế");
    told(
        "Gọi chị Hoa: 0987 654 321.",
        "có thể là số điện thoại của cá nhân",
    );
    told(
        "Gọi [chị Hoa](tel:+84987654321).",
        "có thể là số điện thoại của cá nhân",
    );
    told(
        "Viết cho tran.mau@gmail.com.",
        "có thể là địa chỉ thư riêng",
    );
    told(
        "Ông Trần Văn Mẫu, sinh ngày 12/3/1955, đã đến.",
        "có thể là ngày hoặc năm sinh cạnh họ tên",
    );
    told(
        "Tặng quà cháu Lò Thị Mẫu, con hộ nghèo.",
        "có thể là họ tên trẻ em cạnh bệnh tật hoặc hoàn cảnh",
    );
}

#[test]
fn front_matter_and_introductions_are_read_too() {
    let bench = Bench::new();
    bench.write(
        "content/mau/_index.md",
        "+++\ntitle = \"Mẫu\"\nsummary = \"Gọi 0987 654 321\"\n+++\n",
    );
    assert_eq!(
        warned(&bench),
        ["`0987 654 321` có thể là số điện thoại của cá nhân"]
    );
}

#[test]
fn what_everybody_may_know_is_left_alone() {
    for text in [
        "Gọi 115, 113, 111 hoặc 1900 9095, 1800 1567.",
        "Trạm Y tế phường: 0225 3 999 999.",
        "Viết cho ubnd@haiphong.gov.vn hoặc lienhe@mau.example.vn.",
        "Tặng quà theo mô hình Em Không Một Mình cho trẻ mồ côi.",
        "Em Trần Văn Mẫu đạt giải nhất.",
        "Trẻ sinh năm 2020 được tiêm nhắc.",
        "Nghị quyết số 72-NQ/TW ngày 09/9/2025; kinh phí 1.234.567.890 đồng.",
        "Trường Tiểu học Nguyễn Văn Tố sinh hoạt hè, 412 học sinh năm 2026.",
        "Mã hồ sơ 123456789012345.",
    ] {
        assert_eq!(warnings(text), [""; 0], "{text}");
    }
}

#[test]
fn the_contacts_of_the_ward_are_known() {
    let bench = Bench::new();
    let ward = std::fs::read_to_string(bench.path("content/mau/ward.toml")).unwrap();
    let contact = "\n[contacts.health_station]\nname = \"Trạm Y tế\"\nphone = \"0912 000 111\"\n";
    bench.write("content/mau/ward.toml", format!("{ward}{contact}"));
    bench.write(
        "content/mau/tin/thu.md",
        post("Bài thử", "Trạm: +84 912 000 111."),
    );
    assert_eq!(warned(&bench), [""; 0]);
}

#[test]
fn an_exception_that_is_meant_is_kept_and_only_that_one() {
    let bench = Bench::new();
    let text = post("Bài thử", "Gọi 0987 654 321 hoặc 0987 654 322.");
    let text = text.replacen("\n+++\n", "\npersonal_data = [\"0987 654 321\"]\n+++\n", 1);
    bench.write("content/mau/tin/thu.md", text);
    assert_eq!(
        warned(&bench),
        ["`0987 654 322` có thể là số điện thoại của cá nhân"]
    );
}

#[test]
fn the_warning_names_the_law_and_the_way_out() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/thu.md",
        post("Bài thử", "Cháu Lò Thị Mẫu mắc bệnh tim.\n"),
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    let shown: Vec<_> = ran
        .stderr
        .lines()
        .skip_while(|line| !line.starts_with("lưu ý"))
        .take(7)
        .collect();
    expect![[r#"
        lưu ý: `Lò Thị Mẫu` có thể là họ tên trẻ em cạnh bệnh tật hoặc hoàn cảnh
         --> content/mau/tin/thu.md:6:6
          |
        6 | Cháu Lò Thị Mẫu mắc bệnh tim.
          |      ^^^^^^^^^^
          |
          = cách sửa: bỏ đi nếu không thật cần: Luật Trẻ em số 102/2016/QH13, Điều 21, và Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 bảo vệ dữ liệu này; nếu đăng có chủ ý và người đó đồng ý, thêm `personal_data = ["Lò Thị Mẫu"]` vào phần mở đầu"#]]
    .assert_eq(&shown.join("\n"));
}

/// A photograph with a place and its author in it.
fn photograph() -> Vec<u8> {
    let mut jpeg = Cursor::new(Vec::new());
    image::RgbImage::new(8, 8)
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let degrees = |n| {
        Value::Rational(vec![
            Rational { num: n, denom: 1 },
            Rational { num: 0, denom: 1 },
            Rational { num: 0, denom: 1 },
        ])
    };
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let fields = [
        field(Tag::Artist, Value::Ascii(vec![b"Tran Mau".to_vec()])),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
        field(Tag::GPSLatitude, degrees(20)),
        field(Tag::GPSLongitudeRef, Value::Ascii(vec![b"E".to_vec()])),
        field(Tag::GPSLongitude, degrees(106)),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut exif = Cursor::new(Vec::new());
    writer.write(&mut exif, false).unwrap();
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(exif.into_inner());
    let jpeg = jpeg.into_inner();
    let mut all = jpeg[..2].to_vec();
    all.extend([0xff, 0xe1]);
    all.extend((segment.len() as u16 + 2).to_be_bytes());
    all.extend(segment);
    all.extend(&jpeg[2..]);
    all
}

#[test]
fn a_photograph_tells_its_place_and_its_author_unless_it_is_meant() {
    let bench = Bench::new();
    bench.write("content/mau/tin/anh.jpg", photograph());
    let text = post("Bài thử", "![Sân trạm](anh.jpg)\n");
    bench.write("content/mau/tin/thu.md", &text);
    let told = warned(&bench);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("tọa độ nơi chụp trong tệp ảnh: `20 deg"),
        "{told:?}"
    );
    assert_eq!(told[1], "tên người trong tệp ảnh: `Tran Mau`");
    let meant = text.replacen("\n+++\n", "\npersonal_data = [\"anh.jpg\"]\n+++\n", 1);
    bench.write("content/mau/tin/thu.md", meant);
    assert_eq!(warned(&bench), [""; 0]);
}

#[test]
fn nothing_personal_is_shipped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = Bench::new().loa(&["check", "--root", root.to_str().unwrap(), "--today", TODAY]);
    let told: Vec<_> = ran
        .stderr
        .lines()
        .filter(|line| line.contains("có thể là") || line.contains("trong tệp ảnh"))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}
