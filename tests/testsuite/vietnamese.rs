//! Messages are in Vietnamese unless asked otherwise, and hold no English, whoever found the fault: a library, the system
//! or Loa.

use crate::bench::{Bench, Ran, TODAY, lesson, post};
use base::problem::FileProblem;
use kiosk::keys::folder::KeyProblem;
use kiosk::refusal::Refusal;
use kiosk::stick::Sentence;
use loa::notice::Notice;
use site::build::stage::Stage;
use std::fs;
use std::net::TcpListener;
use walkdir::WalkDir;

/// Words of messages in English that are no syllables of Vietnamese.
const ENGLISH: &str = "a an the this that these those there here where when which what who why how is are was were been being \
    it its of at by from with without within into onto over under above below before after between inside outside and but \
    not none only also already again still even more most less least many much few some any all each every both other \
    another same such as if else than then because while until unless must should could would will shall might cannot \
    have has had does did done make made makes take takes taken get got give given find found finds know known show shown \
    see saw seen read reads reading write writes written open opens opened close closed closes start starts end ends ended \
    stop stopped run runs running use used uses using try tried need needs want wanted call called calls set sets put \
    add added remove removed delete deleted rename renamed change changed copy copied move moved keep kept save saved load \
    loaded parse parsed parsing build built check checked file files folder folders directory directories path paths name \
    names named line lines column key keys value values field fields text texts words character characters letter \
    letters number numbers digit digits dates time times day days month year hour minute second list lists table \
    tables array string strings integer float boolean type types kind kinds size length limit limits large small long \
    short empty missing unknown unexpected expected invalid valid wrong bad right correct error errors warning warnings \
    problem problems failed failure fail fails failing damaged corrupt broken unsupported supported unclosed duplicate \
    denied permission permitted system found exist exists existing available unavailable busy device resource input \
    output format decoding encoding decoder encoder header chunk checksum stream buffer memory disk link links symbolic \
    loop points ancestor argument arguments option options command commands required default variable variables defined \
    undefined template templates function filter filters block blocks tag tags quote quotes quoted bracket brackets \
    syntax archive signature password locked encrypted entry entries section sections post posts page pages picture \
    pictures image images document documents reserved address addresses port host network connection refused timed out of \
    range utf8 newline whitespace escape sequence unquoted literal";

/// The sentences of a Vietnamese output: not file names, source lines and what stands in backticks or angle brackets.
fn sentences(output: &str) -> String {
    let told = output.lines().filter_map(|line| {
        let line = line.trim_start().trim_start_matches("= ");
        ["lỗi: ", "lưu ý: ", "cách sửa: "]
            .iter()
            .find_map(|start| line.strip_prefix(start))
    });
    told.map(without_code).collect::<Vec<_>>().join("\n")
}

fn without_code(sentence: &str) -> String {
    let outside: String = sentence
        .split('`')
        .enumerate()
        .filter(|(at, _)| at % 2 == 0)
        .map(|(_, part)| part)
        .collect::<Vec<_>>()
        .join(" ");
    let mut plain = String::new();
    let mut depth = 0;
    for c in outside.chars() {
        depth += usize::from(matches!(c, '<' | '{'));
        if depth == 0 {
            plain.push(c);
        }
        depth = depth.saturating_sub(usize::from(matches!(c, '>' | '}')));
    }
    plain
}

fn english(sentence: &str) -> Vec<String> {
    let known: Vec<&str> = ENGLISH.split_whitespace().collect();
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| known.contains(&word.as_str()))
        // Syllables of Vietnamese that English has too.
        .filter(|word| {
            !["an", "the", "to", "a", "tin", "in", "hay", "this"].contains(&word.as_str())
        })
        .collect()
}

fn assert_vietnamese(ran: &Ran, what: &str) {
    let told = sentences(&ran.stderr);
    assert!(!told.is_empty(), "{what}: nothing was told: {}", ran.stderr);
    let words = english(&told);
    assert!(words.is_empty(), "{what}: {words:?} in:\n{}", ran.stderr);
}

