//! Values of attributes and of properties: of each kind only what it needs. A browser's own grammar is wider; what is
//! not known here is not published.

use super::list::Kind;

/// What becomes of a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is published, as given.
    Stays(String),
    /// It means nothing to a browser either.
    Goes,
    /// It may mean something, and is not published.
    Unfit,
    /// It calls elsewhere, or hides that it does.
    Acts,
}

/// Functions that fetch or compute something from elsewhere.
#[rustfmt::skip]
const CALLS: [&str; 12] = [
    "url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "paint", "expression", "attr",
    "local", "format",
];
const COLOURS: [&str; 9] = [
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
];
const TRANSFORMS: [&str; 6] = ["matrix", "translate", "scale", "rotate", "skewX", "skewY"];

/// What a part of a drawing may be for screen readers.
const ROLES: [&str; 8] = [
    "img",
    "image",
    "presentation",
    "none",
    "group",
    "list",
    "listitem",
    "graphics-document",
];

/// Most numbers in a list of dashes.
const DASHES: usize = 64;

/// Judges a value of a kind.
pub fn judge(name: &str, kind: Kind, value: &str) -> Verdict {
    // References to line ends and tabs stay as they are in XML; here they are blanks like any.
    let value = value.replace(['\r', '\n', '\t'], " ");
    let value = value.trim();
    let plain = |value: &str, functions: &[&str], colours| match functions_of(value, functions) {
        Verdict::Stays(value) => characters(value, colours),
        other => other,
    };
    match kind {
        Kind::Words => Verdict::Stays(value.to_owned()),
        Kind::Names => Verdict::Stays(value.split_whitespace().collect::<Vec<_>>().join(" ")),
        Kind::Path => {
            // A browser draws a path up to its first mistake.
            let end = value.find(|c: char| !is_path(c)).unwrap_or(value.len());
            Verdict::Stays(value[..end].to_owned())
        }
        Kind::Link if value.is_empty() => Verdict::Goes,
        Kind::Link => match value.strip_prefix('#') {
            Some(_) => Verdict::Stays(value.to_owned()),
            None => Verdict::Acts,
        },
        Kind::Transform => plain(value, &TRANSFORMS, false),
        Kind::Family => family(value),
        Kind::Reference => match reference(value) {
            Some((id, "")) => Verdict::Stays(format!("url(#{id})")),
            Some(_) => Verdict::Goes,
            None => plain(value, &[], false),
        },
        // A colour for where the part is missing may follow.
        Kind::Paint => match reference(value) {
            Some((id, "")) => Verdict::Stays(format!("url(#{id})")),
            Some((id, rest)) => match plain(rest, &COLOURS, true) {
                Verdict::Stays(rest) => Verdict::Stays(format!("url(#{id}) {rest}")),
                other => other,
            },
            None => plain(value, &COLOURS, true),
        },
        Kind::Plain if name == "stroke-dasharray" && numbers(value).count() > DASHES => {
            Verdict::Unfit
        }
        // Any word may stand there: a person's name, or a path.
        Kind::Plain if name == "role" && !ROLES.contains(&value) => Verdict::Goes,
        Kind::Plain if ["lang", "xml:lang"].contains(&name) && !is_language(value) => Verdict::Goes,
        Kind::Plain if value.contains(['/', '_']) => Verdict::Goes,
        Kind::Plain => plain(value, &[], false),
    }
}

/// Whether a value that is left out would have called elsewhere.
pub fn calls(value: &str) -> bool {
    let value = value.trim();
    let own = reference(value).is_some_and(|(_, rest)| rest.is_empty());
    !own && (functions_of(value, &[]) == Verdict::Acts || is_script(value))
}

/// `url(#id)` at the beginning of a value: the name, and what follows.
pub fn reference(value: &str) -> Option<(&str, &str)> {
    let open = value
        .get(..4)
        .filter(|open| open.eq_ignore_ascii_case("url("))?;
    let (inside, rest) = value[open.len()..].split_once(')')?;
    let inside = inside.trim();
    let quoted = ['"', '\''].iter().find_map(|quote| {
        inside
            .strip_prefix(*quote)
            .and_then(|inside| inside.strip_suffix(*quote))
    });
    let id = quoted.unwrap_or(inside).trim().strip_prefix('#')?;
    let plain = !id.is_empty() && !id.contains(['"', '\'', '\\', '(', ' ', '<', '&']);
    plain.then_some((id, rest.trim()))
}

/// The numbers in a value, units passed over.
pub fn numbers(value: &str) -> impl Iterator<Item = f64> + '_ {
    let bytes = value.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let (number, end) = number_at(value, at);
            at = end.max(at + 1);
            if number.is_some() {
                return number;
            }
        }
        None
    })
}

