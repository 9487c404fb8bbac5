//! Each rung of the query ladder, over real words.

mod site;

use search_wasm::{SearchOptions, Searcher, Synonyms, compile};
use site::{search, search_with};
use unicode_normalization::UnicodeNormalization;

#[track_caller]
fn first(query: &str, url: &str) {
    let found = search(query);
    let urls: Vec<&str> = found.hits.iter().map(|h| h.url.as_str()).collect();
    assert_eq!(urls.first(), Some(&url), "`{query}` found {urls:?}");
}

#[test]
fn as_typed_in_any_writing() {
    first("sốt xuất huyết", "suc-khoe/sot-xuat-huyet/");
    first("SỐT XUẤT HUYẾT", "suc-khoe/sot-xuat-huyet/");
    first(
        &"sốt xuất huyết".nfd().collect::<String>(),
        "suc-khoe/sot-xuat-huyet/",
    );
    for query in ["hòa bình", "hoà bình", "Hòa Bình", "hoa binh"] {
        first(query, "tin/dau-duong/");
    }
    for query in ["kĩ năng", "kỹ năng", "ky nang", "quý vị", "quí vị"] {
        first(query, "tin/ky-nang/");
    }
    for query in ["đường hòa bình", "Ðường Hòa Bình", "Ɖường Hòa Bình"] {
        first(query, "tin/dau-duong/");
    }
}

#[test]
fn marks_that_were_typed_count() {
    first("dương", "tin/duong-van/");
    let road = search("đường").hits;
    let place = |url: &str| road.iter().position(|h| h.url == url);
    assert!(
        place("tin/dau-duong/") < place("tin/duong-van/").or(Some(99)),
        "{road:?}"
    );
    first("tai", "suc-khoe/tai/");
    assert_ne!(search("tay").hits[0].url, "suc-khoe/tai/");
}

#[test]
fn unmarked_typing() {
    first("sot xuat huyet", "suc-khoe/sot-xuat-huyet/");
    first("dot quy", "suc-khoe/dot-quy/");
    assert_eq!(search("sot xuat huyet").corrected, None);
}

#[test]
fn raw_keys() {
    for (query, decoded) in [
        ("suwcs khoer", "sức khỏe"),
        ("suc71 khoe3", "sức khỏe"),
        ("soots xuaats huyeets", "sốt xuất huyết"),
        ("d9o65t quy5", "đột quỵ"),
    ] {
        let found = search(query);
        assert_eq!(found.corrected.as_deref(), Some(decoded), "{query}");
        assert!(!found.hits.is_empty());
    }
    // `suc1` is `súc`: the right word with a mark left out, found by its folded form.
    assert!(
        search("suc1 khoe3")
            .hits
            .iter()
            .any(|h| h.url == "tin/ky-nang/")
    );
}

#[test]
fn abbreviations_and_synonyms() {
    first("SXH", "suc-khoe/sot-xuat-huyet/");
    assert_eq!(search("SXH").corrected.as_deref(), Some("sốt xuất huyết"));
    first("BHYT", "tin/bao-hiem/");
    first("bhyt", "tin/bao-hiem/");
    first("TCM", "suc-khoe/tay-chan-mieng/");
    first("tiểu đường", "suc-khoe/dai-thao-duong/");
    first("tieu duong", "suc-khoe/dai-thao-duong/");
    first("tai biến", "suc-khoe/dot-quy/");
}

#[test]
fn abbreviations_come_before_edits_and_the_last_word_keeps_its_marks() {
    let mut posts = site::posts();
    posts.extend([
        site::post(
            "suc-khoe",
            "thuc-pham",
            "An toàn thực phẩm",
            "Giữ vệ sinh khi nấu. Thả rau vào chậu, chà rửa kỹ.",
        ),
        site::post(
            "suc-khoe",
            "huyet-ap",
            "Tăng huyết áp",
            "Đo huyết áp mỗi ngày, phòng chảy máu não.",
        ),
        site::post("tin", "chay", "Phòng cháy", "Kiểm tra bình chữa cháy."),
    ]);
    let pack = compile(&posts, &Synonyms::built_in()).unwrap();
    let mut searcher = Searcher::open(pack).unwrap();
    for (query, url) in [
        ("VSATTP", "suc-khoe/thuc-pham/"),
        ("THA", "suc-khoe/huyet-ap/"),
        ("phòng chá", "tin/chay/"),
    ] {
        let found = searcher.search(query, &SearchOptions::default()).unwrap();
        let urls: Vec<&str> = found.hits.iter().map(|h| h.url.as_str()).collect();
        assert_eq!(urls.first(), Some(&url), "`{query}` found {urls:?}");
    }
}

