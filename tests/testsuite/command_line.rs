//! The command line: help, mistakes, exit codes, new posts and new roots.

use crate::bench::{Bench, TODAY, post};
use expect_test::expect;

#[test]
fn help_in_both_languages() {
    let bench = Bench::empty();
    let vi = bench.loa(&["--help"]);
    assert_eq!(vi.code, Some(0));
    expect![[r#"
        Dựng mỗi phường một trang web tĩnh, có tìm kiếm, từ các bài viết Markdown.

        Cách dùng: loa [TÙY CHỌN] <LỆNH>

        Các lệnh:
          build     Dựng trang của các phường vào thư mục xuất
          serve     Xem trang trên máy này; tự tải lại khi bài viết đổi
          studio    Viết, xem thử, duyệt và đăng bài trong trình duyệt, không cần biết lập trình
          search    Tìm trong một trang đã dựng: mỗi dòng nhập vào là một câu hỏi
          check     Kiểm tra mọi bài viết mà không dựng trang
          due       In ngày sắp tới có bài lên trang hoặc hết hạn, để hẹn giờ dựng lại; mã thoát 3 khi không có
          new       Tạo một bài viết mới ở dạng nháp
          import    Đọc văn bản chính thức (Word, PDF, trang web lưu lại và nhiều loại khác) thành bài nháp
          retire    Đóng một trang: tạo những gì thay chỗ nó và xóa bản lưu trên máy người đọc
          bundle    Đóng trang của một phường thành một tệp có chữ ký, cho máy màn hình chạm không có mạng
          keys      Tạo, thay và xem khóa ký gói cho máy màn hình chạm
          coverage  Cho xem tổ dân phố, thôn nào đã được tuyên truyền, qua kênh nào, so với kế hoạch
          channels  Làm bản tin loa, tin Zalo, Facebook, SMS, thư, tờ giấy và trang chiếu của một tuần hoặc một tháng, mỗi phường một thư mục
          feedback  Gộp số lượt xem mà các máy màn hình chạm ghi vào USB thành một bảng
          speak     Đọc bài viết thành lời như khi đọc loa: số, ngày tháng, chữ viết tắt; chỗ nào không chắc thì báo, không đoán
          schema    In các trường mà mỗi loại bài viết có
          init      Tạo một thư mục mới với một phường mẫu

        Tùy chọn:
          -V, --version      In phiên bản
          -h, --help         In phần trợ giúp này
              --lang <LANG>  Ngôn ngữ của thông báo: `vi` hoặc `en`

        Mã thoát: 0 xong, không lỗi · 1 có lỗi trong bài viết, giao diện hoặc khi ghi · 2 gõ sai lệnh.
    "#]].assert_eq(&vi.stdout);
    let en = bench.loa(&["build", "--lang", "en", "--help"]);
    assert_eq!(en.code, Some(0));
    expect![[r#"
        Build the sites of the wards into the output folder

        Usage: loa build [OPTIONS]

        Options:
          -h, --help            Print this help
          -q, --quiet           Print errors alone
              --root <DIR>      The folder that holds `content/` [default: .]
              --out <DIR>       The output folder; `public` in the root by default
              --ward <ID>       Only this ward; may be given several times
              --drafts          Publish drafts too
              --today <DAY>     The day that decides what has expired, like 2026-01-31; today in Vietnam by default
              --portable        Build sites that open straight from a USB stick or a disk (`file://`), without a server
              --kiosk-pages     Build pages for a public touch screen: picture tiles, keyboard, back to the beginning by itself; needs `--portable`
              --then <COMMAND>  Run this command after the build, while no other build can come between; the exit code is its own
              --lang <LANG>     The language of messages: `vi` or `en`
    "#]].assert_eq(&en.stdout);
}

#[test]
fn mistakes_on_the_command_line_exit_with_2() {
    let bench = Bench::empty();
    let cases: [(&[&str], expect_test::Expect); 8] = [
        (
            &["biuld"],
            expect![[r#"
            lỗi: không có lệnh `biuld`
            Gõ `loa --help` để xem cách dùng.
        "#]],
        ),
        (
            &["build", "--drafs"],
            expect![[r#"
                lỗi: không hiểu `--drafs`
                Gõ `loa build --help` để xem cách dùng.
            "#]],
        ),
        (
            &["build", "--today", "mai"],
            expect![[r#"
                lỗi: `--today <NGÀY>` không nhận giá trị `mai`
                Gõ `loa build --help` để xem cách dùng.
            "#]],
        ),
        (
            &["search"],
            expect![[r#"
                lỗi: thiếu --site <THƯ MỤC>
                Gõ `loa search --help` để xem cách dùng.
            "#]],
        ),
        (
            &["new", "mau"],
            expect![[r#"
                lỗi: thiếu <MỤC> <TIÊU ĐỀ>
                Gõ `loa new --help` để xem cách dùng.
            "#]],
        ),
        (
            &["build", "--lang", "fr"],
            expect![[r#"
                lỗi: `--lang <LANG>` không nhận giá trị `fr`
                Gõ `loa build --help` để xem cách dùng.
            "#]],
        ),
        (
            &["build", "--kiosk", "--out", "usb"],
            expect![[r#"
                lỗi: `--kiosk` nay là `--portable`: gõ lại lệnh với tên mới
                Gõ `loa build --help` để xem cách dùng.
            "#]],
        ),
        (
            &["build", "--kiosk", "--lang", "en"],
            expect![[r#"
                error: `--kiosk` is called `--portable` now: type the command again with the new name
                Type `loa build --help` to see how it is used.
            "#]],
        ),
    ];
    for (arguments, expected) in cases {
        let ran = bench.loa(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert_eq!(ran.stdout, "");
        expected.assert_eq(&ran.stderr);
    }
}

#[test]
fn the_closing_line_says_what_was_built() {
    let bench = Bench::new();
    let ran = bench.build_well();
    assert!(
        ran.stdout.starts_with("Đã dựng 1 trang phường: 2 bài, "),
        "{}",
        ran.stdout
    );
    assert_eq!(ran.stderr, "");
    let quiet = bench.loa(&["build", "--quiet"]);
    assert_eq!(
        (quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()),
        (Some(0), "", "")
    );
    let english = bench.loa(&["check", "--lang=en"]);
    assert!(
        english
            .stdout
            .starts_with("Checked. Wards: 1, posts: 2; no errors, warnings: 0; "),
        "{}",
        english.stdout
    );
}

#[test]
fn a_new_root_can_be_built_and_written_in() {
    let bench = Bench::empty();
    assert_eq!(bench.loa(&["init", "trang"]).code, Some(0));
    let made = bench.loa(&[
        "new",
        "phuong-mau",
        "suc-khoe",
        "Phòng ngã cho người già",
        "--root",
        "trang",
        "--today",
        TODAY,
    ]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let path = "trang/content/phuong-mau/suc-khoe/phong-nga-cho-nguoi-gia.md";
    assert!(bench.read(path).contains("draft = true"));
    let again = bench.loa(&[
        "new",
        "phuong-mau",
        "suc-khoe",
        "Phòng ngã cho người già",
        "--root",
        "trang",
    ]);
    assert_eq!(again.code, Some(1), "a post is never overwritten");
    let built = bench.loa(&["build", "--root", "trang", "--drafts", "--today", TODAY]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(
        bench
            .path("trang/public/phuong-mau/suc-khoe/phong-nga-cho-nguoi-gia/index.html")
            .exists()
    );
    assert_eq!(
        bench.loa(&["init", "trang"]).code,
        Some(1),
        "a root is never overwritten"
    );
}

#[test]
fn new_posts_stay_inside_the_root() {
    let bench = Bench::new();
    for (ward, section) in [
        ("../mau", "tin"),
        ("mau", "../tin"),
        ("mau", "tin/../../x"),
        ("mau", ""),
    ] {
        let ran = bench.loa(&["new", ward, section, "Bài"]);
        assert_eq!(ran.code, Some(1), "{ward} {section}: {}", ran.stderr);
    }
    for (section, title) in [("search", "Bài"), ("chu-de", "Bài"), ("tin", "Trang")] {
        let ran = bench.loa(&["new", "mau", section, title]);
        assert_eq!(ran.code, Some(1), "{section} {title} is reserved");
    }
    let ran = bench.loa(&["new", "mau", "tin", "../../../Bài: “mới”"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(bench.path("content/mau/tin/bai-moi.md").exists());
}

#[test]
fn drafts_and_expired_posts() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/nhap.md",
        post("Nháp", "").replace("+++\n\n", "draft = true\n+++\n\n"),
    );
    bench.write(
        "content/mau/tin/cu.md",
        post("Đã cũ", "").replace("+++\n\n", "expires = 2026-02-01\n+++\n\n"),
    );
    bench.build_well();
    assert!(!bench.path("public/mau/tin/nhap").exists());
    let list = bench.read("public/mau/tin/index.html");
    assert!(!list.contains("Đã cũ"), "an expired post is still listed");
    assert!(
        bench
            .read("public/mau/tin/cu/index.html")
            .contains("ngày 1 tháng 2 năm 2026"),
        "its address says that it expired"
    );
    let early = bench.loa(&["build", "--today", "2026-02-01"]);
    assert_eq!(early.code, Some(0));
    assert!(
        bench.read("public/mau/tin/index.html").contains("Đã cũ"),
        "the last day still counts"
    );
}

#[test]
fn a_draft_does_not_take_a_shared_post_away() {
    let bench = Bench::new();
    let own = crate::bench::lesson("Bản riêng", "## Dấu hiệu\n")
        .replace("audience", "draft = true\naudience");
    bench.write("content/mau/suc-khoe/sot-xuat-huyet.md", own);
    bench.build_well();
    let page = bench.read("public/mau/suc-khoe/sot-xuat-huyet/index.html");
    assert!(page.contains("Sốt xuất huyết") && !page.contains("Bản riêng"));
    assert_eq!(bench.loa(&["build", "--drafts"]).code, Some(0));
    assert!(
        bench
            .read("public/mau/suc-khoe/sot-xuat-huyet/index.html")
            .contains("Bản riêng")
    );
}

#[test]
fn a_bad_epoch_is_told() {
    let bench = Bench::new();
    let output = bench
        .command(&["build"])
        .env("SOURCE_DATE_EPOCH", "mai")
        .output()
        .expect("loa starts");
    assert_eq!(output.status.code(), Some(2));
    let output = bench
        .command(&["build"])
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .output()
        .expect("loa starts");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn lessons_overdue_for_review_are_warned_of() {
    let bench = Bench::new();
    let text = crate::bench::lesson("Bài", "").replace(
        "audience",
        "reviewed_by = \"Trạm y tế\"\nreviewed_on = 2025-01-01\nreview_due = 2026-01-01\naudience",
    );
    bench.write("content/mau/suc-khoe/cu.md", text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0));
    expect![[r#"
        lưu ý: bài đã quá hạn xem lại (ngày 1 tháng 1 năm 2026)
        --> content/mau/suc-khoe/cu.md
         = cách sửa: nhờ cán bộ y tế xem lại bài, rồi sửa `reviewed_on` và `review_due`

    "#]]
    .assert_eq(&ran.stderr);
}
