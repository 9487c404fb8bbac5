//! `loa search` over built sites.

use crate::bench::{Bench, TODAY, post};
use std::path::Path;
use std::sync::OnceLock;

/// The repository's own sites, built once for all tests here.
fn sites() -> &'static Bench {
    static SITES: OnceLock<Bench> = OnceLock::new();
    SITES.get_or_init(|| {
        let bench = Bench::empty();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).display().to_string();
        let ran = bench.loa(&[
            "build", "--root", &root, "--out", "public", "--today", TODAY,
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        bench
    })
}

fn hits(bench: &Bench, ward: &str, queries: &[&str]) -> Vec<Vec<String>> {
    let site = format!("public/{ward}");
    let input = queries
        .iter()
        .map(|query| format!("{query}\n"))
        .collect::<String>();
    let ran = bench.loa_with_input(
        &["search", "--site", &site, "--json", "--limit", "5"],
        &input,
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let answers: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), queries.len());
    for (answer, query) in answers.iter().zip(queries) {
        assert_eq!(answer["query"], *query);
    }
    let urls = |answer: &serde_json::Value| {
        answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["url"].as_str().unwrap().to_owned())
            .collect()
    };
    answers.iter().map(urls).collect()
}

#[test]
fn lessons_are_found_with_and_without_marks() {
    let queries = [
        "sốt xuất huyết",
        "sot xuat huyet",
        "SỐT XUẤT HUYẾT",
        "tay chan mieng",
        "duoi nuoc",
        "cho can",
    ];
    let expected = [
        "sot-xuat-huyet",
        "sot-xuat-huyet",
        "sot-xuat-huyet",
        "tay-chan-mieng",
        "phong-duoi-nuoc",
        "phong-benh-dai",
    ];
    for ward in ["nam-dong", "viet-hung", "le-chan", "cao-minh"] {
        for (found, slug) in hits(sites(), ward, &queries).iter().zip(expected) {
            assert_eq!(
                found.first().map(String::as_str),
                Some(format!("suc-khoe/{slug}/").as_str()),
                "{ward}"
            );
        }
    }
}

#[test]
fn document_numbers_are_found() {
    let found = hits(sites(), "viet-hung", &["72-NQ/TW", "72-nq/tw", "06-CTr/TU"]);
    assert_eq!(found[0][0], "nghi-quyet/72-nq-tw/");
    assert_eq!(found[1][0], "nghi-quyet/72-nq-tw/");
    assert!(!found[2].is_empty());
}

#[test]
fn each_ward_finds_its_own_models() {
    let found = hits(
        sites(),
        "nam-dong",
        &["em khong mot minh", "nghia trang so"],
    );
    assert_eq!(found[0][0], "mo-hinh/em-khong-mot-minh/");
    assert_eq!(found[1][0], "mo-hinh/nghia-trang-so/");
    assert!(
        !hits(sites(), "le-chan", &["em khong mot minh"])[0]
            .contains(&"mo-hinh/em-khong-mot-minh/".to_owned())
    );
}

#[test]
fn odd_queries_have_answers() {
    let long = "sốt ".repeat(2000);
    let found = hits(
        sites(),
        "nam-dong",
        &[
            "",
            "   ",
            "!!!",
            "\u{0}\u{7f}",
            "😀",
            &long,
            "xyzzyqwv",
            "\"'<script>",
        ],
    );
    assert_eq!(found.len(), 8);
    assert!(found[0].is_empty() && found[1].is_empty());
}

#[test]
fn a_folder_without_an_index_is_told() {
    let bench = Bench::empty();
    let ran = bench.loa_with_input(&["search", "--site", "khong-co", "--json"], "a\n");
    assert_eq!(ran.code, Some(1));
    expect_test::expect![[r#"
        lỗi: không có chỉ mục tìm kiếm ở đây
        --> khong-co
         = cách sửa: chạy `loa build` trước, rồi chỉ `--site` tới thư mục của một phường trong `public/`

        1 lỗi, 0 lưu ý. Trang dựng lần trước vẫn còn.
    "#]].assert_eq(&ran.stderr);
}

#[test]
fn drafts_are_not_found() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/nhap.md",
        post("Bí mật quốc khánh", "").replace("+++\n\n", "draft = true\n+++\n\n"),
    );
    bench.build_well();
    assert!(!hits(&bench, "mau", &["bí mật quốc khánh"])[0].contains(&"tin/nhap/".to_owned()));
}
