//! Fact checks, events, and the keys for other channels: what is read, what is refused, what is shown.

use crate::bench::{Bench, TODAY, lesson, post, tree};
use expect_test::{Expect, expect};

const FACT_CHECK: &str = "+++\ntitle = \"Uống nước chanh nóng chữa được cúm?\"\ndate = 2026-11-20\n\
     claim = \"Uống nước chanh nóng thì khỏi cúm </script> & “ngay”\"\nverdict = \"sai\"\nheard = \"Nhóm Zalo\"\n\
     reviewed_by = \"Bác sĩ trạm\"\nreviewed_on = 2026-11-20\nreview_due = 2027-11-20\n\
     [[sources]]\ntitle = \"Hướng dẫn\"\npublisher = \"Bộ Y tế\"\nyear = 2024\n+++\n\nKhông.\n\n## Căn cứ\n\nTài liệu.\n";

/// What `loa check` says of a post.
fn problems_of(path: &str, text: &str, expected: Expect) {
    let bench = Bench::new();
    bench.write(path, text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    expected.assert_eq(&ran.stderr);
}

#[test]
fn a_fact_check_needs_a_claim_a_known_verdict_and_sources() {
    problems_of(
        "content/mau/kiem-chung/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nverdict = \"sai-1-phan\"\nreviewed_by = \"Bác sĩ\"\n+++\n",
        expect![[r#"
            lỗi: thiếu trường bắt buộc `claim`
             --> content/mau/kiem-chung/a.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `claim = …`: một đoạn chữ trong dấu nháy, như "chữ"

            lỗi: thiếu trường bắt buộc `sources`
             --> content/mau/kiem-chung/a.md:1:1
              |
            1 | +++
              | ^^^
              |
              = cách sửa: thêm dòng `sources = …`: các bảng mở đầu bằng hai ngoặc vuông

            lỗi: trường `verdict` không nhận `sai-1-phan`. Ý bạn là `sai-mot-phan`?
             --> content/mau/kiem-chung/a.md:4:11
              |
            4 | verdict = "sai-1-phan"
              |           ^^^^^^^^^^^^
              |
              = cách sửa: chọn một trong: `dung`, `sai`, `sai-mot-phan`, `thieu-boi-canh`, `chua-du-can-cu`

            lỗi: trường `reviewed_by` cần đi cùng `reviewed_on`
             --> content/mau/kiem-chung/a.md:5:15
              |
            5 | reviewed_by = "Bác sĩ"
              |               ^^^^^^^^
              |
              = cách sửa: thêm dòng `reviewed_on = …`

            4 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn an_event_gives_its_days_in_one_way() {
    problems_of(
        "content/mau/su-kien/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nstarts = 2026-12-01T08:00:00+07:00\nends = \"chiều\"\n+++\n",
        expect![[r#"
            lỗi: trường `starts` có ghi múi giờ
             --> content/mau/su-kien/a.md:4:10
              |
            4 | starts = 2026-12-01T08:00:00+07:00
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: giờ ở đây luôn là giờ Việt Nam: bỏ phần múi giờ, như 2026-01-31T08:00

            lỗi: trường `ends` sai kiểu: đây là một đoạn chữ trong dấu nháy, như "chữ"
             --> content/mau/su-kien/a.md:5:8
              |
            5 | ends = "chiều"
              |        ^^^^^^^
              |
              = cách sửa: cần một ngày, như 2026-01-31, hoặc ngày kèm giờ, như 2026-01-31T08:00

            2 lỗi, 0 lưu ý.
        "#]],
    );
    problems_of(
        "content/mau/su-kien/b.md",
        "+++\ntitle = \"B\"\ndate = 2026-11-20\nstarts = 2026-12-01T08:00\nends = 2026-12-02\n+++\n",
        expect![[r#"
            lỗi: `starts` và `ends` khác kiểu: một bên có giờ, một bên không
             --> content/mau/su-kien/b.md:5:8
              |
            5 | ends = 2026-12-02
              |        ^^^^^^^^^^
              |
              = cách sửa: ghi giờ ở cả hai, hoặc bỏ giờ ở cả hai

            1 lỗi, 0 lưu ý.
        "#]],
    );
    problems_of(
        "content/mau/su-kien/c.md",
        "+++\ntitle = \"C\"\ndate = 2026-11-20\nstarts = 2026-12-02\nends = 2026-12-01\n+++\n",
        expect![[r#"
            lỗi: `ends` lại trước `starts`
             --> content/mau/su-kien/c.md:5:8
              |
            5 | ends = 2026-12-01
              |        ^^^^^^^^^^
              |
              = cách sửa: sửa một trong hai ngày

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn what_goes_to_other_channels_keeps_to_their_limits() {
    let words = "tiếng ".repeat(250);
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2026-11-20\nurgent = true\n[media]\nloudspeaker = \"{words}\"\n\
         zalo_title = \"{}\"\nzalo = \"{}\"\nposter = \"{}\"\n+++\n",
        "a".repeat(151),
        "b".repeat(301),
        "c".repeat(91)
    );
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    let errors = ran.stderr.lines().filter(|line| line.starts_with("lỗi:"));
    expect![[r#"
        lỗi: trường `urgent` cần đi cùng `expires`
        lỗi: trường `loudspeaker` có 250 tiếng, phải dưới 250
        lỗi: trường `zalo_title` dài 151 ký tự, quá 150
        lỗi: trường `zalo` dài 301 ký tự, quá 300
        lỗi: trường `poster` dài 91 ký tự, quá 90"#]]
    .assert_eq(&errors.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_ward_names_at_most_three_posts_that_exist() {
    let bench = Bench::new();
    let mut ward = std::fs::read_to_string(bench.path("content/mau/ward.toml")).unwrap();
    ward.push_str("[home]\nneeded = [\"suc-khoe/sot-xuat-huyet.md\", \"suc-khoe/sot-xuat.md\", \"a\", \"b\"]\n");
    bench.write("content/mau/ward.toml", ward);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: trường `needed` có 4 mục, nhiều nhất 3
         --> content/mau/ward.toml:6:10
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: bỏ bớt

        lỗi: liên kết tới `suc-khoe/sot-xuat.md`, nhưng không có bài đó. Ý bạn là `suc-khoe/sot-xuat-huyet.md`?
         --> content/mau/ward.toml:6:41
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                         ^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

        lỗi: liên kết tới `a`, nhưng không có bài đó.
         --> content/mau/ward.toml:6:65
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                                                 ^^^
          |
          = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

        lỗi: liên kết tới `b`, nhưng không có bài đó.
         --> content/mau/ward.toml:6:70
          |
        6 | needed = ["suc-khoe/sot-xuat-huyet.md", "suc-khoe/sot-xuat.md", "a", "b"]
          |                                                                      ^^^
          |
          = cách sửa: sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này

        4 lỗi, 0 lưu ý.
    "#]].assert_eq(&ran.stderr);
}

/// A root with a fact check, events, and lessons of which some are essential.
fn many_kinds() -> Bench {
    let bench = Bench::new();
    bench.write("content/mau/kiem-chung/chanh.md", FACT_CHECK);
    bench.write(
        "content/mau/su-kien/ngay-hoi.md",
        "+++\ntitle = \"Ngày hội; đông, vui\"\ndate = 2026-11-20\nsummary = \"Mời bà con, cô bác\"\n\
         starts = 2026-12-01T08:00\nends = 2026-12-01T11:30\nplace = \"Nhà văn hóa\"\norganiser = \"Mặt trận\"\n\
         [media]\nloudspeaker = \"\"\"\nKính thưa bà con.\n\nMời bà con.\n\"\"\"\n+++\n\nMời đến.\n",
    );
    let day = |title: &str, starts: &str, more: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndate = 2026-11-20\nstarts = {starts}\n{more}+++\n\nChữ.\n"
        )
    };
    let yearly = "yearly = true\n";
    let su_kien = "content/chung/su-kien";
    bench.write(
        &format!("{su_kien}/suc-khoe.md"),
        day("Ngày Sức khỏe toàn dân", "2026-04-07", yearly),
    );
    bench.write(
        &format!("{su_kien}/tuan-le.md"),
        day(
            "Tuần lễ",
            "2026-08-01",
            "ends = 2026-08-07\nyearly = true\n",
        ),
    );
    bench.write(
        &format!("{su_kien}/da-qua.md"),
        day("Đã qua", "2026-03-02", ""),
    );
    let essential = lesson("Đột quỵ", "Chữ.\n").replace(
        "audience =",
        "essential = true\nlife_stages = [\"nguoi-cao-tuoi\", \"nguoi-lon\"]\naudience =",
    );
    bench.write("content/chung/suc-khoe/dot-quy.md", essential);
    bench
}

#[test]
fn a_fact_check_says_its_verdict_to_people_and_to_machines() {
    let bench = many_kinds();
    bench.build_well();
    let page = bench.read("public/mau/kiem-chung/chanh/index.html");
    assert!(page.contains("mark-sai\">Sai<"), "{page}");
    let data = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap()
        .1;
    let data = data.split_once("</script>").unwrap().0;
    let review: serde_json::Value = serde_json::from_str(data).unwrap();
    let claim = "Uống nước chanh nóng thì khỏi cúm </script> & “ngay”";
    assert_eq!(
        review,
        serde_json::json!({
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": "https://mau.example.vn/kiem-chung/chanh/",
            "claimReviewed": claim,
            "datePublished": "2026-11-20T00:00:00+07:00",
            "dateModified": "2026-11-20T00:00:00+07:00",
            "inLanguage": "vi",
            "author": { "@type": "Organization", "name": "Phường Mẫu", "url": "https://mau.example.vn/" },
            "reviewRating": {
                "@type": "Rating", "alternateName": "Sai",
                "ratingValue": 1, "worstRating": 1, "bestRating": 5
            },
            "itemReviewed": { "@type": "Claim", "name": claim },
        })
    );
    let unproven = FACT_CHECK.replace("\"sai\"", "\"chua-du-can-cu\"");
    bench.write("content/mau/kiem-chung/chanh.md", unproven);
    bench.build_well();
    let page = bench.read("public/mau/kiem-chung/chanh/index.html");
    assert!(!page.contains("ratingValue"), "nobody can rate it yet");
}

#[test]
fn an_event_is_a_page_and_a_file_for_calendars() {
    let bench = many_kinds();
    bench.build_well();
    let page = bench.read("public/mau/su-kien/ngay-hoi/index.html");
    let when = "Từ 8 giờ đến 11 giờ 30, ngày 1 tháng 12 năm 2026";
    assert!(page.contains(when), "{page}");
    assert!(page.contains("href=\"/su-kien/ngay-hoi/ngay-hoi.ics\""));
    let file = bench.read("public/mau/su-kien/ngay-hoi/ngay-hoi.ics");
    expect![[r#"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Loa//Lich//VI
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        BEGIN:VTIMEZONE
        TZID:Asia/Ho_Chi_Minh
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0700
        TZOFFSETTO:+0700
        TZNAME:+07
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        DESCRIPTION:Mời bà con\, cô bác\nTổ chức: Mặt trận
        DTEND;TZID=Asia/Ho_Chi_Minh:20261201T113000
        DTSTAMP:20261119T170000Z
        DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T080000
        LOCATION:Nhà văn hóa
        SUMMARY:Ngày hội\; đông\, vui
        UID:https://mau.example.vn/su-kien/ngay-hoi/
        URL:https://mau.example.vn/su-kien/ngay-hoi/
        END:VEVENT
        END:VCALENDAR
    "#]]
    .assert_eq(&file.replace("\r\n", "\n"));
    let all = bench.read("public/mau/lich-suc-khoe.ics");
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 4);
    assert_eq!(all.matches("RRULE:FREQ=YEARLY").count(), 2);
    assert!(all.contains("DTSTART;VALUE=DATE:20260801\r\n"), "{all}");
    assert!(all.contains("DTEND;VALUE=DATE:20260808\r\n"), "{all}");
    for text in [&file, &all] {
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
    }
}

/// Where each text stands first, in the order given.
fn in_order(page: &str, texts: &[&str]) {
    // Without the elements that bind words.
    let page = page
        .replace("<span class=\"nowrap\">", "")
        .replace("</span>", "");
    let places: Vec<_> = texts.iter().map(|text| page.find(text)).collect();
    assert!(places.iter().all(Option::is_some), "{texts:?}: {places:?}");
    assert!(places.is_sorted(), "{texts:?}: {places:?}");
}

#[test]
fn what_comes_next_follows_the_day_of_the_build() {
    let bench = many_kinds();
    bench.build_well();
    let list = bench.read("public/mau/su-kien/index.html");
    in_order(
        &list,
        &["Ngày hội", "Ngày Sức khỏe toàn dân", "Tuần lễ", "Đã qua"],
    );
    let calendar = bench.read("public/mau/lich/index.html");
    in_order(
        &calendar,
        &["id=\"thang_4\"", "id=\"thang_8\"", "id=\"thang_12\""],
    );
    assert!(!calendar.contains("Đã qua"));
    let ran = bench.loa(&["build", "--today", "2027-05-01"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let list = bench.read("public/mau/su-kien/index.html");
    in_order(
        &list,
        &["Tuần lễ", "Ngày Sức khỏe toàn dân", "Ngày hội", "Đã qua"],
    );
    let home = bench.read("public/mau/index.html");
    assert!(home.contains("data-until=\"2027-08-07\""), "{home}");
}

/// What a home page says everyone should read.
fn needed_of(home: &str) -> &str {
    let section = home.split_once("Nhà nào cũng nên đọc").unwrap().1;
    section.split_once("</section>").unwrap().0
}

#[test]
fn the_home_page_shows_what_is_urgent_needed_and_for_each_age() {
    let bench = many_kinds();
    let urgent = "+++\ntitle = \"Mất nước sinh hoạt\"\ndate = 2026-11-21\nurgent = true\nexpires = 2026-11-30\n+++\n\nChữ.\n";
    bench.write("content/mau/tin/mat-nuoc.md", urgent);
    bench.build_well();
    let home = bench.read("public/mau/index.html");
    in_order(
        &home,
        &[
            "Mất nước sinh hoạt",
            "Nhà nào cũng nên đọc",
            "Sắp tới",
            "Người lớn",
        ],
    );
    assert!(needed_of(&home).contains("Đột quỵ"), "{home}");
    assert!(home.contains("data-until=\"2026-11-30\""));
    let ran = bench.loa(&["build", "--today", "2026-12-01"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let home = bench.read("public/mau/index.html");
    assert!(!home.contains("Mất nước sinh hoạt"), "it has expired");
    let ward = bench.read("content/mau/ward.toml");
    let needed = "[home]\nneeded = [\"suc-khoe/sot-xuat-huyet.md\"]\n";
    bench.write("content/mau/ward.toml", ward + needed);
    bench.build_well();
    let home = bench.read("public/mau/index.html");
    let needed = needed_of(&home);
    assert!(
        needed.contains("Sốt xuất huyết") && !needed.contains("Đột quỵ"),
        "{needed}"
    );
}

#[test]
fn lessons_are_listed_by_stage_of_life() {
    let bench = many_kinds();
    bench.build_well();
    let index = bench.read("public/mau/lua-tuoi/index.html");
    assert!(index.contains("href=\"/lua-tuoi/nguoi-cao-tuoi/\""));
    assert!(!index.contains("/lua-tuoi/tre-em/"), "it has no lessons");
    let list = bench.read("public/mau/lua-tuoi/nguoi-cao-tuoi/index.html");
    assert!(list.contains("href=\"/suc-khoe/dot-quy/\""));
    let lesson = bench.read("public/mau/suc-khoe/dot-quy/index.html");
    assert!(lesson.contains("href=\"/lua-tuoi/nguoi-cao-tuoi/\""));
}

#[test]
fn a_long_section_of_lessons_shows_groups_and_the_alphabet() {
    let bench = Bench::new();
    bench.write("content/loa.toml", "page_size = 2\n");
    let keyed = |title: &str, keys: &str| {
        lesson(title, "Chữ.\n").replace("audience =", &format!("{keys}audience ="))
    };
    for (file, title, keys) in [
        (
            "bong",
            "Bỏng: xả nước mát",
            "groups = [\"cap-cuu\"]\nbody_parts = [\"da\"]\ntags = [\"phỏng\", \"bỏng\", \"sơ cứu\"]\n",
        ),
        (
            "dot-quy",
            "Đột quỵ: gọi 115",
            "essential = true\ngroups = [\"cap-cuu\", \"man-tinh\"]\nbody_parts = [\"dau\"]\ntags = [\"sơ cứu\"]\n",
        ),
        ("bao", "Bảo hiểm y tế", ""),
    ] {
        bench.write(
            &format!("content/mau/suc-khoe/{file}.md"),
            keyed(title, keys),
        );
    }
    bench.build_well();
    let section = bench.read("public/mau/suc-khoe/index.html");
    for link in [
        "/nhom-bai/cap-cuu/",
        "/nhom-bai/khac/",
        "/dau-o-dau/",
        "/a-z/",
        "/suc-khoe/bao/",
    ] {
        assert!(
            section.contains(&format!("href=\"{link}\"")),
            "{link}: {section}"
        );
    }
    assert!(
        !section.contains("/nhom-bai/moi-truong/"),
        "it has no lessons"
    );
    assert!(!bench.path("public/mau/suc-khoe/trang").exists());
    let group = bench.read("public/mau/nhom-bai/cap-cuu/index.html");
    let (before, after) = group.split_once("/suc-khoe/dot-quy/").unwrap();
    assert!(
        !before.contains("/suc-khoe/bong/") && after.contains("/suc-khoe/bong/"),
        "essential first"
    );
    let body = bench.read("public/mau/dau-o-dau/index.html");
    assert_eq!(
        body.matches("href=\"#cho_da\"").count(),
        2,
        "in the drawing and in the list"
    );
    assert!(!body.contains("cho_mat"), "it has no lessons");
    let names = bench.read("public/mau/a-z/index.html");
    let at = |text: &str| {
        names
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {names}"))
    };
    assert!(
        at("<b>Bảo hiểm y tế</b>") < at("<b>Bỏng</b>") && at("<b>Bỏng</b>") < at("id=\"chu_dd\"")
    );
    assert!(
        names.contains("<b>Phỏng</b> <span class=\"quiet\">xem Bỏng</span>"),
        "{names}"
    );
    assert!(!names.contains("<b>Sơ cứu</b>"), "two lessons have it");
    let map = bench.read("public/mau/sitemap.xml");
    for page in ["a-z/", "dau-o-dau/", "nhom-bai/cap-cuu/"] {
        assert!(map.contains(page), "{map}");
    }
}

#[test]
fn a_short_section_of_lessons_shows_its_posts() {
    let bench = Bench::new();
    bench.write("content/mau/suc-khoe/bong.md", lesson("Bỏng", "Chữ.\n"));
    bench.build_well();
    let section = bench.read("public/mau/suc-khoe/index.html");
    assert!(section.contains("<ul class=\"cards\">"), "{section}");
    for folder in ["nhom-bai", "a-z", "dau-o-dau"] {
        assert!(
            !bench.path(&format!("public/mau/{folder}")).exists(),
            "{folder}"
        );
    }
}

#[test]
fn addresses_of_these_pages_are_reserved() {
    for folder in [
        "lich",
        "lua-tuoi",
        "kieu-mau",
        "nhom-bai",
        "dau-o-dau",
        "a-z",
    ] {
        let bench = Bench::new();
        bench.write(&format!("content/mau/{folder}/a.md"), post("A", "Chữ.\n"));
        let ran = bench.loa(&["check", "--lang", "en"]);
        let told = format!("error: the address `/{folder}/a/` is reserved for Loa");
        assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    }
}

#[test]
fn components_have_example_pages_with_drafts_only() {
    let bench = Bench::new();
    bench.build_well();
    assert!(!bench.path("public/mau/kieu-mau").exists());
    let ran = bench.loa(&["build", "--drafts", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let list = bench.read("public/mau/kieu-mau/index.html");
    let mut examples = tree(&bench.path("public/mau/kieu-mau"));
    examples.retain(|path, _| {
        path.extension()
            .is_some_and(|extension| extension == "html")
    });
    assert!(examples.len() > 15);
    assert_eq!(
        list.matches("href=\"/kieu-mau/").count(),
        examples.len() - 1
    );
    for (path, bytes) in examples {
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("content=\"noindex\""), "{}", path.display());
        // An example that did not render would leave its frame empty.
        assert!(
            !page.contains("<div class=\"post post-lesson\">\n</div>"),
            "{}",
            path.display()
        );
    }
    let cards = bench.read("public/mau/kieu-mau/the-cham-soc/index.html");
    in_order(
        &cards,
        &[
            "care-emergency",
            "href=\"tel:115\">Gọi 115",
            "care-station",
            "care-home",
        ],
    );
    assert!(!bench.read("public/mau/sitemap.xml").contains("kieu-mau"));
}

#[test]
fn a_long_list_of_events_shows_what_comes_and_what_is_over_and_the_calendar_the_year() {
    let bench = Bench::new();
    bench.write("content/loa.toml", "page_size = 8\n");
    let event = |title: &str, keys: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = 2026-01-01\n{keys}\n+++\n\nChữ.\n")
    };
    for month in 1..=9 {
        let keys = format!("starts = 2026-0{month}-17\nyearly = true");
        bench.write(
            &format!("content/mau/su-kien/thang-{month}.md"),
            event(&format!("Ngày {month}"), &keys),
        );
    }
    bench.write(
        "content/mau/su-kien/da-qua.md",
        event("Buổi đã qua", "starts = 2026-02-18"),
    );
    bench.build_well();
    let section = bench.read("public/mau/su-kien/index.html");
    let listed = section.matches("class=\"card card-event\"").count();
    assert_eq!(listed, 7, "six to come and one that is over: {section}");
    assert!(
        section.contains("/su-kien/da-qua/") && section.contains("href=\"/lich/\""),
        "{section}"
    );
    assert!(!bench.path("public/mau/su-kien/trang").exists());
    let year = bench.read("public/mau/lich/index.html");
    assert_eq!(
        year.matches("/su-kien/thang-2/").count(),
        1,
        "each day once: {year}"
    );
    assert!(
        year.contains("lần tới nhằm 12 tháng Giêng âm lịch"),
        "17/2/2027: {year}"
    );
    let over = bench.read("public/mau/su-kien/da-qua/index.html");
    assert!(over.contains("Nhằm mùng 2 tháng Giêng âm lịch"), "{over}");
}

#[test]
fn the_contents_of_a_lesson_name_what_to_do_first() {
    let bench = Bench::new();
    let text = "::: khẩn cấp: Gọi 115 ngay nếu\n- co giật\n:::\n\n::: các bước: Việc cần làm\n1. Nằm nghiêng.\n:::\n\n\
                ## Phòng bệnh\n\n::: nên\n- Rửa tay.\n:::\n";
    bench.write(
        "content/mau/suc-khoe/sot.md",
        lesson("Sốt & vắc-xin 20 phút", text),
    );
    bench.build_well();
    let page = bench.read("public/mau/suc-khoe/sot/index.html");
    let contents = page.split_once("class=\"contents-aside\"").unwrap().1;
    let contents = contents.split_once("</nav>").unwrap().0;
    let at = |words: &str| {
        contents
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {contents}"))
    };
    assert!(at("Gọi 115 ngay nếu") < at("Việc cần làm") && at("Việc cần làm") < at("Phòng bệnh"));
    assert!(
        !contents.contains("Nên làm"),
        "it stands under a heading: {contents}"
    );
    let heading = "Sốt &amp; <span class=\"nowrap\">vắc-xin</span> <span class=\"nowrap\">20 phút</span></h1>";
    assert!(page.contains(heading), "{page}");
    let told = bench.read("public/mau/atom.xml");
    assert!(told.contains("Sốt &amp; vắc-xin 20 phút"), "{told}");
}

const PLAN: &str = "+++\ntitle = \"Kế hoạch\"\ndate = 2026-11-20\nissuer = \"Đảng ủy\"\ndocument_kind = \"Kế hoạch\"\n\
     [[targets]]\nmeasure = \"Bảo hiểm y tế\"\ncomparison = \">\"\nvalue = 95\nunit = \"%\"\nyear = 2026\n\
     [[targets]]\nmeasure = \"Bảo hiểm y tế\"\nvalue = 100\nunit = \"%\"\nyear = 2030\n\
     [[targets]]\nmeasure = \"Hộ nghèo\"\ncomparison = \"<\"\nvalue = 1.5\nunit = \"%\"\n\
     [[targets]]\nmeasure = \"Trạm đạt chuẩn\"\n\
     [[tasks]]\ntask = \"Lập danh sách\"\nowner = \"Trạm y tế\"\nPROGRESS\
     [media]\nzalo = \"Tin\"\n+++\n\n::: với bạn\n- Được khám.\n:::\n\n## Nói gì\n\nChữ.\n\n## Nói trong hai phút\n\nThưa bà con.\n";

fn plan(progress: &str) -> Bench {
    let bench = Bench::new();
    bench.write(
        "content/mau/nghi-quyet/ke-hoach.md",
        PLAN.replace("PROGRESS", progress),
    );
    bench
}

#[test]
fn a_document_opens_with_the_reader_and_folds_the_rest() {
    let bench = plan("");
    bench.build_well();
    let page = bench.read("public/mau/nghi-quyet/ke-hoach/index.html");
    let (open, folded) = page.split_once("class=\"folds\"").unwrap();
    for words in ["Được khám.", "trên 95%", "dưới 1,5%", "Lập danh sách"] {
        assert!(open.contains(words), "{words}: {open}");
    }
    for words in ["Chữ.", "Trạm đạt chuẩn", "Nơi ban hành"] {
        assert!(
            folded.contains(words) && !open.contains(&format!("<p>{words}")),
            "{words}: {folded}"
        );
    }
    assert!(!page.contains("Thưa bà con"), "it is on its own page");
    let speech = "/nghi-quyet/ke-hoach/truyen-thong/#noi-trong-hai-phut";
    assert!(page.contains(&format!("href=\"{speech}\"")), "{page}");
    let media = bench.read("public/mau/nghi-quyet/ke-hoach/truyen-thong/index.html");
    assert!(
        media.contains("id=\"noi-trong-hai-phut\"") && media.contains("Thưa bà con."),
        "{media}"
    );
    assert!(!page.contains("<progress"), "nobody has reported anything");
}

#[test]
fn progress_is_a_bar_with_words_day_and_source() {
    let report = |measure: &str, value: &str, more: &str| {
        format!(
            "[[progress]]\nmeasure = \"{measure}\"\nvalue = {value}\nas_of = 2026-06-30\nsource = \"Báo cáo thử\"\n{more}"
        )
    };
    let reports = report("Bảo hiểm y tế", "91.2", "")
        + &report("Bảo hiểm y tế", "100", "year = 2030\n")
        + &report("Hộ nghèo", "1.2", "");
    let bench = plan(&reports);
    bench.build_well();
    let page = bench.read("public/mau/nghi-quyet/ke-hoach/index.html");
    let shown = page.split_once("class=\"reports\"").unwrap().1;
    let shown = shown.split_once("</ul>").unwrap().0;
    let bars: Vec<_> = shown.matches("<progress").collect();
    assert_eq!(bars.len(), 2, "less is better for the third: {shown}");
    assert!(
        shown.contains("value=\"96\"") && shown.contains("value=\"100\""),
        "{shown}"
    );
    for words in [
        "Được <b>91,2%</b>, mục tiêu trên 95%: <b>chưa đạt</b>",
        "mục tiêu dưới 1,5%: <b class=\"met\">đã đạt</b>",
        "theo Báo cáo thử",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains("2026-06-30"), "{shown}");
    let strange = plan(&report("Trạm đạt chuẩn", "1", ""));
    let ran = strange.loa(&["check", "--today", TODAY, "--lang", "en"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains(
            "tells of `Trạm đạt chuẩn`, and no target of the post has that name and a value"
        ),
        "{}",
        ran.stderr
    );
}
