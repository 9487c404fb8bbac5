//! Problems of a text in words for its writer, each at the key or the line that it is about.

use crate::shape::Shape;
use crate::state::lines;
use author::Document;
use base::diagnostic::{Diagnostic, Severity};
use base::lang::{Lang, Localise};
use base::message::{AnyProblem, Message};
use serde::Serialize;
use site::problem::{Problem, ValueType};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A problem as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The key, such as `media.zalo` or `targets[0].value`; empty for the text and for the whole.
    pub key: String,
    /// The line of the text below the front matter, counted from 1; absent for keys and for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Whether nothing can be published because of it.
    pub grave: bool,
    /// What is wrong.
    pub words: String,
    /// What to do.
    pub help: String,
}

impl Told {
    /// A problem of a document, whose form may show its keys or not.
    pub fn of(told: &Diagnostic, document: Option<&Document>, shape: &Shape) -> Self {
        let line = told.place.as_ref().map(|place| place.line);
        let named = told
            .problem
            .get()
            .and_then(field_of)
            .filter(|key| shape.field(key).is_some());
        let (mut key, mut body_line) = (String::new(), None);
        if let (Some(document), Some(line)) = (document, line) {
            match place(document, line) {
                Place::Key(found) => key = found,
                Place::Body(line) => body_line = Some(line),
                Place::Elsewhere => {}
            }
        }
        if let Some(named) = named.filter(|_| body_line.is_none()) {
            // A missing key has no line of its own.
            let last = key.rsplit('.').next().unwrap_or_default();
            if last != named {
                key = match key.rsplit_once('.') {
                    Some((table, _)) if table.ends_with(']') => format!("{table}.{named}"),
                    _ => named.to_owned(),
                };
            }
        }
        let (words, help) = words(&told.problem, shape, &key);
        Self {
            key,
            line: body_line,
            grave: told.severity == Severity::Error,
            words: capital(&words),
            help: capital(&help),
        }
    }

    /// A key that a form cannot change, because of how it is written.
    pub fn odd(key: &str) -> Self {
        Self {
            key: key.into(),
            line: None,
            grave: true,
            words: "Ô này được viết theo cách riêng trong tệp, nên chưa sửa được ở đây.".into(),
            help: "Nhờ người phụ trách sửa tệp của bài.".into(),
        }
    }
}

/// The key that a problem names.
fn field_of(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::MissingField { field, .. }
        | Problem::EmptyField { field }
        | Problem::WrongType { field, .. }
        | Problem::NotOneOf { field, .. }
        | Problem::TooLong { field, .. }
        | Problem::TooManyWords { field, .. }
        | Problem::TooMany { field, .. }
        | Problem::UnknownMeasure { field, .. }
        | Problem::BadUrl { field, .. } => Some(field),
        Problem::FieldNeeds { needed, .. } => Some(needed),
        Problem::DateOrder { later, .. } => Some(later),
        _ => None,
    }
}

/// What is wrong and what to do, with the names that the form has for keys.
fn words(problem: &AnyProblem, shape: &Shape, key: &str) -> (String, String) {
    let label = |name: &str| {
        let near = key
            .rsplit_once('.')
            .map(|(table, _)| format!("{table}.{name}"));
        let found = near.and_then(|near| shape.field(&near));
        let found = found.or_else(|| shape.field(name));
        found.map_or_else(|| name.to_owned(), |field| field.label.vi.to_owned())
    };
    let own = problem.get().and_then(|problem| own_words(problem, &label));
    own.unwrap_or_else(|| {
        let (words, help) = (problem.text(Lang::Vi), problem.help(Lang::Vi));
        (named(&words, &label), named(&help, &label))
    })
}

/// The same for what a form says in its own words.
fn own_words(problem: &Problem, label: &dyn Fn(&str) -> String) -> Option<(String, String)> {
    let told = match problem {
        Problem::MissingField { field, .. } | Problem::EmptyField { field } => (
            format!("Còn thiếu “{}”.", label(field)),
            "Điền vào ô này.".into(),
        ),
        Problem::FieldNeeds { field, needed } => (
            format!("Đã có “{}” thì cần cả “{}”.", label(field), label(needed)),
            "Điền thêm ô này, hoặc bỏ trống ô kia.".into(),
        ),
        Problem::WrongType { expected, .. } => (expected_words(*expected).into(), String::new()),
        Problem::TooLong { length, limit, .. } => (
            format!("Dài {length} ký tự, nhiều nhất {limit}."),
            "Viết ngắn lại.".into(),
        ),
        Problem::TooManyWords { words, limit, .. } => (
            format!("Có {words} chữ, phải dưới {limit}."),
            "Rút ngắn: một bài phát thanh đọc trong khoảng hai phút.".into(),
        ),
        Problem::DateOrder { later, earlier } => (
            format!("“{}” lại trước “{}”.", label(later), label(earlier)),
            "Sửa một trong hai ngày.".into(),
        ),
        Problem::Unfilled { words } => (
            format!("Chữ mẫu, chưa ai điền: “{words}”"),
            "Viết thay bằng lời của bài, hoặc xóa đi.".into(),
        ),
        Problem::PersonalData { data, found, rule } => (
            format!("“{found}” có thể là {}.", data.localise(Lang::Vi)),
            format!(
                "Bỏ đi nếu không thật cần: {} bảo vệ dữ liệu này. Nếu đăng có chủ ý và người đó đồng ý, chép đúng “{found}” vào ô “{}”, phần “Ít khi cần”.",
                rule.localise(Lang::Vi),
                label("personal_data")
            ),
        ),
        _ => return None,
    };
    Some(told)
}

