//! Slips in a line of TOML: what was meant by a writer who does not program, and the line as it should read.

use super::written;
use crate::problem::Slip;

/// A slip with the line as it should read, where that can be told.
pub type Mend = (Slip, Option<String>);

/// What is wrong with the line that a parser stopped at. `parser` is what it said, which decides where the line itself
/// looks sound.
pub fn diagnose(line: &str, parser: &str) -> Mend {
    if parser.contains("duplicate key") {
        return (Slip::Duplicate, None);
    }
    in_line(line.trim()).unwrap_or_else(|| (by_parser(parser), None))
}

/// The line as it should read, where its key is in Vietnamese.
pub fn vietnamese_key(line: &str) -> Option<String> {
    match in_line(line)? {
        (Slip::VietnameseKey, mend) => mend,
        _ => None,
    }
}

fn by_parser(parser: &str) -> Slip {
    [
        ("invalid basic string", Slip::Unclosed),
        ("string values must be quoted", Slip::Unquoted),
        ("invalid date", Slip::DayOrder),
        ("unexpected key or value", Slip::LeftOver),
        ("key with no value", Slip::NoEquals),
        ("missing value", Slip::NoValue),
        ("unclosed array", Slip::UnclosedList),
    ]
    .into_iter()
    .find(|(words, _)| parser.contains(words))
    .map_or(Slip::Other, |(_, slip)| slip)
}

fn in_line(line: &str) -> Option<Mend> {
    if line.starts_with('[') {
        let name = line.trim_matches(['[', ']', ' ']);
        let double = line.starts_with("[[") || line.ends_with("]]");
        let whole = if double {
            format!("[[{name}]]")
        } else {
            format!("[{name}]")
        };
        return (whole != line && !name.is_empty()).then_some((Slip::Header, Some(whole)));
    }
    if line.starts_with(is_quote) || line.starts_with([']', '}', '{']) {
        // A line of a list that goes over several.
        let straight = straightened(line);
        return (straight != line).then_some((Slip::CurlyQuotes, Some(straight)));
    }
    let Some((key, value)) = line.split_once('=') else {
        let Some((key, value)) = line.split_once([':', '：']) else {
            return Some((Slip::NoEquals, None));
        };
        let key = written::key(key.trim()).unwrap_or(key.trim());
        let sound = is_key(key) && !value.trim().is_empty();
        let mend = || match in_value(value.trim()) {
            Some((_, mended)) => mended,
            None => Some(value.trim().to_owned()),
        };
        let mend = sound.then(mend).flatten();
        let slip = if is_key(key) {
            Slip::Colon
        } else {
            Slip::NoEquals
        };
        return Some((slip, mend.map(|value| format!("{key} = {value}"))));
    };
    let (key, value) = (key.trim(), value.trim());
    let mended = in_value(value);
    if !is_key(key) && !key.starts_with(is_quote) {
        let value = match mended {
            Some((_, mended)) => mended,
            None => Some(value.to_owned()),
        };
        let whole = written::key(key).zip(value);
        return Some(match whole {
            Some((key, value)) => (Slip::VietnameseKey, Some(format!("{key} = {value}"))),
            None => (Slip::OddKey, None),
        });
    }
    let (slip, value) = mended?;
    Some((slip, value.map(|value| format!("{key} = {value}"))))
}

fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !key.is_empty() && key.chars().all(plain)
}

