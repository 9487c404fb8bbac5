//! Markup that survives: what is plainly meant becomes what was meant, the rest is told, and no page shows its signs.

use crate::bench::{Bench, TODAY, post, shipped, tree};
use expect_test::{Expect, expect};
use std::path::Path;

/// Signs of Markdown that no reader should see.
const SIGNS: [&str; 9] = ["![", "](", "**", "##", ":::", "~~", "[^", "```", "<?"];

/// The visible text of a page, without code.
fn visible(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let hidden = ["script", "style", "code", "pre"].into_iter().find(|name| {
            rest[1..].starts_with(name)
                && !rest[1 + name.len()..].starts_with(char::is_alphanumeric)
        });
        let end = match hidden {
            Some(name) => rest
                .find(&format!("</{name}>"))
                .map(|at| at + name.len() + 3),
            None => rest.find('>').map(|at| at + 1),
        };
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x2F;", "/")
        .replace("&quot;", "\"")
}

fn shows_no_signs(folder: &Path) -> usize {
    let mut pages = 0;
    for (path, bytes) in tree(folder) {
        let name = path.display().to_string();
        if !(name.ends_with(".html") || name.ends_with(".xml")) {
            continue;
        }
        pages += 1;
        let html = String::from_utf8(bytes).unwrap();
        let text = visible(&html);
        for sign in SIGNS {
            let at = text.find(sign);
            let near = at.map(|at| text[at..].chars().take(60).collect::<String>());
            assert!(near.is_none(), "{name}: {near:?}");
        }
    }
    pages
}

#[test]
fn no_page_of_the_wards_shows_signs() {
    assert!(shows_no_signs(&shipped().path("public")) > 1000);
}

/// A text, what its page shows, and what it does not.
const MEANT: &[(&str, &[&str])] = &[
    (
        "**Lưu ý:**không tự ý dùng thuốc.",
        &["<strong>Lưu ý:</strong> không"],
    ),
    (
        "Uống ** nhiều nước ** nhé.",
        &["<strong>nhiều nước</strong>"],
    ),
    ("*Giờ * mở cửa", &["<em>Giờ</em> mở"]),
    (
        "– co giật\n– khó thở",
        &["<li>co giật</li>", "<li>khó thở</li>"],
    ),
    (
        "-sốt cao\n-nôn nhiều",
        &["<li>sốt cao</li>", "<li>nôn nhiều</li>"],
    ),
    ("• sốt\n• nôn", &["<li>sốt</li>", "<li>nôn</li>"]),
    (
        "\u{f0b7}\tsốt\n\u{f0a7}\tnôn",
        &["<li>sốt</li>", "<li>nôn</li>"],
    ),
    (
        "Cần mang:\n1.Giấy tờ\n2.Bút",
        &["<ol>", "<li>Giấy tờ</li>", "<li>Bút</li>"],
    ),
    (
        "Cần mang:\n3) Giấy tờ\n4) Bút",
        &["<ol start=\"3\">", "<li>Bút</li>"],
    ),
    ("a) giấy tờ\nb) bút", &["a) giấy tờ<br", "b) bút"]),
    (
        "##Cần làm gì\n\nRửa tay.",
        &["<h2 id=\"can-lam-gi\">Cần làm gì</h2>"],
    ),
    (
        "Chữ.\n##Cần làm gì##",
        &["<h2 id=\"can-lam-gi\">Cần làm gì</h2>"],
    ),
    (
        "> ::: khẩn cấp\n> - co giật\n> :::",
        &["care-emergency", "<li>co giật</li>"],
    ),
    ("\u{200b}::: lưu ý\nx\n\u{200b}:::", &["class=\"note\""]),
    (":::lưu ý: **Nhớ** kỹ\nx\n:::", &["Nhớ kỹ</h2>"]),
    (
        "：：： lưu ý：Nhớ\nx\n：：：",
        &["class=\"note\"", "Nhớ</h2>"],
    ),
    ("::::khẩn cấp - Gọi 115 nếu\nx\n::::", &["Gọi 115 nếu</h2>"]),
    (
        "[trạm y tế](tel:0225 3850 123)",
        &["<a href=\"tel:02253850123\""],
    ),
    (
        "[thư](mailto:a@mau.example.vn?subject=Xin chào)",
        &["<a href=\"mailto:a@mau.example.vn?subject=Xin%20"],
    ),
    (
        "[bài] (khai-truong.md)",
        &["<a href=\"/tin/khai-truong/\">bài</a>"],
    ),
    (
        "[bài](khai-truong.md “Khai trương”)",
        &["title=\"Khai trương\""],
    ),
    (
        "(bài)[khai-truong.md]",
        &["<a href=\"/tin/khai-truong/\">bài</a>"],
    ),
    ("![Trạm](IMG_2026 (1).SVG)", &["alt=\"Trạm\""]),
    ("![Trạm] (IMG_2026 (1).SVG)", &["alt=\"Trạm\""]),
    (
        "Tại https://mau.example.vn/dang-ky nhé.",
        &["<a href=\"https://mau.example.vn/dang-ky\"", "</a> nhé"],
    ),
    (
        "Tại www.mau.example.vn.",
        &["<a href=\"https://www.mau.example.vn\"", "</a>."],
    ),
    (
        "Thư: <ward@mau.example.vn>",
        &["<a href=\"mailto:ward@mau.example.vn\""],
    ),
    (
        "Thư: ward@mau.example.vn.",
        &["<a href=\"mailto:ward@mau.example.vn\"", "</a>."],
    ),
    (
        "| a | b |\n| 1 | 2 |",
        &["<th scope=\"col\">a</th>", "<td>2</td>"],
    ),
    (
        "Giá:\n| a | b |\n|---|---|\n| 1 | 2 |\nHết.",
        &["<p>Giá:</p>", "<td>2</td>", "<p>Hết.</p>"],
    ),
    (
        "Một.\n\n    Hai **ba**.",
        &["<p>Hai <strong>ba</strong>.</p>"],
    ),
    (
        "Hết phần một, sang phần hai.\n---\nChữ.",
        &["<p>Hết phần một, sang phần hai.</p>", "<hr"],
    ),
    ("==Nhớ== ~~bỏ~~", &["<strong>Nhớ</strong>", "<del>bỏ</del>"]),
    ("5*3 và 6*2, (*) và (*)", &["5*3 và 6*2, (*) và (*)"]),
    ("*Ghi chú: giá đã có thuế", &["*Ghi chú: giá"]),
    ("[Liên hệ]: 02253850123", &["[Liên hệ]: 02253850123"]),
    (
        "<table><tr><td>a</td></tr></table>",
        &["class=\"table-scroll\"", "<td>a</td>"],
    ),
    ("- a\n-\n- b", &["<li>a</li>\n<li>b</li>"]),
];

