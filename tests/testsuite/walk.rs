//! From `loa init` to a published post, with the slips of a first day.

use crate::bench::{Bench, TODAY, post};

#[test]
fn the_sample_ward_has_nothing_to_mend() {
    let bench = Bench::empty();
    assert_eq!(bench.loa(&["init", "tap"]).code, Some(0));
    let ran = bench.loa(&["check", "--root", "tap", "--drafts"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.stderr, "");
}

#[test]
fn only_quotes_around_the_whole_title_go() {
    let bench = Bench::new();
    for (given, slug, title) in [
        ("“Tết trồng cây”", "tet-trong-cay", "Tết trồng cây"),
        ("Tết vui”", "tet-vui", "Tết vui"),
        (
            "Mẹ nói: \"Ăn chín\"",
            "me-noi-an-chin",
            "Mẹ nói: \"Ăn chín\"",
        ),
        (
            "“Ăn chín” và “uống sôi”",
            "an-chin-va-uong-soi",
            "“Ăn chín” và “uống sôi”",
        ),
        ("“Áo ấm” cho em", "ao-am-cho-em", "“Áo ấm” cho em"),
    ] {
        let made = bench.loa(&["new", "mau", "tin", given, "--today", TODAY]);
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let text = bench.read(&format!("content/mau/tin/{slug}.md"));
        let read: toml::Table = text.split("+++").nth(1).unwrap().parse().unwrap();
        assert_eq!(read["title"].as_str(), Some(title));
    }
}

#[test]
fn a_command_line_that_lacks_something_says_it_in_vietnamese() {
    let bench = Bench::new();
    let ran = bench.loa(&["new", "tin", "Bài"]);
    assert_eq!(
        ran.stderr,
        "lỗi: thiếu <TIÊU ĐỀ>\nGõ `loa new --help` để xem cách dùng.\n"
    );
    let ran = bench.loa(&["retire", "mau"]);
    assert!(ran.stderr.contains("`loa retire --help`"), "{}", ran.stderr);
    for command in [
        "build", "serve", "search", "check", "new", "import", "retire", "init",
    ] {
        let help = bench.loa(&[command, "--help"]).stdout;
        let english = [
            "WARD", "SECTION", "TITLE", "DIR>", "DAY>", "FILE", "COMMAND",
        ];
        assert!(!english.iter().any(|word| help.contains(word)), "{help}");
        let options = help.lines().filter(|line| line.contains(" --"));
        let column = |line: &str| {
            let (named, _) = line.trim_end().rsplit_once("  ")?;
            Some(named.chars().count())
        };
        let columns: std::collections::BTreeSet<_> = options.filter_map(column).collect();
        assert_eq!(columns.len(), 1, "{help}");
    }
    let ran = bench.loa(&["new", "mau", "tin", "“”"]);
    assert!(
        ran.stderr.contains("không có chữ hay số nào") && ran.stderr.contains("cuối lệnh"),
        "{}",
        ran.stderr
    );
}

#[test]
fn news_have_one_section() {
    let bench = Bench::new();
    for section in ["tin-tuc", "tintuc"] {
        let ran = bench.loa(&["new", "mau", section, "Bài"]);
        assert!(ran.stderr.contains("Ý bạn là `tin`?"), "{}", ran.stderr);
    }
    let ran = bench.loa(&["new", "mau", "Tin tức", "Bài"]);
    assert!(
        ran.stderr.contains("đổi tên thành `tin`:"),
        "{}",
        ran.stderr
    );
    bench.write(
        "content/mau/tin-tuc/_index.md",
        "+++\ntitle = \"Tin tức\"\n+++\n",
    );
    let ran = bench.loa(&["new", "mau", "gop-y", "Bài"]);
    assert!(ran.stdout.contains("`tin`"), "{}", ran.stdout);
    let ran = bench.loa(&["check"]);
    assert_eq!(
        ran.code,
        Some(0),
        "a section with a name is meant: {}",
        ran.stderr
    );
}

#[test]
fn a_published_post_holds_no_words_of_the_sample() {
    let bench = Bench::new();
    for section in [
        "suc-khoe",
        "nghi-quyet",
        "mo-hinh",
        "tin",
        "kiem-chung",
        "su-kien",
        "gop-y",
    ] {
        let made = bench.loa(&["new", "mau", section, "Thử", "--today", TODAY]);
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let path = format!("content/mau/{section}/thu.md");
        let draft = bench.read(&path);
        let ran = bench.loa(&["check", "--drafts", "--today", TODAY]);
        assert!(!ran.stderr.contains("chưa ai điền"), "{}", ran.stderr);
        bench.write(&path, draft.replace("draft = true\n", ""));
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let told = |words: &str| {
            ran.stderr
                .contains(&format!("chưa ai điền: `{words}`\n --> {path}:"))
                || ran
                    .stderr
                    .contains(&format!("chưa ai điền: `{words}`\n  --> {path}:"))
        };
        assert!(told("Một câu tóm tắt."), "{section}: {}", ran.stderr);
        let body = draft.rsplit("+++").next().unwrap();
        for line in body.lines().filter(|line| {
            let marks = ["", ":::"];
            !marks.contains(line) && !line.starts_with("::: ") && !line.starts_with('#')
        }) {
            let words = line.trim_start_matches(['-', '1', '2', '.', ' ']);
            assert!(told(words), "{section}: {words}: {}", ran.stderr);
        }
        bench.write(&path, draft);
    }
    bench.write(
        "content/mau/tin/xong.md",
        post(
            "Xong",
            "Một câu tóm tắt. Và một câu nữa.\n\nChọn `Nơi phát hành` ở trên.\n",
        ),
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert!(!ran.stderr.contains("chưa ai điền"), "{}", ran.stderr);
}

#[test]
fn a_bracket_around_a_number_is_not_of_it() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/a.md",
        post("A", "Gọi chị Hoa (0912 345 678), chị Lan (+84 912 345 679), chị Mai (0912) 345 670, chị Tâm (+84) 912 345 671.\n"),
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    for words in [
        "0912 345 678",
        "+84 912 345 679",
        "(0912) 345 670",
        "(+84) 912 345 671",
    ] {
        let list = format!("personal_data = [\"{words}\"]");
        assert!(ran.stderr.contains(&list), "{words}: {}", ran.stderr);
    }
}
