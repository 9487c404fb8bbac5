//! A drawing's file → a tree of elements, each with its namespace; within limits. What acts is refused here,
//! wherever it stands, so that nothing depends on what later stages leave out.

use super::{Fault, What};
use crate::problem::{Defect, Load};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Largest file of a drawing. The drawings of a site have about 4 kB.
const BYTES: usize = 1 << 20;
const DEPTH: usize = 100;
const ELEMENTS: usize = 20_000;
const ATTRIBUTES: usize = 100;
/// Declarations of namespaces that are in force at once.
const NAMESPACES: usize = 100;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements that run, fetch, move or lead away, in SVG and in pages alike.
#[rustfmt::skip]
const ACTING: [&str; 25] = [
    "script", "iframe", "frame", "embed", "object", "applet", "audio", "video", "source", "track", "link", "meta",
    "base", "form", "handler", "listener", "animate", "animatecolor", "animatemotion", "animatetransform", "set",
    "discard", "mpath", "canvas", "portal",
];

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Svg,
    Xlink,
    Xml,
    /// Pages and formulas, whose elements browsers bring to life inside a drawing.
    Page,
    /// No namespace, as of most attributes.
    None,
    /// Some editor's.
    Foreign,
}

/// An element as the file has it.
#[derive(Debug)]
pub struct Raw {
    pub space: Space,
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<RawChild>,
    pub at: usize,
}

#[derive(Debug)]
pub struct Attribute {
    pub space: Space,
    pub name: String,
    pub value: String,
}

#[derive(Debug)]
pub enum RawChild {
    Element(Raw),
    Text(String),
}

/// The text of a file: UTF-8, or UTF-16 that says so by its mark.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, What> {
    if bytes.len() > BYTES {
        return Err(What::Heavy(Load::Bytes));
    }
    let unknown = || What::Broken(Defect::Encoding(String::new()));
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        return text.ok_or_else(unknown);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|_| unknown())
}

/// The outermost element with all that is in it.
pub fn tree(text: &str) -> Result<Raw, Fault> {
    if let Some((at, c)) = text.char_indices().find(|(_, c)| !is_text(*c)) {
        return Err(What::Broken(Defect::Character(u32::from(c))).at(at));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut builder = Builder::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let syntax = |_| What::Broken(Defect::Syntax).at(at);
        match reader.read_event() {
            Err(quick_xml::Error::Syntax(_)) => return Err(What::Broken(Defect::CutOff).at(at)),
            Err(_) => return Err(What::Broken(Defect::Syntax).at(at)),
            Ok(Event::Start(start)) => builder.open(&start, at)?,
            Ok(Event::Empty(start)) => {
                builder.open(&start, at)?;
                builder.close();
            }
            Ok(Event::End(_)) => builder.close(),
            Ok(Event::Text(words)) => builder.text(&words.xml10_content(), at)?,
            Ok(Event::CData(words)) => builder.text(&words.xml10_content(), at)?,
            Ok(Event::GeneralRef(name)) => {
                let c = reference(&name).map_err(|what| what.at(at))?;
                builder.text(c.encode_utf8(&mut [0; 4]), at)?;
            }
            Ok(Event::DocType(declared)) if declared.contains('[') => {
                return Err(What::Acts("<!DOCTYPE … [ … ]>".into()).at(at));
            }
            Ok(Event::PI(pi)) if pi.target().eq_ignore_ascii_case("xml-stylesheet") => {
                return Err(What::Acts("<?xml-stylesheet?>".into()).at(at));
            }
            Ok(Event::Decl(declaration)) => {
                if let Some(name) = declaration.encoding() {
                    let name = name.map_err(syntax)?;
                    if !["utf-8", "utf8", "utf-16"].contains(&&*name.to_ascii_lowercase()) {
                        return Err(What::Broken(Defect::Encoding(name.into_owned())).at(at));
                    }
                }
            }
            Ok(Event::DocType(_) | Event::PI(_) | Event::Comment(_)) => {}
            Ok(Event::Eof) => return builder.end(text.len()),
        }
    }
}

/// The texts below an element, each with all of its lines and parts, and what screen readers say.
pub fn words(element: &Raw, found: &mut Vec<String>) {
    let label = |attribute: &&Attribute| attribute.name == "aria-label";
    let labels = element.attributes.iter().filter(label);
    found.extend(labels.map(|attribute| attribute.value.clone()));
    if ["text", "title", "desc"].contains(&element.name.as_str()) {
        let mut text = String::new();
        whole_text(element, &mut text);
        found.push(text);
        return;
    }
    for child in &element.children {
        if let RawChild::Element(inner) = child {
            words(inner, found);
        }
    }
}

fn whole_text(element: &Raw, text: &mut String) {
    for child in &element.children {
        match child {
            RawChild::Text(part) => text.push_str(part),
            RawChild::Element(inner) => whole_text(inner, text),
        }
    }
}

/// Whether a character may stand in XML, and means itself there.
fn is_text(c: char) -> bool {
    !(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe)
}

