//! Drawings in posts: what is published, under which name, and what is said of those that are not.

use crate::bench::{Bench, TODAY, post, tree};
use expect_test::expect;
use std::path::Path;

const EDITOR: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Người vẽ: Lò Thị Mẫu, 0912 000 111 -->\n\
    <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" width=\"210mm\" height=\"297mm\" \
    inkscape:export-filename=\"C:\\Users\\Lò Thị Mẫu\\so-do.png\">\n\
    <metadata><dc:creator>Lò Thị Mẫu</dc:creator></metadata>\n<g id=\"Lò Thị Mẫu\" inkscape:label=\"Mẫu\">\
    <rect width=\"50\" height=\"50\" style=\"fill:#0f6b60\"/></g>\n</svg>\n";

fn published(bench: &Bench, stem: &str) -> Vec<String> {
    let prefix = format!("{stem}.");
    let files = tree(&bench.path("public/mau/assets")).into_iter();
    let found = files.filter(|(path, _)| {
        let name = path.to_string_lossy();
        name.starts_with(&prefix) && name.ends_with(".svg")
    });
    found
        .map(|(path, bytes)| format!("{} {}", path.display(), String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn a_drawing_tells_no_author_and_no_path() {
    let bench = Bench::new();
    bench.write("content/mau/tin/so-do.svg", EDITOR);
    bench.write(
        "content/mau/tin/ve.md",
        post("Sơ đồ", "![Sơ đồ](so-do.svg)\n"),
    );
    bench.build_well();
    let page = bench.read("public/mau/tin/ve/index.html");
    assert!(page.contains("width=\"794\" height=\"1123\""), "{page}");
    let files = published(&bench, "so-do");
    expect![[r##"
        so-do.550bf63752df2647b957fc321d6d714f.svg <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm"><g><rect width="50" height="50" fill="#0f6b60"/></g></svg>
    "##]]
    .assert_eq(&files.concat());
    // The name follows from what is published: another comment changes nothing.
    bench.write(
        "content/mau/tin/so-do.svg",
        EDITOR.replace("0912 000 111", "0912 000 222"),
    );
    bench.build_well();
    assert_eq!(published(&bench, "so-do"), files);
    bench.write(
        "content/mau/tin/so-do.svg",
        EDITOR.replace("#0f6b60", "#0f6b61"),
    );
    bench.build_well();
    assert_ne!(published(&bench, "so-do"), files);
}

#[test]
fn a_drawing_that_is_not_published_is_told_with_its_line() {
    let svg = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\n{inside}\n</svg>")
    };
    let bench = Bench::new();
    let bomb: String = (1..9)
        .map(|n| {
            format!(
                "<g id='a{n}'>{}</g>",
                format!("<use href='#a{}'/>", n - 1).repeat(10)
            )
        })
        .collect();
    let drawings = [
        ("lenh", svg("<g>\n<rect onclick='a()'/></g>").into_bytes()),
        ("kieu", svg("<rect fill='\\75rl(https://ngoai.example/a)'/>").into_bytes()),
        ("anh", svg("<image href='a.png'/>").into_bytes()),
        ("bom", svg(&format!("<g id='a0'><rect/></g>{bomb}<use href='#a8'/>")).into_bytes()),
        ("cut", svg("<g>").into_bytes()),
        ("co", b"<svg xmlns='http://www.w3.org/2000/svg' width='9'/>".to_vec()),
        ("trang", b"<svg xmlns='http://www.w3.org/1999/xhtml' width='9' height='9'/>".to_vec()),
        ("ma", b"<?xml version='1.0' encoding='ISO-8859-1'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>".to_vec()),
        ("chu", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>\xe1</text></svg>".to_vec()),
        ("khong", svg("<text>a&nbsp;b</text>").into_bytes()),
    ];
    let mut text = String::new();
    for (name, bytes) in drawings {
        bench.write(&format!("content/mau/tin/{name}.svg"), bytes);
        text += &format!("![Hình]({name}.svg)\n\n");
    }
    bench.write("content/mau/tin/ve.md", post("Sơ đồ", &text));
    let said = |lang: &str| {
        let ran = bench.loa(&["check", "--today", TODAY, "--lang", lang]);
        assert_eq!(ran.code, Some(1));
        let told = |line: &&str| {
            line.contains("lỗi:")
                || line.contains("cách sửa:")
                || line.contains("error:")
                || line.contains("help:")
        };
        let lines = ran.stderr.lines().filter(told).map(str::trim);
        lines.collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        lỗi: hình vẽ `lenh.svg`, dòng 3: không đăng được `onclick` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
        = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG
        lỗi: hình vẽ `kieu.svg`, dòng 2: không đăng được `fill="\75rl(https://ngoai.example/a)"` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài
        = cách sửa: xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG
        lỗi: hình vẽ `anh.svg`, dòng 2: không đăng được `<image>`, mà bỏ đi thì hình trông khác
        = cách sửa: đổi phần đó thành nét vẽ và màu thường rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG
        lỗi: hình vẽ `bom.svg`, dòng 2: nặng quá cho điện thoại: quá nhiều phần vẽ lặp lại (`use`, họa tiết, mũi tên, mặt nạ, nét đứt)
        = cách sửa: làm hình đơn giản hơn rồi lưu lại, hoặc xuất hình thành PNG
        lỗi: không đọc được hình vẽ `cut.svg`, dòng 3: sai cú pháp XML
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8
        lỗi: không đọc được hình vẽ `co.svg`, dòng 1: thẻ `<svg>` không cho biết kích thước: cần `width` và `height`, hoặc `viewBox`
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8
        lỗi: không đọc được hình vẽ `trang.svg`, dòng 1: thẻ `<svg>` thiếu `xmlns="http://www.w3.org/2000/svg"`
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8
        lỗi: không đọc được hình vẽ `ma.svg`, dòng 1: tệp ghi bảng mã `ISO-8859-1`, không phải UTF-8
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8
        lỗi: không đọc được hình vẽ `chu.svg`, dòng 1: tệp không phải bảng mã UTF-8
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8
        lỗi: không đọc được hình vẽ `khong.svg`, dòng 2: không biết `&nbsp;` thay cho chữ gì
        = cách sửa: mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8"#]].assert_eq(&said("vi"));
    expect![[r#"
        error: the drawing `lenh.svg`, line 3: `onclick` cannot be published, as it runs, moves, leads away or calls elsewhere
        = help: remove it in the drawing program and save a plain SVG, or export the drawing as PNG
        error: the drawing `kieu.svg`, line 2: `fill="\75rl(https://ngoai.example/a)"` cannot be published, as it runs, moves, leads away or calls elsewhere
        = help: remove it in the drawing program and save a plain SVG, or export the drawing as PNG
        error: the drawing `anh.svg`, line 2: `<image>` cannot be published, and without it the drawing looks otherwise
        = help: make plain outlines and colours of it and save a plain SVG, or export the drawing as PNG
        error: the drawing `bom.svg`, line 2, is too heavy for telephones: too much is drawn again and again (`use`, patterns, markers, masks, dashes)
        = help: simplify the drawing and save it again, or export it as PNG
        error: the drawing `cut.svg` cannot be read, line 3: its XML is wrong
        = help: open it in a drawing program and save it as a plain SVG in UTF-8
        error: the drawing `co.svg` cannot be read, line 1: `<svg>` tells no size: it needs `width` and `height`, or `viewBox`
        = help: open it in a drawing program and save it as a plain SVG in UTF-8
        error: the drawing `trang.svg` cannot be read, line 1: `<svg>` lacks `xmlns="http://www.w3.org/2000/svg"`
        = help: open it in a drawing program and save it as a plain SVG in UTF-8
        error: the drawing `ma.svg` cannot be read, line 1: the file declares the encoding `ISO-8859-1`, not UTF-8
        = help: open it in a drawing program and save it as a plain SVG in UTF-8
        error: the drawing `chu.svg` cannot be read, line 1: the file is not UTF-8
        = help: open it in a drawing program and save it as a plain SVG in UTF-8
        error: the drawing `khong.svg` cannot be read, line 2: nothing says what `&nbsp;` stands for
        = help: open it in a drawing program and save it as a plain SVG in UTF-8"#]].assert_eq(&said("en"));
}

#[test]
fn the_words_of_a_drawing_are_looked_at_like_those_of_a_post() {
    let bench = Bench::new();
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'><title>Sơ đồ</title>\
        <text>Gọi 0912 <tspan>000 111</tspan></text><defs><text>0912 000 222</text></defs></svg>";
    bench.write("content/mau/tin/so-do.SVG", drawing);
    bench.write(
        "content/mau/tin/ve.md",
        post("Sơ đồ", "![Sơ đồ](so-do.SVG)\n"),
    );
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    expect![[r#"
        lưu ý: số điện thoại của cá nhân, trong chữ của hình vẽ: `0912 000 111`
        --> content/mau/tin/so-do.SVG
         = cách sửa: bỏ chữ đó khỏi hình rồi lưu lại; nếu có chủ ý, thêm `personal_data = ["so-do.SVG"]` vào phần mở đầu của bài

    "#]].assert_eq(&ran.stderr);
    let meant = post("Sơ đồ", "![Sơ đồ](so-do.SVG)\n").replacen(
        "date",
        "personal_data = [\"so-do.SVG\"]\ndate",
        1,
    );
    bench.write("content/mau/tin/ve.md", meant);
    assert_eq!(bench.loa(&["check", "--today", TODAY]).stderr, "");
}

/// What a drawing of the library weighs less than, in bytes.
const LIGHT: usize = 12_000;

#[test]
fn every_lesson_of_the_library_has_a_light_drawing() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/chung/suc-khoe");
    let files = tree(&library);
    let mut lessons = 0;
    for (path, bytes) in &files {
        let name = path.to_string_lossy();
        if name.ends_with(".svg") {
            assert!(bytes.len() < LIGHT, "{name}: {} bytes", bytes.len());
        }
        if name.ends_with(".md") && name != "_index.md" {
            lessons += 1;
            let text = String::from_utf8_lossy(bytes);
            assert!(text.contains(".svg)"), "{name} has no drawing");
        }
    }
    assert!(lessons > 80, "{lessons} lessons");
}