/// What is wrong with a value, and how it should read.
fn in_value(value: &str) -> Option<Mend> {
    if value.is_empty() {
        return Some((Slip::NoValue, None));
    }
    if value.starts_with('[') {
        return in_list(value);
    }
    if value.starts_with("\"\"\"") || value.starts_with("'''") || value.starts_with('{') {
        return None;
    }
    if value.starts_with('"') {
        return in_quoted(value);
    }
    if value.starts_with('\'') && !value.ends_with(curly) {
        let closed = value.len() > 1 && value.ends_with('\'');
        return (!closed).then(|| (Slip::Unclosed, Some(quoted(value))));
    }
    if value.starts_with(is_quote) {
        let inside = value.trim_matches(is_quote);
        let mend = written::day(inside).unwrap_or_else(|| quoted(value));
        return Some((Slip::CurlyQuotes, Some(mend)));
    }
    let bare = value.split(" #").next().unwrap_or(value).trim();
    if let Some(day) = written::day(bare) {
        return (day != bare).then_some((Slip::DayOrder, Some(day)));
    }
    if let Some(flag) = written::flag(bare) {
        return Some((Slip::Flag, Some(flag.to_owned())));
    }
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, part)) = bare.split_once(',')
        && number(whole.trim_start_matches('-'))
        && number(part)
    {
        return Some((Slip::DecimalComma, Some(format!("{whole}.{part}"))));
    }
    if let Some(number) = number_with_marks(bare) {
        return Some((Slip::NumberMarks, Some(number)));
    }
    let letters = bare.chars().any(char::is_alphabetic);
    letters.then(|| (Slip::Unquoted, Some(quoted(bare))))
}

/// `1.234.567` or `1.234,5` as TOML writes it.
pub fn number_with_marks(written: &str) -> Option<String> {
    let (whole, decimals) = match written.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (written, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.trim_start_matches('-').split('.');
    let first = groups.next()?;
    let mut count = 0;
    for group in groups {
        count += 1;
        if group.len() != 3 || !digits(group) {
            return None;
        }
    }
    // One dot alone is a decimal to TOML, and no slip.
    let marked = count > 1 || (count == 1 && decimals.is_some());
    if !marked || first.len() > 3 || !digits(first) || !decimals.is_none_or(digits) {
        return None;
    }
    let number = whole.replace('.', "");
    Some(decimals.map_or(number.clone(), |decimals| format!("{number}.{decimals}")))
}

/// A value that begins with a straight quote.
fn in_quoted(value: &str) -> Option<Mend> {
    let inside = &value[1..];
    let quotes = inside.matches('"').count() - inside.matches("\\\"").count();
    if inside.contains('\\') && quotes == 1 && value.ends_with('"') {
        return Some((Slip::Backslash, Some(value.replace('\\', "/"))));
    }
    if quotes == 0 {
        // The closing quote is curly, or there is none.
        let curly = inside.ends_with(is_quote);
        let slip = if curly {
            Slip::CurlyQuotes
        } else {
            Slip::Unclosed
        };
        return Some((slip, Some(quoted(value))));
    }
    if quotes > 1 && value.ends_with('"') {
        return Some((Slip::QuoteInside, Some(quoted(value))));
    }
    let rest = inside.split_once('"').map_or("", |(_, rest)| rest).trim();
    (!rest.is_empty() && !rest.starts_with('#')).then_some((Slip::LeftOver, None))
}

fn in_list(value: &str) -> Option<Mend> {
    let straight = straightened(value);
    let closed = |list: &str| {
        let open = list.trim_end_matches(',').trim_end();
        if open.ends_with(']') {
            open.to_owned()
        } else {
            format!("{open}]")
        }
    };
    if straight != value {
        return Some((Slip::CurlyQuotes, Some(closed(&straight))));
    }
    let inside = value.trim_start_matches('[').trim_end_matches(']');
    let entries = || {
        inside
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
    };
    let is_bare = |entry: &str| entry.starts_with(char::is_alphabetic);
    if entries().any(is_bare) && !inside.contains('{') {
        let entries: Vec<_> = entries().map(quoted).collect();
        return Some((
            Slip::UnquotedList,
            Some(format!("[{}]", entries.join(", "))),
        ));
    }
    (!value.ends_with(']')).then(|| (Slip::UnclosedList, Some(closed(value))))
}

/// Every mark that people and programs use as a quote.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '″'
            | '＂'
            | '〝'
            | '〞'
    )
}

/// A quote that is no straight one.
fn curly(c: char) -> bool {
    is_quote(c) && !matches!(c, '"' | '\'')
}

