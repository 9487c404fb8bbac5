//! What may stay of a drawing as it was read. What no browser draws (metadata, comments, editors' own parts) goes
//! unseen; what calls elsewhere, and what would be missed, is a fault.

use super::css::{self, Declaration, Rule, Subject};
use super::list::{self, Fate, Kind};
use super::read::{Raw, RawChild, Space};
use super::value::{self, Verdict};
use super::{Child, Element, Fault, What};
use crate::problem::Load;
use std::collections::BTreeMap;

/// Most times that rules of style are tried on elements.
const TRIES: usize = 400_000;

/// Most classes of one element that count.
const CLASSES: usize = 20;

/// Values of a property that leave a drawing as it is without it.
#[rustfmt::skip]
const UNSEEN: [&str; 16] = [
    "", "none", "normal", "auto", "initial", "inherit", "unset", "transparent", "white", "#fff", "#ffffff",
    "rgb(255, 255, 255)", "rgb(255,255,255)", "0", "0s", "1",
];

/// The elements and attributes that may be published.
///
/// # Errors
/// On what acts, and on what would be missed.
pub fn sift(root: &Raw) -> Result<Element, Fault> {
    let mut rules = Vec::new();
    gather(root, &mut rules)?;
    // The stronger and the later rule wins: it is applied last.
    rules.sort_by_key(|rule| rule.selector.specificity());
    let mut sieve = Sieve { rules, tries: 0 };
    let kept = sieve.element(root, false)?;
    kept.ok_or_else(|| What::Broken(super::Defect::NotSvg).at(root.at))
}

/// The rules of all style sheets, in order.
fn gather(element: &Raw, rules: &mut Vec<Rule>) -> Result<(), Fault> {
    for child in &element.children {
        let RawChild::Element(inner) = child else {
            continue;
        };
        if inner.space == Space::Svg && inner.name == "style" {
            let get = |name: &str| inner.attributes.iter().find(|a| a.name == name);
            let is = |name: &str, fine: &[&str]| {
                get(name).is_none_or(|given| fine.contains(&given.value.trim()))
            };
            if !is("media", &["", "all", "screen"]) {
                return Err(What::Unfit("<style media>".into()).at(inner.at));
            }
            if is("type", &["", "text/css"]) {
                let found = css::rules(&text_of(inner)).map_err(|what| what.at(inner.at))?;
                rules.extend(found);
            }
        } else {
            gather(inner, rules)?;
        }
    }
    Ok(())
}

/// The text directly in an element.
fn text_of(element: &Raw) -> String {
    let texts = element.children.iter().filter_map(|child| match child {
        RawChild::Text(text) => Some(text.as_str()),
        RawChild::Element(_) => None,
    });
    texts.collect()
}

struct Sieve {
    rules: Vec<Rule>,
    tries: usize,
}

impl Sieve {
    fn element(&mut self, raw: &Raw, in_text: bool) -> Result<Option<Element>, Fault> {
        let unfit = || What::Unfit(format!("<{}>", raw.name)).at(raw.at);
        match raw.space {
            Space::Svg => {}
            Space::Page => return Err(What::Acts(format!("<{}>", raw.name)).at(raw.at)),
            _ => return Ok(None),
        }
        if !is_for_readers(raw) {
            return Ok(None);
        }
        let name = match list::fate(&raw.name) {
            Fate::Goes => return Ok(None),
            Fate::Unfit => return Err(unfit()),
            Fate::Stays(name) => name,
        };
        let in_line = ["tspan", "textPath", "title", "desc", "a"].contains(&name);
        if in_text && !in_line {
            return Ok(None);
        }
        let attributes = self.attributes(raw, name)?;
        let mut element = Element {
            name: match name {
                "a" if in_text => "tspan",
                "a" | "switch" => "g",
                _ => name,
            },
            attributes,
            children: Vec::new(),
            at: raw.at,
        };
        element.children = match name {
            "title" | "desc" => text_child(&text_of(raw)),
            "switch" => self.chosen(raw)?,
            "text" | "tspan" | "textPath" => self.children(raw, true)?,
            "a" => self.children(raw, in_text)?,
            _ => self.children(raw, false)?,
        };
        Ok(Some(element))
    }