#[test]
fn one_edit() {
    for query in [
        "sot xut huyet",
        "sot xuat huyett",
        "sot xuat hyuet",
        "sot xuar huyet",
    ] {
        first(query, "suc-khoe/sot-xuat-huyet/");
        let corrected = search(query).corrected.unwrap();
        assert!(
            corrected.contains("sot") || corrected.contains("sốt"),
            "{query}: {corrected}"
        );
    }
    assert_eq!(
        search("sot xut huyet").corrected.as_deref(),
        Some("sốt xuất huyết")
    );
    first("sotxuat huyet", "suc-khoe/sot-xuat-huyet/");
}

#[test]
fn an_unfinished_word() {
    let typing = SearchOptions {
        typing: true,
        ..SearchOptions::default()
    };
    for query in ["sốt xuất huy", "sot xuat h", "mũi muôi v", "lăng qu"] {
        assert!(!search_with(query, &typing).hits.is_empty(), "{query}");
    }
    assert_eq!(
        search_with("sot xuat h", &typing).hits[0].url,
        "suc-khoe/sot-xuat-huyet/"
    );
}

#[test]
fn document_symbols_whole_and_in_part() {
    for query in [
        "72-NQ/TW",
        "72-nq/tw",
        "72 nq tw",
        "NQ/TW",
        "72",
        "nghị quyết 72",
        "nq 72",
    ] {
        first(query, "nghi-quyet/nq-72/");
    }
    first("06-CTr/TU", "nghi-quyet/ctr-06/");
}

#[test]
fn as_typed_means_as_typed() {
    let options = SearchOptions {
        as_typed: true,
        ..SearchOptions::default()
    };
    let found = search_with("suwcs khoer", &options);
    assert!(found.hits.is_empty() && found.corrected.is_none());
}

#[test]
fn never_empty_without_help() {
    let found = search("xwzqk");
    assert!(found.hits.is_empty());
    let found = search("huyyeets xuatty");
    assert!(
        !found.hits.is_empty() || !found.suggestions.is_empty(),
        "{found:?}"
    );
}

#[test]
fn odd_queries_end() {
    for query in [
        "",
        " ",
        "…",
        "\u{301}",
        "a",
        "!!!",
        "0",
        &"sốt ".repeat(2000),
        &"x".repeat(100_000),
    ] {
        search(query);
    }
}

#[test]
fn hits_are_marked_in_the_original_text() {
    let found = search("sot xuat huyet");
    let marked: Vec<&str> = found.hits[0]
        .excerpt
        .iter()
        .filter(|s| s.marked)
        .map(|s| s.text.as_str())
        .collect();
    assert_eq!(marked, ["sốt", "xuất", "huyết"]);
}

#[test]
fn the_built_in_list_is_sound() {
    let text = include_str!("../synonyms.txt");
    let list = Synonyms::parse(text).unwrap();
    assert!(list.groups().len() >= 120, "{}", list.groups().len());
    assert_eq!(list, Synonyms::built_in());
}

#[test]
fn a_faulty_list_names_the_line() {
    let error = Synonyms::parse("# ghi chú\nbhyt\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2: `bhyt`: write at least two ways to say it, parted by `=`"
    );
    assert!(Synonyms::parse("a = \n").is_err());
    let mut merged = Synonyms::built_in();
    merged.merge(Synonyms::parse("nd = nam đồng").unwrap());
    assert_eq!(merged.groups().last().unwrap(), &["nd", "nam đồng"]);
}
