//! Any bytes at all as a document's file: `cargo +nightly fuzz run --fuzz-dir tests/fuzz documents -- -rss_limit_mb=440 -timeout=10`.
//! Begin with files of each format in `tests/fuzz/corpus/documents`.
#![no_main]

use formats::read_here;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = read_here(data) else {
        return;
    };
    assert!(text.lines.iter().all(|line| line.cells.is_empty() || line.text.is_empty()));
});
