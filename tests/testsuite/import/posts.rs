//! Import: the post that an import writes, and the original beside it.

use super::fixture;
use crate::bench::Bench;
use std::fs;

#[test]
fn a_post_is_replaced_by_force_alone_and_then_kept_as_a_copy() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    let import = |more: &[&str]| {
        bench.loa(
            &[
                &[
                    "import",
                    &file,
                    "--ward",
                    "mau",
                    "--slug",
                    "kh",
                    "--today",
                    "2026-11-22",
                ],
                more,
            ]
            .concat(),
        )
    };
    assert_eq!(import(&[]).code, Some(0));
    let path = "content/mau/nghi-quyet/kh.md";
    let first = bench.read(path);
    bench.write(path, "bản người viết đã sửa");
    let again = import(&[]);
    assert_eq!(again.code, Some(1));
    assert!(
        again.stderr.contains("đã có sẵn, không ghi đè"),
        "{}",
        again.stderr
    );
    assert_eq!(bench.read(path), "bản người viết đã sửa");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(path), first);
    assert_eq!(
        bench.read(&format!("{path}.1.bak")),
        "bản người viết đã sửa"
    );
    bench.write(path, "lần hai");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(&format!("{path}.2.bak")), "lần hai");
    assert_eq!(
        bench.loa(&["import", &file, "--ward", "khac"]).code,
        Some(1)
    );
}

#[test]
fn the_original_is_offered_for_download() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    assert_eq!(
        bench
            .loa(&["import", &file, "--ward", "mau", "--slug", "kh"])
            .code,
        Some(0)
    );
    let path = "content/mau/nghi-quyet/kh.md";
    let post = bench.read(path).replace("draft = true\n", "");
    bench.write(path, &post);
    bench.build_well();
    let page = bench.read("public/mau/nghi-quyet/kh/index.html");
    let at = page.find("assets/kh.").expect("a link to the original");
    let name: String = page[at..].chars().take_while(|c| *c != '"').collect();
    assert_eq!(
        fs::read(bench.path(&format!("public/mau/{name}"))).unwrap(),
        fs::read(&file).unwrap()
    );
    assert!(page.contains("Tải văn bản (văn bản thường, "), "{page}");
    assert!(!page.contains("<!--"), "a prompt in the page");
    bench.write("content/mau/nghi-quyet/kh.txt", "khác");
    let checked = bench.loa(&["check"]);
    assert!(
        checked.stderr.contains("`file_hash` không khớp"),
        "{}",
        checked.stderr
    );
    bench.write("content/mau/nghi-quyet/kh.txt", b"\x7fELF\x00");
    assert!(bench.loa(&["check"]).stderr.contains("không phải Word"));
}

/// Front matter and the rest of a post.
fn parted(post: &str) -> (&str, &str) {
    let rest = post.strip_prefix("+++\n").expect("front matter");
    rest.split_once("\n+++\n").expect("its end")
}

#[test]
fn what_a_document_promises_is_folded_the_doubtful_first() {
    let bench = Bench::new();
    let file = bench.path("kh.txt").display().to_string();
    bench.write(
        "kh.txt",
        "ỦY BAN NHÂN DÂN XÃ VÍ DỤ\nSố: 9/KH-UBND\nVí Dụ, ngày 5 tháng 01 năm 2027\n\nKẾ HOẠCH\nKhám sức khỏe năm 2027\n\
         I. CHỈ TIÊU\n1. 100% thôn có tổ y tế --> thôn.\n2. Khám cho ít nhất 500 người;\n3.250 lượt người được tư vấn.\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã chủ trì, phối hợp với Hội Phụ nữ xã khám tại thôn, xong trước ngày 30/6/2027.\n",
    );
    let ran = bench.loa(&["import", &file, "--ward", "mau", "--slug", "kh"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let path = "content/mau/nghi-quyet/kh.md";
    let post = bench.read(path);
    let (front, rest) = parted(&post);
    assert!(
        !front.contains("targets") && !front.contains("tasks"),
        "{front}"
    );
    let (text, folded) = rest.rsplit_once("\n<!--\n").expect("what is folded");
    let (folded, behind) = folded.split_once("-->").expect("its end");
    assert_eq!(behind.trim(), "");
    let facts: Vec<&str> = folded
        .lines()
        .filter(|line| line.starts_with("    {"))
        .collect();
    assert_eq!(facts.len(), 4, "{folded}");
    assert!(
        facts[0].contains("XEM LẠI: số thứ tự dính liền con số"),
        "{folded}"
    );
    assert!(
        facts[1..].iter().all(|line| !line.contains("XEM LẠI")),
        "{folded}"
    );
    assert!(
        facts[1].contains("dòng 8: 100% thôn có tổ y tế"),
        "{folded}"
    );
    assert!(facts[1].ends_with("tỷ lệ, năm ở tên văn bản"), "{folded}");
    // What was looked at goes into front matter as it stands.
    bench.write(path, format!("+++\n{front}\n{folded}+++\n{text}\n"));
    let checked = bench.loa(&["check", "--drafts"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    let kept = bench.read(path);
    let table: toml::Table = parted(&kept).0.parse().expect("TOML");
    assert_eq!(table["targets"].as_array().unwrap().len(), 3);
    let task = &table["tasks"].as_array().unwrap()[0];
    assert_eq!(
        task["partners"].as_array().unwrap()[0].as_str(),
        Some("Hội Phụ nữ xã")
    );
}

#[test]
fn a_draft_of_a_document_is_mostly_its_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    let Ok(documents) = fs::read_dir(&folder) else {
        eprintln!("../shared/documents is not here: the five documents are left out");
        return;
    };
    let bench = Bench::new();
    for (at, document) in documents.flatten().enumerate() {
        let (file, slug) = (
            document.path().display().to_string(),
            format!("van-ban-{at}"),
        );
        let ran = bench.loa(&["import", &file, "--ward", "mau", "--slug", &slug]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let post = bench.read(&format!("content/mau/nghi-quyet/{slug}.md"));
        let front = parted(&post).0;
        assert!(
            front.len() * 100 <= post.len() * 15,
            "{file}: {} of {}",
            front.len(),
            post.len()
        );
    }
}
