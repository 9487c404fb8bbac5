//! The pages of a kiosk: tiles that have their pages, words to search for, and nothing that a screen has no use for.

use crate::bench::{Bench, TODAY, tree};
use std::path::Path;

/// Builds the pages of a kiosk into `public`.
fn built(bench: &Bench) {
    let given = ["build", "--portable", "--kiosk-pages", "--today", TODAY];
    let ran = bench.loa(&given);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

fn lesson(bench: &Bench, slug: &str, tags: &str, more: &str) {
    let text = format!(
        "+++\ntitle = \"Bài {slug}\"\ndate = 2026-11-20\naudience = \"Mọi người\"\nlife_stages = [\"nguoi-lon\"]\n\
         tags = [{tags}]\n{more}\n[[sources]]\ntitle = \"Sách\"\npublisher = \"Nhà xuất bản\"\nyear = 2024\n+++\n\n\
         - Một điều.\n\n::: khẩn cấp: Gọi 115 ngay nếu\n- khó thở\n:::\n\n::: các bước: Việc cần làm\n1. Ngồi yên.\n:::\n"
    );
    bench.write(&format!("content/mau/suc-khoe/{slug}.md"), text);
}

/// The words and addresses of the tiles of the ward `mau`.
fn tiles(bench: &Bench) -> Vec<(String, String)> {
    let html = bench.read("public/mau/index.html");
    let tiles = html.split("<a class=\"tile\" href=\"").skip(1);
    let tile = |text: &str| {
        let (url, rest) = text.split_once('"')?;
        let (_, words) = rest.split_once("<span>")?;
        Some((words.split_once('<')?.0.to_owned(), url.to_owned()))
    };
    tiles.map(|text| tile(text).expect("a tile")).collect()
}

#[test]
fn a_tile_has_its_page_and_no_lesson_that_cannot_wait_lacks_one() {
    let bench = Bench::new();
    lesson(&bench, "phong", r#""bỏng", "sơ cứu""#, "");
    lesson(&bench, "sot-mot", r#""sốt""#, "essential = true");
    lesson(&bench, "sot-hai", r#""sốt""#, "essential = true");
    lesson(&bench, "te", r#""ngã""#, "");
    lesson(&bench, "te-nua", r#""ngã""#, "essential = true");
    lesson(&bench, "lua", r#""cháy nhà""#, "expires = 2026-11-21");
    lesson(&bench, "rieng", r#""sét đánh""#, "essential = true");
    built(&bench);
    let tile = |words: &str, url: &str| (words.to_owned(), format!("./{url}/index.html"));
    assert_eq!(
        tiles(&bench),
        [
            // Nobody here knows which of two it is.
            tile("Sốt", "chu-de/sot"),
            tile("Ngã", "suc-khoe/te-nua"),
            tile("Sét đánh", "suc-khoe/rieng"),
            tile("Bị bỏng", "suc-khoe/phong"),
        ]
    );
    for (_, url) in tiles(&bench) {
        assert!(bench.path("public/mau").join(&url).is_file(), "{url}");
    }
}

#[test]
fn the_library_fills_the_first_page() {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content/chung")) {
        bench.write(&format!("content/chung/{}", path.display()), bytes);
    }
    let ward = "name = \"Phường Thử\"\nshort_name = \"Thử\"\nprovince = \"Tỉnh Thử\"\nbase_url = \"https://thu.example.vn/\"\n";
    bench.write("content/mau/ward.toml", ward);
    built(&bench);
    let tiles = tiles(&bench);
    assert_eq!(tiles.len(), 23, "{tiles:?}");
    let html = bench.read("public/mau/index.html");
    assert_eq!(html.matches("tim-kiem/index.html?q=").count(), 8);
    assert!(
        html.matches("<section class=\"kiosk-slide slide-poster\"")
            .count()
            > 5
    );
    assert!(
        html.matches("<section class=\"kiosk-slide slide-drawing\"")
            .count()
            > 5
    );
    assert!(
        html.matches("<section class=\"kiosk-slide slide-day\"")
            .count()
            > 0
    );
    // A poster's line stays with what says when to call for help.
    for slide in html.split("slide-poster\" hidden>").skip(1) {
        let slide = slide.split("</section>").next().unwrap();
        assert!(slide.contains("slide-card"), "{slide}");
    }
}

#[test]
fn what_turns_on_the_screen_leaves_nothing_out_that_keeps_people_safe() {
    let bench = Bench::new();
    let media = "[media]\nposter = \"Một câu\"\n";
    lesson(&bench, "phong", r#""bỏng""#, media);
    let path = "content/mau/suc-khoe/phong.md";
    let text = bench.read(path);
    let points = "- Một điều.\n- Hai điều.\n- Trừ trẻ nhỏ.\n";
    bench.write(path, text.replace("- Một điều.\n", points));
    let notice = |name: &str, expires: &str| {
        let text = format!(
            "+++\ntitle = \"Tin {name}\"\ndate = 2026-11-20\nurgent = true\nexpires = {expires}\n+++\n\nMời bà con.\n"
        );
        bench.write(&format!("content/mau/tin/{name}.md"), text);
    };
    notice("gap", "2026-12-31");
    notice("gap-nua", "2026-12-30");
    built(&bench);
    let html = bench.read("public/mau/index.html");
    let slides: Vec<_> = html
        .split("<section class=\"kiosk-slide ")
        .skip(1)
        .collect();
    let notices = slides
        .iter()
        .filter(|slide| slide.starts_with("slide-notice"));
    assert!(slides[0].starts_with("slide-notice"), "{}", slides[0]);
    for name in ["gap", "gap-nua"] {
        let line = format!("<p class=\"slide-line\">Tin {name}</p>");
        assert!(notices.clone().any(|slide| slide.contains(&line)), "{name}");
    }
    let expires = |slide: &&&str| slide.contains("data-to=\"2026-12-31\"");
    assert_eq!(notices.filter(expires).count(), 1);
    let poster = slides
        .iter()
        .find(|slide| slide.starts_with("slide-poster"));
    assert!(
        poster.unwrap().contains("<li>Trừ trẻ nhỏ.</li>"),
        "{poster:?}"
    );
}

#[test]
fn what_a_screen_has_no_use_for_is_not_there() {
    let bench = Bench::new();
    let media = "[media]\nposter = \"Một câu\"\nzalo = \"Một tin\"\n";
    lesson(&bench, "phong", r#""bỏng""#, media);
    let event = "+++\ntitle = \"Khám sức khỏe\"\ndate = 2026-11-20\nstarts = 2026-12-20\nsummary = \"Khám ở trạm.\"\n+++\n\nMời bà con.\n";
    bench.write("content/mau/su-kien/kham.md", event);
    built(&bench);
    let files = tree(&bench.path("public/mau"));
    let unused: Vec<_> = files
        .keys()
        .map(|path| path.display().to_string())
        .filter(|path| {
            path.contains("ap-phich")
                || path.contains("truyen-thong")
                || ["xml", "txt", "csv", "ics"]
                    .iter()
                    .any(|ending| path.ends_with(&format!(".{ending}")))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
    assert!(files.contains_key(Path::new("suc-khoe/phong/index.html")));
    assert!(files.contains_key(Path::new("su-kien/kham/index.html")));
    // No page names what is not there.
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "html"))
    {
        let html = String::from_utf8_lossy(bytes);
        for gone in ["ap-phich/", "truyen-thong/", "atom.xml", ".csv", ".ics"] {
            assert!(!html.contains(gone), "{}: {gone}", path.display());
        }
    }
}
