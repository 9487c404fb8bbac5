//! Prints the fingerprint of the engine's sources; `search-wasm/build` keeps it in `pkg/`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("{}", search_wasm::build::sources::fingerprint(sources)?);
    Ok(())
}
