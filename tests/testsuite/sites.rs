//! The built sites: every link leads somewhere, nothing is called from elsewhere, nothing runs that
//! should not.

use crate::bench::{Bench, TODAY, post, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const WARDS: [&str; 4] = ["nam-dong", "viet-hung", "le-chan", "cao-minh"];

fn built(base_path: &str) -> Bench {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        let text = String::from_utf8(bytes).unwrap();
        let text = if path.ends_with("ward.toml") {
            text.replace(".example.vn/\"", &format!(".example.vn{base_path}\""))
        } else {
            text
        };
        bench.write(&format!("content/{}", path.display()), text);
    }
    let ran = bench.loa(&["build", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    bench
}

/// Values of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let open = format!(" {attribute}=\"");
    html.match_indices(&open)
        .filter_map(|(at, _)| html[at + open.len()..].split('"').next())
        .collect()
}

fn check_links(files: &BTreeMap<PathBuf, Vec<u8>>, base_path: &str) {
    let names: BTreeSet<String> = files
        .keys()
        .map(|path| path.display().to_string())
        .collect();
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "html"))
    {
        let html = std::str::from_utf8(bytes).unwrap();
        let ids: BTreeSet<_> = values(html, "id").into_iter().collect();
        for link in ["href", "src", "action"]
            .iter()
            .flat_map(|attribute| values(html, attribute))
        {
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(
                    anchor.is_empty() || ids.contains(anchor),
                    "{}: no `#{anchor}`",
                    path.display()
                );
            } else if let Some(inner) = link.strip_prefix(base_path) {
                let inner = inner.split(['#', '?']).next().unwrap();
                let file = if inner.is_empty() || inner.ends_with('/') {
                    format!("{inner}index.html")
                } else {
                    inner.to_owned()
                };
                assert!(
                    names.contains(&file),
                    "{}: `{link}` leads nowhere",
                    path.display()
                );
            } else {
                let outside = ["https://", "http://", "tel:", "mailto:"]
                    .iter()
                    .any(|scheme| link.starts_with(scheme));
                assert!(outside, "{}: odd link `{link}`", path.display());
            }
        }
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    for base_path in ["/", "/trang/phuong/"] {
        let bench = built(base_path);
        for ward in WARDS {
            check_links(&tree(&bench.path(&format!("public/{ward}"))), base_path);
        }
    }
}

#[test]
fn no_page_calls_another_host_or_runs_inline_code() {
    let bench = built("/");
    for (path, bytes) in tree(&bench.path("public")) {
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let at = path.display();
        assert!(
            html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"),
            "{at}"
        );
        assert!(html.contains("<html lang=\"vi\""), "{at}");
        assert!(
            html.contains(
                "http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;;"
            ) || html.contains("content=\"default-src 'none';")
                || html.contains("content=\"default-src &#39;none&#39;;"),
            "{at}: no policy"
        );
        assert!(!html.contains("unsafe-inline"), "{at}");
        for source in values(&html, "src") {
            assert!(source.starts_with('/'), "{at}: `{source}` from elsewhere");
        }
        for tag in html
            .match_indices("<link ")
            .map(|(start, _)| html[start..].split('>').next().unwrap())
        {
            let loads = ["stylesheet", "icon", "preload", "manifest"]
                .iter()
                .any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
            assert!(!loads || tag.contains("href=\"/"), "{at}: {tag}");
        }
        assert!(
            !html.contains(" style=\"") && !html.contains("<style"),
            "{at}: inline style"
        );
        for tag in html.split('<').filter_map(|rest| rest.split('>').next()) {
            let handler = tag.match_indices(" on").any(|(at, _)| {
                tag[at + 3..]
                    .trim_start_matches(|c: char| c.is_ascii_lowercase())
                    .starts_with('=')
            });
            assert!(!handler, "{at}: an event handler in <{tag}>");
        }
        for script in html
            .match_indices("<script")
            .map(|(start, _)| html[start..].split("</script>").next().unwrap())
        {
            let (tag, inner) = script.split_once('>').unwrap();
            if tag == "<script type=\"application/ld+json\"" {
                // A block of data, which no browser runs (HTML, section 4.12.1).
                serde_json::from_str::<serde_json::Value>(inner).unwrap();
                continue;
            }
            assert!(tag.contains(" src=\"/"), "{at}: inline script {script}");
            assert_eq!(inner, "", "{at}: inline script");
        }
        assert_eq!(
            html.matches("<h1").count(),
            1,
            "{at}: one first-level heading"
        );
    }
}

