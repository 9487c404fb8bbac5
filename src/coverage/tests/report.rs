//! Reports: their numbers are the log's, their bytes the same each time, their layout that of the forms.

use crate::root::TestRoot;
use coverage::period::Period;
use coverage::report::{Occasion, ReportFile, files};
use std::io::{Cursor, Read};

const STATE: &str = r#"
[report]
form = "state"
parent = "ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ"
issuer = "ỦY BAN NHÂN DÂN PHƯỜNG MẪU"
symbol = "BC-UBND"
place = "Phường Mẫu"
recipients = ["Ủy ban nhân dân thành phố Ví Dụ", "Lưu: VT"]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
office = "CHỦ TỊCH"
basis = "Kế hoạch số 1/KH-UBND của phường Mẫu"
subject = "công tác tuyên truyền bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân"
"#;

const PARTY: &str = r#"
[report]
form = "party"
parent = "ĐẢNG BỘ THÀNH PHỐ VÍ DỤ"
issuer = "ĐẢNG ỦY PHƯỜNG MẪU"
symbol = "BC/ĐU"
place = "Phường Mẫu"
recipients = ["Ban Thường vụ Thành ủy (để báo cáo)", "Lưu Văn phòng Đảng ủy"]
on_behalf = "T/M BAN THƯỜNG VỤ"
office = "BÍ THƯ"
"#;

fn reports(settings: &str, period: &str, occasion: Occasion) -> Vec<ReportFile> {
    let root = TestRoot::full();
    root.put("coverage/phuong-mau/settings.toml", settings);
    let coverage = root.load();
    assert!(
        coverage
            .problems
            .iter()
            .all(|problem| !problem.path.ends_with("settings.toml")),
        "{:?}",
        coverage.problems
    );
    files(&coverage, Period::parse(period).unwrap(), occasion).unwrap()
}

/// A part of a packed file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The text of a Word file, a line for each paragraph.
fn text(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let mut text = String::new();
    for piece in xml.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap();
        if tag.starts_with("w:t ") {
            text += rest;
        } else if tag == "/w:p" {
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_report_says_what_the_log_says() {
    let files = reports(STATE, "2026", Occasion::Periodic);
    let names: Vec<_> = files.iter().map(|file| &file.name[..]).collect();
    assert_eq!(
        names,
        [
            "bao-cao-phuong-mau-2026.docx",
            "bao-cao-phuong-mau-2026.xlsx",
            "bao-cao-phuong-mau-2026.csv"
        ]
    );
    let text = text(&files[0].bytes);
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Kết quả công tác tuyên truyền bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân năm 2026",
        "Thực hiện Kế hoạch số 1/KH-UBND của phường Mẫu, Ủy ban nhân dân phường Mẫu báo cáo",
        "Trong kỳ đã tổ chức 14 buổi phổ biến, quán triệt trực tiếp; 7/10 tổ dân phố (70%) đã được phổ biến, quán triệt.",
        "Số người được phổ biến trực tiếp là 468 người, trong đó có 261 nữ.",
        "- Loa truyền thanh: 14 lần, tại 4 tổ dân phố.",
        "Còn 3 tổ dân phố chưa được phổ biến, quán triệt trực tiếp trong kỳ: Tổ dân phố số 4, Tổ dân phố số 8, Tổ dân phố số 10.",
        "- Họp hai lần: thời hạn 30/9/2026, mới đạt 1/2 tổ dân phố.",
        "Nguyên nhân: …",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let csv = String::from_utf8(files[2].bytes.clone()).unwrap();
    assert!(
        csv.contains("to-12;Tổ dân phố số 12;tổ dân phố;180;có;1;70;30;38;0;2026-09-09;2026-09-09"),
        "{csv}"
    );
}

#[test]
fn nothing_is_made_up_where_the_log_is_silent() {
    let files = reports("", "2026-11", Occasion::Interim);
    let text = text(&files[0].bytes);
    assert!(
        text.contains("Trong kỳ chưa ghi nhận buổi phổ biến, quán triệt trực tiếp nào."),
        "{text}"
    );
    assert!(
        text.contains("Sơ kết công tác tuyên truyền, phổ biến tháng 11 năm 2026"),
        "{text}"
    );
    assert!(
        text.contains("Bài học kinh nghiệm: …") && !text.contains("CHỦ TỊCH"),
        "{text}"
    );
}

#[test]
fn the_same_report_has_the_same_bytes() {
    let first = reports(PARTY, "2026-Q3", Occasion::Periodic);
    // What packs files counts in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let second = reports(PARTY, "2026-Q3", Occasion::Periodic);
    for (first, second) in first.iter().zip(&second) {
        assert!(first.bytes == second.bytes, "{}", first.name);
    }
}

#[test]
fn paper_is_set_as_the_forms_want_it() {
    for (settings, nation, size) in [
        (STATE, "CỘNG HÒA", 26),
        (PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM", 30),
    ] {
        let files = reports(settings, "2026-H1", Occasion::Final);
        let document = part(&files[0].bytes, "word/document.xml");
        // A4, 20 mm above and below, 30 left, 15 right; no number on the first page.
        for layout in [
            "w:w=\"11906\" w:h=\"16838\"",
            "w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\"",
            "<w:titlePg/>",
        ] {
            assert!(document.contains(layout), "{layout}");
        }
        let at = document.find(nation).unwrap();
        let run = &document[document[..at].rfind("<w:r>").unwrap()..at];
        assert!(
            run.contains(&format!("<w:b/><w:sz w:val=\"{size}\"/>")),
            "{run}"
        );
        assert!(part(&files[0].bytes, "word/header1.xml").contains(" PAGE "));
        assert!(part(&files[0].bytes, "word/styles.xml").contains("Times New Roman"));
    }
    let files = reports(
        "[report]\nmargin_left = 35\nsize = 13\n",
        "2026",
        Occasion::Periodic,
    );
    let document = part(&files[0].bytes, "word/document.xml");
    assert!(document.contains("w:left=\"1984\"") && document.contains("<w:sz w:val=\"26\"/>"));
}
