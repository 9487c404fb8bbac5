//! Whole names beat scattered words, lessons beat what was done, and an emergency is told from the rest.

mod site;

use search_wasm::{
    Advice, Document, Emergency, SearchOptions, SearchResults, Searcher, Synonyms, compile,
};
use site::post;

/// A post with tags.
fn tagged(section: &str, slug: &str, title: &str, tags: &[&str], text: &str) -> Document {
    Document {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..post(section, slug, title, text)
    }
}

fn emergency(document: Document, first_aid: bool, call: [&str; 1]) -> Document {
    Document {
        emergency: Some(Emergency::new(
            first_aid,
            &call.map(str::to_owned),
            &[
                advice("Trong lúc chờ", "Gọi người giúp"),
                advice("Khi trẻ đột quỵ", "Giữ trẻ nằm yên"),
            ],
        )),
        ..document
    }
}

fn advice(heading: &str, point: &str) -> Advice {
    Advice {
        heading: heading.to_owned(),
        in_steps: true,
        points: vec![point.to_owned()],
    }
}

fn posts() -> Vec<Document> {
    let stroke = tagged(
        "suc-khoe",
        "nao",
        "Khi mạch máu não tắc: gọi ngay",
        &["đột quỵ", "tai biến", "trẻ em"],
        "Một bên người yếu đi rất nhanh.",
    );
    let insurance = tagged(
        "suc-khoe",
        "the",
        "Thẻ khám bệnh: mua ở đâu, dùng thế nào",
        &["bảo hiểm y tế"],
        "Mang thẻ khi đi khám.",
    );
    let filler = |at: usize| {
        let text = format!("Tin số {at} của khu phố, đăng trên bảng tin.");
        post(
            "tin",
            &format!("tin-{at}"),
            &format!("Bảng tin {at}"),
            &text,
        )
    };
    let mut posts: Vec<Document> = (0..20).map(filler).collect();
    posts.extend([
        emergency(stroke, true, ["115"]),
        emergency(insurance, false, ["115"]),
        post(
            "tin",
            "duong",
            "Tai nạn và biến báo: tai biến báo, biến tai",
            "Tai nạn nhiều, biển báo ít. Tai nạn biến động theo mùa, tai nạn có biến chuyển.",
        ),
        tagged(
            "tin",
            "mua-the",
            "Bảo hiểm y tế: phường mua bảo hiểm y tế cho bảo hiểm y tế hộ nghèo",
            &["bảo hiểm y tế"],
            "Bảo hiểm y tế cho hộ nghèo. Bảo hiểm y tế cho học sinh.",
        ),
        post(
            "tin",
            "hop",
            "Họp tổ dân phố",
            "Họp lúc bảy giờ ở nhà văn hóa.",
        ),
    ]);
    posts
}

fn ask(query: &str) -> SearchResults {
    let synonyms = Synonyms::parse("bhyt = bảo hiểm y tế\nméo miệng = đột quỵ\n").unwrap();
    let mut searcher = Searcher::open(compile(&posts(), &synonyms).unwrap()).unwrap();
    searcher.search(query, &SearchOptions::default()).unwrap()
}

#[track_caller]
fn first(query: &str, url: &str) {
    let found = ask(query);
    let urls: Vec<&str> = found.hits.iter().map(|hit| hit.url.as_str()).collect();
    assert_eq!(urls.first(), Some(&url), "`{query}` found {urls:?}");
}

#[test]
fn a_whole_tag_beats_scattered_words_with_or_without_marks() {
    for query in [
        "tai biến",
        "tai bien",
        "TAI BIEN",
        "bị tai biến",
        "bi tai bien",
    ] {
        first(query, "suc-khoe/nao/");
    }
}

#[test]
fn a_synonym_leads_to_the_name() {
    first("méo miệng", "suc-khoe/nao/");
    first("meo mieng", "suc-khoe/nao/");
}

#[test]
fn the_beginning_of_a_title_is_a_name() {
    first("thẻ khám bệnh", "suc-khoe/the/");
    first("the kham benh", "suc-khoe/the/");
}

#[test]
fn a_bare_topic_asks_for_the_lesson() {
    for query in ["bhyt", "BHYT", "bảo hiểm y tế", "bao hiem y te"] {
        first(query, "suc-khoe/the/");
    }
    first("bảo hiểm y tế hộ nghèo", "tin/mua-the/");
}

#[test]
fn an_emergency_shows_what_to_do() {
    for query in ["tai bien", "bị tai biến", "meo mieng", "đột quỵ"] {
        let urgent = ask(query).urgent.unwrap_or_else(|| panic!("{query}"));
        assert_eq!(urgent.url, "suc-khoe/nao/", "{query}");
        assert_eq!(urgent.call, "115");
        assert_eq!(Advice::read(&urgent.advice).points.len(), 1);
    }
    // Not with a filter either: the card stands above whatever is shown.
    let synonyms = Synonyms::default();
    let mut searcher = Searcher::open(compile(&posts(), &synonyms).unwrap()).unwrap();
    let options = SearchOptions {
        kind: Some("tin".to_owned()),
        ..SearchOptions::default()
    };
    let found = searcher.search("tai bien", &options).unwrap();
    assert_eq!(
        found.urgent.map(|urgent| urgent.url).as_deref(),
        Some("suc-khoe/nao/")
    );
}

#[test]
fn of_several_emergencies_the_one_asked_about_is_told() {
    let heading = |query| Advice::read(&ask(query).urgent.unwrap().advice).heading;
    assert_eq!(heading("tai bien"), "Trong lúc chờ");
    assert_eq!(heading("trẻ em đột quỵ"), "Khi trẻ đột quỵ");
}

#[test]
fn calls_for_help_need_no_post() {
    for (query, number) in [
        ("cap cuu", "115"),
        ("cấp cứu", "115"),
        ("gọi cấp cứu", "115"),
        ("khan cap", "115"),
        ("115", "115"),
        ("gọi số 115", "115"),
        ("114", "114"),
        ("goi 113", "113"),
    ] {
        let urgent = ask(query).urgent.unwrap_or_else(|| panic!("{query}"));
        assert_eq!(
            (urgent.url.as_str(), &urgent.call[..]),
            ("", number),
            "{query}"
        );
    }
}

#[test]
fn calm_questions_show_no_card() {
    for query in [
        "bhyt",
        "bảo hiểm y tế",
        "họp tổ dân phố",
        "tai",
        "biến báo",
        "khám bệnh",
    ] {
        assert_eq!(ask(query).urgent, None, "{query}");
    }
}

#[test]
fn what_no_post_is_about_is_told() {
    for query in ["cắt mí mắt", "vé máy bay", "xyzzy"] {
        assert!(ask(query).weak, "{query}");
    }
    for query in ["tai bien", "hop to dan pho", "bảo hiểm y tế", "meo mieng"] {
        assert!(!ask(query).weak, "{query}");
    }
    assert!(!ask("").weak);
}
