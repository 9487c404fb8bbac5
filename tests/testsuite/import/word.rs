//! Import: Word documents.

use super::heads::{Head, assert_head};
use super::{dry_run_bytes, outline, text};
use crate::bench::Bench;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A Word document: the body's XML, with numbering and styles where wanted.
pub fn docx(body: &str, numbering: &str) -> Vec<u8> {
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering {W}>{numbering}</w:numbering>"),
        ),
    ];
    for (name, xml) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(level: usize, text: &str) -> String {
    paragraph(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"),
        text,
    )
}

pub fn cell(lines: &[&str]) -> String {
    let lines: String = lines
        .iter()
        .map(|line| paragraph("<w:jc w:val=\"center\"/>", line))
        .collect();
    format!("<w:tc>{lines}</w:tc>")
}

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl>\
    <w:lvl w:ilvl=\"3\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

/// A plan of an invented ward in Word: head and foot in tables, numbers from lists, a table of targets.
pub fn word_plan() -> Vec<u8> {
    let head = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["ỦY BAN NHÂN DÂN", "PHƯỜNG GIẢ ĐỊNH", "Số: 31/KH-UBND"]),
        cell(&[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Giả Định, ngày 02 tháng 12 năm 2025"
        ])
    );
    let row =
        |cells: [&str; 2]| format!("<w:tr>{}</w:tr>", cells.map(|text| cell(&[text])).concat());
    let targets = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(["Chỉ tiêu", "Mức"]),
        row(["Hộ có nước sạch", "100%"])
    );
    let foot = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["Nơi nhận:", "- Như kính gửi;", "- Lưu: VT."]),
        cell(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Ngô Thị Mẫu"])
    );
    let body = [
        head,
        paragraph("<w:jc w:val=\"center\"/>", "KẾ HOẠCH"),
        paragraph("<w:jc w:val=\"center\"/>", "Cấp nước sạch năm 2026"),
        paragraph("", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
        paragraph("", "Ủy ban nhân dân phường ban hành Kế hoạch như sau:"),
        listed(0, "MỤC TIÊU"),
        listed(1, "Mục tiêu chung"),
        listed(2, "Mọi nhà có nước sạch;"),
        listed(2, "Nước được kiểm tra mỗi quý."),
        listed(1, "Chỉ tiêu"),
        targets,
        listed(0, "TỔ CHỨC THỰC HIỆN"),
        listed(1, "Trạm Y tế phường"),
        listed(3, "Lấy mẫu nước hằng quý;"),
        listed(3, "Báo cáo kết quả."),
        "<w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del><w:r><w:t>Trên đây là Kế hoạch cấp nước sạch &amp; kiểm tra nước./.</w:t></w:r></w:p>".to_owned(),
        foot,
    ];
    docx(&body.concat(), NUMBERING)
}

#[test]
fn word_documents_are_read_as_word_shows_them() {
    let found = dry_run_bytes("ke-hoach.docx", &word_plan());
    assert_head(
        &Head {
            file: "ke-hoach.docx",
            kind: "Kế hoạch",
            number: "31/KH-UBND",
            date: "2025-12-02",
            place: "Giả Định",
            issuer: "Ủy ban nhân dân phường Giả Định",
            title: "Cấp nước sạch năm 2026",
            signer: "Ngô Thị Mẫu",
            role: "Chủ tịch",
            recipients: &["Như kính gửi", "Lưu: VT"],
        },
        &found,
    );
    assert_eq!(
        outline(&found),
        [
            "1\tI.\tMỤC TIÊU",
            "2\t1.\tMục tiêu chung",
            "3\ta)\tMọi nhà có nước",
            "3\tb)\tNước được kiểm tra",
            "2\t2.\tChỉ tiêu",
            "1\tII.\tTỔ CHỨC THỰC HIỆN",
            "2\t1.\tTrạm Y tế phường",
        ]
    );
    let bench = Bench::new();
    bench.write("a.docx", word_plan());
    assert_eq!(
        bench
            .loa(&["import", "a.docx", "--ward", "mau", "--slug", "nuoc"])
            .code,
        Some(0)
    );
    let post = bench.read("content/mau/nghi-quyet/nuoc.md");
    for part in [
        "## I. Mục tiêu\n",
        "| Chỉ tiêu | Mức |\n| --- | --- |\n| Hộ có nước sạch | 100% |\n",
        "- Lấy mẫu nước hằng quý;\n- Báo cáo kết quả.\n",
        "sạch & kiểm tra",
    ] {
        assert!(post.contains(part), "{part} in {post}");
    }
    assert!(!post.contains("đã xóa"));
}

