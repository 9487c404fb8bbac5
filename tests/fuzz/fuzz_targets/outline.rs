//! Any bytes at all as a document's text: `cargo +nightly fuzz run --fuzz-dir tests/fuzz outline`.
//!
//! The parser's files are taken by their paths, so that the rest of Loa need not be built with a sanitizer.
#![no_main]
#![allow(dead_code)]

use libfuzzer_sys::fuzz_target;

#[macro_use]
#[path = "../../../src/pattern.rs"]
mod pattern;

#[path = "../../../src/import"]
mod import {
    pub mod grid;
    pub mod outline;
    pub mod read {
        pub mod encoding;
        mod line;
        pub mod text;

        pub use line::{Piece, RawLine, RawText, Style};
    }
    pub mod tidy;
}

use import::{grid, outline, read, tidy};

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = data.split_first() else {
        return;
    };
    let raw = read::text::read(text);
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
