//! Tests of whole texts: the handed pairs, siblings of their kinds, what cannot be read, and every number of the documents.

use crate::heard::{number, numbers};
use crate::number::{LIMIT, cardinal};
use crate::{Class, Problem, Tables, speak, speak_names};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Small letters, and everything that is neither letter nor digit as one blank.
fn compared(text: &str) -> String {
    let small = text.to_lowercase();
    let parts = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

fn said(text: &str) -> String {
    let spoken = speak(text, &Tables::default());
    let problems = &spoken.problems;
    spoken
        .text()
        .map(compared)
        .unwrap_or_else(|| panic!("{text}: {problems:?}"))
}

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path)
}

#[test]
fn every_handed_pair_is_read() {
    let pairs = fs::read_to_string(shared("normalise/pairs.tsv")).expect("the handed pairs");
    let mut count = 0;
    for line in pairs.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        assert_eq!(said(cells[2]), compared(cells[3]), "{}", cells[0]);
        count += 1;
    }
    assert_eq!(count, 60);
}

/// Kinds of writing, one a line: as written, then as read.
const KINDS: &str = include_str!("kinds.tsv");

#[test]
fn kinds_of_writing_are_read_by_what_stands_around_them() {
    for line in KINDS.lines().filter(|line| !line.is_empty()) {
        let (written, read) = line.split_once('\t').expect("two cells");
        assert_eq!(said(written), compared(read), "{written}");
    }
}

/// Texts that nobody can read without a guess, each with the words of it that are told.
const UNREADABLE: &str = include_str!("unreadable.tsv");

#[test]
fn what_nothing_decides_is_a_problem_and_no_guess() {
    let mut count = 0;
    for line in UNREADABLE.lines().filter(|line| !line.is_empty()) {
        let (text, told) = line.split_once('\t').expect("two cells");
        let spoken = speak(text, &Tables::default());
        let problems: Vec<_> = spoken
            .problems
            .iter()
            .map(|finding| &text[finding.span.clone()])
            .collect();
        assert_eq!(problems, [told], "{text}");
        let foreign = matches!(spoken.problems[0].problem, Problem::Foreign { .. });
        match spoken.text() {
            // A foreign word stays as it is written.
            Some(read) => assert!(foreign && read.contains(told), "{text}: {read}"),
            None => assert!(!foreign, "{text}"),
        }
        count += 1;
    }
    assert_eq!(count, 40);
}

#[test]
fn a_ward_has_readings_and_a_committee_of_its_own() {
    let mut tables = Tables::new("Tỉnh Thái Nguyên");
    tables.add("NVH-TT", "nhà văn hóa trung tâm");
    tables.add("VX", "Ban Văn xã");
    let read = |text: &str, tables: &Tables| speak(text, tables).text().map(str::to_owned);
    let text = "Chương trình số 06-CTr/TU, họp tại NVH-TT.";
    let own = "Chương trình số không sáu của Tỉnh ủy, họp tại nhà văn hóa trung tâm.";
    assert_eq!(read(text, &tables).as_deref(), Some(own));
    assert_eq!(
        read("Tờ trình số 5/VX", &tables).as_deref(),
        Some("Tờ trình số năm của Ban Văn xã")
    );
    assert_eq!(read("Tờ trình số 5/VX", &Tables::default()), None);
    let city = read(
        "Chương trình số 06-CTr/TU",
        &Tables::new("Thành phố Hải Phòng"),
    );
    assert_eq!(
        city.as_deref(),
        Some("Chương trình số không sáu của Thành ủy")
    );
}

#[test]
fn places_are_those_of_the_text_as_written() {
    let text = "Kho\u{302}\u{301}i mo\u{302}\u{323}t,\nmang 2/3 đi.";
    let spoken = speak(text, &Tables::default());
    assert_eq!(&text[spoken.problems[0].span.clone()], "2/3");
}