fn expected_words(expected: ValueType) -> &'static str {
    match expected {
        ValueType::Date => "Ở đây cần một ngày có thật, như 31/01/2026.",
        ValueType::DateTime | ValueType::DateOrDateTime => {
            "Ở đây cần một ngày, có thể kèm giờ, như 31/01/2026 và 08:00."
        }
        ValueType::Number => "Ở đây cần một số, như 95 hoặc 98,5.",
        ValueType::WholeNumber => "Ở đây cần một số nguyên, như 2030.",
        ValueType::Flag => "Ở đây chỉ có hoặc không.",
        ValueType::TextList | ValueType::List => "Ở đây cần một danh sách, mỗi dòng một mục.",
        _ => "Ở đây cần chữ.",
    }
}

/// A sentence with labels in the place of keys in backticks, and quotation marks in the place of the other backticks.
pub fn named(sentence: &str, label: &dyn Fn(&str) -> String) -> String {
    let mut words = String::new();
    for (at, part) in sentence.split('`').enumerate() {
        if at % 2 == 0 {
            words.push_str(part);
        } else {
            words.push_str(&format!("“{}”", label(part)));
        }
    }
    words.replace("trường “", "ô “")
}

/// A sentence with a capital at its beginning.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

enum Place {
    Key(String),
    Body(usize),
    Elsewhere,
}

/// What stands on a line of a document's file, counted from 1.
fn place(document: &Document, line: usize) -> Place {
    let text = document.text();
    let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let settings = start(document.settings());
    let body = start(document.body());
    // A form does not show the blank lines above a text.
    let shown = document.body().trim_start_matches(['\r', '\n']);
    let above = document.body().len() - shown.len();
    let body_line = lines(&text[..body + above]).matches('\n').count() + 1;
    if line >= body_line {
        return Place::Body(line - body_line + 1);
    }
    let begins = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum::<usize>();
    let ends = begins + text[begins..].find('\n').unwrap_or(text.len() - begins);
    let Some(from) = begins.checked_sub(settings) else {
        return Place::Elsewhere;
    };
    let Ok(table) = DeTable::parse(document.settings()) else {
        return Place::Elsewhere;
    };
    let mut found = None;
    find(table.get_ref(), "", from..ends - settings, &mut found);
    found.map_or(Place::Elsewhere, Place::Key)
}

/// The innermost key whose name or value lies on the bytes of a line.
fn find(
    table: &DeTable<'_>,
    prefix: &str,
    line: std::ops::Range<usize>,
    found: &mut Option<String>,
) {
    for (key, value) in table {
        let path = match prefix {
            "" => key.get_ref().to_string(),
            prefix => format!("{prefix}.{}", key.get_ref()),
        };
        match value.get_ref() {
            DeValue::Table(inner) => find(inner, &path, line.clone(), found),
            DeValue::Array(entries) if entries.iter().all(|entry| inner(entry).is_some()) => {
                for (at, entry) in entries.iter().enumerate() {
                    let path = format!("{path}[{at}]");
                    if entry.span().start < line.end && line.start <= entry.span().end {
                        *found = Some(path.clone());
                    }
                    if let Some(inner) = inner(entry) {
                        find(inner, &path, line.clone(), found);
                    }
                }
            }
            _ => {
                let span = key.span().start..value.span().end;
                if span.start < line.end && line.start < span.end {
                    *found = Some(path);
                }
            }
        }
    }
}

fn inner<'a, 'b>(entry: &'b Spanned<DeValue<'a>>) -> Option<&'b DeTable<'a>> {
    match entry.get_ref() {
        DeValue::Table(inner) => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_text_is_the_one_that_the_form_shows() {
        for end in ["\n", "\r\n"] {
            for above in ["", "\n", "\r\r", "\r\n\r"] {
                let text = format!("+++{end}title = 'A'{end}+++{end}{above}Một{end}hai\rba{end}");
                let document = Document::read("content/mau/tin/a.md", text.as_bytes()).unwrap();
                let shown = lines(&text);
                let line = shown[..shown.find("ba").unwrap()].matches('\n').count() + 1;
                let found = place(&document, line);
                assert!(matches!(found, Place::Body(3)), "{text:?}: {line}");
            }
        }
    }
}