#[test]
fn the_catalogues_hold_no_english() {
    let catalogues = [
        FileProblem::VIETNAMESE,
        formats::problem::Problem::VIETNAMESE,
        site::problem::Problem::VIETNAMESE,
        author::problem::Problem::VIETNAMESE,
        channels::Problem::VIETNAMESE,
        paper::Problem::VIETNAMESE,
        coverage::problem::Problem::VIETNAMESE,
        coverage::show::Sentence::VIETNAMESE,
        server::problem::Problem::VIETNAMESE,
        studio::problem::Problem::VIETNAMESE,
        loa::problem::Problem::VIETNAMESE,
        speak::Problem::VIETNAMESE,
        KeyProblem::VIETNAMESE,
        Refusal::VIETNAMESE,
        Sentence::VIETNAMESE,
        Notice::VIETNAMESE,
        Stage::VIETNAMESE,
    ];
    assert!(catalogues.iter().all(|sentences| !sentences.is_empty()));
    let sources = WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let defined = sources.into_iter().filter_map(Result::ok).filter(|entry| {
        // What the kiosk's program itself says is no part of a library.
        let library = entry.file_type().is_file() && !entry.path().ends_with("kiosk/main.rs");
        library && {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            let at_top = |macro_name| {
                text.lines()
                    .any(|line| line.ends_with(macro_name) && !line.starts_with([' ', '/']))
            };
            at_top("::catalogue! {") || at_top("::sentences! {")
        }
    });
    assert_eq!(
        defined.count(),
        catalogues.len(),
        "a catalogue is missing in this test"
    );
    for sentence in catalogues.into_iter().flatten() {
        // Examples of TOML and Markdown stand between quotes or backticks.
        let words = english(&without_code(sentence));
        assert!(words.is_empty(), "{words:?} in: {sentence}");
    }
}

#[test]
fn vietnamese_is_the_language_unless_asked_otherwise() {
    let bench = Bench::new();
    let first = |environment: &[(&str, &str)], arguments: &[&str]| {
        let mut command = bench.command(arguments);
        command
            .env_remove("LC_ALL")
            .env_remove("LANG")
            .env_remove("LOA_LANG");
        command.envs(environment.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let vi = "Đã kiểm tra";
    let en = "Checked.";
    assert!(first(&[], &["check"]).starts_with(vi));
    assert!(first(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "C")], &["check"]).starts_with(vi));
    assert!(first(&[("LOA_LANG", "en")], &["check"]).starts_with(en));
    assert!(first(&[("LOA_LANG", "en_GB.UTF-8")], &["check"]).starts_with(en));
    assert!(first(&[("LOA_LANG", "fr")], &["check"]).starts_with(vi));
    assert!(first(&[("LOA_LANG", "en")], &["check", "--lang", "vi"]).starts_with(vi));
    assert!(first(&[("LOA_LANG", "vi")], &["check", "--lang=en"]).starts_with(en));
}

#[test]
fn slips_in_front_matter_are_told_in_vietnamese() {
    let lines = [
        "title: Bài",
        "title = Bài",
        "title = “Bài”",
        "title = \"Bài",
        "title = 'Bài",
        "title \"Bài\"",
        "title",
        "title =",
        "= \"Bài\"",
        "Tiêu đề = \"Bài\"",
        "title = \"Bài\" hay",
        "title = \"Bài \"hay\"\"",
        "title = \"a\\b\"",
        "title = \"\"\"Bài",
        "title = \"Bài\ttab\u{1}\"",
        "date = 22/11/2026",
        "date = 2026-22-11",
        "date = 2026-02-30",
        "date = 2026-11-22T25:00",
        "date = 2026-11-22 8h",
        "date = hôm nay",
        "date = \"22/11/2026\"",
        "draft = đúng",
        "draft = True",
        "draft = \"có\"",
        "value = 1,5",
        "value = 1.2.3",
        "value = 01",
        "tags = [a]",
        "tags = [\"a\"",
        "tags = \"a\", \"b\"",
        "tags = [\"a\" \"b\"]",
        "tags = [“a”]",
        "tags = {a = 1",
        "[media",
        "[[targets]",
        "[]",
        "[a.b.c",
        "title = \"A\"\ntitle = \"B\"",
        "title.x = 1\ntitle = \"A\"",
        "tags = [1, 2]",
        "updated = 99999-01-01",
        "\"khóa = 1",
        "xin chào",
        "-",
        "title = \"\\u{110000}\"",
        "a = 0x",
        "a = +",
        "a = 1e",
        "a = .5",
        "a = [[",
        "a = }",
        "nguồn: https://example.vn",
        "summary = |",
        "- mục",
    ];
    let mut bench = Bench::new();
    for line in lines {
        bench.write("content/mau/tin/a.md", format!("+++\n{line}\n+++\n\nx\n"));
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(1), "{line}: {}", ran.stderr);
        assert_vietnamese(&ran, line);
    }
    bench = Bench::new();
    for fence in ["---", "+ + +", "++", "++++", "—", "+++ toml", "~~~"] {
        for text in [
            format!("{fence}\ntitle = \"A\"\n{fence}\n"),
            format!("+++\ntitle = \"A\"\n{fence}\nx\n"),
        ] {
            bench.write("content/mau/tin/a.md", &text);
            let ran = bench.loa(&["check"]);
            assert_eq!(ran.code, Some(1), "{text}");
            assert_vietnamese(&ran, &text);
        }
    }
}

