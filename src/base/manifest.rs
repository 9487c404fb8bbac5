//! A site's manifest: path, SHA-256 and size of every file that is published, as one text that can be signed.
//!
//! # The form
//!
//! ```text
//! loa-manifest 1 2 1234
//! 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 1000 index.html
//! 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752 234 tin/index.html
//! ```
//!
//! UTF-8; every line ends with one line feed, the last one too. The first line names the form and its version, then the
//! number of files and the sum of their sizes. Each further line is a file: 64 hexadecimal digits, the size in bytes, and
//! the path to the end of the line, with one space between them. Numbers are decimal without leading zeros. Paths are
//! relative to the site's root and divided by `/`, without empty parts, `.`, `..`, control characters and `\`; they are
//! sorted by their bytes, each once. So one list of files has one text, and a signature of the text is one of the list.
//!
//! ```
//! use base::digest::Sha256;
//! use base::manifest::Manifest;
//!
//! let mut manifest = Manifest::default();
//! manifest.add("index.html", Sha256::of(b"Xin ch\xc3\xa0o"), 9)?;
//! let text = manifest.to_text();
//! assert!(text.starts_with("loa-manifest 1 1 9\n"));
//! assert_eq!(Manifest::parse(text.as_bytes())?, manifest);
//! assert!(Manifest::parse(&text.as_bytes()[..text.len() - 1]).is_err());
//! # Ok::<_, base::manifest::Defect>(())
//! ```

use crate::digest::Sha256;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The first word of the text, and the version of the form.
const HEAD: [&str; 2] = ["loa-manifest", "1"];

/// Largest text that is read, in bytes.
pub const TEXT_LIMIT: usize = 64 << 20;

/// Most files of a site.
pub const FILES_LIMIT: usize = 500_000;

/// Longest path, in bytes; what a file system calls a file is shorter.
pub const PATH_LIMIT: usize = 4096;

/// The files of a site, by their path below its root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<String, PublishedFile>,
    bytes: u64,
}

/// What a manifest says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedFile {
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// Bytes.
    pub size: u64,
}

/// Why something is no manifest. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// Larger than [`TEXT_LIMIT`], or more files than [`FILES_LIMIT`].
    TooLarge,
    /// No UTF-8.
    NotText,
    /// Another form, or another version of it.
    UnknownForm,
    /// This line is not as the form says.
    Line(usize),
    /// The text ends before its last line does.
    CutOff,
    /// There are other files than the first line says.
    WrongSum,
    /// No path of a file of a site.
    BadPath,
    /// A second file at one path.
    Twice,
}

impl Manifest {
    /// Adds a file.
    ///
    /// # Errors
    /// When no manifest can hold it; the manifest is then as it was.
    pub fn add(&mut self, path: &str, sha256: Sha256, size: u64) -> Result<(), Defect> {
        if !is_path(path) {
            return Err(Defect::BadPath);
        }
        if self.files.contains_key(path) {
            return Err(Defect::Twice);
        }
        let bytes = self.bytes.checked_add(size).ok_or(Defect::TooLarge)?;
        if self.files.len() == FILES_LIMIT {
            return Err(Defect::TooLarge);
        }
        self.bytes = bytes;
        let file = PublishedFile { sha256, size };
        self.files.insert(path.to_owned(), file);
        Ok(())
    }

    /// Its files, sorted by the bytes of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &PublishedFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&PublishedFile> {
        self.files.get(path)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The size of all files together, in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The text of this list, as the module describes it.
    pub fn to_text(&self) -> String {
        let [form, version] = HEAD;
        let lines = self.files.keys().map(|path| path.len() + 80).sum::<usize>();
        let mut text = String::with_capacity(lines + 60);
        let mut line = |line: std::fmt::Arguments<'_>| {
            text.write_fmt(line)
                .unwrap_or_else(|error| unreachable!("a text takes everything: {error}"));
        };
        let (files, bytes) = (self.files.len(), self.bytes);
        line(format_args!("{form} {version} {files} {bytes}\n"));
        for (path, PublishedFile { sha256, size }) in &self.files {
            line(format_args!("{sha256} {size} {path}\n"));
        }
        text
    }

    /// Reads such a text. No other text than [`Self::to_text`] makes of the same list is taken.
    ///
    /// # Errors
    /// When it is no manifest of this version, not whole, or larger than one may be.
    pub fn parse(text: &[u8]) -> Result<Self, Defect> {
        if text.len() > TEXT_LIMIT {
            return Err(Defect::TooLarge);
        }
        let text = std::str::from_utf8(text).map_err(|_| Defect::NotText)?;
        let text = text.strip_suffix('\n').ok_or(Defect::CutOff)?;
        let mut lines = text.split('\n');
        let (files, bytes) = lines.next().and_then(head).ok_or(Defect::UnknownForm)?;
        if files > FILES_LIMIT {
            return Err(Defect::TooLarge);
        }
        let mut manifest = Self::default();
        let mut last = "";
        for (number, line) in (2..).zip(lines) {
            let (sha256, size, path) = file(line).ok_or(Defect::Line(number))?;
            if path <= last {
                return Err(Defect::Line(number));
            }
            manifest.add(path, sha256, size)?;
            last = path;
        }
        if (manifest.len(), manifest.bytes) == (files, bytes) {
            Ok(manifest)
        } else {
            Err(Defect::WrongSum)
        }
    }
}

