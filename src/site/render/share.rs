//! Ways from a page to other people: links that share it, and its address as a QR code.

use super::context::{QrContext, ShareContext};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fast_qr::{ECL, QRBuilder};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write;
use std::sync::LazyLock;

/// Empty modules around a QR code (ISO/IEC 18004 asks for four).
const QUIET_ZONE: usize = 4;

/// Links that share the page at a whole address.
pub fn share(canonical: &str) -> ShareContext {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    // Zalo's share page takes a JSON object, in base64, in its address.
    let zalo = STANDARD.encode(serde_json::json!({ "url": canonical }).to_string());
    ShareContext {
        zalo: format!(
            "https://button-share.zalo.me/share_external?d={}",
            encoded(&zalo)
        ),
        facebook: format!(
            "https://www.facebook.com/sharer/sharer.php?u={}",
            encoded(canonical)
        ),
    }
}

/// An address as people type it: without the scheme and the last slash.
pub fn typed(canonical: &str) -> String {
    let bare = canonical
        .split_once("://")
        .map_or(canonical, |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

/// The QR code of a whole address, at medium error correction; absent where the address is longer than
/// a code can hold.
pub fn qr(canonical: &str) -> Option<QrContext> {
    let code = QRBuilder::new(canonical).ecl(ECL::M).build().ok()?;
    let width = code.size;
    let mut path = String::new();
    for y in 0..width {
        let row = &code[y][..width];
        let mut x = 0;
        while x < width {
            let dark = row[x..].iter().take_while(|module| module.value()).count();
            if dark > 0 {
                let (left, top) = (x + QUIET_ZONE, y + QUIET_ZONE);
                // Formatting into a String cannot fail.
                write!(path, "M{left} {top}h{dark}v1h-{dark}z").unwrap_or_default();
            }
            x += dark.max(1);
        }
    }
    Some(QrContext {
        size: width + 2 * QUIET_ZONE,
        path,
    })
}

/// Longest address in bytes that fits into a code whatever it is made of (ISO/IEC 18004, version 40-M).
const FITS: usize = 2331;

/// A code in the place of an address's own, absent where that is: drawing one takes longer than rendering its page.
pub fn qr_like(canonical: &str) -> Option<QrContext> {
    static EXAMPLE: LazyLock<Option<QrContext>> = LazyLock::new(|| qr("https://example.vn/"));
    if canonical.len() > FITS {
        return qr(canonical);
    }
    EXAMPLE.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped_in_links() {
        let links = share("https://a.example.vn/tin/b/?x=1&y=2");
        assert_eq!(
            links.facebook,
            "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa%2Eexample%2Evn%2Ftin%2Fb%2F%3Fx%3D1%26y%3D2"
        );
        let data = links.zalo.split_once("?d=").unwrap().1.replace("%3D", "=");
        let json = STANDARD.decode(data.replace("%2B", "+").replace("%2F", "/"));
        assert_eq!(
            String::from_utf8(json.unwrap()).unwrap(),
            r#"{"url":"https://a.example.vn/tin/b/?x=1&y=2"}"#
        );
    }

    #[test]
    fn a_code_has_its_quiet_zone_and_three_finders() {
        let code = qr("https://a.example.vn/").unwrap();
        assert_eq!(code.size, 25 + 8);
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
        assert!(qr(&"x".repeat(5000)).is_none());
    }

    #[test]
    fn an_example_stands_where_a_code_would() {
        for length in [20, FITS, FITS + 1, 5000] {
            for letter in ["x", "ẩ", "1"] {
                let address = letter.repeat(length / letter.len());
                assert_eq!(qr_like(&address).is_some(), qr(&address).is_some());
            }
        }
    }
}
