//! Documents for download: what their files give away or do, told by `loa check` and already by `loa import`.

mod pdf;

use self::pdf::pdf;
use crate::bench::{Bench, Ran, TODAY};
use lopdf::dictionary;
use std::fs;
use std::io::{Cursor, Read, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A resolution that offers `file` for download.
fn resolution(file: &str, more: &str) -> String {
    format!(
        "+++\ntitle = \"Kế hoạch mẫu\"\ndate = 2026-01-15\nnumber = \"12/KH-UBND\"\ndocument_kind = \"Kế hoạch\"\nissuer = \"Ủy ban nhân dân phường Mẫu\"\n\
         issued = 2026-01-10\nfile = \"{file}\"\n{more}+++\n\n## Nội dung\n\nMột việc.\n\n::: với bạn\nMột câu.\n:::\n"
    )
}

fn checked(file: &str, bytes: &[u8], more: &str) -> Ran {
    let bench = Bench::new();
    bench.write(&format!("content/mau/nghi-quyet/{file}"), bytes);
    bench.write("content/mau/nghi-quyet/ke-hoach.md", resolution(file, more));
    bench.loa(&["check", "--today", TODAY])
}

/// The first lines of what is told of the file.
fn told(file: &str, bytes: &[u8], more: &str) -> Vec<String> {
    let ran = checked(file, bytes, more);
    first_lines(&ran, file)
}

fn first_lines(ran: &Ran, file: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut last = "";
    for line in ran.stderr.lines() {
        if line.contains("--> ") && line.trim_end().ends_with(file) {
            found.push(last.to_owned());
        }
        if !line.trim().is_empty() {
            last = line;
        }
    }
    found
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Kế hoạch của phường.</w:t></w:r></w:p>{body}</w:body></w:document>"
    );
    let mut all = vec![("word/document.xml", document.as_bytes())];
    all.extend(
        parts
            .iter()
            .map(|(name, content)| (*name, content.as_bytes())),
    );
    archive(&all)
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_clean_document_is_not_spoken_of() {
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"http://x/hyperlink\" Target=\"https://example.vn/\" TargetMode=\"External\"/>\
        <Relationship Id=\"b\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>";
    let properties = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Admin</dc:creator><cp:lastModifiedBy>UBND phường</cp:lastModifiedBy></cp:coreProperties>";
    let file = word(
        &paragraph(
            "Ông Trần Văn Mẫu, Chủ tịch UBND phường, phụ trách chương trình phòng chống lao.",
        ),
        &[
            ("word/_rels/document.xml.rels", rels),
            ("docProps/core.xml", properties),
        ],
    );
    assert_eq!(told("goc.docx", &file, ""), [""; 0]);
    assert_eq!(
        told("goc.txt", "Kế hoạch của phường.\n".as_bytes(), ""),
        [""; 0]
    );
    assert_eq!(told("goc.pdf", &pdf(|_, _| {}), ""), [""; 0]);
}

#[test]
fn every_part_of_a_word_document_is_read() {
    let deleted = "<w:p><w:del w:author=\"Lê Thị Mẫu\"><w:r><w:delText>Gọi 0912 345 671</w:delText></w:r></w:del></w:p>";
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Gọi 0912 345 672</w:t></w:r></w:p>";
    let comment = format!(
        "<w:comments xmlns:w=\"w\"><w:comment w:author=\"Lê Thị Mẫu\">{}</w:comment></w:comments>",
        paragraph("Bà Trần Thị Mẫu bị lao phổi")
    );
    let note = |number: u8| {
        format!(
            "<w:x xmlns:w=\"w\">{}</w:x>",
            paragraph(&format!("Gọi 0912 345 67{number}"))
        )
    };
    let properties = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Tran Van Mau</dc:creator><dc:title>Gọi 0912 345 677</dc:title></cp:coreProperties>";
    let settings = "<Relationships><Relationship Id=\"a\" Type=\"http://x/attachedTemplate\" Target=\"file:///C:\\Users\\Mau\\mau.dotx\" TargetMode=\"External\"/></Relationships>";
    let file = word(
        &format!("{deleted}{hidden}{}", paragraph("Gọi 0912&#160;345 670")),
        &[
            ("word/comments.xml", &comment),
            ("word/header1.xml", &note(3)),
            ("word/footer1.xml", &note(4)),
            ("word/footnotes.xml", &note(5)),
            ("word/endnotes.xml", &note(6)),
            ("docProps/core.xml", properties),
            ("word/_rels/settings.xml.rels", settings),
        ],
    );
    let told = told("goc.docx", &file, "");
    let all = told.join("\n");
    for words in [
        "`0912 345 670` trong chữ:",
        "`0912 345 671` trong chữ đã xóa",
        "`0912 345 672` trong chữ ẩn",
        "`0912 345 673` ở đầu hoặc chân trang",
        "`0912 345 674` ở đầu hoặc chân trang",
        "`0912 345 675`",
        "`0912 345 676`",
        "`0912 345 677` trong thuộc tính của tệp",
        "`Trần Thị Mẫu` trong ghi chú",
        "người soạn hoặc người lưu tệp: `Tran Van Mau`",
        "người ghi chú hoặc sửa: `Lê Thị Mẫu`",
        "đường dẫn trên máy của người soạn",
        "phần tải từ nơi khác khi mở",
        "còn ghi chú hoặc lời sửa chưa chốt",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
    assert!(told.iter().all(|line| line.starts_with("lưu ý: ")), "{all}");
}

#[test]
fn what_acts_stops_the_build() {
    for (part, words) in [
        ("word/vbaProject.bin", "macro"),
        ("word/activeX/activeX1.bin", "ActiveX"),
        ("word/embeddings/oleObject1.bin", "chương trình đính kèm"),
    ] {
        let file = archive(&[
            ("word/document.xml", word_xml().as_bytes()),
            (part, b"x\0mo.exe\0C:\\mo.exe\0MZ"),
        ]);
        let ran = checked("goc.docx", &file, "");
        assert_eq!(ran.code, Some(1), "{part}: {}", ran.stderr);
        let lines = first_lines(&ran, "goc.docx");
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("lỗi: tệp để tải có ") && line.contains(words)),
            "{lines:?}"
        );
    }
    let sheet = archive(&[
        ("word/document.xml", word_xml().as_bytes()),
        ("word/embeddings/Sheet.xlsx", b"PK\x03\x04"),
    ]);
    assert_eq!(
        told("goc.docx", &sheet, ""),
        ["lưu ý: tệp để tải có tệp khác đính bên trong: `Sheet.xlsx`"]
    );
}

