//! The names of what a document says, as the report calls them.

use base::lang::{Lang, Localise};
use std::borrow::Cow;

/// A key of the answer for machines, `signer_role`, shown in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName(pub String);

/// Each key with its words; any other is shown as it is.
const WORDS: [(&str, &str, &str); 15] = [
    ("kind", "loại văn bản", "kind"),
    ("number", "số, ký hiệu", "number"),
    ("title", "trích yếu", "abstract"),
    ("issuer", "nơi ban hành", "issuer"),
    ("place", "địa danh", "place"),
    ("date", "ngày ban hành", "date"),
    ("signer", "người ký", "signer"),
    ("signer_role", "chức vụ người ký", "role of the signer"),
    ("recipients", "nơi nhận", "recipients"),
    ("body", "nội dung", "text"),
    ("targets", "chỉ tiêu", "target"),
    ("deadlines", "mốc thời gian", "deadline"),
    ("tasks", "việc", "task"),
    ("models", "mô hình", "model"),
    ("cited", "văn bản được nhắc", "document cited"),
];

impl Localise for FieldName {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let known = WORDS.iter().find(|(key, ..)| *key == self.0);
        known.map_or(Cow::Borrowed(self.0.as_str()), |(_, vi, en)| {
            Cow::Borrowed(if lang == Lang::Vi { *vi } else { *en })
        })
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
