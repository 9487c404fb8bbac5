//! `loa search` over built sites.

use crate::bench::{Bench, post, shipped};

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
        for (found, slug) in shipped().search(ward, &queries).iter().zip(expected) {
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
    let found = shipped().search("viet-hung", &["72-NQ/TW", "72-nq/tw", "06-CTr/TU"]);
    assert_eq!(found[0][0], "nghi-quyet/72-nq-tw/");
    assert_eq!(found[1][0], "nghi-quyet/72-nq-tw/");
    assert!(!found[2].is_empty());
}

#[test]
fn each_ward_finds_its_own_models() {
    let found = shipped().search("nam-dong", &["em khong mot minh", "nghia trang so"]);
    assert_eq!(found[0][0], "mo-hinh/em-khong-mot-minh/");
    assert_eq!(found[1][0], "mo-hinh/nghia-trang-so/");
    assert!(
        !shipped().search("le-chan", &["em khong mot minh"])[0]
            .contains(&"mo-hinh/em-khong-mot-minh/".to_owned())
    );
}

#[test]
fn odd_queries_have_answers() {
    let long = "sốt ".repeat(2000);
    let found = shipped().search(
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

/// Under a number to call stand the signs to call for, or steps for that alarm; never what is done on calm days.
#[test]
fn an_emergency_is_answered_with_its_signs_or_its_own_steps() {
    let expected = [
        ("bi te", "Gọi 115 ngay nếu người ngã", "bất tỉnh"),
        ("te re", "Gọi 115 ngay nếu người bệnh", "li bì"),
        ("co giat", "Làm ngay khi trẻ co giật", "Giữ bình tĩnh"),
        ("cho can", "Ngay sau khi bị cắn", "Chảy máu nhiều"),
        ("xi ga", "Khi ngửi mùi gas, rò ga", "Không bật hay tắt"),
        ("chay nha", "Khi nhà cháy", "Hô to"),
        ("bao lu", "Khi nước dâng", "Lên chỗ cao"),
        ("tai bien", "Trong lúc chờ 115", "Gọi 115"),
    ];
    let queries = expected.map(|(query, ..)| query);
    let answers = shipped().answers("nam-dong", &queries);
    for ((query, heading, first), answer) in expected.iter().zip(answers) {
        let card = &answer["emergency"];
        assert_eq!(card["heading"], *heading, "{query}");
        let point = card["points"][0].as_str().unwrap_or_default();
        assert!(point.starts_with(first), "{query}: {point}");
    }
}

#[test]
fn signs_are_all_shown_and_steps_are_the_first_three() {
    let answers = shipped().answers("nam-dong", &["te re", "dien giat"]);
    let points = |at: usize| answers[at]["emergency"]["points"].as_array().map(Vec::len);
    assert_eq!(points(0), Some(5));
    assert_eq!(points(1), Some(3));
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

        1 lỗi, 0 lưu ý.
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
    assert!(!bench.search("mau", &["bí mật quốc khánh"])[0].contains(&"tin/nhap/".to_owned()));
}