#[test]
fn what_is_plainly_meant_is_shown_so() {
    let bench = Bench::new();
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/chung/suc-khoe");
    let picture = std::fs::read_dir(picture)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "svg"))
        .unwrap();
    bench.write(
        "content/mau/tin/IMG_2026 (1).SVG",
        std::fs::read(picture).unwrap(),
    );
    for (at, (text, _)) in MEANT.iter().enumerate() {
        let title = format!("Bài số {at}");
        bench.write(&format!("content/mau/tin/bai-{at}.md"), post(&title, text));
    }
    bench.build_well();
    for (at, (text, shown)) in MEANT.iter().enumerate() {
        let page = bench.read(&format!("public/mau/tin/bai-{at}/index.html"));
        for part in *shown {
            assert!(page.contains(part), "{text}: no `{part}`");
        }
    }
    shows_no_signs(&bench.path("public"));
}

/// What `loa check` says of one text.
fn told(text: &str, expected: Expect) {
    let bench = Bench::new();
    bench.write("content/mau/tin/xau.md", post("Bài", text));
    let ran = bench.loa(&["check", "--today", TODAY]);
    expected.assert_eq(&ran.stderr);
}

#[test]
fn a_row_that_is_too_long_is_shown_and_told() {
    told(
        "| Ngày | Nơi |\n|---|---|\n| 5/12 | Trạm | dưới 2 tuổi |\n",
        expect![[r#"
            lưu ý: hàng này có 3 ô, đầu bảng chỉ có 2 ô
             --> content/mau/tin/xau.md:8:1
              |
            8 | | 5/12 | Trạm | dưới 2 tuổi |
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: bỏ bớt dấu `|`, hoặc thêm ô vào đầu bảng; muốn hiện dấu `|` thì viết `\|`

        "#]],
    );
}

#[test]
fn signs_inside_a_line_are_told() {
    told(
        "Chữ. ## Mục **chữ\n\nXem ::: lưu ý và ![ảnh](a.jpg\n\nCâu[^1] có ```mã\n",
        expect![[r#"
            lỗi: người đọc sẽ thấy dấu `##`
             --> content/mau/tin/xau.md:6:6
              |
            6 | Chữ. ## Mục **chữ
              |      ^^
              |
              = cách sửa: viết `## Mục **chữ`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            lỗi: người đọc sẽ thấy dấu `**`
             --> content/mau/tin/xau.md:6:13
              |
            6 | Chữ. ## Mục **chữ
              |             ^^
              |
              = cách sửa: viết `## Mục chữ`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            lỗi: người đọc sẽ thấy dấu `:::`
             --> content/mau/tin/xau.md:8:5
              |
            8 | Xem ::: lưu ý và ![ảnh](a.jpg
              |     ^^^
              |
              = cách sửa: viết `::: lưu ý và ![ảnh](a.jpg`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            lỗi: người đọc sẽ thấy dấu `](`
             --> content/mau/tin/xau.md:8:23
              |
            8 | Xem ::: lưu ý và ![ảnh](a.jpg
              |                       ^^
              |
              = cách sửa: viết `![ảnh](a.jpg)`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            lỗi: không có chú thích `[^1]`
              --> content/mau/tin/xau.md:10:4
               |
            10 | Câu[^1] có ```mã
               |    ^^
               |
               = cách sửa: thêm dòng `[^1]: lời chú thích` ở cuối bài, hoặc bỏ dấu này; tên chú thích viết liền

            lỗi: người đọc sẽ thấy dấu `````
              --> content/mau/tin/xau.md:10:12
               |
            10 | Câu[^1] có ```mã
               |            ^^^
               |
               = cách sửa: viết `Câu[^1] có mã`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            6 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn broken_links_are_told() {
    told(
        "[bài](khai-truong.md\n\n[ ](khai-truong.md) và [](https://a.vn)\n",
        expect![[r#"
            lỗi: người đọc sẽ thấy dấu `](`
             --> content/mau/tin/xau.md:6:5
              |
            6 | [bài](khai-truong.md
              |     ^^
              |
              = cách sửa: viết `[bài](khai-truong.md)`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``

            lỗi: liên kết tới `khai-truong.md` không có chữ để bấm
             --> content/mau/tin/xau.md:8:1
              |
            8 | [ ](khai-truong.md) và [](https://a.vn)
              | ^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết `[chữ để bấm](khai-truong.md)`

            lỗi: liên kết tới `https://a.vn` không có chữ để bấm
             --> content/mau/tin/xau.md:8:24
              |
            8 | [ ](khai-truong.md) và [](https://a.vn)
              |                        ^^^^^^^^^^^^^^^^
              |
              = cách sửa: viết `[chữ để bấm](https://a.vn)`

            3 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn what_says_nothing_is_told() {
    told(
        "## \n\n## \u{200b}\n\n::: lưu ý\n:::\n\nChữ.\n",
        expect![[r#"
            lưu ý: đề mục không có chữ nên không hiện ra
             --> content/mau/tin/xau.md:6:1
              |
            6 | ## 
              | ^^^
              |
              = cách sửa: viết chữ sau dấu `##`, hoặc bỏ dòng này

            lưu ý: đề mục không có chữ nên không hiện ra
             --> content/mau/tin/xau.md:8:1
              |
            8 | ## 
              | ^^^
              |
              = cách sửa: viết chữ sau dấu `##`, hoặc bỏ dòng này

            lưu ý: khối `::: lưu ý` không có nội dung
              --> content/mau/tin/xau.md:10:1
               |
            10 | ::: lưu ý
               | ^^^^^^^^^
               |
               = cách sửa: viết nội dung giữa hai dòng `:::`, hoặc bỏ khối

        "#]],
    );
}

#[test]
fn blocks_in_lists_and_open_code_are_told() {
    told(
        "- ::: khẩn cấp\n  co giật\n  :::\n\n```\nchữ **đậm**\n",
        expect![[r#"
            lỗi: dấu `:::` nằm trong lời trích hoặc danh sách nên không thành khối
             --> content/mau/tin/xau.md:6:1
              |
            6 | - ::: khẩn cấp
              | ^^^^^^^^^^^^^^
              |
              = cách sửa: bỏ dấu `>` hoặc `-` ở đầu dòng, viết `::: khẩn cấp` sát đầu dòng

            lỗi: dòng `:::` này không đóng khối nào
             --> content/mau/tin/xau.md:8:1
              |
            8 |   :::
              | ^^^^^
              |
              = cách sửa: bỏ dòng này, hoặc mở khối bằng `::: tên khối`

            lỗi: dấu mở đoạn mã này không được đóng lại nên nuốt hết phần sau
              --> content/mau/tin/xau.md:10:1
               |
            10 | ```
               | ^^^
               |
               = cách sửa: thêm một dòng y như thế sau đoạn mã, hoặc bỏ dòng này

            3 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn html_without_a_blank_line_is_told() {
    told(
        "<div>\n**đậm** và [a](b.md)\n</div>\n",
        expect![[r#"
            lỗi: chữ nằm ngay trong mã HTML không được đọc như Markdown, người đọc sẽ thấy các dấu
             --> content/mau/tin/xau.md:7:1
              |
            7 | **đậm** và [a](b.md)
              | ^^^^^^^^^^^^^^^^^^^^
              |
              = cách sửa: để một dòng trống sau thẻ HTML, hoặc bỏ thẻ

            1 lỗi, 0 lưu ý.
        "#]],
    );
}

#[test]
fn fields_hold_plain_text() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/xau.md",
        "+++\ntitle = \"**Tin** mới\"\nsummary = \"Xem [bài](a.md) &amp; hỏi\"\ntags = [\"## sốt\", \"trẻ em\"]\ndate = 2026-01-15\n\n[media]\nloudspeaker = \"\"\"\nKính thưa bà con.\n:::khẩn cấp\n\"\"\"\n+++\n\nChữ (**), a * b.\n",
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    expect![[r###"
        lỗi: trường `title` chỉ nhận chữ thường, người đọc sẽ thấy dấu `**`
         --> content/mau/tin/xau.md:2:9
          |
        2 | title = "**Tin** mới"
          |         ^^^^^^^^^^^^^
          |
          = cách sửa: viết `Tin mới`

        lỗi: trường `summary` chỉ nhận chữ thường, người đọc sẽ thấy dấu `](`
         --> content/mau/tin/xau.md:3:11
          |
        3 | summary = "Xem [bài](a.md) &amp; hỏi"
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = cách sửa: viết `Xem bài & hỏi`

        lỗi: trường `tags` chỉ nhận chữ thường, người đọc sẽ thấy dấu `##`
         --> content/mau/tin/xau.md:4:9
          |
        4 | tags = ["## sốt", "trẻ em"]
          |         ^^^^^^^^
          |
          = cách sửa: viết `sốt`

        lỗi: trường `loudspeaker` chỉ nhận chữ thường, người đọc sẽ thấy dấu `:::`
         --> content/mau/tin/xau.md:8:15
          |
        8 | loudspeaker = """
          |               ^^^
          |
          = cách sửa: viết `khẩn cấp`

        4 lỗi, 0 lưu ý.
    "###]]
    .assert_eq(&ran.stderr);
}

#[test]
fn right_texts_are_not_told() {
    let bench = Bench::new();
    let texts = [
        "#phongdich #SứcKhỏe\n\n2 * 3 * 4 = 24; a*b; *Ghi chú: giá.\n\n(**) Theo kế hoạch.\n",
        "Họ tên: ______ Tuổi: ____\n\n[1] (xem phụ lục), [2](khai-truong.md)\n\n`**` `##x` `:::`\n",
        "```\n##x\n:::\n**a\n```\n\n\\*\\*sao\\*\\* \\## \\:::\n",
        "- [ ] việc\n- [x] xong\n\n1. một\n   - a\n\n     đoạn\n2. hai\n\nTừ 5~10 và 6~12, ~5 phút.\n",
        "Nhiệt độ\n-5 đến 10 độ\n\n– Chào bác!\n\nTiêu đề\n-------\n\nHĐND&UBND, 5 < 6 > 2.\n",
    ];
    for (at, text) in texts.iter().enumerate() {
        bench.write(
            &format!("content/mau/tin/bai-{at}.md"),
            post(&format!("Bài số {at} (**)"), text),
        );
    }
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_index_parts_words_where_the_page_does() {
    let bench = Bench::new();
    let text = "Điểm tiêm ở Trạm<br>Phường chiều nay.\n\n| Nơi | Giờ |\n|---|---|\n| Nhà văn hóa<br>Khu phố bốn | 7 giờ |\n\n<table><tr><td>Sáng</td><td>Chiều</td></tr></table>\n\nsiêu<wbr>thị vắc\u{ad}xin\n\nGọi 0225 3850 123 hoặc 1900 9095. Có 1.700 căn.\n";
    bench.write("content/mau/tin/a.md", post("Bài", text));
    bench.build_well();
    for query in [
        "phường chiều",
        "hóa khu",
        "sáng chiều",
        "siêuthị",
        "vắcxin",
        "02253850123",
        "19009095",
        "1700",
        "1.700",
        "0225 3850 123",
    ] {
        let hits = bench.search("mau", &[query]).remove(0);
        assert_eq!(hits.first().map(String::as_str), Some("tin/a/"), "{query}");
    }
    for file in ["public/mau/tin/a/index.html", "public/mau/atom.xml"] {
        let page = bench.read(file);
        assert!(page.contains("ở Trạm Phường chiều"), "{file}");
        assert!(!page.contains("TrạmPhường"), "{file}");
    }
}
