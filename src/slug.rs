//! Addresses and anchors in ASCII, made from Vietnamese text.

use crate::unseen;

/// `Sốt xuất huyết: dấu hiệu` → `sot-xuat-huyet-dau-hieu`. Empty when nothing is left.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in search_wasm::fold(&unseen::compared(text)).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn vietnamese_becomes_ascii() {
        assert_eq!(
            slugify("Sốt xuất huyết: dấu hiệu"),
            "sot-xuat-huyet-dau-hieu"
        );
        assert_eq!(slugify("ĐƯỜNG Ễ Ự ỹ"), "duong-e-u-y");
        assert_eq!(slugify("Kế hoạch 72-NQ/TW"), "ke-hoach-72-nq-tw");
        assert_eq!(slugify("— …"), "");
        assert_eq!(slugify("S\u{200b}ố\u{ad}t\u{8}"), "sot");
    }
}
