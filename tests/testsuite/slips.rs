//! Slips of writers who do not program: each gets the right diagnosis and the mend, or is simply understood.

use crate::bench::{Bench, TODAY, post};
use expect_test::{Expect, expect};

fn told(front: &str, expected: Expect) {
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", format!("+++\n{front}\n+++\n\nx\n"));
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let lines = ran.stderr.lines().map(|line| line.trim_start());
    let said = lines.filter(|line| line.starts_with("lỗi:") || line.starts_with("= cách sửa:"));
    expected.assert_eq(&said.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn each_slip_has_its_mend() {
    told(
        "title = “Khai trương điểm đọc sách”\ndate = 22/11/2026",
        expect![[r#"
            lỗi: không hiểu dòng này: dấu nháy cong “ ” không dùng được, phải là dấu nháy thẳng "
            = cách sửa: viết lại dòng này: `title = "Khai trương điểm đọc sách"`
            lỗi: không hiểu dòng này: ngày phải viết năm-tháng-ngày, tháng và ngày đủ hai chữ số
            = cách sửa: viết lại dòng này: `date = 2026-11-22`
        "#]],
    );
    told(
        "Tiêu đề = \"Bài\"\nNgày = 2026-11-22",
        expect![[r#"
        lỗi: không hiểu dòng này: tên trường phải viết đúng như trong hướng dẫn
        = cách sửa: viết lại dòng này: `title = "Bài"`
        lỗi: không hiểu dòng này: tên trường phải viết đúng như trong hướng dẫn
        = cách sửa: viết lại dòng này: `date = 2026-11-22`
    "#]],
    );
    told(
        "title: Bài\ndate: 22/11/2026",
        expect![[r#"
        lỗi: không hiểu dòng này: dùng dấu `:` thay cho dấu `=`
        = cách sửa: viết lại dòng này: `title = "Bài"`
        lỗi: không hiểu dòng này: dùng dấu `:` thay cho dấu `=`
        = cách sửa: viết lại dòng này: `date = 2026-11-22`
    "#]],
    );
    told(
        "title = Bài viết\ndate = 2026-22-11",
        expect![[r#"
        lỗi: không hiểu dòng này: chữ phải nằm trong hai dấu nháy kép
        = cách sửa: viết lại dòng này: `title = "Bài viết"`
        lỗi: không hiểu dòng này: ngày phải viết năm-tháng-ngày, tháng và ngày đủ hai chữ số
        = cách sửa: viết lại dòng này: `date = 2026-11-22`
    "#]],
    );
    told(
        "title = \"Bài \"hay\" nhất\"\ndate = \"22/11/2026\"",
        expect![[r#"
            lỗi: không hiểu dòng này: trong chữ có thêm dấu nháy kép
            = cách sửa: viết lại dòng này: `title = "Bài “hay” nhất"`
        "#]],
    );
    told(
        "title = \"Bài\"\ndate = 2026-11-22\nnhap = true\ntags = [sốt, ho]",
        expect![[r#"
            lỗi: không hiểu dòng này: mỗi mục của danh sách phải nằm trong hai dấu nháy kép
            = cách sửa: viết lại dòng này: `tags = ["sốt", "ho"]`
        "#]],
    );
    told(
        "title = \"Bài\"\ndate = 2026-11-22\ndraft = đúng",
        expect![[r#"
            lỗi: không hiểu dòng này: chỉ nhận `true` (đúng) hoặc `false` (sai)
            = cách sửa: viết lại dòng này: `draft = true`
        "#]],
    );
    told(
        "title = \"Bài\"\ndate = 2026-11-22\nnhap = true\ntieu-de = \"A\"",
        expect![[r#"
            lỗi: không có trường `nhap`. Ý bạn là `draft`?
            = cách sửa: các trường dùng được ở đây: `title`, `date`, `publish_on`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `recording`, `source`, `media`, `personal_data`, `model`
            lỗi: không có trường `tieu-de`. Ý bạn là `title`?
            = cách sửa: các trường dùng được ở đây: `title`, `date`, `publish_on`, `summary`, `tags`, `draft`, `updated`, `expires`, `urgent`, `cover`, `cover_alt`, `recording`, `source`, `media`, `personal_data`, `model`
        "#]],
    );
    told(
        "title = \"Bài\"\ndate = 2026-11-22\ntitle = \"Khác\"",
        expect![[r#"
            lỗi: không hiểu dòng này: trường này đã viết ở trên
            = cách sửa: bỏ một trong hai dòng
        "#]],
    );
    told(
        "title = \"Bài\"\ndate = 2026-11-22\nNội dung bài ở đây",
        expect![[r#"
            lỗi: không hiểu dòng này: thiếu dấu `=` và giá trị
            = cách sửa: nếu là nội dung bài thì chuyển xuống dưới dòng `+++` thứ hai; nếu không thì viết `tên = giá trị`
        "#]],
    );
}

#[test]
fn what_stands_around_front_matter() {
    let bench = Bench::new();
    let good = "title = \"A\"\ndate = 2026-01-15\n";
    for sound in [
        format!("\n\n+++\n{good}+++\nx\n"),
        format!("+++  \n{good}  +++\t\nx\n"),
        format!(" +++\n{good}+++"),
        format!(
            "\u{feff}\n+++\r\n{}+++\r\nx\r\n",
            good.replace('\n', "\r\n")
        ),
        format!("+++\n{good}+++\nx\n").replace('\n', "\r"),
    ] {
        bench.write("content/mau/tin/a.md", &sound);
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(0), "{sound:?}: {}", ran.stderr);
    }
    for (odd, found) in [
        (format!("---\n{good}---\nx\n"), "---"),
        (format!("+ + +\n{good}+ + +\nx\n"), "+ + +"),
        (format!("—\n{good}—\nx\n"), "—"),
        (format!("+++\n{good}++\n\n---\n\nx = 1\n"), "++"),
        (format!("+++\n{good}---\nx\n"), "---"),
    ] {
        bench.write("content/mau/tin/a.md", &odd);
        let ran = bench.loa(&["check", "--today", TODAY]);
        let words = format!("phần mở đầu phải nằm giữa hai dòng `+++`, ở đây là `{found}`");
        assert!(
            ran.code == Some(1) && ran.stderr.contains(&words),
            "{odd:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_title_without_quotes_is_a_title() {
    let bench = Bench::new();
    let made = bench.loa(&[
        "new", "mau", "tin", "Khai", "trương", "thư", "viện", "--today", TODAY,
    ]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(
        bench
            .read("content/mau/tin/khai-truong-thu-vien.md")
            .contains("title = \"Khai trương thư viện\"")
    );
    let made = bench.loa(&["new", "mau", "tin", "“Bài", "mới”"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(
        bench
            .read("content/mau/tin/bai-moi.md")
            .contains("title = \"Bài mới\"")
    );
}

#[test]
fn a_section_written_otherwise_makes_no_entry_of_the_menu() {
    let bench = Bench::new();
    for section in ["suckhoe", "suc-khoee", "nghiquyet"] {
        let ran = bench.loa(&["new", "mau", section, "Sốt"]);
        assert!(
            ran.code == Some(1) && ran.stderr.contains("Ý bạn là `"),
            "{section}: {}",
            ran.stderr
        );
        assert!(!bench.path(&format!("content/mau/{section}")).exists());
    }
    let ran = bench.loa(&["new", "mau", "Sức khỏe", "Sốt"]);
    assert!(ran.stderr.contains("`suc-khoe`"), "{}", ran.stderr);
    let ran = bench.loa(&["new", "mau", "gioi-thieu", "Chúng tôi"]);
    assert!(
        ran.code == Some(0) && ran.stdout.contains("Mục `gioi-thieu` là mục mới"),
        "{ran:?}"
    );
    bench.write("content/mau/suckhoe/sot.md", post("Sốt", ""));
    let ran = bench.loa(&["check"]);
    assert!(ran.code == Some(1), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("không có mục `suckhoe`. Ý bạn là `suc-khoe`?"),
        "{}",
        ran.stderr
    );
    bench.write(
        "content/mau/suckhoe/_index.md",
        "+++\ntitle = \"Khỏe\"\n+++\n",
    );
    assert_eq!(bench.loa(&["check"]).code, Some(0));
}

#[test]
fn a_document_named_without_quotes_is_found() {
    let bench = Bench::new();
    bench.write(
        "Kế hoạch 12.txt",
        "KẾ HOẠCH\nVề việc đọc sách\n\nI. MỤC TIÊU\n1. Đọc sách.\n",
    );
    let ran = bench.loa(&["import", "Kế", "hoạch", "12.txt", "--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let ran = bench.loa(&["import", "Kế", "hoạch", "13.txt", "--dry-run"]);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn endings_that_editors_give() {
    let bench = Bench::new();
    bench.write("content/mau/tin/hoa.MD", post("Hoa", ""));
    bench.write("content/mau/tin/b.md.txt", post("B", ""));
    bench.write("content/mau/tin/c.markdown", post("C", ""));
    let ran = bench.build_well();
    assert_eq!(
        ran.stderr
            .matches("không được đọc vì tên không kết thúc bằng `.md`")
            .count(),
        2,
        "{}",
        ran.stderr
    );
    assert!(bench.path("public/mau/tin/hoa/index.html").exists());
}

#[test]
fn a_hundred_problems_of_a_file_are_told_and_the_rest_counted() {
    let bench = Bench::new();
    let keys: String = (0..50_000).map(|n| format!("khoa{n} = 1\n")).collect();
    bench.write(
        "content/mau/tin/a.md",
        format!("+++\ntitle = \"A\"\ndate = 2026-01-15\n{keys}+++\n\nx\n"),
    );
    let links: String = (0..300)
        .map(|n| format!("[a](khong-co-{n}.md)\n\n"))
        .collect();
    bench.write("content/mau/tin/b.md", post("B", &links));
    let begin = std::time::Instant::now();
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert!(begin.elapsed().as_secs() < 10);
    assert!(
        ran.stderr
            .contains("lỗi: còn 49900 lỗi hoặc lưu ý nữa trong tệp này"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("lỗi: còn 200 lỗi hoặc lưu ý nữa trong tệp này")
    );
    assert_eq!(ran.stderr.matches("lỗi: không có trường").count(), 100);
    assert!(
        ran.stderr.ends_with("50300 lỗi, 0 lưu ý.\n"),
        "{}",
        &ran.stderr[ran.stderr.len() - 200..]
    );
}

#[test]
fn texts_beyond_reason_end_at_once() {
    let title = format!(
        "+++\ntitle = \"{}\"\ndate = 2026-01-15\n+++\n",
        "dài ".repeat(200_000)
    );
    let lines = format!("+++\n{}+++\n", "lạ\n".repeat(200_000));
    let line = post("A", &"dài ".repeat(200_000));
    for (text, words) in [
        (title, "quá 500000"),
        (lines, "còn 199"),
        (line, "quá 500000"),
    ] {
        let bench = Bench::new();
        bench.write("content/mau/tin/a.md", &text);
        let begin = std::time::Instant::now();
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert!(
            ran.code == Some(1) && ran.stderr.contains(words),
            "{}",
            ran.stderr
        );
        assert!(begin.elapsed().as_secs() < 10, "{words}");
        assert!(ran.stderr.len() < 200_000, "{words}");
    }
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", post(&"dài ".repeat(200), "x"));
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert!(
        ran.stderr.contains("trường `title` dài 799 ký tự, quá 500"),
        "{}",
        ran.stderr
    );
}

#[cfg(unix)]
#[test]
fn nothing_commands_the_terminal() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/\u{1b}[31mđỏ\u{202e}.md",
        "không có gì\u{1b}[2J\n",
    );
    bench.write(
        "content/mau/tin/b.md",
        post("B", "[x](\u{9b}31m.md) ![a](\u{1b}c.jpg)\n"),
    );
    bench.write("content/mau/\u{7}/c.md", post("C", ""));
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(1));
    let ran2 = bench.loa(&["build", "\u{1b}[31m", "--\u{1b}]0;x\u{7}"]);
    for text in [ran.stderr, ran.stdout, ran2.stderr] {
        let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(odd), "{text:?}");
    }
}
