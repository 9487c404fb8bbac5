//! The manifest of a bundle, which release keys sign: what release of which ward it is, then the manifest of the site.

use super::{FILES_LIMIT, MANIFEST_LIMIT, OBJECT_LIMIT, TOTAL_LIMIT};
use crate::keys::number;
use crate::refusal::Refusal;
use base::digest::Sha256;
use base::manifest::Manifest;
use base::slug::is_device;
use std::collections::BTreeMap;

/// The first line: the form and its version.
const FORM: &str = "loa-bundle 1";

/// Longest name of a ward, in bytes.
const NAME_LIMIT: usize = 200;

/// What a bundle is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleManifest {
    /// The ward's folder, `le-chan`.
    pub ward: String,
    /// What the ward is called, `Phường Lê Chân`.
    pub name: String,
    /// Rises from release to release.
    pub release: u64,
    /// The day of the build, `2026-11-29`; shown, and never compared with a clock.
    pub day: String,
    /// The epoch of the release keys that the maker knew.
    pub epoch: u64,
    /// The number of the oldest kiosk program that can show it.
    pub program: u64,
    /// The files.
    pub site: Manifest,
}

impl BundleManifest {
    /// Its text.
    ///
    /// ```text
    /// loa-bundle 1
    /// ward le-chan
    /// name Phường Lê Chân
    /// release 20261129014500
    /// day 2026-11-29
    /// epoch 1
    /// program 1
    /// loa-manifest 1 1234 5678901
    /// …
    /// ```
    pub fn to_text(&self) -> String {
        format!(
            "{FORM}\nward {}\nname {}\nrelease {}\nday {}\nepoch {}\nprogram {}\n{}",
            self.ward,
            self.name,
            self.release,
            self.day,
            self.epoch,
            self.program,
            self.site.to_text()
        )
    }

    /// Reads such a text; no other text of the same facts is taken.
    ///
    /// # Errors
    /// When it is none, or beyond a limit.
    pub fn parse(text: &[u8]) -> Result<Self, Refusal> {
        if text.len() > MANIFEST_LIMIT {
            return Err(Refusal::TooLarge {});
        }
        let text = std::str::from_utf8(text).map_err(|_| Refusal::Damaged {})?;
        let manifest = Self::read(text).ok_or(Refusal::Damaged {})?;
        manifest.within_limits()?;
        Ok(manifest)
    }

    fn read(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix(FORM)?.strip_prefix('\n')?;
        let mut value = |key: &str| {
            let (line, behind) = rest.split_once('\n')?;
            rest = behind;
            line.strip_prefix(key)?.strip_prefix(' ')
        };
        let ward = value("ward").filter(|ward| is_ward(ward))?.to_owned();
        let name = value("name").filter(|name| is_name(name))?.to_owned();
        let release = number(value("release")?)?;
        let day = value("day").filter(|day| is_day(day))?.to_owned();
        let epoch = number(value("epoch")?)?;
        let program = number(value("program")?)?;
        Some(Self {
            ward,
            name,
            release,
            day,
            epoch,
            program,
            site: Manifest::parse(rest.as_bytes()).ok()?,
        })
    }

    /// Makes sure that a kiosk takes so many files, so large ones and those paths.
    ///
    /// # Errors
    /// When it does not.
    pub fn within_limits(&self) -> Result<(), Refusal> {
        let large = |size: u64| size > OBJECT_LIMIT;
        if self.site.len() > FILES_LIMIT
            || self.site.bytes() > TOTAL_LIMIT
            || self.site.files().any(|(_, file)| large(file.size))
        {
            return Err(Refusal::TooLarge {});
        }
        let sizes = self.objects();
        let one_size = self
            .site
            .files()
            .all(|(_, file)| sizes[&file.sha256] == file.size);
        let paths = self.site.files().all(|(path, _)| is_kiosk_path(path));
        let described = is_ward(&self.ward) && is_name(&self.name) && is_day(&self.day);
        if one_size && paths && described {
            Ok(())
        } else {
            Err(Refusal::Damaged {})
        }
    }

    /// The objects that the files are made of, with their sizes: files with the same bytes are one object.
    pub fn objects(&self) -> BTreeMap<Sha256, u64> {
        let files = self.site.files();
        files.map(|(_, file)| (file.sha256, file.size)).collect()
    }

    /// The path of a file that an object is.
    pub fn path_of(&self, object: &Sha256) -> Option<&str> {
        let mut files = self.site.files();
        files
            .find(|(_, file)| file.sha256 == *object)
            .map(|(path, _)| path)
    }
}