#[test]
fn what_each_ward_must_have() {
    let bench = built("/");
    let has = |path: &str| assert!(bench.path(&format!("public/{path}")).is_file(), "{path}");
    for ward in WARDS {
        for file in [
            "index.html",
            "404.html",
            "atom.xml",
            "sitemap.xml",
            "robots.txt",
            "tim-kiem/index.html",
            "suc-khoe/atom.xml",
            "nghi-quyet/72-nq-tw/index.html",
        ] {
            has(&format!("{ward}/{file}"));
        }
    }
    let models = |ward: &str| {
        std::fs::read_dir(bench.path(&format!("public/{ward}/mo-hinh")))
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count()
    };
    assert_eq!(models("le-chan"), 11);
    for model in [
        "em-khong-mot-minh",
        "ambulance",
        "cong-dan-so",
        "tieu-thuong-so",
        "nghia-trang-so",
    ] {
        has(&format!("nam-dong/mo-hinh/{model}/index.html"));
    }
}

#[test]
fn a_wards_post_replaces_the_shared_one() {
    let bench = Bench::new();
    bench.write(
        "content/chung/tin/chung.md",
        post("Bản chung", "Của mọi phường.\n"),
    );
    bench.write(
        "content/mau/tin/chung.md",
        post("Bản của phường", "Riêng.\n"),
    );
    bench.build_well();
    let page = bench.read("public/mau/tin/chung/index.html");
    assert!(page.contains("Bản của phường") && !page.contains("Bản chung"));
}

#[test]
fn a_root_without_themes_uses_the_built_in_one() {
    let bench = Bench::new();
    bench.build_well();
    assert!(bench.read("public/mau/index.html").contains("Phường Mẫu"));
}

#[test]
fn hostile_posts_are_tamed() {
    let bench = Bench::new();
    let attack = "Chữ <script>alert(1)</script> <b onclick=\"alert(2)\">đậm</b> <iframe src=\"https://xau.example\"></iframe>\n\n\
                  <b title=\"x\" onmouseover=\"alert(3)\">b</b> <div id=\"search-form\">y</div>\n\n\
                  <style>body{display:none}</style> <form action=\"https://xau.example\"><input></form>\n\n\
                  <svg onload=\"alert(5)\"><circle/></svg> <div class=\"care\" style=\"color:red\">x</div>\n";
    bench.write(
        "content/mau/tin/doc.md",
        post(
            "Tiêu đề <script>alert(6)</script> \\\" onload=\\\"x",
            attack,
        ),
    );
    let ran = bench.build_well();
    assert!(
        ran.stderr
            .contains("thẻ HTML `<script>` không được phép, đã bỏ"),
        "{}",
        ran.stderr
    );
    let mut pages = 0;
    for (path, bytes) in tree(&bench.path("public/mau")) {
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        if path.extension().is_none_or(|e| e != "html" && e != "xml") {
            continue;
        }
        pages += 1;
        for bad in [
            "onmouseover",
            "<div id=\"search-form\"",
            "<script>alert",
            "onclick",
            "<iframe",
            "xau.example",
            "javascript:",
            "onerror=",
            "<form action=\"https",
            "<svg onload",
            "style=\"color",
            "<style>",
            "onload=\"x",
        ] {
            assert!(!text.contains(bad), "{}: {bad}", path.display());
        }
    }
    assert!(pages > 5);
    assert!(
        bench
            .read("public/mau/tin/doc/index.html")
            .contains("<b>đậm</b>")
    );
}

#[test]
fn feeds_and_sitemap_are_well_formed() {
    let bench = built("/");
    for ward in WARDS {
        for file in ["atom.xml", "tin/atom.xml", "sitemap.xml"] {
            let text = bench.read(&format!("public/{ward}/{file}"));
            let mut reader = quick_xml::Reader::from_str(&text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{ward}/{file}: {error}"),
                }
            }
        }
        assert!(
            bench
                .read(&format!("public/{ward}/atom.xml"))
                .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        );
    }
}