#[test]
fn old_fonts_in_word_are_known_by_name() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        run(".VnTimeH", "kÕ ho¹ch"),
        run(".VnTime", "Phßng bÖnh mïa ®«ng"),
        run("VNI-Times", "I. MUÏC ÑÍCH"),
        run("Times New Roman", "1. Giữ ấm cho người già"),
    ];
    let found = dry_run_bytes("cu.docx", &docx(&body.concat(), ""));
    assert_eq!(
        (text(&found, "kind"), text(&found, "title")),
        ("Kế hoạch", "Phòng bệnh mùa đông")
    );
    assert_eq!(
        outline(&found),
        ["1\tI.\tMỤC ĐÍCH", "2\t1.\tGiữ ấm cho người"]
    );
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word document of these parts.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn main_part(more: &str) -> String {
    let body = [
        paragraph("", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ"),
        paragraph("", "Số: 9/KH-UBND"),
        paragraph("", "KẾ HOẠCH"),
        paragraph("", "Trồng rừng năm 2027"),
        paragraph("", "I. CHỈ TIÊU"),
        more.to_owned(),
    ];
    format!(
        "<w:document {W}><w:body>{}</w:body></w:document>",
        body.concat()
    )
}

#[test]
fn parts_are_found_wherever_a_program_puts_them() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"a\" Type=\"http://schemas.example/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let notes = format!(
        "<w:endnotes {W}><w:endnote w:id=\"2\">{}</w:endnote></w:endnotes>",
        paragraph("", "Theo số liệu của trạm.")
    );
    let text = main_part(&paragraph("", "1. 80% hộ trồng cây."));
    let documents = [
        vec![
            ("word\\document.xml", text.clone()),
            ("word\\endnotes.xml", notes.clone()),
        ],
        vec![
            ("Word/Document.xml", text.clone()),
            ("word/endnotes.xml", notes.clone()),
        ],
        vec![
            (
                "_rels/.rels",
                relations(relation("officeDocument", "/word/document7.xml")),
            ),
            (
                "word/_rels/document7.xml.rels",
                relations(relation("endnotes", "notes/end.xml")),
            ),
            ("word/document7.xml", text.clone()),
            ("word/notes/end.xml", notes.clone()),
        ],
        vec![
            (
                "_rels/.rels",
                relations(relation("officeDocument", "van-ban/a.xml")),
            ),
            (
                "van-ban/_rels/a.xml.rels",
                relations(relation("endnotes", "../b.xml")),
            ),
            ("van-ban/a.xml", text),
            ("b.xml", notes),
        ],
    ];
    for parts in documents {
        let bench = Bench::new();
        bench.write("a.docx", package(&parts));
        let ran = bench.loa(&["import", "a.docx", "--ward", "mau", "--slug", "rung"]);
        assert_eq!(ran.code, Some(0), "{}: {}", parts[0].0, ran.stderr);
        let post = bench.read("content/mau/nghi-quyet/rung.md");
        assert!(post.contains("80% hộ trồng cây."), "{post}");
        assert!(
            post.contains("Chú thích 1: Theo số liệu của trạm."),
            "{post}"
        );
    }
    let workbook = package(&[(
        "_rels/.rels",
        relations(relation("officeDocument", "xl/workbook.xml")),
    )]);
    let bench = Bench::empty();
    bench.write("a.docx", workbook);
    assert_eq!(bench.loa(&["import", "--dry-run", "a.docx"]).code, Some(1));
}

