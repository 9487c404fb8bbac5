//! The two languages of Loa's own messages, and how one is chosen.

use std::borrow::Cow;
use std::io::ErrorKind;

/// The language of messages on the terminal. Published sites are always in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Reads `vi`, `vi-VN`, `en_US.UTF-8` and the like; `None` for any other language.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" | "c" | "posix" => Some(Self::En),
            _ => None,
        }
    }

    /// The language of the user's locale; English where the locale is neither.
    pub fn from_locale() -> Self {
        sys_locale::get_locale()
            .and_then(|tag| Self::parse(&tag))
            .unwrap_or_default()
    }
}

/// A value inside a message, in the words of the chosen language.
pub trait Localise {
    /// The value as it reads in a sentence of `lang`.
    fn localise(&self, lang: Lang) -> Cow<'_, str>;
}

impl Localise for String {
    fn localise(&self, _: Lang) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Localise for &'static str {
    fn localise(&self, _: Lang) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Localise for usize {
    fn localise(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl Localise for u64 {
    fn localise(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

/// A close match for something mistyped: reads as ` Did you mean …?`, or as nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near(Option<String>);

impl Near {
    /// The candidate closest to `typed`, if one is close enough to be what was meant.
    ///
    /// Closeness is Damerau–Levenshtein distance over the folded texts, at most a third of the
    /// length of what was typed, so that a missing mark costs nothing.
    pub fn find<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = search_wasm::fold(typed);
        let limit = (folded.chars().count() / 3).max(1);
        let nearest = candidates
            .into_iter()
            .map(|c| {
                (
                    strsim::damerau_levenshtein(&folded, &search_wasm::fold(c)),
                    c,
                )
            })
            .min();
        Self(
            nearest
                .filter(|(distance, _)| *distance <= limit)
                .map(|(_, c)| c.to_owned()),
        )
    }
}

impl Localise for Near {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        match (&self.0, lang) {
            (None, _) => Cow::Borrowed(""),
            (Some(near), Lang::Vi) => Cow::Owned(format!(" Ý bạn là `{near}`?")),
            (Some(near), Lang::En) => Cow::Owned(format!(" Did you mean `{near}`?")),
        }
    }
}

/// Why the operating system refused: in words for the causes a volunteer can mend, otherwise as the
/// system says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    kind: ErrorKind,
    system: String,
}

impl From<std::io::Error> for Cause {
    fn from(error: std::io::Error) -> Self {
        Self {
            kind: error.kind(),
            system: error.to_string(),
        }
    }
}

impl Localise for Cause {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self.kind {
            ErrorKind::NotFound => ("không tìm thấy", "not found"),
            ErrorKind::PermissionDenied => ("không có quyền", "permission denied"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                ("ổ đĩa đã đầy", "the disk is full")
            }
            ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
            ErrorKind::NotADirectory => ("không phải thư mục", "not a folder"),
            ErrorKind::IsADirectory => ("là thư mục, không phải tệp", "a folder, not a file"),
            ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
            _ => (self.system.as_str(), self.system.as_str()),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

/// Why a TOML parser stopped: its commonest reasons in words for people who do not program,
/// otherwise as the parser says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TomlReason(String);

impl From<&str> for TomlReason {
    fn from(parser: &str) -> Self {
        Self(parser.trim().replace('\n', ", "))
    }
}

impl Localise for TomlReason {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        const KNOWN: [(&str, &str, &str); 8] = [
            (
                "invalid basic string",
                "chữ thiếu dấu nháy kép đóng lại",
                "the closing double quote is missing",
            ),
            (
                "string values must be quoted",
                "chữ phải nằm trong hai dấu nháy kép",
                "texts must stand between double quotes",
            ),
            (
                "invalid date",
                "ngày viết chưa đúng, phải như 2026-01-31",
                "the date must read like 2026-01-31",
            ),
            (
                "unexpected key or value",
                "sau giá trị còn chữ thừa",
                "something is left over behind the value",
            ),
            (
                "duplicate key",
                "trường này đã viết ở trên",
                "this key was already given above",
            ),
            (
                "key with no value",
                "thiếu dấu `=` và giá trị",
                "`=` and a value are missing",
            ),
            (
                "missing value",
                "thiếu giá trị sau dấu `=`",
                "the value after `=` is missing",
            ),
            (
                "unclosed array",
                "danh sách thiếu dấu `]` đóng lại",
                "the closing `]` of the list is missing",
            ),
        ];
        let known = KNOWN.iter().find(|(parser, ..)| self.0.contains(parser));
        let words = known.map(|(_, vi, en)| if lang == Lang::Vi { *vi } else { *en });
        Cow::Borrowed(words.unwrap_or(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_tags_choose_the_language() {
        assert_eq!(Lang::parse("vi_VN.UTF-8"), Some(Lang::Vi));
        assert_eq!(Lang::parse("en-GB"), Some(Lang::En));
        assert_eq!(Lang::parse("C"), Some(Lang::En));
        assert_eq!(Lang::parse("fr_FR"), None);
    }

    #[test]
    fn a_suggestion_must_be_close() {
        let keys = ["title", "date", "summary"];
        assert_eq!(
            Near::find("titel", keys).localise(Lang::En),
            " Did you mean `title`?"
        );
        assert_eq!(Near::find("khác", keys).localise(Lang::En), "");
    }
}