    fn children(&mut self, raw: &Raw, in_text: bool) -> Result<Vec<Child>, Fault> {
        let mut kept = Vec::new();
        for child in &raw.children {
            match child {
                RawChild::Element(inner) => {
                    kept.extend(self.element(inner, in_text)?.map(Child::Element));
                }
                RawChild::Text(text) if in_text => match kept.last_mut() {
                    // Two texts meet where what stood between them is gone.
                    Some(Child::Text(before)) => before.push_str(text),
                    _ => kept.push(Child::Text(text.clone())),
                },
                RawChild::Text(_) => {}
            }
        }
        Ok(kept)
    }

    /// The one child of a `switch` that is drawn. A foreign part has a drawing beside it for whoever cannot show it.
    fn chosen(&mut self, raw: &Raw) -> Result<Vec<Child>, Fault> {
        let candidates: Vec<&Raw> = raw
            .children
            .iter()
            .filter_map(|child| match child {
                RawChild::Element(inner) if inner.space == Space::Svg => Some(inner),
                _ => None,
            })
            .filter(|inner| is_for_readers(inner))
            .collect();
        for inner in &candidates {
            if inner.name == "foreignObject" && candidates.len() > 1 {
                continue;
            }
            if let Some(element) = self.element(inner, false)? {
                return Ok(vec![Child::Element(element)]);
            }
        }
        Ok(Vec::new())
    }

    fn attributes(&mut self, raw: &Raw, name: &str) -> Result<Vec<(&'static str, String)>, Fault> {
        let mut kept = Attributes(Vec::new());
        let mut style = "";
        let [mut id, mut class] = ["", ""];
        for attribute in &raw.attributes {
            let written = attribute.name.as_str();
            let value = attribute.value.as_str();
            let key = match (attribute.space, written) {
                (Space::None, _) => written.to_owned(),
                (Space::Xlink, "href") => "href".into(),
                (Space::Xml, "space" | "lang") => format!("xml:{written}"),
                _ => continue,
            };
            match key.as_str() {
                "style" => style = value,
                "class" => class = value,
                "id" => {
                    id = value;
                    kept.0.push(("id", value.trim().to_owned()));
                }
                _ => kept
                    .take(name, attribute.space, &key, value)
                    .map_err(|what| what.at(raw.at))?,
            }
        }
        if matches!(name, "title" | "desc") {
            kept.0
                .retain(|(key, _)| ["id", "lang", "xml:lang"].contains(key));
            return Ok(kept.0);
        }
        self.tries += self.rules.len();
        if self.tries > TRIES {
            return Err(What::Heavy(Load::Rules).at(raw.at));
        }
        let subject = Subject {
            name: &raw.name,
            id,
            classes: class.split_ascii_whitespace().take(CLASSES).collect(),
        };
        let own = css::declarations(style).map_err(|what| what.at(raw.at))?;
        let fitting = self
            .rules
            .iter()
            .filter(|rule| rule.selector.fits(&subject));
        let all = || {
            fitting
                .clone()
                .flat_map(|rule| rule.declarations.iter())
                .chain(&own)
        };
        let ordinary = all().filter(|declaration| !declaration.important);
        let important = all().filter(|declaration| declaration.important);
        let mut styled = Styled::default();
        for declaration in ordinary.chain(important) {
            styled
                .take(name, declaration)
                .map_err(|what| what.at(raw.at))?;
        }
        for (key, value) in styled.properties {
            kept.set(key, value);
        }
        Ok(kept.0)
    }
}

/// Whether an element is drawn for a reader of Vietnamese in a browser that knows SVG alone.
fn is_for_readers(raw: &Raw) -> bool {
    raw.attributes.iter().all(|attribute| {
        let value = attribute.value.trim();
        match attribute.name.as_str() {
            "requiredExtensions" => value.is_empty(),
            "systemLanguage" => value.split(',').any(|language| {
                let language = language.trim();
                language == "vi" || language.starts_with("vi-")
            }),
            _ => true,
        }
    })
}