#[test]
fn sentences_that_are_too_long_are_told_with_a_cut() {
    let text = "Bà con trong tổ hãy đến trạm y tế phường vào sáng mai, nhớ mang theo thẻ bảo hiểm và sổ khám bệnh cũ. Ngắn thôi.";
    let spoken = speak(text, &Tables::default());
    let [finding] = spoken.problems.as_slice() else {
        panic!("{:?}", spoken.problems)
    };
    assert!(
        matches!(&finding.problem, Problem::LongSentence { words: 24, proposal, .. } if proposal.contains(" / "))
    );
    assert!(
        spoken.text().is_some(),
        "a long sentence is read all the same"
    );
}

/// The numbers that digits in a text are, without what zeros before them and dots between them change.
fn written_numbers(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let runs = text
        .split(|c: char| !is_part(c))
        .map(|run| run.trim_matches(['.', ',']));
    let plain = runs
        .filter(|run| !run.is_empty())
        .map(|run| run.replace('.', ""));
    plain.map(|run| bare(&run)).collect()
}

fn bare(digits: &str) -> String {
    let short = digits.trim_start_matches('0');
    if short.is_empty() || short.starts_with(',') {
        format!("0{short}")
    } else {
        short.to_owned()
    }
}

#[test]
fn every_number_of_the_documents_is_heard_again() {
    let mut count = 0;
    let mut documents: Vec<_> = fs::read_dir(shared("documents"))
        .expect("the documents")
        .collect::<Result<_, _>>()
        .unwrap();
    documents.sort_by_key(|entry| entry.path());
    for document in &documents {
        let text = fs::read_to_string(document.path()).unwrap();
        // Signatures and the like, which no importer keeps.
        let residue = |line: &&str| {
            !["EMAILADDRESS", "{\"", "https://", "+0700", "OU=", "CN="]
                .iter()
                .any(|mark| line.contains(mark))
        };
        let text = text.lines().filter(residue).collect::<Vec<_>>().join("\n");
        let spoken = speak(&text, &Tables::default());
        for finding in &spoken.problems {
            let near = &text[finding.span.clone()];
            assert!(
                !near.contains(|c: char| c.is_ascii_digit())
                    || matches!(finding.problem, Problem::LongSentence { .. }),
                "{near}"
            );
        }
        for piece in &spoken.pieces {
            let written = &text[piece.span.clone()];
            let expected = written_numbers(written);
            // A section number is read part by part.
            let expected: Vec<_> = match piece.spoken.contains(" chấm ") {
                true => written.split('.').map(bare).collect(),
                false => expected,
            };
            if expected.is_empty() || piece.rule.class() == Class::Web {
                continue;
            }
            let plain = piece.spoken.replace(" tỷ đồng", "");
            let plain = plain.strip_suffix(" một năm").unwrap_or(&plain);
            let heard: Vec<_> = numbers(plain).iter().map(|heard| bare(heard)).collect();
            assert_eq!(heard, expected, "{written}: {}", piece.spoken);
            count += expected.len();
        }
        let digits = |text: &str| {
            text.split(|c: char| !c.is_ascii_digit())
                .filter(|run| !run.is_empty())
                .count()
        };
        let read: usize = spoken
            .pieces
            .iter()
            .map(|piece| digits(&text[piece.span.clone()]))
            .sum();
        assert_eq!(read, digits(&text), "{}", document.path().display());
    }
    assert_eq!(documents.len(), 5);
    assert!(count > 400, "{count}");
}

/// The loudspeaker texts of the library, with their files.
fn library() -> Vec<(PathBuf, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut texts = Vec::new();
    let mut folders = vec![content];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md") {
                let text = fs::read_to_string(&path).unwrap();
                let spoken = text
                    .split_once("\nloudspeaker = \"\"\"\n")
                    .and_then(|(_, rest)| rest.split_once("\"\"\""));
                texts.extend(spoken.map(|(spoken, _)| (path, spoken.to_owned())));
            }
        }
    }
    texts.sort();
    assert!(texts.len() > 100);
    texts
}

