//! Front matter in the making: keys of the schema's tables, each with the value that a document gives, and a sign where a
//! person must look.

use base::schema::Field;
use base::unseen::is_unseen;
use std::fmt::Display;

/// Front matter of a draft.
pub(super) struct Front {
    text: String,
}

/// One table of front matter: what its schema asks for is there when it is finished.
pub(super) struct Keys<'a> {
    out: &'a mut String,
    schema: Vec<&'static Field>,
    written: Vec<&'static str>,
}

impl Front {
    /// Nothing yet.
    pub fn new() -> Self {
        let text = String::new();
        Self { text }
    }

    /// The keys of the post itself.
    pub fn keys(&mut self, schema: impl IntoIterator<Item = &'static Field>) -> Keys<'_> {
        Keys {
            out: &mut self.text,
            schema: schema.into_iter().collect(),
            written: Vec::new(),
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A comment.
    pub fn comment(&mut self, text: &str) {
        comment(&mut self.text, text);
    }

    /// A table of the list `key`, with the keys that `schema` has for it.
    pub fn table(&mut self, key: &str, schema: &'static [Field]) -> Keys<'_> {
        line(&mut self.text, &format!("[[{key}]]"));
        self.keys(schema)
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.text
    }
}

impl Keys<'_> {
    /// A value as TOML writes it.
    pub fn value(&mut self, key: &'static str, value: impl Display) {
        debug_assert!(
            self.schema.iter().any(|field| field.key == key),
            "no key `{key}`"
        );
        line(self.out, &format!("{key} = {value}"));
        self.written.push(key);
    }

    /// A text; nothing where it says nothing.
    pub fn text(&mut self, key: &'static str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.value(key, string(value));
        }
    }

    /// A list of texts; nothing where it is empty.
    pub fn texts(&mut self, key: &'static str, values: &[String]) {
        let texts = values.iter().map(|value| string(value));
        let shown: Vec<String> = texts
            .filter(|value| value.as_str().is_some_and(|text| !text.is_empty()))
            .map(|value| value.to_string())
            .collect();
        if !shown.is_empty() {
            self.value(key, format!("[{}]", shown.join(", ")));
        }
    }

    /// A text that a post must have where the schema says so; where the document is silent, a placeholder that a person
    /// replaces.
    pub fn told(&mut self, key: &'static str, value: Option<&str>) {
        match value {
            Some(value) => self.value(key, string(value)),
            None => self.missing(key),
        }
    }

    /// A comment.
    pub fn comment(&mut self, text: &str) {
        comment(self.out, text);
    }

    /// Adds what the schema asks for and nobody gave.
    pub fn finish(mut self) {
        let missing = self.schema.clone().into_iter();
        for field in missing.filter(|field| field.required) {
            if !self.written.contains(&field.key) {
                self.missing(field.key);
            }
        }
    }

    fn missing(&mut self, key: &'static str) {
        let Some(field) = self
            .schema
            .iter()
            .find(|field| field.key == key && field.required)
        else {
            return;
        };
        let unknown = string(field.unknown);
        self.comment(&format!("XEM LẠI: văn bản không cho biết `{key}`"));
        self.value(key, unknown);
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn comment(out: &mut String, text: &str) {
    line(out, &format!("# {}", plain(text)));
}

pub(super) fn string(text: &str) -> toml::Value {
    toml::Value::String(plain(text).trim().to_owned())
}

/// A text without anything that ends a line or that nobody sees.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if is_unseen(c) { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::schema::SectionKind;

    #[test]
    fn what_a_kind_asks_for_is_in_every_draft() {
        let mut front = Front::new();
        let mut keys = front.keys(SectionKind::Resolution.schema().fields);
        keys.told("document_kind", Some(" Kế hoạch"));
        keys.text("number", Some(" "));
        keys.texts("recipients", &["".into(), "Như trên".into()]);
        keys.finish();
        assert_eq!(
            front.finish(),
            "document_kind = \"Kế hoạch\"\nrecipients = [\"Như trên\"]\n\
             # XEM LẠI: văn bản không cho biết `issuer`\nissuer = \"Cơ quan ban hành\"\n"
        );
    }
}