fn word_xml() -> String {
    format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        paragraph("Kế hoạch của phường.")
    )
}

#[test]
fn tables_are_read_with_their_heads() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph(words));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("Họ tên"),
        cell("Số tài khoản"),
        cell("Lê Thị Mẫu"),
        cell("19031234567")
    );
    let lines = told("goc.docx", &word(&table, &[]), "");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].contains("`19031234567` trong chữ: có thể là số tài khoản"),
        "{lines:?}"
    );
    let lines = told(
        "goc.txt",
        "Họ tên;Bệnh\nLê Thị Mẫu;lao phổi\n".as_bytes(),
        "",
    );
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("`Lê Thị Mẫu` trong chữ"), "{lines:?}");
}

#[test]
fn words_or_the_whole_file_can_be_meant() {
    let file = word(&paragraph("Gọi 0912 345 670, 0912 345 671"), &[]);
    let meant = "personal_data = [\"0912 345 670\"]\n";
    let lines = told("goc.docx", &file, meant);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("0912 345 671"));
    assert_eq!(
        told("goc.docx", &file, "personal_data = [\"goc.docx\"]\n"),
        [""; 0]
    );
}

#[test]
fn fields_and_formulas_that_act_are_told() {
    let fields = |words: &[&str]| -> Vec<String> {
        let runs = words
            .iter()
            .map(|words| format!("<w:r><w:instrText>{words}</w:instrText></w:r>"));
        let runs: String = runs.collect();
        told("goc.docx", &word(&format!("<w:p>{runs}</w:p>"), &[]), "")
    };
    let launch = "lỗi: tệp để tải có lệnh mở chương trình khác";
    assert!(fields(&["DDEAUTO c:\\cmd.exe"])[0].starts_with(launch));
    assert!(fields(&[" DD", "E cmd", " /c"])[0].starts_with(launch));
    let remote = fields(&["INCLUDEPICTURE \"http://x.example/a.png\""]);
    assert!(remote[0].contains("tải từ nơi khác khi mở"), "{remote:?}");
    for plain in ["PAGE \\* MERGEFORMAT", "TOC \\o", "DATE", "LINKS"] {
        assert_eq!(fields(&[plain]), [""; 0], "{plain}");
    }
    let book = |cell: &str| {
        let sheet =
            format!("<worksheet><sheetData><row><c>{cell}</c></row></sheetData></worksheet>");
        told(
            "bang.xlsx",
            &archive(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())]),
            "",
        )
    };
    assert!(book("<f>cmd|'/C calc'!A0</f><v>1</v>")[0].starts_with(launch));
    assert_eq!(book("<f>SUM('Quý 1'!A1:A9)</f><v>1</v>"), [""; 0]);
}

