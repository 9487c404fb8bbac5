//! Import: documents as offices publish them: saved pages, RTF, OpenDocument, old Word, Markdown. Each says what the same
//! document says as Word's.

use super::word::docx;
use super::{dry_run, dry_run_bytes, fixture, text, texts};
use crate::bench::Bench;
use serde_json::Value;
use std::fs;

/// The lines of a plan.
const PLAN: [&str; 17] = [
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG VÍ DỤ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 25/KH-UBND",
    "Ví Dụ, ngày 07 tháng 4 năm 2026",
    "KẾ HOẠCH",
    "Khám sức khỏe người cao tuổi năm 2026",
    "Căn cứ Luật Phòng bệnh;",
    "I. MỤC TIÊU",
    "1. Tỷ lệ người cao tuổi được khám đạt 95%.",
    "II. TỔ CHỨC THỰC HIỆN",
    "Trạm Y tế phường báo cáo trước ngày 15/6/2026./.",
    "Nơi nhận:",
    "- Như trên;",
    "KT. CHỦ TỊCH",
    "Trần Thị Ví Dụ",
];

/// What a document says, apart from its file and from where in it that stands.
fn said(mut found: Value) -> Value {
    fn without_places(value: &mut Value) {
        match value {
            Value::Object(keys) => {
                for key in ["file", "line", "block"] {
                    keys.remove(key);
                }
                keys.values_mut().for_each(without_places);
            }
            Value::Array(items) => items.iter_mut().for_each(without_places),
            _ => {}
        }
    }
    without_places(&mut found);
    found
}

fn plan(line: impl Fn(&str) -> String) -> String {
    PLAN.iter().map(|words| line(words)).collect()
}

#[test]
fn every_format_says_the_same() {
    let word = said(dry_run_bytes(
        "a.docx",
        &docx(
            &plan(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")),
            "",
        ),
    ));
    assert_eq!(text(&word, "number"), "25/KH-UBND");
    let page = format!(
        "<html><head><meta charset=utf-8></head><body><ul><li><a href=/>TRANG CHỦ</a><li><a href=/g>GIỚI THIỆU</a><li><a href=/t>TIN</a></ul>\
        <div>{}</div><footer>Ủy ban nhân dân phường Ví Dụ giữ bản quyền</footer></body></html>",
        plan(|line| format!("<p>{line}</p>\n"))
    );
    assert_eq!(said(dry_run_bytes("a.html", page.as_bytes())), word);
    let message =
        format!("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    assert_eq!(said(dry_run_bytes("a.mht", message.as_bytes())), word);
    let rtf = plan(|line| {
        let units = line
            .encode_utf16()
            .map(|unit| format!("\\u{}?", unit.cast_signed()));
        format!("{}\\par\n", units.collect::<String>())
    });
    assert_eq!(
        said(dry_run_bytes(
            "a.rtf",
            format!("{{\\rtf1\\ansi {rtf}}}").as_bytes()
        )),
        word
    );
}

#[test]
fn a_file_of_old_word_is_read_with_its_tables_and_labels() {
    let found = dry_run(&fixture("kham-suc-khoe.doc"));
    for (key, value) in [
        ("kind", "Kế hoạch"),
        ("number", "25/KH-UBND"),
        ("date", "2026-04-07"),
        ("issuer", "Ủy ban nhân dân phường Ví Dụ"),
        ("title", "Khám sức khỏe người cao tuổi năm 2026"),
        ("signer", "Trần Thị Ví Dụ"),
    ] {
        assert_eq!(text(&found, key), value, "{key}");
    }
    assert_eq!(texts(&found["recipients"]), ["Như trên", "Lưu: VT"]);
    let labels = found["outline"].as_array().expect("a list").iter();
    let labels: Vec<_> = labels.map(|entry| text(entry, "label")).collect();
    assert_eq!(labels, ["I.", "1.", "2.", "II."]);
    assert!(
        found["unread"].to_string().contains("picture"),
        "{}",
        found["uncertain"]
    );
}

#[test]
fn a_table_of_markdown_is_a_table() {
    let source = format!(
        "{}\n\n## III. CHỈ TIÊU\n\n| TT | Chỉ tiêu | Năm 2026 |\n|---|---|---|\n| 1 | Tỷ lệ người dân được khám | 90% |\n",
        PLAN.join("\n")
    );
    let found = dry_run_bytes("a.md", source.as_bytes());
    assert_eq!(text(&found, "number"), "25/KH-UBND");
    let targets = found["targets"].as_array().expect("a list");
    assert!(
        targets.iter().any(|target| target["value"] == 90.0),
        "{targets:?}"
    );
}

#[test]
fn what_may_hold_programs_is_not_put_beside_the_post() {
    let bench = Bench::new();
    let page = format!(
        "<html><meta charset=utf-8><body>{}</body></html>",
        plan(|line| format!("<p>{line}</p>"))
    );
    bench.write("trang.html", page.as_bytes());
    let ran = bench.loa(&["import", "trang.html", "--ward", "mau", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let all: Vec<_> = crate::bench::tree(&bench.path("content"))
        .into_keys()
        .collect();
    let made: Vec<_> = all
        .iter()
        .filter(|path| path.display().to_string().contains("kham-suc-khoe"))
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(
        ran.stdout.contains("not offered for download"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stderr.contains("for download"), "{}", ran.stderr);
    let post = fs::read_to_string(bench.path("content").join(made[0])).expect("the post");
    assert!(
        !post.contains("\nfile") && post.contains("# file: "),
        "{post}"
    );
}

#[test]
fn sheets_and_files_of_other_programs_are_named() {
    let zip = |name: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a new part");
        zip.finish().expect("memory").into_inner()
    };
    for (name, part, words) in [
        ("a.xlsx", "xl/workbook.xml", "a sheet or slides"),
        ("a.pages", "Index/Document.iwa", "Apple Pages"),
        ("a.zip", "a.txt", "no Word document"),
    ] {
        let bench = Bench::empty();
        bench.write(name, zip(part));
        let ran = bench.loa(&["import", "--dry-run", name, "--lang", "en"]);
        assert_eq!(ran.code, Some(1), "{name}");
        assert!(ran.stderr.contains(words), "{name}: {}", ran.stderr);
    }
}