/// Whether a ward can be called so.
pub fn is_ward(ward: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&ward.len()) && ward.bytes().all(plain)
}

fn is_name(name: &str) -> bool {
    (1..=NAME_LIMIT).contains(&name.len()) && !name.contains(char::is_control)
}

/// Whether a text reads as a day; 31 February passes, for it is only shown.
fn is_day(day: &str) -> bool {
    let mut parts = day.splitn(3, '-');
    let mut part = |length: usize, most: u64| {
        let digits = parts.next().filter(|digits| digits.len() == length)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let value: u64 = digits.parse().ok().filter(|_| plain)?;
        (1..=most).contains(&value).then_some(())
    };
    part(4, 9999)
        .and_then(|()| part(2, 12))
        .and_then(|()| part(2, 31))
        .is_some()
}

/// Whether a kiosk takes a file at this path: such a path is the same on every system, whatever it makes of case.
pub fn is_kiosk_path(path: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._/-".contains(&byte);
    let part = |part: &str| {
        !part.starts_with('.') && !part.is_empty() && !part.ends_with('.') && !is_device(part)
    };
    path.len() <= 255 && path.bytes().all(plain) && path.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> BundleManifest {
        let mut site = Manifest::default();
        for path in ["index.html", "tin/index.html"] {
            site.add(path, Sha256::of(path.as_bytes()), path.len() as u64)
                .unwrap();
        }
        BundleManifest {
            ward: "le-chan".into(),
            name: "Phường Lê Chân".into(),
            release: 20_261_129_014_500,
            day: "2026-11-29".into(),
            epoch: 1,
            program: 1,
            site,
        }
    }

    #[test]
    fn one_text_for_one_manifest() {
        let manifest = sample();
        let text = manifest.to_text().into_bytes();
        assert_eq!(BundleManifest::parse(&text), Ok(manifest));
        for end in 0..text.len() {
            assert!(BundleManifest::parse(&text[..end]).is_err(), "{end}");
        }
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut other = text.clone();
                other[at] ^= 1 << bit;
                if let Ok(manifest) = BundleManifest::parse(&other) {
                    assert_eq!(manifest.to_text().into_bytes(), other, "{at} {bit}");
                }
            }
        }
    }

    #[test]
    fn paths_that_every_system_has_alike() {
        for path in [
            "index.html",
            "tin/a-b/index.html",
            "assets/style.0123456789.css",
            "a_b",
        ] {
            assert!(is_kiosk_path(path), "{path}");
        }
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "..",
            "a/../b",
            ".a",
            "a.",
            "A",
            "ạ",
            "a b",
            "con",
            "a/nul.html",
            "com1",
            "lpt9.txt",
            "a\\b",
            "c:",
            &"a".repeat(256),
        ] {
            assert!(!is_kiosk_path(path), "{path}");
        }
        let mut manifest = sample();
        manifest.site.add("Tin.html", Sha256::of(b""), 0).unwrap();
        let text = manifest.to_text();
        assert_eq!(
            BundleManifest::parse(text.as_bytes()),
            Err(Refusal::Damaged {})
        );
    }

    #[test]
    fn limits_are_kept() {
        let mut manifest = sample();
        manifest
            .site
            .add("lon", Sha256::of(b"1"), OBJECT_LIMIT + 1)
            .unwrap();
        assert_eq!(manifest.within_limits(), Err(Refusal::TooLarge {}));
        let mut manifest = sample();
        for n in 0..FILES_LIMIT {
            manifest
                .site
                .add(&format!("{n}"), Sha256::of(b""), 0)
                .unwrap();
        }
        assert_eq!(manifest.within_limits(), Err(Refusal::TooLarge {}));
        let mut manifest = sample();
        for n in 0..33 {
            let sha256 = Sha256::of(format!("{n}").as_bytes());
            manifest
                .site
                .add(&format!("{n}"), sha256, OBJECT_LIMIT)
                .unwrap();
        }
        assert_eq!(manifest.within_limits(), Err(Refusal::TooLarge {}));
        let large = vec![b'a'; MANIFEST_LIMIT + 1];
        assert_eq!(BundleManifest::parse(&large), Err(Refusal::TooLarge {}));
        let mut two_sizes = sample();
        two_sizes
            .site
            .add("x", Sha256::of(b"index.html"), 3)
            .unwrap();
        assert_eq!(two_sizes.within_limits(), Err(Refusal::Damaged {}));
    }
}
