//! Style sheets inside drawings: rules for elements, classes and names. They are not published: what they say of an
//! element is written at the element.

use super::What;
use crate::problem::Load;

/// Most rules, and most times that a rule is tried on an element.
const RULES: usize = 1_000;

/// `fill: red`, of a rule or of a `style` attribute.
#[derive(Debug, Clone)]
pub struct Declaration {
    pub property: String,
    pub value: String,
    pub important: bool,
}

/// What a rule is for: `text.small#a`, perhaps inside others.
#[derive(Debug, Default)]
pub struct Selector {
    element: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

#[derive(Debug)]
pub struct Rule {
    pub selector: Selector,
    pub declarations: std::rc::Rc<[Declaration]>,
}

/// An element as selectors see it.
pub struct Subject<'a> {
    pub name: &'a str,
    pub id: &'a str,
    pub classes: Vec<&'a str>,
}

impl Selector {
    /// How strongly it binds (Selectors, 17).
    pub fn specificity(&self) -> (usize, usize, usize) {
        let count = |option: &Option<String>| usize::from(option.is_some());
        (count(&self.id), self.classes.len(), count(&self.element))
    }

    pub fn fits(&self, subject: &Subject<'_>) -> bool {
        let same =
            |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|w| w == found);
        let has = |class: &String| subject.classes.contains(&class.as_str());
        same(&self.element, subject.name)
            && same(&self.id, subject.id)
            && self.classes.iter().all(has)
    }
}

/// The rules of a style sheet.
///
/// # Errors
/// On anything but rules for elements, classes and names.
pub fn rules(sheet: &str) -> Result<Vec<Rule>, What> {
    if sheet.contains('\\') {
        return Err(What::Acts("\\".into()));
    }
    let sheet = without_comments(sheet)
        .replace("<!--", " ")
        .replace("-->", " ");
    let mut rules = Vec::new();
    let mut rest = sheet.trim();
    while !rest.is_empty() {
        if rest.starts_with('@') {
            return Err(at_rule(rest));
        }
        let Some((selectors, after)) = rest.split_once('{') else {
            break;
        };
        let end = unquoted(after, b'}').unwrap_or(after.len());
        let declarations: std::rc::Rc<[_]> = declarations(&after[..end])?.into();
        for written in selectors.split(',') {
            if rules.len() >= RULES {
                return Err(What::Heavy(Load::Rules));
            }
            rules.push(Rule {
                selector: selector(written.trim())?,
                declarations: declarations.clone(),
            });
        }
        rest = after.get(end + 1..).unwrap_or_default().trim_start();
    }
    Ok(rules)
}

/// `@import` and `@font-face` call elsewhere, `@keyframes` moves; of the others the drawing may look otherwise.
fn at_rule(rest: &str) -> What {
    let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let name = &rest[..end.map_or(rest.len(), |end| end + 1)];
    match name.to_ascii_lowercase().as_str() {
        "@import" | "@font-face" | "@keyframes" | "@-webkit-keyframes" | "@namespace" => {
            What::Acts(name.to_owned())
        }
        _ => What::Unfit(name.chars().take(40).collect()),
    }
}

fn selector(written: &str) -> Result<Selector, What> {
    let unfit = || What::Unfit(written.chars().take(40).collect());
    let mut selector = Selector::default();
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut rest = written;
    if rest.is_empty() {
        return Err(unfit());
    }
    if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    } else {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        selector.element = (end > 0).then(|| rest[..end].to_owned());
        rest = &rest[end..];
    }
    while let Some(mark) = rest.chars().next() {
        let after = &rest[mark.len_utf8()..];
        let end = after.find(|c| !is_name(c)).unwrap_or(after.len());
        match mark {
            _ if end == 0 => return Err(unfit()),
            '.' => selector.classes.push(after[..end].to_owned()),
            '#' => selector.id = Some(after[..end].to_owned()),
            _ => return Err(unfit()),
        }
        rest = &after[end..];
    }
    Ok(selector)
}

