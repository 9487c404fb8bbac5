//! A small site of real sentences that the tests search. Each test file takes what it needs.
#![allow(dead_code)]

use search_wasm::{Document, Passage, SearchOptions, SearchResults, Searcher, Synonyms, compile};

/// A post with one passage.
pub fn post(section: &str, slug: &str, title: &str, text: &str) -> Document {
    Document {
        url: format!("{section}/{slug}/"),
        title: title.to_owned(),
        kind: section.to_owned(),
        kind_label: section.to_owned(),
        date: "2026-11-22".to_owned(),
        passages: vec![Passage {
            text: text.to_owned(),
            ..Passage::default()
        }],
        ..Document::default()
    }
}

/// The posts.
pub fn posts() -> Vec<Document> {
    let mut posts = vec![
        post(
            "suc-khoe",
            "sot-xuat-huyet",
            "Phòng bệnh sốt xuất huyết",
            "Muỗi vằn truyền bệnh sốt xuất huyết Dengue. Diệt lăng quăng mỗi tuần.",
        ),
        post(
            "suc-khoe",
            "dai-thao-duong",
            "Sống khỏe với đái tháo đường",
            "Người bệnh đái tháo đường cần đo đường huyết đều và đi khám đúng hẹn.",
        ),
        post(
            "suc-khoe",
            "dot-quy",
            "Nhận biết sớm đột quỵ",
            "Méo miệng, yếu tay, nói khó: gọi ngay 115 khi nghi đột quỵ.",
        ),
        post(
            "suc-khoe",
            "tay-chan-mieng",
            "Tay chân miệng ở trẻ nhỏ",
            "Rửa tay bằng xà phòng để phòng bệnh tay chân miệng.",
        ),
        post(
            "suc-khoe",
            "tai",
            "Chăm sóc tai",
            "Không ngoáy tai bằng vật nhọn.",
        ),
        post(
            "tin",
            "dau-duong",
            "Sửa vỉa hè trên đường Hòa Bình",
            "Phường sửa đường Hoà Bình trong tháng này.",
        ),
        post(
            "tin",
            "duong-van",
            "Ông Dương Văn An gặp người dân",
            "Ông Dương kể chuyện làng.",
        ),
        post(
            "tin",
            "ky-nang",
            "Lớp kĩ năng số cho quí vị cao tuổi",
            "Lớp học kỹ năng dùng điện thoại, mời quý bà con tham gia. Sức khỏe là vàng.",
        ),
        post(
            "tin",
            "bao-hiem",
            "Tham gia bảo hiểm y tế hộ gia đình",
            "Thẻ bảo hiểm y tế giúp giảm chi phí khám bệnh.",
        ),
        post(
            "nghi-quyet",
            "nq-72",
            "Nghị quyết về bảo vệ và chăm sóc sức khỏe nhân dân",
            "Mục tiêu đến năm 2030.",
        ),
        post(
            "nghi-quyet",
            "ctr-06",
            "Chương trình hành động của thành phố",
            "Thực hiện nghị quyết.",
        ),
    ];
    posts[9].symbols = vec!["72-NQ/TW".to_owned()];
    posts[10].symbols = vec!["06-CTr/TU".to_owned()];
    posts
}

/// Searches the posts.
pub fn search(query: &str) -> SearchResults {
    search_with(query, &SearchOptions::default())
}

/// Searches the posts with options.
pub fn search_with(query: &str, options: &SearchOptions) -> SearchResults {
    let pack = compile(&posts(), &Synonyms::built_in()).unwrap();
    Searcher::open(pack)
        .unwrap()
        .search(query, options)
        .unwrap()
}
