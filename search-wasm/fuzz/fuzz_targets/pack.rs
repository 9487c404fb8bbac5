//! Any bytes at all given to the pack reader: `cargo +nightly fuzz run pack` in `search-wasm/`.
//!
//! The first byte chooses the reader; checksums are passed by, so that the fuzzer reaches what lies behind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use search_wasm::pack::{container, documents, part, postings::Postings, start::Start};
use search_wasm::query::{SearchOptions, Session};

fuzz_target!(|data: &[u8]| {
    let Some((choice, body)) = data.split_first() else { return };
    match choice % 4 {
        0 => {
            if let Ok(start) = Start::read(body) {
                let (_, file) = container::wrap("start", &start.write());
                if let Ok(mut session) = Session::open(&file) {
                    for query in ["sot xuat huyet", "suwcs", "a"] {
                        session.search(query, &SearchOptions::default()).ok();
                    }
                }
            }
        }
        1 => {
            Postings::read(body, 100).ok();
        }
        2 => {
            part::entry(body, 0).and_then(|_| documents::read(body, 0)).ok();
        }
        _ => {
            container::parts(body).ok();
        }
    }
});
