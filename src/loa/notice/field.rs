//! The names of what a document says, as the report calls them.

use base::lang::{Lang, Localise};
use import::write::field_words;
use std::borrow::Cow;

/// A key of the answer for machines, `signer_role`, shown in words; one without words is shown as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName(pub String);

impl Localise for FieldName {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let words = field_words(&self.0);
        Cow::Borrowed(words.map_or(self.0.as_str(), |(vi, en)| match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }))
    }
}

/// Several names in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames(pub Vec<FieldName>);

impl Localise for FieldNames {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let names: Vec<_> = self.0.iter().map(|name| name.localise(lang)).collect();
        Cow::Owned(names.join("; "))
    }
}
