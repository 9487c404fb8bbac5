//! A post on other channels: posters of lessons, texts for loudspeaker and Zalo, links that share.

use crate::bench::{Bench, TODAY};

const LESSON: &str = "+++\ntitle = \"Sốt ở trẻ\"\ndate = 2026-11-20\naudience = \"Cha mẹ\"\n\
     [media]\nloudspeaker = \"\"\"\nKính thưa bà con.\n\nTrẻ sốt <cao> thì đi khám.\n\"\"\"\n\
     zalo_title = \"Sốt ở trẻ\"\nzalo = \"Sốt cao thì đi khám.\"\nposter = \"Sốt cao: đi khám ngay\"\n\
     [[sources]]\ntitle = \"Hướng dẫn\"\npublisher = \"Bộ Y tế\"\nyear = 2024\n+++\n\n\
     - Đo bằng nhiệt kế, xem [tin](../tin/a.md).\n- Uống nước.\n- Theo dõi.\n- Điều thứ tư.\n\n\
     ::: khẩn cấp: Gọi 115 nếu trẻ\n- co giật\n:::\n";

const NEWS: &str = "+++\ntitle = \"Tin\"\ndate = 2026-11-20\n+++\n\n- Một.\n";

fn built(arguments: &[&str]) -> Bench {
    let bench = Bench::new();
    bench.write("content/mau/suc-khoe/sot.md", LESSON);
    bench.write("content/mau/tin/a.md", NEWS);
    let ran = bench.loa(&[&["build", "--today", TODAY], arguments].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    bench
}

#[test]
fn a_lesson_has_a_poster_on_one_page_in_all_its_forms() {
    let bench = built(&[]);
    let page = bench.read("public/mau/suc-khoe/sot/ap-phich/index.html");
    for form in ["a4", "a3", "dai"] {
        assert!(page.contains(&format!("id=\"{form}\"")), "{form}: {page}");
        assert!(page.contains(&format!("href=\"#{form}\"")), "{form}");
    }
    assert_eq!(page.matches("Sốt cao: đi khám ngay").count(), 3, "{page}");
    assert!(
        page.contains("<li>Đo bằng nhiệt kế, xem tin.</li>"),
        "{page}"
    );
    assert!(page.contains("<li>co giật</li>"), "{page}");
    assert!(
        !page.contains("Điều thứ tư"),
        "three points are enough: {page}"
    );
    assert!(page.contains("noindex"));
    assert!(!bench.path("public/mau/suc-khoe/sot/ap-phich/a3").exists());
    assert!(!bench.path("public/mau/tin/a/ap-phich/index.html").exists());
    let sitemap = bench.read("public/mau/sitemap.xml");
    assert!(!sitemap.contains("ap-phich"), "{sitemap}");
}

#[test]
fn texts_for_other_channels_have_their_page_where_a_post_has_some() {
    let bench = built(&[]);
    let page = bench.read("public/mau/suc-khoe/sot/truyen-thong/index.html");
    assert!(
        page.contains("<p>Kính thưa bà con.</p>\n<p>Trẻ sốt &lt;cao&gt; thì đi khám.</p>"),
        "{page}"
    );
    assert!(page.contains("Sốt cao thì đi khám."), "{page}");
    assert!(
        !bench
            .path("public/mau/tin/a/truyen-thong/index.html")
            .exists()
    );
    let news = bench.read("public/mau/tin/a/index.html");
    assert!(
        !news.contains("truyen-thong") && news.contains("button-share.zalo.me"),
        "{news}"
    );
}

#[test]
fn a_portable_site_shows_the_code_to_take_along_and_no_links_that_need_a_network() {
    let bench = built(&["--portable"]);
    let page = bench.read("public/mau/suc-khoe/sot/index.html");
    assert!(
        !page.contains("button-share.zalo.me") && !page.contains("facebook.com"),
        "{page}"
    );
    assert!(page.contains("<div class=\"take_along\">"), "{page}");
    assert!(
        page.contains("href=\"../../suc-khoe/sot/ap-phich/index.html\""),
        "{page}"
    );
}
