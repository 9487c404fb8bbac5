//! Query latency over 10,000 posts, by kind of query. `cargo bench -p search-wasm --features build`

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use search_wasm::{Document, Passage, SearchOptions, Searcher, Synonyms, compile};

const POSTS: usize = 10_000;
const WORDS: &str = "bác sĩ cho em hỏi con bị sốt cao nhiều ngày có nên đi khám không ạ muỗi truyền bệnh sốt \
xuất huyết dengue trẻ em phải tiêm vắc xin viêm gan đái tháo đường tăng huyết áp đột quỵ người cao tuổi phụ nữ mang \
thai ăn uống thuốc điều trị triệu chứng nguyên nhân bảo hiểm y tế khám chữa bệnh trạm phường nghị quyết sức khỏe";

/// Posts of 80 words each; common words come often, as in real text.
fn posts() -> Vec<Document> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut seed = 1u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize * below) >> 31
    };
    (0..POSTS)
        .map(|at| {
            let text: Vec<&str> = (0..80)
                .map(|_| {
                    let most = next(words.len()) + 1;
                    words[next(most)]
                })
                .collect();
            Document {
                url: format!("tin/{at}/"),
                title: text[..10].join(" "),
                kind: "tin".to_owned(),
                date: "2026-11-22".to_owned(),
                passages: vec![Passage {
                    text: text.join(" "),
                    ..Passage::default()
                }],
                ..Document::default()
            }
        })
        .collect()
}

fn queries(c: &mut Criterion) {
    let pack = match compile(&posts(), &Synonyms::built_in()) {
        Ok(pack) => pack,
        Err(error) => panic!("{error}"),
    };
    let searcher = match Searcher::open(pack) {
        Ok(searcher) => RefCell::new(searcher),
        Err(error) => panic!("{error}"),
    };
    let mut group = c.benchmark_group("10,000 posts");
    group
        .measurement_time(Duration::from_secs(3))
        .sample_size(30);
    for (name, query) in [
        ("one rare word", "dengue"),
        ("three words", "sốt xuất huyết"),
        ("three words, no marks", "sot xuat huyet"),
        ("raw Telex", "soots xuaats huyeets"),
        ("one edit", "sot xut huyet"),
        ("synonyms", "tiểu đường ở trẻ em"),
        (
            "a whole question",
            "con bị sốt cao nhiều ngày có nên đi khám bác sĩ không",
        ),
    ] {
        let options = SearchOptions::default();
        // The ranking of the last query is kept; another one in between pushes it out.
        let push_out = || drop(searcher.borrow_mut().search("nghị quyết", &options));
        group.bench_function(name, |b| {
            b.iter_batched(
                push_out,
                |()| searcher.borrow_mut().search(black_box(query), &options),
                BatchSize::PerIteration,
            )
        });
    }
    group.finish();
}

criterion_group!(benches, queries);
criterion_main!(benches);