#[test]
fn pictures_and_themes_are_told_in_vietnamese() {
    let png = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde",
    ]
    .concat();
    let bad_crc = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0AAAA\0\0\0\0IEND",
    ]
    .concat();
    let pictures: [(&str, &[u8]); 14] = [
        ("a.png", &png),
        ("a.png", &bad_crc),
        ("a.png", b"\x89PNG\r\n\x1a\nrest"),
        ("a.jpg", b"\xff\xd8\xff\xe0rest"),
        (
            "a.jpg",
            b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9",
        ),
        ("a.jpg", b"no picture"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 rest"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8L\x04\0\0\0////"),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0"),
        ("a.gif", b"GIF89a"),
        ("a.svg", b"<svg"),
        (
            "a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><g></svg>",
        ),
        ("a.svg", b"<svg viewBox=\"0 0 9 9\">\xff</svg>"),
        ("a.svg", b"<svg viewBox=\"0 0 9 9\" a=&b;></svg>"),
    ];
    for (name, bytes) in pictures {
        let bench = Bench::new();
        bench.write(&format!("content/mau/tin/{name}"), bytes);
        bench.write(
            "content/mau/tin/a.md",
            post("A", &format!("![Một con mèo]({name})\n")),
        );
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(1), "{name} {bytes:?}: {}", ran.stderr);
        assert_vietnamese(&ran, &format!("{name} {bytes:?}"));
    }
    for template in [
        "{{ title }",
        "{% if %}",
        "{% for a in b %}",
        "{{ khong.co }}",
        "{{ title | khongco }}",
        "{{ khongco() }}",
        "{% include \"khongco.html\" %}",
        "{% extends \"khongco.html\" %}",
        "{% block a %}{% endblock b %}",
        "{% if title is khongco %}x{% endif %}",
        "{{ title / 2 }}",
        "{{ 1 + \"a\" }}",
        "{{ \"a }}",
        "{# a",
        "{% endif %}",
        "{% for a in title %}x{% endfor %}",
        "{{ newest[0].khongco.gi }}",
        "{{ title | truncate(length=\"a\") }}",
    ] {
        let bench = Bench::new();
        bench.write("themes/phuong/templates/home.html", template);
        let ran = bench.loa(&["check", "--today", TODAY]);
        assert_eq!(ran.code, Some(1), "{template}: {}", ran.stderr);
        assert_vietnamese(&ran, template);
    }
}

#[test]
fn documents_and_indexes_are_told_in_vietnamese() {
    let bench = Bench::new();
    bench.write("rong.docx", b"");
    bench.write("hong.docx", b"PK\x03\x04rest of nothing");
    bench.write("cut.docx", b"PK\x05\x06\0\0");
    bench.write("hong.pdf", b"%PDF-1.7\nrest of nothing");
    bench.write("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest");
    bench.write("anh.png", b"\x89PNG\r\n\x1a\n");
    fs::create_dir(bench.path("thu-muc.docx")).unwrap();
    for file in [
        "rong.docx",
        "hong.docx",
        "cut.docx",
        "hong.pdf",
        "cu.doc",
        "anh.png",
        "thu-muc.docx",
        "khong-co.docx",
    ] {
        let ran = bench.loa(&["import", "--ward", "mau", file]);
        assert_eq!(ran.code, Some(1), "{file}: {}", ran.stderr);
        assert_vietnamese(&ran, file);
    }
    bench.build_well();
    let pack = bench.path("public/mau/search");
    for entry in fs::read_dir(&pack).unwrap() {
        let path = entry.unwrap().path();
        fs::write(&path, b"nothing").unwrap();
    }
    let ran = bench.loa_with_input(&["search", "--site", "public/mau"], "sốt\n");
    assert_vietnamese(&ran, "damaged index");
    assert_vietnamese(&bench.loa(&["search", "--site", "khong-co"]), "no index");
    bench.write(
        "content/mau/tu-dong-nghia.txt",
        "sốt\n= a\nb =\n# ghi chú\na = b\n",
    );
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.stderr.matches("lỗi: ").count(), 3, "{}", ran.stderr);
    assert_vietnamese(&ran, "synonyms");
}

