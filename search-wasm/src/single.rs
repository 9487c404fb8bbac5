//! Single delivery: engine and pack in one classic script, for kiosks, USB sticks and `file://`, where
//! browsers forbid `fetch`, module scripts and workers.

use crate::build::Pack;
use crate::pack::{PackError, container};

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The engine's module with the whole pack in custom sections behind its code.
///
/// # Errors
///
/// When a file of the pack is not one of ours.
pub fn module(pack: &Pack, engine: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut module = engine.to_vec();
    for file in &pack.files {
        module.extend_from_slice(container::sections(&file.bytes)?);
    }
    Ok(module)
}

/// A classic script that carries the engine's own script and the module: give its address to the page
/// as `data-single`.
///
/// # Errors
///
/// When a file of the pack is not one of ours.
pub fn script(pack: &Pack, engine_js: &[u8], engine_wasm: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut script = engine_js.to_vec();
    script.extend_from_slice(b"\nself.loaSearchFile = \"");
    script.extend(base64(&module(pack, engine_wasm)?));
    script.extend_from_slice(b"\";\n");
    Ok(script)
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = BASE64[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { b'=' } else { digit });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_of_the_standards_examples() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(super::base64(plain.as_bytes()), coded.as_bytes());
        }
    }
}