/// The declarations between two braces, or of a `style` attribute.
///
/// # Errors
/// When it hides letters.
pub fn declarations(block: &str) -> Result<Vec<Declaration>, What> {
    let block = without_comments(block);
    let mut found = Vec::new();
    let mut rest = block.as_str();
    while !rest.trim().is_empty() {
        let end = unquoted(rest, b';').unwrap_or(rest.len());
        let written = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        let Some((property, value)) = written.split_once(':') else {
            if written.trim_start().starts_with('@') {
                return Err(at_rule(written.trim_start()));
            }
            continue;
        };
        if property.contains('\\') {
            return Err(What::Acts(property.trim().chars().take(40).collect()));
        }
        let value = value.trim();
        let (value, important) = match value.rsplit_once('!') {
            Some((value, mark)) if mark.trim().eq_ignore_ascii_case("important") => (value, true),
            _ => (value, false),
        };
        found.push(Declaration {
            property: property.trim().to_ascii_lowercase(),
            value: value.trim().replace(['\n', '\r', '\t'], " "),
            important,
        });
    }
    Ok(found)
}

/// Where a mark stands outside quotes and brackets.
fn unquoted(text: &str, mark: u8) -> Option<usize> {
    let mut quote = None;
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') => depth = depth.saturating_sub(1),
            (None, _) if byte == mark && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What `font: bold 12px/1.2 sans-serif` stands for; `None` where it is not understood.
pub fn font(value: &str) -> Option<Vec<(&'static str, String)>> {
    let mut parts = Vec::new();
    let mut rest = value.trim();
    loop {
        let (word, after) = rest.split_once(' ')?;
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !is_weight(word) {
            let size = word.split('/').next().unwrap_or(word);
            parts.push(("font-size", size.to_owned()));
            parts.push(("font-family", after.trim().to_owned()));
            return Some(parts);
        }
        match word {
            "italic" | "oblique" => parts.push(("font-style", word.to_owned())),
            "normal" => {}
            "small-caps" => parts.push(("font-variant", word.to_owned())),
            "bold" | "bolder" | "lighter" => parts.push(("font-weight", word.to_owned())),
            _ if is_weight(word) => parts.push(("font-weight", word.to_owned())),
            _ => return None,
        }
        rest = after.trim_start();
    }
}

fn is_weight(word: &str) -> bool {
    word.len() == 3 && word.ends_with("00") && !word.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_bind_by_name_class_and_element() {
        let rules = rules(
            "/* a */ .st0, text.b{fill:#fff;stroke:url('#a;b')} #c { fill : red !important }",
        )
        .unwrap();
        assert_eq!(rules.len(), 3);
        let text = Subject {
            name: "text",
            id: "c",
            classes: vec!["a", "b"],
        };
        let fit: Vec<_> = rules.iter().map(|rule| rule.selector.fits(&text)).collect();
        assert_eq!(fit, [false, true, true]);
        assert_eq!(rules[1].declarations[1].value, "url('#a;b')");
        assert!(rules[2].declarations[0].important);
    }

    #[test]
    fn other_rules_are_refused() {
        for sheet in [
            "@import 'a.css';",
            "@font-face{}",
            "a:hover{}",
            "@media print{a{}}",
            "g > a{}",
            "\\40 import 'a'",
        ] {
            assert!(rules(sheet).is_err(), "{sheet}");
        }
    }

    #[test]
    fn short_forms_of_type_are_spelt_out() {
        let parts = font("italic 700 12px/1.5 'Noto Sans', serif").unwrap();
        let parts: Vec<_> = parts
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        assert_eq!(
            parts,
            [
                ("font-style", "italic"),
                ("font-weight", "700"),
                ("font-size", "12px"),
                ("font-family", "'Noto Sans', serif"),
            ]
        );
        assert!(font("caption").is_none());
    }
}
