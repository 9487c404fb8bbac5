//! Import: pages that are pictures. What recognises their words is put in place of tesseract here, so that each machine tests
//! the same.
#![cfg(unix)]

use super::{text, texts};
use crate::bench::Bench;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// What tesseract says of a page: words with their confidence, by lines.
const LINES: [&[(&str, u8)]; 10] = [
    &[("ỦY", 96), ("BAN", 96), ("NHÂN", 96), ("DÂN", 96)],
    &[("PHƯỜNG", 96), ("VÍ", 96), ("DỤ", 96)],
    &[
        ("CỘNG", 96),
        ("HÒA", 96),
        ("XÃ", 96),
        ("HỘI", 96),
        ("CHỦ", 96),
        ("NGHĨA", 96),
        ("VIỆT", 96),
        ("NAM", 96),
    ],
    &[("Số:", 96), ("25/KH-UBND", 96)],
    &[
        ("Ví", 96),
        ("Dụ,", 96),
        ("ngày", 96),
        ("07", 96),
        ("tháng", 96),
        ("4", 96),
        ("năm", 96),
        ("2026", 96),
    ],
    &[("KẾ", 96), ("HOẠCH", 96)],
    &[
        ("Khám", 96),
        ("sức", 96),
        ("khỏe", 96),
        ("người", 96),
        ("cao", 96),
        ("tuổi", 96),
    ],
    &[("I.", 96), ("MỤC", 96), ("TIÊU", 96)],
    &[
        ("1.", 96),
        ("Tỷ", 96),
        ("lệ", 96),
        ("người", 96),
        ("được", 96),
        ("khám", 60),
        ("đạt", 96),
        ("95%.", 96),
    ],
    &[
        ("Trạm", 96),
        ("Y", 96),
        ("tế", 96),
        ("báo", 96),
        ("cáo", 96),
        ("kết", 96),
        ("quả.", 96),
    ],
];

/// A folder with a program named tesseract that answers so.
pub fn stub(bench: &Bench) -> std::path::PathBuf {
    let mut table =
        String::from("level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n");
    for (at, line) in LINES.iter().enumerate() {
        let top = 100 + at * 100;
        table += &format!("4\t1\t1\t1\t{at}\t0\t100\t{top}\t1000\t40\t-1\t\n");
        let mut left = 100;
        for (word, confidence) in *line {
            let width = 20 * word.chars().count();
            table +=
                &format!("5\t1\t1\t1\t{at}\t1\t{left}\t{top}\t{width}\t40\t{confidence}\t{word}\n");
            left += width + 15;
        }
    }
    bench.write("bin/answer", &table);
    bench.write(
        "bin/tesseract",
        "#!/bin/sh\ncase \"$*\" in\n*--list-langs*) echo vie ;;\n*tsv*) while read -r _; do :; done; while IFS= read -r line; do printf '%s\\n' \"$line\"; done < \"${0%/*}/answer\" ;;\nesac\n",
    );
    let program = bench.path("bin/tesseract");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("our own file");
    bench.path("bin")
}

/// A PDF of one page, all of it a picture.
fn scan() -> Vec<u8> {
    let picture = [255_u8; 64];
    let objects: [Vec<u8>; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>".to_vec(),
        b"<</Length 27>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream".to_vec(),
        [
            &b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Length 64>>stream\n"[..],
            &picture,
            b"\nendstream",
        ]
        .concat(),
    ];
    super::hostile::pdf(&objects)
}

/// What is found in a file whose words are recognised by the program in a folder.
fn recognised(bench: &Bench, bin: &Path, file: &str) -> Value {
    let mut command = bench.command(&["import", "--dry-run", "--json", file]);
    let ran = command.env("PATH", bin).output().expect("loa starts");
    let stderr = String::from_utf8_lossy(&ran.stderr);
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {stderr}"))
}

#[test]
fn a_scan_is_read_and_no_figure_goes_unmarked() {
    let bench = Bench::empty();
    bench.write("quet.pdf", scan());
    let found = recognised(&bench, &stub(&bench), "quet.pdf");
    assert_eq!(text(&found, "number"), "25/KH-UBND");
    assert_eq!(text(&found, "date"), "2026-04-07");
    assert_eq!(text(&found, "kind"), "Kế hoạch");
    let doubts = found["uncertain"].as_array().expect("a list");
    let told: Vec<&str> = doubts.iter().map(|doubt| text(doubt, "text")).collect();
    let told = told.join("\n");
    for words in [
        "25/KH-UBND",
        "07 · 4 · 2026",
        "1. · khám · 95%.",
        "2026-04-07",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("HOẠCH"), "{told}");
    assert!(
        found["unread"].to_string().contains("recognised"),
        "{}",
        found["unread"]
    );
    assert!(texts(&found["recipients"]).is_empty());
}

/// A photograph of a sheet on a dark desk.
fn photograph() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(600, 800, |x, y| {
        let sheet = (60..540).contains(&x) && (80..720).contains(&y);
        image::Rgb(if sheet { [240, 238, 230] } else { [50, 40, 30] })
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut file, image::ImageFormat::Jpeg)
        .expect("in memory");
    file.into_inner()
}

#[test]
fn a_photograph_is_read_like_a_scan_and_its_original_is_not_offered() {
    let bench = Bench::new();
    bench.write("chup.jpg", photograph());
    let bin = stub(&bench);
    let found = recognised(&bench, &bin, "chup.jpg");
    assert_eq!(text(&found, "number"), "25/KH-UBND");
    assert_eq!(text(&found, "date"), "2026-04-07");
    let doubts = found["uncertain"].to_string();
    for words in ["25/KH-UBND", "khám", "95%.", "2026-04-07"] {
        assert!(doubts.contains(words), "{words}: {doubts}");
    }
    let targets = found["targets"].as_array().expect("a list");
    assert!(!targets.is_empty());
    assert!(
        targets.iter().all(|target| target["uncertain"].is_string()),
        "{targets:?}"
    );
    let mut command = bench.command(&["import", "chup.jpg", "--ward", "mau", "--slug", "chup"]);
    let ran = command.env("PATH", &bin).output().expect("loa starts");
    assert_eq!(ran.status.code(), Some(0));
    let post = bench.read("content/mau/nghi-quyet/chup.md");
    assert!(post.contains("# XEM LẠI"), "{post}");
    assert!(!bench.path("content/mau/nghi-quyet/chup.jpg").exists());
    let mut command = bench.command(&["import", "--dry-run", "chup.jpg", "--lang", "en"]);
    let ran = command
        .env("PATH", bench.path("khong-co"))
        .output()
        .expect("loa starts");
    assert_eq!(ran.status.code(), Some(1));
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(told.contains("tesseract-ocr-vie"), "{told}");
}

#[test]
fn without_the_program_a_scan_is_refused_and_the_program_is_named() {
    let bench = Bench::empty();
    bench.write("quet.pdf", scan());
    let mut command = bench.command(&["import", "--dry-run", "quet.pdf", "--lang", "en"]);
    let ran = command
        .env("PATH", bench.path("khong-co"))
        .output()
        .expect("loa starts");
    assert_eq!(ran.status.code(), Some(1));
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(
        told.contains("1 of 1 pages are pictures") && told.contains("tesseract-ocr-vie"),
        "{told}"
    );
}
