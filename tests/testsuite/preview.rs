//! Texts that are not saved: shown as they would be published, without a byte written.

use crate::bench::{Bench, TODAY, lesson, post, tree};
use base::lang::Lang;
use base::message::Message;
use base::problem::FileProblem;
use site::content::{self, LoadOptions};
use site::preview::{Preview, PreviewOptions};
use site::root::Root;
use std::time::Instant;

const POST: &str = "content/mau/tin/khai-truong.md";

fn preview(bench: &Bench) -> Preview {
    let options = PreviewOptions {
        root: bench.dir().to_owned(),
        cache: bench.path("public/.loa/pictures"),
        today: TODAY.parse().unwrap(),
        shown_at: None,
    };
    Preview::load(options).unwrap()
}

/// The page of an unsaved text, and the page that a build makes once it is saved.
fn shown_and_built(bench: &Bench, path: &str, page: &str, text: &str) -> (String, String) {
    let mut preview = preview(bench);
    let sources = || {
        let mut files = tree(bench.dir());
        files.retain(|path, _| !path.starts_with("public"));
        files
    };
    let before = sources();
    let shown = preview.show("mau", path, text.as_bytes()).unwrap();
    assert_eq!(shown.problems.sorted().len(), 0, "{:?}", shown.problems);
    // A second look finds everything as it was.
    let again = preview.show("mau", path, text.as_bytes()).unwrap();
    assert_eq!(shown.html, again.html);
    assert!(before == sources(), "nothing is written");
    bench.write(path, text);
    let ran = bench.loa(&["build", "--drafts", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    (shown.html.unwrap(), bench.read(page))
}

#[test]
fn what_is_shown_is_what_will_be_published() {
    let bench = Bench::new();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"#1d4f91\"/></svg>\n";
    bench.write("content/mau/tin/hinh.svg", drawing);
    bench.write("content/mau/nghi-quyet/k.md", "+++\ntitle = \"Kế hoạch\"\ndate = 2026-01-15\nissuer = \"Đảng ủy phường Mẫu\"\ndocument_kind = \"Kế hoạch\"\n+++\n\n::: với bạn\n- Đường thông thoáng.\n:::\n");
    let changed = post(
        "Khai trương, tên mới",
        "Chữ **mới**.\n\n![Sơ đồ](hinh.svg)\n\n[Kế hoạch](../nghi-quyet/k.md), [dấu hiệu](../suc-khoe/sot-xuat-huyet.md#dau-hieu)\n",
    );
    let (shown, built) = shown_and_built(
        &bench,
        POST,
        "public/mau/tin/khai-truong/index.html",
        &changed,
    );
    assert_eq!(shown, built);
    // One that is not there yet, in a section that is not either; and a shared one.
    let new = post("Mới", "Chữ.\n").replace("date", "draft = true\ndate");
    let (shown, built) = shown_and_built(
        &bench,
        "content/mau/mo-hinh-2/a.md",
        "public/mau/mo-hinh-2/a/index.html",
        &new,
    );
    assert_eq!(shown, built);
    let shared = lesson("Sốt xuất huyết", "## Dấu hiệu\n\nSốt rất cao.\n");
    let path = "content/chung/suc-khoe/sot-xuat-huyet.md";
    let (shown, built) = shown_and_built(
        &bench,
        path,
        "public/mau/suc-khoe/sot-xuat-huyet/index.html",
        &shared,
    );
    assert_eq!(shown, built);
}

#[test]
fn who_is_given_away_and_what_nobody_filled_in_is_told_while_it_is_written() {
    let bench = Bench::new();
    let mut preview = preview(&bench);
    let text = post(
        "A",
        "Hỏi chị Hoa, 0912 345 678.\n\nViết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.\n",
    );
    let draft = text.replacen("+++\n", "+++\ndraft = true\n", 1);
    for text in [text, draft] {
        let shown = preview.show("mau", POST, text.as_bytes()).unwrap();
        assert!(!shown.problems.has_errors());
        let told = shown.problems.sorted();
        let told: Vec<_> = told
            .iter()
            .map(|told| told.problem.text(Lang::En))
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("0912 345 678") && told[1].contains("Viết nội dung"),
            "{told:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_text_is_told_beside_its_page() {
    let bench = Bench::new();
    let mut preview = preview(&bench);
    let shown = preview
        .show(
            "mau",
            POST,
            post("A", "[x](khong-co.md) ![y](anh.svg)\n").as_bytes(),
        )
        .unwrap();
    assert!(shown.html.unwrap().contains("<h1"));
    let told: Vec<_> = shown
        .problems
        .sorted()
        .iter()
        .map(|problem| problem.problem.text(Lang::Vi))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        shown
            .problems
            .sorted()
            .iter()
            .all(|problem| problem.path == POST && problem.place.is_some())
    );
    // The picture comes: the next look finds it.
    bench.write(
        "content/mau/tin/anh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>",
    );
    let shown = preview
        .show("mau", POST, post("A", "![y](anh.svg)\n").as_bytes())
        .unwrap();
    assert_eq!(shown.problems.sorted().len(), 0, "{:?}", shown.problems);
    for text in [
        "không có phần mở đầu",
        "+++\ntitle = Không nháy\n+++\n",
        "+++\n+++\n",
    ] {
        let shown = preview.show("mau", POST, text.as_bytes()).unwrap();
        assert!(
            shown.html.is_none() && shown.problems.has_errors(),
            "{text}"
        );
    }
    assert!(
        preview
            .show("mau", POST, b"kh\xf4ng")
            .unwrap()
            .problems
            .has_errors()
    );
    for path in [
        "content/khac/tin/a.md",
        "content/mau/tin/_index.md",
        "content/mau/a.md",
        "../a.md",
        "content/mau/.an/a.md",
        "content/mau/../a.md",
    ] {
        assert!(
            preview.show("mau", path, post("A", "").as_bytes()).is_err(),
            "{path}"
        );
    }
    assert!(
        preview
            .show("mua", "content/chung/tin/a.md", post("A", "").as_bytes())
            .is_err()
    );
}

/// Everything that loads content reads the unsaved text, and the disk stays as it is.
#[test]
fn an_overlay_stands_in_for_files() {
    let bench = Bench::new();
    let root = Root::open(bench.dir()).unwrap();
    let over = root
        .overlaid(POST, post("Chưa lưu", "Chữ.\n").as_bytes())
        .and_then(|root| {
            root.overlaid(
                "content/mau/gioi-thieu/moi.md",
                post("Mới", "Chữ.\n").as_bytes(),
            )
        })
        .and_then(|root| {
            root.overlaid(
                "content/moi/ward.toml",
                bench
                    .read("content/mau/ward.toml")
                    .replace("mau.", "moi.")
                    .as_bytes(),
            )
        })
        .unwrap();
    let titles = |root: &Root, ward: &str| -> Vec<String> {
        let (loaded, problems) =
            content::load(root, &LoadOptions::default(), TODAY.parse().unwrap());
        assert!(!problems.has_errors(), "{problems:?}");
        let ward = loaded.wards.into_iter().find(|one| one.id == ward);
        let posts = ward.map(|ward| ward.posts).unwrap_or_default();
        posts.into_iter().map(|post| post.front.title).collect()
    };
    assert_eq!(titles(&over, "mau"), ["Mới", "Sốt xuất huyết", "Chưa lưu"]);
    assert_eq!(titles(&over, "moi"), ["Sốt xuất huyết"]);
    assert_eq!(
        titles(&root, "mau"),
        ["Sốt xuất huyết", "Khai trương trạm y tế"]
    );
    assert!(titles(&root, "moi").is_empty());
    assert!(bench.read(POST).contains("Khai trương trạm y tế"));
    assert!(!bench.path("content/moi").exists() && !bench.path("content/mau/gioi-thieu").exists());
    for path in [
        "../a.md",
        "content/../a.md",
        "khac/a.md",
        "content/.an/a.md",
        "content//a.md",
        "",
    ] {
        assert!(root.overlaid(path, b"").is_err(), "{path}");
    }
    let large = vec![b'a'; (1 << 20) + 1];
    let problem = root
        .overlaid(POST, &large)
        .unwrap()
        .read_text(POST)
        .unwrap_err();
    assert!(
        matches!(
            problem.problem.get(),
            Some(FileProblem::FileTooLarge { .. })
        ),
        "{problem:?}"
    );
}

/// A look costs what its one page costs, however many posts there are.
#[test]
fn a_look_at_one_post_of_a_thousand_compiles_one() {
    let bench = Bench::new();
    let paragraph =
        "Người dân đến trạm y tế trước tám giờ sáng và mang theo thẻ bảo hiểm. ".repeat(5);
    let text = format!("## Một\n\n{paragraph}\n\n## Hai\n\n{paragraph}\n\n").repeat(4);
    for n in 0..1000 {
        bench.write(
            &format!("content/mau/tin/bai-{n}.md"),
            post(&format!("Bài số {n}"), &text),
        );
    }
    let begun = Instant::now();
    let mut preview = preview(&bench);
    let loading = begun.elapsed();
    let mut looks: Vec<_> = (0..20)
        .map(|n| {
            let path = format!("content/mau/tin/bai-{}.md", n * 37);
            let changed = post(&format!("Bài đổi {n}"), &text);
            let begun = Instant::now();
            let shown = preview.show("mau", &path, changed.as_bytes()).unwrap();
            assert!(shown.html.unwrap().contains(&format!("Bài đổi {n}")));
            begun.elapsed()
        })
        .collect();
    looks.sort();
    println!(
        "loading {loading:?}, looks {:?} to {:?}",
        looks[0], looks[19]
    );
    assert!(looks[10] * 8 < loading, "{:?} of {loading:?}", looks[10]);
}