#[test]
fn parts_that_word_shows_from_another_file_are_told() {
    let page = word("", &[("word/trang.html", "<script>alert(1)</script>")]);
    assert_eq!(
        told("goc.docx", &page, ""),
        ["lưu ý: tệp để tải có tệp khác đính bên trong: `word/trang.html`"]
    );
    let people =
        "<w15:people xmlns:w15=\"w\"><w15:person w15:author=\"Trần Văn Mẫu\"/></w15:people>";
    let people = told("goc.docx", &word("", &[("word/people.xml", people)]), "");
    assert!(people[0].ends_with("`Trần Văn Mẫu`"), "{people:?}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let ran = checked("goc.docx", &archive(&[("a/b.bin", b"x")]), "");
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let plan = word("", &[]);
    let lines = told("goc.docx", &plan[..plan.len() / 2], "");
    assert_eq!(
        lines,
        ["lưu ý: không xem hết được bên trong tệp để tải: tệp hỏng hoặc chưa tải hết"]
    );
    let lines = told("goc.pdf", b"%PDF-1.7\nhong", "");
    assert_eq!(
        lines,
        ["lưu ý: không xem hết được bên trong tệp để tải: tệp hỏng hoặc chưa tải hết"]
    );
}

#[test]
fn the_import_tells_it_already() {
    let bench = Bench::new();
    let file = word(
        &paragraph("Gọi 0912 345 670"),
        &[(
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Tran Van Mau</dc:creator></cp:coreProperties>",
        )],
    );
    bench.write("goc.docx", file);
    let ran = bench.loa(&["import", "goc.docx", "--ward", "mau", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("`0912 345 670`") && !ran.stderr.contains("Tran Van Mau"),
        "{}",
        ran.stderr
    );
    // The name is told as taken out, and stands in nothing that is published.
    assert!(ran.stdout.contains("`Tran Van Mau`"), "{}", ran.stdout);
}

/// The original beside the only post that was imported.
fn kept(bench: &Bench, ending: &str) -> Vec<u8> {
    let folder = bench.path("content/mau/nghi-quyet");
    let mut files = fs::read_dir(folder).expect("the section");
    let kept = files.find_map(|file| {
        let path = file.expect("a file").path();
        path.extension()
            .is_some_and(|end| end == ending)
            .then_some(path)
    });
    fs::read(kept.expect("an original")).expect("a file")
}

#[test]
fn originals_are_kept_without_comments_deleted_words_and_names() {
    let review = "<w:p><w:r><w:t>Khám sức khỏe.</w:t></w:r><w:ins w:id=\"1\" w:author=\"Lê Thị Mẫu\"><w:r><w:t> Tại trạm.</w:t></w:r></w:ins>\
        <w:del w:id=\"2\" w:author=\"Lê Thị Mẫu\"><w:r><w:delText>Lời đã xóa</w:delText></w:r></w:del><w:r><w:commentReference w:id=\"3\"/></w:r></w:p>";
    let file = word(
        review,
        &[
            (
                "docProps/core.xml",
                "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Tran Van Mau</dc:creator><cp:lastModifiedBy>Le Thi Mau</cp:lastModifiedBy></cp:coreProperties>",
            ),
            (
                "docProps/app.xml",
                "<Properties xmlns=\"p\"><Company>Hang Mau</Company><Manager>Vi Van Mau</Manager></Properties>",
            ),
            (
                "word/comments.xml",
                "<w:comments xmlns:w=\"w\"><w:comment w:id=\"3\" w:author=\"Hà Mẫu\"><w:p><w:r><w:t>Lời ghi chú</w:t></w:r></w:p></w:comment></w:comments>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"http://x/comments\" Target=\"comments.xml\"/></Relationships>",
            ),
        ],
    );
    let bench = Bench::new();
    bench.write("goc.docx", &file);
    let ran = bench.loa(&["import", "goc.docx", "--ward", "mau", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let kept = kept(&bench, "docx");
    let mut archive = zip::ZipArchive::new(Cursor::new(&kept)).expect("an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        all.push_str(&part.name().expect("a name"));
        part.read_to_string(&mut all).expect("text");
    }
    for gone in [
        "Lê Thị Mẫu",
        "Lời đã xóa",
        "Lời ghi chú",
        "Tran Van Mau",
        "Le Thi Mau",
        "Hang Mau",
        "Vi Van Mau",
        "comments",
    ] {
        assert!(!all.contains(gone), "{gone}: {all}");
    }
    for stays in ["Khám sức khỏe.", " Tại trạm.", "Kế hoạch của phường."] {
        assert!(all.contains(stays), "{stays}: {all}");
    }
    // What the post says of its file is true of the file that is there.
    let checked = bench.loa(&["check", "--drafts", "--today", TODAY]);
    assert!(!checked.stderr.contains("file_hash"), "{}", checked.stderr);
}

#[test]
fn pdf_originals_are_kept_without_names_unless_they_were_signed() {
    let plan = fs::read(crate::import::fixture("ke-hoach.pdf")).expect("a fixture");
    let named = |signed: bool| {
        let mut document = lopdf::Document::load_mem(&plan).expect("a PDF");
        let packet = "<?xpacket?><x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Tran Van Mau</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>";
        let packet = document.add_object(lopdf::Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            packet.as_bytes().to_vec(),
        ));
        document
            .catalog_mut()
            .expect("a catalog")
            .set("Metadata", packet);
        let info = document.add_object(dictionary! {
            "Author" => lopdf::Object::string_literal("Le Thi Mau"),
            "Company" => lopdf::Object::string_literal("Hang Mau"),
            "Title" => lopdf::Object::string_literal("Ke hoach"),
        });
        document.trailer.set("Info", info);
        if signed {
            document.add_object(dictionary! { "Type" => "Sig", "ByteRange" => vec![0.into(), 1.into(), 2.into(), 3.into()] });
        }
        let mut file = Vec::new();
        document.save_to(&mut file).expect("memory");
        file
    };
    for signed in [false, true] {
        let bench = Bench::new();
        bench.write("goc.pdf", named(signed));
        let ran = bench.loa(&["import", "goc.pdf", "--ward", "mau", "--today", TODAY]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let kept = lopdf::Document::load_mem(&kept(&bench, "pdf")).expect("a PDF");
        let all = format!("{:?} {:?}", kept.trailer, kept.objects);
        for name in ["Tran Van Mau", "Le Thi Mau", "Hang Mau"] {
            let held = all.contains(name)
                || kept.objects.values().any(|object| {
                    let stream = object.as_stream().ok();
                    stream.is_some_and(|stream| {
                        String::from_utf8_lossy(&stream.content).contains(name)
                    })
                });
            assert_eq!(held, signed, "{name}");
        }
        // What could not be taken out safely is named.
        assert_eq!(
            ran.stderr.contains("`Tran Van Mau`"),
            signed,
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn workbooks_and_slides_are_read_too() {
    let strings = "<sst><si><t>Họ tên</t></si><si><t>Bệnh</t></si><si><t>Lê Thị Mẫu</t></si><si><t>lao phổi</t></si></sst>";
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>\
        <row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row></sheetData></worksheet>";
    let comments = "<comments><authors><author>Trần Mẫu</author></authors><commentList><comment><text><t>Gọi 0912 345 678</t></text></comment></commentList></comments>";
    let file = archive(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/comments1.xml", comments.as_bytes()),
    ]);
    let all = told("bang.xlsx", &file, "").join("\n");
    for words in [
        "`Lê Thị Mẫu` trong chữ",
        "`0912 345 678` trong ghi chú",
        "`Trần Mẫu`",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
    let slide = "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>Gọi 0912 345 678</a:t></a:r></a:p></p:sld>";
    let file = archive(&[("ppt/slides/slide1.xml", slide.as_bytes())]);
    assert!(told("bai.pptx", &file, "")[0].contains("`0912 345 678` trong chữ"));
    let open = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:dc=\"d\"><text:p>Gọi 0912 345 678<office:annotation><dc:creator>Trần Mẫu</dc:creator><text:p>Xem lại</text:p></office:annotation></text:p></office:document-content>";
    let file = archive(&[("content.xml", open.as_bytes())]);
    let all = told("bai.odt", &file, "").join("\n");
    assert!(
        all.contains("`0912 345 678`") && all.contains("`Trần Mẫu`"),
        "{all}"
    );
}

#[test]
fn a_workbook_keeps_its_ending() {
    let bench = Bench::new();
    bench.write(
        "content/mau/nghi-quyet/bang.xlsx",
        archive(&[("xl/workbook.xml", b"<a/>")]),
    );
    bench.write(
        "content/mau/nghi-quyet/ke-hoach.md",
        resolution("bang.xlsx", ""),
    );
    bench.build_well();
    assert!(
        bench
            .read("public/mau/nghi-quyet/ke-hoach/index.html")
            .contains(".xlsx")
    );
}

#[test]
fn damaged_documents_are_no_trouble() {
    let whole = word(
        &paragraph("Gọi 0912 345 678"),
        &[("docProps/core.xml", "<a><creator>Tran Mau</creator></a>")],
    );
    let print = pdf(|_, _| {});
    let mut seed = 7_u32;
    for whole in [whole, print] {
        for _ in 0..12 {
            let mut bytes = whole.clone();
            for _ in 0..4 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = seed as usize % bytes.len();
                bytes[at] = (seed >> 13) as u8;
            }
            let ran = checked("goc.docx", &bytes, "");
            assert!(
                matches!(ran.code, Some(0 | 1)) && !ran.stderr.contains("panicked"),
                "{}",
                ran.stderr
            );
        }
    }
}

#[test]
fn a_photograph_in_a_document_tells_its_place() {
    let photograph = crate::personal::photograph();
    let document = word_xml();
    let file = archive(&[
        ("word/document.xml", document.as_bytes()),
        ("word/media/image1.jpg", &photograph),
    ]);
    let all = told("goc.docx", &file, "").join("\n");
    assert!(
        all.contains("tọa độ nơi chụp của ảnh bên trong: `20 deg"),
        "{all}"
    );
}
