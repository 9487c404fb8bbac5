//! Bad input: templates of a theme.

use super::spoiled;
use crate::bench::Bench;
use expect_test::expect;

#[test]
fn template_syntax_error() {
    let spoil = |bench: &Bench| {
        bench.write("themes/phuong/templates/home.html", "<h1>{{ title }</h1>\n");
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: mẫu trang hỏng: gặp `}` ở chỗ không đúng
             --> themes/phuong/templates/home.html:1:14
              |
            1 | <h1>{{ title }</h1>
              |              ^
              |
              = cách sửa: sửa mẫu trang ở dòng này

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn template_rendering_error() {
    let spoil = |bench: &Bench| {
        for name in [
            "section",
            "tag",
            "tags",
            "lesson",
            "resolution",
            "model",
            "news",
            "page",
            "poster",
            "media",
            "offline",
            "targets",
            "tasks",
            "documents",
            "cited",
            "search",
            "404",
            "calendar",
            "event",
            "fact-check",
            "alphabet",
            "body",
            "lesson-group",
            "life-stage",
            "life-stages",
            "offline",
            "pattern",
        ] {
            bench.write(&format!("themes/phuong/templates/{name}.html"), "ổn\n");
        }
        for name in ["atom.xml", "sitemap.xml", "robots.txt"] {
            bench.write(&format!("themes/phuong/templates/{name}"), "ổn\n");
        }
        bench.write(
            "themes/phuong/templates/home.html",
            "<h1>{{ title }}</h1>\n<p>{{ khong.co.gi }}</p>\n",
        );
    };
    spoiled(
        spoil,
        expect![[r#"
            lỗi: mẫu trang hỏng: không có biến `khong`
             --> themes/phuong/templates/home.html:2:7
              |
            2 | <p>{{ khong.co.gi }}</p>
              |       ^^^^^
              |
              = cách sửa: sửa mẫu trang ở dòng này

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn checks_find_template_errors_too() {
    let bench = Bench::new();
    bench.write("themes/phuong/templates/home.html", "{{ khong_co }}\n");
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("themes/phuong/templates/home.html:1:4"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("--> themes/phuong/templates/news.html"),
        "{}",
        ran.stderr
    );
}
