//! Import: the post that an import writes, and the original beside it.

use super::fixture;
use crate::bench::Bench;
use std::fs;

#[test]
fn a_post_is_replaced_by_force_alone_and_then_kept_as_a_copy() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    let import = |more: &[&str]| {
        bench.loa(
            &[
                &[
                    "import",
                    &file,
                    "--ward",
                    "mau",
                    "--slug",
                    "kh",
                    "--today",
                    "2026-11-22",
                ],
                more,
            ]
            .concat(),
        )
    };
    assert_eq!(import(&[]).code, Some(0));
    let path = "content/mau/nghi-quyet/kh.md";
    let first = bench.read(path);
    bench.write(path, "bản người viết đã sửa");
    let again = import(&[]);
    assert_eq!(again.code, Some(1));
    assert!(
        again.stderr.contains("đã có sẵn, không ghi đè"),
        "{}",
        again.stderr
    );
    assert_eq!(bench.read(path), "bản người viết đã sửa");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(path), first);
    assert_eq!(
        bench.read(&format!("{path}.1.bak")),
        "bản người viết đã sửa"
    );
    bench.write(path, "lần hai");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(&format!("{path}.2.bak")), "lần hai");
    assert_eq!(
        bench.loa(&["import", &file, "--ward", "khac"]).code,
        Some(1)
    );
}

#[test]
fn the_original_is_offered_for_download() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    assert_eq!(
        bench
            .loa(&["import", &file, "--ward", "mau", "--slug", "kh"])
            .code,
        Some(0)
    );
    let path = "content/mau/nghi-quyet/kh.md";
    let post = bench.read(path).replace("draft = true\n", "");
    bench.write(path, &post);
    bench.build_well();
    let page = bench.read("public/mau/nghi-quyet/kh/index.html");
    let at = page.find("assets/kh.").expect("a link to the original");
    let name: String = page[at..].chars().take_while(|c| *c != '"').collect();
    assert_eq!(
        fs::read(bench.path(&format!("public/mau/{name}"))).unwrap(),
        fs::read(&file).unwrap()
    );
    assert!(page.contains("Tải văn bản (văn bản thường, "), "{page}");
    assert!(!page.contains("<!--"), "a prompt in the page");
    bench.write("content/mau/nghi-quyet/kh.txt", "khác");
    let checked = bench.loa(&["check"]);
    assert!(
        checked.stderr.contains("`file_hash` không khớp"),
        "{}",
        checked.stderr
    );
    bench.write("content/mau/nghi-quyet/kh.txt", b"\x7fELF\x00");
    assert!(bench.loa(&["check"]).stderr.contains("không phải Word"));
}
