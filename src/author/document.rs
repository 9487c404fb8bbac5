//! A writer's file as its very bytes, with what Loa reads in it: settings, and the text below them. What is not changed is
//! the same to the byte: the mark at the beginning, the encoding, every line's end.

use super::change::{Change, KeyPath};
use super::history::Version;
use super::keys;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::source::SourceFile;
use encoding_rs::{UTF_16BE, UTF_16LE};
use site::content::split;
use site::problem::Problem as SiteProblem;
use site::root::{TEXT_LIMIT, utf16};
use std::ops::Range;

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Little,
    Utf16Big,
}

/// A post, an introduction or a file of settings, as it was read.
#[derive(Debug, Clone)]
pub struct Document {
    path: String,
    version: Version,
    encoding: Encoding,
    /// Whether a byte order mark comes first.
    marked: bool,
    text: String,
    settings: Range<usize>,
    body: Range<usize>,
}

impl Document {
    /// Reads the bytes of the file at `path`.
    ///
    /// # Errors
    /// When the bytes are no text, or a post's front matter has no beginning or end.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let mut document = Self::whole(path, bytes)?;
        if path.to_ascii_lowercase().ends_with(".toml") {
            let end = document.text.len();
            (document.settings, document.body) = (0..end, end..end);
            return Ok(document);
        }
        let source = SourceFile {
            path: path.into(),
            text: document.text.clone(),
        };
        let mut problems = Vec::new();
        match split(&source, &mut problems) {
            Some(parts) => {
                (document.settings, document.body) = (parts.toml, parts.body);
                Ok(document)
            }
            None => Err(problems.swap_remove(0)),
        }
    }

    /// The same without settings: the whole of it is text. So a file can be mended whose front matter nobody can read.
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn whole(path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let encoding = match utf16(bytes) {
            Some(found) if found == UTF_16LE => Encoding::Utf16Little,
            Some(found) if found == UTF_16BE => Encoding::Utf16Big,
            _ => Encoding::Utf8,
        };
        let decoded = match encoding {
            Encoding::Utf8 => std::str::from_utf8(bytes)
                .map(str::to_owned)
                .map_err(|error| {
                    let offset = error.valid_up_to();
                    Diagnostic::file(path, SiteProblem::NotUtf8 { offset })
                })?,
            Encoding::Utf16Little => UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
            Encoding::Utf16Big => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        };
        let text = decoded.strip_prefix('\u{feff}');
        let marked = text.is_some();
        let text = text.unwrap_or(&decoded).to_owned();
        let document = Self {
            path: path.into(),
            version: Version::of(bytes),
            encoding,
            marked,
            settings: 0..0,
            body: 0..text.len(),
            text,
        };
        if document.bytes() == bytes {
            Ok(document)
        } else {
            // Half a character of UTF-16: nobody knows what was meant.
            Err(Diagnostic::file(path, SiteProblem::NotUtf8 { offset: 0 }))
        }
    }

    /// The file from the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Which bytes the file held.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The settings: front matter, or the whole of a file of settings.
    pub fn settings(&self) -> &str {
        &self.text[self.settings.clone()]
    }

    /// The text below the front matter.
    pub fn body(&self) -> &str {
        &self.text[self.body.clone()]
    }

    /// The value of a key, where it is there and can be read.
    pub fn value(&self, key: &KeyPath) -> Option<toml::Value> {
        keys::value(self.settings(), key)
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_of(&self.text)
    }

    /// The bytes of the file if it held this text.
    pub(super) fn bytes_of(&self, text: &str) -> Vec<u8> {
        let mark = if self.marked { "\u{feff}" } else { "" };
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        match self.encoding {
            Encoding::Utf8 => [mark.as_bytes(), text.as_bytes()].concat(),
            Encoding::Utf16Little => units().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Big => units().flat_map(u16::to_be_bytes).collect(),
        }
    }

    /// The line end that most lines have.
    fn newline(&self) -> &'static str {
        let all = [("\n", 0), ("\r\n", 0), ("\r", 0)];
        let all = lines(&self.text).fold(all, |mut all, line| {
            if let Some(known) = all.iter_mut().find(|(end, _)| *end == end_of(line)) {
                known.1 += 1;
            }
            all
        });
        let most = all.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map_or("\n", |(end, _)| end)
    }

    /// Changes one key.
    ///
    /// # Errors
    /// When the settings cannot be read, or have something else where the key should be; nothing is changed then.
    pub fn change(&mut self, change: &Change) -> Result<(), Diagnostic> {
        let changed = keys::change(self.settings(), change, self.newline());
        let changed = changed.ok_or_else(|| {
            let field = change.key().to_string();
            Diagnostic::file(&self.path, Problem::KeyNotChanged { field })
        })?;
        self.text.replace_range(self.settings.clone(), &changed);
        let end = self.settings.start + changed.len();
        let grown = self.body.start - self.settings.end;
        let length = self.body.len();
        self.settings.end = end;
        self.body = end + grown..end + grown + length;
        Ok(())
    }

    /// Changes the text below the front matter. Lines that stay keep their ends; the others get those of the file.
    pub fn set_body(&mut self, body: &str) {
        let body = relined(self.body(), body, self.newline());
        let open = self.body.start > 0 && !is_ended(&self.text[..self.body.start]);
        let before = if open && !body.is_empty() {
            self.newline()
        } else {
            ""
        };
        let body = format!("{before}{body}");
        self.text.replace_range(self.body.clone(), &body);
        self.body.end = self.body.start + body.len();
    }
}

/// A new text in which lines that the old one has at its beginning and its end are those lines, ends and all.
fn relined(old: &str, new: &str, newline: &str) -> String {
    let old: Vec<&str> = lines(old).collect();
    let new: Vec<&str> = lines(new).collect();
    // A last line without an end is another line than one with it.
    let same = |a: &str, b: &str| plain(a) == plain(b) && is_ended(a) == is_ended(b);
    let ahead = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let room = old.len().min(new.len()) - ahead;
    let behind = old.iter().rev().zip(new.iter().rev());
    let behind = behind.take(room).take_while(|(a, b)| same(a, b)).count();
    let mut text = old[..ahead].concat();
    for line in &new[ahead..new.len() - behind] {
        text.push_str(plain(line));
        if is_ended(line) {
            text.push_str(newline);
        }
    }
    text + &old[old.len() - behind..].concat()
}

/// A text's lines with what ends them: `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(['\r', '\n']).map_or(rest.len(), |at| {
            let both = rest[at..].starts_with("\r\n");
            at + if both { 2 } else { 1 }
        });
        let (line, behind) = rest.split_at(end);
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

/// A line without what ends it.
fn plain(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}

/// What ends a line; nothing where the text does.
fn end_of(line: &str) -> &str {
    &line[plain(line).len()..]
}

fn is_ended(line: &str) -> bool {
    !end_of(line).is_empty()
}

/// Whether a file of this name is one that people write, below `content/`.
pub(super) fn is_written(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    path.starts_with("content/") && (lower.ends_with(".md") || lower.ends_with(".toml"))
}

/// The largest file that is read.
pub(super) const LIMIT: u64 = TEXT_LIMIT;
