//! Characters that readers do not see: they fill no field, part no word, split no topic and break no feed.

use crate::bench::{Bench, TODAY, post};
use quick_xml::events::Event;
use std::fs;

/// What Word, web pages and broken PDF leave, and what nobody types.
const DROPPED: [char; 12] = [
    '\u{202a}', '\u{202d}', '\u{2066}', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}',
    '\u{2060}', '\u{feff}', '\u{34f}', '\u{fe0f}',
];
const REFUSED: [char; 11] = [
    '\u{1}',
    '\u{8}',
    '\u{7f}',
    '\u{85}',
    '\u{202e}',
    '\u{1fffe}',
    '\u{fdd0}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{e0041}',
    '\u{f0b7}',
];
const BLANK: [char; 4] = ['\u{2800}', '\u{3164}', '\u{115f}', '\u{ffa0}'];

fn escaped(c: char) -> String {
    format!("\\U{:08X}", c as u32)
}

/// What `loa check` says of one post of news.
fn check(text: &str) -> (Option<i32>, String) {
    let bench = Bench::new();
    bench.write("content/mau/tin/a.md", text);
    let ran = bench.loa(&["check", "--today", TODAY]);
    (ran.code, ran.stderr)
}

fn fails_with(text: &str, words: &str) {
    let (code, told) = check(text);
    assert!(code == Some(1) && told.contains(words), "{text:?}: {told}");
}

#[test]
fn a_field_of_unseen_characters_is_empty() {
    let fields = [
        "title = \"HERE\"\ndate = 2026-01-15",
        "title = \"A\"\nsummary = \"HERE\"\ndate = 2026-01-15",
        "title = \"A\"\ntags = [\"x\", \"HERE\"]\ndate = 2026-01-15",
        "title = \"A\"\ncover = \"a.jpg\"\ncover_alt = \" HERE\u{a0}\"\ndate = 2026-01-15",
    ];
    for field in fields {
        for c in DROPPED.into_iter().chain(BLANK) {
            for written in [c.to_string(), escaped(c)] {
                let front = field.replace("HERE", &format!("{written}{written}"));
                fails_with(&format!("+++\n{front}\n+++\n\nx\n"), "để trống");
            }
        }
    }
    for alt in ["\u{200b}", "&#8203;", "&ZeroWidthSpace;", "\u{2800}"] {
        let bench = Bench::new();
        bench.write(
            "content/mau/tin/a.md",
            post("A", &format!("![{alt}](a.jpg)\n")),
        );
        let told = bench.loa(&["check"]).stderr;
        assert!(
            told.contains("ảnh `a.jpg` thiếu lời mô tả"),
            "{alt:?}: {told}"
        );
    }
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    bench.write(
        "content/mau/ward.toml",
        ward.replace("Tỉnh Mẫu", "\u{200b}"),
    );
    let told = bench.loa(&["check"]).stderr;
    assert!(told.contains("trường `province` để trống"), "{told}");
}

#[test]
fn what_nobody_types_is_told_wherever_it_stands() {
    let document = "issuer = \"Đảng ủy\"\ndocument_kind = \"Kế hoạch\"";
    let fields = [
        ("tin", "summary = \"HERE\""),
        ("tin", "tags = [\"y tế\", \"HERE\"]"),
        ("nghi-quyet", "recipients = [\"HERE\"]\nDOCUMENT"),
        ("nghi-quyet", "carries_out = [\"HERE\"]\nDOCUMENT"),
        (
            "nghi-quyet",
            "DOCUMENT\n[[tasks]]\ntask = \"Làm\"\npartners = [\"HERE\"]",
        ),
        ("nghi-quyet", "DOCUMENT\n[[targets]]\nmeasure = \"HERE\""),
        (
            "mo-hinh",
            "partners = [\"HERE\"]\ngoal = \"Vui\"\nresponsible = \"Tổ\"",
        ),
    ];
    for (section, field) in fields {
        for c in REFUSED {
            let field = field
                .replace("DOCUMENT", document)
                .replace("HERE", &format!("s{}ốt", escaped(c)));
            let bench = Bench::new();
            let path = format!("content/mau/{section}/a.md");
            bench.write(
                &path,
                format!("+++\ntitle = \"A\"\ndate = 2026-01-15\n{field}\n+++\n\nx\n"),
            );
            let ran = bench.loa(&["check", "--today", TODAY]);
            let told = ran.stderr.contains("có ký tự điều khiển không thấy được");
            assert!(
                ran.code == Some(1) && told,
                "{section} {field}: {}",
                ran.stderr
            );
        }
    }
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    bench.write(
        "content/mau/ward.toml",
        format!("{ward}neighbourhoods = [\"Tổ \\u0008 1\"]\n"),
    );
    let told = bench.loa(&["check"]).stderr;
    assert!(
        told.contains("trường `neighbourhoods` có ký tự điều khiển"),
        "{told}"
    );
    for c in REFUSED {
        for written in [c.to_string(), format!("&#x{:x};", c as u32)] {
            // Markdown itself reads the entity of a C1 control as Windows-1252 or leaves it.
            if c.is_control() && written.len() > 2 {
                continue;
            }
            let text = format!("+++\ntitle = \"A\"\ndate = 2026-01-15\n+++\n\nGọi {written} đi\n");
            fails_with(&text, "có ký tự điều khiển không thấy được");
        }
    }
}

