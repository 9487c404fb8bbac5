//! Any bytes at all as a document's text: `cargo +nightly fuzz run --fuzz-dir tests/fuzz outline`.
#![no_main]

use import::{grid, outline, tidy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = data.split_first() else {
        return;
    };
    let raw = formats::text::read(text);
    // Word keeps paragraphs, paper does not.
    let wrapped = choice % 2 == 0;
    let tidied = grid::tables(tidy::tidy(&raw), wrapped);
    let document = outline::parse(&tidied, wrapped);
    for block in &document.body {
        assert!(block.line <= block.last_line);
        assert!(block.heading.is_none_or(|at| at < document.outline.len()));
    }
    assert!(document.outline.iter().all(|heading| heading.level > 0));
    assert!(document.sentences().iter().all(|sentence| !sentence.text.is_empty()));
});