/// A list with straight quotes at both ends of each entry.
fn straightened(list: &str) -> String {
    let curly =
        |c: char| is_quote(c) && !matches!(c, '"' | '\'' | '`' | '´' | '’' | '‘' | '‛' | '‚');
    if list.contains('"') || list.contains(curly) {
        return list.replace(curly, "\"");
    }
    list.replace(['‘', '’', '‛', '‚'], "\"")
}

/// A text between straight quotes; quotes inside become curly, which may stand there.
fn quoted(text: &str) -> String {
    let inside = text
        .trim_start_matches(is_quote)
        .trim_end_matches(is_quote)
        .replace('\\', "/");
    let mut whole = String::from("\"");
    let mut opens = true;
    for c in inside.chars() {
        whole.push(match c {
            '"' if opens => '“',
            '"' => '”',
            c => c,
        });
        opens ^= c == '"';
    }
    whole.push('"');
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_is_known_and_mended() {
        let cases = [
            (
                "title = “Bài viết”",
                Slip::CurlyQuotes,
                "title = \"Bài viết\"",
            ),
            (
                "title = \"Bài viết”",
                Slip::CurlyQuotes,
                "title = \"Bài viết\"",
            ),
            ("title = ‘Bài’", Slip::CurlyQuotes, "title = \"Bài\""),
            ("title = «Bài»", Slip::CurlyQuotes, "title = \"Bài\""),
            (
                "date = “22/11/2026”",
                Slip::CurlyQuotes,
                "date = 2026-11-22",
            ),
            ("title = 'Bài", Slip::Unclosed, "title = \"Bài\""),
            ("title: Bài viết", Slip::Colon, "title = \"Bài viết\""),
            ("Tiêu đề: Bài", Slip::Colon, "title = \"Bài\""),
            ("title = Bài viết", Slip::Unquoted, "title = \"Bài viết\""),
            ("title = \"Bài", Slip::Unclosed, "title = \"Bài\""),
            (
                "title = \"Bài \"hay\" quá\"",
                Slip::QuoteInside,
                "title = \"Bài “hay” quá\"",
            ),
            (
                "file = \"C:\\Users\\a.pdf\"",
                Slip::Backslash,
                "file = \"C:/Users/a.pdf\"",
            ),
            ("date = 22/11/2026", Slip::DayOrder, "date = 2026-11-22"),
            ("date = 2026-22-11", Slip::DayOrder, "date = 2026-11-22"),
            (
                "Ngày = 2026-11-22",
                Slip::VietnameseKey,
                "date = 2026-11-22",
            ),
            (
                "ngày đăng = 22.11.2026",
                Slip::VietnameseKey,
                "date = 2026-11-22",
            ),
            ("tiêu đề = “Bài”", Slip::VietnameseKey, "title = \"Bài\""),
            ("draft = đúng", Slip::Flag, "draft = true"),
            ("draft = Không", Slip::Flag, "draft = false"),
            ("value = 1,5", Slip::DecimalComma, "value = 1.5"),
            ("value = 1.234.567", Slip::NumberMarks, "value = 1234567"),
            ("value = -1.234,5", Slip::NumberMarks, "value = -1234.5"),
            (
                "tags = [a, b c]",
                Slip::UnquotedList,
                "tags = [\"a\", \"b c\"]",
            ),
            (
                "tags = [“a”, “b”]",
                Slip::CurlyQuotes,
                "tags = [\"a\", \"b\"]",
            ),
            (
                "tags = [\"a\", \"b\"",
                Slip::UnclosedList,
                "tags = [\"a\", \"b\"]",
            ),
            ("[[sources]", Slip::Header, "[[sources]]"),
            ("[media", Slip::Header, "[media]"),
        ];
        for (line, slip, mended) in cases {
            assert_eq!(
                diagnose(line, ""),
                (slip, Some(mended.to_owned())),
                "{line}"
            );
        }
        for (line, slip) in [
            ("title", Slip::NoEquals),
            ("title =", Slip::NoValue),
            ("bài hay = 5", Slip::OddKey),
            ("title = \"a\" b", Slip::LeftOver),
            ("date = 2026-11-22", Slip::Other),
        ] {
            assert_eq!(diagnose(line, ""), (slip, None), "{line}");
        }
    }
}