#[test]
fn what_word_leaves_between_letters_is_left_out() {
    let bench = Bench::new();
    let noisy = |text: &str| text.replace('~', &DROPPED.iter().collect::<String>());
    bench.write(
        "content/mau/tin/a.md",
        noisy("+++\ntitle = \"Tiêm vắc~ xin\"\ndate = 2026-01-15\ntags = [\"ti~êm\"]\n+++\n\n## Khi n~ào\n\nĐến tr~ạm. <b>Đ&#8203;úng gi&shy;ờ</b>\n\n[Về](#khi-nao)\n"),
    );
    bench.write(
        "content/mau/tin/b.md",
        noisy("+++\ntitle = \"B\"\ndate = 2026-01-14\ntags = [\"tiêm\"]\n+++\n\n👨\u{200d}👩\u{200d}👧 Gọi ☎\u{fe0f}.\n"),
    );
    bench.build_well();
    let page = bench.read("public/mau/tin/a/index.html");
    for words in ["Tiêm vắc xin", "id=\"khi-nao\"", "Đến trạm.", "Đúng giờ"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(
        bench
            .read("public/mau/tin/b/index.html")
            .contains("👨\u{200d}👩\u{200d}👧 Gọi ☎\u{fe0f}.")
    );
    assert!(
        bench
            .read("public/mau/chu-de/tiem/index.html")
            .contains("/tin/b/")
    );
    for hits in bench.search("mau", &["trạm", "tr\u{ad}ạ\u{200b}m", "\u{feff}trạm\u{8}"]) {
        assert!(hits.iter().any(|url| url == "tin/a/"), "{hits:?}");
    }
    for entry in walkdir::WalkDir::new(bench.path("public/mau")) {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_some_and(|kind| kind == "html" || kind == "xml")
        {
            let text = fs::read_to_string(entry.path()).unwrap();
            assert!(
                !text.contains(['\u{ad}', '\u{200b}', '\u{2060}', '\u{34f}']),
                "{entry:?}"
            );
        }
    }
}

#[test]
fn feeds_are_read_by_any_reader() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tin/a.md",
        post(
            "Tin\u{200b} <mới> & «cũ»",
            "Có \u{2028} và ]]> và &#8203; và &amp;.\n",
        ),
    );
    bench.build_well();
    for feed in [
        "public/mau/atom.xml",
        "public/mau/tin/atom.xml",
        "public/mau/sitemap.xml",
    ] {
        let text = bench.read(feed);
        let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(text.chars().all(allowed), "{feed}");
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader
            .read_event()
            .unwrap_or_else(|error| panic!("{feed}: {error}"))
            != Event::Eof
        {}
    }
}

#[test]
fn every_text_file_may_begin_with_a_byte_order_mark() {
    let bench = Bench::new();
    bench.write(
        "content/mau/tu-dong-nghia.txt",
        "# giấy tờ\nbhyt = bảo hiểm y tế\n",
    );
    bench.write("content/loa.toml", "page_size = 10\n");
    bench.write("content/mau/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n");
    for file in [
        "mau/tu-dong-nghia.txt",
        "loa.toml",
        "mau/ward.toml",
        "mau/tin/khai-truong.md",
        "mau/tin/_index.md",
    ] {
        let path = format!("content/{file}");
        let text = bench.read(&path);
        bench.write(&path, format!("\u{feff}{text}"));
    }
    assert_eq!(bench.build_well().stderr, "");
    for file in [
        "mau/tu-dong-nghia.txt",
        "mau/ward.toml",
        "mau/tin/khai-truong.md",
    ] {
        let path = format!("content/{file}");
        let text = bench.read(&path).replace('\n', "\r\n");
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bench.write(&path, units);
    }
    let again = bench.build_well();
    assert_eq!(again.stderr, "");
}
