//! The two languages of Loa's own messages, and how one is chosen.

use std::borrow::Cow;

/// The language of messages on the terminal. Published sites are always in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, unless another is asked for: the locale of a computer bought in Vietnam is often English.
    #[default]
    Vi,
    /// English.
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

    /// The language that `LOA_LANG` asks for; Vietnamese where it is not set or names no language of Loa's.
    pub fn from_environment() -> Self {
        std::env::var("LOA_LANG")
            .ok()
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

impl Localise for i32 {
    fn localise(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
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
    /// A match that is known.
    pub fn of(candidate: &str) -> Self {
        Self(Some(candidate.to_owned()))
    }

    /// The candidate closest to `typed`, if one is close enough to be what was meant.
    ///
    /// Closeness is Damerau–Levenshtein distance over the folded texts, at most a third of the
    /// length of what was typed, so that a missing mark costs nothing.
    pub fn find<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = analysis::fold(typed);
        let limit = (folded.chars().count() / 3).max(1);
        let nearest = candidates
            .into_iter()
            .map(|c| (strsim::damerau_levenshtein(&folded, &analysis::fold(c)), c))
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

/// Names in backticks with commas between.
pub fn quoted_list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
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
