//! Bad input: output folders: not Loa's, within the source, full, read-only.

use crate::bench::{Bench, post};
use expect_test::expect;
use std::fs;

#[test]
fn output_folder_that_is_not_loas() {
    let bench = Bench::new();
    bench.write("public/mau/anh-cuoi.txt", "đừng xóa");
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: thư mục đã có mà Loa không nhận ra là của mình
        --> public/mau
         = cách sửa: nếu đây là trang Loa dựng trước kia thì xóa nó rồi dựng lại; nếu không thì chọn thư mục khác bằng `--out`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    assert_eq!(bench.read("public/mau/anh-cuoi.txt"), "đừng xóa");
}

#[test]
fn output_folder_in_the_source() {
    for out in ["content/p", "khong-co/../content/mau/p", "content/mau/tin"] {
        let bench = Bench::new();
        let ran = bench.loa(&["build", "--out", out]);
        assert_eq!(ran.code, Some(1), "{out}");
        assert!(
            !bench.path("content/p").exists() && !bench.path("content/mau/p").exists(),
            "{out}"
        );
    }
    let bench = Bench::new();
    let mut command = bench.command(&["build", "--root", "../..", "--out", "p"]);
    let output = command
        .current_dir(bench.path("content/mau"))
        .output()
        .expect("loa starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(!bench.path("content/mau/p").exists());
}

#[test]
fn output_folder_that_is_the_source() {
    let bench = Bench::new();
    let ran = bench.loa(&["build", "--out", "content/mau/public"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: thư mục xuất trùng với thư mục nguồn
        --> content/mau/public
         = cách sửa: chọn thư mục khác bằng `--out`

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
    assert!(!bench.path("content/mau/public").exists());
}

/// On Linux a small memory file system stands for a full disk; it needs the right to mount one.
#[cfg(target_os = "linux")]
#[test]
fn full_output_folder() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/dai.md",
        post("Dài", &"Một câu rất dài. ".repeat(20_000)),
    );
    fs::create_dir(bench.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=512k tmpfs disk && exec \"$0\" build --out disk/public --today 2026-11-22";
    let ran = in_mount_namespace(&bench, script);
    assert_eq!(ran.0, Some(1), "{}", ran.1);
    let words: Vec<_> = ran
        .1
        .lines()
        .filter(|line| line.starts_with("lỗi") || line.contains("cách sửa"))
        .collect();
    assert!(
        words.contains(&"lỗi: không ghi được: ổ đĩa đã đầy"),
        "{}",
        ran.1
    );
    assert!(
        words.iter().any(|line| line
            .contains("kiểm tra ổ đĩa còn chỗ và quyền ghi; trang mỗi phường vẫn là bản cũ hoặc bản mới trọn vẹn")),
        "{}",
        ran.1
    );
}

/// Builds a good site on a disk, makes the disk read-only, builds again.
#[cfg(target_os = "linux")]
#[test]
fn read_only_output_folder() {
    let bench = Bench::new();
    fs::create_dir(bench.path("disk")).unwrap();
    let script = "mount -t tmpfs tmpfs disk && \"$0\" build --quiet --out disk/public && mount -o remount,ro disk \
                  && echo >> content/mau/tin/khai-truong.md && { \"$0\" build --out disk/public; code=$?; \
                  test -f disk/public/mau/index.html || exit 99; exit $code; }";
    let (code, stderr) = in_mount_namespace(&bench, script);
    assert_eq!(code, Some(1), "{stderr}");
    expect![[r#"
        lỗi: không ghi được: ổ đĩa chỉ cho đọc
        --> disk/public
         = cách sửa: kiểm tra ổ đĩa còn chỗ và quyền ghi; trang mỗi phường vẫn là bản cũ hoặc bản mới trọn vẹn

        1 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&stderr);
}

#[cfg(target_os = "linux")]
fn in_mount_namespace(bench: &Bench, script: &str) -> (Option<i32>, String) {
    let output = std::process::Command::new("unshare")
        .args([
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            env!("CARGO_BIN_EXE_loa"),
        ])
        .current_dir(bench.dir())
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("`unshare` of util-linux");
    (
        output.status.code(),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}