/// The number of files and of bytes in a first line.
fn head(line: &str) -> Option<(usize, u64)> {
    let mut words = line.split(' ');
    if HEAD.iter().any(|word| words.next() != Some(word)) {
        return None;
    }
    let (files, bytes) = (number(words.next()?)?, number(words.next()?)?);
    let files = usize::try_from(files).ok()?;
    words.next().is_none().then_some((files, bytes))
}

fn file(line: &str) -> Option<(Sha256, u64, &str)> {
    let (sha256, rest) = line.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    Some((sha256.parse().ok()?, number(size)?, path))
}

/// A decimal number in its one form.
fn number(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = digits == "0" || !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain && shortest)
}

/// Whether a file of a site can have this path.
pub fn is_path(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..");
    let odd = |c: char| c.is_control() || c == '\\';
    path.len() <= PATH_LIMIT && path.split('/').all(part) && !path.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let mut manifest = Manifest::default();
        let files = [
            ("tin/index.html", 7),
            ("index.html", 0),
            ("tin/Ảnh 1.jpg", 12),
        ];
        for (path, size) in files {
            let sha256 = Sha256::of(path.as_bytes());
            manifest.add(path, sha256, size).unwrap();
        }
        manifest
    }

    #[test]
    fn the_text_comes_back_and_is_the_only_one() {
        let manifest = sample();
        let text = manifest.to_text();
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(manifest));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "loa-manifest 1 3 19");
        assert!(lines[1].ends_with(" 0 index.html"), "{text}");
        let swapped = [lines[0], lines[2], lines[1], lines[3], ""].join("\n");
        assert_eq!(Manifest::parse(swapped.as_bytes()), Err(Defect::Line(3)));
        let twice = [lines[0], lines[1], lines[1], lines[3], ""].join("\n");
        assert_eq!(Manifest::parse(twice.as_bytes()), Err(Defect::Line(3)));
        for (from, to) in [
            (" 7 ", " 07 "),
            (" 7 ", " +7 "),
            (" 7 ", "  7 "),
            (" 7 ", " 8 "),
            ("\n", "\r\n"),
            ("1 3 19", "1 3 19 "),
            ("manifest 1", "manifest 2"),
            ("1 3 19", "1 4 19"),
            ("1 3 19", "1 99999999999999999999 19"),
            ("tin/", "../"),
            ("tin/", "/tin/"),
            ("tin/index.html", "tin/index.html\n"),
            ("tin/", "tin\\"),
            ("tin/", "tin/\u{7}"),
        ] {
            let other = text.replace(from, to);
            assert_ne!(text, other);
            assert!(Manifest::parse(other.as_bytes()).is_err(), "{from} → {to}");
        }
    }

    #[test]
    fn every_cut_is_noticed_and_every_other_byte_harmless() {
        let text = sample().to_text().into_bytes();
        for end in 0..text.len() {
            assert!(Manifest::parse(&text[..end]).is_err(), "{end}");
        }
        for at in 0..text.len() {
            for byte in 0..=255 {
                let mut other = text.clone();
                other[at] = byte;
                if let Ok(manifest) = Manifest::parse(&other) {
                    assert_eq!(manifest.to_text().into_bytes(), other, "{at} {byte}");
                }
            }
        }
    }

    #[test]
    fn no_more_is_held_than_the_limits_allow() {
        let mut manifest = sample();
        let sha256 = Sha256::of(b"");
        let too_long = "a".repeat(PATH_LIMIT + 1);
        for path in ["", "/a", "a//b", "a/", "./a", "a/..", "a\nb", &too_long] {
            assert_eq!(
                manifest.add(path, sha256, 1),
                Err(Defect::BadPath),
                "{path}"
            );
        }
        assert_eq!(manifest.add("index.html", sha256, 1), Err(Defect::Twice));
        assert_eq!(manifest.add("a", sha256, u64::MAX), Err(Defect::TooLarge));
        assert_eq!(manifest, sample());
        let large = vec![b'\n'; TEXT_LIMIT + 1];
        assert_eq!(Manifest::parse(&large), Err(Defect::TooLarge));
        let many = format!("loa-manifest 1 {} 0\n", FILES_LIMIT + 1);
        assert_eq!(Manifest::parse(many.as_bytes()), Err(Defect::TooLarge));
    }
}