#[test]
fn texts_that_are_written_as_they_are_said_stay_as_they_are() {
    for (path, text) in library() {
        // Names of the title stay.
        let file = fs::read_to_string(&path).unwrap();
        let title = file
            .lines()
            .find(|line| line.starts_with("title"))
            .unwrap_or_default()
            .to_lowercase();
        let spoken = speak_names(&text, &Tables::default(), &|word| title.contains(word));
        let problems = &spoken.problems;
        assert!(problems.is_empty(), "{}: {problems:?}", path.display());
        let changed = spoken
            .pieces
            .iter()
            .filter(|piece| piece.rule.class() != Class::Letter)
            .map(|piece| &text[piece.span.clone()]);
        assert_eq!(
            changed.collect::<Vec<_>>(),
            Vec::<&str>::new(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_number_of_the_library_is_heard_and_said_again() {
    let mut count = 0;
    for (path, text) in library() {
        let words: Vec<_> = text.split_whitespace().collect();
        for start in 0..words.len() {
            // The longest run of words that is a number of several.
            let run = (start + 2..=words.len().min(start + 12))
                .rev()
                .find_map(|end| {
                    let run = words[start..end].join(" ").to_lowercase();
                    let run = run.trim_end_matches(['.', ',', ';', ':']).to_owned();
                    let great = run.contains("mươi")
                        || run.contains("trăm")
                        || run.contains("nghìn")
                        || run.starts_with("mười ");
                    number(&run)
                        .filter(|_| great && !run.starts_with("không"))
                        .map(|value| (run, value))
                });
            if let Some((run, value)) = run {
                assert_eq!(cardinal(value), Some(run), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    for part in [
        "1.",
        "A-",
        "a.a@",
        "1/2 ",
        "(",
        "12/5, ",
        "0912 ",
        "x1",
        "Đ/",
        "1:",
        "-",
        "ngày 1 ",
        "é\u{301}",
    ] {
        let start = Instant::now();
        speak(&part.repeat(8_000), &Tables::default());
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{part}: {:?}",
            start.elapsed()
        );
    }
}

/// Numbers spread over all lengths, without chance: each is a power of a step with something beside it.
fn spread() -> impl Iterator<Item = u128> {
    let small = 0..20_000;
    let mut state: u128 = 0x9E37_79B9_7F4A_7C15;
    let far = std::iter::repeat_with(move || {
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64);
        let digits = (state >> 7) % 13;
        (state >> 20) % 10_u128.pow(digits as u32).max(1)
    });
    let edges = (0..21).flat_map(|power| {
        let ten = 10_u128.pow(power);
        [ten - 1, ten, ten + 1, ten + 5, ten * 4, ten * 5, ten * 11]
    });
    small.chain(far.take(200_000)).chain(edges)
}

#[test]
fn every_number_is_heard_as_it_was_written() {
    for written in spread().filter(|written| *written < LIMIT) {
        let said = cardinal(written).unwrap();
        assert_eq!(number(&said), Some(written), "{said}");
    }
}

#[test]
fn no_two_numbers_are_said_alike() {
    let mut said: Vec<_> = spread()
        .filter_map(|written| Some((cardinal(written)?, written)))
        .collect();
    said.sort();
    said.dedup();
    assert!(said.windows(2).all(|pair| pair[0].0 != pair[1].0));
}

#[test]
fn whatever_stands_in_a_text_is_read_or_told() {
    const PARTS: [&str; 44] = [
        "1",
        "02",
        "115",
        "2025",
        "340282366920938463463374607431768211456",
        "/",
        "-",
        " - ",
        ".",
        ",",
        ":",
        " ",
        "\n",
        "(",
        ")",
        "%",
        "h",
        "g",
        "kg",
        "m²",
        "đ",
        "ngày ",
        "thứ ",
        "tháng ",
        "NQ",
        "TW",
        "UBND",
        "IV",
        "x",
        "°C",
        "@",
        "a.vn",
        "́",
        "😀",
        "Đ/c",
        "mục ",
        "số ",
        "gọi ",
        "+",
        "½",
        "*",
        "“",
        "tr",
        "'",
    ];
    let mut state: u64 = 1;
    for _ in 0..30_000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text += PARTS[(state >> 33) as usize % PARTS.len()];
        }
        let spoken = speak(&text, &Tables::default());
        for finding in &spoken.problems {
            assert!(text.get(finding.span.clone()).is_some(), "{text}");
        }
        if let Some(read) = spoken.text() {
            assert!(
                !read.contains(|c: char| c.is_ascii_digit() || "/%@".contains(c)),
                "{text}: {read}"
            );
        }
    }
}
