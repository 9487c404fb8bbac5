//! Fields hold plain text: signs of Markdown and HTML in them are told, for readers would see them.

use crate::markdown::plain_text;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::source::SourceFile;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys whose texts name files, addresses or words of the text as it is written.
const OTHER: [&str; 3] = ["personal_data", "url", "base_url"];

/// Most fields of one file that are told.
const TOLD: usize = 100;

/// Reports markup in the texts of a table, which begins at byte `offset` of `source`.
pub fn check(
    table: &DeTable<'_>,
    offset: usize,
    source: &SourceFile,
    problems: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    for (key, value) in table {
        look(key.get_ref(), value, &mut found);
    }
    found.sort_by_key(|(span, _)| span.start);
    problems.extend(found.into_iter().take(TOLD).map(|(span, problem)| {
        Diagnostic::at(source, span.start + offset..span.end + offset, problem)
    }));
}

fn look(key: &str, value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, Problem)>) {
    if OTHER.contains(&key) {
        return;
    }
    match value.get_ref() {
        DeValue::String(text) => {
            if let Some((mark, text)) = plain_text(text) {
                let field = key.to_owned();
                found.push((value.span(), Problem::MarkupInField { field, mark, text }));
            }
        }
        DeValue::Array(list) => list.iter().for_each(|value| look(key, value, found)),
        DeValue::Table(table) => {
            for (key, value) in table {
                look(key.get_ref(), value, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::schema::{FieldType, tables};
    use std::collections::BTreeSet;

    #[test]
    fn addresses_and_quoted_words_are_no_plain_text() {
        let fields = tables().into_iter().flatten();
        let addresses = fields
            .filter(|field| matches!(field.kind, FieldType::WebAddress | FieldType::SiteAddress));
        let mut keys: BTreeSet<_> = addresses.map(|field| field.key).collect();
        keys.insert("personal_data");
        assert_eq!(keys, BTreeSet::from(OTHER));
    }
}