#[test]
fn what_the_system_refuses_is_told_in_vietnamese() {
    let bench = Bench::new();
    bench.write("tep", "x");
    for arguments in [
        &["check", "--root", "khong-co"] as &[&str],
        &["check", "--root", "tep"],
        &["build", "--out", "tep"],
        &["build", "--out", "tep/trong"],
        &["build", "--out", "/proc/khong-ghi-duoc"],
        &["build", "--out", "/dev/null/x"],
        &["init", "tep"],
        &["init", "/proc/khong"],
        &["new", "mau", "tin", "Bài", "--root", "khong-co"],
    ] {
        let ran = bench.loa(arguments);
        assert_eq!(ran.code, Some(1), "{arguments:?}: {}", ran.stderr);
        assert_vietnamese(&ran, &format!("{arguments:?}"));
    }
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert_vietnamese(&bench.loa(&["serve", "--port", &port]), "port in use");
    assert_vietnamese(
        &bench.loa(&["serve", "--host", "203.0.113.7", "--port", "0"]),
        "no such address",
    );
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_told_in_vietnamese() {
    use std::os::unix::fs::symlink;
    for target in [".", "..", "../tin", "vong"] {
        let bench = Bench::new();
        symlink(target, bench.path("content/mau/tin/vong")).unwrap();
        let ran = bench.loa(&["check"]);
        assert!(
            ran.stderr.contains("content/mau/tin/vong"),
            "{}",
            ran.stderr
        );
        assert_vietnamese(&ran, target);
    }
}

#[test]
fn mistakes_on_the_command_line_are_told_in_vietnamese() {
    let bench = Bench::new();
    for arguments in [
        &["dung"] as &[&str],
        &["build", "--wards"],
        &["build", "mau"],
        &["build", "--today"],
        &["build", "--today", "mai"],
        &["serve", "--port", "99999"],
        &["serve", "--port", "-1"],
        &["serve", "--host", "x"],
        &["search", "--limit", "0"],
        &["new"],
        &["new", "mau"],
        &["import"],
        &["init"],
        &["init", "a", "b"],
        &["check", "--json"],
        &["import", "a.docx"],
        &["build", "--lang", "fr"],
        &["build", "--quiet=1"],
        &["build", "–ward", "mau"],
        &["check", "—lang=vi"],
        &["build", "--root", "a", "--root", "b"],
    ] {
        let ran = bench.loa(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.stderr);
        assert_vietnamese(&ran, &format!("{arguments:?}"));
    }
    let ran = bench.loa(&["build", "–ward", "mau"]);
    assert!(ran.stderr.contains("gõ lại là `--ward`"), "{}", ran.stderr);
}

#[test]
fn a_lesson_spoiled_in_every_way_is_told_in_vietnamese() {
    let bench = Bench::new();
    let text = "[a](b.md) ![](c.jpg) <script>x</script> <a href=\"x\">y</a>\n\n# Cao\n\n::: gì đó\n\n:::\n\n:::\n\n[x](javascript:x) [z](#khong)\n\n<!-- hở\n";
    bench.write("content/chung/suc-khoe/a.md", lesson("A", text));
    bench.write("content/mau/Thư Mục/a.md", post("A", ""));
    bench.write("content/mau/a.md", post("A", ""));
    bench.write("content/mau/tin/b.md.txt", post("A", ""));
    bench.write("content/mau/tin/c.md", vec![b'x'; 2 << 20]);
    bench.write("content/loa.toml", "page_size = 0\nla = 1\n");
    bench.write("content/hai/ghi-chu.txt", "x");
    bench.write("content/mau/ward.toml", "name = \"A\"\nbase_url = \"mau\"\n[theme]\ncolour = \"đỏ\"\n[contacts.police]\nphone = \"x\"\n");
    assert_vietnamese(&bench.loa(&["check", "--ward", "moi"]), "everything");
}