/// The number that begins at a byte, and where it ends.
pub fn number_at(value: &str, start: usize) -> (Option<f64>, usize) {
    let bytes = value.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let digits = |mut at: usize| {
        while byte(at).is_ascii_digit() {
            at += 1;
        }
        at
    };
    let first = start + usize::from(matches!(byte(start), b'+' | b'-'));
    let mut end = digits(first);
    if byte(end) == b'.' {
        end = digits(end + 1);
    }
    if !bytes[first.min(end)..end].iter().any(u8::is_ascii_digit) {
        return (None, start);
    }
    if matches!(byte(end), b'e' | b'E') {
        let power = end + 1 + usize::from(matches!(byte(end + 1), b'+' | b'-'));
        // `2em` is a length, `2e3` a number.
        if byte(power).is_ascii_digit() {
            end = digits(power);
        }
    }
    (
        value.get(start..end).and_then(|number| number.parse().ok()),
        end,
    )
}

fn is_path(c: char) -> bool {
    c.is_ascii_digit() || "MmZzLlHhVvCcSsQqTtAaEe+-., ".contains(c)
}

/// Whether a value is a language, perhaps with a country or a script: `vi`, `vi-VN`.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3));
    let short = |part: &str| matches!(part.len(), 2 | 4);
    let letters = value.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    first && letters && parts.clone().count() < 3 && parts.all(short)
}

fn is_script(value: &str) -> bool {
    let letters: String = value
        .chars()
        .take(40)
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let letters = letters.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:text"]
        .iter()
        .any(|scheme| letters.starts_with(scheme))
}

/// Lets the given functions pass. A backslash could hide the letters of any.
fn functions_of(value: &str, known: &[&str]) -> Verdict {
    if value.contains('\\') {
        return Verdict::Acts;
    }
    let mut verdict = Verdict::Stays(String::new());
    for (at, _) in value.match_indices('(') {
        let before = value[..at].trim_end();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let name = &before[before.trim_end_matches(is_name).len()..];
        if CALLS.iter().any(|call| name.eq_ignore_ascii_case(call)) {
            return Verdict::Acts;
        }
        if !known.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            verdict = Verdict::Unfit;
        }
    }
    match verdict {
        Verdict::Stays(_) if value.is_empty() => Verdict::Goes,
        Verdict::Stays(_) => Verdict::Stays(value.to_owned()),
        other => other,
    }
}

/// Words, numbers, commas and brackets; `#` before a colour.
fn characters(value: String, colours: bool) -> Verdict {
    let fine =
        |c: char| c.is_ascii_alphanumeric() || "+-.,%_/() ".contains(c) || (colours && c == '#');
    if value.chars().all(fine) {
        Verdict::Stays(value)
    } else {
        Verdict::Goes
    }
}

/// Names of type, in quotes or not.
fn family(value: &str) -> Verdict {
    match functions_of(value, &[]) {
        Verdict::Stays(value) => {
            let fine = |c: char| c.is_alphanumeric() || "-_., '\"".contains(c);
            if value.chars().all(fine) {
                Verdict::Stays(value)
            } else {
                Verdict::Goes
            }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paint(value: &str) -> Verdict {
        judge("fill", Kind::Paint, value)
    }

    #[test]
    fn paints_are_colours_or_parts_of_the_drawing() {
        let stays = |value: &str| Verdict::Stays(value.into());
        assert_eq!(paint(" #0f6b60 "), stays("#0f6b60"));
        assert_eq!(paint("rgb(1, 2 3 / 50%)"), stays("rgb(1, 2 3 / 50%)"));
        assert_eq!(paint("URL( '#a' ) red"), stays("url(#a) red"));
        for acting in [
            r"\75rl(http://x.example/a)",
            "url(http://x.example/a)",
            "url(a.svg#b)",
            "url(#a) url(b.svg)",
            "image-set('b.png' 1x)",
            "u/**/rl(x)\\",
        ] {
            assert_eq!(paint(acting), Verdict::Acts, "{acting}");
        }
        assert_eq!(paint("var(--a)"), Verdict::Unfit);
        assert_eq!(paint("color-mix(in srgb, red, blue)"), Verdict::Unfit);
        assert_eq!(paint("đỏ"), Verdict::Goes);
    }

    #[test]
    fn numbers_are_read_with_and_without_blanks() {
        let read: Vec<f64> = numbers("1.5-2,3e2 4em .5.25").collect();
        assert_eq!(read, [1.5, -2.0, 300.0, 4.0, 0.5, 0.25]);
        assert_eq!(numbers("none").count(), 0);
    }
}