/// What `&name;` stands for.
fn reference(name: &str) -> Result<char, What> {
    let code = match name {
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "amp" => return Ok('&'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => {
            let hexadecimal = name.strip_prefix("#x");
            let decimal = name.strip_prefix('#');
            hexadecimal.map_or_else(
                || decimal.and_then(|digits| digits.parse().ok()),
                |digits| u32::from_str_radix(digits, 16).ok(),
            )
        }
    };
    let code = code.ok_or_else(|| What::Broken(Defect::Entity(format!("&{name};"))))?;
    let c = char::from_u32(code).filter(|c| is_text(*c));
    c.ok_or(What::Broken(Defect::Character(code)))
}

/// An attribute's value: references resolved, white space made blanks (XML 1.0, 3.3.3).
fn unescaped(raw: &str) -> Result<Cow<'_, str>, What> {
    if !raw.contains(['&', '\t', '\n', '\r']) {
        return Ok(raw.into());
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        value.push_str(&rest[..at]);
        if rest[at..].starts_with('&') {
            let name = &rest[at + 1..];
            // A name of any length would be looked for at each `&`.
            let end = name.bytes().take(40).position(|byte| byte == b';');
            let end = end.ok_or(What::Broken(Defect::Syntax))?;
            value.push(reference(&name[..end])?);
            rest = &name[end + 1..];
        } else {
            value.push(' ');
            rest = &rest[at + 1..];
        }
    }
    value.push_str(rest);
    Ok(value.into())
}

#[derive(Default)]
struct Builder {
    root: Option<Raw>,
    open: Vec<Raw>,
    /// Prefix, namespace, and the depth at which it was declared.
    declared: Vec<(String, Space, usize)>,
    elements: usize,
}

impl Builder {
    fn open(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), Fault> {
        self.elements += 1;
        if self.elements > ELEMENTS {
            return Err(What::Heavy(Load::Elements).at(at));
        }
        let depth = self.open.len();
        if depth >= DEPTH {
            return Err(What::Heavy(Load::Depth).at(at));
        }
        if self.root.is_some() {
            return Err(What::Broken(Defect::Syntax).at(at));
        }
        let written = attributes(start).map_err(|what| what.at(at))?;
        for (key, value) in &written {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            if self.declared.len() >= NAMESPACES {
                return Err(What::Heavy(Load::Elements).at(at));
            }
            self.declared.push((prefix.into(), space_of(value), depth));
        }
        let (space, name) = self.resolve(start.name().into_inner(), true);
        let is_declaration = |key: &str| key == "xmlns" || key.starts_with("xmlns:");
        let attributes = written.into_iter().filter(|(key, _)| !is_declaration(key));
        let attributes = attributes.map(|(key, value)| {
            let (space, name) = self.resolve(&key, false);
            Attribute { space, name, value }
        });
        let element = Raw {
            space,
            name,
            attributes: attributes.collect(),
            children: Vec::new(),
            at,
        };
        acts(&element)?;
        if depth == 0 && (element.name != "svg" || space != Space::Svg) {
            let defect = match element.name.as_str() {
                "svg" => Defect::NoNamespace,
                _ => Defect::NotSvg,
            };
            return Err(What::Broken(defect).at(at));
        }
        self.open.push(element);
        Ok(())
    }

    fn resolve(&self, name: &str, element: bool) -> (Space, String) {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (prefix, local),
            // The default namespace is of elements alone.
            None if !element => return (Space::None, name.into()),
            None => ("", name),
        };
        let nothing = match prefix {
            "xml" => return (Space::Xml, local.into()),
            "" => Space::None,
            _ => Space::Foreign,
        };
        let mut declared = self.declared.iter().rev();
        let found = declared.find(|(known, ..)| known == prefix);
        (found.map_or(nothing, |(_, space, _)| *space), local.into())
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        let depth = self.open.len();
        while self.declared.last().is_some_and(|(.., at)| *at >= depth) {
            self.declared.pop();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(RawChild::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), Fault> {
        let Some(parent) = self.open.last_mut() else {
            let blank = text.trim().is_empty();
            return blank
                .then_some(())
                .ok_or(What::Broken(Defect::Syntax).at(at));
        };
        match parent.children.last_mut() {
            Some(RawChild::Text(before)) => before.push_str(text),
            _ => parent.children.push(RawChild::Text(text.into())),
        }
        Ok(())
    }

    fn end(self, at: usize) -> Result<Raw, Fault> {
        if !self.open.is_empty() {
            return Err(What::Broken(Defect::CutOff).at(at));
        }
        self.root.ok_or(What::Broken(Defect::NotSvg).at(at))
    }
}

/// An element's attributes as they are written, each once.
fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, What> {
    let mut written: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| What::Broken(Defect::Syntax))?;
        let key = attribute.key.into_inner();
        if written.len() >= ATTRIBUTES {
            return Err(What::Heavy(Load::Elements));
        }
        if written.iter().any(|(present, _)| present == key) {
            return Err(What::Broken(Defect::Syntax));
        }
        let value = unescaped(&attribute.value)?.into_owned();
        written.push((key.to_owned(), value));
    }
    Ok(written)
}

/// Whose a namespace is.
fn space_of(uri: &str) -> Space {
    match uri {
        SVG => Space::Svg,
        XLINK => Space::Xlink,
        XML => Space::Xml,
        XHTML | MATHML => Space::Page,
        "" => Space::None,
        _ => Space::Foreign,
    }
}

/// Refuses what runs, whoever's it claims to be.
fn acts(element: &Raw) -> Result<(), Fault> {
    let lower = element.name.to_ascii_lowercase();
    if element.space != Space::Foreign && ACTING.contains(&lower.as_str()) {
        return Err(What::Acts(format!("<{}>", element.name)).at(element.at));
    }
    for attribute in &element.attributes {
        let name = attribute.name.to_ascii_lowercase();
        if attribute.space == Space::None && name.len() > 2 && name.starts_with("on") {
            return Err(What::Acts(attribute.name.to_owned()).at(element.at));
        }
    }
    Ok(())
}
