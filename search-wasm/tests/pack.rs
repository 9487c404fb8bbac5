//! The pack: same input same bytes, small changes change few files, damage is told and never fatal.

mod site;

use std::collections::BTreeSet;

use search_wasm::{CompileError, PackFile, SearchOptions, Searcher, Synonyms, compile};
use site::{post, posts};

#[test]
fn same_posts_same_bytes_in_any_order() {
    let synonyms = Synonyms::built_in();
    let mut reversed = posts();
    reversed.reverse();
    assert_eq!(
        compile(&posts(), &synonyms).unwrap(),
        compile(&posts(), &synonyms).unwrap()
    );
    assert_eq!(
        compile(&posts(), &synonyms).unwrap(),
        compile(&reversed, &synonyms).unwrap()
    );
}

#[test]
fn an_empty_site_can_be_searched() {
    let pack = compile(&[], &Synonyms::built_in()).unwrap();
    let found = Searcher::open(pack)
        .unwrap()
        .search("sốt", &SearchOptions::default())
        .unwrap();
    assert!(found.hits.is_empty());
}

#[test]
fn one_address_twice_is_an_error() {
    let twice = [posts(), vec![post("suc-khoe", "tai", "a", "b")]];
    let error = compile(&twice.concat(), &Synonyms::default()).unwrap_err();
    assert!(matches!(&error, CompileError::DuplicateUrl(url) if url == "suc-khoe/tai/"));
    assert_eq!(
        error.to_string(),
        "two documents have the address `suc-khoe/tai/`"
    );
}

/// Posts enough for many shards, from words that follow from a number.
fn many(count: usize) -> Vec<search_wasm::Document> {
    let words: Vec<String> = posts()
        .iter()
        .flat_map(|p| {
            p.passages[0]
                .text
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let mut seed = 7usize;
    let mut next = move || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    };
    (0..count)
        .map(|at| {
            let text: Vec<String> = (0..60)
                .map(|_| {
                    if next() % 9 == 0 {
                        format!("từ{}", next() % 900)
                    } else {
                        words[next() % words.len()].clone()
                    }
                })
                .collect();
            let mut post = post(
                "tin",
                &format!("bai-{at}"),
                &format!("Bài {at}"),
                &text.join(" "),
            );
            post.date = format!("2026-{:02}-{:02}", at % 12 + 1, at % 28 + 1);
            post
        })
        .collect()
}

#[test]
fn an_edited_post_changes_few_files() {
    let before = many(600);
    let mut after = before.clone();
    after[300].passages[0]
        .text
        .push_str(" Thêm một câu mới về tiêm chủng.");
    let files = |posts: &[search_wasm::Document]| -> BTreeSet<PackFile> {
        compile(posts, &Synonyms::default())
            .unwrap()
            .files
            .into_iter()
            .collect()
    };
    let (before, after) = (files(&before), files(&after));
    let changed: usize = after
        .difference(&before)
        .filter(|f| !f.name.starts_with("start"))
        .count();
    assert!(before.len() > 100, "{}", before.len());
    assert!(
        changed * 5 < before.len(),
        "{changed} of {} files changed",
        before.len()
    );
}

/// Opens and searches a pack some of whose files were changed; the outcome may be an error.
fn survive(pack: &search_wasm::Pack, files: Vec<PackFile>) -> bool {
    let pack = search_wasm::Pack {
        start: pack.start.clone(),
        files,
    };
    let Ok(mut searcher) = Searcher::open(pack) else {
        return false;
    };
    let typing = SearchOptions {
        typing: true,
        ..SearchOptions::default()
    };
    ["sot xuat huyet", "BHYT", "tiểu đường h"]
        .iter()
        .all(|q| searcher.search(q, &typing).is_ok())
}

#[test]
fn damaged_files_give_errors() {
    let pack = compile(&posts(), &Synonyms::built_in()).unwrap();
    assert!(survive(&pack, pack.files.clone()));
    for at in 0..pack.files.len() {
        let length = pack.files[at].bytes.len();
        let mut missed = 0;
        for step in 0..200 {
            let mut files = pack.files.clone();
            let place = (step * 7919 + at) % length;
            match step % 3 {
                0 => files[at].bytes.truncate(place),
                1 => files[at].bytes[place] ^= 1 << (step % 8),
                _ => files[at].bytes.swap(place, (place + 13) % length),
            }
            if files[at].bytes != pack.files[at].bytes && survive(&pack, files) {
                missed += 1;
            }
        }
        assert_eq!(
            missed, 0,
            "damage to {} went unnoticed",
            pack.files[at].name
        );
    }
}

/// Bodies damaged behind a checksum that fits, as an attacker would: no error is due, but no panic, hang or
/// outsized allocation either.
#[test]
fn hostile_bodies_are_survived() {
    use search_wasm::pack::{container, documents, postings::Postings, start::Start};
    let pack = compile(&many(60), &Synonyms::built_in()).unwrap();
    let mut seed = 1u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for round in 0..20_000 {
        let file = &pack.files[next() as usize % pack.files.len()];
        let (name, body) = container::parts(&file.bytes).unwrap()[0];
        let mut body = body.to_vec();
        for _ in 0..=next() % 4 {
            let place = next() as usize % body.len();
            body[place] = next() as u8;
        }
        if round % 5 == 0 {
            body.truncate(next() as usize % body.len());
        }
        if name.starts_with("start") {
            if let Ok(start) = Start::read(&body) {
                start.write();
            }
        } else if let Ok(list) = search_wasm::pack::part::entry(&body, next() as usize % 4) {
            if name.starts_with("terms") {
                if let Ok(postings) = Postings::read(list, 60) {
                    (0..postings.docs.len())
                        .for_each(|at| assert!(!postings.of(at).places.is_empty()));
                }
            } else {
                documents::read(&body, 0)
                    .map(|d| d.passages.len())
                    .unwrap_or_default();
            }
        }
    }
}

#[test]
fn another_version_is_refused() {
    let pack = compile(&posts(), &Synonyms::default()).unwrap();
    let mut start = pack
        .files
        .iter()
        .find(|f| f.name == pack.start)
        .unwrap()
        .bytes
        .clone();
    let name = pack.start.trim_end_matches(".wasm");
    let at = start
        .windows(name.len())
        .position(|w| w == name.as_bytes())
        .unwrap()
        + name.len();
    start[at] = 99;
    let error = search_wasm::query::Session::open(&start).unwrap_err();
    assert_eq!(error.to_string(), "search pack of another version: 99");
}

#[test]
fn one_file_answers_as_many_do() {
    use search_wasm::query::{Outcome, Session};
    let pack = compile(&posts(), &Synonyms::built_in()).unwrap();
    let engine = b"\0asm\x01\0\0\0";
    let module = search_wasm::single::module(&pack, engine).unwrap();
    let mut session = Session::open(&module).unwrap();
    let options = SearchOptions::default();
    let Ok(Outcome::Found(found)) = session.search("sot xuat huyet", &options) else {
        panic!("the single file lacks something");
    };
    let many = Searcher::open(pack)
        .unwrap()
        .search("sot xuat huyet", &options)
        .unwrap();
    assert_eq!(found, many);
}
