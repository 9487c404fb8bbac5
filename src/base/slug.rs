//! Addresses and anchors in ASCII, made from Vietnamese text.

use crate::unseen;

/// `Sốt xuất huyết: dấu hiệu` → `sot-xuat-huyet-dau-hieu`. Empty when nothing is left.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in analysis::fold(&unseen::compared(text)).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether Windows keeps a name for a device, whatever stands behind a dot: such a file or folder can be neither made
/// nor copied there (Naming Files, Paths, and Namespaces, Microsoft).
pub fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| number.chars().count() == 1 && "0123456789¹²³".contains(number))
    };
    matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || numbered("com")
        || numbered("lpt")
}

/// A slug that every system can hold as a name: `con` → `ve-con`.
pub fn portable(slug: &str) -> String {
    if is_device(slug) {
        format!("ve-{slug}")
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_device, portable, slugify};

    #[test]
    fn names_of_devices_are_known() {
        for name in [
            "con",
            "CON",
            "aux.md",
            "nul.tar.gz",
            "com1",
            "LPT9.txt",
            "com¹",
            "prn ",
            "conin$",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in [
            "con-nguoi",
            "com",
            "com10",
            "lpt",
            "a.con",
            "auxiliary",
            "công",
        ] {
            assert!(!is_device(name), "{name}");
        }
        assert_eq!(portable("con"), "ve-con");
        assert_eq!(portable("conn"), "conn");
    }

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
