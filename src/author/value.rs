//! Values as TOML writes them: quotes as the writer had them, lists line by line where they were.

use std::fmt::Write;
use std::ops::Range;
use toml::Value;
use toml_edit::Array;

/// How a text is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `"…"`
    Basic,
    /// `'…'`
    Literal,
    /// `"""…"""`
    Lines,
    /// `'''…'''`
    LiteralLines,
}

impl Style {
    /// The style of a value as it is written.
    pub fn of(written: &str) -> Self {
        let styles = [
            ("\"\"\"", Self::Lines),
            ("'''", Self::LiteralLines),
            ("'", Self::Literal),
        ];
        let found = styles.iter().find(|(mark, _)| written.starts_with(mark));
        found.map_or(Self::Basic, |(_, style)| *style)
    }
}

/// A value as it is written behind a `=`.
pub(super) fn inline(value: &Value, style: Style, newline: &str) -> String {
    match value {
        Value::String(text) => quoted(&text.replace("\r\n", "\n"), style, newline),
        Value::Array(list) => {
            let values = list
                .iter()
                .map(|value| inline(value, Style::Basic, newline));
            format!("[{}]", values.collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) if table.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let keys = table.iter().map(|(key, value)| {
                format!("{} = {}", basic(key), inline(value, Style::Basic, newline))
            });
            format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
        }
        Value::Float(_) | Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.to_string()
        }
    }
}

fn quoted(text: &str, style: Style, newline: &str) -> String {
    let control = |text: &str| text.contains(|c: char| c.is_control() && c != '\n' && c != '\t');
    let several = text.contains('\n');
    if text.lines().any(|line| line.trim() == "+++") {
        // It would end the front matter.
        return basic(text);
    }
    match style {
        Style::Literal if !several && !control(text) && !text.contains('\'') => format!("'{text}'"),
        Style::LiteralLines if !control(text) && !text.contains("''") && !text.ends_with('\'') => {
            format!("'''{newline}{}'''", text.replace('\n', newline))
        }
        Style::Basic | Style::Literal if !several => basic(text),
        _ => {
            let escaped = escaped(text, true).replace('\n', newline);
            format!("\"\"\"{newline}{escaped}\"\"\"")
        }
    }
}

/// A text on one line between double quotes.
pub(super) fn basic(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

fn escaped(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quotes = 0;
    for c in text.chars() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '\\' => out.push_str("\\\\"),
            // Two in a row may stand between three; a third would close them.
            '"' if !lines || quotes == 3 => {
                quotes = 0;
                out.push_str("\\\"");
            }
            '\n' if lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => write!(out, "\\u{:04X}", c as u32)
                .unwrap_or_else(|error| unreachable!("a text takes all: {error}")),
            c => out.push(c),
        }
    }
    if lines && out.ends_with('"') && !out.ends_with("\\\"") {
        out.pop();
        out.push_str("\\\"");
    }
    out
}

/// A list with other entries: those that stay are not touched, nor what stands between them.
pub(super) fn list(
    text: &str,
    old: &Array,
    new: &[Value],
    newline: &str,
) -> Option<(Range<usize>, String)> {
    let whole = old.span()?;
    let spans: Vec<Range<usize>> = old
        .iter()
        .map(|value| value.span())
        .collect::<Option<_>>()?;
    let parse = |span: &Range<usize>| {
        let table: toml::Table = format!("a = {}", &text[span.clone()]).parse().ok()?;
        table.get("a").cloned()
    };
    let values: Vec<Value> = spans.iter().map(parse).collect::<Option<_>>()?;
    let ahead = values.iter().zip(new).take_while(|(a, b)| a == b).count();
    let room = values.len().min(new.len()) - ahead;
    let behind = values.iter().rev().zip(new.iter().rev());
    let behind = behind.take(room).take_while(|(a, b)| a == b).count();
    let (gone, come) = (
        ahead..values.len() - behind,
        &new[ahead..new.len() - behind],
    );
    if gone.is_empty() && come.is_empty() {
        return Some((whole.start..whole.start, String::new()));
    }
    let Some((first, last)) = spans.first().zip(spans.last()) else {
        return Some((
            whole,
            inline(&Value::Array(new.to_vec()), Style::Basic, newline),
        ));
    };
    if new.is_empty() {
        return Some((whole, "[]".to_owned()));
    }
    let lead = &text[whole.start + 1..first.start];
    let between = match lead.rfind('\n') {
        Some(at) => format!(",{newline}{}", &lead[at + 1..]),
        None => ", ".to_owned(),
    };
    let style = |at: usize| {
        spans
            .get(at)
            .map_or(Style::Basic, |span| Style::of(&text[span.clone()]))
    };
    let come: Vec<_> = come
        .iter()
        .enumerate()
        .map(|(at, value)| inline(value, style(gone.start + at), newline))
        .collect();
    let come = come.join(&between);
    let splice = match (gone.is_empty(), come.is_empty()) {
        // Others take the place of some.
        (false, false) => (spans[gone.start].start..spans[gone.end - 1].end, come),
        // Some go, with what parts them from those before or behind.
        (false, true) if gone.start > 0 => {
            (spans[gone.start - 1].end..spans[gone.end - 1].end, come)
        }
        (false, true) => (first.start..spans[gone.end].start, come),
        (true, _) if ahead == 0 => (first.start..first.start, format!("{come}{between}")),
        (true, _) => {
            let at = spans.get(ahead - 1).unwrap_or(last).end;
            (at..at, format!("{between}{come}"))
        }
    };
    Some(splice)
}
