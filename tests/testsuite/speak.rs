//! `loa speak`: texts as they are read aloud, on the command line.

use crate::bench::Bench;
use expect_test::expect;

#[test]
fn a_text_is_printed_as_it_is_read() {
    let bench = Bench::new();
    let ran = bench.loa(&["speak", "Khám", "lúc", "7h30", "ngày", "17/9/2025."]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        ran.stdout,
        "Khám lúc bảy giờ ba mươi phút ngày mười bảy tháng chín năm hai nghìn không trăm hai mươi lăm.\n"
    );
    bench.write("loa.txt", "Phát 06 suất.\n\nGọi 115 ngay.\n");
    let file = bench.path("loa.txt").display().to_string();
    let ran = bench.loa(&["speak", &file]);
    assert_eq!(ran.stdout, "Phát sáu suất.\n\nGọi một một năm ngay.\n");
    let ran = bench.loa_with_input(&["speak"], "Uống 2-3 lần.\n");
    assert_eq!(ran.stdout, "Uống hai đến ba lần.\n");
}

#[test]
fn what_cannot_be_read_is_told_at_its_place_and_nothing_is_printed() {
    let bench = Bench::new();
    let ran = bench.loa(&["speak", "Bà con mang 2/3 rồi gặp CT phường."]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    expect![[r#"
        lỗi: `2/3` có thể đọc nhiều cách: “ngày mùng hai tháng ba”, “hai phần ba”, “hai trên ba”
         --> loa speak:1:13
          |
        1 | Bà con mang 2/3 rồi gặp CT phường.
          |             ^^^
          |
          = cách sửa: viết rõ ra bằng chữ, hoặc thêm từ đứng trước như “ngày”, “số nhà”, “huyết áp”

        lỗi: `CT` có thể đọc nhiều cách: “chủ tịch”, “chỉ thị”, “chương trình”, “chụp cắt lớp”
         --> loa speak:1:25
          |
        1 | Bà con mang 2/3 rồi gặp CT phường.
          |                         ^^
          |
          = cách sửa: viết rõ ra bằng chữ, hoặc thêm từ đứng trước như “ngày”, “số nhà”, “huyết áp”

        2 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    let ran = bench.loa(&["speak", "Bring 2/3.", "--lang", "en", "--ward", "nowhere"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
}

#[test]
fn a_ward_reads_in_its_own_way() {
    let bench = Bench::new();
    let text = "Chương trình số 06-CTr/TU, họp tại NVHTT.";
    assert_eq!(bench.loa(&["speak", text]).code, Some(1));
    let config = bench.read("content/mau/ward.toml");
    let own = "\n[[speak.readings]]\nwritten = \"NVHTT\"\nspoken = \"nhà văn hóa trung tâm\"\n";
    bench.write("content/mau/ward.toml", config + own);
    let root = bench.dir().display().to_string();
    let ran = bench.loa(&["speak", "--root", &root, "--ward", "mau", text]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.ends_with("ủy, họp tại nhà văn hóa trung tâm.\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn programs_read_an_object_for_each_line() {
    let bench = Bench::new();
    let ran = bench.loa_with_input(&["speak", "--lines"], "Gọi 115.\nMang 2/3 đi\n");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let empty = serde_json::json!([]);
    let first =
        serde_json::json!({"text": "Gọi 115.", "spoken": "Gọi một một năm.", "problems": empty});
    assert_eq!(lines[0], first);
    let problem = &lines[1]["problems"][0];
    assert_eq!(lines[1]["spoken"], "");
    assert_eq!(
        (&problem["line"], &problem["column"], &problem["written"]),
        (&1.into(), &6.into(), &"2/3".into())
    );
    for key in ["problem", "mend"] {
        for lang in ["vi", "en"] {
            assert!(
                problem[key][lang]
                    .as_str()
                    .is_some_and(|text| !text.is_empty())
            );
        }
    }
}

#[test]
fn each_token_is_explained_and_breaths_are_marked() {
    let bench = Bench::new();
    let ran = bench.loa(&["speak", "--explain", "Uống 06 viên lúc 7h"]);
    expect![[r#"
        Uống	tiếng Việt	âm tiết tiếng Việt, giữ nguyên	Uống
        06	số	bỏ số không đứng đầu	sáu
        viên	tiếng Việt	âm tiết tiếng Việt, giữ nguyên	viên
        lúc	tiếng Việt	âm tiết tiếng Việt, giữ nguyên	lúc
        7h	giờ	giờ phút	bảy giờ
    "#]]
    .assert_eq(&ran.stdout);
    let ran = bench.loa(&["speak", "--breaths", "Đến trạm, mang thẻ."]);
    assert_eq!(
        ran.stdout,
        "Đến trạm, / mang thẻ. //\n4 âm tiết, đọc khoảng 2 giây\n"
    );
}
