//! The names of what a document says, in both languages.

/// Each key of the answer for machines, in Vietnamese and in English.
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

/// What a key is called, in Vietnamese and in English; `None` for any other.
pub fn field_words(key: &str) -> Option<(&'static str, &'static str)> {
    let known = WORDS.iter().find(|(known, ..)| *known == key);
    known.map(|(_, vi, en)| (*vi, *en))
}

/// What a key is called in Vietnamese.
pub(super) fn vietnamese(key: &str) -> &str {
    field_words(key).map_or(key, |(vi, _)| vi)
}
