//! Import: files that are no documents, or swell, or are broken.

use super::word::{docx, word_plan};
use super::{dry_run_bytes, fixture, text};
use crate::bench::Bench;
use std::fs;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// What a refused file makes of the root: an error that names it, and nothing written.
fn refused(name: &str, bytes: &[u8]) -> String {
    let bench = Bench::new();
    bench.write(name, bytes);
    let before = crate::bench::tree(&bench.path("content"));
    let ran = bench.loa(&["import", name, "--ward", "mau", "--lang", "en"]);
    assert_eq!(ran.code, Some(1), "{name}: {}", ran.stdout);
    assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
    assert_eq!(crate::bench::tree(&bench.path("content")), before, "{name}");
    ran.stderr.lines().next().unwrap_or_default().to_owned()
}

/// A PDF of these objects.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(
            format!("{} 0 obj", at + 1)
                .bytes()
                .chain(object.iter().copied())
                .chain(*b"endobj\n"),
        );
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer<</Root 1 0 R/Size {}>>\nstartxref\n{table}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

#[test]
fn hostile_files_end_in_a_clear_error_and_write_nothing() {
    let text_of = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    assert!(
        refused("bom.docx", &docx(&text_of(&"A".repeat(80 << 20)), "")).contains("swells too much")
    );
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"&#65;\">]><w:document xmlns:w=\"w\"><w:body/></w:document>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(entities.as_bytes()).unwrap();
    assert!(refused("thuc-the.docx", &zip.finish().unwrap().into_inner()).contains("<!DOCTYPE>"));
    let plan = word_plan();
    assert!(refused("cut.docx", &plan[..plan.len() / 2]).contains("damaged or incomplete"));
    assert!(refused("sau.docx", &docx(&"<w:p>".repeat(5_000), "")).contains("swells too much"));
    let pages = text_of(&"Một trang dài. ".repeat(150)).repeat(1_000);
    assert!(refused("nghin-trang.docx", &docx(&pages, "")).contains("too long"));
    assert!(
        refused(
            "nghin-trang.txt",
            "Một dòng của trang này.\n".repeat(60_000).as_bytes()
        )
        .contains("too long")
    );
    let whole = fs::read(fixture("ke-hoach.pdf")).unwrap();
    assert!(refused("cut.pdf", &whole[..whole.len() / 2]).contains("damaged or incomplete"));
    assert!(
        refused("khoa.pdf", &fs::read(fixture("khoa.pdf")).unwrap())
            .contains("locked by a password")
    );
    assert!(refused("anh.docx", b"\x89PNG\r\n\x1a\n0000").contains("damaged or incomplete"));
    assert!(refused("anh.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1").contains("HEIC photograph"));
    assert!(refused("may.bin", b"\x7fELF\x01\x02\x00").contains("no Word"));
    assert!(refused("cu.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1abc").contains("old Word"));
    assert!(refused("rong.txt", b"").contains("no Word"));
    let catalog =
        |pages: usize| {
            let kids: String = (0..pages).map(|at| format!("{} 0 R ", at + 3)).collect();
            let mut objects = vec![
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>").into_bytes(),
            ];
            objects.extend((0..pages).map(|_| {
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<>>>>".to_vec()
            }));
            pdf(&objects)
        };
    assert!(refused("nghin-trang.pdf", &catalog(1_000)).contains("1000 pages"));
    assert!(refused("anh-quet.pdf", &catalog(2)).contains("holds no text"));
}

#[test]
fn type_follows_content_and_not_the_name() {
    let found = dry_run_bytes(
        "that-ra-la-chu.docx",
        "KẾ HOẠCH\nĐọc sách\n\nI. MỤC ĐÍCH\n1. Một\n".as_bytes(),
    );
    assert_eq!(text(&found, "kind"), "Kế hoạch");
}
