//! SHA-256 (FIPS 180-4) of files, as hexadecimal digits: the one strong hash that browsers compute too, so the
//! service worker can tell a whole file from a damaged one.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// All 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}")
                .unwrap_or_else(|error| unreachable!("a text takes everything: {error}"));
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_example_holds() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(b"abc"), abc);
    }
}