fn text_child(text: &str) -> Vec<Child> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Child::Text(text)]
    }
}

struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    fn set(&mut self, key: &'static str, value: String) {
        match self.0.iter_mut().find(|(present, _)| *present == key) {
            Some((_, present)) => *present = value,
            None => self.0.push((key, value)),
        }
    }

    /// Takes over an attribute that is known, in a form that is.
    fn take(&mut self, element: &str, space: Space, key: &str, value: &str) -> Result<(), What> {
        let shown = || excerpt(key, value);
        let Some((known, kind)) = list::attribute(key) else {
            if value::calls(value) && !key.starts_with("data-") {
                return Err(What::Acts(shown()));
            }
            let seen = list::is_seen(key) && key == "filter" && !UNSEEN.contains(&value.trim());
            return if seen {
                Err(What::Unfit(shown()))
            } else {
                Ok(())
            };
        };
        match value::judge(known, kind, value) {
            Verdict::Acts => return Err(What::Acts(shown())),
            Verdict::Unfit => return Err(What::Unfit(shown())),
            Verdict::Goes => {}
            Verdict::Stays(value) => {
                let links = [
                    "use",
                    "linearGradient",
                    "radialGradient",
                    "pattern",
                    "textPath",
                ];
                let older = space == Space::Xlink && self.0.iter().any(|(key, _)| *key == "href");
                if known == "white-space"
                    || older
                    || (kind == Kind::Link && !links.contains(&element))
                {
                    return Ok(());
                }
                self.set(known, value);
            }
        }
        Ok(())
    }
}

/// What style says of one element, each property once.
#[derive(Default)]
struct Styled {
    properties: BTreeMap<&'static str, String>,
}

impl Styled {
    fn take(&mut self, element: &str, declaration: &Declaration) -> Result<(), What> {
        let Declaration {
            property, value, ..
        } = declaration;
        match property.as_str() {
            "font" => {
                let parts =
                    css::font(value).ok_or_else(|| What::Unfit(excerpt(property, value)))?;
                parts
                    .into_iter()
                    .try_for_each(|(name, value)| self.known(name, &value))
            }
            "marker" => ["marker-start", "marker-mid", "marker-end"]
                .into_iter()
                .try_for_each(|name| self.known(name, value)),
            "text-decoration-line" => self.known("text-decoration", value),
            "white-space" => {
                if value.starts_with("pre") || value.starts_with("break-spaces") {
                    self.properties.insert("xml:space", "preserve".into());
                }
                Ok(())
            }
            _ if list::property(property).is_some() => self.known(property, value),
            _ if value::calls(value) => Err(What::Acts(excerpt(property, value))),
            "width" | "height" if element != "svg" && !UNSEEN.contains(&value.as_str()) => {
                Err(What::Unfit(excerpt(property, value)))
            }
            _ if list::is_seen(property)
                && !UNSEEN.contains(&value.to_ascii_lowercase().as_str()) =>
            {
                Err(What::Unfit(excerpt(property, value)))
            }
            _ => Ok(()),
        }
    }

    fn known(&mut self, property: &str, value: &str) -> Result<(), What> {
        let Some((name, kind)) = list::property(property) else {
            return Ok(());
        };
        // Style sheets want a unit where attributes do not.
        let unit = [
            "font-size",
            "letter-spacing",
            "word-spacing",
            "baseline-shift",
        ]
        .contains(&name);
        if unit && value.parse::<f64>().is_ok_and(|number| number != 0.0) {
            return Ok(());
        }
        match value::judge(name, kind, value) {
            Verdict::Stays(value) => {
                self.properties.insert(name, value);
                Ok(())
            }
            Verdict::Goes => Ok(()),
            Verdict::Unfit => Err(What::Unfit(excerpt(property, value))),
            Verdict::Acts => Err(What::Acts(excerpt(property, value))),
        }
    }
}

/// A name with the beginning of its value, for messages.
fn excerpt(name: &str, value: &str) -> String {
    const LONG: usize = 40;
    let value = value.trim().replace('`', "'");
    let mut short: String = value.chars().take(LONG).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    format!("{name}=\"{short}\"")
}