#[test]
fn what_is_struck_out_and_what_a_sign_shows() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let sign = |code: &str| format!("<w:r><w:sym w:font=\"Symbol\" w:char=\"{code}\"/></w:r>");
    let line = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let body = [
        line(&[
            run("", "1. Tỷ lệ hộ trồng cây đạt "),
            run("<w:strike/>", "70%"),
            run("", " 85%."),
        ]),
        line(&[run(
            "<w:dstrike w:val=\"true\"/>",
            "2. Trồng mới 300 cây xanh.",
        )]),
        line(&[
            run("", "3. Tỷ lệ cây sống "),
            sign("F0B3"),
            run("", " 90%."),
        ]),
        line(&[
            run("", "4. Tỷ lệ cây hỏng "),
            run("<w:rFonts w:ascii=\"Symbol\"/>", "\u{f0a3}"),
            run("", " 6%."),
        ]),
        line(&[
            run("", "5. Tỷ lệ hộ có vườn đạt 40%"),
            run("<w:vertAlign w:val=\"superscript\"/>", "1"),
            run("", " số hộ."),
        ]),
        line(&[
            run("", "6. Diện tích vườn mỗi hộ đạt ít nhất 50 m"),
            run("<w:vertAlign w:val=\"superscript\"/>", "2"),
            run("<w:strike w:val=\"0\"/>", " đất."),
        ]),
    ];
    let found = dry_run_bytes(
        "a.docx",
        &package(&[("word/document.xml", main_part(&body.concat()))]),
    );
    let targets = found["targets"].as_array().unwrap();
    let told: Vec<_> = targets
        .iter()
        .map(|target| {
            (
                text(target, "comparison"),
                target["value"].as_f64().unwrap(),
                text(target, "unit"),
                text(target, "measure"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("=", 85.0, "%", "Tỷ lệ hộ trồng cây"),
            (">=", 90.0, "%", "Tỷ lệ cây sống"),
            ("<=", 6.0, "%", "Tỷ lệ cây hỏng"),
            ("=", 40.0, "%", "Tỷ lệ hộ có vườn"),
            (">=", 50.0, "m²", "Diện tích vườn mỗi hộ"),
        ]
    );
    assert_eq!(
        found["unread"],
        serde_json::json!([{ "what": "struck", "count": 2 }])
    );
}

#[test]
fn what_was_not_read_is_named() {
    let more = [
        paragraph("", "1. 80% hộ trồng cây."),
        "<w:p><w:r><w:drawing><a:blip r:embed=\"a\"/></w:drawing></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>\
         <w:r><w:object><o:OLEObject Type=\"Embed\"/></w:object></w:r>\
         <w:del w:id=\"3\"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
            .to_owned(),
    ];
    let bench = Bench::empty();
    bench.write(
        "a.docx",
        package(&[("word/document.xml", main_part(&more.concat()))]),
    );
    let ran = bench.loa(&["import", "--dry-run", "a.docx"]);
    for line in [
        "Tệp còn có 1 ảnh, chữ trong ảnh không được đọc.",
        "Tệp còn có 1 ghi chú bên lề, không đưa vào bài.",
        "Tệp còn có 1 tệp nhúng bên trong, không được đọc.",
        "Tệp còn có 1 chỗ chữ bị xóa mà tệp còn giữ, không đưa vào bài.",
    ] {
        assert!(
            ran.stdout.contains(line) || ran.stderr.contains(line),
            "{line}: {}{}",
            ran.stdout,
            ran.stderr
        );
    }
    bench.write("b.docx", package(&[("word/document.xml", main_part(""))]));
    let ran = bench.loa(&["import", "--dry-run", "b.docx"]);
    assert!(!ran.stdout.contains("Tệp còn có") && !ran.stderr.contains("Tệp còn có"));
}
