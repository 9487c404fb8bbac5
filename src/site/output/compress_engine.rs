//! Compresses the search engine while the program is built: it is the same for every site, and brotli at its best takes
//! longer over it than over everything else of a small one.

use std::path::Path;
use std::{env, fs};

/// As in `src/site/output/precompress.rs`.
const QUALITY: i32 = 11;
const WINDOW: i32 = 18;

fn main() {
    let out = env::var("OUT_DIR").expect("cargo names a folder");
    for name in ["engine.js", "engine.wasm"] {
        let source = Path::new("../../search-wasm/pkg").join(name);
        println!("cargo::rerun-if-changed={}", source.display());
        let bytes = fs::read(&source).expect("the built engine is checked in");
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut copy = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut copy, &parameters).expect("a Vec takes it all");
        fs::write(Path::new(&out).join(format!("{name}.br")), copy).expect("the folder is there");
    }
}
