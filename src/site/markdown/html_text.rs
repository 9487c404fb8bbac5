//! What raw HTML shows: its text without tags, parted where the page parts it.

/// Tags whose content is taken out with them.
const GONE: [&str; 7] = [
    "script", "style", "iframe", "object", "svg", "math", "template",
];

/// Tags that stand in a line of text and part nothing.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "picture",
    "q", "s", "small", "source", "span", "strong", "sub", "sup", "u",
];

/// A piece of what is shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Text(String),
    /// A line ends within its block.
    Break,
    /// A cell of a table ends.
    Cell,
    /// A block begins or ends.
    Block,
}

/// Reads raw HTML as it comes, in pieces that may end anywhere.
#[derive(Debug, Default)]
pub struct HtmlText {
    /// What has come of a tag or a comment that is not closed yet.
    open: String,
    /// The element whose content is taken out.
    gone: Option<String>,
}

impl HtmlText {
    /// What more HTML shows.
    pub fn read(&mut self, html: &str) -> Vec<Piece> {
        let mut found = Vec::new();
        let joined = std::mem::take(&mut self.open) + html;
        let mut rest = joined.as_str();
        while !rest.is_empty() {
            let at = rest.find('<').unwrap_or(rest.len());
            if at > 0 {
                if self.gone.is_none() {
                    found.push(Piece::Text(decoded(&rest[..at])));
                }
                rest = &rest[at..];
                continue;
            }
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map(|end| end + 3)
            } else if rest[1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            {
                rest.find('>').map(|end| end + 1)
            } else {
                found.push(Piece::Text("<".into()));
                rest = &rest[1..];
                continue;
            };
            let Some(end) = end else {
                self.open = rest.to_owned();
                break;
            };
            self.tag(&rest[1..end], &mut found);
            rest = &rest[end..];
        }
        found
    }

    fn tag(&mut self, inside: &str, found: &mut Vec<Piece>) {
        let closes = inside.starts_with('/');
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if let Some(gone) = &self.gone {
            if closes && *gone == name {
                self.gone = None;
            }
            return;
        }
        if GONE.contains(&name.as_str()) {
            self.gone = (!closes && !inside.ends_with("/>")).then_some(name);
            return;
        }
        match name.as_str() {
            "" | "wbr" => {}
            "br" => found.push(Piece::Break),
            "td" | "th" if closes => found.push(Piece::Cell),
            name if INLINE.contains(&name) => {}
            _ => found.push(Piece::Block),
        }
    }
}

/// Text with its commonest entities read.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let read = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (c, length) = read.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        "deg" => '°',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_parted_where_the_page_parts_it() {
        let mut html = HtmlText::default();
        let mut shown = String::new();
        for part in [
            "<table><tr><td>Nhà&nbsp;văn <b>hó",
            "a</b><br",
            "/>Khu</td><td>7<wbr>giờ</td>",
            "</tr></table><script>x</scri",
            "pt>a < b<!-- c",
            " -->d",
        ] {
            for piece in html.read(part) {
                match piece {
                    Piece::Text(text) => shown += &text,
                    Piece::Break => shown.push('/'),
                    Piece::Cell => shown.push('|'),
                    Piece::Block => shown.push('.'),
                }
            }
        }
        assert_eq!(shown, "...Nhà\u{a0}văn hóa/Khu|.7giờ|..a < bd");
    }
}
