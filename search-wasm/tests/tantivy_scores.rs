//! Scores: for a boolean query of boosted terms ours are tantivy's own, on the index that the pack is made
//! from.

mod site;

use search_wasm::analysis::Tokens;
use search_wasm::build::{build_index, in_order};
use search_wasm::pack::Field;
use search_wasm::query::weights::Weights;
use search_wasm::{SearchOptions, Searcher, Synonyms, compile};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Term};

type Boosts = [f32; Field::COUNT];

fn theirs(index: &Index, query: &str, boosts: Boosts) -> Vec<(u32, f32)> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for word in Tokens::new(query) {
        for (field, boost) in Field::ALL.into_iter().zip(boosts) {
            let field = index.schema().get_field(field.name()).unwrap();
            let term = Term::from_field_text(field, &word.exact());
            let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((
                Occur::Should,
                Box::new(BoostQuery::new(Box::new(term), boost)),
            ));
        }
    }
    let searcher = index.reader().unwrap().searcher();
    let top = TopDocs::with_limit(100).order_by_score();
    let found = searcher.search(&BooleanQuery::new(clauses), &top).unwrap();
    found
        .into_iter()
        .map(|(score, address)| (address.doc_id, score))
        .collect()
}

#[test]
fn boosted_terms_score_as_in_tantivy() {
    let posts = site::posts();
    let ordered = in_order(&posts).unwrap();
    let index = build_index(&ordered).unwrap();
    let mut searcher = Searcher::open(compile(&posts, &Synonyms::default()).unwrap()).unwrap();
    let bare = Weights {
        exact: 1.0,
        folded: 0.0,
        pair: 0.0,
        skip: 0.0,
        gap: 0.0,
        coverage: 0.0,
        ..Weights::default()
    };
    searcher.session().set_weights(bare);
    let boosts = searcher.session().boosts();
    let options = SearchOptions {
        limit: 100,
        as_typed: true,
        ..SearchOptions::default()
    };
    let mut compared = 0;
    for query in [
        "sốt xuất huyết",
        "đường",
        "sức khỏe",
        "bệnh đái tháo đường",
        "72-NQ/TW",
        "quý vị là ai",
        "đột quỵ 115",
    ] {
        let ours = searcher.search(query, &options).unwrap().hits;
        let theirs = theirs(&index, query, boosts);
        for (doc, score) in theirs {
            let url = &ordered[doc as usize].url;
            let Some(hit) = ours.iter().find(|hit| hit.url == *url) else {
                continue;
            };
            let off = (hit.score - score).abs() / score;
            assert!(
                off < 1e-6,
                "`{query}` {url}: ours {} theirs {score}",
                hit.score
            );
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared}");
}
