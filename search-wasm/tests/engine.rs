//! The checked-in engine is made from the sources as they are.

use std::path::Path;

#[test]
fn the_engine_is_not_stale() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = search_wasm::build::sources::fingerprint(sources).unwrap();
    let then = std::fs::read_to_string(sources.join("pkg/sources.blake3")).unwrap();
    assert_eq!(
        then.trim(),
        now,
        "search-wasm/pkg is stale; run search-wasm/build and check it in"
    );
}

#[test]
fn the_engine_is_small() {
    let module = search_wasm::engine::FILES
        .iter()
        .find(|(name, _)| *name == "engine.wasm")
        .unwrap();
    assert!(module.1.starts_with(b"\0asm"));
    assert!(
        module.1.len() < 200_000,
        "{} bytes before compression",
        module.1.len()
    );
}
