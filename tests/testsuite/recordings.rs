//! Recordings beside posts: what of a file is published, where pages play it, and which files are refused with which words.

use crate::bench::{Bench, TODAY, tree};
use expect_test::{Expect, expect};
use std::path::Path;

/// Silence as MP3, 24 ms a frame, behind a tag with a name and a place.
fn mp3(frames: usize) -> Vec<u8> {
    let mut frame = vec![0xff, 0xf3, 0x14, 0xc4];
    frame.resize(24, 0);
    let words = "Trần Văn Mẫu, 20.8449N 106.6881E";
    let mut file = vec![b'I', b'D', b'3', 4, 0, 0, 0, 0, 0, words.len() as u8];
    file.extend(words.as_bytes());
    file.extend(frame.repeat(frames));
    file
}

fn news(recording: &str) -> String {
    format!(
        "+++\ntitle = \"Bản tin\"\ndate = 2026-11-20\nrecording = \"{recording}\"\n+++\n\nBản tin.\n"
    )
}

fn with(name: &str, bytes: impl AsRef<[u8]>) -> Bench {
    let bench = Bench::new();
    bench.write("content/mau/tin/nghe.md", news(name));
    bench.write(&format!("content/mau/tin/{name}"), bytes);
    bench
}

/// The files of a site whose names end so.
fn files(bench: &Bench, site: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let all = tree(&bench.path(site)).into_iter();
    let named = all.map(|(path, bytes)| (path.display().to_string().replace('\\', "/"), bytes));
    named.filter(|(path, _)| path.ends_with(ending)).collect()
}

#[test]
fn a_page_plays_the_sound_alone_under_a_name_of_its_bytes() {
    let bench = with("Bản đọc.mp3", mp3(2500));
    bench.build_well();
    let sounds = files(&bench, "public/mau", ".mp3");
    let [(path, bytes)] = sounds.as_slice() else {
        panic!("one file: {sounds:?}");
    };
    assert!(path.starts_with("assets/ban-doc."), "{path}");
    assert_eq!(bytes.len(), 2500 * 24, "no tag");
    let page = bench.read("public/mau/tin/nghe/index.html");
    assert!(page.contains("Nghe bản thu, 1 phút, 60 kB"), "{page}");
    let player = format!("<audio controls preload=\"none\" src=\"/{path}\"");
    assert!(page.contains(&player), "{page}");
    assert!(page.contains("; media-src "), "{page}");
    let other = bench.read("public/mau/tin/khai-truong/index.html");
    assert!(!other.contains("media-src") && !other.contains("<audio"));
    let worker = bench.read("public/mau/sw.js");
    assert!(!worker.contains(path), "no device keeps it unasked");
    let before = tree(&bench.path("public"));
    bench.build_well();
    assert!(before == tree(&bench.path("public")), "the same bytes");
}

#[test]
fn sites_on_sticks_and_kiosks_have_it_too() {
    let bench = with("doc.mp3", mp3(100));
    let kinds: [(&str, &[&str]); 2] = [
        ("portable", &["--portable"]),
        ("kiosk", &["--portable", "--kiosk-pages"]),
    ];
    for (site, kind) in kinds {
        let build = ["build", "--out", site, "--today", TODAY];
        let ran = bench.loa(&[&build, kind].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let sounds = files(&bench, &format!("{site}/mau"), ".mp3");
        assert_eq!(sounds.len(), 1, "{site}");
        let page = bench.read(&format!("{site}/mau/tin/nghe/index.html"));
        let name = Path::new(&sounds[0].0).file_name().unwrap();
        assert!(page.contains(&*name.to_string_lossy()), "{page}");
    }
}

#[test]
fn a_shared_recording_is_found_and_a_wards_own_stands_in_its_place() {
    let bench = Bench::new();
    bench.write("content/mau/tin/nghe.md", news("doc.mp3"));
    bench.write("content/chung/tin/doc.mp3", mp3(100));
    bench.build_well();
    assert_eq!(files(&bench, "public/mau", ".mp3")[0].1.len(), 2400);
    bench.write("content/mau/tin/doc.mp3", mp3(200));
    bench.build_well();
    let now = files(&bench, "public/mau", ".mp3");
    assert_eq!((now.len(), now[0].1.len()), (1, 4800));
}

/// The problem that a build tells of a recording.
fn refused(bench: &Bench, expected: Expect) {
    let ran = bench.build();
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    expected.assert_eq(&ran.stderr);
}

#[test]
fn a_file_is_what_its_bytes_are() {
    let bench = with("doc.mp3", b"\0\0\0\x20ftypM4A \0\0\0\0");
    refused(
        &bench,
        expect![[r#"
        lỗi: `doc.mp3` không phải bản thu MP3, cũng không phải Opus trong Ogg hay WebM
         --> content/mau/tin/nghe.md:4:13
          |
        4 | recording = "doc.mp3"
          |             ^^^^^^^^^
          |
          = cách sửa: mở tệp bằng phần mềm thu âm rồi lưu lại thành MP3, một kênh, 64 kbit/s: máy nào cũng phát được; đổi tên tệp `.m4a`, `.wav` hay `.amr` thì chưa đủ

        1 lỗi, 0 lưu ý.
    "#]],
    );
    // The right bytes under another name are a recording.
    let bench = with("doc.wav", mp3(100));
    bench.build_well();
    assert_eq!(files(&bench, "public/mau", ".mp3").len(), 1);
}

#[test]
fn missing_and_large_ones_are_told() {
    let bench = Bench::new();
    bench.write("content/mau/tin/nghe.md", news("doc.mp3"));
    refused(
        &bench,
        expect![[r#"
        lỗi: không có bản thu `doc.mp3`
         --> content/mau/tin/nghe.md:4:13
          |
        4 | recording = "doc.mp3"
          |             ^^^^^^^^^
          |
          = cách sửa: đặt tệp âm thanh cạnh bài viết và kiểm tra tên, hoặc bỏ dòng `recording`

        1 lỗi, 0 lưu ý.
    "#]],
    );
    let bench = with("doc.mp3", vec![0xff; 8_000_001]);
    refused(
        &bench,
        expect![[r#"
        lỗi: bản thu `doc.mp3` quá lớn: 8,0 MB, giới hạn 8,0 MB để mạng yếu tải trong ba phút
         --> content/mau/tin/nghe.md:4:13
          |
        4 | recording = "doc.mp3"
          |             ^^^^^^^^^
          |
          = cách sửa: lưu lại thành MP3 một kênh, 64 kbit/s (mười phút chừng 5 MB), hoặc cắt thành bản ngắn hơn

        1 lỗi, 0 lưu ý.
    "#]],
    );
}

#[test]
fn nothing_outside_the_ward_is_a_recording() {
    for outside in [
        "../../../../etc/passwd",
        "/etc/passwd",
        "../../nam-dong/tin/doc.mp3",
        "https://vi-du.vn/a.mp3",
    ] {
        let bench = Bench::new();
        bench.write("content/mau/tin/nghe.md", news(outside));
        let ran = bench.build();
        assert_eq!(ran.code, Some(1), "{outside}: {}", ran.stderr);
    }
}

#[test]
fn a_name_of_a_file_that_gives_somebody_away_is_doubted() {
    let bench = with("doc-0987654321.mp3", mp3(100));
    let ran = bench.build_well();
    assert!(ran.stderr.contains("0987654321"), "{}", ran.stderr);
}
