//! What pages weigh, and the budgets they keep.

use crate::bench::{Bench, TODAY, lesson};
use expect_test::expect;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_shipped_wards_keep_the_budgets() {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).display().to_string();
    let ran = bench.loa(&[
        "check", "--weight", "--json", "--root", &root, "--today", TODAY,
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let pages = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let pages: Vec<_> = pages.collect();
    let wards: BTreeSet<_> = pages.iter().map(|page| page["ward"].to_string()).collect();
    assert_eq!(wards.len(), 4);
    let lessons = pages.iter().filter(|page| page["kind"] == "lesson");
    for lesson in lessons.clone() {
        let sent = |what: &str| lesson[what]["brotli"].as_u64().unwrap();
        assert!(sent("html") > 1000 && sent("css") > 1000, "{lesson}");
        assert!(sent("html") + sent("css") <= 15_000, "{lesson}");
        assert!(
            sent("scripts") > 100 && sent("scripts") <= 12_000,
            "{lesson}"
        );
        assert_eq!(sent("fonts"), 0, "{lesson}");
    }
    assert!(lessons.count() > 100);
}

/// Syllables that brotli cannot make much shorter.
fn noise(count: u32) -> String {
    let mut state = 1_u32;
    let mut letter = |from: &[char]| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        from[(state >> 16) as usize % from.len()]
    };
    let (first, last): (Vec<_>, Vec<_>) = (
        "bcdghklmnprstvx".chars().collect(),
        "aăâeêioôơuưyáàảãạ".chars().collect(),
    );
    (0..count)
        .map(|_| format!("{}{}{} ", letter(&first), letter(&last), letter(&first)))
        .collect()
}

#[test]
fn a_page_over_its_budget_is_named_with_it() {
    let bench = Bench::new();
    bench.write("content/mau/suc-khoe/dai.md", lesson("Dài", &noise(12_000)));
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><desc>{}</desc></svg>",
        noise(50_000)
    );
    bench.write("content/mau/tin/to.svg", drawing);
    bench.write(
        "content/mau/tin/anh.md",
        "+++\ntitle = \"Ảnh\"\ndate = 2026-01-15\ncover = \"to.svg\"\ncover_alt = \"Hình\"\n+++\n\nChữ.\n",
    );
    let ran = bench.loa(&["check", "--weight", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stdout.contains("mau: trang nặng nhất của mỗi loại"),
        "{}",
        ran.stdout
    );
    // Such a post is hard to read as well, which is told in warnings.
    let told = ran.stderr.split_inclusive("\n\n");
    let errors: String = told.filter(|block| block.starts_with("lỗi")).collect();
    let digits = |text: &str| -> String {
        // The exact size is the compressor's affair.
        let word = |word: &str| {
            if word.len() > 4
                && word.bytes().all(|b| b.is_ascii_digit())
                && word != "15000"
                && word != "60000"
            {
                "…".to_owned()
            } else {
                word.to_owned()
            }
        };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    };
    expect![[r#"
        lỗi: trang `mau/suc-khoe/dai/` nặng quá: HTML và CSS là … byte sau khi nén, giới hạn 15000
        --> content/mau/suc-khoe/dai.md
         = cách sửa: rút gọn bài hoặc chia làm hai, dùng ít ảnh hơn ở đầu bài; nếu mọi trang đều nặng thì giao diện cần gọn lại

        lỗi: trang `mau/tin/anh/` nặng quá: ảnh ở đầu trang là … byte sau khi nén, giới hạn 60000
        --> content/mau/tin/anh.md
         = cách sửa: rút gọn bài hoặc chia làm hai, dùng ít ảnh hơn ở đầu bài; nếu mọi trang đều nặng thì giao diện cần gọn lại

    "#]].assert_eq(&digits(&errors));
}
