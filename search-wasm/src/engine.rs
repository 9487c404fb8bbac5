//! The built engine, carried inside the generator so that building a site needs no WebAssembly tools.

/// The engine's files by name: its script and its module.
pub const FILES: &[(&str, &[u8])] = &[
    ("engine.js", include_bytes!("../pkg/engine.js")),
    ("engine.wasm", include_bytes!("../pkg/engine.wasm")),
];
