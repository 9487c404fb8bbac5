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
pub fn photograph() -> Vec<u8> {
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
fn pictures_of_introductions_are_looked_into_too() {
    for (file, picture) in [("tin/_index.md", "anh.jpg"), ("_index.md", "tin/anh.jpg")] {
        let bench = Bench::new();
        bench.write("content/mau/tin/anh.jpg", photograph());
        let text =
            |keys: &str| format!("+++\ntitle = \"Thử\"\n{keys}+++\n\n![Sân trạm]({picture})\n");
        bench.write(&format!("content/mau/{file}"), text(""));
        let told = warned(&bench);
        assert_eq!(told.len(), 2, "{file}: {told:?}");
        let meant = text("personal_data = [\"anh.jpg\"]\n");
        bench.write(&format!("content/mau/{file}"), meant);
        assert_eq!(warned(&bench), [""; 0], "{file}");
    }
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

/// What a list of sentences calls personal and what it does not: `found` or `pass`, the kind, the text.
fn sentences(list: &str) -> Vec<(bool, String)> {
    let rows = list.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.splitn(3, '\t');
        let wanted = columns.next() == Some("found");
        let text = columns.nth(1).expect("a text");
        (wanted, signs(text))
    })
    .collect()
}

/// A text in which `<U+00A0>` stands for the character.
fn signs(text: &str) -> String {
    let mut parts = text.split("<U+");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').expect("a closed sign");
        let code = u32::from_str_radix(code, 16).expect("a number");
        all.push(char::from_u32(code).expect("a character"));
        all.push_str(rest);
    }
    all
}

/// The sentences that are judged wrongly, each a post of one ward.
fn misjudged(list: &str) -> Vec<String> {
    let bench = Bench::new();
    let sentences = sentences(list);
    for (at, (_, text)) in sentences.iter().enumerate() {
        bench.write(
            &format!("content/mau/tin/cau-{at}.md"),
            post("Bài thử", text),
        );
    }
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let told = |at: usize| ran.stderr.contains(&format!("/cau-{at}.md:"));
    let wrong = sentences.iter().enumerate();
    let wrong = wrong.filter(|(at, (wanted, _))| told(*at) != *wanted);
    wrong
        .map(|(_, (wanted, text))| format!("{wanted}: {text}"))
        .collect()
}

#[test]
fn sentences_are_told_apart_as_people_do() {
    assert_eq!(misjudged(include_str!("personal/sentences.tsv")), [""; 0]);
    assert_eq!(misjudged(include_str!("personal/neighbours.tsv")), [""; 0]);
    assert_eq!(misjudged(include_str!("personal/strangers.tsv")), [""; 0]);
}

#[test]
fn what_readers_see_counts_wherever_it_stands() {
    for text in [
        "0912\u{a0}345\u{a0}678",
        "0912\u{2011}345\u{2011}678",
        "0912&nbsp;345&nbsp;678",
        "0912 – 345 – 678",
        "0912 **345** 678",
        "<abbr title=\"Gọi 0912 345 678\">chị Mẫu</abbr>",
        "[gọi](../suc-khoe/sot-xuat-huyet.md \"0912 345 678\")",
        "| Tên | Số |\n| --- | --- |\n| Mẫu | 0912 345 678 |",
        "- Gọi 0912\n  345 678",
        "> 0912 345 678",
        "## Gọi 0912 345 678",
        "Xem[^1].\n\n[^1]: Gọi 0912 345 678.",
    ] {
        let told = warnings(text);
        let told: Vec<_> = told
            .iter()
            .filter(|line| line.contains("số điện thoại"))
            .collect();
        assert_eq!(told.len(), 1, "{text}: {told:?}");
    }
}

#[test]
fn a_warning_shows_the_words_as_they_are_written() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/thu.md",
        post("Bài thử", "Gọi 0912&nbsp;**345** 678 nhé."),
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert!(
        ran.stderr.contains("lưu ý: `0912 345 678` có thể là"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("thu.md:6:5"), "{}", ran.stderr);
    // What is meant is compared as it is seen.
    let meant = post("Bài thử", "Gọi 0912&nbsp;**345** 678 nhé.");
    let meant = meant.replacen("\n+++\n", "\npersonal_data = [\"0912 345 678\"]\n+++\n", 1);
    bench.write("content/mau/tin/thu.md", meant);
    assert_eq!(warned(&bench), [""; 0]);
}

#[test]
fn settings_of_posts_and_wards_are_read() {
    let bench = Bench::new();
    let text = post("Bài thử", "Chữ.");
    let media = "\n[media]\nzalo = \"Gọi 0912\\u00a0345 678\"\n";
    bench.write(
        "content/mau/tin/thu.md",
        text.replacen("\n+++\n", &format!("{media}+++\n"), 1),
    );
    let ward = std::fs::read_to_string(bench.path("content/mau/ward.toml")).unwrap();
    let contact = "\n[contacts.health_station]\nname = \"Trạm Y tế (chị Mẫu: 0987 654 321)\"\nphone = \"0225 3 999 999\"\n";
    bench.write("content/mau/ward.toml", format!("{ward}{contact}"));
    let told = warned(&bench);
    assert_eq!(
        told.iter()
            .filter(|line| line.contains("số điện thoại"))
            .count(),
        2,
        "{told:?}"
    );
}

#[test]
fn names_of_files_are_read() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/cccd-031190001234.md",
        post("Bài thử", "Chữ."),
    );
    assert_eq!(
        warned(&bench),
        ["tên tệp hoặc thư mục có `031190001234`: có thể là số căn cước"]
    );
}

#[test]
fn one_line_without_end_takes_no_time() {
    for line in [
        "cháu Nguyễn bệnh ",
        "0912 345 ",
        "hồ sơ bệnh án ",
        "a@b.c ",
        "Bà Nguyễn Văn Mẫu mắc lao ",
        "<a ",
    ] {
        let bench = Bench::new();
        bench.write(
            "content/mau/tin/thu.md",
            post("Bài thử", &line.repeat((256 << 10) / line.len())),
        );
        let begin = std::time::Instant::now();
        bench.loa(&["check", "--today", TODAY]);
        assert!(
            begin.elapsed().as_secs() < 10,
            "{line}: {:?}",
            begin.elapsed()
        );
    }
}
